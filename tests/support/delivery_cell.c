/* delivery_cell.c - a delivery room, its simulator, and the story of one message. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../src/sim/caller.h"
#include "delivery_cell.h"
#include "store/attachment_store.h"
#include "store/contact_store.h"
#include "store/message_store.h"
#include "store/outbox_store.h"
#include "wa/webhook.h"
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define NUMBER       "100000000000001"
#define PHONE        "6281200000001"
#define TOKEN        "contoh-token"
#define NEW_TOKEN    "contoh-token-baru"
#define TIMEOUT_MS   1200 /* real ones: libcurl knows no other clock; 0: as in the office */
#define STEP_MS      (20 * MS_PER_SECOND)
#define LATE_STEP_MS (10 * MS_PER_MINUTE) /* after the first hour: some pauses are days */
#define NAP_MS       10
#define LOOK_MS      40    /* between two looks at what happens by itself */
#define PATIENCE_MS  90000 /* real; far more than any cell takes */
#define BODY_MAX     (1 << 20)
#define APPROVED     "lapor_kanda_diterima"
#define BY_ITSELF    "lapor_kanda_jawaban"

static void nap(long ms)
{
    (void)nanosleep(&(struct timespec){ .tv_nsec = ms * 1000000 }, NULL);
}

void cell_trouble(struct cell *c, const char *what, const struct err *e)
{
    if (!c->trouble[0])
        (void)snprintf(c->trouble, sizeof c->trouble, "%.60s: %.120s", what, e ? e->text : "");
}

int64_t cell_now(void *ctx)
{
    const struct cell *c = ctx;
    return c->base + c->passed;
}

/* --- what is to be sent, or fetched --- */

static bool contact_put(struct cell *c, struct db *db, struct arena *arena, int64_t *id,
                        struct err *e)
{
    struct contact_seen seen = { .wa_id = STR(PHONE),
                                 .bsuid = STR_EMPTY,
                                 .username = STR_EMPTY,
                                 .name = STR_EMPTY,
                                 .sent_at = cell_now(c),
                                 .now = cell_now(c) };
    return contact_see(db, &seen, arena, id, e);
}

static bool file_put(struct cell *c, struct db *db, int64_t message_id, struct err *e)
{
    const struct sim_media_item *item =
        sim_media_add(c->sim->media, &c->sim->ids, STR("image/png"), sim_media_sample());
    if (!item) return err_set(e, ERR_MEMORY, "no file");
    struct inbound m = { .type = MESSAGE_IMAGE,
                         .sent_at = cell_now(c),
                         .media = { .id = str_of(item->id),
                                    .mime_type = STR("image/png"),
                                    .sha256 = STR_EMPTY,
                                    .filename = STR_EMPTY,
                                    .url = STR_EMPTY } };
    return attachment_insert(db, message_id, &m, cell_now(c), e);
}

static bool outbound_put(struct cell *c, struct db *db, int64_t contact_id, int64_t message_id,
                         struct err *e)
{
    static const struct outbox_fallback fallback = {
        TEMPLATE_RECEIVED,
        { "", 0 },
        { { "LK26-00042-7", 12 }, { "Jalan rusak", 11 }, { "PUPR", 4 }, { "Jumat", 5 } },
        4
    };
    static const struct outbound contents[] = {
        [CELL_REPLY] = { .type = OUTBOUND_TEXT, .body = { "Terima kasih", 12 } },
        [CELL_TEMPLATE] = { .type = OUTBOUND_TEMPLATE,
                            .template_name = { BY_ITSELF, sizeof BY_ITSELF - 1 },
                            .template_language = { "id", 2 },
                            .params = { { "LK26-00042-7", 12 }, { "petugas akan datang", 19 } },
                            .param_count = 2 },
        [CELL_REACTION] = { .type = OUTBOUND_REACTION,
                            .reply_to = { "wamid.IN", 8 },
                            .emoji = { "\xF0\x9F\x91\x8D", 4 } },
        [CELL_FILE] = { .type = OUTBOUND_IMAGE,
                        .body = { "Sudah beres", 11 },
                        .file_type = { "image/png", 9 } },
    };
    struct outbound content = contents[c->kind];
    int64_t id;
    if (c->kind == CELL_FILE) content.file = str_of(c->photo);
    struct outbox_draft draft = { .contact_id = contact_id,
                                  .message_id = message_id,
                                  .content = &content,
                                  .fallback = c->kind == CELL_REPLY ? &fallback : NULL,
                                  .now = cell_now(c) };
    return outbox_put(db, &draft, &id, e);
}

static bool story_put(struct cell *c, struct db *db, struct err *e)
{
    struct arena arena = { 0 };
    int64_t contact_id = 0, message_id = 0;
    struct message_row row = { .wamid = STR("wamid.IN"),
                               .type = MESSAGE_IMAGE,
                               .sent_at = cell_now(c),
                               .received_at = cell_now(c),
                               .text = STR_EMPTY,
                               .reply_to = STR_EMPTY,
                               .details_json = STR_EMPTY };
    bool ok = contact_put(c, db, &arena, &contact_id, e);
    row.contact_id = contact_id;
    ok = ok && message_insert(db, &row, &message_id, e) &&
         (c->kind == CELL_MEDIA ? file_put(c, db, message_id, e)
                                : outbound_put(c, db, contact_id, message_id, e)) &&
         db_script(db,
                   "INSERT INTO template (name, language, message, params, room, state, updated_at)"
                   "VALUES ('" APPROVED "', 'id', 'received', 4, 800, 2, 0),"
                   "('" BY_ITSELF "', 'id', 'reply', 2, 900, 2, 0)",
                   e);
    arena_clear(&arena);
    return ok;
}

static bool story_fill(struct cell *c, struct err *e)
{
    struct db *db = NULL;
    bool ok = db_open(c->bed.path, DB_WRITE, &db, e) && db_begin(db, e) && story_put(c, db, e) &&
              db_commit(db, e);
    db_close(db);
    return ok;
}

/* --- start and stop --- */

static bool sim_begin(struct cell *c, int nth, int webhook_port, struct err *e)
{
    (void)snprintf(c->webhook, sizeof c->webhook, "http://127.0.0.1:%d/%d", webhook_port, nth);
    c->settings = (struct sim_settings){ .listen = "127.0.0.1:0",
                                         .webhook = c->webhook,
                                         .app_secret = "rahasia",
                                         .phone_number_id = NUMBER,
                                         .business_account_id = "200000000000002",
                                         .display_number = "6281200009999",
                                         .templates = "config/templates.csv",
                                         .access_token = c->way == WAY_OLD_TOKEN ? NEW_TOKEN : NULL,
                                         .no_statuses = c->way == WAY_NO_STATUSES,
                                         .seed = 1 };
    struct clock clock = { cell_now, c };
    if (!sim_open(&c->settings, clock, NULL, &c->sim, e)) return false;
    (void)snprintf(c->graph, sizeof c->graph, "http://127.0.0.1:%d", c->sim->port);
    if (c->way != WAY_WINDOW) return true;
    struct sim_citizen *citizen =
        sim_citizens_meet(c->sim->citizens, STR(PHONE), STR_EMPTY, STR_EMPTY);
    if (!citizen) return err_set(e, ERR_MEMORY, "no citizen");
    citizen->last_message_ms = cell_now(c) - 25 * MS_PER_HOUR;
    return true;
}

static bool faults_set(struct cell *c, const char *json, struct err *e)
{
    struct sim_caller *caller = sim_caller_create();
    struct buf answer;
    char url[80];
    int status = 0;
    (void)snprintf(url, sizeof url, "%s/sim/faults", c->graph);
    buf_init(&answer, BODY_MAX);
    bool ok = caller && sim_caller_post(caller, url, str_of(json), STR_EMPTY, &answer, &status, e);
    buf_finish(&answer);
    sim_caller_destroy(caller);
    return ok && (status == 200 || err_set(e, ERR_INPUT, "faults: HTTP %d", status));
}

static bool token_again(const void *ctx, char *out, size_t size)
{
    const struct cell *c = ctx;
    return str_copy(out, size, c->token_new ? STR(NEW_TOKEN) : STR(TOKEN));
}

static bool sender_begin(struct cell *c, const char *graph, struct err *e)
{
    int64_t limit = c->way == WAY_REAL_LIMITS ? 0 : TIMEOUT_MS;
    struct sender_options options = { .graph_url = graph,
                                      .api_version = "v25.0",
                                      .phone_number_id = NUMBER,
                                      .token = { TOKEN, token_again, c },
                                      .writer = c->writer,
                                      .log = &c->log,
                                      .clock = { cell_now, c },
                                      .steady = { cell_now, c },
                                      .media_store = c->media_store,
                                      .timeout_ms = limit,
                                      .connect_timeout_ms = limit };
    return sender_start(&options, &c->sender, e);
}

static bool first_start(struct cell *c, struct err *e)
{
    const char *why;
    switch (c->way) {
    case WAY_NO_DNS:
        (void)snprintf(c->astray, sizeof c->astray, "http://cell-%d.invalid:%d", c->nth,
                       c->sim->port);
        return sender_begin(c, c->astray, e);
    case WAY_BAD_TLS:
        if ((why = bad_tls_open(&c->tls))) return err_set(e, ERR_IO, "TLS: %s", why);
        (void)snprintf(c->astray, sizeof c->astray, "https://127.0.0.1:%d", c->tls.port);
        return sender_begin(c, c->astray, e);
    case WAY_NO_TLS:
        (void)snprintf(c->astray, sizeof c->astray, "https://127.0.0.1:%d", c->sim->port);
        return sender_begin(c, c->astray, e);
    case WAY_FAULTS:
    case WAY_REAL_LIMITS:
    case WAY_OLD_TOKEN:
    case WAY_REPORTED:
    case WAY_WINDOW:
    case WAY_NO_STATUSES: break;
    }
    return sender_begin(c, c->graph, e);
}

bool cells_resolve(const struct cell *cells, int count, const char *name)
{
    struct str rest = str_of(name), host;
    int64_t nth;
    return str_starts(rest, STR("cell-")) && str_cut(&rest, '.', &host) &&
           str_equal(rest, STR("invalid")) &&
           str_to_i64(str_slice(host, strlen("cell-"), host.len), 0, count - 1, &nth, NULL) &&
           cells[nth].name_known;
}

static bool cell_begin(struct cell *c, int nth, int webhook_port, struct err *e)
{
    struct writer_options writer = { .path = c->bed.path, .log = &c->log };
    struct clock clock = clock_system();
    c->base = clock_now(&clock);
    c->nth = nth;
    if (!store_bed_make(&c->bed)) return err_set(e, ERR_IO, "no folder");
    (void)snprintf(c->media_dir, sizeof c->media_dir, "%s/media", c->bed.folder);
    return store_bed_migrate(&c->bed, e) && sim_begin(c, nth, webhook_port, e) &&
           media_store_open(c->media_dir, 0, &c->media_store, e) && cell_photo_keep(c, e) &&
           story_fill(c, e) && writer_start(&writer, &c->writer, e) &&
           db_open_raw(c->bed.path, DB_READ, &c->db, e) && faults_set(c, c->faults, e) &&
           first_start(c, e);
}

static void cell_end(struct cell *c)
{
    pthread_mutex_lock(&c->door);
    c->over = true;
    pthread_mutex_unlock(&c->door);
    sender_stop(c->sender, 1000);
    sender_destroy(c->sender);
    bad_tls_close(&c->tls);
    sim_close(c->sim);
    db_close(c->db);
    writer_stop(c->writer);
    media_store_close(c->media_store);
    if (!store_bed_remove(&c->bed)) cell_trouble(c, "folder", NULL);
}

/* --- watching --- */

static int64_t look(struct cell *c, const char *sql)
{
    struct err e = { 0 };
    int64_t n = -1;
    if (!db_script_i64(c->db, sql, &n, &e)) cell_trouble(c, sql, &e);
    return n;
}

/* The first outcome is on record, and no other follows at once. */
static bool has_met(struct cell *c)
{
    const char *sql =
        c->kind == CELL_MEDIA
            ? "SELECT COUNT(*) FROM attachment WHERE begun_at IS NULL AND attempts > 0"
        : c->way == WAY_REPORTED
            ? "SELECT COUNT(*) FROM outbox WHERE state IN (8, 9) OR (state = 0 AND error_code IS "
              "NOT "
              "NULL AND NOT (attempt > 0 AND due_at <= updated_at))"
            : "SELECT COUNT(*) FROM outbox WHERE state <> 1 AND (attempt > 0 OR "
              "error_code IS NOT NULL OR error_text IS NOT NULL) AND NOT (state = 0 "
              "AND attempt > 0 AND due_at <= updated_at)";
    return look(c, sql) == 1;
}

static bool is_settled(struct cell *c)
{
    if (c->kind == CELL_MEDIA) return look(c, "SELECT state FROM attachment") != 0;
    int64_t state = look(c, "SELECT state FROM outbox");
    if (c->way == WAY_NO_STATUSES) return state >= OUTBOX_ACCEPTED;
    return state >= (c->kind == CELL_REACTION ? OUTBOX_SENT : OUTBOX_DELIVERED);
}

static void wait_until(struct cell *c, bool (*done)(struct cell *), int64_t ms)
{
    int64_t until = clock_monotonic_ms() + ms;
    while (!done(c) && !c->trouble[0] && clock_monotonic_ms() < until) {
        if (atomic_exchange(&c->heard, false)) sender_wake(c->sender);
        nap(LOOK_MS);
    }
}

static const char *media_trouble(struct cell *c)
{
    static const char *const words[] = {
        "network", "slow", "meta_away", "token", "gone", "stranger"
    };
    char sql[120];
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        (void)snprintf(sql, sizeof sql, "SELECT COUNT(*) FROM attachment WHERE error_code = '%s'",
                       words[i]);
        if (look(c, sql) == 1) return words[i];
    }
    return "?";
}

static void came_add(struct cell *c, const char *format, ...)
{
    size_t len = strlen(c->came);
    va_list args;
    va_start(args, format);
    (void)vsnprintf(c->came + len, sizeof c->came - len, format, args);
    va_end(args);
}

static void tell_met(struct cell *c)
{
    if (c->kind == CELL_MEDIA) {
        int64_t state = look(c, "SELECT state FROM attachment");
        came_add(c, "%s -> ", state == 1 ? "stored" : media_trouble(c));
        return;
    }
    int64_t state = look(c, "SELECT state FROM outbox");
    long long code = look(c, "SELECT COALESCE(error_code, 0) FROM outbox");
    if (look(c, "SELECT unsure_count FROM outbox") > 0)
        came_add(c, "unsure");
    else if (state == OUTBOX_PENDING && look(c, "SELECT attempt FROM outbox") == 0)
        came_add(c, "given back");
    else if (state == OUTBOX_PENDING)
        came_add(c, "again");
    else
        came_add(c, "%s",
                 state == OUTBOX_FAILED    ? "failed"
                 : state == OUTBOX_WAITING ? "waits"
                                           : "taken");
    came_add(c, code ? " %lld -> " : " -> ", code);
}

static void tell_end(struct cell *c)
{
    if (c->kind == CELL_MEDIA) {
        static const char *const ends[] = { "waits", "stored", "failed", "expired" };
        came_add(c, "%s", ends[look(c, "SELECT state FROM attachment") & 3]);
        return;
    }
    came_add(c, "%s%s x%llu",
             outbox_state_name((enum outbox_state)look(
                 c, "SELECT CASE WHEN state IN (6, 7) THEN 5 ELSE state END FROM outbox")),
             look(c, "SELECT template IS NOT NULL FROM outbox") == 1 ? " as template" : "",
             (unsigned long long)c->sent);
}

/* --- the story --- */

/* Whatever was wrong is right again, and the sender has to find out. Only two need a new start, at
 * another address: TLS, because a certificate that is trusted cannot be made here, and files behind
 * a made-up name, because they are fetched without TLS from 127.0.0.1 alone. */
static bool mend(struct cell *c, struct err *e)
{
    c->name_known = c->token_new = true;
    if (c->tls.requests) return err_set(e, ERR_INTERNAL, "it took the certificate");
    if (c->way == WAY_BAD_TLS || c->way == WAY_NO_TLS ||
        (c->way == WAY_NO_DNS && c->kind == CELL_MEDIA)) {
        sender_stop(c->sender, 1000);
        sender_destroy(c->sender);
        c->sender = NULL;
        if (!sender_begin(c, c->graph, e)) return false;
    }
    return faults_set(c,
                      "{\"mode\":\"ok\",\"media_mode\":\"ok\",\"fail_code\":0,\"fail_status\":0,"
                      "\"report_code\":0}",
                      e);
}

static void cell_story(struct cell *c)
{
    struct err e = { 0 };
    wait_until(c, has_met, PATIENCE_MS);
    tell_met(c);
    c->met = true;
    if (!mend(c, &e)) cell_trouble(c, "mend", &e);
    /* What the simulator took it reports, in real time: that must not look late. */
    if (c->kind != CELL_MEDIA && c->sim->stats.accepted && c->way != WAY_NO_STATUSES)
        wait_until(c, is_settled, PATIENCE_MS);
    for (int64_t until = clock_monotonic_ms() + PATIENCE_MS;
         !is_settled(c) && !c->trouble[0] && clock_monotonic_ms() < until;) {
        c->passed += c->passed < MS_PER_HOUR ? STEP_MS : LATE_STEP_MS;
        sender_wake(c->sender);
        sender_wake_media(c->sender);
        nap(NAP_MS);
    }
    c->sent = c->sim->stats.accepted;
    tell_end(c);
}

void cell_play(struct cell *c, int nth, int webhook_port)
{
    struct err e = { 0 };
    (void)pthread_mutex_init(&c->door, NULL);
    if (cell_begin(c, nth, webhook_port, &e))
        cell_story(c);
    else
        cell_trouble(c, "start", &e);
    cell_end(c);
}
