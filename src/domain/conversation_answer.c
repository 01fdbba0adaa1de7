/* conversation_answer.c - words that answer a question. */
#include "conversation_rules.h"

/* "formulir akta kawin online dispenduk": asked for, it may say more than which. */
#define NAMED_MAX 80
/* "yang ktp pak": which of several tickets. */
#define WHICH_MAX 24

bool asked_within(const struct conversation_facts *f, int64_t ms)
{
    return time_apart(f->message->sent_at, f->before.asked_at) <= (uint64_t)ms;
}

/* A ticket that was made of photos alone is told what it is about. */
static bool answer_words(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    if (u->intent != INTENT_REPORT || is_another_matter(u, &f->asked)) return false;
    act_join(f, out, f->asked.id);
    out->correct = makes_clear(u, &f->asked);
    if (out->correct) out->react = false;
    conversation_answered(&out->after);
    return true;
}

/* What comes first after "tambah" is meant for the ticket whenever it comes, what comes right
 * behind that as well, unless it is danger or asks how it goes; what lies elsewhere never is. */
static bool adds_nothing(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    bool elsewhere = !same_place(u, &f->asked) && !u->place_only && !u->amends;
    bool first = f->before.last_message_at <= f->before.asked_at;
    if (elsewhere || first || f->message->sent_at < f->before.last_message_at) return elsewhere;
    return settling_ticket(f) != f->asked.id || u->urgent || u->chases;
}

/* After "tambah". */
static bool answer_addition(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    bool wordless = is_wordless_type(f->message);
    if (adds_nothing(f)) return false;
    if (f->message->type == MESSAGE_STICKER || would_betray(u, &f->asked)) return false;
    if (u->intent != INTENT_REPORT && !(wordless && u->intent == INTENT_NONE)) return false;
    act_join(f, out, f->asked.id);
    return true;
}

/* "yang ktp": a matter, and nothing is told of it. */
static bool names_matter_within(const struct conversation_facts *f, size_t most)
{
    const struct understood *u = understood_of(f);
    return u->category && u->category_heard && !u->place && !u->troubled && !u->urgent &&
           !u->whistleblowing && f->message->type == MESSAGE_TEXT && f->message->text.len <= most;
}

static bool names_matter(const struct conversation_facts *f)
{
    return names_matter_within(f, WHICH_MAX);
}

/* "yang ktp": of several tickets the one that is about that; 0: none, or several. */
static int64_t ticket_by_matter(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    size_t count = 0;
    int64_t id = 0;
    if (!names_matter(f)) return 0;
    for (size_t i = 0; i < f->open_count; i++) {
        if (!str_equal(f->open[i].category, u->category->code)) continue;
        id = f->open[i].id;
        count++;
    }
    return count == 1 && !would_betray(u, known_with_id(f, id)) ? id : 0;
}

/* "yang di maron": the only one that lies there; 0: none, or several. */
static int64_t ticket_by_place(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    int64_t id = 0;
    size_t count = 0;
    /* "sing nang lumbang" */
    bool says = u->place_only || (u->continues && u->states && !u->category_heard &&
                                  f->message->text.len <= WHICH_MAX);
    if (!says || place_district(u->place).len == 0 || u->also || u->amends) return 0;
    for (size_t i = 0; i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        if (!lies_at(t, u->place) || would_betray(u, t)) continue;
        id = t->id;
        count++;
    }
    return count == 1 ? id : 0;
}

/* "yang ktp", "yang di maron": to what was asked, or to photos that wait. */
static bool answer_which(const struct conversation_facts *f, struct decision *out)
{
    bool held = holds(f, HELD_CHASE), text = f->message->type == MESSAGE_TEXT;
    int64_t id = text && held ? ticket_by_matter(f) : 0;
    if (id == 0 && text && (held || f->before.loose.at)) id = ticket_by_place(f);
    if (id == 0) return false;
    act_join(f, out, id); /* photos come along */
    if (held) {
        out->react = false;
        out->tell_status = true;
        take_chosen(f, out);
    }
    conversation_answered(&out->after);
    return true;
}

static bool answer_ticket(const struct conversation_facts *f, struct decision *out)
{
    bool held = holds(f, HELD_CHASE);
    /* Further words are a part of the ticket and take the photos along themselves. */
    if (f->message->type != MESSAGE_TEXT || understood_of(f)->intent == INTENT_REPORT) return false;
    if (!ticket_is_theirs(&f->named) || !f->named.open) return false;
    if (!held && !f->before.loose.at) return false;
    out->act = held ? ACT_STATUS : ACT_BIND;
    out->ticket_id = f->named.id;
    if (held) take_chosen(f, out);
    if (!held) act_follow(f, out, f->named.id);
    conversation_answered(&out->after);
    return true;
}

/* "ya" to a photo's "is it about this one?": the only one that is open. */
static bool answer_only(const struct conversation_facts *f, struct decision *out)
{
    enum consent consent = consent_to_same(f);
    bool only = f->open_count == 1 && f->open[0].id == f->before.asked_ticket_id;
    if (!only || !f->before.loose.at || holds(f, HELD_CHASE) || consent == CONSENT_NONE ||
        f->message->type != MESSAGE_TEXT || understood_of(f)->intent == INTENT_REPORT)
        return false;
    if (consent == CONSENT_NO) {
        choose_new(f, out);
    } else {
        out->act = ACT_BIND;
        out->ticket_id = f->open[0].id;
        act_follow(f, out, out->ticket_id);
    }
    conversation_answered(&out->after);
    return true;
}

/* "masih sama aja belum", "yang kemarin itu", "pak??": whoever names none of those that were listed
 * and goes on asking hears of the newest. */
static bool answer_newest(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    bool words = u->intent == INTENT_REPORT || u->intent == INTENT_NOISE;
    bool asks = words && (u->inquires || u->chases || is_several_words(f));
    if (!holds(f, HELD_CHASE) || !asks || u->number || u->row || !tells_no_other(f)) return false;
    if (u->for_all && u->intent == INTENT_NOISE) { /* "semuanya pak" */
        out->act = ACT_STATUS;
        conversation_answered(&out->after);
        return true;
    }
    for (size_t i = 0; i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        if (would_betray(u, t) || t->received_at > f->message->sent_at) continue;
        act_answer_asked(f, out, t->id);
        take_chosen(f, out);
        conversation_answered(&out->after);
        return true;
    }
    return false;
}

/* A late "ya": whether it was meant for that is asked once more, before anything is cancelled. */
static bool ask_cancel_again(const struct conversation_facts *f, struct decision *out,
                             enum consent consent)
{
    if (f->before.asked != QUESTION_CANCEL || consent != CONSENT_YES) return false;
    act_ask(f, out, QUESTION_CANCEL, f->asked.id, STR_EMPTY);
    return true;
}

/* "ya batalkan" is a yes; "batal" alone, or "tidak jadi", asks once more. */
static bool answer_cancel(const struct conversation_facts *f, struct decision *out)
{
    if (means_another(f)) return false;
    enum consent consent = understood_of(f)->consent;
    if (consent == CONSENT_NONE && understood_of(f)->not_after_all) consent = CONSENT_NO;
    /* "ya masih": it goes on. */
    if (consent == CONSENT_NONE || understood_of(f)->still) return false;
    if (understood_of(f)->proceeds) consent = CONSENT_NO; /* "lanjut saja pak" */
    if (!asked_within(f, f->settle_ms)) return ask_cancel_again(f, out, consent);
    settle_cancel(f, out, f->asked.id, consent == CONSENT_YES);
    conversation_answered(&out->after);
    return true;
}

/* "makasih", and then "ok", or "lanjut": no consent to what was offered. */
static bool only_acknowledges(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    bool empty = u->intent == INTENT_NOISE && u->plain.len == 0;
    return u->proceeds || (empty && f->before.courtesy_at > f->before.asked_at);
}

/* "ya": the ticket that was made last is a part of the one that the question names, the one before
 * or somebody else's. A late one is asked about once more: reports that were joined stay joined. */
static bool answer_join(const struct conversation_facts *f, struct decision *out)
{
    enum consent consent = consent_to_same(f);
    bool made = ticket_is_own_open(&f->last) && f->last.status == STATUS_RECEIVED &&
                f->last.id != f->asked.id;
    if (!made || consent == CONSENT_NONE) return false;
    if (consent == CONSENT_YES && only_acknowledges(f)) return false;
    /* "digabung aja" says what it is a yes to. */
    const struct understood *u = understood_of(f);
    bool says = u->gathers || u->goes_back;
    if (consent == CONSENT_YES && !asked_within(f, f->settle_ms) && !says) {
        act_ask(f, out, f->before.asked, f->asked.id, STR_EMPTY);
        out->into_id = f->asked.id;
        out->ticket_id = f->last.id;
        return true;
    }
    if (consent == CONSENT_NO) keep_apart(f, out);
    if (consent == CONSENT_YES) out->act = ACT_FOLLOW;
    out->ticket_id = f->last.id;
    out->into_id = f->asked.id;
    conversation_answered(&out->after);
    if (out->act == ACT_FOLLOW) act_follow(f, out, out->into_id);
    return true;
}

static bool answer_second(const struct conversation_facts *f, struct decision *out)
{
    enum consent consent = understood_of(f)->consent;
    if (consent == CONSENT_NONE) return false;
    settle_second(&f->asked, out, consent == CONSENT_YES);
    conversation_answered(&out->after);
    return true;
}

/* "bukan semua": none of the units that were offered. */
bool answer_unit(const struct conversation_facts *f, struct decision *out)
{
    return f->before.asked == QUESTION_UNIT && understood_of(f)->consent == CONSENT_NO &&
           act_ask_category(f, out, f->asked.id, STR_EMPTY);
}

/* "listrik rumah padam", "saluran air depan rumah mampet, bukan jalannya": told anew, and neither
 * as a matter beside it nor of elsewhere. */
static bool tells_instead(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    bool there = !names_place(u) || (f->asked.village.len && same_place(u, &f->asked));
    bool beside = u->also || u->own_too || u->beside_count > 0;
    return u->intent == INTENT_REPORT && hears_matter(u) && hears_another(u, &f->asked) && there &&
           !beside && !u->urgent && !u->whistleblowing && !would_betray(u, &f->asked) &&
           f->message->type == MESSAGE_TEXT && f->message->text.len <= RIGHT_MAX;
}

/* "drainase", wherever in the list it stands. */
static bool answer_category(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    bool names = names_matter_within(f, NAMED_MAX) || tells_instead(f);
    if (!names || f->asked.status != STATUS_RECEIVED || !asked_within(f, f->settle_ms))
        return false;
    out->act = ACT_CATEGORY;
    out->ticket_id = f->asked.id;
    out->arg = u->category->code;
    conversation_answered(&out->after);
    act_follow(f, out, f->asked.id);
    return true;
}

static bool answer_human(const struct conversation_facts *f, struct decision *out)
{
    if (understood_of(f)->consent != CONSENT_YES) return false;
    act_human(f, out);
    conversation_answered(&out->after);
    return true;
}

/* What the desk asked waits as long as the ticket does. */
static bool answer_desk(const struct conversation_facts *f, struct decision *out)
{
    bool waits =
        f->asked.status == STATUS_AWAITING_REPORTER || asked_within(f, CONVERSATION_ANSWER_MS);
    if (question_asks_solved(f->before.asked)) return answer_solved(f, out);
    if (f->before.asked == QUESTION_OBJECTION) return answer_objection(f, out);
    return f->before.asked == QUESTION_REPORTER && waits && ticket_is_own_open(&f->asked) &&
           answer_reporter(f, out);
}

/* It answers something else: "ya", and whatever says nothing by itself, is older than the question,
 * or whoever wrote it had not seen that yet. A place is one all the same. */
static bool crossed_question(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    bool small = u->intent == INTENT_NOISE || u->intent == INTENT_YES || u->intent == INTENT_NO;
    return (f->unseen || f->message->sent_at < f->before.asked_at) &&
           (small || u->consent != CONSENT_NONE || u->other);
}

static bool is_in_time(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    enum question asked = f->before.asked;
    bool rates = question_asks_rating(asked) && u->rating > 0;
    bool answers = (u->consent != CONSENT_NONE || rates) && u->intent != INTENT_REPORT;
    /* "ya masih itu pak" can be about nothing else. */
    if (u->still && (asked == QUESTION_PART || asked == QUESTION_MATTER))
        return asked_within(f, CONVERSATION_REPEAT_MS);
    /* Nor can "yang di maron", of several that were listed. */
    if (asked == QUESTION_TICKET && u->continues && (names_matter(f) || ticket_by_place(f)))
        return asked_within(f, CONVERSATION_REPEAT_MS);
    return asked_within(f, answers ? CONVERSATION_CONSENT_MS : CONVERSATION_ANSWER_MS);
}

bool rule_answer(const struct conversation_facts *f, struct decision *out)
{
    enum question asked = f->before.asked;
    if (answer_desk(f, out)) return true;
    if (asked == QUESTION_NONE || !is_in_time(f) || crossed_question(f)) return false;
    if (question_asks_rating(asked)) return answer_rating(f, out);
    if (asked == QUESTION_COMMENT) return answer_comment(f, out);
    if (asked == QUESTION_HUMAN) return answer_human(f, out);
    if (asked == QUESTION_TICKET)
        return answer_only(f, out) || answer_ticket(f, out) || answer_which(f, out) ||
               answer_newest(f, out);
    /* "kok belum ada yang datang?" is no answer to where. */
    if (understood_of(f)->chases && asked != QUESTION_WORDS && asked != QUESTION_ADDITION)
        return false;
    if (asked == QUESTION_SIMILAR) return f->asked.open && answer_join(f, out);
    if (!ticket_is_own_open(&f->asked)) return false;
    switch (asked) {
    case QUESTION_CANCEL:
    case QUESTION_CANCEL_ALL: return answer_cancel(f, out);
    case QUESTION_WORDS: return answer_words(f, out);
    case QUESTION_ADDITION: return answer_addition(f, out);
    case QUESTION_MATTER: return answer_join(f, out);
    case QUESTION_PHONE: return answer_phone(f, out);
    case QUESTION_SECOND: return answer_second(f, out);
    case QUESTION_PART: return answer_apart(f, out) || answer_where(f, out);
    case QUESTION_CATEGORY: return answer_category(f, out);
    case QUESTION_UNIT:
    case QUESTION_PLACE:
    case QUESTION_DISTRICT:
    case QUESTION_VILLAGE:
    case QUESTION_NAMESAKE:
    case QUESTION_BORDER: return answer_where(f, out);
    case QUESTION_TICKET:
    case QUESTION_HUMAN:
    case QUESTION_REPORTER:
    case QUESTION_SOLVED:
    case QUESTION_AGAIN:
    case QUESTION_RATING:
    case QUESTION_RATING_AGAIN:
    case QUESTION_COMMENT:
    case QUESTION_OBJECTION:
    case QUESTION_SIMILAR:
    case QUESTION_LANGUAGE:
    case QUESTION_NONE:
    case QUESTION_END: break;
    }
    return false;
}
