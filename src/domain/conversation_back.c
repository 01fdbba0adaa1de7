/* conversation_back.c - what plainly goes on with a report of theirs, whatever keyword is in it:
 * "bapak saya meninggal tadi pagi", "dua duanya tolong dikerjakan bareng", "yang saya maksud SD di
 * kraksaan", "saya domisili di X, kartunya mau dipakai cuci darah", "kamis pagi apa siang?". */
#include "conversation_rules.h"

/* In more letters a matter of its own is told. */
#define BACK_MAX  120
#define SHORT_MAX 70

static bool is_of_ticket(const struct understood *u, const struct known_ticket *t)
{
    return u->category && str_equal(u->category->code, t->category);
}

/* The newest of theirs that it may go on with, as far as work on it has come from `from`. */
static const struct known_ticket *newest_from(const struct conversation_facts *f,
                                              enum ticket_status from)
{
    for (size_t i = 0; i < f->open_count; i++)
        if (f->open[i].status >= from && may_go_on_with(f, &f->open[i])) return &f->open[i];
    return NULL;
}

/* "bapak saya meninggal tadi subuh, ga ada yang nolong" behind whatever they told: no matter of its
 * own, unless it is told of what must be done for it ("mau urus akta kematian"). */
static const struct known_ticket *mourned_in(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = newest_from(f, STATUS_RECEIVED);
    bool tells_more = u->asks_to_know || u->kind != KIND_COMPLAINT || u->accuses;
    if (!u->bereaved || tells_more || !t) return NULL;
    return hears_matter(u) && u->category_sure && !is_of_ticket(u, t) ? NULL : t;
}

/* "dua duanya tolong dikerjakan bareng aja": of all that they told. */
static const struct known_ticket *all_meant(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    bool all = u->for_all && u->verdict == VERDICT_NONE && f->open_count > 1;
    return all && !hears_matter(u) && f->message->text.len <= SHORT_MAX
               ? newest_from(f, STATUS_RECEIVED)
               : NULL;
}

/* "kamis pagi apa siang?" to what the desk has said of its work. */
static const struct known_ticket *asked_when(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = newest_from(f, STATUS_ASSIGNED);
    bool asks = u->asks_when && u->inquires && !u->troubled && !u->also;
    return asks && t && !(u->apart && hears_another(u, t)) ? t : NULL;
}

/* "itu bukan hari libur ya pak?": of what was told, by its own "itu", whether it is not otherwise.
 * Of a unit: rule_not_unit. */
static const struct known_ticket *asked_whether(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    bool asks = u->inquires && u->refers && u->amends && !u->also && !u->apart &&
                f->message->text.len <= SHORT_MAX && f->message->text.len > 0;
    const struct known_ticket *t = asks ? newest_from(f, STATUS_RECEIVED) : NULL;
    /* "itu penipuan bukan pak?" is for the police alone. */
    bool other =
        t && hears_another(u, t) && u->category_sure && u->category->priority > PRIORITY_NORMAL;
    return t && !other && !denies_matter(u, t->category) ? t : NULL;
}

bool asks_police(const struct conversation_facts *f, const struct known_ticket *t)
{
    const struct understood *u = understood_of(f);
    const struct department *owner = u->category ? owner_of(u) : NULL;
    return owner && owner == f->police && u->category_sure && u->inquires && hears_another(u, t);
}

static bool may_go_back(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    return u->intent == INTENT_REPORT && f->message->type == MESSAGE_TEXT && !u->urgent &&
           !u->whistleblowing && !f->overtaken && !bound_ticket(f) && !number_is_strange(f) &&
           f->message->text.len <= BACK_MAX && u->beside_count == 0;
}

/* "saya domisili di X, kartunya mau dipakai cuci darah": by a word that only goes on with it, with
 * where that lies. */
static const struct known_ticket *placed_by(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = u->place ? spoken_of(f) : NULL;
    bool goes_on = t && may_go_on_with(f, t) && lacks_its_place(t) && !u->also && !u->own_too;
    if (!goes_on || place_is_elsewhere(u->place)) return NULL;
    /* "yang saya maksud SMPN 1 dan SD di kraksaan" */
    bool meant = u->clarifies && t->id == settling_ticket(f);
    return meant || belongs_ever(u, t) ? t : NULL;
}

/* "sudah pergi pak, tadi saya panggil pak RT. jangan sampai nama saya ketahuan ya" behind what is
 * kept secret: how it goes on, and no report of whoever came to help. */
static const struct known_ticket *pleaded_again(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = spoken_of(f);
    bool back = u->verdict_first || u->refers || u->continues;
    bool goes_on = u->confidential && back && !u->also && !u->apart && !u->accused_unit;
    bool lately = t && was_told_within(f, t, CONVERSATION_GOES_ON_MS);
    return goes_on && lately && t->confidential && may_go_on_with(f, t) ? t : NULL;
}

/* "sekalian di depan balai desa X juga mati" behind a dead lamp there: by "juga" and the trouble,
 * of which no other word says what it is; what stands at the spot says where. */
static const struct known_ticket *more_at_spot(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    bool more = u->also && u->whereabouts && u->shows_where && !hears_matter(u) && !u->own_too &&
                u->namesake_count == 0 && f->message->text.len <= SHORT_MAX;
    for (size_t i = 0; more && i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        bool there = !u->place || (same_place(u, t) && t->district.len);
        if (may_go_on_with(f, t) && t->in_public && there &&
            (mentions_matter(u, t) || (!u->troubled && i == 0)))
            return t;
    }
    return NULL;
}

/* In the village that it lies in; of one in the same district it is asked. */
static void join_more(const struct conversation_facts *f, struct decision *out,
                      const struct known_ticket *t)
{
    const struct place *place = understood_of(f)->place;
    act_join(f, out, t->id);
    if (!place || place_village(place).len || !t->village.len) return;
    out->part = true;
    hold_message(f, out, HELD_ASKED);
    ask_part(f, out, t->id);
}

/* "sudah ditolong warga, dibawa ke puskesmas gading" behind an accident: where whoever was hurt is
 * by now, which is no complaint of that house, nor where it happened. */
static const struct known_ticket *treated_after(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    bool house =
        u->keyword.len > 0 && u->candidate_count > 0 && u->matters[0] && u->matters[0]->is_private;
    bool states = u->states && !u->category_sure && !u->also && !u->own_too && !u->accuses;
    if (!house || !states || u->chases || u->inquires || f->message->text.len > SHORT_MAX)
        return NULL;
    for (size_t i = 0; i < f->open_count; i++)
        if (f->open[i].urgent && may_go_on_with(f, &f->open[i]) &&
            was_told_within(f, &f->open[i], CONVERSATION_REPEAT_MS))
            return &f->open[i];
    return NULL;
}

bool rule_back(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    if (!may_go_back(f)) return false;
    const struct known_ticket *t = placed_by(f);
    if (t) {
        act_place(f, out, t->id);
        out->correct = u->clarifies && makes_clear(u, t);
        return true;
    }
    if ((t = more_at_spot(f))) {
        join_more(f, out, t);
        return true;
    }
    if ((t = treated_after(f))) {
        act_join(f, out, t->id);
        return true;
    }
    if (names_place(u)) return false;
    if ((t = mourned_in(f)) || (t = all_meant(f))) {
        act_join(f, out, t->id);
        return true;
    }
    if ((t = pleaded_again(f))) {
        act_join(f, out, t->id);
        act_say_joined(out, REPLY_CONFIDENTIAL_SINCE);
        return true;
    }
    if ((t = asked_when(f)) || (t = asked_whether(f))) {
        act_answer_asked(f, out, t->id);
        return true;
    }
    return false;
}
