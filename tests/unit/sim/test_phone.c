/* test_phone.c - what the phone page asks for: pages, photos, what citizens wrote, webhooks sent.
 */
#include "../../../src/sim/diary.h"
#include "../../../src/sim/trail.h"
#include "rig.h"

static bool answered(struct rig *r, const char *words)
{
    return str_contains(buf_view(&r->answer), str_of(words));
}

static size_t keep_text(char *at, size_t size, size_t count, void *ctx)
{
    buf_add(ctx, (struct str){ at, size * count });
    return size * count;
}

/* A request with a header of its own (body NULL: GET); headers of the answer come before its body
 * in r->answer. */
static void ask_with(struct rig *r, const char *path, const char *header, const char *body)
{
    long status = 0;
    CURL *easy = curl_easy_init();
    struct curl_slist *headers = curl_slist_append(NULL, header);
    (void)snprintf(r->url, sizeof r->url, "%s%s", r->graph, path);
    buf_clear(&r->answer);
    assert_int_equal(curl_easy_setopt(easy, CURLOPT_URL, r->url), CURLE_OK);
    assert_int_equal(curl_easy_setopt(easy, CURLOPT_PROXY, ""), CURLE_OK);
    assert_int_equal(curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers), CURLE_OK);
    assert_int_equal(curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, keep_text), CURLE_OK);
    assert_int_equal(curl_easy_setopt(easy, CURLOPT_WRITEDATA, &r->answer), CURLE_OK);
    assert_int_equal(curl_easy_setopt(easy, CURLOPT_HEADER, 1L), CURLE_OK);
    if (body) {
        assert_int_equal(curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, (long)strlen(body)),
                         CURLE_OK);
        assert_int_equal(curl_easy_setopt(easy, CURLOPT_COPYPOSTFIELDS, body), CURLE_OK);
    }
    assert_int_equal(curl_easy_perform(easy), CURLE_OK);
    assert_int_equal(curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status), CURLE_OK);
    r->status = (int)status;
    curl_slist_free_all(headers);
    curl_easy_cleanup(easy);
}

static void test_pages_and_who_may_have_them(void **state)
{
    static const struct {
        const char *path, *header;
        int status;
        const char *words;
    } rows[] = {
        { "/", "Accept: */*", 200, "Content-Type: text/html; charset=utf-8\r\n" },
        { "/", "Accept: */*", 200,
          "Content-Security-Policy: default-src 'self'; base-uri 'none';" },
        { "/", "Accept: */*", 200, "X-Content-Type-Options: nosniff\r\n" },
        { "/phone/main.js", "Accept: */*", 200, "Content-Type: text/javascript; charset=utf-8" },
        { "/phone/phone.css", "Accept: */*", 200, "X-Content-Type-Options: nosniff\r\n" },
        { "/phone/nothing.js", "Accept: */*", 404, "no such path" },
        { "/phone/", "Accept: */*", 404, "no such path" },
        { "/", "Sec-Fetch-Site: none", 200, "<!doctype html>" },
        { "/sim/stats", "Sec-Fetch-Site: same-origin", 200, "\"requests\"" },
        { "/sim/stats", "Sec-Fetch-Site: cross-site", 403, "own pages only" },
        { "/sim/config", "Sec-Fetch-Site: same-site", 403, "own pages only" },
        { "/sim/config", "Host: bent.example", 403, "own pages only" },
        { "/sim/config", "Host: localhost:8090", 200, "app_secret" },
    };
    struct rig *r = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ask_with(r, rows[i].path, rows[i].header, NULL);
        if (r->status != rows[i].status || !answered(r, rows[i].words))
            fail_msg("row %zu: HTTP %d, %.*s", i, r->status, STR_ARG(buf_view(&r->answer)));
    }
    ask_with(r, "/sim/send", "Sec-Fetch-Site: cross-site", "{\"from\":\"62812\",\"text\":\"a\"}");
    assert_int_equal(r->status, 403);
    assert_false(heard(r, "62812"));
}

static void test_letters_get_their_ticks(void **state)
{
    struct rig *r = *state;
    atomic_store(&r->fail_next, 1);
    assert_true(ask(r, "/sim/send",
                    "{\"from\":\"6281200000001\",\"text\":\"Jalan \\\"rusak\\\"\","
                    "\"wamid\":\"wamid.A\",\"timestamp\":1700000000}"));
    assert_true(ask(r, "/sim/letters", NULL));
    assert_true(answered(r, "\"wamid\":\"wamid.A\",\"type\":\"text\",\"content\":{\"body\":"
                            "\"Jalan \\\"rusak\\\"\"},\"quoted\":null,\"at_ms\":1700000000000"));
    assert_true(answered(r, "\"times\":1,\"http_status\":500,\"status\":\"sent\""));
    int64_t after = number_in(r, "/sim/letters", "next_after", NULL);
    char path[64];
    (void)snprintf(path, sizeof path, "/sim/letters?after=%lld", (long long)after);
    assert_true(ask(r, path, NULL));
    assert_true(answered(r, "\"items\":[]"));
    assert_true(
        ask(r, "/sim/send", "{\"from\":\"6281200000001\",\"text\":\"x\",\"wamid\":\"wamid.A\"}"));
    assert_true(ask(r, path, NULL));
    assert_true(answered(r, "\"times\":2,\"http_status\":200,\"status\":\"delivered\""));
    assert_true(ask(r, "/v25.0/" NUMBER "/messages",
                    "{\"messaging_product\":\"whatsapp\",\"status\":\"read\",\"message_id\":"
                    "\"wamid.A\"}"));
    assert_int_equal(r->status, 200);
    assert_true(ask(r, path, NULL));
    assert_true(answered(r, "\"status\":\"read\""));
    assert_true(ask(r, "/sim/letters?after=x", NULL));
    assert_int_equal(r->status, 400);
}

static void test_a_letter_that_may_be_repeated(void **state)
{
    struct rig *r = *state;
    atomic_store(&r->fail_next, 2);
    assert_true(
        ask(r, "/sim/send", "{\"from\":\"6281200000001\",\"text\":\"Halo\",\"repeat\":true}"));
    assert_true(answered(r, "\"status\":500"));
    EVENTUALLY(ask(r, "/sim/letters", NULL) && answered(r, "\"status\":\"delivered\""));
    assert_true(ask(r, "/sim/webhooks", NULL));
    assert_true(answered(r, "\"status\":500,\"try\":1,\"body\":\"{"));
    assert_true(answered(r, "\"status\":200,\"try\":3,\"body\":\"{"));
    assert_true(answered(r, "Halo"));
    assert_int_equal(number_in(r, "/sim/webhooks", "next_after", NULL), 3);
    assert_true(ask(r, "/sim/webhooks?after=3", NULL));
    assert_true(answered(r, "\"items\":[]"));
}

static void test_photos_that_were_uploaded(void **state)
{
    struct rig *r = *state;
    char path[128], letter[200];
    struct json *tree;
    struct err e;
    ask_with(r, "/sim/media", "Content-Type: image/jpeg", "not really a photo");
    assert_int_equal(r->status, 200);
    struct str all = buf_view(&r->answer);
    size_t at = str_find(all, STR("\r\n\r\n"), 0);
    assert_true(json_parse(str_slice(all, at + 4, all.len), &tree, &e));
    struct str id = json_get_text(tree, "id");
    (void)snprintf(path, sizeof path, "/sim/photos/%.*s", STR_ARG(id));
    (void)snprintf(letter, sizeof letter,
                   "{\"from\":\"6281200000001\",\"image\":{\"media_id\":\"%.*s\"}}", STR_ARG(id));
    ask_with(r, path, "Accept: */*", NULL);
    assert_true(answered(r, "Content-Type: image/jpeg\r\n") && answered(r, "not really a photo"));
    assert_true(ask(r, "/sim/send", letter));
    assert_int_equal(r->status, 200);
    (void)snprintf(letter, sizeof letter, "\"id\":\"%.*s\"", STR_ARG(id));
    assert_true(heard(r, letter));
    json_free(tree);
    assert_true(ask(r, "/sim/send", "{\"from\":\"6281200000001\",\"image\":{\"media_id\":\"1\"}}"));
    assert_int_equal(r->status, 422);
    ask_with(r, "/sim/media", "Content-Type: audio/ogg", "OggS");
    assert_int_equal(r->status, 200);
    ask_with(r, "/sim/media", "Content-Type: audio/unheard-of", "x");
    assert_int_equal(r->status, 422);
    ask_with(r, "/sim/media", "Content-Type: image/svg+xml", "<svg/>");
    assert_int_equal(r->status, 422);
    ask_with(r, "/sim/media", "Content-Type: image/png", "");
    assert_int_equal(r->status, 422);
    assert_true(ask(r, "/sim/photos/1", NULL));
    assert_int_equal(r->status, 404);
}

static void test_a_message_as_it_was_accepted(void **state)
{
    struct rig *r = *state;
    assert_true(send_text(r, TEXT("lk:1")));
    assert_true(ask(r, "/sim/messages?whole=1", NULL));
    assert_true(answered(r, "\"message\":" TEXT("lk:1")));
    assert_true(ask(r, "/sim/messages", NULL));
    assert_false(answered(r, "\"message\":"));
}

static struct str written(struct sim_diary *d, int64_t after, struct buf *out)
{
    struct json_writer w;
    buf_clear(out);
    json_writer_init(&w, out);
    json_begin_object(&w);
    sim_diary_write(d, after, &w);
    json_end_object(&w);
    assert_true(json_writer_done(&w));
    return buf_view(out);
}

static void test_the_diary_forgets_the_oldest(void **state)
{
    struct sim_diary *d = sim_diary_create();
    struct buf out;
    char wamid[32];
    (void)state;
    buf_init(&out, 1 << 24);
    for (int i = 1; i <= SIM_DIARY_MAX + 5; i++) {
        (void)snprintf(wamid, sizeof wamid, "wamid.%d.", i);
        const struct sim_entry e = { .from = i % 2 ? STR("1") : STR("2"),
                                     .wamid = str_of(wamid),
                                     .type = STR("text"),
                                     .content = STR("{}") };
        assert_int_equal(sim_diary_put(d, &e), i);
    }
    assert_false(str_contains(written(d, 0, &out), STR("wamid.5.")));
    assert_true(str_contains(buf_view(&out), STR("wamid.6.")));
    sim_diary_answered(d, 5, 200); /* forgotten: nothing happens */
    sim_diary_read(d, STR("wamid.5."));
    assert_true(str_contains(written(d, SIM_DIARY_MAX + 5, &out), STR("\"items\":[]")));
    /* Reading one reads the older ones of the same citizen, and of nobody else. */
    sim_diary_read(d, STR("wamid.9."));
    struct str now = written(d, SIM_DIARY_MAX + 5, &out);
    assert_true(str_contains(now, STR("wamid.7.")) && str_contains(now, STR("wamid.9.")));
    assert_false(str_contains(now, STR("wamid.8.")) || str_contains(now, STR("wamid.11.")));
    sim_diary_destroy(d);
    buf_finish(&out);
}

static void test_the_trail_is_bounded(void **state)
{
    struct sim_trail *t = sim_trail_create();
    struct buf out;
    struct json_writer w;
    char *large = malloc(SIM_TRAIL_BODY_MAX + 2);
    (void)state;
    memset(large, 'a', SIM_TRAIL_BODY_MAX + 1);
    large[SIM_TRAIL_BODY_MAX + 1] = '\0';
    buf_init(&out, 1 << 24);
    for (int i = 0; i < SIM_TRAIL_MAX + 2; i++)
        sim_trail_put(t, &(struct sim_try){ .body = STR("{}"), .http_status = 1000 + i });
    sim_trail_put(t, &(struct sim_try){ .body = str_of(large), .answer = STR("no") });
    json_writer_init(&w, &out);
    json_begin_object(&w);
    sim_trail_write(t, 0, &w);
    json_end_object(&w);
    assert_true(json_writer_done(&w));
    assert_false(str_contains(buf_view(&out), STR("\"status\":1002,")));
    assert_true(str_contains(buf_view(&out), STR("\"status\":1003,")));
    assert_true(str_contains(buf_view(&out), STR("\"cut\":true,\"answer\":\"no\"")));
    assert_true(out.len < SIM_TRAIL_BODY_MAX + 40000);
    sim_trail_destroy(t);
    buf_finish(&out);
    free(large);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_RIG(test_pages_and_who_may_have_them),
        WITH_RIG(test_letters_get_their_ticks),
        WITH_RIG(test_a_letter_that_may_be_repeated),
        WITH_RIG(test_photos_that_were_uploaded),
        WITH_RIG(test_a_message_as_it_was_accepted),
        cmocka_unit_test(test_the_diary_forgets_the_oldest),
        cmocka_unit_test(test_the_trail_is_bounded),
    };
    return cmocka_run_group_tests(tests, prepare, clean_up);
}
