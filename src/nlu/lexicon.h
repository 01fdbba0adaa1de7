/* lexicon.h - the desk's words, keywords and places, compiled once.
 *
 * Three tables of phrases: slang (what stands for what), words (roles and category keywords,
 * after slang) and places (names and aliases as written), these with their neighbourhood of
 * typing errors.
 *
 * Threads: created on one thread, then read-only. Memory: borrows the desk. */
#ifndef KANDA_NLU_LEXICON_H
#define KANDA_NLU_LEXICON_H

#include "domain/desk.h"
#include "fuzzy.h"
#include "lex.h"
#include "phrases.h"
#include "unit_names.h"

/* The roles that stand apart (word_role_stands_apart), a bit for each. */
#define LISTED_ROLES   (WORD_ROLE_COUNT - WORD_SLANG - 1)
#define ROLE_SET_WORDS ((LISTED_ROLES + 63) / 64)
struct role_set {
    uint64_t bits[ROLE_SET_WORDS];
};

static inline bool role_set_has(const struct role_set *set, enum word_role role)
{
    unsigned bit = (unsigned)role - WORD_SLANG - 1;
    return set->bits[bit / 64] >> (bit % 64) & 1;
}

static inline void role_set_put(struct role_set *set, enum word_role role)
{
    unsigned bit = (unsigned)role - WORD_SLANG - 1;
    set->bits[bit / 64] |= (uint64_t)1 << (bit % 64);
}

static inline void role_set_join(struct role_set *set, const struct role_set *more)
{
    for (unsigned i = 0; i < ROLE_SET_WORDS; i++)
        set->bits[i] |= more->bits[i];
}

struct lexicon {
    const struct desk *desk;
    struct arena arena;
    struct phrases slang, words, places;
    struct phrases chase; /* WORD_CHASE: apart, because they hide no keyword: "belum diperbaiki" */
    struct phrases belongs;     /* WORD_BELONGS: apart too, each with the categories of its value */
    struct phrases times;       /* WORD_USUAL, PAST, OVER, NOW: so do these: "lampu sudah padam" */
    struct piece *slang_values; /* by meaning.index */
    size_t slang_count;
    struct fuzzy fuzzy; /* of places */
    struct fuzzy grave; /* of words that must not be missed: spelling.h */
    uint32_t *commands; /* phrases of words: whole, of one word, with COMMAND_ROLES */
    size_t command_count;
    struct piece prefix[4]; /* words of the ticket prefix */
    size_t prefix_count;
    struct phrases listed;      /* single words of the roles that stand apart */
    struct role_set *listed_as; /* by phrase of listed */
    struct phrases fronts;      /* those of WORD_PLACE_FRONT once more, by themselves */
    /* By category its unit: a department by its number in the desk, or one more, the office of the
     * place. */
    uint32_t *units;
    struct unit_names unit_names;
    struct narrowing { /* such a word says of a matter that it is the other one */
        struct str word;
        const struct category *from, *to;
    } * narrowings;
    size_t narrowing_count;
    const struct category *corruption; /* category "corruption", or NULL */
    const struct category *violence;   /* category "violence", or NULL */
    const struct category *police;     /* category "police_matter", or NULL */
    const struct category *accident;   /* category "accident", or NULL */
    const struct category *health;     /* category "health_service", or NULL */
    const struct category *disaster;   /* category "disaster", or NULL */
    const struct category *servants;   /* category "civil_servant", or NULL */
};

/* *l is zeroed first. On failure call lexicon_finish all the same. */
MUST_CHECK bool lexicon_init(struct lexicon *l, const struct desk *desk, const char *ticket_prefix,
                             struct err *e);
void lexicon_finish(struct lexicon *l);

/* Whether the word stands in the list of this role, which stands apart. */
bool lexicon_lists(const struct lexicon *l, enum word_role role, const struct piece *word);
/* The same of a phrase of l->listed; PHRASE_NONE stands in no list. */
static inline bool lexicon_listed(const struct lexicon *l, enum word_role role, uint32_t listed)
{
    return listed != PHRASE_NONE && role_set_has(&l->listed_as[listed], role);
}

#endif
