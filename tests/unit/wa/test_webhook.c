/* test_webhook.c - the envelope: entries, changes, fields, batches, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "webhook_case.h"

#define BODY(entries) "{\"object\":\"whatsapp_business_account\",\"entry\":[" entries "]}"
#define META(number)  "\"metadata\":{\"phone_number_id\":\"" number "\"}"

static const struct {
    const char *rule, *body, *expected;
} rows[] = {
    { "no entry, nothing to say", BODY(""), "" },
    { "an entry without changes in it", BODY("{\"id\":\"1\",\"changes\":[]}"), "" },
    { "empty lists",
      BODY("{\"changes\":[{\"field\":\"messages\",\"value\":{\"messages\":[],\"statuses\":[]}}]}"),
      "" },
    { "every entry and every change is read, messages beside statuses",
      BODY("{\"id\":\"1\",\"changes\":[{\"field\":\"messages\",\"value\":{" META(
          NUMBER) ","
                  "\"messages\":[{\"id\":\"w1\"},{\"id\":\"w2\"}],\"statuses\":[{\"id\":\"s1\","
                  "\"status\":"
                  "\"sent\"}]}},{\"field\":\"messages\",\"value\":{\"messages\":[{\"id\":\"w3\"}]}}"
                  "]},"
                  "{\"id\":\"2\",\"changes\":[{\"value\":{\"messages\":[{\"id\":\"w4\"}]},"
                  "\"field\":"
                  "\"messages\"}]}"),
      "message w1\nmessage w2\nmessage w3\nmessage w4\nstatus s1 1/sent\n" },
    { "errors become notices, each one",
      BODY("{\"changes\":[{\"field\":\"messages\",\"value\":{\"errors\":[{\"code\":130429,"
           "\"title\":\"Rate \\/ limit\"},{\"code\":368}]}}]}"),
      "notice errors code=130429 {\"code\":130429,\"title\":\"Rate / limit\"}\n"
      "notice errors code=368 {\"code\":368}\n" },
    { "other fields become notices with the entry's time",
      BODY("{\"id\":\"1\",\"time\":1795500000,\"changes\":[{\"field\":\"account_update\",\"value\":"
           "{ \"event\" : \"DISABLED_UPDATE\" }},{\"field\":\"hologram\",\"value\":[1,\"a\",null]},"
           "{\"field\":\"message_template_status_update\",\"value\":{\"reason\":null}},"
           "{\"field\":\"x\",\"value\":7}]}"),
      "notice account_update at=1795500000000 {\"event\":\"DISABLED_UPDATE\"}\n"
      "notice hologram at=1795500000000 [1,\"a\",null]\n"
      "notice message_template_status_update at=1795500000000 {\"reason\":null}\n"
      "notice x at=1795500000000 7\n" },
    { "what a human wrote from the app, by whom it went to",
      BODY("{\"changes\":[{\"field\":\"smb_message_echoes\",\"value\":{" META(
          NUMBER) ",\"contacts\":[{\"wa_id\":\"6281200000009\"}],\"message_echoes\":["
                  "{\"from\":\"6281200009999\",\"to\":\"6281200000001\",\"id\":\"w1\",\"type\":"
                  "\"text\",\"text\":{\"body\":\"Baik pak\"},\"context\":{\"id\":\"w0\"}},"
                  "{\"from\":\"6281200009999\",\"to_user_id\":\"ID.1\",\"id\":\"w2\",\"type\":"
                  "\"image\",\"image\":{\"id\":\"7\",\"caption\":\"Fotonya\"}},{\"to\":\"62\"},7]}}"
                  "]}"),
      "echo w1 wa_id=6281200000001 1/text text=Baik pak reply_to=w0\n"
      "echo w2 bsuid=ID.1 2/image text=Fotonya media=7\n"
      "reject no_message_id entry[0].changes[0].message_echoes[2]: no id\n"
      "reject bad_message entry[0].changes[0].message_echoes[3]: not an object\n" },
    { "the field without them",
      BODY("{\"changes\":[{\"field\":\"smb_message_echoes\",\"value\":{}}]}"),
      "reject bad_change entry[0].changes[0]: no message_echoes\n" },
    { "a change for another number, whatever its field",
      BODY("{\"changes\":[{\"field\":\"messages\",\"value\":{" META(
          "100000000000099") ","
                             "\"messages\":[{\"id\":\"w1\"}]}},{\"field\":\"user_id_update\","
                             "\"value\":{" META("100000000000099") "}},{\"field\":\"user_id_"
                                                                   "update\",\"value\":{" META(
                                                                       NUMBER) "}}]}"),
      "notice user_id_update {\"metadata\":{\"phone_number_id\":\"100000000000001\"}}\n"
      "reject other_number entry[0].changes[0]: metadata names another phone_number_id\n"
      "reject other_number entry[0].changes[1]: metadata names another phone_number_id\n" },
    { "our number as a number",
      BODY("{\"changes\":[{\"field\":\"messages\",\"value\":{\"metadata\":{\"phone_number_id\":"
           "100000000000001},\"messages\":[{\"id\":\"w1\"}]}}]}"),
      "message w1\n" },
    { "keys in the wrong place",
      BODY("{\"field\":\"account_update\",\"changes\":[{\"value\":{\"event\":\"X\"}},{\"field\":"
           "\"messages\"},{\"field\":\"messages\",\"value\":null},{\"field\":7,\"value\":{}},"
           "{},null,\"x\",{\"field\":\"messages\",\"value\":[]},{\"field\":\"messages\",\"value\":"
           "{\"contacts\":[],\"messages\":null}},{\"field\":\"messages\",\"value\":{\"messages\":["
           "{\"id\":\"w1\"}]}}]}"),
      "message w1\n"
      "reject bad_change entry[0].changes[0]: no field or no value\n"
      "reject bad_change entry[0].changes[1]: no field or no value\n"
      "reject bad_change entry[0].changes[2]: no field or no value\n"
      "reject bad_change entry[0].changes[3]: no field or no value\n"
      "reject bad_change entry[0].changes[4]: no field or no value\n"
      "reject bad_change entry[0].changes[5]: no field or no value\n"
      "reject bad_change entry[0].changes[6]: no field or no value\n"
      "reject bad_change entry[0].changes[7]: value is not an object\n"
      "reject bad_change entry[0].changes[8]: no messages, statuses or errors\n" },
    { "entries that are none",
      BODY("7,{\"changes\":{}},{\"id\":\"1\"},{\"changes\":[{\"field\":\"messages\",\"value\":"
           "{\"errors\":7,\"messages\":[{\"id\":\"w1\"}]}}]}"),
      "message w1\n"
      "reject bad_entry entry[0]: no array of changes\n"
      "reject bad_entry entry[1]: no array of changes\n"
      "reject bad_entry entry[2]: no array of changes\n"
      "reject bad_errors entry[3].changes[0]: errors is not an array\n" },
    { "no entry key", "{\"object\":\"whatsapp_business_account\"}",
      "reject bad_entry body: no array of entries\n" },
    { "about something else", "{\"object\":\"page\",\"entry\":[]}",
      "reject not_whatsapp body: object is not whatsapp_business_account\n" },
    { "a body that is a list", "[]",
      "reject not_whatsapp body: object is not whatsapp_business_account\n" },
    { "an empty body", "",
      "reject not_json body: not one JSON value in UTF-8 of reasonable depth\n" },
    { "a form", "a=1&b=2",
      "reject not_json body: not one JSON value in UTF-8 of reasonable depth\n" },
    { "half a body", "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\"",
      "reject not_json body: not one JSON value in UTF-8 of reasonable depth\n" },
    { "not UTF-8", "{\"object\":\"\xFF\"}",
      "reject not_json body: not one JSON value in UTF-8 of reasonable depth\n" },
};

static void test_envelope(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct parsed p;
        struct buf text;
        buf_init(&text, 1 << 16);
        parsed_open(&p, str_of(rows[i].body));
        say_batch(&text, &p.batch);
        if (!str_equal(buf_view(&text), str_of(rows[i].expected)))
            fail_msg("%s:\n%s", rows[i].rule, text.len ? text.at : "(nothing)");
        buf_finish(&text);
        parsed_close(&p);
    }
}

static void test_without_a_number_of_our_own_all_are_ours(void **state)
{
    struct arena arena = { 0 };
    struct inbound_batch batch;
    struct err e;
    (void)state;
    assert_true(wa_webhook_parse(STR(BODY("{\"changes\":[{\"field\":\"messages\",\"value\":{" META(
                                     "9") ",\"messages\":[{\"id\":\"w1\"}]}}]}")),
                                 STR_EMPTY, ARRIVAL, &arena, &batch, &e));
    assert_int_equal(batch.message_count, 1);
    assert_int_equal(batch.reject_count, 0);
    arena_clear(&arena);
}

static char *body_of_many(size_t messages, size_t statuses)
{
    struct buf value;
    buf_init(&value, (size_t)8 << 20);
    buf_add_text(&value, "\"messages\":[");
    for (size_t i = 0; i < messages; i++)
        buf_addf(&value, "%s{\"id\":\"w%zu\",\"from\":\"6281200000001\"}", i ? "," : "", i);
    buf_add_text(&value, "],\"statuses\":[");
    for (size_t i = 0; i < statuses; i++)
        buf_addf(&value, "%s{\"id\":\"s%zu\",\"status\":\"sent\"}", i ? "," : "", i);
    buf_add_char(&value, ']');
    assert_true(buf_ok(&value));
    char *body = body_around(value.at);
    buf_finish(&value);
    return body;
}

static void test_many_updates(void **state)
{
    static const struct {
        const char *rule;
        size_t messages, statuses, read_messages, read_statuses, rejects;
    } counts[] = {
        { "as many as Meta batches", 500, 500, 500, 500, 0 },
        { "exactly the limit", WA_UPDATES_MAX - 1, 1, WA_UPDATES_MAX - 1, 1, 0 },
        { "one more than the limit", WA_UPDATES_MAX - 1, 2, WA_UPDATES_MAX - 1, 1, 1 },
        { "far more than the limit", WA_UPDATES_MAX + 500, 9, WA_UPDATES_MAX, 0, 1 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        struct parsed p;
        char *body = body_of_many(counts[i].messages, counts[i].statuses);
        parsed_open(&p, str_of(body));
        if (p.batch.message_count != counts[i].read_messages ||
            p.batch.status_count != counts[i].read_statuses ||
            p.batch.reject_count != counts[i].rejects)
            fail_msg("row %zu: %s", i, counts[i].rule);
        if (counts[i].rejects) assert_string_equal(p.batch.rejects[0].reason, "too_many");
        assert_true(
            str_equal(p.batch.messages[counts[i].read_messages - 1].wa_id, STR("6281200000001")));
        parsed_close(&p);
        free(body);
    }
}

/* Rejects cost memory too: a body full of rubbish must not make a million of them. */
static void test_rubbish_is_bounded(void **state)
{
    struct parsed p;
    struct buf body;
    (void)state;
    buf_init(&body, 1 << 20);
    buf_add_text(&body, "{\"object\":\"whatsapp_business_account\",\"entry\":[0");
    for (int i = 0; i < 100000; i++)
        buf_add_text(&body, ",0");
    buf_add_text(&body, "]}");
    parsed_open(&p, buf_view(&body));
    assert_int_equal(p.batch.reject_count, WA_UPDATES_MAX + 1);
    assert_string_equal(p.batch.rejects[WA_UPDATES_MAX].reason, "too_many");
    parsed_close(&p);
    buf_finish(&body);
}

static void test_huge_text_is_not_cut(void **state)
{
    struct parsed p;
    struct buf value;
    size_t size = 3000000;
    char *text = malloc(size + 1);
    (void)state;
    assert_non_null(text);
    memset(text, 'a', size);
    text[size] = '\0';
    buf_init(&value, (size_t)4 << 20);
    buf_add_text(&value, "\"messages\":[{\"id\":\"w1\",\"type\":\"text\",\"text\":{\"body\":\"");
    buf_add_text(&value, text);
    buf_add_text(&value, "\"}}]");
    char *body = body_around(value.at);
    parsed_open(&p, str_of(body));
    assert_int_equal(p.batch.messages[0].text.len, size);
    parsed_close(&p);
    free(body);
    buf_finish(&value);
    free(text);
}

static void test_deep_nesting_is_refused_not_followed(void **state)
{
    struct parsed p;
    struct buf body;
    (void)state;
    buf_init(&body, 1 << 20);
    buf_add_text(&body, "{\"object\":\"whatsapp_business_account\",\"entry\":");
    for (int i = 0; i < 100000; i++)
        buf_add_char(&body, '[');
    for (int i = 0; i < 100000; i++)
        buf_add_char(&body, ']');
    buf_add_char(&body, '}');
    parsed_open(&p, buf_view(&body));
    assert_int_equal(p.batch.reject_count, 1);
    assert_string_equal(p.batch.rejects[0].reason, "not_json");
    parsed_close(&p);
    buf_finish(&body);
}

/* Every possible size of the arena up to the one that is enough: either an error and an
 * untouched result, or the whole result. */
static void test_small_arena(void **state)
{
    (void)state;
    char *body = body_around(
        "\"contacts\":[{\"profile\":{\"name\":\"Budi\"},\"wa_id\":\"6281200000001\",\"user_id\":"
        "\"ID.1\"}],\"messages\":[{\"from\":\"6281200000001\",\"id\":\"w1\",\"type\":\"text\","
        "\"text\":{\"body\":12345}},{\"type\":\"text\"},{\"id\":\"w2\"}],\"statuses\":[{\"id\":"
        "\"s1\",\"status\":\"sent\"}],\"errors\":[{\"code\":1}]");
    size_t max = 0;
    bool ok = false;
    while (!ok && max < 100000) {
        struct arena arena;
        struct inbound_batch batch = { .message_count = 77 };
        struct err e = { 0 };
        max += 16;
        arena_init(&arena, max);
        ok = wa_webhook_parse(str_of(body), STR(NUMBER), ARRIVAL, &arena, &batch, &e);
        if (!ok && (e.code != ERR_LIMIT || batch.message_count != 77))
            fail_msg("arena of %zu: %s", max, e.text);
        if (ok && (batch.message_count != 2 || batch.status_count != 1 || batch.notice_count != 1 ||
                   batch.reject_count != 1))
            fail_msg("arena of %zu: something is missing and nothing was said", max);
        arena_clear(&arena);
    }
    assert_true(ok);
    assert_true(max > 1000);
    free(body);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_envelope),
        cmocka_unit_test(test_without_a_number_of_our_own_all_are_ours),
        cmocka_unit_test(test_many_updates),
        cmocka_unit_test(test_rubbish_is_bounded),
        cmocka_unit_test(test_huge_text_is_not_cut),
        cmocka_unit_test(test_deep_nesting_is_refused_not_followed),
        cmocka_unit_test(test_small_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
