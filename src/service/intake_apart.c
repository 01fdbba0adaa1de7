/* intake_apart.c - what was taken for a part of a report is a matter of its own, says its reporter:
 * the message leaves that ticket, and is understood as if it had come alone. */
#include "intake_private.h"
#include "store/message_store.h"
#include "store/ticket_store.h"

static bool understand_report(struct intake_step *s, struct str text, struct understood *out,
                              struct err *e)
{
    if (!intake_understand(s, text, telling_at(s->message->sent_at), out, e)) return false;
    if (out->intent != INTENT_REPORT)
        *out = (struct understood){ .intent = INTENT_REPORT,
                                    .kind = KIND_COMPLAINT,
                                    .category = s->options->desk->other_category,
                                    .explanation = STR("{}") };
    return true;
}

/* Where these whole lines stand last in a text; SIZE_MAX: nowhere. */
static size_t lines_find(struct str text, struct str lines)
{
    size_t found = SIZE_MAX;
    for (size_t at = str_find(text, lines, 0); at != SIZE_MAX; at = str_find(text, lines, at + 1)) {
        size_t end = at + lines.len;
        bool whole =
            (at == 0 || text.at[at - 1] == '\n') && (end == text.len || text.at[end] == '\n');
        if (whole) found = at;
    }
    return found;
}

/* What is not found stands in the messages alone. */
static bool words_leave(struct intake_step *s, const struct ticket *t, struct str words,
                        struct err *e)
{
    struct str rest;
    size_t at = words.len ? lines_find(t->text, words) : SIZE_MAX;
    if (at == SIZE_MAX || words.len == t->text.len) return true;
    /* With one of the line ends beside it. */
    size_t from = at ? at - 1 : 0, to = at + words.len + (at ? 0 : 1);
    return arena_text(s->arena, &rest, e, "%.*s%.*s", STR_ARG(str_slice(t->text, 0, from)),
                      STR_ARG(str_slice(t->text, to, t->text.len))) &&
           ticket_retell(s->db, t->id, rest, s->now, e);
}

bool intake_message_move(struct intake_step *s, int64_t message_id, int64_t from, int64_t to,
                         struct err *e)
{
    char number[TICKET_NUMBER_SIZE];
    struct str data;
    int64_t event_id;
    ticket_number_format(s->options->ticket_prefix, to, number);
    return message_move(s->db, message_id, from, to, e) &&
           arena_text(s->arena, &data, e, "{\"message\":%lld,\"number\":\"%s\"}",
                      (long long)message_id, number) &&
           intake_event(s, from, EVENT_PARTED, data, &event_id, e);
}

static bool leave(struct intake_step *s, const struct message_told *m, const struct ticket *from,
                  int64_t to, struct err *e)
{
    return words_leave(s, from, m->text, e) && intake_message_move(s, m->id, from->id, to, e);
}

static bool create(struct intake_step *s, struct str body, const struct ticket *from,
                   const struct message_told *m, struct decision *d, struct err *e)
{
    struct ticket t;
    intake_draft(s, d, &t);
    t.text = m->text;
    t.received_at = m->sent_at < s->now ? m->sent_at : s->now;
    t.confidential = t.confidential || from->confidential;
    return ticket_insert(s->db, &t, e) && intake_keep(s, body, t.id, e) &&
           leave(s, m, from, t.id, e) && intake_told_in(s, &t, from->id, m->id, d, e);
}

bool intake_apart(struct intake_step *s, struct str body, struct decision *d, struct err *e)
{
    struct ticket from;
    struct message_told m;
    if (!ticket_get(s->db, d->ticket_id, s->arena, &from, e) ||
        !message_told(s->db, d->message_id, from.id, s->contact_id, s->arena, &m, e))
        return false;
    if (m.id == 0)
        return intake_keep(s, body, 0, e) && intake_reply_plain(s, REPLY_CHOICE_OLD, 0, 0, e);
    if (!understand_report(s, m.text, &s->heard, e)) return false;
    s->understood = &s->heard;
    s->whole = STR_EMPTY;
    d->act = ACT_CREATE;
    return create(s, body, &from, &m, d, e);
}

/* --- overtaken --- */

static bool take(struct intake_step *s, const struct held_message *held, const struct ticket *t,
                 struct decision *d, struct err *e)
{
    struct message_told m;
    struct ticket from;
    struct understood u;
    int64_t event_id;
    if (!message_told(s->db, held->id, 0, s->contact_id, s->arena, &m, e)) return false;
    if (m.id == 0 || m.ticket_id == t->id) return true;
    if (!ticket_get(s->db, m.ticket_id, s->arena, &from, e) || !understand_report(s, m.text, &u, e))
        return false;
    bool at_home = u.category_sure && str_equal(u.category->code, from.category);
    bool same = u.category_sure && str_equal(u.category->code, t->category);
    bool behind_both = from.received_at <= t->received_at && !at_home;
    if (!behind_both && !same) return true;
    d->confide = d->confide || u.confidential;
    return leave(s, &m, &from, t->id, e) &&
           intake_event_of(s, t->id, m.id, EVENT_JOINED, STR_EMPTY, &event_id, e);
}

bool intake_parts_take(struct intake_step *s, struct decision *d, const struct ticket *t,
                       struct err *e)
{
    for (size_t i = 0; i < d->parts.count; i++)
        if (!take(s, &d->parts.messages[i], t, d, e)) return false;
    return true;
}
