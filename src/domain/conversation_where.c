/* conversation_where.c - a message that is a place and nothing else, while a report of theirs is
 * open: it tells where that lies, however long after, and makes none of its own. */
#include "conversation_rules.h"
#include "domain/role.h"

/* --- of which report --- */

/* Nothing of its place is known that speaks against this one, and this tells more. */
static bool is_filled_by(const struct known_ticket *t, const struct place *place)
{
    struct str district = place_district(place), village = place_village(place);
    if (department_is_elsewhere(t->department) || t->village.len) return false;
    if (t->district.len == 0) return true;
    return village.len && str_equal(district, t->district);
}

typedef bool place_test(const struct known_ticket *t, const struct place *place);

/* The newest of which it is true of one of the places; *place: of which. */
static const struct known_ticket *newest(const struct conversation_facts *f, place_test *is,
                                         const struct place **place)
{
    const struct understood *u = understood_of(f);
    for (size_t i = 0; i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        if (!may_go_on_with(f, t)) continue;
        *place = u->place;
        if (u->place && is(t, u->place)) return t;
        for (size_t k = 0; k < u->namesake_count; k++) {
            *place = u->namesakes[k];
            if (t->district.len && is(t, *place)) return t;
        }
    }
    return NULL;
}

/* "desa tamansari", which two districts have, of a report that lies in neither of them so far. */
static const struct known_ticket *lies_nowhere(const struct conversation_facts *f)
{
    for (size_t i = 0; i < f->open_count; i++)
        if (may_go_on_with(f, &f->open[i]) && lacks_its_place(&f->open[i])) return &f->open[i];
    return NULL;
}

/* --- what becomes of it --- */

/* Said back where it tells something new, or was asked; once somebody works on it they read it. */
static void act_at(const struct conversation_facts *f, struct decision *out,
                   const struct known_ticket *t, const struct place *place, bool say)
{
    if (t->status == STATUS_RECEIVED && say)
        act_place_at(f, out, t->id, place->code);
    else
        act_join(f, out, t->id);
}

/* The one that was just written about, or the only one, and it is worked on: they read where. */
static const struct known_ticket *worked_on(const struct conversation_facts *f)
{
    const struct known_ticket *found = NULL;
    int64_t settling = settling_ticket(f);
    for (size_t i = 0; i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        if (!may_go_on_with(f, t) || (settling && t->id != settling)) continue;
        if (found) return NULL;
        found = t;
    }
    return found && found->status != STATUS_RECEIVED ? found : NULL;
}

/* Of several, or of one that lies elsewhere: nobody can tell but the reporter. */
static bool ask_of_which(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = worked_on(f);
    size_t may = 0;
    if (t) act_join(f, out, t->id);
    if (t) return true;
    for (size_t i = 0; i < f->open_count; i++)
        may += may_go_on_with(f, &f->open[i]);
    if (may == 0 || !u->place) return false;
    ask_which(f, out, u->place->code);
    return true;
}

static bool is_place(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    return u->intent == INTENT_REPORT && names_place(u) && f->message->type == MESSAGE_TEXT &&
           !u->urgent && !u->also && !f->overtaken;
}

/* "jalan niaga desa sukorejo", "alun alun kraksaan": more than a name, and no matter in it. */
static bool is_told_place(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    return is_place(f) && u->tells_where && !u->troubled && !u->amends && !u->chases &&
           !hears_matter(u);
}

bool rule_where(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    const struct place *place = NULL;
    bool bare = is_place(f) && u->place_only, told = is_told_place(f);
    if ((!bare && !told) || bound_ticket(f) || number_is_strange(f)) return false;
    const struct known_ticket *t = bare && u->asks_to_know ? spoken_of(f) : NULL;
    if (t && may_go_on_with(f, t)) { /* "dari surabaya apa probolinggo?" asks, and moves nothing */
        act_answer_asked(f, out, t->id);
        return true;
    }
    t = newest(f, is_filled_by, &place);
    if (t) {
        act_at(f, out, t, place, true);
        return true;
    }
    t = newest(f, lies_at, &place);
    if (t) {
        act_at(f, out, t, place, u->inquires);
        return true;
    }
    if (!bare) return false;
    t = u->place ? NULL : lies_nowhere(f);
    if (!t) return ask_of_which(f, out);
    act_ask_namesake(f, out, t->id);
    return true;
}

/* "kalau yang di kraksaan syarat bikin KIA apa": how it is with us is asked. */
static bool asks_of_ours(const struct understood *u)
{
    bool ours = place_district(u->place).len > 0 && !u->heads_there;
    return u->of_ours || (ours && u->asks_to_know && hears_matter(u) && !u->amends);
}

/* "terus kalau pindah ke probolinggo gimana syaratnya" behind what lies outside: a matter of its
 * own, of which those over there know nothing. */
bool rule_of_ours(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    int64_t bound = bound_ticket(f);
    const struct known_ticket *t = bound ? known_with_id(f, bound) : &f->open[0];
    bool asks = u->asks_to_know || (u->category && u->category->is_private && hears_matter(u));
    if (!asks_of_ours(u) || !asks || u->intent != INTENT_REPORT || u->urgent ||
        u->home != HOME_NONE || f->message->type != MESSAGE_TEXT || f->overtaken ||
        u->whistleblowing)
        return false;
    if (f->open_count == 0 || !ticket_is_own_open(t) || !department_is_elsewhere(t->department) ||
        department_is_city(t->department))
        return false;
    act_create(f, out);
    out->kind = KIND_INFORMATION;
    return true;
}

/* Where whoever writes is, or, behind their own matter, "ktp kraksaan pak, desa rangkang": by the
 * paper that says where, of which nothing is told. */
static const struct place *where_of_writer(const struct understood *u, const struct known_ticket *t)
{
    bool paper = u->place && u->states && u->plain.len && !u->chases && hears_another(u, t) &&
                 !u->refers && !u->unit_named && u->category->is_private && u->beside_count == 0 &&
                 !u->accuses && !u->whistleblowing && u->intent == INTENT_REPORT && !t->in_public;
    return u->writer_at ? u->writer_at : paper && lacks_its_place(t) ? u->place : NULL;
}

/* "eh bukan, maaf saya di maron": of a report that lies elsewhere, where it does; "saya di besuk"
 * right behind their own matter, which lay nowhere, where they live. */
bool rule_writer(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    int64_t bound = bound_ticket(f), id = bound ? bound : settling_ticket(f);
    if (id == 0 && f->open_count == 1) id = f->open[0].id;
    const struct known_ticket *t = id ? known_with_id(f, id) : NULL;
    const struct place *at = t ? where_of_writer(u, t) : NULL;
    if (!at || f->message->type != MESSAGE_TEXT || f->overtaken || u->urgent || u->also ||
        u->inquires || !ticket_is_own_open(t) || t->status != STATUS_RECEIVED ||
        is_in_confidence(t) || t->place_at > f->message->sent_at ||
        !was_told_within(f, t, CONVERSATION_ANSWER_MS))
        return false;
    bool moves = u->amends && t->district.len > 0 && !lies_at(t, at);
    bool lives = lacks_its_place(t) && !t->in_public;
    if (!moves && !lives) return false;
    act_place_at(f, out, t->id, at->code);
    if (question_asks_where(f->before.asked) && f->before.asked_ticket_id == t->id)
        conversation_answered(&out->after);
    return true;
}

bool tells_its_place(const struct conversation_facts *f, const struct known_ticket *t)
{
    const struct understood *u = understood_of(f);
    return lacks_its_place(t) && !u->also && !f->overtaken && place_district(u->place).len > 0 &&
           f->message->type == MESSAGE_TEXT;
}
