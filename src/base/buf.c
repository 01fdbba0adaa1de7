/* buf.c - bounded text under construction. */
#include "base/buf.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_CAP 64

void buf_init(struct buf *b, size_t max)
{
    /* Half of the address space, so that doubling and the NUL cannot overflow. */
    size_t most = SIZE_MAX / 2 - 1;
    *b = (struct buf){ .max = max < most ? max : most };
}

void buf_fixed(struct buf *b, char *memory, size_t cap)
{
    *b = (struct buf){ .at = memory, .cap = cap, .max = cap ? cap - 1 : 0, .fixed = true };
    if (cap) memory[0] = '\0';
}

void buf_finish(struct buf *b)
{
    if (!b->fixed) free(b->at);
    *b = (struct buf){ 0 };
}

void buf_clear(struct buf *b)
{
    b->len = 0;
    b->failed = false;
    if (b->cap) b->at[0] = '\0';
}

void buf_shorten(struct buf *b, size_t len)
{
    if (len >= b->len) return;
    b->len = len;
    b->at[len] = '\0';
}

/* Makes room for `more` bytes and a NUL behind b->len; false marks the buffer failed. */
static bool make_room(struct buf *b, size_t more)
{
    if (b->failed) return false;
    if (more > b->max - b->len) goto fail;
    size_t need = b->len + more + 1;
    if (need <= b->cap) return true;
    if (b->fixed) goto fail;
    size_t cap = b->cap ? b->cap : FIRST_CAP;
    while (cap < need)
        cap *= 2;
    if (cap > b->max + 1) cap = b->max + 1;
    char *at = realloc(b->at, cap);
    if (!at) goto fail;
    b->at = at;
    b->cap = cap;
    return true;
fail:
    b->failed = true;
    return false;
}

void buf_add(struct buf *b, struct str s)
{
    if (s.len == 0 || !make_room(b, s.len)) return;
    memcpy(b->at + b->len, s.at, s.len);
    b->len += s.len;
    b->at[b->len] = '\0';
}

void buf_add_text(struct buf *b, const char *text)
{
    buf_add(b, str_of(text));
}

void buf_add_char(struct buf *b, char c)
{
    buf_add(b, (struct str){ &c, 1 });
}

void buf_add_i64(struct buf *b, int64_t n)
{
    char digits[24];
    size_t at = sizeof digits;
    uint64_t left = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    do {
        digits[--at] = (char)('0' + left % 10);
        left /= 10;
    } while (left);
    if (n < 0) digits[--at] = '-';
    buf_add(b, (struct str){ digits + at, sizeof digits - at });
}

void buf_addf(struct buf *b, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (n < 0) b->failed = true;
    if (n <= 0 || !make_room(b, (size_t)n)) return;
    va_start(ap, fmt);
    (void)vsnprintf(b->at + b->len, (size_t)n + 1, fmt, ap);
    va_end(ap);
    b->len += (size_t)n;
}

bool buf_ok(const struct buf *b)
{
    return !b->failed;
}

struct str buf_view(const struct buf *b)
{
    return b->at ? (struct str){ b->at, b->len } : STR_EMPTY;
}

char *buf_take(struct buf *b, size_t *len)
{
    if (b->fixed || !make_room(b, 0)) return NULL;
    char *text = b->at;
    text[b->len] = '\0';
    if (len) *len = b->len;
    buf_init(b, b->max);
    return text;
}
