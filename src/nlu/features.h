/* features.h - what the trainable layer sees of a text.
 *
 * Two blocks: words and pairs of neighbouring words; and the letter sequences of 2 to 4 within each
 * word, its ends included, which see through typing errors and affixes. Each feature is hashed to
 * one of so many buckets and weighs (1 + ln of how often it occurs) times idf; each block has
 * length one, so that a long text says no more than a short one. Made of the words as written: a
 * model does not grow old when a table of the desk changes. Numbers are left out, so that no phone
 * or identity number ever leaves a trace in a model.
 *
 * Threads: pure. Memory: lives in the arena. */
#ifndef KANDA_NLU_FEATURES_H
#define KANDA_NLU_FEATURES_H

#include "lex.h"

/* Another way to count needs another number here: models of another number are refused. */
#define FEATURES_VERSION 1
/* More buckets gain nothing: what meets in one is rare. */
#define BUCKETS_MIN 256
#define BUCKETS_MAX 131072

struct feature {
    uint32_t bucket;
    float value; /* how often; after features_weigh its weight */
};

struct features {
    struct feature *at; /* in the order of the text, the block of words first */
    size_t words, count;
};

/* Only the raw side of the tokens is read, as lex has made it. ERR_MEMORY or ERR_LIMIT from the
 * arena only. */
MUST_CHECK bool features_make(const struct tokens *tokens, size_t buckets, struct arena *arena,
                              struct features *out, struct err *e);
/* idf by bucket in units of 1 / FEATURES_IDF_ONE; 0: never seen in training, weighs nothing. */
#define FEATURES_IDF_ONE 4096.0F
void features_weigh(struct features *f, const uint16_t *idf);

/* The bucket of a single word. */
uint32_t feature_of_word(const struct token *t, size_t buckets);

#endif
