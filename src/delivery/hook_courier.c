/* hook_courier.c - one event, one POST, one note; then the next. */
#include "delivery/hook_courier.h"
#include "base/crypto.h"
#include "base/json.h"
#include "blocking.h"
#include "courier.h"
#include "hook_address.h"
#include "store/hook_store.h"
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LOOK_EVERY_MS 1000
#define TIMEOUT_MS    5000L
#define BODY_MAX      1024

struct hook_courier {
    struct hook_courier_options options;
    struct courier courier;
    struct hook_work work;
    struct hook_outcome outcome;
    int64_t last_hook;
};

static bool work_next(void *ctx, struct db *db, struct err *e)
{
    struct hook_courier *c = ctx;
    return hook_next(db, c->last_hook, clock_now(&c->options.clock), &c->work, e);
}

static bool work_settle(void *ctx, struct db *db, struct err *e)
{
    struct hook_courier *c = ctx;
    return hook_settle(db, &c->work, &c->outcome, clock_now(&c->options.clock), e);
}

static void body_make(const struct hook_courier *c, struct buf *out)
{
    const struct hook_work *w = &c->work;
    char number[TICKET_NUMBER_SIZE];
    struct json_writer j;
    ticket_number_format(c->options.ticket_prefix, w->ticket_id, number);
    json_writer_init(&j, out);
    json_begin_object(&j);
    json_member_i64(&j, "id", w->event_id);
    json_member_text(&j, "event", str_of(w->type));
    json_member_time(&j, "at", w->at);
    json_key_name(&j, "ticket");
    json_begin_object(&j);
    json_member_text(&j, "number", str_of(number));
    json_member_text(&j, "status", str_of(ticket_status_name(w->status)));
    json_member_text(&j, "kind", str_of(ticket_kind_name(w->kind)));
    json_member_text(&j, "category", str_of(w->category));
    json_member_text_or_null(&j, "district", str_of(w->district));
    json_member_time(&j, "created_at", w->created_at);
    json_member_time(&j, "updated_at", w->updated_at);
    json_end_object(&j);
    json_end_object(&j);
}

static struct curl_slist *headers_make(const struct hook_courier *c, struct str body)
{
    char signed_text[BODY_MAX + 32], time[48];
    int64_t seconds = clock_now(&c->options.clock) / MS_PER_SECOND;
    (void)snprintf(signed_text, sizeof signed_text, "%lld.%.*s", (long long)seconds, STR_ARG(body));
    (void)snprintf(time, sizeof time, "X-Kanda-Time: %lld", (long long)seconds);
    struct curl_slist *list = blocking_header(NULL, "Content-Type: application/json");
    list = blocking_header(list, time);
    return list ? blocking_signature(list, c->work.secret, str_of(signed_text)) : NULL;
}

/* Refuses by opening nothing: libcurl then reports that it could not connect. */
static curl_socket_t on_socket(void *ctx, curlsocktype purpose, struct curl_sockaddr *to)
{
    const struct hook_courier *c = ctx;
    const struct sockaddr *any = &to->addr;
    struct sockaddr_in four;
    struct sockaddr_in6 six;
    const unsigned char *address = NULL;
    if (to->family == AF_INET) {
        memcpy(&four, any, sizeof four);
        address = (const unsigned char *)&four.sin_addr;
    } else if (to->family == AF_INET6 && to->addrlen >= sizeof six) {
        memcpy(&six, (const void *)&to->addr, sizeof six);
        address = six.sin6_addr.s6_addr;
    }
    if (purpose != CURLSOCKTYPE_IPCXN || !address ||
        !hook_address_allowed(to->family, address, hook_url_is_local(str_of(c->work.url))))
        return CURL_SOCKET_BAD;
    return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

static const char *trouble_of(int status)
{
    if (status / 100 == 2) return NULL;
    if (status == 0) return "no_answer";
    return status / 100 == 3 ? "redirect" : "refused";
}

static void tell(struct hook_courier *c)
{
    char memory[BODY_MAX];
    struct buf body;
    struct curl_slist *headers = NULL;
    int64_t begun = clock_monotonic_ms();
    bool local = hook_url_is_local(str_of(c->work.url));
    CURL *easy = blocking_handle(c->work.url, &c->courier.stopping, TIMEOUT_MS);
    buf_fixed(&body, memory, sizeof memory);
    body_make(c, &body);
    c->outcome = (struct hook_outcome){ .trouble = "internal" };
    if (easy && buf_ok(&body)) headers = headers_make(c, buf_view(&body));
    if (headers) {
        (void)curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_socket);
        (void)curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, c);
        c->outcome.status =
            blocking_post(easy, local ? "http,https" : "https", headers, buf_view(&body));
        c->outcome.trouble = trouble_of(c->outcome.status);
    }
    c->outcome.took_ms = clock_monotonic_ms() - begun;
    curl_easy_cleanup(easy);
    curl_slist_free_all(headers);
}

/* Tells one event; true: there may be more. */
static bool walk(void *ctx)
{
    struct hook_courier *c = ctx;
    struct err e = { 0 };
    if (!writer_call(c->options.writer, work_next, c, &e) || c->work.hook_id == 0) return false;
    c->last_hook = c->work.hook_id;
    tell(c);
    secret_wipe(c->work.secret, sizeof c->work.secret);
    if (c->courier.stopping) return false; /* broken off: neither told nor failed */
    if (c->outcome.trouble)
        log_event(c->options.log, LOG_WARN, "hook.untold", LOG_NUM("hook", c->work.hook_id),
                  LOG_TEXT("trouble", c->outcome.trouble), LOG_NUM("status", c->outcome.status),
                  LOG_NUM("failures", c->work.failures + 1));
    return writer_call(c->options.writer, work_settle, c, &e);
}

bool hook_courier_start(const struct hook_courier_options *options, struct hook_courier **out,
                        struct err *e)
{
    struct hook_courier *c = calloc(1, sizeof *c);
    if (!c) return err_set(e, ERR_MEMORY, "hook courier: no memory");
    c->options = *options;
    c->courier = (struct courier){ .walk = walk, .ctx = c, .look_every_ms = LOOK_EVERY_MS };
    if (courier_start(&c->courier, e)) {
        *out = c;
        return true;
    }
    free(c);
    return false;
}

void hook_courier_quiesce(struct hook_courier *c)
{
    if (c) courier_quiesce(&c->courier);
}

void hook_courier_stop(struct hook_courier *c)
{
    if (!c) return;
    courier_stop(&c->courier);
    free(c);
}
