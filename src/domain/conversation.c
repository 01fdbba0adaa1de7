/* conversation.c - what to do with one message: an ordered list of rules, the first that knows
 * the message decides. DESIGN part 5, "Conversation".
 *
 * Time here is the sender's clock alone, so that a chat replays to the same decisions; messages
 * may come late and out of order. */
#include "conversation_rules.h"

/* --- what must be known --- */

bool conversation_wants_open(const struct inbound *message, const struct understood *understood)
{
    enum intent intent = understood ? understood->intent : INTENT_NONE;
    if (understood && (understood->place_only || understood->denies_place || understood->keeps ||
                       (understood->amends && understood->place)))
        return true;
    return intent == INTENT_CANCEL || intent == INTENT_CONFIDENTIAL || intent == INTENT_ADD ||
           intent == INTENT_CORRECT || (intent != INTENT_REPORT && is_wordless_type(message));
}

bool conversation_wants_ended(const struct understood *understood)
{
    return understood && ((understood->intent == INTENT_REPORT && understood->recurs) ||
                          understood->keeps || understood->goes_ahead);
}

bool conversation_wants_alike(const struct known_ticket *last, const struct understood *understood)
{
    return understood && understood->intent == INTENT_REPORT && understood->category_sure &&
           understood->category && last->id != 0 && is_another_matter(understood, last);
}

/* --- the rules --- */

/* So long WhatsApp lets its people change their words. */
#define EDITABLE_MS (15 * (int64_t)60000)

/* Of a change of which nothing is told but that there was one: the ticket that was written about
 * within the time in which WhatsApp lets words be changed. */
static int64_t changed_ticket(const struct conversation_facts *f)
{
    uint64_t gap = time_apart(f->message->sent_at, f->before.last_message_at);
    bool recent = f->overtaken || (f->before.last_message_at != 0 && gap <= (uint64_t)EDITABLE_MS);
    bool untold = f->message->type == MESSAGE_EDIT && f->message->target.len == 0;
    return untold && recent && ticket_is_theirs(&f->last) ? f->last.id : 0;
}

static bool rule_silent(const struct conversation_facts *f, struct decision *out)
{
    const struct inbound *m = f->message;
    switch (m->type) {
    case MESSAGE_REACTION:
    case MESSAGE_EDIT:
    case MESSAGE_REVOKE:
        /* For the timeline: the service sees by ticket_id what it was about. Of an edit or a
         * deletion staff see that what they read is not what the citizen sees any more. */
        if (m->group_id.len > 0) return true;
        out->ticket_id = ticket_is_theirs(&f->quoted) ? f->quoted.id : changed_ticket(f);
        return true;
    case MESSAGE_SYSTEM: return true;
    default: return m->group_id.len > 0;
    }
}

static bool rule_welcome(const struct conversation_facts *f, struct decision *out)
{
    if (f->message->type != MESSAGE_REQUEST_WELCOME) return false;
    act_say_courtesy(f, out, REPLY_MENU);
    return true;
}

/* WhatsApp passes these small gestures as `unsupported`; nobody who pins a message waits for an
 * answer. */
static bool is_gesture(struct str unsupported_type)
{
    static const char *const gestures[] = { "reaction", "pin", "poll_update", "keep_in_chat" };
    return STR_AMONG(unsupported_type, gestures) > 0;
}

static bool rule_unreadable(const struct conversation_facts *f, struct decision *out)
{
    enum message_type type = f->message->type;
    if (type != MESSAGE_UNSUPPORTED && type != MESSAGE_UNKNOWN && type != MESSAGE_ORDER)
        return false;
    if (!is_gesture(f->message->unsupported_type)) act_say_courtesy(f, out, REPLY_UNREADABLE);
    return true;
}

static conversation_rule *const rules[] = {
    /* What is no words: gestures, taps, what nobody can read. */
    rule_thumb,
    rule_silent,
    rule_welcome,
    rule_unreadable,
    rule_tap,
    /* Danger goes before all that words may say besides. */
    rule_whom_to_call,
    /* That a report is over, or is to go on: "ya tutup" answers no older question. */
    rule_each,
    rule_over,
    rule_kept,
    rule_taken_back,
    /* Who has it, and whose or what it is not, in words that name what they are about; before
     * answers, because "bukan" alone would be a no to whatever was asked. */
    rule_case,
    rule_disowned,
    rule_moves,
    rule_of_village,
    rule_not_unit,
    rule_not_about,
    rule_amiss,
    /* Of two reports, that they are one. */
    rule_gathered,
    rule_same,
    /* Where, and whose it is, by words that say which report they put right, asked or not. */
    rule_same_place,
    rule_of_ours,
    rule_writer,
    rule_narrowed,
    rule_unit_named,
    rule_house,
    rule_goes_back,
    rule_meant,
    /* The accused must not read of it, nor anybody of what is told in confidence, be it an answer
     * or not. */
    rule_blamed,
    rule_secret_goes_on,
    /* The open question, and the work that is said to be done. */
    rule_answer,
    rule_other,
    rule_followed,
    rule_verdict,
    rule_objection,
    /* Commands; a question has had its answer before, so "batal" alone is one. */
    rule_command,
    /* What has ended and goes on, and how it goes with what is open: no new report. */
    rule_rest,
    rule_recurs,
    rule_chase,
    /* A place of a report there is, told without being asked. */
    rule_home,
    rule_denied,
    rule_place,
    rule_awaited,
    rule_where,
    /* What goes on with a report there is, from the surest to the least sure; then a new one. */
    rule_nod,
    rule_back,
    rule_retold,
    rule_hurt,
    rule_later,
    rule_report,
    /* Nothing of a matter. */
    rule_wordless,
    rule_small_talk,
};

/* --- too many at once --- */

static void count_burst(const struct conversation_facts *f, struct conversation *after)
{
    bool same_minute = f->before.burst_at != 0 &&
                       time_apart(f->message->sent_at, f->before.burst_at) < CONVERSATION_MINUTE_MS;
    if (!same_minute) {
        after->burst_at = f->message->sent_at;
        after->burst = 1;
    } else if (after->burst <= CONVERSATION_BURST_MAX) {
        after->burst++;
    }
}

/* Recorded as ever; what costs a message and tells nothing new ceases, and that is said once: the
 * count goes one further then. Commands and new tickets are always answered. */
static void calm(struct decision *out)
{
    bool told = out->after.burst > CONVERSATION_BURST_MAX + 1;
    if (out->after.burst <= CONVERSATION_BURST_MAX || !(out->react || out->courtesy)) return;
    out->react = false;
    out->courtesy = out->call_human = false;
    out->has_reply = !told;
    out->reply = REPLY_CALM;
    if (out->act == ACT_REPLY && told) out->act = ACT_NOTHING;
    if (out->act == ACT_NOTHING && !told) out->act = ACT_REPLY;
    if (out->act != ACT_JOIN) out->ticket_id = 0;
    out->after.burst = CONVERSATION_BURST_MAX + 2;
}

/* "nenek saya meninggal kemarin": no thumb goes up to that. */
static void condole(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    bool thumb = out->act == ACT_JOIN && out->react && !out->has_reply && !out->question;
    if (thumb && u->bereaved && !u->urgent) act_say_joined(out, REPLY_CONDOLENCE);
}

/* A yes later on must not cancel what was asked about before, nor join what has come since. */
static void forget_yes_or_no(const struct conversation_facts *f, struct decision *out)
{
    enum question asked = f->before.asked;
    bool yes_or_no = question_asks_cancel(asked) || asked == QUESTION_MATTER ||
                     asked == QUESTION_SECOND || asked == QUESTION_SIMILAR ||
                     asked == QUESTION_PART;
    bool small = out->act == ACT_NOTHING || (out->act == ACT_REPLY && out->courtesy);
    /* "banyak lalat" behind the question goes on with the story. */
    bool goes_on = asked == QUESTION_PART && out->act == ACT_JOIN &&
                   out->ticket_id == f->before.asked_ticket_id;
    if (yes_or_no && out->after.token == f->before.token && !small && !goes_on)
        conversation_answered(&out->after);
}

/* The first words that are clearly of one language, until some are clearly Indonesian; who writes
 * Madurese behind Javanese is answered in that, but not the other way round: many of its words are
 * both. What the citizen has chosen stays. */
static void guess_language(const struct conversation_facts *f, struct conversation *after)
{
    const struct understood *u = understood_of(f);
    if (after->language_chosen) return;
    if (u->indonesian)
        after->language = LANGUAGE_UNKNOWN;
    else if (after->language == LANGUAGE_UNKNOWN || u->language == LANGUAGE_MADURESE)
        after->language = u->language;
}

static void hush(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    bool danger = u->urgent || (u->category && u->category->priority == PRIORITY_URGENT);
    if (f->before.blocked == BLOCK_NONE || (danger && u->intent == INTENT_REPORT)) return;
    out->mute = true;
    out->tell_blocked = f->before.blocked == BLOCK_NEW && out->act != ACT_NOTHING;
    if (out->tell_blocked) out->after.blocked = BLOCK_TOLD;
}

/* "itu di surabaya pak" behind what was told in confidence: by no name. */
static void say_outside(const struct conversation_facts *f, struct decision *out)
{
    const struct known_ticket *t = known_with_id(f, out->ticket_id);
    bool seen = out->act == ACT_JOIN && out->react && t && is_in_confidence(t) && t->own;
    if (seen && place_is_elsewhere(understood_of(f)->place)) act_say_joined(out, REPLY_OUTSIDE);
}

void conversation_decide(const struct conversation_facts *facts, struct decision *out)
{
    *out = (struct decision){ .act = ACT_NOTHING, .arg = STR_EMPTY, .after = facts->before };
    if (understood_of(facts)->intent != INTENT_LANGUAGE) guess_language(facts, &out->after);
    bool decided = false;
    for (size_t i = 0; i < sizeof rules / sizeof *rules && !decided; i++)
        decided = rules[i](facts, out);
    note_suffering(facts, out);
    hide_behind(facts, out);
    answer_question(facts, out);
    condole(facts, out);
    answer_rest(facts, out);
    say_outside(facts, out);
    if (out->act != ACT_NOTHING && out->after.misses == facts->before.misses) out->after.misses = 0;
    place_all(facts, out);
    forget_yes_or_no(facts, out);
    ask_still(facts, out);
    note_parts(facts, out);
    count_burst(facts, &out->after);
    calm(out);
    hush(facts, out);
}
