/* conversation_tap.c - taps on our buttons and lists. */
#include "conversation_rules.h"

static void correct(const struct conversation_facts *f, struct decision *out, enum act act)
{
    /* Once the desk has begun to work on it, it is for the desk to correct. */
    if (!ticket_is_own_open(&f->chosen) || f->chosen.status != STATUS_RECEIVED) {
        act_say(out, REPLY_CHOICE_OLD);
        return;
    }
    out->act = act;
    out->ticket_id = f->chosen.id;
    out->arg = f->choice->arg;
}

static bool is_latest(const struct conversation_facts *f, enum question question)
{
    return f->before.asked == question && f->choice->token == f->before.token;
}

/* All that were open when it was asked, if it was about all: what came since is another report. */
void settle_cancel(const struct conversation_facts *f, struct decision *out, int64_t ticket_id,
                   bool yes)
{
    if (!yes) act_say(out, REPLY_CANCEL_KEPT);
    if (yes) out->act = ACT_CANCEL;
    out->ticket_id = ticket_id;
    if (f->before.asked == QUESTION_CANCEL_ALL) act_on_all_open(f, out, f->before.asked_at);
}

/* What cannot be taken back is done only by an answer to the latest question. */
static void tap_cancel(const struct conversation_facts *f, struct decision *out, bool yes)
{
    bool latest = question_asks_cancel(f->before.asked) && f->choice->token == f->before.token;
    if (ticket_is_own_open(&f->chosen) && latest)
        settle_cancel(f, out, f->chosen.id, yes);
    else
        act_say(out, REPLY_CHOICE_OLD);
}

/* The question that waited belongs to the ticket, so do photos before it, and what comes next. */
void take_chosen(const struct conversation_facts *f, struct decision *out)
{
    take_chase(out);
    out->take_loose = out->take_loose || loose_is_fresh(f);
    act_follow(f, out, out->ticket_id);
}

static void choose_ticket(const struct conversation_facts *f, struct decision *out)
{
    if (!ticket_is_theirs(&f->chosen) || !f->chosen.open) {
        act_say(out, REPLY_CHOICE_OLD);
        return;
    }
    bool latest = is_latest(f, QUESTION_TICKET);
    bool held = holds(f, HELD_CHASE) && latest;
    out->act = f->before.loose.at && latest && !held ? ACT_BIND : ACT_STATUS;
    out->ticket_id = f->chosen.id;
    if (held) take_chosen(f, out);
}

/* Of which of them the place was told is a choice among them too: what told it belongs there, and
 * is for the desk to read once that works on it. */
static void tap_place(const struct conversation_facts *f, struct decision *out)
{
    bool of_which = is_latest(f, QUESTION_TICKET);
    bool corrects = ticket_is_own_open(&f->chosen) && f->chosen.status == STATUS_RECEIVED;
    if (of_which && !corrects) {
        choose_ticket(f, out);
    } else if (is_old_list(f)) {
        act_say(out, REPLY_CHOICE_OLD);
    } else {
        correct(f, out, ACT_PLACE);
        if (of_which) take_chase(out);
    }
}

/* What waits for words waits from now on. */
void choose_new(const struct conversation_facts *f, struct decision *out)
{
    act_say(out, REPLY_ASK_WORDS);
    struct loose *loose = &out->after.loose;
    if (loose->at) loose->at = time_later(loose->at, f->message->sent_at);
}

static void turn_page(const struct conversation_facts *f, struct decision *out,
                      enum question question)
{
    if (ticket_is_own_open(&f->chosen) && !is_old_list(f))
        act_ask(f, out, question, f->chosen.id, f->choice->arg);
    else
        act_say(out, REPLY_CHOICE_OLD);
}

static void turn_categories(const struct conversation_facts *f, struct decision *out)
{
    if (!ticket_is_own_open(&f->chosen) || !act_ask_category(f, out, f->chosen.id, f->choice->arg))
        act_say(out, REPLY_CHOICE_OLD);
}

/* It stays a ticket of its own, and what is still missing of it is asked now. */
void keep_apart(const struct conversation_facts *f, struct decision *out)
{
    act_say(out, REPLY_CANCEL_KEPT);
    out->place_next = true;
    out->unit_next = f->before.asked == QUESTION_SIMILAR;
}

/* Only to the latest question: a ticket that was worked on meanwhile must not vanish in another. */
static void tap_similar(const struct conversation_facts *f, struct decision *out)
{
    bool latest = is_latest(f, QUESTION_SIMILAR) || is_latest(f, QUESTION_MATTER);
    bool follow = f->choice->verb == CHOICE_FOLLOW;
    int64_t into_id = 0;
    if (!ticket_is_own_open(&f->chosen) || f->chosen.status != STATUS_RECEIVED || !latest ||
        (follow && !str_to_i64(f->choice->arg, 1, INT64_MAX, &into_id, NULL))) {
        act_say(out, REPLY_CHOICE_OLD);
        return;
    }
    if (follow)
        out->act = ACT_FOLLOW;
    else
        keep_apart(f, out);
    out->ticket_id = f->chosen.id;
    out->into_id = into_id;
}

/* Their message told of two matters: a report of its own for the second. */
void settle_second(const struct known_ticket *t, struct decision *out, bool yes)
{
    if (!yes) act_say(out, REPLY_CANCEL_KEPT);
    if (yes) out->act = ACT_SECOND;
    out->ticket_id = t->id;
}

static void tap_second(const struct conversation_facts *f, struct decision *out)
{
    if (ticket_is_own(&f->chosen) && is_latest(f, QUESTION_SECOND))
        settle_second(&f->chosen, out, f->choice->arg.len == 0);
    else
        act_say(out, REPLY_CHOICE_OLD);
}

static void follow_tap(const struct conversation_facts *f, struct decision *out)
{
    switch (f->choice->verb) {
    case CHOICE_UNIT: correct(f, out, ACT_UNIT); break;
    case CHOICE_CATEGORY: correct(f, out, ACT_CATEGORY); break;
    case CHOICE_CATEGORIES: turn_categories(f, out); break;
    case CHOICE_VILLAGE:
    case CHOICE_DISTRICT: tap_place(f, out); break;
    case CHOICE_DISTRICTS: turn_page(f, out, QUESTION_DISTRICT); break;
    case CHOICE_VILLAGES: turn_page(f, out, QUESTION_VILLAGE); break;
    case CHOICE_TICKET: choose_ticket(f, out); break;
    case CHOICE_NEW: choose_new(f, out); break;
    case CHOICE_CANCEL: tap_cancel(f, out, true); break;
    case CHOICE_KEEP: tap_cancel(f, out, false); break;
    case CHOICE_HUMAN: act_human(f, out); break;
    case CHOICE_SOLVED: tap_verdict(f, out, VERDICT_SOLVED); break;
    case CHOICE_PARTLY: tap_verdict(f, out, VERDICT_PARTLY); break;
    case CHOICE_NOT: tap_verdict(f, out, VERDICT_NOT); break;
    case CHOICE_RATE: tap_rating(f, out); break;
    case CHOICE_LANGUAGE: tap_language(f, out); break;
    case CHOICE_FOLLOW:
    case CHOICE_OWN: tap_similar(f, out); break;
    case CHOICE_SECOND: tap_second(f, out); break;
    case CHOICE_APART: tap_apart(f, out); break;
    case CHOICE_VERB_COUNT: break;
    }
}

bool rule_tap(const struct conversation_facts *f, struct decision *out)
{
    enum message_type type = f->message->type;
    bool tap = type == MESSAGE_INTERACTIVE || type == MESSAGE_BUTTON;
    if (!tap && !f->choice) return false;
    if (!f->choice) { /* a menu that somebody else once sent */
        act_say_courtesy(f, out, REPLY_MENU);
        return true;
    }
    if (f->choice->token == f->before.token) conversation_answered(&out->after);
    follow_tap(f, out);
    /* What comes next is about the ticket that was tapped at. */
    if (out->act == ACT_UNIT || out->act == ACT_CATEGORY || out->act == ACT_PLACE ||
        out->act == ACT_BIND)
        act_follow(f, out, out->ticket_id);
    if (out->act == ACT_FOLLOW) act_follow(f, out, out->into_id);
    return true;
}
