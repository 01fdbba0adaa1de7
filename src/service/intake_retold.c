/* intake_retold.c - a message speaks for another matter than its report, by a word that stands in
 * the report itself: "judinya tiap sore" behind pigeons on a drain that are raced for money; or
 * tells of somebody whom the hazard of their report puts in danger; or says that what stands in one
 * of several reports is over. */
#include "base/unicode.h"
#include "intake_private.h"
#include "store/event_store.h"
#include "store/ticket_store.h"

#define WORDS_MAX 16384

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

/* Where a word begins; what is hung on it ("-nya") may follow. */
static bool holds_word(struct str text, struct str word)
{
    size_t at = str_find(text, word, 0);
    while (at != SIZE_MAX && at > 0 && is_letter(text.at[at - 1]))
        at = str_find(text, word, at + 1);
    return at != SIZE_MAX;
}

static bool has_own_report(const struct conversation_facts *f, struct str category)
{
    for (size_t i = 0; i < f->open_count; i++)
        if (str_equal(f->open[i].category, category)) return true;
    return false;
}

/* The one that was asked where it is, else the newest. */
static const struct known_ticket *asked_or_newest(const struct conversation_facts *f)
{
    if (conversation_asks_where(&f->before) && f->asked.id) return &f->asked;
    return f->open_count ? &f->open[0] : &f->asked;
}

bool intake_holds_word(struct str text, struct str word, bool *out, struct err *e)
{
    struct buf folded;
    buf_init(&folded, WORDS_MAX);
    unicode_fold(str_slice(text, 0, WORDS_MAX / 4), &folded);
    bool ok = buf_ok(&folded);
    *out = ok && holds_word(buf_view(&folded), word);
    buf_finish(&folded);
    return ok || err_set(e, ERR_MEMORY, "words: no memory");
}

/* Whether the words of the report, as far as they were told, hold this one. */
static bool report_holds(struct intake_step *s, int64_t ticket_id, struct str word, bool *out,
                         struct err *e)
{
    struct ticket t;
    return ticket_get(s->db, ticket_id, s->arena, &t, e) && intake_holds_word(t.text, word, out, e);
}

/* What a report tells, as it was written. */
static bool understand_report(struct intake_step *s, int64_t ticket_id, struct understood *out,
                              struct err *e)
{
    struct ticket t;
    return ticket_get(s->db, ticket_id, s->arena, &t, e) &&
           intake_understand(s, t.text, telling_at(t.received_at), out, e);
}

/* "laporan yang KTP dihapus": whether the report tells of that itself, or the word merely stands in
 * it ("katanya KTP saya belum padan"). */
static bool tells_matter(struct intake_step *s, int64_t ticket_id, bool *tells, struct err *e)
{
    struct understood told;
    const struct category *matter = s->understood->category;
    *tells = true;
    if (!s->options->understand) return true;
    if (!understand_report(s, ticket_id, &told, e)) return false;
    *tells = told.category == matter;
    for (size_t i = 0; i < told.beside_count; i++)
        *tells = *tells || told.beside[i].category == matter;
    return true;
}

bool intake_retold(struct intake_step *s, struct conversation_facts *f, struct err *e)
{
    const struct understood *u = s->understood;
    const struct known_ticket *known = asked_or_newest(f);
    bool holds;
    if (u->intent != INTENT_REPORT || !u->category_heard || u->keyword.len == 0) return true;
    if (known->id == 0 || !known->own || !known->open || has_own_report(f, u->category->code))
        return true;
    if (!report_holds(s, known->id, u->keyword, &holds, e)) return false;
    if (holds) f->retold_id = known->id;
    if (!holds || u->command != INTENT_CANCEL) return true;
    if (!tells_matter(s, known->id, &holds, e)) return false;
    f->retold_merely = !holds;
    return true;
}

/* Shorter ones stand in many words. */
#define OVER_LETTERS_MIN 3

bool intake_over(struct intake_step *s, struct conversation_facts *f, struct err *e)
{
    const struct understood *u = s->understood;
    bool holds = false;
    if (u->over_of.len < OVER_LETTERS_MIN || f->open_count < 2) return true;
    for (size_t i = 0; i < f->open_count && !holds; i++) {
        const struct known_ticket *t = &f->open[i];
        if (!t->own || t->status >= STATUS_RESOLVED) continue;
        if (!report_holds(s, t->id, u->over_of, &holds, e)) return false;
        if (holds) f->over_id = t->id;
    }
    return true;
}

/* What is accused must not be moved to its own house. */
bool intake_accused(struct intake_step *s, struct conversation_facts *f, struct err *e)
{
    f->accused = s->understood->moves && !s->options->understand;
    for (size_t i = 0; s->understood->moves && i < f->open_count && !f->accused; i++) {
        struct understood u;
        if (!understand_report(s, f->open[i].id, &u, e)) return false;
        f->accused = understood_accuses(&u);
    }
    return true;
}

/* What the desk wrote last of a ticket stands among so many of its events. */
#define SENT_EVENTS 8

/* "MPP nya buka hari sabtu?" behind "silakan diambil di Mal Pelayanan Publik". */
bool intake_sent_there(struct intake_step *s, struct conversation_facts *f, struct err *e)
{
    const struct understood *asks = s->understood;
    struct event events[SENT_EVENTS];
    struct understood u;
    size_t count;
    bool more;
    if (!asks->house || !asks->asks_to_know || !f->asked.own || !s->options->understand)
        return true;
    if (!event_list_newest(s->db, f->asked.id, 0, SENT_EVENTS, s->arena, events, &count, &more, e))
        return false;
    for (size_t i = 0; i < count && !f->sent_there; i++) {
        if (!str_starts(events[i].actor, STR("staff:")) || events[i].text.len == 0) continue;
        if (!intake_understand(s, events[i].text, telling_at(events[i].at), &u, e)) return false;
        f->sent_there = u.house == asks->house || u.category == asks->house;
    }
    return true;
}

/* Of one's own, or an accident. */
static bool is_of_people(const struct category *of)
{
    return of && (of->is_private ||
                  (of->department && of->department->external && of->priority >= PRIORITY_HIGH));
}

/* "stok obat puskesmas habis" behind a cable that hangs down is another matter. */
bool intake_hurt(struct intake_step *s, struct conversation_facts *f, struct err *e)
{
    bool hurt = !s->understood->lacks_help || !s->options->understand;
    for (size_t i = 0; i < f->open_count && !hurt; i++) {
        const struct category *of = desk_category(s->options->desk, f->open[i].category);
        struct understood u;
        if (!f->open[i].urgent) continue;
        if (!understand_report(s, f->open[i].id, &u, e)) return false;
        hurt = u.in_need || u.suffers || u.hurt_past || u.presses_by & PRESSING_HURT ||
               is_of_people(of);
    }
    f->nobody_hurt = !hurt;
    return true;
}

/* What was told first of the ticket. */
static bool first_told(struct intake_step *s, int64_t ticket_id, struct str *out, struct err *e)
{
    struct ticket t;
    if (!ticket_get(s->db, ticket_id, s->arena, &t, e)) return false;
    *out = str_slice(t.text, 0, str_find(t.text, STR("\n"), 0));
    return true;
}

/* Which report it may go on with: the one that they quote, or wrote of last, else the newest. */
static const struct known_ticket *gone_on_with(const struct conversation_facts *f)
{
    if (f->quoted.id) return &f->quoted;
    bool last = f->last.own && f->last.open && f->last.status < STATUS_RESOLVED;
    return last || f->open_count == 0 ? &f->last : &f->open[0];
}

/* Tells of somebody, or presses, and of no other place, time or matter. */
static bool may_tell_peril(const struct understood *u, const struct known_ticket *t)
{
    bool apart = u->place || u->namesake_count > 0 || u->also || u->beside_count > 0 ||
                 u->whistleblowing || u->self_harm;
    bool calm = u->urgent || u->harmless || u->over || u->news || u->past.len > 0 ||
                (u->bereaved && !u->pressing);
    /* "ada yang luka pak": of no matter by itself. */
    bool told = u->intent == INTENT_REPORT || (u->intent == INTENT_NOISE && u->in_need);
    bool tells = told && u->kind == KIND_COMPLAINT && !u->asks_to_know;
    /* "ada anak keserempet motor tadi pagi" where a crossing is wished for tells its own matter. */
    bool own = u->presses_by == PRESSING_HURT && u->category_sure;
    /* Of an urgent one whom to call was said. */
    return tells && !apart && !calm && (u->in_need || (u->pressing && !t->urgent && !own));
}

static bool may_be_imperilled(const struct intake_step *s, const struct conversation_facts *f,
                              const struct known_ticket *t)
{
    int64_t ago = s->message->sent_at - t->received_at;
    bool lately = f->overtaken ? t->id == f->last.id : ago >= 0 && ago <= CONVERSATION_ANSWER_MS;
    return s->options->understand && t->id && t->own && t->open && t->status < STATUS_RESOLVED &&
           lately;
}

/* Whether whoever the later of the two tells of may be in danger; of a report that was overtaken
 * the later one is what the ticket was made of. */
static bool later_tells_peril(struct intake_step *s, const struct conversation_facts *f,
                              const struct known_ticket *t, struct str first, bool *tells,
                              struct err *e)
{
    struct understood later = *s->understood;
    bool overtaken = f->overtaken && s->message->sent_at < t->received_at;
    *tells = !s->understood->urgent && (!overtaken || later.intent == INTENT_REPORT);
    if (!*tells) return true;
    if (overtaken && !intake_understand(s, first, telling_at(t->received_at), &later, e))
        return false;
    *tells = may_tell_peril(&later, t);
    return true;
}

bool intake_peril(struct intake_step *s, struct conversation_facts *f, struct err *e)
{
    const struct understood *u = s->understood;
    const struct known_ticket *t = gone_on_with(f);
    struct str first, whole;
    struct understood together;
    bool tells;
    if (!may_be_imperilled(s, f, t)) return true;
    if (!first_told(s, t->id, &first, e) || !later_tells_peril(s, f, t, first, &tells, e))
        return false;
    if (!tells) return true;
    if (!arena_text(s->arena, &whole, e, "%.*s\n%.*s", STR_ARG(s->message->text), STR_ARG(first)) ||
        !intake_understand(s, whole, telling_at(s->message->sent_at), &together, e))
        return false;
    if (!together.urgent) return true;
    together.place = u->place;
    together.namesake_count = u->namesake_count;
    together.place_only = false;
    together.in_need = u->in_need;
    s->heard = together;
    s->understood = f->understood = &s->heard;
    f->peril_id = t->id;
    return true;
}
