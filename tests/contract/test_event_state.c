/* test_event_state.c - what a line of the trail may change of its ticket, and what it may not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/event_store.h"
#include "store_case.h"
#include <stdio.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void typed_put(struct store_case *c, int64_t ticket, const char *type)
{
    struct err e = { 0 };
    int64_t id;
    const struct event event = { .ticket_id = ticket,
                                 .at = CASE_NOW,
                                 .type = str_of(type),
                                 .actor = STR("staff:uji"),
                                 .data_json = STR_EMPTY,
                                 .reason = STR_EMPTY,
                                 .text = STR_EMPTY };
    must(event_insert(c->db, &event, &c->arena, &id, &e), &e);
}

/* A line covers only what it could have changed itself. */
static void test_what_a_line_may_change(void **state)
{
    static const struct {
        const char *change, *type;
        bool may;
    } rows[] = {
        { "status = 7, outcome = 4, closed_at = 1", "changed", false },
        { "status = 7, outcome = 4, closed_at = 1", "closed", true },
        { "status = 4", "joined", false },
        { "status = 4", "in_progress", true },
        { "status = 4", "rated", false },
        { "category = 'waste'", "changed", true },
        { "category = 'waste'", "corrected", true },
        { "category = 'waste'", "in_progress", false },
        { "priority = 2", "joined", true },
        { "priority = 2", "closed", false },
        { "department = 'DLH'", "assigned", true },
        { "department = 'DLH'", "promised", false },
        { "confidential = 1", "confidential", true },
        { "confidential = 1", "assigned", false },
        { "due_at = 5", "promised", false },
        { "due_at = 5", "extended", true },
        { "promise_at = 5", "late", true },
        { "promise_at = 5", "reply", false },
        { "copy_to = 'DLH'", "assigned", true },
        { "copy_to = 'DLH'", "extended", false },
        { "kind = 3", "changed", true },
        { "kind = 3", "assigned", false },
        { "category = 'waste', status = 4", "of a later release", true },
    };
    struct store_case *c = *state;
    int64_t ticket = case_ticket_insert(c, case_ticket(case_contact(c, "1", NULL)));
    typed_put(c, ticket, "received");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct err e = { 0 };
        struct chain_report r;
        char sql[200];
        must(db_savepoint(c->db, &e), &e);
        (void)snprintf(sql, sizeof sql, "UPDATE ticket SET %s", rows[i].change);
        case_do(c, sql);
        typed_put(c, ticket, rows[i].type);
        must(event_verify(c->db, NULL, &r, &e), &e);
        if ((r.broken_at == 0) != rows[i].may)
            fail_msg("%s by %s: %s", rows[i].change, rows[i].type, r.why);
        must(db_rollback_to(c->db, &e), &e);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_a_line_may_change, store_case_setup,
                                        store_case_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
