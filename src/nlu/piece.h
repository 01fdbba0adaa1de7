/* piece.h - a word with a hash that can be glued: the hash of "alas" + "sumur" is that of
 * "alassumur", so that a phrase is found however its writer placed the blanks.
 *
 * Threads: plain data. Memory: text is borrowed. */
#ifndef KANDA_NLU_PIECE_H
#define KANDA_NLU_PIECE_H

#include "base/str.h"

struct glue {
    uint64_t hash, power; /* power = PIECE_BASE to the len: what joining needs */
    size_t len;
};

struct piece {
    struct str text;
    struct glue glue;
};

/* Odd, so that no power of it is ever zero. */
#define PIECE_BASE 0x9E3779B97F4A7C15u

#define GLUE_NOTHING ((struct glue){ 0, 1, 0 })

static inline struct glue glue_join(struct glue a, struct glue b)
{
    return (struct glue){ a.hash * b.power + b.hash, a.power * b.power, a.len + b.len };
}

static inline struct glue glue_byte(struct glue g, char c)
{
    return (struct glue){ g.hash * PIECE_BASE + (unsigned char)c + 1, g.power * PIECE_BASE,
                          g.len + 1 };
}

static inline struct glue glue_of(struct str s)
{
    struct glue g = GLUE_NOTHING;
    for (size_t i = 0; i < s.len; i++)
        g = glue_byte(g, s.at[i]);
    return g;
}

static inline struct piece piece_of(struct str s)
{
    return (struct piece){ s, glue_of(s) };
}

static inline bool piece_equal(const struct piece *a, const struct piece *b)
{
    return a->glue.hash == b->glue.hash && str_equal(a->text, b->text);
}

/* Spreads the hash over all bits: the raw one changes little in its low bits. */
static inline uint64_t glue_mixed(struct glue g)
{
    uint64_t h = (g.hash ^ (g.hash >> 32)) * 0xD6E8FEB86659FD93u;
    return h ^ (h >> 32);
}

#endif
