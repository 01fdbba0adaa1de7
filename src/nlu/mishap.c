/* mishap.c - see mishap.h. Told in everyday words: "tadi ada yg jatuh dari motor", "truknya
 * kejeblos di lubang itu", "anak saya kena DB". */
#include "mishap.h"
#include "judge.h"
#include "language.h"

/* "anak [sekolah yang tadi] jatuh" */
#define WHO_BEFORE 4
/* "dahannya [sudah lapuk semua pak tadi ada yang] jatuh" */
#define TALL_BEFORE 12
/* "bisa [saja] jatuh" */
#define LIABLE_WITHIN 2
/* "adik [saya yang nomor dua sampai] masuk rs" */
#define ILL_BEFORE 6
/* "jatuh [di kamar mandi] rumah" */
#define HOME_WITHIN 4
/* "meninggal [di rs kraksaan] bulan januari" */
#define WHEN_WITHIN 4
/* "masuk [ke] rs" */
#define CLINIC_WITHIN 3

/* "yang", "tadi", "sampai": between "ada" and what befell. */
static bool is_between(const struct told *t, size_t i)
{
    const struct token *token = &t->r->tokens.at[i];
    return told_is_light(t, i) || token->number || token_in(t->l, token, WORD_PAST_CONJUNCTION) ||
           token_in(t->l, token, WORD_NOW_GONE) ||
           reading_roles(t->l, t->r, i) & ROLE_BIT(WORD_FILLER);
}

/* "ada yang [jatuh]": somebody, unless something tall is told of. */
static bool exists_before(const struct told *t, size_t from, size_t i)
{
    for (size_t k = i; k-- > from;) {
        if (token_in(t->l, &t->r->tokens.at[k], WORD_EXISTS))
            return !reading_has(t->l, t->r, reading_back(t->r, i, TALL_BEFORE, STRETCH_PART), i,
                                WORD_TALL);
        if (!is_between(t, k)) return false;
    }
    return false;
}

/* "[kemarin] saya", and not "hp saya". */
static bool is_writer(const struct told *t, size_t i)
{
    const struct token *at = t->r->tokens.at;
    if (!token_in(t->l, &at[i], WORD_SELF)) return false;
    if (i == 0 || at[i].new_part || is_between(t, i - 1)) return true;
    return told_covers(t, WORD_PAST, i - 1, i) || told_covers(t, WORD_NOW, i - 1, i);
}

/* "bu" may be who is spoken to, "ibu saya" is not. */
static bool is_somebody(const struct told *t, size_t i)
{
    const struct token *at = t->r->tokens.at;
    uint64_t spoken_to = ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_GREETING);
    /* "ibu saya", "ibu ibu" */
    bool more = i + 1 < t->r->tokens.count && !at[i + 1].new_part;
    bool own = more && (token_in(t->l, &at[i + 1], WORD_SELF) ||
                        str_equal(at[i + 1].norm.text, at[i].norm.text));
    if (is_writer(t, i) || token_in(t->l, &at[i], WORD_PEOPLE)) return true;
    return token_in(t->l, &at[i], WORD_PERSON) &&
           (own || !(reading_roles(t->l, t->r, i) & spoken_to));
}

/* "motor", "truknya" */
static bool is_driven(const struct told *t, size_t i)
{
    const struct token *token = &t->r->tokens.at[i];
    return token_in(t->l, token, WORD_STRUCK) && !token_in(t->l, token, WORD_TALL);
}

static bool is_liable(const struct told *t, size_t i)
{
    return reading_has(t->l, t->r, reading_back(t->r, i, LIABLE_WITHIN, STRETCH_PART), i,
                       WORD_LIABLE);
}

static bool is_real(const struct told *t, size_t i)
{
    const struct match at = { .from = (uint32_t)i, .to = (uint32_t)i + 1 };
    return judge_befell(t->l, t->r, &at) && !is_liable(t, i);
}

/* "tadi", "kemarin", "sudah", "disitu", "truknya": once, and no more than "motor jatuh". */
static bool is_told_as_once(const struct told *t, size_t from, size_t i)
{
    for (size_t k = 0; k < t->count; k++)
        if (t->at[k].roles & (ROLE_BIT(WORD_PAST) | ROLE_BIT(WORD_NOW))) return true;
    for (size_t k = from; k < i; k++)
        if (is_driven(t, k) && token_names_told(&t->r->tokens.at[k])) return true;
    /* "jukirnya nyerempet istri saya sampai jatuh": by what it came about. */
    if (judge_alarm(t->l, t->r, ROLE_BIT(WORD_HAZARD) | ROLE_BIT(WORD_BLOW), 0, i)) return true;
    return reading_has(t->l, t->r, from, i, WORD_ALREADY) ||
           reading_says(t->l, t->r, WORD_PLACE_THERE) || reading_says(t->l, t->r, WORD_REFERENCE);
}

/* "jatuh [di parkiran] rumah": at home, and not "di depan rumah". */
static bool is_at_home(const struct told *t, size_t i)
{
    size_t to = reading_ahead(t->r, i + 1, HOME_WITHIN, STRETCH_PART);
    for (size_t k = i + 1; k < to; k++) {
        if (token_traits(t->l, &t->r->tokens.at[k]) & TRAIT_LOCATOR) return false;
        if (str_equal(t->r->tokens.at[k].norm.text, STR("rumah"))) return true;
    }
    return false;
}

/* "ada pengendara meninggal karena lubang itu", "ada yang meninggal di situ": of what was told, and
 * not "nenek saya meninggal". */
static bool is_killed(const struct told *t, size_t from, size_t i)
{
    return token_in(t->l, &t->r->tokens.at[i], WORD_DIED) &&
           reading_has(t->l, t->r, from, i, WORD_EXISTS) &&
           (reading_says(t->l, t->r, WORD_PLACE_THERE) || reading_says(t->l, t->r, WORD_REFERENCE));
}

/* "anak sekolah jatuh", and nothing more: nobody writes that of what only happens at times. */
static bool is_all(const struct told *t, size_t from, size_t i)
{
    size_t end = i + 1;
    while (end < t->r->tokens.count && told_is_light(t, end))
        end++;
    return from == 0 && end == t->r->tokens.count && !judge_tells_past(t->l, t->r);
}

bool mishap_at(const struct told *t, size_t i)
{
    size_t from = reading_back(t->r, i, WHO_BEFORE, STRETCH_PART);
    bool tumbles = token_in(t->l, &t->r->tokens.at[i], WORD_TUMBLES) || is_killed(t, from, i);
    if (!tumbles || !is_real(t, i) || is_at_home(t, i)) return false;
    /* "jatuh tempo" */
    if (reading_roles(t->l, t->r, i) & ROLE_BIT(WORD_FILLER)) return false;
    bool what = reading_has(t->l, t->r, from, i, WORD_TALL);
    bool who = exists_before(t, from, i), driven = false;
    for (size_t k = from; k < i && !who && !what; k++) {
        driven = driven || is_driven(t, k);
        who = is_somebody(t, k);
    }
    return (who && is_all(t, from, i)) || ((who || driven) && is_told_as_once(t, from, i));
}

/* "hampir [saja] jatuh" */
#define NEARLY_WITHIN 2

bool mishap_nearly_at(const struct told *t, size_t i)
{
    const struct lexicon *l = t->l;
    const struct reading *r = t->r;
    if (!token_in(l, &r->tokens.at[i], WORD_NEARLY) || is_liable(t, i)) return false;
    size_t to = reading_ahead(r, i + 1, NEARLY_WITHIN, STRETCH_PART), k = i + 1;
    while (k < to && !token_in(l, &r->tokens.at[k], WORD_TUMBLES))
        k++;
    /* "hampir jatuh tempo" */
    if (k == to || reading_roles(l, r, k) & ROLE_BIT(WORD_FILLER)) return false;
    size_t from = reading_back(r, i, WHO_BEFORE, STRETCH_PART);
    bool who = exists_before(t, from, i), own = reading_has(l, r, from, i, WORD_SELF);
    for (size_t w = from; w < i && !who; w++)
        who = is_somebody(t, w);
    return who && (own || is_told_as_once(t, from, i));
}

/* --- who is taken ill --- */

static bool is_admitted(const struct told *t, size_t i)
{
    const struct token *at = t->r->tokens.at;
    bool itself = token_in(t->l, &at[i], WORD_CLINIC);
    if (!token_in(t->l, &at[i], WORD_ADMITTED) && !token_in(t->l, &at[i], WORD_CARRIED))
        return false;
    return itself ||
           reading_has(t->l, t->r, i + 1, reading_ahead(t->r, i + 1, CLINIC_WITHIN, STRETCH_PART),
                       WORD_CLINIC);
}

bool judge_ails(const struct lexicon *l, const struct reading *r)
{
    struct told t = { .l = l, .r = r };
    if (!reading_says(l, r, WORD_ILLNESS) && !reading_says(l, r, WORD_ADMITTED) &&
        !reading_says(l, r, WORD_CARRIED))
        return false;
    told_read(&t);
    for (size_t i = 0; i < r->tokens.count; i++) {
        if (!token_in(l, &r->tokens.at[i], WORD_ILLNESS) && !is_admitted(&t, i)) continue;
        size_t from = reading_back(r, i, ILL_BEFORE, STRETCH_PART);
        bool who = exists_before(&t, from, i);
        for (size_t k = from; k < i && !who; k++)
            who = is_somebody(&t, k);
        if (who && is_real(&t, i)) return true;
    }
    return false;
}

/* "meninggal [di rs] bulan januari" */
static bool is_long_ago(const struct told *t, size_t i)
{
    size_t to = reading_ahead(t->r, i + 1, WHEN_WITHIN, STRETCH_PART);
    for (size_t k = i + 1; k < to; k++) {
        struct str word = t->r->tokens.at[k].norm.text;
        if (str_equal(word, STR("bulan")) || str_equal(word, STR("tahun"))) return true;
    }
    return false;
}

/* "ibu saya sudah tidak ada pak": gently said, of somebody of theirs. */
static bool has_passed(const struct lexicon *l, const struct reading *r)
{
    const struct token *at = r->tokens.at;
    for (size_t i = 1; i + 2 < r->tokens.count; i++) {
        size_t end = i + 3;
        bool own =
            token_in(l, &at[i - 1], WORD_SELF) && i > 1 && token_in(l, &at[i - 2], WORD_PERSON);
        bool gone = token_in(l, &at[i], WORD_ALREADY) &&
                    token_traits(l, &at[i + 1]) & TRAIT_NEGATION &&
                    token_in(l, &at[i + 2], WORD_EXISTS);
        bool ends = end == r->tokens.count || at[end].new_part ||
                    reading_roles(l, r, end) & ROLE_BIT(WORD_FILLER);
        if (own && gone && ends && !r->marked) return true;
    }
    return false;
}

bool judge_bereaved(const struct lexicon *l, const struct reading *r)
{
    const struct told t = { .l = l, .r = r };
    if (has_passed(l, r)) return true;
    /* "bapak saya meninggal bulan januari, aktanya ..." */
    if (!reading_says(l, r, WORD_DIED) || judge_bygone(l, r)) return false;
    for (size_t i = 0; i < r->tokens.count; i++)
        if (token_in(l, &r->tokens.at[i], WORD_DIED) && is_real(&t, i) && !is_long_ago(&t, i))
            return true;
    return false;
}
