/* conversation_command.c - words that command: they work whatever is going on. */
#include "conversation_rules.h"

/* What they wrote last is a wish to us, as to be forgotten, and no matter. */
static bool is_request(const struct conversation_facts *f)
{
    return ticket_is_own_open(&f->last) && category_is_other(f->last.category) &&
           f->last.received_at <= f->message->sent_at;
}

static void decide_status(const struct conversation_facts *f, struct decision *out)
{
    if (number_is_strange(f)) {
        act_say(out, REPLY_STATUS_UNKNOWN);
        return;
    }
    out->act = ACT_STATUS;
    if (ticket_is_theirs(&f->named))
        out->ticket_id = f->named.id;
    else if (ticket_is_theirs(&f->quoted))
        out->ticket_id = f->quoted.id;
    else if (understood_of(f)->chases && f->open_count == 1)
        act_answer_call(f, out); /* "gmn kelanjutannya" */
    else if (understood_of(f)->command == INTENT_CANCEL && is_request(f))
        out->ticket_id = f->last.id; /* "sudah dihapus?" */
}

/* The own open ticket that a command is about: named, quoted, or the newest. */
static int64_t meant_ticket(const struct conversation_facts *f)
{
    int64_t bound = bound_ticket(f);
    if (bound == f->named.id ? !f->named.own : !f->quoted.own) bound = 0;
    if (bound == 0 && ticket_is_own_open(&f->newest_open)) bound = f->newest_open.id;
    return bound;
}

static bool is_followed(const struct known_ticket *t)
{
    return t->id && t->follows && !t->own && t->open;
}

/* Somebody else's, which they follow: named, quoted, the latest that was spoken of, or the only one
 * there is. 0: none. */
static int64_t followed_ticket(const struct conversation_facts *f)
{
    if (is_followed(&f->named)) return f->named.id;
    if (is_followed(&f->quoted)) return f->quoted.id;
    bool other = f->named.id || f->quoted.id || understood_of(f)->ticket_id;
    if (other || !is_followed(&f->last)) return 0;
    return settling_ticket(f) == f->last.id || f->newest_open.id == 0 ? f->last.id : 0;
}

static bool meant_another(const struct conversation_facts *f)
{
    return number_is_strange(f) ||
           (ticket_is_theirs(&f->named) && (!f->named.open || !f->named.own));
}

/* Their report may be on its way. */
static void drop_loose(const struct conversation_facts *f, struct decision *out)
{
    act_say(out, REPLY_DROPPED);
    out->after.loose.dropped = true;
    out->after.loose.due_at = 0;
    hold_message(f, out, HELD_CANCEL);
    conversation_answered(&out->after);
}

/* There is no report; or it is on its way still, and the command has overtaken it. */
static void wait_for_report(const struct conversation_facts *f, struct decision *out,
                            enum reply_key key, enum held_what command)
{
    act_say(out, key);
    hold_message(f, out, command);
}

void wait_behind(const struct conversation_facts *f, struct decision *out, enum held_what what)
{
    hold_message(f, out, what);
    out->ticket_id = f->last.id;
    out->react = true;
}

static void leave(struct decision *out, int64_t ticket_id)
{
    out->act = ACT_LEAVE;
    out->ticket_id = ticket_id;
    conversation_answered(&out->after);
}

bool act_take_back(const struct conversation_facts *f, struct decision *out)
{
    const struct known_ticket *t = &f->last;
    if (!understood_of(f)->missent || f->overtaken) return false;
    if (f->before.loose.at && !f->before.loose.dropped) {
        drop_loose(f, out);
        return true;
    }
    bool fresh = settling_ticket(f) == t->id &&
                 time_apart(f->message->sent_at, t->received_at) <= (uint64_t)f->settle_ms;
    /* "oh berarti bukan sini ya" hours behind the answer that it lies elsewhere. */
    if (!(fresh || department_is_elsewhere(t->department)) || !ticket_is_own_open(t) ||
        t->status != STATUS_RECEIVED)
        return false;
    if (understood_of(f)->intent == INTENT_REPORT)
        act_ask_cancel(f, out, t->id); /* whatever else they say stands on it */
    else
        act_ask(f, out, QUESTION_CANCEL, t->id, STR_EMPTY);
    out->missent = true;
    return true;
}

/* Asked about this one; why it is needless stands on it. */
void act_join_asking(const struct conversation_facts *f, struct decision *out, int64_t ticket_id,
                     enum question question)
{
    act_join(f, out, ticket_id);
    out->react = false;
    out->question = question;
    conversation_ask(&out->after, question, ticket_id, f->message->sent_at);
}

void act_ask_cancel(const struct conversation_facts *f, struct decision *out, int64_t ticket_id)
{
    act_join_asking(f, out, ticket_id, QUESTION_CANCEL);
}

/* "batal pak lampunya sudah nyala": of several the one about lamps. */
static bool cancel_named(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    if (!u->category_heard || u->for_all || bound_ticket(f)) return false;
    const struct known_ticket *t = ticket_about(f, u->category, STATUS_RECEIVED);
    if (!t || would_betray(u, t)) return false;
    act_ask_cancel(f, out, t->id);
    return true;
}

/* "batalkan semua", where there are several. */
static bool cancel_all(const struct conversation_facts *f, struct decision *out)
{
    struct decision all = *out;
    if (!understood_of(f)->for_all || bound_ticket(f)) return false;
    act_on_all_open(f, &all, INT64_MAX);
    if (all.also_count == 0) return false;
    *out = all;
    act_ask(f, out, QUESTION_CANCEL_ALL, out->ticket_id, STR_EMPTY);
    return true;
}

void act_cancel(const struct conversation_facts *f, struct decision *out)
{
    if (cancel_named(f, out)) return;
    int64_t ticket_id = meant_ticket(f), followed = followed_ticket(f);
    bool loose = f->before.loose.at && !f->before.loose.dropped;
    bool which = f->before.asked == QUESTION_TICKET && loose;
    if (which || (ticket_id == 0 && loose))
        drop_loose(f, out);
    else if (followed)
        leave(out, followed);
    else if (meant_another(f))
        decide_status(f, out);
    else if (ticket_id == 0)
        wait_for_report(f, out, REPLY_NONE_OPEN, HELD_CANCEL);
    else if (!cancel_all(f, out))
        act_ask(f, out, QUESTION_CANCEL, ticket_id, STR_EMPTY);
}

/* "mau lapor tapi takut ketahuan", and its report has overtaken it: that is the one it is about. */
static bool announced_late(const struct conversation_facts *f)
{
    return understood_of(f)->announces && f->overtaken && ticket_is_own_open(&f->last) &&
           f->message->sent_at < f->last.received_at;
}

/* "identitas saya aman kan?", "nama saya tetap dirahasiakan kan?" of what is kept secret already:
 * that it is, and of which report. */
static bool say_kept_secret(const struct conversation_facts *f, struct decision *out)
{
    for (size_t i = 0; i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        if (!ticket_is_own_open(t) || !t->confidential || t->received_at > f->message->sent_at)
            continue;
        *out = (struct decision){ .act = ACT_CONFIDE, .ticket_id = t->id, .after = out->after };
        return true;
    }
    return false;
}

/* "mau lapor tapi anonim bisa?" is not about the reports before it; nor is "bisa anonim?" long
 * after them. */
static bool answer_how_secret(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    if (u->announces)
        wait_for_report(f, out, u->doubts ? REPLY_PRIVACY : REPLY_ANNOUNCED, HELD_ANNOUNCED);
    else if (u->asks && bound_ticket(f) == 0 && settling_ticket(f) == 0 && f->newest_open.id) {
        /* "tetap", "dirahasiakan kan": how it stands; "bisa anonim?" is of a report to come. */
        bool stands = u->verdict != VERDICT_NONE || !u->asks_may;
        if (stands && say_kept_secret(f, out)) return true;
        act_say(out, REPLY_PRIVACY);
    }
    return out->has_reply;
}

/* A plea that names no ticket covers all that is open and was told before it: who asks believes to
 * be hidden. It covers what follows within the settling time too, so that the order of delivery
 * cannot uncover anything. */
static void confide_around(const struct conversation_facts *f, struct decision *out)
{
    for (size_t i = 0; i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        uint64_t apart = time_apart(f->message->sent_at, t->received_at);
        bool before = t->received_at <= f->message->sent_at;
        if (!ticket_is_own_open(t) || (!before && apart > (uint64_t)f->settle_ms)) continue;
        act_on_also(out, t->id);
    }
    hold_message(f, out, HELD_CONFIDENTIAL);
}

static void decide_confidential(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *named =
        u->points ? ticket_about(f, u->category, STATUS_RECEIVED) : NULL;
    if (!named && !announced_late(f) && answer_how_secret(f, out)) return;
    if (meant_another(f)) {
        decide_status(f, out);
        return;
    }
    if (named)
        out->ticket_id = named->id;
    else if (announced_late(f))
        out->ticket_id = f->last.id;
    else if (bound_ticket(f) == 0)
        confide_around(f, out);
    if (out->ticket_id == 0) out->ticket_id = meant_ticket(f);
    if (out->ticket_id)
        out->act = ACT_CONFIDE;
    else
        act_say(out, u->asks || u->doubts ? REPLY_PRIVACY : REPLY_CONFIDENTIAL_HOW);
}

/* The ticket of what was told right behind "tambah" and has overtaken it; NULL: none. */
static const struct known_ticket *told_behind(const struct conversation_facts *f)
{
    const struct known_ticket *first = NULL, *before = &f->last;
    int64_t at = f->message->sent_at;
    if (!f->overtaken || !ticket_is_own_open(before) || is_in_confidence(before) ||
        before->received_at > at)
        return NULL;
    for (size_t i = 0; i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        bool behind =
            t->received_at > at && time_apart(t->received_at, at) <= (uint64_t)f->settle_ms;
        bool elsewhere = both_known_and_different(t->district, before->district) ||
                         both_known_and_different(t->village, before->village);
        if (!ticket_is_own_open(t) || !behind || elsewhere || t->id == before->id || t->urgent ||
            t->status != STATUS_RECEIVED || is_in_confidence(t))
            continue;
        if (!first || t->received_at < first->received_at) first = t;
    }
    return first;
}

/* That ticket goes on in the one before: its number was given, and is told to be the same. */
static void add_told(const struct conversation_facts *f, struct decision *out,
                     const struct known_ticket *t)
{
    out->act = ACT_FOLLOW;
    out->ticket_id = t->id;
    out->into_id = f->last.id;
    if (f->before.asked_ticket_id == t->id) conversation_answered(&out->after);
    act_follow(f, out, f->last.id);
    if (f->before.last_ticket_id == t->id) out->after.last_ticket_id = f->last.id;
}

/* "tambah": what comes next, or what it stands under, is a part of the ticket. A photo that it
 * stands under waits for its report as any other. */
static bool decide_add(const struct conversation_facts *f, struct decision *out)
{
    int64_t ticket_id = meant_ticket(f);
    bool shows = is_wordless_type(f->message), before = went_before(f) && ticket_id == f->last.id;
    const struct known_ticket *behind = shows || bound_ticket(f) ? NULL : told_behind(f);
    if (shows && !meant_another(f) && (ticket_id == 0 || before)) return false;
    if (meant_another(f)) {
        decide_status(f, out);
    } else if (behind) {
        add_told(f, out, behind);
    } else if (ticket_id == 0) {
        wait_for_report(f, out, REPLY_NONE_OPEN, HELD_ADD);
    } else if (before) {
        wait_behind(f, out, HELD_ADD);
    } else if (shows) {
        act_join(f, out, ticket_id);
    } else {
        act_say(out, REPLY_ADD);
        out->ticket_id = ticket_id;
        act_follow(f, out, ticket_id);
        conversation_ask(&out->after, QUESTION_ADDITION, ticket_id, f->message->sent_at);
    }
    return true;
}

/* Once the desk works on it, a human changes what it is about. */
static void decide_correct(const struct conversation_facts *f, struct decision *out)
{
    int64_t ticket_id = meant_ticket(f);
    if (meant_another(f))
        decide_status(f, out);
    else if (ticket_id == 0)
        wait_for_report(f, out, REPLY_NONE_OPEN, HELD_CORRECT);
    else if (act_ask_category(f, out, ticket_id, STR_EMPTY))
        return;
    else
        act_human(f, out);
}

static void speak(struct decision *out, enum language language)
{
    out->after.language = language;
    out->after.language_chosen = true;
    act_say(out, REPLY_LANGUAGE_SET);
}

void tap_language(const struct conversation_facts *f, struct decision *out)
{
    enum language language;
    if (language_parse(f->choice->arg, &language))
        speak(out, language);
    else
        act_say(out, REPLY_CHOICE_OLD);
}

static void decide_language(const struct conversation_facts *f, struct decision *out)
{
    enum language named = understood_of(f)->language;
    if (named != LANGUAGE_UNKNOWN)
        speak(out, named);
    else
        act_ask(f, out, QUESTION_LANGUAGE, 0, STR_EMPTY);
}

/* --- a command that says which report it is about --- */

static const struct known_ticket *newest_own(const struct conversation_facts *f)
{
    for (size_t i = 0; i < f->open_count; i++)
        if (ticket_is_own_open(&f->open[i])) return &f->open[i];
    return NULL;
}

static bool is_pointed_at(const struct conversation_facts *f, const struct known_ticket *t)
{
    const struct understood *u = understood_of(f);
    if (f->over_id || u->place) return t->id == f->over_id || (u->place && lies_at(t, u->place));
    for (size_t i = 0; i < u->evident && i < u->candidate_count; i++)
        if (str_equal(u->candidates[i]->code, t->department)) return true;
    return false;
}

/* "yang ketintang ga usah", "yang dishub dihapus": the newest whose words name that, or that lies
 * there, or is with that unit; else the newest. */
static const struct known_ticket *pointed_at(const struct conversation_facts *f)
{
    for (size_t i = 0; i < f->open_count; i++)
        if (ticket_is_own_open(&f->open[i]) && is_pointed_at(f, &f->open[i])) return &f->open[i];
    return newest_own(f);
}

/* "laporan yang KTP itu dihapus saja", of whom only a report of something else is open, which tells
 * nothing of that, or "laporan yang satunya": nobody is asked whether to cancel what they want. */
static bool say_what_is_open(const struct conversation_facts *f, struct decision *out,
                             const struct known_ticket *t)
{
    const struct understood *u = understood_of(f);
    /* What is taken for a lamp may be of another unit; papers go by their names. */
    bool paper = u->category_heard && u->category_sure && u->category->is_private;
    bool thing = !t->in_public && hears_another(u, t) && category_is_public(u->category);
    bool told = f->retold_id == t->id && !f->retold_merely;
    bool other = u->one_of || ((paper || thing) && !told && !is_pointed_at(f, t));
    if (!other || f->open_count != 1 || u->for_all || u->place || is_in_confidence(t)) return false;
    act_join(f, out, t->id);
    act_say_joined(out, REPLY_STATUS_ONLY);
    return true;
}

/* "batalkan yang jalan" */
static bool cancel_about(const struct conversation_facts *f, struct decision *out,
                         const struct known_ticket *t)
{
    bool points = understood_of(f)->points, named = t != NULL;
    if (!t && points) t = pointed_at(f);
    if (t && would_betray(understood_of(f), t)) return false;
    bool before = t && went_before(f) && t->id == f->last.id;
    /* Why it is needless is to stand on it, as behind it. */
    if (before || (!t && points)) hold_message(f, out, HELD_ASIDE);
    if (before)
        wait_behind(f, out, HELD_CANCEL);
    else if (!t && points)
        wait_for_report(f, out, REPLY_NONE_OPEN, HELD_CANCEL);
    if (before || !t) return before || points;
    if (!named && say_what_is_open(f, out, t)) return true;
    act_ask_cancel(f, out, t->id);
    return true;
}

/* The one that it is added to where no word says which: the one just spoken of, or the only one. */
static const struct known_ticket *added_to(const struct conversation_facts *f)
{
    const struct known_ticket *t = spoken_of(f);
    bool clear = bound_ticket(f) || settling_ticket(f) || f->open_count == 1;
    if (!t || !clear || t->status >= STATUS_RESOLVED) return NULL;
    return is_in_confidence(t) && hears_another(understood_of(f), t) ? NULL : t;
}

/* "tambahan untuk yang jalan: lubangnya makin besar" */
static bool add_about(const struct conversation_facts *f, struct decision *out,
                      const struct known_ticket *t)
{
    const struct understood *u = understood_of(f);
    /* "tambahan pak, kalau hujan airnya masuk rumah": by its own word, whatever keyword is in it.
     */
    bool apart = u->also || u->beside_count > 0 || u->whistleblowing || names_place(u);
    if (went_before(f)) return false;
    if (!t && !apart) t = added_to(f);
    if (!t || !u->points || !ticket_is_own_open(t) || would_betray(u, t)) return false;
    act_join(f, out, t->id);
    return true;
}

/* "status laporan jalan": of that one; of all where there is none, and nothing new is told. */
static bool status_about(const struct conversation_facts *f, struct decision *out,
                         const struct known_ticket *t)
{
    const struct understood *u = understood_of(f);
    if (!t && (!u->points || u->troubled || u->place || u->chases)) return false;
    out->act = ACT_STATUS;
    if (!t) return true;
    act_join(f, out, t->id);
    out->react = false;
    out->tell_status = true;
    return true;
}

static bool decide_about(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    if (u->urgent || bound_ticket(f)) return false;
    /* "yang jalan": behind what points, a hint is enough. */
    bool named = u->category_heard || u->points;
    const struct known_ticket *t = named ? ticket_about(f, u->category, STATUS_RECEIVED) : NULL;
    if (u->command == INTENT_CANCEL) return cancel_about(f, out, t);
    if (u->command == INTENT_ADD) return add_about(f, out, t);
    return u->command == INTENT_STATUS && status_about(f, out, t);
}

/* "saya mau lapor yang lain" from whom we know. */
static void guide(const struct conversation_facts *f, struct decision *out)
{
    bool again = understood_of(f)->intent == INTENT_HELP && newest_own(f);
    act_say(out, again ? REPLY_MENU_BACK : REPLY_MENU);
    out->after.courtesy_at = time_later(f->before.courtesy_at, f->message->sent_at);
}

static void decide_privacy(const struct conversation_facts *f, struct decision *out)
{
    if (!understood_of(f)->inquires || !say_kept_secret(f, out)) act_say(out, REPLY_PRIVACY);
}

bool rule_command(const struct conversation_facts *f, struct decision *out)
{
    switch (understood_of(f)->intent) {
    case INTENT_MENU:
    case INTENT_HELP: guide(f, out); return true;
    case INTENT_STATUS: decide_status(f, out); return true;
    case INTENT_CANCEL: act_cancel(f, out); return true;
    case INTENT_CONFIDENTIAL: decide_confidential(f, out); return true;
    case INTENT_ADD: return decide_add(f, out);
    case INTENT_PRIVACY: decide_privacy(f, out); return true;
    case INTENT_LANGUAGE: decide_language(f, out); return true;
    case INTENT_CORRECT: decide_correct(f, out); return true;
    case INTENT_ERASE:
    case INTENT_HUMAN: act_human(f, out); return true;
    case INTENT_REPORT: return decide_about(f, out);
    case INTENT_NOISE: return act_take_back(f, out);
    case INTENT_NONE:
    case INTENT_GREETING:
    case INTENT_THANKS:
    case INTENT_YES:
    case INTENT_NO: break;
    }
    return false;
}
