/* test_outbox_status.c - what Meta reports on a message, in every order, and the views of staff. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/outbox_store.h"
#include "store_case.h"
#include <stdio.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

enum {
    S = DELIVERY_SENT,
    D = DELIVERY_DELIVERED,
    R = DELIVERY_READ,
    P = DELIVERY_PLAYED,
    F = DELIVERY_FAILED,
    O = DELIVERY_OTHER
};

/* callback_id 0: Meta left our mark out. */
static bool report(struct store_case *c, const char *wamid, int status, int64_t callback_id)
{
    char callback[OUTBOX_CALLBACK_SIZE] = "";
    struct err e = { 0 };
    bool fresh = false;
    if (callback_id) outbox_callback_format(callback_id, callback);
    struct inbound_status s = { .wamid = str_of(wamid),
                                .status = (enum delivery_status)status,
                                .status_name =
                                    str_of(delivery_status_name((enum delivery_status)status)),
                                .at = CASE_NOW,
                                .callback = str_of(callback),
                                .error_code = status == F ? 131026 : 0,
                                .error_title =
                                    status == F ? STR("Message undeliverable") : STR_EMPTY,
                                .error_detail = STR_EMPTY,
                                .pricing_type = STR("regular"),
                                .pricing_category = STR("service") };
    must(outbox_status(c->db, &s, CASE_NOW, &fresh, &e), &e);
    return fresh;
}

static int64_t state_of(struct store_case *c, int64_t id)
{
    char sql[80];
    (void)snprintf(sql, sizeof sql, "SELECT state FROM outbox WHERE id = %lld", (long long)id);
    return case_ask(c, sql);
}

static void lease_all(struct store_case *c)
{
    struct outbox_lease out[64];
    struct err e = { 0 };
    size_t count;
    must(outbox_lease(c->db, CASE_NOW, &c->arena, out, 64, &count, &e), &e);
}

static void accept(struct store_case *c, int64_t id, const char *wamid)
{
    struct err e = { 0 };
    must(outbox_accept(c->db, id, str_of(wamid), CASE_NOW, &e), &e);
}

static int64_t new_row(struct store_case *c, int n)
{
    char phone[32];
    (void)snprintf(phone, sizeof phone, "62812%07d", n);
    return case_reply(c, case_contact(c, phone, NULL), 0);
}

/* The n-th order of four things. */
static void order_of(int n, const int things[4], int out[4])
{
    int left[4] = { things[0], things[1], things[2], things[3] };
    for (int i = 0, count = 4; i < 4; i++, count--) {
        int pick = n % count;
        n /= count;
        out[i] = left[pick];
        for (int j = pick; j < count - 1; j++)
            left[j] = left[j + 1];
    }
}

static void test_all_orders_end_at_the_highest(void **state)
{
    static const struct {
        int things[4];
        enum outbox_state end;
    } sets[] = { { { S, D, R, P }, OUTBOX_PLAYED },
                 { { S, D, R, F }, OUTBOX_READ }, /* what was read did arrive */
                 { { S, D, F, O }, OUTBOX_DELIVERED } };
    enum { AFTER, BY_MARK, BEFORE, HOWS };
    struct store_case *c = *state;
    int rows = 0;
    for (size_t set = 0; set < LENGTH(sets); set++)
        for (int n = 0; n < 24; n++)
            for (int how = AFTER; how < HOWS; how++) {
                char wamid[32];
                int order[4];
                int64_t id = new_row(c, ++rows);
                (void)snprintf(wamid, sizeof wamid, "wamid.%d", rows);
                order_of(n, sets[set].things, order);
                lease_all(c);
                if (how == AFTER) accept(c, id, wamid);
                int64_t highest = state_of(c, id);
                for (int i = 0; i < 4; i++) {
                    assert_true(report(c, wamid, order[i], how == BY_MARK ? id : 0));
                    int64_t now = state_of(c, id);
                    /* it only moves up; a failure is left only for an arrival */
                    if (now < highest && !(highest == OUTBOX_FAILED && now >= OUTBOX_DELIVERED))
                        fail_msg("set %zu, order %d: from %d to %d", set, n, (int)highest,
                                 (int)now);
                    highest = now;
                }
                if (how != AFTER) accept(c, id, wamid); /* the answer comes last */
                if (state_of(c, id) != (int64_t)sets[set].end)
                    fail_msg("set %zu, order %d, how %d: ends in %d", set, n, how,
                             (int)state_of(c, id));
            }
    case_equals(c, "SELECT COUNT(*) FROM message_status WHERE outbox_id IS NULL", 0);
    case_equals(c, "SELECT COUNT(*) FROM message_status", (int64_t)rows * 4);
}

static void test_failures(void **state)
{
    static const struct {
        const char *rule;
        int reports[3]; /* 0: none */
        enum outbox_state end;
        bool reason; /* the code stands in the row */
    } rows[] = {
        { "failed at once", { F }, OUTBOX_FAILED, true },
        { "failed after it was sent", { S, F }, OUTBOX_FAILED, true },
        { "a late sent does not take a failure back", { F, S }, OUTBOX_FAILED, true },
        { "but an arrival does", { F, D }, OUTBOX_DELIVERED, false },
        { "and a reading", { F, R }, OUTBOX_READ, false },
        { "a failure after the arrival changes nothing", { S, D, F }, OUTBOX_DELIVERED, false },
        { "nor after the reading", { R, F }, OUTBOX_READ, false },
        { "an unknown status moves nothing", { O }, OUTBOX_ACCEPTED, false },
        { "nor does it later", { D, O }, OUTBOX_DELIVERED, false },
    };
    struct store_case *c = *state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char wamid[32], sql[128];
        int64_t id = new_row(c, (int)i);
        (void)snprintf(wamid, sizeof wamid, "wamid.%zu", i);
        lease_all(c);
        accept(c, id, wamid);
        for (int r = 0; r < 3 && rows[i].reports[r]; r++)
            (void)report(c, wamid, rows[i].reports[r], 0);
        if (state_of(c, id) != (int64_t)rows[i].end)
            fail_msg("%s: ends in %d", rows[i].rule, (int)state_of(c, id));
        (void)snprintf(sql, sizeof sql,
                       "SELECT COUNT(*) FROM outbox WHERE id = %lld AND error_code = 131026 AND "
                       "error_text = 'Message undeliverable'",
                       (long long)id);
        case_equals(c, sql, rows[i].reason);
    }
}

static void test_a_repeat_is_normal_life(void **state)
{
    struct store_case *c = *state;
    int64_t id = new_row(c, 1);
    lease_all(c);
    accept(c, id, "wamid.1");
    assert_true(report(c, "wamid.1", D, id));
    for (int i = 0; i < 3; i++)
        assert_false(report(c, "wamid.1", D, i % 2 ? id : 0));
    case_equals(c, "SELECT COUNT(*) FROM message_status", 1);
    assert_int_equal(state_of(c, id), OUTBOX_DELIVERED);
}

static void test_a_report_settles_a_doubt_and_frees_the_line(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    struct outbox_reason why = { 0, { "timeout", 7 } };
    int64_t contact = case_contact(c, "6281200000001", NULL);
    int64_t first = case_reply(c, contact, 0), second = case_reply(c, contact, 0);
    lease_all(c);
    must(outbox_unsure(c->db, first, CASE_NOW + 60000, &why, CASE_NOW, &e), &e);
    assert_true(report(c, "wamid.LOST", S, first));
    assert_int_equal(state_of(c, first), OUTBOX_SENT);
    case_equals(c, "SELECT COUNT(*) FROM message WHERE wamid = 'wamid.LOST' AND direction = 1", 1);
    case_equals(c, "SELECT COUNT(*) FROM outbox WHERE wamid = 'wamid.LOST'", 1);
    lease_all(c);
    assert_int_equal(state_of(c, second), OUTBOX_LEASED);
    assert_true(report(c, "wamid.LOST", R, 0)); /* and is found by its wamid from now on */
    assert_int_equal(state_of(c, first), OUTBOX_READ);
}

static void test_reports_on_messages_of_others_are_kept(void **state)
{
    struct store_case *c = *state;
    int64_t id = new_row(c, 1);
    lease_all(c);
    assert_true(report(c, "wamid.FOREIGN", D, 0));
    assert_true(report(c, "wamid.GONE", D, 4711)); /* our mark, but no such row */
    case_equals(c, "SELECT COUNT(*) FROM message_status WHERE outbox_id IS NULL", 2);
    assert_int_equal(state_of(c, id), OUTBOX_LEASED);
}

/* --- what staff see --- */

struct page {
    struct outbox_row rows[OUTBOX_LIST_MAX];
    size_t count;
    bool more;
};

static struct page list(struct store_case *c, enum outbox_filter filter, int64_t ticket_id,
                        int64_t before, size_t limit)
{
    static struct page p;
    struct err e = { 0 };
    must(outbox_list(c->db, filter, true, ticket_id, before, limit, &c->arena, p.rows, &p.count,
                     &p.more, &e),
         &e);
    return p;
}

static void test_lists(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    struct outbox_reason why = { 131026, { "not on WhatsApp", 15 } };
    int64_t contact = case_contact(c, "6281200000001", NULL);
    int64_t ticket = case_ticket_insert(c, case_ticket(contact)), ids[5];
    for (int i = 0; i < 5; i++)
        ids[i] = case_reply(c, contact, i < 2 ? ticket : 0);
    lease_all(c);
    must(outbox_fail(c->db, ids[0], &why, CASE_NOW, &e), &e);
    struct page p = list(c, OUTBOX_ALL, 0, 0, 10);
    assert_int_equal(p.count, 5);
    assert_false(p.more);
    for (int i = 0; i < 5; i++)
        assert_int_equal(p.rows[i].id, ids[4 - i]); /* newest first */
    assert_int_equal(p.rows[0].ticket_kind, 0);
    assert_int_equal(p.rows[4].ticket_kind, KIND_COMPLAINT);
    assert_true(str_equal(p.rows[4].ticket_department, STR("PUPR")));
    assert_int_equal(p.rows[4].error_code, 131026);
    assert_true(str_equal(p.rows[4].error_text, STR("not on WhatsApp")));
    p = list(c, OUTBOX_ONLY_FAILED, 0, 0, 10);
    assert_int_equal(p.count, 1);
    assert_int_equal(p.rows[0].id, ids[0]);
    p = list(c, OUTBOX_ONLY_WAITING, 0, 0, 10);
    assert_int_equal(p.count, 4);
    p = list(c, OUTBOX_ALL, ticket, 0, 10);
    assert_int_equal(p.count, 2);
    p = list(c, OUTBOX_ALL, 0, 0, 2); /* pages */
    assert_true(p.more);
    p = list(c, OUTBOX_ALL, 0, p.rows[1].id, 3);
    assert_int_equal(p.count, 3);
    assert_int_equal(p.rows[0].id, ids[2]);
    assert_false(p.more);
    struct outbox_counts counts;
    must(outbox_count(c->db, &counts, &e), &e);
    assert_int_equal(counts.pending, 4);
    assert_int_equal(counts.leased + counts.unsure, 0);
    assert_int_equal(counts.failed, 1);
}

static void test_limits_of_a_list(void **state)
{
    struct store_case *c = *state;
    static const size_t limits[] = { 0, OUTBOX_LIST_MAX + 1 };
    for (size_t i = 0; i < LENGTH(limits); i++) {
        struct err e = { 0 };
        size_t count = 7;
        bool more = true;
        assert_false(outbox_list(c->db, OUTBOX_ALL, true, 0, 0, limits[i], &c->arena, NULL, &count,
                                 &more, &e));
        assert_int_equal(e.code, ERR_INPUT);
        assert_int_equal(count, 7);
    }
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, store_case_setup, store_case_teardown)
    const struct CMUnitTest tests[] = {
        CASE(test_all_orders_end_at_the_highest),
        CASE(test_failures),
        CASE(test_a_repeat_is_normal_life),
        CASE(test_a_report_settles_a_doubt_and_frees_the_line),
        CASE(test_reports_on_messages_of_others_are_kept),
        CASE(test_lists),
        CASE(test_limits_of_a_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
