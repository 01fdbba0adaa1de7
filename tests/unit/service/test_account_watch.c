/* test_account_watch.c - how many people are written to while their window is closed: Meta limits
 * them by the day. What is above the limit waits and goes by itself; answers are never counted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "service/account_watch.h"
#include "store/account_store.h"
#include "store/alarm_store.h"
#include "window_case.h"

#define LIMIT  3
#define LATER  (EDGE + ACCOUNT_HELD_MS)
#define REASON "error_text LIKE '%limit of people%'"

static int64_t person(struct store_case *c, int nth)
{
    char phone[24];
    (void)snprintf(phone, sizeof phone, "62812000001%02d", nth);
    return case_contact(c, phone, NULL);
}

static void fact(struct store_case *c, const char *name, const char *value)
{
    struct err e = { 0 };
    must(account_fact_put(c->db, name, str_of(value), CASE_NOW, &e), &e);
}

static int64_t watch(struct store_case *c, int64_t now)
{
    struct err e = { 0 };
    int64_t woken = -1;
    bool more;
    must(account_watch_run(c->db, now, &e), &e);
    must(outbox_wake(c->db, now, &woken, &more, &e), &e);
    return woken;
}

static void alarm_is(struct store_case *c, int severity)
{
    case_equals(c,
                "SELECT COALESCE((SELECT severity FROM alarm WHERE cause = 'messaging.limit' AND "
                "cleared_at IS NULL), 0)",
                severity);
}

static int64_t reached(struct store_case *c, int64_t now)
{
    struct err e = { 0 };
    int64_t n;
    must(account_reached(c->db, now, 1000, &n, &e), &e);
    return n;
}

/* Rows of so many people, all outside their window; what leaves of them. */
static size_t people_wait(struct store_case *c, int people, int64_t now)
{
    struct outbox_lease out[LEASE_MAX];
    for (int i = 0; i < people; i++)
        (void)resolved(c, person(c, i), "beres");
    return lease(c, now, out);
}

static void begin(struct store_case *c, const char *tier)
{
    case_approved(c, "lapor_kanda_selesai", "resolved", 2);
    if (tier) fact(c, ACCOUNT_FACT_PEOPLE, tier);
}

static void test_the_limit_holds_and_lets_go(void **state)
{
    struct store_case *c = *state;
    struct outbox_lease out[LEASE_MAX];
    begin(c, "3");
    assert_int_equal(people_wait(c, 5, EDGE), LIMIT);
    assert_int_equal(reached(c, EDGE), LIMIT);
    case_equals(c, "SELECT COUNT(*) FROM outbox WHERE state = 9 AND " REASON, 2);
    assert_int_equal(watch(c, EDGE), 0);
    alarm_is(c, ALARM_CRITICAL);
    /* still full: nothing is tried in vain */
    assert_int_equal(watch(c, LATER), 0);
    /* a day later they count no longer */
    assert_int_equal(watch(c, EDGE + MS_PER_DAY), 2);
    alarm_is(c, 0);
    assert_int_equal(lease(c, EDGE + MS_PER_DAY, out), 2);
    assert_int_equal(reached(c, EDGE + MS_PER_DAY), 2);
    assert_int_equal(watch(c, EDGE + MS_PER_DAY + ACCOUNT_HELD_MS), 0); /* once */
}

static void test_a_warning_comes_before_it(void **state)
{
    struct store_case *c = *state;
    begin(c, "5");
    assert_int_equal(people_wait(c, 3, EDGE), 3);
    (void)watch(c, EDGE);
    alarm_is(c, 0);
    (void)resolved(c, person(c, 9), "beres");
    struct outbox_lease out[LEASE_MAX];
    assert_int_equal(lease(c, EDGE, out), 1);
    (void)watch(c, EDGE);
    alarm_is(c, ALARM_WARNING);
}

static void test_the_same_person_counts_once(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    begin(c, "1");
    int64_t a = person(c, 0), first = resolved(c, a, "satu");
    (void)lease_one(c, EDGE, first);
    must(outbox_accept(c->db, first, STR("wamid.1"), EDGE, &e), &e);
    int64_t second = resolved(c, a, "dua");
    (void)lease_one(c, EDGE + 1000, second);
    assert_int_equal(reached(c, EDGE + 1000), 1);
}

static void test_answers_are_not_counted(void **state)
{
    struct store_case *c = *state;
    struct outbox_lease out[LEASE_MAX];
    begin(c, "1");
    for (int i = 0; i < 4; i++)
        (void)text(c, person(c, i), 0, "Halo");
    assert_int_equal(lease(c, EDGE - 1, out), 4);
    /* nor is a template within the window */
    (void)case_template(c, person(c, 5));
    assert_int_equal(lease(c, EDGE - 1, out), 1);
    assert_int_equal(reached(c, EDGE - 1), 0);
}

static void test_templates_by_themselves_are(void **state)
{
    struct store_case *c = *state;
    struct outbox_lease out[LEASE_MAX];
    begin(c, "1");
    (void)case_template(c, person(c, 0));
    (void)case_template(c, person(c, 1));
    assert_int_equal(lease(c, EDGE, out), 1);
    case_equals(c, "SELECT COUNT(*) FROM outbox WHERE state = 9 AND " REASON, 1);
}

static void test_who_writes_gets_it_at_once(void **state)
{
    struct store_case *c = *state;
    begin(c, "1");
    assert_int_equal(people_wait(c, 1, EDGE), 1);
    int64_t held = resolved(c, case_contact(c, "6281200000001", NULL), "beres");
    lease_none(c, EDGE);
    writes(c, EDGE + 1000);
    int64_t contact = case_ask(c, "SELECT id FROM contact WHERE wa_id = '6281200000001'");
    assert_int_equal(released(c, contact, EDGE + 1000), 1);
    assert_int_equal(lease_one(c, EDGE + 1000, held).type, OUTBOUND_TEXT);
}

static void test_nobody_told_of_a_limit(void **state)
{
    struct store_case *c = *state;
    begin(c, NULL);
    assert_int_equal(people_wait(c, 7, EDGE), 7);
    assert_int_equal(reached(c, EDGE), 7); /* shown all the same */
    (void)watch(c, EDGE);
    alarm_is(c, 0);
}

static void test_a_restriction_of_what_we_write_first(void **state)
{
    struct store_case *c = *state;
    struct outbox_lease out[LEASE_MAX];
    char until[24];
    begin(c, "TIER_UNLIMITED");
    (void)snprintf(until, sizeof until, "%lld", (long long)(EDGE + MS_PER_DAY));
    fact(c, ACCOUNT_FACT_TEMPLATES, until);
    assert_int_equal(people_wait(c, 2, EDGE), 0);
    (void)text(c, case_contact(c, "6281200000001", NULL), 0, "Halo");
    writes(c, EDGE);
    assert_int_equal(lease(c, EDGE, out), 1); /* answers go on */
    assert_int_equal(watch(c, LATER), 0);
    assert_int_equal(watch(c, EDGE + MS_PER_DAY), 2);
    assert_int_equal(lease(c, EDGE + MS_PER_DAY, out), 2);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, store_case_setup, store_case_teardown)
int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_the_limit_holds_and_lets_go), CASE(test_a_warning_comes_before_it),
        CASE(test_the_same_person_counts_once), CASE(test_answers_are_not_counted),
        CASE(test_templates_by_themselves_are), CASE(test_who_writes_gets_it_at_once),
        CASE(test_nobody_told_of_a_limit),      CASE(test_a_restriction_of_what_we_write_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
