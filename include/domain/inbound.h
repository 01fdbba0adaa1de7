/* inbound.h - what Meta told us, in the desk's words.
 *
 * The wa room turns one webhook request into one struct inbound_batch; every other room works
 * on that and never sees Meta's JSON. Source: reference "Inbound messages", "Status webhooks".
 *
 * Memory: all views and arrays live in the arena of the request (or in its raw body).
 * Absent text is the empty view. Threads: built at the door, then read-only. */
#ifndef KANDA_DOMAIN_INBOUND_H
#define KANDA_DOMAIN_INBOUND_H

#include "base/str.h"

/* Stored in message.type: add at the end, never renumber. */
enum message_type {
    MESSAGE_UNKNOWN, /* a type this program does not know: kept, never refused */
    MESSAGE_TEXT,
    MESSAGE_IMAGE,
    MESSAGE_VIDEO,
    MESSAGE_AUDIO,
    MESSAGE_DOCUMENT,
    MESSAGE_STICKER,
    MESSAGE_LOCATION,
    MESSAGE_CONTACTS,
    MESSAGE_INTERACTIVE, /* a tap on our button or list row, or a flow answer */
    MESSAGE_BUTTON,      /* a tap on a template's quick reply */
    MESSAGE_REACTION,
    MESSAGE_ORDER,
    MESSAGE_SYSTEM,
    MESSAGE_UNSUPPORTED,
    MESSAGE_EDIT,
    MESSAGE_REVOKE,
    MESSAGE_REQUEST_WELCOME,
    MESSAGE_TYPE_COUNT
};

/* "text", "image" ... as in our API; "unknown" for anything out of range. */
const char *message_type_name(enum message_type type);
/* MESSAGE_UNKNOWN for a name we do not know ("ephemeral" and "unknown" included). */
enum message_type message_type_parse(struct str name);
/* image, video, audio, document, sticker. */
bool message_type_is_media(enum message_type type);

struct inbound_media {
    struct str id, mime_type, sha256 /* base64 as given */, filename /* hostile */, url;
    bool voice; /* recorded in the chat, not an audio file */
};

struct inbound_location {
    bool present;
    double latitude, longitude; /* WGS84 degrees, range-checked */
    struct str name, address;
};

struct inbound {
    enum message_type type;
    struct str type_name; /* as Meta wrote it */
    struct str wamid;     /* never empty in a parsed message */
    int64_t sent_at;      /* ms, the sender's clock; arrival time when Meta gave none */
    struct str wa_id, bsuid, username, profile_name; /* any may be empty */
    struct str group_id; /* not empty: a group message, stored and left unanswered */
    struct str text;     /* body, caption, title of a tap, or reaction emoji */
    struct str reply_to; /* wamid that this quotes or answers */
    bool forwarded, frequently_forwarded;
    struct str choice_id; /* our own id of a tapped button or row; payload of a template button */
    struct str flow_json; /* nfm_reply.response_json when it is a JSON object */
    struct inbound_media media;
    struct inbound_location location;
    struct str target;       /* wamid that a reaction, edit or revoke is about; "": not told */
    struct str shared_phone; /* first phone of a `contacts` message */
    bool shared_on_request;  /* origin contact_request: the sender's own number */
    struct str system_type, new_wa_id, new_bsuid; /* `system` messages */
    struct str unsupported_type;
    int64_t error_code; /* of errors[0]; 0 when there is none */
};

/* Stored in message_status.status: add at the end, never renumber. */
enum delivery_status {
    DELIVERY_SENT = 1,
    DELIVERY_DELIVERED = 2,
    DELIVERY_READ = 3,
    DELIVERY_PLAYED = 4,
    DELIVERY_FAILED = 5, /* no rank: kept beside the rank that was reached */
    DELIVERY_OTHER = 6   /* a status name we do not know: kept, moves nothing */
};
const char *delivery_status_name(enum delivery_status status);

struct inbound_status {
    struct str wamid;
    enum delivery_status status;
    struct str status_name; /* as Meta wrote it */
    int64_t at;             /* ms, Meta's clock; arrival time when none was given */
    struct str recipient_wa_id, recipient_bsuid, recipient_parent_bsuid;
    struct str callback; /* biz_opaque_callback_data */
    int64_t error_code;  /* 0 when there is none */
    struct str error_title, error_detail;
    struct str pricing_type, pricing_category;
};

/* Any webhook field other than `messages`, and value.errors[] (field "errors"). */
struct inbound_notice {
    struct str field;
    struct str value_json; /* compact JSON of the `value` */
    int64_t at;            /* ms: entry.time, else arrival */
    bool timed;         /* at is Meta's: a later one of the same words is another piece of news */
    int64_t error_code; /* of value.errors[]; 0 when there is none */
};

/* Something signed that could not be understood; the rest of the request goes on. */
struct inbound_reject {
    const char
        *reason; /* stable code: "not_json", "not_whatsapp", "other_number", "bad_message" ... */
    struct str detail; /* where, in words; no content of the message */
};

struct inbound_batch {
    struct inbound *messages;
    size_t message_count;
    struct inbound_status *statuses;
    size_t status_count;
    /* What humans wrote from the WhatsApp Business app (field smb_message_echoes): wa_id and bsuid
     * are the citizen's who got it. */
    struct inbound *echoes;
    size_t echo_count;
    struct inbound_notice *notices;
    size_t notice_count;
    struct inbound_reject *rejects;
    size_t reject_count;
};

#endif
