/* h_open311.c - GeoReport v2 (https://wiki.open311.org/GeoReport_v2/), reading alone: complaints
 * that nobody made in confidence, by category, village and day. Never a citizen's word: the
 * description is the summary that the desk approved, else the category's name. The place is the
 * village's, not the pin's. */
#include "request.h"
#include "store/open311_store.h"

#define PAGE_PRESET 50
#define PAGES_MAX   20
#define SPAN_MS     (90 * MS_PER_DAY) /* of the specification: the most, and what is given unasked */
#define JSON        "application/json"

/* The form of errors is the specification's. */
static void refuse(struct request *r, unsigned status, const char *why)
{
    struct json_writer w;
    answer_json_begin(r, &w);
    json_begin_array(&w);
    json_begin_object(&w);
    json_member_i64(&w, "code", status);
    json_member_text(&w, "description", str_of(why));
    json_end_object(&w);
    json_end_array(&w);
    answer_json_end(r, status, &w);
}

static void finish(struct request *r, const struct json_writer *w)
{
    answer_json_end(r, 200, w);
    r->cache = "public, max-age=300";
}

void h_open311_services(struct request *r)
{
    struct json_writer w;
    const struct desk *desk = r->server->options.intake.desk;
    answer_json_begin(r, &w);
    json_begin_array(&w);
    for (size_t i = 0; i < desk->category_count; i++) {
        const struct category *c = &desk->categories[i];
        if (c->kind != KIND_COMPLAINT) continue;
        json_begin_object(&w);
        json_member_text(&w, "service_code", c->code);
        json_member_text(&w, "service_name", c->name);
        json_member_text(&w, "description", c->name);
        json_member_bool(&w, "metadata", false);
        json_member_text(&w, "type", STR("realtime"));
        json_member_text(&w, "keywords", STR_EMPTY);
        json_member_text(&w, "group", c->department ? c->department->name : STR_EMPTY);
        json_end_object(&w);
    }
    json_end_array(&w);
    finish(r, &w);
}

/* The day alone: the minute would help to find out whose it is. */
static void member_day(struct json_writer *w, const char *key, int64_t ms)
{
    if (ms)
        json_member_time(w, key, day_start_ms(day_of_ms(ms)));
    else
        json_member_null(w, key);
}

static void write_place(struct request *r, struct json_writer *w, const struct ticket *t)
{
    const struct desk *desk = r->server->options.intake.desk;
    const struct place *p = desk_place(desk, t->village.len ? t->village : t->district);
    const char *address = !p          ? ""
                          : p->parent ? arena_printf(&r->arena, "%.*s, Kecamatan %.*s",
                                                     STR_ARG(p->name), STR_ARG(p->parent->name))
                                      : arena_printf(&r->arena, "Kecamatan %.*s", STR_ARG(p->name));
    json_member_text(w, "address", str_of(address));
    json_member_text(w, "address_id", p ? p->code : STR_EMPTY);
    json_member_null(w, "zipcode");
    json_key_name(w, "lat");
    p && p->has_centre ? json_write_double(w, p->latitude) : json_write_null(w);
    json_key_name(w, "long");
    p && p->has_centre ? json_write_double(w, p->longitude) : json_write_null(w);
}

static void write_request(struct request *r, struct json_writer *w, const struct ticket *t)
{
    const struct intake_options *o = &r->server->options.intake;
    const struct category *c = desk_category(o->desk, t->category);
    const struct department *d = desk_department(o->desk, t->department);
    struct str name = c ? c->name : t->category;
    bool open = ticket_is_open(t->status);
    char number[TICKET_NUMBER_SIZE];
    ticket_number_format(o->ticket_prefix, t->id, number);
    json_begin_object(w);
    json_member_text(w, "service_request_id", str_of(number));
    json_member_text(w, "status", open ? STR("open") : STR("closed"));
    json_member_text(
        w, "status_notes",
        str_of(open ? ticket_status_plain(t->status) : ticket_outcome_label(t->outcome)));
    json_member_text(w, "service_name", name);
    json_member_text(w, "service_code", t->category);
    json_member_text(w, "description", t->text.len ? t->text : name);
    json_member_text(w, "agency_responsible", d ? d->name : t->department);
    json_member_null(w, "service_notice");
    member_day(w, "requested_datetime", t->created_at);
    member_day(w, "updated_datetime", t->updated_at);
    member_day(w, "expected_datetime", t->due_at);
    write_place(r, w, t);
    json_member_null(w, "media_url");
    json_end_object(w);
}

static bool invalid(struct request *r, const char *why)
{
    refuse(r, 400, why);
    return false;
}

static bool read_span(struct request *r, struct open311_query *q)
{
    struct str from = request_query(r, "start_date"), to = request_query(r, "end_date");
    q->to = r->arrived_at;
    if (to.len && !rfc3339_parse(to, &q->to, NULL)) return invalid(r, "end_date: a date or time.");
    q->from = q->to - SPAN_MS;
    if (from.len && !rfc3339_parse(from, &q->from, NULL))
        return invalid(r, "start_date: a date or time.");
    if (from.len && !to.len && q->to > q->from + SPAN_MS) q->to = q->from + SPAN_MS;
    if (q->from >= q->to || q->to - q->from > SPAN_MS)
        return invalid(r, "start_date and end_date: at most 90 days.");
    return true;
}

static bool read_query(struct request *r, struct open311_query *q)
{
    struct str status = request_query(r, "status"), page = request_query(r, "page");
    struct str size = request_query(r, "page_size");
    int64_t at = 1, rows = PAGE_PRESET;
    *q = (struct open311_query){ .category = request_query(r, "service_code") };
    if (q->category.len && !desk_category(r->server->options.intake.desk, q->category))
        return invalid(r, "service_code: no such code.");
    if (str_equal(status, STR("open")))
        q->open = 1;
    else if (str_equal(status, STR("closed")))
        q->open = 2;
    else if (status.len && !str_equal(status, STR("open,closed")))
        return invalid(r, "status: open or closed.");
    if (page.len && !str_to_i64(page, 1, PAGES_MAX, &at, NULL)) return invalid(r, "page: 1 to 20.");
    if (size.len && !str_to_i64(size, 1, OPEN311_LIST_MAX, &rows, NULL))
        return invalid(r, "page_size: 1 to 200.");
    q->limit = (size_t)rows;
    q->skip = (size_t)((at - 1) * rows);
    return read_span(r, q);
}

bool h_open311_list(struct request *r, struct db *db, struct err *e)
{
    struct open311_query q;
    struct json_writer w;
    size_t count;
    if (!read_query(r, &q)) return true;
    struct ticket *tickets = arena_zero(&r->arena, q.limit, sizeof *tickets);
    if (!tickets) return err_set(e, ERR_MEMORY, "open311: no memory");
    if (!open311_list(db, &q, &r->arena, tickets, &count, e)) return false;
    answer_json_begin(r, &w);
    json_begin_array(&w);
    for (size_t i = 0; i < count; i++)
        write_request(r, &w, &tickets[i]);
    json_end_array(&w);
    finish(r, &w);
    return true;
}

bool h_open311_get(struct request *r, struct db *db, struct err *e)
{
    struct ticket t;
    struct json_writer w;
    struct err why = { 0 };
    int64_t id = 0;
    struct str name = r->params[0];
    bool found = str_ends(name, STR(".json")) &&
                 ticket_number_parse(r->server->options.intake.ticket_prefix,
                                     str_slice(name, 0, name.len - 5), &id, NULL);
    if (found && !open311_get(db, id, &r->arena, &t, &why)) {
        if (why.code != ERR_NOT_FOUND) {
            *e = why;
            return false;
        }
        found = false;
    }
    if (!found) {
        refuse(r, 404, "There is no public request with this id.");
        return true;
    }
    answer_json_begin(r, &w);
    json_begin_array(&w);
    write_request(r, &w, &t);
    json_end_array(&w);
    finish(r, &w);
    return true;
}
