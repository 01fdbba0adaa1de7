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

/* Single words of one role: word_role_stands_apart. */
struct word_list {
    struct piece *at;
    size_t count;
};

struct lexicon {
    const struct desk *desk;
    struct arena arena;
    struct phrases slang, words, places;
    struct phrases chase; /* WORD_CHASE: apart, because they hide no keyword: "belum diperbaiki" */
    struct phrases times; /* WORD_USUAL, PAST, OVER, NOW: so do these: "lampu sudah padam" */
    struct piece *slang_values; /* by meaning.index */
    size_t slang_count;
    struct fuzzy fuzzy;     /* of places */
    struct fuzzy grave;     /* of words that must not be missed: spelling.h */
    struct piece prefix[4]; /* words of the ticket prefix */
    size_t prefix_count;
    struct word_list lists[WORD_ROLE_COUNT]; /* of roles that stand apart; the others are empty */
    /* By category its unit: a department by its number in the desk, or one more, the office of the
     * place. */
    uint32_t *units;
    const struct category *corruption; /* category "corruption", or NULL */
    const struct category *violence;   /* category "violence", or NULL */
    const struct category *police;     /* category "police_matter", or NULL */
};

/* *l is zeroed first. On failure call lexicon_finish all the same. */
MUST_CHECK bool lexicon_init(struct lexicon *l, const struct desk *desk, const char *ticket_prefix,
                             struct err *e);
void lexicon_finish(struct lexicon *l);

/* Whether the word stands in the list of this role. */
bool lexicon_lists(const struct lexicon *l, enum word_role role, const struct piece *word);

#endif
