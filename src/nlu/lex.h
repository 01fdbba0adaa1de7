/* lex.h - folded text -> words.
 *
 * Letters and digits are words of their own ("rt05" is two). Apostrophes inside a word vanish
 * ("remba'an"), a letter written more than twice in a row stays twice ("tolooong"), and a 2 that
 * hangs on a word repeats it ("lubang2", "gorong2nya").
 *
 * Threads: pure. Memory: words live in the arena. */
#ifndef KANDA_NLU_LEX_H
#define KANDA_NLU_LEX_H

#include "base/arena.h"
#include "piece.h"

/* A message of 4096 characters has no more words. What comes after is not read. */
#define LEX_WORDS_MAX 4096

struct token {
    struct piece raw;  /* as written */
    struct piece norm; /* as our tables write it; empty when it went into the token before */
    uint32_t word;     /* phrase of norm in the table of words, or PHRASE_NONE */
    /* Of raw and of norm: phrase in the table of words that are listed, or PHRASE_NONE. */
    uint32_t raw_listed, norm_listed;
    bool number;
    bool repeated;  /* a copy made for the 2 of "lubang2" */
    bool told;      /* "nya" hung on that 2: of what was told before */
    bool derived;   /* norm is a stem: an affix was taken off */
    bool slang;     /* norm is what one word of slang stands for */
    bool new_part;  /* a comma, a bracket or the like stands before it */
    bool new_start; /* a sentence began here */
};

struct tokens {
    struct token *at;
    size_t count;
};

/* norm is raw, the phrases are PHRASE_NONE. ERR_MEMORY or ERR_LIMIT from the arena only. */
MUST_CHECK bool lex(struct str folded, struct arena *arena, struct tokens *out, struct err *e);
/* The same for a text as it came: it is folded first. */
MUST_CHECK bool lex_text(struct str text, struct arena *arena, struct tokens *out, struct err *e);

#endif
