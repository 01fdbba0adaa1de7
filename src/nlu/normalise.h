/* normalise.h - words as people write them -> words as our tables write them.
 *
 * In this order a word is looked for: as slang, as a word of our tables, with doubled letters
 * single ("haloo"), without the usual endings and beginnings ("lampunya", "dalane", "diaspal"), and
 * as a grave word, or a command, with a typing error (spelling.h). "dikraksaan", "didesa" and
 * "kecpaiton" become two words.
 *
 * Threads: pure. Memory: everything lives in the arena. */
#ifndef KANDA_NLU_NORMALISE_H
#define KANDA_NLU_NORMALISE_H

#include "lexicon.h"

/* At most NLU_TEXT_MAX bytes are read. command: the text may be nothing but a command, so that
 * misspelled ones are looked for too. *plain is what lex_text gives: the words before "dikraksaan"
 * is cut, of which only the raw side may be read. ERR_MEMORY or ERR_LIMIT from the arena only. */
MUST_CHECK bool normalise(const struct lexicon *l, struct str text, bool command,
                          struct arena *arena, struct tokens *plain, struct tokens *out,
                          struct err *e);

/* Slang alone, on words fresh from lex: what the tables themselves are read with. */
void normalise_slang(const struct lexicon *l, struct tokens *tokens);

#endif
