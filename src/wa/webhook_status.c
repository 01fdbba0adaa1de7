/* webhook_status.c - one element of value.statuses (reference part 4). */
#include "webhook_private.h"

static const struct {
    struct str name;
    enum delivery_status status;
} statuses[] = {
    { { "sent", 4 }, DELIVERY_SENT },     { { "delivered", 9 }, DELIVERY_DELIVERED },
    { { "read", 4 }, DELIVERY_READ },     { { "played", 6 }, DELIVERY_PLAYED },
    { { "failed", 6 }, DELIVERY_FAILED },
};

static enum delivery_status status_parse(struct str name)
{
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
        if (str_equal(statuses[i].name, name)) return statuses[i].status;
    return DELIVERY_OTHER;
}

static struct str either(struct walk *w, const struct json *object, const char *key,
                         const char *other_key)
{
    struct str text = walk_member(w, object, key);
    return text.len ? text : walk_member(w, object, other_key);
}

static void read_recipient(struct walk *w, const struct json *s, const struct json *contacts,
                           struct inbound_status *out)
{
    /* For a group, recipient_id is the group (reference 3.3). */
    bool group = str_equal(json_get_text(s, "recipient_type"), STR("group"));
    struct identity who = walk_identity(w, group ? NULL : json_get(s, "recipient_id"),
                                        json_get(s, "recipient_user_id"));
    if (!group) (void)walk_contact(w, contacts, &who);
    out->recipient_wa_id = who.wa_id;
    out->recipient_bsuid = who.bsuid;
    /* The second name was used until 5 May 2026; retries and old schema versions still have it. */
    out->recipient_parent_bsuid =
        either(w, s, "recipient_parent_user_id", "parent_recipient_user_id");
}

static void read_failure(struct walk *w, const struct json *s, struct inbound_status *out)
{
    const struct json *error = walk_first_error(s);
    struct str details = walk_text(w, json_path(error, "error_data", "details", NULL));
    out->error_code = walk_error_code(error);
    out->error_title = either(w, error, "title", "message");
    out->error_detail = details.len ? details : either(w, error, "details", "message");
}

void walk_status(struct walk *w, const struct json *s, const struct json *contacts)
{
    struct inbound_status out = {
        .wamid = walk_member(w, s, "id"),
        .status_name =
            walk_text(w, json_is_string(json_get(s, "status")) ? json_get(s, "status") : NULL),
        .at = walk_time(w, json_get(s, "timestamp")),
        .callback = walk_member(w, s, "biz_opaque_callback_data"),
        .pricing_type = walk_text(w, json_path(s, "pricing", "type", NULL)),
        .pricing_category = walk_text(w, json_path(s, "pricing", "category", NULL)),
    };
    out.status = status_parse(out.status_name);
    read_recipient(w, s, contacts, &out);
    read_failure(w, s, &out);
    if (w->failed) return;
    if (out.wamid.len == 0 || out.status_name.len == 0)
        walk_reject(w, "bad_status", "no id or no status name");
    else
        walk_add_status(w, &out);
}
