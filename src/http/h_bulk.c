/* h_bulk.c - the same for many tickets: each is moved or assigned as if it came alone, and one that
 * refuses hurts no other. */
#include "page.h"
#include "ticket_path.h"
#include "work.h"

#define BULK_MAX 100

struct bulk_item {
    struct str number;
    int64_t version; /* as the caller saw it; 0: any */
    int64_t now_version;
    unsigned status;
    const char *code, *detail; /* NULL: done */
};

struct bulk {
    struct bulk_item at[BULK_MAX];
    size_t count, done;
};

/* --- reading --- */

static bool item_read(struct request *r, const struct json *from, struct bulk_item *out)
{
    const struct json *version = json_get(from, "version");
    if (!json_is_object(from) || !body_text(r, from, "number", &out->number) ||
        out->number.len == 0)
        return answer_invalid(r, "tickets: each is {\"number\":\"LK26-00042-7\",\"version\":3}.");
    return !version || json_is_null(version) ||
           (json_i64(version, &out->version) && out->version > 0) ||
           answer_invalid(r, "version: the version of the ticket as you have read it.");
}

static bool is_named_twice(const struct bulk *b)
{
    for (size_t i = 0; i + 1 < b->count; i++)
        if (str_equal(b->at[i].number, b->at[b->count - 1].number)) return true;
    return false;
}

static bool items_read(struct request *r, const struct json *body, struct bulk *b)
{
    const struct json *tickets = json_get(body, "tickets");
    if (!json_is_array(tickets) || json_count(tickets) == 0 || json_count(tickets) > BULK_MAX)
        return answer_invalid(r, "tickets: 1 to 100 of them.");
    for (const struct json *t = json_first(tickets); t; t = json_next(t)) {
        if (!item_read(r, t, &b->at[b->count++])) return false;
        if (is_named_twice(b)) return answer_invalid(r, "tickets: a number stands there twice.");
    }
    return true;
}

/* The weight of the job is known before it is given to the writer. */
static bool prepare(struct request *r, const char *known, struct err *e)
{
    struct bulk *b = arena_zero(&r->arena, 1, sizeof *b);
    if (!b) return err_set(e, ERR_MEMORY, "bulk: no memory");
    struct str match = str_trim(request_header(r, "If-Match"));
    if (match.len && !str_equal(match, STR("*"))) {
        (void)answer_invalid(r, "If-Match: of one ticket; here each of tickets has its version.");
        return true;
    }
    const struct json *body = request_object(r, known);
    if (!body || !items_read(r, body, b)) return true;
    r->prepared = b;
    r->weight = b->count;
    return true;
}

/* --- doing --- */

struct order {
    struct casework_move move;
    struct str department, note;
    bool assigns;
};

static void refuse(struct bulk_item *item, unsigned status, const char *code, const char *detail)
{
    item->status = status;
    item->code = code;
    item->detail = detail;
}

static bool item_run(struct request *r, struct db *db, const struct order *o,
                     struct bulk_item *item, struct err *e)
{
    struct ticket t;
    struct casework c = work_of(r, db, &t);
    c.seen_version = item->version;
    if (!ticket_of_number(r, db, item->number, &t, e)) return false;
    const struct casework_assignment to = { .department = o->department, .note = o->note };
    if (!(o->assigns ? casework_assign(&c, &to, e) : casework_move(&c, &o->move, e))) return false;
    item->now_version = t.version;
    item->status = work_status(c.refusal.kind);
    if (c.refusal.kind == REFUSAL_NONE)
        r->taken.replies += c.replies;
    else
        refuse(item, item->status, c.refusal.code, c.refusal.detail);
    return true;
}

/* Only what is wrong with the database itself ends the whole. */
static bool item_do(struct request *r, struct db *db, const struct order *o, struct bulk_item *item,
                    struct err *e)
{
    struct err why = { 0 };
    if (!db_savepoint(db, e)) return false;
    bool ok = item_run(r, db, o, item, &why);
    if (ok && item->status == 200) return db_release(db, e);
    if (!db_rollback_to(db, e)) return false;
    if (ok) return true;
    if (why.code == ERR_NOT_FOUND)
        refuse(item, 404, "not_found", "There is no such ticket here.");
    else if (why.code == ERR_DENIED)
        refuse(item, 403, "forbidden", "Only a copy of it is here.");
    else if (why.code == ERR_CONFLICT)
        refuse(item, 409, "conflict", "Somebody else was quicker: read the ticket again.");
    else
        *e = why;
    return item->code != NULL;
}

static void item_json(struct json_writer *w, const struct bulk_item *item)
{
    json_begin_object(w);
    json_member_text(w, "number", item->number);
    json_member_i64(w, "status", item->status);
    if (item->code) {
        json_member_text(w, "code", str_of(item->code));
        json_member_text(w, "detail", str_of(item->detail));
    } else {
        json_member_null(w, "code");
        json_member_null(w, "detail");
    }
    json_member_i64_or_null(w, "version", item->now_version);
    json_end_object(w);
}

static void answer_bulk(struct request *r, const struct bulk *b)
{
    struct json_writer w;
    answer_json_begin(r, &w);
    json_begin_object(&w);
    json_member_i64(&w, "done", (int64_t)b->done);
    json_key_name(&w, "items");
    json_begin_array(&w);
    for (size_t i = 0; i < b->count; i++)
        item_json(&w, &b->at[i]);
    page_end_at(r, &w, NULL);
}

static bool all_do(struct request *r, struct db *db, const struct order *o, struct err *e)
{
    struct bulk *b = r->prepared;
    for (size_t i = 0; i < b->count; i++) {
        if (!item_do(r, db, o, &b->at[i], e)) return false;
        b->done += b->at[i].status == 200;
    }
    answer_bulk(r, b);
    return true;
}

/* --- the two orders --- */

#define MOVE_MEMBERS   "tickets to outcome reason message department contact into"
#define ASSIGN_MEMBERS "tickets department note"

bool h_bulk_move_prepare(struct request *r, struct db *db, struct err *e)
{
    (void)db;
    return prepare(r, MOVE_MEMBERS, e);
}

bool h_bulk_move_post(struct request *r, struct db *db, struct err *e)
{
    struct order o = { .assigns = false };
    const struct json *body = request_object(r, MOVE_MEMBERS);
    if (!body || !work_read_move(r, body, &o.move)) return true;
    return all_do(r, db, &o, e);
}

bool h_bulk_assign_prepare(struct request *r, struct db *db, struct err *e)
{
    (void)db;
    return prepare(r, ASSIGN_MEMBERS, e);
}

bool h_bulk_assign_post(struct request *r, struct db *db, struct err *e)
{
    struct order o = { .assigns = true };
    const struct json *body = request_object(r, ASSIGN_MEMBERS);
    if (!body || !body_text(r, body, "department", &o.department) ||
        !body_text(r, body, "note", &o.note))
        return true;
    return all_do(r, db, &o, e);
}
