/* h_message.c - the chat of a ticket, as far as humans wrote it in WhatsApp. */
#include "chat_json.h"
#include "domain/window.h"
#include "page.h"
#include "store/contact_store.h"
#include "store/message_store.h"
#include "ticket_json.h"
#include "ticket_path.h"

#define MESSAGES_PRESET 100

/* Of what a message holds besides words only a pin is shown: cards and file names are other
 * people's names and numbers. */
static void write_pin(struct json_writer *w, struct str details)
{
    struct json *tree = NULL;
    double lat, lon;
    const struct json *pin =
        details.len && json_parse(details, &tree, NULL) ? json_get(tree, "location") : NULL;
    if (json_double(json_get(pin, "lat"), &lat) && json_double(json_get(pin, "lon"), &lon)) {
        json_key_name(w, "location");
        json_begin_object(w);
        json_key_name(w, "lat");
        json_write_double(w, lat);
        json_key_name(w, "lon");
        json_write_double(w, lon);
        json_end_object(w);
    } else {
        json_member_null(w, "location");
    }
    json_free(tree);
}

static bool message_json(struct json_writer *w, struct db *db, int64_t ticket_id,
                         const struct ticket_message *m, struct err *e)
{
    json_begin_object(w);
    json_member_i64(w, "id", m->id);
    json_member_text(w, "by", m->by_desk ? STR("desk") : STR("citizen"));
    json_member_text(w, "type", str_of(message_type_name(m->type)));
    json_member_time(w, "sent_at", m->sent_at);
    json_member_time(w, "received_at", m->received_at);
    member_masked(w, "text", m->text);
    write_pin(w, m->details_json);
    if (!member_refers_to(w, db, m->reply_to, ticket_id, e)) return false;
    json_end_object(w);
    return true;
}

/* Until when the reporter may be written to in free words; 0: not now. */
static int64_t reply_until(const struct contact *c, int64_t now)
{
    bool reachable = c->wa_id.len || c->bsuid.len;
    return reachable && window_is_open(c->last_inbound_at, now) ? c->last_inbound_at + WINDOW_MS
                                                                : 0;
}

bool h_ticket_messages(struct request *r, struct db *db, struct err *e)
{
    struct ticket t;
    struct page page;
    struct json_writer w;
    struct contact reporter;
    size_t count;
    bool more;
    if (!ticket_of_path(r, db, &t, e)) return false;
    if (!page_read_sorted(r, "received_at", 'm', MESSAGES_PRESET, MESSAGE_LIST_MAX, &page))
        return true;
    struct ticket_message *messages = arena_zero(&r->arena, page.limit, sizeof *messages);
    if (!messages) return err_set(e, ERR_MEMORY, "messages: no memory");
    if (!(page.newest_first ? message_of_ticket_newest : message_of_ticket)(
            db, t.id, page.after_id, page.limit, &r->arena, messages, &count, &more, e))
        return false;
    if (!contact_get(db, t.contact_id, &r->arena, &reporter, e)) return false;
    answer_json_begin(r, &w);
    json_begin_object(&w);
    json_member_time_or_null(&w, "reply_until", reply_until(&reporter, r->arrived_at));
    json_key_name(&w, "items");
    json_begin_array(&w);
    size_t n = 0;
    for (; n < count && page_has_room(&w); n++)
        if (!message_json(&w, db, t.id, &messages[n], e)) return false;
    page_end(r, &w, page.letter, more || n < count, n ? messages[n - 1].id : 0);
    return true;
}
