/* plain.c - see plain.h. */
#include "plain.h"

#define EMPTY_BITS                                                                                 \
    (ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_THANKS) | ROLE_BIT(WORD_NOISE) |                      \
     ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_PLACE_MARK) | ROLE_BIT(WORD_YES))

bool plain_words(const struct lexicon *l, const struct reading *r, struct arena *arena,
                 struct str *out, struct err *e)
{
    size_t words = 0;
    *out = STR_EMPTY;
    for (size_t i = 0; i < r->tokens.count; i++) {
        struct str word = r->tokens.at[i].norm.text;
        if (word.len < 2 || reading_roles(l, r, i) & EMPTY_BITS) continue;
        if (++words > UNDERSTOOD_PLAIN_WORDS) {
            *out = STR_EMPTY;
            return true;
        }
        const char *more =
            arena_printf(arena, "%.*s%s%.*s", STR_ARG(*out), words > 1 ? " " : "", STR_ARG(word));
        if (!more) return err_set(e, ERR_MEMORY, "understand: no memory");
        *out = str_of(more);
    }
    return true;
}
