/* test_label_store.c - what routing may learn from: tickets of which a human has said whose they
 * are, and no others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>

#include "store/event_store.h"
#include "store/label_store.h"
#include "store_case.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void event_of(struct store_case *c, int64_t ticket_id, const char *type)
{
    struct err e = { 0 };
    int64_t id;
    const struct event event = { .ticket_id = ticket_id,
                                 .at = CASE_NOW,
                                 .type = str_of(type),
                                 .actor = STR("staff:1"),
                                 .data_json = STR("{}") };
    must(event_insert(c->db, &event, &c->arena, &id, &e), &e);
}

static void close_as(struct store_case *c, int64_t id, enum ticket_outcome outcome, const char *to)
{
    char sql[160];
    if (outcome == OUTCOME_NONE) return;
    (void)snprintf(sql, sizeof sql,
                   "UPDATE ticket SET status = 7, outcome = %d, closed_at = 1, referred_to = "
                   "NULLIF('%s', '') WHERE id = %lld",
                   (int)outcome, to, (long long)id);
    case_do(c, sql);
}

static void test_what_staff_have_said(void **state)
{
    static const struct {
        const char *rule, *event, *referred_to, *text, *want; /* want "": it teaches nothing */
        enum ticket_kind kind;
        enum ticket_outcome outcome;
    } rows[] = {
        { "assigned", EVENT_ASSIGNED, "", "jalan", "PUPR", KIND_COMPLAINT, OUTCOME_NONE },
        { "solved later", EVENT_ASSIGNED, "", "jalan", "PUPR", KIND_ASPIRATION, OUTCOME_SOLVED },
        { "referred", EVENT_NOTE, "PLN", "listrik", "PLN", KIND_COMPLAINT, OUTCOME_REFERRED },
        { "assigned, then referred", EVENT_ASSIGNED, "PLN", "tiang", "PLN", KIND_COMPLAINT,
          OUTCOME_REFERRED },
        { "guessed by the rules alone", EVENT_RECEIVED, "", "jalan", "", KIND_COMPLAINT,
          OUTCOME_NONE },
        { "corrected by its citizen", EVENT_CORRECTED, "", "jalan", "", KIND_COMPLAINT,
          OUTCOME_NONE },
        { "in confidence", EVENT_ASSIGNED, "", "pungli", "", KIND_WHISTLEBLOWING, OUTCOME_NONE },
        { "a hoax", EVENT_ASSIGNED, "", "ufo", "", KIND_COMPLAINT, OUTCOME_REJECTED },
        { "cancelled", EVENT_ASSIGNED, "", "salah", "", KIND_COMPLAINT, OUTCOME_CANCELLED },
        { "a photo alone", EVENT_ASSIGNED, "", "", "", KIND_COMPLAINT, OUTCOME_NONE },
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct store_case *c = *state;
        struct err e = { 0 };
        struct ticket_label out[LABEL_PAGE];
        size_t count;
        struct ticket t = case_ticket(case_contact(c, "1", NULL));
        t.department = STR("PUPR");
        t.kind = rows[i].kind;
        t.text = str_of(rows[i].text);
        int64_t id = case_ticket_insert(c, t);
        close_as(c, id, rows[i].outcome, rows[i].referred_to);
        event_of(c, id, rows[i].event);
        must(label_list(c->db, id - 1, &c->arena, out, &count, &e), &e);
        bool right = rows[i].want[0] ? count == 1 && out[0].ticket_id == id &&
                                           str_equal(out[0].department, str_of(rows[i].want)) &&
                                           str_equal(out[0].text, t.text)
                                     : count == 0;
        if (!right) fail_msg("%s: %zu", rows[i].rule, count);
        must(label_list(c->db, id, &c->arena, out, &count, &e), &e);
        assert_int_equal(count, 0); /* behind it there is nothing */
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_staff_have_said, store_case_setup,
                                        store_case_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
