/* test_notice.c - webhook bodies: escaped, parseable, signed over the bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/sim/notice.h"
#include "base/crypto.h"
#include <string.h>

static const struct sim_line line = { { "100000000000001", 15 },
                                      { "6281200009999", 13 },
                                      { "200000000000002", 15 } };

static void test_escapes(void **state)
{
    static const struct {
        const char *rule, *json, *want;
    } rows[] = {
        { "plain stays", "{\"a\":1}", "{\"a\":1}" },
        { "a slash", "\"a/b\"", "\"a\\/b\"" },
        { "two bytes", "\"\xc3\xa4\"", "\"\\u00e4\"" },
        { "three bytes", "\"\xe2\x80\x94\"", "\"\\u2014\"" },
        { "a pair for an emoji", "\"\xf0\x9f\x99\x8f\"", "\"\\ud83d\\ude4f\"" },
        { "a broken byte", "\"\xff\"", "\"\\ufffd\"" },
        { "nothing", "", "" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[64];
        struct buf b;
        buf_fixed(&b, text, sizeof text);
        sim_notice_escape(str_of(rows[i].json), &b);
        if (!str_equal(buf_view(&b), str_of(rows[i].want)))
            fail_msg("row %zu: %s: %s", i, rows[i].rule, text);
    }
}

/* The vector of the reference: what we escape is what Meta signs. */
static void test_signature_of_an_escaped_body(void **state)
{
    static const char plain[] =
        "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"200000000000002\","
        "\"changes\":[{\"value\":{\"messaging_product\":\"whatsapp\",\"messages\":[{\"type\":"
        "\"text\",\"text\":{\"body\":\"Jalan rusak di Kraksaan \xe2\x80\x94 tolong "
        "\xf0\x9f\x99\x8f\"}}]},\"field\":\"messages\"}]}]}";
    char text[512], signature[WA_SIGNATURE_SIZE];
    struct buf b;
    (void)state;
    buf_fixed(&b, text, sizeof text);
    sim_notice_escape(STR(plain), &b);
    assert_int_equal(b.len, 245);
    wa_signature_make(STR("contoh-app-secret"), buf_view(&b), signature);
    assert_string_equal(signature,
                        "sha256=d34d1c3ca6205924b73252543ffc3f7a01394e79bc3b60408f9f92edccbf5cd9");
}

static struct json *parse(const struct buf *b)
{
    struct json *tree = NULL;
    struct err e;
    assert_true(buf_ok(b));
    for (size_t i = 0; i < b->len; i++)
        assert_true((unsigned char)b->at[i] < 0x80);
    if (!json_parse(buf_view(b), &tree, &e)) fail_msg("%s", e.text);
    return tree;
}

static const struct json *value_of(const struct json *tree)
{
    const struct json *entry = json_first(json_get(tree, "entry"));
    return json_get(json_first(json_get(entry, "changes")), "value");
}

static void test_letters(void **state)
{
    const struct sim_letter letters[] = {
        { STR("6281200000001"), STR("ID.1"), STR("Siti \xf0\x9f\x8c\xb8"), STR("wamid.A"),
          1795500000, STR_EMPTY, STR("text"), STR("{\"body\":\"Jalan\"}") },
        { STR_EMPTY, STR("ID.2"), STR_EMPTY, STR("wamid.B"), 1795500001, STR("wamid.OUT"),
          STR("location"), STR("{\"latitude\":-7.5,\"longitude\":113}") },
    };
    struct buf b;
    (void)state;
    buf_init(&b, 1 << 16);
    sim_notice_letters(&b, &line, letters, 2);
    struct json *tree = parse(&b);
    const struct json *value = value_of(tree), *first = json_first(json_get(value, "messages"));
    const struct json *second = json_next(first);
    assert_true(str_equal(json_get_text(first, "from"), STR("6281200000001")));
    assert_true(json_is_string(json_get(first, "timestamp")));
    assert_true(str_equal(json_get_text(json_get(first, "text"), "body"), STR("Jalan")));
    assert_null(json_get(first, "context"));
    assert_null(json_get(second, "from"));
    assert_true(str_equal(json_get_text(second, "from_user_id"), STR("ID.2")));
    assert_true(str_equal(json_get_text(json_get(second, "context"), "id"), STR("wamid.OUT")));
    assert_int_equal(json_count(json_get(value, "contacts")), 2);
    json_free(tree);
    buf_finish(&b);
}

static void test_receipts(void **state)
{
    struct sim_receipt r = { STR("wamid.A"), STR("sent"),    STR("6281200000001"),
                             STR("ID.1"),    STR("Siti"),    STR("lk:1"),
                             1795500000,     STR("service"), 0,
                             STR_EMPTY };
    struct buf b;
    (void)state;
    buf_init(&b, 1 << 16);
    sim_notice_receipt(&b, &line, &r);
    struct json *tree = parse(&b);
    const struct json *status = json_first(json_get(value_of(tree), "statuses"));
    assert_true(str_equal(json_get_text(status, "biz_opaque_callback_data"), STR("lk:1")));
    assert_true(str_equal(json_get_text(status, "recipient_id"), STR("6281200000001")));
    assert_true(str_equal(json_get_text(status, "recipient_user_id"), STR("ID.1")));
    assert_true(str_equal(json_get_text(json_get(status, "pricing"), "category"), STR("service")));
    json_free(tree);
    buf_clear(&b);
    r.status = STR("failed");
    r.error_code = 131047;
    sim_notice_receipt(&b, &line, &r);
    tree = parse(&b);
    assert_null(json_get(value_of(tree), "contacts"));
    int64_t code = 0;
    status = json_first(json_get(value_of(tree), "statuses"));
    assert_true(json_i64(json_get(json_first(json_get(status, "errors")), "code"), &code));
    assert_int_equal(code, 131047);
    json_free(tree);
    buf_finish(&b);
}

static void test_a_full_buffer_is_told(void **state)
{
    const struct sim_letter letter = { .type = STR("text"),
                                       .content = STR("{}"),
                                       .wa_id = STR_EMPTY,
                                       .user_id = STR_EMPTY,
                                       .name = STR_EMPTY,
                                       .wamid = STR_EMPTY,
                                       .quoted = STR_EMPTY };
    char small[32];
    struct buf b;
    (void)state;
    buf_fixed(&b, small, sizeof small);
    sim_notice_letters(&b, &line, &letter, 1);
    assert_false(buf_ok(&b));
}

static int set_up(void **state)
{
    struct err e;
    (void)state;
    return crypto_init(&e) ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_escapes),
        cmocka_unit_test(test_signature_of_an_escaped_body),
        cmocka_unit_test(test_letters),
        cmocka_unit_test(test_receipts),
        cmocka_unit_test(test_a_full_buffer_is_told),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
