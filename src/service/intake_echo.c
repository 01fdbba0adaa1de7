/* intake_echo.c - a human answered from the WhatsApp Business app: recorded as their reply, and the
 * bot is silent in that chat for a while. */
#include "intake_private.h"
#include "record.h"
#include "store/contact_store.h"
#include "store/conversation_store.h"
#include "store/message_store.h"
#include "store/outbox_store.h"
#include "store/ticket_store.h"

/* What it is about: the ticket of the message it quotes, else the chat's latest that is open. */
static bool ticket_find(struct intake_step *s, const struct conversation *chat, int64_t *ticket_id,
                        struct err *e)
{
    struct message_ref quoted = { 0 };
    struct known_ticket known = { 0 };
    struct str quote = s->message->reply_to;
    if (quote.len && !message_find(s->db, quote, &quoted, e)) return false;
    *ticket_id = quoted.contact_id == s->contact_id ? quoted.ticket_id : 0;
    if (*ticket_id) return true;
    if (chat->last_ticket_id &&
        !ticket_known(s->db, chat->last_ticket_id, s->contact_id, s->arena, &known, e))
        return false;
    if ((known.id == 0 || !known.open) &&
        !ticket_newest_open(s->db, s->contact_id, s->arena, &known, e))
        return false;
    *ticket_id = known.open ? known.id : 0;
    return true;
}

static bool message_keep(struct intake_step *s, struct str body, int64_t ticket_id, struct err *e)
{
    const struct inbound *m = s->message;
    if (s->body_id == 0 && !webhook_body_insert(s->db, body, s->now, &s->body_id, e)) return false;
    const struct message_row row = { .wamid = m->wamid,
                                     .outbound = true,
                                     .type = m->type,
                                     .contact_id = s->contact_id,
                                     .ticket_id = ticket_id,
                                     .body_id = s->body_id,
                                     .sent_at = m->sent_at,
                                     .received_at = s->now,
                                     .text = m->text,
                                     .reply_to = m->reply_to };
    return message_insert(s->db, &row, &s->message_id, e);
}

/* The first word of a human about it changes it; others are told alone. */
static bool note(struct intake_step *s, struct event *event, struct err *e)
{
    struct ticket t;
    int64_t event_id;
    if (!ticket_get(s->db, event->ticket_id, s->arena, &t, e)) return false;
    if (t.answered_at && t.promise != PROMISE_FIRST)
        return event_insert(s->db, event, s->arena, &event_id, e);
    ticket_answer(&t, s->now);
    return record_change(s->db, s->options->desk, &t, event, s->arena, &event_id, e);
}

static bool reply_note(struct intake_step *s, int64_t ticket_id, struct err *e)
{
    struct str data;
    const struct inbound *m = s->message;
    if (!arena_text(s->arena, &data, e, "{\"in_app\":true,\"kind\":\"%s\"}",
                    message_type_name(m->type)))
        return false;
    struct event event = { .ticket_id = ticket_id,
                           .at = s->now,
                           .type = STR(EVENT_REPLY),
                           .actor = STR("app"),
                           .message_id = s->message_id,
                           .data_json = data,
                           .reason = STR_EMPTY,
                           .text = m->text };
    return note(s, &event, e);
}

static bool silence_begin(struct intake_step *s, const struct conversation *chat, struct err *e)
{
    int64_t sent = s->message->sent_at < s->now ? s->message->sent_at : s->now;
    int64_t until = sent + s->options->silence_ms;
    /* Told late, or never silent, or silent for longer already. */
    if (until <= s->now || until <= chat->quiet_until) return true;
    return conversation_silence(s->db, s->contact_id, until, e) &&
           outbox_hold(s->db, s->contact_id, until, s->now, e);
}

/* Corrections and reactions of the human are kept, and told to nobody. */
static bool is_words(enum message_type type)
{
    return type != MESSAGE_EDIT && type != MESSAGE_REVOKE && type != MESSAGE_REACTION;
}

/* Whose chat it is, the silence in it, and what the words are about. */
static bool chat_find(struct intake_step *s, int64_t *ticket_id, struct err *e)
{
    const struct inbound *m = s->message;
    struct conversation chat;
    /* Not a message of theirs: it opens no window. */
    const struct contact_seen seen = { .bsuid = m->bsuid, .wa_id = m->wa_id, .now = s->now };
    s->contact_id = 0;
    *ticket_id = 0;
    if (m->group_id.len || (m->wa_id.len == 0 && m->bsuid.len == 0)) return true;
    return contact_see(s->db, &seen, s->arena, &s->contact_id, e) &&
           conversation_get(s->db, s->contact_id, s->arena, &chat, e) &&
           silence_begin(s, &chat, e) && ticket_find(s, &chat, ticket_id, e);
}

bool intake_echo(struct intake_step *s, struct str body, struct err *e)
{
    int64_t ticket_id;
    if (!chat_find(s, &ticket_id, e) || !message_keep(s, body, ticket_id, e)) return false;
    s->result->echoes++;
    return ticket_id == 0 || !is_words(s->message->type) || reply_note(s, ticket_id, e);
}

void intake_quiet_begin(struct intake_step *s, struct conversation_facts *facts)
{
    static const struct known_ticket none = { 0 };
    struct conversation *c = &facts->before;
    s->quiet_until = c->quiet_until > s->now ? c->quiet_until : 0;
    /* What staff asked in the console is answered in this chat as well. */
    if (!s->quiet_until || c->asked == QUESTION_REPORTER) return;
    conversation_answered(c);
    facts->asked = none;
}

void intake_quiet_end(const struct intake_step *s, const struct conversation *before,
                      struct conversation *after)
{
    if (!s->quiet_until) return;
    if (before->asked == QUESTION_REPORTER) {
        if (after->asked != QUESTION_REPORTER) conversation_answered(after);
        return;
    }
    after->asked = before->asked;
    after->asked_ticket_id = before->asked_ticket_id;
    after->asked_at = before->asked_at;
    after->token = before->token;
}
