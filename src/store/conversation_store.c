/* conversation_store.c - one row per contact. */
#include "store/conversation_store.h"

bool conversation_get(struct db *db, int64_t contact_id, struct conversation *out, struct err *e)
{
    struct db_rows *rows;
    bool more;
    struct conversation c = { .contact_id = contact_id };
    if (!db_open_rows(db, STMT_CONVERSATION_BY_CONTACT, VALUES(V_INT(contact_id)), &rows, e))
        return false;
    bool ok = db_step(rows, &more, e);
    if (ok && more) {
        c.last_ticket_id = db_int(rows, 0);
        c.last_message_at = db_int(rows, 1);
        c.courtesy_at = db_int(rows, 2);
    }
    db_close_rows(rows);
    if (ok) *out = c;
    return ok;
}

bool conversation_save(struct db *db, const struct conversation *c, struct err *e)
{
    return db_exec(db, STMT_CONVERSATION_SAVE,
                   VALUES(V_INT(c->contact_id), v_int_or_null(c->last_ticket_id),
                          V_INT(c->last_message_at), V_INT(c->courtesy_at)),
                   NULL, e);
}
