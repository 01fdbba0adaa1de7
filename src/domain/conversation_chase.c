/* conversation_chase.c - how does it go? Words that ask, or complain, about a report that was made,
 * and tell nothing new: "kapan diperbaiki?", "sudah 2 minggu belum ada yang datang". */
#include "conversation_rules.h"

/* In more letters a matter of its own is told. */
#define ASKED_MAX 80
/* In so many something is told, and in fewer said: "siap pak", "rt 3 rw 1". */
#define TOLD_MIN 20
/* So it is where it is asked by what was told before. */
#define ASKED_BACK_MAX 120

bool may_mean(const struct understood *u, const struct known_ticket *t)
{
    return ticket_is_theirs(t) && t->open && !would_betray(u, t) &&
           (u->awaits || !hears_another(u, t)) && same_place(u, t);
}

/* "kapan dipotong": of a tree, by a word that only reports of trees go on with; "terus yang jalan
 * gimana": by one that else only hints. */
static bool asks_of_part(const struct understood *u, const struct known_ticket *t)
{
    bool hints = u->awaits && u->category && !category_is_other(u->category->code) &&
                 str_equal(u->category->code, t->category);
    return !hears_matter(u) && (hints || speaks_of_part(u, t));
}

/* "lampunya kapan diganti": of several tickets the one about street lights. */
static bool speaks_of(const struct understood *u, const struct known_ticket *t)
{
    return u->category_heard && u->category && str_equal(u->category->code, t->category);
}

bool mentions_matter(const struct understood *u, const struct known_ticket *t)
{
    for (size_t i = 0; i < u->evident && i < u->candidate_count; i++)
        if (u->matters[i] && str_equal(u->matters[i]->code, t->category)) return true;
    return speaks_of(u, t);
}

/* The newest of theirs that a question may be about; 0: none. */
static int64_t asked_about(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    for (size_t i = 0; i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        bool there = !names_place(u) || (u->place && t->district.len && same_place(u, t));
        if (mentions_matter(u, t) && there && was_told_within(f, t, CONVERSATION_GOES_ON_MS))
            return t->id;
    }
    return 0;
}

/* The ticket that is meant; 0: none, or (*several) it must be asked. */
int64_t chased_ticket(const struct conversation_facts *f, bool *several)
{
    const struct understood *u = understood_of(f);
    size_t may = 0, speaks = 0;
    int64_t id = 0;
    for (size_t i = 0; i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        if (!may_mean(u, t)) continue;
        bool named = speaks_of(u, t) || asks_of_part(u, t);
        may++;
        if (named) speaks++;
        if (named ? speaks == 1 : speaks == 0) id = t->id;
    }
    *several = speaks ? speaks > 1 : may > 1;
    return *several ? 0 : id;
}

/* "lampunya sudah nyala 2, yang 1 belum", "airnya sudah surut tapi lumpurnya masih": how it is
 * there is told, and not asked. */
static bool tells_how_it_is(const struct understood *u)
{
    bool states = u->states && u->refers && u->verdict == VERDICT_UNSURE && !u->verdict_first;
    return (u->verdict == VERDICT_PARTLY || states) && !u->waited && !u->inquires &&
           !u->of_report && !u->awaits && u->intent == INTENT_REPORT;
}

static void answer_chase(const struct conversation_facts *f, struct decision *out, int64_t id)
{
    const struct known_ticket *t = known_with_id(f, id);
    /* "belum diperbaiki" of what is said to be done is an answer to that. */
    if (t && t->status == STATUS_RESOLVED && act_verdict(f, out, t, understood_of(f)->verdict))
        return;
    if (t && t->open && tells_how_it_is(understood_of(f)))
        act_join(f, out, id);
    else
        act_answer_asked(f, out, id);
}

/* When how it stands was told, not long ago; 0: it was not. */
int64_t told_lately(const struct conversation_facts *f, int64_t ticket_id)
{
    size_t i = held_find(&f->before.held, HELD_TOLD, ticket_id);
    if (i == SIZE_MAX) return 0;
    int64_t at = f->before.held.messages[i].at;
    return time_apart(f->message->sent_at, at) <= (uint64_t)CONVERSATION_TOLD_MS ? at : 0;
}

static void note_told(const struct conversation_facts *f, struct decision *out, enum held_what what,
                      int64_t ticket_id)
{
    struct held *held = &out->after.held;
    size_t i = held_find(held, what, ticket_id);
    if (i != SIZE_MAX) held_drop(held, i);
    held_add(held, (struct held_message){ what, f->message->sent_at, ticket_id });
}

/* Who asks wants words. */
static void tell_how(const struct conversation_facts *f, struct decision *out)
{
    out->react = false;
    out->tell_status = true;
    out->told_at = told_lately(f, out->ticket_id);
    if (out->told_at == 0) note_told(f, out, HELD_TOLD, out->ticket_id);
}

void act_answer_call(const struct conversation_facts *f, struct decision *out)
{
    const struct known_ticket *t = f->open_count == 1 ? &f->open[0] : NULL;
    if (t && told_lately(f, t->id)) {
        act_answer_asked(f, out, t->id);
        return;
    }
    out->act = ACT_STATUS;
    if (t) note_told(f, out, HELD_TOLD, t->id);
}

void act_answer_asked(const struct conversation_facts *f, struct decision *out, int64_t ticket_id)
{
    act_join(f, out, ticket_id);
    tell_how(f, out);
}

/* To an open report, with a thumb alone. */
static bool is_only_seen(const struct conversation_facts *f, const struct decision *out)
{
    const struct known_ticket *t = known_with_id(f, out->ticket_id);
    bool only_joined = out->act == ACT_JOIN && out->react && out->question == QUESTION_NONE;
    return only_joined && f->message->type == MESSAGE_TEXT && !f->overtaken && t && t->open &&
           t->received_at <= f->message->sent_at;
}

/* "desa x kecamatan y. syaratnya apa saja?": where it is is said back, and no more. */
static bool is_only_placed(const struct conversation_facts *f, const struct decision *out)
{
    const struct known_ticket *t = known_with_id(f, out->ticket_id);
    return out->act == ACT_PLACE && !out->correct && !out->has_reply && !f->overtaken &&
           out->question == QUESTION_NONE && f->message->type == MESSAGE_TEXT && t && t->open &&
           !understood_of(f)->place_only && t->received_at <= f->message->sent_at;
}

void answer_question(const struct conversation_facts *f, struct decision *out)
{
    bool waits = is_only_seen(f, out) || is_only_placed(f, out);
    if (understood_of(f)->asks_to_know && waits) tell_how(f, out);
}

/* "masih terblokir, pendaftaran tutup besok" hours after the report, by no quote. */
static bool tells_later(const struct conversation_facts *f)
{
    return !settling_ticket(f) && !bound_ticket(f) && f->message->text.len >= TOLD_MIN;
}

/* In so many letters something is told of a danger: "korbannya 2". */
#define GRAVE_MIN 12

/* "korban satu orang", "sudah dibawa ke puskesmas" seconds behind the numbers: a thumb looks as if
 * nobody had read it. */
static bool tells_of_danger(const struct conversation_facts *f, const struct known_ticket *of)
{
    return of && of->urgent && understood_of(f)->intent == INTENT_REPORT &&
           f->message->text.len >= GRAVE_MIN;
}

/* Once within the settling time: it is as true of what follows. What a trouble objects to is no
 * word of ours ("tapi got nya juga mampet"). */
void answer_rest(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    bool story = u->troubled && u->category && !category_is_other(u->category->code);
    const struct known_ticket *of = known_with_id(f, out->ticket_id);
    /* "bukan cuma parkir, spion saya dipecahin"; "itu jalan nasional katanya, bukan kabupaten",
     * once somebody works on it. */
    bool late = u->contests && u->troubled && hears_matter(u) && !settling_ticket(f);
    bool righted = u->amends && of && !is_in_confidence(of) &&
                   (late || (of->status > STATUS_RECEIVED && hears_another(u, of)));
    bool objects = (u->contests && !story) || righted;
    bool other = u->differs && !story;
    /* Danger or harm, be it feared or past, gets no thumb alone but right behind what was said. */
    /* "saya takut uangnya dikuras" behind what is for the police. */
    bool fears = u->afraid && of && is_with_police(f, of);
    bool grave = (u->pleads || u->suffers || u->hurt_past || fears) && !settling_ticket(f);
    bool asks = u->inquires || u->asks_when || objects || other || grave;
    if (!(asks || tells_later(f) || tells_of_danger(f, of)) || !is_only_seen(f, out)) return;
    if (u->asks_when) { /* the day is known */
        tell_how(f, out);
        return;
    }
    size_t i = held_find(&f->before.held, HELD_NOTED, out->ticket_id);
    int64_t at = i == SIZE_MAX ? 0 : f->before.held.messages[i].at;
    if (at && time_apart(f->message->sent_at, at) <= (uint64_t)f->settle_ms) return;
    out->notes = other ? NOTE_OTHER : asks ? NOTE_ANSWER : NOTE_PLAIN;
    note_told(f, out, HELD_NOTED, out->ticket_id);
}

/* --- told again --- */

/* Danger, and what is one person's own, is a matter of its own each time. */
static bool may_repeat(const struct understood *u)
{
    return u->intent == INTENT_REPORT && u->category_sure && u->category && !u->also &&
           !u->urgent && !u->whistleblowing && !u->category->is_private &&
           u->category->priority != PRIORITY_URGENT && !category_is_other(u->category->code);
}

static bool names_village(const struct understood *u)
{
    return place_village(u->place).len > 0 || u->namesake_count > 0;
}

static bool in_that_village(const struct understood *u, const struct known_ticket *t)
{
    bool same = t->village.len && str_equal(place_village(u->place), t->village);
    for (size_t i = 0; !same && i < u->namesake_count; i++)
        same = str_equal(u->namesakes[i]->code, t->village);
    return same;
}

/* The newest report of theirs about the same, not too long ago. */
static int64_t told(const struct conversation_facts *f, bool village)
{
    const struct understood *u = understood_of(f);
    if (!may_repeat(u) || names_village(u) != village) return 0;
    for (size_t i = 0; i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        bool there = village ? in_that_village(u, t) : ticket_is_own(t);
        bool part = village && speaks_of_part(u, t) && belongs_surely(u, t);
        if (((may_mean(u, t) && speaks_of(u, t)) || (part && ticket_is_own_open(t))) && there &&
            time_apart(f->message->sent_at, t->received_at) <= (uint64_t)CONVERSATION_REPEAT_MS)
            return t->id;
    }
    return 0;
}

int64_t told_before(const struct conversation_facts *f)
{
    return told(f, true);
}

int64_t may_be_told_before(const struct conversation_facts *f)
{
    return f->overtaken || settling_ticket(f) ? 0 : told(f, false);
}

void act_repeat(const struct conversation_facts *f, struct decision *out, int64_t ticket_id)
{
    answer_chase(f, out, ticket_id);
    out->repeats = out->tell_status;
}

/* "saya mau tanya cara lapor ke surabaya" behind "petugas": what was told last waits for it, and no
 * other report is about it. */
static bool is_awaited_question(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = &f->last;
    return u->asks_to_know && u->intent == INTENT_REPORT && !hears_matter(u) && !u->of_report &&
           !u->chases && ticket_is_own_open(t) && t->status < STATUS_RESOLVED &&
           category_is_other(t->category) && !would_betray(u, t) &&
           t->received_at <= f->message->sent_at && was_told_within(f, t, CONVERSATION_ANSWER_MS);
}

/* What tells something stands with the newest until then, for the desk to read. */
void ask_which(const struct conversation_facts *f, struct decision *out, struct str place)
{
    const struct understood *u = understood_of(f);
    if (is_awaited_question(f)) {
        act_answer_asked(f, out, f->last.id);
        return;
    }
    act_ask(f, out, QUESTION_TICKET, f->open[0].id, place);
    hold_message(f, out, HELD_CHASE);
    for (size_t i = 0; i < f->open_count && u->intent == INTENT_REPORT && !u->chases; i++)
        if (!out->kept_with && !would_betray(u, &f->open[i])) out->kept_with = f->open[i].id;
}

/* The newest of theirs that a question without a matter may be about; 0: none. */
static int64_t goes_on_asking(const struct conversation_facts *f)
{
    for (size_t i = 0; i < f->open_count; i++)
        if (ticket_is_own_open(&f->open[i]) && f->open[i].status < STATUS_RESOLVED &&
            !is_in_confidence(&f->open[i]) &&
            was_told_within(f, &f->open[i], CONVERSATION_REPEAT_MS))
            return f->open[i].id;
    return 0;
}

int64_t asked_back(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = &f->last;
    bool back = (u->refers && u->refers_beside) || u->continues;
    if (!u->asks_to_know || !back || u->troubled || u->also || u->whistleblowing || u->urgent ||
        u->beside_count || names_place(u) || f->overtaken || number_is_strange(f) ||
        f->message->text.len > ASKED_BACK_MAX)
        return 0;
    if (!settling_ticket(f)) return hears_matter(u) ? 0 : goes_on_asking(f);
    bool before = ticket_is_own_open(t) && t->received_at <= f->message->sent_at;
    return before && !is_in_confidence(t) ? t->id : 0;
}

/* "yang saluran atau yang lampu yg dikerjakan dulu?", "fotonya kurang jelas?": a question in few
 * words, of no trouble and no place, that names the matter of a report of theirs, or nothing but
 * what was told. */
static bool asks_of_told(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    bool named = hears_matter(u);
    bool told = u->intent == INTENT_REPORT && u->inquires;
    /* "apakah ada lampu untuk gang kami?" asks for one. */
    if (!told || (named && (u->troubled || u->kind != KIND_COMPLAINT)) || u->urgent ||
        u->whistleblowing || u->accuses || u->also || u->own_too ||
        f->message->text.len > ASKED_MAX)
        return false;
    if (f->overtaken || settling_ticket(f) || number_is_strange(f)) return false;
    if (!named) return u->refers && !names_place(u) && f->open_count > 1;
    return asked_about(f) != 0;
}

/* "ini sudah 2 minggu lho pak", days after it was told: whoever says so waits for it. */
static bool waits(const struct conversation_facts *f)
{
    const struct known_ticket *t = &f->open[0];
    return understood_of(f)->waited && f->open_count > 0 && settling_ticket(f) == 0 &&
           t->received_at < f->message->sent_at && !was_told_within(f, t, CONVERSATION_ANSWER_MS);
}

/* Of all that have ended, or there is none; or what it asks of is on its way still. */
static void say_how_none_stands(const struct conversation_facts *f, struct decision *out)
{
    out->act = ACT_STATUS;
    hold_message(f, out, HELD_ASIDE);
}

bool rule_chase(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    bool several = false, words = f->message->type == MESSAGE_TEXT && (u->chases || waits(f));
    if (!words && !asks_of_told(f)) return false;
    int64_t id = bound_ticket(f), settling = settling_ticket(f);
    if (number_is_strange(f)) {
        act_say(out, REPLY_STATUS_UNKNOWN);
        return true;
    }
    /* Who asks before they have told anything asks about nothing of ours. */
    if (id == 0 && went_before(f) && u->intent != INTENT_REPORT) {
        if (u->of_report) say_how_none_stands(f, out);
        return u->of_report;
    }
    if (id == 0 && settling) {
        /* Right behind it "sudah lama belum diperbaiki" is a part of what is told. */
        if (!u->asks || !may_mean(u, &f->last)) return false;
        const struct known_ticket *spoken =
            speaks_of(u, &f->last) ? NULL : ticket_about(f, u->category, STATUS_RECEIVED);
        id = spoken ? spoken->id : settling;
    }
    if (id == 0) id = chased_ticket(f, &several);
    if (id == 0 && !several && !words) id = asked_about(f);
    if (id)
        answer_chase(f, out, id);
    else if (several)
        ask_which(f, out, STR_EMPTY);
    else if (u->of_report)
        say_how_none_stands(f, out);
    return id || several || u->of_report;
}
