/* test_template.c - bodies by Meta's rules, what goes into variables, and Meta's news. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/unicode.h"
#include "domain/template.h"
#include <stdio.h>
#include <string.h>

static void test_bodies(void **state)
{
    static const struct {
        const char *body, *fault; /* NULL: good */
        size_t params;
    } rows[] = {
        { "Laporan {{1}} sudah selesai", NULL, 1 },
        { "Terima kasih banyak", NULL, 0 },
        { "Laporan {{2}} lalu unit {{1}} yang menangani", NULL, 2 },
        { "Laporan {{1}}, {{2}} dan yang lain juga", NULL, 2 },
        { "", "empty", 0 },
        { "{{1}} sudah selesai ditangani", "first or last", 0 },
        { " {{1}} sudah selesai ditangani", "first or last", 0 },
        { "Sudah selesai laporan {{1}}", "first or last", 0 },
        { "Sudah selesai laporan {{1}}.", "first or last", 0 },
        { "Laporan {{1}}{{2}} sudah selesai ditangani semua", "side by side", 0 },
        { "Laporan {{1}} {{2}} sudah selesai ditangani semua", "side by side", 0 },
        { "Laporan {{1}} dan {{1}} sudah selesai ditangani", "twice", 0 },
        { "Laporan {{2}} sudah selesai", "{{1}} is missing", 0 },
        { "Laporan {{0}} sudah selesai", "variables are", 0 },
        { "Laporan {{11}} sudah selesai", "variables are", 0 },
        { "Laporan {{nomor}} sudah selesai", "braces", 0 },
        { "Laporan {1} sudah selesai", "braces", 0 },
        { "Laporan {{1} sudah selesai", "braces", 0 },
        { "Laporan\n{{1}} sudah selesai", "one line", 0 },
        { "Hai {{1}} ya", "too few words", 0 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct template_body out = { 99, 99 };
        struct err e = { 0 };
        bool ok = template_body_read(str_of(rows[i].body), &out, &e);
        if (ok != !rows[i].fault) fail_msg("%s: %s", rows[i].body, e.text);
        if (ok)
            assert_int_equal(out.params, rows[i].params);
        else if (!strstr(e.text, rows[i].fault))
            fail_msg("%s: '%s' lacks '%s'", rows[i].body, e.text, rows[i].fault);
    }
}

static void test_room_is_what_the_words_leave(void **state)
{
    (void)state;
    struct template_body out;
    assert_true(template_body_read(STR("Laporan {{1}} sudah selesai"), &out, NULL));
    assert_int_equal(out.room, TEMPLATE_BODY_MAX - strlen("Laporan  sudah selesai"));
    char body[TEMPLATE_BODY_MAX + 2];
    memset(body, 'a', sizeof body);
    memcpy(body, "a {{1}} b c d e", 15);
    struct err e = { 0 };
    assert_false(template_body_read((struct str){ body, sizeof body - 1 }, &out, &e));
    assert_true(template_body_read((struct str){ body, TEMPLATE_BODY_MAX }, &out, &e));
}

static void test_parameters_as_meta_takes_them(void **state)
{
    static const struct {
        const char *in, *out;
    } rows[] = {
        { "Jalan rusak", "Jalan rusak" },
        { "satu\ndua\r\ntiga", "satu dua tiga" },
        { "a\tb", "a b" },
        { "a      b", "a b" },
        { "  a  ", "a" },
        { "", "-" },
        { " \n\t ", "-" },
        { "\x01\x02", "-" },
        { "a\x1b[31mb", "a[31mb" },
        { "a\xC2\x85"
          "b\xE2\x80\xA8"
          "c\xC2\xA0"
          "d",
          "a b c d" },
        { "a\xFF"
          "b",
          "ab" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char memory[200];
        struct buf out;
        buf_fixed(&out, memory, sizeof memory);
        template_param_clean(str_of(rows[i].in), &out);
        if (!buf_ok(&out) || !str_equal(buf_view(&out), str_of(rows[i].out)))
            fail_msg("row %zu: '%s'", i, out.at);
    }
}

static void test_the_longest_are_cut_until_all_fit(void **state)
{
    (void)state;
    char text[3][600];
    for (int i = 0; i < 3; i++)
        memset(text[i], 'x', sizeof text[i]);
    struct arena arena = { 0 };
    struct str in[3] = { STR("LK26-00042-7"), { text[0], 600 }, { text[1], 90 } }, out[3];
    struct err e = { 0 };
    assert_true(template_params_fit(in, 3, 300, &arena, out, &e));
    assert_true(str_equal(out[0], in[0])); /* the number is never cut while others are longer */
    assert_int_equal(utf8_count(out[2]), 90);
    assert_int_equal(utf8_count(out[1]), 300 - 12 - 90);
    assert_true(str_ends(out[1], STR("\xE2\x80\xA6")));
    assert_true(template_params_fit(in, 3, 3, &arena, out, &e)); /* the least room there can be */
    for (int i = 0; i < 3; i++)
        assert_int_equal(utf8_count(out[i]), 1);
    assert_true(template_params_fit(in, 0, 0, &arena, out, &e));
    assert_false(template_params_fit(in, 3, 2, &arena, out, &e));
    arena_clear(&arena);
}

static void test_a_fallback_is_read_as_it_was_written(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        "[]",
        "{}",
        "{\"message\":\"hm\",\"params\":[]}",
        "{\"message\":\"resolved\"}",
        "{\"message\":\"resolved\",\"params\":[\"a\"]}",
        "{\"message\":\"resolved\",\"params\":[\"a\",1]}",
        "{\"message\":\"resolved\",\"params\":[\"a\",\"b\",\"c\"]}",
    };
    struct arena arena = { 0 };
    struct buf json;
    struct err e = { 0 };
    struct outbox_fallback out, f = { .key = TEMPLATE_RESOLVED,
                                      .language = STR("jv"),
                                      .params = { STR("LK26-00042-7"), STR("kata \"warga\"\n") },
                                      .param_count = 2 };
    buf_init(&json, 4096);
    outbox_fallback_encode(&f, &json);
    assert_true(outbox_fallback_decode(buf_view(&json), &arena, &out, &e));
    assert_int_equal(out.key, TEMPLATE_RESOLVED);
    assert_true(str_equal(out.language, f.language) && str_equal(out.params[1], f.params[1]));
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        if (outbox_fallback_decode(str_of(bad[i]), &arena, &out, &e)) fail_msg("taken: %s", bad[i]);
    buf_finish(&json);
    arena_clear(&arena);
}

static void test_news(void **state)
{
    static const struct {
        const char *field, *value, *want; /* "state reason category quality"; NULL: no news */
    } rows[] = {
        { "message_template_status_update",
          "{'event':'APPROVED','message_template_id':1,'message_template_name':'a',"
          "'message_template_language':'id','reason':null}",
          "approved|||" },
        { "message_template_status_update",
          "{'event':'REJECTED','message_template_name':'a','message_template_language':'id',"
          "'reason':'INVALID_FORMAT','message_template_category':'UTILITY'}",
          "rejected|INVALID_FORMAT|UTILITY|" },
        { "message_template_status_update",
          "{'event':'PAUSED','message_template_name':'a','message_template_language':'id',"
          "'reason':'NONE','other_info':{'title':'FIRST_PAUSE'}}",
          "paused|FIRST_PAUSE||" },
        { "message_template_status_update", /* the quality update under the other name */
          "{'previous_quality_score':'GREEN','new_quality_score':'RED','message_template_name':'a',"
          "'message_template_language':'id'}",
          "-|||RED" },
        { "message_template_quality_update",
          "{'new_quality_score':'YELLOW','message_template_name':'a',"
          "'message_template_language':'id'}",
          "-|||YELLOW" },
        { "template_category_update",
          "{'previous_category':'UTILITY','new_category':'MARKETING','message_template_name':'a',"
          "'message_template_language':'id'}",
          "-||MARKETING|" },
        { "message_template_status_update",
          "{'event':'FLAGGED','message_template_name':'a','message_template_language':'id'}",
          NULL },
        { "message_template_status_update", "{'event':'APPROVED','message_template_name':'a'}",
          NULL },
        { "message_template_status_update", "{'reason':null}", NULL },
        { "message_template_status_update", "7", NULL },
        { "message_template_status_update", "{", NULL },
        { "account_update",
          "{'event':'APPROVED','message_template_name':'a','message_template_language':'id'}",
          NULL },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char json[400], have[200];
        struct arena arena = { 0 };
        struct template_news n;
        size_t len = strlen(rows[i].value);
        assert_true(len < sizeof json);
        for (size_t k = 0; k <= len; k++)
            json[k] = rows[i].value[k] == '\'' ? '"' : rows[i].value[k];
        bool ok = template_news_read(str_of(rows[i].field), str_of(json), &arena, &n);
        if (ok != (rows[i].want != NULL)) fail_msg("row %zu: %d", i, ok);
        if (ok) {
            (void)snprintf(have, sizeof have, "%s|%.*s|%.*s|%.*s",
                           n.has_state ? template_state_name(n.state) : "-", STR_ARG(n.reason),
                           STR_ARG(n.category), STR_ARG(n.quality));
            assert_string_equal(have, rows[i].want);
        }
        arena_clear(&arena);
    }
}

static void test_names(void **state)
{
    (void)state;
    enum template_key key;
    enum template_state from_code;
    for (int i = 0; i < TEMPLATE_KEY_COUNT; i++) {
        assert_true(template_key_parse(str_of(template_key_name((enum template_key)i)), &key));
        assert_int_equal(key, i);
        assert_in_range(template_key_params(key), 1, TEMPLATE_VARS_MAX);
    }
    for (int i = 0; i < TEMPLATE_STATE_COUNT; i++)
        assert_true(template_state_name((enum template_state)i)[0] != '\0');
    assert_false(template_state_of_error(131047, &from_code));
    assert_false(template_state_of_error(132018, &from_code)); /* our words are at fault */
}

static void test_a_body_filled_in_is_what_a_person_reads(void **state)
{
    static const struct {
        const char *label, *body, *want;
    } rows[] = {
        { "in order", "Laporan {{1}}: {{2}}.", "Laporan LK26-00042-7: lampu {{1}} baru." },
        { "the other way round", "{{2}} ({{1}})", "lampu {{1}} baru (LK26-00042-7)" },
        { "what has no value stays", "Laporan {{1}} {{3}}", "Laporan LK26-00042-7 {{3}}" },
        { "braces that are none", "{1} {{x}} {{", "{1} {{x}} {{" },
        { "nothing", "", "" },
    };
    const struct str params[] = { STR("LK26-00042-7"), STR("lampu {{1}} baru") };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf out;
        buf_init(&out, 200);
        template_fill(str_of(rows[i].body), params, 2, &out);
        if (!str_equal(buf_view(&out), str_of(rows[i].want)))
            fail_msg("%s: %.*s", rows[i].label, STR_ARG(buf_view(&out)));
        buf_finish(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bodies),
        cmocka_unit_test(test_room_is_what_the_words_leave),
        cmocka_unit_test(test_parameters_as_meta_takes_them),
        cmocka_unit_test(test_the_longest_are_cut_until_all_fit),
        cmocka_unit_test(test_a_body_filled_in_is_what_a_person_reads),
        cmocka_unit_test(test_a_fallback_is_read_as_it_was_written),
        cmocka_unit_test(test_news),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
