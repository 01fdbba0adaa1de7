/* intake_facts.c - what is known when a message is decided about: the chat before it, and the
 * tickets that it may belong to. */
#include "domain/move.h"
#include "intake_private.h"
#include "store/conversation_store.h"
#include "store/message_store.h"
#include "store/ticket_store.h"

static bool known_by_message(struct intake_step *s, struct str wamid, struct known_ticket *out,
                             struct err *e)
{
    struct message_ref ref;
    if (wamid.len == 0) return true;
    if (!message_find(s->db, wamid, &ref, e)) return false;
    return ref.ticket_id == 0 ||
           ticket_known(s->db, ref.ticket_id, s->contact_id, s->arena, out, e);
}

/* A thumb below the question whether it is solved answers it. */
static bool thumb_find(struct intake_step *s, struct conversation_facts *f, struct err *e)
{
    struct message_ref ref;
    if (s->message->type != MESSAGE_REACTION || f->quoted.id == 0) return true;
    return message_find(s->db, s->message->target, &ref, e) &&
           message_asks_solved(s->db, &ref, &f->quoted_asks, e);
}

bool intake_known(struct intake_step *s, int64_t id, struct known_ticket *out, struct err *e)
{
    return id == 0 || ticket_known(s->db, id, s->contact_id, s->arena, out, e);
}

static void reopening_know(const struct intake_step *s, struct known_ticket *t)
{
    t->may_reopen =
        t->id && move_may_reopen(s->options->desk, t->status, t->outcome, t->closed_at, s->now);
    const struct ticket ended = { .status = t->status,
                                  .outcome = t->outcome,
                                  .closed_at = t->closed_at };
    t->may_take_up = t->id && t->outcome == OUTCOME_CANCELLED &&
                     move_may_take_up(s->options->desk, &ended, s->now);
}

/* Whether the pin at hand is surely not where the ticket is said to lie. */
static void pin_know(const struct intake_step *s, struct known_ticket *t)
{
    const struct inbound_location *pin = &s->message->location;
    const struct place *place =
        desk_place(s->options->desk, t->village.len ? t->village : t->district);
    const struct desk *desk = s->options->desk;
    if (t->id == 0 || !place || !pin->present) return;
    bool far = pin_is_far(desk, pin->latitude, pin->longitude, place);
    bool apart = far || !pin_may_lie_in(desk, pin->latitude, pin->longitude, place);
    t->pin_apart = apart && s->pin->place;
    t->pin_far = far && !s->pin->place;
}

/* The same matter told shortly before or after, by the sender's clock, which may be anything. */
static bool alike_find(struct intake_step *s, struct conversation_facts *f, struct err *e)
{
    int64_t at = s->message->sent_at, settle = s->options->settle_ms;
    if (!conversation_wants_alike(&f->last, s->understood)) return true;
    return ticket_own_alike(
        s->db, s->contact_id, s->understood->category->code, at > settle ? at - settle : 0,
        at < INT64_MAX - settle ? at + settle : INT64_MAX, s->arena, &f->alike, e);
}

/* What the desk's tables tell of it. */
static void desk_know(const struct intake_step *s, struct known_ticket *t)
{
    const struct desk *desk = s->options->desk;
    const struct department *unit = desk_department(desk, t->department);
    if (unit) t->field = unit->field;
    t->outside = unit && unit->external;
    t->in_public = category_is_public(desk_category(desk, t->category));
}

static bool open_list(struct intake_step *s, struct conversation_facts *f, struct err *e)
{
    if (!ticket_known_open(s->db, s->contact_id, s->arena, f->open, CONVERSATION_OPEN_MAX,
                           &f->open_count, e))
        return false;
    for (size_t i = 0; i < f->open_count; i++)
        desk_know(s, &f->open[i]);
    return true;
}

static bool ended_list(struct intake_step *s, struct conversation_facts *f, struct err *e)
{
    int64_t before = INT64_MAX;
    if (!conversation_wants_ended(s->understood)) return true;
    while (before && f->ended_count < CONVERSATION_ENDED_MAX) {
        struct known_ticket *t = &f->ended[f->ended_count];
        if (!ticket_newest_ended(s->db, s->contact_id, before, s->arena, t, e)) return false;
        reopening_know(s, t);
        f->ended_count += t->may_reopen || t->may_take_up;
        before = t->id;
    }
    return true;
}

/* Webhooks overtake each other: what is older than the latest message is about what was the latest
 * then. */
static bool last_find(struct intake_step *s, struct conversation_facts *f, struct err *e)
{
    struct known_ticket followed = { .id = 0 };
    if (!intake_known(s, f->before.last_ticket_id, &f->last, e)) return false;
    bool late = s->message->sent_at < f->before.last_message_at;
    if (late && !ticket_followed(s->db, s->contact_id, s->message->sent_at, s->options->settle_ms,
                                 s->arena, &followed, e))
        return false;
    f->overtaken = followed.id != 0;
    if (f->overtaken) f->last = followed;
    desk_know(s, &f->last);
    return true;
}

bool intake_facts(struct intake_step *s, struct conversation_facts *f, struct err *e)
{
    const struct inbound *m = s->message;
    *f = (struct conversation_facts){ .message = m,
                                      .understood = s->understood,
                                      .choice = s->choice,
                                      .police = s->options->desk->police_department,
                                      .settle_ms = s->options->settle_ms };
    bool ok = conversation_get(s->db, s->contact_id, s->arena, &f->before, e) &&
              known_by_message(s, m->reply_to.len ? m->reply_to : m->target, &f->quoted, e) &&
              thumb_find(s, f, e) && intake_known(s, s->understood->ticket_id, &f->named, e) &&
              last_find(s, f, e) && intake_hear_words(s, f, e) && open_list(s, f, e) &&
              ended_list(s, f, e) &&
              intake_known(s, f->before.asked ? f->before.asked_ticket_id : 0, &f->asked, e) &&
              intake_known(s, s->choice ? s->choice->ticket_id : 0, &f->chosen, e) &&
              (!conversation_wants_open(m, s->understood) ||
               ticket_newest_open(s->db, s->contact_id, s->arena, &f->newest_open, e)) &&
              alike_find(s, f, e) && intake_retold(s, f, e) && intake_over(s, f, e) &&
              intake_sent_there(s, f, e) && intake_accused(s, f, e) && intake_hurt(s, f, e) &&
              intake_peril(s, f, e) && intake_behind(s, f, e);
    desk_know(s, &f->quoted);
    desk_know(s, &f->named);
    desk_know(s, &f->asked);
    pin_know(s, &f->quoted);
    pin_know(s, &f->last);
    reopening_know(s, &f->quoted);
    reopening_know(s, &f->named);
    reopening_know(s, &f->asked);
    reopening_know(s, &f->chosen);
    reopening_know(s, &f->last);
    for (size_t i = 0; i < f->open_count; i++)
        reopening_know(s, &f->open[i]);
    return ok;
}
