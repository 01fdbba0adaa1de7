/* cost_store.c - a status moves a sum by one, or not at all. */
#include "store/cost_store.h"
#include "domain/outbound.h"

#define WORD_MAX (COST_WORD_SIZE - 1)

struct price {
    bool fresh; /* this row made it countable */
    int day;
    struct str category, type;
};

static bool price_find(struct db *db, int64_t status_id, struct str wamid, struct arena *arena,
                       struct price *out, struct err *e)
{
    struct db_rows *rows;
    bool more = false;
    *out = (struct price){ 0 };
    if (!db_open_rows(db, STMT_COST_OF_WAMID, VALUES(V_INT(status_id), V_TEXT(wamid)), &rows, e))
        return false;
    bool ok = db_step(rows, &more, e);
    if (ok && more) {
        bool before = db_int(rows, 0) && db_int(rows, 1);
        out->fresh = !before && !db_is_null(rows, 2) && !db_is_null(rows, 3);
        out->day = cost_day_of_ms(db_int(rows, 2));
        ok = db_text_copy(rows, 3, arena, &out->category, e) &&
             db_text_copy(rows, 4, arena, &out->type, e);
    }
    db_close_rows(rows);
    return ok;
}

/* Empty where the content is that of no template. */
static struct str template_of(struct str content, struct arena *arena)
{
    struct outbound message;
    struct err ignored = { 0 };
    return content.len && outbound_decode(content, arena, &message, &ignored)
               ? message.template_name
               : STR_EMPTY;
}

static bool template_find(struct db *db, int64_t outbox_id, struct arena *arena, struct str *out,
                          struct err *e)
{
    struct str content;
    *out = STR_EMPTY;
    if (outbox_id == 0) return true;
    if (!db_exec_text(db, STMT_COST_TEMPLATE, VALUES(V_INT(outbox_id)), arena, &content, e))
        return false;
    *out = template_of(content, arena);
    return true;
}

bool cost_note(struct db *db, int64_t status_id, struct str wamid, int64_t outbox_id, struct err *e)
{
    struct arena arena = { 0 };
    struct price price;
    struct str name = STR_EMPTY;
    bool ok = price_find(db, status_id, wamid, &arena, &price, e);
    if (ok && price.fresh)
        ok = template_find(db, outbox_id, &arena, &name, e) &&
             db_exec(db, STMT_COST_COUNT_ADD,
                     VALUES(V_INT(price.day), V_TEXT(str_slice(price.category, 0, WORD_MAX)),
                            V_TEXT(str_slice(price.type, 0, WORD_MAX)), V_TEXT(name)),
                     NULL, e);
    arena_clear(&arena);
    return ok;
}

bool cost_month(struct db *db, int64_t month, struct cost_sum *sum, struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    if (!db_open_rows(db, STMT_COST_DAYS, VALUES(V_INT(month * 100 + 1), V_INT(month * 100 + 31)),
                      &rows, e))
        return false;
    while ((ok = db_step(rows, &more, e)) && more)
        cost_add(sum, (int)db_int(rows, 0), db_text(rows, 1), db_text(rows, 2), db_text(rows, 3),
                 db_int(rows, 4));
    db_close_rows(rows);
    return ok;
}

bool cost_of_ticket(struct db *db, int64_t ticket_id, struct cost_sum *sum, struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    if (!db_open_rows(db, STMT_COST_OF_TICKET, VALUES(V_INT(ticket_id)), &rows, e)) return false;
    while ((ok = db_step(rows, &more, e)) && more) {
        struct arena arena = { 0 };
        cost_add(sum, cost_day_of_ms(db_int(rows, 1)), db_text(rows, 2), db_text(rows, 3),
                 template_of(db_text(rows, 4), &arena), 1);
        arena_clear(&arena);
    }
    db_close_rows(rows);
    return ok;
}
