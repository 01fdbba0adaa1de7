/* test_hostile.c - what strangers, broken senders and liars send to the door.
 *
 * Whatever it is: the answer is the one that DESIGN part 6 promises, everybody else is served, and
 * memory stays bounded. */
#include "town.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MIB           ((size_t)1 << 20)
#define WEBHOOK_MAX   (4 * MIB)
#define MEMORY_KIB    (64 * 1024)
#define REPORT        "Jalan berlubang di desa Sebaung kecamatan Gending, tolong diperbaiki"
#define QUARANTINED   "SELECT COUNT(*) FROM quarantine"
#define MESSAGES      "SELECT COUNT(*) FROM message WHERE direction = 0"
#define SERVED_WITHIN 5 /* seconds; far above what it takes, far below every time-out */

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

static int post_with(const struct town *t, const char *body, const char *header)
{
    struct answer a = town_http(t, "POST", "/webhook", NULL, body, strlen(body), header);
    int status = a.status;
    answer_free(&a);
    return status;
}

static int post_bytes(const struct town *t, const char *body, size_t len)
{
    struct answer a = town_post(t, body, len);
    int status = a.status;
    answer_free(&a);
    return status;
}

/* Somebody else's message gets through, with a new wamid each time, and soon. */
static void assert_others_are_served(struct town *t)
{
    static int n;
    char wamid[32];
    int64_t begin = town_ms();
    (void)snprintf(wamid, sizeof wamid, "wamid.OTHER%d", ++n);
    assert_int_equal(town_post_status(t, town_text(wamid, "6281299999999", town_now(),
                                                   "Terima "
                                                   "kasih")),
                     200);
    assert_true(town_ms() - begin < SERVED_WITHIN * 1000);
}

static void test_only_a_right_signature_opens_the_door(void **state)
{
    struct town *t = *state;
    char right[128], wrong[128], upper[128], cut[128];
    const char *body = town_text("wamid.SIGN", "6281200000001", town_now(), REPORT);
    town_sign(body, strlen(body), right);
    memcpy(upper, right, sizeof upper);
    for (char *c = strchr(upper, '=') + 1; *c; c++)
        if (*c >= 'a' && *c <= 'f') *c = (char)(*c - 'a' + 'A');
    memcpy(wrong, right, sizeof wrong);
    char *last = wrong + strlen(wrong) - 1;
    *last = *last == '0' ? '1' : '0';
    (void)snprintf(cut, sizeof cut, "%.*s", (int)strlen(right) - 2, right);
    const struct {
        const char *rule, *header;
        int status;
    } rows[] = {
        { "no signature", NULL, 403 },
        { "an empty one", "X-Hub-Signature-256;", 403 },
        { "one wrong digit", wrong, 403 },
        { "a digest that is too short", cut, 403 },
        { "the old SHA-1 header", "X-Hub-Signature: sha1=00", 403 },
        { "no hex at all", "X-Hub-Signature-256: sha256=zz", 403 },
        { "hex of the other case is right", upper, 200 },
        { "and so is Meta's own", right, 200 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int status = post_with(t, body, rows[i].header);
        if (status != rows[i].status) fail_msg("%s: %d", rows[i].rule, status);
        int64_t stored = town_count(t, "SELECT COUNT(*) FROM message WHERE wamid = 'wamid.SIGN'");
        if (stored != (i >= 6)) fail_msg("%s: stored %d times", rows[i].rule, (int)stored);
    }
    assert_int_equal(town_count(t, QUARANTINED), 0);
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
        { "half of a pair of surrogates", MESSAGE("{\"id\":\"\\ud800\"}"), "not_json" },
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
    assert_others_are_served(t);
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
    assert_others_are_served(t);
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
