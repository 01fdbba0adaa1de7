/* attachment_store.h - rows of attachments: what is to be downloaded and what became of it.
 *
 * The files themselves are in store/media_store.h. Threads: writing on the writer thread inside a
 * job; reading on any connection. */
#ifndef KANDA_STORE_ATTACHMENT_STORE_H
#define KANDA_STORE_ATTACHMENT_STORE_H

#include "domain/attachment.h"
#include "store/db.h"

/* Keeps the file of a message that was just stored; nothing when it names none. */
MUST_CHECK bool attachment_insert(struct db *db, int64_t message_id, const struct inbound *message,
                                  int64_t now, struct err *e);

#define ATTACHMENT_MEDIA_ID_MAX 128
#define ATTACHMENT_URL_MAX      2048

/* A download that was begun. Texts are NUL-terminated copies. */
struct attachment_work {
    int64_t id, expires_at;
    int attempt; /* from 1 */
    int faults;  /* attempts that brought what was not right */
    enum message_type kind;
    char media_id[ATTACHMENT_MEDIA_ID_MAX + 1], url[ATTACHMENT_URL_MAX + 1]; /* url "": by id */
    char said_type[128];
    uint8_t said_hash[32];
    bool has_hash;
};

/* Marks at most max due rows as begun. */
MUST_CHECK bool attachment_begin(struct db *db, int64_t now, struct attachment_work *out,
                                 size_t max, size_t *count, struct err *e);
/* Rows that a dead process had begun are due again; *count says how many. */
MUST_CHECK bool attachment_recover(struct db *db, int64_t now, int64_t *count, struct err *e);
MUST_CHECK bool attachment_next_due(struct db *db, int64_t *due_at, struct err *e); /* 0: none */

struct attachment_file {
    const char *hash; /* hex */
    int64_t size;
    const char *type;
    bool suspect;
    struct photo_taken taken; /* kept by attachment_add alone */
};
MUST_CHECK bool attachment_store(struct db *db, int64_t id, const struct attachment_file *file,
                                 int64_t now, struct err *e);
/* Why a download failed: a stable word and a sentence that holds nothing of the citizen's. */
struct attachment_trouble {
    const char *code, *text;
    bool fault; /* what came was not right */
};
MUST_CHECK bool attachment_retry(struct db *db, int64_t id, int64_t due_at,
                                 const struct attachment_trouble *why, int64_t now, struct err *e);
/* state: ATTACHMENT_FAILED or ATTACHMENT_EXPIRED. */
MUST_CHECK bool attachment_end(struct db *db, int64_t id, enum attachment_state state,
                               const struct attachment_trouble *why, int64_t now, struct err *e);
MUST_CHECK bool attachment_give_back(struct db *db, int64_t id, int64_t now, struct err *e);

/* A file of ours, which is kept already, as part of a message of ours. */
MUST_CHECK bool attachment_add(struct db *db, int64_t message_id, enum message_type kind,
                               const struct attachment_file *file, int64_t now, int64_t *id,
                               struct err *e);

/* Names of kept files, in order and each once, behind `after` ("": from the first). */
MUST_CHECK bool attachment_hashes(struct db *db, struct str after, char out[][FILE_HASH_SIZE],
                                  size_t max, size_t *count, struct err *e);

struct attachment_list {
    struct attachment *at; /* in the arena; those of one ticket in the order they came */
    size_t count;
};
/* Those of all these tickets. */
MUST_CHECK bool attachment_of_tickets(struct db *db, const int64_t *ticket_ids, size_t count,
                                      struct arena *arena, struct attachment_list *out,
                                      struct err *e);

#endif
