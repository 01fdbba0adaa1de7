/* hook_store.c - hooks as rows. */
#include "store/hook_store.h"
#include "store/alarm_store.h"

bool hook_insert(struct db *db, struct hook *hook, struct str secret, const struct desk_act *by,
                 struct err *e)
{
    int64_t count;
    if (!db_exec_i64(db, STMT_HOOK_COUNT, NO_VALUES, &count, NULL, e)) return false;
    if (count >= HOOKS_MAX)
        return err_set(e, ERR_CONFLICT, "There are %d hooks already: delete one.", HOOKS_MAX);
    hook->created_at = by->now;
    return db_exec_i64(
               db, STMT_HOOK_INSERT,
               VALUES(V_TEXT(hook->url), V_TEXT(secret), V_TEXT(hook->events), V_INT(by->now)),
               &hook->id, NULL, e) &&
           desk_event_insert(
               db, by, EVENT_HOOK_ADDED, e, "{\"hook\":%lld,\"host\":\"%.*s\",\"events\":\"%.*s\"}",
               (long long)hook->id, STR_ARG(hook_url_host(hook->url)), STR_ARG(hook->events));
}

bool hook_list(struct db *db, struct arena *arena, struct hook *out, size_t *count, struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    size_t n = 0;
    if (!db_open_rows(db, STMT_HOOK_LIST, NO_VALUES, &rows, e)) return false;
    while ((ok = db_step(rows, &more, e)) && more && n < HOOKS_MAX) {
        out[n] = (struct hook){ .id = db_int(rows, 0),
                                .created_at = db_int(rows, 3),
                                .seen_event_id = db_int(rows, 4),
                                .failures = db_int(rows, 5),
                                .failing_since = db_int(rows, 6),
                                .disabled_at = db_int(rows, 7) };
        ok = db_text_copy(rows, 1, arena, &out[n].url, e) &&
             db_text_copy(rows, 2, arena, &out[n].events, e);
        if (!ok) break;
        n++;
    }
    db_close_rows(rows);
    if (ok) *count = n;
    return ok;
}

static bool alarm_ends(struct db *db, int64_t id, int64_t now, struct err *e)
{
    char cause[ALARM_HOOK_CAUSE_SIZE];
    alarm_hook_cause(id, cause);
    return alarm_clear(db, cause, now, e);
}

static const char *bool_name(bool is)
{
    return is ? "true" : "false";
}

bool hook_enable(struct db *db, const struct hook *hook, bool on, const struct desk_act *by,
                 struct err *e)
{
    int64_t changes;
    if (!db_exec(db, STMT_HOOK_ENABLE, VALUES(V_INT(on), V_INT(by->now), V_INT(hook->id)), &changes,
                 e))
        return false;
    if (changes == 0) return err_set(e, ERR_NOT_FOUND, "no such hook");
    return alarm_ends(db, hook->id, by->now, e) &&
           desk_event_insert(
               db, by, EVENT_HOOK_CHANGED, e,
               "{\"hook\":%lld,\"host\":\"%.*s\",\"enabled\":{\"from\":%s,\"to\":%s}}",
               (long long)hook->id, STR_ARG(hook_url_host(hook->url)),
               bool_name(hook->disabled_at == 0), bool_name(on));
}

bool hook_delete(struct db *db, const struct hook *hook, const struct desk_act *by, struct err *e)
{
    int64_t changes;
    return db_exec(db, STMT_HOOK_FORGET_DELIVERIES, VALUES(V_INT(hook->id)), NULL, e) &&
           db_exec(db, STMT_HOOK_DELETE, VALUES(V_INT(hook->id)), &changes, e) &&
           (changes == 1 || err_set(e, ERR_NOT_FOUND, "no such hook")) &&
           alarm_ends(db, hook->id, INT64_MAX, e) &&
           desk_event_insert(db, by, EVENT_HOOK_DELETED, e, "{\"hook\":%lld,\"host\":\"%.*s\"}",
                             (long long)hook->id, STR_ARG(hook_url_host(hook->url)));
}

bool hook_deliveries(struct db *db, int64_t hook_id, int64_t before_id, size_t limit,
                     struct arena *arena, struct hook_delivery *out, size_t *count,
                     bool *more_pages, struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    size_t n = 0;
    if (!db_open_rows(
            db, STMT_HOOK_DELIVERY_LIST,
            VALUES(V_INT(hook_id), V_INT(before_id ? before_id : INT64_MAX), V_INT(limit + 1)),
            &rows, e))
        return false;
    while ((ok = db_step(rows, &more, e)) && more && n < limit) {
        out[n] = (struct hook_delivery){ .id = db_int(rows, 0),
                                         .event_id = db_int(rows, 1),
                                         .attempt = db_int(rows, 2),
                                         .at = db_int(rows, 3),
                                         .took_ms = db_int(rows, 4),
                                         .status = db_int(rows, 5) };
        ok = db_text_copy(rows, 6, arena, &out[n].trouble, e);
        if (!ok) break;
        n++;
    }
    db_close_rows(rows);
    if (!ok) return false;
    *count = n;
    *more_pages = more;
    return true;
}
