/* test_exchange.c - the sender's job at the writer: outcomes that cannot be stored. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/delivery/exchange.h"
#include "window_case.h"

/* A damaged row is refused with a code about its template, which cannot be read. */
static void test_an_outcome_that_cannot_be_stored_leaves_no_row_leased(void **state)
{
    static struct exchange x;
    struct store_case *c = *state;
    struct err e = { 0 };
    int64_t a = case_contact(c, "6281200000001", NULL), id = text(c, a, 0, "Satu");
    int64_t next = text(c, a, 0, "Dua");
    (void)lease_one(c, CASE_NOW, id);
    case_do(c, "UPDATE outbox SET content = 'x' WHERE state = 1");
    x.now = CASE_NOW;
    x.unsure_ms = 60000;
    x.reports[x.report_count++] = (struct send_report){ .outbox_id = id,
                                                        .code = 132015,
                                                        .verdict = { .kind = VERDICT_RETRY } };
    must(exchange_run(&x, c->db, &e), &e);
    assert_int_equal(x.lost_reports, 1);
    state_is(c, id, OUTBOX_UNSURE);
    assert_int_equal(column(c, "due_at", id), CASE_NOW + 60000);
    state_is(c, next, OUTBOX_PENDING);
    arena_clear(&x.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_an_outcome_that_cannot_be_stored_leaves_no_row_leased,
                                        store_case_setup, store_case_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
