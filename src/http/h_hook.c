/* h_hook.c - other systems that are told what happens: for admins. The secret is shown once. */
#include "page.h"
#include "store/hook_store.h"
#include "work.h"

#define SECRET_BITS 256
#define LOG_PRESET  50

/* Within an object that the caller began. */
static void hook_members(struct json_writer *w, const struct hook *h)
{
    struct str events = h->events, word;
    json_member_i64(w, "id", h->id);
    json_member_text(w, "url", h->url);
    json_key_name(w, "events");
    json_begin_array(w);
    while ((word = str_word(&events)).len)
        json_write_text(w, word);
    json_end_array(w);
    json_member_time(w, "created_at", h->created_at);
    json_member_bool(w, "enabled", h->disabled_at == 0);
    json_member_i64(w, "failures", h->failures);
    json_member_time_or_null(w, "failing_since", h->failing_since);
}

bool h_hook_list(struct request *r, struct db *db, struct err *e)
{
    struct hook rows[HOOKS_MAX];
    struct json_writer w;
    size_t count;
    if (!hook_list(db, &r->arena, rows, &count, e)) return false;
    page_begin(r, &w);
    for (size_t i = 0; i < count; i++) {
        json_begin_object(&w);
        hook_members(&w, &rows[i]);
        json_end_object(&w);
    }
    page_end_at(r, &w, NULL);
    return true;
}

/* The names, each once; without any all that there are. */
static bool events_read(struct request *r, const struct json *body, struct buf *out)
{
    const struct json *events = json_get(body, "events");
    if (!events || json_is_null(events)) {
        buf_add_text(out, hook_events);
        return true;
    }
    if (!json_is_array(events) || json_count(events) == 0)
        return answer_invalid(r, "events: names of events, or leave it out for all.");
    for (const struct json *name = json_first(events); name; name = json_next(name)) {
        if (!json_is_string(name) || !hook_event_is_known(json_text(name)))
            return answer_invalid(r, arena_printf(&r->arena, "events: of %s.", hook_events));
        if (hook_wants(buf_view(out), json_text(name))) continue;
        if (out->len) buf_add_char(out, ' ');
        buf_add(out, json_text(name));
    }
    return true;
}

static void answer_hook(struct request *r, unsigned status, const struct hook *h,
                        const char *secret)
{
    struct json_writer w;
    answer_json_begin(r, &w);
    json_begin_object(&w);
    hook_members(&w, h);
    if (secret) json_member_text(&w, "secret", str_of(secret));
    json_end_object(&w);
    answer_json_end(r, status, &w);
}

static void log_change(struct request *r, const char *what, int64_t id)
{
    log_event(r->server->options.log, LOG_INFO, "hook.change", LOG_TEXT("what", what),
              LOG_STR("by", r->staff.name), LOG_NUM("hook", id));
}

bool h_hook_post(struct request *r, struct db *db, struct err *e)
{
    char names[HOOK_EVENTS_MAX], secret[64];
    struct hook h = { .id = 0 };
    struct desk_act by;
    struct buf events;
    const struct json *body = request_object(r, "url events");
    buf_fixed(&events, names, sizeof names);
    if (!body || !body_text(r, body, "url", &h.url) || !events_read(r, body, &events)) return true;
    if (!hook_url_fits(h.url)) {
        (void)answer_invalid(
            r, "url: https://host/..., at most 500 bytes; http for this machine alone.");
        return true;
    }
    h.events = buf_view(&events);
    if (!random_token(SECRET_BITS, secret, sizeof secret))
        return err_set(e, ERR_INTERNAL, "hook: no random bytes");
    bool ok = act_of(r, &by, e) && hook_insert(db, &h, str_of(secret), &by, e);
    if (ok) answer_hook(r, 201, &h, secret);
    if (ok) r->made = arena_printf(&r->arena, "%lld", (long long)h.id);
    if (ok) log_change(r, "added", h.id);
    secret_wipe(secret, sizeof secret);
    return ok;
}

/* The hook of the path; ERR_NOT_FOUND. */
static bool hook_of_path(struct request *r, struct db *db, struct hook *out, struct err *e)
{
    struct hook rows[HOOKS_MAX];
    size_t count;
    int64_t id;
    if (!str_to_i64(r->params[0], 1, INT64_MAX, &id, NULL))
        return err_set(e, ERR_NOT_FOUND, "no such hook");
    if (!hook_list(db, &r->arena, rows, &count, e)) return false;
    for (size_t i = 0; i < count; i++) {
        if (rows[i].id != id) continue;
        *out = rows[i];
        return true;
    }
    return err_set(e, ERR_NOT_FOUND, "no such hook");
}

bool h_hook_patch(struct request *r, struct db *db, struct err *e)
{
    struct desk_act by;
    struct hook h;
    if (!hook_of_path(r, db, &h, e)) return false;
    const struct json *body = request_object(r, "enabled");
    if (!body) return true;
    bool on = json_bool(json_get(body, "enabled"), false);
    if (!json_is_bool(json_get(body, "enabled"))) {
        (void)answer_invalid(r, "enabled: true or false.");
        return true;
    }
    if (!act_of(r, &by, e) || !hook_enable(db, &h, on, &by, e) || !hook_of_path(r, db, &h, e))
        return false;
    answer_hook(r, 200, &h, NULL);
    log_change(r, on ? "enabled" : "disabled", h.id);
    return true;
}

bool h_hook_delete(struct request *r, struct db *db, struct err *e)
{
    struct desk_act by;
    struct hook h;
    if (!hook_of_path(r, db, &h, e) || !act_of(r, &by, e) || !hook_delete(db, &h, &by, e))
        return false;
    answer_text(r, 204, "application/json", STR_EMPTY);
    log_change(r, "deleted", h.id);
    return true;
}

static void delivery_json(struct json_writer *w, const struct hook_delivery *d)
{
    json_begin_object(w);
    json_member_i64(w, "id", d->id);
    json_member_i64(w, "event_id", d->event_id);
    json_member_i64(w, "attempt", d->attempt);
    json_member_time(w, "at", d->at);
    json_member_i64(w, "took_ms", d->took_ms);
    json_member_i64_or_null(w, "status", d->status);
    json_member_text_or_null(w, "trouble", d->trouble);
    json_end_object(w);
}

bool h_hook_deliveries(struct request *r, struct db *db, struct err *e)
{
    struct hook h;
    struct page page;
    struct json_writer w;
    size_t count;
    bool more;
    if (!hook_of_path(r, db, &h, e)) return false;
    if (!page_read(r, 'w', LOG_PRESET, HOOK_DELIVERIES_MAX, &page)) return true;
    struct hook_delivery *rows = arena_zero(&r->arena, page.limit, sizeof *rows);
    if (!rows) return err_set(e, ERR_MEMORY, "hook: no memory");
    if (!hook_deliveries(db, h.id, page.after_id, page.limit, &r->arena, rows, &count, &more, e))
        return false;
    page_begin(r, &w);
    for (size_t i = 0; i < count; i++)
        delivery_json(&w, &rows[i]);
    page_end(r, &w, 'w', more, count ? rows[count - 1].id : 0);
    return true;
}
