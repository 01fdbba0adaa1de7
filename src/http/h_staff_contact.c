/* h_staff_contact.c - whom notices go to, and what became of them: for admins alone. */
#include "page.h"
#include "service/staff_contact.h"
#include "store/staff_contact_store.h"
#include "store/staff_notice_store.h"
#include "work.h"

#define LIST_PRESET 50

static void text_or_null(struct json_writer *w, const char *key, struct str text)
{
    if (text.len)
        json_member_text(w, key, text);
    else
        json_member_null(w, key);
}

static void contact_json(struct json_writer *w, const struct staff_contact *c)
{
    json_begin_object(w);
    json_member_text(w, "department", c->department);
    json_member_text(w, "rung", str_of(notice_rung_name(c->rung)));
    text_or_null(w, "phone", c->phone);
    text_or_null(w, "mail", c->mail);
    json_member_time(w, "updated_at", c->updated_at);
    json_end_object(w);
}

bool h_staff_contact_list(struct request *r, struct db *db, struct err *e)
{
    struct json_writer w;
    size_t count;
    struct staff_contact *rows = arena_zero(&r->arena, STAFF_CONTACT_LIST_MAX, sizeof *rows);
    if (!rows) return err_set(e, ERR_MEMORY, "staff contacts: no memory");
    if (!staff_contact_list(db, &r->arena, rows, STAFF_CONTACT_LIST_MAX, &count, e)) return false;
    page_begin(r, &w);
    for (size_t i = 0; i < count; i++)
        contact_json(&w, &rows[i]);
    page_end(r, &w, 'k', false, 0);
    return true;
}

/* Who was changed stands in the log, no address. */
static void log_change(const struct request *r, const char *what)
{
    log_event(r->server->options.log, LOG_INFO, "staff_contact.change", LOG_TEXT("what", what),
              LOG_STR("department", r->params[0]), LOG_STR("rung", r->params[1]),
              LOG_STR("by", r->staff.name));
}

bool h_staff_contact_put(struct request *r, struct db *db, struct err *e)
{
    const struct desk *desk = r->server->options.intake.desk;
    struct staff_contact_wish wish = { .department = r->params[0], .rung = r->params[1] };
    struct desk_act by;
    struct staff_contact now;
    struct json_writer w;
    enum notice_rung rung;
    bool found;
    if (!notice_rung_parse(wish.rung, &rung) || !notice_rung_belongs(desk, wish.department, rung))
        return err_set(e, ERR_NOT_FOUND, "there is no such rung");
    const struct json *body = request_object(r, "phone mail");
    if (!body || !body_text(r, body, "phone", &wish.phone) ||
        !body_text(r, body, "mail", &wish.mail))
        return true;
    if (!act_of(r, &by, e) || !staff_contact_set(db, desk, &wish, &by, e) ||
        !staff_contact_get(db, wish.department, rung, &r->arena, &now, &found, e))
        return false;
    answer_json_begin(r, &w);
    contact_json(&w, &now);
    answer_json_end(r, 200, &w);
    log_change(r, "set");
    return true;
}

bool h_staff_contact_delete(struct request *r, struct db *db, struct err *e)
{
    struct desk_act by;
    if (!act_of(r, &by, e) || !staff_contact_remove(db, r->params[0], r->params[1], &by, e))
        return false;
    answer_text(r, 204, "application/json", STR_EMPTY);
    log_change(r, "removed");
    return true;
}

static void notice_json(struct request *r, struct json_writer *w, const struct staff_notice *n)
{
    char number[TICKET_NUMBER_SIZE] = "";
    if (n->ticket_id)
        ticket_number_format(r->server->options.intake.ticket_prefix, n->ticket_id, number);
    json_begin_object(w);
    json_member_i64(w, "id", n->id);
    json_member_text(w, "kind", str_of(notice_kind_name(n->kind)));
    text_or_null(w, "ticket", str_of(number));
    json_member_text(w, "department", n->department);
    json_member_text(w, "rung", str_of(notice_rung_name(n->rung)));
    json_member_text(w, "road", str_of(notice_road_name(n->road)));
    json_member_text(w, "state", str_of(notice_state_name(n->state)));
    json_member_i64(w, "attempts", n->attempts);
    text_or_null(w, "error", n->error);
    json_member_time(w, "created_at", n->created_at);
    json_member_time(w, "updated_at", n->updated_at);
    json_end_object(w);
}

bool h_notice_list(struct request *r, struct db *db, struct err *e)
{
    struct str state = request_query(r, "state");
    bool failed = str_equal(state, STR("failed")), more;
    struct page page;
    struct json_writer w;
    size_t count;
    if (state.len && !failed) {
        answer_problem(r, 422, "invalid_value", "state: failed, or leave it out.");
        return true;
    }
    if (!page_read(r, 's', LIST_PRESET, STAFF_NOTICE_LIST_MAX, &page)) return true;
    struct staff_notice *rows = arena_zero(&r->arena, page.limit, sizeof *rows);
    if (!rows) return err_set(e, ERR_MEMORY, "notices: no memory");
    if (!staff_notice_list(db, failed, page.after_id, page.limit, &r->arena, rows, &count, &more,
                           e))
        return false;
    page_begin(r, &w);
    for (size_t i = 0; i < count; i++)
        notice_json(r, &w, &rows[i]);
    page_end(r, &w, 's', more, count ? rows[count - 1].id : 0);
    return true;
}
