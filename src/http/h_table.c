/* h_table.c - tables that are in force, for reading: templates, holidays, clocks. They are changed
 * in the desk's files, and templates at Meta. */
#include "page.h"
#include "request.h"
#include "store/template_store.h"

static void write_template(struct json_writer *w, const struct desk *desk,
                           const struct template_row *row)
{
    struct str body = STR_EMPTY;
    for (size_t i = 0; i < desk->template_count; i++)
        if (str_equal(desk->templates[i].name, row->name) &&
            str_equal(desk->templates[i].language, row->language))
            body = desk->templates[i].body;
    json_begin_object(w);
    json_member_text(w, "name", row->name);
    json_member_text(w, "language", row->language);
    json_member_text_or_null(w, "message", row->message);
    json_member_text_or_null(w, "body", body);
    json_member_text(w, "state", str_of(template_state_name(row->state)));
    json_member_text_or_null(w, "reason", row->reason);
    json_member_text_or_null(w, "category", row->category);
    json_member_text_or_null(w, "quality", row->quality);
    json_member_time_or_null(w, "updated_at", row->updated_at);
    json_end_object(w);
}

bool h_template_list(struct request *r, struct db *db, struct err *e)
{
    struct json_writer w;
    size_t count;
    struct template_row *rows = arena_zero(&r->arena, TEMPLATE_LIST_MAX, sizeof *rows);
    if (!rows) return err_set(e, ERR_MEMORY, "templates: no memory");
    if (!template_list(db, &r->arena, rows, TEMPLATE_LIST_MAX, &count, e)) return false;
    page_begin(r, &w);
    for (size_t i = 0; i < count; i++)
        write_template(&w, r->server->options.intake.desk, &rows[i]);
    page_end_at(r, &w, NULL);
    return true;
}

bool h_holiday_list(struct request *r, struct db *db, struct err *e)
{
    const struct desk *desk = r->server->options.intake.desk;
    struct json_writer w;
    (void)db;
    (void)e;
    page_begin(r, &w);
    for (size_t i = 0; i < desk->holiday_count; i++) {
        json_begin_object(&w);
        json_member_day(&w, "date", desk->holidays[i].day);
        json_member_text(&w, "name", desk->holidays[i].name);
        json_end_object(&w);
    }
    page_end_at(r, &w, NULL);
    return true;
}

bool h_clock_list(struct request *r, struct db *db, struct err *e)
{
    const struct desk *desk = r->server->options.intake.desk;
    struct json_writer w;
    (void)db;
    (void)e;
    page_begin(r, &w);
    for (size_t i = 0; i < desk->clock_count; i++) {
        const struct clock_rule *rule = &desk->clocks[i];
        json_begin_object(&w);
        json_member_text(&w, "kind", str_of(ticket_kind_name(rule->kind)));
        json_member_text(&w, "stage", str_of(ticket_status_name(rule->stage)));
        json_member_bool(&w, "inspection", rule->inspection);
        json_member_i64_or_null(&w, "legal_days", rule->legal_days);
        json_member_i64_or_null(&w, "promise_days", rule->promise_days);
        json_end_object(&w);
    }
    page_end_at(r, &w, NULL);
    return true;
}
