/* test_webhook_message.c - elements of value.messages: every type, and who wrote them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

#include "webhook_case.h"

/* The enum's number stands in front of the type's name: it is stored and must not move. */
static const struct {
    const char *rule, *members, *expected;
} contents[] = {
    { "text", "'type':'text','text':{'body':'Jalan rusak \\u2014 tolong \\ud83d\\ude4f @ \\/ <'}",
      "1/text text=Jalan rusak \xE2\x80\x94 tolong \xF0\x9F\x99\x8F @ / <" },
    { "a text that is a number", "'type':'text','text':{'body':12}", "1/text text=12" },
    { "a text without its object", "'type':'text'", "1/text" },
    { "a text whose object is a string", "'type':'text','text':'halo'", "1/text" },
    { "photo with caption",
      "'type':'image','image':{'id':'300000000000003','mime_type':'image/jpeg','sha256':"
      "'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=','caption':'Lampu mati','url':"
      "'https://lookaside.fbsbx.com/x'}",
      "2/image text=Lampu mati media=300000000000003 mime=image/jpeg sha256="
      "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA= url=https://lookaside.fbsbx.com/x" },
    { "a media id as number", "'type':'video','video':{'id':300000000000003}",
      "3/video media=300000000000003" },
    { "voice note",
      "'type':'audio','audio':{'id':'4','mime_type':'audio/ogg; codecs=opus','voice':true}",
      "4/audio media=4 mime=audio/ogg; codecs=opus voice" },
    { "audio file", "'type':'audio','audio':{'id':'4','voice':false}", "4/audio media=4" },
    { "document, its name kept as it came",
      "'type':'document','document':{'id':'5','filename':'../../etc/passwd','caption':'Surat'}",
      "5/document text=Surat media=5 filename=../../etc/passwd" },
    { "sticker", "'type':'sticker','sticker':{'id':'6','mime_type':'image/webp','animated':true}",
      "6/sticker media=6 mime=image/webp" },
    { "a photo without its object", "'type':'image'", "2/image" },
    { "location",
      "'type':'location','location':{'latitude':-7.7543,'longitude':113.2159,'name':'Alun-alun',"
      "'address':'Kraksaan'}",
      "7/location at=-7.7543,113.2159 place=Alun-alun address=Kraksaan" },
    { "a location in strings",
      "'type':'location','location':{'latitude':'-7.75','longitude':'113'}",
      "7/location at=-7.7500,113.0000" },
    { "the edges of the world are on it",
      "'type':'location','location':{'latitude':-90,'longitude':180}",
      "7/location at=-90.0000,180.0000" },
    { "north of the pole", "'type':'location','location':{'latitude':90.001,'longitude':0}",
      "7/location" },
    { "beyond the date line", "'type':'location','location':{'latitude':0,'longitude':-180.001}",
      "7/location" },
    { "no number at all", "'type':'location','location':{'latitude':1e999,'longitude':'nan'}",
      "7/location" },
    { "a location with a name only", "'type':'location','location':{'name':'Pasar'}",
      "7/location place=Pasar" },
    { "half a location", "'type':'location','location':{'latitude':-7.7}", "7/location" },
    { "a contact that is passed on",
      "'type':'contacts','contacts':[{'name':{'formatted_name':'Tukang'},'phones':[{'phone':"
      "'+62 812-0000-0007','wa_id':'6281200000007'},{'phone':'2'}]}]",
      "8/contacts phone=+62 812-0000-0007" },
    { "the number we asked for",
      "'type':'contacts','contacts':[{'origin':'contact_request','phones':[{'phone':"
      "'+6281200000001'}]}]",
      "8/contacts phone=+6281200000001 on_request" },
    { "the number we asked for, as early versions said it",
      "'type':'contacts','origin':'contact_request','contacts':[{'phones':[{'wa_id':"
      "'6281200000001'}]}]",
      "8/contacts phone=6281200000001 on_request" },
    { "a number that we asked for goes first",
      "'type':'contacts','contacts':[{'origin':'other','phones':[{'phone':'1'}]},{'origin':"
      "'contact_request','phones':[{'phone':'2'}]},{'origin':'contact_request','phones':[{'phone':"
      "'3'}]}]",
      "8/contacts phone=2 on_request" },
    { "a contact without numbers goes past",
      "'type':'contacts','contacts':[{'name':{}},{'phones':{}},{'phones':[]},7,{'phones':[{},"
      "{'phone':'4'}]}]",
      "8/contacts phone=4" },
    { "contacts that are none", "'type':'contacts','contacts':{'phones':[{'phone':'1'}]}",
      "8/contacts" },
    { "a tap on a row, also of an old menu",
      "'type':'interactive','context':{'from':'6281200009999','id':'wamid.FAKEOUT1'},'interactive':"
      "{'type':'list_reply','list_reply':{'id':'kat:jalan:7f3a','title':'Jalan dan jembatan',"
      "'description':'Lubang'}}",
      "9/interactive text=Jalan dan jembatan reply_to=wamid.FAKEOUT1 choice=kat:jalan:7f3a" },
    { "a tap on a button",
      "'type':'interactive','interactive':{'type':'button_reply','button_reply':{'id':'b:1',"
      "'title':'Ya'}}",
      "9/interactive text=Ya choice=b:1" },
    { "a flow answer",
      "'type':'interactive','interactive':{'type':'nfm_reply','nfm_reply':{'name':'flow','body':"
      "'Sent','response_json':'{\\\"flow_token\\\":\\\"lk-7f3a\\\",\\\"kategori\\\":\\\"jalan\\\"}'"
      "}}",
      "9/interactive flow={\"flow_token\":\"lk-7f3a\",\"kategori\":\"jalan\"}" },
    { "a flow answer that is no string but the object itself",
      "'type':'interactive','interactive':{'nfm_reply':{'response_json':{'a': 1}}}",
      "9/interactive flow={\"a\":1}" },
    { "a flow answer with bad JSON",
      "'type':'interactive','interactive':{'nfm_reply':{'response_json':'{\\\"a\\\":'}}",
      "9/interactive" },
    { "a flow answer that is a list",
      "'type':'interactive','interactive':{'nfm_reply':{'response_json':'[1]'}}", "9/interactive" },
    { "a flow answer without its text", "'type':'interactive','interactive':{'nfm_reply':{}}",
      "9/interactive" },
    { "an interactive kind that we do not know",
      "'type':'interactive','interactive':{'type':'call_permission_reply','call_permission_reply':"
      "{'response':'accept'}}",
      "9/interactive" },
    { "quick reply of a template", "'type':'button','button':{'payload':'fb:1:ya','text':'Ya'}",
      "10/button text=Ya choice=fb:1:ya" },
    { "reaction",
      "'type':'reaction','reaction':{'message_id':'wamid.FAKEOUT1','emoji':'\\ud83d\\udc4d'}",
      "11/reaction text=\xF0\x9F\x91\x8D target=wamid.FAKEOUT1" },
    { "reaction taken away", "'type':'reaction','reaction':{'message_id':'wamid.FAKEOUT1'}",
      "11/reaction target=wamid.FAKEOUT1" },
    { "order", "'type':'order','order':{'catalog_id':'1','text':'Pesan','product_items':[]}",
      "12/order text=Pesan" },
    { "a new number and a new BSUID",
      "'type':'system','system':{'type':'user_changed_number','wa_id':'6281200000002','user_id':"
      "'ID.2','body':'User Budi changed'}",
      "13/system system=user_changed_number new_wa_id=6281200000002 new_bsuid=ID.2" },
    { "a new number that is hidden",
      "'type':'system','system':{'type':'user_changed_number','user_id':'ID.2'}",
      "13/system system=user_changed_number new_bsuid=ID.2" },
    { "a new BSUID alone",
      "'type':'system','system':{'type':'user_changed_user_id','user_id':'ID.3'}",
      "13/system system=user_changed_user_id new_bsuid=ID.3" },
    { "the old shape of a new number",
      "'type':'system','system':{'type':'customer_changed_number','new_wa_id':'6281200000002'}",
      "13/system system=customer_changed_number new_wa_id=6281200000002" },
    { "another device is no new number",
      "'type':'system','system':{'type':'customer_identity_changed','customer':'6281200000001',"
      "'identity':'abc','wa_id':'6281200000001','user_id':'ID.1'}",
      "13/system system=customer_identity_changed" },
    { "unsupported, new shape",
      "'type':'unsupported','errors':[{'code':131051,'title':'Message type unknown','error_data':"
      "{'details':'Not supported.'}}],'unsupported':{'type':'poll_creation'}",
      "14/unsupported unsupported=poll_creation error=131051" },
    { "a change of which nothing else is told",
      "'type':'unsupported','errors':[{'code':131051}],'unsupported':{'type':'edit'}",
      "15/unsupported unsupported=edit error=131051" },
    { "unsupported, old shape", "'type':'unsupported','errors':[{'code':131060,'details':'x'}]",
      "14/unsupported error=131060" },
    { "unsupported without anything", "'type':'unsupported','errors':{'code':1}",
      "14/unsupported" },
    { "edit",
      "'type':'edit','edit':{'original_message_id':'wamid.FAKE0009','message':{'context':{'id':"
      "'wamid.FAKEOUT2'},'type':'text','text':{'body':'Bukan RT 3, RT 4'}}}",
      "15/edit text=Bukan RT 3, RT 4 reply_to=wamid.FAKEOUT2 target=wamid.FAKE0009" },
    { "edit of a caption",
      "'type':'edit','edit':{'original_message_id':'wamid.1','message':{'type':'image','image':"
      "{'id':'3','caption':'Baru'}}}",
      "15/edit text=Baru target=wamid.1" },
    { "an edit of an edit is not followed",
      "'type':'edit','edit':{'original_message_id':'wamid.1','message':{'type':'edit','edit':"
      "{'message':{'type':'text','text':{'body':'x'}}}}}",
      "15/edit target=wamid.1" },
    { "revoke", "'type':'revoke','revoke':{'original_message_id':'wamid.FAKE0009'}",
      "16/revoke target=wamid.FAKE0009" },
    { "request_welcome", "'type':'request_welcome'", "17/request_welcome" },
    { "an invented type", "'type':'hologram','hologram':{'body':'x'}", "0/hologram" },
    { "a type from old pages", "'type':'ephemeral'", "0/ephemeral" },
    { "a number for a type, and the object says it", "'type':7,'text':{'body':'x'}", "1/7 text=x" },
    { "no type, but a text", "'text':{'body':'Halo'}", "1/text text=Halo" },
    { "no type, but contacts", "'contacts':[{'phones':[{'phone':'1'}]}]", "8/contacts phone=1" },
    { "nothing", "'x':1", "0/" },
    { "an error on a message that can be read",
      "'type':'image','image':{'id':'1'},'errors':[{'code':'131052'}]",
      "2/image media=1 error=131052" },
    { "forwarded", "'type':'text','text':{'body':'x'},'context':{'forwarded':true}",
      "1/text text=x forwarded" },
    { "forwarded many times is forwarded",
      "'type':'text','text':{'body':'x'},'context':{'frequently_forwarded':true}",
      "1/text text=x forwarded frequently" },
    { "a quote of a message whose sender is hidden",
      "'type':'text','text':{'body':'x'},'context':{'id':'wamid.9'}",
      "1/text text=x reply_to=wamid.9" },
    { "odd members do no harm",
      "'type':'text','text':[],'context':7,'errors':[null],'referral':null", "1/text" },
};

/* Tables are easier to read with ' than with \": no row has an apostrophe of its own. */
static char *with_quotes(const char *value)
{
    char *body = body_around(value);
    for (char *c = body; *c; c++)
        if (*c == '\'') *c = '"';
    return body;
}

static void test_contents(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++) {
        struct parsed p;
        struct buf text, value;
        buf_init(&text, 1 << 16);
        buf_init(&value, 1 << 16);
        buf_addf(&value, "'messages':[{'from':'6281200000001','id':'wamid.FAKE0001',%s}]",
                 contents[i].members);
        char *body = with_quotes(value.at);
        parsed_open(&p, str_of(body));
        if (p.batch.message_count != 1 || p.batch.reject_count != 0)
            fail_msg("not one message: %s", contents[i].rule);
        say_content(&text, &p.batch.messages[0]);
        if (!str_equal(buf_view(&text), str_of(contents[i].expected)))
            fail_msg("%s:\n%s", contents[i].rule, text.at);
        buf_finish(&text);
        buf_finish(&value);
        parsed_close(&p);
        free(body);
    }
}

static const struct {
    const char *rule, *value, *expected;
} senders[] = {
    { "phone and BSUID, with name and username",
      "'contacts':[{'profile':{'name':'Budi','username':'budi.p'},'user_id':'ID.1','wa_id':"
      "'6281200000001'}],'messages':[{'from':'6281200000001','from_user_id':'ID.1','id':'w1'}]",
      "message w1 wa_id=6281200000001 bsuid=ID.1 username=budi.p name=Budi\n" },
    { "no phone",
      "'contacts':[{'profile':{'name':'Budi'},'user_id':'ID.1'}],'messages':[{'from_user_id':"
      "'ID.1','id':'w1'}]",
      "message w1 bsuid=ID.1 name=Budi\n" },
    { "no contacts", "'messages':[{'from':'6281200000001','id':'w1'}]",
      "message w1 wa_id=6281200000001\n" },
    { "contacts without a profile",
      "'contacts':[{'wa_id':'6281200000001'}],'messages':[{'from':'6281200000001','id':'w1'}]",
      "message w1 wa_id=6281200000001\n" },
    { "nobody at all: an orphan that is kept", "'messages':[{'id':'w1'}]", "message w1\n" },
    { "only a contact knows who it is",
      "'contacts':[{'profile':{'name':'Budi'},'user_id':'ID.1','wa_id':'6281200000001'}],"
      "'messages':[{'id':'w1'}]",
      "message w1 wa_id=6281200000001 bsuid=ID.1 name=Budi\n" },
    { "two contacts and no hint: nobody is guessed",
      "'contacts':[{'user_id':'ID.1'},{'user_id':'ID.2'}],'messages':[{'id':'w1'}]",
      "message w1\n" },
    { "contacts relate by id, not by index",
      "'contacts':[{'profile':{'name':'Siti'},'wa_id':'6281200000002','user_id':'ID.2'},"
      "{'profile':{'name':'Budi'},'wa_id':'6281200000001','user_id':'ID.1'}],'messages':["
      "{'from':'6281200000001','id':'w1'},{'from_user_id':'ID.2','id':'w2'}]",
      "message w1 wa_id=6281200000001 bsuid=ID.1 name=Budi\n"
      "message w2 wa_id=6281200000002 bsuid=ID.2 name=Siti\n" },
    { "the BSUID is worth more than the phone",
      "'contacts':[{'profile':{'name':'Lama'},'wa_id':'6281200000001','user_id':'ID.9'},"
      "{'profile':{'name':'Budi'},'user_id':'ID.1'}],'messages':[{'from':'6281200000001',"
      "'from_user_id':'ID.1','id':'w1'}]",
      "message w1 wa_id=6281200000001 bsuid=ID.1 name=Budi\n" },
    { "an only contact who is somebody else lends nothing",
      "'contacts':[{'profile':{'name':'Siti'},'wa_id':'6281200000002','user_id':'ID.2'}],"
      "'messages':[{'from':'6281200000001','id':'w1'}]",
      "message w1 wa_id=6281200000001\n" },
    { "a phone behind which another BSUID is now lends nothing",
      "'contacts':[{'profile':{'name':'Siti'},'wa_id':'6281200000001','user_id':'ID.2'}],"
      "'messages':[{'from':'6281200000001','from_user_id':'ID.1','id':'w1'}]",
      "message w1 wa_id=6281200000001 bsuid=ID.1\n" },
    { "an only contact with other keys is the sender",
      "'contacts':[{'profile':{'name':'Budi'},'user_id':'ID.1'}],'messages':[{'from':"
      "'6281200000001','id':'w1'}]",
      "message w1 wa_id=6281200000001 bsuid=ID.1 name=Budi\n" },
    { "a BSUID in the place of the phone",
      "'contacts':[{'profile':{'name':'Budi'},'user_id':'ID.1000000000000000001'}],'messages':["
      "{'from':'ID.1000000000000000001','id':'w1'}]",
      "message w1 bsuid=ID.1000000000000000001 name=Budi\n" },
    { "the key of its own is worth more than a BSUID in the place of the phone",
      "'messages':[{'from':'ID.2','from_user_id':'ID.1','id':'w1'}]", "message w1 bsuid=ID.1\n" },
    { "a phone as number", "'messages':[{'from':6281200000001,'id':'w1'}]",
      "message w1 wa_id=6281200000001\n" },
    { "a phone that is none is left out, the message stays",
      "'messages':[{'from':'+6281200000001','id':'w1'},{'from':'budi','id':'w2'},{'from':{},"
      "'id':'w3'},{'from':'','id':'w4'}]",
      "message w1\nmessage w2\nmessage w3\nmessage w4\n" },
    { "a group", "'messages':[{'from':'6281200000001','group_id':'G1','id':'w1'}]",
      "message w1 wa_id=6281200000001 group=G1\n" },
    { "an old system message names its customer inside",
      "'messages':[{'id':'w1','type':'system','system':{'type':'customer_identity_changed',"
      "'customer':'6281200000001'}}]",
      "message w1 wa_id=6281200000001\n" },
    { "contacts that are none",
      "'contacts':{'wa_id':'6281200000001'},'messages':[{'from':'6281200000001','id':'w1'}]",
      "message w1 wa_id=6281200000001\n" },
    { "odd contacts", "'contacts':[null,7,{'profile':7}],'messages':[{'from':'1','id':'w1'}]",
      "message w1 wa_id=1\n" },
    { "an id that is a number", "'messages':[{'id':5}]", "message 5\n" },
    { "no id, no object: refused, and the one behind them is read",
      "'messages':[{'from':'6281200000001'},{'id':''},{'id':null},'x',[],{'id':'w1'}]",
      "message w1\n"
      "reject no_message_id entry[0].changes[0].messages[0]: no id\n"
      "reject no_message_id entry[0].changes[0].messages[1]: no id\n"
      "reject no_message_id entry[0].changes[0].messages[2]: no id\n"
      "reject bad_message entry[0].changes[0].messages[3]: not an object\n"
      "reject bad_message entry[0].changes[0].messages[4]: not an object\n" },
    { "messages is no array", "'messages':{'id':'w1'}",
      "reject bad_message entry[0].changes[0]: messages is not an array\n" },
};

static void test_senders(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof senders / sizeof *senders; i++) {
        struct parsed p;
        struct buf text;
        char *body = with_quotes(senders[i].value);
        buf_init(&text, 1 << 16);
        parsed_open(&p, str_of(body));
        say_batch(&text, &p.batch);
        if (!str_equal(buf_view(&text), str_of(senders[i].expected)))
            fail_msg("%s:\n%s", senders[i].rule, text.at);
        buf_finish(&text);
        parsed_close(&p);
        free(body);
    }
}

static void test_times(void **state)
{
    static const struct {
        const char *rule, *timestamp;
        int64_t ms;
    } rows[] = {
        { "a string of seconds", "'1795500000'", INT64_C(1795500000000) },
        { "a number of seconds", "1795500000", INT64_C(1795500000000) },
        { "a phone whose clock is a day ahead", "'1795686400'", INT64_C(1795686400000) },
        { "exactly two days ahead", "1795772800", INT64_C(1795772800000) },
        { "one second more is absurd", "1795772801", ARRIVAL },
        { "milliseconds instead of seconds", "'1795500000000'", ARRIVAL },
        { "zero", "'0'", ARRIVAL },
        { "before 1970", "-5", ARRIVAL },
        { "more than any integer", "'99999999999999999999999'", ARRIVAL },
        { "1e300", "1e300", ARRIVAL },
        { "half a second", "1795500000.5", ARRIVAL },
        { "a word", "'yesterday'", ARRIVAL },
        { "null", "null", ARRIVAL },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct parsed p;
        struct buf value;
        buf_init(&value, 1 << 12);
        buf_addf(&value, "'messages':[{'id':'w1','timestamp':%s}]", rows[i].timestamp);
        char *body = with_quotes(value.at);
        parsed_open(&p, str_of(body));
        assert_int_equal(p.batch.message_count, 1);
        if (p.batch.messages[0].sent_at != rows[i].ms) fail_msg("row %zu: %s", i, rows[i].rule);
        buf_finish(&value);
        parsed_close(&p);
        free(body);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_contents),
        cmocka_unit_test(test_senders),
        cmocka_unit_test(test_times),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
