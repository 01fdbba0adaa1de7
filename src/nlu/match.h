/* match.h - which phrases of our tables stand in a text, longest first.
 *
 * A phrase that overlaps a longer one does not count: in "lampu jalan rusak" there is no
 * "jalan". A word may at the same time be a keyword and a place; only longer ones hide it.
 *
 * Threads: pure. Memory: everything lives in the arena. */
#ifndef KANDA_NLU_MATCH_H
#define KANDA_NLU_MATCH_H

#include "domain/understood.h"
#include "normalise.h"

#define MATCH_NONE UINT32_MAX

struct match {
    uint32_t phrase; /* of lexicon.places when place, else of lexicon.words */
    uint32_t from, to;
    bool place;
    bool apart;      /* the two words of a keyword with others between */
    bool misspelled; /* a place found in spite of a typing error */
    bool doubtful;   /* misspelled so that it may well be the name of a place we do not know */
};

/* Whether they have a token in common with [from, to). */
static inline bool match_meets(const struct match *match, size_t from, size_t to)
{
    return match->from < to && from < match->to;
}

/* Roles that tell of danger, crime, or how an office behaves. */
#define ALARM_ROLES                                                                                \
    (ROLE_BIT(WORD_URGENT) | ROLE_BIT(WORD_HAZARD) | ROLE_BIT(WORD_VICTIM) |                       \
     ROLE_BIT(WORD_SELF_HARM) | ROLE_BIT(WORD_WHISTLEBLOWING) | ROLE_BIT(WORD_OFFICIAL) |          \
     ROLE_BIT(WORD_DEMAND) | ROLE_BIT(WORD_EXACTED) | ROLE_BIT(WORD_MONEY) |                       \
     ROLE_BIT(WORD_ABUSE) | ROLE_BIT(WORD_BLOW) | ROLE_BIT(WORD_PROTECTED) |                       \
     ROLE_BIT(WORD_GUARDIAN) | ROLE_BIT(WORD_MISSING) | ROLE_BIT(WORD_COLLECTOR) |                 \
     ROLE_BIT(WORD_FUND) | ROLE_BIT(WORD_ASSET) | ROLE_BIT(WORD_WAGE) | ROLE_BIT(WORD_EMBEZZLED) | \
     ROLE_BIT(WORD_CUT) | ROLE_BIT(WORD_SOLD) | ROLE_BIT(WORD_USED) | ROLE_BIT(WORD_OWN) |         \
     ROLE_BIT(WORD_SERVANT) | ROLE_BIT(WORD_MANNER))

/* Roles of words that tell nothing by themselves, */
#define COURTESY_ROLES                                                                             \
    (ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_THANKS) | ROLE_BIT(WORD_NOISE) | ROLE_BIT(WORD_FILLER))
/* and of those that may stand before what is told or asked: "mau tanya", "tolong". */
#define OPENING_ROLES (COURTESY_ROLES | ROLE_BIT(WORD_HELP) | ROLE_BIT(WORD_QUESTION))

/* A phrase of lexicon.times: "tahun lalu", "sudah surut", "sekarang". */
struct saying {
    size_t from, to;
    uint64_t roles;
};
#define SAYINGS_MAX 16

struct reading {
    struct tokens tokens;
    struct tokens plain;   /* as lexed: what the trainable layer sees, raw side only */
    struct match *matches; /* in the order of the text */
    size_t match_count;
    /* Phrases of ALARM_ROLES, and fillers of several words. Only these hide each other, no keyword
     * does: "kebakaran rumah" is one, and still a fire. In the order of the text. */
    struct match *alarms;
    size_t alarm_count;
    uint32_t *word_at, *place_at; /* by token: the match that covers it, or MATCH_NONE */
    struct saying *sayings;       /* in the order of the text, SAYINGS_MAX at most: told.h */
    size_t saying_count;
    struct role_set listed;   /* what its words are listed as */
    bool marked, ends_marked; /* a question mark stands in it, at its end */
    struct telling telling;   /* zero: nothing is known; told_since sets more */
};

/* command: see normalise.h. */
MUST_CHECK bool reading_make(const struct lexicon *l, struct str text, bool command,
                             struct arena *arena, struct reading *out, struct err *e);

/* What a match is, besides a keyword: ROLE_BIT(...); 0 for a place. */
uint64_t match_roles(const struct lexicon *l, const struct reading *r, const struct match *match);
/* TRAIT_... of the word that token i is. */
uint32_t token_traits(const struct lexicon *l, const struct token *t);
/* Its letters, as slang says them where it says anything: "tigasn wtn". */
struct str token_spelled(const struct token *t);
/* Roles of the word itself, also inside a longer phrase ("lampu tidak nyala"); 0 for a stem. */
uint64_t token_roles(const struct lexicon *l, const struct token *t);
/* Roles of the phrase that covers token i; 0 when there is none. */
uint64_t reading_roles(const struct lexicon *l, const struct reading *r, size_t i);

/* Whether it is listed under this role, as it was typed or in its normal form. */
static inline bool token_in(const struct lexicon *l, const struct token *t, enum word_role role)
{
    return lexicon_listed(l, role, t->raw_listed) || lexicon_listed(l, role, t->norm_listed);
}
/* The same as it was typed alone, and in its normal form alone. */
static inline bool token_typed(const struct lexicon *l, const struct token *t, enum word_role role)
{
    return lexicon_listed(l, role, t->raw_listed);
}
static inline bool token_means(const struct lexicon *l, const struct token *t, enum word_role role)
{
    return lexicon_listed(l, role, t->norm_listed);
}
/* "lampunya": it names what was told before. */
bool token_names_told(const struct token *t);
/* Whether such a word was typed with the ending that asks: "bisakah". */
bool token_asks(const struct lexicon *l, const struct token *t, enum word_role role);
/* Whether such a word stands in [from, to), as far as the text goes. */
bool reading_has(const struct lexicon *l, const struct reading *r, size_t from, size_t to,
                 enum word_role role);
/* Whether one stands anywhere. */
bool reading_says(const struct lexicon *l, const struct reading *r, enum word_role role);
/* Token i is empty, or tells nothing by itself: COURTESY_ROLES. */
bool reading_courteous(const struct lexicon *l, const struct reading *r, size_t i);

/* Whether a word of denial stands in [from, to), which lies in the text. */
bool reading_denies(const struct lexicon *l, const struct reading *r, size_t from, size_t to);
/* "tidak [ada] bahaya": of the word at token i, with one between at most. */
bool reading_denied_before(const struct lexicon *l, const struct reading *r, size_t i);
/* The same of trouble, in a denial too. */
bool reading_troubled(const struct lexicon *l, const struct reading *r, size_t from, size_t to);
/* "pasar", "jembatan": what stands somewhere, and may say where. */
bool token_is_landmark(const struct lexicon *l, const struct token *t);

/* "di", "depan": what follows is where something lies. */
bool token_says_where(const struct lexicon *l, const struct token *t);

enum stretch { STRETCH_SENTENCE, STRETCH_PART /* between two commas */ };
/* From which token on at most `most` stand before token `from`, all in its stretch. */
size_t reading_back(const struct reading *r, size_t from, size_t most, enum stretch stretch);
/* Up to which token at most `most` stand from token `to` on, none in a later stretch. */
size_t reading_ahead(const struct reading *r, size_t to, size_t most, enum stretch stretch);

#endif
