/* h_account.c - how fast and to how many people Meta lets us write, for the desk. */
#include "request.h"
#include "store/account_store.h"

/* Counted no further: no tier but the unlimited one is above it. */
#define REACHED_MAX 1000000

/* NAME_paused, and until when, as far as somebody said so. */
static void pause_json(struct json_writer *w, const char *name, const char *until_name,
                       int64_t until, int64_t now)
{
    bool paused = account_is_paused(until, now);
    json_member_bool(w, name, paused);
    json_member_time_or_null(w, until_name, paused && until != ACCOUNT_UNTIL_TOLD ? until : 0);
}

static void people_json(struct json_writer *w, const struct account_standing *s, int64_t reached)
{
    json_key_name(w, "people");
    json_begin_object(w);
    json_member_text_or_null(w, "tier", str_of(s->tier));
    json_member_i64_or_null(w, "limit", s->people == ACCOUNT_ANYBODY ? 0 : s->people);
    json_member_i64(w, "reached", reached);
    json_member_time_or_null(w, "told_at", s->tier_at);
    json_member_bool(w, "held", s->held);
    json_end_object(w);
}

static void sender_json(struct json_writer *w, const struct http_server *s)
{
    struct http_sender_view v = { .can_send = true };
    if (s->options.sender_view) s->options.sender_view(s->options.sender_ctx, &v);
    json_member_bool(w, "can_send", v.can_send);
    json_member_text_or_null(w, "stopped_by", str_of(v.stopped_by));
    json_member_i64(w, "messages_per_second", v.per_second);
}

bool h_account(struct request *r, struct db *db, struct err *e)
{
    struct account_standing s;
    struct json_writer w;
    int64_t reached, now = r->arrived_at;
    if (!account_standing_get(db, &s, e) || !account_reached(db, now, REACHED_MAX, &reached, e))
        return false;
    answer_json_begin(r, &w);
    json_begin_object(&w);
    sender_json(&w, r->server);
    people_json(&w, &s, reached);
    pause_json(&w, "paused", "paused_until", s.paused_until, now);
    pause_json(&w, "templates_paused", "templates_paused_until", s.templates_paused_until, now);
    json_end_object(&w);
    answer_json_end(r, 200, &w);
    return true;
}
