/* test_information.c - a request for information that is opened again, over REST. */
#include "api.h"
#include "base/clock.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>

static struct api api;

static int setup(void **state)
{
    (void)state;
    api_create(&api);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    api_destroy(&api);
    return 0;
}

static const char *path_of(const char *number, const char *what)
{
    static char path[320];
    (void)snprintf(path, sizeof path, "/api/v1/tickets/%s%s%s", number, what[0] ? "/" : "", what);
    return path;
}

/* Sends, and checks the status and what is said: the ticket's status or the problem's code. */
static void send_to(const char *number, enum api_who who, const char *what, const char *body,
                    int want, const char *says)
{
    struct reply r = api_send(&api, who, "POST", path_of(number, what), body, NULL);
    struct str got = r.status < 300 ? json_get_text(r.tree, "status") : reply_code(&r);
    if (r.status != want || !str_equal(got, str_of(says)))
        fail_msg("%s %s of %s: %d %s, want %d %s", what, body, api_who_names[who], r.status, r.body,
                 want, says);
    reply_free(&r);
}

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
    return cmocka_run_group_tests(tests, setup, teardown);
}
