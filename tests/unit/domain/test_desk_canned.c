/* test_desk_canned.c - canned.csv: what is refused, by line and rule; the file we ship. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cli/file.h"
#include "desk_case.h"
#include "domain/role.h"
#include <string.h>

#define HEAD "code,title,roles,body\n"
#define GOOD "photo,Minta foto,,Mohon kirim foto untuk {number}.\n"
#define LONG "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static struct desk *load(struct str text, struct err *e)
{
    struct desk_files files = good_files();
    files.canned = text;
    return desk_create(&files, e);
}

static void test_faults(void **state)
{
    static const struct {
        const char *text, *fault;
    } rows[] = {
        { "code,title,body\n", "header" },
        { HEAD "photo,Minta foto,\n", "line 2: 3 fields" },
        { HEAD "minta foto,Minta foto,,a\n", "line 2: code" },
        { HEAD "photo,,,a\n", "line 2: title" },
        { HEAD "photo," LONG ",,a\n", "line 2: title: at most 40" },
        { HEAD "photo,Minta foto,,\n", "line 2: body" },
        { HEAD "photo,Minta foto,,{nomor} kami terima\n",
          "line 2: body: unknown placeholder {nomor}; allowed: {number}" },
        { HEAD "photo,Minta foto,,kata {lines}\n", "line 2: body: this text does not get {lines}" },
        { HEAD "photo,Minta foto,,kurung } terbuka\n", "line 2: body: unknown placeholder }" },
        { HEAD "photo,Minta foto,desk,a\n", "line 2: roles: want admin" },
        { HEAD "photo,Minta foto,supervisor,a\n", "line 2: roles: want admin" },
        { HEAD "photo,Minta foto,admin||operator,a\n", "line 2: roles: want admin" },
        { HEAD GOOD "photo,Lain,,a\n", "line 3: this code or title" },
        { HEAD GOOD "lain,Minta foto,,a\n", "line 3: this code or title" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct err e = { 0 };
        struct desk *desk = load(str_of(rows[i].text), &e);
        if (desk) fail_msg("row %zu was taken", i);
        if (!strstr(e.text, "canned.csv") || !strstr(e.text, rows[i].fault))
            fail_msg("row %zu: '%s' lacks '%s'", i, e.text, rows[i].fault);
        assert_int_equal(e.code, ERR_INPUT);
    }
}

static void test_roles(void **state)
{
    (void)state;
    struct err e = { 0 };
    struct desk *desk = load(STR(HEAD GOOD "unit,Mencari unit,admin | operator,a\n"), &e);
    if (!desk) fail_msg("%s", e.text);
    assert_int_equal(desk->canned_count, 2);
    assert_int_equal(desk->canned[0].roles,
                     1u << ROLE_ADMIN | 1u << ROLE_OPERATOR | 1u << ROLE_OFFICER);
    assert_int_equal(desk->canned[1].roles, 1u << ROLE_ADMIN | 1u << ROLE_OPERATOR);
    desk_destroy(desk);
    desk = load(STR_EMPTY, &e); /* a desk without any */
    assert_non_null(desk);
    assert_int_equal(desk->canned_count, 0);
    desk_destroy(desk);
}

/* Everybody finds something in it, and the longest still goes below a photo. */
static void test_the_shipped_file(void **state)
{
    size_t of_role[ROLE_END] = { 0 };
    struct buf text;
    struct err e = { 0 };
    (void)state;
    buf_init(&text, 1 << 20);
    assert_true(file_read("config/canned.csv", &text, &e));
    struct desk *desk = load(buf_view(&text), &e);
    if (!desk) fail_msg("%s", e.text);
    for (size_t i = 0; i < desk->canned_count; i++)
        for (int role = 0; role < ROLE_END; role++)
            of_role[role] += (desk->canned[i].roles & 1u << role) != 0;
    assert_in_range(of_role[ROLE_OFFICER], 5, 20);
    assert_in_range(of_role[ROLE_OPERATOR], 5, 20);
    assert_int_equal(of_role[ROLE_SUPERVISOR] + of_role[ROLE_AUDITOR], 0);
    desk_destroy(desk);
    buf_finish(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_roles),
        cmocka_unit_test(test_the_shipped_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
