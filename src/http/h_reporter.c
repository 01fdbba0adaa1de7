/* h_reporter.c - what somebody has reported, for the desk that has them on the telephone. A POST,
 * because a phone number in an address would stand in the logs and histories on its way. */
#include "service/reporter_search.h"
#include "ticket_page.h"
#include "work.h"

static bool read_wish(struct request *r, const struct json *body, struct reporter_search *out)
{
    *out = (struct reporter_search){ .who = &r->staff };
    return body_text(r, body, "phone", &out->phone) && body_text(r, body, "ref", &out->ref) &&
           body_text(r, body, "reason", &out->reason);
}

bool h_reporter_search(struct request *r, struct db *db, struct err *e)
{
    const struct json *body = request_object(r, "phone ref reason");
    static const struct ticket_page_end end = { .order = "n" };
    struct reporter_search search;
    struct desk_act by;
    size_t count;
    if (!body || !read_wish(r, body, &search)) return true;
    struct ticket *tickets = arena_zero(&r->arena, REPORTER_SEARCH_MAX, sizeof *tickets);
    if (!tickets) return err_set(e, ERR_MEMORY, "reporter search: no memory");
    if (!act_of(r, &by, e)) return false;
    if (!reporter_search(db, &search, &by, &r->arena, tickets, &count, e)) return false;
    log_event(r->server->options.log, LOG_INFO, "reporter.search", LOG_STR("by", r->staff.name),
              LOG_NUM("tickets", (int64_t)count));
    return ticket_page_answer(r, db, tickets, count, &end, e);
}
