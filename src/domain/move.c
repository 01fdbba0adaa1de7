/* move.c - the table of moves, and what a move does to the clocks. */
#include "domain/move.h"
#include "domain/ladder.h"
#include "domain/workday.h"

#define IN(status) (1u << (status))
#define FRESH      (IN(STATUS_RECEIVED) | IN(STATUS_VERIFIED))
#define WORK       (IN(STATUS_ASSIGNED) | IN(STATUS_IN_PROGRESS) | IN(STATUS_AWAITING_REPORTER))
#define STAFF      (MOVER_DESK | MOVER_OFFICER)
#define BOTH       (MOVER_DESK | MOVER_REPORTER)

/* Nobody resolves what nobody began: a ticket that waits for its reporter goes back to work, which
 * ends the pause, before it can be resolved. Closed leads back for ten working days: to work where
 * it was worked on (move_may_reopen), to the desk where it was not taken up (move_may_take_up).
 * solved and unanswered are the reporter's word or silence, never the desk's. */
static const struct move_rule rules[] = {
    { IN(STATUS_RECEIVED), STATUS_VERIFIED, OUTCOME_NONE, MOVER_DESK, 0, false, 0 },
    /* Not ours, says the department, and why: back to the desk. */
    { IN(STATUS_ASSIGNED), STATUS_VERIFIED, OUTCOME_NONE, STAFF, NEEDS_REASON, false, 0 },
    { FRESH | IN(STATUS_IN_PROGRESS), STATUS_ASSIGNED, OUTCOME_NONE, MOVER_DESK, 0, true,
      REPLY_WORK_ASSIGNED },
    /* To another department: by the desk, or by the one that has it, which says why. */
    { IN(STATUS_ASSIGNED), STATUS_ASSIGNED, OUTCOME_NONE, MOVER_DESK, NEEDS_UNIT, true,
      REPLY_WORK_ASSIGNED },
    { IN(STATUS_ASSIGNED) | IN(STATUS_IN_PROGRESS), STATUS_ASSIGNED, OUTCOME_NONE, MOVER_OFFICER,
      NEEDS_UNIT | NEEDS_REASON, true, REPLY_WORK_ASSIGNED },
    /* The reporter has answered: back to the stage that waited. */
    { IN(STATUS_AWAITING_REPORTER), STATUS_ASSIGNED, OUTCOME_NONE, BOTH, 0, true,
      REPLY_WORK_ASSIGNED },
    { IN(STATUS_ASSIGNED), STATUS_IN_PROGRESS, OUTCOME_NONE, STAFF, 0, true, REPLY_WORK_STARTED },
    /* The answer came by another way than the chat, or is not needed any more. */
    { IN(STATUS_AWAITING_REPORTER), STATUS_IN_PROGRESS, OUTCOME_NONE, STAFF | MOVER_REPORTER, 0,
      true, REPLY_WORK_STARTED },
    { IN(STATUS_ASSIGNED) | IN(STATUS_IN_PROGRESS), STATUS_AWAITING_REPORTER, OUTCOME_NONE, STAFF,
      NEEDS_MESSAGE, true, REPLY_WORK_ASKED },
    { IN(STATUS_IN_PROGRESS), STATUS_RESOLVED, OUTCOME_NONE, STAFF, NEEDS_PROOF, true,
      REPLY_WORK_RESOLVED },
    { IN(STATUS_RESOLVED) | IN(STATUS_CLOSED), STATUS_IN_PROGRESS, OUTCOME_NONE, BOTH, NEEDS_REASON,
      true, REPLY_WORK_REOPENED },
    /* It was a mistake to send it away, or to take it back: the desk decides again. */
    { IN(STATUS_CLOSED), STATUS_VERIFIED, OUTCOME_NONE, BOTH, NEEDS_REASON, true,
      REPLY_WORK_TAKEN_UP },
    { IN(STATUS_RESOLVED), STATUS_CLOSED, OUTCOME_SOLVED, MOVER_REPORTER, 0, true,
      REPLY_AFTER_SOLVED },
    /* How and when they said so: it is counted like a word in the chat. */
    { IN(STATUS_RESOLVED), STATUS_CLOSED, OUTCOME_SOLVED, MOVER_SPEAKER, NEEDS_REASON, true,
      REPLY_AFTER_SOLVED },
    { IN(STATUS_RESOLVED), STATUS_CLOSED, OUTCOME_PARTLY_SOLVED, BOTH, NEEDS_REASON, true,
      REPLY_AFTER_PARTLY },
    { IN(STATUS_RESOLVED), STATUS_CLOSED, OUTCOME_UNANSWERED, MOVER_TIME, 0, true,
      REPLY_AFTER_SILENCE },
    { FRESH | WORK, STATUS_CLOSED, OUTCOME_NOT_ACTIONABLE, STAFF, NEEDS_REASON, true,
      REPLY_WORK_NOT_ACTIONABLE },
    { FRESH | WORK, STATUS_CLOSED, OUTCOME_REFERRED, STAFF, NEEDS_DEPARTMENT, true,
      REPLY_WORK_REFERRED },
    { FRESH | WORK, STATUS_CLOSED, OUTCOME_MERGED, MOVER_DESK, NEEDS_INTO, true,
      REPLY_WORK_MERGED },
    { FRESH | WORK, STATUS_CLOSED, OUTCOME_CANCELLED, BOTH, NEEDS_REASON, true, REPLY_CANCELLED },
    { FRESH | WORK, STATUS_CLOSED, OUTCOME_REJECTED, MOVER_DESK, NEEDS_REASON, true,
      REPLY_WORK_REJECTED },
};

const struct move_rule *move_rules(size_t *count)
{
    *count = sizeof rules / sizeof rules[0];
    return rules;
}

const struct move_rule *move_find_for(enum ticket_status from, enum ticket_status to,
                                      enum ticket_outcome outcome, unsigned mover)
{
    const struct move_rule *first = NULL;
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        if ((size_t)from >= STATUS_END || !(rules[i].from & IN(from)) || rules[i].to != to ||
            rules[i].outcome != outcome)
            continue;
        if (rules[i].movers & mover) return &rules[i];
        if (!first) first = &rules[i];
    }
    return first;
}

const struct move_rule *move_find(enum ticket_status from, enum ticket_status to,
                                  enum ticket_outcome outcome)
{
    return move_find_for(from, to, outcome, 0);
}

unsigned mover_of(const struct staff *who, const struct ticket *t)
{
    bool desk = who->role == ROLE_ADMIN || who->role == ROLE_OPERATOR;
    bool speaks = t->channel == CHANNEL_STAFF;
    if (who->role == ROLE_OFFICER && t->kind == KIND_WHISTLEBLOWING) desk = true;
    if (desk) return MOVER_DESK | (speaks ? MOVER_SPEAKER : 0u);
    return who->role == ROLE_OFFICER ? MOVER_OFFICER : 0u;
}

static bool is_recent(const struct desk *desk, int64_t closed_at, int64_t now)
{
    return closed_at != 0 &&
           workday_between(desk, day_of_ms(closed_at), day_of_ms(now)) <= MOVE_REOPEN_DAYS;
}

bool move_may_reopen(const struct desk *desk, enum ticket_status status,
                     enum ticket_outcome outcome, int64_t closed_at, int64_t now)
{
    if (status == STATUS_RESOLVED) return true;
    if (status != STATUS_CLOSED) return false;
    bool was_worked_on = outcome == OUTCOME_SOLVED || outcome == OUTCOME_PARTLY_SOLVED ||
                         outcome == OUTCOME_UNANSWERED || outcome == OUTCOME_NOT_ACTIONABLE;
    return was_worked_on && is_recent(desk, closed_at, now);
}

bool move_may_take_up(const struct desk *desk, const struct ticket *t, int64_t now)
{
    bool sent_away = t->outcome == OUTCOME_REJECTED || t->outcome == OUTCOME_REFERRED ||
                     t->outcome == OUTCOME_CANCELLED || t->outcome == OUTCOME_NOT_ACTIONABLE;
    return t->status == STATUS_CLOSED && sent_away && is_recent(desk, t->closed_at, now);
}

static int64_t moved_by(const struct desk *desk, int64_t deadline, int days)
{
    return deadline ? day_end_ms(workday_add(desk, day_of_ms(deadline), days)) : 0;
}

static void pause(struct ticket *t, int64_t now)
{
    t->resume_status = t->status;
    t->resume_at = t->stage_at;
    t->paused_since = now;
    t->stage_at = now;
}

/* The promise moves by what the pause took; the legal deadline follows from the days. */
static void end_pause(const struct desk *desk, struct ticket *t, int64_t now)
{
    int days = workday_between(desk, day_of_ms(t->paused_since), day_of_ms(now));
    t->promise_at = moved_by(desk, t->promise_at, days);
    t->paused_days += days;
    t->stage_paused += days;
    t->paused_since = 0;
}

/* Another stage. Its ladder begins where its clock does: all stages of a request for information
 * are one, until it is answered. */
static void begin(struct ticket *t, enum ticket_status to, bool reopens, int64_t now)
{
    bool one = t->kind == KIND_INFORMATION && to < STATUS_RESOLVED && !reopens;
    t->stage_at = now;
    t->stage_paused = 0;
    if (!one) t->ladder_step = 0;
}

/* What was answered is asked again: the clock that counts all stages together begins anew. */
static void reopen(struct ticket *t, int64_t now)
{
    t->reopened++;
    t->reopened_at = now;
    t->paused_before = t->paused_days;
    t->extended = false;
    t->resolved_at = 0;
}

void move_apply(const struct desk *desk, struct ticket *t, enum ticket_status to,
                enum ticket_outcome outcome, int64_t now)
{
    bool taken_up =
        to == STATUS_VERIFIED && t->status == STATUS_CLOSED && t->outcome != OUTCOME_MERGED;
    bool reopens = taken_up || (to == STATUS_IN_PROGRESS && t->status >= STATUS_RESOLVED);
    bool pauses = to == STATUS_AWAITING_REPORTER && t->status != to;
    bool goes_on = t->status == STATUS_AWAITING_REPORTER && to == t->resume_status;
    if (reopens) reopen(t, now);
    if (t->paused_since && !pauses) end_pause(desk, t, now);
    if (pauses)
        pause(t, now);
    else if (goes_on)
        t->stage_at = t->resume_at;
    else
        begin(t, to, reopens, now);
    if (!pauses) {
        t->resume_status = (enum ticket_status)0;
        t->resume_at = 0;
    }
    if (to == STATUS_VERIFIED) t->handed_from = STR_EMPTY; /* the desk decides again */
    if (to == STATUS_RESOLVED) t->resolved_at = now;
    t->closed_at = to == STATUS_CLOSED ? now : 0;
    t->status = to;
    t->outcome = outcome;
    if (outcome != OUTCOME_REFERRED) t->referred_to = STR_EMPTY;
    t->due_at = ticket_due(desk, t);
    if (to >= STATUS_RESOLVED) t->promise = PROMISE_KEPT;
    if (taken_up) ticket_promise_anew(desk, t, now);
    ladder_set(desk, t);
}

void move_refer(const struct desk *desk, struct ticket *t, struct str body, int64_t now)
{
    const struct department *owner = desk_department(desk, t->department);
    if (owner) t->department = desk_worker(desk, owner)->code;
    t->referred_to = body;
    move_apply(desk, t, STATUS_CLOSED, OUTCOME_REFERRED, now);
}

void move_to_department(const struct desk *desk, struct ticket *t, struct str to, bool hands_over,
                        int64_t now)
{
    bool goes_on = hands_over && t->status == STATUS_ASSIGNED;
    t->handed_from = hands_over ? t->department : STR_EMPTY;
    t->department = to;
    if (!goes_on) move_apply(desk, t, STATUS_ASSIGNED, OUTCOME_NONE, now);
}

void move_take_out(const struct desk *desk, struct ticket *t, int64_t now)
{
    move_apply(desk, t, STATUS_VERIFIED, OUTCOME_NONE, now);
    t->merged_into = 0;
    if (t->promise_at <= now) ticket_promise_anew(desk, t, now);
    t->promise = PROMISE_WORK;
}
