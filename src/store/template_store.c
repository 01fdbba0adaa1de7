/* template_store.c - one table, a few dozen rows. */
#include "store/template_store.h"
#include "domain/alarm.h"
#include "domain/window.h"
#include "store/alarm_store.h"

bool template_sync(struct db *db, const struct message_template *ours, size_t count, int64_t now,
                   struct err *e)
{
    int64_t id;
    if (!db_exec(db, STMT_TEMPLATE_FORGET, NO_VALUES, NULL, e)) return false;
    for (size_t i = 0; i < count; i++) {
        const struct message_template *m = &ours[i];
        if (!db_exec_i64(db, STMT_TEMPLATE_PUT,
                         VALUES(V_TEXT(m->name), V_TEXT(m->language),
                                V_TEXT(str_of(template_key_name(m->key))), V_INT(m->param_count),
                                V_INT(m->room), v_text_or_null(m->body), V_INT(now)),
                         &id, NULL, e))
            return false;
    }
    return true;
}

bool template_find(struct db *db, enum template_key key, struct str language, struct arena *arena,
                   struct template_choice *out, bool *found, struct err *e)
{
    struct db_rows *rows;
    bool more = false;
    if (!language.at) language = STR_EMPTY;
    if (!db_open_rows(db, STMT_TEMPLATE_FIND,
                      VALUES(V_TEXT(str_of(template_key_name(key))),
                             V_INT(template_key_params(key)), V_TEXT(language)),
                      &rows, e))
        return false;
    bool ok = db_step(rows, &more, e);
    if (ok && more) {
        out->room = (size_t)db_int(rows, 2);
        ok = db_text_copy(rows, 0, arena, &out->name, e) &&
             db_text_copy(rows, 1, arena, &out->language, e) &&
             db_text_copy(rows, 3, arena, &out->body, e);
    }
    db_close_rows(rows);
    *found = ok && more;
    return ok;
}

bool template_offer(struct db *db, int64_t contact_id, enum template_key key, struct str language,
                    int64_t now, struct arena *arena, struct template_offer *out, struct err *e)
{
    int64_t last_inbound_at;
    struct template_choice choice;
    bool found;
    struct template_offer offer = { .name = STR_EMPTY, .language = STR_EMPTY };
    if (!db_exec_i64(db, STMT_CONTACT_LAST_INBOUND, VALUES(V_INT(contact_id)), &last_inbound_at,
                     &found, e))
        return false;
    if (!found) return err_set(e, ERR_NOT_FOUND, "contact: no such row");
    offer.window_open = window_is_open(last_inbound_at, now);
    if (!template_find(db, key, language, arena, &choice, &found, e)) return false;
    if (found) {
        offer.name = choice.name;
        offer.language = choice.language;
    }
    *out = offer;
    return true;
}

bool template_state_of(struct db *db, struct str name, struct str language,
                       enum template_state *out, struct err *e)
{
    int64_t state = TEMPLATE_UNKNOWN;
    bool found;
    if (!db_exec_i64(db, STMT_TEMPLATE_BY_NAME, VALUES(V_TEXT(name), V_TEXT(language)), &state,
                     &found, e))
        return false;
    *out = found ? (enum template_state)state : TEMPLATE_UNKNOWN;
    return true;
}

/* Replies wait for it from now on, or not any more: a human must know. */
static bool text_alarm(struct db *db, struct str name, struct str language, bool differs,
                       int64_t now, struct err *e)
{
    struct alarm a;
    alarm_template_text(name, language, differs ? ALARM_WARNING : 0, now, &a);
    return differs ? alarm_raise(db, &a, e) : alarm_clear(db, a.cause, now, e);
}

static bool state_write(struct db *db, const struct template_listed *t, enum template_state state,
                        struct str reason, int64_t now, struct err *e)
{
    return db_exec(db, STMT_TEMPLATE_STATE,
                   VALUES(V_INT(state), v_text_or_null(reason), v_text_or_null(t->category),
                          v_text_or_null(t->quality), V_INT(now), V_TEXT(t->name),
                          V_TEXT(t->language)),
                   NULL, e) &&
           (state != TEMPLATE_DIFFERS || text_alarm(db, t->name, t->language, true, now, e));
}

bool template_state_set(struct db *db, struct str name, struct str language,
                        enum template_state state, struct str reason, int64_t now, struct err *e)
{
    const struct template_listed t = {
        .name = name, .language = language, .category = STR_EMPTY, .quality = STR_EMPTY
    };
    return state_write(db, &t, state, reason, now, e);
}

bool template_news_apply(struct db *db, const struct template_news *n, int64_t at, int64_t now,
                         struct err *e)
{
    int64_t id;
    bool found;
    if (n->has_state)
        return db_exec_i64(db, STMT_TEMPLATE_NEWS,
                           VALUES(V_TEXT(n->name), V_TEXT(n->language), V_INT(n->state),
                                  v_text_or_null(n->reason), v_text_or_null(n->category),
                                  v_text_or_null(n->quality), V_INT(at), V_INT(now)),
                           &id, &found, e);
    return db_exec_i64(db, STMT_TEMPLATE_NEWS_ASIDE,
                       VALUES(V_TEXT(n->name), V_TEXT(n->language), v_text_or_null(n->category),
                              v_text_or_null(n->quality), V_INT(now)),
                       &id, &found, e);
}

static bool reconcile_one(struct db *db, const struct message_template *m,
                          const struct template_listed *t, int64_t now, bool *approved,
                          struct err *e)
{
    enum template_state before;
    if (!template_state_of(db, m->name, m->language, &before, e)) return false;
    const struct template_standing s = template_stands(m, t, before);
    *approved = s.sendable;
    if (!t)
        return template_state_set(db, m->name, m->language, s.state, STR("not in Meta's list"), now,
                                  e);
    bool same = s.same_text && s.same_params;
    struct str reason = same || t->reason.len ? t->reason : STR("Meta has another text");
    return (s.state == TEMPLATE_DIFFERS || text_alarm(db, m->name, m->language, false, now, e)) &&
           state_write(db, t, s.state, reason, now, e);
}

bool template_reconcile(struct db *db, const struct message_template *ours, size_t count,
                        const struct template_listed *theirs, size_t listed, int64_t now,
                        struct template_count *out, struct err *e)
{
    struct template_count c = { 0 };
    for (size_t i = 0; i < count; i++) {
        bool approved;
        const struct template_listed *t = template_listed_as(&ours[i], theirs, listed);
        if (!reconcile_one(db, &ours[i], t, now, &approved, e)) return false;
        c.approved += approved;
        c.other += !approved;
    }
    *out = c;
    return true;
}

static bool row_read(struct db_rows *rows, struct arena *arena, struct template_row *r,
                     struct err *e)
{
    *r = (struct template_row){ .params = (size_t)db_int(rows, 3),
                                .room = (size_t)db_int(rows, 4),
                                .state = (enum template_state)db_int(rows, 5),
                                .updated_at = db_int(rows, 9) };
    return db_text_copy(rows, 0, arena, &r->name, e) &&
           db_text_copy(rows, 1, arena, &r->language, e) &&
           db_text_copy(rows, 2, arena, &r->message, e) &&
           db_text_copy(rows, 6, arena, &r->reason, e) &&
           db_text_copy(rows, 7, arena, &r->category, e) &&
           db_text_copy(rows, 8, arena, &r->quality, e);
}

bool template_list(struct db *db, struct arena *arena, struct template_row *out, size_t max,
                   size_t *count, struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    size_t n = 0;
    if (!db_open_rows(db, STMT_TEMPLATE_LIST, VALUES(V_INT(max)), &rows, e)) return false;
    while ((ok = db_step(rows, &more, e)) && more && n < max) {
        if (!(ok = row_read(rows, arena, &out[n], e))) break;
        n++;
    }
    db_close_rows(rows);
    *count = n;
    return ok;
}
