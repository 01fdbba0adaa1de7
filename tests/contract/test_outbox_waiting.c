/* test_outbox_waiting.c - what has waited for its citizen or its template: is it still true, and
 * does everybody get it whose template is approved. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/event_store.h"
#include "window_case.h"

#define WEEKS_LATER (CASE_NOW + 20 * MS_PER_DAY)

static int64_t happens(struct store_case *c, int64_t ticket, const char *type, int64_t at)
{
    struct err e = { 0 };
    int64_t id = 0;
    struct event event = { .ticket_id = ticket,
                           .at = at,
                           .type = str_of(type),
                           .actor = STR("system"),
                           .data_json = STR("{}"),
                           .reason = STR_EMPTY,
                           .text = STR_EMPTY };
    must(event_insert(c->db, &event, &c->arena, &id, &e), &e);
    return id;
}

/* The row that tells of an event; it may go as the template for `resolved`. */
static int64_t told(struct store_case *c, int64_t contact, int64_t ticket, const char *type,
                    const char *words)
{
    struct err e = { 0 };
    int64_t id = 0;
    struct outbound content = { .type = OUTBOUND_TEXT, .body = str_of(words) };
    struct outbox_fallback f = { .key = TEMPLATE_RESOLVED,
                                 .params = { STR("LK26-00042-7"), str_of(words) },
                                 .param_count = 2 };
    struct outbox_draft draft = { .contact_id = contact,
                                  .ticket_id = ticket,
                                  .event_id = happens(c, ticket, type, CASE_NOW),
                                  .content = &content,
                                  .fallback = &f,
                                  .now = CASE_NOW };
    must(outbox_put(c->db, &draft, &id, &e), &e);
    return id;
}

static void all_wait(struct store_case *c)
{
    struct outbox_lease out[LEASE_MAX];
    for (int i = 0; i < LEASE_MAX; i++)
        assert_int_equal(lease(c, EDGE, out), 0);
    case_equals(c, "SELECT COUNT(*) FROM outbox WHERE state < 3", 0);
}

/* A ticket was begun and resolved while its citizen could not be reached. */
static void test_only_the_latest_news_is_told_when_the_citizen_writes(void **state)
{
    struct store_case *c = *state;
    int64_t a = case_contact(c, "6281200000001", NULL);
    int64_t ticket = case_ticket_insert(c, case_ticket(a));
    int64_t began = told(c, a, ticket, "in_progress", "Sedang ditangani, paling lambat Jumat");
    all_wait(c);
    int64_t done = told(c, a, ticket, "resolved", "Sudah selesai. Benar?");
    int64_t words = told(c, a, ticket, EVENT_REPLY, "Pak Budi akan datang Senin");
    all_wait(c);
    writes(c, WEEKS_LATER);
    assert_int_equal(released(c, a, WEEKS_LATER), 1);
    state_is(c, began, OUTBOX_WITHDRAWN);
    assert_int_equal(column(c, "error_text LIKE '%overtaken%'", began), 1);
    struct outbound m = lease_one(c, WEEKS_LATER, done);
    assert_true(str_equal(m.body, STR("Sudah selesai. Benar?\n\nPak Budi akan datang Senin")));
    state_is(c, words, OUTBOX_MERGED);
}

static void test_what_may_be_untrue_goes_as_no_template_either(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    bool more;
    int64_t woken, a = case_contact(c, "6281200000001", NULL);
    int64_t ticket = case_ticket_insert(c, case_ticket(a));
    int64_t began = told(c, a, ticket, "in_progress", "Sedang ditangani");
    all_wait(c);
    (void)happens(c, ticket, "verified", CASE_NOW + 1); /* given back to the desk: nobody is told */
    case_approved(c, "lapor_kanda_selesai", "resolved", 2);
    must(outbox_wake(c->db, EDGE, &woken, &more, &e), &e);
    assert_int_equal(woken, 1);
    lease_none(c, EDGE);
    /* Of the stage in which it is now nothing tells: that is for the next occasion. */
    state_is(c, began, OUTBOX_WAITING);
    assert_int_equal(column(c, "attempt", began), 0);
    assert_int_equal(column(c, "error_text LIKE '%overtaken%'", began), 1);
    must(outbox_wake(c->db, EDGE, &woken, &more, &e), &e);
    assert_int_equal(woken, 0);
}

/* What is withdrawn, and whether the citizen would be left without the present state. */
static void test_whoever_is_left_without_the_present_state(void **state)
{
    static const struct {
        const char *rule;
        const char *told[3]; /* each by a row that waits */
        const char *silent;  /* an event of which nobody is told */
        bool say;
    } rows[] = {
        { "the latest news tell it themselves",
          { "assigned", "in_progress", "resolved" },
          NULL,
          false },
        { "given back to the desk, and nobody is told", { "assigned" }, "verified", true },
        { "of that nothing is told either, whatever waits",
          { "assigned", "in_progress", NULL },
          "verified",
          true },
        { "another day says nothing of the stage", { "assigned", EVENT_LATE }, NULL, true },
        { "two days, one stage", { EVENT_LATE, EVENT_PROMISED }, NULL, false },
        { "a day, then a stage", { "assigned", EVENT_LATE, "in_progress" }, NULL, false },
    };
    struct store_case *c = *state;
    int64_t a = case_contact(c, "6281200000001", NULL), now = WEEKS_LATER;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++, now += 3 * MS_PER_DAY) {
        struct outbox_released out = { .room = OUTBOX_PRESENT_MAX };
        struct err e = { 0 };
        int64_t ticket = case_ticket_insert(c, case_ticket(a));
        case_do(c, "UPDATE contact SET last_inbound_at = 0");
        for (int k = 0; k < 3 && rows[i].told[k]; k++)
            (void)told(c, a, ticket, rows[i].told[k], "Kabar");
        all_wait(c);
        if (rows[i].silent) (void)happens(c, ticket, rows[i].silent, CASE_NOW + 1);
        writes(c, now);
        must(outbox_release(c->db, a, now, &c->arena, &out, &e), &e);
        if (out.ticket_count != rows[i].say || (rows[i].say && out.tickets[0] != ticket))
            fail_msg("%s: %zu", rows[i].rule, out.ticket_count);
        case_do(c, "UPDATE outbox SET state = 7, at_head = 0 WHERE state = 0");
        case_equals(c, "SELECT COUNT(*) FROM outbox WHERE state = 9", 0);
    }
}

/* Whoever has no words now withdraws nothing that needs them. */
static void test_what_cannot_be_said_now_waits_on(void **state)
{
    struct store_case *c = *state;
    struct outbox_released out = { .room = 1 };
    struct err e = { 0 };
    int64_t a = case_contact(c, "6281200000001", NULL);
    int64_t road = case_ticket_insert(c, case_ticket(a)),
            lamp = case_ticket_insert(c, case_ticket(a));
    int64_t first = told(c, a, road, "assigned", "Jalan"),
            second = told(c, a, lamp, "assigned", "Lampu");
    all_wait(c);
    (void)happens(c, road, "verified", CASE_NOW + 1);
    (void)happens(c, lamp, "verified", CASE_NOW + 1);
    writes(c, WEEKS_LATER);
    must(outbox_release(c->db, a, WEEKS_LATER, &c->arena, &out, &e), &e);
    assert_int_equal(out.ticket_count, 1);
    state_is(c, first, OUTBOX_WITHDRAWN);
    state_is(c, second, OUTBOX_WAITING);
    must(outbox_release(c->db, a, WEEKS_LATER + 1, &c->arena, &out, &e), &e);
    assert_int_equal(out.tickets[0], lamp);
    state_is(c, second, OUTBOX_WITHDRAWN);
}

static void test_what_others_do_overtakes_nothing(void **state)
{
    struct store_case *c = *state;
    int64_t a = case_contact(c, "6281200000001", NULL);
    int64_t road = case_ticket_insert(c, case_ticket(a)),
            lamp = case_ticket_insert(c, case_ticket(a));
    int64_t began = told(c, a, road, "in_progress", "Jalan sedang ditangani");
    all_wait(c);
    (void)happens(c, lamp, "closed", CASE_NOW + 1);
    (void)happens(c, road, EVENT_NOTE, CASE_NOW + 1);
    (void)happens(c, road, EVENT_LADDER, CASE_NOW + 1);
    writes(c, WEEKS_LATER);
    assert_int_equal(released(c, a, WEEKS_LATER), 1);
    (void)lease_one(c, WEEKS_LATER, began);
}

static void test_an_answer_about_a_ticket_that_has_moved_on(void **state)
{
    struct store_case *c = *state;
    int64_t a = case_contact(c, "6281200000001", NULL);
    int64_t ticket = case_ticket_insert(c, case_ticket(a));
    (void)happens(c, ticket, "in_progress", CASE_NOW - 1); /* before: it says so */
    int64_t status = text(c, a, ticket, "Status: Ditindaklanjuti"), menu = text(c, a, 0, "Menu");
    all_wait(c);
    (void)happens(c, ticket, "closed", CASE_NOW + 1);
    writes(c, WEEKS_LATER);
    assert_int_equal(released(c, a, WEEKS_LATER), 1);
    state_is(c, status, OUTBOX_WITHDRAWN);
    (void)lease_one(c, WEEKS_LATER, menu);
}

/* One text of several rows waits again: whatever happens to one of its tickets, the rest is true.
 */
static void test_a_merged_row_is_never_withdrawn(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    struct outbox_reason refused = { OUTBOX_CODE_WINDOW, STR("Re-engagement message") };
    int64_t a = case_contact(c, "6281200000001", NULL);
    int64_t road = case_ticket_insert(c, case_ticket(a)),
            lamp = case_ticket_insert(c, case_ticket(a));
    int64_t one = told(c, a, road, "in_progress", "Jalan ditangani");
    (void)told(c, a, lamp, "in_progress", "Lampu ditangani");
    all_wait(c);
    writes(c, WEEKS_LATER);
    assert_int_equal(released(c, a, WEEKS_LATER), 1);
    assert_int_equal(column(c, "parts", one), 2);
    (void)lease_one(c, WEEKS_LATER, one);
    must(outbox_window_closed(c->db, one, &refused, WEEKS_LATER, &e), &e);
    lease_none(c, WEEKS_LATER);
    (void)happens(c, road, "closed", WEEKS_LATER);
    writes(c, WEEKS_LATER + 1);
    assert_int_equal(released(c, a, WEEKS_LATER + 1), 1);
    (void)lease_one(c, WEEKS_LATER + 1, one);
}

/* Inside the window everything is told in its turn, once. */
static void test_a_line_inside_the_window_is_told_whole(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    int64_t a = case_contact(c, "6281200000001", NULL);
    int64_t ticket = case_ticket_insert(c, case_ticket(a));
    int64_t began = told(c, a, ticket, "in_progress", "Sedang ditangani");
    int64_t done = told(c, a, ticket, "resolved", "Sudah selesai");
    (void)lease_one(c, EDGE - 2, began);
    must(outbox_accept(c->db, began, STR("wamid.1"), EDGE - 2, &e), &e);
    (void)lease_one(c, EDGE - 1, done);
}

static void test_a_withdrawn_row_that_was_sent_after_all(void **state)
{
    struct store_case *c = *state;
    int64_t a = case_contact(c, "6281200000001", NULL);
    int64_t ticket = case_ticket_insert(c, case_ticket(a));
    int64_t began = told(c, a, ticket, "in_progress", "Sedang ditangani");
    all_wait(c);
    (void)happens(c, ticket, "closed", CASE_NOW + 1);
    assert_int_equal(released(c, a, EDGE), 0);
    report(c, began, "wamid.1", DELIVERY_FAILED, 131000);
    state_is(c, began, OUTBOX_WITHDRAWN);
    report(c, began, "wamid.1", DELIVERY_DELIVERED, 0);
    state_is(c, began, OUTBOX_DELIVERED);
}

/* Nobody is silent who was not asked. */
static void test_since_when_the_reporter_knows_the_question(void **state)
{
    static const struct {
        const char *label, *change;
        int64_t since;
    } rows[] = {
        { "in line", "state = 0", 0 },
        { "perhaps sent", "state = 2", 0 },
        { "waits for its citizen", "state = 9", 0 },
        { "failed", "state = 8", 0 },
        { "failed, and a human has told them", "state = 8, handled_at = 7", 7 },
        { "accepted", "state = 3, updated_at = 5", 5 },
        { "withdrawn: they were forgotten", "state = 11, updated_at = 6", 6 },
        { "delivered, and read since", "state = 6, updated_at = 9, wamid = 'wamid.1'", 4 },
        { "its words went with others'", "state = 10, merged_into = (SELECT MIN(id) FROM outbox)",
          3 },
    };
    struct store_case *c = *state;
    struct err e = { 0 };
    int64_t since, a = case_contact(c, "6281200000001", NULL), other = text(c, a, 0, "Halo");
    int64_t ticket = case_ticket_insert(c, case_ticket(a));
    bool asked = true;
    must(outbox_question(c->db, ticket, a, &asked, &since, &e), &e);
    assert_false(asked);
    (void)told(c, a, ticket, "resolved", "Sudah selesai?");
    (void)told(c, a, ticket, "closed", "Ditutup"); /* not the question */
    case_do(c, "UPDATE outbox SET state = 5, updated_at = 3 WHERE ticket_id IS NULL");
    case_do(c, "INSERT INTO message_status (wamid, status, at, received_at) VALUES ('wamid.1', 1, "
               "2, 2), ('wamid.1', 2, 4, 4), ('wamid.1', 3, 8, 8)");
    assert_int_equal(column(c, "state", other), OUTBOX_DELIVERED);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char sql[256];
        (void)snprintf(sql, sizeof sql,
                       "UPDATE outbox SET wamid = NULL, handled_at = NULL, merged_into = NULL, "
                       "at_head = 0, %s WHERE id = %lld + 1",
                       rows[i].change, (long long)other);
        case_do(c, sql);
        must(outbox_question(c->db, ticket, a, &asked, &since, &e), &e);
        if (!asked || since != rows[i].since) fail_msg("%s: %lld", rows[i].label, (long long)since);
    }
}

/* --- templates --- */

/* Whoever waits for a template that is not approved must not stand before those whose is. */
static void test_everybody_whose_template_is_approved_is_woken(void **state)
{
    enum { OTHERS = 1001 };
    struct store_case *c = *state;
    struct err e = { 0 };
    struct outbox_fallback question = { .key = TEMPLATE_ASKED,
                                        .params = { STR("LK26-00042-7"), STR("di mana?") },
                                        .param_count = 2 };
    struct outbound words = { .type = OUTBOUND_TEXT, .body = STR("Di mana tepatnya?") };
    struct outbox_lease out[LEASE_MAX];
    int64_t woken = 1, sum = 0, last = 0;
    bool more = true;
    int runs = 0;
    for (int i = 0; i < OTHERS + 300; i++) {
        char phone[20];
        (void)snprintf(phone, sizeof phone, "62812%07d", i);
        int64_t a = case_contact(c, phone, NULL);
        if (i < OTHERS)
            (void)put(c, a, 0, words, &question);
        else
            last = resolved(c, a, "beres");
    }
    while (case_ask(c, "SELECT COUNT(*) FROM outbox WHERE state = 0"))
        assert_int_equal(lease(c, EDGE, out), 0);
    must(outbox_wake(c->db, EDGE, &woken, &more, &e), &e);
    assert_true(woken == 0 && !more); /* nothing is approved */
    case_approved(c, "lapor_kanda_selesai", "resolved", 2);
    for (more = true; more; sum += woken, runs++)
        must(outbox_wake(c->db, EDGE, &woken, &more, &e), &e);
    assert_int_equal(sum, 300);
    assert_int_equal(runs, 2); /* in pieces, so that webhooks do not wait */
    state_is(c, last, OUTBOX_PENDING);
    while (lease(c, EDGE, out)) {
    }
    assert_int_equal(case_ask(c, "SELECT COUNT(*) FROM outbox WHERE template IS NOT NULL"), 300);
    must(outbox_wake(c->db, EDGE, &woken, &more, &e), &e);
    assert_int_equal(woken, 0); /* those who still wait are left alone */
    case_equals(c, "SELECT COUNT(*) FROM outbox WHERE state = 9", OTHERS);
}

static void test_a_row_of_before_the_upgrade_is_looked_at_once(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    bool more;
    int64_t woken, a = case_contact(c, "6281200000001", NULL), id = resolved(c, a, "beres");
    lease_none(c, EDGE);
    case_do(c, "UPDATE outbox SET waits_for = '', waits_language = ''");
    must(outbox_wake(c->db, EDGE, &woken, &more, &e), &e);
    assert_int_equal(woken, 1);
    lease_none(c, EDGE);
    state_is(c, id, OUTBOX_WAITING);
    must(outbox_wake(c->db, EDGE, &woken, &more, &e), &e);
    assert_int_equal(woken, 0);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, store_case_setup, store_case_teardown)
    const struct CMUnitTest tests[] = {
        CASE(test_only_the_latest_news_is_told_when_the_citizen_writes),
        CASE(test_what_may_be_untrue_goes_as_no_template_either),
        CASE(test_whoever_is_left_without_the_present_state),
        CASE(test_what_cannot_be_said_now_waits_on),
        CASE(test_what_others_do_overtakes_nothing),
        CASE(test_an_answer_about_a_ticket_that_has_moved_on),
        CASE(test_a_merged_row_is_never_withdrawn),
        CASE(test_a_line_inside_the_window_is_told_whole),
        CASE(test_a_withdrawn_row_that_was_sent_after_all),
        CASE(test_since_when_the_reporter_knows_the_question),
        CASE(test_everybody_whose_template_is_approved_is_woken),
        CASE(test_a_row_of_before_the_upgrade_is_looked_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
