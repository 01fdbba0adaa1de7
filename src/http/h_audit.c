/* h_audit.c - the trail of every change and every opening of identity. */
#include "event_json.h"
#include "page.h"

#define TRAIL_PRESET   100
#define NAME_MAX_BYTES 80

/* The trail is whole for the auditor too, but a report in confidence stays one: that something was
 * done to it, by whom and when, and no more. Words of notes are not for him at all. */
static void withhold(const struct request *r, struct event *event)
{
    if (r->staff.role != ROLE_AUDITOR) return;
    event->text = STR_EMPTY;
    if (event->ticket_kind != KIND_WHISTLEBLOWING) return;
    event->ticket_id = 0;
    event->data_json = STR("{}");
    event->reason = STR_EMPTY;
}

static bool read_time(struct request *r, const char *name, int64_t *at)
{
    struct str text = request_query(r, name);
    if (text.len == 0 || rfc3339_parse(text, at, NULL)) return true;
    return answer_invalid(r,
                          "from, to: a date (2026-12-04) or a time (2026-12-04T08:00:00+07:00).");
}

static bool is_actor(struct str name)
{
    static const char *const others[] = { "reporter", "system", "app", ACTOR_COMMAND };
    return str_starts(name, STR("staff:")) || STR_AMONG(name, others);
}

/* A mistyped name would find nothing, and read as if it had never happened. */
static bool filter_read(struct request *r, struct event_filter *f)
{
    struct str ticket = request_query(r, "ticket");
    *f = (struct event_filter){ .not_confidential = r->staff.role == ROLE_AUDITOR,
                                .actor = request_query(r, "actor"),
                                .type = request_query(r, "type") };
    if (ticket.len &&
        !ticket_number_parse(r->server->options.intake.ticket_prefix, ticket, &f->ticket_id, NULL))
        return answer_invalid(r, "ticket: the number of a ticket (LK26-00042-7).");
    if (f->actor.len > NAME_MAX_BYTES || f->type.len > NAME_MAX_BYTES)
        return answer_invalid(r, "actor, type: at most 80 characters.");
    if (f->type.len && !event_type_known(f->type))
        return answer_invalid(r, "type: there is no event of this name; see the OpenAPI document.");
    if (f->actor.len && !is_actor(f->actor))
        return answer_invalid(r, "actor: staff:NAME, reporter, system, app or command.");
    if (!read_time(r, "from", &f->from) || !read_time(r, "to", &f->to)) return false;
    if (f->from && f->to && f->from >= f->to) return answer_invalid(r, "from must be before to.");
    return true;
}

bool h_audit_list(struct request *r, struct db *db, struct err *e)
{
    struct page page;
    struct event_filter filter;
    struct json_writer w;
    size_t count;
    int64_t next;
    if (!page_read(r, 'a', TRAIL_PRESET, EVENT_LIST_MAX, &page) || !filter_read(r, &filter))
        return true;
    struct event *events = arena_zero(&r->arena, page.limit, sizeof *events);
    if (!events) return err_set(e, ERR_MEMORY, "audit: no memory");
    if (!event_trail(db, &filter, page.after_id, page.limit, &r->arena, events, &count, &next, e))
        return false;
    page_begin(r, &w);
    size_t n = 0;
    for (; n < count && page_has_room(&w); n++) {
        withhold(r, &events[n]);
        event_json_write(&w, &events[n], r->server->options.intake.ticket_prefix);
    }
    page_end(r, &w, 'a', n < count || next != 0, n < count ? events[n - 1].id : next);
    return true;
}
