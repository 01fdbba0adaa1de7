/* buf.h - text that is being built, with a limit set at birth.
 *
 * A buffer grows on the heap up to `max` bytes and then says no. The first failure
 * (limit or allocator) is sticky: later additions do nothing, so a chain of adds is
 * checked once at its end with buf_ok().
 *
 * Threads: one owner. Memory: buf_finish frees; a buf_fixed buffer owns nothing. */
#ifndef KANDA_BASE_BUF_H
#define KANDA_BASE_BUF_H

#include "base/str.h"

struct buf {
    char *at; /* NUL-terminated whenever cap > 0; NULL before the first byte of a heap buffer */
    size_t len, cap, max;
    bool failed, fixed;
};

void buf_init(struct buf *b, size_t max); /* heap, grows up to max bytes */
void buf_fixed(struct buf *b, char *memory,
               size_t cap);                  /* caller's memory, cap - 1 bytes of text */
void buf_finish(struct buf *b);              /* frees; safe on {0} and twice */
void buf_clear(struct buf *b);               /* len = 0, failure forgotten, memory kept */
void buf_shorten(struct buf *b, size_t len); /* to len bytes; nothing when it has no more */

void buf_add(struct buf *b, struct str s); /* all or nothing */
void buf_add_text(struct buf *b, const char *text);
void buf_add_char(struct buf *b, char c);
void buf_add_i64(struct buf *b, int64_t n);
__attribute__((format(printf, 2, 3))) void buf_addf(struct buf *b, const char *fmt, ...);

bool buf_ok(const struct buf *b);         /* nothing failed since init or clear */
struct str buf_view(const struct buf *b); /* valid until the next add or finish */
/* Hands the bytes (NUL-terminated, from malloc) to the caller and empties the buffer.
 * NULL if failed or fixed. *len may be NULL. */
char *buf_take(struct buf *b, size_t *len);

#endif
