/* h_statistics.c - numbers of the desk, and how long its queues are. */
#include "page.h"
#include "request.h"
#include "store/queue_store.h"
#include "store/statistics_store.h"
#include <stdio.h>
#include <string.h>

static const char *const by_names[STATISTICS_BY_END] = {
    [BY_KIND] = "kind",         [BY_CATEGORY] = "category", [BY_DEPARTMENT] = "department",
    [BY_DISTRICT] = "district", [BY_MONTH] = "month",
};

/* "2026-11", or any date or time in that month. */
static bool month_read(struct str text, int64_t *out)
{
    int64_t ms;
    if (!rfc3339_parse(text, &ms, NULL)) return month_parse(text, out, NULL);
    *out = month_of_ms(ms);
    return true;
}

static bool read_query(struct request *r, struct statistics_query *q, enum statistics_by *by)
{
    struct str from = request_query(r, "from"), to = request_query(r, "to");
    struct str name = request_query(r, "by");
    *by = BY_NOTHING;
    for (size_t i = 0; i < STATISTICS_BY_END; i++)
        if (by_names[i] && str_equal(name, str_of(by_names[i]))) *by = (enum statistics_by)i;
    if (*by == BY_NOTHING && name.len)
        return answer_invalid(r, "by: kind, category, department, district or month.");
    if (*by == BY_NOTHING) *by = BY_MONTH;
    *q = (struct statistics_query){ .to_month = month_of_ms(r->arrived_at),
                                    .department = STR_EMPTY,
                                    .whistleblowing = staff_sees_whistleblowing(&r->staff),
                                    .confidential = true };
    if (to.len && !month_read(to, &q->to_month)) return answer_invalid(r, "to: a month (2026-11).");
    q->from_month = month_add(q->to_month, -11);
    if (from.len && !month_read(from, &q->from_month))
        return answer_invalid(r, "from: a month (2026-01).");
    if (q->from_month > q->to_month) return answer_invalid(r, "from must not be after to.");
    if (month_add(q->from_month, STATISTICS_MONTHS_MAX) <= q->to_month)
        return answer_invalid(r, "from and to: at most 36 months.");
    if (r->staff.role == ROLE_OFFICER) q->department = r->staff.department;
    return true;
}

static struct str name_of(const struct desk *desk, enum statistics_by by, struct str code)
{
    enum ticket_kind kind;
    const struct category *c = by == BY_CATEGORY ? desk_category(desk, code) : NULL;
    const struct department *d = by == BY_DEPARTMENT ? desk_department(desk, code) : NULL;
    const struct place *p = by == BY_DISTRICT && code.len ? desk_place(desk, code) : NULL;
    if (c) return c->name;
    if (d) return d->name;
    if (p) return p->name;
    if (by == BY_KIND && ticket_kind_parse(code, &kind)) return str_of(ticket_kind_label(kind));
    return code;
}

static void write_hours(struct json_writer *w, const char *key, const struct tally *t,
                        enum tally_count histogram)
{
    static const struct {
        const char *key;
        int percent;
    } points[] = { { "median", 50 }, { "p90", 90 } };
    int64_t count = tally_sum(t, histogram);
    json_key_name(w, key);
    json_begin_object(w);
    json_member_i64(w, "count", count);
    for (size_t i = 0; i < 2; i++) {
        int64_t minutes = tally_percentile(t, histogram, points[i].percent);
        int64_t tenths = (minutes + 3) / 6; /* of an hour */
        json_key_name(w, points[i].key);
        if (count)
            json_write_double(w, (double)tenths / 10);
        else
            json_write_null(w);
    }
    json_end_object(w);
}

/* By which way what was received came. */
static void write_sources(struct json_writer *w, const struct tally *t)
{
    int64_t others = 0;
    for (int s = SOURCE_WHATSAPP + 1; s < SOURCE_END; s++)
        others += t->n[TALLY_SOURCE + s];
    json_key_name(w, "sources");
    json_begin_object(w);
    json_member_i64(w, ticket_source_name(SOURCE_WHATSAPP), t->n[TALLY_RECEIVED] - others);
    for (int s = SOURCE_WHATSAPP + 1; s < SOURCE_END; s++)
        json_member_i64(w, ticket_source_name((enum ticket_source)s), t->n[TALLY_SOURCE + s]);
    json_end_object(w);
}

static void write_tally(struct json_writer *w, const struct tally *t)
{
    static const char *const ratings[] = { "1", "2", "3", "4", "5" };
    json_member_i64(w, "received", t->n[TALLY_RECEIVED]);
    json_member_i64(w, "open", t->n[TALLY_OPEN]);
    json_member_i64(w, "first_answered", tally_sum(t, TALLY_ANSWER));
    for (int o = OUTCOME_NONE + 1; o < OUTCOME_END; o++)
        json_member_i64(w, ticket_outcome_name((enum ticket_outcome)o), t->n[TALLY_OPEN + o]);
    write_sources(w, t);
    json_member_i64(w, "reopened", t->n[TALLY_REOPENED]);
    json_member_i64(w, "late", t->n[TALLY_LATE]);
    write_hours(w, "first_answer_hours", t, TALLY_ANSWER);
    write_hours(w, "solution_hours", t, TALLY_SOLUTION);
    json_key_name(w, "ratings");
    json_begin_object(w);
    for (int i = 1; i <= 5; i++)
        json_member_i64(w, ratings[i - 1], t->n[TALLY_RATED + i]);
    json_end_object(w);
}

static void write_month(struct json_writer *w, const char *key, int64_t month)
{
    char text[MONTH_SIZE];
    month_format(month, text);
    json_member_text(w, key, str_of(text));
}

static void answer_statistics(struct request *r, const struct statistics_query *q,
                              const struct statistics_set *set, const struct tally *total)
{
    struct json_writer w;
    answer_json_begin(r, &w);
    json_begin_object(&w);
    json_member_text(&w, "by", str_of(by_names[set->by]));
    write_month(&w, "from", q->from_month);
    write_month(&w, "to", q->to_month);
    json_key_name(&w, "total");
    json_begin_object(&w);
    write_tally(&w, total);
    json_end_object(&w);
    json_key_name(&w, "items");
    json_begin_array(&w);
    for (size_t i = 0; i < set->count; i++) {
        const struct statistics_group *g = &set->groups[i];
        if (g->tally.n[TALLY_RECEIVED] == 0) continue; /* what was there has become another's */
        json_begin_object(&w);
        json_member_text(&w, "code", g->code);
        json_member_text(&w, "name", name_of(r->server->options.intake.desk, set->by, g->code));
        write_tally(&w, &g->tally);
        json_end_object(&w);
    }
    page_end_at(r, &w, NULL);
}

bool h_statistics(struct request *r, struct db *db, struct err *e)
{
    static const struct tally nothing;
    struct statistics_query q;
    struct statistics_set sets[2] = { { .by = BY_NOTHING }, { .by = BY_NOTHING } };
    if (!read_query(r, &q, &sets[0].by)) return true;
    if (!statistics_read(db, &q, sets, 2, &r->arena, e)) return false;
    answer_statistics(r, &q, &sets[0], sets[1].count ? &sets[1].groups[0].tally : &nothing);
    return true;
}

/* --- queues --- */

static void write_queue(struct json_writer *w, enum queue q, int64_t count)
{
    char query[48];
    (void)snprintf(query, sizeof query, "queue=%s", queue_name(q));
    json_begin_object(w);
    json_member_text(w, "queue", str_of(queue_name(q)));
    json_member_i64(w, "count", count);
    json_member_bool(w, "more", count == QUEUE_COUNT_MAX);
    json_member_text(w, "query", str_of(query));
    json_end_object(w);
}

bool h_queue_list(struct request *r, struct db *db, struct err *e)
{
    struct json_writer w;
    const struct desk *desk = r->server->options.intake.desk;
    struct queue_view view = { .role = r->staff.role,
                               .department = r->staff.role == ROLE_OFFICER
                                                 ? r->staff.department
                                                 : desk->desk_department->code,
                               .whistleblowing = staff_sees_whistleblowing(&r->staff),
                               .now = r->arrived_at };
    page_begin(r, &w);
    for (int q = 0; q < QUEUE_END; q++) {
        int64_t count;
        bool exists;
        if (!queue_count(db, &view, (enum queue)q, &count, &exists, e)) return false;
        if (exists) write_queue(&w, (enum queue)q, count);
    }
    page_end_at(r, &w, NULL);
    return true;
}
