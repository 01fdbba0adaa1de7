/* judge.h - from the phrases found in a text to its intent, category, kind and urgency.
 *
 * Threads: pure. */
#ifndef KANDA_NLU_JUDGE_H
#define KANDA_NLU_JUDGE_H

#include "domain/understood.h"
#include "match.h"

struct scores {
    const int *all;              /* by category */
    const int *units;            /* by unit: of its categories together, each phrase once */
    const struct category *best; /* NULL: no keyword at all */
    int best_score;
    const struct category *next; /* the best of another department; NULL: none */
    int next_score;
};

/* ERR_MEMORY or ERR_LIMIT from the arena only. */
MUST_CHECK bool judge_category(const struct lexicon *l, const struct reading *r,
                               struct arena *arena, struct scores *out, struct err *e);
/* What one match adds to a category; 0: nothing. */
int match_weight(const struct lexicon *l, const struct reading *r, const struct match *match,
                 uint32_t category);

/* `place`: the text names one. has_ticket: it holds a ticket number. */
enum intent judge_intent(const struct lexicon *l, const struct reading *r, bool place,
                         bool has_ticket);

/* The kind that the words themselves ask for, or `usual`. *by is the match that decided, or
 * MATCH_NONE. */
enum ticket_kind judge_kind(const struct lexicon *l, const struct reading *r,
                            enum ticket_kind usual, uint32_t *by);

/* "di desa X kecamatan Y pak": next to nothing but a place. */
bool judge_place_only(const struct lexicon *l, const struct reading *r);
/* Whether a phrase of this role occurs. */
bool judge_said(const struct lexicon *l, const struct reading *r, enum word_role role);
/* Whether something is said to be broken, blocked, stolen ... */
bool judge_trouble(const struct lexicon *l, const struct reading *r);
/* The first match of this role that is not denied ("tidak ada korban"); MATCH_NONE: none. */
uint32_t judge_danger(const struct lexicon *l, const struct reading *r, enum word_role role);

#endif
