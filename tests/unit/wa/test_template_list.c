/* test_template_list.c - Meta's list of templates, and a template to be submitted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/json.h"
#include "wa/template_list.h"

static void test_a_page(void **state)
{
    (void)state;
    static const char page[] =
        "{\"data\":[{\"name\":\"a\",\"language\":\"id\",\"status\":\"APPROVED\",\"category\":"
        "\"UTILITY\",\"components\":[{\"type\":\"HEADER\",\"text\":\"Hai "
        "{{1}}\"},{\"type\":\"BODY\","
        "\"text\":\"Laporan {{1}} dan {{2}} atau {{1}} itu\"}],\"quality_score\":{\"score\":"
        "\"GREEN\"},\"rejected_reason\":\"NONE\"},{\"status\":\"APPROVED\"},{\"name\":\"b\","
        "\"language\":\"jv\",\"status\":\"REJECTED\",\"rejected_reason\":\"TAG_CONTENT_MISMATCH\"}]"
        ","
        "\"paging\":{\"cursors\":{\"after\":\"QQ==\"},\"next\":\"https://example.invalid/\"}}";
    struct template_listed out[4];
    struct arena arena = { 0 };
    struct err e = { 0 };
    char after[WA_CURSOR_SIZE];
    size_t count = 0;
    assert_true(wa_templates_parse(str_of(page), &arena, out, 4, &count, after, &e));
    assert_int_equal(count, 2);
    assert_string_equal(after, "QQ==");
    assert_true(out[0].has_state && out[0].state == TEMPLATE_APPROVED);
    assert_int_equal(out[0].param_count, 2);
    assert_int_equal(out[0].reason.len, 0);
    assert_true(str_equal(out[0].quality, STR("GREEN")));
    assert_true(out[1].state == TEMPLATE_REJECTED && out[1].body.len == 0);
    assert_true(str_equal(out[1].reason, STR("TAG_CONTENT_MISMATCH")));
    assert_false(wa_templates_parse(str_of(page), &arena, out, 3, &count, after, &e));
    assert_int_equal(e.code, ERR_LIMIT);
    arena_clear(&arena);
}

static void test_the_last_page_and_no_page(void **state)
{
    (void)state;
    struct template_listed out[1];
    struct arena arena = { 0 };
    struct err e = { 0 };
    char after[WA_CURSOR_SIZE];
    size_t count = 0;
    assert_true(wa_templates_parse(STR("{\"data\":[],\"paging\":{\"cursors\":{\"after\":\"QQ\"}}}"),
                                   &arena, out, 1, &count, after, &e));
    assert_string_equal(after, "");
    static const char *const bad[] = { "", "<html>", "[]", "{\"data\":7}", "{}" };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        if (wa_templates_parse(str_of(bad[i]), &arena, out, 1, &count, after, &e))
            fail_msg("taken: %s", bad[i]);
    arena_clear(&arena);
}

/* 360dialog counts rows where Meta has a cursor, and writes states in small letters. */
static void test_pages_by_offset(void **state)
{
    static const char page[] = "{\"count\":2,\"total\":3,\"waba_templates\":[{\"name\":\"a\","
                               "\"language\":\"id\",\"status\":\"approved\"},{\"name\":\"b\","
                               "\"language\":\"id\",\"status\":\"submitted\"}]}";
    static const char last[] = "{\"total\":3,\"waba_templates\":[{\"name\":\"c\",\"language\":"
                               "\"id\",\"status\":\"rejected\",\"rejected_reason\":\"none\"}]}";
    (void)state;
    struct template_listed out[9];
    struct arena arena = { 0 };
    struct err e = { 0 };
    char after[WA_CURSOR_SIZE] = "";
    size_t count = 0;
    assert_true(wa_templates_parse(str_of(page), &arena, out, 9, &count, after, &e));
    assert_string_equal(after, "2");
    assert_true(out[0].state == TEMPLATE_APPROVED && out[1].state == TEMPLATE_PENDING);
    assert_true(wa_templates_parse(str_of(last), &arena, out, 9, &count, after, &e));
    assert_string_equal(after, "");
    assert_int_equal(count, 3);
    assert_true(out[2].state == TEMPLATE_REJECTED && out[2].reason.len == 0);
    /* A page that is empty ends it, whatever the total says; so does a list without one. */
    (void)snprintf(after, sizeof after, "2");
    assert_true(wa_templates_parse(STR("{\"total\":9,\"waba_templates\":[]}"), &arena, out, 9,
                                   &count, after, &e));
    assert_string_equal(after, "");
    assert_true(
        wa_templates_parse(STR("{\"waba_templates\":[{\"name\":\"d\",\"language\":\"id\"}]}"),
                           &arena, out, 9, &count, after, &e));
    assert_string_equal(after, "");
    arena_clear(&arena);
}

static void test_what_is_submitted(void **state)
{
    (void)state;
    struct message_template m = { .name = STR("beres"),
                                  .language = STR("id"),
                                  .category = STR("UTILITY"),
                                  .body = STR("Laporan {{1}} \"beres\" {{2}} ya"),
                                  .examples = { STR("LK1"), STR("diganti") },
                                  .param_count = 2 };
    char memory[1000];
    struct buf out;
    struct err e = { 0 };
    buf_fixed(&out, memory, sizeof memory);
    assert_true(wa_template_build(&m, &out, &e));
    assert_string_equal(
        out.at, "{\"name\":\"beres\",\"language\":\"id\",\"category\":\"UTILITY\","
                "\"parameter_format\":\"POSITIONAL\",\"components\":[{\"type\":\"BODY\",\"text\":"
                "\"Laporan {{1}} \\\"beres\\\" {{2}} ya\",\"example\":{\"body_text\":[[\"LK1\","
                "\"diganti\"]]}}]}");
    buf_fixed(&out, memory, 50);
    assert_false(wa_template_build(&m, &out, &e));
    assert_int_equal(e.code, ERR_LIMIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_page),
        cmocka_unit_test(test_the_last_page_and_no_page),
        cmocka_unit_test(test_pages_by_offset),
        cmocka_unit_test(test_what_is_submitted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
