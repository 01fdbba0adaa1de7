/* public_cache.h - the public page and its data, made at most every few minutes and kept: a
 * stranger who asks a thousand times costs a thousand copies, not a thousand walks over the sums.
 *
 * Threads: any; a mutex guards it, and whoever finds it old makes it anew while the other reader
 * waits. */
#ifndef KANDA_HTTP_PUBLIC_CACHE_H
#define KANDA_HTTP_PUBLIC_CACHE_H

#include "request.h"

#define PUBLIC_FRESH_MS (5 * MS_PER_MINUTE)

enum public_file { PUBLIC_PAGE, PUBLIC_CSV, PUBLIC_JSON, PUBLIC_FILES };

MUST_CHECK bool public_cache_create(struct public_cache **out, struct err *e);
void public_cache_destroy(struct public_cache *c); /* NULL is fine */
/* Answers r with the file, or with 304 when the caller has it already. */
MUST_CHECK bool public_cache_answer(struct request *r, struct db *db, enum public_file file,
                                    const char *content_type, struct err *e);

#endif
