/* deadlines.c - one ticket at a time, each in a savepoint. */
#include "deadlines.h"
#include "domain/ladder.h"
#include "domain/move.h"
#include "domain/workday.h"
#include "notices.h"
#include "notify.h"
#include "store/event_store.h"
#include "store/outbox_store.h"
#include "store/ticket_store.h"

#define TICKETS_MAX 16
/* Whom nobody has answered by the promised day is told of another one, so many working days on. */
#define LATE_DAYS  5
#define PUT_OFF_MS MS_PER_HOUR
/* A promise that was missed is the head's matter. */
#define HEAD_PERCENT 80

struct due {
    struct db *db;
    const struct intake_options *options;
    struct arena *arena;
    struct ticket ticket;
    int64_t now;
    struct upkeep_result *out;
};

static bool note(struct due *d, const char *type, const char *data, int64_t *event_id,
                 struct err *e)
{
    struct event event = { .ticket_id = d->ticket.id,
                           .at = d->now,
                           .type = str_of(type),
                           .actor = STR("system"),
                           .data_json = str_of(data) };
    if (!data) return err_set(e, ERR_MEMORY, "deadlines: no memory");
    ladder_set(d->options->desk, &d->ticket);
    return ticket_save(d->db, &d->ticket, d->now, e) &&
           event_insert(d->db, &event, d->arena, event_id, e);
}

static bool tell(struct due *d, enum reply_key key, int64_t event_id, struct err *e)
{
    const struct notify n = { .db = d->db,
                              .options = d->options,
                              .arena = d->arena,
                              .ticket = &d->ticket,
                              .key = key,
                              .event_id = event_id,
                              .now = d->now };
    size_t replies = 0;
    if (!notify_ticket(&n, &replies, e)) return false;
    d->out->replies += (int64_t)replies;
    return true;
}

/* Whoever stands on this rung of the ladder. */
static bool remind(struct due *d, int64_t percent, int64_t event_id, struct err *e)
{
    const struct notice_cause cause = {
        .kind = NOTICE_REMINDER, .ticket = &d->ticket, .event_id = event_id, .percent = percent
    };
    return notices_plan(d->db, d->options, &cause, d->arena, d->now, e);
}

/* Before the promised day is over: that it is missed, and the next one. */
static bool late(struct due *d, struct err *e)
{
    char date[RFC3339_SIZE];
    int64_t event_id;
    rfc3339_format(d->ticket.promise_at, date);
    d->ticket.promise_at = deadline_ms(d->options->desk, d->now, LATE_DAYS);
    const char *data = arena_printf(d->arena, "{\"promise_at\":\"%s\"}", date);
    d->out->late++;
    return note(d, EVENT_LATE, data, &event_id, e) && remind(d, HEAD_PERCENT, event_id, e) &&
           tell(d, REPLY_WORK_LATE, event_id, e);
}

static bool step(struct due *d, struct err *e)
{
    int64_t event_id, percent = ladder_next_step(&d->ticket);
    int64_t promise = ladder_promise_check(&d->ticket);
    if (promise && promise <= d->now) return late(d, e);
    d->ticket.ladder_step = percent;
    const char *data = arena_printf(d->arena, "{\"percent\":%lld,\"rung\":\"%s\",\"stage\":\"%s\"}",
                                    (long long)percent, ladder_rung(percent),
                                    ticket_status_name(d->ticket.status));
    d->out->steps++;
    if (!note(d, EVENT_LADDER, data, &event_id, e)) return false;
    return remind(d, percent, event_id, e);
}

/* When the time to answer is over: it runs from the moment the reporter knows of the question, and
 * while they do not it is looked at again each working day. */
static bool silent_from(struct due *d, int64_t *at, struct err *e)
{
    const struct desk *desk = d->options->desk;
    const struct category *category = desk_category(desk, d->ticket.category);
    struct ticket asked_then = d->ticket;
    int64_t since;
    bool asked;
    *at = d->now;
    if (!outbox_question(d->db, d->ticket.id, d->ticket.contact_id, &asked, &since, e))
        return false;
    if (!asked) return true;
    ticket_start_clocks(desk, &asked_then, STATUS_RESOLVED, category && category->inspection,
                        since);
    *at = since ? asked_then.due_at : deadline_ms(desk, d->now, 1);
    return true;
}

static bool close_silent(struct due *d, struct err *e)
{
    int64_t event_id, at;
    if (!silent_from(d, &at, e)) return false;
    if (at > d->now) return ticket_put_off(d->db, d->ticket.id, at, e);
    move_apply(d->options->desk, &d->ticket, STATUS_CLOSED, OUTCOME_UNANSWERED, d->now);
    d->out->silent++;
    return note(d, ticket_status_name(STATUS_CLOSED),
                "{\"from\":\"resolved\",\"outcome\":\"unanswered\"}", &event_id, e) &&
           tell(d, REPLY_AFTER_SILENCE, event_id, e);
}

typedef bool due_case(struct due *d, struct err *e);

/* Undoes what failed and puts the ticket off, unless nothing can be written now. */
static bool put_off(struct due *d, int64_t id, struct err *e)
{
    if (err_is_transient(e->code) || !db_rollback_to(d->db, e)) return false;
    d->out->troubles++;
    return ticket_put_off(d->db, id, d->now + PUT_OFF_MS, e);
}

static bool one(struct due *d, int64_t id, due_case *run, struct err *e)
{
    struct err why = { 0 };
    if (!db_savepoint(d->db, e)) return false;
    bool ok = ticket_get(d->db, id, d->arena, &d->ticket, &why) && run(d, &why);
    if (ok) return db_release(d->db, e);
    if (put_off(d, id, &why)) return true;
    *e = why;
    return false;
}

static bool each(struct due *d, bool (*next)(struct db *, int64_t, int64_t *, struct err *),
                 due_case *run, struct err *e)
{
    int64_t id;
    for (int i = 0; i < TICKETS_MAX; i++) {
        if (!next(d->db, d->now, &id, e)) return false;
        if (id == 0) return true;
        struct arena arena = { 0 };
        d->arena = &arena;
        bool ok = one(d, id, run, e);
        arena_clear(&arena);
        d->arena = NULL;
        if (!ok) return false;
    }
    d->out->more = true;
    return true;
}

bool deadlines_run(struct db *db, const struct intake_options *options, int64_t now,
                   struct upkeep_result *out, struct err *e)
{
    struct due due = { .db = db, .options = options, .now = now, .out = out };
    return each(&due, ticket_ladder_due, step, e) && each(&due, ticket_silent, close_silent, e);
}
