/* exchange.c - each outcome moves its row; then due rows are leased. */
#include "exchange.h"
#include "store/account_store.h"

static bool report_apply(struct exchange *x, struct db *db, const struct send_report *r,
                         struct err *e)
{
    struct outbox_reason why = { r->code, str_of(r->reason) };
    enum template_state state;
    if (r->code && !outbox_refused(db, r->outbox_id, r->code, x->now, e)) return false;
    if (r->verdict.kind == VERDICT_FAILED && r->code == OUTBOX_CODE_WINDOW)
        return outbox_window_closed(db, r->outbox_id, &why, x->now, e);
    if (r->verdict.kind == VERDICT_FAILED && outbox_code_is_unwanted(r->code)) {
        bool waits;
        if (!outbox_unwanted(db, r->outbox_id, &why, x->now, &waits, e)) return false;
        if (waits) return true;
    }
    if ((r->verdict.kind == VERDICT_FAILED || r->verdict.kind == VERDICT_RETRY) &&
        template_state_of_error(r->code, &state))
        return outbox_template_refused(db, r->outbox_id, &why, x->now, e);
    switch (r->verdict.kind) {
    case VERDICT_ACCEPTED: return outbox_accept(db, r->outbox_id, str_of(r->wamid), x->now, e);
    case VERDICT_RETRY:
        return outbox_retry(db, r->outbox_id, x->now + r->verdict.delay_ms, &why, x->now, e);
    case VERDICT_GIVE_BACK:
        return outbox_give_back(db, r->outbox_id, x->now + r->hold_ms, &why, x->now, e);
    case VERDICT_UNSURE:
        return outbox_unsure(db, r->outbox_id, x->now + x->unsure_ms, &why, x->now, e);
    case VERDICT_FAILED: return outbox_fail(db, r->outbox_id, &why, x->now, e);
    }
    return err_set(e, ERR_INTERNAL, "sender: unknown verdict");
}

/* Nobody knows any more what became of the row, and it must not stay leased: it would hold up its
 * citizen's line. A status tells, or it goes once more. */
static bool report_lost(struct exchange *x, struct db *db, const struct send_report *r,
                        struct err *e)
{
    const struct outbox_reason why = { 0, STR("its outcome could not be stored") };
    x->lost_reports++;
    return outbox_unsure(db, r->outbox_id, x->now + x->unsure_ms, &why, x->now, e);
}

/* A report that fails for good (its row is gone) must not hold up the others for ever. */
static bool report_take(struct exchange *x, struct db *db, const struct send_report *r,
                        struct err *e)
{
    struct err why = { 0 };
    if (!db_savepoint(db, e)) return false;
    bool proven = r->proves && r->verdict.kind == VERDICT_ACCEPTED;
    if (report_apply(x, db, r, &why) && (!proven || account_resume(db, x->now, &why)))
        return db_release(db, e);
    if (!db_rollback_to(db, e)) return false;
    if (err_is_transient(why.code)) {
        if (e) *e = why;
        return false;
    }
    return report_lost(x, db, r, e);
}

/* The sender must hear of it before anything more leaves. */
static bool told_look(struct exchange *x, struct db *db, struct err *e)
{
    int64_t code = 0, at = 0;
    if (!outbox_told(db, &code, &at, e)) return false;
    x->told_at = at == x->told_seen ? 0 : at;
    x->told_code = code;
    if (x->told_at) x->want = 0;
    return true;
}

/* While Meta has stopped the account nothing leaves, but for one now and then where it did not say
 * for how long: news that it is over may be lost. */
static bool lease(struct exchange *x, struct db *db, struct err *e)
{
    struct account_standing s;
    if (!account_standing_get(db, &s, e)) return false;
    x->paused_until = account_is_paused(s.paused_until, x->now) ? s.paused_until : 0;
    if (x->paused_until && (!x->proving || x->paused_until != ACCOUNT_UNTIL_TOLD)) return true;
    return outbox_lease(db, x->now, &x->arena, x->leases, x->paused_until ? 1 : x->want,
                        &x->lease_count, e);
}

bool exchange_run(struct exchange *x, struct db *db, struct err *e)
{
    int64_t again;
    arena_clear(&x->arena);
    x->lease_count = 0;
    x->lost_reports = 0;
    x->paused_until = 0;
    if (x->tier[0] && !account_fact_put(db, ACCOUNT_FACT_PEOPLE, str_of(x->tier), x->now, e))
        return false;
    for (size_t i = 0; i < x->report_count; i++)
        if (!report_take(x, db, &x->reports[i], e)) return false;
    x->failed = 0;
    if (x->settle && !outbox_settle(db, x->now, x->sane_at, x->again_before, (size_t)x->settle,
                                    &again, &x->failed, e))
        return false;
    if (!told_look(x, db, e)) return false;
    if (x->want && !lease(x, db, e)) return false;
    return outbox_next_due(db, &x->pending_at, &x->unsure_at, e);
}
