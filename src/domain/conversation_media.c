/* conversation_media.c - a photo, a pin, a voice note, a card, without words that say what it is
 * about (a greeting below it says nothing). */
#include "conversation_rules.h"

/* It waits for words; what waited too long before is left behind, stored as it is. */
static void keep(const struct conversation_facts *f, struct decision *out)
{
    struct loose *loose = &out->after.loose;
    if (f->before.asked != QUESTION_TICKET && !loose_is_fresh(f))
        *loose = (struct loose){ .place = STR_EMPTY };
    loose->at = time_later(loose->at, f->message->sent_at);
    out->keep_loose = true;
}

/* The one that it can be about, if it is about any; it may be the first of a new one. */
static const struct known_ticket *only_open(const struct conversation_facts *f)
{
    const struct known_ticket *t = &f->open[0];
    return f->open_count == 1 && ticket_is_own_open(t) && !is_in_confidence(t) ? t : NULL;
}

/* A pin tells where the only one lies, of which that is not known, or not in which village. */
static bool tells_where(const struct conversation_facts *f, const struct known_ticket *t)
{
    const struct place *place = understood_of(f)->place;
    bool more = t && place_district(place).len > 0 &&
                (t->district.len == 0 || place_village(place).len > 0);
    return f->message->type == MESSAGE_LOCATION && more && t->village.len == 0 &&
           t->status == STATUS_RECEIVED && !department_is_elsewhere(t->department) &&
           !both_known_and_different(place_district(place), t->district) &&
           was_told_within(f, t, CONVERSATION_REPEAT_MS);
}

/* Nothing tells what it belongs to: with open tickets that is asked, else words are. */
static void ask_what_for(const struct conversation_facts *f, struct decision *out)
{
    bool album = loose_is_fresh(f);
    const struct known_ticket *only = only_open(f);
    if (tells_where(f, only) && !album) {
        act_place(f, out, only->id);
        return;
    }
    out->only = only != NULL;
    if (ticket_is_own_open(&f->newest_open) && !album)
        act_ask(f, out, QUESTION_TICKET, f->newest_open.id, STR_EMPTY);
    else if (!album)
        act_say(out, f->message->media.voice ? REPLY_ASK_VOICE : REPLY_ASK_WORDS);
    keep(f, out);
}

/* Nobody sees that a voice note is heard, and not by the program: said once in a while. */
static void say_voice_kept(const struct conversation_facts *f, struct decision *out)
{
    int64_t at = f->before.courtesy_at;
    bool lately =
        at != 0 && time_apart(f->message->sent_at, at) < (uint64_t)CONVERSATION_COURTESY_MS;
    if (!f->message->media.voice || out->has_reply || lately) return;
    act_say_joined(out, REPLY_VOICE_KEPT);
    out->courtesy = true;
    out->after.courtesy_at = time_later(at, f->message->sent_at);
}

/* The place that the words told is another: which of them holds, nobody else can tell. */
static bool lies_apart(const struct known_ticket *t)
{
    return (t->pin_apart || t->pin_far) && ticket_is_own_open(t) && t->status == STATUS_RECEIVED &&
           t->district.len > 0 && !is_in_confidence(t);
}

/* What came belongs to this ticket; a pin may tell where that lies. */
static void join(const struct conversation_facts *f, struct decision *out, int64_t ticket_id)
{
    const struct known_ticket *t = known_with_id(f, ticket_id);
    if (ticket_is_own_open(t) && !is_in_confidence(t) && tells_where(f, t)) {
        act_place(f, out, ticket_id);
        return;
    }
    act_join(f, out, ticket_id);
    if (f->message->type != MESSAGE_LOCATION || !lies_apart(t) || f->overtaken) return;
    out->react = false;
    if (t->pin_far) {
        out->reply = REPLY_PIN_FAR;
        out->has_reply = true;
        return;
    }
    out->question = QUESTION_BORDER;
    conversation_ask(&out->after, QUESTION_BORDER, ticket_id, f->message->sent_at);
}

/* "ini yg besar", "lubange sing iku" below a photo, long after the only report that may go on: its
 * words speak of what was told. 0: none. */
static int64_t shown_again(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = only_open(f);
    bool speaks = (u->continues || u->refers) && u->intent == INTENT_NOISE;
    return t && speaks && message_type_is_media(f->message->type) && may_go_on_with(f, t) ? t->id
                                                                                          : 0;
}

bool rule_wordless(const struct conversation_facts *f, struct decision *out)
{
    const struct inbound *m = f->message;
    bool card = m->type == MESSAGE_CONTACTS;
    if (!card && !is_wordless_type(m)) return false;
    if (m->type == MESSAGE_STICKER) {
        act_say_courtesy(f, out, REPLY_NOISE);
        return true;
    }
    int64_t ticket_id = bound_ticket(f);
    if (ticket_id == 0) ticket_id = settling_ticket(f);
    if (ticket_id == 0) ticket_id = shown_again(f);
    if (ticket_id)
        join(f, out, ticket_id);
    else if (!card)
        ask_what_for(f, out);
    else if (!m->shared_on_request)
        act_say_courtesy(f, out, REPLY_NOISE);
    else
        out->act = ACT_REPLY;
    if (card && m->shared_on_request) act_say_joined(out, REPLY_PHONE_NOTED);
    if (ticket_id) say_voice_kept(f, out);
    return true;
}
