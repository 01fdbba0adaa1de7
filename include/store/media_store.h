/* media_store.h - the files of attachments: one folder, files named by their SHA-256.
 *
 * A file is written aside (tmp-...), synced, and only then renamed to xx/<hash>, xx being the first
 * two digits; so what has a hash for a name is whole, and two messages with the same photo share
 * it.
 *
 * Threads: a media_store may be used by several; a media_part has one owner at a time. */
#ifndef KANDA_STORE_MEDIA_STORE_H
#define KANDA_STORE_MEDIA_STORE_H

#include "base/crypto.h"

struct media_store;
/* Creates the folder (0700) if it is not there. */
/* reserve: bytes that stay free on the disk, whatever is to be kept; the database needs them. */
MUST_CHECK bool media_store_open(const char *path, int64_t reserve, struct media_store **out,
                                 struct err *e);
void media_store_close(struct media_store *s); /* NULL is fine */
/* Removes what a dead process had written aside; only before the first part is begun. */
MUST_CHECK bool media_store_sweep(const struct media_store *s, int64_t *removed, struct err *e);
/* Opens a kept file for reading; its size is measured. ERR_NOT_FOUND when it is not there. */
MUST_CHECK bool media_store_get(const struct media_store *s, struct str hash, int *fd,
                                int64_t *size, struct err *e);

/* Removes a kept file; *removed grows by one if it was there. */
MUST_CHECK bool media_store_remove(const struct media_store *s, struct str hash, int64_t *removed,
                                   struct err *e);

/* A file that is being written. */
struct media_part {
    int fd; /* -1: none */
    char name[40];
    int64_t size;
    struct sha256 hash;
};
/* ERR_IO also when less than the reserve is left on the disk. */
MUST_CHECK bool media_part_begin(const struct media_store *s, struct media_part *p, struct err *e);
MUST_CHECK bool media_part_add(struct media_part *p, struct str bytes, struct err *e);
/* After the last add: the SHA-256 of all of it. */
void media_part_hash(struct media_part *p, uint8_t out[SHA256_SIZE]);
/* Syncs it and gives it its name; slow. The part is gone afterwards, also when this fails. */
MUST_CHECK bool media_part_keep(const struct media_store *s, struct media_part *p, const char *hash,
                                struct err *e);
void media_part_drop(const struct media_store *s, struct media_part *p); /* none is fine */

#endif
