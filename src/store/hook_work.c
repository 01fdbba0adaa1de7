/* hook_work.c - what is to be told to a hook next, and what became of it. */
#include "store/alarm_store.h"
#include "store/hook_store.h"

#define NEWS_MAX 200 /* events of one look, so that the writer is held up by no backlog */

struct due {
    int64_t id, seen, failures;
    struct str url, secret, events;
};

static bool due_list(struct db *db, int64_t now, struct arena *arena, struct due *out,
                     size_t *count, struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    size_t n = 0;
    if (!db_open_rows(db, STMT_HOOK_DUE, VALUES(V_INT(now)), &rows, e)) return false;
    while ((ok = db_step(rows, &more, e)) && more && n < HOOKS_MAX) {
        out[n] = (struct due){ .id = db_int(rows, 0),
                               .seen = db_int(rows, 4),
                               .failures = db_int(rows, 5) };
        ok = db_text_copy(rows, 1, arena, &out[n].url, e) &&
             db_text_copy(rows, 2, arena, &out[n].secret, e) &&
             db_text_copy(rows, 3, arena, &out[n].events, e);
        if (!ok) break;
        n++;
    }
    db_close_rows(rows);
    if (ok) *count = n;
    return ok;
}

static bool work_read(struct db_rows *rows, const struct due *due, struct hook_work *w,
                      struct err *e)
{
    *w = (struct hook_work){ .hook_id = due->id,
                             .failures = due->failures,
                             .event_id = db_int(rows, 0),
                             .at = db_int(rows, 1),
                             .ticket_id = db_int(rows, 3),
                             .kind = (enum ticket_kind)db_int(rows, 4),
                             .status = (enum ticket_status)db_int(rows, 6),
                             .created_at = db_int(rows, 9),
                             .updated_at = db_int(rows, 10) };
    return (str_copy(w->url, sizeof w->url, due->url) &&
            str_copy(w->secret, sizeof w->secret, due->secret) &&
            str_copy(w->type, sizeof w->type, db_text(rows, 2)) &&
            str_copy(w->category, sizeof w->category, db_text(rows, 7)) &&
            str_copy(w->district, sizeof w->district, db_text(rows, 8))) ||
           err_set(e, ERR_INTERNAL, "hook: a word is too long");
}

/* Looks at the next events; *seen is the last of them that is not for this hook. */
static bool first_for(struct db *db, const struct due *due, struct hook_work *out, int64_t *seen,
                      size_t *looked, struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    if (!db_open_rows(db, STMT_HOOK_NEWS, VALUES(V_INT(due->seen), V_INT(NEWS_MAX)), &rows, e))
        return false;
    while ((ok = db_step(rows, &more, e)) && more) {
        if (hook_wants(due->events, db_text(rows, 2)) &&
            hook_may_tell((enum ticket_kind)db_int(rows, 4), db_int(rows, 5) != 0)) {
            ok = work_read(rows, due, out, e);
            break;
        }
        *seen = db_int(rows, 0);
        ++*looked;
    }
    db_close_rows(rows);
    return ok;
}

/* A place that moved by little is not worth a write: the same few events are looked at again. */
static bool due_look(struct db *db, const struct due *due, struct hook_work *out, struct err *e)
{
    int64_t seen = due->seen;
    size_t looked = 0;
    return first_for(db, due, out, &seen, &looked, e) &&
           (looked < NEWS_MAX ||
            db_exec(db, STMT_HOOK_SEEN, VALUES(V_INT(seen), V_INT(due->id)), NULL, e));
}

bool hook_next(struct db *db, int64_t after_hook, int64_t now, struct hook_work *out, struct err *e)
{
    struct arena arena = { 0 };
    struct due due[HOOKS_MAX];
    size_t count = 0, first = 0;
    *out = (struct hook_work){ .hook_id = 0 };
    bool ok = due_list(db, now, &arena, due, &count, e);
    while (ok && first < count && due[first].id <= after_hook)
        first++;
    for (size_t i = 0; ok && i < count && out->hook_id == 0; i++)
        ok = due_look(db, &due[(first + i) % count], out, e);
    arena_clear(&arena);
    return ok;
}

static bool given_up(struct db *db, const struct hook_work *w, int64_t now, struct err *e)
{
    const struct desk_act by = { STR("system"), now };
    struct alarm a;
    alarm_hook_given_up(w->hook_id, now, &a);
    return alarm_raise(db, &a, e) &&
           desk_event_insert(db, &by, EVENT_HOOK_GIVEN_UP, e, "{\"hook\":%lld,\"host\":\"%.*s\"}",
                             (long long)w->hook_id, STR_ARG(hook_url_host(str_of(w->url))));
}

static bool failed(struct db *db, const struct hook_work *w, int64_t now, struct err *e)
{
    int64_t disabled = 0;
    bool found;
    return db_exec_i64(db, STMT_HOOK_FAILED,
                       VALUES(V_INT(now), V_INT(now + hook_pause_ms(w->failures + 1)),
                              V_INT(now - HOOK_GIVE_UP_MS), V_INT(w->hook_id)),
                       &disabled, &found, e) &&
           (!found || !disabled || given_up(db, w, now, e));
}

bool hook_settle(struct db *db, const struct hook_work *w, const struct hook_outcome *o,
                 int64_t now, struct err *e)
{
    if (!db_exec(db, STMT_HOOK_DELIVERY_INSERT,
                 VALUES(V_INT(w->event_id), V_INT(w->failures + 1), V_INT(now), V_INT(o->took_ms),
                        V_INT(o->status), v_text_or_null(str_of(o->trouble)), V_INT(w->hook_id)),
                 NULL, e) ||
        !db_exec(db, STMT_HOOK_DELIVERY_TRIM,
                 VALUES(V_INT(w->hook_id), V_INT(HOOK_DELIVERIES_KEPT)), NULL, e))
        return false;
    if (o->trouble) return failed(db, w, now, e);
    return db_exec(db, STMT_HOOK_TAKEN, VALUES(V_INT(w->event_id), V_INT(w->hook_id)), NULL, e);
}
