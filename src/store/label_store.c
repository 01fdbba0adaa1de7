/* label_store.c - reads the tickets that staff have given to a department. */
#include "store/label_store.h"

static bool label_read(struct db_rows *rows, struct arena *arena, struct ticket_label *out,
                       struct err *e)
{
    out->ticket_id = db_int(rows, 0);
    return db_text_copy(rows, 1, arena, &out->department, e) &&
           db_text_copy(rows, 2, arena, &out->text, e);
}

bool label_list(struct db *db, int64_t after, struct arena *arena,
                struct ticket_label out[LABEL_PAGE], size_t *count, struct err *e)
{
    struct db_rows *rows;
    bool more = false, ok;
    *count = 0;
    if (!db_open_rows(db, STMT_LABEL_LIST, VALUES(V_INT(after), V_INT(LABEL_PAGE)), &rows, e))
        return false;
    while ((ok = db_step(rows, &more, e)) && more && *count < LABEL_PAGE &&
           (ok = label_read(rows, arena, &out[*count], e)))
        (*count)++;
    db_close_rows(rows);
    return ok;
}
