/* test_cursor.c - a cursor leads on in the list that it was made for, and nowhere else. */
#include "desk_case.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

static void test_a_cursor_is_of_one_account_and_one_list(void **state)
{
    static const struct {
        const char *what;
        enum api_who who;
        const char *query;
        int status;
    } rows[] = {
        { "its own", OPERATOR, "status=received&limit=1", 200 },
        { "another size of page", OPERATOR, "limit=2&status=received", 200 },
        { "of somebody else", SUPERVISOR, "status=received&limit=1", 422 },
        { "one filter more", OPERATOR, "status=received&kind=complaint&limit=1", 422 },
        { "one filter less", OPERATOR, "limit=1", 422 },
        { "another value", OPERATOR, "status=closed&limit=1", 422 },
        { "another order", OPERATOR, "status=received&sort=created_at&limit=1", 422 },
    };
    char cursor[64], path[256];
    (void)state;
    api_write(&api.town, "6281277700001", "Warga", "Jalan berlubang di desa Sebaung");
    api_write(&api.town, "6281277700002", "Warga", "Lampu jalan mati di desa Maron Kidul");
    api_write(&api.town, "6281277700003", "Warga", "Sampah menumpuk di pasar Leces");
    struct reply first = api_get(&api, OPERATOR, "/api/v1/tickets?status=received&limit=1");
    assert_true(str_copy(cursor, sizeof cursor, json_get_text(first.tree, "next_cursor")));
    assert_true(cursor[0] != '\0');
    reply_free(&first);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        (void)snprintf(path, sizeof path, "/api/v1/tickets?%s&cursor=%s", rows[i].query, cursor);
        struct reply r = api_get(&api, rows[i].who, path);
        if (r.status != rows[i].status) fail_msg("%s: %d %s", rows[i].what, r.status, r.body);
        reply_free(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_cursor_is_of_one_account_and_one_list),
    };
    return cmocka_run_group_tests(tests, desk_case_setup, desk_case_teardown);
}
