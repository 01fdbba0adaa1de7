/* webhook.c - the envelope of a webhook request: object, entries, changes, fields. */
#include "wa/webhook.h"
#include "webhook_private.h"

typedef void item_reader(struct walk *w, const struct json *item, const struct json *contacts);

static void read_error(struct walk *w, const struct json *error, const struct json *contacts)
{
    (void)contacts;
    const struct inbound_notice notice = { .field = STR("errors"),
                                           .at = w->now,
                                           .error_code = walk_error_code(error) };
    walk_add_notice(w, notice, error);
}

static const struct {
    const char *key;
    item_reader *read;
    const char *bad, *what; /* of the reject when it is no list */
} lists[] = {
    { "messages", walk_message, "bad_message", "messages is not an array" },
    { "statuses", walk_status, "bad_status", "statuses is not an array" },
    { "errors", read_error, "bad_errors", "errors is not an array" },
};

static void reject_here(struct walk *w, const char *reason, const char *what)
{
    if (walk_next(w)) walk_reject(w, reason, what);
}

static void read_list(struct walk *w, size_t which, const struct json *list,
                      const struct json *contacts)
{
    if (!json_is_array(list)) {
        reject_here(w, lists[which].bad, lists[which].what);
        return;
    }
    w->place.level = PLACE_ITEM;
    w->place.list = lists[which].key;
    w->place.item = 0;
    for (const struct json *item = json_first(list); item && walk_next(w); item = json_next(item)) {
        lists[which].read(w, item, contacts);
        w->place.item++;
    }
    w->place.level = PLACE_CHANGE;
}

/* Reference 1.8: only numbers that the WhatsApp Business app uses too have them. */
static void read_echoes_field(struct walk *w, const struct json *value)
{
    const struct json *list = json_get(value, "message_echoes");
    if (!json_is_array(list)) {
        reject_here(w, "bad_change", "no message_echoes");
        return;
    }
    w->place.level = PLACE_ITEM;
    w->place.list = "message_echoes";
    w->place.item = 0;
    for (const struct json *item = json_first(list); item && walk_next(w); item = json_next(item)) {
        walk_echo(w, item);
        w->place.item++;
    }
    w->place.level = PLACE_CHANGE;
}

static void read_messages_field(struct walk *w, const struct json *value)
{
    const struct json *contacts = json_get(value, "contacts");
    bool any = false;
    if (!json_is_object(value)) {
        reject_here(w, "bad_change", "value is not an object");
        return;
    }
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        const struct json *list = json_get(value, lists[i].key);
        if (!list || json_is_null(list)) continue;
        any = true;
        read_list(w, i, list, contacts);
    }
    if (!any) reject_here(w, "bad_change", "no messages, statuses or errors");
}

/* True when the change names a number that is not ours. Account fields name none. */
static bool for_other_number(struct walk *w, const struct json *value)
{
    const struct json *id = json_path(value, "metadata", "phone_number_id", NULL);
    if (w->our_number.len == 0) return false;
    struct str number = json_is_string(id) ? json_text(id) : json_text_or_number(id, w->arena);
    return number.len > 0 && !str_equal(number, w->our_number);
}

static void read_change(struct walk *w, const struct json *change, int64_t at)
{
    const struct json *value = json_get(change, "value");
    struct str field = json_get_text(change, "field");
    if (field.len == 0 || !value || json_is_null(value)) {
        reject_here(w, "bad_change", "no field or no value");
    } else if (for_other_number(w, value)) {
        reject_here(w, "other_number", "metadata names another phone_number_id");
    } else if (str_equal(field, STR("messages"))) {
        read_messages_field(w, value);
    } else if (str_equal(field, STR("smb_message_echoes"))) {
        read_echoes_field(w, value);
    } else if (walk_next(w)) {
        const struct inbound_notice notice = { .field = walk_member(w, change, "field"),
                                               .at = at,
                                               .timed = at != w->now };
        walk_add_notice(w, notice, value);
    }
}

static void read_entry(struct walk *w, const struct json *entry)
{
    const struct json *changes = json_get(entry, "changes");
    int64_t at = walk_time(w, json_get(entry, "time"));
    if (!json_is_object(entry) || !json_is_array(changes)) {
        reject_here(w, "bad_entry", "no array of changes");
        return;
    }
    w->place.change = 0;
    for (const struct json *c = json_first(changes); c && !w->full && !w->failed;
         c = json_next(c)) {
        w->place.level = PLACE_CHANGE;
        read_change(w, c, at);
        w->place.change++;
    }
}

static void read_body(struct walk *w, const struct json *body)
{
    const struct json *entries = json_get(body, "entry");
    if (!str_equal(json_get_text(body, "object"), STR("whatsapp_business_account"))) {
        reject_here(w, "not_whatsapp", "object is not whatsapp_business_account");
        return;
    }
    if (!json_is_array(entries)) {
        reject_here(w, "bad_entry", "no array of entries");
        return;
    }
    for (const struct json *e = json_first(entries); e && !w->full && !w->failed;
         e = json_next(e)) {
        w->place.level = PLACE_ENTRY;
        read_entry(w, e);
        w->place.entry++;
    }
}

bool wa_webhook_parse(struct str body, struct str our_number, int64_t now, struct arena *arena,
                      struct inbound_batch *out, struct err *e)
{
    struct walk w = { .arena = arena, .our_number = our_number, .now = now, .body_len = body.len };
    struct json *tree = NULL;
    if (json_parse(body, &tree, &w.err))
        read_body(&w, tree);
    else if (w.err.code == ERR_INPUT)
        reject_here(&w, "not_json", "not one JSON value in UTF-8 of reasonable depth");
    else
        w.failed = true;
    json_free(tree);
    if (w.failed) return err_set(e, w.err.code, "%s", w.err.text);
    *out = w.batch;
    return true;
}
