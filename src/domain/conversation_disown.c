/* conversation_disown.c - what a report is not: none of theirs ("yang laporan dishub itu bukan,
 * saya cuma lapor jalan"), or none of the unit's that has it ("bukan ke kemenag pak"). */
#include "conversation_rules.h"

/* --- it is none of theirs --- */

static bool is_disowned(const struct understood *u, const struct known_ticket *t)
{
    if (u->disowned_unit) return str_equal(u->disowned_unit->code, t->department);
    return u->disowned && str_equal(u->disowned->code, t->category);
}

/* "saya cuma lapor jalan lubang": of two reports the newest that is none of that. */
static const struct known_ticket *beside_owned(const struct conversation_facts *f)
{
    const struct category *owned = understood_of(f)->owned;
    const struct known_ticket *other = NULL;
    bool theirs = false;
    for (size_t i = 0; owned && i < f->open_count; i++) {
        bool same = str_equal(f->open[i].category, owned->code);
        theirs = theirs || (same && ticket_is_own_open(&f->open[i]));
        if (!same && !other && ticket_is_own_open(&f->open[i]) &&
            was_told_within(f, &f->open[i], CONVERSATION_ANSWER_MS))
            other = &f->open[i];
    }
    return theirs ? other : NULL;
}

static const struct known_ticket *disowned_ticket(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    bool says = u->disowned_unit || u->disowned;
    for (size_t i = 0; says && i < f->open_count; i++)
        if (ticket_is_own_open(&f->open[i]) && is_disowned(u, &f->open[i])) return &f->open[i];
    const struct known_ticket *beside = beside_owned(f);
    if (beside || says || u->owned) return beside;
    const struct known_ticket *t = &f->open[0];
    bool theirs = f->open_count > 0 && ticket_is_own_open(t);
    return theirs && was_told_within(f, t, CONVERSATION_ANSWER_MS) ? t : NULL;
}

/* "lho kok pohon? saya ga lapor pohon", and no report of theirs is about trees: how it stands with
 * what they have told. */
static bool say_what_is_theirs(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = &f->open[0];
    /* "saya tidak lapor pajak tahun kemarin, kena denda" objects to nothing. */
    if (!u->disowned || !u->contests || names_place(u) || u->also || u->own_too ||
        f->open_count == 0)
        return false;
    if (!ticket_is_own_open(t) || is_in_confidence(t) || t->received_at > f->message->sent_at)
        return false;
    act_answer_asked(f, out, t->id);
    return true;
}

/* "yang laporan dishub itu bukan pak, saya cuma lapor jalan": whether to cancel that. The only one,
 * of which the unit alone is denied, is another unit's. */
bool rule_disowned(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    if (!u->disowns || u->urgent || u->whistleblowing || f->message->type != MESSAGE_TEXT ||
        f->overtaken || bound_ticket(f) || f->message->text.len > RIGHT_MAX ||
        (u->owned && names_place(u)))
        return false;
    const struct known_ticket *t = disowned_ticket(f);
    if (!t && say_what_is_theirs(f, out)) return true;
    if (!t || is_in_confidence(t) || t->status >= STATUS_RESOLVED ||
        t->received_at > f->message->sent_at)
        return false;
    if (t->status != STATUS_RECEIVED)
        act_join(f, out, t->id);
    else if (u->disowned_unit && f->open_count == 1)
        act_join_asking(f, out, t->id, QUESTION_CATEGORY);
    else
        act_ask_cancel(f, out, t->id);
    return true;
}

/* --- it is not theirs who have it --- */

/* The newest that is with the unit of which they say that it is not. */
static const struct known_ticket *at_denied_unit(const struct conversation_facts *f)
{
    const struct department *d = understood_of(f)->not_unit;
    int64_t bound = bound_ticket(f);
    for (size_t i = 0; i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        if ((!bound || t->id == bound) && may_be_put_right(f, t) && !is_in_confidence(t) &&
            str_equal(d->code, t->department) && was_told_within(f, t, CONVERSATION_REPEAT_MS))
            return t;
    }
    return NULL;
}

/* "minta ke dinsos, bukan capil", and it is with them already. */
static bool say_who_has_it(const struct conversation_facts *f, struct decision *out,
                           const struct department *owner)
{
    const struct known_ticket *t = &f->open[0];
    bool theirs = f->open_count > 0 && ticket_is_own_open(t) && !is_in_confidence(t) &&
                  t->received_at <= f->message->sent_at;
    if (!theirs || names_place(understood_of(f)) || !str_equal(owner->code, t->department))
        return false;
    act_answer_asked(f, out, t->id);
    return true;
}

/* "kok kemenag? surat itu dari desa pak", "harusnya ke desa": of the office of the place. */
bool rule_of_village(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    bool told = u->urgent || u->whistleblowing || u->namesake_count > 0 || u->also || u->disowns ||
                u->accuses || u->blames_chief;
    if (!u->of_village || told || f->message->type != MESSAGE_TEXT || f->overtaken ||
        f->message->text.len > RIGHT_MAX)
        return false;
    const struct known_ticket *t = u->not_unit ? at_denied_unit(f) : spoken_of(f);
    if (!t || !may_be_put_right(f, t) || is_in_confidence(t) || names_place(u) ||
        !was_told_within(f, t, CONVERSATION_REPEAT_MS))
        return false;
    if (str_equal(t->category, u->of_village->code)) {
        act_answer_asked(f, out, t->id);
        return true;
    }
    act_join(f, out, t->id);
    /* "kok BKPSDM? itu urusan desa" of a report about the lurah: that a human decides. */
    if (t->confidential || t->urgent || category_is_servants(t->category)) {
        act_say_joined(out, REPLY_HUMAN);
        return true;
    }
    if (t->status != STATUS_RECEIVED) return true;
    out->act = ACT_CATEGORY;
    out->react = false;
    out->arg = u->of_village->code;
    return true;
}

/* "itu bukan di dinas PU ya pak?", and it is with others: who has it, and that it may be moved. */
static bool says_whose_instead(const struct conversation_facts *f, struct decision *out)
{
    const struct known_ticket *t = spoken_of(f);
    bool theirs = t && ticket_is_own_open(t) && t->status < STATUS_RESOLVED &&
                  !is_in_confidence(t) && t->received_at <= f->message->sent_at;
    const struct understood *u = understood_of(f);
    if (!theirs || !u->inquires || u->asks_whose || names_place(u)) return false;
    /* "kalau jembatan rusak itu bukan ke dinas PU ya?" is of another matter, which "dinas PU" alone
     * is not. */
    bool another = hears_another(u, t) && !denies_matter(u, u->category->code);
    if (another && owner_of(u) == u->not_unit) return false;
    act_join(f, out, t->id);
    act_say_joined(out, REPLY_UNIT_HAS);
    return true;
}

/* "bukan ke kemenag pak, ini bantuan hewan kurban dari pemda": to the owner of what their words
 * name instead, or the unit that they name; else it is asked. */
bool rule_not_unit(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    bool told = u->urgent || u->whistleblowing || u->namesake_count > 0 || u->also || u->chases;
    if (!u->not_unit || told || f->message->type != MESSAGE_TEXT || f->overtaken ||
        f->message->text.len > RIGHT_MAX)
        return false;
    const struct known_ticket *t = at_denied_unit(f);
    const struct department *owner = owner_of(u);
    bool better = hears_matter(u) && u->category_sure && owner && owner != u->not_unit &&
                  !denies_matter(u, u->category->code);
    if (!t && better && say_who_has_it(f, out, owner)) return true;
    if (!t && says_whose_instead(f, out)) return true;
    if (!t || (names_place(u) && !same_place(u, t))) return false;
    if (better && means_other(f, out, t)) return true;
    act_join(f, out, t->id);
    if (t->status != STATUS_RECEIVED) return true;
    if (!better && !u->unit_named) {
        act_join_asking(f, out, t->id, QUESTION_CATEGORY);
        return true;
    }
    /* "bukan PU, DLH pak" names no matter. */
    bool matter = better && !u->names_unit_only;
    out->act = matter ? ACT_CATEGORY : ACT_UNIT;
    out->react = false;
    out->arg = matter ? u->category->code : better ? owner->code : u->unit_named->code;
    return true;
}

/* "tolong dipindah ke desa aja laporannya", of what nobody knows whose it is, or what those offices
 * have; and nobody in office is spoken of, in danger or hidden. */
static bool moves_home(const struct conversation_facts *f, struct decision *out,
                       const struct known_ticket *t)
{
    const struct understood *u = understood_of(f);
    bool theirs = u->moves_home && str_equal(t->category, u->moves_home->code);
    bool grave = f->accused || u->accuses || u->blames_chief || t->confidential || t->urgent;
    if (!u->moves_home || grave || t->status != STATUS_RECEIVED || !same_place(u, t) ||
        (!theirs && !category_is_other(t->category)))
        return false;
    if (theirs && u->place && !t->district.len)
        act_place(f, out, t->id);
    else
        act_join(f, out, t->id);
    if (theirs && out->act == ACT_JOIN) act_say_joined(out, REPLY_UNIT_HAS);
    if (theirs) return true;
    out->act = ACT_CATEGORY;
    out->react = false;
    out->arg = u->moves_home->code;
    return true;
}

/* "bisa laporannya dipindah ke kecamatan, kan lurahnya yang saya laporkan": that a human decides.
 */
bool rule_moves(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = u->moves ? spoken_of(f) : NULL;
    bool more = u->urgent || u->whistleblowing || u->also || f->message->text.len > RIGHT_MAX;
    if (!t || more || u->unit_named || f->message->type != MESSAGE_TEXT || f->overtaken ||
        !ticket_is_own_open(t) || t->received_at > f->message->sent_at)
        return false;
    if (moves_home(f, out, t)) return true;
    act_join(f, out, t->id);
    act_say_joined(out, REPLY_HUMAN);
    return true;
}

/* --- it is wrong --- */

/* What is asked by yes or no, or by a choice, "salah" may answer. */
static bool may_answer_otherwise(enum question asked)
{
    static const enum question idle[] = { QUESTION_NONE,     QUESTION_UNIT,    QUESTION_PLACE,
                                          QUESTION_DISTRICT, QUESTION_VILLAGE, QUESTION_NAMESAKE,
                                          QUESTION_CATEGORY, QUESTION_PHONE,   QUESTION_LANGUAGE,
                                          QUESTION_HUMAN };
    for (size_t i = 0; i < sizeof idle / sizeof *idle; i++)
        if (idle[i] == asked) return false;
    return true;
}

/* "eh salah", "klentu pak" behind a report: what is wrong of it? Once somebody works on it, or
 * where the list would tell of what is in confidence, they write it for them to read. */
bool rule_amiss(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    bool more = u->urgent || u->whistleblowing || u->inquires || u->asks_to_know || u->chases ||
                names_place(u) || hears_matter(u);
    const struct known_ticket *t = u->amiss && !more ? spoken_of(f) : NULL;
    if (f->message->type != MESSAGE_TEXT || may_answer_otherwise(f->before.asked) || f->overtaken ||
        !t || !may_be_put_right(f, t) || !was_told_within(f, t, CONVERSATION_ANSWER_MS))
        return false;
    if (t->status == STATUS_RECEIVED && !is_in_confidence(t)) {
        act_join_asking(f, out, t->id, QUESTION_CATEGORY);
        out->amiss = true;
        return true;
    }
    act_join(f, out, t->id);
    act_say_joined(out, REPLY_ADD);
    conversation_ask(&out->after, QUESTION_ADDITION, t->id, f->message->sent_at);
    return true;
}
