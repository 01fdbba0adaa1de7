/* spelling.h - words that must not be missed for a typing error: those of danger, secrecy and
 * accusation in any text, commands where a text may be nothing else.
 *
 * A word that we know is never taken for another: "meledek" (to tease) is no "meledak" (to
 * explode), "bahaya" (danger) no "bahasa" (language); WORD_EVERYDAY lists such neighbours that our
 * tables would not know otherwise. In any text no word that we know may be as near as the grave
 * one; a text that is a command but for its spelling is one.
 *
 * Threads: pure. */
#ifndef KANDA_NLU_SPELLING_H
#define KANDA_NLU_SPELLING_H

#include "lexicon.h"

#define GRAVE_ROLES                                                                                \
    (ROLE_BIT(WORD_URGENT) | ROLE_BIT(WORD_HAZARD) | ROLE_BIT(WORD_SELF_HARM) |                    \
     ROLE_BIT(WORD_CONFIDENTIAL) | ROLE_BIT(WORD_WHISTLEBLOWING))
#define COMMAND_ROLES                                                                              \
    (ROLE_BIT(WORD_MENU) | ROLE_BIT(WORD_STATUS) | ROLE_BIT(WORD_HELP) | ROLE_BIT(WORD_CANCEL) |   \
     ROLE_BIT(WORD_HUMAN) | ROLE_BIT(WORD_ADD) | ROLE_BIT(WORD_CONFIDENTIAL) |                     \
     ROLE_BIT(WORD_PRIVACY) | ROLE_BIT(WORD_ERASE) | ROLE_BIT(WORD_LANGUAGE) |                     \
     ROLE_BIT(WORD_CORRECT))

/* A command may have two errors from so many letters on, and one from so many; shorter ones only
 * two letters swapped ("mneu"). */
#define COMMAND_LETTERS_TWO 7
#define COMMAND_LETTERS_ONE 5
#define COMMAND_LETTERS_MIN 4

/* Grave words have at least FUZZY_LETTERS letters. */
extern const struct fuzzy_rules spelling_grave;

/* The word of lexicon.words that is meant; PHRASE_NONE: none, or nobody can tell. The word itself
 * must be none that we know. */
uint32_t spelling_grave_word(const struct lexicon *l, struct str word);
uint32_t spelling_command_word(const struct lexicon *l, struct str word);

#endif
