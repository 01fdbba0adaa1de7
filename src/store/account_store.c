/* account_store.c - the account's facts, and the people of the last 24 hours. */
#include "store/account_store.h"
#include "base/clock.h"

bool account_fact_put(struct db *db, const char *name, struct str value, int64_t at, struct err *e)
{
    return db_exec(db, STMT_ACCOUNT_FACT_PUT,
                   VALUES(V_TEXT(str_of(name)), V_TEXT(value), V_INT(at)), NULL, e);
}

bool account_standing_get(struct db *db, struct account_standing *out, struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    *out = (struct account_standing){ 0 };
    if (!db_open_rows(db, STMT_ACCOUNT_FACTS, NO_VALUES, &rows, e)) return false;
    while ((ok = db_step(rows, &more, e)) && more)
        account_standing_add(out, db_text(rows, 0), db_text(rows, 1), db_int(rows, 2));
    db_close_rows(rows);
    return ok;
}

bool account_resume(struct db *db, int64_t now, struct err *e)
{
    return account_fact_put(db, ACCOUNT_FACT_BAN, STR("0"), now, e) &&
           account_fact_put(db, ACCOUNT_FACT_RESTRICT, STR("0"), now, e);
}

bool account_reached(struct db *db, int64_t now, int64_t limit, int64_t *count, struct err *e)
{
    bool found;
    *count = 0;
    return db_exec_i64(db, STMT_ACCOUNT_REACHED, VALUES(V_INT(now - MS_PER_DAY), V_INT(limit)),
                       count, &found, e);
}

bool account_reach(struct db *db, int64_t contact_id, int64_t now, struct account_people *people,
                   enum account_way *way, struct err *e)
{
    struct account_standing s;
    int64_t at = 0;
    bool found;
    if (!account_standing_get(db, &s, e) ||
        !db_exec_i64(db, STMT_ACCOUNT_REACHED_AT, VALUES(V_INT(contact_id)), &at, &found, e))
        return false;
    bool again = at > now - MS_PER_DAY;
    if (account_is_limited(&s) && !again && !people->known) {
        if (!account_reached(db, now, s.people, &people->reached, e)) return false;
        people->known = true;
    }
    *way = account_way(&s, people->reached, again, now);
    if (*way != ACCOUNT_GOES) return account_fact_put(db, ACCOUNT_FACT_HELD, STR("1"), now, e);
    if (!again) people->reached++;
    return db_exec(db, STMT_ACCOUNT_REACH, VALUES(V_INT(now), V_INT(contact_id)), NULL, e);
}
