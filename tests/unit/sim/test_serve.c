/* test_serve.c - the Graph API and the control API over HTTP, and every way to fail. */
#include "rig.h"

static void test_accepted_and_told_in_three_steps(void **state)
{
    struct rig *r = *state;
    assert_true(send_text(r, TEXT("lk:1")));
    assert_int_equal(r->status, 200);
    assert_true(str_contains(buf_view(&r->answer), STR("\"wa_id\":\"6281200000001\"")));
    EVENTUALLY(atomic_load(&r->valid) == 3);
    assert_true(heard(r, "\"status\":\"sent\"") && heard(r, "\"status\":\"delivered\"") &&
                heard(r, "\"status\":\"read\""));
    assert_true(heard(r, "\"biz_opaque_callback_data\":\"lk:1\""));
    assert_true(heard(r, "\"recipient_user_id\":\"ID."));
    assert_int_equal(atomic_load(&r->forged), 0);
    assert_true(send_text(r, TEXT("lk:1")));
    assert_int_equal(counted(r, "doubles"), 1);
    assert_true(ask(r, "/sim/messages?to=6281200000001&after=1", NULL));
    assert_true(str_contains(buf_view(&r->answer), STR("\"text\":\"Halo\"")));
    assert_true(str_contains(buf_view(&r->answer), STR("\"count\":2")));
    assert_true(ask(r, "/sim/messages?to=6281200000002", NULL));
    assert_true(str_contains(buf_view(&r->answer), STR("\"items\":[]")));
}

static void test_refusals(void **state)
{
    struct rig *r = *state;
    assert_true(send_text(r, "{\"messaging_product\":\"whatsapp\",\"to\":\"+6281200000001\","
                             "\"type\":\"text\",\"text\":{\"body\":\"\"}}"));
    assert_int_equal(r->status, 400);
    assert_int_equal(error_code(r), 131008);
    assert_true(send_text(r, "{not json"));
    assert_int_equal(error_code(r), 100);
    char *large = malloc((2 << 20) + 1);
    memset(large, ' ', 2 << 20);
    large[2 << 20] = '\0';
    assert_true(send_text(r, large));
    assert_int_equal(r->status, 413);
    free(large);
    assert_true(ask(r, "/v25.0/1/messages", TEXT("a")));
    assert_int_equal(error_code(r), 33);
    assert_true(ask(r, "/nothing/here/at/all", NULL));
    assert_int_equal(r->status, 404);
    assert_true(ask(r, "/v25.0/" NUMBER "/messages", NULL));
    assert_int_equal(r->status, 405);
    assert_int_equal(number_in(r, "/sim/stats", "refused", "131008"), 1);
    assert_int_equal(counted(r, "accepted"), 0);
}

static void test_wrong_token(void **state)
{
    struct rig *r = *state;
    sim_close(r->sim);
    r->settings.access_token = "kunci";
    open_sim(r);
    assert_true(send_text(r, TEXT("a")));
    assert_int_equal(r->status, 401);
    assert_int_equal(error_code(r), 190);
}

static void test_webhooks_are_repeated(void **state)
{
    struct rig *r = *state;
    atomic_store(&r->fail_next, 3);
    assert_true(send_text(r, TEXT("lk:1")));
    EVENTUALLY(atomic_load(&r->valid) == 3);
    assert_int_equal(counted(r, "webhooks_retried"), 3);
    assert_int_equal(counted(r, "webhooks_failed"), 0);
}

static void test_fault_modes(void **state)
{
    static const struct {
        const char *settings;
        bool answered;
        int status;
        int64_t code, accepted; /* -1: no error JSON */
    } rows[] = {
        { "{\"mode\":\"error\",\"fail_code\":131056}", true, 400, 131056, 0 },
        { "{\"mode\":\"error\",\"fail_code\":0,\"fail_status\":502}", true, 502, -1, 0 },
        { "{\"mode\":\"garbage\"}", true, 200, -1, 0 },
        { "{\"mode\":\"reset\"}", false, 0, -1, 0 },
        { "{\"mode\":\"half\"}", false, 0, -1, 1 },
        { "{\"mode\":\"half\",\"accept\":false}", false, 0, -1, 1 },
        { "{\"mode\":\"ok\",\"accept\":null}", true, 200, -1, 2 },
    };
    struct rig *r = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fault(r, rows[i].settings);
        bool answered = send_text(r, TEXT("a"));
        if (answered != rows[i].answered) fail_msg("row %zu: %s", i, rows[i].settings);
        if (answered && r->status != rows[i].status) fail_msg("row %zu: HTTP %d", i, r->status);
        if (answered) assert_int_equal(error_code(r), rows[i].code);
        assert_int_equal(counted(r, "accepted"), rows[i].accepted);
    }
    assert_true(ask(r, "/sim/faults", "{\"mode\":\"strange\"}"));
    assert_int_equal(r->status, 422);
}

/* Two POSTs on one connection; the second meets the server that reads and closes. */
struct twice {
    const char *body;
    size_t at;
};

static size_t read_body(char *out, size_t size, size_t count, void *ctx)
{
    struct twice *t = ctx;
    size_t left = strlen(t->body) - t->at, room = size * count;
    if (left > room) left = room;
    memcpy(out, t->body + t->at, left);
    t->at += left;
    return left;
}

static size_t ignore_body(char *at, size_t size, size_t count, void *ctx)
{
    (void)at, (void)ctx;
    return size * count;
}

static CURLcode post_twice(struct rig *r, bool with_callback)
{
    CURL *easy = curl_easy_init();
    char url[160];
    CURLcode result = CURLE_OK;
    static const char *const bodies[] = { TEXT("first"), TEXT("second") };
    (void)snprintf(url, sizeof url, "%s/v25.0/" NUMBER "/messages", r->graph);
    assert_int_equal(curl_easy_setopt(easy, CURLOPT_URL, url), CURLE_OK);
    assert_int_equal(curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, ignore_body), CURLE_OK);
    for (size_t i = 0; i < 2; i++) {
        struct twice t = { bodies[i], 0 };
        assert_int_equal(curl_easy_setopt(easy, CURLOPT_POST, 1L), CURLE_OK);
        assert_int_equal(curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, (long)strlen(bodies[i])),
                         CURLE_OK);
        if (with_callback) {
            assert_int_equal(curl_easy_setopt(easy, CURLOPT_READFUNCTION, read_body), CURLE_OK);
            assert_int_equal(curl_easy_setopt(easy, CURLOPT_READDATA, &t), CURLE_OK);
        } else {
            assert_int_equal(curl_easy_setopt(easy, CURLOPT_POSTFIELDS, bodies[i]), CURLE_OK);
        }
        result = curl_easy_perform(easy);
    }
    curl_easy_cleanup(easy);
    return result;
}

static void test_the_server_that_reads_and_closes(void **state)
{
    struct rig *r = *state;
    fault(r, "{\"mode\":\"read_and_close\"}");
    assert_int_equal(post_twice(r, false), CURLE_OK);
    /* curl resent the second by itself: the citizen has it twice. */
    assert_int_equal(counted(r, "accepted"), 3);
    assert_int_equal(counted(r, "doubles"), 1);
    assert_int_equal(counted(r, "connections"), 2);
    assert_int_not_equal(post_twice(r, true), CURLE_OK);
    /* With a body that cannot be rewound it is told instead. ("first" was known already.) */
    assert_int_equal(counted(r, "accepted"), 5);
    assert_int_equal(counted(r, "doubles"), 3);
    assert_int_equal(number_in(r, "/sim/stats", "met", "read_and_close"), 2);
}

static void test_a_status_before_the_answer(void **state)
{
    struct rig *r = *state;
    fault(r, "{\"status_first\":1}");
    assert_true(send_text(r, TEXT("lk:1")));
    assert_int_equal(r->status, 200);
    assert_true(heard(r, "\"status\":\"sent\""));
}

static void test_dropped_and_doubled_statuses(void **state)
{
    struct rig *r = *state;
    fault(r, "{\"drop\":1}");
    assert_true(send_text(r, TEXT("lk:1")));
    fault(r, "{\"drop\":0,\"duplicate\":1}");
    assert_true(send_text(r, TEXT("lk:2")));
    EVENTUALLY(atomic_load(&r->valid) == 6);
    assert_false(heard(r, "lk:1"));
    assert_int_equal(counted(r, "webhooks_waiting"), 0);
}

static void test_silence_does_not_stop_the_end(void **state)
{
    static const char request[] = "POST /v25.0/" NUMBER "/messages HTTP/1.1\r\nHost: x\r\n"
                                  "Content-Length: 2\r\n\r\n{}";
    struct rig *r = *state;
    struct sockaddr_in address = { .sin_family = AF_INET,
                                   .sin_port = htons((uint16_t)r->sim->port),
                                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    char byte;
    fault(r, "{\"mode\":\"silence\"}");
    int s = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(connect(s, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(send(s, request, sizeof request - 1, 0), sizeof request - 1);
    EVENTUALLY(number_in(r, "/sim/stats", "met", "silence") == 1);
    sim_close(r->sim);
    r->sim = NULL;
    assert_int_equal(recv(s, &byte, 1, 0), 0);
    (void)close(s);
}

static void test_citizens_write(void **state)
{
    struct rig *r = *state;
    assert_true(ask(r, "/sim/send",
                    "{\"from\":\"6281200000001\",\"name\":\"Siti\",\"text\":"
                    "\"Jalan rusak\"}"));
    assert_int_equal(r->status, 200);
    assert_true(str_contains(buf_view(&r->answer), STR("\"status\":200")));
    assert_true(heard(r, "Jalan rusak"));
    atomic_store(&r->fail_next, 1);
    assert_true(ask(r, "/sim/send", "{\"from\":\"6281200000001\",\"text\":\"Lagi\"}"));
    assert_true(str_contains(buf_view(&r->answer), STR("\"status\":500")));
    assert_true(ask(r, "/sim/send", "{\"from\":\"6281200000001\"}"));
    assert_int_equal(r->status, 422);
    assert_true(ask(r, "/sim/send", "[]"));
    assert_int_equal(r->status, 422);
}

static void test_the_window(void **state)
{
    struct rig *r = *state;
    char letter[200];
    (void)snprintf(letter, sizeof letter,
                   "{\"from\":\"6281200000001\",\"text\":\"Lama\",\"timestamp\":%lld}",
                   (long long)time(NULL) - 25 * 3600);
    assert_true(ask(r, "/sim/send", letter));
    assert_true(send_text(r, TEXT("lk:1")));
    assert_int_equal(error_code(r), 131047);
    assert_true(ask(r, "/sim/send", "{\"from\":\"6281200000001\",\"text\":\"Baru\"}"));
    assert_true(send_text(r, TEXT("lk:1")));
    assert_int_equal(r->status, 200);
}

static void test_media(void **state)
{
    struct rig *r = *state;
    char path[200], *id;
    CURL *easy = curl_easy_init();
    curl_mime *form = curl_mime_init(easy);
    curl_mimepart *part = curl_mime_addpart(form);
    assert_int_equal(curl_mime_name(part, "messaging_product"), CURLE_OK);
    assert_int_equal(curl_mime_data(part, "whatsapp", CURL_ZERO_TERMINATED), CURLE_OK);
    part = curl_mime_addpart(form);
    assert_int_equal(curl_mime_name(part, "file"), CURLE_OK);
    assert_int_equal(curl_mime_filename(part, "a.png"), CURLE_OK);
    assert_int_equal(curl_mime_type(part, "image/png"), CURLE_OK);
    assert_int_equal(curl_mime_data(part, sim_media_sample().at, sim_media_sample().len), CURLE_OK);
    (void)snprintf(r->url, sizeof r->url, "%s/v25.0/" NUMBER "/media", r->graph);
    assert_int_equal(curl_easy_setopt(easy, CURLOPT_URL, r->url), CURLE_OK);
    assert_int_equal(curl_easy_setopt(easy, CURLOPT_MIMEPOST, form), CURLE_OK);
    assert_int_equal(curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, ignore_body), CURLE_OK);
    assert_int_equal(curl_easy_perform(easy), CURLE_OK);
    curl_mime_free(form);
    curl_easy_cleanup(easy);
    assert_int_equal(r->sim->media->count, 1);
    id = r->sim->media->item[0]->id;
    (void)snprintf(path, sizeof path, "/v25.0/%s", id);
    assert_true(ask(r, path, NULL));
    struct json *tree;
    struct err e;
    assert_true(json_parse(buf_view(&r->answer), &tree, &e));
    struct str url = json_get_text(tree, "url");
    assert_true(str_starts(url, str_of(r->graph)));
    (void)snprintf(path, sizeof path, "%.*s", STR_ARG(str_slice(url, strlen(r->graph), url.len)));
    json_free(tree);
    assert_true(ask(r, path, NULL));
    assert_true(str_equal(buf_view(&r->answer), sim_media_sample()));
    (void)snprintf(path, sizeof path, "/media-files/%s?until=1", id);
    assert_true(ask(r, path, NULL));
    assert_int_equal(r->status, 404);
}

static void test_account(void **state)
{
    struct rig *r = *state;
    assert_true(ask(r, "/v25.0/" ACCOUNT "/message_templates",
                    "{\"name\":\"status_laporan\",\"language\":\"id\",\"category\":\"UTILITY\","
                    "\"components\":[{\"type\":\"BODY\",\"text\":\"Laporan {{1}} selesai.\","
                    "\"example\":{\"body_text\":[[\"LK26-00042-7\"]]}}]}"));
    assert_int_equal(r->status, 200);
    EVENTUALLY(heard(r, "message_template_status_update"));
    assert_true(ask(r, "/v25.0/" ACCOUNT "/message_templates?status=APPROVED", NULL));
    assert_true(str_contains(buf_view(&r->answer), STR("status_laporan")));
    assert_true(ask(r, "/v25.0/" ACCOUNT "/subscribed_apps", NULL));
    assert_true(str_contains(buf_view(&r->answer), STR("whatsapp_business_api_data")));
    assert_true(ask(r, "/v25.0/" NUMBER, NULL));
    assert_true(str_contains(buf_view(&r->answer), STR("display_phone_number")));
    assert_true(ask(r, "/v25.0/" NUMBER "/subscribed_apps", NULL));
    assert_int_equal(error_code(r), 33);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_RIG(test_accepted_and_told_in_three_steps),
        WITH_RIG(test_refusals),
        WITH_RIG(test_wrong_token),
        WITH_RIG(test_webhooks_are_repeated),
        WITH_RIG(test_fault_modes),
        WITH_RIG(test_the_server_that_reads_and_closes),
        WITH_RIG(test_a_status_before_the_answer),
        WITH_RIG(test_dropped_and_doubled_statuses),
        WITH_RIG(test_silence_does_not_stop_the_end),
        WITH_RIG(test_citizens_write),
        WITH_RIG(test_the_window),
        WITH_RIG(test_media),
        WITH_RIG(test_account),
    };
    return cmocka_run_group_tests(tests, prepare, clean_up);
}
