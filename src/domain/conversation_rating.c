/* conversation_rating.c - how was it? A rating, and what is said beside it. */
#include "conversation_rules.h"

#define RATING_MAX 5

static bool rate(const struct conversation_facts *f, struct decision *out,
                 const struct known_ticket *t, int64_t rating)
{
    if (!ticket_is_own(t) || t->open || rating == 0) return false;
    out->act = ACT_RATE;
    out->ticket_id = t->id;
    out->rating = rating;
    conversation_ask(&out->after, QUESTION_COMMENT, t->id, f->message->sent_at);
    return true;
}

void tap_rating(const struct conversation_facts *f, struct decision *out)
{
    int64_t rating;
    bool good = str_to_i64(f->choice->arg, 1, RATING_MAX, &rating, NULL);
    if (!good || !rate(f, out, &f->chosen, rating)) act_say(out, REPLY_CHOICE_OLD);
}

/* "belum pak masih gelap" instead of a rating: it was not done after all. */
static bool takes_back(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    if (rule_other(f, out)) return true;
    if (understood_of(f)->intent == INTENT_REPORT && take_rest(f, out, &f->asked)) {
        conversation_answered(&out->after);
        return true;
    }
    if (u->verdict != VERDICT_NOT || would_betray(u, &f->asked) ||
        (u->intent == INTENT_REPORT && is_another_matter(u, &f->asked)) ||
        !act_verdict(f, out, &f->asked, VERDICT_NOT))
        return false;
    conversation_answered(&out->after);
    return true;
}

/* "puas, tapi jalan di maron rusak" is a matter of its own first. */
static bool tells_another(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    return u->intent == INTENT_REPORT &&
           (u->urgent || ((u->category_sure || u->place) && is_another_matter(u, &f->asked)));
}

static void comment(const struct conversation_facts *f, struct decision *out)
{
    out->act = ACT_COMMENT;
    out->ticket_id = f->asked.id;
    conversation_answered(&out->after);
}

/* "gak usah lah" ends the question kindly. */
static bool declines_rating(const struct conversation_facts *f, struct decision *out)
{
    if (understood_of(f)->consent != CONSENT_NO) return false;
    act_say(out, REPLY_THANKS);
    conversation_answered(&out->after);
    return true;
}

/* "lumayan", "10", "petugasnya ramah": kept, and it is asked once more for a number of 1 to 5. Who
 * gives none then either is not asked for one. */
static bool rates_unclearly(const struct conversation_facts *f, struct decision *out)
{
    enum intent intent = understood_of(f)->intent;
    bool words = intent == INTENT_REPORT && tells_no_other(f) && !understood_of(f)->category_sure;
    bool small = intent == INTENT_NOISE || intent == INTENT_YES || intent == INTENT_NO;
    bool again = f->before.asked == QUESTION_RATING_AGAIN;
    if (!words && !small) return false;
    if (small && again) {
        act_say(out, REPLY_THANKS);
        conversation_answered(&out->after);
        return true;
    }
    comment(f, out);
    if (again) return true;
    out->question = QUESTION_RATING_AGAIN;
    conversation_ask(&out->after, QUESTION_RATING_AGAIN, f->asked.id, f->message->sent_at);
    return true;
}

bool answer_rating(const struct conversation_facts *f, struct decision *out)
{
    if (f->message->type != MESSAGE_TEXT) return false;
    if (takes_back(f, out)) return true;
    if (tells_another(f)) return false;
    if (rate(f, out, &f->asked, understood_of(f)->rating)) return true;
    if (declines_rating(f, out)) return true;
    /* What was opened again meanwhile is not rated. */
    return ticket_is_own(&f->asked) && !f->asked.open && rates_unclearly(f, out);
}

/* "besok2 tolong rutin ya ngangkutnya", "tapi aspalnya kurang rapi", as was asked for: of the very
 * matter, and of no new trouble or place. */
static bool wishes_of_it(const struct understood *u, const struct known_ticket *t)
{
    bool same = u->category && str_equal(u->category->code, t->category);
    bool trouble = u->troubled && !u->contests && !u->blames;
    return same && u->refers && !names_place(u) && !trouble && !u->pressing &&
           (!u->also || u->blames) && !u->recurs;
}

/* What follows a rating is a comment, unless it clearly is a matter for the desk, or the same one
 * again: "pak lampunya mati lagi". */
bool answer_comment(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    if (f->message->type == MESSAGE_TEXT && takes_back(f, out)) return true;
    bool matter = u->intent == INTENT_REPORT && (u->category_sure || u->place || u->urgent);
    matter = matter && !wishes_of_it(u, &f->asked);
    bool words = u->intent == INTENT_REPORT || u->intent == INTENT_NOISE ||
                 u->intent == INTENT_YES || u->intent == INTENT_NO;
    /* "nggih": it was read. */
    bool nods = u->consent == CONSENT_YES && u->intent != INTENT_REPORT && u->plain.len == 0;
    if (f->message->type != MESSAGE_TEXT || !words || nods || matter || !ticket_is_own(&f->asked))
        return false;
    comment(f, out);
    return true;
}
