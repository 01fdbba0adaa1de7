/* casework_assign.c - whose matter it is, and by when. */
#include "casework_private.h"
#include "domain/ladder.h"
#include "domain/workday.h"
#include "notices.h"

#define PROMISE_DAYS_MAX 60

static bool department_data(struct casework *c, enum ticket_status from, struct str before,
                            struct str *out, struct err *e)
{
    struct str copy = c->ticket->copy_to;
    const char *data = arena_printf(
        c->arena, "{\"from\":\"%s\",\"department\":\"%.*s\",\"before\":\"%.*s\"%s%.*s%s%s}",
        ticket_status_name(from), STR_ARG(c->ticket->department), STR_ARG(before),
        copy.len ? ",\"copy\":\"" : "", STR_ARG(copy), copy.len ? "\"" : "",
        c->ticket->handed_from.len ? ",\"handed_over\":true" : "");
    if (!data) return err_set(e, ERR_MEMORY, "casework: no memory");
    *out = str_of(data);
    return true;
}

/* NULL after a refusal. */
static const struct department *department_for(struct casework *c, struct str code)
{
    const struct department *d = desk_department(c->options->desk, code);
    struct ticket there = *c->ticket;
    if (!d || d->external) {
        (void)casework_refuse(c, REFUSAL_INVALID, "invalid_value",
                              d ? "department: an external body; close as referred instead."
                                : "department: no department has this code.");
        return NULL;
    }
    /* A report in confidence stays with the inspectorate. */
    there.department = code;
    if (there.kind == KIND_WHISTLEBLOWING && !str_equal(code, STR(WHISTLEBLOWING_DEPARTMENT))) {
        (void)casework_refuse(c, REFUSAL_INVALID, "invalid_value",
                              "department: reports in confidence stay with the inspectorate.");
        return NULL;
    }
    return d;
}

/* By the table; NULL after a refusal. */
static const struct move_rule *rule_for(struct casework *c, const struct casework_assignment *to)
{
    const struct ticket *t = c->ticket;
    unsigned mover = mover_of(c->who, t);
    const struct move_rule *rule = move_find_for(t->status, STATUS_ASSIGNED, OUTCOME_NONE, mover);
    bool hands_over = !(mover & MOVER_DESK), mine = rule && rule->movers & mover;
    if (!rule)
        (void)casework_refuse(c, REFUSAL_CONFLICT, "illegal_move",
                              "A ticket in this status cannot be assigned.");
    else if (!mine)
        (void)casework_refuse(c, REFUSAL_FORBIDDEN, "forbidden",
                              "A department hands over what was assigned to it; all else is the "
                              "desk's: ask an operator.");
    else if (rule->needs & NEEDS_UNIT && str_equal(t->department, to->department))
        (void)casework_refuse(c, REFUSAL_CONFLICT, "illegal_move",
                              "The ticket is with this department already.");
    else if (rule->needs & NEEDS_REASON && to->note.len == 0)
        (void)casework_refuse(c, REFUSAL_INVALID, "invalid_value",
                              "note is needed: why another department.");
    else if (hands_over && to->names_copy)
        (void)casework_refuse(c, REFUSAL_INVALID, "invalid_value",
                              "copy: who reads along is for the desk to say.");
    else if (hands_over && t->handed_from.len)
        (void)casework_refuse(c, REFUSAL_CONFLICT, "handed_over",
                              "A department has handed it over already: return it to the desk, or "
                              "ask an operator.");
    else
        return rule;
    return NULL;
}

/* The office of the ticket's district, if it is not the owner itself; NULL: none. */
static const struct department *office_of(const struct casework *c, const struct department *owner)
{
    const struct place *district = desk_place(c->options->desk, c->ticket->district);
    const struct department *office = district ? district->owner : NULL;
    return office && department_is_district(office) && office != owner ? office : NULL;
}

/* Who reads along. False after a refusal. Nothing in confidence has a copy. */
static bool copy_for(struct casework *c, const struct casework_assignment *to,
                     const struct department *owner, struct str *copy)
{
    const struct department *office;
    bool confidential = c->ticket->kind == KIND_WHISTLEBLOWING;
    *copy = STR_EMPTY;
    if (!to->names_copy && !(mover_of(c->who, c->ticket) & MOVER_DESK)) {
        /* Who reads along was the desk's to say. */
        if (!str_equal(c->ticket->copy_to, owner->code)) *copy = c->ticket->copy_to;
        return true;
    }
    if (!to->names_copy) {
        office = confidential ? NULL : office_of(c, owner);
        if (office) *copy = office->code;
        return true;
    }
    if (to->copy.len == 0) return true;
    office = desk_department(c->options->desk, to->copy);
    if (confidential || !office || !department_is_district(office) || office == owner)
        return !casework_refuse(c, REFUSAL_INVALID, "invalid_value",
                                confidential ? "copy: reports in confidence have none."
                                             : "copy: a district office (KEC-..) that does not get "
                                               "the ticket itself.");
    *copy = office->code;
    return true;
}

/* Its new owner, and the office that reads along. */
static bool units_tell(struct casework *c, struct err *e)
{
    struct notice_cause cause = { .kind = NOTICE_ASSIGNED,
                                  .ticket = c->ticket,
                                  .event_id = c->event_id };
    if (!notices_plan(c->db, c->options, &cause, c->arena, c->now, e)) return false;
    cause.kind = NOTICE_COPIED;
    return notices_plan(c->db, c->options, &cause, c->arena, c->now, e);
}

bool casework_assign(struct casework *c, const struct casework_assignment *to, struct err *e)
{
    struct ticket *t = c->ticket;
    enum ticket_status from = t->status;
    struct str before = t->department, copy, data;
    if (!casework_words_fit(c, "note", to->note, false, CASEWORK_WORDS_MAX)) return true;
    const struct department *d = department_for(c, to->department);
    if (!d || !copy_for(c, to, d, &copy) || !casework_is_current(c) || !rule_for(c, to))
        return true;
    t->copy_to = copy;
    move_to_department(c->options->desk, t, d->code, !(mover_of(c->who, t) & MOVER_DESK), c->now);
    return department_data(c, from, before, &data, e) &&
           casework_save(c, EVENT_ASSIGNED, data, STR_EMPTY, to->note, e) &&
           casework_tell(c, &(struct news){ .key = REPLY_WORK_ASSIGNED }, e) && units_tell(c, e);
}

/* False after a refusal. */
static bool day_fits(struct casework *c, int64_t day)
{
    const struct desk *desk = c->options->desk;
    int64_t today = day_of_ms(c->now);
    char asked[RFC3339_SIZE], next[RFC3339_SIZE];
    if (day <= today || workday_between(desk, today, day) > PROMISE_DAYS_MAX)
        return !casework_refuse(c, REFUSAL_INVALID, "invalid_value",
                                "date: a day after today, at most 60 working days ahead.");
    if (workday_is(desk, day)) return true;
    rfc3339_format(day_start_ms(day), asked);
    rfc3339_format(day_start_ms(workday_add(desk, day, 1)), next);
    const char *detail = arena_printf(
        c->arena, "date: %.10s is no working day; the next one is %.10s.", asked, next);
    return !casework_refuse(c, REFUSAL_INVALID, "invalid_value",
                            detail ? detail : "date: no working day.");
}

/* Nobody is asked for patience for a day that is no later than the one before. */
static bool promise_tell(struct casework *c, bool later, struct str reason, struct err *e)
{
    const struct news news = { .key = later ? REPLY_WORK_PROMISED : REPLY_WORK_SOONER,
                               .lines = reason };
    return casework_tell(c, &news, e);
}

bool casework_promise(struct casework *c, int64_t day, struct str reason, struct err *e)
{
    struct ticket *t = c->ticket;
    char date[RFC3339_SIZE];
    if (!casework_words_fit(c, "reason", reason, true, CASEWORK_MOVE_WORDS_MAX)) return true;
    if (!day_fits(c, day) || !casework_is_current(c)) return true;
    if (t->status >= STATUS_RESOLVED || t->paused_since)
        return casework_refuse(c, REFUSAL_CONFLICT, "illegal_move",
                               "Only a ticket that is being worked on can be promised for a day; "
                               "while its reporter is asked no date runs.");
    bool later = day_end_ms(day) > ticket_told_date(t);
    t->promise_at = day_end_ms(day);
    t->promise = PROMISE_WORK;
    rfc3339_format(t->promise_at, date);
    const char *data = arena_printf(c->arena, "{\"promise_at\":\"%s\"}", date);
    if (!data) return err_set(e, ERR_MEMORY, "casework: no memory");
    return casework_save(c, EVENT_PROMISED, str_of(data), reason, STR_EMPTY, e) &&
           promise_tell(c, later, reason, e);
}

bool casework_extend(struct casework *c, struct str reason, struct err *e)
{
    struct ticket *t = c->ticket;
    if (!casework_words_fit(c, "reason", reason, true, CASEWORK_MOVE_WORDS_MAX) ||
        !casework_is_current(c))
        return true;
    if (t->kind != KIND_INFORMATION || t->extended || !t->due_at || t->status >= STATUS_RESOLVED)
        return casework_refuse(
            c, REFUSAL_CONFLICT, "illegal_move",
            "Only an open request for information can be extended, and only once.");
    t->extended = true;
    t->due_at = ticket_due(c->options->desk, t);
    if (t->due_at <= c->now) {
        t->extended = false;
        t->due_at = ticket_due(c->options->desk, t);
        return casework_refuse(c, REFUSAL_CONFLICT, "illegal_move",
                               "The longer time would be over as well: promise another day.");
    }
    t->promise_at = t->due_at;
    t->promise = PROMISE_WORK;
    ladder_fall_back(c->options->desk, t, c->now);
    return casework_save(c, EVENT_EXTENDED, STR_EMPTY, reason, STR_EMPTY, e) &&
           casework_tell(c, &(struct news){ .key = REPLY_WORK_PROMISED, .lines = reason }, e);
}
