/* intake_apart.c - what was taken for a part of a report is a matter of its own, says its reporter:
 * the message leaves that ticket, and is understood as if it had come alone. */
#include "intake_private.h"
#include "store/message_store.h"
#include "store/ticket_store.h"

static bool understand(struct intake_step *s, struct str text, struct err *e)
{
    const struct intake_options *o = s->options;
    s->heard = (struct understood){ .intent = INTENT_NONE };
    if (o->understand && !o->understand(o->understand_ctx, text, s->arena, &s->heard, e))
        return false;
    if (s->heard.intent != INTENT_REPORT)
        s->heard = (struct understood){ .intent = INTENT_REPORT,
                                        .kind = KIND_COMPLAINT,
                                        .category = o->desk->other_category,
                                        .explanation = STR("{}") };
    s->understood = &s->heard;
    s->whole = STR_EMPTY;
    return true;
}

/* The last of its lines that say this; what is not found there stands in the messages alone. */
static bool words_leave(struct intake_step *s, const struct ticket *t, struct str words,
                        struct err *e)
{
    struct str line, rest;
    size_t at = SIZE_MAX;
    if (words.len == 0) return true;
    if (!arena_text(s->arena, &line, e, "\n%.*s", STR_ARG(words))) return false;
    for (size_t next = str_find(t->text, line, 0); next != SIZE_MAX;
         next = str_find(t->text, line, next + 1)) {
        size_t end = next + line.len;
        if (end == t->text.len || t->text.at[end] == '\n') at = next;
    }
    if (at == SIZE_MAX) return true;
    return arena_text(s->arena, &rest, e, "%.*s%.*s", STR_ARG(str_slice(t->text, 0, at)),
                      STR_ARG(str_slice(t->text, at + line.len, t->text.len))) &&
           ticket_retell(s->db, t->id, rest, s->now, e);
}

static bool leave(struct intake_step *s, const struct ticket *from, int64_t to, int64_t message_id,
                  struct str words, struct err *e)
{
    char number[TICKET_NUMBER_SIZE];
    struct str data;
    int64_t event_id;
    ticket_number_format(s->options->ticket_prefix, to, number);
    return message_move(s->db, message_id, from->id, to, e) && words_leave(s, from, words, e) &&
           arena_text(s->arena, &data, e, "{\"message\":%lld,\"number\":\"%s\"}",
                      (long long)message_id, number) &&
           intake_event(s, from->id, EVENT_PARTED, data, &event_id, e);
}

static bool create(struct intake_step *s, struct str body, const struct ticket *from,
                   int64_t sent_at, struct str words, struct decision *d, struct err *e)
{
    struct ticket t;
    struct str data;
    int64_t event_id;
    char number[TICKET_NUMBER_SIZE];
    ticket_number_format(s->options->ticket_prefix, from->id, number);
    struct intake_beside beside = intake_beside_of(s->understood);
    beside.told_in = str_of(number);
    intake_draft(s, d, &t);
    t.text = words;
    t.received_at = sent_at < s->now ? sent_at : s->now;
    t.confidential = t.confidential || from->confidential;
    if (!ticket_insert(s->db, &t, e) || !intake_keep(s, body, t.id, e) ||
        !leave(s, from, t.id, d->message_id, words, e) ||
        !intake_event_data(&t, &beside, s->arena, &data, e) ||
        !intake_event_of(s, t.id, d->message_id, EVENT_RECEIVED, data, &event_id, e) ||
        !intake_reply_received(s, &t, event_id, d, e))
        return false;
    d->ticket_id = d->after.last_ticket_id = t.id;
    s->result->tickets++;
    return true;
}

bool intake_apart(struct intake_step *s, struct str body, struct decision *d, struct err *e)
{
    struct ticket from;
    struct str words;
    int64_t sent_at;
    if (!ticket_get(s->db, d->ticket_id, s->arena, &from, e) ||
        !message_joined(s->db, d->message_id, from.id, s->contact_id, s->arena, &sent_at, &words,
                        e))
        return false;
    if (sent_at == 0)
        return intake_keep(s, body, 0, e) && intake_reply_plain(s, REPLY_CHOICE_OLD, 0, 0, e);
    d->act = ACT_CREATE;
    return understand(s, words, e) && create(s, body, &from, sent_at, words, d, e);
}
