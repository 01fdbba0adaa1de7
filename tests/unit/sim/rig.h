/* rig.h - a whole simulator on a free port, with a made-up kanda behind its webhook.
 *
 * For the tests of this folder that need one; each gets its own (WITH_RIG). */
#ifndef KANDA_TEST_SIM_RIG_H
#define KANDA_TEST_SIM_RIG_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/sim/caller.h"
#include "../../../src/sim/sim.h"
#include "base/crypto.h"
#include <arpa/inet.h>
#include <curl/curl.h>
#include <microhttpd.h>
#include <pthread.h>
#include <signal.h>
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
    char webhook[64], graph[64], url[320];
    int status;
};

/* --- the made-up kanda --- */

static inline void answer_citizen(struct rig *r)
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

static inline unsigned judge(struct rig *r, struct MHD_Connection *c, struct str body)
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

static inline enum MHD_Result on_webhook(void *ctx, struct MHD_Connection *c, const char *url,
                                         const char *method, const char *version,
                                         const char *upload, size_t *size, void **con_cls)
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

static inline void on_done(void *ctx, struct MHD_Connection *c, void **con_cls,
                           enum MHD_RequestTerminationCode code)
{
    (void)ctx, (void)c, (void)code;
    if (*con_cls) buf_finish(*con_cls);
    free(*con_cls);
}

/* --- the rig --- */

static inline void open_sim(struct rig *r)
{
    struct err e;
    if (!sim_open(&r->settings, clock_system(), NULL, &r->sim, &e)) fail_msg("%s", e.text);
    (void)snprintf(r->graph, sizeof r->graph, "http://127.0.0.1:%d", r->sim->port);
}

static inline int set_up(void **state)
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

static inline int tear_down(void **state)
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

static inline bool ask(struct rig *r, const char *path, const char *body)
{
    struct err e;
    (void)snprintf(r->url, sizeof r->url, "%s%s", r->graph, path);
    return body ? sim_caller_post(r->caller, r->url, str_of(body), STR_EMPTY, &r->answer,
                                  &r->status, &e)
                : sim_caller_get(r->caller, r->url, &r->answer, &r->status, &e);
}

static inline void fault(struct rig *r, const char *settings)
{
    assert_true(ask(r, "/sim/faults", settings));
    assert_int_equal(r->status, 200);
}

static inline bool send_text(struct rig *r, const char *body)
{
    return ask(r, "/v25.0/" NUMBER "/messages", body);
}

static inline int64_t number_in(struct rig *r, const char *path, const char *first,
                                const char *second)
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

static inline int64_t counted(struct rig *r, const char *name)
{
    return number_in(r, "/sim/stats", name, NULL);
}

static inline int64_t error_code(struct rig *r)
{
    struct json *tree;
    struct err e;
    int64_t code = -1;
    if (!json_parse(buf_view(&r->answer), &tree, &e)) return -1;
    if (!json_i64(json_path(tree, "error", "code", NULL), &code)) code = -1;
    json_free(tree);
    return code;
}

static inline bool heard(struct rig *r, const char *words)
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

static inline int prepare(void **state)
{
    struct err e;
    sigset_t alarm;
    (void)state;
    /* Every thread that starts later inherits it: the load generator wants the signal itself. */
    (void)sigemptyset(&alarm);
    (void)sigaddset(&alarm, SIGALRM);
    (void)pthread_sigmask(SIG_BLOCK, &alarm, NULL);
    return crypto_init(&e) && curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK ? 0 : -1;
}

static inline int clean_up(void **state)
{
    (void)state;
    curl_global_cleanup();
    return 0;
}

#define WITH_RIG(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

#endif
