/* conversation_answer.c - taps on our buttons and lists, and words that answer a question. */
#include "conversation_rules.h"

/* --- taps --- */

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

/* What cannot be taken back is done only by an answer to the latest question. */
static void cancel(const struct conversation_facts *f, struct decision *out, bool yes)
{
    bool latest = f->before.asked == QUESTION_CANCEL && f->choice->token == f->before.token;
    if (!ticket_is_own_open(&f->chosen) || !latest) {
        act_say(out, REPLY_CHOICE_OLD);
        return;
    }
    if (!yes) act_say(out, REPLY_CANCEL_KEPT);
    if (yes) out->act = ACT_CANCEL;
    out->ticket_id = f->chosen.id;
}

static void choose_ticket(const struct conversation_facts *f, struct decision *out)
{
    if (!ticket_is_own_open(&f->chosen)) {
        act_say(out, REPLY_CHOICE_OLD);
        return;
    }
    out->act = f->before.loose.at ? ACT_BIND : ACT_STATUS;
    out->ticket_id = f->chosen.id;
}

static void follow_tap(const struct conversation_facts *f, struct decision *out)
{
    switch (f->choice->verb) {
    case CHOICE_UNIT: correct(f, out, ACT_UNIT); break;
    case CHOICE_VILLAGE:
    case CHOICE_DISTRICT: correct(f, out, ACT_PLACE); break;
    case CHOICE_DISTRICTS: act_ask(f, out, QUESTION_DISTRICT, f->chosen.id, f->choice->arg); break;
    case CHOICE_VILLAGES: act_ask(f, out, QUESTION_VILLAGE, f->chosen.id, f->choice->arg); break;
    case CHOICE_TICKET: choose_ticket(f, out); break;
    case CHOICE_NEW: act_say(out, REPLY_ASK_WORDS); break;
    case CHOICE_CANCEL: cancel(f, out, true); break;
    case CHOICE_KEEP: cancel(f, out, false); break;
    case CHOICE_HUMAN: act_human(f, out); break;
    case CHOICE_VERB_COUNT: break;
    }
}

bool rule_tap(const struct conversation_facts *f, struct decision *out)
{
    enum message_type type = f->message->type;
    if (type != MESSAGE_INTERACTIVE && type != MESSAGE_BUTTON) return false;
    if (!f->choice) { /* a menu that somebody else once sent */
        act_say_courtesy(f, out, REPLY_MENU);
        return true;
    }
    bool about = f->choice->verb == CHOICE_DISTRICTS || f->choice->verb == CHOICE_VILLAGES;
    if (about && !ticket_is_own_open(&f->chosen)) {
        act_say(out, REPLY_CHOICE_OLD);
        return true;
    }
    if (f->choice->token == f->before.token) conversation_answered(&out->after);
    follow_tap(f, out);
    return true;
}

/* --- words --- */

static bool is_fresh(const struct conversation_facts *f)
{
    return time_apart(f->message->sent_at, f->before.asked_at) <= CONVERSATION_ANSWER_MS;
}

/* A place that was asked for, in words or by a pin, and no other matter beside it. */
static bool answer_place(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    bool tells = u->intent == INTENT_REPORT || u->intent == INTENT_NONE;
    if (!u->place || !tells || f->asked.district.len) return false;
    if (is_another_matter(u, &f->asked)) return false;
    if (u->category_sure && !str_equal(u->category->code, f->asked.category)) return false;
    act_join(f, out, f->asked.id);
    out->act = ACT_PLACE;
    out->arg = u->place->code;
    out->react = false;
    conversation_answered(&out->after);
    return true;
}

/* "di sini", "di depan rumah saya", "tidak tahu": then by list, once. */
static bool ask_by_list(const struct conversation_facts *f, struct decision *out)
{
    enum intent intent = understood_of(f)->intent;
    if (f->message->type != MESSAGE_TEXT || f->before.asked != QUESTION_PLACE) return false;
    if (intent != INTENT_NOISE && intent != INTENT_YES && intent != INTENT_NO) return false;
    act_ask(f, out, QUESTION_DISTRICT, f->asked.id, STR_EMPTY);
    return true;
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

static bool answer_cancel(const struct conversation_facts *f, struct decision *out)
{
    enum intent intent = understood_of(f)->intent;
    if (intent == INTENT_YES || intent == INTENT_CANCEL)
        out->act = ACT_CANCEL;
    else if (intent == INTENT_NO)
        act_say(out, REPLY_CANCEL_KEPT);
    else
        return false;
    out->ticket_id = f->asked.id;
    conversation_answered(&out->after);
    return true;
}

bool rule_answer(const struct conversation_facts *f, struct decision *out)
{
    if (f->before.asked == QUESTION_NONE || !is_fresh(f)) return false;
    if (!ticket_is_own_open(&f->asked)) return false;
    switch (f->before.asked) {
    case QUESTION_CANCEL: return answer_cancel(f, out);
    case QUESTION_WORDS: return answer_words(f, out);
    case QUESTION_UNIT:
    case QUESTION_PLACE:
    case QUESTION_DISTRICT:
    case QUESTION_VILLAGE: return answer_place(f, out) || ask_by_list(f, out);
    case QUESTION_TICKET:
    case QUESTION_NONE:
    case QUESTION_END: break;
    }
    return false;
}
