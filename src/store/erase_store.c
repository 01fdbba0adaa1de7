/* erase_store.c - who is meant, and the rows that are this person. */
#include "store/erase_store.h"
#include "store/event_store.h"

#define TICKETS_PAGE 64

static bool contact_add(struct db *db, int64_t id, struct erasure *out, struct arena *arena,
                        struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    if (!erasure_add_contact(out, id, e) ||
        !db_open_rows(db, STMT_CONTACT_BY_ID, VALUES(V_INT(id)), &rows, e))
        return false;
    ok = db_step(rows, &more, e);
    if (ok && more)
        ok = erasure_add_id(out, db_text(rows, 1), arena, e) &&
             erasure_add_number(out, db_text(rows, 2), arena, e) &&
             erasure_add_id(out, db_text(rows, 3), arena, e) &&
             erasure_add_name(out, db_text(rows, 4), arena, e);
    db_close_rows(rows);
    if (!ok || !db_open_rows(db, STMT_ERASE_ALIASES, VALUES(V_INT(id)), &rows, e)) return false;
    while ((ok = db_step(rows, &more, e)) && more) {
        ok = str_equal(db_text(rows, 0), STR("wa_id"))
                 ? erasure_add_number(out, db_text(rows, 1), arena, e)
                 : erasure_add_id(out, db_text(rows, 1), arena, e);
        if (!ok) break;
    }
    db_close_rows(rows);
    return ok;
}

/* The ids that a statement gives become part of the person. */
static bool contacts_add(struct db *db, enum stmt_id statement, struct db_value key, int column,
                         struct erasure *out, struct arena *arena, struct err *e)
{
    int64_t ids[ERASURE_MAX];
    size_t count = 0;
    struct db_rows *rows;
    bool more, ok;
    if (!db_open_rows(db, statement, &key, 1, &rows, e)) return false;
    while ((ok = db_step(rows, &more, e)) && more && count < ERASURE_MAX)
        ids[count++] = db_int(rows, column);
    db_close_rows(rows);
    for (size_t i = 0; ok && i < count; i++)
        if (!erasure_has_contact(out, ids[i])) ok = contact_add(db, ids[i], out, arena, e);
    return ok;
}

bool erase_find(struct db *db, struct str value, struct erasure *out, struct arena *arena,
                struct err *e)
{
    char number[ERASURE_NUMBER_SIZE];
    bool is_number = erasure_number_of(value, number);
    struct str key = is_number ? str_of(number) : str_trim(value);
    *out = (struct erasure){ 0 };
    if (!(is_number ? erasure_add_number(out, key, arena, e) : erasure_add_id(out, key, arena, e)))
        return false;
    if (!contacts_add(db, STMT_CONTACT_BY_WA_ID, V_TEXT(key), 0, out, arena, e) ||
        !contacts_add(db, STMT_CONTACT_BY_BSUID, V_TEXT(key), 0, out, arena, e))
        return false;
    /* A number goes from one person to another: who had it is meant only when nobody has it. */
    if (out->contact_count == 0 &&
        !contacts_add(db, STMT_ERASE_ALIAS_FIND, V_TEXT(key), 0, out, arena, e))
        return false;
    for (size_t i = 0; i < out->contact_count; i++) /* grows while it is walked */
        if (!contacts_add(db, STMT_ERASE_FAMILY, V_INT(out->contacts[i]), 0, out, arena, e))
            return false;
    return true;
}

static bool tickets_mark(struct db *db, int64_t contact_id, int64_t now, struct erase_report *out,
                         struct err *e)
{
    int64_t ids[TICKETS_PAGE], after = 0, event_id;
    size_t count;
    struct arena arena = { 0 };
    bool ok = true;
    do {
        struct db_rows *rows;
        bool more;
        count = 0;
        if (!db_open_rows(db, STMT_ERASE_TICKETS,
                          VALUES(V_INT(contact_id), V_INT(after), V_INT(TICKETS_PAGE)), &rows, e))
            return false;
        while ((ok = db_step(rows, &more, e)) && more && count < TICKETS_PAGE)
            ids[count++] = db_int(rows, 0);
        db_close_rows(rows);
        for (size_t i = 0; ok && i < count; i++) {
            const struct event erased = { .ticket_id = ids[i],
                                          .at = now,
                                          .type = STR(EVENT_ERASED),
                                          .actor = STR("system"),
                                          .data_json = STR_EMPTY,
                                          .reason = STR_EMPTY,
                                          .text = STR_EMPTY };
            ok = event_insert(db, &erased, &arena, &event_id, e);
            after = ids[i];
            out->tickets++;
        }
    } while (ok && count == TICKETS_PAGE);
    arena_clear(&arena);
    return ok;
}

static bool contact_erase(struct db *db, int64_t id, int64_t now, struct erase_report *out,
                          struct err *e)
{
    static const enum stmt_id statements[] = { STMT_ERASE_CONTACT, STMT_ERASE_CONTACT_ALIASES,
                                               STMT_ERASE_CONVERSATION, STMT_ERASE_SUBSCRIBER };
    for (size_t i = 0; i < sizeof statements / sizeof statements[0]; i++)
        if (!db_exec(db, statements[i], VALUES(V_INT(id)), NULL, e)) return false;
    return db_exec(db, STMT_ERASE_REPLIES, VALUES(V_INT(now), V_INT(id)), NULL, e) &&
           tickets_mark(db, id, now, out, e);
}

static bool values_erase(struct db *db, const struct str *values, size_t count, struct err *e)
{
    for (size_t i = 0; i < count; i++)
        if (!db_exec(db, STMT_ERASE_ALIAS_VALUE, VALUES(V_TEXT(values[i])), NULL, e)) return false;
    return true;
}

bool erase_identity(struct db *db, const struct erasure *p, int64_t now, struct erase_report *out,
                    struct err *e)
{
    if (!db_begin(db, e)) return false;
    bool ok = values_erase(db, p->numbers, p->number_count, e) &&
              values_erase(db, p->ids, p->id_count, e);
    for (size_t i = 0; ok && i < p->contact_count; i++)
        ok = contact_erase(db, p->contacts[i], now, out, e);
    const struct desk_act by = { .actor = STR(ACTOR_COMMAND), .now = now };
    ok = ok &&
         desk_event_insert(db, &by, EVENT_CONTACT_ERASED, e, "{\"tickets\":%lld}",
                           (long long)out->tickets) &&
         db_commit(db, e);
    if (!ok) db_rollback(db);
    return ok;
}

bool erase_name_is_unique(struct db *db, struct str name, bool *unique, struct err *e)
{
    int64_t id;
    bool found;
    if (!db_exec_i64(db, STMT_ERASE_NAMESAKE, VALUES(V_TEXT(name)), &id, &found, e)) return false;
    *unique = !found;
    return true;
}
