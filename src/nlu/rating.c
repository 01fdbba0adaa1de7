/* rating.c - see rating.h. */
#include "rating.h"
#include "language.h"

#define STAR       "\xE2\xAD\x90"
#define STARS_LEN  32 /* bytes of a message that is nothing but stars, and courtesy */
#define RATING_MAX 5

int number_word(const struct lexicon *l, const struct token *t)
{
    if (t->raw_listed == PHRASE_NONE && t->norm_listed == PHRASE_NONE) return 0;
    for (int n = 0; n < NUMBER_WORDS; n++)
        if (token_in(l, t, (enum word_role)(WORD_NUMBER_ONE + n))) return n + 1;
    return 0;
}

static int stars_in(struct str text)
{
    int n = 0;
    if (text.len > STARS_LEN) return 0;
    for (size_t at = str_find(text, STR(STAR), 0); at != SIZE_MAX;
         at = str_find(text, STR(STAR), at + sizeof STAR - 1))
        n++;
    return n <= RATING_MAX ? n : 0;
}

static int number_at(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    int64_t n = 0;
    if (t->number) return str_to_i64(t->raw.text, 1, RATING_MAX, &n, NULL) ? (int)n : 0;
    n = number_word(l, t);
    return n <= RATING_MAX ? (int)n : 0;
}

/* As it is meant: "biasanya" is no "biasa". */
static bool says(const struct lexicon *l, const struct reading *r, size_t i, enum word_role role)
{
    return i < r->tokens.count && !r->tokens.at[i].derived && token_in(l, &r->tokens.at[i], role);
}

/* "pak", "deh", "puas", "bintang": beside a number it leaves it one. */
static bool is_company(const struct lexicon *l, const struct reading *r, size_t i)
{
    static const enum word_role roles[] = { WORD_RATING_COMPANY, WORD_RATING_NAME, WORD_RATING_BEST,
                                            WORD_RATING_GOOD,    WORD_RATING_FAIR, WORD_RATING_VERY,
                                            WORD_RATING_LESS };
    for (size_t k = 0; k < sizeof roles / sizeof *roles; k++)
        if (token_in(l, &r->tokens.at[i], roles[k])) return true;
    return reading_roles(l, r, i) & ROLE_BIT(WORD_THANKS);
}

/* The next word from token i on; where there is none, how many there are. */
static size_t word_from(const struct reading *r, size_t i)
{
    while (i < r->tokens.count && r->tokens.at[i].raw.text.len == 0)
        i++;
    return i;
}

/* "3 [tiang lampu] mati": a thing that reports are about. */
static bool begins_keyword(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    uint32_t at = r->word_at[i];
    if (t->derived || at == MATCH_NONE || token_traits(l, t) & TRAIT_TROUBLE) return false;
    return l->words.items[r->matches[at].phrase].first_meaning != PHRASE_NONE;
}

/* "3 bulan", "2 titik", "1 lagi belum": it counts something. */
static bool is_counted(const struct lexicon *l, const struct reading *r, size_t behind)
{
    const struct token *t = &r->tokens.at[behind];
    bool noun = !t->new_part && (begins_keyword(l, r, behind) || token_in(l, t, WORD_RATING_UNIT));
    return noun || t->number || token_traits(l, t) & (TRAIT_TIME | TRAIT_AGAIN) ||
           token_in(l, t, WORD_PAST_SPAN);
}

static bool is_alone(const struct reading *r, size_t i)
{
    for (size_t k = 0; k < r->tokens.count; k++)
        if (k != i && r->tokens.at[k].number) return false;
    return true;
}

/* before: the word before token i, or SIZE_MAX. */
static bool is_rating(const struct lexicon *l, const struct reading *r, size_t before, size_t i)
{
    const struct token *at = r->tokens.at;
    size_t behind = word_from(r, i + 1);
    bool first = before == SIZE_MAX, last = behind >= r->tokens.count;
    if (!first && token_in(l, &at[before], WORD_RATING_NAME)) return true;
    /* "kurang cepat, 3"; "4,5" is no 5. */
    if (last && !first && at[i].new_part && !at[before].number) return true;
    /* "5 bagus, cepat", "1 lama sekali" */
    if (first && !last && at[i].number && is_alone(r, i) && !is_counted(l, r, behind)) return true;
    return (first || is_company(l, r, before)) && (last || is_company(l, r, behind));
}

static int number_in(const struct lexicon *l, const struct reading *r)
{
    size_t before = SIZE_MAX;
    for (size_t i = word_from(r, 0); i < r->tokens.count; i = word_from(r, i + 1)) {
        int n = number_at(l, r, i);
        if (n && is_rating(l, r, before, i)) return n;
        before = i;
    }
    return 0;
}

/* "puas pak, sudah bersih", "kurang puas": what the text begins with. */
static int words_in(const struct lexicon *l, const struct reading *r)
{
    size_t i = word_from(r, 0), next = word_from(r, i + 1);
    if (i >= r->tokens.count) return 0;
    if (says(l, r, i, WORD_RATING_BEST)) return 5;
    if (says(l, r, i, WORD_RATING_GOOD)) return says(l, r, next, WORD_RATING_VERY) ? 5 : 4;
    if (says(l, r, i, WORD_RATING_FAIR)) return 3;
    if (!says(l, r, next, WORD_RATING_GOOD)) return 0;
    if (says(l, r, i, WORD_RATING_VERY)) return 5;
    if (says(l, r, i, WORD_RATING_LESS)) return 2;
    return token_traits(l, &r->tokens.at[i]) & TRAIT_NEGATION ? 1 : 0;
}

bool rating_told_at(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    if (i > 0 && !at[i].new_part && token_in(l, &at[i - 1], WORD_RATING_NAME) && number_at(l, r, i))
        return true;
    while (i + 1 < r->tokens.count && !at[i + 1].new_part && token_in(l, &at[i], WORD_RATING_NAME))
        if (number_at(l, r, ++i)) return true;
    return false;
}

void rating_judge(const struct lexicon *l, const struct reading *r, struct str text,
                  struct understood *out)
{
    int rating = number_in(l, r);
    if (!rating) rating = stars_in(text);
    out->rated_plainly = rating > 0;
    out->rating = rating ? rating : words_in(l, r);
}
