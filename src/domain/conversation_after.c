/* conversation_after.c - what the reporter says when the desk has worked, or has asked. */
#include "conversation_rules.h"

/* "dekat jembatan pak" answers a question; what is longer may tell of another matter. */
#define ANSWER_MAX 80
/* So may what is said of the rest of what has ended. */
#define REST_MAX 120

static const struct thumb {
    const char *emoji;
    enum verdict verdict;
} thumbs[] = {
    { "\xF0\x9F\x91\x8D", VERDICT_SOLVED }, /* thumb up, of any colour, */
    { "\xE2\x9C\x85", VERDICT_SOLVED },     /* check mark */
    { "\xF0\x9F\x91\x8E", VERDICT_NOT },    /* thumb down, */
    { "\xE2\x9D\x8C", VERDICT_NOT },        /* cross */
};

/* --- is it done? --- */

/* sudah, sebagian, belum: belum also of a ticket that was closed a short while ago. */
bool act_verdict(const struct conversation_facts *f, struct decision *out,
                 const struct known_ticket *t, enum verdict verdict)
{
    const struct understood *u = understood_of(f);
    bool done = t->status == STATUS_RESOLVED;
    /* "yang depan sudah, yang belakang belum": it goes on, as long as that is lawful. */
    if (verdict == VERDICT_PARTLY && u->leaves_rest && !f->choice && t->may_reopen)
        verdict = VERDICT_NOT;
    if (!ticket_is_own(t) || !verdict_is_plain(verdict)) return false;
    if (verdict == VERDICT_NOT ? !t->may_reopen : !done) return false;
    act_join(f, out, t->id);
    out->act = ACT_VERDICT;
    out->verdict = verdict;
    /* "sudah, nilai 5" */
    if (verdict == VERDICT_SOLVED && u->rated_plainly) out->rating = u->rating;
    out->react = false; /* it is answered in words */
    return true;
}

void tap_verdict(const struct conversation_facts *f, struct decision *out, enum verdict verdict)
{
    if (!act_verdict(f, out, &f->chosen, verdict)) act_say(out, REPLY_CHOICE_OLD);
}

/* What thumbs say; NONE: there are none, or they disagree. */
static enum verdict verdict_of_thumbs(struct str text)
{
    enum verdict said = VERDICT_NONE;
    for (size_t i = 0; i < sizeof thumbs / sizeof *thumbs; i++) {
        if (!str_contains(text, str_of(thumbs[i].emoji))) continue;
        if (said != VERDICT_NONE && said != thumbs[i].verdict) return VERDICT_NONE;
        said = thumbs[i].verdict;
    }
    return said;
}

/* A thumb below the question itself; below anything else it is a courtesy. */
bool rule_thumb(const struct conversation_facts *f, struct decision *out)
{
    if (f->message->type != MESSAGE_REACTION || f->message->group_id.len || !f->quoted_asks ||
        !act_verdict(f, out, &f->quoted, verdict_of_thumbs(f->message->text)))
        return false;
    if (f->before.asked_ticket_id == f->quoted.id) conversation_answered(&out->after);
    return true;
}

static bool is_small(enum intent intent)
{
    return intent == INTENT_NOISE || intent == INTENT_THANKS || intent == INTENT_GREETING;
}

bool tells_no_other(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    bool matter = u->category_heard || u->urgent || u->whistleblowing || u->also || u->points ||
                  u->kind != KIND_COMPLAINT;
    bool where = names_place(u);
    return !matter && !where && f->message->type == MESSAGE_TEXT &&
           f->message->text.len <= ANSWER_MAX;
}

/* What words, or a thumb among words that say nothing, tell of the ticket that was asked about. */
static enum verdict verdict_on(const struct conversation_facts *f, const struct known_ticket *t)
{
    const struct understood *u = understood_of(f);
    if (ends_own(u, t)) return VERDICT_SOLVED;
    if (u->verdict != VERDICT_NONE) return u->verdict;
    /* "ya nanti saya lihat" promises an answer and gives none. */
    if (u->intent == INTENT_YES) return u->consent == CONSENT_YES ? VERDICT_SOLVED : VERDICT_UNSURE;
    if (u->intent == INTENT_NO) return VERDICT_NOT; /* "gak sama sekali pak" */
    if (is_small(u->intent)) {
        enum verdict thumbs_say = verdict_of_thumbs(f->message->text);
        return thumbs_say == VERDICT_NONE ? VERDICT_UNSURE : thumbs_say;
    }
    if (u->intent != INTENT_REPORT) return VERDICT_NONE;
    /* "lampunya mati": again, still, or another one? */
    bool same = u->category_heard && u->category && str_equal(u->category->code, t->category);
    return (same && u->troubled) || tells_no_other(f) ? VERDICT_UNSURE : VERDICT_NONE;
}

/* What does not settle it belongs to the ticket, and it is asked once more, with the buttons. */
static bool ask_again(const struct conversation_facts *f, struct decision *out,
                      const struct known_ticket *t)
{
    bool asked = f->before.asked == QUESTION_AGAIN && f->before.asked_ticket_id == t->id;
    if (asked || !ticket_is_own(t) || t->status != STATUS_RESOLVED) return false;
    act_join(f, out, t->id);
    if (out->has_reply) return true; /* danger is answered first */
    out->react = false;
    out->question = QUESTION_AGAIN;
    conversation_ask(&out->after, QUESTION_AGAIN, t->id, f->message->sent_at);
    return true;
}

/* Whatever it says; Meta tells the time of a message in whole seconds, the desk asks at a moment.
 */
static bool older_than_question(const struct conversation_facts *f)
{
    return f->message->sent_at + MS_PER_SECOND <= f->before.asked_at;
}

/* So far from the question that it may be about anything. */
bool came_late(const struct conversation_facts *f)
{
    return time_apart(f->message->sent_at, f->before.asked_at) > (uint64_t)CONVERSATION_ANSWER_MS ||
           older_than_question(f);
}

/* "kerja apaan itu", "cuma ditambal asal", after days as well: it speaks of the work, and tells no
 * other matter. */
static bool speaks_of_work(const struct conversation_facts *f, const struct known_ticket *t)
{
    const struct understood *u = understood_of(f);
    bool same = u->category_heard && u->category && str_equal(u->category->code, t->category);
    bool nothing_new = same && !u->troubled && !u->urgent && !names_place(u);
    bool hints = u->intent == INTENT_REPORT && u->verdict == VERDICT_UNSURE;
    return !older_than_question(f) && (u->blames || (hints && (nothing_new || tells_no_other(f))));
}

/* A text, or what stands below a photo. */
static bool has_words(const struct conversation_facts *f)
{
    return f->message->type == MESSAGE_TEXT ||
           (is_wordless_type(f->message) && understood_of(f)->intent != INTENT_NONE);
}

/* Whether something else of theirs is said to be done as well; of "yang satu belum" whatever else
 * there is may be meant. */
static bool others_wait(const struct conversation_facts *f, const struct known_ticket *t)
{
    bool any = understood_of(f)->one_of;
    for (size_t i = 0; i < f->open_count; i++)
        if (f->open[i].id != t->id && ticket_is_own(&f->open[i]) &&
            (any || f->open[i].status == STATUS_RESOLVED))
            return true;
    return false;
}

/* "sudah", where two were asked about: the buttons name the one that is meant. */
static bool may_mean_others(const struct conversation_facts *f, const struct known_ticket *t)
{
    const struct understood *u = understood_of(f);
    bool named = u->category_heard && u->category && str_equal(u->category->code, t->category);
    return f->before.asked == QUESTION_SOLVED && !named && f->quoted.id == 0 && f->named.id == 0 &&
           others_wait(f, t);
}

/* "airnya sudah lancar", of a drain: what is over is no new matter, unless another report of theirs
 * is about it. */
static bool tells_new_matter(const struct conversation_facts *f, const struct known_ticket *t)
{
    const struct understood *u = understood_of(f);
    bool over = u->over && !ticket_about(f, u->category, STATUS_RECEIVED);
    return u->intent == INTENT_REPORT && !over && !belongs_surely(u, t) && is_another_matter(u, t);
}

/* "kalau anak saya demam puskesmasnya buka malam?" behind a road: of a house where the desk has not
 * sent them, and that is not of the unit which has the report. */
static bool asks_other_house(const struct conversation_facts *f, const struct known_ticket *t)
{
    const struct understood *u = understood_of(f);
    const struct department *owner = owner_of(u);
    bool theirs = owner && str_equal(owner->code, t->department);
    return u->house && !theirs && !f->sent_there && hears_another(u, t);
}

/* "MPP itu di mana ya? buka jam berapa": of what the desk has said about it. */
static bool asks_of_answer(const struct conversation_facts *f, const struct known_ticket *t)
{
    const struct understood *u = understood_of(f);
    bool other = u->troubled || u->urgent || u->also || u->accuses || names_place(u);
    bool back = u->refers || !hears_another(u, t);
    if (!ticket_is_own_open(t) || asks_other_house(f, t)) return false;
    return tells_no_other(f) || (back && !other && f->message->text.len <= ANSWER_MAX);
}

/* "yang di MPP buka hari sabtu gak?": of the house to which the desk has sent them. */
static bool asks_of_house(const struct conversation_facts *f, const struct known_ticket *t)
{
    const struct understood *u = understood_of(f);
    /* "kantor kecamatannya buka jam berapa": by a word that only hints, and its own "-nya". */
    bool named = u->house ? u->house == u->category
                          : u->refers && !u->troubled && !u->category_heard && u->shows_where;
    return u->asks_to_know && named && !u->also && !u->own_too && !u->urgent &&
           !u->whistleblowing && ticket_is_own_open(t) && !names_place(u) &&
           !asks_other_house(f, t) && f->message->text.len <= ANSWER_MAX && !came_late(f);
}

/* A new matter may well begin with "sudah lama": what is clearly another one is no answer. */
bool answer_solved(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = &f->asked;
    enum verdict verdict = verdict_on(f, t);
    if (!has_words(f) || would_betray(u, t) || means_another(f)) return false;
    /* Who was asked twice and calls the work bad is not content with it. */
    if (f->before.asked == QUESTION_AGAIN && u->blames) verdict = VERDICT_NOT;
    if (u->pressing && !verdict_is_plain(verdict)) return false;
    if (asks_of_house(f, t)) {
        act_answer_asked(f, out, t->id);
        return true;
    }
    bool another = tells_new_matter(f, t);
    bool plain = verdict != VERDICT_SOLVED && verdict != VERDICT_UNSURE && u->verdict_first;
    if (another && !plain) return false;
    if (verdict_is_plain(verdict) && may_mean_others(f, t)) return ask_again(f, out, t);
    if (act_verdict(f, out, t, verdict)) {
        conversation_answered(&out->after);
        return true;
    }
    /* "kapan selesai?" is answered with how it stands. */
    bool answers = !came_late(f) || speaks_of_work(f, t);
    /* "sudah nyala pak, tapi siapa yang bersihkan kabelnya?" answers first. */
    bool begins = verdict == VERDICT_UNSURE && u->verdict_first;
    if (u->asks_to_know && !begins && answers && !u->blames && asks_of_answer(f, t)) {
        act_answer_asked(f, out, t->id);
        return true;
    }
    return verdict == VERDICT_UNSURE && (begins || !u->asks) && answers && ask_again(f, out, t);
}

/* --- which of several is done? --- */

/* The one after the other: what is not done first, because of a rating only the last is remembered.
 */
static void act_further(const struct conversation_facts *f, struct decision *out,
                        const struct known_ticket *t, enum verdict verdict)
{
    struct decision also = { .after = out->after };
    if (!act_verdict(f, &also, t, verdict)) return;
    if (out->act == ACT_VERDICT)
        out->further[out->further_count++] = (struct further_verdict){ t->id, verdict };
    else
        (void)act_verdict(f, out, t, verdict);
}

/* "yang lampu sudah, yang sampah belum" */
static void verdict_each(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    for (int settled = 0; settled < 2; settled++)
        for (size_t i = 0; i < u->each_count; i++) {
            const struct verdict_on *on = &u->each[i];
            const struct known_ticket *t = ticket_about(f, on->category, STATUS_RESOLVED);
            if (t && (on->verdict != VERDICT_NOT) == settled) act_further(f, out, t, on->verdict);
        }
}

/* "sudah semua" */
static void verdict_all(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    if (!question_asks_solved(f->before.asked) || !u->for_all || u->verdict != VERDICT_SOLVED ||
        u->category_heard)
        return;
    for (size_t i = 0; i < f->open_count; i++)
        if (f->open[i].status == STATUS_RESOLVED && !would_betray(u, &f->open[i]))
            act_further(f, out, &f->open[i], VERDICT_SOLVED);
}

/* "yang sampah belum" */
static void verdict_by_matter(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t =
        u->category_heard ? ticket_about(f, u->category, STATUS_RESOLVED) : NULL;
    if (t && u->intent == INTENT_REPORT) (void)act_verdict(f, out, t, u->verdict);
}

static bool is_settled(const struct decision *out, int64_t ticket_id)
{
    bool settled = out->ticket_id == ticket_id;
    for (size_t i = 0; i < out->further_count; i++)
        settled = settled || out->further[i].ticket_id == ticket_id;
    return settled;
}

/* Of several that are said to be done, those that the words name. */
bool rule_each(const struct conversation_facts *f, struct decision *out)
{
    if (!has_words(f) || f->named.id || f->quoted.id) return false;
    verdict_each(f, out);
    if (out->act != ACT_VERDICT) verdict_all(f, out);
    if (out->act != ACT_VERDICT) verdict_by_matter(f, out);
    if (out->act != ACT_VERDICT) return false;
    if (is_settled(out, f->before.asked_ticket_id)) conversation_answered(&out->after);
    return true;
}

/* "yang satu belum" when the one that was asked about is settled: the other one, or else it is
 * asked which. */
bool rule_other(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *newest = NULL;
    size_t count = 0;
    if (!has_words(f) || !u->one_of || u->verdict == VERDICT_NONE || f->named.id || f->quoted.id)
        return false;
    for (size_t i = 0; i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        if (!ticket_is_own(t) || t->status != STATUS_RESOLVED || would_betray(u, t)) continue;
        if (count++ == 0) newest = t;
    }
    if (!newest) return false;
    return (count == 1 && act_verdict(f, out, newest, u->verdict)) || ask_again(f, out, newest);
}

/* "belum pak masih mampet", of somebody else's report that they follow and that is said to be done:
 * it reaches whoever works on that, and the verdict stays the reporter's. */
bool rule_followed(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *found = NULL;
    bool doubts = u->verdict == VERDICT_NOT || u->verdict == VERDICT_UNSURE;
    bool where = names_place(u);
    if (!has_words(f) || !u->verdict_first || !doubts || where || u->urgent || u->whistleblowing ||
        f->named.id || f->quoted.id)
        return false;
    for (size_t i = 0; i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        if (t->status != STATUS_RESOLVED || hears_another(u, t)) continue;
        if (found || ticket_is_own(t)) return false;
        found = t;
    }
    if (found) act_join(f, out, found->id);
    return found != NULL;
}

/* --- it had ended, and is not over --- */

void act_take_up(const struct conversation_facts *f, struct decision *out,
                 const struct known_ticket *t)
{
    act_join(f, out, t->id);
    out->act = ACT_TAKE_UP;
    out->react = false;
}

/* Worked on or taken back: it goes on. */
static bool act_not_over(const struct conversation_facts *f, struct decision *out,
                         const struct known_ticket *t)
{
    if (!ticket_is_own(t) || !t->may_take_up) return act_verdict(f, out, t, VERDICT_NOT);
    act_take_up(f, out, t);
    return true;
}

/* "tapi kayunya masih di pinggir jalan": of its part, or of nothing else. What was taken back goes
 * on only by words of it: "masih belum bisa tidur saya" are none. */
static bool is_still_of(const struct understood *u, const struct known_ticket *t)
{
    bool cancelled = t->outcome == OUTCOME_CANCELLED;
    bool part = belongs_surely(u, t) && (!cancelled || speaks_of_part(u, t));
    bool first = u->verdict_first && (!cancelled || mentions_matter(u, t));
    return part || ((u->refers || u->continues || first) && !u->chases && !hears_another(u, t));
}

/* Of what was done in part it is enough to ask: "yang separuh kapan?" */
static bool waits_for_rest(const struct understood *u, const struct known_ticket *t)
{
    return t->outcome == OUTCOME_PARTLY_SOLVED && u->chases && !hears_another(u, t);
}

/* "suratnya salah nama pak, harusnya Fitriani" of what they have got at last. */
static bool is_amiss(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    return f->open_count == 0 && u->amends && u->refers_beside && u->troubled && !u->accuses &&
           !names_place(u);
}

bool take_rest(const struct conversation_facts *f, struct decision *out,
               const struct known_ticket *t)
{
    const struct understood *u = understood_of(f);
    bool rest = u->verdict == VERDICT_NOT || u->verdict == VERDICT_PARTLY;
    bool apart = u->urgent || u->whistleblowing || u->also || u->beside_count > 0 ||
                 u->asks_to_know || is_in_confidence(t) || would_betray(u, t);
    if (apart || !ticket_is_own(t) || t->open || !(t->may_reopen || t->may_take_up) ||
        !same_place(u, t) || f->overtaken || number_is_strange(f))
        return false;
    return ((rest && is_still_of(u, t)) || waits_for_rest(u, t) || is_amiss(f)) &&
           act_not_over(f, out, t);
}

/* "pak tapi batangnya masih di pinggir jalan", of what was spoken of last, and has ended. */
bool rule_rest(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    bool words = u->intent == INTENT_REPORT && !u->recurs && has_words(f);
    for (size_t i = 0; i < f->open_count; i++)
        if (belongs_to(u, &f->open[i]) || !hears_another(u, &f->open[i])) return false;
    return words && f->message->text.len <= REST_MAX && !bound_ticket(f) &&
           take_rest(f, out, &f->last);
}

/* --- is it there again? --- */

/* "mati lagi" says of what only as far as the units go that it may concern. */
static bool may_concern(const struct understood *u, const struct known_ticket *t)
{
    if (u->category_sure) return u->category && str_equal(u->category->code, t->category);
    if (u->evident == 0) return true; /* "numpuk lagi pak" */
    for (size_t i = 0; i < u->candidate_count; i++)
        if (str_equal(u->candidates[i]->code, t->department)) return true;
    return false;
}

static bool fits_again(const struct understood *u, const struct known_ticket *t)
{
    return ticket_is_own(t) && may_concern(u, t) && same_place(u, t) && !is_in_confidence(t) &&
           !would_betray(u, t);
}

/* "lampunya mati lagi" days after it was called done: within the reopening time the one report that
 * it fits is taken up again. */
bool rule_recurs(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *found = NULL;
    if (u->keeps || !conversation_wants_ended(u) || !has_words(f) || f->named.id || f->quoted.id ||
        u->urgent || u->whistleblowing || u->also || settling_ticket(f))
        return false;
    for (size_t i = 0; i < f->open_count; i++)
        if (fits_again(u, &f->open[i])) return false;
    for (size_t i = 0; i < f->ended_count; i++) {
        if (!fits_again(u, &f->ended[i])) continue;
        if (found) return false;
        found = &f->ended[i];
    }
    return found && act_not_over(f, out, found);
}

/* A quote or a number says which ticket is meant, and the words that it is not done; a complaint
 * about a ticket that was called done says so too. */
bool rule_verdict(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = f->named.id ? &f->named : &f->quoted;
    bool unsure = u->verdict == VERDICT_UNSURE;
    bool complains = u->intent == INTENT_REPORT && u->verdict != VERDICT_SOLVED &&
                     u->verdict != VERDICT_PARTLY && (!unsure || u->blames) && t->may_reopen;
    if (!has_words(f) || would_betray(u, t)) return false;
    if (unsure && !u->asks && ask_again(f, out, t)) return true;
    return act_verdict(f, out, t, complains ? VERDICT_NOT : u->verdict);
}

/* --- the desk has asked --- */

/* Told at length, or with what is wrong and where. */
static bool is_told_anew(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    bool whole = u->troubled && u->place && !u->place_only && !u->amends;
    return (f->message->text.len > ANSWER_MAX || whole) && is_another_matter(u, &f->asked);
}

/* Whatever comes is the answer, unless it clearly is another matter or a courtesy. */
bool answer_reporter(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    bool words = u->intent == INTENT_REPORT || u->intent == INTENT_NOISE ||
                 u->intent == INTENT_YES || u->intent == INTENT_NO;
    bool wordless = is_wordless_type(f->message) && u->intent == INTENT_NONE;
    if (f->message->type == MESSAGE_STICKER || would_betray(u, &f->asked)) return false;
    if (!wordless && !words) return false;
    if (u->intent == INTENT_REPORT && is_told_anew(f)) return false;
    act_join(f, out, f->asked.id);
    if (!wordless) conversation_answered(&out->after);
    return true;
}
