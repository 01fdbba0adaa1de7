/* arena.h - memory of one request, released in one call.
 *
 * Everything made while a request is answered comes from its arena and goes away with
 * arena_clear. What must live longer is copied out, on purpose, by name.
 *
 * Threads: one owner at a time; a job may hand its arena from thread to thread.
 * Memory: start from { 0 } (no limit) or arena_init (limit in bytes). */
#ifndef KANDA_BASE_ARENA_H
#define KANDA_BASE_ARENA_H

#include "base/str.h"

struct arena_block;
struct arena {
    struct arena_block *blocks;
    char *at;
    size_t left;
    size_t used, max; /* max 0: no limit */
};

void arena_init(struct arena *a, size_t max);
/* NULL when the limit or the allocator says no. Aligned for any type; not zeroed. */
void *arena_alloc(struct arena *a, size_t size);
void *arena_zero(struct arena *a, size_t count, size_t size); /* zeroed; overflow-safe */
/* Copies; NUL-terminates beyond len. Returns false (out untouched) when memory is refused. */
MUST_CHECK bool arena_copy(struct arena *a, struct str s, struct str *out);
/* As printf into the arena; NULL when refused. */
__attribute__((format(printf, 2, 3))) char *arena_printf(struct arena *a, const char *fmt, ...);
/* The same as a text that cannot be NULL; ERR_MEMORY (out untouched) when refused. */
MUST_CHECK __attribute__((format(printf, 4, 5))) bool arena_text(struct arena *a, struct str *out,
                                                                 struct err *e, const char *fmt,
                                                                 ...);
void arena_clear(struct arena *a); /* frees every block; the arena can be used again */

#endif
