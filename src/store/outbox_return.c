/* outbox_return.c - Meta's error codes at the outbox, by whatever road they come: in an answer, or
 * in the status of what Meta had taken. */
#include "domain/graph_rule.h"
#include "outbox_gate.h"
#include "outbox_status.h"
#include "store/alarm_store.h"
#include "store/contact_store.h"
#include "store/template_store.h"

#define TOLD_FACT                                                                                  \
    STR("sending_told") /* account_fact: the latest code that the sender must hear of */

/* Rows of one moment come back at different ones, and the same row always at the same. */
static uint64_t dice_of(int64_t outbox_id, int nth)
{
    return ((uint64_t)outbox_id * 8 + (uint64_t)nth) * UINT64_C(0x9E3779B97F4A7C15) >> 16;
}

/* --- what a code asks for, whatever becomes of the row --- */

/* What stops all sending is told by the alarm of the stop, which ends with it. */
static bool alarm_if_wanted(struct db *db, int64_t code, int64_t now, struct err *e)
{
    const struct graph_rule *rule = graph_rule(code);
    struct alarm a;
    bool stops = rule && rule->class == GRAPH_STOP_ALL;
    return stops || !alarm_of_code(code, now, &a) || alarm_raise(db, &a, e);
}

static bool out_of_reach(struct db *db, int64_t id, int64_t code, int64_t now, struct err *e)
{
    const struct graph_rule *rule = graph_rule(code);
    if (!rule || rule->class != GRAPH_STOP_USER || outbox_code_is_unwanted(code)) return true;
    return db_exec(db, STMT_TICKET_REPORTER_LOST, VALUES(V_INT(id)), NULL, e) &&
           db_exec(db, STMT_CONTACT_UNREACHABLE,
                   VALUES(V_INT(now), V_INT(code), V_INT(now + CONTACT_UNREACHABLE_MS), V_INT(id)),
                   NULL, e);
}

bool outbox_refused(struct db *db, int64_t id, int64_t code, int64_t now, struct err *e)
{
    return alarm_if_wanted(db, code, now, e) && out_of_reach(db, id, code, now, e);
}

bool outbox_told(struct db *db, int64_t *code, int64_t *at, struct err *e)
{
    struct db_rows *rows;
    bool more = false;
    if (!db_open_rows(db, STMT_ACCOUNT_FACT_GET, VALUES(V_TEXT(TOLD_FACT)), &rows, e)) return false;
    bool ok = db_step(rows, &more, e);
    if (ok && more && str_to_i64(db_text(rows, 0), INT64_MIN, INT64_MAX, code, NULL))
        *at = db_int(rows, 1);
    db_close_rows(rows);
    return ok;
}

/* The sender heard nothing of this: Meta had taken the message. */
static bool tell_sender(struct db *db, int64_t code, int64_t now, struct err *e)
{
    const struct graph_rule *rule = graph_rule(code);
    char text[24];
    struct buf b;
    bool wanted = rule && (rule->class == GRAPH_STOP_ALL || rule->class == GRAPH_STOP_TEMPLATES ||
                           graph_says_too_fast(code));
    if (!wanted) return true;
    buf_fixed(&b, text, sizeof text);
    buf_add_i64(&b, code);
    return db_exec(db, STMT_ACCOUNT_FACT_SET,
                   VALUES(V_TEXT(TOLD_FACT), V_TEXT(buf_view(&b)), V_INT(now)), NULL, e);
}

/* --- what becomes of a row that Meta took and that did not arrive --- */

static bool into_line(struct db *db, const struct outbox_target *t, int64_t due_at, bool counts,
                      const struct outbox_reason *why, int64_t now, bool *back, struct err *e)
{
    int64_t changes = 0;
    if (!db_exec(db, STMT_OUTBOX_RETURN,
                 VALUES(V_INT(due_at), V_INT(now), V_INT(why->code), v_text_or_null(why->text),
                        V_INT(counts ? 1 : 0), V_INT(t->id)),
                 &changes, e))
        return false;
    *back = changes != 0;
    return changes == 0 || outbox_line_moves_on(db, t->contact_id, e);
}

/* The gate decides what goes instead of its template. */
static bool template_returns(struct db *db, const struct outbox_target *t,
                             const struct outbox_reason *why, int64_t now, bool *back,
                             struct err *e)
{
    bool marked;
    return outbox_template_mark(db, t->id, why, now, &marked, e) &&
           (!marked || into_line(db, t, now, true, why, now, back, e));
}

static bool returns(struct db *db, const struct outbox_target *t, const struct outbox_reason *why,
                    int64_t now, bool *back, struct err *e)
{
    const struct graph_rule *rule = graph_rule(why->code);
    enum template_state state;
    int nth = (int)t->undelivered + 1;
    int64_t pause;
    if (why->code == OUTBOX_CODE_WINDOW) return outbox_reopen(db, t, why, now, back, e);
    if (outbox_code_is_unwanted(why->code)) return outbox_unwanted(db, t->id, why, now, back, e);
    if (template_state_of_error(why->code, &state))
        return template_returns(db, t, why, now, back, e);
    if (rule && rule->class == GRAPH_STOP_ALL)
        return into_line(db, t, now, false, why, now, back, e);
    if (!graph_again_undelivered(why->code, nth, dice_of(t->id, nth), &pause)) return true;
    return into_line(db, t, now + pause, true, why, now, back, e);
}

/* Codes after which a row does not simply fail. */
static bool may_return(int64_t code)
{
    const struct graph_rule *rule = graph_rule(code);
    enum template_state state;
    int64_t pause;
    return code == OUTBOX_CODE_WINDOW || outbox_code_is_unwanted(code) ||
           template_state_of_error(code, &state) || (rule && rule->class == GRAPH_STOP_ALL) ||
           graph_again_undelivered(code, 1, 0, &pause);
}

bool outbox_undelivered(struct db *db, const struct outbox_target *t,
                        const struct outbox_reason *why, int64_t now, bool *settled, struct err *e)
{
    *settled = false;
    if (why->code == 0) return true; /* a status without a code: not the 0 of an answer */
    if (!outbox_refused(db, t->id, why->code, now, e) || !tell_sender(db, why->code, now, e))
        return false;
    if (!may_return(why->code)) return true;
    switch (t->state) {
    case OUTBOX_PENDING: *settled = true; return true; /* goes again anyhow */
    case OUTBOX_LEASED:
        /* The answer is still to come: outbox_accept and outbox_unsure read this report again. */
        *settled = true;
        return true;
    case OUTBOX_UNSURE:
        /* Of two tries it tells of one: the other may have arrived. */
        *settled = t->unsure_count > 1;
        if (*settled) return true;
        break;
    default: break;
    }
    return returns(db, t, why, now, settled, e);
}
