/* test_move_table.c - who may take a ticket from where to where: the table itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/move.h"
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void test_every_move_and_no_other(void **state)
{
    /* r v a p w s c: received verified assigned in_progress awaiting_reporter resolved closed */
    static const struct {
        char from, to;
        const char *outcome; /* "": it does not close */
    } moves[] = {
        { 'r', 'v', "" },
        { 'r', 'a', "" },
        { 'v', 'a', "" },
        { 'a', 'v', "" },
        { 'a', 'p', "" },
        { 'a', 'w', "" },
        { 'a', 'a', "" },
        { 'p', 'a', "" },
        { 'p', 'w', "" },
        { 'p', 's', "" },
        { 'w', 'a', "" },
        { 'w', 'p', "" },
        { 's', 'p', "" },
        { 'c', 'p', "" },
        { 'c', 'v', "" },
        { 's', 'c', "solved" },
        { 's', 'c', "partly_solved" },
        { 's', 'c', "unanswered" },
    };
    static const char letters[] = "?rvapwsc";
    static const char *const by_desk[] = { "not_actionable", "referred", "merged", "cancelled",
                                           "rejected" };
    (void)state;
    for (int from = STATUS_RECEIVED; from < STATUS_END; from++)
        for (int to = STATUS_RECEIVED; to < STATUS_END; to++)
            for (int o = OUTCOME_NONE; o < OUTCOME_END; o++) {
                const char *outcome = ticket_outcome_name((enum ticket_outcome)o);
                bool want = false;
                for (size_t i = 0; i < LENGTH(moves); i++)
                    want = want || (moves[i].from == letters[from] && moves[i].to == letters[to] &&
                                    strcmp(moves[i].outcome, outcome) == 0);
                for (size_t i = 0; i < LENGTH(by_desk); i++)
                    want = want || (from < STATUS_RESOLVED && to == STATUS_CLOSED &&
                                    strcmp(by_desk[i], outcome) == 0);
                const struct move_rule *rule = move_find(
                    (enum ticket_status)from, (enum ticket_status)to, (enum ticket_outcome)o);
                if ((rule != NULL) != want)
                    fail_msg("%c -> %c %s", letters[from], letters[to], outcome);
            }
}

static void test_solved_is_never_the_desks_word(void **state)
{
    size_t count;
    const struct move_rule *rules = move_rules(&count);
    (void)state;
    for (size_t i = 0; i < count; i++) {
        if (rules[i].outcome == OUTCOME_SOLVED || rules[i].outcome == OUTCOME_UNANSWERED)
            assert_int_equal(rules[i].movers & (MOVER_DESK | MOVER_OFFICER), 0);
        /* what ends or turns a ticket is told */
        if (rules[i].to == STATUS_CLOSED) assert_true(rules[i].tells);
        if (rules[i].to == STATUS_AWAITING_REPORTER) assert_true(rules[i].needs & NEEDS_MESSAGE);
    }
}

/* Who may give an assigned ticket to another department, and from where. */
static void test_whose_rule_it_is(void **state)
{
    static const struct {
        const char *rule;
        enum ticket_status from;
        unsigned mover, needs;
        bool theirs;
    } rows[] = {
        { "the desk assigns what is new", STATUS_VERIFIED, MOVER_DESK, 0, true },
        { "a department does not", STATUS_VERIFIED, MOVER_OFFICER, 0, false },
        { "the desk moves it on", STATUS_ASSIGNED, MOVER_DESK, NEEDS_UNIT, true },
        { "a department hands over, and why", STATUS_ASSIGNED, MOVER_OFFICER,
          NEEDS_UNIT | NEEDS_REASON, true },
        { "also what it began", STATUS_IN_PROGRESS, MOVER_OFFICER, NEEDS_UNIT | NEEDS_REASON,
          true },
        { "the desk takes work back to its start", STATUS_IN_PROGRESS, MOVER_DESK, 0, true },
        { "not what waits for its reporter", STATUS_AWAITING_REPORTER, MOVER_OFFICER, 0, false },
        { "readers move nothing", STATUS_ASSIGNED, 0, NEEDS_UNIT, false },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const struct move_rule *rule =
            move_find_for(rows[i].from, STATUS_ASSIGNED, OUTCOME_NONE, rows[i].mover);
        if (!rule || rule->needs != rows[i].needs ||
            ((rule->movers & rows[i].mover) != 0) != rows[i].theirs)
            fail_msg("%s", rows[i].rule);
    }
    assert_null(move_find_for(STATUS_RESOLVED, STATUS_ASSIGNED, OUTCOME_NONE, MOVER_OFFICER));
}

static void test_who_somebody_is(void **state)
{
    static const struct {
        enum role role;
        enum ticket_kind kind;
        enum ticket_channel channel;
        unsigned want;
    } rows[] = {
        { ROLE_ADMIN, KIND_COMPLAINT, CHANNEL_WHATSAPP, MOVER_DESK },
        { ROLE_OPERATOR, KIND_COMPLAINT, CHANNEL_WHATSAPP, MOVER_DESK },
        { ROLE_OPERATOR, KIND_COMPLAINT, CHANNEL_STAFF, MOVER_DESK | MOVER_SPEAKER },
        { ROLE_OFFICER, KIND_COMPLAINT, CHANNEL_WHATSAPP, MOVER_OFFICER },
        { ROLE_OFFICER, KIND_COMPLAINT, CHANNEL_STAFF, MOVER_OFFICER },
        { ROLE_OFFICER, KIND_WHISTLEBLOWING, CHANNEL_WHATSAPP, MOVER_DESK },
        { ROLE_SUPERVISOR, KIND_COMPLAINT, CHANNEL_WHATSAPP, 0 },
        { ROLE_AUDITOR, KIND_COMPLAINT, CHANNEL_WHATSAPP, 0 },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const struct staff who = { .role = rows[i].role };
        const struct ticket t = { .kind = rows[i].kind, .channel = rows[i].channel };
        if (mover_of(&who, &t) != rows[i].want) fail_msg("row %zu", i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_move_and_no_other),
        cmocka_unit_test(test_solved_is_never_the_desks_word),
        cmocka_unit_test(test_whose_rule_it_is),
        cmocka_unit_test(test_who_somebody_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
