/* test_event_chain.c - the audit trail is whole, or it is found where it is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/event_store.h"
#include "store_case.h"
#include <stdio.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define LINES         700 /* more than one batch of the walk */

static int64_t put(struct store_case *c, int64_t ticket_id, const char *reason, const char *text)
{
    struct err e = { 0 };
    int64_t id;
    const struct event event = { .ticket_id = ticket_id,
                                 .at = CASE_NOW,
                                 .type = STR("note"),
                                 .actor = STR("staff:uji"),
                                 .data_json = STR("{\"a\":1}"),
                                 .reason = str_of(reason),
                                 .text = str_of(text) };
    must(event_insert(c->db, &event, &c->arena, &id, &e), &e);
    return id;
}

static void fill(struct store_case *c)
{
    int64_t contact = case_contact(c, "1", NULL);
    int64_t ticket = case_ticket_insert(c, case_ticket(contact));
    for (int i = 0; i < LINES; i++)
        (void)put(c, ticket, i % 3 ? "" : "sebab", i % 2 ? "" : "catatan");
}

static struct chain_report verify(struct store_case *c, const struct chain_head *known)
{
    struct err e = { 0 };
    struct chain_report report;
    must(event_verify(c->db, known, &report, &e), &e);
    return report;
}

static struct chain_head head(struct store_case *c)
{
    struct err e = { 0 };
    struct chain_head h;
    must(chain_head_get(c->db, &h, &e), &e);
    return h;
}

static void test_an_untouched_trail_is_whole(void **state)
{
    struct store_case *c = *state;
    fill(c);
    struct chain_head h = head(c);
    struct chain_report r = verify(c, &h);
    assert_int_equal(r.broken_at, 0);
    assert_int_equal(r.events, LINES);
    assert_true(r.known_found);
    assert_int_equal(h.event_id, LINES);
}

static void test_an_empty_trail_is_whole(void **state)
{
    struct chain_report r = verify(*state, NULL);
    assert_int_equal(r.broken_at, 0);
    assert_int_equal(r.events, 0);
}

/* The triggers keep the program from it; a person with a shell can drop them. */
static void test_what_was_tampered_with_is_found(void **state)
{
    static const struct {
        const char *how, *sql;
        int64_t at;
    } rows[] = {
        { "another time", "UPDATE event SET at = at + 1 WHERE id = 5", 5 },
        { "another actor", "UPDATE event SET actor = 'staff:lain' WHERE id = 600", 600 },
        { "another type", "UPDATE event SET type = 'reply' WHERE id = 1", 1 },
        { "other data", "UPDATE event SET data = '{}' WHERE id = 17", 17 },
        { "another digest", "UPDATE event SET digest = zeroblob(32) WHERE id = 9", 9 },
        { "no digest", "UPDATE event SET digest = NULL WHERE id = 9", 9 },
        { "a line is missing",
          "DELETE FROM remark WHERE event_id = 33; DELETE FROM event WHERE id "
          "= 33",
          33 },
        { "two changed places",
          "UPDATE event SET id = -1 WHERE id = 44; UPDATE event SET id = 44 "
          "WHERE id = 45; UPDATE event SET id = 45 WHERE id = -1",
          44 },
        { "the end is cut off",
          "DELETE FROM remark WHERE event_id > 690; DELETE FROM event WHERE "
          "id > 690",
          691 },
        { "another note", "UPDATE remark SET text = 'lain' WHERE event_id = 7", 7 },
        { "another reason", "UPDATE remark SET reason = 'lain' WHERE event_id = 7", 7 },
        { "the note is gone", "DELETE FROM remark WHERE event_id = 7", 7 },
        { "a note that nobody wrote", "INSERT INTO remark (event_id, text) VALUES (6, 'baru')", 6 },
    };
    struct store_case *c = *state;
    struct err e = { 0 };
    fill(c);
    case_do(c, "DROP TRIGGER event_no_update; DROP TRIGGER event_no_delete; PRAGMA "
               "defer_foreign_keys = ON");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        must(db_savepoint(c->db, &e), &e);
        case_do(c, rows[i].sql);
        struct chain_report r = verify(c, NULL);
        if (r.broken_at != rows[i].at)
            fail_msg("%s: %lld %s", rows[i].how, (long long)r.broken_at, r.why);
        must(db_rollback_to(c->db, &e), &e);
    }
    assert_int_equal(verify(c, NULL).broken_at, 0);
}

/* Whoever cuts the end and the chain's own head alike is found by the head kept elsewhere. */
static void test_a_cut_end_is_found_by_the_head_kept_elsewhere(void **state)
{
    struct store_case *c = *state;
    fill(c);
    struct chain_head h = head(c);
    case_do(c, "DROP TRIGGER event_no_delete; DELETE FROM remark WHERE event_id > 600; DELETE FROM "
               "event WHERE id > 600; UPDATE chain SET event_id = 600, digest = (SELECT digest "
               "FROM event WHERE id = 600)");
    assert_int_equal(verify(c, NULL).broken_at, 0); /* alone it looks whole */
    assert_false(verify(c, &h).known_found);
}

static void test_erased_words_leave_the_chain_whole(void **state)
{
    struct store_case *c = *state;
    fill(c);
    case_do(c, "UPDATE remark SET text = '[dihapus]', erased_at = 1 WHERE event_id = 7");
    struct chain_report r = verify(c, NULL);
    assert_int_equal(r.broken_at, 0);
    assert_int_equal(r.erased, 1);
}

static void test_older_events_have_no_digest(void **state)
{
    struct store_case *c = *state;
    fill(c);
    case_do(c, "DROP TRIGGER event_no_update; DROP TRIGGER event_no_delete; DELETE FROM remark; "
               "DELETE FROM event WHERE id > 3; UPDATE event SET digest = NULL, data = '{}'; "
               "UPDATE chain SET event_id = 3, digest = zeroblob(32)");
    (void)put(c, case_ask(c, "SELECT MAX(id) FROM ticket"), "", "");
    struct chain_report r = verify(c, NULL);
    assert_int_equal(r.broken_at, 0);
    assert_int_equal(r.before, 3);
    assert_int_equal(r.events, 1);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, store_case_setup, store_case_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_an_untouched_trail_is_whole),
        CASE(test_an_empty_trail_is_whole),
        CASE(test_what_was_tampered_with_is_found),
        CASE(test_a_cut_end_is_found_by_the_head_kept_elsewhere),
        CASE(test_erased_words_leave_the_chain_whole),
        CASE(test_older_events_have_no_digest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
