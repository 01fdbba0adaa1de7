/* conversation_place.c - words that tell where a ticket lies, after it was made. */
#include "conversation_rules.h"
#include "domain/role.h"

/* In more letters a story is told, be it that it begins with where. */
#define WHERE_MAX 100

/* "kecamatan Gending" long after the question, or before the matter was told: the open ticket that
 * lacks a place has it now. */
bool place_found(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = &f->newest_open;
    if (!u->place_only || !ticket_is_own_open(t) || t->district.len) return false;
    if (would_betray(u, t)) return false;
    if (!u->place && u->urgent) return false; /* danger is answered before anything is asked */
    if (u->place)
        act_place(f, out, t->id);
    else
        act_ask_namesake(f, out, t->id);
    return true;
}

bool is_old_list(const struct conversation_facts *f)
{
    bool asked = question_asks_where(f->before.asked) && f->before.asked_ticket_id == f->chosen.id;
    return !asked && f->choice->token != f->before.token && f->chosen.district.len > 0;
}

/* "di desa Tegalwatu tiris, lampunya juga mati" answers "where?" as well. */
void place_both(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = &f->asked;
    if (!u->place || !u->also || !u->troubled) return;
    bool asked = conversation_asks_where(&f->before) && ticket_is_own_open(t) &&
                 t->district.len == 0 && t->status == STATUS_RECEIVED && !would_betray(u, t) &&
                 time_apart(f->message->sent_at, f->before.asked_at) <= (uint64_t)f->settle_ms;
    if (asked) {
        out->also[out->also_count++] = t->id;
        if (question_asks_where(f->before.asked)) conversation_answered(&out->after);
    } else if (settling_ticket(f) == 0) {
        hold_message(f, out, HELD_PLACE);
    }
}

static bool lacks_place(const struct conversation_facts *f, const struct known_ticket *t)
{
    return ticket_is_own_open(t) && t->status == STATUS_RECEIVED && t->district.len == 0 &&
           !department_is_elsewhere(t->department) && !is_in_confidence(t) &&
           time_apart(f->message->sent_at, t->received_at) <= (uint64_t)f->settle_ms;
}

/* --- where another report lies --- */

struct str place_code(const struct known_ticket *t)
{
    return t->village.len ? t->village : t->district;
}

/* Its place is told of no other ticket: who reads that must not guess of this one. */
static bool lends_place(const struct known_ticket *t)
{
    return ticket_is_own_open(t) && t->district.len > 0 && !is_in_confidence(t) &&
           !department_is_elsewhere(t->department);
}

/* The report whose place is that of all that the citizen has open (of this category; NULL: of any);
 * NULL: there are two places, or none. */
static const struct known_ticket *only_place(const struct conversation_facts *f,
                                             const struct category *category, bool *several)
{
    const struct known_ticket *giver = NULL;
    *several = false;
    for (size_t i = 0; i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        if (!lends_place(t) || !was_told_within(f, t, CONVERSATION_REPEAT_MS)) continue;
        if (category && !str_equal(category->code, t->category)) continue;
        *several = *several || (giver && !str_equal(place_code(giver), place_code(t)));
        if (!giver) giver = t;
    }
    return *several ? NULL : giver;
}

/* "lampunya juga mati", "sekalian selokannya": where the report before lies, that the citizen sees
 * in the answer; hours later only what says that it is there ("lampu di gang itu mati"), or one
 * more matter ("selain itu lampu depan rumah mati"). */
void place_beside(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = &f->last;
    int64_t now = f->message->sent_at;
    bool told = names_place(u) || out->arg.len > 0;
    bool beside = u->also || u->lies_before;
    /* "beliau juga gak dapat bansos": who was told of lives there, which their unit wants to know.
     */
    bool who = u->lies_there && !u->there;
    if (told || !beside || !u->category || !(u->category->needs_place || who)) return;
    if (would_betray(u, t) || is_in_confidence(t)) return;
    bool lately = time_apart(now, f->before.last_message_at) <= (uint64_t)CONVERSATION_ANSWER_MS;
    bool says = u->lies_there || u->lies_before || u->further;
    bool there = settling_ticket(f) == t->id || (says && lately), several;
    const struct known_ticket *only = says ? only_place(f, NULL, &several) : NULL;
    if (there && lends_place(t) && t->received_at <= now)
        out->arg = place_code(t);
    else if (only && !lately)
        out->arg = place_code(only);
    else
        hold_message(f, out, HELD_BESIDE);
}

/* The other way round: such tickets, which this report was overtaken by. */
void place_those_beside(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    if (!u->place || u->also || u->kind == KIND_WHISTLEBLOWING || u->whistleblowing) return;
    for (size_t i = 0; i < f->open_count && out->also_count < CONVERSATION_OPEN_MAX - 1; i++) {
        const struct known_ticket *t = &f->open[i];
        if (lacks_place(f, t) && t->received_at >= f->message->sent_at &&
            holds_at(f, HELD_BESIDE, t->received_at))
            out->also[out->also_count++] = t->id;
    }
}

static const struct known_ticket *same_as(const struct conversation_facts *f,
                                          const struct known_ticket *t)
{
    for (size_t i = 0; i < f->open_count; i++)
        if (f->open[i].id != t->id && lends_place(&f->open[i]) &&
            f->open[i].received_at <= f->message->sent_at)
            return &f->open[i];
    return NULL;
}

/* The ticket that "tempatnya sama" is about: the one that was asked about, else the newest that
 * lacks a place. */
static const struct known_ticket *lies_as_another(const struct conversation_facts *f)
{
    const struct known_ticket *t = &f->asked;
    if (conversation_asks_where(&f->before) && lacks_its_place(t)) return t;
    for (size_t i = 0; i < f->open_count && understood_of(f)->same_place; i++)
        if (lacks_place(f, &f->open[i])) return &f->open[i];
    return NULL;
}

bool rule_same_place(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    bool says = u->same_place || (u->same_if_asked && question_asks_where(f->before.asked));
    if (!says || f->message->type != MESSAGE_TEXT || bound_ticket(f)) return false;
    const struct known_ticket *t = lies_as_another(f);
    const struct known_ticket *other = t ? same_as(f, t) : NULL;
    if (!other) return false;
    act_place_at(f, out, t->id, place_code(other));
    if (question_asks_where(f->before.asked) && f->before.asked_ticket_id == t->id)
        conversation_answered(&out->after);
    return true;
}

void place_all(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    if (out->act != ACT_PLACE || f->choice || !u->place_only || u->also || u->amends) return;
    /* One that lay somewhere is put right: that tells nothing of the others. */
    const struct known_ticket *t = known_with_id(f, out->ticket_id);
    if (bound_ticket(f) || !t || t->district.len > 0) return;
    for (size_t i = 0; i < f->open_count; i++)
        if (lacks_place(f, &f->open[i]) && (f->open[i].received_at <= f->message->sent_at ||
                                            holds_at(f, HELD_BESIDE, f->open[i].received_at)))
            act_on_also(out, f->open[i].id);
}

void place_behind(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = &f->last;
    bool told = names_place(u) || out->arg.len > 0;
    if (told || !u->category || !u->category->needs_place || would_betray(u, t)) return;
    if (!f->overtaken || !ticket_is_own_open(t) || is_in_confidence(t)) return;
    if (t->place_at <= f->message->sent_at || t->received_at > t->place_at) return;
    if (time_apart(f->message->sent_at, t->place_at) > (uint64_t)f->settle_ms) return;
    out->arg = place_code(t);
}

/* "barusan malingnya balik lagi bawa celurit", "pohonnya roboh, ada orang di dalam": where the
 * reports lie that it may go on about. Whoever is in danger is not asked first. What overtook its
 * report waits for that place. */
void place_of_danger(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    bool told = names_place(u) || out->arg.len > 0 || u->also, several;
    /* "pohon nya tumbang", of which it is asked whether it is a part of that. */
    bool doubted = out->question == QUESTION_MATTER && u->refers;
    /* Whoever speaks of the own life is somewhere that no road tells. */
    if (!(u->urgent || u->pressing || doubted) || u->self_harm || told || f->overtaken ||
        f->message->location.present)
        return;
    /* "pohonnya tumbang nutup jalan" goes on with a report about trees, and with no other; water
     * that comes to the houses with whatever was told. */
    bool any = u->urgent || u->presses_by & PRESSING_NEARS;
    const struct known_ticket *giver = only_place(f, any ? NULL : u->category, &several);
    if (u->urgent && !giver && !several && !holds_at(f, HELD_BESIDE, f->message->sent_at))
        hold_message(f, out, HELD_BESIDE);
    if (!giver) return;
    out->arg = place_code(giver);
    /* Who works on the one must not read that somebody unnamed reported the other. */
    out->place_of_id = giver->confidential ? 0 : giver->id;
}

/* "RT nya minta 50 ribu" behind aid that is not paid: their RT, where that lies. Whoever reads the
 * one must not learn of the other. */
void place_of_accused(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    bool told = names_place(u) || out->arg.len > 0 || u->accused_unit, several;
    if (!u->whistleblowing || !u->accuses || told || u->house || f->overtaken ||
        f->message->location.present)
        return;
    const struct known_ticket *giver = only_place(f, NULL, &several);
    /* Of two told in one breath neither was first for sure. */
    bool before = giver && giver->received_at < f->message->sent_at &&
                  time_apart(f->message->sent_at, giver->received_at) > (uint64_t)f->settle_ms;
    if (before) out->arg = place_code(giver);
}

/* Words that say it lies with them, told behind the message at hand, hold. */
bool comes_home(const struct conversation_facts *f, const struct known_ticket *t)
{
    return department_is_elsewhere(t->department) &&
           place_district(understood_of(f)->place).len > 0 && f->message->sent_at >= t->place_at;
}

/* "kejadiannya di mall itu, di surabaya": of what was told. */
static bool tells_elsewhere(const struct understood *u)
{
    return u->tells_where && u->states && u->refers && place_is_elsewhere(u->place) &&
           !hears_matter(u) && !u->urgent;
}

/* "bukan pamatan pak", of a ticket that lies there. */
static bool denies_its_place(const struct understood *u, const struct known_ticket *t)
{
    for (size_t i = 0; i < u->denies_count; i++) {
        struct str code = u->denies[i]->code;
        if (t->district.len && (str_equal(code, t->village) || str_equal(code, t->district)))
            return true;
    }
    return false;
}

/* "maaf salah, di desa Seboro", or a place and nothing else. "di desa Seboro juga" puts nothing
 * right.
 */
static bool puts_right(const struct understood *u, const struct known_ticket *t)
{
    return !u->also && (u->place_only || denies_its_place(u, t) || tells_elsewhere(u) ||
                        (u->amends && (u->tells_where || !hears_another(u, t))));
}

/* "bukan surabaya pak", of a ticket that was given there. */
static bool denies_its_neighbour(const struct understood *u, const struct known_ticket *t)
{
    for (size_t i = 0; i < u->denies_count; i++)
        if (u->denies[i]->owner && str_equal(u->denies[i]->owner->code, t->department) &&
            department_is_elsewhere(t->department))
            return true;
    return false;
}

/* "saya warga kabupaten probolinggo kok", "bukan orang surabaya pak": the report that was given to
 * a neighbour, or the city, is ours. Our name alone is the city's as well. */
static const struct known_ticket *given_away(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    int64_t bound = bound_ticket(f);
    for (size_t i = 0; i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        bool ours =
            u->home == HOME_REGENCY || (u->home == HOME_NAME && !department_is_city(t->department));
        if ((!bound || t->id == bound) && ticket_is_own_open(t) && t->status == STATUS_RECEIVED &&
            department_is_elsewhere(t->department) && (ours || denies_its_neighbour(u, t)) &&
            !would_betray(u, t) && was_told_within(f, t, CONVERSATION_REPEAT_MS))
            return t;
    }
    return NULL;
}

static void ask_where_instead(const struct conversation_facts *f, struct decision *out, int64_t id)
{
    out->react = false;
    out->question = QUESTION_DISTRICT;
    conversation_ask(&out->after, QUESTION_DISTRICT, id, f->message->sent_at);
}

/* Then where with us? Asked by list. */
bool rule_home(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    /* "bukan di surabaya, maksud saya dinas pendidikan" */
    bool instead = u->intent == INTENT_REPORT && !names_place(u) && u->denies_count > 0 &&
                   f->message->text.len <= WHERE_MAX;
    bool says = u->home != HOME_NONE || u->denies_place || instead;
    if (!says || u->urgent || u->also || f->message->type != MESSAGE_TEXT || f->overtaken)
        return false;
    const struct known_ticket *t = given_away(f);
    if (!t) return false;
    act_join(f, out, t->id);
    out->unplaces = true;
    ask_where_instead(f, out, t->id);
    return true;
}

/* "bukan pamatan pak": then where? Asked by list, of the ticket it is about or the newest; once
 * somebody works on it, it is for them to read. */
bool rule_denied(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    int64_t bound = bound_ticket(f), settling = settling_ticket(f);
    int64_t id = bound ? bound : settling ? settling : f->newest_open.id;
    const struct known_ticket *t = id ? known_with_id(f, id) : NULL;
    if (!u->denies_place || u->urgent || f->message->type != MESSAGE_TEXT) return false;
    if (!t || !ticket_is_own_open(t) || would_betray(u, t)) return false;
    /* Said before that was told it is about nothing of it. */
    if (!bound && t->received_at > f->message->sent_at) return false;
    act_join(f, out, id);
    if (t->status != STATUS_RECEIVED) return true;
    out->unplaces = u->denies_there || denies_its_place(u, t);
    ask_where_instead(f, out, id);
    return true;
}

/* It went before a ticket that tells where it lies itself, and is of no use to that. */
static bool goes_before(const struct conversation_facts *f, const struct known_ticket *t)
{
    return t == &f->last && went_before(f) && understood_of(f)->place_only &&
           !category_is_other(t->category);
}

/* "bukan di Pamatan tapi di Sumendi", "lho itu bukan surabaya, ini kraksaan": of an older one. */
static bool moves_older(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = &f->newest_open;
    if (tells_elsewhere(u)) return true;
    if (!u->amends || !names_place(u)) return false;
    if (u->place_only) return true;
    bool recent =
        time_apart(f->message->sent_at, t->received_at) <= (uint64_t)CONVERSATION_REPEAT_MS;
    /* "maaf pak salah, jalan berlubangnya di maron": its matter is told with it. */
    bool same = u->category_sure && str_equal(u->category->code, t->category);
    return recent && (!u->troubled || u->tells_where || same) && !u->urgent && !u->also &&
           !is_in_confidence(t) && f->message->text.len <= WHERE_MAX;
}

/* "bukan sumberanyar tapi sumberejo", which two districts have: in that of the ticket, or asked. */
static bool puts_right_namesake(const struct conversation_facts *f, struct decision *out,
                                const struct known_ticket *t)
{
    const struct understood *u = understood_of(f);
    bool right = u->amends && u->namesake_count > 0 && !u->also && !u->urgent &&
                 (u->place_only || u->tells_where) && !is_in_confidence(t) && !would_betray(u, t);
    if (!right || t->status != STATUS_RECEIVED || t->district.len == 0) return false;
    for (size_t i = 0; i < u->namesake_count; i++) {
        if (!str_equal(place_district(u->namesakes[i]), t->district)) continue;
        act_place_at(f, out, t->id, u->namesakes[i]->code);
        return true;
    }
    act_ask_namesake(f, out, t->id);
    return true;
}

/* "kok pajarakan pak, itu kraksaan", "tempatnya di kraksaan pak, bukan pajarakan": the newest that
 * lies where they deny it, however long after, and whatever was asked since. 0: none. */
static int64_t lies_where_denied(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    if (u->denies_count == 0 || !names_place(u) || u->urgent || u->also || u->whistleblowing ||
        f->message->text.len > WHERE_MAX)
        return 0;
    for (size_t i = 0; i < f->open_count; i++) {
        const struct known_ticket *t = &f->open[i];
        if (ticket_is_own_open(t) && denies_its_place(u, t) && !is_in_confidence(t) &&
            was_told_within(f, t, CONVERSATION_REPEAT_MS))
            return t->id;
    }
    return 0;
}

/* Right behind a ticket that lay somewhere else: it lies there, as long as nobody works on it. Of
 * two places the one told later holds, in whatever order they arrive. */
bool rule_place(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    int64_t bound = bound_ticket(f), id = bound ? bound : settling_ticket(f);
    if (!bound && lies_where_denied(f)) id = lies_where_denied(f);
    if (id == 0 && moves_older(f)) id = f->newest_open.id;
    const struct known_ticket *t = id ? known_with_id(f, id) : NULL;
    if (u->intent != INTENT_REPORT || !t || !ticket_is_own_open(t)) return false;
    if (!u->place) return puts_right_namesake(f, out, t);
    bool placed = t->district.len > 0 || department_is_elsewhere(t->department);
    if (t->status != STATUS_RECEIVED || would_betray(u, t) || !puts_right(u, t)) return false;
    /* "maaf salah, di pasar dringu" of what lies there: which spot, and said back; "keliru,
     * harusnya desa seboro", which holds from now on. */
    bool spot =
        u->tells_where && place_village(u->place).len == 0 && t->village.len == 0 && !f->overtaken;
    bool again =
        placed && u->amends && (spot || (u->place_only && f->message->sent_at > t->place_at));
    if (placed ? !again && lies_at(t, u->place) : !f->overtaken) return false;
    if (placed && goes_before(f, t))
        act_create(f, out);
    else if (placed && f->message->sent_at < t->place_at)
        act_join(f, out, id);
    else
        act_place(f, out, id);
    return true;
}

static const struct known_ticket *awaits_place(const struct conversation_facts *f)
{
    const struct known_ticket *t = &f->open[0];
    bool asked =
        conversation_asks_where(&f->before) && ticket_is_own_open(&f->asked) &&
        time_apart(f->message->sent_at, f->before.asked_at) <= (uint64_t)CONVERSATION_ANSWER_MS;
    if (asked)
        t = &f->asked;
    else if (f->open_count != 1)
        return NULL;
    return lacks_its_place(t) && was_told_within(f, t, CONVERSATION_REPEAT_MS) ? t : NULL;
}

/* "terminal banyuangga" of a report that lies nowhere so far: kept with it, asked or not. */
static bool is_spot_of(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    const struct known_ticket *t = awaits_place(f);
    if (!t || !u->strange_spot || u->urgent || u->also || u->inquires || would_betray(u, t) ||
        f->message->type != MESSAGE_TEXT || f->overtaken || bound_ticket(f))
        return false;
    act_join(f, out, t->id);
    return true;
}

/* "desa X, jalan tertutup total, ada motor yang ketimpa": begins with where, which was asked, and
 * goes on with what has come of it. */
static bool is_danger_there(const struct conversation_facts *f, const struct known_ticket *t)
{
    const struct understood *u = understood_of(f);
    bool of_it = !hears_another(u, t) || u->category->priority == PRIORITY_HIGH || belongs_to(u, t);
    return u->urgent && u->place && u->shows_where && of_it && t->in_public &&
           conversation_asks_where(&f->before) && f->before.asked_ticket_id == t->id &&
           settling_ticket(f) == t->id && !u->self_harm && !u->also && u->beside_count == 0 &&
           !would_betray(u, t);
}

bool rule_awaited(const struct conversation_facts *f, struct decision *out)
{
    const struct understood *u = understood_of(f);
    if (u->intent == INTENT_REPORT && is_spot_of(f, out)) return true;
    /* "saya jualan kripik di desa x": nothing is wrong with that. */
    bool tells = u->tells_where || (u->tells_self && u->place && !u->category->is_private);
    if (u->intent != INTENT_REPORT || !(tells || u->urgent) || f->message->type != MESSAGE_TEXT ||
        f->message->text.len > WHERE_MAX || f->overtaken || bound_ticket(f))
        return false;
    const struct known_ticket *t = awaits_place(f);
    if (t && is_danger_there(f, t)) {
        act_place(f, out, t->id);
        return true;
    }
    if (!t || u->urgent || u->beside_count > 0 || u->chases || would_betray(u, t)) return false;
    bool asked = conversation_asks_where(&f->before) && f->before.asked_ticket_id == t->id;
    /* Right behind what needs no place it is joined, as all the rest of the story. */
    if (!asked && settling_ticket(f) == t->id && !hears_another(u, t)) return false;
    bool answered = question_asks_where(f->before.asked) && f->before.asked_ticket_id == t->id;
    if (!u->place) {
        act_ask_namesake(f, out, t->id);
        return true;
    }
    act_place(f, out, t->id);
    if (answered) conversation_answered(&out->after);
    return true;
}
