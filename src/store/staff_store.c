/* staff_store.c - accounts. */
#include "store/staff_store.h"

bool staff_insert(struct db *db, const struct staff_draft *draft, int64_t *id, struct err *e)
{
    return db_exec_i64(db, STMT_STAFF_INSERT,
                       VALUES(V_TEXT(draft->name), V_TEXT(str_of(role_name(draft->role))),
                              v_text_or_null(draft->department),
                              v_text_or_null(str_of(draft->password_hash)), V_INT(draft->now)),
                       id, NULL, e);
}

static bool read_hash(struct db_rows *rows, int column, struct arena *arena, const char **out,
                      struct err *e)
{
    struct str hash = db_text(rows, column);
    if (hash.len == 0) return true;
    *out = arena_printf(arena, "%.*s", STR_ARG(hash));
    return *out || err_set(e, ERR_MEMORY, "staff: no memory");
}

static bool read_row(struct db_rows *rows, struct arena *arena, struct staff_row *row,
                     struct err *e)
{
    *row = (struct staff_row){ .staff.id = db_int(rows, 0),
                               .created_at = db_int(rows, 4),
                               .disabled_at = db_int(rows, 5),
                               .failures = { db_int(rows, 7), db_int(rows, 8) } };
    return db_text_copy(rows, 1, arena, &row->staff.name, e) &&
           (role_parse(db_text(rows, 2), &row->staff.role) ||
            err_set(e, ERR_INTERNAL, "staff: unknown role")) &&
           db_text_copy(rows, 3, arena, &row->staff.department, e) &&
           read_hash(rows, 6, arena, &row->password_hash, e);
}

bool staff_find(struct db *db, struct str name, struct arena *arena, struct staff_row *out,
                struct err *e)
{
    struct db_rows *rows;
    bool more = false;
    if (!db_open_rows(db, STMT_STAFF_BY_NAME, VALUES(V_TEXT(name)), &rows, e)) return false;
    bool ok = db_step(rows, &more, e) && (!more || read_row(rows, arena, out, e));
    db_close_rows(rows);
    if (!ok) return false;
    return more || err_set(e, ERR_NOT_FOUND, "staff: no account of that name");
}

bool staff_list(struct db *db, struct arena *arena, struct staff_row *out, size_t max,
                size_t *count, struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    size_t n = 0;
    if (!db_open_rows(db, STMT_STAFF_LIST, NO_VALUES, &rows, e)) return false;
    while ((ok = db_step(rows, &more, e)) && more && n < max) {
        if (!(ok = read_row(rows, arena, &out[n], e))) break;
        n++;
    }
    db_close_rows(rows);
    if (ok) *count = n;
    return ok;
}

bool staff_count_admins(struct db *db, int64_t *out, struct err *e)
{
    return db_exec_i64(db, STMT_STAFF_COUNT_ADMINS, NO_VALUES, out, NULL, e);
}

bool staff_disable(struct db *db, int64_t id, int64_t now, struct err *e)
{
    return db_exec(db, STMT_STAFF_DISABLE, VALUES(V_INT(now), V_INT(id)), NULL, e);
}

bool staff_enable(struct db *db, int64_t id, struct err *e)
{
    return db_exec(db, STMT_STAFF_ENABLE, VALUES(V_INT(id)), NULL, e);
}

bool staff_set_role(struct db *db, int64_t id, enum role role, struct str department, struct err *e)
{
    return db_exec(db, STMT_STAFF_SET_ROLE,
                   VALUES(V_TEXT(str_of(role_name(role))), v_text_or_null(department), V_INT(id)),
                   NULL, e);
}

bool staff_set_password(struct db *db, int64_t id, const char *hash, struct err *e)
{
    return db_exec(db, STMT_STAFF_SET_PASSWORD, VALUES(V_TEXT(str_of(hash)), V_INT(id)), NULL, e);
}

bool staff_set_failures(struct db *db, int64_t id, struct failures failures, struct err *e)
{
    return db_exec(db, STMT_STAFF_SET_FAILURES,
                   VALUES(V_INT(failures.count), V_INT(failures.last_at), V_INT(id)), NULL, e);
}
