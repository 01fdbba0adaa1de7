/* test_reply_file.c - a file that staff send to a citizen, with the two real programs: what goes,
 * what does not, and what becomes of it when Meta, the disk or the clock is against it. */
#include "desk_case.h"
#include "town_media.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define PHONE         "6281277700001"
#define FOLLOWER      "6281277700002"
#define ROAD          "Jalan berlubang di desa Sebaung kecamatan Gending"
#define OTHER         "Lampu jalan mati di desa Maron Kidul"

static const struct str jpeg = { "\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0", 20 };
static const struct str pdf = { "%PDF-1.4 surat", 14 };
static const struct str webp = { "RIFF\x04\0\0\0WEBP", 12 };

static struct world {
    char road[32], other[32];
    int64_t photo, letter, sticker, huge, others;
} w;

static int64_t uploaded(const char *number, struct str bytes)
{
    struct answer a = upload_to(number, OPERATOR, "file", "Surat Pak Zulfaqar.pdf", bytes);
    if (a.status != 201) fail_msg("upload: %d %s", a.status, a.body);
    int64_t id = strtoll(strchr(a.body, ':') + 1, NULL, 10);
    answer_free(&a);
    return id;
}

static int setup(void **state)
{
    struct town *t = &api.town;
    struct town_file file;
    (void)state;
    api_create(&api);
    town_upload(t, "image/jpeg", jpeg, &file);
    assert_int_equal(town_send_file(t, "wamid.R1", PHONE, "image", "image/jpeg", &file, NULL,
                                    ",\"caption\":\"" ROAD "\""),
                     200);
    town_files_end(t, 20);
    api_write(t, FOLLOWER, "Warga", OTHER);
    api_number(&api, ROAD, w.road);
    api_number(&api, OTHER, w.other);
    char *large = calloc(1, (6 << 20));
    assert_non_null(large);
    memcpy(large, jpeg.at, jpeg.len);
    w.photo = uploaded(w.road, jpeg);
    w.letter = uploaded(w.road, pdf);
    w.sticker = uploaded(w.road, webp);
    w.huge = uploaded(w.road, (struct str){ large, 6 << 20 });
    w.others = uploaded(w.other, pdf);
    free(large);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    api_destroy(&api);
    return 0;
}

static struct reply reply(enum api_who who, const char *text, int64_t attachment)
{
    char body[1000];
    (void)snprintf(body, sizeof body, "{\"text\":\"%s\",\"attachment\":%lld}", text,
                   (long long)attachment);
    return api_send(&api, who, "POST", path_of(w.road, "replies"), body, NULL);
}

static void replied(const char *text, int64_t attachment)
{
    struct reply r = reply(OFFICER_PUPR, text, attachment);
    if (r.status != 201) fail_msg("%s: %d %s", text, r.status, r.body);
    reply_free(&r);
}

/* Nothing is on its way. */
static void quiet(void)
{
    town_wait_count(&api.town, "SELECT COUNT(*) FROM outbox WHERE state < 3", 0, 20);
}

/* The row with these words in this state. */
static void becomes(const char *words, const char *state, int seconds)
{
    char sql[300];
    (void)snprintf(sql, sizeof sql,
                   "SELECT COUNT(*) FROM outbox WHERE content LIKE '%%%s%%' AND type <> 'text' AND "
                   "(%s)",
                   words, state);
    town_wait_count(&api.town, sql, 1, seconds);
}

/* What the phone got with these words: its type, and the file as the phone can load it. */
static int64_t phone_has(const char *to, const char *words, const char *type, const char *name,
                         struct str bytes)
{
    char path[96];
    struct json *tree = NULL;
    int64_t count = 0;
    (void)snprintf(path, sizeof path, "/sim/messages?whole=1&to=%s", to);
    struct answer a = town_sim_get(&api.town, path);
    assert_true(json_parse((struct str){ a.body, a.len }, &tree, NULL));
    for (const struct json *m = json_first(json_get(tree, "items")); m; m = json_next(m)) {
        const struct json *file = json_get(json_get(m, "message"), type);
        if (!file || !str_contains(json_get_text(file, "caption"), str_of(words))) continue;
        count++;
        if (!str_equal(json_get_text(file, "filename"), str_of(name)))
            fail_msg("filename: %.*s", STR_ARG(json_get_text(file, "filename")));
        (void)snprintf(path, sizeof path, "/sim/photos/%.*s", STR_ARG(json_get_text(file, "id")));
        struct answer got = town_sim_get(&api.town, path);
        assert_int_equal(got.status, 200);
        assert_int_equal(got.len, bytes.len);
        assert_memory_equal(got.body, bytes.at, bytes.len);
        answer_free(&got);
    }
    json_free(tree);
    answer_free(&a);
    return count;
}

static void test_it_arrives_with_its_words_below_it(void **state)
{
    char name[80];
    (void)state;
    replied("Lubangnya sudah ditambal.", w.photo);
    becomes("Lubangnya sudah ditambal.", "state >= 5 AND state <= 7", 20);
    assert_int_equal(phone_has(PHONE, "Lubangnya sudah ditambal.", "image", "", jpeg), 1);
    replied("Suratnya kami lampirkan.", w.letter);
    becomes("Suratnya kami lampirkan.", "state >= 5 AND state <= 7", 20);
    /* under a name that says nothing of anybody */
    (void)snprintf(name, sizeof name, "%s-%lld.pdf", w.road, (long long)w.letter);
    assert_int_equal(phone_has(PHONE, "Suratnya kami lampirkan.", "document", name, pdf), 1);
    struct reply r = api_get(&api, OFFICER_PUPR, path_of(w.road, "outbox"));
    (void)snprintf(name, sizeof name, "\"attachment\":%lld,", (long long)w.letter);
    assert_non_null(strstr(r.body, "\"type\":\"document\""));
    assert_non_null(strstr(r.body, name));
    reply_free(&r);
    r = api_get(&api, OFFICER_PUPR, path_of(w.road, "timeline"));
    assert_non_null(strstr(r.body, "Suratnya kami lampirkan."));
    assert_non_null(strstr(r.body, name + 1));
    reply_free(&r);
}

static void test_what_does_not_go(void **state)
{
    char words[700];
    (void)state;
    memset(words, 'a', 601);
    words[601] = '\0';
    int64_t citizens = town_count(&api.town, "SELECT MIN(id) FROM attachment");
    int64_t before = town_count(&api.town, "SELECT COUNT(*) FROM outbox");
    const struct {
        const char *rule, *text;
        int64_t attachment;
        const char *says;
    } rows[] = {
        { "a file that is not there", "a", 999999, "no file with this id" },
        { "another ticket's", "a", w.others, "no file with this id" },
        { "the citizen's own", "a", citizens, "no file with this id" },
        { "a type that WhatsApp does not take", "a", w.sticker, "JPEG, PNG and PDF" },
        { "a photo that is too large", "a", w.huge, "at most 5 MB" },
        { "no words", "", w.photo, "text is needed" },
        { "more words than fit below a photo", words, w.photo, "at most 600 characters" },
        { "no number at all", "a", -1, "as a number" },
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct reply r = reply(OPERATOR, rows[i].text, rows[i].attachment);
        if (r.status != 422 || !str_equal(reply_code(&r), STR("invalid_value")) ||
            !strstr(r.body, rows[i].says))
            fail_msg("%s: %d %s", rows[i].rule, r.status, r.body);
        reply_free(&r);
    }
    assert_int_equal(town_count(&api.town, "SELECT COUNT(*) FROM outbox"), before);
}

static void test_not_outside_the_window(void **state)
{
    (void)state;
    town_exec(&api.town, "UPDATE template SET state = 2");
    town_exec(&api.town, "UPDATE contact SET last_inbound_at = last_inbound_at - 86400000 WHERE "
                         "wa_id = '" PHONE "'");
    struct reply r = reply(OFFICER_PUPR, "Terlambat.", w.photo);
    town_exec(&api.town, "UPDATE template SET state = 1");
    struct reply none = reply(OFFICER_PUPR, "Terlambat.", w.photo);
    if (!strstr(none.body, "no template is approved yet (kanda templates): call them."))
        fail_msg("%s", none.body);
    reply_free(&none);
    town_exec(&api.town, "UPDATE template SET state = 2");
    town_exec(&api.town, "UPDATE contact SET last_inbound_at = last_inbound_at + 86400000 WHERE "
                         "wa_id = '" PHONE "'");
    assert_int_equal(r.status, 409);
    assert_true(str_equal(reply_code(&r), STR("window_closed")));
    assert_non_null(strstr(r.body, "\"template\":\"lapor_kanda_jawaban\""));
    reply_free(&r);
    assert_int_equal(
        town_count(&api.town, "SELECT COUNT(*) FROM outbox WHERE content LIKE '%Terlambat.%'"), 0);
}

/* A 503, a dead token, a connection that ends: nothing was said yet, so it is tried again, and the
 * citizen gets it once. */
static void test_an_upload_that_fails_is_tried_again(void **state)
{
    static const struct {
        const char *words, *faults;
    } rows[] = {
        { "Coba sekali.", "{\"media_mode\":\"away\",\"media_times\":1}" },
        { "Coba dua kali.", "{\"media_mode\":\"away\",\"media_times\":2}" },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        quiet();
        town_faults(&api.town, rows[i].faults);
        replied(rows[i].words, w.photo);
        becomes(rows[i].words, "state >= 5 AND state <= 7 AND attempt > 1", 30);
        assert_int_equal(phone_has(PHONE, rows[i].words, "image", "", jpeg), 1);
    }
}

/* Between the upload and the message lies the usual table of codes. */
static void test_a_message_that_is_refused_fails_in_sight_and_can_be_sent_again(void **state)
{
    char path[80];
    (void)state;
    quiet();
    town_faults(&api.town, "{\"mode\":\"error\",\"fail_rate\":1,\"fail_code\":131053}");
    replied("Ditolak dulu.", w.letter);
    becomes("Ditolak dulu.", "state = 8 AND error_code = 131053", 20);
    town_faults(&api.town, "{\"mode\":\"ok\"}");
    (void)snprintf(path, sizeof path, "/api/v1/outbox/%lld/resend",
                   (long long)town_count(&api.town,
                                         "SELECT id FROM outbox WHERE content LIKE '%Ditolak "
                                         "dulu.%'"));
    struct reply r = api_send(&api, OFFICER_PUPR, "POST", path, "{}", NULL);
    assert_int_equal(r.status, 201);
    assert_true(str_equal(json_get_text(r.tree, "type"), STR("document")));
    reply_free(&r);
    becomes("Ditolak dulu.", "state >= 5 AND state <= 7", 20);
}

static void test_a_message_that_may_have_been_sent(void **state)
{
    (void)state;
    quiet();
    town_faults(&api.town, "{\"mode\":\"read_and_close\",\"fail_rate\":1}");
    replied("Entah sampai.", w.photo);
    /* Meta's news may end the doubt before it is seen here. */
    becomes("Entah sampai.", "state = 2 OR state BETWEEN 4 AND 7", 20);
    town_faults(&api.town, "{\"mode\":\"ok\"}");
    becomes("Entah sampai.", "state BETWEEN 5 AND 7 AND attempt = 1", 40);
    assert_int_equal(phone_has(PHONE, "Entah sampai.", "image", "", jpeg), 1);
}

/* The window closes before it has left: no template takes a file, so all of it waits, in sight, and
 * goes when the citizen writes. */
static void test_one_that_waits_goes_whole(void **state)
{
    (void)state;
    quiet();
    town_faults(&api.town, "{\"media_mode\":\"away\",\"media_times\":1}");
    replied("Menunggu dulu.", w.photo);
    becomes("Menunggu dulu.", "attempt = 1 AND state = 0", 20);
    town_exec(&api.town, "UPDATE contact SET last_inbound_at = last_inbound_at - 86400000 WHERE "
                         "wa_id = '" PHONE "'");
    becomes("Menunggu dulu.", "state = 9", 20);
    assert_int_equal(phone_has(PHONE, "Menunggu dulu.", "image", "", jpeg), 0);
    api_write(&api.town, PHONE, "Warga", "terima kasih");
    becomes("Menunggu dulu.", "state >= 5 AND state <= 7", 20);
    assert_int_equal(phone_has(PHONE, "Menunggu dulu.", "image", "", jpeg), 1);
}

static void test_a_follower_gets_the_words_alone(void **state)
{
    (void)state;
    quiet();
    town_exec(&api.town,
              "INSERT INTO subscriber (ticket_id, contact_id, since) SELECT t.id, c.id, 1 FROM "
              "ticket AS t, contact AS c WHERE t.text LIKE 'Jalan berlubang%' AND c.wa_id = "
              "'" FOLLOWER "'");
    town_exec(&api.town, "UPDATE ticket SET supporters = 2 WHERE text LIKE 'Jalan berlubang%'");
    replied("Untuk pelapor saja.", w.letter);
    becomes("Untuk pelapor saja.", "state >= 5 AND state <= 7", 20);
    town_wait_count(&api.town,
                    "SELECT COUNT(*) FROM outbox AS o JOIN contact AS c ON c.id = o.contact_id "
                    "WHERE c.wa_id = '" FOLLOWER
                    "' AND o.type = 'text' AND o.content LIKE '%Untuk pelapor saja.%' AND o.state "
                    ">= 5",
                    1, 20);
    assert_int_equal(phone_has(FOLLOWER, "Untuk pelapor saja.", "document", "", pdf), 0);
}

/* What staff added was sent to nobody; a file of the citizen names the message that it came with.
 */
static void test_files_of_the_desk_are_no_part_of_the_chat(void **state)
{
    int64_t message = 0, of_file = 0;
    size_t ours = 0;
    (void)state;
    struct reply r = api_get(&api, OPERATOR, path_of(w.road, "messages"));
    assert_int_equal(reply_items(&r), 1);
    const struct json *first = json_first(json_get(r.tree, "items"));
    assert_true(json_i64(json_get(first, "id"), &message) && message > 0);
    reply_free(&r);
    char path[64];
    (void)snprintf(path, sizeof path, "/api/v1/tickets/%s", w.road);
    r = api_get(&api, OPERATOR, path);
    for (const struct json *a = json_first(json_get(r.tree, "attachments")); a; a = json_next(a)) {
        if (json_is_null(json_get(a, "message")))
            ours++;
        else
            assert_true(json_i64(json_get(a, "message"), &of_file));
    }
    assert_int_equal(of_file, message);
    assert_int_equal(ours, 4);
    reply_free(&r);
}

/* Somebody has emptied the folder: it fails in sight, and is not tried for ever. */
static void test_a_file_that_is_gone(void **state)
{
    char command[160];
    (void)state;
    quiet();
    (void)snprintf(command, sizeof command, "rm -rf %s/media/??", api.town.dir);
    assert_int_equal(system(command), 0);
    replied("Berkas hilang.", w.photo);
    becomes("Berkas hilang.", "state = 8", 20);
    assert_true(town_log_has(&api.town, "sender.unsendable"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_it_arrives_with_its_words_below_it),
        cmocka_unit_test(test_what_does_not_go),
        cmocka_unit_test(test_not_outside_the_window),
        cmocka_unit_test(test_an_upload_that_fails_is_tried_again),
        cmocka_unit_test(test_a_message_that_is_refused_fails_in_sight_and_can_be_sent_again),
        cmocka_unit_test(test_a_message_that_may_have_been_sent),
        cmocka_unit_test(test_one_that_waits_goes_whole),
        cmocka_unit_test(test_a_follower_gets_the_words_alone),
        cmocka_unit_test(test_files_of_the_desk_are_no_part_of_the_chat),
        cmocka_unit_test(test_a_file_that_is_gone),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
