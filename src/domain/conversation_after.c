/* conversation_after.c - what the reporter says when the desk has worked, or has asked. */
#include "conversation_rules.h"

#define STAR      "\xE2\xAD\x90"
#define RATE_MAX  32 /* bytes of a message that is nothing but a rating */
#define STARS_MAX 5
/* "dekat jembatan pak" answers a question; what is longer may tell of another matter. */
#define ANSWER_MAX 80

/* --- is it done? --- */

/* sudah, sebagian, belum: belum also of a ticket that was closed a short while ago. */
bool act_verdict(const struct conversation_facts *f, struct decision *out,
                 const struct known_ticket *t, enum verdict verdict)
{
    bool done = t->status == STATUS_RESOLVED;
    if (!ticket_is_own(t) || verdict == VERDICT_NONE) return false;
    if (verdict == VERDICT_NOT ? !t->may_reopen : !done) return false;
    act_join(f, out, t->id);
    out->act = ACT_VERDICT;
    out->verdict = verdict;
    out->react = false; /* it is answered in words */
    return true;
}

void tap_verdict(const struct conversation_facts *f, struct decision *out, enum verdict verdict)
{
    if (!act_verdict(f, out, &f->chosen, verdict)) act_say(out, REPLY_CHOICE_OLD);
}

/* A new matter may well begin with "sudah lama": what is clearly another one is no answer. */
bool answer_solved(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    enum verdict verdict = u->verdict;
    if (f->message->type != MESSAGE_TEXT) return false;
    bool another = u->intent == INTENT_REPORT && is_another_matter(u, &f->asked);
    if (another && (verdict == VERDICT_SOLVED || !u->verdict_first)) return false;
    if (u->intent == INTENT_YES) verdict = VERDICT_SOLVED;
    if (u->intent == INTENT_NO) verdict = VERDICT_NOT;
    if (!act_verdict(f, out, &f->asked, verdict)) return false;
    conversation_answered(&out->after);
    return true;
}

/* A quote or a number says which ticket is meant, and the words that it is not done; a complaint
 * about a ticket that was called done says so too. */
bool rule_verdict(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = f->named.id ? &f->named : &f->quoted;
    bool complains = u->intent == INTENT_REPORT && u->verdict != VERDICT_SOLVED &&
                     u->verdict != VERDICT_PARTLY && t->may_reopen;
    if (f->message->type != MESSAGE_TEXT || would_betray(u, t)) return false;
    return act_verdict(f, out, t, complains ? VERDICT_NOT : u->verdict);
}

/* --- how was it? --- */

static size_t stars_in(struct str text)
{
    size_t n = 0;
    for (size_t at = str_find(text, STR(STAR), 0); at != SIZE_MAX;
         at = str_find(text, STR(STAR), at + sizeof STAR - 1))
        n++;
    return n;
}

/* "5", "nilai 4 pak", three stars; 0: no rating. */
static int64_t rating_in(struct str text)
{
    size_t digits = 0, stars = stars_in(text);
    int64_t rating = 0;
    if (text.len > RATE_MAX) return 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] < '0' || text.at[i] > '9') continue;
        digits++;
        rating = text.at[i] - '0';
    }
    if (digits == 1 && rating >= 1 && rating <= 5) return rating;
    return digits == 0 && stars <= STARS_MAX ? (int64_t)stars : 0;
}

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
    if (!rate(f, out, &f->chosen, rating_in(f->choice->arg))) act_say(out, REPLY_CHOICE_OLD);
}

bool answer_rating(const struct conversation_facts *f, struct decision *out)
{
    return f->message->type == MESSAGE_TEXT &&
           rate(f, out, &f->asked, rating_in(str_trim(f->message->text)));
}

/* What follows a rating is a comment, unless it clearly is a matter for the desk. */
bool answer_comment(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    bool matter = u->intent == INTENT_REPORT && (u->category_sure || u->place || u->urgent);
    bool words = u->intent == INTENT_REPORT || u->intent == INTENT_NOISE ||
                 u->intent == INTENT_YES || u->intent == INTENT_NO;
    if (f->message->type != MESSAGE_TEXT || !words || matter || !ticket_is_own(&f->asked))
        return false;
    out->act = ACT_COMMENT;
    out->ticket_id = f->asked.id;
    conversation_answered(&out->after);
    return true;
}

/* --- the desk has asked --- */

/* Whatever comes is the answer, unless it clearly is another matter or a courtesy. */
bool answer_reporter(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    bool words = u->intent == INTENT_REPORT || u->intent == INTENT_NOISE ||
                 u->intent == INTENT_YES || u->intent == INTENT_NO;
    bool wordless = is_wordless_type(f->message) && u->intent == INTENT_NONE;
    if (f->message->type == MESSAGE_STICKER || would_betray(u, &f->asked)) return false;
    if (!wordless && !words) return false;
    if (f->message->text.len > ANSWER_MAX && is_another_matter(u, &f->asked)) return false;
    act_join(f, out, f->asked.id);
    if (!wordless) conversation_answered(&out->after);
    return true;
}
