/* conversation_right.c - what the reporter puts right about the matter of a ticket: that it is over
 * ("pohonnya sudah dipotong warga"), or that it is another one ("bukan masalah sekolah pak, ini
 * masalah portal"). */
#include "conversation_rules.h"
#include "domain/role.h"

/* What is longer tells a matter of its own. */
#define RIGHT_MAX 120

static bool may_be_put_right(const struct conversation_facts *f, const struct known_ticket *t)
{
    const struct understood *u = understood_of(f);
    return t && ticket_is_own_open(t) && t->status < STATUS_RESOLVED && same_place(u, t) &&
           !would_betray(u, t) && t->received_at <= f->message->sent_at;
}

/* --- it is over --- */

/* "tiangnya sudah digeser": a word that only hints at roads tells no other matter. */
static bool is_of_matter(const struct understood *u, const struct known_ticket *t)
{
    return !u->category_heard || category_is_other(u->category->code) ||
           str_equal(u->category->code, t->category);
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
    if (about) return about->id;
    id = settling_ticket(f);
    if (id && is_of_matter(u, &f->last)) return id;
    return only && is_of_matter(u, only) ? only->id : 0;
}

/* Whether to cancel it is asked as long as nobody works on it; then it is for them to read. */
bool rule_over(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    enum question asked = f->before.asked;
    if (!u->over || u->urgent || f->message->type != MESSAGE_TEXT) return false;
    /* What the desk has asked is answered first. */
    if (question_asks_solved(asked) || asked == QUESTION_REPORTER) return false;
    int64_t id = over_ticket(f);
    const struct known_ticket *t = id ? known_with_id(f, id) : NULL;
    if (!may_be_put_right(f, t)) return false;
    if (t->status != STATUS_RECEIVED) {
        act_join(f, out, id);
        if (u->intent == INTENT_THANKS) act_say_thanks(out);
        return true;
    }
    act_ask_cancel(f, out, id);
    out->over = true;
    return true;
}

/* --- it is another matter --- */

static bool denies(const struct understood *u, struct str category)
{
    for (size_t i = 0; i < u->not_about_count; i++)
        if (str_equal(u->not_about[i]->code, category)) return true;
    return false;
}

/* The newest of which the words deny that it is what they say. */
static const struct known_ticket *denied_ticket(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    int64_t bound = bound_ticket(f);
    for (size_t i = 0; i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        if ((!bound || t->id == bound) && may_be_put_right(f, t) && denies(u, t->category))
            return t;
    }
    return NULL;
}

/* What they say it is instead, if any word tells; else it is asked. */
bool rule_not_about(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    bool told = u->place || u->namesake_count > 0 || u->urgent || u->whistleblowing;
    if (u->not_about_count == 0 || told || f->message->type != MESSAGE_TEXT) return false;
    const struct known_ticket *t = denied_ticket(f);
    if (f->message->text.len > RIGHT_MAX || !t || is_in_confidence(t)) return false;
    if (t->status != STATUS_RECEIVED) return false;
    bool says = u->category_heard && !category_is_other(u->category->code);
    if (!says || denies(u, u->category->code)) {
        act_join_asking(f, out, t->id, QUESTION_CATEGORY);
        return true;
    }
    out->act = ACT_CATEGORY;
    out->ticket_id = t->id;
    out->arg = u->category->code;
    act_follow(f, out, t->id);
    return true;
}
