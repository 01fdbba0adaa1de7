/* cut.c - see cut.h. */
#include "cut.h"
#include "base/buf.h"
#include "base/unicode.h"
#include <string.h>

#define WORD_MAX 32 /* bytes: no word of the lists is longer */

bool cut_word_in(const struct lexicon *l, struct str word, enum word_role role)
{
    char bytes[WORD_MAX];
    struct buf folded;
    if (word.len == 0 || word.len > WORD_MAX) return false;
    buf_fixed(&folded, bytes, sizeof bytes);
    unicode_fold(word, &folded);
    struct piece piece = piece_of(buf_view(&folded));
    return buf_ok(&folded) && lexicon_lists(l, role, &piece);
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
    bool pairs = (word.len == 1 && is_one_of(word.at[0], marks->pair_signs)) ||
                 cut_word_in(l, word, marks->pairs);
    *out = (struct cut){ at, end + 1, pairs };
    return pairs || cut_word_in(l, word, marks->parts);
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
