/* h_ticket.c - tickets for staff: list, one, timeline. */
#include "event_json.h"
#include "page.h"
#include "store/attachment_store.h"
#include "store/event_store.h"
#include "store/ticket_store.h"
#include "ticket_page.h"
#include "ticket_path.h"
#include <stdio.h>
#include <string.h>

#define TIMELINE_PRESET 100

static bool read_copied(struct request *r, struct ticket_query *q)
{
    struct str copied = request_query(r, "copied");
    q->copied = str_equal(copied, STR("true"));
    if (copied.len && !q->copied && !str_equal(copied, STR("false")))
        return answer_invalid(r, "copied: true or false.");
    if (q->copied && (str_trim(request_query(r, "q")).len || request_query(r, "queue").len))
        return answer_invalid(r, "copied: not together with q or queue.");
    return !q->copied || r->staff.role == ROLE_OFFICER || request_query(r, "department").len ||
           answer_invalid(r, "copied: name the office as department.");
}

static bool read_words(struct request *r, struct ticket_query *q)
{
    struct str status = request_query(r, "status"), kind = request_query(r, "kind");
    struct str overdue = request_query(r, "overdue"), sort = request_query(r, "sort");
    struct str source = request_query(r, "source");
    if (status.len && !ticket_status_parse(status, &q->status))
        return answer_invalid(
            r, "status: received, verified, assigned, in_progress, awaiting_reporter, "
               "resolved or closed.");
    if (kind.len && !ticket_kind_parse(kind, &q->kind))
        return answer_invalid(r, "kind: complaint, aspiration, information, consultation or "
                                 "whistleblowing.");
    if (source.len && !ticket_source_parse(source, &q->source))
        return answer_invalid(r, "source: " TICKET_SOURCES ".");
    if (overdue.len && !str_equal(overdue, STR("true")) && !str_equal(overdue, STR("false")))
        return answer_invalid(r, "overdue: true or false.");
    if (str_equal(overdue, STR("true"))) q->due_before = r->arrived_at;
    if (sort.len && !str_equal(sort, STR("created_at")) && !str_equal(sort, STR("-created_at")))
        return answer_invalid(r, "sort: -created_at (newest first) or created_at.");
    q->oldest_first = str_equal(sort, STR("created_at"));
    return read_copied(r, q);
}

/* Beside overdue=true the earlier of both counts: what is late, is so already. */
static bool read_due(struct request *r, struct ticket_query *q)
{
    struct str before = request_query(r, "due_before");
    int64_t at;
    if (before.len == 0) return true;
    if (!rfc3339_parse(before, &at, NULL))
        return answer_invalid(
            r, "due_before: a date (2026-12-04) or a time (2026-12-04T08:00:00+07:00).");
    if (!q->due_before || at < q->due_before) q->due_before = at;
    return true;
}

static bool read_times(struct request *r, struct ticket_query *q)
{
    struct str from = request_query(r, "from"), to = request_query(r, "to");
    if (from.len && !rfc3339_parse(from, &q->from, NULL))
        return answer_invalid(r,
                              "from: a date (2026-12-04) or a time (2026-12-04T08:00:00+07:00).");
    if (to.len && !rfc3339_parse(to, &q->to, NULL))
        return answer_invalid(r, "to: a date (2026-12-04) or a time (2026-12-04T08:00:00+07:00).");
    if (q->from && q->to && q->from >= q->to) return answer_invalid(r, "from must be before to.");
    return read_due(r, q);
}

/* Whoever asks for an external body means both: what waits to be referred to it, and what was. */
static bool read_departments(struct request *r, struct ticket_query *q)
{
    const struct desk *desk = r->server->options.intake.desk;
    q->department = request_query(r, "department");
    q->referred_to = request_query(r, "referred_to");
    const struct department *owner = desk_department(desk, q->department);
    const struct department *body = desk_department(desk, q->referred_to);
    if (q->department.len && !owner) return answer_invalid(r, "department: no such code.");
    if (q->referred_to.len && (!body || !body->external))
        return answer_invalid(r, "referred_to: no external body has this code.");
    q->or_referred = owner && owner->external;
    return true;
}

static bool read_codes(struct request *r, struct ticket_query *q)
{
    const struct desk *desk = r->server->options.intake.desk;
    q->category = request_query(r, "category");
    q->district = request_query(r, "district");
    q->village = request_query(r, "village");
    if (q->category.len && !desk_category(desk, q->category))
        return answer_invalid(r, "category: no such code.");
    if (!read_departments(r, q)) return false;
    if (q->district.len && !desk_place(desk, q->district))
        return answer_invalid(r, "district: no such code.");
    const struct place *village = q->village.len ? desk_place(desk, q->village) : NULL;
    if (q->village.len && !village) return answer_invalid(r, "village: no such code.");
    /* The index of districts drives a list of villages too. */
    if (village && village->parent && !q->district.len) q->district = village->parent->code;
    return true;
}

/* What the caller may not know of is left out by the query itself, so that pages stay full. *none
 * is set when nothing can remain. */
static void narrow_to_caller(const struct request *r, struct ticket_query *q, bool *none)
{
    const struct staff *who = &r->staff;
    if (who->role == ROLE_OFFICER) {
        *none = q->department.len && !str_equal(q->department, who->department);
        q->department = who->department;
        q->or_referred = false;
    }
    q->without_whistleblowing = !staff_sees_whistleblowing(who);
}

/* q: words, or a ticket number, which is looked up as such. *none: nothing can be found. */
static bool read_search(struct request *r, struct ticket_query *q, bool *none, struct err *e)
{
    struct str typed = str_trim(request_query(r, "q"));
    int64_t id;
    if (typed.len == 0) return true;
    if (ticket_number_parse(r->server->options.intake.ticket_prefix, typed, &id, NULL)) {
        q->only_id = id;
        return true;
    }
    if (!ticket_words_query(typed, &r->arena, &q->words, e)) return false;
    *none = *none || q->words.len == 0;
    return true;
}

bool ticket_filter_read(struct request *r, struct ticket_query *q, bool *none, struct err *e)
{
    *none = false;
    if (!read_words(r, q) || !read_times(r, q) || !read_codes(r, q)) return false;
    narrow_to_caller(r, q, none);
    return read_search(r, q, none, e);
}

bool h_ticket_list(struct request *r, struct db *db, struct err *e)
{
    struct ticket_query q = { 0 };
    struct page page;
    struct ticket_found found = { 0 };
    bool none = false, answered = false;
    if (!read_words(r, &q) || !read_times(r, &q) || !read_codes(r, &q)) return true;
    char letter = q.oldest_first ? 'o' : 'n';
    if (!ticket_queue_read(r, db, &q, &answered, e)) return false;
    if (answered || !page_read(r, letter, TICKET_PAGE_PRESET, TICKET_LIST_MAX, &page)) return true;
    narrow_to_caller(r, &q, &none);
    if (!read_search(r, &q, &none, e)) return false;
    q.limit = page.limit;
    q.after_id = page.after_id;
    struct ticket *tickets = arena_zero(&r->arena, page.limit, sizeof *tickets);
    if (!tickets) return err_set(e, ERR_MEMORY, "list: no memory");
    if (!none && !ticket_list(db, &q, &r->arena, tickets, &found, e)) return false;
    struct ticket_page_end end = { q.oldest_first ? "o" : "n", found.more, found.last_id };
    return ticket_page_answer(r, db, tickets, found.count, &end, e);
}

bool ticket_of_path(struct request *r, struct db *db, struct ticket *out, struct err *e)
{
    return ticket_of_number(r, db, r->params[0], out, e);
}

bool ticket_of_number(struct request *r, struct db *db, struct str number, struct ticket *out,
                      struct err *e)
{
    int64_t id;
    if (!ticket_number_parse(r->server->options.intake.ticket_prefix, number, &id, NULL))
        return err_set(e, ERR_NOT_FOUND, "no such ticket");
    if (!ticket_get(db, id, &r->arena, out, e)) return false;
    if (staff_sees_ticket(&r->staff, out->kind, out->department)) return true;
    if (!staff_reads_ticket(&r->staff, out)) return err_set(e, ERR_NOT_FOUND, "no such ticket");
    return strcmp(r->route->method, "GET") == 0 ||
           err_set(e, ERR_DENIED, "only a copy of it is here");
}

bool h_ticket_get(struct request *r, struct db *db, struct err *e)
{
    struct ticket t;
    struct json_writer w;
    struct attachment_list attachments = { 0 };
    struct ticket_view view = ticket_view_of(r, &attachments);
    if (!ticket_of_path(r, db, &t, e) ||
        !attachment_of_tickets(db, &t.id, 1, &r->arena, &attachments, e))
        return false;
    answer_json_begin(r, &w);
    ticket_json_write(&w, &view, &t);
    answer_json_end(r, 200, &w);
    r->etag = arena_printf(&r->arena, "\"%lld\"", (long long)t.version);
    return true;
}

bool h_ticket_timeline(struct request *r, struct db *db, struct err *e)
{
    struct ticket t;
    struct page page;
    struct json_writer w;
    size_t count;
    bool more;
    if (!ticket_of_path(r, db, &t, e)) return false;
    if (!page_read_sorted(r, "at", 'e', TIMELINE_PRESET, EVENT_LIST_MAX, &page)) return true;
    struct event *events = arena_zero(&r->arena, page.limit, sizeof *events);
    if (!events) return err_set(e, ERR_MEMORY, "timeline: no memory");
    if (!(page.newest_first ? event_list_newest : event_list)(db, t.id, page.after_id, page.limit,
                                                              &r->arena, events, &count, &more, e))
        return false;
    page_begin(r, &w);
    size_t n = 0;
    for (; n < count && page_has_room(&w); n++)
        event_json_write(&w, &events[n], NULL);
    page_end(r, &w, page.letter, more || n < count, n ? events[n - 1].id : 0);
    return true;
}
