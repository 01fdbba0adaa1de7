/* test_serve.c - a whole simulator on a free port, with a made-up kanda behind its webhook. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/sim/caller.h"
#include "../../../src/sim/load.h"
#include "../../../src/sim/play.h"
#include "../../../src/sim/sim.h"
#include "base/crypto.h"
#include <arpa/inet.h>
#include <curl/curl.h>
#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define NUMBER  "100000000000001"
#define ACCOUNT "200000000000002"
#define TEXT(callback)                                                                             \
    "{\"messaging_product\":\"whatsapp\",\"to\":\"+6281200000001\",\"type\":\"text\","             \
    "\"biz_opaque_callback_data\":\"" callback "\",\"text\":{\"body\":\"Halo\"}}"

struct rig {
    struct MHD_Daemon *kanda;
    atomic_int valid, forged, fail_next; /* webhooks; the next so many valid ones get 500 */
    atomic_bool answers;                 /* a message from a citizen is answered */
    pthread_mutex_t lock;
    struct buf heard; /* every valid body, one per line */
    struct sim *sim;
    struct sim_settings settings;
    struct sim_caller *caller;
    struct buf answer;
    char webhook[64], graph[64], url[160];
    int status;
};

/* --- the made-up kanda --- */

static void answer_citizen(struct rig *r)
{
    static const char reply[] =
        "{\"messaging_product\":\"whatsapp\",\"to\":\"+6281200000001\",\"type\":\"interactive\","
        "\"interactive\":{\"type\":\"button\",\"body\":{\"text\":\"Nomor LK26-00001-1\\nPaling "
        "lambat Jumat\"},\"action\":{\"buttons\":[{\"type\":\"reply\",\"reply\":{\"id\":\"u:1\","
        "\"title\":\"Salah unit\"}}]}}}";
    struct sim_caller *caller = sim_caller_create();
    struct buf answer;
    struct err e;
    int status;
    char url[160];
    (void)snprintf(url, sizeof url, "%s/v25.0/" NUMBER "/messages", r->graph);
    buf_init(&answer, 65536);
    if (!sim_caller_post(caller, url, STR(reply), STR_EMPTY, &answer, &status, &e)) abort();
    buf_finish(&answer);
    sim_caller_destroy(caller);
}

static unsigned judge(struct rig *r, struct MHD_Connection *c, struct str body)
{
    const struct wa_secrets secrets = { { STR("rahasia") }, 1 };
    struct str signature =
        str_of(MHD_lookup_connection_value(c, MHD_HEADER_KIND, "X-Hub-Signature-256"));
    if (!wa_signature_valid(&secrets, signature, body)) {
        atomic_fetch_add(&r->forged, 1);
        return 403;
    }
    if (atomic_load(&r->fail_next) > 0) {
        atomic_fetch_sub(&r->fail_next, 1);
        return 500;
    }
    (void)pthread_mutex_lock(&r->lock);
    buf_add(&r->heard, body);
    buf_add_char(&r->heard, '\n');
    (void)pthread_mutex_unlock(&r->lock);
    atomic_fetch_add(&r->valid, 1);
    if (atomic_load(&r->answers) && str_contains(body, STR("\"messages\":["))) answer_citizen(r);
    return 200;
}

static enum MHD_Result on_webhook(void *ctx, struct MHD_Connection *c, const char *url,
                                  const char *method, const char *version, const char *upload,
                                  size_t *size, void **con_cls)
{
    struct buf *body = *con_cls;
    (void)url, (void)method, (void)version;
    if (!body) {
        body = *con_cls = calloc(1, sizeof *body);
        buf_init(body, 1 << 22);
        return MHD_YES;
    }
    if (*size) {
        buf_add(body, (struct str){ upload, *size });
        *size = 0;
        return MHD_YES;
    }
    unsigned status = judge(ctx, c, buf_view(body));
    struct MHD_Response *r = MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
    enum MHD_Result ok = MHD_queue_response(c, status, r);
    MHD_destroy_response(r);
    return ok;
}

static void on_done(void *ctx, struct MHD_Connection *c, void **con_cls,
                    enum MHD_RequestTerminationCode code)
{
    (void)ctx, (void)c, (void)code;
    if (*con_cls) buf_finish(*con_cls);
    free(*con_cls);
}

/* --- the rig --- */

static void open_sim(struct rig *r)
{
    struct err e;
    if (!sim_open(&r->settings, clock_system(), NULL, &r->sim, &e)) fail_msg("%s", e.text);
    (void)snprintf(r->graph, sizeof r->graph, "http://127.0.0.1:%d", r->sim->port);
}

static int set_up(void **state)
{
    struct rig *r = calloc(1, sizeof *r);
    struct sockaddr_in address = { .sin_family = AF_INET,
                                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    *state = r;
    (void)pthread_mutex_init(&r->lock, NULL);
    buf_init(&r->heard, 1 << 26);
    buf_init(&r->answer, 1 << 26);
    r->kanda = MHD_start_daemon(MHD_USE_POLL_INTERNAL_THREAD, 0, NULL, NULL, on_webhook, r,
                                MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&address,
                                MHD_OPTION_NOTIFY_COMPLETED, on_done, NULL, MHD_OPTION_END);
    if (!r->kanda) return -1;
    (void)snprintf(r->webhook, sizeof r->webhook, "http://127.0.0.1:%d/webhook",
                   MHD_get_daemon_info(r->kanda, MHD_DAEMON_INFO_BIND_PORT)->port);
    r->settings = (struct sim_settings){
        .listen = "127.0.0.1:0",
        .webhook = r->webhook,
        .app_secret = "rahasia",
        .phone_number_id = NUMBER,
        .business_account_id = ACCOUNT,
        .display_number = "6281200009999",
        .seed = 1,
    };
    r->caller = sim_caller_create();
    open_sim(r);
    return 0;
}

static int tear_down(void **state)
{
    struct rig *r = *state;
    sim_caller_destroy(r->caller);
    sim_close(r->sim);
    MHD_stop_daemon(r->kanda);
    buf_finish(&r->heard);
    buf_finish(&r->answer);
    (void)pthread_mutex_destroy(&r->lock);
    free(r);
    return 0;
}

static bool ask(struct rig *r, const char *path, const char *body)
{
    struct err e;
    (void)snprintf(r->url, sizeof r->url, "%s%s", r->graph, path);
    return body ? sim_caller_post(r->caller, r->url, str_of(body), STR_EMPTY, &r->answer,
                                  &r->status, &e)
                : sim_caller_get(r->caller, r->url, &r->answer, &r->status, &e);
}

static void fault(struct rig *r, const char *settings)
{
    assert_true(ask(r, "/sim/faults", settings));
    assert_int_equal(r->status, 200);
}

static bool send_text(struct rig *r, const char *body)
{
    return ask(r, "/v25.0/" NUMBER "/messages", body);
}

static int64_t number_in(struct rig *r, const char *path, const char *first, const char *second)
{
    struct json *tree;
    struct err e;
    int64_t n = -1;
    assert_true(ask(r, path, NULL));
    assert_true(json_parse(buf_view(&r->answer), &tree, &e));
    const struct json *j = json_get(tree, first);
    if (second) j = json_get(j, second);
    if (!json_i64(j, &n)) n = -1;
    json_free(tree);
    return n;
}

static int64_t stat(struct rig *r, const char *name)
{
    return number_in(r, "/sim/stats", name, NULL);
}

static int64_t error_code(struct rig *r)
{
    struct json *tree;
    struct err e;
    int64_t code = -1;
    if (!json_parse(buf_view(&r->answer), &tree, &e)) return -1;
    if (!json_i64(json_path(tree, "error", "code", NULL), &code)) code = -1;
    json_free(tree);
    return code;
}

static bool heard(struct rig *r, const char *words)
{
    (void)pthread_mutex_lock(&r->lock);
    bool found = str_contains(buf_view(&r->heard), str_of(words));
    (void)pthread_mutex_unlock(&r->lock);
    return found;
}

/* Waits for what another thread is about to do; gives up only after far too long. */
#define EVENTUALLY(condition)                                                                      \
    do {                                                                                           \
        int left = 2000;                                                                           \
        while (!(condition) && left-- > 0)                                                         \
            (void)nanosleep(&(struct timespec){ .tv_nsec = 10000000 }, NULL);                      \
        if (left < 0) fail_msg("never: %s", #condition);                                           \
    } while (0)

/* --- tests --- */

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
    assert_int_equal(stat(r, "doubles"), 1);
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
    assert_true(ask(r, "/v25.0/1/messages", TEXT("a")));
    assert_int_equal(error_code(r), 33);
    assert_true(ask(r, "/nothing/here/at/all", NULL));
    assert_int_equal(r->status, 404);
    assert_true(ask(r, "/v25.0/" NUMBER "/messages", NULL));
    assert_int_equal(r->status, 405);
    assert_int_equal(number_in(r, "/sim/stats", "refused", "131008"), 1);
    assert_int_equal(stat(r, "accepted"), 0);
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
    assert_int_equal(stat(r, "webhooks_retried"), 3);
    assert_int_equal(stat(r, "webhooks_failed"), 0);
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
        assert_int_equal(stat(r, "accepted"), rows[i].accepted);
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
    assert_int_equal(stat(r, "accepted"), 3);
    assert_int_equal(stat(r, "doubles"), 1);
    assert_int_not_equal(post_twice(r, true), CURLE_OK);
    /* With a body that cannot be rewound it is told instead. ("first" was known already.) */
    assert_int_equal(stat(r, "accepted"), 5);
    assert_int_equal(stat(r, "doubles"), 3);
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
    assert_int_equal(stat(r, "webhooks_waiting"), 0);
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
                    "\"components\":[{\"type\":\"BODY\",\"text\":\"Laporan {{1}} selesai.\"}]}"));
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

static struct sim_target target_of(struct rig *r)
{
    const struct sim_target_options options = { .graph = r->graph };
    struct sim_target target;
    struct err e;
    if (!sim_target_find(&options, r->caller, &target, &e)) fail_msg("%s", e.text);
    assert_string_equal(target.webhook, r->webhook);
    return target;
}

static bool play(struct rig *r, const char *steps, struct sim_play_result *result, struct err *e)
{
    char text[1000];
    struct dice dice;
    struct sim_script script;
    struct sim_target target = target_of(r);
    FILE *nowhere = fopen("/dev/null", "w");
    (void)snprintf(
        text, sizeof text,
        "{\"citizens\":[{\"name\":\"Siti\",\"wa_id\":\"6281200000001\"}],\"steps\":[%s]}", steps);
    sim_dice_init(&dice, 1);
    if (!sim_script_parse(str_of(text), &dice, &script, e)) fail_msg("%s", e->text);
    bool ok = sim_play_run(&script, &target, r->caller, clock_system(), nowhere, result, e);
    sim_script_finish(&script);
    (void)fclose(nowhere);
    return ok;
}

static void test_play(void **state)
{
    struct rig *r = *state;
    struct sim_play_result result;
    struct err e;
    atomic_store(&r->answers, true);
    if (!play(
            r,
            "{\"from\":0,\"text\":\"Jalan rusak\"},"
            "{\"expect\":{\"to\":0,\"contains\":[\"lk26\",\"paling lambat\"]}},"
            "{\"from\":0,\"tap\":\"salah\"},{\"expect\":{\"to\":0}},"
            "{\"from\":0,\"image\":{\"caption\":\"Foto\"},\"quote\":true},{\"expect\":{\"to\":0}}",
            &result, &e))
        fail_msg("%s", e.text);
    assert_int_equal(result.said, 3);
    assert_int_equal(result.met, 3);
    assert_true(heard(r, "\"button_reply\":{\"id\":\"u:1\""));
    assert_true(heard(r, "\"caption\":\"Foto\""));
    assert_false(play(r, "{\"expect\":{\"to\":0,\"within_ms\":0}}", &result, &e));
    assert_int_equal(e.code, ERR_CONFLICT);
    assert_false(play(r, "{\"from\":0,\"tap\":\"tidak ada\"}", &result, &e));
    atomic_store(&r->fail_next, 1);
    assert_false(play(r, "{\"from\":0,\"text\":\"x\"}", &result, &e));
    assert_int_equal(e.code, ERR_CONFLICT);
}

static void test_load(void **state)
{
    struct rig *r = *state;
    const struct sim_load_settings settings = { .rate = 200,
                                                .seconds = 1,
                                                .connections = 4,
                                                .citizens = 10,
                                                .batch = 2,
                                                .seed = 1,
                                                .repeat = 0.2,
                                                .wrong_signature = 0.1 };
    struct sim_target target = target_of(r);
    static struct sim_load_result result;
    struct err e;
    if (!sim_load_run(&settings, &target, clock_system(), &result, &e)) fail_msg("%s", e.text);
    assert_int_equal(result.requests, 200);
    assert_int_equal(result.ok + result.denied, 200);
    assert_int_equal(result.denied, result.forged);
    assert_int_equal(result.messages, 2 * (result.ok - result.repeats));
    assert_true(result.repeats > 0 && result.forged > 0);
    assert_int_equal(result.latency.count, 200);
    assert_int_equal(atomic_load(&r->valid), result.ok);
    assert_int_equal(atomic_load(&r->forged), result.denied);
}

static void test_load_as_fast_as_answers_come(void **state)
{
    struct rig *r = *state;
    const struct sim_load_settings settings = {
        .seconds = 1, .connections = 2, .citizens = 10, .batch = 1, .seed = 1
    };
    struct sim_target target = target_of(r);
    static struct sim_load_result result;
    struct err e;
    assert_true(sim_load_run(&settings, &target, clock_system(), &result, &e));
    assert_true(result.ok > 0);
    assert_int_equal(result.ok, result.requests);
    assert_int_equal(atomic_load(&r->valid), result.ok);
}

static void test_other_machines_are_refused(void **state)
{
    struct rig *r = *state;
    const struct sim_target_options graph = { .graph = "http://198.51.100.7:8090" };
    const struct sim_target_options webhook = { .webhook = "http://198.51.100.7/webhook",
                                                .app_secret = "s",
                                                .phone_number_id = "1" };
    struct sim_target target;
    struct err e;
    assert_false(sim_target_find(&graph, r->caller, &target, &e));
    assert_int_equal(sim_target_exit(&e), 2);
    assert_false(sim_target_find(&webhook, r->caller, &target, &e));
    assert_int_equal(sim_target_exit(&e), 2);
}

static int prepare(void **state)
{
    struct err e;
    (void)state;
    return crypto_init(&e) && curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK ? 0 : -1;
}

static int clean_up(void **state)
{
    (void)state;
    curl_global_cleanup();
    return 0;
}

#define WITH_RIG(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

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
        WITH_RIG(test_play),
        WITH_RIG(test_load),
        WITH_RIG(test_load_as_fast_as_answers_come),
        WITH_RIG(test_other_machines_are_refused),
    };
    return cmocka_run_group_tests(tests, prepare, clean_up);
}
