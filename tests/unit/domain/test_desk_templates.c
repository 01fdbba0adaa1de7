/* test_desk_templates.c - templates.csv: what is refused, by line and rule; the file we ship. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cli/file.h"
#include "desk_case.h"
#include <stdio.h>
#include <string.h>

#define HEAD "name,language,category,body,message,examples\n"
#define BODY "\"Laporan {{1}} sudah selesai, begini: {{2}} dan terima kasih\""
#define GOOD "beres,id,UTILITY," BODY ",resolved,LK1|diganti\n"

static struct desk *load(struct str text, struct err *e)
{
    struct desk_files files = good_files();
    files.templates = text;
    return desk_create(&files, e);
}

static void test_faults(void **state)
{
    static const struct {
        const char *text, *fault;
    } rows[] = {
        { HEAD "Beres,id,UTILITY," BODY ",resolved,a|b\n", "line 2: name: want small" },
        { HEAD "beres,i-d,UTILITY," BODY ",resolved,a|b\n", "line 2: language" },
        { HEAD "beres,id,MARKETING," BODY ",resolved,a|b\n", "line 2: category: want UTILITY" },
        { HEAD "beres,id,UTILITY,{{1}} sudah selesai,resolved,a\n", "line 2: body: no variable" },
        { HEAD "beres,id,UTILITY," BODY ",hm,a|b\n", "line 2: message: unknown" },
        { HEAD "beres,id,UTILITY," BODY ",received,a|b\n", "received has 2 variables, want 4" },
        { HEAD "beres,id,UTILITY," BODY ",resolved,a\n",
          "line 2: examples: want one for each of 2" },
        { HEAD "beres,id,UTILITY," BODY ",resolved,a|\n", "line 2: examples" },
        { HEAD "beres,id,UTILITY," BODY ",resolved,a|b|c\n", "line 2: examples" },
        { HEAD GOOD "beres,id,UTILITY," BODY ",merged,a|b\n", "line 3: this name or message" },
        { HEAD GOOD "lain,id,UTILITY," BODY ",resolved,a|b\n", "line 3: this name or message" },
        { HEAD "beres,id,UTILITY\n", "line 2: 3 fields" },
        { "name,language,body\n", "header" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct err e = { 0 };
        struct desk *desk = load(str_of(rows[i].text), &e);
        if (desk) fail_msg("row %zu was taken", i);
        if (!strstr(e.text, "templates.csv") || !strstr(e.text, rows[i].fault))
            fail_msg("row %zu: '%s' lacks '%s'", i, e.text, rows[i].fault);
        assert_int_equal(e.code, ERR_INPUT);
    }
}

static void test_look_up_by_language(void **state)
{
    (void)state;
    struct err e = { 0 };
    struct desk *desk = load(STR(HEAD GOOD "rampung,jv,UTILITY," BODY ",resolved,a|b\n"), &e);
    if (!desk) fail_msg("%s", e.text);
    assert_true(str_equal(desk_template(desk, TEMPLATE_RESOLVED, STR("jv"))->name, STR("rampung")));
    assert_true(str_equal(desk_template(desk, TEMPLATE_RESOLVED, STR("mad"))->name, STR("beres")));
    assert_null(desk_template(desk, TEMPLATE_ASKED, STR("id")));
    desk_destroy(desk);
    desk = load(STR_EMPTY, &e); /* a desk without templates: its late replies wait */
    assert_non_null(desk);
    assert_int_equal(desk->template_count, 0);
    desk_destroy(desk);
}

static void test_the_shipped_file_says_every_message(void **state)
{
    (void)state;
    struct buf text;
    struct err e = { 0 };
    buf_init(&text, 1 << 20);
    assert_true(file_read("config/templates.csv", &text, &e));
    struct desk *desk = load(buf_view(&text), &e);
    if (!desk) fail_msg("%s", e.text);
    for (int i = 0; i < TEMPLATE_KEY_COUNT; i++) {
        const struct message_template *m = desk_template(desk, (enum template_key)i, STR("id"));
        if (!m) fail_msg("no template for %s", template_key_name((enum template_key)i));
        assert_in_range(m->room, 500, TEMPLATE_BODY_MAX);
    }
    desk_destroy(desk);
    buf_finish(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_look_up_by_language),
        cmocka_unit_test(test_the_shipped_file_says_every_message),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
