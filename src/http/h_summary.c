/* h_summary.c - what everybody may read about a ticket: written by whoever works on it, published
 * by the desk. */
#include "store/summary_store.h"
#include "ticket_path.h"
#include "work.h"

bool h_summary_get(struct request *r, struct db *db, struct err *e)
{
    struct ticket t;
    struct summary s;
    struct json_writer w;
    if (!ticket_of_path(r, db, &t, e) || !summary_get(db, t.id, &r->arena, &s, e)) return false;
    answer_json_begin(r, &w);
    json_begin_object(&w);
    json_member_text_or_null(&w, "text", s.text);
    json_member_bool(&w, "approved", s.approved_at != 0);
    json_member_text_or_null(&w, "written_by", s.written_by);
    json_member_time_or_null(&w, "written_at", s.written_at);
    json_member_text_or_null(&w, "approved_by", s.approved_by);
    json_member_time_or_null(&w, "approved_at", s.approved_at);
    json_end_object(&w);
    answer_json_end(r, 200, &w);
    return true;
}

bool h_summary_post(struct request *r, struct db *db, struct err *e)
{
    struct ticket t;
    struct casework c;
    struct str text;
    const struct json *body;
    if (!work_begin(r, db, "text", &t, &c, &body, e)) return false;
    if (!body || !body_text(r, body, "text", &text)) return true;
    return casework_summary(&c, text, e) && work_end(r, db, &c, 201, e);
}

bool h_summary_approve(struct request *r, struct db *db, struct err *e)
{
    struct ticket t;
    struct casework c;
    const struct json *body;
    if (!work_begin(r, db, "approved", &t, &c, &body, e)) return false;
    if (!body) return true;
    const struct json *approved = json_get(body, "approved");
    if (!json_is_bool(approved)) {
        (void)answer_invalid(r, "approved: true or false.");
        return true;
    }
    return casework_summary_approve(&c, json_bool(approved, false), e) &&
           work_end(r, db, &c, 200, e);
}
