/* test_move_reopen.c - the life of a ticket: how far the way back into work is open. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "move_case.h"

static void test_reopening_has_an_end(void **state)
{
    static const struct {
        const char *rule, *closed_at, *now;
        enum ticket_status status;
        enum ticket_outcome outcome;
        bool want;
    } rows[] = {
        { "resolved", "", "2026-11-24T10:00:00+07:00", STATUS_RESOLVED, OUTCOME_NONE, true },
        { "the same day", "2026-11-24T10:00:00+07:00", "2026-11-24T23:00:00+07:00", STATUS_CLOSED,
          OUTCOME_SOLVED, true },
        { "the tenth working day", "2026-11-24T10:00:00+07:00", "2026-12-08T23:59:00+07:00",
          STATUS_CLOSED, OUTCOME_SOLVED, true },
        { "the eleventh", "2026-11-24T10:00:00+07:00", "2026-12-09T00:00:00+07:00", STATUS_CLOSED,
          OUTCOME_SOLVED, false },
        { "Christmas does not count", "2026-12-18T10:00:00+07:00", "2027-01-06T08:00:00+07:00",
          STATUS_CLOSED, OUTCOME_UNANSWERED, true },
        { "but the day after", "2026-12-18T10:00:00+07:00", "2027-01-07T08:00:00+07:00",
          STATUS_CLOSED, OUTCOME_UNANSWERED, false },
        { "what was rejected goes back to the desk alone", "2026-11-24T10:00:00+07:00",
          "2026-11-24T11:00:00+07:00", STATUS_CLOSED, OUTCOME_REJECTED, false },
        { "so does a merge", "2026-11-24T10:00:00+07:00", "2026-11-24T11:00:00+07:00",
          STATUS_CLOSED, OUTCOME_MERGED, false },
        { "nothing to reopen", "", "2026-11-24T10:00:00+07:00", STATUS_ASSIGNED, OUTCOME_NONE,
          false },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++)
        if (move_may_reopen(&desk, rows[i].status, rows[i].outcome,
                            rows[i].closed_at[0] ? at(rows[i].closed_at) : 0,
                            at(rows[i].now)) != rows[i].want)
            fail_msg("%s", rows[i].rule);
}

static void test_what_was_sent_away_may_be_taken_up(void **state)
{
    static const struct {
        const char *rule, *now;
        enum ticket_outcome outcome;
        bool want;
    } rows[] = {
        { "rejected", "2026-11-24T11:00:00+07:00", OUTCOME_REJECTED, true },
        { "referred, the tenth working day", "2026-12-08T23:59:00+07:00", OUTCOME_REFERRED, true },
        { "the eleventh", "2026-12-09T00:00:00+07:00", OUTCOME_REFERRED, false },
        { "cancelled", "2026-11-25T11:00:00+07:00", OUTCOME_CANCELLED, true },
        { "not actionable", "2026-11-25T11:00:00+07:00", OUTCOME_NOT_ACTIONABLE, true },
        { "merged", "2026-11-24T11:00:00+07:00", OUTCOME_MERGED, false },
        { "solved", "2026-11-24T11:00:00+07:00", OUTCOME_SOLVED, false },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const struct ticket t = { .status = STATUS_CLOSED,
                                  .outcome = rows[i].outcome,
                                  .closed_at = at("2026-11-24T10:00:00+07:00") };
        if (move_may_take_up(&desk, &t, at(rows[i].now)) != rows[i].want)
            fail_msg("%s", rows[i].rule);
    }
    struct ticket t = { .kind = KIND_COMPLAINT,
                        .status = STATUS_CLOSED,
                        .outcome = OUTCOME_REJECTED,
                        .closed_at = at("2026-11-24T10:00:00+07:00"),
                        .promise = PROMISE_KEPT };
    move_apply(&desk, &t, STATUS_VERIFIED, OUTCOME_NONE, at("2026-11-25T10:00:00+07:00"));
    assert_int_equal(t.outcome, OUTCOME_NONE);
    assert_int_equal(t.closed_at, 0);
    assert_int_equal(t.reopened, 1);
    assert_int_equal(t.reopened_at, at("2026-11-25T10:00:00+07:00"));
    assert_int_equal(t.due_at, day_end_ms(workday_add(&desk, day_of_ms(t.reopened_at), 3)));
    assert_int_equal(ticket_told_date(&t),
                     day_end_ms(workday_add(&desk, day_of_ms(t.reopened_at), 5)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reopening_has_an_end),
        cmocka_unit_test(test_what_was_sent_away_may_be_taken_up),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
