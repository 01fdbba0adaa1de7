/* back.c - "ini sekarang ...", "sudah saya jawab pak, ...", "kok belum ada yang ngurus": a text
 * that begins with what was told before goes on with it, whatever matter stands behind that; and
 * where somebody was carried to, which is no matter. */
#include "judge.h"
#include "language.h"

/* "sudah [saya] jawab", "kok [kok sampai sekarang] belum" */
#define BACK_REACH 3

/* "ini sekarang", "itu masih", "iki saiki" at token i. */
static bool is_this_now(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    bool next = i + 1 < r->tokens.count && !at[i + 1].new_part;
    bool that = token_in(l, &at[i], WORD_THAT) || token_in(l, &at[i], WORD_THIS);
    return next && that && token_in(l, &at[i + 1], WORD_BY_NOW);
}

/* "saya [jawab]", "tak [kirim]" */
static bool does_self(const struct lexicon *l, const struct reading *r, size_t from, size_t to)
{
    return reading_has(l, r, from, to, WORD_SELF) || reading_has(l, r, from, to, WORD_SELF_DOES);
}

/* "sudah saya jawab", "wis tak kirim" */
static bool was_replied(const struct lexicon *l, const struct reading *r, size_t i)
{
    if (!token_in(l, &r->tokens.at[i], WORD_ALREADY)) return false;
    size_t to = reading_ahead(r, i + 1, BACK_REACH, STRETCH_PART);
    return does_self(l, r, i + 1, to) && reading_has(l, r, i + 1, to, WORD_REPLIED);
}

/* "kok belum ada yang ngurus", "kok durung ono sing teko" */
static bool waits_for_somebody(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    bool reproach =
        token_in(l, &at[i], WORD_ASK_REPROACH) || token_in(l, &at[i], WORD_ASK_GRIEVANCE);
    size_t to = reading_ahead(r, i + 1, BACK_REACH + 2, STRETCH_PART);
    for (size_t k = i + 1; reproach && k + 2 < to; k++)
        if (str_equal(at[k].norm.text, STR("belum")) && token_in(l, &at[k + 1], WORD_EXISTS) &&
            str_equal(at[k + 2].norm.text, STR("yang")))
            return true;
    return false;
}

/* "[kan sudah saya] bilang" */
#define REMINDS_REACH 5

bool judge_reminds(const struct lexicon *l, const struct reading *r)
{
    const struct token *at = r->tokens.at;
    for (size_t i = 0; i < r->tokens.count; i++) {
        if (!token_in(l, &at[i], WORD_REMINDS)) continue;
        size_t to = reading_ahead(r, i + 1, REMINDS_REACH, STRETCH_PART);
        bool told = reading_has(l, r, i + 1, to, WORD_REPLIED) ||
                    reading_has(l, r, i + 1, to, WORD_SECRECY_REVEAL);
        if (told && does_self(l, r, i + 1, to) && reading_has(l, r, i + 1, to, WORD_ALREADY))
            return true;
    }
    return false;
}

bool judge_points_back(const struct lexicon *l, const struct reading *r)
{
    size_t i = 0;
    for (; i < r->tokens.count; i++) {
        if (is_this_now(l, r, i) || was_replied(l, r, i) || waits_for_somebody(l, r, i))
            return true;
        if (!reading_courteous(l, r, i)) return false;
    }
    return false;
}

/* "[dibawa langsung ke rsud] tongas" */
#define CARRIED_REACH 4

/* "sudah ke puskesmas tadi", and no more: how it went there is another matter. */
#define GONE_WORDS 6

static bool has_gone(const struct lexicon *l, const struct reading *r, size_t i)
{
    return r->tokens.count <= GONE_WORDS && i + 1 < r->tokens.count && !judge_trouble(l, r) &&
           token_in(l, &r->tokens.at[i], WORD_ALREADY) &&
           token_in(l, &r->tokens.at[i + 1], WORD_PLACE_TOWARDS);
}

bool judge_carried_to(const struct lexicon *l, const struct reading *r, size_t i)
{
    size_t from = reading_back(r, i, CARRIED_REACH, STRETCH_PART), carried = i;
    for (size_t k = from; k < i; k++)
        if (token_in(l, &r->tokens.at[k], WORD_CARRIED) || has_gone(l, r, k)) carried = k;
    return carried < i && reading_has(l, r, carried, i + 1, WORD_CLINIC);
}

/* Whether keywords speak for the category, each of them one of these. */
static bool only_such(const struct lexicon *l, const struct reading *r, uint32_t category,
                      bool (*is_such)(const struct lexicon *l, const struct reading *r,
                                      const struct match *match))
{
    bool found = false;
    for (size_t k = 0; k < r->match_count; k++) {
        if (match_weight(l, r, &r->matches[k], category) == 0) continue;
        if (!is_such(l, r, &r->matches[k])) return false;
        found = true;
    }
    return found;
}

static bool is_where_to(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    return judge_carried_to(l, r, match->from);
}

bool judge_only_carried_to(const struct lexicon *l, const struct reading *r, uint32_t category)
{
    return only_such(l, r, category, is_where_to);
}

/* "nik [atas nama ibu saya: ] 3513..." */
#define NUMBER_REACH  4
#define NUMBER_DIGITS 10

static bool is_numbered(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    size_t end = match->to + NUMBER_REACH, to = end < r->tokens.count ? end : r->tokens.count;
    (void)l;
    for (size_t k = match->to; k < to; k++)
        if (r->tokens.at[k].number && r->tokens.at[k].raw.text.len >= NUMBER_DIGITS) return true;
    return false;
}

bool judge_only_numbered(const struct lexicon *l, const struct reading *r, uint32_t category)
{
    return only_such(l, r, category, is_numbered);
}

/* "aspalnya", and not "hanya" */
static bool says_the(const struct lexicon *l, const struct token *t)
{
    return str_ends(t->raw.text, STR("nya")) && !token_typed(l, t, WORD_NOT_TOLD);
}

/* "nomornya [rumah sakit]", "jadwalnya [puskesmas]": of the house that is named right behind it. */
static bool is_of_house(const struct lexicon *l, const struct reading *r, size_t i)
{
    bool next = i + 1 < r->tokens.count && !r->tokens.at[i + 1].new_part;
    for (size_t k = 0; next && k < r->match_count; k++) {
        const struct match *m = &r->matches[k];
        if (m->from == i + 1 && (reading_has(l, r, m->from, m->to, WORD_CLINIC) ||
                                 reading_has(l, r, m->from, m->to, WORD_INSTITUTION)))
            return true;
    }
    return false;
}

/* "aspalnya", "jalan itu", "tambah longsor": of what was told before. */
bool judge_refers_back(const struct lexicon *l, const struct reading *r)
{
    const struct token *at = r->tokens.at;
    for (size_t i = 0; i < r->tokens.count; i++) {
        bool asks = reading_roles(l, r, i) & ROLE_BIT(WORD_QUESTION); /* "mau tanya" */
        bool beside = i > 0 && token_in(l, &at[i - 1], WORD_BESIDE);  /* "selain itu" */
        if (at[i].told || (!asks && says_the(l, &at[i]) && !is_of_house(l, r, i))) return true;
        if (token_in(l, &at[i], WORD_REFERENCE) && !beside) return true;
        if (i + 1 < r->tokens.count && token_in(l, &at[i], WORD_WORSENS) &&
            traits_tell_trouble(token_traits(l, &at[i + 1])))
            return true;
    }
    return false;
}
