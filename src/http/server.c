/* server.c - the libmicrohttpd daemon and the life of a request: headers, body, answer. */
#include "georeport.h"
#include "live_stream.h"
#include "public_cache.h"
#include "request.h"
#include <arpa/inet.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define BODY_FIRST_BYTES 2048
#define BODY_SMALL_BYTES 16384
#define TLS_PRIORITIES   "NORMAL:-VERS-TLS1.0:-VERS-TLS1.1"

/* Small bodies are not counted: a few strangers who hold large ones must not shut the door to the
 * usual webhook of a kilobyte. */
static size_t body_counted(size_t cap)
{
    return cap > BODY_SMALL_BYTES ? cap : 0;
}

static void body_drop(struct request *r)
{
    r->server->body_bytes -= body_counted(r->body_cap);
    free(r->body);
    r->body = NULL;
    r->body_cap = r->body_len = 0;
}

static int connection_fd(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info ? info->connect_fd : -1;
}

static void on_connection(void *ctx, struct MHD_Connection *connection, void **socket_ctx,
                          enum MHD_ConnectionNotificationCode code)
{
    (void)socket_ctx;
    struct http_server *s = ctx;
    if (code == MHD_CONNECTION_NOTIFY_STARTED)
        guard_opened(s->guard, connection_fd(connection), clock_monotonic_ms());
    else
        guard_closed(s->guard, connection_fd(connection));
}

static void on_completed(void *ctx, struct MHD_Connection *connection, void **request_ctx,
                         enum MHD_RequestTerminationCode code)
{
    (void)code;
    struct http_server *s = ctx;
    struct request *r = *request_ctx;
    guard_idle(s->guard, connection_fd(connection), clock_monotonic_ms());
    if (!r) return;
    body_drop(r);
    json_free(r->json);
    answer_drop_file(r);
    live_close(r->stream);
    buf_finish(&r->text);
    arena_clear(&r->arena);
    free(r);
    *request_ctx = NULL;
}

static void refuse_method(struct request *r, const struct route *routes, size_t count,
                          struct str path)
{
    char memory[64];
    struct buf methods;
    buf_fixed(&methods, memory, sizeof memory);
    route_methods(routes, count, path, &methods);
    answer_problem(r, 405, "method_not_allowed", "This path does not take this method.");
    r->allow = arena_printf(&r->arena, "%.*s", STR_ARG(buf_view(&methods)));
}

/* Refusals that need no body; the first that applies is answered. */
static void request_admit(struct request *r, struct str method, struct str path)
{
    size_t count;
    const struct route *routes = http_routes(&count);
    const struct route *route = NULL;
    enum match match = route_match(routes, count, method, path, &route, r->params, PATH_PARAMS_MAX);
    struct str length = request_header(r, "Content-Length");
    int64_t bytes = 0;
    if (georeport_owns(path)) r->georeport = path;
    if (r->server->stopping) {
        answer_problem(r, 503, "stopping", "The service is restarting: try again in a moment.");
    } else if (match == MATCH_NO_PATH) {
        answer_problem(r, 404, "not_found", "There is nothing at this path.");
    } else if (match == MATCH_NO_METHOD) {
        refuse_method(r, routes, count, path);
    } else if (length.len && (!str_to_i64(length, 0, INT64_MAX, &bytes, NULL) ||
                              (uint64_t)bytes > route->max_body)) {
        answer_problem(r, 413, "too_large", "The body is larger than this path takes.");
    } else if (bytes > BODY_SMALL_BYTES &&
               r->server->body_bytes + (size_t)bytes > HTTP_BODIES_MAX) {
        answer_problem(r, 503, "busy", "Too many large requests at once: try again in a moment.");
    } else {
        r->route = route;
    }
}

static struct request *request_begin(struct http_server *s, struct MHD_Connection *connection)
{
    struct request *r = calloc(1, sizeof *r);
    if (!r) return NULL;
    r->server = s;
    r->connection = connection;
    r->arrived_at = clock_now(&s->options.clock);
    r->deadline_ms = clock_monotonic_ms() + HTTP_SLOW_MS;
    arena_init(&r->arena, REQUEST_ARENA_MAX);
    buf_init(&r->text, ANSWER_MAX);
    s->requests++;
    guard_busy(s->guard, connection_fd(connection));
    return r;
}

/* A body without a length that is too large is read on for so long, and told so at its end. */
#define DROPPED_MAX ((size_t)16 << 20)

/* Grows towards max_body by doubling, so that a body that never comes costs little. */
static bool body_room(struct request *r, size_t more)
{
    size_t need = r->body_len + more + 1, cap = r->body_cap ? r->body_cap : BODY_FIRST_BYTES;
    if (need <= r->body_cap) return true;
    while (cap < need)
        cap *= 2;
    size_t others = r->server->body_bytes - body_counted(r->body_cap);
    if (others + body_counted(cap) > HTTP_BODIES_MAX) return false;
    char *grown = realloc(r->body, cap);
    if (!grown) return false;
    r->server->body_bytes = others + body_counted(cap);
    r->body = grown;
    r->body_cap = cap;
    return true;
}

/* MHD_NO closes the connection: for senders that are too slow or go on beyond every limit. */
static enum MHD_Result body_take(struct request *r, const char *data, size_t *size)
{
    size_t taken = *size;
    *size = 0;
    if (clock_monotonic_ms() > r->deadline_ms) return MHD_NO;
    if (r->answered || !r->route) return MHD_YES; /* refused: the rest is read and dropped */
    if (r->too_large || r->body_len + taken > r->route->max_body) {
        r->too_large = true;
        r->dropped += taken;
        return r->dropped <= DROPPED_MAX ? MHD_YES : MHD_NO;
    }
    if (!body_room(r, taken)) {
        body_drop(r); /* at once: else many who grow together find no room, each for the others */
        answer_problem(r, 503, "busy", "Too many large requests at once: try again in a moment.");
        return MHD_YES;
    }
    memcpy(r->body + r->body_len, data, taken);
    r->body_len += taken;
    r->body[r->body_len] = '\0';
    return MHD_YES;
}

static enum MHD_Result request_run(struct request *r)
{
    if (r->too_large)
        answer_problem(r, 413, "too_large", "The body is larger than this path takes.");
    if (r->answered) return answer_queue(r);
    if (r->route->on_reader || r->route->on_writer)
        handover_reader(r);
    else if (request_query_check(r))
        r->route->at_door(r);
    return r->suspended ? MHD_YES : answer_queue(r);
}

static enum MHD_Result on_request(void *ctx, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *upload,
                                  size_t *upload_size, void **request_ctx)
{
    (void)version;
    struct request *r = *request_ctx;
    if (!r) {
        r = request_begin(ctx, connection);
        if (!r) return MHD_NO;
        *request_ctx = r;
        request_admit(r, str_of(method), str_of(url));
        /* Answering now ends a body that would only be thrown away. */
        return r->answered ? answer_queue(r) : MHD_YES;
    }
    if (*upload_size != 0) return body_take(r, upload, upload_size);
    if (r->suspended) return answer_queue(r); /* resumed: the job has answered */
    return request_run(r);
}

static int hex_value(char c)
{
    const char *digits = "0123456789abcdef";
    const char *at = c ? strchr(digits, c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c) : NULL;
    return at ? (int)(at - digits) : -1;
}

/* Decodes %xx in place, all but %00: the library hands paths over as C strings, and
 * /tickets/LK26-00001-3%00x must not be the path of that ticket. */
static size_t on_unescape(void *ctx, struct MHD_Connection *connection, char *text)
{
    size_t out = 0;
    (void)ctx;
    (void)connection;
    for (size_t i = 0; text[i]; i++) {
        int high = text[i] == '%' ? hex_value(text[i + 1]) : -1;
        int low = high >= 0 ? hex_value(text[i + 2]) : -1;
        bool coded = low >= 0 && high + low > 0;
        text[out++] = coded ? (char)(high * 16 + low) : text[i];
        if (coded) i += 2;
    }
    text[out] = '\0';
    return out;
}

static void on_library_log(void *ctx, const char *format, va_list args)
{
    char text[200];
    struct http_server *s = ctx;
    (void)vsnprintf(text, sizeof text, format, args);
    log_event(s->options.log, LOG_DEBUG, "http.library", LOG_STR("text", str_trim(str_of(text))));
}

static bool address_make(const struct http_options *o, struct sockaddr_storage *out, struct err *e)
{
    struct sockaddr_in in = { .sin_family = AF_INET, .sin_port = htons(o->port) };
    struct sockaddr_in6 in6 = { .sin6_family = AF_INET6, .sin6_port = htons(o->port) };
    memset(out, 0, sizeof *out);
    if (inet_pton(AF_INET, o->host, &in.sin_addr) == 1)
        memcpy(out, &in, sizeof in);
    else if (inet_pton(AF_INET6, o->host, &in6.sin6_addr) == 1)
        memcpy(out, &in6, sizeof in6);
    else
        return err_set(e, ERR_INPUT, "listen: not a numeric address");
    return true;
}

static bool daemon_start(struct http_server *s, struct err *e)
{
    struct sockaddr_storage address;
    struct MHD_OptionItem tls[] = {
        { MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)(uintptr_t)s->options.tls_cert_pem },
        { MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)(uintptr_t)s->options.tls_key_pem },
        { MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)(uintptr_t)TLS_PRIORITIES },
        { MHD_OPTION_END, 0, NULL },
    };
    if (!address_make(&s->options, &address, e)) return false;
    if (!s->options.tls_cert_pem) tls[0].option = MHD_OPTION_END;
    /* Never MHD_USE_AUTO: with an internal thread it picks epoll, which stalls at exactly 128 busy
     * connections (libmicrohttpd 0.9.75). */
    unsigned flags =
        MHD_USE_POLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG | MHD_USE_ITC;
    if (address.ss_family == AF_INET6) flags |= MHD_USE_IPv6;
    if (s->options.tls_cert_pem) flags |= MHD_USE_TLS;
    s->daemon = MHD_start_daemon(
        flags, s->options.port, NULL, NULL, on_request, s, MHD_OPTION_EXTERNAL_LOGGER,
        on_library_log, s, MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&address,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)HTTP_CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned)HTTP_IDLE_SECONDS, MHD_OPTION_LISTEN_BACKLOG_SIZE, (unsigned)1024,
        MHD_OPTION_UNESCAPE_CALLBACK, on_unescape, NULL, MHD_OPTION_NOTIFY_COMPLETED, on_completed,
        s, MHD_OPTION_NOTIFY_CONNECTION, on_connection, s, MHD_OPTION_ARRAY, tls, MHD_OPTION_END);
    if (!s->daemon)
        return err_set(e, ERR_IO,
                       "http.listen: cannot listen on %s port %u: taken, or not allowed?",
                       s->options.host, (unsigned)s->options.port);
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_BIND_PORT);
    s->port = info ? info->port : s->options.port;
    return true;
}

bool http_server_start(const struct http_options *options, struct http_server **out, struct err *e)
{
    struct http_server *s = calloc(1, sizeof *s);
    if (!s) return err_set(e, ERR_MEMORY, "http: no memory");
    s->options = *options;
    s->listener = -1;
    (void)pthread_mutex_init(&s->running.lock, NULL);
    s->attempts = attempts_create();
    if (!s->attempts) (void)err_set(e, ERR_MEMORY, "http: no memory");
    if (!s->attempts || !guard_create(&s->guard, e) || !public_cache_create(&s->public_cache, e) ||
        !daemon_start(s, e)) {
        public_cache_destroy(s->public_cache);
        attempts_destroy(s->attempts);
        guard_destroy(s->guard);
        (void)pthread_mutex_destroy(&s->running.lock);
        free(s);
        return false;
    }
    *out = s;
    return true;
}

uint16_t http_server_port(const struct http_server *s)
{
    return s->port;
}

void http_server_sweep(struct http_server *s)
{
    guard_sweep(s->guard, clock_monotonic_ms(), HTTP_SLOW_MS);
}

void http_server_quiesce(struct http_server *s)
{
    s->stopping = true;
    /* The descriptor is ours now; it is closed after the daemon's thread has ended. */
    s->listener = MHD_quiesce_daemon(s->daemon);
    if (s->listener >= 0) (void)shutdown(s->listener, SHUT_RDWR);
}

void http_server_stop(struct http_server *s)
{
    static const struct timespec pause = { .tv_nsec = 2000000 };
    if (!s) return;
    s->stopping = true;
    live_stop(s->options.live);
    /* MHD_stop_daemon with a suspended connection aborts the process (0.9.75): every job calls
     * done, so this ends as soon as the writer and the readers have answered. */
    while (s->suspended > 0)
        (void)nanosleep(&pause, NULL);
    MHD_stop_daemon(s->daemon);
    if (s->listener >= 0) (void)close(s->listener);
    public_cache_destroy(s->public_cache);
    guard_destroy(s->guard);
    attempts_destroy(s->attempts);
    (void)pthread_mutex_destroy(&s->running.lock);
    free(s);
}
