/* features.c - words, pairs of words and letter sequences, counted in an open-addressed table. */
#include "features.h"
#include <math.h>
#include <string.h>

#define LETTERS_MIN 2
#define LETTERS_MAX 4
#define SLOT_FREE   UINT32_MAX

enum seed { SEED_WORD = 1, SEED_PAIR, SEED_LETTERS };

struct counter {
    struct features *f;
    uint32_t *slots;    /* number of a feature, or SLOT_FREE */
    size_t mask, begin; /* features from begin on belong to the block that is being counted */
    size_t buckets;
};

/* The upper half of a product depends on all bits of the hash; scaled, it is a bucket. */
static uint32_t bucket_of(uint64_t hash, enum seed seed, size_t buckets)
{
    hash = (hash ^ (hash >> 31)) + (uint64_t)seed * 0xA0761D6478BD642Fu;
    return (uint32_t)((((hash * 0xD6E8FEB86659FD93u) >> 32) * buckets) >> 32);
}

static void count(struct counter *c, uint64_t hash, enum seed seed)
{
    uint32_t bucket = bucket_of(hash, seed, c->buckets);
    size_t slot = (bucket * (size_t)0x9E3779B1u >> 7) & c->mask;
    for (; c->slots[slot] != SLOT_FREE; slot = (slot + 1) & c->mask) {
        struct feature *known = &c->f->at[c->slots[slot]];
        if (known->bucket != bucket || c->slots[slot] < c->begin) continue;
        known->value += 1;
        return;
    }
    c->slots[slot] = (uint32_t)c->f->count;
    c->f->at[c->f->count++] = (struct feature){ bucket, 1 };
}

/* "lubang2" is counted once. */
static bool is_word(const struct token *t)
{
    return !t->number && !t->repeated && t->raw.text.len > 0;
}

static uint64_t pair_hash(const struct piece *a, const struct piece *b)
{
    return a->glue.hash * PIECE_BASE + glue_mixed(b->glue);
}

static void count_words(struct counter *c, const struct tokens *tokens)
{
    const struct token *before = NULL;
    for (size_t i = 0; i < tokens->count; i++) {
        const struct token *t = &tokens->at[i];
        if (!is_word(t)) continue;
        count(c, t->raw.glue.hash, SEED_WORD);
        if (before) count(c, pair_hash(&before->raw, &t->raw), SEED_PAIR);
        before = t;
    }
}

/* The ends of a word are letters too: " j", "ja", ... "n ". */
static unsigned char letter(struct str word, size_t i)
{
    return i == 0 || i > word.len ? ' ' : (unsigned char)word.at[i - 1];
}

static void count_letters(struct counter *c, struct str word)
{
    size_t len = word.len + 2;
    for (size_t i = 0; i + LETTERS_MIN <= len; i++) {
        uint64_t hash = 0;
        for (size_t k = i; k < len && k < i + LETTERS_MAX; k++) {
            hash = hash * PIECE_BASE + letter(word, k) + 1;
            if (k + 1 >= i + LETTERS_MIN) count(c, hash, SEED_LETTERS);
        }
    }
}

static size_t features_most(const struct tokens *tokens)
{
    size_t most = 0;
    for (size_t i = 0; i < tokens->count; i++)
        if (is_word(&tokens->at[i]))
            most += 2 + (LETTERS_MAX - LETTERS_MIN + 1) * (tokens->at[i].raw.text.len + 1);
    return most;
}

bool features_make(const struct tokens *tokens, size_t buckets, struct arena *arena,
                   struct features *out, struct err *e)
{
    size_t most = features_most(tokens), slots = 64;
    while (slots < most * 2)
        slots *= 2;
    struct features made = { .at = arena_alloc(arena, (most + 1) * sizeof *made.at) };
    struct counter c = { .f = &made, .mask = slots - 1, .buckets = buckets };
    c.slots = arena_alloc(arena, slots * sizeof *c.slots);
    if (!made.at || !c.slots) return err_set(e, ERR_MEMORY, "nlu: out of memory");
    memset(c.slots, 0xFF, slots * sizeof *c.slots);
    count_words(&c, tokens);
    made.words = c.begin = made.count;
    for (size_t i = 0; i < tokens->count; i++)
        if (is_word(&tokens->at[i])) count_letters(&c, tokens->at[i].raw.text);
    *out = made;
    return true;
}

static void weigh_block(struct feature *at, size_t n, const uint16_t *idf)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        float often = at[i].value > 1 ? 1 + logf(at[i].value) : 1;
        at[i].value = often * (float)idf[at[i].bucket] / FEATURES_IDF_ONE;
        sum += (double)at[i].value * (double)at[i].value;
    }
    float scale = sum > 0 ? (float)(1 / sqrt(sum)) : 0;
    for (size_t i = 0; i < n; i++)
        at[i].value *= scale;
}

void features_weigh(struct features *f, const uint16_t *idf)
{
    weigh_block(f->at, f->words, idf);
    weigh_block(f->at + f->words, f->count - f->words, idf);
}

uint32_t feature_of_word(const struct token *t, size_t buckets)
{
    return bucket_of(t->raw.glue.hash, SEED_WORD, buckets);
}
