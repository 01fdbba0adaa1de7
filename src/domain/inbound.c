/* inbound.c - names of what comes in. */
#include "domain/inbound.h"

/* The names are Meta's own words for the types, and those of our API. */
static const char *const type_names[MESSAGE_TYPE_COUNT] = {
    [MESSAGE_UNKNOWN] = "unknown",
    [MESSAGE_TEXT] = "text",
    [MESSAGE_IMAGE] = "image",
    [MESSAGE_VIDEO] = "video",
    [MESSAGE_AUDIO] = "audio",
    [MESSAGE_DOCUMENT] = "document",
    [MESSAGE_STICKER] = "sticker",
    [MESSAGE_LOCATION] = "location",
    [MESSAGE_CONTACTS] = "contacts",
    [MESSAGE_INTERACTIVE] = "interactive",
    [MESSAGE_BUTTON] = "button",
    [MESSAGE_REACTION] = "reaction",
    [MESSAGE_ORDER] = "order",
    [MESSAGE_SYSTEM] = "system",
    [MESSAGE_UNSUPPORTED] = "unsupported",
    [MESSAGE_EDIT] = "edit",
    [MESSAGE_REVOKE] = "revoke",
    [MESSAGE_REQUEST_WELCOME] = "request_welcome",
};

const char *message_type_name(enum message_type type)
{
    return type_names[(size_t)type < MESSAGE_TYPE_COUNT ? type : MESSAGE_UNKNOWN];
}

enum message_type message_type_parse(struct str name)
{
    for (size_t i = 0; i < MESSAGE_TYPE_COUNT; i++)
        if (str_equal(name, str_of(type_names[i]))) return (enum message_type)i;
    return MESSAGE_UNKNOWN;
}

bool message_type_is_media(enum message_type type)
{
    return type == MESSAGE_IMAGE || type == MESSAGE_VIDEO || type == MESSAGE_AUDIO ||
           type == MESSAGE_DOCUMENT || type == MESSAGE_STICKER;
}

const char *delivery_status_name(enum delivery_status status)
{
    switch (status) {
    case DELIVERY_SENT: return "sent";
    case DELIVERY_DELIVERED: return "delivered";
    case DELIVERY_READ: return "read";
    case DELIVERY_PLAYED: return "played";
    case DELIVERY_FAILED: return "failed";
    case DELIVERY_OTHER: break;
    }
    return "other";
}
