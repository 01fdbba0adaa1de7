/* arena.c - memory of one request. */
#include "base/arena.h"
#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE 4096

/* Under AddressSanitizer what was not handed out is poisoned, so that a write past the end of
 * one piece is caught although the block goes on. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_ASAN 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define ARENA_ASAN 1
#endif
#ifdef ARENA_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(at, size)   ASAN_POISON_MEMORY_REGION((at), (size))
#define UNPOISON(at, size) ASAN_UNPOISON_MEMORY_REGION((at), (size))
#else
#define POISON(at, size)   ((void)(at), (void)(size))
#define UNPOISON(at, size) ((void)(at), (void)(size))
#endif

struct arena_block {
    struct arena_block *older;
    size_t size;
    max_align_t bytes[];
};

void arena_init(struct arena *a, size_t max)
{
    *a = (struct arena){ .max = max };
}

static struct arena_block *block_create(size_t room)
{
    struct arena_block *b = malloc(sizeof *b + room);
    if (!b) return NULL;
    b->size = room;
    POISON(b->bytes, room);
    return b;
}

/* A large piece gets a block of its own, behind the one in use, whose rest stays in use. */
static void *alloc_large(struct arena *a, size_t size)
{
    struct arena_block *b = block_create(size);
    if (!b) return NULL;
    if (a->blocks) {
        b->older = a->blocks->older;
        a->blocks->older = b;
    } else {
        b->older = NULL;
        a->blocks = b;
    }
    return b->bytes;
}

static void *alloc_small(struct arena *a, size_t size)
{
    if (size > a->left) {
        struct arena_block *b = block_create(BLOCK_SIZE);
        if (!b) return NULL;
        b->older = a->blocks;
        a->blocks = b;
        a->at = (char *)b->bytes;
        a->left = BLOCK_SIZE;
    }
    void *piece = a->at;
    a->at += size;
    a->left -= size;
    return piece;
}

void *arena_alloc(struct arena *a, size_t size)
{
    if (size > SIZE_MAX / 2) return NULL;
    size_t asked = size + (size == 0); /* nothing still has an address of its own */
    size_t whole = asked + -asked % alignof(max_align_t);
    if (a->max && whole > a->max - a->used) return NULL;
    void *piece = whole >= BLOCK_SIZE ? alloc_large(a, whole) : alloc_small(a, whole);
    if (!piece) return NULL;
    a->used += whole;
    UNPOISON(piece, asked);
    return piece;
}

void *arena_zero(struct arena *a, size_t count, size_t size)
{
    size_t whole;
    if (__builtin_mul_overflow(count, size, &whole)) return NULL;
    void *piece = arena_alloc(a, whole);
    if (piece) memset(piece, 0, whole);
    return piece;
}

bool arena_copy(struct arena *a, struct str s, struct str *out)
{
    if (s.len == SIZE_MAX) return false;
    char *copy = arena_alloc(a, s.len + 1);
    if (!copy) return false;
    if (s.len) memcpy(copy, s.at, s.len);
    copy[s.len] = '\0';
    *out = (struct str){ copy, s.len };
    return true;
}

__attribute__((format(printf, 2, 0))) static char *print(struct arena *a, const char *fmt,
                                                         va_list ap)
{
    va_list again;
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    char *text = n < 0 ? NULL : arena_alloc(a, (size_t)n + 1);
    if (text) (void)vsnprintf(text, (size_t)n + 1, fmt, again);
    va_end(again);
    return text;
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *text = print(a, fmt, ap);
    va_end(ap);
    return text;
}

bool arena_text(struct arena *a, struct str *out, struct err *e, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    const char *text = print(a, fmt, ap);
    va_end(ap);
    if (!text) return err_set(e, ERR_MEMORY, "no memory for a text");
    *out = str_of(text);
    return true;
}

void arena_clear(struct arena *a)
{
    struct arena_block *b = a->blocks;
    while (b) {
        struct arena_block *older = b->older;
        UNPOISON(b->bytes, b->size);
        free(b);
        b = older;
    }
    arena_init(a, a->max);
}
