/* attachment.h - a file that came with a message, in the desk's words.
 *
 * Life: waiting (for its download) -> stored, or failed (what came was not right, again and again),
 * or expired (Meta has it no more). Nothing leads back. Threads: pure. */
#ifndef KANDA_DOMAIN_ATTACHMENT_H
#define KANDA_DOMAIN_ATTACHMENT_H

#include "domain/inbound.h"

/* Stored in attachment.state: add at the end, never renumber. */
enum attachment_state {
    ATTACHMENT_WAITING,
    ATTACHMENT_STORED,
    ATTACHMENT_FAILED,
    ATTACHMENT_EXPIRED,
    ATTACHMENT_STATE_COUNT
};
const char *attachment_state_name(enum attachment_state state); /* "waiting" ... */

#define FILE_HASH_SIZE 65 /* hex SHA-256 and a NUL */

/* What the camera of a photo says of it. */
struct photo_taken {
    int64_t at; /* ms; 0: nothing */
    bool has_place;
    double latitude, longitude; /* WGS84 */
};

struct attachment {
    int64_t id, ticket_id; /* ticket_id 0: its message belongs to none */
    int64_t message_id;
    enum message_type kind;
    enum attachment_state state;
    struct str type;       /* MIME; by content when stored, else as announced; "" unknown */
    int64_t size;          /* bytes; 0 until stored */
    bool suspect;          /* its content is not what it was sent as */
    bool by_staff;         /* added by staff, not sent by a citizen */
    bool repeated;         /* the same file stands under another ticket as well */
    struct str error_code; /* "" when nothing went wrong */
    struct str file_hash;  /* "" until stored */
    struct photo_taken taken;
    int64_t expires_at, created_at;
};

/* Meta keeps the file of a webhook for seven days (reference, "Media"). */
#define ATTACHMENT_LIFE_MS INT64_C(604800000)
/* The most bytes that are taken of each kind; 0: not a kind of file. */
int64_t attachment_max_bytes(enum message_type kind);

/* Is content of this type grossly not what was announced: a program, a page or a script as a photo?
 * Both are MIME types; parameters do not count. */
bool attachment_is_suspect(enum message_type kind, struct str announced, struct str found);
/* May a browser show it without harm: what it was found to be is a photo. */
bool attachment_is_photo(const struct attachment *a);
/* ".jpg" for a MIME type that we know, else ".bin". */
const char *attachment_extension(struct str type);

#endif
