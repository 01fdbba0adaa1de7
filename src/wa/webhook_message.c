/* webhook_message.c - one element of value.messages (reference part 2). */
#include "webhook_private.h"

/* `body` is the object named like the type; any reader may be given NULL. */
typedef void content_reader(struct walk *w, const struct json *m, const struct json *body,
                            struct inbound *in);

static content_reader read_text, read_media, read_location, read_contacts, read_interactive,
    read_button, read_reaction, read_order, read_system, read_unsupported, read_edit, read_revoke;

/* Meta's name of each type's object. A type without a row has no content. */
static const struct {
    const char *key;
    content_reader *read;
} contents[MESSAGE_TYPE_COUNT] = {
    [MESSAGE_TEXT] = { "text", read_text },
    [MESSAGE_IMAGE] = { "image", read_media },
    [MESSAGE_VIDEO] = { "video", read_media },
    [MESSAGE_AUDIO] = { "audio", read_media },
    [MESSAGE_DOCUMENT] = { "document", read_media },
    [MESSAGE_STICKER] = { "sticker", read_media },
    [MESSAGE_LOCATION] = { "location", read_location },
    [MESSAGE_CONTACTS] = { "contacts", read_contacts },
    [MESSAGE_INTERACTIVE] = { "interactive", read_interactive },
    [MESSAGE_BUTTON] = { "button", read_button },
    [MESSAGE_REACTION] = { "reaction", read_reaction },
    [MESSAGE_ORDER] = { "order", read_order },
    [MESSAGE_SYSTEM] = { "system", read_system },
    [MESSAGE_UNSUPPORTED] = { "unsupported", read_unsupported },
    [MESSAGE_EDIT] = { "edit", read_edit },
    [MESSAGE_REVOKE] = { "revoke", read_revoke },
};

static struct inbound blank(void)
{
    const struct str none = STR_EMPTY;
    return (struct inbound){
        .type_name = none,
        .wamid = none,
        .wa_id = none,
        .bsuid = none,
        .username = none,
        .profile_name = none,
        .group_id = none,
        .text = none,
        .reply_to = none,
        .choice_id = none,
        .flow_json = none,
        .media = { .id = none, .mime_type = none, .sha256 = none, .filename = none, .url = none },
        .location = { .name = none, .address = none },
        .target = none,
        .shared_phone = none,
        .system_type = none,
        .new_wa_id = none,
        .new_bsuid = none,
        .unsupported_type = none,
    };
}

static void read_text(struct walk *w, const struct json *m, const struct json *body,
                      struct inbound *in)
{
    (void)m;
    in->text = walk_member(w, body, "body");
}

static void read_media(struct walk *w, const struct json *m, const struct json *body,
                       struct inbound *in)
{
    (void)m;
    in->text = walk_member(w, body, "caption");
    in->media = (struct inbound_media){
        .id = walk_member(w, body, "id"),
        .mime_type = walk_member(w, body, "mime_type"),
        .sha256 = walk_member(w, body, "sha256"),
        .filename = walk_member(w, body, "filename"),
        .url = walk_member(w, body, "url"),
        .voice = json_bool(json_get(body, "voice"), false),
    };
}

static bool read_degrees(const struct json *node, double bound, double *out)
{
    double d;
    if (!json_double(node, &d) && !str_to_double(json_text(node), &d, NULL)) return false;
    if (!(d >= -bound && d <= bound)) return false;
    *out = d;
    return true;
}

static void read_location(struct walk *w, const struct json *m, const struct json *body,
                          struct inbound *in)
{
    (void)m;
    double latitude, longitude;
    in->location.name = walk_member(w, body, "name");
    in->location.address = walk_member(w, body, "address");
    if (!read_degrees(json_get(body, "latitude"), 90, &latitude) ||
        !read_degrees(json_get(body, "longitude"), 180, &longitude))
        return;
    in->location.present = true;
    in->location.latitude = latitude;
    in->location.longitude = longitude;
}

static struct str first_phone(struct walk *w, const struct json *contact)
{
    const struct json *phones = json_get(contact, "phones");
    struct str phone = STR_EMPTY;
    if (!json_is_array(phones)) return phone;
    for (const struct json *p = json_first(phones); p && phone.len == 0; p = json_next(p)) {
        phone = walk_member(w, p, "phone");
        if (phone.len == 0) phone = walk_member(w, p, "wa_id");
    }
    return phone;
}

static bool on_request(const struct json *object)
{
    return str_equal(json_get_text(object, "origin"), STR("contact_request"));
}

static void read_contacts(struct walk *w, const struct json *m, const struct json *body,
                          struct inbound *in)
{
    if (!json_is_array(body)) return;
    for (const struct json *c = json_first(body); c; c = json_next(c)) {
        /* A number that we asked for goes before one that was only passed on. */
        bool better = on_request(c) && !in->shared_on_request;
        if (in->shared_phone.len && !better) continue;
        struct str phone = first_phone(w, c);
        if (phone.len == 0) continue;
        in->shared_phone = phone;
        in->shared_on_request = on_request(c);
    }
    /* Early versions had `origin` beside `contacts` (reference 3.4). */
    if (in->shared_phone.len && on_request(m)) in->shared_on_request = true;
}

/* response_json is JSON inside a string; what is no object has been seen and is dropped. */
static struct str read_flow(struct walk *w, const struct json *response)
{
    struct json *tree = NULL;
    struct err e;
    if (json_is_object(response)) return walk_json(w, response);
    if (!json_parse(json_text(response), &tree, &e)) {
        if (e.code != ERR_INPUT) {
            w->failed = true;
            w->err = e;
        }
        return STR_EMPTY;
    }
    bool object = json_is_object(tree);
    json_free(tree);
    return object ? walk_text(w, response) : STR_EMPTY;
}

static void read_interactive(struct walk *w, const struct json *m, const struct json *body,
                             struct inbound *in)
{
    (void)m;
    const struct json *tap = json_get(body, "button_reply");
    if (!json_is_object(tap)) tap = json_get(body, "list_reply");
    in->choice_id = walk_member(w, tap, "id");
    in->text = walk_member(w, tap, "title");
    in->flow_json = read_flow(w, json_path(body, "nfm_reply", "response_json", NULL));
}

static void read_button(struct walk *w, const struct json *m, const struct json *body,
                        struct inbound *in)
{
    (void)m;
    in->choice_id = walk_member(w, body, "payload");
    in->text = walk_member(w, body, "text");
}

static void read_reaction(struct walk *w, const struct json *m, const struct json *body,
                          struct inbound *in)
{
    (void)m;
    in->target = walk_member(w, body, "message_id");
    in->text = walk_member(w, body, "emoji");
}

static void read_order(struct walk *w, const struct json *m, const struct json *body,
                       struct inbound *in)
{
    (void)m;
    in->text = walk_member(w, body, "text");
}

static void read_system(struct walk *w, const struct json *m, const struct json *body,
                        struct inbound *in)
{
    (void)m;
    const struct json *phone = json_get(body, "wa_id");
    if (!phone) phone = json_get(body, "new_wa_id");
    in->system_type = walk_member(w, body, "type");
    if (in->wa_id.len == 0 && in->bsuid.len == 0)
        in->wa_id = walk_identity(w, json_get(body, "customer"), NULL).wa_id;
    /* The same person on another device: the ids in it are the old ones, nothing is new. */
    if (str_ends(in->system_type, STR("identity_changed"))) return;
    struct identity now = walk_identity(w, phone, json_get(body, "user_id"));
    in->new_wa_id = now.wa_id;
    in->new_bsuid = now.bsuid;
}

static void read_unsupported(struct walk *w, const struct json *m, const struct json *body,
                             struct inbound *in)
{
    (void)m;
    in->unsupported_type = walk_member(w, body, "type");
    /* All that numbers without the app hear of a change: neither of what, nor the words of now. */
    if (str_equal(in->unsupported_type, STR("edit"))) in->type = MESSAGE_EDIT;
}

/* Taken from `type`, or where it is missing from the object that is there. */
static enum message_type type_of(const struct json *m)
{
    const struct json *type = json_get(m, "type");
    if (json_is_string(type)) return message_type_parse(json_text(type));
    for (int t = 0; t < MESSAGE_TYPE_COUNT; t++) {
        const struct json *body = contents[t].key ? json_get(m, contents[t].key) : NULL;
        if (json_is_object(body) || json_is_array(body)) return (enum message_type)t;
    }
    return MESSAGE_UNKNOWN;
}

static void read_edit(struct walk *w, const struct json *m, const struct json *body,
                      struct inbound *in)
{
    (void)m;
    const struct json *now = json_get(body, "message");
    enum message_type type = type_of(now);
    in->target = walk_member(w, body, "original_message_id");
    if (in->reply_to.len == 0) in->reply_to = walk_text(w, json_path(now, "context", "id", NULL));
    if (type == MESSAGE_TEXT)
        in->text = walk_text(w, json_path(now, "text", "body", NULL));
    else if (message_type_is_media(type))
        in->text = walk_text(w, json_path(now, contents[type].key, "caption", NULL));
}

static void read_revoke(struct walk *w, const struct json *m, const struct json *body,
                        struct inbound *in)
{
    (void)m;
    in->target = walk_member(w, body, "original_message_id");
}

static void read_sender(struct walk *w, const struct json *m, const struct json *contacts,
                        struct inbound *in)
{
    struct identity who = walk_identity(w, json_get(m, "from"), json_get(m, "from_user_id"));
    const struct json *contact = walk_contact(w, contacts, &who);
    const struct json *profile = json_get(contact, "profile");
    in->wa_id = who.wa_id;
    in->bsuid = who.bsuid;
    in->profile_name = walk_member(w, profile, "name");
    in->username = walk_member(w, profile, "username");
}

static void read_common(struct walk *w, const struct json *m, struct inbound *in)
{
    const struct json *context = json_get(m, "context");
    in->sent_at = walk_time(w, json_get(m, "timestamp"));
    in->group_id = walk_member(w, m, "group_id");
    in->reply_to = walk_member(w, context, "id");
    in->frequently_forwarded = json_bool(json_get(context, "frequently_forwarded"), false);
    in->forwarded = in->frequently_forwarded || json_bool(json_get(context, "forwarded"), false);
    in->error_code = walk_error_code(walk_first_error(m));
}

/* All but who it is of. False, and a reject, for what is none. */
static bool read_head(struct walk *w, const struct json *m, struct inbound *in)
{
    *in = blank();
    if (!json_is_object(m)) {
        walk_reject(w, "bad_message", "not an object");
        return false;
    }
    in->wamid = walk_member(w, m, "id");
    if (in->wamid.len == 0) {
        walk_reject(w, "no_message_id", "no id");
        return false;
    }
    in->type = type_of(m);
    in->type_name = walk_member(w, m, "type");
    if (in->type_name.len == 0 && contents[in->type].key)
        in->type_name = str_of(contents[in->type].key);
    read_common(w, m, in);
    return true;
}

static void read_content(struct walk *w, const struct json *m, struct inbound *in)
{
    if (contents[in->type].read)
        contents[in->type].read(w, m, json_get(m, contents[in->type].key), in);
}

void walk_message(struct walk *w, const struct json *m, const struct json *contacts)
{
    struct inbound in;
    if (!read_head(w, m, &in)) return;
    read_sender(w, m, contacts, &in);
    read_content(w, m, &in);
    if (!w->failed) walk_add_message(w, &in);
}

/* `from` is our own number; `contacts` are not looked at, because who is meant stands in the echo.
 */
void walk_echo(struct walk *w, const struct json *m)
{
    struct inbound in;
    if (!read_head(w, m, &in)) return;
    struct identity to = walk_identity(w, json_get(m, "to"), json_get(m, "to_user_id"));
    read_content(w, m, &in);
    in.wa_id = to.wa_id;
    in.bsuid = to.bsuid;
    if (!w->failed) walk_add_echo(w, &in);
}
