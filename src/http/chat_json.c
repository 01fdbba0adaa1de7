/* chat_json.c - wamids stay inside: the API speaks of a message by its id, of a reply by its row.
 */
#include "chat_json.h"

bool member_refers_to(struct json_writer *w, struct db *db, struct str wamid, int64_t ticket_id,
                      struct err *e)
{
    struct message_ref ref = { 0 };
    if (wamid.len == 0) {
        json_member_null(w, "refers_to");
        return true;
    }
    if (!message_find(db, wamid, &ref, e)) return false;
    bool here = ticket_id != 0 && ref.ticket_id == ticket_id;
    json_key_name(w, "refers_to");
    json_begin_object(w);
    json_member_i64_or_null(w, "message", here && !ref.outbox_id ? ref.id : 0);
    json_member_i64_or_null(w, "reply", here ? ref.outbox_id : 0);
    json_end_object(w);
    return true;
}
