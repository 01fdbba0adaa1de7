/* intake.c - walks one request; each part in a savepoint of its own. */
#include "domain/window.h"
#include "intake_private.h"
#include "service/alarm.h"
#include "store/message_store.h"
#include "store/outbox_store.h"
#include "store/quarantine_store.h"
#include "store/template_store.h"
#include <stdlib.h>

#define MESSAGE_ARENA_MAX ((size_t)4 << 20)

/* One request on its way. The parts that could not be used make one quarantine row: the body holds
 * them all, and a batch of a thousand bad parts must not be stored a thousand times. */
struct run {
    struct db *db;
    const struct intake_options *options;
    const struct intake_work *work;
    struct intake_result *result;
    struct turn turn;         /* what was said already */
    struct arena scratch;     /* of one message: a thousand must not share one bound */
    const char *aside_reason; /* of the first unusable part; NULL: none */
    struct str aside_detail;
};

static bool put_aside(struct run *r, const char *reason, struct str detail, struct err *e)
{
    r->result->quarantined++;
    if (r->aside_reason) return true;
    r->aside_reason = reason;
    return arena_copy(r->work->arena, detail, &r->aside_detail) ||
           err_set(e, ERR_MEMORY, "intake: no memory");
}

static bool aside_store(struct run *r, struct err *e)
{
    int64_t id;
    if (!r->aside_reason || r->work->replay) return true;
    const char *detail = r->aside_detail.at;
    if (r->result->quarantined > 1)
        detail =
            arena_printf(r->work->arena, "%s (and %zu more)", detail, r->result->quarantined - 1);
    if (!detail) return err_set(e, ERR_MEMORY, "intake: no memory");
    return quarantine_put(r->db, r->aside_reason, str_of(detail), r->work->body, r->work->now, &id,
                          e);
}

/* Ends the savepoint of a part. A transient failure is the whole request's failure; any other puts
 * the part aside and lets the next one go on. */
static bool part_end(struct run *r, bool ok, const struct err *why, struct err *e)
{
    if (ok) return db_release(r->db, e);
    if (!db_rollback_to(r->db, e)) return false;
    if (err_is_transient(why->code)) {
        if (e) *e = *why;
        return false;
    }
    return put_aside(r, "job_failed", str_of(why->text), e);
}

/* Outside the window the answer waits, and a sign that it comes would be untrue. */
static void note_answered(struct run *r, const struct intake_step *s)
{
    struct intake_result *out = r->result;
    if (!s->answered || out->answered_count == INTAKE_ANSWERED_MAX ||
        !window_is_open(s->message->sent_at, r->work->now))
        return;
    out->answered[out->answered_count++] = (struct intake_answered){ s->message->wamid, s->words };
}

typedef bool intake_part(struct intake_step *s, struct str body, struct err *e);

/* A message of either side, once. */
static bool take_part(struct run *r, struct intake_step *s, intake_part *part, struct err *e)
{
    struct message_ref ref;
    struct intake_result before = *r->result;
    struct turn turn_before = r->turn;
    int64_t body_before = s->body_id;
    struct err why = { 0 };
    if (!message_find(r->db, s->message->wamid, &ref, e)) return false;
    if (ref.id != 0) {
        r->result->repeats++;
        return true;
    }
    if (!db_savepoint(r->db, e)) return false;
    arena_init(&r->scratch, MESSAGE_ARENA_MAX);
    s->answered = s->words = s->burst = s->waits = false;
    s->saying = SAID_OTHER;
    s->later_ms = s->put_id = 0;
    s->whole = STR_EMPTY;
    s->border = (struct border){ 0 };
    bool ok = part(s, r->work->body, &why);
    arena_clear(&r->scratch);
    if (ok) note_answered(r, s);
    if (!ok) { /* its rows are rolled back, so are its counts */
        *r->result = before;
        r->turn = turn_before;
        s->body_id = body_before;
    }
    return part_end(r, ok, &why, e);
}

static struct intake_step step_of(struct run *r)
{
    return (struct intake_step){ .db = r->db,
                                 .options = r->options,
                                 .arena = &r->scratch,
                                 .now = r->work->now,
                                 .turn = &r->turn,
                                 .result = r->result };
}

static bool take_echoes(struct run *r, struct err *e)
{
    struct intake_step step = step_of(r);
    for (size_t i = 0; i < r->work->batch.echo_count; i++) {
        step.message = &r->work->batch.echoes[i];
        if (!take_part(r, &step, intake_echo, e)) return false;
    }
    return true;
}

static int by_sender_time(const void *a, const void *b)
{
    const struct inbound *x = *(const struct inbound *const *)a;
    const struct inbound *y = *(const struct inbound *const *)b;
    if (x->sent_at != y->sent_at) return x->sent_at < y->sent_at ? -1 : 1;
    return x < y ? -1 : x > y; /* one array: its order is the order of arrival */
}

static bool take_messages(struct run *r, struct err *e)
{
    const struct inbound_batch *batch = &r->work->batch;
    if (batch->message_count == 0) return true;
    const struct inbound **order = arena_zero(r->work->arena, batch->message_count, sizeof *order);
    if (!order) return err_set(e, ERR_MEMORY, "intake: no memory");
    for (size_t i = 0; i < batch->message_count; i++)
        order[i] = &batch->messages[i];
    qsort(order, batch->message_count, sizeof *order, by_sender_time);
    static const struct pin no_pin = { 0 };

    struct intake_step step = step_of(r);
    for (size_t i = 0; i < batch->message_count; i++) {
        step.message = order[i];
        step.understood = &r->work->understood[order[i] - batch->messages];
        step.pin = r->work->pins ? &r->work->pins[order[i] - batch->messages] : &no_pin;
        if (!take_part(r, &step, intake_message, e)) return false;
    }
    return true;
}

static bool take_statuses(struct run *r, struct err *e)
{
    for (size_t i = 0; i < r->work->batch.status_count; i++) {
        struct err why = { 0 };
        bool fresh = false;
        if (!db_savepoint(r->db, e)) return false;
        bool ok = outbox_status(r->db, &r->work->batch.statuses[i], r->work->now, &fresh, &why);
        if (ok && fresh) r->result->statuses++;
        if (!part_end(r, ok, &why, e)) return false;
    }
    return true;
}

/* Not only what is fresh counts: after a pause Meta says "approved" in the same words as before it.
 * Its time tells what is old. What waits for the template is woken by upkeep. */
static bool take_template_news(struct run *r, const struct inbound_notice *notice, struct err *e)
{
    struct template_news news;
    if (!template_news_read(notice->field, notice->value_json, r->work->arena, &news)) return true;
    return template_news_apply(r->db, &news, notice->at, r->work->now, e);
}

static void note_effect(struct run *r, const struct account_effect *effect)
{
    r->result->replies += (size_t)effect->replies;
    r->result->standing = r->result->standing || effect->standing;
    r->result->number = r->result->number || effect->number;
}

static bool take_notices(struct run *r, struct err *e)
{
    for (size_t i = 0; i < r->work->batch.notice_count; i++) {
        struct err why = { 0 };
        struct account_effect effect = { 0 };
        bool fresh = false;
        if (!db_savepoint(r->db, e)) return false;
        const struct inbound_notice *notice = &r->work->batch.notices[i];
        bool ok = notice_put(r->db, notice, r->work->now, &fresh, &why) &&
                  take_template_news(r, notice, &why) &&
                  (!fresh || account_news_take(r->db, notice, r->work->now, &effect, &why));
        if (ok && fresh) r->result->notices++;
        if (ok) note_effect(r, &effect);
        if (!part_end(r, ok, &why, e)) return false;
    }
    return true;
}

static bool take_rejects(struct run *r, struct err *e)
{
    for (size_t i = 0; i < r->work->batch.reject_count; i++) {
        const struct inbound_reject *reject = &r->work->batch.rejects[i];
        if (!put_aside(r, reject->reason, reject->detail, e)) return false;
    }
    return true;
}

bool intake_run(struct db *db, const struct intake_options *options, const struct intake_work *work,
                struct intake_result *result, struct err *e)
{
    struct run r = { .db = db, .options = options, .work = work, .result = result };
    r.turn.arena = work->arena;
    *result = (struct intake_result){ 0 };
    return take_rejects(&r, e) && take_messages(&r, e) && take_echoes(&r, e) &&
           take_statuses(&r, e) && take_notices(&r, e) && aside_store(&r, e);
}
