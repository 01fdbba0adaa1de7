/* test_outbox_store.c - the way of a reply: in line, leased, answered, doubtful, settled. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/outbox_store.h"
#include "store_case.h"
#include <stdio.h>

#define LEASE_MAX 16
#define UNSURE_MS (60 * MS_PER_SECOND)

static const struct outbox_reason busy = { 130429, { "throughput", 10 } };

static int64_t state_of(struct store_case *c, int64_t id)
{
    char sql[80];
    (void)snprintf(sql, sizeof sql, "SELECT state FROM outbox WHERE id = %lld", (long long)id);
    return case_ask(c, sql);
}

static int64_t column_of(struct store_case *c, const char *column, int64_t id)
{
    char sql[80];
    (void)snprintf(sql, sizeof sql, "SELECT %s FROM outbox WHERE id = %lld", column, (long long)id);
    return case_ask(c, sql);
}

/* Leases what is due; the ids in their order, 0 behind them. */
static size_t lease(struct store_case *c, int64_t now, struct outbox_lease out[LEASE_MAX])
{
    struct err e = { 0 };
    size_t count = 99;
    must(outbox_lease(c->db, now, &c->arena, out, LEASE_MAX, &count, &e), &e);
    return count;
}

/* Leases and expects exactly this row. */
static void lease_one(struct store_case *c, int64_t now, int64_t id, int attempt)
{
    struct outbox_lease out[LEASE_MAX];
    assert_int_equal(lease(c, now, out), 1);
    assert_int_equal(out[0].id, id);
    assert_int_equal(out[0].tries.attempt, attempt);
}

static void lease_none(struct store_case *c, int64_t now)
{
    struct outbox_lease out[LEASE_MAX];
    assert_int_equal(lease(c, now, out), 0);
}

static void accept(struct store_case *c, int64_t id, const char *wamid)
{
    struct err e = { 0 };
    must(outbox_accept(c->db, id, str_of(wamid), CASE_NOW, &e), &e);
}

static void doubt(struct store_case *c, int64_t id, int64_t now)
{
    struct err e = { 0 };
    must(outbox_unsure(c->db, id, now + UNSURE_MS, &busy, now, &e), &e);
}

static void settle(struct store_case *c, int64_t now, int64_t sane_at, int64_t want_again,
                   int64_t want_failed)
{
    struct err e = { 0 };
    int64_t again = -1, failed = -1;
    must(outbox_settle(c->db, now, sane_at, now, 100, &again, &failed, &e), &e);
    if (again != want_again || failed != want_failed)
        fail_msg("settled %lld again and %lld failed, want %lld and %lld", (long long)again,
                 (long long)failed, (long long)want_again, (long long)want_failed);
}

static void test_life_of_a_reply(void **state)
{
    struct store_case *c = *state;
    struct outbox_lease out[LEASE_MAX];
    int64_t contact = case_contact(c, "6281200000001", "ID.1");
    int64_t id = case_reply(c, contact, 0);
    assert_int_equal(state_of(c, id), OUTBOX_PENDING);
    assert_int_equal(column_of(c, "at_head", id), 1);
    assert_int_equal(lease(c, CASE_NOW, out), 1);
    assert_int_equal(out[0].id, id);
    assert_int_equal(out[0].tries.attempt, 1);
    assert_true(str_equal(out[0].wa_id, STR("6281200000001")));
    assert_true(str_equal(out[0].bsuid, STR("ID.1")));
    struct outbound content;
    struct err e = { 0 };
    must(outbound_decode(out[0].content_json, &c->arena, &content, &e), &e);
    assert_true(str_equal(content.body, STR("Terima kasih")));
    assert_int_equal(state_of(c, id), OUTBOX_LEASED);
    accept(c, id, "wamid.OUT");
    assert_int_equal(state_of(c, id), OUTBOX_ACCEPTED);
    case_equals(c,
                "SELECT COUNT(*) FROM message m JOIN outbox o ON o.id = m.outbox_id WHERE m.wamid "
                "= 'wamid.OUT' AND m.direction = 1 AND o.wamid = 'wamid.OUT'",
                1);
    lease_none(c, CASE_NOW + MS_PER_DAY);
}

static void test_one_message_in_flight_per_contact(void **state)
{
    struct store_case *c = *state;
    struct outbox_lease out[LEASE_MAX];
    int64_t a = case_contact(c, "6281200000001", NULL), b = case_contact(c, NULL, "ID.2");
    int64_t a1 = case_reply(c, a, 0), a2 = case_reply(c, a, 0), b1 = case_reply(c, b, 0);
    int64_t a3 = case_reply(c, a, 0);
    assert_int_equal(lease(c, CASE_NOW, out), 2);
    assert_int_equal(out[0].id, a1);
    assert_int_equal(out[1].id, b1);
    assert_int_equal(out[1].wa_id.len, 0);
    lease_none(c, CASE_NOW);
    accept(c, a1, "wamid.A1"); /* the next goes when Meta has the first, not when it is read */
    lease_one(c, CASE_NOW, a2, 1);
    lease_none(c, CASE_NOW);
    doubt(c, a2, CASE_NOW); /* what may be on its way holds the line */
    lease_none(c, CASE_NOW + 30 * MS_PER_SECOND);
    settle(c, CASE_NOW + UNSURE_MS, 0, 1, 0);
    lease_one(c, CASE_NOW + UNSURE_MS, a2, 2);
    accept(c, a2, "wamid.A2");
    lease_one(c, CASE_NOW + UNSURE_MS, a3, 1);
    case_equals(c, "SELECT COUNT(*) FROM outbox WHERE state IN (1, 2)", 2); /* a3 and b1 */
}

static void test_a_lease_takes_no_more_than_asked(void **state)
{
    struct store_case *c = *state;
    struct outbox_lease out[2];
    struct err e = { 0 };
    size_t count = 0;
    for (int i = 0; i < 3; i++) {
        char phone[24];
        (void)snprintf(phone, sizeof phone, "628120000000%d", i);
        (void)case_reply(c, case_contact(c, phone, NULL), 0);
    }
    must(outbox_lease(c->db, CASE_NOW, &c->arena, out, 2, &count, &e), &e);
    assert_int_equal(count, 2);
    case_equals(c, "SELECT COUNT(*) FROM outbox WHERE state = 1", 2);
    must(outbox_lease(c->db, CASE_NOW, &c->arena, out, 2, &count, &e), &e);
    assert_int_equal(count, 1);
}

static void test_a_retry_waits_and_keeps_its_place(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    int64_t contact = case_contact(c, "6281200000001", NULL);
    int64_t first = case_reply(c, contact, 0), second = case_reply(c, contact, 0);
    lease_one(c, CASE_NOW, first, 1);
    must(outbox_retry(c->db, first, CASE_NOW + 5000, &busy, CASE_NOW, &e), &e);
    lease_none(c, CASE_NOW + 4999); /* the second does not overtake */
    lease_one(c, CASE_NOW + 5000, first, 2);
    case_equals(c, "SELECT error_code FROM outbox WHERE error_text = 'throughput'", 130429);
    accept(c, first, "wamid.1");
    lease_one(c, CASE_NOW + 5000, second, 1);
}

/* Of each kind of trouble its own number. */
static void test_what_is_counted_of_tries(void **state)
{
    static const struct {
        const char *rule;
        int64_t code; /* 0: never came to Meta */
        struct outbox_tries then;
    } rows[] = {
        { "the first has nothing before it", 0, { 1, 0, 0, 0 } },
        { "never came to Meta", 0, { 2, 1, 0, 0 } },
        { "nor the second", 131000, { 3, 2, 0, 0 } },
        { "something went wrong, for the first time", 131016, { 4, 2, 131000, 1 } },
        { "a server that is down counts none of those", 131000, { 5, 2, 131000, 1 } },
        { "something went wrong, for the second", 131056, { 6, 2, 131000, 2 } },
        { "too many to one contact: another code", 131056, { 7, 2, 131056, 1 } },
        { "and again", 0, { 8, 2, 131056, 2 } },
        { "the network is gone: no more of it", 0, { 9, 3, 131056, 2 } },
    };
    struct store_case *c = *state;
    struct err e = { 0 };
    (void)case_reply(c, case_contact(c, "6281200000001", NULL), 0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct outbox_reason why = { rows[i].code, STR("x") };
        struct outbox_lease out[LEASE_MAX];
        assert_int_equal(lease(c, CASE_NOW, out), 1);
        const struct outbox_tries *t = &out[0].tries, *want = &rows[i].then;
        if (t->attempt != want->attempt || t->unsent != want->unsent || t->code != want->code ||
            t->refusals != want->refusals)
            fail_msg("%s: %d, %d, %lld, %d", rows[i].rule, t->attempt, t->unsent,
                     (long long)t->code, t->refusals);
        must(outbox_retry(c->db, out[0].id, CASE_NOW, &why, CASE_NOW, &e), &e);
    }
}

static void test_what_is_given_back_does_not_count(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    int64_t id = case_reply(c, case_contact(c, "6281200000001", NULL), 0);
    for (int i = 0; i < 3; i++) {
        lease_one(c, CASE_NOW + i, id, 1);
        must(outbox_give_back(c->db, id, CASE_NOW + i + 1, &busy, CASE_NOW + i, &e), &e);
        assert_int_equal(column_of(c, "attempt", id), 0);
    }
}

static void test_a_failure_frees_the_line(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    struct outbox_reason why = { 131026, { "not on WhatsApp", 15 } };
    int64_t contact = case_contact(c, "6281200000001", NULL);
    int64_t first = case_reply(c, contact, 0), second = case_reply(c, contact, 0);
    lease_one(c, CASE_NOW, first, 1);
    must(outbox_fail(c->db, first, &why, CASE_NOW, &e), &e);
    assert_int_equal(state_of(c, first), OUTBOX_FAILED);
    assert_int_equal(column_of(c, "error_code", first), 131026);
    lease_one(c, CASE_NOW, second, 1);
}

/* A status webhook may be faster than the answer to the request. */
static void test_results_leave_alone_what_a_status_moved(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    bool fresh;
    for (int i = 0; i < 4; i++) {
        char phone[24], wamid[24], callback[OUTBOX_CALLBACK_SIZE];
        (void)snprintf(phone, sizeof phone, "628120000000%d", i);
        (void)snprintf(wamid, sizeof wamid, "wamid.%d", i);
        int64_t id = case_reply(c, case_contact(c, phone, NULL), 0);
        lease_one(c, CASE_NOW, id, 1);
        outbox_callback_format(id, callback);
        struct inbound_status status = { .wamid = str_of(wamid),
                                         .status = DELIVERY_SENT,
                                         .at = CASE_NOW,
                                         .callback = str_of(callback),
                                         .error_title = STR_EMPTY,
                                         .error_detail = STR_EMPTY,
                                         .pricing_type = STR_EMPTY,
                                         .pricing_category = STR_EMPTY };
        must(outbox_status(c->db, &status, CASE_NOW, &fresh, &e), &e);
        switch (i) {
        case 0: must(outbox_retry(c->db, id, CASE_NOW, &busy, CASE_NOW, &e), &e); break;
        case 1: must(outbox_give_back(c->db, id, CASE_NOW, &busy, CASE_NOW, &e), &e); break;
        case 2: must(outbox_unsure(c->db, id, CASE_NOW, &busy, CASE_NOW, &e), &e); break;
        default: must(outbox_fail(c->db, id, &busy, CASE_NOW, &e), &e); break;
        }
        if (state_of(c, id) != OUTBOX_SENT) fail_msg("result %d: %d", i, (int)state_of(c, id));
        assert_int_equal(column_of(c, "attempt", id), 1);
        lease_none(c, CASE_NOW + MS_PER_DAY);
    }
}

static void test_after_a_crash_what_was_leased_is_doubtful(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    int64_t count = 0, contact = case_contact(c, "6281200000001", NULL);
    int64_t leased = case_reply(c, contact, 0), waiting = case_reply(c, contact, 0);
    lease_one(c, CASE_NOW, leased, 1);
    must(outbox_recover(c->db, CASE_NOW + UNSURE_MS, CASE_NOW, &count, &e), &e);
    assert_int_equal(count, 1);
    assert_int_equal(state_of(c, leased), OUTBOX_UNSURE);
    assert_int_equal(column_of(c, "unsure_count", leased), 1);
    assert_int_equal(state_of(c, waiting), OUTBOX_PENDING);
    lease_none(c, CASE_NOW + UNSURE_MS); /* not blindly again, and nobody overtakes */
    must(outbox_recover(c->db, CASE_NOW + 2 * UNSURE_MS, CASE_NOW, &count, &e), &e);
    /* a second crash does not count twice, but nobody could hear a status meanwhile */
    assert_int_equal(column_of(c, "unsure_count", leased), 1);
    assert_int_equal(column_of(c, "due_at", leased), CASE_NOW + 2 * UNSURE_MS);
    assert_int_equal(column_of(c, "due_at", waiting), CASE_NOW);
}

static void test_doubt_is_settled_once_then_for_a_human(void **state)
{
    struct store_case *c = *state;
    int64_t contact = case_contact(c, "6281200000001", NULL);
    int64_t id = case_reply(c, contact, 0), next = case_reply(c, contact, 0);
    int64_t now = CASE_NOW;
    lease_one(c, now, id, 1);
    doubt(c, id, now);
    settle(c, now + UNSURE_MS - 1, now + 1, 0, 0); /* its time has not come */
    now += UNSURE_MS;
    settle(c, now, now, 1, 0);
    lease_one(c, now, id, 2);
    doubt(c, id, now);
    now += UNSURE_MS;
    settle(c, now, now - UNSURE_MS, 0, 0); /* Meta was not heard since: a status cannot come */
    assert_int_equal(state_of(c, id), OUTBOX_UNSURE);
    settle(c, now, now - 1, 0, 1);
    assert_int_equal(state_of(c, id), OUTBOX_FAILED);
    case_equals(c, "SELECT COUNT(*) FROM outbox WHERE state = 8 AND error_text <> ''", 1);
    lease_one(c, now, next, 1); /* and the line moves on */
    settle(c, now + MS_PER_DAY, now + MS_PER_DAY, 0, 0);
}

static void test_a_meta_that_stays_away_is_not_waited_for_for_ever(void **state)
{
    struct store_case *c = *state;
    int64_t now = CASE_NOW, id = case_reply(c, case_contact(c, "6281200000001", NULL), 0);
    for (int i = 1; i <= 2; i++) {
        lease_one(c, now, id, i);
        doubt(c, id, now);
        now += UNSURE_MS;
        settle(c, now, 0, i == 1, 0);
    }
    settle(c, now + MS_PER_HOUR + 1, 0, 0, 1);
}

static void test_only_so_many_at_a_time_are_sent_again(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    int64_t again = 0, failed = 0, ids[3];
    for (int i = 0; i < 3; i++) {
        char phone[24];
        (void)snprintf(phone, sizeof phone, "628120000000%d", i);
        ids[i] = case_reply(c, case_contact(c, phone, NULL), 0);
        lease_one(c, CASE_NOW, ids[i], 1);
        doubt(c, ids[i], CASE_NOW + i);
    }
    int64_t now = CASE_NOW + MS_PER_HOUR;
    must(outbox_settle(c->db, now, 0, CASE_NOW + 2, 1, &again, &failed, &e), &e);
    assert_int_equal(again, 1);
    assert_int_equal(state_of(c, ids[0]), OUTBOX_PENDING); /* the one that waits longest */
    must(outbox_settle(c->db, now, 0, CASE_NOW + 2, 9, &again, &failed, &e), &e);
    assert_int_equal(again, 1); /* the third became doubtful too late */
    assert_int_equal(state_of(c, ids[2]), OUTBOX_UNSURE);
}

static void test_a_template_is_never_sent_twice(void **state)
{
    struct store_case *c = *state;
    int64_t id = case_template(c, case_contact(c, "6281200000001", NULL));
    lease_one(c, CASE_NOW, id, 1);
    doubt(c, id, CASE_NOW);
    settle(c, CASE_NOW + UNSURE_MS, CASE_NOW, 0, 0);
    settle(c, CASE_NOW + UNSURE_MS, CASE_NOW + 1, 0, 1);
    assert_int_equal(state_of(c, id), OUTBOX_FAILED);
    assert_int_equal(column_of(c, "attempt", id), 1);
}

static void test_when_something_is_due_next(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    int64_t pending = -1, unsure = -1;
    must(outbox_next_due(c->db, &pending, &unsure, &e), &e);
    assert_int_equal(pending, 0);
    assert_int_equal(unsure, 0);
    int64_t a = case_contact(c, "6281200000001", NULL), b = case_contact(c, "6281200000002", NULL);
    int64_t first = case_reply(c, a, 0);
    (void)case_reply(c, a, 0); /* in line: it is not due at all */
    lease_one(c, CASE_NOW, first, 1);
    must(outbox_next_due(c->db, &pending, &unsure, &e), &e);
    assert_int_equal(pending, 0);
    doubt(c, first, CASE_NOW);
    (void)case_reply(c, b, 0);
    must(outbox_next_due(c->db, &pending, &unsure, &e), &e);
    assert_int_equal(pending, CASE_NOW);
    assert_int_equal(unsure, CASE_NOW + UNSURE_MS);
}

static void test_what_is_not_there(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    assert_false(outbox_accept(c->db, 77, STR("wamid.X"), CASE_NOW, &e));
    assert_int_equal(e.code, ERR_NOT_FOUND);
    case_equals(c, "SELECT COUNT(*) FROM message", 0);
    must(outbox_fail(c->db, 77, &busy, CASE_NOW, &e), &e); /* nothing to fail is no trouble */
}

static void test_content_that_whatsapp_would_refuse(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    int64_t id = -7, contact = case_contact(c, "6281200000001", NULL);
    struct outbound empty = { .type = OUTBOUND_TEXT, .body = STR_EMPTY };
    struct outbox_draft draft = { .contact_id = contact,
                                  .message_id = case_message(c, contact),
                                  .content = &empty,
                                  .now = CASE_NOW };
    assert_false(outbox_put(c->db, &draft, &id, &e));
    assert_int_equal(e.code, ERR_INPUT);
    assert_int_equal(id, -7);
    case_equals(c, "SELECT COUNT(*) FROM outbox", 0);
}

static void test_a_reply_without_a_cause_is_refused(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    int64_t id;
    struct outbound content = { .type = OUTBOUND_TEXT, .body = STR("Halo") };
    struct outbox_draft draft = { .contact_id = case_contact(c, "6281200000001", NULL),
                                  .content = &content,
                                  .now = CASE_NOW };
    assert_false(outbox_put(c->db, &draft, &id, &e));
    assert_int_equal(e.code, ERR_CONFLICT);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, store_case_setup, store_case_teardown)
    const struct CMUnitTest tests[] = {
        CASE(test_life_of_a_reply),
        CASE(test_one_message_in_flight_per_contact),
        CASE(test_a_lease_takes_no_more_than_asked),
        CASE(test_a_retry_waits_and_keeps_its_place),
        CASE(test_what_is_counted_of_tries),
        CASE(test_what_is_given_back_does_not_count),
        CASE(test_a_failure_frees_the_line),
        CASE(test_results_leave_alone_what_a_status_moved),
        CASE(test_after_a_crash_what_was_leased_is_doubtful),
        CASE(test_doubt_is_settled_once_then_for_a_human),
        CASE(test_a_meta_that_stays_away_is_not_waited_for_for_ever),
        CASE(test_only_so_many_at_a_time_are_sent_again),
        CASE(test_a_template_is_never_sent_twice),
        CASE(test_when_something_is_due_next),
        CASE(test_what_is_not_there),
        CASE(test_content_that_whatsapp_would_refuse),
        CASE(test_a_reply_without_a_cause_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
