/* service.c - puts the rooms together and takes them apart. */
#include "audit_head.h"
#include "cli/file.h"
#include "serve_private.h"
#include "store/lock.h"
#include "store/migrate.h"
#include "store/secret_store.h"
#include "store/template_store.h"
#include "wa/number_rate.h"
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define SENDER_GRACE_MS 1000
#define QUEUE_BYTES_MAX ((size_t)24 << 20) /* of all that waits for the writer */
#define HASHES_WAITING  32 /* passwords before the one thread that hashes: about a second */

static void on_commit(void *ctx)
{
    struct service *s = ctx;
    struct writer_stats stats;
    struct checkpointer *c = s->checkpointer;
    live_committed(s->live);
    if (!c) return;
    writer_stats(s->writer, &stats);
    checkpointer_wake(c, stats.wal_pages);
}

static bool store_start(struct service *s, struct err *e)
{
    const char *path = s->app.conf.store_path;
    struct migrate_report report;
    struct checkpointer *checkpointer = NULL;
    struct writer_options writer = { .path = path,
                                     .log = &s->app.log,
                                     .queue_bytes_max = QUEUE_BYTES_MAX,
                                     .after_commit = on_commit,
                                     .after_commit_ctx = s };
    struct readers_options readers = { .path = path, .log = &s->app.log };
    struct readers_options hashers = { .path = path,
                                       .log = &s->app.log,
                                       .name = "hasher",
                                       .threads = 1,
                                       .queue_max = HASHES_WAITING };
    if (!live_create(s->app.conf.desk_ticket_prefix, &s->app.clock, &s->live, e) ||
        !store_lock_take(path, &s->lock, e) || !store_migrate(path, &s->app.clock, &report, e))
        return false;
    if (report.from != report.to)
        log_event(&s->app.log, LOG_INFO, "store.migrated", LOG_NUM("from", report.from),
                  LOG_NUM("to", report.to), LOG_TEXT("copy", report.copied_to));
    if (!writer_start(&writer, &s->writer, e) ||
        !checkpointer_start(path, 0, &s->app.log, &checkpointer, e))
        return false;
    s->checkpointer = checkpointer;
    return readers_start(&readers, &s->readers, e) && readers_start(&hashers, &s->hashers, e) &&
           media_store_open(s->app.conf.store_media_dir,
                            (int64_t)s->app.conf.store_disk_free_mib << 20, &s->media, e);
}

static bool sender_begin(struct service *s, struct err *e)
{
    const struct conf *c = &s->app.conf;
    int rate = c->whatsapp_messages_per_second;
    struct sender_options options = { .graph_url = c->whatsapp_graph_url,
                                      .api_version = c->whatsapp_api_version,
                                      .phone_number_id = c->whatsapp_phone_number_id,
                                      .token = app_token(&s->app),
                                      .provider = &s->provider,
                                      .writer = s->writer,
                                      .media_store = s->media,
                                      .log = &s->app.log,
                                      .clock = s->app.clock,
                                      .messages_per_second = rate,
                                      .in_flight = c->whatsapp_in_flight,
                                      .pace_by_meta = rate == WA_RATE_STANDARD,
                                      .unsure_ms = c->whatsapp_unsure_seconds * MS_PER_SECOND };
    if (c->whatsapp_coexistence && rate > WA_RATE_SHARED) {
        options.messages_per_second = WA_RATE_SHARED;
        options.pace_by_meta = false;
    }
    return sender_start(&options, &s->sender, e);
}

/* What templates.csv says must be in the table before the first reply asks for a template, and the
 * key of live ids in memory before the first stream. */
static bool rows_begin(void *ctx, struct db *db, struct err *e)
{
    const struct service *s = ctx;
    const struct desk *desk = s->app.desk;
    uint8_t key[SHA256_SIZE];
    if (!secret_need(db, SECRET_EVENTS, key, e)) return false;
    live_key(s->live, key);
    secret_wipe(key, sizeof key);
    return template_sync(db, desk->templates, desk->template_count, clock_now(&s->app.clock), e);
}

static void view_sender(void *ctx, struct http_sender_view *out)
{
    struct service *s = ctx;
    struct sender_stats stats;
    sender_stats(s->sender, &stats);
    *out = (struct http_sender_view){ .can_send = stats.can_send,
                                      .requests = stats.requests,
                                      .accepted = stats.accepted,
                                      .retried = stats.retried,
                                      .unsure = stats.unsure,
                                      .failed = stats.failed,
                                      .in_flight = stats.in_flight,
                                      .per_second = stats.per_second,
                                      .throttled = stats.throttled,
                                      .receipts = stats.receipts,
                                      .media_stored = stats.media_stored,
                                      .media_retried = stats.media_retried,
                                      .media_lost = stats.media_lost };
    (void)snprintf(out->stopped_by, sizeof out->stopped_by, "%s", stats.stopped_by);
}

static void wake_sender(void *ctx)
{
    struct service *s = ctx;
    sender_wake(s->sender);
}

static void tell_read(void *ctx, struct str wamid, bool words)
{
    struct service *s = ctx;
    sender_read(s->sender, wamid, words);
}

static void tell_heard(void *ctx, size_t messages)
{
    struct service *s = ctx;
    sender_heard(s->sender, messages);
}

static void tell_account(void *ctx, bool number)
{
    struct service *s = ctx;
    sender_account_changed(s->sender, number);
}

static void wake_media(void *ctx)
{
    struct service *s = ctx;
    sender_wake_media(s->sender);
}

static bool proxies_read(const struct conf *c, struct http_options *out, struct err *e)
{
    struct str rest = str_of(c->http_trusted_proxies), piece;
    while (str_cut(&rest, ',', &piece)) {
        piece = str_trim(piece);
        if (piece.len == 0) continue;
        if (out->trusted_proxy_count == HTTP_PROXIES_MAX)
            return err_set(e, ERR_INPUT, "http.trusted_proxies: at most %d", HTTP_PROXIES_MAX);
        out->trusted_proxies[out->trusted_proxy_count++] = piece;
    }
    return true;
}

static bool tls_read(struct service *s, struct http_options *out, struct err *e)
{
    const struct conf *c = &s->app.conf;
    if (c->http_meta_client_ca[0])
        return err_set(e, ERR_INPUT,
                       "http.meta_client_ca: this version cannot check client certificates; let "
                       "the proxy do it (config/README.md)");
    if (c->http_tls_cert[0] == '\0') return true;
    if (!file_read(c->http_tls_cert, &s->tls_cert, e) ||
        !file_read(c->http_tls_key, &s->tls_key, e))
        return false;
    out->tls_cert_pem = s->tls_cert.at;
    out->tls_key_pem = s->tls_key.at;
    return true;
}

static bool door_open(struct service *s, struct err *e)
{
    const struct conf *c = &s->app.conf;
    char host[64];
    int port;
    struct http_options options = {
        .host = host,
        .writer = s->writer,
        .readers = s->readers,
        .hashers = s->hashers,
        .live = s->live,
        .media = s->media,
        .nlu = s->app.nlu,
        .area = s->app.area,
        .intake = app_intake(&s->app),
        .proof_required = c->desk_proof_required,
        .rates = &s->app.rates,
        .monthly_cost_cap = c->whatsapp_monthly_cost_cap,
        .public_number = c->desk_public_number,
        .verify_token = str_of(c->whatsapp_verify_token),
        .phone_number_id = str_of(c->whatsapp_phone_number_id),
        .log = &s->app.log,
        .clock = s->app.clock,
        .replies_waiting = wake_sender,
        .files_waiting = wake_media,
        .messages_heard = tell_heard,
        .account_changed = tell_account,
        .message_answered = c->whatsapp_read_receipts ? tell_read : NULL,
        .sender_view = view_sender,
        .sender_ctx = s,
    };
    if (!conf_listen_parse(c->http_listen, host, sizeof host, &port, e) ||
        !conf_proof(c, &options.proof, e) || !proxies_read(c, &options, e) ||
        !tls_read(s, &options, e))
        return false;
    options.port = (uint16_t)port;
    return http_server_start(&options, &s->http, e);
}

static bool templates_watch(struct service *s, struct err *e)
{
    const struct conf *c = &s->app.conf;
    const struct template_watch_options options = {
        .client = { .graph_url = c->whatsapp_graph_url,
                    .api_version = c->whatsapp_api_version,
                    .business_account_id = c->whatsapp_business_account_id,
                    .token = app_token(&s->app),
                    .provider = &s->provider },
        .ours = s->app.desk->templates,
        .count = s->app.desk->template_count,
        .writer = s->writer,
        .log = &s->app.log,
        .clock = s->app.clock,
    };
    return template_watch_start(&options, &s->templates, e);
}

bool service_start(struct service *s, struct err *e)
{
    s->lock = -1;
    conf_provider(&s->app.conf, &s->provider);
    buf_init(&s->tls_cert, 1 << 20);
    buf_init(&s->tls_key, 1 << 20);
    if (!sender_library_open(e)) return false;
    if (conf_require_serve(&s->app.conf, e) && store_start(s, e) &&
        writer_call(s->writer, rows_begin, s, e) && sender_begin(s, e) &&
        watch_courier_start(s, e) && watch_hooks_start(s, e) && door_open(s, e) &&
        templates_watch(s, e))
        return true;
    service_stop(s);
    return false;
}

static struct service *of_upkeep(struct job *job)
{
    return (struct service *)((char *)job - offsetof(struct service, upkeep));
}

/* A head that the trail no longer holds is the proof that its end was cut off: it is told, and not
 * written over. Nor is what cannot be read. */
static bool head_compare(struct service *s, struct db *db, struct err *e)
{
    struct chain_head kept;
    struct err why = { 0 };
    bool found;
    if (audit_head_read(s->app.conf.store_path, &kept, &why)) {
        if (!chain_holds(db, &kept, &found, e)) return false;
    } else {
        found = why.code == ERR_NOT_FOUND;
    }
    if (!found && !s->watched.trail_cut)
        log_event(&s->app.log, LOG_ERROR, "audit.cut", LOG_NUM("head", s->upkept.head.event_id));
    s->watched.trail_cut = !found;
    return true;
}

/* Never written without a look at the one that is there: however long the desk was quiet. */
static bool head_look(struct service *s, struct db *db, struct err *e)
{
    s->head_due =
        s->upkept.head.event_id != s->head_event && clock_monotonic_ms() >= s->head_due_ms;
    return !s->head_due || head_compare(s, db, e);
}

static bool upkeep_job_run(struct job *job, struct db *db, struct err *e)
{
    struct service *s = of_upkeep(job);
    struct intake_options options = app_intake(&s->app);
    int64_t now = clock_now(&s->app.clock);
    return (!s->watching ||
            (head_compare(s, db, e) && alarm_watch_run(db, &s->watched, now, e) &&
             account_watch_run(db, now, e) &&
             cost_watch_run(db, &s->app.rates, s->app.conf.whatsapp_monthly_cost_cap, now, e))) &&
           upkeep_run(db, &options, now, &s->upkept, e) && head_look(s, db, e);
}

/* On the writer thread, where the file's sync delays a batch by a moment, once a minute. */
static void head_keep(struct service *s)
{
    struct err e = { 0 };
    if (!s->head_due || s->watched.trail_cut) return;
    s->head_due_ms = clock_monotonic_ms() + AUDIT_HEAD_MS;
    if (audit_head_write(s->app.conf.store_path, &s->upkept.head, &e))
        s->head_event = s->upkept.head.event_id;
    else
        log_event(&s->app.log, LOG_ERROR, "audit.head", LOG_TEXT("why", e.text));
}

/* More work follows at once, but behind what has queued in the meantime. */
static void upkeep_job_done(struct job *job, enum job_end end, const struct err *why)
{
    struct service *s = of_upkeep(job);
    if (end != JOB_COMMITTED)
        log_event(&s->app.log, LOG_ERROR, "upkeep.failed", LOG_TEXT("why", why->text));
    s->watching = false; /* once, though more upkeep may follow at once */
    if (end == JOB_COMMITTED && (s->upkept.wordless || s->upkept.replies)) sender_wake(s->sender);
    if (end == JOB_COMMITTED && s->upkept.troubles)
        log_event(&s->app.log, LOG_ERROR, "upkeep.put_off", LOG_NUM("tickets", s->upkept.troubles));
    /* The report of what is kept for a while only. */
    if (end == JOB_COMMITTED && (s->upkept.emptied || s->upkept.sessions))
        log_event(&s->app.log, LOG_INFO, "upkeep.forgot", LOG_NUM("raw", s->upkept.emptied),
                  LOG_NUM("sessions", s->upkept.sessions));
    if (end == JOB_COMMITTED) head_keep(s);
    if (end == JOB_COMMITTED && s->upkept.more && writer_submit(s->writer, job)) return;
    s->upkeep_waits = false;
}

void service_tick(struct service *s)
{
    http_server_sweep(s->http);
    live_tick(s->live);
    if (s->upkeep_waits) return;
    s->upkeep_waits = true;
    watch_look(s);
    s->upkeep = (struct job){ .run = upkeep_job_run, .done = upkeep_job_done, .weight = 1 };
    if (!writer_submit(s->writer, &s->upkeep)) s->upkeep_waits = false;
}

void service_stop(struct service *s)
{
    if (s->http) http_server_quiesce(s->http);
    hook_courier_quiesce(s->hook_courier);
    http_server_stop(s->http);
    template_watch_stop(s->templates);
    sender_stop(s->sender, SENDER_GRACE_MS);
    alarm_courier_stop(s->alarm_courier);
    hook_courier_stop(s->hook_courier);
    readers_stop(s->readers);
    readers_stop(s->hashers);
    writer_stop(s->writer);    /* before the checkpointer, which its last commit may still wake */
    sender_destroy(s->sender); /* which it may wake as well */
    checkpointer_stop(atomic_exchange(&s->checkpointer, NULL));
    live_destroy(s->live);
    media_store_close(s->media);
    store_lock_drop(s->lock);
    if (s->tls_key.at) memset(s->tls_key.at, 0, s->tls_key.cap);
    buf_finish(&s->tls_cert);
    buf_finish(&s->tls_key);
    sender_library_close();
}
