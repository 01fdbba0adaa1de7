/* door.c - libmicrohttpd, and every way to misbehave on a socket. */
#include "door.h"
#include "address.h"
#include "dialog360.h"
#include "parking.h"
#include "route.h"
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#define CONNECTIONS_MAX 900 /* below the usual limit of 1024 open files */
#define ANSWER_MAX      ((size_t)48 << 20)
#define WEBHOOK_WAIT_MS 5000
#define FORM_BUFFER     4096

struct sim_door {
    struct sim *sim;
    struct MHD_Daemon *daemon;
    int port;
};

/* What is known about a connection besides its requests. */
struct visitor {
    unsigned requests;
};

struct half_answer {
    size_t len;
    char bytes[];
};

static void exchange_destroy(struct sim_exchange *x)
{
    if (!x) return;
    if (x->form) (void)MHD_destroy_post_processor(x->form);
    buf_finish(&x->body);
    buf_finish(&x->answer);
    free(x);
}

struct str sim_exchange_query(const struct sim_exchange *x, const char *key)
{
    return str_of(MHD_lookup_connection_value(x->connection, MHD_GET_ARGUMENT_KIND, key));
}

struct str sim_exchange_header(const struct sim_exchange *x, const char *name)
{
    return str_of(MHD_lookup_connection_value(x->connection, MHD_HEADER_KIND, name));
}

static struct sim_exchange *exchange_create(struct MHD_Connection *connection, const char *method,
                                            const char *path)
{
    size_t method_len = strlen(method), path_len = strlen(path);
    struct sim_exchange *x = calloc(1, sizeof *x + method_len + path_len);
    if (!x) return NULL;
    char *texts = (char *)(x + 1);
    memcpy(texts, method, method_len);
    memcpy(texts + method_len, path, path_len);
    x->method = (struct str){ texts, method_len };
    x->path = (struct str){ texts + method_len, path_len };
    x->connection = connection;
    buf_init(&x->answer, ANSWER_MAX);
    return x;
}

static void text_keep(char *to, size_t cap, const char *at, size_t len)
{
    struct buf b;
    buf_fixed(&b, to, cap);
    buf_add(&b, str_of(to));
    buf_add(&b, (struct str){ at, len });
}

/* MHD hands the parts of a form over piece by piece. */
static enum MHD_Result take_form(void *ctx, enum MHD_ValueKind kind, const char *key,
                                 const char *filename, const char *mime, const char *encoding,
                                 const char *at, uint64_t offset, size_t len)
{
    struct sim_exchange *x = ctx;
    (void)kind, (void)filename, (void)encoding, (void)offset;
    if (strcmp(key, "file") == 0) {
        x->form_file = true;
        if (mime && !str_copy(x->form_mime, sizeof x->form_mime, str_of(mime)))
            x->form_mime[0] = '\0';
        buf_add(&x->body, (struct str){ at, len });
    } else if (strcmp(key, "messaging_product") == 0) {
        text_keep(x->form_product, sizeof x->form_product, at, len);
    } else if (strcmp(key, "type") == 0) {
        text_keep(x->form_type, sizeof x->form_type, at, len);
    }
    return MHD_YES;
}

/* Dissolving the association sends RST at once; closing, even without lingering, would come after
 * MHD's own shutdown and so look like an orderly end. */
static void reset_connection(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    const struct sockaddr nobody = { .sa_family = AF_UNSPEC };
    if (info) (void)connect(info->connect_fd, &nobody, sizeof nobody);
}

static unsigned count_request(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    struct visitor *visitor = info ? info->socket_context : NULL;
    return visitor ? ++visitor->requests : 1;
}

static bool meets_faults(struct sim *sim, const struct sim_exchange *x)
{
    if (x->route->flags & ROUTE_FAULTY) return true;
    return (x->route->flags & ROUTE_FILE) && sim->faults.media.mode == MEDIA_MODE_AS_MESSAGES &&
           ((x->route->flags & ROUTE_FORM) || sim_media_find(sim->media, x->args[1]));
}

/* The headers are here, the body is not. */
static enum MHD_Result begin(struct sim *sim, struct sim_exchange *x)
{
    bool known_path;
    x->nth = count_request(x->connection);
    if (sim_is_dialog360(sim)) sim_dialog360_translate(sim, x);
    x->route = sim_route_find(x, &known_path);
    buf_init(&x->body, x->route ? x->route->max_body : 0);
    if (!x->route) {
        sim_answer_error(x, known_path ? 405 : 404,
                         known_path ? "method not allowed here" : "no such path");
        return MHD_YES;
    }
    if (x->nth == 1 && (x->route->flags & ROUTE_GRAPH)) sim->stats.connections++;
    if (meets_faults(sim, x)) {
        x->fault = sim_faults_draw(&sim->faults, &sim->dice, x->nth);
        if (x->fault == MODE_RESET) {
            sim->stats.requests++;
            sim->stats.faulted[MODE_RESET]++;
            reset_connection(x->connection);
            return MHD_NO;
        }
    }
    if (x->route->flags & ROUTE_FORM)
        x->form = MHD_create_post_processor(x->connection, FORM_BUFFER, take_form, x);
    return MHD_YES;
}

static ssize_t half_read(void *ctx, uint64_t at, char *out, size_t room)
{
    const struct half_answer *half = ctx;
    size_t left = at < half->len / 2 ? half->len / 2 - (size_t)at : 0;
    if (left == 0) return MHD_CONTENT_READER_END_WITH_ERROR;
    if (left > room) left = room;
    memcpy(out, half->bytes + at, left);
    return (ssize_t)left;
}

static struct MHD_Response *response_of(const struct sim_exchange *x)
{
    struct str body = buf_view(&x->answer);
    if (x->manner != MANNER_HALF)
        return MHD_create_response_from_buffer(body.len, (void *)(uintptr_t)body.at,
                                               MHD_RESPMEM_MUST_COPY);
    struct half_answer *half = malloc(sizeof *half + body.len);
    if (!half) return NULL;
    half->len = body.len;
    memcpy(half->bytes, body.at, body.len);
    struct MHD_Response *r =
        MHD_create_response_from_callback(body.len, 1024, half_read, half, free);
    if (!r) free(half);
    return r;
}

/* Answers are shown by a browser: nothing in them may become a page, or a script, of its own. */
static enum MHD_Result add_policy(struct MHD_Response *r)
{
    static const char *const headers[][2] = {
        { "Content-Security-Policy", "default-src 'self'; base-uri 'none'; form-action 'none'; "
                                     "frame-ancestors 'none'; object-src 'none'" },
        { "X-Content-Type-Options", "nosniff" },
        { "Referrer-Policy", "no-referrer" },
        { "Cross-Origin-Resource-Policy", "same-origin" },
        { "Cache-Control", "no-cache" },
    };
    enum MHD_Result ok = MHD_YES;
    for (size_t i = 0; ok == MHD_YES && i < sizeof headers / sizeof *headers; i++)
        ok = MHD_add_response_header(r, headers[i][0], headers[i][1]);
    return ok;
}

/* What Meta says of our pace beside its answer. */
static enum MHD_Result add_pace(struct MHD_Response *r, const struct sim_exchange *x)
{
    char wait[32], usage[64];
    enum MHD_Result ok = MHD_YES;
    (void)snprintf(wait, sizeof wait, "%lld", (long long)x->retry_after);
    (void)snprintf(usage, sizeof usage, "{\"call_count\":%lld}", (long long)x->usage);
    if (x->retry_after) ok = MHD_add_response_header(r, "Retry-After", wait);
    if (x->usage && ok == MHD_YES) ok = MHD_add_response_header(r, "X-App-Usage", usage);
    return ok;
}

static enum MHD_Result send_answer(struct sim_exchange *x)
{
    if (x->manner == MANNER_RESET) reset_connection(x->connection);
    if (x->manner == MANNER_CLOSE || x->manner == MANNER_RESET || x->status == 0) return MHD_NO;
    struct MHD_Response *r = response_of(x);
    if (!r) return MHD_NO;
    enum MHD_Result ok = MHD_add_response_header(r, "Content-Type", x->content_type);
    if (ok == MHD_YES && x->date[0]) ok = MHD_add_response_header(r, "Date", x->date);
    if (ok == MHD_YES && x->location[0]) ok = MHD_add_response_header(r, "Location", x->location);
    if (ok == MHD_YES) ok = add_pace(r, x);
    if (ok == MHD_YES && x->route && (x->route->flags & ROUTE_LOCAL)) ok = add_policy(r);
    if (ok == MHD_YES) ok = MHD_queue_response(x->connection, (unsigned)x->status, r);
    MHD_destroy_response(r);
    return ok;
}

static bool has_token(const struct sim *sim, const struct sim_exchange *x)
{
    if (!sim->settings->access_token) return true;
    if (sim_is_dialog360(sim))
        return str_equal(sim_exchange_header(x, "D360-API-KEY"),
                         str_of(sim->settings->access_token));
    struct str header = sim_exchange_header(x, "Authorization");
    return str_starts(header, STR("Bearer ")) &&
           str_equal(str_slice(header, sizeof "Bearer " - 1, header.len),
                     str_of(sim->settings->access_token));
}

/* What a server whose clock is wrong would say. */
static void date_write(const struct sim *sim, struct sim_exchange *x)
{
    time_t now = (time_t)(clock_now(&sim->clock) / MS_PER_SECOND + sim->standing.clock_skew_s);
    struct tm utc;
    if (sim->standing.clock_skew_s == 0 || !gmtime_r(&now, &utc)) return;
    if (strftime(x->date, sizeof x->date, "%a, %d %b %Y %H:%M:%S GMT", &utc) == 0)
        x->date[0] = '\0';
}

static void handle(struct sim *sim, struct sim_exchange *x)
{
    if (x->form) {
        (void)MHD_destroy_post_processor(x->form); /* hands over what it still holds */
        x->form = NULL;
    }
    if (!buf_ok(&x->body)) {
        sim_answer_error(x, 413, "the body is too large");
    } else if ((x->route->flags & ROUTE_GRAPH) && !has_token(sim, x)) {
        struct refusal why;
        if (sim_is_dialog360(sim)) {
            sim_dialog360_refuse_key(x);
            return;
        }
        sim_refuse(&why, 190, "The access token is missing or is not the one of this simulator.");
        sim_answer_refusal(sim, x, &why);
    } else if ((x->route->flags & ROUTE_LOCAL) && !sim_exchange_is_local(x)) {
        sim_answer_error(x, 403, "this is for this machine and the simulator's own pages only");
    } else if (!(x->route->flags & ROUTE_FILE) || x->fault == MODE_OK || !sim_fault_ends(sim, x)) {
        x->route->run(sim, x);
    }
}

static enum MHD_Result finish(struct sim *sim, struct sim_exchange *x)
{
    if (!x->released && x->status == 0 && x->route) {
        handle(sim, x);
        date_write(sim, x);
        int64_t wait = x->hold ? WEBHOOK_WAIT_MS : x->hold_ms;
        x->released = true; /* when it comes back, or because it never leaves */
        if (wait > 0 && sim_parking_wait(sim->parking, x, clock_monotonic_ms() + wait)) {
            sim_courier_wake(sim->courier);
            return MHD_YES;
        }
    }
    if (x->after) x->after(sim, x);
    return send_answer(x);
}

static enum MHD_Result on_request(void *ctx, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *upload,
                                  size_t *upload_size, void **con_cls)
{
    struct sim_door *d = ctx;
    struct sim_exchange *x = *con_cls;
    (void)version;
    if (!x) {
        x = *con_cls = exchange_create(connection, method, url);
        return x ? begin(d->sim, x) : MHD_NO;
    }
    if (*upload_size > 0) {
        if (x->form)
            (void)MHD_post_process(x->form, upload, *upload_size);
        else
            buf_add(&x->body, (struct str){ upload, *upload_size });
        *upload_size = 0;
        if (x->fault != MODE_RESET_BODY) return MHD_YES;
        reset_connection(connection);
        return MHD_NO;
    }
    return finish(d->sim, x);
}

static void on_completed(void *ctx, struct MHD_Connection *connection, void **con_cls,
                         enum MHD_RequestTerminationCode code)
{
    (void)ctx, (void)connection, (void)code;
    exchange_destroy(*con_cls);
    *con_cls = NULL;
}

static void on_connection(void *ctx, struct MHD_Connection *connection, void **socket_context,
                          enum MHD_ConnectionNotificationCode code)
{
    (void)ctx, (void)connection;
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        *socket_context = calloc(1, sizeof(struct visitor));
    } else {
        free(*socket_context);
        *socket_context = NULL;
    }
}

bool sim_door_open(struct sim *sim, struct sim_door **out, struct err *e)
{
    struct sockaddr_in address;
    if (!sim_address_parse(str_of(sim->settings->listen), &address, e)) return false;
    struct sim_door *d = calloc(1, sizeof *d);
    if (!d) return err_set(e, ERR_MEMORY, "door: no memory");
    d->sim = sim;
    d->daemon = MHD_start_daemon(
        MHD_USE_POLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, ntohs(address.sin_port), NULL,
        NULL, on_request, d, MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&address,
        MHD_OPTION_NOTIFY_COMPLETED, on_completed, d, MHD_OPTION_NOTIFY_CONNECTION, on_connection,
        d, MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS_MAX, MHD_OPTION_CONNECTION_TIMEOUT,
        120u, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)65536, MHD_OPTION_LISTEN_BACKLOG_SIZE,
        1024u, MHD_OPTION_END);
    const union MHD_DaemonInfo *info =
        d->daemon ? MHD_get_daemon_info(d->daemon, MHD_DAEMON_INFO_BIND_PORT) : NULL;
    if (!info) {
        sim_door_close(d);
        return err_set(e, ERR_IO, "cannot listen on %s: is the port taken?", sim->settings->listen);
    }
    d->port = info->port;
    *out = d;
    return true;
}

int sim_door_port(const struct sim_door *d)
{
    return d->port;
}

void sim_door_close(struct sim_door *d)
{
    if (!d) return;
    if (d->daemon) MHD_stop_daemon(d->daemon);
    free(d);
}
