/* conversation_whose.c - whose a report is, in the words of its reporter: a unit is named ("lomba
 * dari dinas pendidikan pak"), or of two of them that have such matters the one ("BPJS yang gratis
 * itu"); and whose it may not be, because it accuses who leads that office. */
#include "conversation_rules.h"
#include "domain/role.h"

/* "BPJS PBI pak, yang gratis itu" behind what was taken for a matter of BPJS: who has that. Once
 * somebody works on it they read it there. */
bool rule_narrowed(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = u->narrows ? spoken_of(f) : NULL;
    if (!t || t->status != STATUS_RECEIVED || !str_equal(t->category, u->narrows_from->code) ||
        f->message->text.len > MISTAKEN_MAX || !puts_matter_right(f, t))
        return false;
    act_join(f, out, t->id);
    out->act = ACT_CATEGORY;
    out->react = false;
    out->arg = u->narrows->code;
    return true;
}

/* Nobody can say yet whose it is. */
static bool is_of_nobody(const struct conversation_facts *f, const struct known_ticket *t)
{
    return category_is_other(t->category) ||
           (f->before.asked == QUESTION_UNIT && f->before.asked_ticket_id == t->id);
}

/* "lomba dari dinas pendidikan pak": nothing but that, and nothing of its people. */
static const struct department *unit_spoken(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    enum question asked = f->before.asked;
    bool answers = asked != QUESTION_NONE && asked != QUESTION_UNIT && !question_asks_where(asked);
    bool more = answers || u->troubled || u->accuses || u->inquires || u->asks_to_know ||
                u->chases || u->news || u->over || u->beside_count > 0 || names_place(u) ||
                f->message->text.len > MISTAKEN_MAX;
    return more || u->intent == INTENT_THANKS ? NULL : u->unit_spoken;
}

/* "kata 165 disuruh ke dinsos" of what was sent to a body outside: it comes back to us. */
static const struct department *sent_back(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = u->unit_sent ? spoken_of(f) : NULL;
    return t && t->outside && !u->unit_sent->external ? u->unit_sent : NULL;
}

/* "instansinya dp3ap2kb kayaknya": as a tap at its button, and so is the mere name of a unit, where
 * nobody can say yet whose it is. Else they hear who has it: once somebody works on it those read
 * what they write. */
bool rule_unit_named(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    const struct department *back = sent_back(f);
    const struct department *d = back ? back : u->unit_named ? u->unit_named : unit_spoken(f);
    const struct known_ticket *t = d ? spoken_of(f) : NULL;
    /* "kantornya kecamatan maron" says where. */
    if (!d || u->place_only || (u->troubled && !u->amends) || !puts_matter_right(f, t))
        return false;
    if (department_is_elsewhere(d->code) || str_equal(d->code, STR(WHISTLEBLOWING_DEPARTMENT)))
        return false;
    bool moves = t->status == STATUS_RECEIVED && !str_equal(d->code, t->department) &&
                 (back || u->unit_named || is_of_nobody(f, t));
    act_join(f, out, t->id);
    if (!moves) {
        if (out->react) act_say_joined(out, REPLY_UNIT_HAS);
        return true;
    }
    /* "rs nya rsud waluyo jati": its matter is named with it; "itu urusan dlh" names none. */
    bool matter = u->category_sure && u->category->department == d && !u->names_unit_only;
    out->act = matter ? ACT_CATEGORY : ACT_UNIT;
    out->react = false;
    out->arg = matter ? u->category->code : d->code;
    return true;
}

/* The office of a place, or the one that is named: "lurahnya", "kepala dinsosnya". */
bool is_led_by(const struct understood *u, const struct known_ticket *t)
{
    bool of_place =
        str_starts(t->department, STR("KEL-")) || str_starts(t->department, STR("KEC-"));
    return of_place || (u->accused_unit && str_equal(u->accused_unit->code, t->department));
}

/* "lurahnya malah marah marah" behind a paper that he has not signed: he would read it there. With
 * a report of theirs about him it goes on, else it is one of its own. */
bool rule_blamed(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *same = NULL, *theirs = NULL;
    if (!u->blames_chief || u->intent != INTENT_REPORT || u->urgent) return false;
    for (size_t i = 0; i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        if (!ticket_is_own_open(t) || t->received_at > f->message->sent_at) continue;
        bool led = is_led_by(u, t);
        if (!same && !led && str_equal(t->category, u->category->code) && same_place(u, t) &&
            t->status < STATUS_RESOLVED && was_told_within(f, t, CONVERSATION_GOES_ON_MS))
            same = t;
        if (!theirs && led) theirs = t;
    }
    if (!theirs) return false;
    if (same) {
        act_join(f, out, same->id);
        return true;
    }
    act_create(f, out);
    settle_new(f, out);
    if (names_place(u) || out->arg.len || !theirs->district.len) return true;
    out->arg = place_code(theirs); /* it is the lurah of there */
    out->place_of_id = theirs->confidential ? 0 : theirs->id;
    return true;
}
