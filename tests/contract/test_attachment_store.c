/* test_attachment_store.c - rows of attachments: when they are due, what becomes of them, whose
 * they are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/attachment_store.h"
#include "store_case.h"
#include <stdio.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define HASH          "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA="
#define HEX           "abcdef123456789..."

static const struct attachment_trouble trouble = { "network", "Meta cannot be reached", false };
static const struct attachment_trouble fault = { "wrong_hash", "another file", true };

static struct inbound photo(const char *id)
{
    return (struct inbound){ .type = MESSAGE_IMAGE,
                             .sent_at = CASE_NOW - 1000,
                             .media = { .id = str_of(id),
                                        .mime_type = STR("image/jpeg"),
                                        .sha256 = STR(HASH),
                                        .filename = STR_EMPTY,
                                        .url = STR("https://lookaside.fbsbx.com/x") } };
}

static int64_t put(struct store_case *c, const struct inbound *m)
{
    struct err e = { 0 };
    int64_t message = case_message(c, case_contact(c, "6281200000001", NULL));
    must(attachment_insert(c->db, message, m, CASE_NOW, &e), &e);
    return case_ask(c, "SELECT COALESCE(MAX(id), 0) FROM attachment");
}

static size_t begin(struct store_case *c, int64_t now, struct attachment_work *out, size_t max)
{
    struct err e = { 0 };
    size_t count = 0;
    must(attachment_begin(c->db, now, out, max, &count, &e), &e);
    return count;
}

static int64_t next_due(struct store_case *c)
{
    struct err e = { 0 };
    int64_t at = -1;
    must(attachment_next_due(c->db, &at, &e), &e);
    return at;
}

static void test_which_messages_have_a_file(void **state)
{
    static char long_id[200], long_url[3000];
    memset(long_id, '7', sizeof long_id - 1);
    memset(long_url, 'u', sizeof long_url - 1);
    const struct {
        const char *rule;
        enum message_type type;
        const char *id, *url, *sha256;
        int rows, with_url, with_hash;
    } rows[] = {
        { "a photo", MESSAGE_IMAGE, "1", "https://x", HASH, 1, 1, 1 },
        { "a film without an address", MESSAGE_VIDEO, "1", "", HASH, 1, 0, 1 },
        { "a voice note without a hash", MESSAGE_AUDIO, "1", "", "", 1, 0, 0 },
        { "a hash that is none", MESSAGE_STICKER, "1", "", "x=", 1, 0, 0 },
        { "a hash that is too short", MESSAGE_STICKER, "1", "", "AAAA", 1, 0, 0 },
        { "a document", MESSAGE_DOCUMENT, "1", "", HASH, 1, 0, 1 },
        { "a text has none", MESSAGE_TEXT, "1", "", HASH, 0, 0, 0 },
        { "nor has a pin", MESSAGE_LOCATION, "1", "", HASH, 0, 0, 0 },
        { "nor a photo that Meta could not give", MESSAGE_IMAGE, "", "", HASH, 0, 0, 0 },
        { "an id too long to be one loses the file, not the message", MESSAGE_IMAGE, long_id, "",
          HASH, 0, 0, 0 },
        { "an address too long to keep is asked for", MESSAGE_IMAGE, "1", long_url, HASH, 1, 0, 1 },
    };
    struct store_case *c = *state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct inbound m = photo(rows[i].id);
        m.type = rows[i].type;
        m.media.url = str_of(rows[i].url);
        m.media.sha256 = str_of(rows[i].sha256);
        case_do(c, "DELETE FROM attachment");
        (void)put(c, &m);
        if (case_ask(c, "SELECT COUNT(*) FROM attachment") != rows[i].rows ||
            case_ask(c, "SELECT COUNT(url) FROM attachment") != rows[i].with_url ||
            case_ask(c, "SELECT COUNT(said_hash) FROM attachment") != rows[i].with_hash)
            fail_msg("%s", rows[i].rule);
    }
}

static void test_meta_forgets_seven_days_after_it_was_sent(void **state)
{
    static const struct {
        const char *rule;
        int64_t sent_at, expires_at;
    } rows[] = {
        { "seven days after it was sent", CASE_NOW - MS_PER_DAY, CASE_NOW + 6 * MS_PER_DAY },
        { "a clock that runs ahead promises no more", CASE_NOW + MS_PER_DAY,
          CASE_NOW + 7 * MS_PER_DAY },
        { "long ago: expired, and tried once all the same", CASE_NOW - 30 * MS_PER_DAY,
          CASE_NOW - 23 * MS_PER_DAY },
    };
    struct store_case *c = *state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct inbound m = photo("1");
        struct attachment_work w[4];
        m.sent_at = rows[i].sent_at;
        (void)put(c, &m);
        assert_int_equal(begin(c, CASE_NOW, w, LENGTH(w)), 1);
        if (w[0].expires_at != rows[i].expires_at) fail_msg("%s", rows[i].rule);
    }
}

static void test_what_is_begun_is_told_whole_and_once(void **state)
{
    struct store_case *c = *state;
    struct inbound m = photo("300000000000003");
    struct attachment_work w[4];
    static const uint8_t start[] = { 0xab, 0xcd, 0xef, 0x12 };
    int64_t id = put(c, &m);
    assert_int_equal(next_due(c), CASE_NOW);
    assert_int_equal(begin(c, CASE_NOW - 1, w, LENGTH(w)), 0);
    assert_int_equal(begin(c, CASE_NOW, w, LENGTH(w)), 1);
    assert_int_equal(w[0].id, id);
    assert_int_equal(w[0].attempt, 1);
    assert_int_equal(w[0].faults, 0);
    assert_int_equal(w[0].kind, MESSAGE_IMAGE);
    assert_string_equal(w[0].media_id, "300000000000003");
    assert_string_equal(w[0].url, "https://lookaside.fbsbx.com/x");
    assert_string_equal(w[0].said_type, "image/jpeg");
    assert_true(w[0].has_hash && memcmp(w[0].said_hash, start, sizeof start) == 0);
    assert_int_equal(begin(c, CASE_NOW + 1, w, LENGTH(w)), 0);
    assert_int_equal(next_due(c), 0);
}

static void test_few_at_a_time_oldest_first(void **state)
{
    struct store_case *c = *state;
    struct attachment_work w[2];
    struct inbound m = photo("1");
    int64_t first = put(c, &m), second = put(c, &m), third = put(c, &m);
    assert_int_equal(begin(c, CASE_NOW, w, 2), 2);
    assert_int_equal(w[0].id + w[1].id, first + second);
    assert_int_equal(begin(c, CASE_NOW, w, 2), 1);
    assert_int_equal(w[0].id, third);
}

static void test_a_failure_waits_and_forgets_the_address(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    struct attachment_work w[2];
    struct inbound m = photo("1");
    int64_t id = put(c, &m);
    assert_int_equal(begin(c, CASE_NOW, w, 2), 1);
    must(attachment_retry(c->db, id, CASE_NOW + 5000, &trouble, CASE_NOW, &e), &e);
    assert_int_equal(next_due(c), CASE_NOW + 5000);
    assert_int_equal(begin(c, CASE_NOW + 4999, w, 2), 0);
    assert_int_equal(begin(c, CASE_NOW + 5000, w, 2), 1);
    assert_string_equal(w[0].url, "");
    assert_int_equal(w[0].attempt, 2);
    assert_int_equal(w[0].faults, 0);
    must(attachment_retry(c->db, id, CASE_NOW, &fault, CASE_NOW, &e), &e);
    assert_int_equal(begin(c, CASE_NOW, w, 2), 1);
    assert_int_equal(w[0].faults, 1);
}

static void test_an_end_is_an_end(void **state)
{
    static const struct attachment_file file = {
        .hash = HEX, .size = 42, .type = "image/png", .suspect = true
    };
    struct store_case *c = *state;
    struct err e = { 0 };
    struct attachment_work w[4];
    struct inbound m = photo("1");
    int64_t stored = put(c, &m), failed = put(c, &m), expired = put(c, &m);
    assert_int_equal(begin(c, CASE_NOW, w, LENGTH(w)), 3);
    must(attachment_store(c->db, stored, &file, CASE_NOW, &e) &&
             attachment_end(c->db, failed, ATTACHMENT_FAILED, &fault, CASE_NOW, &e) &&
             attachment_end(c->db, expired, ATTACHMENT_EXPIRED, &trouble, CASE_NOW, &e),
         &e);
    /* what comes late changes nothing */
    must(attachment_retry(c->db, stored, CASE_NOW, &trouble, CASE_NOW, &e) &&
             attachment_store(c->db, failed, &file, CASE_NOW, &e) &&
             attachment_give_back(c->db, expired, CASE_NOW, &e),
         &e);
    assert_int_equal(begin(c, INT64_MAX, w, LENGTH(w)), 0);
    case_equals(c,
                "SELECT COUNT(*) FROM attachment WHERE id = 1 AND state = 1 AND size = 42 AND "
                "suspect = 1 AND type = 'image/png' AND file_hash = '" HEX "' AND error_code IS "
                "NULL AND url IS NULL",
                1);
    case_equals(c,
                "SELECT COUNT(*) FROM attachment WHERE id = 2 AND state = 2 AND error_code = "
                "'wrong_hash' AND faults = 1 AND file_hash IS NULL AND url IS NULL",
                1);
    case_equals(c,
                "SELECT COUNT(*) FROM attachment WHERE id = 3 AND state = 3 AND error_code = "
                "'network' AND attempts = 1",
                1);
}

static void test_after_a_crash(void **state)
{
    static const struct {
        const char *rule;
        int attempts;
        int64_t due_at;
    } rows[] = {
        { "the first time it is due at once", 1, CASE_NOW + 10 },
        { "and the third", 3, CASE_NOW + 10 },
        { "a file at which the program dies comes ever more seldom", 4, CASE_NOW + 10 + 240000 },
        { "and more", 60, CASE_NOW + 10 + 3600000 },
    };
    struct store_case *c = *state;
    struct err e = { 0 };
    struct attachment_work w[4];
    struct inbound m = photo("1");
    int64_t count;
    (void)put(c, &m);
    assert_int_equal(begin(c, CASE_NOW, w, LENGTH(w)), 1);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char sql[96];
        (void)snprintf(sql, sizeof sql, "UPDATE attachment SET begun_at = 1, attempts = %d",
                       rows[i].attempts);
        case_do(c, sql);
        must(attachment_recover(c->db, CASE_NOW + 10, &count, &e), &e);
        if (count != 1 || next_due(c) != rows[i].due_at)
            fail_msg("%s: %lld", rows[i].rule, (long long)(next_due(c) - CASE_NOW));
    }
    must(attachment_recover(c->db, CASE_NOW, &count, &e), &e);
    assert_int_equal(count, 0);
}

static void test_given_back_is_not_counted(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    struct attachment_work w[2];
    struct inbound m = photo("1");
    int64_t id = put(c, &m);
    assert_int_equal(begin(c, CASE_NOW, w, 2), 1);
    must(attachment_give_back(c->db, id, CASE_NOW, &e), &e);
    assert_int_equal(begin(c, CASE_NOW, w, 2), 1);
    assert_int_equal(w[0].attempt, 1);
    assert_string_equal(w[0].url, "https://lookaside.fbsbx.com/x");
}

/* A message is bound to its ticket when the citizen has said more. */
static void test_whose_they_are(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    struct inbound m = photo("1");
    struct attachment_list list;
    int64_t contact = case_contact(c, "6281200000001", NULL), tickets[60];
    for (size_t i = 0; i < LENGTH(tickets); i++)
        tickets[i] = case_ticket_insert(c, case_ticket(contact));
    int64_t a = put(c, &m), b = put(c, &m), other = put(c, &m);
    must(attachment_of_tickets(c->db, tickets, LENGTH(tickets), &c->arena, &list, &e), &e);
    assert_int_equal(list.count, 0);
    char sql[200];
    (void)snprintf(sql, sizeof sql,
                   "UPDATE message SET ticket_id = %lld WHERE id IN (SELECT message_id FROM "
                   "attachment WHERE id IN (%lld, %lld))",
                   (long long)tickets[59], (long long)a, (long long)b);
    case_do(c, sql);
    (void)snprintf(sql, sizeof sql,
                   "UPDATE message SET ticket_id = %lld WHERE id = (SELECT message_id FROM "
                   "attachment WHERE id = %lld)",
                   (long long)tickets[3], (long long)other);
    case_do(c, sql);
    must(attachment_of_tickets(c->db, tickets, LENGTH(tickets), &c->arena, &list, &e), &e);
    assert_int_equal(list.count, 3);
    assert_int_equal(list.at[0].id, other);
    assert_int_equal(list.at[0].ticket_id, tickets[3]);
    assert_int_equal(list.at[1].id, a);
    assert_int_equal(list.at[2].id, b);
    assert_int_equal(list.at[2].ticket_id, tickets[59]);
    assert_true(list.at[0].state == ATTACHMENT_WAITING && list.at[0].size == 0 &&
                str_equal(list.at[0].type, STR("image/jpeg")) && list.at[0].file_hash.len == 0);
    must(attachment_of_tickets(c->db, tickets, 59, &c->arena, &list, &e), &e);
    assert_int_equal(list.count, 1);
    must(attachment_of_tickets(c->db, tickets, 0, &c->arena, &list, &e), &e);
    assert_int_equal(list.count, 0);
}

static void test_many_of_one_ticket(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    struct inbound m = photo("1");
    struct attachment_list list;
    int64_t ticket = case_ticket_insert(c, case_ticket(case_contact(c, "6281200000001", NULL)));
    char sql[80];
    for (int i = 0; i < 150; i++)
        (void)put(c, &m);
    (void)snprintf(sql, sizeof sql, "UPDATE message SET ticket_id = %lld", (long long)ticket);
    case_do(c, sql);
    must(attachment_of_tickets(c->db, &ticket, 1, &c->arena, &list, &e), &e);
    assert_int_equal(list.count, 150);
    for (size_t i = 1; i < list.count; i++)
        assert_true(list.at[i].id > list.at[i - 1].id);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, store_case_setup, store_case_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_which_messages_have_a_file),
        CASE(test_meta_forgets_seven_days_after_it_was_sent),
        CASE(test_what_is_begun_is_told_whole_and_once),
        CASE(test_few_at_a_time_oldest_first),
        CASE(test_a_failure_waits_and_forgets_the_address),
        CASE(test_an_end_is_an_end),
        CASE(test_after_a_crash),
        CASE(test_given_back_is_not_counted),
        CASE(test_whose_they_are),
        CASE(test_many_of_one_ticket),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
