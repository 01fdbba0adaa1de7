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

/* As `kanda erase` does it. */
static void erase(struct store_case *c, int64_t event_id)
{
    char sql[160];
    struct err e = { 0 };
    (void)snprintf(sql, sizeof sql,
                   "UPDATE remark SET text = '[dihapus]', erased_at = 1 WHERE event_id = %lld",
                   (long long)event_id);
    case_do(c, sql);
    must(event_words_erased(c->db, event_id, CASE_NOW, &c->arena, &e), &e);
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
          "DELETE FROM remark WHERE event_id > 701; DELETE FROM event WHERE "
          "id > 701",
          702 },
        { "another note", "UPDATE remark SET text = 'lain' WHERE event_id = 7", 7 },
        { "another reason", "UPDATE remark SET reason = 'lain' WHERE event_id = 7", 7 },
        { "the note is gone", "DELETE FROM remark WHERE event_id = 7", 7 },
        { "a note that nobody wrote", "INSERT INTO remark (event_id, text) VALUES (6, 'baru')", 6 },
        { "a note that passes for erased",
          "UPDATE remark SET text = 'lain', erased_at = 1 WHERE event_id = 7", 7 },
        { "one that passes for erased with the right mark",
          "UPDATE remark SET text = '[dihapus]', erased_at = 1, salt = NULL WHERE event_id = 7",
          7 },
        { "other words where some were erased",
          "UPDATE remark SET text = 'lain' WHERE event_id = 9", 9 },
        { "another salt", "UPDATE remark SET salt = zeroblob(32) WHERE event_id = 7", 7 },
        { "another day", "UPDATE ticket SET due_at = due_at + 1", LINES + 2 },
        { "a later promise", "UPDATE ticket SET promise_at = promise_at + 86400000", LINES + 2 },
        { "no promise", "UPDATE ticket SET promise_at = NULL", LINES + 2 },
        { "another unit", "UPDATE ticket SET department = 'DLH'", LINES + 2 },
        { "another status", "UPDATE ticket SET status = 4", LINES + 2 },
        { "no whistleblower", "UPDATE ticket SET kind = 2", LINES + 2 },
        { "another category", "UPDATE ticket SET category = 'waste'", LINES + 2 },
        { "a higher priority", "UPDATE ticket SET priority = 3", LINES + 2 },
        { "no secret any more", "UPDATE ticket SET confidential = 1 - confidential", LINES + 2 },
        { "another copy", "UPDATE ticket SET copy_to = 'KEC-18'", LINES + 2 },
        { "another state of the ticket", "UPDATE event SET state = '1 1 0 PUPR 0 0' WHERE id = 5",
          5 },
        { "other proofs of words", "UPDATE event SET words = '' WHERE id = 7", 7 },
    };
    struct store_case *c = *state;
    struct err e = { 0 };
    fill(c);
    erase(c, 9);
    (void)put(c, case_ask(c, "SELECT MAX(id) FROM ticket"), "", "");
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
    erase(c, 7);
    erase(c, 9);
    erase(c, 7); /* a second person stood in it */
    struct chain_report r = verify(c, NULL);
    if (r.broken_at) fail_msg("%lld %s", (long long)r.broken_at, r.why);
    assert_int_equal(r.erased, 2);
    assert_int_equal(r.events, LINES + 3);
}

/* Whoever changes a ticket and waits until the program writes its next line is found by that line,
 * where it is one that changes nothing. */
static void test_a_quiet_change_is_not_covered_by_the_next_line(void **state)
{
    struct store_case *c = *state;
    fill(c);
    case_do(c, "UPDATE ticket SET promise_at = promise_at + 86400000");
    (void)put(c, case_ask(c, "SELECT MAX(id) FROM ticket"), "", "catatan");
    assert_int_equal(verify(c, NULL).broken_at, LINES + 1);
}

/* The words of a note stand beside the masked ones for many readers: only its salt keeps them from
 * being guessed, and an erasure leaves nothing to try guesses with. */
static void test_words_are_not_to_be_guessed(void **state)
{
    static const char *const columns[] = { "data", "words", "state" };
    struct store_case *c = *state;
    int64_t ticket = case_ticket_insert(c, case_ticket(case_contact(c, "1", NULL)));
    char guess[2 * SHA256_SIZE + 1], sql[256];
    uint8_t digest[SHA256_SIZE];
    sha256(STR("0\n14\nhubungi 081377"), digest); /* lengths and words, as they are hashed */
    hex_encode(digest, sizeof digest, guess);
    int64_t id = put(c, ticket, "", "hubungi 081377");
    assert_int_equal(put(c, ticket, "", "hubungi 081377"), id + 1);
    for (size_t i = 0; i < LENGTH(columns); i++) {
        (void)snprintf(sql, sizeof sql, "SELECT COUNT(*) FROM event WHERE instr(%s, '%s') > 0",
                       columns[i], guess);
        assert_int_equal(case_ask(c, sql), 0);
    }
    assert_int_equal(case_ask(c, "SELECT COUNT(DISTINCT words) FROM event"), 2); /* not the same */
    assert_int_equal(case_ask(c, "SELECT length(salt) FROM remark LIMIT 1"), 32);
    case_do(c, "CREATE TEMP TABLE old AS SELECT salt FROM remark");
    erase(c, id);
    assert_int_equal(case_ask(c, "SELECT COUNT(*) FROM remark JOIN old USING (salt)"), 1);
}

static void hash_piece(struct sha256 *s, struct str text)
{
    char len[24];
    (void)snprintf(len, sizeof len, "%zu\n", text.len);
    sha256_add(s, str_of(len));
    sha256_add(s, text);
}

/* Event 1 of the ticket, with reason "" and text "catatan", as schema 22 wrote it. */
static void older_put(struct store_case *c, int64_t ticket)
{
    char head[96], hex[2 * SHA256_SIZE + 1], link[2 * SHA256_SIZE + 1], data[128], sql[1024];
    uint8_t digest[SHA256_SIZE] = { 0 };
    struct sha256 s;
    sha256(STR("0\n7\ncatatan"), digest);
    hex_encode(digest, sizeof digest, hex);
    (void)snprintf(data, sizeof data, "{\"a\":1,\"words\":\"%s\"}", hex);
    memset(digest, 0, sizeof digest);
    sha256_begin(&s);
    sha256_add(&s, (struct str){ (const char *)digest, sizeof digest });
    (void)snprintf(head, sizeof head, "1\n%lld\n%lld\n", (long long)ticket, (long long)CASE_NOW);
    sha256_add(&s, str_of(head));
    hash_piece(&s, STR("note"));
    hash_piece(&s, STR("staff:uji"));
    sha256_add(&s, STR("0\n"));
    hash_piece(&s, str_of(data));
    sha256_end(&s, digest);
    hex_encode(digest, sizeof digest, link);
    (void)snprintf(sql, sizeof sql,
                   "INSERT INTO event (id, ticket_id, at, type, actor, data, digest) VALUES (1, "
                   "%lld, %lld, 'note', 'staff:uji', '%s', x'%s'); INSERT INTO remark (event_id, "
                   "text) VALUES (1, 'catatan'); UPDATE chain SET event_id = 1, digest = x'%s'",
                   (long long)ticket, (long long)CASE_NOW, data, link, link);
    case_do(c, sql);
}

/* Written by the program before it had salts: the chain made here is one that it made then. */
static void test_words_of_older_events_are_proven_and_not_shown(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    struct event out[2];
    size_t count;
    bool more;
    int64_t ticket = case_ticket_insert(c, case_ticket(case_contact(c, "1", NULL)));
    older_put(c, ticket);
    assert_int_equal(verify(c, NULL).broken_at, 0);
    must(event_list(c->db, ticket, 0, 2, &c->arena, out, &count, &more, &e), &e);
    assert_int_equal(count, 1);
    assert_true(str_equal(out[0].data_json, STR("{\"a\":1}")));
    case_do(c, "UPDATE remark SET text = 'lain'");
    assert_int_equal(verify(c, NULL).broken_at, 1);
}

/* Event 1 of the ticket as schema 36 wrote it: its state ends with the promise. */
static void shorter_put(struct store_case *c, int64_t ticket)
{
    char head[96], state[128], link[2 * SHA256_SIZE + 1], sql[1024];
    uint8_t digest[SHA256_SIZE] = { 0 };
    struct sha256 s;
    (void)snprintf(state, sizeof state, "%lld %lld %lld PUPR %lld %lld",
                   (long long)case_ask(c, "SELECT kind FROM ticket"),
                   (long long)case_ask(c, "SELECT status FROM ticket"),
                   (long long)case_ask(c, "SELECT outcome FROM ticket"),
                   (long long)case_ask(c, "SELECT COALESCE(due_at, 0) FROM ticket"),
                   (long long)case_ask(c, "SELECT COALESCE(promise_at, 0) FROM ticket"));
    sha256_begin(&s);
    sha256_add(&s, (struct str){ (const char *)digest, sizeof digest });
    (void)snprintf(head, sizeof head, "1\n%lld\n%lld\n", (long long)ticket, (long long)CASE_NOW);
    sha256_add(&s, str_of(head));
    hash_piece(&s, STR("received"));
    hash_piece(&s, STR("reporter"));
    sha256_add(&s, STR("0\n"));
    hash_piece(&s, STR("{}"));
    hash_piece(&s, STR_EMPTY);
    hash_piece(&s, str_of(state));
    sha256_end(&s, digest);
    hex_encode(digest, sizeof digest, link);
    (void)snprintf(sql, sizeof sql,
                   "INSERT INTO event (id, ticket_id, at, type, actor, data, digest, state) VALUES "
                   "(1, %lld, %lld, 'received', 'reporter', '{}', x'%s', '%s'); UPDATE chain SET "
                   "event_id = 1, digest = x'%s'",
                   (long long)ticket, (long long)CASE_NOW, link, state, link);
    case_do(c, sql);
}

static void test_older_states_are_proven_as_far_as_they_go(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    int64_t ticket = case_ticket_insert(c, case_ticket(case_contact(c, "1", NULL)));
    case_do(c, "UPDATE ticket SET department = 'PUPR'");
    shorter_put(c, ticket);
    struct chain_report r = verify(c, NULL);
    if (r.broken_at) fail_msg("%lld %s", (long long)r.broken_at, r.why);
    case_do(c, "UPDATE ticket SET category = 'waste'"); /* it says nothing of that */
    assert_int_equal(verify(c, NULL).broken_at, 0);
    must(db_savepoint(c->db, &e), &e);
    case_do(c, "UPDATE ticket SET promise_at = COALESCE(promise_at, 0) + 1");
    assert_int_equal(verify(c, NULL).broken_at, 1);
    must(db_rollback_to(c->db, &e), &e);
    (void)put(c, ticket, "", "catatan"); /* a line that leaves the ticket where it is */
    assert_int_equal(verify(c, NULL).broken_at, 0);
    case_do(c, "UPDATE ticket SET category = 'street_light'");
    assert_int_equal(verify(c, NULL).broken_at, 2);
}

static void test_older_events_have_no_digest(void **state)
{
    struct store_case *c = *state;
    fill(c);
    case_do(
        c,
        "DROP TRIGGER event_no_update; DROP TRIGGER event_no_delete; DELETE FROM remark; "
        "DELETE FROM event WHERE id > 3; UPDATE event SET digest = NULL, words = '', state = ''; "
        "UPDATE chain SET event_id = 3, digest = zeroblob(32)");
    struct chain_head h = head(c), other = h,
                      later = h; /* all zero, as it was kept in those days */
    assert_true(verify(c, &h).known_found);
    (void)put(c, case_ask(c, "SELECT MAX(id) FROM ticket"), "", "");
    struct chain_report r = verify(c, &h);
    assert_int_equal(r.broken_at, 0);
    assert_int_equal(r.before, 3);
    assert_int_equal(r.events, 1);
    assert_true(r.known_found);
    other.digest[0] = 1; /* of a chain, in which that line stood */
    assert_false(verify(c, &other).known_found);
    later.event_id = 4; /* that one has a digest */
    assert_false(verify(c, &later).known_found);
}

static void test_a_head_of_no_event_is_all_zero(void **state)
{
    struct chain_head h = head(*state);
    assert_true(verify(*state, &h).known_found);
    h.digest[31] = 1;
    assert_false(verify(*state, &h).known_found);
}

/* Lines that lost their digests would pass for older than the chain, and those prove nothing. */
static void test_a_chain_is_not_blinded_by_taking_digests_away(void **state)
{
#define ALL     "UPDATE event SET digest = NULL"
#define FORGERY "; UPDATE event SET actor = 'staff:lain' WHERE id = 5"
    static const struct {
        const char *how, *sql;
        int64_t at; /* 0: alone it looks whole */
        bool found; /* the head kept elsewhere */
    } rows[] = {
        { "all", ALL FORGERY, 1, false },
        { "all, and nothing else", ALL, 1, false },
        { "all, with states and words", ALL ", state = '', words = ''; DELETE FROM remark" FORGERY,
          LINES + 1, false },
        { "all, with the head's digest", ALL "; UPDATE chain SET digest = zeroblob(32)" FORGERY, 1,
          false },
        { "as an honest database from before the chain",
          ALL ", state = '', words = ''; UPDATE chain SET digest = zeroblob(32)" FORGERY, 0,
          false },
        { "all but the last", ALL " WHERE id < 700" FORGERY, 1, true },
        { "all but the last, with states and words",
          ALL ", state = '', words = '' WHERE id < 700" FORGERY, LINES, true },
        { "a beginning", ALL " WHERE id <= 5" FORGERY, 1, true },
        { "a beginning, with states and words", ALL ", state = '', words = '' WHERE id <= 5", 6,
          true },
        { "the last", ALL " WHERE id = 700", LINES, false },
        { "the last hundred", ALL ", state = '', words = '' WHERE id > 600", 601, false },
    };
    struct store_case *c = *state;
    struct err e = { 0 };
    fill(c);
    struct chain_head h = head(c);
    case_do(c, "DROP TRIGGER event_no_update");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        must(db_savepoint(c->db, &e), &e);
        case_do(c, rows[i].sql);
        struct chain_report alone = verify(c, NULL), kept = verify(c, &h);
        if (alone.broken_at != rows[i].at || kept.broken_at != rows[i].at ||
            kept.known_found != rows[i].found)
            fail_msg("%s: %lld %s, %d", rows[i].how, (long long)alone.broken_at, alone.why,
                     kept.known_found);
        must(db_rollback_to(c->db, &e), &e);
    }
    assert_int_equal(verify(c, &h).broken_at, 0);
    assert_true(verify(c, &h).known_found);
}

static void desk_put(struct store_case *c)
{
    struct err e = { 0 };
    const struct desk_act by = { STR("staff:uji"), CASE_NOW };
    must(desk_event_insert(c->db, &by, EVENT_STAFF_PASSWORD, &e, "{\"account\":\"%s\"}", "rina"),
         &e);
}

/* Lines of no ticket stand in the same chain, between those of tickets. */
static void test_changes_of_the_desk_are_links_too(void **state)
{
    static const struct {
        const char *sql;
        int64_t at;
    } rows[] = {
        { "UPDATE desk_event SET actor = 'staff:lain' WHERE id = 1", 1 },
        { "UPDATE desk_event SET data = '{}' WHERE id = 702", LINES + 2 },
        { "DELETE FROM desk_event WHERE id = 1", 1 },
        { "DELETE FROM desk_event WHERE id = 702", LINES + 2 },
    };
    struct store_case *c = *state;
    struct err e = { 0 };
    desk_put(c);
    fill(c);
    desk_put(c);
    (void)put(c, case_ask(c, "SELECT MAX(id) FROM ticket"), "", "");
    struct chain_head h = head(c);
    struct chain_report r = verify(c, &h);
    assert_int_equal(r.broken_at, 0);
    assert_true(r.known_found);
    assert_int_equal(r.events, LINES + 3);
    assert_int_equal(r.desk, 2);
    case_do(c, "DROP TRIGGER desk_event_no_update; DROP TRIGGER desk_event_no_delete");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        must(db_savepoint(c->db, &e), &e);
        case_do(c, rows[i].sql);
        r = verify(c, NULL);
        if (r.broken_at != rows[i].at) fail_msg("%s: %lld", rows[i].sql, (long long)r.broken_at);
        must(db_rollback_to(c->db, &e), &e);
    }
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
        CASE(test_a_quiet_change_is_not_covered_by_the_next_line),
        CASE(test_words_are_not_to_be_guessed),
        CASE(test_words_of_older_events_are_proven_and_not_shown),
        CASE(test_older_states_are_proven_as_far_as_they_go),
        CASE(test_older_events_have_no_digest),
        CASE(test_changes_of_the_desk_are_links_too),
        CASE(test_a_head_of_no_event_is_all_zero),
        CASE(test_a_chain_is_not_blinded_by_taking_digests_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
