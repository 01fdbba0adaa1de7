/* h_alarm.c - troubles of the service, for the desk. */
#include "page.h"
#include "store/alarm_store.h"

#define LIST_PRESET 50

static void alarm_json(struct json_writer *w, const struct alarm *a)
{
    json_begin_object(w);
    json_member_i64(w, "id", a->id);
    json_member_text(w, "cause", str_of(a->cause));
    json_member_text(w, "severity", str_of(alarm_severity_name(a->severity)));
    json_member_text(w, "text", str_of(a->text));
    json_member_time(w, "since", a->since);
    json_member_time(w, "last_at", a->last_at);
    json_member_time_or_null(w, "cleared_at", a->cleared_at);
    json_end_object(w);
}

static bool state_read(struct request *r, bool *only_open)
{
    struct str state = request_query(r, "state");
    *only_open = str_equal(state, STR("open"));
    if (state.len == 0 || *only_open) return true;
    return answer_invalid(r, "state: open, or leave it out.");
}

bool h_alarm_list(struct request *r, struct db *db, struct err *e)
{
    struct page page;
    struct json_writer w;
    size_t count;
    bool more, only_open;
    if (!state_read(r, &only_open) || !page_read(r, 'a', LIST_PRESET, ALARM_LIST_MAX, &page))
        return true;
    struct alarm *rows = arena_zero(&r->arena, page.limit, sizeof *rows);
    if (!rows) return err_set(e, ERR_MEMORY, "alarms: no memory");
    if (!alarm_list(db, only_open, page.after_id, page.limit, rows, &count, &more, e)) return false;
    page_begin(r, &w);
    for (size_t i = 0; i < count; i++)
        alarm_json(&w, &rows[i]);
    page_end(r, &w, 'a', more, count ? rows[count - 1].id : 0);
    return true;
}
