/* cut.c - see cut.h. */
#include "cut.h"
#include "base/buf.h"
#include "base/unicode.h"
#include <string.h>

#define WORD_MAX 32 /* bytes: no word of the lists is longer */

/* The word among those that are listed; PHRASE_NONE: it is none of them. */
static uint32_t word_find(const struct lexicon *l, struct str word)
{
    char bytes[WORD_MAX];
    struct buf folded;
    if (word.len == 0 || word.len > WORD_MAX) return PHRASE_NONE;
    buf_fixed(&folded, bytes, sizeof bytes);
    unicode_fold(word, &folded);
    return buf_ok(&folded) ? phrases_find_text(&l->listed, buf_view(&folded)) : PHRASE_NONE;
}

bool cut_word_in(const struct lexicon *l, struct str word, enum word_role role)
{
    return lexicon_listed(l, role, word_find(l, word));
}

static bool is_one_of(char c, const char *signs)
{
    return c != '\0' && strchr(signs, c);
}

/* The mark that the word is between the blank at `at` and the next one. */
static bool cut_at_word(const struct lexicon *l, struct str text, size_t at,
                        const struct cut_marks *marks, struct cut *out)
{
    size_t end = str_find(text, STR(" "), at + 1);
    if (end >= text.len) return false;
    struct str word = str_slice(text, at + 1, end);
    uint32_t listed = word_find(l, word);
    bool pairs = (word.len == 1 && is_one_of(word.at[0], marks->pair_signs)) ||
                 lexicon_listed(l, marks->pairs, listed);
    *out = (struct cut){ at, end + 1, pairs };
    return pairs || lexicon_listed(l, marks->parts, listed);
}

struct cut cut_find(const struct lexicon *l, struct str text, size_t from,
                    const struct cut_marks *marks)
{
    struct cut cut;
    for (size_t i = from; i < text.len; i++) {
        if (is_one_of(text.at[i], marks->signs)) return (struct cut){ i, i + 1, false };
        if (text.at[i] == ' ' && cut_at_word(l, text, i, marks, &cut)) return cut;
    }
    return (struct cut){ text.len, text.len, false };
}
