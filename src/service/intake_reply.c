/* intake_reply.c - what the citizen is told, written in the transaction that makes it true. */
#include "domain/outbound.h"
#include "domain/workday.h"
#include "intake_private.h"
#include "store/outbox_store.h"
#include "store/ticket_store.h"

#define REPLY_MAX_BYTES  4096
#define STATUS_LIST_ROWS 5
/* A pin this far outside of a place is only near it. */
#define OFF_WORTH_SAYING_M 50.0
/* Acknowledges a further message without one more text: texts cost money and pair quota. */
#define REACTION_EMOJI STR("\xF0\x9F\x91\x8D")

static bool put(struct intake_step *s, const struct outbound *content, int64_t ticket_id,
                int64_t event_id, struct err *e)
{
    int64_t id;
    struct outbox_draft draft = { .contact_id = s->contact_id,
                                  .ticket_id = ticket_id,
                                  .event_id = event_id,
                                  .message_id = event_id ? 0 : s->message_id,
                                  .content = content,
                                  .now = s->now };
    if (!outbox_put(s->db, &draft, &id, e)) return false;
    s->result->replies++;
    return true;
}

static bool put_text(struct intake_step *s, enum reply_key key, const struct reply_vars *vars,
                     int64_t ticket_id, int64_t event_id, struct err *e)
{
    struct buf text;
    buf_init(&text, REPLY_MAX_BYTES);
    bool ok = reply_render(s->options->desk, key, vars, &text, e);
    if (ok) {
        struct outbound content = { .type = OUTBOUND_TEXT, .body = buf_view(&text) };
        ok = put(s, &content, ticket_id, event_id, e);
    }
    buf_finish(&text);
    return ok;
}

/* A text without placeholders, copied into the arena. */
static bool fixed_text(struct intake_step *s, enum reply_key key, struct str *out, struct err *e)
{
    static const struct reply_vars none = { 0 };
    struct buf text;
    buf_init(&text, REPLY_MAX_BYTES);
    bool ok =
        reply_render(s->options->desk, key, &none, &text, e) &&
        (arena_copy(s->arena, buf_view(&text), out) || err_set(e, ERR_MEMORY, "reply: no memory"));
    buf_finish(&text);
    return ok;
}

/* The city that a part of it belongs to: its code begins with hers. NULL for anything else. */
static const struct place *city_of(const struct desk *desk, const struct place *p)
{
    for (size_t dot = 0; p->level == PLACE_CITY; dot++) {
        dot = str_find(p->code, STR("."), dot);
        if (dot == SIZE_MAX) break;
        const struct place *city = desk_place(desk, str_slice(p->code, 0, dot));
        if (city && city->level == PLACE_CITY) return city;
    }
    return NULL;
}

/* "Desa X, Kecamatan Y", "Kecamatan Y", "Jati, Kota Probolinggo"; NULL without memory. */
static const char *place_name(struct intake_step *s, const struct place *p)
{
    const struct place *city = city_of(s->options->desk, p);
    if (p->level == PLACE_VILLAGE)
        return arena_printf(s->arena, "%s %.*s, Kecamatan %.*s",
                            p->is_kelurahan ? "Kelurahan" : "Desa", STR_ARG(p->name),
                            STR_ARG(p->parent->name));
    if (p->level == PLACE_DISTRICT)
        return arena_printf(s->arena, "Kecamatan %.*s", STR_ARG(p->name));
    if (city) return arena_printf(s->arena, "%.*s, %.*s", STR_ARG(p->name), STR_ARG(city->name));
    return arena_printf(s->arena, "%.*s", STR_ARG(p->name));
}

/* The place, with what a pin leaves open, or honest words when none is known. */
static bool place_text(struct intake_step *s, const struct place *p, struct str *out, struct err *e)
{
    if (!p) return fixed_text(s, REPLY_PLACE_UNKNOWN, out, e);
    const struct pin *pin = s->pin->place == p ? s->pin : NULL;
    const char *text = place_name(s, p);
    if (text && pin && pin->off_m > OFF_WORTH_SAYING_M)
        text = arena_printf(s->arena, "dekat %s", text);
    if (text && pin && pin->other) {
        const char *other = place_name(s, pin->other);
        text = other ? arena_printf(s->arena, "%s (dekat batas %s)", text, other) : NULL;
    }
    if (!text) return err_set(e, ERR_MEMORY, "reply: no memory");
    *out = str_of(text);
    return true;
}

/* What every ticket reply says of a ticket. The arrays are the caller's. */
struct ticket_words {
    char number[TICKET_NUMBER_SIZE], date[DATE_TEXT_SIZE];
    struct reply_vars vars;
};

static void ticket_words(struct intake_step *s, const struct ticket *t, struct ticket_words *w)
{
    const struct desk *desk = s->options->desk;
    const struct category *category = desk_category(desk, t->category);
    const struct department *unit = desk_department(desk, t->department);
    ticket_number_format(s->options->ticket_prefix, t->id, w->number);
    date_text(t->promise_at ? t->promise_at : t->due_at, w->date);
    w->vars = (struct reply_vars){
        .number = str_of(w->number),
        .matter = category ? category->name : t->category,
        .unit = unit ? unit->name : t->department,
        .date = t->promise_at || t->due_at ? str_of(w->date) : STR("-"),
        .status = str_of(t->status == STATUS_CLOSED ? ticket_outcome_label(t->outcome)
                                                    : ticket_status_label(t->status)),
        .contact = unit ? unit->contact : STR_EMPTY,
    };
}

/* For every urgent ticket: a category can be urgent (fire, violence) without any of the urgent
 * words. */
static bool emergency_text(struct intake_step *s, const struct ticket *ticket, struct str *out,
                           struct err *e)
{
    *out = STR_EMPTY;
    if (ticket->priority != PRIORITY_URGENT) return true;
    struct str words;
    if (!fixed_text(s, REPLY_EMERGENCY, &words, e)) return false;
    const char *text = arena_printf(s->arena, "%.*s\n\n", STR_ARG(words));
    if (!text) return err_set(e, ERR_MEMORY, "reply: no memory");
    *out = str_of(text);
    return true;
}

bool intake_reply_received(struct intake_step *s, const struct ticket *ticket, int64_t event_id,
                           struct err *e)
{
    struct ticket_words w;
    const struct department *unit = desk_department(s->options->desk, ticket->department);
    ticket_words(s, ticket, &w);
    if (!place_text(s, s->understood->place, &w.vars.place, e) ||
        !emergency_text(s, ticket, &w.vars.emergency, e))
        return false;
    enum reply_key key = unit && unit->external ? REPLY_RECEIVED_REFER : REPLY_RECEIVED;
    return put_text(s, key, &w.vars, ticket->id, event_id, e);
}

static bool status_line(struct intake_step *s, const struct ticket *t, struct buf *lines,
                        struct err *e)
{
    struct ticket_words w;
    ticket_words(s, t, &w);
    if (lines->len) buf_add_char(lines, '\n');
    return reply_render(s->options->desk, REPLY_STATUS_LINE, &w.vars, lines, e);
}

static bool status_list(struct intake_step *s, struct err *e)
{
    struct ticket tickets[STATUS_LIST_ROWS];
    size_t count;
    struct buf lines;
    if (!ticket_list_of_contact(s->db, s->contact_id, s->arena, tickets, STATUS_LIST_ROWS, &count,
                                e))
        return false;
    if (count == 0) return intake_reply_plain(s, REPLY_STATUS_NONE, 0, 0, e);
    if (count == 1) return intake_reply_status(s, tickets[0].id, e);
    buf_init(&lines, REPLY_MAX_BYTES);
    bool ok = true;
    /* A list that names a whistleblowing matter is as secret as that matter. */
    int64_t about = 0;
    for (size_t i = 0; ok && i < count; i++) {
        if (tickets[i].kind == KIND_WHISTLEBLOWING) about = tickets[i].id;
        ok = status_line(s, &tickets[i], &lines, e);
    }
    if (ok) {
        struct reply_vars vars = { .lines = buf_view(&lines) };
        ok = put_text(s, REPLY_STATUS_LIST, &vars, about, 0, e);
    }
    buf_finish(&lines);
    return ok;
}

bool intake_reply_status(struct intake_step *s, int64_t ticket_id, struct err *e)
{
    struct ticket ticket;
    struct ticket_words w;
    if (ticket_id == 0) return status_list(s, e);
    if (!ticket_get(s->db, ticket_id, s->arena, &ticket, e)) return false;
    ticket_words(s, &ticket, &w);
    return put_text(s, REPLY_STATUS_ONE, &w.vars, ticket_id, 0, e);
}

bool intake_reply_plain(struct intake_step *s, enum reply_key key, int64_t ticket_id,
                        int64_t event_id, struct err *e)
{
    char number[TICKET_NUMBER_SIZE] = "";
    if (ticket_id) ticket_number_format(s->options->ticket_prefix, ticket_id, number);
    struct reply_vars vars = { .number = str_of(number) };
    return put_text(s, key, &vars, ticket_id, event_id, e);
}

bool intake_reply_reaction(struct intake_step *s, int64_t ticket_id, int64_t event_id,
                           struct err *e)
{
    struct outbound content = { .type = OUTBOUND_REACTION,
                                .reply_to = s->message->wamid,
                                .emoji = REACTION_EMOJI };
    return put(s, &content, ticket_id, event_id, e);
}
