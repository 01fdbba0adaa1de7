/* conversation_bind.c - which ticket a message belongs to. */
#include "conversation_rules.h"
#include "domain/role.h"

static const struct understood nothing_understood = { .intent = INTENT_NONE };

uint64_t time_apart(int64_t a, int64_t b)
{
    return a > b ? (uint64_t)a - (uint64_t)b : (uint64_t)b - (uint64_t)a;
}

int64_t time_later(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* "batal", which was said behind this message, has overtaken it. */
static bool is_cancelled_behind(const struct conversation_facts *f)
{
    for (size_t i = 0; i < f->before.held.count; i++) {
        const struct held_message *m = &f->before.held.messages[i];
        if (m->what == HELD_CANCEL && m->at >= f->message->sent_at) return true;
    }
    return false;
}

bool loose_is_fresh(const struct conversation_facts *f)
{
    const struct loose *loose = &f->before.loose;
    if (loose->dropped && !is_cancelled_behind(f)) return false;
    return loose->at != 0 && time_apart(f->message->sent_at, loose->at) <= (uint64_t)f->settle_ms;
}

bool is_wordless_type(const struct inbound *m)
{
    return m->type == MESSAGE_LOCATION || message_type_is_media(m->type);
}

bool is_several_words(const struct conversation_facts *f)
{
    return f->message->type == MESSAGE_TEXT && str_contains(str_trim(f->message->text), STR(" "));
}

const struct understood *understood_of(const struct conversation_facts *f)
{
    return f->understood ? f->understood : &nothing_understood;
}

bool ticket_is_own(const struct known_ticket *t)
{
    return t->id != 0 && t->own;
}

bool ticket_is_own_open(const struct known_ticket *t)
{
    return ticket_is_own(t) && t->open;
}

bool ticket_is_theirs(const struct known_ticket *t)
{
    return t->id != 0 && (t->own || t->follows);
}

static bool is_theirs_open(const struct known_ticket *t)
{
    return ticket_is_theirs(t) && t->open;
}

bool both_known_and_different(struct str a, struct str b)
{
    return a.len > 0 && b.len > 0 && !str_equal(a, b);
}

bool number_is_strange(const struct conversation_facts *f)
{
    return understood_of(f)->ticket_id != 0 && !ticket_is_theirs(&f->named);
}

bool is_in_confidence(const struct known_ticket *t)
{
    return str_equal(t->department, STR(WHISTLEBLOWING_DEPARTMENT));
}

/* Where somebody must go is none of theirs. */
static const struct place *place_of(const struct understood *u)
{
    return u->heads_there ? NULL : u->place;
}

bool names_place(const struct understood *u)
{
    return place_of(u) || u->namesake_count > 0;
}

bool hears_matter(const struct understood *u)
{
    return u->category && u->category_heard && !category_is_other(u->category->code);
}

static const struct belonging *part_named(const struct understood *u, const struct known_ticket *t)
{
    for (size_t i = 0; i < u->belongs_count; i++)
        if (str_equal(u->belongs[i].category->code, t->category)) return &u->belongs[i];
    return NULL;
}

bool names_part_of(const struct understood *u, const struct known_ticket *t)
{
    return part_named(u, t) != NULL;
}

static const struct belonging *belonging(const struct understood *u, const struct known_ticket *t)
{
    const struct belonging *of = part_named(u, t);
    return of && !of->beside ? of : NULL;
}

bool speaks_of_part(const struct understood *u, const struct known_ticket *t)
{
    return belonging(u, t) != NULL;
}

bool belongs_ever(const struct understood *u, const struct known_ticket *t)
{
    const struct belonging *of = belonging(u, t);
    return of && of->ever;
}

bool belongs_to(const struct understood *u, const struct known_ticket *t)
{
    return u->follows_any || speaks_of_part(u, t);
}

bool belongs_surely(const struct understood *u, const struct known_ticket *t)
{
    if (!belongs_to(u, t) || !same_place(u, t) || u->kind != KIND_COMPLAINT || u->asks_to_know ||
        u->beside_count > 0)
        return false;
    bool same = u->category && str_equal(u->category->code, t->category);
    const struct belonging *of = belonging(u, t);
    bool back = u->refers || u->continues || u->there || u->follows_from || (of && of->alone);
    /* "tiangnya juga miring"; not "kk saya juga" */
    bool own = u->own_too && (u->troubled || !u->follows_any); /* "tetangga saya juga sama" */
    /* "nik saya juga tidak online" behind a card */
    if (u->own_too && same && of && of->ever) return !u->accuses;
    if (u->also) return !own && !u->accuses && (u->refers || !hears_matter(u));
    /* Behind a roof "guru minta uang seragam" is of the same unit, and is asked; "jukirnya minta 5
     * ribu" is what was told. */
    if (same && u->accuses && u->category_sure) return of && of->ever;
    if (same) return back || !(u->whereabouts || u->apart);
    return back || !u->troubled || !u->category_sure;
}

bool was_told_within(const struct conversation_facts *f, const struct known_ticket *t, int64_t ms)
{
    int64_t now = f->message->sent_at;
    return t->received_at <= now && time_apart(now, t->received_at) <= (uint64_t)ms;
}

bool lacks_its_place(const struct known_ticket *t)
{
    return ticket_is_own_open(t) && t->status == STATUS_RECEIVED && t->district.len == 0 &&
           !department_is_elsewhere(t->department) && !is_in_confidence(t);
}

/* What was reported in confidence must not land in a ticket that the whole desk reads. */
bool would_betray(const struct understood *u, const struct known_ticket *t)
{
    bool in_confidence = u->whistleblowing || u->kind == KIND_WHISTLEBLOWING;
    return in_confidence && !is_in_confidence(t);
}

/* "hp saya juga hilang": surely of another category, a thing of their own, and nobody is accused.
 */
static bool tells_own_loss(const struct understood *u)
{
    return u->own_too && u->troubled && u->category_sure && !u->accuses;
}

/* Behind what was told in confidence only another place makes another matter, or words that can
 * have nothing to do with it: "pelakunya sekdes" speaks for the department of which the accused is
 * a part, and "aspalnya jelek" may be what the money was for. */
static bool leaves_confidence(const struct understood *u, const struct known_ticket *t)
{
    bool shared = u->category_sure && u->category && !u->category->is_private;
    if (u->apart || tells_own_loss(u)) return true;
    if (t->district.len == 0) return u->place && shared;
    return both_known_and_different(place_district(u->place), t->district) ||
           both_known_and_different(place_village(u->place), t->village);
}

bool is_drawn_into_confidence(const struct understood *u, const struct known_ticket *t)
{
    return u->kind == KIND_WHISTLEBLOWING &&
           !both_known_and_different(place_district(u->place), t->district) &&
           !both_known_and_different(place_village(u->place), t->village) &&
           (u->place || t->district.len == 0 || category_is_other(t->category));
}

bool may_go_on_with(const struct conversation_facts *f, const struct known_ticket *t)
{
    return ticket_is_own_open(t) && t->status < STATUS_RESOLVED && !is_in_confidence(t) &&
           !would_betray(understood_of(f), t) && was_told_within(f, t, CONVERSATION_GOES_ON_MS);
}

bool begins_another(const struct understood *u, const struct known_ticket *t)
{
    return u->further && u->category && !category_is_other(u->category->code) &&
           !category_is_other(t->category) && !belongs_surely(u, t) &&
           both_known_and_different(u->category->code, t->category);
}

bool is_another_matter(const struct understood *u, const struct known_ticket *t)
{
    bool sure = u->category_sure && u->category && !category_is_other(t->category);
    if (is_in_confidence(t)) return leaves_confidence(u, t);
    if (begins_another(u, t)) return true;
    if (sure && both_known_and_different(u->category->code, t->category)) return true;
    return both_known_and_different(place_district(place_of(u)), t->district) || would_betray(u, t);
}

bool hears_another(const struct understood *u, const struct known_ticket *t)
{
    return hears_matter(u) && !category_is_other(t->category) &&
           both_known_and_different(u->category->code, t->category);
}

/* A matter of which no word tells more than its place has no other one. */
bool may_be_another_matter(const struct understood *u, const struct known_ticket *t)
{
    if (!ticket_is_own_open(t) || is_in_confidence(t)) return false;
    bool told = u->category && !category_is_other(u->category->code);
    return hears_another(u, t) ||
           (told && both_known_and_different(place_village(u->place), t->village));
}

bool makes_clear(const struct understood *u, const struct known_ticket *t)
{
    bool told = u->category_sure || (u->category_heard && u->troubled);
    return t->status == STATUS_RECEIVED && category_is_other(t->category) && told && u->category &&
           !category_is_other(u->category->code) && u->kind != KIND_WHISTLEBLOWING;
}

bool same_place(const struct understood *u, const struct known_ticket *t)
{
    const struct place *place = place_of(u);
    return !both_known_and_different(place_district(place), t->district) &&
           !both_known_and_different(place_village(place), t->village);
}

bool lies_at(const struct known_ticket *t, const struct place *place)
{
    struct str district = place_district(place), village = place_village(place);
    if (district.len == 0) return place->owner && str_equal(place->owner->code, t->department);
    return str_equal(district, t->district) && (!village.len || str_equal(village, t->village));
}

const struct known_ticket *ticket_about(const struct conversation_facts *f,
                                        const struct category *category, enum ticket_status from)
{
    const struct known_ticket *found = NULL;
    for (size_t i = 0; category && i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        if (!ticket_is_own_open(t) || t->status < from || !same_place(understood_of(f), t) ||
            would_betray(understood_of(f), t) || !str_equal(category->code, t->category))
            continue;
        if (found) return NULL;
        found = t;
    }
    return found;
}

bool means_another(const struct conversation_facts *f)
{
    return (f->named.id && f->named.id != f->asked.id) ||
           (f->quoted.id && f->quoted.id != f->asked.id);
}

int64_t bound_ticket(const struct conversation_facts *f)
{
    const struct known_ticket *bound = is_theirs_open(&f->named) ? &f->named : &f->quoted;
    return is_theirs_open(bound) && !would_betray(understood_of(f), bound) ? bound->id : 0;
}

int64_t settling_ticket(const struct conversation_facts *f)
{
    if (f->overtaken && f->settle_ms > 0) return is_theirs_open(&f->last) ? f->last.id : 0;
    if (!is_theirs_open(&f->last) || f->before.last_message_at == 0 || f->settle_ms <= 0) return 0;
    uint64_t gap = time_apart(f->message->sent_at, f->before.last_message_at);
    return gap <= (uint64_t)f->settle_ms ? f->last.id : 0;
}

bool went_before(const struct conversation_facts *f)
{
    return f->overtaken && f->message->sent_at < f->last.received_at;
}

const struct known_ticket *known_with_id(const struct conversation_facts *f, int64_t ticket_id)
{
    const struct known_ticket *known[] = { &f->named,  &f->quoted,      &f->last, &f->asked,
                                           &f->chosen, &f->newest_open, &f->alike };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i]->id == ticket_id) return known[i];
    for (size_t i = 0; i < f->open_count; i++)
        if (f->open[i].id == ticket_id) return &f->open[i];
    return NULL;
}

const struct department *owner_of(const struct understood *u)
{
    return u->department ? u->department : u->category->department;
}

bool is_with_police(const struct conversation_facts *f, const struct known_ticket *t)
{
    return f->police && str_equal(t->department, f->police->code);
}

const struct known_ticket *spoken_of(const struct conversation_facts *f)
{
    int64_t id = bound_ticket(f);
    if (id == 0) id = settling_ticket(f);
    if (id) return known_with_id(f, id);
    const struct known_ticket *t = &f->open[0];
    return f->open_count > 0 && was_told_within(f, t, CONVERSATION_GOES_ON_MS) ? t : NULL;
}
