/* event_json.c - events as the API shows them. */
#include "event_json.h"
#include "ticket_json.h"

void event_json_write(struct json_writer *w, const struct event *event, const char *prefix)
{
    char number[TICKET_NUMBER_SIZE];
    json_begin_object(w);
    json_member_i64(w, "id", event->id);
    if (prefix && event->ticket_id) {
        ticket_number_format(prefix, event->ticket_id, number);
        json_member_text(w, "ticket", str_of(number));
    } else if (prefix) {
        json_member_null(w, "ticket");
    }
    json_member_time(w, "at", event->at);
    json_member_text(w, "type", event->type);
    json_member_text(w, "actor", event->actor);
    json_key_name(w, "data");
    json_write_raw(w, event->data_json);
    if (event->reason.len) member_masked(w, "reason", event->reason);
    if (event->text.len) member_masked(w, "text", event->text);
    json_end_object(w);
}
