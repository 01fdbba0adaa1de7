/* intake_message.c - one message: whose, about what, and what follows from it. */
#include "base/unicode.h"
#include "domain/ladder.h"
#include "domain/move.h"
#include "domain/workday.h"
#include "intake_private.h"
#include "store/attachment_store.h"
#include "store/contact_store.h"
#include "store/conversation_store.h"
#include "store/event_store.h"
#include "store/message_store.h"
#include "store/ticket_store.h"

/* At most 32 KiB in UTF-8; WhatsApp itself ends a text at 4,096 characters. */
#define TICKET_TEXT_POINTS 8192
/* The photos of an album come one by one, the words below one of them: they are asked for when none
 * have come with it. */
#define ALBUM_MS 3000

/* Nothing waits longer than what comes behind it would count for. */
static int64_t wait_ms(const struct intake_step *s, int64_t wanted)
{
    return s->options->settle_ms < wanted ? s->options->settle_ms : wanted;
}

bool intake_keep(struct intake_step *s, struct str body, int64_t ticket_id, struct err *e)
{
    const struct inbound *m = s->message;
    struct message_row row = { .wamid = m->wamid,
                               .type = m->type,
                               .contact_id = s->contact_id,
                               .ticket_id = ticket_id,
                               .sent_at = m->sent_at,
                               .received_at = s->now,
                               .text = m->text,
                               .reply_to = m->reply_to.len ? m->reply_to : m->target };
    if (s->body_id == 0 && !webhook_body_insert(s->db, body, s->now, &s->body_id, e)) return false;
    row.body_id = s->body_id;
    if (!intake_details(m, s->arena, &row.details_json, e) ||
        !message_insert(s->db, &row, &s->message_id, e))
        return false;
    s->result->messages++;
    if (s->message_id == 0)
        return err_set(e, ERR_INTERNAL, "intake: a fresh wamid was stored before");
    return attachment_insert(s->db, s->message_id, m, s->now, e);
}

/* Where Meta names none: the one that we asked for, and that the sender has shared by our button.
 */
static struct str own_number(const struct inbound *m, char wa_id[WA_ID_SIZE])
{
    bool shared = m->type == MESSAGE_CONTACTS && m->shared_on_request && m->bsuid.len > 0;
    return m->wa_id.len == 0 && shared && wa_id_of_phone(m->shared_phone, wa_id) ? str_of(wa_id)
                                                                                 : m->wa_id;
}

/* A number or BSUID that changed re-keys the contact; everything else only completes it. */
static bool sender_find(struct intake_step *s, struct err *e)
{
    const struct inbound *m = s->message;
    char wa_id[WA_ID_SIZE];
    if (m->type == MESSAGE_SYSTEM && (m->new_wa_id.len || m->new_bsuid.len)) {
        struct contact_change change = { .old_wa_id = m->wa_id,
                                         .old_bsuid = m->bsuid,
                                         .new_wa_id = m->new_wa_id,
                                         .new_bsuid = m->new_bsuid,
                                         .now = s->now };
        s->contact_id = 0;
        return contact_rekey(s->db, &change, s->arena, e);
    }
    if (m->wa_id.len == 0 && m->bsuid.len == 0) {
        s->contact_id = 0;
        s->result->orphans++;
        return true;
    }
    struct contact_seen seen = { .bsuid = m->bsuid,
                                 .wa_id = own_number(m, wa_id),
                                 .username = m->username,
                                 .name = m->profile_name,
                                 .sent_at =
                                     m->group_id.len || m->type == MESSAGE_SYSTEM ? 0 : m->sent_at,
                                 .now = s->now };
    return contact_see(s->db, &seen, s->arena, &s->contact_id, e);
}

/* The place of the words, else that of a pin that came before them. */
static const struct place *place_of(const struct intake_step *s, const struct decision *d)
{
    const struct place *named = s->understood->place;
    if (!named && d->act == ACT_CREATE && d->arg.len) named = desk_place(s->options->desk, d->arg);
    if (named || !d->take_loose || d->after.loose.place.len == 0) return named;
    return desk_place(s->options->desk, d->after.loose.place);
}

enum ticket_priority intake_priority(const struct understood *u)
{
    return u->urgent ? PRIORITY_URGENT : u->pressing ? PRIORITY_HIGH : PRIORITY_NORMAL;
}

/* Of what its category makes pressing nothing is, where it is only asked about ("mau tanya ke mana
 * kalau merasa tertipu") or wished for ("mohon dibangun jembatan baru"). */
static enum ticket_priority priority_of(const struct understood *u, const struct category *category)
{
    enum ticket_priority told = intake_priority(u), usual = category->priority;
    bool asked = u->kind == KIND_INFORMATION && u->asks_to_know && !u->pleads;
    bool wished = u->kind == KIND_ASPIRATION && !u->pleads;
    if ((asked || wished) && usual == PRIORITY_HIGH) usual = PRIORITY_NORMAL;
    return told > usual ? told : usual;
}

void intake_draft(const struct intake_step *s, const struct decision *d, struct ticket *t)
{
    const struct understood *u = s->understood;
    const struct category *category = u->category ? u->category : s->options->desk->other_category;
    const struct place *place = place_of(s, d);
    *t = (struct ticket){
        .contact_id = s->contact_id,
        .kind = d->kind ? d->kind : u->kind,
        .status = STATUS_RECEIVED,
        .channel = CHANNEL_WHATSAPP,
        .source = SOURCE_WHATSAPP,
        .priority = priority_of(u, category),
        .confidential = u->confidential || u->kind == KIND_WHISTLEBLOWING || d->beside_secret,
        .category = category->code,
        .department = intake_owner(s, category, place)->code,
        .district = place_district(place),
        .village = place_village(place),
        .has_location = s->message->location.present,
        .latitude = s->message->location.latitude,
        .longitude = s->message->location.longitude,
        .text = utf8_prefix(s->whole.len ? s->whole : s->message->text, TICKET_TEXT_POINTS),
        .explanation = u->explanation.len ? u->explanation : STR("{}"),
        /* A phone whose clock runs ahead must not push its own deadline away. */
        .received_at = s->message->sent_at < s->now ? s->message->sent_at : s->now,
        .place_at =
            u->place && (u->amends || (u->place_only && !u->also)) ? s->message->sent_at : 0,
        .created_at = s->now,
    };
    ticket_start_clocks(s->options->desk, t, s->now);
    ladder_set(s->options->desk, t);
}

bool intake_event_of(struct intake_step *s, int64_t ticket_id, int64_t message_id, const char *type,
                     struct str data_json, int64_t *id, struct err *e)
{
    struct event event = { .ticket_id = ticket_id,
                           .at = s->now,
                           .type = str_of(type),
                           .actor = STR("reporter"),
                           .message_id = message_id,
                           .data_json = data_json };
    return event_insert(s->db, &event, s->arena, id, e);
}

bool intake_event(struct intake_step *s, int64_t ticket_id, const char *type, struct str data_json,
                  int64_t *id, struct err *e)
{
    return intake_event_of(s, ticket_id, s->message_id, type, data_json, id, e);
}

bool intake_told_in(struct intake_step *s, const struct ticket *t, int64_t from_id,
                    int64_t message_id, struct decision *d, struct err *e)
{
    struct str data;
    int64_t event_id;
    char number[TICKET_NUMBER_SIZE];
    ticket_number_format(s->options->ticket_prefix, from_id, number);
    struct intake_beside beside = intake_beside_of(s->understood);
    beside.told_in = str_of(number);
    if (!intake_event_data(t, &beside, s->arena, &data, e) ||
        !intake_event_of(s, t->id, message_id, EVENT_RECEIVED, data, &event_id, e) ||
        !intake_reply_received(s, t, event_id, d, e))
        return false;
    d->ticket_id = d->after.last_ticket_id = t->id;
    s->result->tickets++;
    return true;
}

static bool act_create(struct intake_step *s, struct str body, struct decision *d, struct err *e)
{
    struct ticket t;
    struct str data;
    int64_t event_id;
    const struct intake_beside beside = intake_beside_of(s->understood);
    intake_draft(s, d, &t);
    s->border = intake_border(s, d);
    if (!ticket_insert(s->db, &t, e) || !intake_keep(s, body, t.id, e) ||
        !intake_event_data(&t, &beside, s->arena, &data, e) ||
        !intake_event(s, t.id, EVENT_RECEIVED, data, &event_id, e) ||
        (d->take_loose && !intake_loose_bind(s, &d->after.loose, t.id, e)) ||
        !intake_held_bind(s, &d->take_held, t.id, e) || !intake_parts_take(s, d, &t, e) ||
        !intake_reply_received(s, &t, event_id, d, e))
        return false;
    d->ticket_id = t.id;
    if (d->unknown_number && !intake_reply_plain(s, REPLY_STATUS_UNKNOWN, t.id, event_id, e))
        return false;
    for (size_t i = 0; i < d->also_count; i++)
        if (!intake_place_too(s, d, d->also[i], e)) return false;
    if (d->confide && !t.confidential && !intake_confide(s, d, e)) return false;
    if (!intake_hide(s, d, e)) return false;
    if (d->adds) conversation_ask(&d->after, QUESTION_ADDITION, t.id, s->message->sent_at);
    /* What was overtaken is not what the next message follows. */
    if (s->message->sent_at >= d->after.last_message_at || !d->after.last_ticket_id)
        d->after.last_ticket_id = t.id;
    s->result->tickets++;
    return true;
}

/* A pin that a place told later has put right: that came first, and keeps it out. */
static bool pin_is_outdated(struct intake_step *s, int64_t ticket_id, bool *outdated, struct err *e)
{
    const struct inbound_location *pin = &s->message->location;
    struct known_ticket t = { .id = 0 };
    *outdated = false;
    if (!pin->present) return true;
    if (!intake_known(s, ticket_id, &t, e)) return false;
    const struct place *place =
        desk_place(s->options->desk, t.village.len ? t.village : t.district);
    *outdated = s->message->sent_at < t.place_at && place &&
                !pin_may_lie_in(s->options->desk, pin->latitude, pin->longitude, place);
    return true;
}

/* By a thumb, or in words where it wants some; the answer to the report that is about to leave says
 * more. */
static bool say_seen(struct intake_step *s, const struct decision *d, int64_t event_id,
                     struct err *e)
{
    static const enum reply_key words[] = { [NOTE_PLAIN] = REPLY_NOTED_PLAIN,
                                            [NOTE_ANSWER] = REPLY_NOTED,
                                            [NOTE_OTHER] = REPLY_NOTED_OTHER };
    if (d->notes && !turn_receipt(s, d->ticket_id))
        return intake_reply_plain(s, words[d->notes], d->ticket_id, event_id, e);
    return intake_reply_reaction(s, d->ticket_id, event_id, e);
}

/* presses: it goes before others now, which is said in words, as danger is. */
static bool say_joined(struct intake_step *s, struct decision *d, bool presses, int64_t event_id,
                       struct err *e)
{
    int64_t id = d->ticket_id;
    bool danger = d->has_reply && (d->reply == REPLY_EMERGENCY || d->reply == REPLY_SELF_HARM);
    if (intake_may_say_anew(s, d, id) && (!d->has_reply || danger))
        return d->correct ? intake_correct(s, d, e) : intake_reply_anew(s, d, id, e);
    if (d->question != QUESTION_NONE)
        return (!presses || intake_reply_pressing(s, id, event_id, e)) &&
               intake_ask(s, d, event_id, e);
    /* Danger first. */
    if (danger)
        return intake_reply_danger(s, d, event_id, e) && (!d->correct || intake_correct(s, d, e));
    if (d->correct && !intake_correct(s, d, e)) return false;
    /* The matter that it names is the one that was put right. */
    if (presses && !intake_reply_pressing(s, id, event_id, e)) return false;
    if (d->react && !presses && !say_seen(s, d, event_id, e)) return false;
    if (d->tell_status) return intake_reply_chased(s, d, e);
    if (d->call_back) return intake_reply_asking(s, d, event_id, e);
    return !d->has_reply || intake_reply_plain(s, d->reply, id, event_id, e);
}

static bool act_join(struct intake_step *s, struct str body, struct decision *d, struct err *e)
{
    static const struct inbound_location no_pin = { .present = false };
    bool outdated, presses;
    int64_t event_id;
    struct str data;
    const struct place *place = s->understood->place;
    struct ticket_addition more = { .text = s->message->text,
                                    .location = &s->message->location,
                                    .district = place_district(place),
                                    /* "desa Seboro juga" is not where the rest is. */
                                    .village = s->understood->also && !d->correct
                                                   ? STR_EMPTY
                                                   : place_village(place),
                                    .priority = intake_joined_priority(s, d),
                                    .sent_at = s->message->sent_at,
                                    .settle_ms = s->options->settle_ms };
    if (!pin_is_outdated(s, d->ticket_id, &outdated, e) || !intake_presses(s, d, &presses, e))
        return false;
    if (outdated) more.location = &no_pin;
    if (!ticket_join(s->db, d->ticket_id, &more, s->now, e) ||
        (d->unplaces && !intake_unplace(s, d->ticket_id, e)) ||
        !intake_keep(s, body, d->ticket_id, e) || !intake_joined_data(s, &data, e) ||
        !intake_event(s, d->ticket_id, EVENT_JOINED, data, &event_id, e) ||
        (d->take_loose && !intake_loose_bind(s, &d->after.loose, d->ticket_id, e)) ||
        !intake_held_bind(s, &d->take_held, d->ticket_id, e) ||
        (d->resumes && !intake_resume(s, d, e)) ||
        ((s->understood->confidential || d->confide) && !intake_confide(s, d, e)) ||
        !intake_hide(s, d, e))
        return false;
    s->result->joined++;
    bool calmed, named = false, only_seen = d->react && !d->question && !d->correct && !presses;
    if (!intake_calm(s, d, &calmed, e) || !intake_deny(s, d, e)) return false;
    if (calmed) return true;
    if (only_seen && !intake_name_there(s, d, place, &named, e)) return false;
    if (named) return true;
    return say_joined(s, d, presses, event_id, e);
}

static bool act_reply(struct intake_step *s, struct str body, struct decision *d, struct err *e)
{
    int64_t event_id = 0;
    if (!intake_keep(s, body, d->kept_with, e) ||
        (d->kept_with && !intake_event(s, d->kept_with, EVENT_JOINED, STR_EMPTY, &event_id, e)))
        return false;
    if (d->courtesy) s->saying = d->call_human ? SAID_GUIDE : SAID_KINDLY;
    if (d->reply == REPLY_MENU && !d->courtesy) s->saying = SAID_GUIDE;
    if (s->saying != SAID_OTHER) s->later_ms = wait_ms(s, TURN_MS);
    if (d->keep_loose) s->later_ms = wait_ms(s, ALBUM_MS);
    if (d->place_next) return intake_reply_asking(s, d, 0, e);
    if (d->reply == REPLY_ASK_WHOSE) return intake_reply_whose(s, d, e);
    if (d->call_human) return intake_reply_missed(s, d, e);
    if (d->also_count) return intake_reply_several(s, d->reply, d, 0, e);
    return intake_reply_plain(s, d->reply, d->ticket_id, 0, e);
}

/* The message that led to it belongs to no ticket yet, or tells nothing; or it stands with one. */
static bool act_ask(struct intake_step *s, struct str body, const struct decision *d, struct err *e)
{
    int64_t event_id = 0;
    if (d->keep_loose) s->later_ms = wait_ms(s, ALBUM_MS);
    return intake_keep(s, body, d->kept_with, e) &&
           (!d->kept_with ||
            intake_event(s, d->kept_with, EVENT_JOINED, STR_EMPTY, &event_id, e)) &&
           intake_ask(s, d, event_id, e);
}

/* What the timeline calls a message that asks for no answer; NULL: nothing. */
static const char *silent_event(enum message_type type)
{
    switch ((int)type) {
    case MESSAGE_REACTION: return EVENT_REACTION;
    case MESSAGE_EDIT: return EVENT_EDITED;
    case MESSAGE_REVOKE: return EVENT_REVOKED;
    default: return NULL;
    }
}

/* Which message was changed or taken back, and which one holds the words of now. The words
 * themselves stand in the messages alone: those may have to be erased, an event stays. */
static bool touched_data(struct intake_step *s, struct str *out, struct err *e)
{
    struct message_ref was;
    *out = STR_EMPTY;
    if (s->message->type != MESSAGE_EDIT && s->message->type != MESSAGE_REVOKE) return true;
    if (!message_find(s->db, s->message->target, &was, e)) return false;
    if (was.id == 0) return true;
    return s->message->type == MESSAGE_EDIT
               ? arena_text(s->arena, out, e, "{\"message\":%lld,\"now\":%lld}", (long long)was.id,
                            (long long)s->message_id)
               : arena_text(s->arena, out, e, "{\"message\":%lld}", (long long)was.id);
}

static bool act_nothing(struct intake_step *s, struct str body, const struct decision *d,
                        struct err *e)
{
    int64_t event_id;
    struct str data;
    const char *event = silent_event(s->message->type);
    if (!intake_keep(s, body, d->ticket_id, e)) return false;
    if (d->react) return intake_reply_reaction(s, d->ticket_id, 0, e);
    return d->ticket_id == 0 || !event ||
           (touched_data(s, &data, e) && intake_event(s, d->ticket_id, event, data, &event_id, e));
}

static bool act(struct intake_step *s, struct str body, struct decision *d, struct err *e)
{
    switch (d->act) {
    case ACT_NOTHING: return act_nothing(s, body, d, e);
    case ACT_CREATE: return act_create(s, body, d, e);
    case ACT_JOIN: return act_join(s, body, d, e);
    case ACT_REPLY: return act_reply(s, body, d, e);
    case ACT_STATUS:
        return intake_keep(s, body, d->ticket_id, e) &&
               (!d->take_loose || intake_loose_bind(s, &d->after.loose, d->ticket_id, e)) &&
               intake_held_bind(s, &d->take_held, d->ticket_id, e) && intake_reply_status(s, d, e);
    case ACT_ASK: return act_ask(s, body, d, e);
    case ACT_UNIT:
    case ACT_CATEGORY:
    case ACT_PLACE:
    case ACT_BIND:
    case ACT_CANCEL:
    case ACT_CONFIDE: return intake_change(s, body, d, e);
    case ACT_SECOND: return intake_second(s, body, d, e);
    case ACT_APART: return intake_apart(s, body, d, e);
    case ACT_VERDICT:
    case ACT_RATE:
    case ACT_COMMENT:
    case ACT_OBJECT:
    case ACT_TAKE_UP:
    case ACT_FOLLOW:
    case ACT_LEAVE: return intake_after(s, body, d, e);
    }
    return err_set(e, ERR_INTERNAL, "intake: unknown act");
}

bool intake_message(struct intake_step *s, struct str body, struct err *e)
{
    struct conversation_facts facts;
    struct decision decision;
    s->choice = choice_parse(s->message->choice_id, &s->tap) ? &s->tap : NULL;
    if (!sender_find(s, e)) return false;
    if (s->contact_id == 0) return intake_keep(s, body, 0, e);
    if (!intake_facts(s, &facts, e)) return false;
    if (!turn_recall(s, &facts.before, e)) return false;
    facts.unseen = turn_is_unseen(s, facts.before.token);
    intake_hear_place(s, &facts);
    if (!intake_release(s, e)) return false;
    const struct conversation before = facts.before;
    intake_quiet_begin(s, &facts);
    if (!intake_hear_choice(s, &facts, e)) return false;
    conversation_decide(&facts, &decision);
    if (!intake_staff_answer(s, &facts, &decision, e)) return false;
    s->language = decision.after.language;
    s->muted = decision.mute;
    if (!act(s, body, &decision, e) || !intake_where_next(s, &before, &decision, e) ||
        !intake_reply_present(s, e) || !intake_say_blocked(s, &decision, e) ||
        (decision.keep_loose && !intake_loose_keep(s, &decision.after.loose, e)))
        return false;
    if (decision.after.token != before.token) turn_asked(s, decision.after.token);
    intake_held_keep(s, &decision.after.held);
    intake_quiet_end(s, &before, &decision.after);
    return conversation_save(s->db, &decision.after, e);
}
