/* test_intake.c - one webhook request, understood, becomes rows: what, whose, in which order, and
 * what happens to the parts that cannot be used. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "intake_case.h"
#include "service/casework.h"
#include "store/outbox_store.h"
#include "store/ticket_store.h"
#include <string.h>

#define ROAD     "Jalan berlubang di desa Sebaung kecamatan Gending"
#define LIGHT    "Lampu jalan mati di desa Maron Kidul"
#define PHONE    "6281200000001"
#define OTHER    "6281200000002"
#define MESSAGES "SELECT COUNT(*) FROM message WHERE direction = 0"
#define TICKETS  "SELECT COUNT(*) FROM ticket"
#define REPLIES  "SELECT COUNT(*) FROM outbox"
#define BODIES   "SELECT COUNT(*) FROM webhook_body"
#define ASIDE    "SELECT COUNT(*) FROM quarantine"

static void test_a_report_becomes_everything_at_once(void **state)
{
    struct intake_case *c = *state;
    add_text(c, "wamid.1", PHONE, "ID.1", ROAD);
    take(c);
    assert_int_equal(c->result.messages, 1);
    assert_int_equal(c->result.tickets, 1);
    assert_int_equal(c->result.replies, 1);
    assert_int_equal(c->result.repeats + c->result.orphans + c->result.quarantined, 0);
    ask_equals(c,
               "SELECT COUNT(*) FROM contact WHERE wa_id = '" PHONE "' AND bsuid = 'ID.1' AND "
               "name = 'Warga'",
               1);
    ask_equals(c,
               "SELECT COUNT(*) FROM ticket WHERE department = 'PUPR' AND category = 'road' AND "
               "village = '35.13.18.2008' AND district = '35.13.18' AND status = 1 AND "
               "received_at < created_at AND due_at > created_at AND promise_at > created_at",
               1);
    ask_equals(c,
               "SELECT COUNT(*) FROM event e JOIN message m ON m.id = e.message_id JOIN ticket "
               "t ON t.id = e.ticket_id AND m.ticket_id = t.id WHERE e.type = 'received'",
               1);
    ask_equals(c,
               "SELECT COUNT(*) FROM outbox o JOIN event e ON e.id = o.event_id JOIN ticket t "
               "ON t.id = o.ticket_id WHERE o.state = 0 AND o.at_head = 1",
               1);
    ask_equals(c, "SELECT COUNT(*) FROM conversation v JOIN ticket t ON t.id = v.last_ticket_id",
               1);
    ask_equals(c,
               "SELECT COUNT(*) FROM webhook_body b JOIN message m ON m.body_id = b.id WHERE "
               "CAST(b.body AS TEXT) = '{\"the\":\"raw request\"}'",
               1);
}

/* A fire is urgent by its category, whether or not the words for danger were found in the text. */
static void test_every_urgent_ticket_names_the_emergency_numbers(void **state)
{
    struct intake_case *c = *state;
    add_text(c, "wamid.1", PHONE, "ID.1", "TOLONG KEBAKARAN rumah di desa sumberanyar paiton");
    take(c);
    ask_equals(c, "SELECT COUNT(*) FROM ticket WHERE priority = 3", 1);
    ask_equals(c, "SELECT COUNT(*) FROM outbox WHERE content LIKE '%113%' AND content LIKE '%119%'",
               1);
}

static void test_no_other_ticket_does(void **state)
{
    struct intake_case *c = *state;
    add_text(c, "wamid.1", PHONE, "ID.1", ROAD);
    take(c);
    ask_equals(c, "SELECT COUNT(*) FROM outbox WHERE content LIKE '%113%'", 0);
}

static void test_a_repeat_causes_nothing(void **state)
{
    struct intake_case *c = *state;
    add_text(c, "wamid.1", PHONE, "", ROAD);
    add_text(c, "wamid.1", PHONE, "", ROAD); /* in the same request */
    take(c);
    assert_int_equal(c->result.messages, 1);
    assert_int_equal(c->result.repeats, 1);
    for (int i = 0; i < 3; i++) { /* and in later ones, whoever is named */
        add_text(c, "wamid.1", i == 2 ? OTHER : PHONE, "", ROAD);
        take(c);
        assert_int_equal(c->result.messages, 0);
        assert_int_equal(c->result.repeats, 1);
        assert_int_equal(c->result.tickets + c->result.replies + c->result.quarantined, 0);
    }
    ask_equals(c, MESSAGES, 1);
    ask_equals(c, TICKETS, 1);
    ask_equals(c, REPLIES, 1);
    ask_equals(c, BODIES, 1); /* a request of nothing but repeats is not kept */
    ask_equals(c, "SELECT COUNT(*) FROM contact", 1);
}

static void test_an_orphan_is_kept_and_answered_by_nobody(void **state)
{
    struct intake_case *c = *state;
    add_text(c, "wamid.1", "", "", ROAD);
    take(c);
    assert_int_equal(c->result.orphans, 1);
    assert_int_equal(c->result.messages, 1);
    ask_equals(c, "SELECT COUNT(*) FROM message WHERE contact_id IS NULL AND text IS NOT NULL", 1);
    ask_equals(c, TICKETS, 0);
    ask_equals(c, REPLIES, 0);
    ask_equals(c, "SELECT COUNT(*) FROM contact", 0);
}

static void test_one_person_seen_from_two_sides_is_merged(void **state)
{
    struct intake_case *c = *state;
    add_text(c, "wamid.1", PHONE, "", ROAD);
    add_text(c, "wamid.2", "", "ID.1", LIGHT);
    take(c);
    ask_equals(c, "SELECT COUNT(*) FROM contact WHERE merged_into IS NULL", 2);
    add_text(c, "wamid.3", PHONE, "ID.1", "Sampah menumpuk di pasar Leces");
    take(c);
    ask_equals(c, "SELECT COUNT(*) FROM contact WHERE merged_into IS NULL", 1);
    ask_equals(c, "SELECT COUNT(*) FROM contact WHERE wa_id = '" PHONE "' AND bsuid = 'ID.1'", 1);
    ask_equals(c, "SELECT COUNT(DISTINCT contact_id) FROM ticket", 1);
    ask_equals(c, TICKETS, 3);
    /* the two lines are one now, with one head */
    ask_equals(c, "SELECT COUNT(*) FROM outbox WHERE state < 3", 3);
    ask_equals(c, "SELECT COUNT(*) FROM outbox WHERE at_head = 1 AND state < 3", 1);
    /* and both old tickets answer to `status` */
    add_text(c, "wamid.4", PHONE, "ID.1", "status");
    take(c);
    ask_equals(c,
               "SELECT COUNT(*) FROM outbox WHERE content LIKE '%LK26-00001-%' AND content LIKE "
               "'%LK26-00002-%' AND content LIKE '%LK26-00003-%'",
               1);
}

static void test_a_changed_number_keeps_the_person(void **state)
{
    struct intake_case *c = *state;
    add_text(c, "wamid.1", PHONE, "", ROAD);
    take(c);
    struct inbound *m = add_text(c, "wamid.2", PHONE, "", "");
    m->type = MESSAGE_SYSTEM;
    m->system_type = STR("user_changed_number");
    m->new_wa_id = STR(OTHER);
    take(c);
    assert_int_equal(c->result.messages, 1);
    assert_int_equal(c->result.replies, 0);
    ask_equals(c, "SELECT COUNT(*) FROM contact WHERE wa_id = '" OTHER "'", 1);
    ask_equals(c, "SELECT COUNT(*) FROM contact WHERE wa_id = '" PHONE "'", 0);
    ask_equals(c, "SELECT COUNT(*) FROM contact_alias WHERE kind = 'wa_id' AND value = '" PHONE "'",
               1);
    add_text(c, "wamid.3", OTHER, "", "status");
    take(c);
    ask_equals(c,
               "SELECT COUNT(*) FROM outbox WHERE content LIKE '%LK26-00001-%' AND ticket_id IS "
               "NOT NULL AND message_id IS NOT NULL",
               1);
    /* whoever gets the old number is somebody else */
    add_text(c, "wamid.4", PHONE, "", "status");
    take(c);
    ask_equals(c, "SELECT COUNT(*) FROM contact", 2);
    ask_equals(c, "SELECT COUNT(*) FROM outbox WHERE content LIKE '%LK26-00001-%'", 2);
}

/* A pin that no earth has breaks a rule of the table, after contact and body were written. */
static void spoil(struct inbound *m)
{
    m->location = (struct inbound_location){
        .present = true, .latitude = 1000, .name = STR_EMPTY, .address = STR_EMPTY
    };
}

static void test_a_failing_part_does_not_hurt_its_neighbours(void **state)
{
    struct intake_case *c = *state;
    spoil(add_text(c, "wamid.1", PHONE, "", ROAD));
    add_text(c, "wamid.2", OTHER, "", LIGHT);
    spoil(add_text(c, "wamid.3", "6281200000003", "", ROAD));
    add_status(c, "wamid.x", DELIVERY_SENT, 0);
    take(c);
    assert_int_equal(c->result.quarantined, 2);
    assert_int_equal(c->result.messages, 1);
    assert_int_equal(c->result.tickets, 1);
    assert_int_equal(c->result.replies, 1);
    assert_int_equal(c->result.statuses, 1);
    ask_equals(c, "SELECT COUNT(*) FROM message WHERE wamid = 'wamid.2'", 1);
    ask_equals(c, MESSAGES, 1);
    ask_equals(c, "SELECT COUNT(*) FROM contact", 1);
    ask_equals(c, "SELECT COUNT(*) FROM contact WHERE wa_id = '" OTHER "'", 1);
    ask_equals(c, BODIES, 1); /* the neighbour's, although the first part was undone */
    ask_equals(c, "SELECT COUNT(*) FROM webhook_body b JOIN message m ON m.body_id = b.id", 1);
    ask_equals(c,
               "SELECT COUNT(*) FROM quarantine WHERE reason = 'job_failed' AND detail LIKE "
               "'%(and 1 more)' AND CAST(body AS TEXT) = '{\"the\":\"raw request\"}'",
               1);
    ask_equals(c, ASIDE, 1);
    ask_equals(c,
               "SELECT COUNT(*) FROM quarantine WHERE detail LIKE '%Jalan%' OR detail LIKE "
               "'%628%'",
               0);
    /* sent again, sound: it is as if it came now */
    add_text(c, "wamid.1", PHONE, "", ROAD);
    take(c);
    assert_int_equal(c->result.tickets, 1);
    ask_equals(c, TICKETS, 2);
}

/* Fails at its very end, when the reaction names a message that no reaction can name. */
static void test_a_late_failure_takes_everything_back(void **state)
{
    struct intake_case *c = *state;
    char wamid[1200];
    memset(wamid, 'w', sizeof wamid - 1);
    wamid[sizeof wamid - 1] = '\0';
    add_text(c, "wamid.1", PHONE, "", ROAD);
    take(c);
    add_text(c, wamid, PHONE, "", "yang kedua lubangnya lebih dalam");
    add_text(c, "wamid.2", OTHER, "", LIGHT);
    take(c);
    assert_int_equal(c->result.quarantined, 1);
    assert_int_equal(c->result.messages, 1);
    assert_int_equal(c->result.joined, 0);
    assert_int_equal(c->result.replies, 1);
    ask_equals(c, "SELECT COUNT(*) FROM ticket WHERE text = '" ROAD "' AND version = 1", 1);
    ask_equals(c, "SELECT COUNT(*) FROM event", 2);
    /* its body went with it; the neighbour keeps one of its own */
    ask_equals(c, "SELECT COUNT(*) FROM message m JOIN webhook_body b ON b.id = m.body_id", 2);
}

static void test_rejects_go_raw_into_quarantine(void **state)
{
    struct intake_case *c = *state;
    c->rejects[0] = (struct inbound_reject){ "other_number", STR("entry 0 change 1") };
    c->rejects[1] = (struct inbound_reject){ "bad_message", STR("entry 0 change 2") };
    c->work.batch.reject_count = 2;
    add_text(c, "wamid.1", PHONE, "", ROAD);
    take(c);
    assert_int_equal(c->result.quarantined, 2);
    assert_int_equal(c->result.tickets, 1);
    ask_equals(c,
               "SELECT COUNT(*) FROM quarantine WHERE reason = 'other_number' AND detail = "
               "'entry 0 change 1 (and 1 more)'",
               1);
    ask_equals(c, ASIDE, 1);
}

static void test_an_empty_request_in_quarantine(void **state)
{
    struct intake_case *c = *state;
    c->work.body = STR_EMPTY;
    c->rejects[0] = (struct inbound_reject){ "not_json", STR("empty") };
    c->work.batch.reject_count = 1;
    take(c);
    ask_equals(c, "SELECT COUNT(*) FROM quarantine WHERE length(body) = 0 AND detail = 'empty'", 1);
    ask_equals(c, BODIES, 0);
}

static void test_a_replay_is_not_put_aside_again(void **state)
{
    struct intake_case *c = *state;
    c->work.replay = true;
    c->rejects[0] = (struct inbound_reject){ "not_json", STR("still") };
    c->work.batch.reject_count = 1;
    spoil(add_text(c, "wamid.1", PHONE, "", ROAD));
    take(c);
    assert_int_equal(c->result.quarantined, 2); /* told, so that the row stays unsettled */
    ask_equals(c, ASIDE, 0);
}

static void test_what_may_work_later_fails_as_a_whole(void **state)
{
    struct intake_case *c = *state;
    add_text(c, "wamid.1", PHONE, "", ROAD);
    take_fails(c, ERR_BUSY);
    ask_equals(c, MESSAGES, 0);
    ask_equals(c, ASIDE, 0);
    add_status(c, "wamid.x", DELIVERY_SENT, 0);
    take_fails(c, ERR_BUSY);
    ask_equals(c, "SELECT COUNT(*) FROM message_status", 0);
    add_text(c, "wamid.1", PHONE, "", ROAD);
    take(c);
    ask_equals(c, TICKETS, 1);
}

static void test_messages_count_in_the_order_they_were_sent(void **state)
{
    struct intake_case *c = *state;
    add_text(c, "wamid.late", PHONE, "", "sudah dua minggu belum diperbaiki")->sent_at =
        NOW - 10 * MS_PER_SECOND;
    add_text(c, "wamid.first", PHONE, "", ROAD)->sent_at = NOW - 40 * MS_PER_SECOND;
    add_text(c, "wamid.second", PHONE, "", "dekat balai desa, lubangnya dalam")->sent_at =
        NOW - 20 * MS_PER_SECOND;
    take(c);
    assert_int_equal(c->result.tickets, 1);
    assert_int_equal(c->result.joined, 2);
    ask_equals(c,
               "SELECT COUNT(*) FROM ticket WHERE text = '" ROAD "' || char(10) || 'dekat balai "
               "desa, lubangnya dalam' || char(10) || 'sudah dua minggu belum diperbaiki'",
               1);
    ask_equals(c, "SELECT received_at FROM ticket", NOW - 40 * MS_PER_SECOND);
    ask_equals(c,
               "SELECT COUNT(*) FROM event a JOIN event b ON b.id > a.id JOIN message m ON m.id = "
               "a.message_id JOIN message n ON n.id = b.message_id WHERE a.type = 'joined' AND "
               "b.type = 'joined' AND m.wamid = 'wamid.second' AND n.wamid = 'wamid.late'",
               1);
    /* one turn, one answer */
    ask_equals(c, REPLIES, 1);
}

static void test_the_same_second_keeps_the_order_of_arrival(void **state)
{
    struct intake_case *c = *state;
    add_text(c, "wamid.b", PHONE, "", ROAD);
    add_text(c, "wamid.a", PHONE, "", "yang kedua lubangnya lebih dalam");
    take(c);
    ask_equals(c, "SELECT COUNT(*) FROM ticket WHERE text LIKE 'Jalan%dalam'", 1);
}

static void test_a_clock_that_runs_ahead_moves_no_deadline(void **state)
{
    struct intake_case *c = *state;
    add_text(c, "wamid.1", PHONE, "", ROAD)->sent_at = NOW + 400 * MS_PER_DAY;
    take(c);
    ask_equals(c, "SELECT received_at FROM ticket", NOW);
    ask_equals(c, "SELECT COUNT(*) FROM ticket WHERE promise_at < 1797200000000", 1);
    ask_equals(c, "SELECT sent_at FROM message", NOW + 400 * MS_PER_DAY); /* kept as it was said */
}

static void test_a_greeting_is_answered_without_a_ticket(void **state)
{
    struct intake_case *c = *state;
    add_text(c, "wamid.1", PHONE, "", "Selamat pagi");
    take(c);
    assert_int_equal(c->result.tickets, 0);
    assert_int_equal(c->result.replies, 1);
    ask_equals(c,
               "SELECT COUNT(*) FROM outbox WHERE ticket_id IS NULL AND event_id IS NULL AND "
               "message_id IS NOT NULL",
               1);
}

static void test_a_group_is_kept_and_left_alone(void **state)
{
    struct intake_case *c = *state;
    add_text(c, "wamid.1", PHONE, "", ROAD)->group_id = STR("grup-1");
    take(c);
    ask_equals(c, MESSAGES, 1);
    ask_equals(c, TICKETS, 0);
    ask_equals(c, REPLIES, 0);
    ask_equals(c, "SELECT last_inbound_at FROM contact", 0); /* it opens no window */
}

static void test_confidence(void **state)
{
    struct intake_case *c = *state;
    add_text(c, "wamid.1", PHONE, "", "Ada pungli parkir di kota Probolinggo");
    take(c);
    ask_equals(c,
               "SELECT COUNT(*) FROM ticket WHERE kind = 5 AND confidential = 1 AND department "
               "= 'INSPEKTORAT'",
               1);
    add_text(c, "wamid.2", PHONE, "", ROAD)->sent_at = NOW;
    take(c);
    ask_equals(c, TICKETS, 2); /* another matter: it does not land in the secret one */
    add_text(c, "wamid.3", PHONE, "", "status")->sent_at = NOW;
    take(c);
    /* the list names the secret matter, so it belongs to it */
    ask_equals(c,
               "SELECT COUNT(*) FROM outbox o JOIN ticket t ON t.id = o.ticket_id WHERE t.kind "
               "= 5 AND o.content LIKE '%LK26-00001-%' AND o.content LIKE '%LK26-00002-%'",
               1);
}

/* --- statuses and other news --- */

/* The desk finds that the one is the same as the other. */
static void merge(struct intake_case *c, int64_t from, int64_t into)
{
    struct err e = { 0 };
    struct ticket t;
    const struct staff oni = { .name = STR("oni"), .role = ROLE_OPERATOR };
    struct intake_options options = intake_case_options();
    struct casework work = {
        .db = c->db, .options = &options, .arena = &c->arena, .who = &oni, .now = NOW, .ticket = &t
    };
    const struct casework_move move = { .to = STATUS_CLOSED,
                                        .outcome = OUTCOME_MERGED,
                                        .into = into };
    must(db_begin(c->db, &e), &e);
    must(ticket_get(c->db, from, &c->arena, &t, &e), &e);
    must(casework_move(&work, &move, &e), &e);
    must(db_commit(c->db, &e), &e);
    assert_int_equal(work.refusal.kind, REFUSAL_NONE);
}

/* What was said first comes last and draws the report into confidence: another's, that the desk had
 * merged into it meanwhile, goes on by itself. */
static void test_what_others_reported_leaves_a_report_in_confidence(void **state)
{
    struct intake_case *c = *state;
    add_text(c, "wamid.1", OTHER, "", ROAD)->sent_at = NOW - 90 * MS_PER_SECOND;
    take(c);
    add_text(c, "wamid.3", PHONE, "", "aspalnya jelek sekali di desa Sebaung")->sent_at =
        NOW - 40 * MS_PER_SECOND;
    take(c);
    merge(c, ask(c, "SELECT MIN(id) FROM ticket"), ask(c, "SELECT MAX(id) FROM ticket"));
    add_text(c, "wamid.2", PHONE, "", "Ada pungli di kantor desa Sebaung")->sent_at =
        NOW - 60 * MS_PER_SECOND;
    take(c);
    assert_true(c->result.replies >= 2);
    ask_equals(c, TICKETS " WHERE kind = 5 AND merged_into IS NULL", 1);
    ask_equals(c, TICKETS " WHERE kind = 1 AND merged_into IS NULL AND status = 2", 1);
    ask_equals(c,
               "SELECT COUNT(*) FROM outbox AS o JOIN contact AS p ON p.id = o.contact_id WHERE "
               "p.wa_id = '" OTHER "' AND o.content LIKE '%kami pisahkan lagi dari laporan%'",
               1);
    ask_equals(c, "SELECT COUNT(*) FROM event WHERE type = 'unmerged' AND actor = 'system'", 1);
}

static void test_statuses_before_and_after_the_answer(void **state)
{
    struct intake_case *c = *state;
    struct err e = { 0 };
    add_text(c, "wamid.1", PHONE, "", ROAD);
    add_text(c, "wamid.2", OTHER, "", LIGHT);
    take(c);
    add_status(c, "wamid.out1", DELIVERY_SENT, 1);      /* by our own mark */
    add_status(c, "wamid.out2", DELIVERY_DELIVERED, 0); /* of a message nobody knows yet */
    take(c);
    assert_int_equal(c->result.statuses, 2);
    ask_equals(c, "SELECT state FROM outbox WHERE id = 1", OUTBOX_SENT);
    ask_equals(c, "SELECT COUNT(*) FROM message WHERE wamid = 'wamid.out1' AND direction = 1", 1);
    ask_equals(c, "SELECT state FROM outbox WHERE id = 2", OUTBOX_PENDING);
    must(outbox_accept(c->db, 1, STR("wamid.out1"), NOW, &e), &e);
    must(outbox_accept(c->db, 2, STR("wamid.out2"), NOW, &e), &e);
    ask_equals(c, "SELECT state FROM outbox WHERE id = 1", OUTBOX_SENT); /* not back to accepted */
    ask_equals(c, "SELECT state FROM outbox WHERE id = 2", OUTBOX_DELIVERED);
    ask_equals(c, "SELECT outbox_id FROM message_status WHERE wamid = 'wamid.out2'", 2);
    add_status(c, "wamid.out1", DELIVERY_READ, 0); /* found by its wamid now */
    add_status(c, "wamid.out1", DELIVERY_SENT, 1); /* a repeat */
    take(c);
    assert_int_equal(c->result.statuses, 1);
    ask_equals(c, "SELECT state FROM outbox WHERE id = 1", OUTBOX_READ);
    ask_equals(c, "SELECT COUNT(*) FROM message_status", 3);
}

static void test_news_are_kept_once(void **state)
{
    struct intake_case *c = *state;
    for (int i = 0; i < 2; i++) {
        c->notices[0] = (struct inbound_notice){ STR("account_update"), STR("{\"event\":\"x\"}"),
                                                 NOW, true, 0 };
        c->notices[1] = (struct inbound_notice){ STR("account_update"), STR("{\"event\":\"y\"}"),
                                                 NOW, true, 0 };
        c->work.batch.notice_count = 2;
        take(c);
        assert_int_equal(c->result.notices, i == 0 ? 2 : 0);
    }
    ask_equals(c, "SELECT COUNT(*) FROM notice", 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define CASE(name) cmocka_unit_test_setup_teardown(name, intake_case_setup, intake_case_teardown)
        CASE(test_a_report_becomes_everything_at_once),
        CASE(test_every_urgent_ticket_names_the_emergency_numbers),
        CASE(test_no_other_ticket_does),
        CASE(test_a_repeat_causes_nothing),
        CASE(test_an_orphan_is_kept_and_answered_by_nobody),
        CASE(test_one_person_seen_from_two_sides_is_merged),
        CASE(test_a_changed_number_keeps_the_person),
        CASE(test_a_failing_part_does_not_hurt_its_neighbours),
        CASE(test_a_late_failure_takes_everything_back),
        CASE(test_rejects_go_raw_into_quarantine),
        CASE(test_an_empty_request_in_quarantine),
        CASE(test_a_replay_is_not_put_aside_again),
        CASE(test_what_may_work_later_fails_as_a_whole),
        CASE(test_messages_count_in_the_order_they_were_sent),
        CASE(test_the_same_second_keeps_the_order_of_arrival),
        CASE(test_a_clock_that_runs_ahead_moves_no_deadline),
        CASE(test_a_greeting_is_answered_without_a_ticket),
        CASE(test_a_group_is_kept_and_left_alone),
        CASE(test_confidence),
        CASE(test_what_others_reported_leaves_a_report_in_confidence),
        CASE(test_statuses_before_and_after_the_answer),
        CASE(test_news_are_kept_once),
    };
    return cmocka_run_group_tests(tests, intake_case_group_setup, intake_case_group_teardown);
}
