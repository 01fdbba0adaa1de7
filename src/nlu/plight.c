/* plight.c - see plight.h. Told in everyday words, behind a report mostly. */
#include "plight.h"
#include "judge.h"
#include "language.h"
#include "pressing.h"

/* "tinggal [setengah] meter [lagi saja dari belakang] rumah" */
#define LEFT_WITHIN 3
#define HOME_WITHIN 5
/* "belum [ada yang bisa] dimakan", "makan [nasi] dari kemarin" */
#define DENIED_BEFORE 4
#define SINCE_WITHIN  4
/* "rumah saya [dindingnya sudah] roboh" */
#define HOUSE_BEFORE 5
/* "mau roboh[, anak saya lagi tidur] di dalam" */
#define INSIDE_WITHIN 12
#define INSIDE_BEFORE 4
/* "beras [di rumah sudah] habis" */
#define USED_UP_WITHIN 4

/* "sudah lama roboh" */
static bool lasts_long(const struct reading *r, size_t from, size_t to)
{
    for (size_t i = from; i < to + 2 && i < r->tokens.count; i++)
        if (str_equal(r->tokens.at[i].norm.text, STR("lama"))) return true;
    return false;
}

/* "di depan [rumah pak A] roboh", "pagar [rumah saya] roboh": something else did. */
static bool stands_beside(const struct lexicon *l, const struct reading *r, size_t i)
{
    return i > 0 && !r->tokens.at[i].new_part &&
           (token_traits(l, &r->tokens.at[i - 1]) & TRAIT_LOCATOR ||
            token_in(l, &r->tokens.at[i - 1], WORD_TALL));
}

const struct match *judge_house_fell(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->match_count; i++) {
        const struct match *m = &r->matches[i];
        if (!m->apart || m->place) continue;
        struct match whole = *m; /* as if the two stood together */
        whole.apart = false;
        if (!(match_roles(l, r, &whole) & ROLE_BIT(WORD_URGENT))) continue;
        size_t fall = m->to - 1u;
        if (!stands_beside(l, r, m->from) && !lasts_long(r, m->from, m->to) &&
            token_in(l, &r->tokens.at[m->from], WORD_HOME) &&
            !reading_has(l, r, m->from, fall, WORD_TALL) &&
            !reading_has(l, r, m->from, fall, WORD_BEARS) && judge_has_fallen(l, r, fall) &&
            !judge_past(l, r, &whole) && !judge_bygone(l, r))
            return m;
    }
    return NULL;
}

/* "tinggal 1 meter", "kari sak meter": neither "saya tinggal 1 km dari". */
static bool is_left(const struct lexicon *l, const struct reading *r, size_t i)
{
    size_t from = reading_back(r, i, LEFT_WITHIN, STRETCH_PART);
    for (size_t k = i; k-- > from;) {
        if (!token_in(l, &r->tokens.at[k], WORD_ONLY_LEFT)) continue;
        return k == 0 || r->tokens.at[k].new_part || !token_in(l, &r->tokens.at[k - 1], WORD_SELF);
    }
    return false;
}

bool judge_near_by_distance(const struct lexicon *l, const struct reading *r)
{
    if (!reading_says(l, r, WORD_DISTANCE) || !reading_says(l, r, WORD_ONLY_LEFT)) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        if (!token_in(l, &r->tokens.at[i], WORD_DISTANCE) || !is_left(l, r, i)) continue;
        size_t to = reading_ahead(r, i + 1, HOME_WITHIN, STRETCH_PART);
        if (reading_has(l, r, i + 1, to, WORD_HOME)) return true;
    }
    return false;
}

/* "dari kemarin", "sudah 2 hari"; not "makan siang", "hari ini". */
static bool lasts(const struct lexicon *l, const struct reading *r, size_t i)
{
    size_t from = reading_back(r, i, DENIED_BEFORE + SINCE_WITHIN, STRETCH_SENTENCE);
    size_t to = reading_ahead(r, i + 1, SINCE_WITHIN, STRETCH_SENTENCE);
    for (size_t k = from; k < to; k++)
        if (k != i + 1 && token_traits(l, &r->tokens.at[k]) & TRAIT_TIME &&
            !(k + 1 < r->tokens.count && token_in(l, &r->tokens.at[k + 1], WORD_THIS)))
            return true;
    return reading_has(l, r, i, to, WORD_FOOD) || reading_says(l, r, WORD_STARVES);
}

/* "belum makan", "dereng nedho", "tidak ada yang bisa dimakan" */
static bool goes_without(const struct lexicon *l, const struct reading *r, size_t i)
{
    size_t from = reading_back(r, i, DENIED_BEFORE, STRETCH_PART);
    if (!token_in(l, &r->tokens.at[i], WORD_EATS)) return false;
    /* "sapi saya tidak mau makan", "belum makan obat" */
    bool drug = i + 1 < r->tokens.count && str_equal(r->tokens.at[i + 1].norm.text, STR("obat"));
    return reading_denies(l, r, from, i) && !reading_has(l, r, from, i, WORD_WISH) && !drug &&
           lasts(l, r, i);
}

static bool is_used_up(const struct lexicon *l, const struct reading *r, size_t i)
{
    size_t from = reading_back(r, i, USED_UP_WITHIN, STRETCH_PART);
    return token_in(l, &r->tokens.at[i], WORD_USED_UP) && reading_has(l, r, from, i, WORD_FOOD);
}

/* "kelaparan", "anak saya lapar"; of food that is used up, at home. */
static bool is_hungry(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct match at = { .from = (uint32_t)i, .to = (uint32_t)i + 1 };
    bool starves = token_in(l, &r->tokens.at[i], WORD_STARVES), used_up = is_used_up(l, r, i);
    bool whose = reading_says(l, r, WORD_SELF) || reading_says(l, r, WORD_PERSON);
    if (starves) return whose && judge_befell(l, r, &at);
    return used_up && whose && reading_says(l, r, WORD_HOME);
}

/* "ngungsi", "tidur di mushola" */
static bool sleeps_elsewhere(const struct lexicon *l, const struct reading *r)
{
    const struct token *at = r->tokens.at;
    if (reading_says(l, r, WORD_REFUGE)) return true;
    for (size_t i = 0; i + 1 < r->tokens.count; i++)
        if (token_in(l, &at[i], WORD_SLEEPS) && token_in(l, &at[i + 1], WORD_PLACE_IN)) return true;
    return false;
}

/* "ngungsi di mushola, belum ada makanan", "numpang tidur di mushola, butuh selimut sama makan":
 * there is none where they had to go. */
static bool has_no_food(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *t = &r->tokens.at[i];
    size_t from = reading_back(r, i, DENIED_BEFORE, STRETCH_PART);
    bool eats = token_in(l, t, WORD_EATS), food = token_in(l, t, WORD_FOOD);
    if (!(eats || food) || !sleeps_elsewhere(l, r)) return false;
    return reading_has(l, r, from, i, WORD_NEEDS) || (food && reading_denies(l, r, from, i));
}

bool judge_starves(const struct lexicon *l, const struct reading *r)
{
    if (!reading_says(l, r, WORD_EATS) && !reading_says(l, r, WORD_STARVES) &&
        !reading_says(l, r, WORD_USED_UP) && !reading_says(l, r, WORD_REFUGE))
        return false;
    if (judge_bygone(l, r) && !reading_says(l, r, WORD_EATS)) return false;
    for (size_t i = 0; i < r->tokens.count; i++)
        if (goes_without(l, r, i) || has_no_food(l, r, i) || is_hungry(l, r, i)) return true;
    return false;
}

/* "operasi"; "darah" of "cuci darah", not of "donor darah". */
static bool is_treatment(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    if (!token_in(l, &at[i], WORD_TREATED)) return false;
    if (!str_equal(at[i].norm.text, STR("darah"))) return true;
    return i > 0 && str_equal(at[i - 1].norm.text, STR("cuci"));
}

bool judge_treated_soon(const struct lexicon *l, const struct reading *r)
{
    bool treated = false, soon = false;
    if (!reading_says(l, r, WORD_TREATED)) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        bool past = i > 0 && str_equal(r->tokens.at[i - 1].norm.text, STR("kemarin"));
        treated = treated || is_treatment(l, r, i);
        soon = soon || (!past && token_in(l, &r->tokens.at[i], WORD_TOMORROW));
    }
    return treated && soon;
}

bool plight_own_house(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    for (size_t k = reading_back(r, i, HOUSE_BEFORE, STRETCH_PART); k + 1 < i; k++)
        if (token_in(l, &at[k], WORD_HOME) && token_in(l, &at[k + 1], WORD_SELF)) return true;
    return false;
}

/* "masih di dalam", "wonge isih nang njero"; neither "tinggal di dalam", "masuk ke dalam", nor
 * "[rumah saya] di dalam gang". */
static bool is_inside(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    size_t from = reading_back(r, i, INSIDE_BEFORE, STRETCH_PART);
    bool in = str_starts(at[i].raw.text, STR("di")); /* "didalam" */
    if (!token_in(l, &at[i], WORD_WITHIN) || from == i) return false;
    if (!in && !token_in(l, &at[i - 1], WORD_PLACE_IN)) return false;
    if (i + 1 < r->tokens.count && token_in(l, &at[i + 1], WORD_PASSAGE)) return false;
    if (reading_denies(l, r, from, i) || reading_has(l, r, from, i, WORD_REST)) return false;
    return reading_has(l, r, from, i, WORD_PERSON) || reading_has(l, r, from, i, WORD_SELF) ||
           reading_has(l, r, from, i, WORD_STILL);
}

bool judge_in_what_falls(const struct lexicon *l, const struct reading *r, struct span *out)
{
    if (!reading_says(l, r, WORD_WITHIN) || judge_bygone(l, r)) return false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        if (token_traits(l, &r->tokens.at[i]) & TRAIT_HABIT) return false;
        if (!judge_about_to_fall(l, r, i)) continue;
        size_t to = reading_ahead(r, i + 1, INSIDE_WITHIN, STRETCH_SENTENCE);
        for (size_t k = reading_back(r, i, INSIDE_WITHIN, STRETCH_SENTENCE); k < to; k++)
            if (is_inside(l, r, k)) {
                *out = (struct span){ k - 1, k + 1 };
                return true;
            }
    }
    return false;
}
