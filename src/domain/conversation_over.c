/* conversation_over.c - what the reporter tells of the end of a matter: it is over ("pohonnya sudah
 * dipotong warga"), of two reports the one is ("yang lampu sudah nyala, gotnya belum"), or somebody
 * has come for it. */
#include "conversation_rules.h"

/* "tiangnya sudah digeser": a word that only hints at roads tells no other matter, nor does who
 * came: "sudah ada yang survei"; of an end it is enough that one of its words is of the matter
 * ("kabelnya sudah dibereskan"). */
static bool is_of_matter(const struct understood *u, const struct known_ticket *t)
{
    return !u->category_heard || u->news || u->half || category_is_other(u->category->code) ||
           (u->over && mentions_matter(u, t)) || str_equal(u->category->code, t->category);
}

/* "polisi sudah dateng, aman": of the unit of one of them, by a word that only hints. */
static bool hints_at(const struct understood *u, const struct known_ticket *t)
{
    bool matter = u->category && str_equal(u->category->code, t->category);
    for (size_t i = 0; i < u->evident && i < u->candidate_count && !matter; i++)
        matter = str_equal(u->candidates[i]->code, t->department);
    return matter;
}

/* Days later: the newest that they were in touch about, of which it is news or an end; one that its
 * words hint at comes first, and so does, for who came, one that is urgent. */
static int64_t newest_of_matter(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    int64_t newest = 0;
    for (size_t i = 0; i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        bool may = ticket_is_own_open(t) && t->status < STATUS_RESOLVED && is_of_matter(u, t) &&
                   !is_in_confidence(t) && was_told_within(f, t, CONVERSATION_REPEAT_MS);
        bool danger = u->news && t->urgent;
        if (may && (danger || hints_at(u, t))) return t->id;
        if (may && !newest) newest = t->id;
    }
    return newest;
}

/* The one that is named, quoted or just spoken of; else the one of this matter. 0: none, or
 * nobody can tell. */
static int64_t over_ticket(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *about = ticket_about(f, u->category, STATUS_RECEIVED);
    const struct known_ticket *only = f->open_count == 1 ? &f->open[0] : NULL;
    int64_t id = bound_ticket(f);
    if (id) return id;
    if (f->over_id && !(about && u->category_heard)) return f->over_id;
    if (about) return about->id;
    id = settling_ticket(f);
    if (id && is_of_matter(u, &f->last)) return id;
    if (only && is_of_matter(u, only)) return only->id;
    /* What is over is no new report: with thanks it is of theirs, whatever we took that for. */
    bool ended = u->over && u->thanked && u->intent == INTENT_REPORT;
    if (only) return ended ? only->id : 0;
    return newest_of_matter(f);
}

/* Somebody came for it, or a part of it is done, which is no end: it stands on the ticket, and who
 * thanks is thanked. */
static bool tell_news(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    bool half = u->half && !u->gathers;
    int64_t id = u->news || half ? over_ticket(f) : 0;
    const struct known_ticket *t = id ? known_with_id(f, id) : NULL;
    if (!may_be_put_right(f, t)) return false;
    act_join(f, out, id);
    if (half)
        act_say_joined(out, REPLY_HALF_NOTED);
    else if (u->thanked)
        act_say_joined(out, REPLY_THANKS);
    return true;
}

bool asks_opinion(enum question asked)
{
    return question_asks_rating(asked) || asked == QUESTION_COMMENT || asked == QUESTION_OBJECTION;
}

/* "sudah nyala semua, terima kasih", where there are several and no word tells which. */
static bool ask_cancel_several(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    struct decision all = *out;
    bool several = u->over && u->for_all && !u->category_heard && !bound_ticket(f);
    if (!several || asks_opinion(f->before.asked)) return false;
    act_on_all_open(f, &all, f->message->sent_at);
    if (all.also_count == 0 || would_betray(u, &f->open[0])) return false;
    *out = all;
    act_ask(f, out, QUESTION_CANCEL_ALL, out->ticket_id, STR_EMPTY);
    out->kept_with = out->ticket_id;
    return true;
}

/* "jukirnya sudah tidak ada", and nothing of theirs is open: of what has ended, and no new report.
 */
static bool thank_for_end(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = &f->last;
    enum question asked = f->before.asked;
    bool ended = ticket_is_own(t) && !t->open && f->open_count == 0 && !f->overtaken &&
                 was_told_within(f, t, CONVERSATION_REPEAT_MS);
    if (!ended || u->intent != INTENT_REPORT || asked == QUESTION_COMMENT ||
        asked == QUESTION_OBJECTION || !same_place(u, t) || would_betray(u, t))
        return false;
    act_join(f, out, t->id);
    act_say_joined(out, REPLY_THANKS);
    return true;
}

/* "sudah muncul pak": of what somebody waits for it is an end. */
bool ends_own(const struct understood *u, const struct known_ticket *t)
{
    return u->over_if_own && !t->in_public && !category_is_other(t->category);
}

/* Whether to cancel it is asked as long as nobody works on it; then it is for them to read. */
static void act_over(const struct conversation_facts *f, struct decision *out,
                     const struct known_ticket *t)
{
    if (t->status == STATUS_RECEIVED) {
        act_ask_cancel(f, out, t->id);
        out->over = true;
        return;
    }
    act_join(f, out, t->id);
    act_say_joined(out, REPLY_OVER_NOTED);
}

/* "yang lampu sudah nyala, gotnya yang belum": of two reports the one that is over. */
static bool one_is_over(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    for (size_t i = 0; i < u->each_count && !bound_ticket(f); i++) {
        const struct category *other = u->each[u->each_count - 1 - i].category;
        const struct known_ticket *t = ticket_about(f, u->each[i].category, STATUS_RECEIVED);
        if (!ticket_about(f, other, STATUS_RECEIVED)) return false;
        if (!t || u->each[i].verdict != VERDICT_SOLVED || !may_be_put_right(f, t)) continue;
        act_over(f, out, t);
        return true;
    }
    return false;
}

bool rule_over(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    enum question asked = f->before.asked;
    if (u->urgent || f->message->type != MESSAGE_TEXT) return false;
    /* What the desk has asked is answered first. */
    if (question_asks_solved(asked) || asked == QUESTION_REPORTER) return false;
    /* "ya tutup", asked whether to cancel. */
    if (question_asks_cancel(asked) && u->consent != CONSENT_NONE) return false;
    if (one_is_over(f, out)) return true;
    if (!u->over && !u->over_if_own) return tell_news(f, out);
    if (ask_cancel_several(f, out)) return true;
    /* "sudah bagus" may be of how it was done. */
    if ((u->over_bare || !u->over) && asks_opinion(asked)) return false;
    int64_t id = over_ticket(f);
    const struct known_ticket *t = id ? known_with_id(f, id) : NULL;
    if (!t && u->over && thank_for_end(f, out)) return true;
    if (!t || !may_be_put_right(f, t)) return false;
    if (!u->over && !ends_own(u, t)) return tell_news(f, out);
    act_over(f, out, t);
    return true;
}
