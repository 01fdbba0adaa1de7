/* h_outbox.c - replies on their way, for staff: nothing that failed is out of sight, and what is
 * done about it. */
#include "chat_json.h"
#include "domain/contact.h"
#include "domain/graph_rule.h"
#include "page.h"
#include "store/outbox_store.h"
#include "ticket_json.h"
#include "ticket_path.h"
#include "work.h"

#define LIST_PRESET 50

static void member_masked_or_null(struct json_writer *w, const char *key, struct str text)
{
    if (text.len)
        member_masked(w, key, text);
    else
        json_member_null(w, key);
}

/* `none` for what outbound_encode never writes. */
static struct outbound decoded(struct request *r, struct str json, struct outbound none)
{
    struct outbound m;
    struct err ignored = { 0 };
    return json.len && outbound_decode(json, &r->arena, &m, &ignored) ? m : none;
}

static void write_options(struct json_writer *w, const struct outbound *m)
{
    json_key_name(w, "options");
    json_begin_array(w);
    for (size_t i = 0; i < m->choice_count; i++) {
        json_begin_object(w);
        member_masked(w, "title", m->choices[i].title);
        member_masked_or_null(w, "description", m->choices[i].description);
        json_end_object(w);
    }
    json_end_array(w);
}

/* As it goes, or went, to its citizen: of a template its words, filled in, and nothing to tap. */
static bool row_as_seen(struct json_writer *w, struct db *db, const struct outbox_row *row,
                        const struct outbound *m, struct err *e)
{
    bool template = m->type == OUTBOUND_TEMPLATE;
    member_masked_or_null(w, "sent_text", m->body);
    member_masked_or_null(w, "footer", m->footer);
    write_options(w, m);
    member_masked_or_null(w, "list_button", m->list_button);
    json_member_text_or_null(w, "emoji", m->emoji);
    json_member_text_or_null(w, "template", template ? m->template_name : STR_EMPTY);
    json_member_i64_or_null(w, "merged_into", row->merged_into);
    return member_refers_to(w, db, m->reply_to, row->ticket_id, e);
}

/* When Meta took it, and which number it got among the messages then: its place in the chat. */
static bool row_sent_at(struct json_writer *w, struct db *db, const struct outbox_row *row,
                        struct err *e)
{
    struct message_ref ref = { 0 };
    if (row->wamid.len && !message_find(db, row->wamid, &ref, e)) return false;
    json_member_i64_or_null(w, "message_id", ref.id);
    json_member_time_or_null(w, "sent_at", ref.sent_at);
    return true;
}

/* What a human may do about it; only of what has not arrived. */
static void row_advice(struct json_writer *w, const struct outbox_row *row)
{
    const char *advice = NULL;
    if (row->state == OUTBOX_FAILED) advice = graph_advice(row->error_code);
    json_member_text_or_null(w, "advice", str_of(advice ? advice : ""));
}

static void row_course(struct json_writer *w, const struct outbox_row *row)
{
    json_member_i64(w, "attempts", row->attempt);
    json_member_time(w, "created_at", row->created_at);
    json_member_time(w, "updated_at", row->updated_at);
    json_member_time_or_null(w, "due_at", outbox_state_blocks(row->state) ? row->due_at : 0);
    json_member_i64_or_null(w, "error_code", row->error_code);
    member_masked_or_null(w, "error", row->error_text);
    row_advice(w, row);
    json_member_time_or_null(w, "handled_at", row->handled_at);
    json_member_text_or_null(w, "handled_by", row->handled_by);
    member_masked_or_null(w, "handled_reason", row->handled_reason);
}

static bool row_json(struct request *r, struct db *db, struct json_writer *w,
                     const struct outbox_row *row, struct err *e)
{
    char number[TICKET_NUMBER_SIZE] = "", ref[CONTACT_REF_SIZE];
    const struct outbound nothing = { .body = STR_EMPTY },
                          own = decoded(r, row->content_json, nothing),
                          seen = decoded(r, row->template_json, own);
    contact_ref_format(row->contact_id, ref);
    if (row->ticket_id)
        ticket_number_format(r->server->options.intake.ticket_prefix, row->ticket_id, number);
    json_begin_object(w);
    json_member_i64(w, "id", row->id);
    json_member_text(w, "state", str_of(outbox_state_name(row->state)));
    json_member_text(w, "type", row->type);
    json_member_text(w, "reporter_ref", str_of(ref));
    json_member_text_or_null(w, "ticket", str_of(number));
    member_masked_or_null(w, "text", own.body);
    json_member_i64_or_null(w, "attachment", own.attachment);
    if (!row_as_seen(w, db, row, &seen, e) || !row_sent_at(w, db, row, e)) return false;
    row_course(w, row);
    json_end_object(w);
    return true;
}

static bool answer_rows(struct request *r, struct db *db, enum outbox_filter filter,
                        int64_t ticket_id, struct err *e)
{
    struct page page;
    struct json_writer w;
    size_t count;
    bool more;
    if (!page_read(r, 'b', LIST_PRESET, OUTBOX_LIST_MAX, &page)) return true;
    struct outbox_row *rows = arena_zero(&r->arena, page.limit, sizeof *rows);
    if (!rows) return err_set(e, ERR_MEMORY, "outbox: no memory");
    /* A report in confidence does not exist for the rest of the desk, and whom of a unit a notice
     * goes to is the admin's matter. */
    bool all_of_it = r->staff.role == ROLE_ADMIN;
    if (!outbox_list(db, filter, all_of_it, ticket_id, page.after_id, page.limit, &r->arena, rows,
                     &count, &more, e))
        return false;
    page_begin(r, &w);
    size_t n = 0;
    for (; n < count && page_has_room(&w); n++)
        if (!row_json(r, db, &w, &rows[n], e)) return false;
    page_end(r, &w, 'b', more || n < count, n ? rows[n - 1].id : 0);
    return true;
}

bool h_outbox_list(struct request *r, struct db *db, struct err *e)
{
    struct str state = request_query(r, "state");
    enum outbox_filter filter = OUTBOX_ALL;
    if (str_equal(state, STR("waiting"))) {
        filter = OUTBOX_ONLY_WAITING;
    } else if (str_equal(state, STR("failed"))) {
        filter = OUTBOX_ONLY_FAILED;
    } else if (state.len) {
        (void)answer_invalid(r, "state: waiting or failed.");
        return true;
    }
    return answer_rows(r, db, filter, 0, e);
}

bool h_ticket_outbox(struct request *r, struct db *db, struct err *e)
{
    struct ticket t;
    return ticket_of_path(r, db, &t, e) && answer_rows(r, db, OUTBOX_ALL, t.id, e);
}

/* --- what failed --- */

/* The row of the path, its ticket into *t, and *c for a use case. ERR_NOT_FOUND alike for none and
 * for one whose ticket the caller may not know of; what is about no ticket is the desk's. */
static bool row_of_path(struct request *r, struct db *db, struct outbox_row *row, struct ticket *t,
                        struct casework *c, struct err *e)
{
    char number[TICKET_NUMBER_SIZE];
    int64_t id;
    if (!str_to_i64(r->params[0], 1, INT64_MAX, &id, NULL))
        return err_set(e, ERR_NOT_FOUND, "no such reply");
    if (!outbox_get(db, id, &r->arena, row, e)) return false;
    if (row->ticket_id == 0 &&
        (r->staff.role == ROLE_OFFICER || (outbox_is_notice(row) && r->staff.role != ROLE_ADMIN)))
        return err_set(e, ERR_NOT_FOUND, "no such reply");
    *c = work_of(r, db, row->ticket_id ? t : NULL);
    if (row->ticket_id == 0) return true;
    ticket_number_format(r->server->options.intake.ticket_prefix, row->ticket_id, number);
    return ticket_of_number(r, db, str_of(number), t, e);
}

static bool answer_row(struct request *r, struct db *db, const struct casework *c, int64_t id,
                       unsigned status, struct err *e)
{
    struct outbox_row row;
    struct json_writer w;
    if (!work_allowed(r, c)) return true;
    if (!outbox_get(db, id, &r->arena, &row, e)) return false;
    answer_json_begin(r, &w);
    if (!row_json(r, db, &w, &row, e)) return false;
    answer_json_end(r, status, &w);
    return true;
}

bool h_outbox_resend(struct request *r, struct db *db, struct err *e)
{
    struct outbox_row row;
    struct ticket t;
    struct casework c;
    int64_t again;
    if (!row_of_path(r, db, &row, &t, &c, e)) return false;
    if (!request_object(r, "") || !request_version(r, &c.seen_version)) return true;
    return casework_resend(&c, &row, &again, e) && answer_row(r, db, &c, again, 201, e);
}

bool h_outbox_handled(struct request *r, struct db *db, struct err *e)
{
    struct outbox_row row;
    struct ticket t;
    struct casework c;
    struct str reason;
    if (!row_of_path(r, db, &row, &t, &c, e)) return false;
    const struct json *body = request_object(r, "reason");
    if (!body || !request_version(r, &c.seen_version) || !body_text(r, body, "reason", &reason))
        return true;
    return casework_handled(&c, &row, reason, e) && answer_row(r, db, &c, row.id, 200, e);
}
