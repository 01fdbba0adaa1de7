/* check.c - the frame of a message, and the types that are not interactive or a template. */
#include "check.h"
#include "base/unicode.h"
#include "basics.h"
#include <stdio.h>
#include <string.h>

static bool check_length(struct str text, const char *where, const struct sim_part *part,
                         struct refusal *why)
{
    if (str_trim(text).len == 0 && part->kind != PART_ANY_TEXT)
        return sim_refuse(why, 131008, "Param %s['%s'] must not be empty.", where, part->key);
    if (part->max > 0 && utf8_count(text) > part->max)
        return sim_refuse(why, 100, "Param %s['%s'] must be at most %zu characters long.", where,
                          part->key, part->max);
    return true;
}

static bool check_coordinate(const struct json *value, const char *where,
                             const struct sim_part *part, struct refusal *why)
{
    double degrees;
    double most = strcmp(part->key, "latitude") == 0 ? 90 : 180;
    bool number = json_double(value, &degrees) ||
                  (json_is_string(value) && str_to_double(json_text(value), &degrees, NULL));
    if (number && degrees >= -most && degrees <= most) return true;
    return sim_refuse(why, 131009, "Param %s['%s'] must be decimal degrees.", where, part->key);
}

static bool check_value(const struct json *value, const char *where, const struct sim_part *part,
                        struct refusal *why)
{
    struct str text = json_text(value);
    bool right = true;
    switch (part->kind) {
    case PART_COORDINATE: return check_coordinate(value, where, part, why);
    case PART_TEXT:
    case PART_ANY_TEXT:
    case PART_URL: right = json_is_string(value); break;
    case PART_BOOL: right = json_is_bool(value); break;
    case PART_OBJECT: right = json_is_object(value); break;
    case PART_ARRAY:
    case PART_ANY_ARRAY: right = json_is_array(value); break;
    }
    if (!right)
        return sim_refuse(why, 131009, "Param %s['%s'] has the wrong type.", where, part->key);
    if (json_is_array(value)) {
        size_t n = json_count(value);
        if (n == 0 && part->kind == PART_ARRAY)
            return sim_refuse(why, 131009, "Param %s['%s'] is empty.", where, part->key);
        if (part->max > 0 && n > part->max)
            return sim_refuse(why, 131009, "Param %s['%s'] has more than %zu items.", where,
                              part->key, part->max);
    }
    if (!json_is_string(value)) return true;
    if (!check_length(text, where, part, why)) return false;
    if (part->kind == PART_URL && !str_starts(text, STR("https://")) &&
        !str_starts(text, STR("http://")))
        return sim_refuse(why, 131009, "Param %s['%s'] must be an http(s) URL.", where, part->key);
    return true;
}

static const struct sim_part *part_named(const char *key, const struct sim_part *parts,
                                         size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(parts[i].key, key) == 0) return &parts[i];
    return NULL;
}

bool sim_check_parts(const struct json *object, const char *where, const struct sim_part *parts,
                     size_t count, struct refusal *why)
{
    if (!json_is_object(object))
        return sim_refuse(why, 131008, "Param %s must be an object.", where);
    for (const struct json *member = json_first(object); member; member = json_next(member)) {
        const struct sim_part *part = part_named(json_key(member), parts, count);
        if (!part)
            return sim_refuse(why, 100, "Unexpected key '%.40s' on param '%s'.", json_key(member),
                              where);
        if (!check_value(member, where, part, why)) return false;
    }
    for (size_t i = 0; i < count; i++)
        if (parts[i].required && !json_get(object, parts[i].key))
            return sim_refuse(why, 131008, "Param %s['%s'] is missing.", where, parts[i].key);
    return true;
}

bool sim_is_receipt(const struct json *body)
{
    return json_get(body, "status") != NULL;
}

struct str sim_type_of(const struct json *body)
{
    return json_get(body, "type") ? json_get_text(body, "type") : STR("text");
}

static bool check_text(const struct json *text, const struct sim_account *account,
                       struct refusal *why)
{
    static const struct sim_part parts[] = {
        { "body", PART_TEXT, true, 4096 },
        { "preview_url", PART_BOOL, false, 0 },
    };
    (void)account;
    return SIM_CHECK_PARTS(text, "text", parts, why);
}

bool sim_check_media(const struct json *media, struct str kind, const struct sim_account *account,
                     struct refusal *why)
{
    static const struct sim_part every[] = {
        { "id", PART_TEXT, false, 128 },       { "link", PART_URL, false, 2048 },
        { "caption", PART_TEXT, false, 1024 }, { "filename", PART_TEXT, false, 240 },
        { "voice", PART_BOOL, false, 0 },
    };
    struct sim_part parts[5];
    size_t count = 0;
    char where[24];
    bool caption = !str_equal(kind, STR("audio")) && !str_equal(kind, STR("sticker"));
    bool filename = str_equal(kind, STR("document")), voice = str_equal(kind, STR("audio"));
    if (!str_copy(where, sizeof where, kind)) where[0] = '\0';
    for (size_t i = 0; i < 5; i++)
        if (i < 2 || (i == 2 && caption) || (i == 3 && filename) || (i == 4 && voice))
            parts[count++] = every[i];
    if (!sim_check_parts(media, where, parts, count, why)) return false;
    struct str id = json_get_text(media, "id");
    bool link = json_get(media, "link") != NULL;
    if (id.len && link)
        return sim_refuse(why, 100, "Param %s takes 'id' or 'link', not both.", where);
    if (!id.len && !link) return sim_refuse(why, 131008, "Param %s['id'] is missing.", where);
    if (id.len && account->media && !sim_media_find(account->media, id))
        return sim_refuse(why, 131009, "Param %s['id'] is not a media id of this number.", where);
    return true;
}

static bool check_location(const struct json *location, const struct sim_account *account,
                           struct refusal *why)
{
    static const struct sim_part parts[] = {
        { "latitude", PART_COORDINATE, true, 0 },
        { "longitude", PART_COORDINATE, true, 0 },
        { "name", PART_ANY_TEXT, false, 1000 },
        { "address", PART_ANY_TEXT, false, 1000 },
    };
    (void)account;
    return SIM_CHECK_PARTS(location, "location", parts, why);
}

static bool check_contacts(const struct json *contacts, const struct sim_account *account,
                           struct refusal *why)
{
    static const struct sim_part card[] = {
        { "name", PART_OBJECT, true, 0 },     { "phones", PART_ARRAY, false, 0 },
        { "emails", PART_ARRAY, false, 0 },   { "addresses", PART_ARRAY, false, 0 },
        { "urls", PART_ARRAY, false, 0 },     { "org", PART_OBJECT, false, 0 },
        { "birthday", PART_TEXT, false, 10 },
    };
    static const struct sim_part name[] = {
        { "formatted_name", PART_TEXT, true, 0 }, { "first_name", PART_TEXT, false, 0 },
        { "last_name", PART_TEXT, false, 0 },     { "middle_name", PART_TEXT, false, 0 },
        { "prefix", PART_TEXT, false, 0 },        { "suffix", PART_TEXT, false, 0 },
    };
    (void)account;
    if (!json_is_array(contacts) || json_count(contacts) == 0)
        return sim_refuse(why, 131009, "Param contacts must be an array with a card.");
    if (json_count(contacts) > 5)
        return sim_refuse(why, 131009, "Param contacts has more than 5 items.");
    for (const struct json *c = json_first(contacts); c; c = json_next(c)) {
        if (!SIM_CHECK_PARTS(c, "contacts[]", card, why)) return false;
        const struct json *n = json_get(c, "name");
        if (!SIM_CHECK_PARTS(n, "contacts[].name", name, why)) return false;
        if (json_count(n) < 2)
            return sim_refuse(why, 131009,
                              "Param contacts[].name needs one more key beside formatted_name.");
    }
    return true;
}

static bool check_reaction(const struct json *reaction, const struct sim_account *account,
                           struct refusal *why)
{
    static const struct sim_part parts[] = {
        { "message_id", PART_TEXT, true, 512 },
        { "emoji", PART_ANY_TEXT, true, 16 },
    };
    (void)account;
    return SIM_CHECK_PARTS(reaction, "reaction", parts, why);
}

#define MEDIA_CHECK(kind)                                                                          \
    static bool check_##kind(const struct json *media, const struct sim_account *account,          \
                             struct refusal *why)                                                  \
    {                                                                                              \
        return sim_check_media(media, STR(#kind), account, why);                                   \
    }
MEDIA_CHECK(image)
MEDIA_CHECK(video)
MEDIA_CHECK(audio)
MEDIA_CHECK(document)
MEDIA_CHECK(sticker)

static const struct message_type {
    const char *name;
    enum sim_part_kind kind;
    bool (*check)(const struct json *, const struct sim_account *, struct refusal *);
} message_types[] = {
    { "text", PART_OBJECT, check_text },
    { "interactive", PART_OBJECT, sim_check_interactive },
    { "template", PART_OBJECT, sim_check_template },
    { "image", PART_OBJECT, check_image },
    { "video", PART_OBJECT, check_video },
    { "audio", PART_OBJECT, check_audio },
    { "document", PART_OBJECT, check_document },
    { "sticker", PART_OBJECT, check_sticker },
    { "location", PART_OBJECT, check_location },
    { "contacts", PART_ARRAY, check_contacts },
    { "reaction", PART_OBJECT, check_reaction },
};

static const struct message_type *type_named(struct str name)
{
    for (size_t i = 0; i < sizeof message_types / sizeof *message_types; i++)
        if (str_equal(name, str_of(message_types[i].name))) return &message_types[i];
    return NULL;
}

/* "ID.1000000000000000001", or "ID.ENT." and more for linked portfolios. */
static bool is_user_id(struct str id)
{
    if (id.len < 4 || id.len > 140 || id.at[2] != '.') return false;
    for (size_t i = 0; i < id.len; i++) {
        char c = id.at[i];
        bool upper = c >= 'A' && c <= 'Z', lower = c >= 'a' && c <= 'z',
             digit = c >= '0' && c <= '9';
        if (i < 2 ? !upper : !(upper || lower || digit || c == '.')) return false;
    }
    return true;
}

static bool check_recipient(const struct json *body, struct refusal *why)
{
    char digits[SIM_ID_SIZE];
    struct str to = json_get_text(body, "to"), user = json_get_text(body, "recipient");
    if (to.len == 0 && user.len == 0)
        return sim_refuse(why, 131008, "Param 'to' or 'recipient' is missing.");
    if (to.len && !sim_phone_digits(to, digits))
        return sim_refuse(why, 131009, "Param 'to' is not a phone number.");
    if (to.len == 0 && !is_user_id(user))
        return sim_refuse(why, 131009, "Param 'recipient' is not a business-scoped user id.");
    struct str kind = json_get_text(body, "recipient_type");
    if (kind.len && !str_equal(kind, STR("individual")))
        return sim_refuse(why, 131009, "Param 'recipient_type' must be individual.");
    return true;
}

static bool check_context(const struct json *body, struct str type, struct refusal *why)
{
    static const struct sim_part parts[] = { { "message_id", PART_TEXT, true, 512 } };
    const struct json *context = json_get(body, "context");
    if (!context) return true;
    if (str_equal(type, STR("reaction")))
        return sim_refuse(why, 100, "Param 'context' cannot be used with a reaction.");
    return SIM_CHECK_PARTS(context, "context", parts, why);
}

static bool check_receipt(const struct json *body, struct refusal *why)
{
    static const struct sim_part parts[] = {
        { "messaging_product", PART_TEXT, true, 0 },
        { "status", PART_TEXT, true, 0 },
        { "message_id", PART_TEXT, true, 512 },
        { "typing_indicator", PART_OBJECT, false, 0 },
    };
    static const struct sim_part typing[] = { { "type", PART_TEXT, true, 0 } };
    if (!SIM_CHECK_PARTS(body, "message", parts, why)) return false;
    if (!str_equal(json_get_text(body, "status"), STR("read")))
        return sim_refuse(why, 131009, "Param 'status' must be read.");
    if (!str_starts(json_get_text(body, "message_id"), STR("wamid.")))
        return sim_refuse(why, 131009, "Param 'message_id' is not a message id.");
    const struct json *indicator = json_get(body, "typing_indicator");
    if (!indicator) return true;
    if (!SIM_CHECK_PARTS(indicator, "typing_indicator", typing, why)) return false;
    return str_equal(json_get_text(indicator, "type"), STR("text")) ||
           sim_refuse(why, 131009, "Param typing_indicator['type'] must be text.");
}

bool sim_check(const struct json *body, const struct sim_account *account, struct refusal *why)
{
    struct sim_part parts[] = {
        { "messaging_product", PART_TEXT, true, 0 },
        { "recipient_type", PART_TEXT, false, 0 },
        { "to", PART_TEXT, false, 64 },
        { "recipient", PART_TEXT, false, 160 },
        { "type", PART_TEXT, false, 0 },
        { "context", PART_OBJECT, false, 0 },
        { "biz_opaque_callback_data", PART_TEXT, false, 512 },
        { "", PART_OBJECT, true, 0 },
    };
    if (!json_is_object(body)) return sim_refuse(why, 100, "The body is not a JSON object.");
    if (!str_equal(json_get_text(body, "messaging_product"), STR("whatsapp")))
        return sim_refuse(why, 100, "The parameter messaging_product must be whatsapp.");
    if (sim_is_receipt(body)) return check_receipt(body, why);
    struct str name = sim_type_of(body);
    const struct message_type *type = type_named(name);
    if (!type) return sim_refuse(why, 131051, "Param 'type' is not a message type.");
    parts[7].key = type->name;
    parts[7].kind = type->kind;
    return SIM_CHECK_PARTS(body, "message", parts, why) && check_recipient(body, why) &&
           check_context(body, name, why) && type->check(json_get(body, type->name), account, why);
}
