/* deadlines.c - one ticket at a time, each in a savepoint. */
#include "deadlines.h"
#include "domain/ladder.h"
#include "domain/move.h"
#include "domain/workday.h"
#include "notices.h"
#include "notify.h"
#include "record.h"
#include "store/calendar_store.h"
#include "store/conversation_store.h"
#include "store/outbox_store.h"
#include "store/ticket_store.h"
#include <string.h>

#define TICKETS_MAX          16
#define CALENDAR_TICKETS_MAX 32
#define PUT_OFF_MS           MS_PER_HOUR
/* A date that was missed is the head's matter. */
#define HEAD_PERCENT 80
/* So long whether to cancel a report is left open by its reporter. */
#define CANCEL_HELD_MS (14 * (int64_t)24 * MS_PER_HOUR)

struct due {
    struct db *db;
    const struct intake_options *options;
    struct arena *arena;
    struct ticket ticket;
    int64_t now;
    bool reckons; /* dates follow the calendar; else reminders alone */
    struct upkeep_result *out;
};

static bool note(struct due *d, const char *type, const char *data, int64_t *event_id,
                 struct err *e)
{
    struct event event = {
        .at = d->now, .type = str_of(type), .actor = STR("system"), .data_json = str_of(data)
    };
    if (!data) return err_set(e, ERR_MEMORY, "deadlines: no memory");
    return record_change(d->db, d->options->desk, &d->ticket, &event, d->arena, event_id, e);
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

/* The reporter said that it is over, or takes it back, and whether to cancel it was asked: an
 * apology for what is not done would be no answer to that. Staff are reminded all the same. */
static bool is_cancel_asked(struct due *d, bool *asked, struct err *e)
{
    struct conversation c;
    if (!conversation_get(d->db, d->ticket.contact_id, d->arena, &c, e)) return false;
    bool this = c.asked == QUESTION_CANCEL && c.asked_ticket_id == d->ticket.id;
    bool all = c.asked == QUESTION_CANCEL_ALL && d->ticket.received_at <= c.asked_at;
    *asked = (this || all) && d->now - c.asked_at < CANCEL_HELD_MS;
    return true;
}

/* Before the day that was told is over: that it is missed, and the next one. */
static bool late(struct due *d, struct err *e)
{
    char date[RFC3339_SIZE];
    int64_t event_id;
    bool untouched = d->ticket.promise == PROMISE_FIRST, asked;
    if (!is_cancel_asked(d, &asked, e)) return false;
    rfc3339_format(ticket_told_date(&d->ticket), date);
    ticket_promise_anew(d->options->desk, &d->ticket, d->now);
    const char *data = arena_printf(d->arena, "{\"promise_at\":\"%s\"}", date);
    d->out->late++;
    return note(d, EVENT_LATE, data, &event_id, e) && remind(d, HEAD_PERCENT, event_id, e) &&
           (asked || tell(d, untouched ? REPLY_WORK_LATE : REPLY_WORK_OVERDUE, event_id, e));
}

static bool step(struct due *d, struct err *e)
{
    int64_t event_id, percent = ladder_next_step(&d->ticket);
    int64_t told = ladder_told_check(d->options->desk, &d->ticket);
    if (told && told <= d->now) return late(d, e);
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
    struct ticket asked_then = d->ticket;
    int64_t since;
    bool asked;
    *at = d->now;
    if (!outbox_question(d->db, d->ticket.id, d->ticket.contact_id, &asked, &since, e))
        return false;
    if (!asked) return true;
    asked_then.stage_at = since;
    *at = since ? ticket_due(desk, &asked_then) : deadline_ms(desk, d->now, 1);
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

/* --- holidays, or office hours, are others than before --- */

/* A day that was told stays, unless it is no working day any more. */
static void promise_follow(struct due *d)
{
    struct ticket *t = &d->ticket;
    bool open = t->promise != PROMISE_KEPT && t->promise_at > d->now;
    if (open && !workday_is(d->options->desk, day_of_ms(t->promise_at)))
        t->promise_at = deadline_ms(d->options->desk, t->promise_at, 1);
}

/* As JSON: a time, or null. */
static const char *time_json(struct due *d, int64_t at)
{
    char text[RFC3339_SIZE];
    rfc3339_format(at, text);
    return at ? arena_printf(d->arena, "\"%s\"", text) : "null";
}

static bool dates_note(struct due *d, const struct ticket *before, int64_t *event_id, struct err *e)
{
    const char *due = time_json(d, d->ticket.due_at), *due_before = time_json(d, before->due_at);
    const char *told = time_json(d, ticket_told_date(&d->ticket));
    if (!due || !due_before || !told) return err_set(e, ERR_MEMORY, "deadlines: no memory");
    return note(d, EVENT_CALENDAR,
                arena_printf(d->arena, "{\"due_at\":%s,\"due_before\":%s,\"told\":%s}", due,
                             due_before, told),
                event_id, e);
}

static bool reckon(struct due *d, struct err *e)
{
    struct ticket *t = &d->ticket;
    const struct ticket before = *t;
    int64_t event_id;
    if (d->reckons) {
        t->due_at = ticket_due(d->options->desk, t);
        promise_follow(d);
    }
    ladder_set(d->options->desk, t);
    if (t->due_at == before.due_at && t->promise_at == before.promise_at)
        return t->ladder_at == before.ladder_at || t->ladder_at == 0 ||
               ticket_put_off(d->db, t->id, t->ladder_at, e);
    if (!dates_note(d, &before, &event_id, e)) return false;
    int64_t told = ticket_told_date(t);
    bool waits = !t->paused_since && t->status < STATUS_RESOLVED;
    return !waits || told <= d->now || told == ticket_told_date(&before) ||
           tell(d, REPLY_WORK_MOVED, event_id, e);
}

/* --- each of them --- */

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

static bool calendar_walk(struct due *d, struct calendar *c, struct err *e)
{
    for (int i = 0; i < CALENDAR_TICKETS_MAX; i++) {
        struct arena arena = { 0 };
        int64_t id;
        if (!calendar_next(d->db, &c->place, &id, e)) return false;
        if (id == 0) return true;
        d->arena = &arena;
        bool ok = one(d, id, reckon, e);
        arena_clear(&arena);
        d->arena = NULL;
        if (!ok) return false;
    }
    d->out->more = true;
    return true;
}

/* All open tickets, a few at a time, follow holidays and office hours when these are others than at
 * the last start. The first time of all there is nothing to compare with: only reminders are set.
 */
static bool calendar_follow(struct due *d, struct err *e)
{
    static const uint8_t none[SHA256_SIZE] = { 0 };
    struct calendar c;
    uint8_t digest[SHA256_SIZE];
    if (!calendar_get(d->db, &c, e)) return false;
    calendar_digest(d->options->desk, digest);
    d->reckons = memcmp(c.digest, none, sizeof none) != 0;
    bool changed = d->reckons && memcmp(c.digest, digest, sizeof digest) != 0;
    if (changed) c.place = (struct calendar_place){ .status = STATUS_RECEIVED };
    if (!changed && c.place.status >= STATUS_CLOSED) return true;
    if (!calendar_walk(d, &c, e)) return false;
    if (d->reckons || c.place.status >= STATUS_CLOSED) memcpy(c.digest, digest, sizeof digest);
    return calendar_set(d->db, &c, e);
}

bool deadlines_run(struct db *db, const struct intake_options *options, int64_t now,
                   struct upkeep_result *out, struct err *e)
{
    struct due due = { .db = db, .options = options, .now = now, .out = out };
    return each(&due, ticket_ladder_due, step, e) && each(&due, ticket_silent, close_silent, e) &&
           calendar_follow(&due, e);
}
