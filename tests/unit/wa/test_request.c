/* test_request.c - the JSON that the Graph API is sent, byte for byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "wa/request.h"
#include <cmocka.h>
#include <string.h>

#define TO_PHONE                                                                                   \
    "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\","                       \
    "\"to\":\"+6281200000001\","

static const struct wa_recipient by_phone = { { "6281200000001", 13 }, { "", 0 } };
static const struct wa_recipient by_bsuid = { { "", 0 }, { "ID.1000000000000000001", 22 } };
static const struct wa_recipient by_both = { { "6281200000001", 13 },
                                             { "ID.1000000000000000001", 22 } };

static struct outbound blank(enum outbound_type type)
{
    struct outbound m = { .type = type };
    const struct str none = STR_EMPTY;
    m.body = m.footer = m.reply_to = m.emoji = m.list_button = none;
    m.template_name = m.template_language = none;
    for (size_t i = 0; i < OUTBOUND_ROWS_MAX; i++)
        m.choices[i] = (struct outbound_choice){ none, none, none };
    for (size_t i = 0; i < OUTBOUND_PARAMS_MAX; i++)
        m.params[i] = none;
    return m;
}

static void expect(const struct outbound *m, const struct wa_recipient *to, struct str callback,
                   const char *json)
{
    struct buf out;
    struct err e = { 0 };
    buf_init(&out, 1 << 16);
    if (!wa_request_build(m, to, callback, &out, &e)) fail_msg("refused: %s", e.text);
    assert_string_equal(out.at, json);
    buf_finish(&out);
}

static void test_text(void **state)
{
    (void)state;
    struct outbound m = blank(OUTBOUND_TEXT);
    m.body = STR("Laporan LK26-00042-7 kami terima.\n\"Terima kasih\" \xF0\x9F\x99\x8F");
    expect(&m, &by_phone, STR_EMPTY,
           TO_PHONE "\"type\":\"text\",\"text\":{\"preview_url\":false,\"body\":"
                    "\"Laporan LK26-00042-7 kami terima.\\n\\\"Terima kasih\\\" "
                    "\xF0\x9F\x99\x8F\"}}");
    m.body = STR("Laporan kami terima.");
    m.reply_to = STR("wamid.FAKE0001");
    expect(&m, &by_phone, STR("lk:out:4711"),
           TO_PHONE "\"type\":\"text\",\"context\":{\"message_id\":\"wamid.FAKE0001\"},"
                    "\"biz_opaque_callback_data\":\"lk:out:4711\","
                    "\"text\":{\"preview_url\":false,\"body\":\"Laporan kami terima.\"}}");
}

static void test_recipient(void **state)
{
    (void)state;
    struct outbound m = blank(OUTBOUND_TEXT);
    m.body = STR("Halo");
    expect(&m, &by_bsuid, STR_EMPTY,
           "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\","
           "\"recipient\":\"ID.1000000000000000001\",\"type\":\"text\","
           "\"text\":{\"preview_url\":false,\"body\":\"Halo\"}}");
    expect(&m, &by_both, STR_EMPTY,
           TO_PHONE "\"type\":\"text\",\"text\":{\"preview_url\":false,\"body\":\"Halo\"}}");
}

static void test_buttons(void **state)
{
    (void)state;
    struct outbound m = blank(OUTBOUND_BUTTONS);
    m.body = STR("Sudah selesai?");
    m.choices[0] = (struct outbound_choice){ STR("fb:1:ya"), STR("Sudah"), STR_EMPTY };
    m.choices[1] = (struct outbound_choice){ STR("fb:1:tidak"), STR("Belum"), STR_EMPTY };
    m.choice_count = 2;
    m.reply_to = STR("wamid.FAKE0001");
#define BUTTONS                                                                                    \
    "\"action\":{\"buttons\":[{\"type\":\"reply\",\"reply\":{\"id\":\"fb:1:ya\",\"title\":"        \
    "\"Sudah\"}},{\"type\":\"reply\",\"reply\":{\"id\":\"fb:1:tidak\",\"title\":\"Belum\"}}]}}}"
    expect(&m, &by_phone, STR_EMPTY,
           TO_PHONE
           "\"type\":\"interactive\",\"context\":{\"message_id\":\"wamid.FAKE0001\"},"
           "\"interactive\":{\"type\":\"button\",\"body\":{\"text\":\"Sudah selesai?\"}," BUTTONS);
    m.footer = STR("Lapor Kanda");
    m.reply_to = STR_EMPTY;
    expect(&m, &by_phone, STR_EMPTY,
           TO_PHONE "\"type\":\"interactive\",\"interactive\":{\"type\":\"button\",\"body\":"
                    "{\"text\":\"Sudah selesai?\"},\"footer\":{\"text\":\"Lapor Kanda\"}," BUTTONS);
}

static void test_list(void **state)
{
    (void)state;
    struct outbound m = blank(OUTBOUND_LIST);
    m.body = STR("Pilih kategori laporan");
    m.list_button = STR("Kategori");
    m.choices[0] = (struct outbound_choice){ STR("kat:jalan:7f3a"), STR("Jalan dan jembatan"),
                                             STR("Lubang, longsor") };
    m.choices[1] = (struct outbound_choice){ STR("kat:lampu:7f3a"), STR("Lampu jalan"), STR_EMPTY };
    m.choice_count = 2;
    expect(&m, &by_phone, STR_EMPTY,
           TO_PHONE
           "\"type\":\"interactive\",\"interactive\":{\"type\":\"list\",\"body\":{\"text\":"
           "\"Pilih kategori laporan\"},\"action\":{\"button\":\"Kategori\",\"sections\":["
           "{\"rows\":[{\"id\":\"kat:jalan:7f3a\",\"title\":\"Jalan dan jembatan\","
           "\"description\":\"Lubang, longsor\"},{\"id\":\"kat:lampu:7f3a\",\"title\":"
           "\"Lampu jalan\"}]}]}}}");
}

/* A reaction names its message inside and may not quote it as well. */
static void test_reaction(void **state)
{
    (void)state;
    struct outbound m = blank(OUTBOUND_REACTION);
    m.reply_to = STR("wamid.FAKE0001");
    m.emoji = STR("\xF0\x9F\x91\x8D");
    expect(&m, &by_phone, STR("lk:out:1"),
           TO_PHONE "\"type\":\"reaction\",\"biz_opaque_callback_data\":\"lk:out:1\",\"reaction\":"
                    "{\"message_id\":\"wamid.FAKE0001\",\"emoji\":\"\xF0\x9F\x91\x8D\"}}");
    m.emoji = STR_EMPTY;
    expect(&m, &by_phone, STR_EMPTY,
           TO_PHONE "\"type\":\"reaction\",\"reaction\":"
                    "{\"message_id\":\"wamid.FAKE0001\",\"emoji\":\"\"}}");
}

static void test_location_request(void **state)
{
    (void)state;
    struct outbound m = blank(OUTBOUND_LOCATION_REQUEST);
    m.body = STR("Mohon bagikan lokasi.");
    expect(&m, &by_phone, STR_EMPTY,
           TO_PHONE
           "\"type\":\"interactive\",\"interactive\":{\"type\":\"location_request_message\","
           "\"body\":{\"text\":\"Mohon bagikan lokasi.\"},"
           "\"action\":{\"name\":\"send_location\"}}}");
}

/* Known by a BSUID alone, which is why the number is asked for (reference 3.5). */
static void test_contact_request(void **state)
{
    (void)state;
    struct outbound m = blank(OUTBOUND_CONTACT_REQUEST);
    m.body = STR("Mohon bagikan nomor.");
    expect(&m, &by_bsuid, STR_EMPTY,
           "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"individual\","
           "\"recipient\":\"ID.1000000000000000001\",\"type\":\"interactive\","
           "\"interactive\":{\"type\":\"request_contact_info\","
           "\"body\":{\"text\":\"Mohon bagikan nomor.\"},"
           "\"action\":{\"name\":\"request_contact_info\"}}}");
}

static void test_template(void **state)
{
    (void)state;
    struct outbound m = blank(OUTBOUND_TEMPLATE);
    m.template_name = STR("status_laporan");
    m.template_language = STR("id");
    expect(&m, &by_phone, STR_EMPTY,
           TO_PHONE "\"type\":\"template\",\"template\":{\"name\":\"status_laporan\","
                    "\"language\":{\"code\":\"id\"}}}");
    m.params[0] = STR("LK26-00042-7");
    m.params[1] = STR("selesai");
    m.param_count = 2;
    expect(&m, &by_phone, STR_EMPTY,
           TO_PHONE "\"type\":\"template\",\"template\":{\"name\":\"status_laporan\","
                    "\"language\":{\"code\":\"id\"},\"components\":[{\"type\":\"body\","
                    "\"parameters\":[{\"type\":\"text\",\"text\":\"LK26-00042-7\"},"
                    "{\"type\":\"text\",\"text\":\"selesai\"}]}]}}");
}

static void test_files(void **state)
{
    (void)state;
    struct outbound m = blank(OUTBOUND_IMAGE);
    m.file = STR("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
    m.file_type = STR("image/jpeg");
    m.media_id = STR("1000000000000001");
    expect(&m, &by_phone, STR_EMPTY,
           TO_PHONE "\"type\":\"image\",\"image\":{\"id\":\"1000000000000001\"}}");
    m.body = STR("Sudah ditambal.");
    expect(&m, &by_phone, STR("lk:out:1"),
           TO_PHONE "\"type\":\"image\",\"biz_opaque_callback_data\":\"lk:out:1\",\"image\":"
                    "{\"id\":\"1000000000000001\",\"caption\":\"Sudah ditambal.\"}}");
    m.type = OUTBOUND_DOCUMENT;
    m.file_name = STR("LK26-00042-7-13.pdf");
    expect(&m, &by_phone, STR_EMPTY,
           TO_PHONE "\"type\":\"document\",\"document\":{\"id\":\"1000000000000001\","
                    "\"caption\":\"Sudah ditambal.\",\"filename\":\"LK26-00042-7-13.pdf\"}}");
}

static void test_refusals(void **state)
{
    static const struct wa_recipient nobody = { { "", 0 }, { "", 0 } };
    static const struct wa_recipient too_long = { { "628120000000100000000", 21 }, { "", 0 } };
    char callback[513];
    struct buf out;
    struct err e;
    (void)state;
    memset(callback, 'c', sizeof callback);
    struct outbound m = blank(OUTBOUND_TEXT);
    struct outbound empty = m, photo = blank(OUTBOUND_IMAGE);
    photo.file = STR("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
    photo.file_type = STR("image/jpeg");
    m.body = STR("Halo");
    buf_init(&out, 1 << 16);
    const struct {
        const char *rule;
        const struct outbound *message;
        const struct wa_recipient *to;
        struct str callback;
    } rows[] = {
        { "nobody to send to", &m, &nobody, STR_EMPTY },
        { "a number with too many digits", &m, &too_long, STR_EMPTY },
        { "a callback of more than 512 bytes", &m, &by_phone, { callback, 513 } },
        { "a text without words", &empty, &by_phone, STR_EMPTY },
        { "a photo that Meta does not have yet", &photo, &by_phone, STR_EMPTY },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        e.code = ERR_NONE;
        if (wa_request_build(rows[i].message, rows[i].to, rows[i].callback, &out, &e))
            fail_msg("built: %s", rows[i].rule);
        if (e.code != ERR_INPUT || out.len != 0) fail_msg("row %zu: %s", i, rows[i].rule);
    }
    assert_true(wa_request_build(&m, &by_phone, (struct str){ callback, 512 }, &out, &e));
    buf_finish(&out);
}

static void test_small_buffer(void **state)
{
    char memory[100];
    struct buf out;
    struct err e = { 0 };
    (void)state;
    struct outbound m = blank(OUTBOUND_TEXT);
    m.body = STR("Halo");
    buf_fixed(&out, memory, sizeof memory);
    assert_false(wa_request_build(&m, &by_phone, STR_EMPTY, &out, &e));
    assert_int_equal(e.code, ERR_LIMIT);
}

static void test_receipts(void **state)
{
    char memory[256], tight[20];
    struct buf out;
    struct err e = { 0 };
    (void)state;
    buf_fixed(&out, memory, sizeof memory);
    assert_true(wa_receipt_build(STR("wamid.1"), true, &out, &e));
    assert_string_equal(memory,
                        "{\"messaging_product\":\"whatsapp\",\"status\":\"read\",\"message_id\":"
                        "\"wamid.1\",\"typing_indicator\":{\"type\":\"text\"}}");
    buf_fixed(&out, memory, sizeof memory);
    assert_true(wa_receipt_build(STR("wamid.1"), false, &out, &e));
    assert_string_equal(memory, "{\"messaging_product\":\"whatsapp\",\"status\":\"read\","
                                "\"message_id\":\"wamid.1\"}");
    assert_false(wa_receipt_build(STR_EMPTY, false, &out, &e));
    assert_int_equal(e.code, ERR_INPUT);
    buf_fixed(&out, tight, sizeof tight);
    assert_false(wa_receipt_build(STR("wamid.1"), false, &out, &e));
    assert_int_equal(e.code, ERR_LIMIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_recipient),
        cmocka_unit_test(test_buttons),
        cmocka_unit_test(test_list),
        cmocka_unit_test(test_reaction),
        cmocka_unit_test(test_location_request),
        cmocka_unit_test(test_contact_request),
        cmocka_unit_test(test_template),
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_small_buffer),
        cmocka_unit_test(test_receipts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
