/* intake_change.c - what a citizen changes of a ticket: its unit, its place, its end. */
#include "domain/role.h"
#include "intake_words.h"
#include "merge.h"
#include "store/ticket_store.h"

/* What was reported in confidence goes to the only unit that may read it, wherever it happened. */
const struct department *intake_owner(const struct intake_step *s, const struct category *category,
                                      const struct place *place)
{
    const struct desk *desk = s->options->desk;
    const struct understood *u = s->understood;
    const struct department *wbs = desk_department(desk, STR(WHISTLEBLOWING_DEPARTMENT));
    if (u->kind == KIND_WHISTLEBLOWING && wbs) return wbs;
    return u->department && !place_is_elsewhere(place) ? u->department
                                                       : desk_owner(desk, category, place);
}

static bool code_data(struct intake_step *s, const char *key, struct str code, struct str *out,
                      struct err *e)
{
    return arena_text(s->arena, out, e, "{\"%s\":\"%.*s\"}", key, STR_ARG(code));
}

/* A message may name another place than that of the report that it makes clear. */
static bool is_place_of(const struct ticket *t, const struct place *place)
{
    return place && str_equal(place_village(place), t->village) &&
           str_equal(place_district(place), t->district);
}

/* Says what was done, and asks what is still missing, in one message. */
static bool tell(struct intake_step *s, enum reply_key key, int64_t ticket_id, int64_t event_id,
                 struct decision *d, struct err *e)
{
    const struct place *told = s->choice ? NULL : s->understood->place;
    struct ticket t;
    struct ticket_words w;
    struct outbound content = { .type = OUTBOUND_TEXT };
    if (intake_may_say_anew(s, d, ticket_id)) return intake_reply_anew(s, d, ticket_id, e);
    if (!ticket_get(s->db, ticket_id, s->arena, &t, e)) return false;
    const struct department *unit = desk_department(s->options->desk, t.department);
    bool external = unit && unit->external;
    bool placed = key == REPLY_PLACE_NOTED || key == REPLY_PLACE_CHANGED;
    bool place_next = !placed && intake_place_missing(s, &t);
    enum question question = place_next                 ? QUESTION_PLACE
                             : placed && s->border.here ? QUESTION_BORDER
                                                        : QUESTION_NONE;
    bool calmed = key == REPLY_CALMED || key == REPLY_HARMLESS;
    if (external && !calmed && (!placed || department_is_elsewhere(t.department)))
        key = REPLY_UNIT_REFERRED;
    intake_ticket_words(s, &t, &w);
    /* What a pin leaves open is said too, while its message is at hand. */
    bool ok = is_place_of(&t, told) ? intake_place_text(s, told, &w.vars.place, e)
                                    : intake_ticket_place(s, &t, &w.vars.place, e);
    return ok && intake_text(s, key, &w.vars, &content.body, e) &&
           (question || key != REPLY_PLACE_NOTED || intake_unit_next(s, &t, &question, e)) &&
           (question || intake_second_next(s, &t, false, &question, e)) &&
           intake_similar(s, &t, d, &question, e) &&
           intake_ask_beside(s, &t, question, &content, d, e) &&
           intake_put(s, &content, ticket_id, event_id, e);
}

/* What was merged into a ticket that is one in confidence now. */
static bool parts_follow(struct intake_step *s, int64_t id, struct err *e)
{
    struct ticket t;
    const struct merge m = { s->db, s->options, s->arena, NULL, &t, STR("system"), s->now };
    if (!ticket_get(s->db, id, s->arena, &t, e)) return false;
    return t.kind != KIND_WHISTLEBLOWING || merge_into_confidence(&m, &s->result->replies, e);
}

bool intake_correct_to(struct intake_step *s, struct decision *d,
                       const struct ticket_correction *to, enum reply_key key, struct err *e)
{
    struct str data;
    int64_t event_id;
    return ticket_correct(s->db, d->ticket_id, to, s->now, e) &&
           code_data(s, "department", to->department, &data, e) &&
           intake_event(s, d->ticket_id, EVENT_CORRECTED, data, &event_id, e) &&
           parts_follow(s, d->ticket_id, e) && tell(s, key, d->ticket_id, event_id, d, e);
}

/* What the ticket's words tell of this unit's matters: the one for which it was offered. */
static bool matter_of(struct intake_step *s, const struct ticket *t, const struct department *unit,
                      const struct category **out, struct err *e)
{
    struct understood u;
    *out = s->options->desk->other_category;
    if (!intake_understand(s, t->text, telling_at(t->received_at), &u, e)) return false;
    for (size_t i = 0; i < u.candidate_count; i++)
        if (u.candidates[i] == unit && u.matters[i] && u.matters[i]->kind != KIND_WHISTLEBLOWING)
            *out = u.matters[i];
    return true;
}

/* The category stays when the unit handles it; else it is what the words tell of the unit's, or the
 * desk will say what it is. */
static bool change_unit(struct intake_step *s, struct decision *d, struct err *e)
{
    const struct desk *desk = s->options->desk;
    const struct department *unit = desk_department(desk, d->arg);
    struct ticket t;
    if (!unit) return err_set(e, ERR_INPUT, "intake: a choice names no department");
    if (!ticket_get(s->db, d->ticket_id, s->arena, &t, e)) return false;
    const struct category *category = desk_category(desk, t.category);
    bool keeps = category && (category->department == unit || str_equal(t.department, unit->code));
    const struct category *told = category;
    if (!keeps && !matter_of(s, &t, unit, &told, e)) return false;
    struct ticket_correction to = { .kind = t.kind,
                                    .category = keeps ? t.category : told->code,
                                    .department = unit->code,
                                    .priority = t.priority };
    /* "disuruh ke dinsos, besok cuci darah" */
    enum ticket_priority told_now = s->choice ? t.priority : intake_joined_priority(s, d);
    if (told_now > to.priority) to.priority = told_now;
    return intake_correct_to(s, d, &to, REPLY_UNIT_NOTED, e);
}

/* What overtook this report is a part of it: all that its category brought goes with that. */
static void lead(const struct intake_step *s, const struct ticket *t, const struct place *place,
                 struct ticket_correction *to)
{
    const struct category *before = desk_category(s->options->desk, t->category);
    to->kind = s->understood->kind;
    to->department = intake_owner(s, s->understood->category, place)->code;
    to->was = before ? before->priority : to->was;
}

bool intake_correct(struct intake_step *s, struct decision *d, struct err *e)
{
    const struct desk *desk = s->options->desk;
    const struct category *category = s->understood->category;
    struct ticket t;
    if (!ticket_get(s->db, d->ticket_id, s->arena, &t, e)) return false;
    const struct place *place = desk_place(desk, t.village.len ? t.village : t.district);
    /* A unit that the citizen chose, or one elsewhere, stays. */
    bool stays = !str_equal(t.department, desk_owner(desk, desk->other_category, place)->code);
    if (!place && d->act == ACT_PLACE) place = desk_place(desk, d->arg);
    if (!place) place = s->understood->place;
    if (!stays && !intake_name_with(s, &t, place, e)) return false;
    if (!stays) category = s->understood->category;
    /* A human was called, something was asked, or where was told, and now it is told what about. */
    bool secret = s->understood->kind == KIND_WHISTLEBLOWING,
         unclear = category_is_other(t.category);
    bool wish = s->understood->kind == KIND_ASPIRATION && unclear;
    bool asked = t.kind == KIND_INFORMATION && unclear && s->understood->troubled;
    bool told = secret || wish || asked || t.kind == KIND_CONSULTATION;
    struct ticket_correction to = { .kind = told ? s->understood->kind : t.kind,
                                    .category = category->code,
                                    .department = stays && !secret
                                                      ? t.department
                                                      : intake_owner(s, category, place)->code,
                                    .priority = category->priority };
    if (d->leads) lead(s, &t, place, &to);
    return (!secret || ticket_confide(s->db, t.id, s->now, e)) &&
           intake_correct_to(s, d, &to, REPLY_CORRECTED, e);
}

/* --- a danger that is past --- */

/* What was told, as if it had been said at once when it was: "bulan lalu ada kebakaran". It
 * may be danger all the same: *past. */
static bool heard_past(struct intake_step *s, const struct ticket *t, struct understood *u,
                       bool *past, struct err *e)
{
    struct str words;
    struct telling telling = telling_at(s->message->sent_at);
    telling.past = true;
    if (!arena_text(s->arena, &words, e, "%.*s %.*s", STR_ARG(s->understood->past),
                    STR_ARG(intake_words_before(s, t))) ||
        !intake_understand(s, words, telling, u, e))
        return false;
    *past = u->intent == INTENT_REPORT && !u->urgent && u->kind == t->kind &&
            u->category->priority < PRIORITY_URGENT;
    return true;
}

/* It is urgent no more, because of `why`: a line of its timeline. */
static bool settle(struct intake_step *s, const struct ticket *t, struct str category,
                   enum ticket_priority priority, const char *why, int64_t *event_id, struct err *e)
{
    const struct ticket_correction to = { .kind = t->kind,
                                          .category = category,
                                          .department = t->department,
                                          .was = t->priority,
                                          .priority = priority };
    struct str data;
    return ticket_correct(s->db, t->id, &to, s->now, e) &&
           arena_text(s->arena, &data, e, "{\"department\":\"%.*s\",\"%s\":true}",
                      STR_ARG(t->department), why) &&
           intake_event(s, t->id, EVENT_CORRECTED, data, event_id, e);
}

static bool calm(struct intake_step *s, struct decision *d, const struct ticket *t,
                 const struct category *category, struct err *e)
{
    bool past = s->understood->past.len > 0;
    int64_t event_id;
    return settle(s, t, category->code, category->priority, past ? "past" : "harmless", &event_id,
                  e) &&
           tell(s, past ? REPLY_CALMED : REPLY_HARMLESS, t->id, event_id, d, e);
}

/* "ga ada bahaya": not of what is urgent by itself, as a fire; of that staff judge. */
static bool may_be_harmless(const struct intake_step *s, const struct ticket *t)
{
    const struct category *category = desk_category(s->options->desk, t->category);
    return s->understood->harmless && category && category->priority < PRIORITY_URGENT;
}

/* Once somebody works on it they read what is told, and decide; so they do where it was overtaken:
 * what came after it may be the danger. */
bool intake_calm(struct intake_step *s, struct decision *d, bool *calmed, struct err *e)
{
    struct ticket t;
    struct understood u;
    bool past = s->understood->past.len > 0 && s->options->understand;
    *calmed = false;
    if (!past && !s->understood->harmless) return true;
    if (s->understood->harmless && s->message->sent_at < d->after.last_message_at) return true;
    if (!ticket_get(s->db, d->ticket_id, s->arena, &t, e)) return false;
    if (t.priority != PRIORITY_URGENT || t.status != STATUS_RECEIVED ||
        t.contact_id != s->contact_id)
        return true;
    if (past)
        return heard_past(s, &t, &u, calmed, e) && (!*calmed || calm(s, d, &t, u.category, e));
    *calmed = may_be_harmless(s, &t);
    return !*calmed || calm(s, d, &t, desk_category(s->options->desk, t.category), e);
}

/* As long as it is asked what else it is, a fire still goes before others. */
bool intake_deny(struct intake_step *s, const struct decision *d, struct err *e)
{
    struct ticket t;
    int64_t event_id;
    if (!d->denies_danger) return true;
    if (!ticket_get(s->db, d->ticket_id, s->arena, &t, e)) return false;
    if (t.status != STATUS_RECEIVED || t.priority != PRIORITY_URGENT) return true;
    const struct category *category = desk_category(s->options->desk, t.category);
    bool calm = category && category->priority < PRIORITY_URGENT;
    return settle(s, &t, t.category, calm ? category->priority : PRIORITY_HIGH, "harmless",
                  &event_id, e);
}

/* In the city or outside somebody else owns it; some matters belong to the office of their place.
 */
static struct str owner_there(const struct desk *desk, const struct ticket *t,
                              const struct place *place)
{
    const struct category *category = desk_category(desk, t->category);
    bool by_place = place_is_elsewhere(place) || department_is_elsewhere(t->department) ||
                    (category && !category->department);
    return by_place && t->kind != KIND_WHISTLEBLOWING ? desk_owner(desk, category, place)->code
                                                      : t->department;
}

/* A newer pin holds; words that put the place right leave no pin of the wrong one: whoever works on
 * it would go there. In the chat it stays. */
static bool drops_pin(const struct intake_step *s, const struct ticket *t,
                      const struct place *place)
{
    return s->message->location.present ||
           (t->has_location && !pin_may_lie_in(s->options->desk, t->latitude, t->longitude, place));
}

/* *noted: what is said of it, which depends on whether it lay somewhere before. */
static bool place_set(struct intake_step *s, int64_t id, const struct place *place,
                      enum reply_key *noted, struct err *e)
{
    struct ticket t;
    if (!ticket_get(s->db, id, s->arena, &t, e)) return false;
    struct ticket_place to = { .district = place_district(place),
                               .village = place_village(place),
                               .department = owner_there(s->options->desk, &t, place),
                               .sent_at = s->message->sent_at,
                               .drops_pin = drops_pin(s, &t, place),
                               .location = &s->message->location };
    bool other = t.district.len && (!str_equal(to.district, t.district) ||
                                    (t.village.len && !str_equal(to.village, t.village)));
    *noted = other && !s->choice ? REPLY_PLACE_CHANGED : REPLY_PLACE_NOTED;
    return ticket_set_place(s->db, id, &to, s->now, e);
}

/* "ini bukan parkir, iuran RT di maron": what puts the matter right tells where as well. */
static bool place_with_matter(struct intake_step *s, int64_t id, struct err *e)
{
    const struct place *place = s->choice ? NULL : s->understood->place;
    enum reply_key noted;
    struct ticket t;
    if (!place) return true;
    if (!ticket_get(s->db, id, s->arena, &t, e)) return false;
    return t.district.len > 0 || place_set(s, id, place, &noted, e);
}

/* Chosen from the list, or said in words: the matter, and whoever owns it there. */
static bool change_category(struct intake_step *s, struct decision *d, struct err *e)
{
    const struct desk *desk = s->options->desk;
    const struct category *category = desk_category(desk, d->arg);
    struct ticket t;
    if (!category) return err_set(e, ERR_INPUT, "intake: a choice names no category");
    if (!place_with_matter(s, d->ticket_id, e)) return false;
    if (!ticket_get(s->db, d->ticket_id, s->arena, &t, e)) return false;
    const struct place *place = desk_place(desk, t.village.len ? t.village : t.district);
    bool elsewhere = department_is_elsewhere(t.department);
    struct ticket_correction to = { .kind = t.kind,
                                    .category = category->code,
                                    .department = elsewhere
                                                      ? t.department
                                                      : desk_owner(desk, category, place)->code,
                                    .was = d->denies_danger ? t.priority : 0,
                                    .priority = category->priority };
    return intake_correct_to(s, d, &to, REPLY_CORRECTED, e);
}

bool intake_unplace(struct intake_step *s, int64_t id, struct err *e)
{
    static const struct inbound_location no_pin = { .present = false };
    struct ticket t;
    if (!ticket_get(s->db, id, s->arena, &t, e)) return false;
    struct ticket_place to = { .district = STR_EMPTY,
                               .village = STR_EMPTY,
                               .department = owner_there(s->options->desk, &t, NULL),
                               .sent_at = s->message->sent_at,
                               .drops_pin = true,
                               .location = &no_pin };
    return ticket_set_place(s->db, id, &to, s->now, e);
}

bool intake_place_too(struct intake_step *s, struct decision *d, int64_t id, struct err *e)
{
    const struct place *place = s->understood->place;
    int64_t event_id;
    struct decision placed = { .act = ACT_PLACE, .ticket_id = id, .after = d->after };
    enum reply_key noted;
    struct ticket t;
    struct ticket_words w;
    struct str data;
    struct outbound content = { .type = OUTBOUND_TEXT };
    if (!place_set(s, id, place, &noted, e) || !code_data(s, "place", place->code, &data, e) ||
        !intake_event(s, id, EVENT_PLACE, data, &event_id, e) ||
        !ticket_get(s->db, id, s->arena, &t, e))
        return false;
    if (intake_may_say_anew(s, &placed, id)) {
        bool ok = intake_reply_anew(s, &placed, id, e);
        d->after = placed.after;
        return ok;
    }
    intake_ticket_words(s, &t, &w);
    return intake_place_text(s, place, &w.vars.place, e) &&
           intake_text(s, noted, &w.vars, &content.body, e) &&
           intake_put(s, &content, id, event_id, e);
}

/* Others of the same burst, where somebody must know it. */
static bool place_others(struct intake_step *s, struct decision *d, struct err *e)
{
    for (size_t i = 0; i < d->also_count; i++) {
        struct ticket t;
        if (!ticket_get(s->db, d->also[i], s->arena, &t, e)) return false;
        if (intake_place_missing(s, &t) && !intake_place_too(s, d, t.id, e)) return false;
    }
    return true;
}

/* A district chosen from the list: its villages are asked next. Told in words or by a pin: noted.
 */
static bool change_place(struct intake_step *s, struct decision *d, struct err *e)
{
    const struct place *place = desk_place(s->options->desk, d->arg);
    /* Words that name what was offered are words all the same. */
    const struct choice *tap = s->message->type == MESSAGE_TEXT ? NULL : s->choice;
    struct str data;
    int64_t event_id, id = d->ticket_id;
    struct ticket_addition more = { .text = tap ? STR_EMPTY : s->message->text,
                                    .location = &s->message->location,
                                    .district = STR_EMPTY,
                                    .village = STR_EMPTY,
                                    .priority =
                                        tap ? PRIORITY_NORMAL : intake_joined_priority(s, d),
                                    .sent_at = s->message->sent_at,
                                    .settle_ms = tap ? 0 : s->options->settle_ms };
    enum reply_key noted;
    bool presses = false;
    if (!place) return err_set(e, ERR_INPUT, "intake: a choice names no place");
    if (!s->choice) s->border = intake_border(s, d);
    if (!tap && !intake_presses(s, d, &presses, e)) return false;
    if (!ticket_join(s->db, id, &more, s->now, e) || !place_set(s, id, place, &noted, e) ||
        !(s->choice ? code_data(s, "place", place->code, &data, e)
                    : intake_joined_data(s, &data, e)) ||
        !intake_event(s, id, tap ? EVENT_PLACE : EVENT_JOINED, data, &event_id, e))
        return false;
    if (!tap) s->result->joined++;
    /* What else the message holds: danger first, then photos before it, and a plea. */
    bool alone = !intake_may_say_anew(s, d, id);
    if ((alone && d->has_reply && !intake_reply_plain(s, d->reply, id, event_id, e)) ||
        (alone && presses && !d->correct && !intake_reply_pressing(s, id, event_id, e)) ||
        (d->take_loose && !intake_loose_bind(s, &d->after.loose, id, e)) ||
        !intake_held_bind(s, &d->take_held, id, e) ||
        (((!tap && s->understood->confidential) || d->confide) && !intake_confide(s, d, e)) ||
        !place_others(s, d, e))
        return false;
    if (d->correct)
        return intake_correct(s, d, e) &&
               (!presses || !alone || intake_reply_pressing(s, id, event_id, e));
    bool named = false;
    if (!intake_name_there(s, d, place, &named, e) || named) return named;
    if (!s->choice || s->choice->verb != CHOICE_DISTRICT)
        return tell(s, noted, id, event_id, d, e) &&
               (!d->tell_status || intake_reply_chased(s, d, e));
    d->question = QUESTION_VILLAGE;
    conversation_ask(&d->after, QUESTION_VILLAGE, id, s->message->sent_at);
    return intake_ask(s, d, event_id, e);
}

static bool bind(struct intake_step *s, struct decision *d, struct err *e)
{
    return intake_loose_bind(s, &d->after.loose, d->ticket_id, e) &&
           intake_reply_plain(s, REPLY_BOUND, d->ticket_id, 0, e);
}

/* The answer is one, whatever the number; it is owned by the first of them. */
static bool cancel(struct intake_step *s, const struct decision *d, struct err *e)
{
    int64_t first = 0, event_id;
    for (size_t i = 0; i <= d->also_count; i++) {
        int64_t id = i ? d->also[i - 1] : d->ticket_id;
        if (!ticket_cancel(s->db, id, s->now, e) ||
            !intake_event(s, id, EVENT_CANCELLED, STR_EMPTY, &event_id, e))
            return false;
        if (i == 0) first = event_id;
    }
    return intake_reply_several(s, REPLY_CANCELLED, d, first, e);
}

bool intake_change(struct intake_step *s, struct str body, struct decision *d, struct err *e)
{
    if (!intake_keep(s, body, d->ticket_id, e)) return false;
    switch (d->act) {
    case ACT_UNIT: return change_unit(s, d, e);
    case ACT_CATEGORY: return change_category(s, d, e);
    case ACT_PLACE: return change_place(s, d, e);
    case ACT_BIND: return bind(s, d, e);
    case ACT_CANCEL: return cancel(s, d, e);
    case ACT_CONFIDE: return intake_confide_all(s, d, e);
    case ACT_NOTHING:
    case ACT_REPLY:
    case ACT_CREATE:
    case ACT_JOIN:
    case ACT_STATUS:
    case ACT_VERDICT:
    case ACT_RATE:
    case ACT_COMMENT:
    case ACT_OBJECT:
    case ACT_TAKE_UP:
    case ACT_FOLLOW:
    case ACT_LEAVE:
    case ACT_SECOND:
    case ACT_APART:
    case ACT_ASK: break;
    }
    return err_set(e, ERR_INTERNAL, "intake: this act changes no ticket");
}
