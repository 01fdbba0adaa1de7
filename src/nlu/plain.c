/* plain.c - see plain.h. */
#include "plain.h"
#include "language.h"
#include "rating.h"

#define EMPTY_BITS                                                                                 \
    (ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_THANKS) | ROLE_BIT(WORD_NOISE) |                      \
     ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_PLACE_MARK) | ROLE_BIT(WORD_YES))

bool plain_words(const struct lexicon *l, const struct reading *r, struct arena *arena,
                 struct str *out, struct err *e)
{
    struct str words[UNDERSTOOD_PLAIN_WORDS];
    size_t count = 0;
    *out = STR_EMPTY;
    for (size_t i = 0; i < r->tokens.count; i++) {
        struct str word = r->tokens.at[i].norm.text;
        if (word.len < 2 || reading_roles(l, r, i) & EMPTY_BITS) continue;
        if (count == UNDERSTOOD_PLAIN_WORDS) return true;
        words[count++] = word;
    }
    for (size_t i = 0; i < count; i++)
        if (!arena_text(arena, out, e, "%.*s%s%.*s", STR_ARG(*out), i ? " " : "",
                        STR_ARG(words[i])))
            return false;
    return true;
}

/* --- a row by its number --- */

#define ROWS_MAX NUMBER_WORDS

static const char *const ordinals[ROWS_MAX] = { "pertama", "kedua",     "ketiga",
                                                "keempat", "kelima",    "keenam",
                                                "ketujuh", "kedelapan", "kesembilan" };

/* "yang satu" is one of several and no row; "nomor satu" is one. */
static int row_of(const struct lexicon *l, const struct token *t, bool marked)
{
    int64_t n = 0;
    struct str word = t->raw.text;
    if (t->number) return str_to_i64(word, 1, ROWS_MAX, &n, NULL) ? (int)n : 0;
    size_t row = STR_AMONG(word, ordinals);
    return row || !marked ? (int)row : number_word(l, t);
}

/* "dusun 2", "rt 3": a number of a place. */
static bool is_of_place(const struct lexicon *l, const struct reading *r, size_t i)
{
    return i > 0 && reading_roles(l, r, i - 1) & ROLE_BIT(WORD_PLACE_MARK);
}

int plain_row(const struct lexicon *l, const struct reading *r)
{
    int row = 0;
    bool marked = false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        bool marker = token_in(l, t, WORD_ROW_MARK);
        int here = row_of(l, t, marked);
        marked = marked || marker;
        if (here && (row || is_of_place(l, r, i))) return 0;
        if (here) row = here;
        if (here || marker || (!t->number && t->norm.text.len < 2)) continue;
        bool empty = reading_roles(l, r, i) & EMPTY_BITS || token_traits(l, t) & TRAIT_POINT;
        if (t->number || !empty) return 0;
    }
    return row;
}
