/* test_present_state.c - several news of a ticket were overtaken while the window was closed: who
 * writes next is told how it stands, once and truly. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "notice_case.h"
#include "store/outbox_store.h"

#define LATER (NOW + 3 * MS_PER_DAY)

/* What is due is taken through the gate, and what goes has arrived. */
static void deliver(struct intake_case *c, int64_t now)
{
    struct outbox_lease out[8];
    struct err e = { 0 };
    size_t count = 1;
    while (count) {
        must(db_begin(c->db, &e) && outbox_lease(c->db, now, &c->arena, out, 8, &count, &e) &&
                 db_commit(c->db, &e),
             &e);
        notice_sql(c, "UPDATE outbox SET state = 7, at_head = 0 WHERE state = 1");
        notice_sql(c, "UPDATE outbox SET at_head = 1 WHERE state = 0");
        if (ask(c, "SELECT COUNT(*) FROM outbox WHERE state < 3") == 0) break;
    }
}

static void writes(struct intake_case *c, const char *text, int64_t now)
{
    struct inbound *m = add_text(c, "wamid.later", CITIZEN, "", text);
    m->sent_at = now;
    c->work.now = now;
    take(c);
}

/* Assigned, then given back to the desk, of which nobody is told. */
static void test_who_was_told_nothing_of_the_present_stage_is_told_it_once(void **state)
{
    struct intake_case *c = *state;
    notice_report(c, "wamid.1", ROAD);
    deliver(c, NOW);
    notice_assign(c, "PUPR", LATER);
    deliver(c, LATER); /* the window has closed: it waits */
    ask_equals(c, "SELECT COUNT(*) FROM outbox WHERE state = 9", 1);
    notice_move(c, STATUS_VERIFIED, "bukan kewenangan kami", LATER + 1);
    writes(c, "terima kasih", LATER + 2);
    ask_equals(c, "SELECT COUNT(*) FROM outbox WHERE state = 9", 0);
    ask_equals(c, "SELECT COUNT(*) FROM outbox WHERE state = 11 AND event_id IS NOT NULL", 1);
    /* "Sama-sama" gives way to what matters. */
    ask_equals(c, "SELECT COUNT(*) FROM outbox WHERE state = 0", 1);
    ask_equals(c,
               "SELECT COUNT(*) FROM outbox WHERE state = 0 AND content LIKE "
               "'%LK26-00001-%Status: *Sudah diperiksa*%'",
               1);
    ask_equals(c, "SELECT COUNT(*) FROM outbox WHERE content LIKE '%Diserahkan kepada unit%'", 0);
}

/* The news that overtake tell the stage by themselves: nothing is said twice. */
static void test_news_that_tell_it_are_enough(void **state)
{
    struct intake_case *c = *state;
    notice_report(c, "wamid.1", ROAD);
    deliver(c, NOW);
    notice_assign(c, "PUPR", LATER);
    deliver(c, LATER);
    notice_move(c, STATUS_IN_PROGRESS, "", LATER + 1);
    deliver(c, LATER + 1);
    ask_equals(c, "SELECT COUNT(*) FROM outbox WHERE state = 9", 2);
    writes(c, "terima kasih", LATER + 2);
    ask_equals(c, "SELECT COUNT(*) FROM outbox WHERE state = 11", 1);
    ask_equals(c, "SELECT COUNT(*) FROM outbox WHERE content LIKE '%Status: *%'", 0);
}

int main(void)
{
#define CASE(test) cmocka_unit_test_setup_teardown(test, intake_case_setup, intake_case_teardown)
    const struct CMUnitTest tests[] = {
        CASE(test_who_was_told_nothing_of_the_present_stage_is_told_it_once),
        CASE(test_news_that_tell_it_are_enough),
    };
    return cmocka_run_group_tests(tests, intake_case_group_setup, intake_case_group_teardown);
}
