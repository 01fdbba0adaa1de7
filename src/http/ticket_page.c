/* ticket_page.c - pages of tickets; the queues that have an order of their own. */
#include "ticket_page.h"
#include "page.h"
#include "store/attachment_store.h"
#include "store/queue_store.h"
#include <stdio.h>

struct ticket_view ticket_view_of(const struct request *r, const struct attachment_list *files)
{
    const struct http_options *o = &r->server->options;
    return (struct ticket_view){
        o->intake.desk, o->intake.ticket_prefix, r->arrived_at, files, SIZE_MAX, NULL, r->staff.role
    };
}

/* One query for many tickets, not one for each. */
static bool files_find(struct request *r, struct db *db, const struct ticket *tickets, size_t count,
                       struct attachment_list *out, struct err *e)
{
    int64_t ids[TICKET_LIST_MAX] = { 0 };
    for (size_t i = 0; i < count; i++)
        ids[i] = tickets[i].id;
    return attachment_of_tickets(db, ids, count, &r->arena, out, e);
}

bool ticket_page_answer(struct request *r, struct db *db, const struct ticket *tickets,
                        size_t count, const struct ticket_page_end *end, struct err *e)
{
    struct json_writer w;
    struct attachment_list files = { 0 };
    struct ticket_view view = ticket_view_of(r, &files);
    char cursor[64] = "";
    size_t n = 0;
    if (!files_find(r, db, tickets, count, &files, e)) return false;
    view.text_points = LIST_TEXT_POINTS;
    page_begin(r, &w);
    for (; n < count && page_has_room(&w); n++)
        ticket_json_write(&w, &view, &tickets[n]);
    int64_t last_id = n < count || !end->last_id ? (n ? tickets[n - 1].id : 0) : end->last_id;
    if (end->order)
        (void)snprintf(cursor, sizeof cursor, "%s%lld", end->order, (long long)last_id);
    else if (n)
        (void)snprintf(cursor, sizeof cursor, "d%lld-%lld", (long long)tickets[n - 1].due_at,
                       (long long)last_id);
    page_end_at(r, &w, end->more || n < count ? cursor : NULL);
    return true;
}

/* --- queues --- */

bool ticket_queue_allowed(struct request *r, struct str name)
{
    bool failed = str_equal(name, str_of(queue_name(QUEUE_FAILED)));
    if (!failed || r->staff.role != ROLE_OFFICER) return true;
    answer_problem(r, 403, "forbidden", "Failed replies are for the desk.");
    return false;
}

/* False: answered. */
static bool name_read(struct request *r, struct str name, enum queue *out)
{
    for (int q = 0; q < QUEUE_END; q++) {
        if (!str_equal(name, str_of(queue_name((enum queue)q)))) continue;
        *out = (enum queue)q;
        return ticket_queue_allowed(r, name);
    }
    return answer_invalid(r, "queue: new, verified, assigned, in_progress, waiting, resolved, "
                             "mine, overdue, due_today or "
                             "failed_replies.");
}

static bool stands_alone(const struct request *r)
{
    static const char *const others[] = { "status",     "kind",        "source",   "category",
                                          "department", "referred_to", "district", "village",
                                          "q",          "from",        "to",       "overdue",
                                          "due_before", "sort" };
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (request_query(r, others[i]).len) return false;
    return true;
}

/* "d1764867599000-20260000042": where the last page ended, in an order that is not that of ids. */
static bool place_read(struct request *r, struct ticket_place_in_queue *out)
{
    struct str place, due;
    *out = (struct ticket_place_in_queue){ 0 };
    if (!page_cursor(r, &place)) return false;
    if (place.len == 0) return true;
    struct str rest = str_slice(place, 1, place.len);
    if (place.at[0] == 'd' && str_cut(&rest, '-', &due) &&
        str_to_i64(due, 0, INT64_MAX, &out->due_at, NULL) &&
        str_to_i64(rest, 1, INT64_MAX, &out->id, NULL))
        return true;
    return page_cursor_invalid(r);
}

static void due_window(const struct request *r, enum queue which, int64_t *from, int64_t *before)
{
    *from = which == QUEUE_OVERDUE ? 0 : r->arrived_at;
    *before = which == QUEUE_OVERDUE ? r->arrived_at
                                     : day_end_ms(day_of_ms(r->arrived_at)) + MS_PER_SECOND;
}

/* Beside other filters a queue of deadlines is one more of them, in the order of the list. */
static void due_filter(const struct request *r, enum queue which, struct ticket_query *q)
{
    int64_t before;
    due_window(r, which, &q->due_from, &before);
    if (!q->due_before || before < q->due_before) q->due_before = before;
}

static bool own_order_answer(struct request *r, struct db *db, enum queue which, struct err *e)
{
    struct ticket_queue q = { .failed = which == QUEUE_FAILED };
    size_t count = 0;
    bool more = false;
    if (!page_limit(r, TICKET_PAGE_PRESET, TICKET_LIST_MAX, &q.limit) || !place_read(r, &q.after))
        return true;
    if (r->staff.role == ROLE_OFFICER) q.department = r->staff.department;
    q.whistleblowing = staff_sees_whistleblowing(&r->staff);
    due_window(r, which, &q.due_from, &q.due_to);
    struct ticket *tickets = arena_zero(&r->arena, q.limit + 1, sizeof *tickets);
    if (!tickets) return err_set(e, ERR_MEMORY, "queue: no memory");
    if (!ticket_queue_list(db, &q, &r->arena, tickets, &count, &more, e)) return false;
    struct ticket_page_end end = { q.failed ? "d0-" : NULL, more, 0 };
    return ticket_page_answer(r, db, tickets, count, &end, e);
}

bool ticket_queue_read(struct request *r, struct db *db, struct ticket_query *q, bool *answered,
                       struct err *e)
{
    struct str name = request_query(r, "queue");
    enum queue which = QUEUE_END;
    *answered = false;
    if (name.len == 0) return true;
    *answered = !name_read(r, name, &which);
    if (*answered) return true;
    switch (which) {
    case QUEUE_NEW:
    case QUEUE_VERIFIED:
    case QUEUE_ASSIGNED:
    case QUEUE_IN_PROGRESS:
    case QUEUE_WAITING:
    case QUEUE_RESOLVED: q->status = queue_status(which); return true;
    case QUEUE_MINE:
        q->open = true;
        if (r->staff.role != ROLE_OFFICER)
            q->department = r->server->options.intake.desk->desk_department->code;
        return true;
    case QUEUE_OVERDUE:
    case QUEUE_DUE_TODAY:
        if (stands_alone(r)) break;
        due_filter(r, which, q);
        return true;
    case QUEUE_FAILED:
        if (stands_alone(r)) break;
        *answered = true;
        (void)answer_invalid(r, "queue: failed_replies takes no other filter.");
        return true;
    case QUEUE_END: break;
    }
    *answered = true;
    return own_order_answer(r, db, which, e);
}
