/* contact_store.c - one row per person, whatever identifiers WhatsApp shows of them. */
#include "store/contact_store.h"
#include "domain/window.h"
#include "store/ticket_store.h"

static bool contact_read(struct db_rows *rows, struct arena *arena, struct contact *out,
                         struct err *e)
{
    out->id = db_int(rows, 0);
    out->created_at = db_int(rows, 5);
    out->last_inbound_at = db_int(rows, 6);
    return db_text_copy(rows, 1, arena, &out->bsuid, e) &&
           db_text_copy(rows, 2, arena, &out->wa_id, e) &&
           db_text_copy(rows, 3, arena, &out->username, e) &&
           db_text_copy(rows, 4, arena, &out->name, e);
}

/* One contact by one key; out->id is 0 when there is none. */
static bool contact_find(struct db *db, enum stmt_id statement, struct db_value key,
                         struct arena *arena, struct contact *out, struct err *e)
{
    struct db_rows *rows;
    bool more;
    *out = (struct contact){ 0 };
    if (!db_open_rows(db, statement, &key, 1, &rows, e)) return false;
    bool ok = db_step(rows, &more, e) && (!more || contact_read(rows, arena, out, e));
    db_close_rows(rows);
    return ok;
}

static bool find_by_text(struct db *db, enum stmt_id statement, struct str key, struct arena *arena,
                         struct contact *out, struct err *e)
{
    *out = (struct contact){ 0 };
    return key.len == 0 || contact_find(db, statement, V_TEXT(key), arena, out, e);
}

bool contact_of_wa_id(struct db *db, struct str wa_id, struct arena *arena, int64_t *id,
                      struct err *e)
{
    struct contact found;
    if (!find_by_text(db, STMT_CONTACT_BY_WA_ID, wa_id, arena, &found, e)) return false;
    *id = found.id;
    return true;
}

bool contact_get(struct db *db, int64_t id, struct arena *arena, struct contact *out, struct err *e)
{
    struct contact found;
    if (!contact_find(db, STMT_CONTACT_BY_ID, V_INT(id), arena, &found, e)) return false;
    if (found.id == 0) return err_set(e, ERR_NOT_FOUND, "contact: no such row");
    *out = found;
    return true;
}

static bool alias_keep(struct db *db, int64_t contact_id, const char *kind, struct str value,
                       int64_t now, struct err *e)
{
    return value.len == 0 ||
           db_exec(db, STMT_CONTACT_ALIAS_INSERT,
                   VALUES(V_INT(contact_id), V_TEXT(str_of(kind)), V_TEXT(value), V_INT(now)), NULL,
                   e);
}

static bool drop_wa_id(struct db *db, const struct contact *c, int64_t now, struct err *e)
{
    return alias_keep(db, c->id, "wa_id", c->wa_id, now, e) &&
           db_exec(db, STMT_CONTACT_DROP_WA_ID, VALUES(V_INT(c->id)), NULL, e);
}

/* `other` and `survivor` are one person: what is open follows the survivor, history stays. */
static bool contact_merge(struct db *db, const struct contact *other, int64_t survivor, int64_t now,
                          struct err *e)
{
    return alias_keep(db, other->id, "wa_id", other->wa_id, now, e) &&
           alias_keep(db, other->id, "bsuid", other->bsuid, now, e) &&
           db_exec(db, STMT_CONTACT_MERGE_MARKETING, VALUES(V_INT(other->id), V_INT(survivor)),
                   NULL, e) &&
           db_exec(db, STMT_CONTACT_MERGE_TICKETS, VALUES(V_INT(survivor), V_INT(other->id)), NULL,
                   e) &&
           db_exec(db, STMT_CONTACT_MERGE_FOLLOW, VALUES(V_INT(survivor), V_INT(other->id)), NULL,
                   e) &&
           db_exec(db, STMT_CONTACT_MERGE_UNFOLLOW, VALUES(V_INT(other->id), V_INT(survivor)), NULL,
                   e) &&
           db_exec(db, STMT_CONTACT_MERGE_OUTBOX, VALUES(V_INT(survivor), V_INT(other->id)), NULL,
                   e) &&
           db_exec(db, STMT_CONTACT_MERGE_WAITING, VALUES(V_INT(survivor), V_INT(other->id)), NULL,
                   e) &&
           db_exec(db, STMT_CONTACT_MERGE_LINE, VALUES(V_INT(survivor)), NULL, e) &&
           db_exec(db, STMT_CONTACT_MERGE_WINDOW, VALUES(V_INT(other->id), V_INT(survivor)), NULL,
                   e) &&
           db_exec(db, STMT_CONTACT_MERGE_STAFF, VALUES(V_INT(survivor), V_INT(other->id)), NULL,
                   e) &&
           db_exec(db, STMT_CONTACT_MERGE_FORGET, VALUES(V_INT(survivor), V_INT(other->id)), NULL,
                   e) &&
           db_exec(db, STMT_CONTACT_MERGE_CONVERSATION, VALUES(V_INT(survivor), V_INT(other->id)),
                   NULL, e) &&
           db_exec(db, STMT_CONTACT_MERGE_MARK, VALUES(V_INT(survivor), V_INT(other->id)), NULL, e);
}

bool contact_make(struct db *db, const struct contact_seen *seen, int64_t *id, struct err *e)
{
    return db_exec_i64(db, STMT_CONTACT_INSERT,
                       VALUES(v_text_or_null(seen->bsuid), v_text_or_null(seen->wa_id),
                              v_text_or_null(seen->username), v_text_or_null(seen->name),
                              V_INT(seen->now), V_INT(window_inbound_at(seen->sent_at, seen->now))),
                       id, NULL, e);
}

/* The tickets show it, so each is another version where it changes anything. */
static bool reached_by(struct db *db, enum stmt_id statement, const struct db_value *values,
                       size_t count, int64_t id, struct err *e)
{
    int64_t changes;
    return db_exec(db, statement, values, count, &changes, e) &&
           (changes == 0 || ticket_reporter_changed(db, id, 0, e));
}

bool contact_reachable(struct db *db, int64_t id, struct err *e)
{
    return reached_by(db, STMT_CONTACT_REACHABLE, VALUES(V_INT(id)), id, e);
}

static bool contact_refresh(struct db *db, int64_t id, const struct contact_seen *seen,
                            struct err *e)
{
    int64_t sent_at = window_inbound_at(seen->sent_at, seen->now);
    return reached_by(db, STMT_CONTACT_WROTE, VALUES(V_INT(id), V_INT(sent_at)), id, e) &&
           db_exec(db, STMT_CONTACT_SEEN,
                   VALUES(v_text_or_null(seen->bsuid), v_text_or_null(seen->wa_id),
                          v_text_or_null(seen->username), v_text_or_null(seen->name),
                          V_INT(sent_at), V_INT(id)),
                   NULL, e);
}

/* Makes room for `seen` by the rules of the header; *id stays 0 when a new row is needed. */
static bool contact_match(struct db *db, const struct contact_seen *seen, struct arena *arena,
                          int64_t *id, struct err *e)
{
    struct contact by_bsuid, by_phone;
    if (!find_by_text(db, STMT_CONTACT_BY_BSUID, seen->bsuid, arena, &by_bsuid, e)) return false;
    if (by_bsuid.id != 0 && (seen->wa_id.len == 0 || str_equal(by_bsuid.wa_id, seen->wa_id))) {
        *id = by_bsuid.id;
        return true;
    }
    if (!find_by_text(db, STMT_CONTACT_BY_WA_ID, seen->wa_id, arena, &by_phone, e)) return false;
    *id = by_bsuid.id;
    if (by_bsuid.id != 0) { /* this person shows a phone that is new to the row */
        if (by_bsuid.wa_id.len != 0 && !drop_wa_id(db, &by_bsuid, seen->now, e)) return false;
        if (by_phone.id == 0) return true;
        if (by_phone.bsuid.len == 0) return contact_merge(db, &by_phone, by_bsuid.id, seen->now, e);
        return drop_wa_id(db, &by_phone, seen->now, e);
    }
    if (by_phone.id == 0) return true;
    if (seen->bsuid.len == 0 || by_phone.bsuid.len == 0) {
        *id = by_phone.id;
        return true;
    }
    return drop_wa_id(db, &by_phone, seen->now, e); /* another person behind an old number */
}

bool contact_see(struct db *db, const struct contact_seen *seen, struct arena *arena,
                 int64_t *contact_id, struct err *e)
{
    int64_t id = 0;
    if (seen->bsuid.len == 0 && seen->wa_id.len == 0)
        return err_set(e, ERR_INPUT, "contact: neither BSUID nor phone");
    if (!contact_match(db, seen, arena, &id, e)) return false;
    bool ok = id == 0 ? contact_make(db, seen, &id, e) : contact_refresh(db, id, seen, e);
    if (ok) *contact_id = id;
    return ok;
}

bool contact_rekey(struct db *db, const struct contact_change *change, struct arena *arena,
                   struct err *e)
{
    struct contact old, taken;
    if (!find_by_text(db, STMT_CONTACT_BY_BSUID, change->old_bsuid, arena, &old, e)) return false;
    if (old.id == 0 && !find_by_text(db, STMT_CONTACT_BY_WA_ID, change->old_wa_id, arena, &old, e))
        return false;
    if (old.id == 0) return true;
    /* Found by a phone that is another person's in our book: numbers are recycled, and webhooks are
     * unordered. The row keeps its person and only loses the phone. */
    if (change->old_bsuid.len != 0 && old.bsuid.len != 0 &&
        !str_equal(old.bsuid, change->old_bsuid))
        return drop_wa_id(db, &old, change->now, e);

    if (change->new_bsuid.len != 0 && !str_equal(old.bsuid, change->new_bsuid)) {
        if (!find_by_text(db, STMT_CONTACT_BY_BSUID, change->new_bsuid, arena, &taken, e) ||
            (taken.id != 0 && !contact_merge(db, &taken, old.id, change->now, e)) ||
            !alias_keep(db, old.id, "bsuid", old.bsuid, change->now, e))
            return false;
    }
    if (change->new_wa_id.len != 0 && !str_equal(old.wa_id, change->new_wa_id)) {
        if (!find_by_text(db, STMT_CONTACT_BY_WA_ID, change->new_wa_id, arena, &taken, e) ||
            (taken.id != 0 && !drop_wa_id(db, &taken, change->now, e)) ||
            !alias_keep(db, old.id, "wa_id", old.wa_id, change->now, e))
            return false;
    } else if (change->new_wa_id.len == 0 && change->old_wa_id.len != 0 &&
               change->new_bsuid.len != 0) { /* changed number, and the new one is hidden */
        if (!drop_wa_id(db, &old, change->now, e)) return false;
    }
    struct contact_seen seen = { .bsuid = change->new_bsuid, .wa_id = change->new_wa_id };
    return contact_refresh(db, old.id, &seen, e);
}

bool contact_unreachable_until(struct db *db, int64_t contact_id, int64_t now, int64_t *until,
                               struct err *e)
{
    bool found;
    *until = 0;
    return db_exec_i64(db, STMT_CONTACT_UNREACHABLE_UNTIL, VALUES(V_INT(contact_id), V_INT(now)),
                       until, &found, e);
}

bool contact_marketing(struct db *db, int64_t contact_id, bool stop, int64_t at, struct err *e)
{
    return db_exec(db, STMT_CONTACT_MARKETING, VALUES(V_INT(stop), V_INT(at), V_INT(contact_id)),
                   NULL, e);
}
