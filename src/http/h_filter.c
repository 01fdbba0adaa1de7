/* h_filter.c - filters that a person has named; nobody else sees them. */
#include "base/unicode.h"
#include "page.h"
#include "store/filter_store.h"
#include "ticket_page.h"
#include "work.h"
#include <string.h>

#define NAME_POINTS 60
#define QUERY_BYTES 500

static bool is_a_filter(struct str name)
{
    struct str
        known = STR(
            "status kind source category department referred_to district village q from to overdue "
            "queue sort"),
        word;
    while ((word = str_word(&known)).len)
        if (str_equal(word, name)) return true;
    return false;
}

/* As it stands behind the question mark; its values are looked at when it is used. */
static bool query_fits(struct str query)
{
    struct str pair, name;
    if (query.len == 0 || query.len > QUERY_BYTES) return false;
    for (size_t i = 0; i < query.len; i++)
        if (query.at[i] <= ' ' || query.at[i] > '~' || query.at[i] == '#') return false;
    while (str_cut(&query, '&', &pair))
        if (!str_contains(pair, STR("=")) || !str_cut(&pair, '=', &name) || !is_a_filter(name))
            return false;
    return true;
}

/* What one may not ask for one cannot keep. False: 403 was answered. */
static bool queue_allowed(struct request *r, struct str query)
{
    struct str name;
    while (str_cut(&query, '&', &name)) {
        struct str value = name;
        if (str_cut(&value, '=', &name) && str_equal(name, STR("queue")) &&
            !ticket_queue_allowed(r, value))
            return false;
    }
    return true;
}

static void filter_json(struct json_writer *w, const struct saved_filter *f)
{
    json_begin_object(w);
    json_member_i64(w, "id", f->id);
    json_member_text(w, "name", f->name);
    json_member_text(w, "query", f->query);
    json_end_object(w);
}

bool h_filter_list(struct request *r, struct db *db, struct err *e)
{
    struct saved_filter rows[FILTERS_MAX];
    struct json_writer w;
    size_t count;
    if (!filter_list(db, r->staff.id, &r->arena, rows, &count, e)) return false;
    page_begin(r, &w);
    for (size_t i = 0; i < count; i++)
        filter_json(&w, &rows[i]);
    page_end_at(r, &w, NULL);
    return true;
}

bool h_filter_post(struct request *r, struct db *db, struct err *e)
{
    struct saved_filter f;
    struct json_writer w;
    const struct json *body = request_object(r, "name query");
    if (!body || !body_text(r, body, "name", &f.name) || !body_text(r, body, "query", &f.query))
        return true;
    if (f.name.len == 0 || utf8_count(f.name) > NAME_POINTS) {
        (void)answer_invalid(r, "name: 1 to 60 characters.");
        return true;
    }
    if (!query_fits(f.query)) {
        (void)answer_invalid(r, "query: filters of /api/v1/tickets, percent-encoded, such as "
                                "status=assigned&district=35.13.24; at most 500 bytes.");
        return true;
    }
    if (!queue_allowed(r, f.query)) return true;
    if (!filter_put(db, r->staff.id, &f, r->arrived_at, e)) return false;
    answer_json_begin(r, &w);
    filter_json(&w, &f);
    answer_json_end(r, 201, &w);
    return true;
}

bool h_filter_delete(struct request *r, struct db *db, struct err *e)
{
    int64_t id;
    if (!str_to_i64(r->params[0], 1, INT64_MAX, &id, NULL))
        return err_set(e, ERR_NOT_FOUND, "no such filter");
    if (!filter_delete(db, r->staff.id, id, e)) return false;
    answer_text(r, 204, "application/json", STR_EMPTY);
    return true;
}
