/* test_rubbish.c - signed requests that make no sense.
 *
 * Meta's signature is right, so nothing of it may be lost: what cannot be used is in quarantine,
 * and `kanda replay` runs it again. */
#include "town.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MIB         ((size_t)1 << 20)
#define WEBHOOK_MAX (4 * MIB)
#define MEMORY_KIB  (64 * 1024)
#define REPORT      "Jalan berlubang di desa Sebaung kecamatan Gending, tolong diperbaiki"
#define QUARANTINED "SELECT COUNT(*) FROM quarantine"
#define MESSAGES    "SELECT COUNT(*) FROM message WHERE direction = 0"

/* Each signed request leaves at least one of these. */
#define KEPT                                                                                       \
    "SELECT (SELECT COUNT(*) FROM quarantine) + (SELECT COUNT(*) FROM notice) + (SELECT COUNT(*) " \
    "FROM message WHERE direction = 0)"

static int setup(void **state)
{
    static struct town town;
    town_create(&town, "messages_per_second = 1000\n");
    town_start_sim(&town, NULL);
    if (!town_start(&town)) fail_msg("kanda did not start: see %s", town.log);
    *state = &town;
    return 0;
}

static int teardown(void **state)
{
    struct town *t = *state;
    assert_int_equal(town_stop(t), 0);
    town_stop_sim(t);
    town_destroy(t);
    return 0;
}

static int post_bytes(const struct town *t, const char *body, size_t len)
{
    struct answer a = town_post(t, body, len);
    int status = a.status;
    answer_free(&a);
    return status;
}

#define WEBHOOK(entry) "{\"object\":\"whatsapp_business_account\",\"entry\":" entry "}"
#define CHANGE(value)  WEBHOOK("[{\"changes\":[{\"field\":\"messages\",\"value\":" value "}]}]")
#define OURS           "\"metadata\":{\"phone_number_id\":\"" TOWN_NUMBER "\"},"
#define MESSAGE(m)     CHANGE("{" OURS "\"messages\":[" m "]}")

static void test_signed_rubbish_is_kept_and_answered_200(void **state)
{
    static const struct {
        const char *rule, *body, *reason;
    } rows[] = {
        { "nothing at all", "", "not_json" },
        { "blanks", " \r\n\t ", "not_json" },
        { "half an object", "{\"object\":\"whatsapp_busi", "not_json" },
        { "two values", "{} {}", "not_json" },
        { "bytes that are not UTF-8", MESSAGE("{\"id\":\"w\xff\xfe\"}"), "not_json" },
        { "an empty array", "[]", "not_whatsapp" },
        { "null", "null", "not_whatsapp" },
        { "a number", "1e400", NULL },
        { "another object", "{\"object\":\"instagram\",\"entry\":[]}", "not_whatsapp" },
        { "object as an array", "{\"object\":[],\"entry\":[]}", "not_whatsapp" },
        { "no entry", "{\"object\":\"whatsapp_business_account\"}", "bad_entry" },
        { "entry as an object", WEBHOOK("{}"), "bad_entry" },
        { "entry of numbers", WEBHOOK("[1,2]"), "bad_entry" },
        { "changes as a text", WEBHOOK("[{\"changes\":\"x\"}]"), "bad_entry" },
        { "a change that is null", WEBHOOK("[{\"changes\":[null]}]"), "bad_change" },
        { "a value that is null", CHANGE("null"), "bad_change" },
        { "a value that is an array", CHANGE("[]"), "bad_change" },
        { "a value without anything", CHANGE("{}"), "bad_change" },
        { "messages as an object", CHANGE("{\"messages\":{}}"), "bad_message" },
        { "messages as a number", CHANGE("{\"messages\":7}"), "bad_message" },
        { "statuses as a text", CHANGE("{\"statuses\":\"sent\"}"), "bad_status" },
        { "errors as a boolean", CHANGE("{\"errors\":true}"), "bad_errors" },
        { "a message that is an array", MESSAGE("[]"), "bad_message" },
        { "a message that is a number", MESSAGE("7"), "bad_message" },
        { "a message without an id", MESSAGE("{\"type\":\"text\"}"), "no_message_id" },
        { "an id that is an object", MESSAGE("{\"id\":{},\"type\":\"text\"}"), "no_message_id" },
        { "a status that is null", CHANGE("{\"statuses\":[null]}"), "bad_status" },
        { "for another number",
          CHANGE("{\"metadata\":{\"phone_number_id\":\"1\"},\"messages\":[{\"id\":\"w\"}]}"),
          "other_number" },
    };
    struct town *t = *state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char sql[160];
        int64_t before = town_count(t, QUARANTINED), messages = town_count(t, MESSAGES);
        int status = post_bytes(t, rows[i].body, strlen(rows[i].body));
        if (status != 200) fail_msg("%s: %d", rows[i].rule, status);
        if (town_count(t, QUARANTINED) != before + 1) fail_msg("%s: not kept", rows[i].rule);
        assert_int_equal(town_count(t, MESSAGES), messages);
        (void)snprintf(sql, sizeof sql,
                       "SELECT reason = '%s' FROM quarantine ORDER BY id DESC LIMIT 1",
                       rows[i].reason ? rows[i].reason : "not_whatsapp");
        if (rows[i].reason && town_count(t, sql) != 1)
            fail_msg("%s: kept for another reason", rows[i].rule);
    }
    town_others_served(t);
}

/* Wrong types inside a message that has an id: it is kept as a message, whatever it says. */
static void test_wrong_types_inside_a_message_lose_nothing(void **state)
{
    static const struct {
        const char *rule, *content;
    } rows[] = {
        { "a text that is a number", "\"type\":\"text\",\"text\":{\"body\":42}" },
        { "a text that is an array", "\"type\":\"text\",\"text\":[]" },
        { "a text that is null", "\"type\":\"text\",\"text\":null" },
        { "a type that is a number", "\"type\":7,\"text\":{\"body\":\"halo\"}" },
        { "a type that nobody knows", "\"type\":\"hologram\",\"hologram\":{}" },
        { "no type", "\"x\":1" },
        { "a time that is an array",
          "\"type\":\"text\",\"timestamp\":[],\"text\":{\"body\":\"a\"}" },
        { "a time before all times", "\"type\":\"text\",\"timestamp\":\"-9\",\"text\":{\"body\":"
                                     "\"b\"}" },
        { "a time after all times",
          "\"type\":\"text\",\"timestamp\":\"99999999999999999999\",\"text\":{\"body\":\"c\"}" },
        { "a sender that is an object", "\"from\":{},\"type\":\"text\",\"text\":{\"body\":\"d\"}" },
        { "a sender that is a number",
          "\"from\":6281200000002,\"type\":\"text\",\"text\":{\"body\":\"Sampah di Leces\"}" },
        { "a context that is a text",
          "\"from\":\"6281200000002\",\"context\":\"x\",\"type\":\"text\",\"text\":{\"body\":"
          "\"e\"}" },
        { "a pin without numbers",
          "\"from\":\"6281200000002\",\"type\":\"location\",\"location\":{\"latitude\":\"x\"}" },
        { "a pin beyond the pole", "\"from\":\"6281200000002\",\"type\":\"location\",\"location\":{"
                                   "\"latitude\":900,\"longitude\":0}" },
        { "a photo that is a text",
          "\"from\":\"6281200000002\",\"type\":\"image\",\"image\":\"x\"" },
        { "contacts as numbers", "\"from\":\"6281200000002\",\"type\":\"contacts\",\"contacts\":[1,"
                                 "2]" },
        { "a form that is a number",
          "\"from\":\"6281200000002\",\"type\":\"interactive\",\"interactive\":{\"nfm_reply\":{"
          "\"response_json\":5}}" },
        { "a reaction to nothing",
          "\"from\":\"6281200000002\",\"type\":\"reaction\",\"reaction\":{\"emoji\":null}" },
        { "a text of one NUL",
          "\"from\":\"6281200000002\",\"type\":\"text\",\"text\":{\"body\":\"\\u0000\"}" },
        { "a text of half a character",
          "\"from\":\"6281200000002\",\"type\":\"text\",\"text\":{\"body\":\"\\ud83d\"}" },
        { "the same key twice", "\"type\":\"text\",\"type\":\"image\",\"text\":{\"body\":\"f\"}" },
    };
    struct town *t = *state;
    char body[1024], sql[160];
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t aside = town_count(t, QUARANTINED);
        (void)snprintf(body, sizeof body, MESSAGE("{\"id\":\"wamid.T%zu\",%s}"), i,
                       rows[i].content);
        int status = post_bytes(t, body, strlen(body));
        if (status != 200) fail_msg("%s: %d", rows[i].rule, status);
        (void)snprintf(sql, sizeof sql,
                       "SELECT (SELECT COUNT(*) FROM message WHERE wamid = 'wamid.T%zu') + "
                       "(SELECT COUNT(*) FROM quarantine)",
                       i);
        if (town_count(t, sql) != aside + 1) fail_msg("%s: lost, or kept twice", rows[i].rule);
    }
    town_others_served(t);
}

static char *repeated(const char *piece, size_t times, const char *before, const char *after)
{
    size_t n = strlen(piece), head = strlen(before), len = head + n * times + strlen(after);
    char *text = malloc(len + 1);
    assert_non_null(text);
    memcpy(text, before, head);
    for (size_t i = 0; i < times; i++)
        memcpy(text + head + i * n, piece, n);
    memcpy(text + head + n * times, after, strlen(after) + 1);
    return text;
}

#define ACCOUNT(before)                                                                            \
    "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"changes\":[{\"field\":\"account_"     \
    "update\",\"value\":" before
#define MESSAGES_OF(before)                                                                        \
    "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"changes\":[{\"field\":\"messages\","  \
    "\"value\":" before
#define END "]}]}"

/* Signed, so it is kept, however much it wants to become. */
static void test_bodies_made_to_hurt_a_parser_are_kept(void **state)
{
    static const struct {
        const char *rule, *piece;
        size_t times;
        const char *before, *after;
    } rows[] = {
        { "a million brackets", "[", MIB, "", "" },
        { "a hundred thousand objects in each other", "{\"a\":", 100000, "", "" },
        { "nested in the value of a change", "[", 100000, MESSAGES_OF(""), "" },
        { "numbers that grow in print", "9e15,", 4 * MIB / 5 - 100, ACCOUNT("["), "0]}" END },
        { "a million empty arrays", "[],", 4 * MIB / 3 - 100, ACCOUNT("["), "0]}" END },
        { "two million zeros", "0,", 2 * MIB - 200,
          "{\"object\":\"whatsapp_business_account\",\"entry\":[", "0]}" },
        { "one text of four million letters", "a", 4 * MIB - 400,
          MESSAGES_OF("{\"messages\":[{\"id\":\"wamid.LONG\",\"from\":\"6281200000003\",\"type\":"
                      "\"text\",\"text\":{\"body\":\""),
          "\"}}]}}" END },
        { "a name of four million letters", "a", 4 * MIB - 400,
          MESSAGES_OF("{\"contacts\":[{\"wa_id\":\"6281200000004\",\"profile\":{\"name\":\""),
          "\"}}],\"messages\":[{\"id\":\"wamid.NAME\",\"from\":\"6281200000004\",\"type\":\"text\","
          "\"text\":{\"body\":\"halo\"}}]}}" END },
    };
    struct town *t = *state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *body = repeated(rows[i].piece, rows[i].times, rows[i].before, rows[i].after);
        int64_t before = town_count(t, KEPT);
        int status = post_bytes(t, body, strlen(body));
        free(body);
        if (status != 200) fail_msg("%s: %d", rows[i].rule, status);
        if (town_count(t, KEPT) != before + 1) fail_msg("%s: not kept once", rows[i].rule);
    }
    town_others_served(t);
}

#define HEAVY 12

struct heavy {
    const struct town *town;
    const char *body;
    int stored, other;
};

static void *post_heavy(void *ctx)
{
    struct heavy *h = ctx;
    for (int i = 0; i < 3; i++) {
        int status = post_bytes(h->town, h->body, strlen(h->body));
        h->stored += status == 200;
        /* 0: sent away while it was still talking, so that the answer got lost with the rest */
        h->other += status != 200 && status != 503 && status != 0;
    }
    return NULL;
}

static void test_large_bodies_at_once_are_stored_or_sent_away(void **state)
{
    struct town *t = *state;
    struct heavy heavy[HEAVY];
    pthread_t threads[HEAVY];
    int stored = 0, other = 0;
    int64_t before = town_count(t, QUARANTINED);
    char *body = repeated("x", WEBHOOK_MAX - 10, "", "");
    for (int i = 0; i < HEAVY; i++) {
        heavy[i] = (struct heavy){ .town = t, .body = body };
        assert_int_equal(pthread_create(&threads[i], NULL, post_heavy, &heavy[i]), 0);
    }
    for (int i = 0; i < HEAVY; i++) {
        (void)pthread_join(threads[i], NULL);
        stored += heavy[i].stored;
        other += heavy[i].other;
    }
    free(body);
    assert_int_equal(other, 0);
    assert_true(stored > 0);
    assert_int_equal(town_count(t, QUARANTINED), before + stored);
    town_others_served(t);
}

/* Long texts of many different words: what costs most to understand, to index and to store. */
static char *long_batch(int count)
{
    size_t cap = (size_t)count * 2200 + 512, len;
    char *body = malloc(cap);
    assert_non_null(body);
    len = (size_t)snprintf(body, cap, MESSAGES_OF("{" OURS "\"messages\":["));
    for (int i = 0; i < count; i++) {
        len += (size_t)snprintf(body + len, cap - len,
                                "%s{\"id\":\"wamid.L%d\",\"from\":\"62814%07d\",\"type\":\"text\","
                                "\"text\":{\"body\":\"Jalan rusak",
                                i ? "," : "", i, i);
        for (int word = 0; word < 180; word++)
            len += (size_t)snprintf(body + len, cap - len, " kata%d", i * 7 + word);
        len += (size_t)snprintf(body + len, cap - len, "\"}}");
    }
    (void)snprintf(body + len, cap - len, "]}}" END);
    return body;
}

static void test_the_heaviest_batch_is_taken_whole(void **state)
{
    struct town *t = *state;
    char *body = long_batch(1900);
    int status = post_bytes(t, body, strlen(body));
    free(body);
    assert_int_equal(status, 200);
    assert_int_equal(
        town_count(t, "SELECT COUNT(*) FROM message WHERE wamid LIKE 'wamid.L%' AND ticket_id > 0"),
        1900);
}

/* Of forty times as many contacts, still the first thousand are looked at for each message. */
#define GROWTH_MAX 5

/* Processor time that 2,000 messages beside so many contacts take. Numbers, so that looking for the
 * right contact would make text of each of them each time. */
static int64_t cost_of_phone_book(const struct town *t, int contacts)
{
    size_t cap = (size_t)4 << 20, len;
    char *body = malloc(cap);
    assert_non_null(body);
    len = (size_t)snprintf(body, cap, MESSAGES_OF("{" OURS "\"contacts\":[{}"));
    for (int i = 0; i < contacts; i++)
        len += (size_t)snprintf(body + len, cap - len, ",{\"wa_id\":62900%08d}", i);
    len += (size_t)snprintf(body + len, cap - len, "],\"messages\":[{}");
    for (int i = 0; i < 2000; i++)
        len += (size_t)snprintf(body + len, cap - len,
                                ",{\"id\":\"wamid.P%d.%d\",\"from\":\"62%05d%05d\"}", contacts, i,
                                contacts, i);
    (void)snprintf(body + len, cap - len, "]}}" END);
    int64_t begin = town_cpu_ms(t);
    assert_int_equal(post_bytes(t, body, strlen(body)), 200);
    free(body);
    return town_cpu_ms(t) - begin;
}

static void test_a_phone_book_of_numbers_is_kept_and_holds_up_nobody(void **state)
{
    struct town *t = *state;
    int64_t before = town_count(t, KEPT);
    int64_t few = cost_of_phone_book(t, 1000), many = cost_of_phone_book(t, 40000);
    assert_true(town_count(t, KEPT) > before);
    if (many > GROWTH_MAX * few)
        fail_msg("40,000 contacts took %lld ms, 1,000 took %lld", (long long)many, (long long)few);
}

/* One webhook with many messages, each of a person of their own; number `bad` is no message. */
static char *batch(const char *name, int count, int bad)
{
    struct part {
        char text[160];
    } *parts = calloc((size_t)count, sizeof *parts);
    size_t len = 0, cap = (size_t)count * sizeof *parts + 512;
    char *body = malloc(cap);
    assert_true(parts && body);
    len = (size_t)snprintf(body, cap, MESSAGES_OF("{" OURS "\"messages\":["));
    for (int i = 0; i < count; i++) {
        if (i == bad)
            (void)snprintf(parts[i].text, sizeof parts[i].text, "\"no message\"");
        else
            (void)snprintf(parts[i].text, sizeof parts[i].text,
                           "{\"id\":\"wamid.%s%d\",\"from\":\"62813%07d\",\"type\":\"text\","
                           "\"text\":{\"body\":\"Sampah menumpuk di pasar Leces\"}}",
                           name, i, i);
        len += (size_t)snprintf(body + len, cap - len, "%s%s", i ? "," : "", parts[i].text);
    }
    (void)snprintf(body + len, cap - len, "]}}" END);
    free(parts);
    return body;
}

static void test_large_batches_are_taken_whole(void **state)
{
    static const struct {
        const char *rule, *name;
        int count, bad, stored, aside;
    } rows[] = {
        { "as many as Meta sends", "BA", 1000, -1, 1000, 0 },
        { "one in the middle is no message", "BB", 100, 50, 99, 1 },
        { "the first is no message", "BC", 3, 0, 2, 1 },
        { "more than Meta ever sends", "BD", 2500, -1, 2000, 1 },
    };
    struct town *t = *state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char sql[128], *body = batch(rows[i].name, rows[i].count, rows[i].bad);
        int64_t aside = town_count(t, QUARANTINED);
        int status = post_bytes(t, body, strlen(body));
        free(body);
        (void)snprintf(sql, sizeof sql,
                       "SELECT COUNT(*) FROM message WHERE wamid LIKE 'wamid.%s%%'", rows[i].name);
        if (status != 200) fail_msg("%s: %d", rows[i].rule, status);
        if (town_count(t, sql) != rows[i].stored) fail_msg("%s: stored in part", rows[i].rule);
        if (town_count(t, QUARANTINED) != aside + rows[i].aside)
            fail_msg("%s: not as many aside", rows[i].rule);
    }
}

static void test_memory_stayed_bounded_through_all_of_this(void **state)
{
    struct town *t = *state;
    print_message("memory: %lld KiB now, %lld KiB at its highest\n", (long long)town_memory_kib(t),
                  (long long)town_memory_peak_kib(t));
    assert_true(town_memory_kib(t) < MEMORY_KIB);
    assert_true(town_memory_peak_kib(t) < MEMORY_KIB);
}

static bool started_for_number(struct town *t, const char *phone_number_id)
{
    assert_int_equal(setenv("KANDA_WHATSAPP_PHONE_NUMBER_ID", phone_number_id, 1), 0);
    bool started = town_start(t);
    assert_int_equal(unsetenv("KANDA_WHATSAPP_PHONE_NUMBER_ID"), 0);
    return started;
}

static void test_replay_runs_quarantine_again(void **state)
{
    struct town *t = *state;
    const char *const replay[] = { "replay", NULL };
    const char *tickets = "SELECT COUNT(*) FROM ticket t JOIN contact c ON c.id = t.contact_id "
                          "WHERE c.wa_id = '6281200000006'";
    /* Its own row only: under the other number the simulator's late statuses are put aside as well.
     */
    const char *own = "SELECT COUNT(*) FROM quarantine WHERE reason = 'other_number' AND "
                      "CAST(body AS TEXT) LIKE '%wamid.REPLAY%'";
    const char *own_settled = "SELECT COUNT(*) FROM quarantine WHERE settled = 1 AND "
                              "CAST(body AS TEXT) LIKE '%wamid.REPLAY%'";
    int64_t aside = town_count(t, QUARANTINED);
    char out[8192];
    int code = town_command(t, replay, out, sizeof out);
    if (code != 0) fail_msg("replay: exit %d: %s", code, out);
    assert_int_equal(town_count(t, "SELECT COUNT(*) FROM quarantine WHERE replays = 1"), aside);

    assert_int_equal(town_stop(t), 0);
    assert_true(started_for_number(t, "999999999999999"));
    assert_int_equal(
        town_post_status(t, town_text("wamid.REPLAY", "6281200000006", town_now(), REPORT)), 200);
    assert_int_equal(town_count(t, tickets), 0);
    assert_int_equal(town_count(t, own), 1);
    assert_int_equal(town_count(t, own_settled), 0);
    assert_int_equal(town_stop(t), 0);

    assert_true(town_start(t));
    for (int i = 0; i < 2; i++) { /* a second time changes nothing */
        assert_int_equal(town_command(t, replay, out, sizeof out), 0);
        assert_int_equal(town_count(t, tickets), 1);
        assert_int_equal(town_count(t, own_settled), 1);
    }
    town_wait_count(t,
                    "SELECT COUNT(*) FROM outbox o JOIN contact c ON c.id = o.contact_id WHERE "
                    "c.wa_id = '6281200000006' AND o.state BETWEEN 3 AND 7",
                    1, 60);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_signed_rubbish_is_kept_and_answered_200),
        cmocka_unit_test(test_wrong_types_inside_a_message_lose_nothing),
        cmocka_unit_test(test_bodies_made_to_hurt_a_parser_are_kept),
        cmocka_unit_test(test_large_bodies_at_once_are_stored_or_sent_away),
        cmocka_unit_test(test_large_batches_are_taken_whole),
        cmocka_unit_test(test_the_heaviest_batch_is_taken_whole),
        cmocka_unit_test(test_a_phone_book_of_numbers_is_kept_and_holds_up_nobody),
        cmocka_unit_test(test_memory_stayed_bounded_through_all_of_this),
        cmocka_unit_test(test_replay_runs_quarantine_again),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
