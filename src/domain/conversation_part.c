/* conversation_part.c - one story told in several messages: what comes right behind a report, and
 * says neither where nor that it is a second matter, is a part of it whatever it speaks of ("truk
 * tambang lewat terus", "debunya kemana2" behind a bad road). Whoever meant another matter says so
 * with one tap.
 *
 * In whatever order they arrive: what overtook the report made a ticket, which the report then
 * leads. */
#include "conversation_rules.h"

/* A sure trouble told in so many letters needs no report before it. */
#define WHOLE_MIN 60

static bool tells_matter(const struct understood *u)
{
    return u->intent == INTENT_REPORT && u->category && !category_is_other(u->category->code);
}

static bool stands_alone(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    bool whole = u->category_sure && u->troubled && f->message->text.len >= WHOLE_MIN;
    bool where = names_place(u);
    /* "istri saya mau lahiran" behind a card of health insurance: what that is needed for. */
    bool danger = u->urgent && !belongs_ever(u, &f->last);
    bool grave = danger || u->whistleblowing || u->category->priority == PRIORITY_URGENT ||
                 presses_elsewhere(u, &f->last);
    return whole || where || grave || u->also || u->beside_count > 0 || u->kind != KIND_COMPLAINT;
}

/* By its own words alone: whether it may be a part of another matter's report. */
static bool tells_part(const struct conversation_facts *f)
{
    return tells_matter(understood_of(f)) && !stands_alone(f);
}

/* "pagar saya juga roboh": of no category, so that nobody but the reporter knows whether it has to
 * do with what was told; but "kulkas saya juga rusak" behind a power cut hints at that. */
bool tells_own_too(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    bool hinted = u->category && !category_is_other(u->category->code) &&
                  str_equal(u->category->code, f->last.category);
    bool unclear =
        u->intent == INTENT_REPORT && !u->category_heard && !hinted && !u->urgent && !u->amends;
    return unclear && u->own_too && u->troubled && !names_place(u) && settling_ticket(f) &&
           f->message->type == MESSAGE_TEXT;
}

/* A lamp is no part of somebody's own matter. */
static bool is_of_all(const struct understood *u, const struct known_ticket *t)
{
    return category_is_public(u->category) && !t->in_public;
}

bool stands_beside_own(const struct conversation_facts *f, const struct known_ticket *t)
{
    const struct understood *u = understood_of(f);
    return u->intent == INTENT_REPORT && u->also && u->troubled && (u->sure || u->shows_where) &&
           !u->own_too && !u->refers && !u->accuses && category_is_public(u->category) &&
           !category_is_other(u->category->code) && !t->in_public &&
           !category_is_other(t->category) && !is_in_confidence(t);
}

bool is_part(const struct conversation_facts *f, bool another, bool doubt)
{
    const struct known_ticket *t = &f->last;
    bool before = went_before(f);
    return (another || doubt) && !before && (tells_part(f) || tells_own_too(f)) &&
           settling_ticket(f) && ticket_is_own_open(t) &&
           (belongs_surely(understood_of(f), t) || !is_of_all(understood_of(f), t)) &&
           t->status < STATUS_RESOLVED && !is_in_confidence(t) &&
           !would_betray(understood_of(f), t);
}

/* --- asked once --- */

static const struct held_message *asked_about(const struct conversation_facts *f)
{
    const struct held_message *newest = NULL;
    for (size_t i = 0; i < f->before.held.count; i++)
        if (f->before.held.messages[i].what == HELD_ASKED) newest = &f->before.held.messages[i];
    return newest;
}

static bool asked_lately(const struct conversation_facts *f)
{
    const struct held_message *m = asked_about(f);
    return m && time_apart(f->message->sent_at, m->at) <= (uint64_t)f->settle_ms;
}

/* "maksud saya lampu jalan" puts right what was told; "sudah padam pak" behind a fire tells of it;
 * "kemarin anak2 sekolah basah semua" tells how it is there. */
static bool goes_on(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    /* "motor saya dicuri" complains of nothing by its words, and is surely another matter. */
    bool own = u->category_sure && !mentions_matter(u, &f->last);
    bool there = u->states && (u->category->is_private || u->refers);
    return u->amends || (!own && (u->continues || there)) || belongs_surely(u, &f->last) ||
           (f->last.urgent && u->verdict != VERDICT_NONE);
}

/* Told once in a burst, and not before what was asked of the ticket has been seen. */
void act_part(const struct conversation_facts *f, struct decision *out)
{
    act_join(f, out, f->last.id);
    out->part = true;
    bool ask = !goes_on(f) && !understood_of(f)->pleads && !asked_lately(f) &&
               !(f->unseen && f->before.asked != QUESTION_NONE);
    hold_message(f, out, ask ? HELD_ASKED : HELD_JOINED);
    if (ask) ask_part(f, out, f->last.id);
}

void ask_part(const struct conversation_facts *f, struct decision *out, int64_t ticket_id)
{
    const struct understood *u = understood_of(f);
    out->wonders = u->asks_when || (u->chases && u->asks) || u->inquires || u->asks_to_know;
    out->react = false;
    out->question = QUESTION_PART;
    conversation_ask(&out->after, QUESTION_PART, ticket_id, f->message->sent_at);
}

void ask_still(const struct conversation_facts *f, struct decision *out)
{
    const struct held_message *m = asked_about(f);
    bool joins = out->act == ACT_JOIN || out->act == ACT_PLACE;
    bool still = f->unseen && f->before.asked == QUESTION_PART && m && joins &&
                 out->ticket_id == f->before.asked_ticket_id && out->question == QUESTION_NONE;
    if (!still) return;
    out->asks_still = true;
    out->message_id = m->id;
}

/* --- answered --- */

static void settle(const struct conversation_facts *f, struct decision *out,
                   const struct known_ticket *t, int64_t message_id)
{
    if (message_id) {
        out->act = ACT_APART;
        out->message_id = message_id;
    } else {
        held_add(&out->after.held, (struct held_message){ HELD_SAME, f->message->sent_at, t->id });
        act_say(out, REPLY_PART_STAYS);
        out->place_next = true;
        /* "ya masih" tells staff that it goes on. */
        if (f->message->type == MESSAGE_TEXT && is_several_words(f)) out->kept_with = t->id;
    }
    out->ticket_id = t->id;
}

/* The tap says which message: as long as it belongs to the ticket it may leave it. */
void tap_apart(const struct conversation_facts *f, struct decision *out)
{
    const struct known_ticket *t = &f->chosen;
    int64_t message_id = 0;
    bool apart = str_to_i64(f->choice->arg, 1, INT64_MAX, &message_id, NULL);
    if (!ticket_is_own_open(t) || is_in_confidence(t))
        act_say(out, REPLY_CHOICE_OLD);
    else
        settle(f, out, t, apart ? message_id : 0);
}

/* "ya itu jukir tadi", "orangnya sama kayak tadi" to "or is it a part of the parking report?" */
static bool goes_back_to(const struct understood *u, const struct known_ticket *t)
{
    return u->goes_back && !hears_another(u, t) && !u->troubled && !u->also && !names_place(u);
}

enum consent consent_to_same(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    if (u->same_report || u->gathers || u->still || goes_back_to(u, &f->asked)) return CONSENT_YES;
    if (u->chases) return CONSENT_NONE; /* "ini belum ya pak" */
    return u->other ? CONSENT_NO : u->consent;
}

/* "ga tau pak", "kayaknya sih iya": once more with the buttons. Told by their times: the question
 * was put by the message that it is about, or by a later one. */
static bool ask_once_more(const struct conversation_facts *f, struct decision *out,
                          const struct held_message *m)
{
    const struct understood *u = understood_of(f);
    /* "banyak lalat" goes on with the story. */
    bool says_nothing = u->plain.len == 0 || u->verdict == VERDICT_UNSURE || u->amends;
    bool unclear = u->intent == INTENT_YES || u->intent == INTENT_NO ||
                   (u->intent == INTENT_NOISE && says_nothing);
    if (f->message->type != MESSAGE_TEXT || !unclear || u->number) return false;
    if (f->before.asked_at != m->at || f->message->sent_at <= m->at) return false;
    act_join(f, out, f->asked.id);
    out->react = false;
    out->question = QUESTION_PART;
    out->message_id = m->id;
    conversation_ask(&out->after, QUESTION_PART, f->asked.id, f->message->sent_at);
    return true;
}

bool answer_apart(const struct conversation_facts *f, struct decision *out)
{
    enum consent consent = consent_to_same(f);
    const struct held_message *m = asked_about(f);
    if (!m || is_in_confidence(&f->asked)) return false;
    if (consent == CONSENT_NONE) return asked_lately(f) && ask_once_more(f, out, m);
    settle(f, out, &f->asked, consent == CONSENT_NO ? m->id : 0);
    conversation_answered(&out->after);
    return true;
}

/* --- overtaken --- */

static bool told_behind(const struct conversation_facts *f)
{
    for (size_t i = 0; i < f->before.held.count; i++) {
        const struct held_message *m = &f->before.held.messages[i];
        if (m->what == HELD_PART && m->at > f->message->sent_at &&
            time_apart(m->at, f->message->sent_at) <= (uint64_t)f->settle_ms)
            return true;
    }
    return false;
}

bool leads(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = &f->last;
    bool tells = tells_matter(u) && u->kind != KIND_WHISTLEBLOWING && !u->whistleblowing;
    return f->overtaken && tells && ticket_is_own_open(t) && t->status == STATUS_RECEIVED &&
           !is_in_confidence(t) && both_known_and_different(u->category->code, t->category) &&
           !(t->in_public && !category_is_public(u->category)) &&
           holds_at(f, HELD_PART, t->received_at) && told_behind(f);
}

/* What was said behind this report, and was taken for a part of another one as long as this had not
 * arrived. */
static void look_for_parts(const struct conversation_facts *f, struct decision *out)
{
    if (f->message->sent_at >= f->before.last_message_at) return;
    for (size_t i = 0; i < f->before.held.count; i++) {
        const struct held_message *m = &f->before.held.messages[i];
        bool part = m->what == HELD_JOINED || m->what == HELD_ASKED;
        if (part && m->at >= f->message->sent_at &&
            time_apart(m->at, f->message->sent_at) <= (uint64_t)f->settle_ms)
            out->parts.messages[out->parts.count++] = *m;
    }
}

/* This tells what the ticket is about from now on; what was told behind it is a part of that. */
static void note_first(const struct conversation_facts *f, struct decision *out)
{
    struct held *held = &out->after.held;
    for (size_t i = 0; i < held->count; i++)
        if (held->messages[i].what == HELD_PART && held->messages[i].at > f->message->sent_at)
            held->messages[i].what = HELD_JOINED;
    if (tells_part(f)) hold_message(f, out, HELD_PART);
}

static void note_joined(const struct conversation_facts *f, struct decision *out)
{
    const struct known_ticket *t = &f->last;
    if (out->ticket_id != t->id || !f->overtaken) return;
    bool before = f->message->sent_at < t->received_at && holds_at(f, HELD_PART, t->received_at);
    if (out->correct || (before && tells_matter(understood_of(f))))
        note_first(f, out);
    else if (before)
        hold_message(f, out, HELD_PART);
}

void note_parts(const struct conversation_facts *f, struct decision *out)
{
    bool report = understood_of(f)->intent == INTENT_REPORT;
    if (out->act == ACT_JOIN || out->act == ACT_PLACE) note_joined(f, out);
    if (out->act != ACT_CREATE || !report) return;
    if (!understood_of(f)->whistleblowing) look_for_parts(f, out);
    if (tells_part(f)) hold_message(f, out, HELD_PART);
}

/* --- who is dangerous by now --- */

bool turns_on_people(const struct understood *u, const struct known_ticket *t)
{
    return u->refers && u->urgent && !t->in_public && u->category_sure && u->category->is_private &&
           u->category->priority == PRIORITY_HIGH;
}

/* --- who suffers by it --- */

/* "motor saya jatuh disitu", "anak saya masuk rs gara2 itu", "ada yang jatuh lagi" behind a road;
 * not "maaf baru balas, kemarin saya masuk rs". */
static bool suffers_by(const struct understood *u, const struct known_ticket *t)
{
    return u->suffers && !u->urgent && (u->refers || u->there || names_part_of(u, t));
}

void note_suffering(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f), *behind = f->behind.understood;
    bool joins = out->act == ACT_JOIN || out->act == ACT_PLACE;
    for (size_t i = 0; joins && i < f->open_count; i++)
        if (f->open[i].id == out->ticket_id && f->open[i].in_public)
            out->past_hurt = out->past_hurt || suffers_by(u, &f->open[i]);
    /* Danger stays one, whatever was told behind it. */
    if (!joins || !out->leads || !behind || u->urgent || !category_is_public(u->category)) return;
    const struct known_ticket led = { .category = u->category->code };
    out->past_hurt = out->past_hurt || suffers_by(behind, &led);
}
