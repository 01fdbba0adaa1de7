/* refusal.h - why an arena said no: its own bound, or the allocator. */
#ifndef KANDA_WA_REFUSAL_H
#define KANDA_WA_REFUSAL_H

#include "base/arena.h"

/* Call after `size` bytes were refused. The arena rounds each piece up, by less than 64 bytes. */
static inline enum err_code refusal_code(const struct arena *a, size_t size)
{
    if (a->max == 0) return ERR_MEMORY;
    return size > a->max || a->used + 64 > a->max - size ? ERR_LIMIT : ERR_MEMORY;
}

#endif
