/* intake_offer.c - a question offers things by name, and the answer names one: "yang DLH aja" is
 * the tap on its button, "yang kedua" that on the second row of a list. */
#include "intake_private.h"
#include "store/ticket_store.h"

/* The message that asked is among the newest of its ticket. */
#define OFFER_ROWS 8

static bool is_offer(enum question question)
{
    static const enum question offers[] = { QUESTION_UNIT,   QUESTION_TICKET,   QUESTION_CANCEL,
                                            QUESTION_SECOND, QUESTION_SIMILAR,  QUESTION_NAMESAKE,
                                            QUESTION_MATTER, QUESTION_CATEGORY, QUESTION_CANCEL_ALL,
                                            QUESTION_PART,   QUESTION_BORDER };
    for (size_t i = 0; i < sizeof offers / sizeof *offers; i++)
        if (offers[i] == question) return true;
    return false;
}

/* "jalan rusak" long after the question may be a new one. */
static bool may_answer(const struct intake_step *s, const struct conversation_facts *f)
{
    const struct understood *u = s->understood;
    int64_t at = s->message->sent_at, asked_at = f->before.asked_at;
    int64_t within = u->troubled ? s->options->settle_ms : CONVERSATION_ANSWER_MS;
    /* Of what nobody has seen only a place is answered. */
    bool seen = !f->unseen || f->before.asked == QUESTION_NAMESAKE;
    return s->message->type == MESSAGE_TEXT && is_offer(f->before.asked) && seen &&
           (u->plain.len || u->row || u->source) && !u->urgent && !u->whistleblowing &&
           u->ticket_id == 0 && at >= asked_at &&
           (uint64_t)at - (uint64_t)asked_at <= (uint64_t)within;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool next_word(struct str *rest, struct str *word)
{
    size_t from = 0, to;
    while (from < rest->len && !is_letter(rest->at[from]))
        from++;
    for (to = from; to < rest->len && is_letter(rest->at[to]);)
        to++;
    *word = str_slice(*rest, from, to);
    *rest = str_slice(*rest, to, rest->len);
    return word->len > 0;
}

/* How well a name is met: not at all, by words inside it, or from its beginning ("jalan" is "Jalan
 * rusak" before it is "Lampu jalan"). */
enum met { MET_NOT, MET_INSIDE, MET_BEGINS };

static enum met word_met(struct str name, struct str word)
{
    enum met met = MET_BEGINS;
    struct str one;
    for (; next_word(&name, &one); met = MET_INSIDE)
        if (str_equal_nocase(one, word)) return met;
    return MET_NOT;
}

static enum met better(enum met a, enum met b)
{
    return a > b ? a : b;
}

/* What the citizen reads of it, and the full name of a unit, which stands above its button. */
static enum met choice_met(const struct intake_step *s, const struct outbound_choice *offered,
                           const struct choice *choice)
{
    const struct department *unit =
        choice->verb == CHOICE_UNIT ? desk_department(s->options->desk, choice->arg) : NULL;
    enum met best = MET_NOT;
    struct str rest = s->understood->plain, word;
    while (next_word(&rest, &word)) {
        enum met met = better(word_met(offered->title, word), word_met(offered->description, word));
        if (unit) met = better(met, better(word_met(unit->name, word), word_met(unit->code, word)));
        if (met == MET_NOT) return MET_NOT;
        best = better(best, met);
    }
    return best;
}

/* Word by word the title, and nothing else: of two places other words may name a third. */
static bool is_title(struct str title, struct str words)
{
    struct str a, b;
    bool more = next_word(&words, &b);
    while (next_word(&title, &a)) {
        if (!more || !str_equal_nocase(a, b)) return false;
        more = next_word(&words, &b);
    }
    return !more;
}

/* Of a pin and of the words: each its button. The pin is where the ticket does not lie, unless it
 * may lie there: then both places are of a pin, and the first is the nearer. */
static bool is_source(const struct intake_step *s, const struct ticket *t,
                      const struct choice *choice)
{
    const struct desk *desk = s->options->desk;
    struct str code = t->village.len ? t->village : t->district;
    const struct place *lies = desk_place(desk, code);
    bool both = lies && t->has_location && pin_may_lie_in(desk, t->latitude, t->longitude, lies);
    bool there = str_equal(choice->arg, code);
    if (choice->verb != CHOICE_VILLAGE && choice->verb != CHOICE_DISTRICT) return false;
    return s->understood->source == SOURCE_PIN && !both ? !there : there;
}

static bool side_met(struct intake_step *s, const struct outbound_choice *offered,
                     const struct choice *choice, bool *met, struct err *e)
{
    const struct understood *u = s->understood;
    struct ticket t;
    /* A district that is told in words is told by name: its village is not asked. */
    bool title = is_title(offered->title, s->message->text) || is_title(offered->title, u->plain);
    *met = title && choice->verb != CHOICE_DISTRICT;
    if (*met || !u->source || u->place || u->namesake_count) return true;
    if (!ticket_get(s->db, choice->ticket_id, s->arena, &t, e)) return false;
    *met = is_source(s, &t, choice);
    return true;
}

/* "2", "yang kedua": the row of the list, in s->tap; how many (0 or 1). */
static size_t numbered_in(struct intake_step *s, const struct outbound *list, int64_t token)
{
    struct choice choice;
    size_t row = (size_t)s->understood->row;
    if (row > list->choice_count || !choice_parse(list->choices[row - 1].id, &choice) ||
        choice.token != token)
        return 0;
    s->tap = choice;
    return 1;
}

/* Of what this message of ours offers the one that is named, in s->tap; *count: of those that are
 * named as well as it. */
static bool named_in(struct intake_step *s, const struct outbox_row *row, int64_t token, bool sides,
                     size_t *count, struct err *e)
{
    struct outbound content;
    struct choice choice;
    enum met best = MET_NOT;
    *count = 0;
    if (row->contact_id != s->contact_id) return true;
    if (!outbound_decode(row->content_json, s->arena, &content, e)) return false;
    if (content.type == OUTBOUND_LIST && s->understood->row) {
        *count = numbered_in(s, &content, token);
        return true;
    }
    for (size_t i = 0; i < content.choice_count; i++) {
        if (!choice_parse(content.choices[i].id, &choice) || choice.token != token) return true;
        enum met met = sides ? MET_NOT : choice_met(s, &content.choices[i], &choice);
        bool side = false;
        if (sides && !side_met(s, &content.choices[i], &choice, &side, e)) return false;
        if (side) met = MET_BEGINS;
        if (met == MET_NOT || met < best) continue;
        *count = met == best ? *count + 1 : 1;
        best = met;
        s->tap = choice;
    }
    return true;
}

static bool named_of(struct intake_step *s, int64_t ticket_id, int64_t token, bool sides,
                     bool *found, struct err *e)
{
    struct outbox_row rows[OFFER_ROWS];
    size_t count = 0, named = 0;
    bool more;
    if (ticket_id == 0) return true;
    if (!outbox_list(s->db, OUTBOX_ALL, true, ticket_id, 0, OFFER_ROWS, s->arena, rows, &count,
                     &more, e))
        return false;
    for (size_t i = 0; i < count && named == 0; i++)
        if (!named_in(s, &rows[i], token, sides, &named, e)) return false;
    *found = named == 1;
    return true;
}

bool intake_hear_choice(struct intake_step *s, struct conversation_facts *f, struct err *e)
{
    const struct conversation *before = &f->before;
    bool found = false, sides = before->asked == QUESTION_BORDER;
    if (!may_answer(s, f)) return true;
    if (!named_of(s, before->asked_ticket_id, before->token, sides, &found, e) ||
        (!found && !named_of(s, before->last_ticket_id, before->token, sides, &found, e)))
        return false;
    if (!found) return true;
    f->choice = s->choice = &s->tap;
    return s->tap.ticket_id == 0 ||
           ticket_known(s->db, s->tap.ticket_id, s->contact_id, s->arena, &f->chosen, e);
}

/* Whether this message of ours offers the units for this ticket. */
static bool offers_unit(struct intake_step *s, const struct outbox_row *row, int64_t ticket_id,
                        bool *offers, struct err *e)
{
    struct outbound content;
    struct choice choice;
    if (!outbound_decode(row->content_json, s->arena, &content, e)) return false;
    for (size_t i = 0; i < content.choice_count; i++)
        *offers |= choice_parse(content.choices[i].id, &choice) &&
                   (choice.verb == CHOICE_UNIT || choice.verb == CHOICE_CATEGORIES) &&
                   choice.ticket_id == ticket_id;
    return true;
}

bool intake_unit_asked(struct intake_step *s, int64_t ticket_id, bool *asked, struct err *e)
{
    struct outbox_row rows[OFFER_ROWS];
    size_t count = 0;
    bool more;
    *asked = false;
    if (!outbox_list(s->db, OUTBOX_ALL, true, ticket_id, 0, OFFER_ROWS, s->arena, rows, &count,
                     &more, e))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!offers_unit(s, &rows[i], ticket_id, asked, e)) return false;
    return true;
}
