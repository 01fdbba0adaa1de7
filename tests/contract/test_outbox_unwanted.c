/* test_outbox_unwanted.c - a template that its citizen does not take: the reply waits, and goes in
 * its own words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "window_case.h"

/* The person takes no such template: another way is later, when they write, in the row's own words.
 */
static void test_an_unwanted_template_waits_for_its_citizen(void **state)
{
    static const int64_t codes[] = { 130472, 131050 };
    struct store_case *c = *state;
    struct err e = { 0 };
    int64_t woken, a = case_contact(c, "6281200000001", NULL), id = resolved(c, a, "beres");
    int64_t next = resolved(c, a, "beres juga"), now = EDGE;
    bool waits = false, more;
    case_approved(c, "lapor_kanda_selesai", "resolved", 2);
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        struct outbox_reason why = { codes[i], STR("unwanted") };
        assert_int_equal(lease_one(c, now, id).type, OUTBOUND_TEMPLATE);
        must(outbox_unwanted(c->db, id, &why, now, &waits, &e), &e);
        assert_true(waits);
        state_is(c, id, OUTBOX_WAITING);
        /* Others of the line go on, and that a template was approved changes nothing for this. */
        assert_int_equal(lease_one(c, now, next).type, OUTBOUND_TEMPLATE);
        must(outbox_give_back(c->db, next, now, &why, now, &e), &e);
        must(outbox_wake(c->db, now, &woken, &more, &e), &e);
        assert_int_equal(woken, 0);
        if (i == 0) /* the same again with the other code */
            case_do(c, "UPDATE outbox SET state = 0, error_code = NULL");
        case_do(c, "UPDATE outbox SET at_head = (id = (SELECT MIN(id) FROM outbox))");
    }
    case_do(c, "UPDATE outbox SET state = 9, at_head = 0");
    now += MS_PER_HOUR;
    writes(c, now);
    assert_int_equal(released(c, a, now), 1); /* as one text */
    assert_int_equal(lease_one(c, now, id).type, OUTBOUND_TEXT);
}

static void test_an_unwanted_template_as_a_status(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    int64_t a = case_contact(c, "6281200000001", NULL), id = resolved(c, a, "beres");
    case_approved(c, "lapor_kanda_selesai", "resolved", 2);
    (void)lease_one(c, EDGE, id);
    report(c, id, "wamid.T", DELIVERY_FAILED, 131050); /* before the answer */
    state_is(c, id, OUTBOX_LEASED);
    must(outbox_accept(c->db, id, STR("wamid.T"), EDGE, &e), &e);
    state_is(c, id, OUTBOX_WAITING);
    lease_none(c, EDGE + MS_PER_DAY);
    writes(c, EDGE);
    assert_int_equal(released(c, a, EDGE), 1);
    assert_int_equal(lease_one(c, EDGE, id).type, OUTBOUND_TEXT);
    must(outbox_accept(c->db, id, STR("wamid.U"), EDGE, &e), &e);
    report(c, id, "wamid.U", DELIVERY_FAILED, 131050); /* own words: there is no third way */
    state_is(c, id, OUTBOX_FAILED);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, store_case_setup, store_case_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_an_unwanted_template_waits_for_its_citizen),
        CASE(test_an_unwanted_template_as_a_status),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
