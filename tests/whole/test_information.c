/* test_information.c - a request for information that is opened again, over REST. */
#include "base/clock.h"
#include "desk_case.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>

/* A request for information that was answered in time and is opened again when that time is long
 * over: ten working days from now, and nobody is reminded of the old ones. */
static void test_a_request_that_is_asked_again(void **state)
{
    char number[32], sql[400];
    (void)state;
    api_write(&api.town, "6281277799001", "Warga", "Mohon informasi anggaran jalan desa Sebaung");
    api_number(&api, "Mohon informasi", number);
    send_to(number, OPERATOR, "assignments", "{\"department\":\"PUPR\"}", 200, "assigned");
    send_to(number, OFFICER_PUPR, "extensions", "{\"reason\":\"Arsip lama.\"}", 200, "assigned");
    send_to(number, OFFICER_PUPR, "transitions", "{\"to\":\"in_progress\"}", 200, "in_progress");
    send_to(number, OFFICER_PUPR, "transitions", "{\"to\":\"resolved\"}", 200, "resolved");
    (void)snprintf(sql, sizeof sql,
                   "UPDATE ticket SET received_at = received_at - 86400000 * 60, promise_at = "
                   "promise_at - 86400000 * 60 WHERE id %% 100000 = %.5s",
                   number + 5);
    api_sql(&api.town, sql);
    send_to(number, OPERATOR, "transitions",
            "{\"to\":\"in_progress\",\"reason\":\"Lampirannya kurang.\"}", 200, "in_progress");
    struct reply r = api_get(&api, OFFICER_PUPR, path_of(number, ""));
    int64_t due = 0, reopened = 0;
    assert_true(rfc3339_parse(json_get_text(r.tree, "due_at"), &due, NULL));
    assert_true(rfc3339_parse(json_get_text(r.tree, "reopened_at"), &reopened, NULL));
    assert_false(json_bool(json_get(r.tree, "overdue"), true));
    assert_false(json_bool(json_get(r.tree, "extended"), true));
    assert_true(due - reopened > 9 * MS_PER_DAY);
    reply_free(&r);
    (void)snprintf(sql, sizeof sql,
                   "SELECT COUNT(*) FROM ticket WHERE id %% 100000 = %.5s AND ladder_step = 0 AND "
                   "ladder_at > reopened_at",
                   number + 5);
    assert_int_equal(town_count(&api.town, sql), 1);
    /* and an extension of its own, once */
    send_to(number, OFFICER_PUPR, "extensions", "{\"reason\":\"Arsip lama.\"}", 200, "in_progress");
    send_to(number, OFFICER_PUPR, "extensions", "{\"reason\":\"Arsip lama.\"}", 409,
            "illegal_move");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_request_that_is_asked_again),
    };
    return cmocka_run_group_tests(tests, desk_case_setup, desk_case_teardown);
}
