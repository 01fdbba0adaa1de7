/* home.c - "ini probolinggo pak, bukan surabaya", "saya warga kabupaten": that it lies with us, by
 * no name of a place of ours. */
#include "judge.h"
#include "language.h"

/* In more words a story is told. */
#define HOME_WORDS 14
/* "masih [wilayah] kabupaten", "[disuruh] ke surabaya": so many may be of nothing that we know. */
#define HOME_OTHERS_MAX 2

/* "ke [kabupaten] probolinggo" */
#define HEADS_WITHIN 2

#define EMPTY_BITS (COURTESY_ROLES | ROLE_BIT(WORD_PLACE_MARK))

static bool tells_nothing(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    return t->norm.text.len < 2 || reading_roles(l, r, i) & EMPTY_BITS ||
           r->place_at[i] != MATCH_NONE ||
           token_traits(l, t) & (TRAIT_LIGHT | TRAIT_LOCATOR | TRAIT_AMEND) ||
           token_in(l, t, WORD_SELF) || token_in(l, t, WORD_PEOPLE) || token_in(l, t, WORD_THIS) ||
           token_in(l, t, WORD_PRESENT) || token_in(l, t, WORD_PLACE_IN) ||
           token_in(l, t, WORD_PLACE_CITY) || token_in(l, t, WORD_PLACE_REGENCY) ||
           token_in(l, t, WORD_PLACE_TOWARDS) || token_in(l, t, WORD_PLACE_WHY);
}

static bool is_denied(const struct lexicon *l, const struct reading *r, size_t i)
{
    while (i > 0 && !r->tokens.at[i].new_part &&
           (token_in(l, &r->tokens.at[i - 1], WORD_PEOPLE) ||
            token_in(l, &r->tokens.at[i - 1], WORD_PLACE_IN) ||
            token_in(l, &r->tokens.at[i - 1], WORD_PLACE_CITY) ||
            token_in(l, &r->tokens.at[i - 1], WORD_PLACE_REGENCY)))
        i--;
    return i > 0 && token_traits(l, &r->tokens.at[i - 1]) & TRAIT_NEGATION;
}

/* "kabupaten [pak]": no other regency is named behind it. */
static bool stands_alone(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    return i + 1 >= r->tokens.count || at[i + 1].new_part ||
           reading_roles(l, r, i + 1) & EMPTY_BITS ||
           token_traits(l, &at[i + 1]) & TRAIT_NEGATION || token_in(l, &at[i + 1], WORD_PLACE_OURS);
}

static enum home home_at(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    bool denied = is_denied(l, r, i), alone = stands_alone(l, r, i);
    if (token_in(l, &at[i], WORD_PLACE_CITY)) return denied && alone ? HOME_REGENCY : HOME_NONE;
    if (denied) return HOME_NONE;
    if (token_in(l, &at[i], WORD_PLACE_REGENCY)) return alone ? HOME_REGENCY : HOME_NONE;
    bool city = i > 0 && token_in(l, &at[i - 1], WORD_PLACE_CITY);
    return token_in(l, &at[i], WORD_PLACE_OURS) && !city ? HOME_NAME : HOME_NONE;
}

/* "saya", "ini", "warga", "bukan [surabaya]": it is told where. */
static bool says_where(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    return token_in(l, t, WORD_SELF) || token_in(l, t, WORD_PEOPLE) || token_in(l, t, WORD_THIS) ||
           token_in(l, t, WORD_PLACE_IN) || token_in(l, t, WORD_PLACE_CITY) ||
           token_in(l, t, WORD_PLACE_REGENCY) || token_in(l, t, WORD_PLACE_NOUN) ||
           reading_roles(l, r, i) & ROLE_BIT(WORD_PLACE_MARK);
}

bool judge_heads_home(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 1; i < r->tokens.count; i++) {
        size_t from = reading_back(r, i, HEADS_WITHIN, STRETCH_PART);
        if (!token_in(l, &r->tokens.at[i], WORD_PLACE_OURS)) continue;
        for (size_t k = from; k < i; k++)
            if (token_in(l, &r->tokens.at[k], WORD_PLACE_TOWARDS) &&
                !token_in(l, &r->tokens.at[k], WORD_PLACE_FROM))
                return true;
    }
    return false;
}

enum home judge_home(const struct lexicon *l, const struct reading *r)
{
    enum home found = HOME_NONE;
    size_t others = 0;
    bool where = false;
    if (r->marked || r->tokens.count > HOME_WORDS) return HOME_NONE;
    for (size_t i = 0; i < r->tokens.count; i++) {
        enum home here = home_at(l, r, i);
        /* "pemkab probolinggo kok tidak bisa": who is told of, not where. */
        if (token_in(l, &r->tokens.at[i], WORD_OFFICE)) return HOME_NONE;
        where = where || says_where(l, r, i);
        if (here > found) found = here;
        if (here || token_in(l, &r->tokens.at[i], WORD_PLACE_OURS)) continue;
        if (traits_tell_trouble(token_traits(l, &r->tokens.at[i]))) return HOME_NONE;
        others += !tells_nothing(l, r, i);
    }
    return others <= (where ? HOME_OTHERS_MAX : 0) ? found : HOME_NONE;
}
