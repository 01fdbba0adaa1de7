/* test_outbox_returned.c - Meta took a message and then says that it did not arrive: what its code
 * asks for, in whatever order and however often it is said. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "domain/graph_rule.h"
#include "store/contact_store.h"
#include "window_case.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void accept(struct store_case *c, int64_t id, const char *wamid)
{
    struct err e = { 0 };
    must(outbox_accept(c->db, id, str_of(wamid), CASE_NOW, &e), &e);
}

/* A text of a new contact, leased. */
static int64_t leased(struct store_case *c, int n)
{
    char phone[32];
    (void)snprintf(phone, sizeof phone, "62812%07d", n);
    int64_t id = text(c, case_contact(c, phone, NULL), 0, "Halo");
    (void)lease_one(c, CASE_NOW, id);
    return id;
}

static int64_t taken(struct store_case *c, int n, const char *wamid)
{
    int64_t id = leased(c, n);
    accept(c, id, wamid);
    return id;
}

static void test_what_each_code_asks_for(void **state)
{
    static const struct {
        const char *rule;
        int64_t code;
        enum outbox_state end;
        int64_t least, most; /* ms until it goes again */
        int attempt;
    } rows[] = {
        { "a fault of Meta's: minutes", 131000, OUTBOX_PENDING, MS_PER_MINUTE, 2 * MS_PER_MINUTE,
          1 },
        { "a server that is down", 131016, OUTBOX_PENDING, MS_PER_MINUTE, 2 * MS_PER_MINUTE, 1 },
        { "too many to this contact: seconds", 131056, OUTBOX_PENDING, 1000, 2000, 1 },
        { "the app's rate", 4, OUTBOX_PENDING, MS_PER_MINUTE / 2, MS_PER_MINUTE, 1 },
        { "the account's rate", 80007, OUTBOX_PENDING, MS_PER_MINUTE / 2, MS_PER_MINUTE, 1 },
        { "not on purpose: a day", 131049, OUTBOX_PENDING, MS_PER_DAY, MS_PER_DAY + MS_PER_DAY / 4,
          1 },
        { "maintenance", 2494100, OUTBOX_PENDING, MS_PER_MINUTE, 5 * MS_PER_MINUTE, 1 },
        { "spam", 131048, OUTBOX_PENDING, MS_PER_MINUTE / 2, MS_PER_MINUTE, 1 },
        { "not paid: it was no try of this row", 131042, OUTBOX_PENDING, 0, 0, 0 },
        { "an expired token", 190, OUTBOX_PENDING, 0, 0, 0 },
        { "a locked account", 131031, OUTBOX_PENDING, 0, 0, 0 },
        { "undeliverable", 131026, OUTBOX_FAILED, 0, 0, 1 },
        { "a wrong parameter", 131009, OUTBOX_FAILED, 0, 0, 1 },
        { "about a template, of what is none", 132001, OUTBOX_FAILED, 0, 0, 1 },
        { "a code that nobody knows", 999999, OUTBOX_FAILED, 0, 0, 1 },
        { "no code: not the 0 that means the token", 0, OUTBOX_FAILED, 0, 0, 1 },
    };
    struct store_case *c = *state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char wamid[32];
        (void)snprintf(wamid, sizeof wamid, "wamid.%zu", i);
        int64_t id = taken(c, (int)i, wamid);
        report(c, id, wamid, DELIVERY_FAILED, rows[i].code);
        int64_t pause = column(c, "due_at", id) - CASE_NOW;
        if (column(c, "state", id) != (int64_t)rows[i].end ||
            column(c, "attempt", id) != rows[i].attempt)
            fail_msg("%s: state %d", rows[i].rule, (int)column(c, "state", id));
        if (rows[i].end == OUTBOX_PENDING && (pause < rows[i].least || pause > rows[i].most))
            fail_msg("%s: waits %lld ms", rows[i].rule, (long long)pause);
        assert_int_equal(column(c, "COALESCE(error_code, 0)", id), rows[i].code);
        case_do(c, "UPDATE outbox SET state = 7, at_head = 0"); /* out of the next row's way */
    }
}

static void test_a_row_that_returns_is_the_first_of_its_line(void **state)
{
    struct store_case *c = *state;
    int64_t contact = case_contact(c, "6281200000001", NULL);
    int64_t first = text(c, contact, 0, "satu"), second = text(c, contact, 0, "dua");
    (void)lease_one(c, CASE_NOW, first);
    accept(c, first, "wamid.1");
    report(c, first, "wamid.1", DELIVERY_SENT, 0);
    report(c, first, "wamid.1", DELIVERY_FAILED, 131056);
    assert_int_equal(column(c, "at_head", first), 1);
    assert_int_equal(column(c, "at_head", second), 0);
    (void)lease_one(c, CASE_NOW + MS_PER_MINUTE, first);
    accept(c, first, "wamid.2");
    (void)lease_one(c, CASE_NOW + MS_PER_MINUTE, second);
}

static void test_tries_are_bounded(void **state)
{
    struct store_case *c = *state;
    int64_t now = CASE_NOW, id = taken(c, 1, "wamid.0");
    for (int i = 0;; i++) {
        char wamid[32];
        struct outbox_lease out[LEASE_MAX];
        (void)snprintf(wamid, sizeof wamid, "wamid.%d", i);
        report(c, id, wamid, DELIVERY_FAILED, 131016);
        if (column(c, "state", id) == OUTBOX_FAILED) {
            assert_int_equal(i, 6); /* the first and six more */
            return;
        }
        now += MS_PER_HOUR;
        assert_int_equal(lease(c, now, out), 1);
        (void)snprintf(wamid, sizeof wamid, "wamid.%d", i + 1);
        accept(c, id, wamid);
    }
}

static void test_orders(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    const struct outbox_reason lost = { 0, STR("no answer") };

    int64_t id = taken(c, 1, "wamid.A1");
    report(c, id, "wamid.A1", DELIVERY_FAILED, 131016);
    report(c, id, "wamid.A1", DELIVERY_SENT, 0); /* a late "sent" of what failed */
    state_is(c, id, OUTBOX_PENDING);
    report(c, id, "wamid.A1", DELIVERY_FAILED, 131016); /* a repeat */
    assert_int_equal(column(c, "undelivered", id), 1);
    report(c, id, "wamid.A1", DELIVERY_DELIVERED, 0); /* it arrived after all */
    state_is(c, id, OUTBOX_DELIVERED);

    id = taken(c, 2, "wamid.B1");
    report(c, id, "wamid.B1", DELIVERY_DELIVERED, 0);
    report(c, id, "wamid.B1", DELIVERY_FAILED, 131016); /* what arrived never goes again */
    state_is(c, id, OUTBOX_DELIVERED);

    id = leased(c, 3);
    report(c, id, "wamid.C1", DELIVERY_FAILED, 131016); /* faster than the answer */
    state_is(c, id, OUTBOX_LEASED);
    accept(c, id, "wamid.C1");
    state_is(c, id, OUTBOX_PENDING);
    assert_int_equal(column(c, "undelivered", id), 1);

    id = leased(c, 4);
    report(c, id, "wamid.D1", DELIVERY_FAILED, 131016); /* and the answer never comes */
    must(outbox_unsure(c->db, id, CASE_NOW + MS_PER_MINUTE, &lost, CASE_NOW, &e), &e);
    state_is(c, id, OUTBOX_PENDING);

    id = leased(c, 5);
    must(outbox_unsure(c->db, id, CASE_NOW + MS_PER_MINUTE, &lost, CASE_NOW, &e), &e);
    report(c, id, "wamid.E1", DELIVERY_FAILED, 131016); /* a doubt is settled: it did not arrive */
    state_is(c, id, OUTBOX_PENDING);
}

/* Sent once more in doubt: what the first try met says nothing of the second. */
static void test_an_earlier_try_does_not_speak_for_the_last(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    const struct outbox_reason lost = { 0, STR("no answer") };
    int64_t again, failed, id = leased(c, 1);
    must(outbox_unsure(c->db, id, CASE_NOW, &lost, CASE_NOW, &e), &e);
    must(outbox_settle(c->db, CASE_NOW, CASE_NOW, INT64_MAX, 10, &again, &failed, &e), &e);
    (void)lease_one(c, CASE_NOW, id);
    accept(c, id, "wamid.2");
    report(c, id, "wamid.1", DELIVERY_FAILED, 131016);
    state_is(c, id, OUTBOX_ACCEPTED);
    report(c, id, "wamid.1", DELIVERY_FAILED, 131009);
    state_is(c, id, OUTBOX_ACCEPTED);
    report(c, id, "wamid.2", DELIVERY_FAILED, 131016);
    state_is(c, id, OUTBOX_PENDING);

    /* Both without an answer: one of them failed, the other may have arrived. */
    id = leased(c, 2);
    must(outbox_unsure(c->db, id, CASE_NOW, &lost, CASE_NOW, &e), &e);
    must(outbox_settle(c->db, CASE_NOW, CASE_NOW, INT64_MAX, 10, &again, &failed, &e), &e);
    (void)lease_one(c, CASE_NOW, id);
    must(outbox_unsure(c->db, id, CASE_NOW + MS_PER_MINUTE, &lost, CASE_NOW, &e), &e);
    report(c, id, "wamid.3", DELIVERY_FAILED, 131016);
    state_is(c, id, OUTBOX_UNSURE);
}

static void test_a_template_that_is_gone_waits_in_sight(void **state)
{
    struct store_case *c = *state;
    int64_t contact = case_contact(c, "6281200000001", NULL), id = resolved(c, contact, "beres");
    case_approved(c, "lapor_kanda_selesai", "resolved", 2);
    assert_int_equal(lease_one(c, EDGE, id).type, OUTBOUND_TEMPLATE);
    accept(c, id, "wamid.1");
    report(c, id, "wamid.1", DELIVERY_FAILED, 132015);
    case_equals(c, "SELECT state FROM template WHERE name = 'lapor_kanda_selesai'",
                TEMPLATE_PAUSED);
    lease_none(c, EDGE);
    state_is(c, id, OUTBOX_WAITING);
    writes(c, EDGE + 1); /* and goes in its own words when they write */
    assert_int_equal(released(c, contact, EDGE + 1), 1);
    assert_int_equal(lease_one(c, EDGE + 1, id).type, OUTBOUND_TEXT);
}

/* A capped template waits a day, but not once its citizen writes: then it need be none. */
static void test_who_writes_hurries_what_waits_as_a_template(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    int64_t contact = case_contact(c, "6281200000001", NULL), id = resolved(c, contact, "beres");
    case_approved(c, "lapor_kanda_selesai", "resolved", 2);
    (void)lease_one(c, EDGE, id);
    accept(c, id, "wamid.1");
    report(c, id, "wamid.1", DELIVERY_FAILED, 131049);
    lease_none(c, EDGE + MS_PER_HOUR);
    writes(c, EDGE + MS_PER_HOUR);
    must(outbox_hurry(c->db, contact, EDGE + MS_PER_HOUR, &e), &e);
    assert_int_equal(lease_one(c, EDGE + MS_PER_HOUR, id).type, OUTBOUND_TEXT);
}

static void test_what_stops_all_is_told_to_the_sender(void **state)
{
    static const struct {
        int64_t code;
        bool told;
    } rows[] = { { 131042, true }, { 190, true },   { 131048, true },  { 130429, true },
                 { 4, true },      { 80007, true }, { 131016, false }, { 131026, false } };
    struct store_case *c = *state;
    struct err e = { 0 };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char wamid[32];
        int64_t code = 0, at = 0;
        (void)snprintf(wamid, sizeof wamid, "wamid.%zu", i);
        case_do(c, "DELETE FROM account_fact");
        report(c, taken(c, (int)i, wamid), wamid, DELIVERY_FAILED, rows[i].code);
        must(outbox_told(c->db, &code, &at, &e), &e);
        assert_int_equal(code, rows[i].told ? rows[i].code : 0);
        assert_int_equal(at, rows[i].told ? CASE_NOW : 0);
        case_do(c, "UPDATE outbox SET state = 7, at_head = 0");
    }
}

/* --- people whom Meta cannot reach --- */

static int64_t is_unreachable(struct store_case *c, int64_t contact)
{
    char sql[100];
    (void)snprintf(sql, sizeof sql,
                   "SELECT unreachable_at IS NOT NULL FROM contact WHERE id = %lld",
                   (long long)contact);
    return case_ask(c, sql);
}

static void test_nobody_asks_again_for_who_cannot_be_reached(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    const struct outbox_reason why = { 131026, STR("undeliverable") };
    int64_t contact = case_contact(c, "6281200000001", NULL);
    int64_t first = text(c, contact, 0, "satu"), second = text(c, contact, 0, "dua");
    int64_t third = text(c, contact, 0, "tiga");
    (void)lease_one(c, CASE_NOW, first);
    must(outbox_refused(c->db, first, why.code, CASE_NOW, &e), &e);
    must(outbox_fail(c->db, first, &why, CASE_NOW, &e), &e);
    assert_int_equal(is_unreachable(c, contact), 1);
    lease_none(c, CASE_NOW);
    state_is(c, second, OUTBOX_FAILED);
    assert_int_equal(column(c, "error_code", second), 131026);
    lease_none(c, CASE_NOW);
    state_is(c, third, OUTBOX_FAILED);

    writes(c, CASE_NOW + 1000);
    assert_int_equal(is_unreachable(c, contact), 0);
    (void)lease_one(c, CASE_NOW + 1000, text(c, contact, 0, "empat"));
}

/* Not for ever: an old client is renewed, terms are accepted. Since when nothing arrived stays. */
static void test_half_a_day_later_they_are_asked_about_again(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    const struct outbox_reason why = { 131026, STR("undeliverable") };
    int64_t contact = case_contact(c, "6281200000001", NULL), now = CASE_NOW, until;
    for (int round = 0; round < 2; round++, now += CONTACT_UNREACHABLE_MS) {
        int64_t first = text(c, contact, 0, "satu"), second = text(c, contact, 0, "dua");
        (void)lease_one(c, now, first);
        must(outbox_refused(c->db, first, why.code, now, &e), &e);
        must(outbox_fail(c->db, first, &why, now, &e), &e);
        lease_none(c, now + CONTACT_UNREACHABLE_MS - 1);
        state_is(c, second, OUTBOX_FAILED);
        must(contact_unreachable_until(c->db, contact, now + 1, &until, &e), &e);
        assert_int_equal(until, now + CONTACT_UNREACHABLE_MS);
        must(contact_unreachable_until(c->db, contact, until, &until, &e), &e);
        assert_int_equal(until, 0);
        assert_int_equal(case_ask(c, "SELECT unreachable_at FROM contact"), CASE_NOW);
    }
}

static void test_what_arrives_proves_that_they_can_be_reached(void **state)
{
    static const struct {
        const char *rule;
        enum delivery_status status;
        int64_t code, after;
    } rows[] = {
        { "failed for this person", DELIVERY_FAILED, 130403, 1 },
        { "still on its way", DELIVERY_SENT, 0, 1 },
        { "arrived", DELIVERY_DELIVERED, 0, 0 },
        { "an identity that changed", DELIVERY_FAILED, 137000, 1 },
        { "read", DELIVERY_READ, 0, 0 },
        { "part of an experiment: only that template is not for them", DELIVERY_FAILED, 130472, 0 },
        { "no marketing for them: the same", DELIVERY_FAILED, 131050, 0 },
        { "Meta's own fault", DELIVERY_FAILED, 131000, 0 },
    };
    struct store_case *c = *state;
    int64_t contact = case_contact(c, "6281200000001", NULL), ids[LENGTH(rows)];
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char wamid[32];
        (void)snprintf(wamid, sizeof wamid, "wamid.%zu", i);
        ids[i] = text(c, contact, 0, "Halo");
        (void)lease_one(c, CASE_NOW, ids[i]);
        accept(c, ids[i], wamid);
    }
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char wamid[32];
        (void)snprintf(wamid, sizeof wamid, "wamid.%zu", i);
        report(c, ids[i], wamid, rows[i].status, rows[i].code);
        if (is_unreachable(c, contact) != rows[i].after) fail_msg("%s", rows[i].rule);
    }
}

/* --- alarms --- */

static void test_an_alarm_once_for_each_cause(void **state)
{
    static const struct {
        int64_t code;
        const char *cause; /* NULL: none by itself */
    } rows[] = { { 130497, "meta.130497" },
                 { 132001, "meta.132001" },
                 { 132016, "meta.132016" },
                 { 131044, "meta.131044" },
                 { 131035, "meta.131035" },
                 { 139003, "meta.139000" },
                 { 131048, "meta.131048" },
                 { 131009, NULL },
                 { 131026, NULL },
                 { 131016, NULL },
                 /* The stop of all sending is the alarm of these, and ends by itself. */
                 { 131042, NULL },
                 { 368, NULL },
                 { 33, NULL } };
    struct store_case *c = *state;
    struct err e = { 0 };
    int64_t id = leased(c, 1);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char sql[160];
        for (int times = 0; times < 3; times++)
            must(outbox_refused(c->db, id, rows[i].code, CASE_NOW + times, &e), &e);
        (void)snprintf(sql, sizeof sql,
                       "SELECT COUNT(*) FROM alarm WHERE cause = '%s' AND quiet_at > %lld",
                       rows[i].cause ? rows[i].cause : "", (long long)CASE_NOW);
        case_equals(c, sql, rows[i].cause ? 1 : 0);
    }
    case_equals(c, "SELECT COUNT(*) FROM alarm", 7);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, store_case_setup, store_case_teardown)
    const struct CMUnitTest tests[] = {
        CASE(test_what_each_code_asks_for),
        CASE(test_a_row_that_returns_is_the_first_of_its_line),
        CASE(test_tries_are_bounded),
        CASE(test_orders),
        CASE(test_an_earlier_try_does_not_speak_for_the_last),
        CASE(test_a_template_that_is_gone_waits_in_sight),
        CASE(test_who_writes_hurries_what_waits_as_a_template),
        CASE(test_what_stops_all_is_told_to_the_sender),
        CASE(test_nobody_asks_again_for_who_cannot_be_reached),
        CASE(test_half_a_day_later_they_are_asked_about_again),
        CASE(test_what_arrives_proves_that_they_can_be_reached),
        CASE(test_an_alarm_once_for_each_cause),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
