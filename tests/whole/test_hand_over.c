/* test_hand_over.c - from one department to another without the desk: who may, what it takes, who
 * is told, who sees the ticket then; and how the other department takes it or sends it back. */
#include "desk_case.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define TO_DISHUB     "{\"department\":\"DISHUB\",\"note\":\"Lampu, bukan jalan.\"}"

/* A fresh ticket, a PUPR one as the desk assigned it. */
static void assigned(char number[32])
{
    fresh(number);
    send_to(number, OPERATOR, "transitions", "{\"to\":\"verified\"}", 200, "verified");
    send_to(number, OPERATOR, "assignments", "{\"department\":\"PUPR\",\"copy\":null}", 200,
            "assigned");
}

static int64_t count_of(const char *number, const char *sql)
{
    char text[500];
    (void)snprintf(text, sizeof text, sql, number + 5); /* LK26-00042-7: the number of the id */
    return town_count(&api.town, text);
}

static void handed_from_is(const char *number, enum api_who who, const char *code)
{
    struct reply r = api_get(&api, who, path_of(number, ""));
    const struct json *from = json_get(r.tree, "handed_from");
    assert_int_equal(r.status, 200);
    assert_non_null(from);
    if (!str_equal(json_get_text(from, "code"), str_of(code)) || json_is_null(from) != !code[0])
        fail_msg("handed_from of %s is not '%s': %s", number, code, r.body);
    reply_free(&r);
}

static void test_who_may_and_what_it_takes(void **state)
{
    static const struct {
        const char *rule;
        enum api_who who;
        const char *body;
        int status;
        const char *says;
    } rows[] = {
        { "to nobody", OFFICER_PUPR, "{\"note\":\"x\"}", 422, "invalid_value" },
        { "to a department that there is not", OFFICER_PUPR,
          "{\"department\":\"TIDAKADA\",\"note\":\"x\"}", 422, "invalid_value" },
        { "to an external body, which is a referral", OFFICER_PUPR,
          "{\"department\":\"PLN\",\"note\":\"x\"}", 422, "invalid_value" },
        { "to itself", OFFICER_PUPR, "{\"department\":\"PUPR\",\"note\":\"x\"}", 409,
          "illegal_move" },
        { "without a reason", OFFICER_PUPR, "{\"department\":\"DISHUB\"}", 422, "invalid_value" },
        { "with a copy, which is the desk's to say", OFFICER_PUPR,
          "{\"department\":\"DISHUB\",\"note\":\"x\",\"copy\":\"KEC-14\"}", 422, "invalid_value" },
        { "what is another department's", OFFICER_DISHUB, TO_DISHUB, 404, "not_found" },
        { "a supervisor acts on none", SUPERVISOR, TO_DISHUB, 403, "forbidden" },
        { "an auditor sees none", AUDITOR, TO_DISHUB, 403, "forbidden" },
        { "as a move, which names no department", OFFICER_PUPR, NULL, 409, "illegal_move" },
        { "its own department, and why", OFFICER_PUPR, TO_DISHUB, 200, "assigned" },
        { "once: it is another's now", OFFICER_PUPR, TO_DISHUB, 404, "not_found" },
    };
    char number[32];
    (void)state;
    assigned(number);
    for (size_t i = 0; i < LENGTH(rows); i++)
        if (rows[i].body)
            send_to(number, rows[i].who, "assignments", rows[i].body, rows[i].status, rows[i].says);
        else
            send_to(number, rows[i].who, "transitions", "{\"to\":\"assigned\"}", rows[i].status,
                    rows[i].says);
}

/* What is new is the desk's; so is what waits for its reporter, is answered, or ended. */
static void test_from_where(void **state)
{
    static const struct {
        const char *what, *body;
        enum api_who who;
        int status;
        const char *says;
    } life[] = {
        { "transitions", "{\"to\":\"in_progress\"}", OFFICER_PUPR, 200, "in_progress" },
        { "transitions", "{\"to\":\"awaiting_reporter\",\"message\":\"Di mana?\"}", OFFICER_PUPR,
          200, "awaiting_reporter" },
        { "assignments", TO_DISHUB, OFFICER_PUPR, 403, "forbidden" },
        { "transitions", "{\"to\":\"in_progress\"}", OFFICER_PUPR, 200, "in_progress" },
        { "transitions", "{\"to\":\"resolved\"}", OFFICER_PUPR, 200, "resolved" },
        { "assignments", TO_DISHUB, OFFICER_PUPR, 409, "illegal_move" },
        { "transitions", "{\"to\":\"in_progress\",\"reason\":\"Belum.\"}", OPERATOR, 200,
          "in_progress" },
        { "assignments", TO_DISHUB, OFFICER_PUPR, 200, "assigned" },
    };
    char number[32];
    (void)state;
    assigned(number);
    for (size_t i = 0; i < LENGTH(life); i++)
        send_to(number, life[i].who, life[i].what, life[i].body, life[i].status, life[i].says);
    api_write(&api.town, "6281277790001", "Warga", "Jalan rusak sekali di desa Sebaung Gending");
    api_number(&api, "rusak sekali", number);
    send_to(number, OFFICER_PUPR, "assignments", TO_DISHUB, 403, "forbidden");
}

static void test_what_it_does(void **state)
{
    char number[32];
    (void)state;
    assigned(number);
    int64_t due = count_of(number, "SELECT due_at FROM ticket WHERE id %% 100000 = %.5s");
    int64_t told = count_of(number, "SELECT COUNT(*) FROM outbox WHERE ticket_id %% 100000 = %.5s");
    struct reply r = api_send(&api, OFFICER_PUPR, "POST", path_of(number, "assignments"), TO_DISHUB,
                              "Idempotency-Key: alih-1");
    assert_int_equal(r.status, 200);
    reply_free(&r);
    /* The citizen is told whose it is now, once; the clock goes on. */
    assert_int_equal(
        count_of(number, "SELECT COUNT(*) FROM outbox WHERE ticket_id %% 100000 = %.5s"), told + 1);
    assert_int_equal(count_of(number,
                              "SELECT COUNT(*) FROM outbox WHERE ticket_id %% 100000 = %.5s "
                              "AND content LIKE '%%Perhubungan%%'"),
                     1);
    assert_int_equal(count_of(number, "SELECT due_at FROM ticket WHERE id %% 100000 = %.5s"), due);
    /* The old department sees it no more, not even its own answer again. */
    static const char *const views[] = { "", "timeline", "messages", "outbox", "summary" };
    for (size_t i = 0; i < LENGTH(views); i++) {
        assert_int_equal(api_status(&api, OFFICER_PUPR, path_of(number, views[i])), 404);
        assert_int_equal(api_status(&api, OFFICER_DISHUB, path_of(number, views[i])), 200);
    }
    r = api_send(&api, OFFICER_PUPR, "POST", path_of(number, "assignments"), TO_DISHUB,
                 "Idempotency-Key: alih-1");
    assert_int_equal(r.status, 409); /* done, and no longer theirs to see */
    assert_null(strstr(r.body, "Sebaung"));
    reply_free(&r);
    r = api_get(&api, OFFICER_PUPR, "/api/v1/tickets?limit=200");
    assert_null(strstr(r.body, number));
    reply_free(&r);
    /* The new one knows from whom, and why. */
    handed_from_is(number, OFFICER_DISHUB, "PUPR");
    r = api_get(&api, OFFICER_DISHUB, path_of(number, "timeline"));
    assert_non_null(strstr(r.body, "\"handed_over\":true"));
    assert_non_null(strstr(r.body, "Lampu, bukan jalan."));
    reply_free(&r);
    send_to(number, OFFICER_DISHUB, "transitions", "{\"to\":\"in_progress\"}", 200, "in_progress");
    handed_from_is(number, OFFICER_DISHUB, "PUPR");
}

/* Not back and forth: to the desk, with a reason, which decides anew. */
static void test_the_other_sends_it_back(void **state)
{
    char number[32];
    (void)state;
    assigned(number);
    send_to(number, OFFICER_PUPR, "assignments", TO_DISHUB, 200, "assigned");
    send_to(number, OFFICER_DISHUB, "assignments",
            "{\"department\":\"PUPR\",\"note\":\"Bukan kami.\"}", 409, "handed_over");
    send_to(number, OFFICER_DISHUB, "transitions", "{\"to\":\"verified\"}", 422, "invalid_value");
    send_to(number, OFFICER_DISHUB, "transitions",
            "{\"to\":\"verified\",\"reason\":\"Bukan kami.\"}", 200, "verified");
    handed_from_is(number, OPERATOR, "");
    send_to(number, OPERATOR, "assignments", "{\"department\":\"PUPR\"}", 200, "assigned");
    handed_from_is(number, OFFICER_PUPR, "");
    send_to(number, OFFICER_PUPR, "assignments", TO_DISHUB, 200, "assigned");
}

/* A report in confidence stays where it is. */
static void test_nothing_in_confidence_is_handed_over(void **state)
{
    char number[32];
    (void)state;
    api_write(&api.town, "6281277790002", "Warga", "Ada pungli di kantor desa Sebaung, Gending");
    api_number(&api, "pungli", number);
    send_to(number, OFFICER_INSPEKTORAT, "transitions", "{\"to\":\"verified\"}", 200, "verified");
    send_to(number, OFFICER_INSPEKTORAT, "assignments", "{\"department\":\"INSPEKTORAT\"}", 200,
            "assigned");
    send_to(number, OFFICER_INSPEKTORAT, "assignments", TO_DISHUB, 422, "invalid_value");
    send_to(number, OFFICER_DISHUB, "assignments", TO_DISHUB, 404, "not_found");
    send_to(number, OPERATOR, "assignments", TO_DISHUB, 404, "not_found");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_who_may_and_what_it_takes),
        cmocka_unit_test(test_from_where),
        cmocka_unit_test(test_what_it_does),
        cmocka_unit_test(test_the_other_sends_it_back),
        cmocka_unit_test(test_nothing_in_confidence_is_handed_over),
    };
    return cmocka_run_group_tests(tests, desk_case_setup, desk_case_teardown);
}
