/* h_open311.c - GeoReport v2 (https://wiki.open311.org/GeoReport_v2/), reading alone: complaints
 * that nobody made in confidence, by category, village and day. Never a citizen's word: the
 * description is the summary that the desk approved, else the category's name. The place is the
 * village's, not the pin's. */
#include "georeport.h"
#include "store/open311_store.h"

#define PAGE_PRESET   50
#define PAGES_MAX     20
#define SPAN_MS       (90 * MS_PER_DAY) /* of the specification: the most, and what is given unasked */
#define IDS_MAX       50                /* of the specification: asked for in one request */
#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void finish(struct georeport *g)
{
    georeport_end(g, 200);
    g->r->cache = "public, max-age=300";
}

void h_open311_services(struct request *r)
{
    struct georeport g;
    const struct desk *desk = r->server->options.intake.desk;
    georeport_begin(&g, r, "services");
    for (size_t i = 0; i < desk->category_count; i++) {
        const struct category *c = &desk->categories[i];
        if (c->kind != KIND_COMPLAINT) continue;
        const struct georeport_field fields[] = {
            { "service_code", c->code, GEOREPORT_TEXT },
            { "service_name", c->name, GEOREPORT_TEXT },
            { "description", c->name, GEOREPORT_TEXT },
            { "metadata", STR("false"), GEOREPORT_PLAIN },
            { "type", STR("realtime"), GEOREPORT_TEXT },
            { "keywords", STR_EMPTY, GEOREPORT_TEXT },
            { "group", c->department ? c->department->name : STR_EMPTY, GEOREPORT_TEXT },
        };
        georeport_row(&g, "service", fields, LENGTH(fields));
    }
    finish(&g);
}

static struct georeport_field none(const char *name)
{
    return (struct georeport_field){ name, STR_EMPTY, GEOREPORT_NONE };
}

/* The day alone: the minute would help to find out whose it is. */
static struct georeport_field day_of(struct request *r, const char *name, int64_t ms)
{
    char text[RFC3339_SIZE];
    struct georeport_field f = { name, STR_EMPTY, GEOREPORT_TEXT };
    if (!ms) return none(name);
    rfc3339_format(day_start_ms(day_of_ms(ms)), text);
    return arena_copy(&r->arena, str_of(text), &f.value) ? f : none(name);
}

static struct georeport_field degrees(struct request *r, const char *name, const struct place *p,
                                      double value)
{
    const char *text = p && p->has_centre ? arena_printf(&r->arena, "%.6f", value) : NULL;
    if (!text) return none(name);
    return (struct georeport_field){ name, str_of(text), GEOREPORT_PLAIN };
}

static struct str address_of(struct request *r, const struct place *p)
{
    const char *text = !p          ? ""
                       : p->parent ? arena_printf(&r->arena, "%.*s, Kecamatan %.*s",
                                                  STR_ARG(p->name), STR_ARG(p->parent->name))
                                   : arena_printf(&r->arena, "Kecamatan %.*s", STR_ARG(p->name));
    return str_of(text);
}

static void write_request(struct georeport *g, const struct ticket *t)
{
    struct request *r = g->r;
    const struct intake_options *o = &r->server->options.intake;
    const struct category *c = desk_category(o->desk, t->category);
    struct str in_charge = ticket_in_charge(t);
    const struct department *d = desk_department(o->desk, in_charge);
    const struct place *p = desk_place(o->desk, t->village.len ? t->village : t->district);
    struct str name = c ? c->name : t->category;
    bool open = ticket_is_open(t->status);
    const char *notes = open ? ticket_status_plain(t->status) : ticket_outcome_label(t->outcome);
    char number[TICKET_NUMBER_SIZE];
    ticket_number_format(o->ticket_prefix, t->id, number);
    const struct georeport_field fields[] = {
        { "service_request_id", str_of(number), GEOREPORT_TEXT },
        { "status", open ? STR("open") : STR("closed"), GEOREPORT_TEXT },
        { "status_notes", str_of(notes), GEOREPORT_TEXT },
        { "service_name", name, GEOREPORT_TEXT },
        { "service_code", t->category, GEOREPORT_TEXT },
        { "description", t->text.len ? t->text : name, GEOREPORT_TEXT },
        { "agency_responsible", d ? d->name : in_charge, GEOREPORT_TEXT },
        none("service_notice"),
        day_of(r, "requested_datetime", t->created_at),
        day_of(r, "updated_datetime", t->updated_at),
        day_of(r, "expected_datetime", t->due_at),
        { "address", address_of(r, p), GEOREPORT_TEXT },
        { "address_id", p ? p->code : STR_EMPTY, GEOREPORT_TEXT },
        none("zipcode"),
        degrees(r, "lat", p, p ? p->latitude : 0),
        degrees(r, "long", p, p ? p->longitude : 0),
        none("media_url"),
    };
    georeport_row(g, "request", fields, LENGTH(fields));
}

static bool invalid(struct request *r, const char *why)
{
    georeport_refuse(r, 400, why);
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

/* Codes and statuses alike "can be declared multiple times, comma delimited"; an empty piece names
 * nothing. Into the form of the query; "" where nothing was asked for. */
static bool read_codes(struct request *r, struct str *out)
{
    const struct desk *desk = r->server->options.intake.desk;
    struct str rest = request_query(r, "service_code"), code;
    struct buf list;
    bool known = true, asked = rest.len > 0;
    *out = STR_EMPTY;
    if (!asked) return true;
    buf_init(&list, rest.len + 2);
    buf_add_char(&list, ',');
    while (known && str_cut(&rest, ',', &code)) {
        code = str_trim(code);
        if (code.len == 0) continue;
        known = desk_category(desk, code) != NULL;
        buf_addf(&list, "%.*s,", STR_ARG(code));
    }
    bool ok = known && list.len > 1 && arena_copy(&r->arena, buf_view(&list), out);
    buf_finish(&list);
    return ok || invalid(r, "service_code: no such code.");
}

static bool read_status(struct request *r, struct open311_query *q)
{
    struct str rest = request_query(r, "status"), name;
    bool open = rest.len == 0, closed = open;
    while (str_cut(&rest, ',', &name)) {
        name = str_trim(name);
        open = open || str_equal(name, STR("open"));
        closed = closed || str_equal(name, STR("closed"));
        if (name.len && !str_equal(name, STR("open")) && !str_equal(name, STR("closed")))
            return invalid(r, "status: open or closed.");
    }
    q->open = open && closed ? 0 : open ? 1 : 2;
    return open || closed || invalid(r, "status: open or closed.");
}

static bool read_query(struct request *r, struct open311_query *q)
{
    struct str page = request_query(r, "page"), size = request_query(r, "page_size");
    int64_t at = 1, rows = PAGE_PRESET;
    *q = (struct open311_query){ .open = 0 };
    if (!read_codes(r, &q->categories) || !read_status(r, q)) return false;
    if (page.len && !str_to_i64(page, 1, PAGES_MAX, &at, NULL)) return invalid(r, "page: 1 to 20.");
    if (size.len && !str_to_i64(size, 1, OPEN311_LIST_MAX, &rows, NULL))
        return invalid(r, "page_size: 1 to 200.");
    q->limit = (size_t)rows;
    q->skip = (size_t)((at - 1) * rows);
    return read_span(r, q);
}

/* Of one number; *found is false where nobody may know of it. */
static bool request_find(struct request *r, struct db *db, struct str number, struct ticket *out,
                         bool *found, struct err *e)
{
    struct err why = { 0 };
    int64_t id;
    *found = ticket_number_parse(r->server->options.intake.ticket_prefix, number, &id, NULL);
    if (!*found || open311_get(db, id, &r->arena, out, &why)) return true;
    *found = false;
    if (why.code == ERR_NOT_FOUND) return true;
    *e = why;
    return false;
}

/* Named numbers override every other wish; those that are not public are left out. */
static bool answer_named(struct request *r, struct db *db, struct str numbers, struct err *e)
{
    struct georeport g;
    struct str number;
    size_t count = 0;
    georeport_begin(&g, r, "service_requests");
    while (str_cut(&numbers, ',', &number)) {
        struct ticket t;
        bool found;
        if (++count > IDS_MAX) return !invalid(r, "service_request_id: at most 50.");
        if (!request_find(r, db, str_trim(number), &t, &found, e)) return false;
        if (found) write_request(&g, &t);
    }
    finish(&g);
    return true;
}

bool h_open311_list(struct request *r, struct db *db, struct err *e)
{
    struct open311_query q;
    struct georeport g;
    size_t count;
    struct str numbers = request_query(r, "service_request_id");
    if (!read_query(r, &q)) return true;
    if (numbers.len) return answer_named(r, db, numbers, e);
    struct ticket *tickets = arena_zero(&r->arena, q.limit, sizeof *tickets);
    if (!tickets) return err_set(e, ERR_MEMORY, "open311: no memory");
    if (!open311_list(db, &q, &r->arena, tickets, &count, e)) return false;
    georeport_begin(&g, r, "service_requests");
    for (size_t i = 0; i < count; i++)
        write_request(&g, &tickets[i]);
    finish(&g);
    return true;
}

bool h_open311_get(struct request *r, struct db *db, struct err *e)
{
    struct ticket t;
    struct georeport g;
    bool found;
    if (!request_find(r, db, georeport_without_form(r->params[0]), &t, &found, e)) return false;
    if (!found) {
        georeport_refuse(r, 404, "There is no public request with this id.");
        return true;
    }
    georeport_begin(&g, r, "service_requests");
    write_request(&g, &t);
    finish(&g);
    return true;
}
