/* test_outbox_window.c - the gate: what leaves, as what, and what waits, by the 24-hour window. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "window_case.h"

static void test_free_text_until_the_edge(void **state)
{
    struct store_case *c = *state;
    int64_t a = case_contact(c, "6281200000001", NULL), id = text(c, a, 0, "Halo");
    struct outbound m = lease_one(c, EDGE - 1, id);
    assert_int_equal(m.type, OUTBOUND_TEXT);
    assert_int_equal(column(c, "template IS NULL", id), 1);
}

static void test_from_the_edge_its_template_goes(void **state)
{
    struct store_case *c = *state;
    int64_t a = case_contact(c, "6281200000001", NULL);
    int64_t id = resolved(c, a, "lampu\ndiganti\t\tdan      menyala");
    case_approved(c, "lapor_kanda_selesai", "resolved", 2);
    struct outbound m = lease_one(c, EDGE, id);
    assert_int_equal(m.type, OUTBOUND_TEMPLATE);
    assert_true(str_equal(m.template_name, STR("lapor_kanda_selesai")));
    assert_true(str_equal(m.template_language, STR("id")));
    assert_int_equal(m.param_count, 2);
    assert_true(str_equal(m.params[0], STR("LK26-00042-7")));
    assert_true(str_equal(m.params[1], STR("lampu diganti dan menyala")));
    assert_int_equal(m.body.len, 0); /* nobody told us the template's words */
    /* what was promised is kept beside what was sent */
    assert_int_equal(
        column(c, "content LIKE '%begini ceritanya%' AND template LIKE '%selesai%'", id), 1);
}

static void test_what_a_template_says_is_kept(void **state)
{
    struct store_case *c = *state;
    int64_t a = case_contact(c, "6281200000001", NULL), id = resolved(c, a, "lampu\ndiganti");
    case_approved(c, "lapor_kanda_selesai", "resolved", 2);
    case_do(c, "UPDATE template SET body = 'Laporan {{1}} selesai: {{2}}. Sudah beres?'");
    struct outbound m = lease_one(c, EDGE, id);
    assert_true(
        str_equal(m.body, STR("Laporan LK26-00042-7 selesai: lampu diganti. Sudah beres?")));
    /* Another text in the file changes what will be said, not what was. */
    case_do(c, "UPDATE template SET body = 'Kabar {{1}}: {{2}}. Benar?'");
    assert_int_equal(column(c, "template LIKE '%Sudah beres?%'", id), 1);
}

static void test_a_lease_across_the_edge_changes_its_mind(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    struct outbox_reason busy = { 130429, STR("throughput") };
    int64_t a = case_contact(c, "6281200000001", NULL), id = resolved(c, a, "beres");
    case_approved(c, "lapor_kanda_selesai", "resolved", 2);
    assert_int_equal(lease_one(c, EDGE - 1000, id).type, OUTBOUND_TEXT);
    must(outbox_retry(c->db, id, EDGE + 1000, &busy, EDGE, &e), &e);
    assert_int_equal(lease_one(c, EDGE + 1000, id).type, OUTBOUND_TEMPLATE);
    must(outbox_retry(c->db, id, EDGE + 2000, &busy, EDGE + 1000, &e), &e);
    writes(c, EDGE + 1500); /* and back: free text says more */
    assert_int_equal(lease_one(c, EDGE + 2000, id).type, OUTBOUND_TEXT);
    assert_int_equal(column(c, "template IS NULL", id), 1);
}

static void test_a_template_that_went_instead_is_never_sent_twice(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    struct outbox_reason lost = { 0, STR("no answer") };
    int64_t again, failed, a = case_contact(c, "6281200000001", NULL), id = resolved(c, a, "beres");
    case_approved(c, "lapor_kanda_selesai", "resolved", 2);
    (void)lease_one(c, EDGE, id);
    must(outbox_unsure(c->db, id, EDGE + 60000, &lost, EDGE, &e), &e);
    must(outbox_settle(c->db, EDGE + 60000, EDGE + 1, EDGE + 60000, 9, &again, &failed, &e), &e);
    assert_int_equal(again, 0);
    assert_int_equal(failed, 1);
}

static void test_without_a_template_it_waits_and_holds_nobody_up(void **state)
{
    struct store_case *c = *state;
    struct outbox_counts counts;
    struct err e = { 0 };
    int64_t a = case_contact(c, "6281200000001", NULL);
    int64_t plain = text(c, a, 0, "Halo"), told = resolved(c, a, "beres");
    case_approved(c, "lapor_kanda_selesai", "resolved", 2);
    lease_none(c, EDGE); /* the first waits ... */
    state_is(c, plain, OUTBOX_WAITING);
    assert_int_equal(column(c, "attempt", plain), 0);
    assert_int_equal(column(c, "error_text LIKE '%window%'", plain), 1);
    assert_int_equal(lease_one(c, EDGE, told).type, OUTBOUND_TEMPLATE); /* ... the next goes */
    must(outbox_count(c->db, &counts, &e), &e);
    assert_int_equal(counts.waiting, 1);
    lease_none(c, EDGE + 30 * MS_PER_DAY);
}

static void test_only_what_meta_approved_as_utility_is_used(void **state)
{
    static const struct {
        const char *label, *change;
        bool goes;
    } rows[] = {
        { "approved", "category = 'UTILITY'", true },
        { "approved, category not told", "category = NULL", true },
        { "unknown", "state = 0", false },
        { "pending", "state = 1", false },
        { "paused", "state = 3", false },
        { "rejected", "state = 4", false },
        { "disabled", "state = 5", false },
        { "deleted", "state = 6", false },
        { "differs", "state = 7", false },
        { "turned to marketing", "category = 'MARKETING'", false },
        { "another number of variables", "params = 3", false },
        { "in another language", "language = 'en_US'", false },
        { "not of templates.csv any more", "message = NULL", false },
    };
    struct store_case *c = *state;
    int64_t a = case_contact(c, "6281200000001", NULL);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char sql[120];
        int64_t id = resolved(c, a, "beres");
        case_do(c, "DELETE FROM template");
        case_approved(c, "lapor_kanda_selesai", "resolved", 2);
        (void)snprintf(sql, sizeof sql, "UPDATE template SET %s", rows[i].change);
        case_do(c, sql);
        struct outbox_lease out[LEASE_MAX];
        bool goes = lease(c, EDGE, out) == 1;
        if (goes != rows[i].goes) fail_msg("%s: goes %d", rows[i].label, goes);
        case_do(c, "UPDATE outbox SET state = 8, at_head = 0");
        assert_int_equal(column(c, "state", id), OUTBOX_FAILED);
    }
}

static void test_the_citizens_language_then_indonesian(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    struct template_choice choice;
    bool found;
    case_approved(c, "selesai", "resolved", 2);
    case_do(c, "UPDATE template SET name = 'rampung', language = 'jv'");
    case_approved(c, "selesai", "resolved", 2);
    must(template_find(c->db, TEMPLATE_RESOLVED, STR("jv"), &c->arena, &choice, &found, &e), &e);
    assert_true(found && str_equal(choice.name, STR("rampung")));
    must(template_find(c->db, TEMPLATE_RESOLVED, STR("mad"), &c->arena, &choice, &found, &e), &e);
    assert_true(found && str_equal(choice.name, STR("selesai")));
    must(template_find(c->db, TEMPLATE_ASKED, STR("jv"), &c->arena, &choice, &found, &e), &e);
    assert_false(found);
}

static void test_what_would_work_for_whom(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    struct template_offer offer;
    int64_t a = case_contact(c, "6281200000001", NULL);
    must(template_offer(c->db, a, TEMPLATE_REPLY, STR_EMPTY, EDGE - 1, &c->arena, &offer, &e), &e);
    assert_true(offer.window_open);
    assert_int_equal(offer.name.len, 0);
    case_approved(c, "lapor_kanda_jawaban", "reply", 2);
    must(template_offer(c->db, a, TEMPLATE_REPLY, STR_EMPTY, EDGE, &c->arena, &offer, &e), &e);
    assert_false(offer.window_open);
    assert_true(str_equal(offer.name, STR("lapor_kanda_jawaban")));
    assert_false(template_offer(c->db, 99, TEMPLATE_REPLY, STR_EMPTY, EDGE, &c->arena, &offer, &e));
    assert_int_equal(e.code, ERR_NOT_FOUND);
}

static void test_a_reaction_is_not_kept_for_later(void **state)
{
    struct store_case *c = *state;
    int64_t a = case_contact(c, "6281200000001", NULL);
    struct outbound like = { .type = OUTBOUND_REACTION,
                             .reply_to = STR("wamid.X"),
                             .emoji = STR("\xF0\x9F\x91\x8D") };
    int64_t id = put(c, a, 0, like, NULL);
    lease_none(c, EDGE);
    state_is(c, id, OUTBOX_WITHDRAWN); /* and no human needs to look */
    assert_int_equal(column(c, "error_text LIKE '%reaction%'", id), 1);
}

static void test_merged_when_the_citizen_writes(void **state)
{
    struct store_case *c = *state;
    int64_t a = case_contact(c, "6281200000001", NULL);
    int64_t one = text(c, a, 0, "Satu"), two = text(c, a, 0, "Dua"), three = text(c, a, 0, "Tiga");
    for (int i = 0; i < 3; i++)
        lease_none(c, EDGE + i);
    case_equals(c, "SELECT COUNT(*) FROM outbox WHERE state = 9", 3);
    writes(c, EDGE + 5000);
    assert_int_equal(released(c, a, EDGE + 5000), 1);
    int64_t answer = text(c, a, 0, "Jawaban");
    struct outbound m = lease_one(c, EDGE + 5000, one); /* oldest first, one text */
    assert_true(str_equal(m.body, STR("Satu\n\nDua\n\nTiga")));
    state_is(c, two, OUTBOX_MERGED);
    assert_int_equal(column(c, "merged_into", three), one);
    struct err e = { 0 };
    must(outbox_accept(c->db, one, STR("wamid.M"), EDGE + 5001, &e), &e);
    assert_true(str_equal(lease_one(c, EDGE + 5002, answer).body, STR("Jawaban")));
    assert_int_equal(released(c, a, EDGE + 5003), 0);
}

static void test_merging_keeps_limits_kinds_and_secrets(void **state)
{
    struct store_case *c = *state;
    static char long_text[4001];
    for (int i = 0; i < 4000; i++)
        long_text[i] = 'a';
    int64_t a = case_contact(c, "6281200000001", NULL);
    struct ticket secret = case_ticket(a), road = case_ticket(a), light = case_ticket(a);
    secret.kind = KIND_WHISTLEBLOWING;
    int64_t s = case_ticket_insert(c, secret), r = case_ticket_insert(c, road),
            l = case_ticket_insert(c, light);
    struct outbound ask = { .type = OUTBOUND_BUTTONS,
                            .body = STR("Benar?"),
                            .choices = { { STR("x"), STR("Ya"), STR_EMPTY } },
                            .choice_count = 1 };
    int64_t ids[] = { text(c, a, r, long_text),   text(c, a, r, long_text),
                      text(c, a, s, "Rahasia 1"), text(c, a, s, "Rahasia 2"),
                      text(c, a, r, "Jalan"),     text(c, a, l, "Lampu"),
                      put(c, a, r, ask, NULL) };
    static const int into[] = { 0, 1, 2, 2, 4, 4, 6 };
    for (size_t i = 0; i < 7; i++)
        lease_none(c, EDGE);
    assert_int_equal(released(c, a, EDGE), 5);
    for (size_t i = 0; i < 7; i++) {
        bool kept = into[i] == (int)i;
        state_is(c, ids[i], kept ? OUTBOX_PENDING : OUTBOX_MERGED);
        if (!kept) assert_int_equal(column(c, "merged_into", ids[i]), ids[into[i]]);
    }
    assert_int_equal(column(c, "ticket_id", ids[2]), s);
    /* of two tickets: whoever may read one of them must not read of the other there */
    assert_int_equal(column(c, "ticket_id IS NULL", ids[4]), 1);
}

static void test_131047_makes_a_template_or_waits(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    struct outbox_reason refused = { OUTBOX_CODE_WINDOW, STR("Re-engagement message") };
    int64_t a = case_contact(c, "6281200000001", NULL);
    int64_t told = resolved(c, a, "beres"), plain = text(c, a, 0, "Halo");
    case_approved(c, "lapor_kanda_selesai", "resolved", 2);
    assert_int_equal(lease_one(c, CASE_NOW, told).type, OUTBOUND_TEXT);
    must(outbox_window_closed(c->db, told, &refused, CASE_NOW, &e), &e);
    assert_int_equal(lease_one(c, CASE_NOW, told).type, OUTBOUND_TEMPLATE);
    must(outbox_accept(c->db, told, STR("wamid.T"), CASE_NOW, &e), &e);
    (void)lease_one(c, CASE_NOW, plain);
    must(outbox_window_closed(c->db, plain, &refused, CASE_NOW, &e), &e);
    lease_none(c, CASE_NOW);
    state_is(c, plain, OUTBOX_WAITING);
    writes(c, CASE_NOW + 1000);
    assert_int_equal(released(c, a, CASE_NOW + 1000), 1);
    assert_int_equal(lease_one(c, CASE_NOW + 1000, plain).type, OUTBOUND_TEXT);
}

static void test_131047_as_a_status(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    int64_t a = case_contact(c, "6281200000001", NULL), id = resolved(c, a, "beres");
    case_approved(c, "lapor_kanda_selesai", "resolved", 2);
    (void)lease_one(c, CASE_NOW, id);
    report(c, id, "wamid.1", DELIVERY_FAILED, OUTBOX_CODE_WINDOW); /* before the answer */
    state_is(c, id, OUTBOX_LEASED); /* in flight still: nothing may be sent beside it */
    must(outbox_accept(c->db, id, STR("wamid.1"), CASE_NOW, &e), &e);
    assert_int_equal(lease_one(c, CASE_NOW, id).type, OUTBOUND_TEMPLATE);
    must(outbox_accept(c->db, id, STR("wamid.2"), CASE_NOW, &e), &e);
    report(c, id, "wamid.2", DELIVERY_SENT, 0);
    report(c, id, "wamid.1", DELIVERY_FAILED, OUTBOX_CODE_WINDOW); /* a repeat */
    state_is(c, id, OUTBOX_SENT);
    report(c, id, "wamid.2", DELIVERY_FAILED, OUTBOX_CODE_WINDOW); /* a template: no third way */
    state_is(c, id, OUTBOX_FAILED);
    lease_none(c, EDGE);
}

static void test_what_was_sent_after_all_does_not_wait(void **state)
{
    struct store_case *c = *state;
    int64_t a = case_contact(c, "6281200000001", NULL), id = text(c, a, 0, "Halo");
    lease_none(c, EDGE);
    state_is(c, id, OUTBOX_WAITING);
    report(c, id, "wamid.1", DELIVERY_FAILED, 131000);
    state_is(c, id, OUTBOX_WAITING);
    report(c, id, "wamid.1", DELIVERY_DELIVERED, 0); /* an earlier attempt of doubt arrived */
    state_is(c, id, OUTBOX_DELIVERED);
    assert_int_equal(released(c, a, EDGE), 0);
}

static void test_a_refused_template_is_marked_and_the_row_waits(void **state)
{
    static const struct {
        int64_t code;
        enum template_state state;
    } rows[] = {
        { 132000, TEMPLATE_DIFFERS }, { 132001, TEMPLATE_DELETED }, { 132007, TEMPLATE_REJECTED },
        { 132012, TEMPLATE_DIFFERS }, { 132015, TEMPLATE_PAUSED },  { 132016, TEMPLATE_DISABLED },
    };
    struct store_case *c = *state;
    struct err e = { 0 };
    bool more;
    int64_t woken, a = case_contact(c, "6281200000001", NULL), id = resolved(c, a, "beres");
    case_approved(c, "lapor_kanda_selesai", "resolved", 2);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct outbox_reason why = { rows[i].code, STR("refused") };
        assert_int_equal(lease_one(c, EDGE, id).type, OUTBOUND_TEMPLATE);
        must(outbox_template_refused(c->db, id, &why, EDGE, &e), &e);
        case_equals(c, "SELECT state FROM template", rows[i].state);
        lease_none(c, EDGE);
        state_is(c, id, OUTBOX_WAITING);
        /* Meta lifts it: the row goes, its citizen need not write first */
        case_do(c, "UPDATE template SET state = 2");
        must(outbox_wake(c->db, EDGE, &woken, &more, &e), &e);
        assert_int_equal(woken, 1);
    }
}

static void test_a_row_that_is_a_template_waits_while_it_is_paused(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    bool more;
    int64_t woken, a = case_contact(c, "6281200000001", NULL), id = case_template(c, a);
    case_do(c, "UPDATE template SET state = 3");
    lease_none(c, CASE_NOW); /* even while the window is open: Meta would refuse it */
    state_is(c, id, OUTBOX_WAITING);
    case_do(c, "UPDATE template SET state = 2");
    must(outbox_wake(c->db, CASE_NOW, &woken, &more, &e), &e);
    assert_int_equal(lease_one(c, EDGE, id).type, OUTBOUND_TEMPLATE);
}

static void test_what_waits_follows_a_merged_contact(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    int64_t survivor, by_phone = case_contact(c, "6281200000001", NULL);
    int64_t by_bsuid = case_contact(c, NULL, "ID.1"), id = text(c, by_phone, 0, "Halo");
    lease_none(c, EDGE);
    struct contact_seen both = { .bsuid = STR("ID.1"),
                                 .wa_id = STR("6281200000001"),
                                 .username = STR_EMPTY,
                                 .name = STR_EMPTY,
                                 .sent_at = EDGE,
                                 .now = EDGE };
    must(contact_see(c->db, &both, &c->arena, &survivor, &e), &e);
    assert_int_equal(survivor, by_bsuid);
    assert_int_equal(released(c, survivor, EDGE), 1);
    (void)lease_one(c, EDGE, id);
}

static void test_a_clock_ahead_holds_the_window_no_longer_open(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    int64_t a;
    struct contact_seen seen = { .bsuid = STR_EMPTY,
                                 .wa_id = STR("6281200000001"),
                                 .username = STR_EMPTY,
                                 .name = STR_EMPTY,
                                 .sent_at = CASE_NOW + 6 * MS_PER_HOUR,
                                 .now = CASE_NOW };
    must(contact_see(c->db, &seen, &c->arena, &a, &e), &e);
    case_equals(c, "SELECT last_inbound_at FROM contact", CASE_NOW);
    (void)text(c, a, 0, "Halo");
    lease_none(c, EDGE);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, store_case_setup, store_case_teardown)
    const struct CMUnitTest tests[] = {
        CASE(test_free_text_until_the_edge),
        CASE(test_from_the_edge_its_template_goes),
        CASE(test_what_a_template_says_is_kept),
        CASE(test_a_lease_across_the_edge_changes_its_mind),
        CASE(test_a_template_that_went_instead_is_never_sent_twice),
        CASE(test_without_a_template_it_waits_and_holds_nobody_up),
        CASE(test_only_what_meta_approved_as_utility_is_used),
        CASE(test_the_citizens_language_then_indonesian),
        CASE(test_what_would_work_for_whom),
        CASE(test_a_reaction_is_not_kept_for_later),
        CASE(test_merged_when_the_citizen_writes),
        CASE(test_merging_keeps_limits_kinds_and_secrets),
        CASE(test_131047_makes_a_template_or_waits),
        CASE(test_131047_as_a_status),
        CASE(test_what_was_sent_after_all_does_not_wait),
        CASE(test_a_refused_template_is_marked_and_the_row_waits),
        CASE(test_a_row_that_is_a_template_waits_while_it_is_paused),
        CASE(test_what_waits_follows_a_merged_contact),
        CASE(test_a_clock_ahead_holds_the_window_no_longer_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
