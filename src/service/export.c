/* export.c - one step is at most so many rows, out of at most so many ids. */
#include "service/export.h"
#include "store/event_store.h"

#define STEP_ARENA_MAX ((size_t)32 << 20)

bool export_walk_begin(struct db *db, const struct export_style *style,
                       const struct ticket_query *query, bool nothing, struct export_walk *out,
                       struct err *e)
{
    struct ticket_span span = { 0 };
    int64_t at_most = 0;
    if (!nothing && (!ticket_span_find(db, query, &span, e) ||
                     !ticket_span_seen(db, query, &span, &at_most, e)))
        return false;
    *out = (struct export_walk){ .style = *style,
                                 .query = *query,
                                 .next = span.first,
                                 .last = span.last,
                                 .at_most = at_most,
                                 .total = span.count,
                                 .ids = EXPORT_IDS_MAX };
    if (style->words == EXPORT_REGISTER) out->query.kind = KIND_INFORMATION;
    out->query.oldest_first = true;
    out->query.limit = EXPORT_ROWS_MAX;
    return true;
}

/* What the walk will be after this step. */
static bool advance(struct export_walk *walk, struct db *db, int64_t behind, struct err *e)
{
    int64_t next = 0;
    if (behind < walk->last && !ticket_id_from(db, behind + 1, &next, e)) return false;
    walk->passed += behind - walk->next + 1;
    if (walk->passed > walk->total) walk->passed = walk->total;
    walk->next = next <= walk->last ? next : 0;
    return true;
}

/* What only the register tells. */
static bool reasons_read(const struct export_walk *walk, struct db *db, struct arena *arena,
                         struct ticket *tickets, size_t count, struct err *e)
{
    if (walk->style.words != EXPORT_REGISTER) return true;
    for (size_t i = 0; i < count; i++)
        if (tickets[i].status == STATUS_CLOSED &&
            !event_closing_reason(db, tickets[i].id, arena, &tickets[i].closed_reason, e))
            return false;
    return true;
}

static bool rows_write(struct export_walk *walk, struct db *db, struct arena *arena,
                       struct buf *out, struct err *e)
{
    struct ticket_found found;
    struct ticket *tickets = arena_zero(arena, EXPORT_ROWS_MAX, sizeof *tickets);
    int64_t end = walk->last - walk->next < walk->ids ? walk->last : walk->next + walk->ids - 1;
    if (!tickets) return err_set(e, ERR_MEMORY, "export: no memory");
    walk->query.after_id = walk->next - 1;
    walk->query.up_to_id = end;
    if (!ticket_list(db, &walk->query, arena, tickets, &found, e) ||
        !reasons_read(walk, db, arena, tickets, found.count, e) ||
        !advance(walk, db, found.more ? found.last_id : end, e))
        return false;
    for (size_t i = 0; i < found.count; i++)
        walk->written += export_ticket(&walk->style, &tickets[i], walk->written, out);
    return buf_ok(out) || err_set(e, ERR_LIMIT, "export: a step is too large");
}

bool export_walk_step(struct export_walk *walk, struct db *db, struct buf *out, bool *ended,
                      struct err *e)
{
    struct arena arena;
    struct export_walk w = *walk;
    if (w.passed == 0) export_begin(&w.style, out);
    arena_init(&arena, STEP_ARENA_MAX);
    bool ok = w.next == 0 || rows_write(&w, db, &arena, out, e);
    arena_clear(&arena);
    if (!ok) return false;
    *ended = w.next == 0;
    if (*ended) export_end(&w.style, w.written, out);
    *walk = w;
    return true;
}
