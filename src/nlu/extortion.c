/* extortion.c - an official who demands money, told in everyday words. */
#include "judge.h"
#include "language.h"

/* So many words may stand between the three: "petugas di kantor kecamatan leces minta". */
#define OFFICIAL_BEFORE 6
#define MONEY_BEHIND    5
/* Where somebody had to pay, the official may stand further away. */
#define OFFICIAL_AROUND 10
/* "50000", "50.000": nothing else is so long behind "minta". */
#define AMOUNT_DIGITS 4

static bool is_amount(const struct reading *r, size_t from, size_t to)
{
    for (size_t i = from, digits = 0; i < to; i++) {
        digits = r->tokens.at[i].number ? digits + r->tokens.at[i].raw.text.len : 0;
        if (digits >= AMOUNT_DIGITS) return true;
    }
    return false;
}

/* An official before the demand, in its sentence; no denial before or between ("bukan petugas minta
 * uang"). */
static bool official_before(const struct lexicon *l, const struct reading *r, size_t demand,
                            size_t most)
{
    size_t from = reading_back(r, demand, most, STRETCH_SENTENCE);
    const struct match *official = judge_alarm(l, r, ROLE_BIT(WORD_OFFICIAL), from, demand);
    return official && !reading_denies(l, r, official->from > 0 ? official->from - 1 : 0, demand);
}

/* "disuruh bayar 50 ribu sama kades", "dimintai 100 ribu di kantor desa" */
static bool official_behind(const struct lexicon *l, const struct reading *r, size_t demand)
{
    const struct match *official =
        judge_alarm(l, r, ROLE_BIT(WORD_OFFICIAL), demand, demand + 1 + OFFICIAL_AROUND);
    if (!official || reading_denies(l, r, demand > 1 ? demand - 2 : 0, demand)) return false;
    return official->from > 0 && token_in(l, &r->tokens.at[official->from - 1], WORD_EXACTED_BY);
}

static bool money_follows(const struct lexicon *l, const struct reading *r, size_t from)
{
    size_t to = from + MONEY_BEHIND < r->tokens.count ? from + MONEY_BEHIND : r->tokens.count;
    return judge_alarm(l, r, ROLE_BIT(WORD_MONEY), from, to) || is_amount(r, from, to);
}

/* "petugas sudah motong sebagian": of what grows, as long as no fund is spoken of. */
static bool cuts_branches(const struct lexicon *l, const struct reading *r,
                          const struct match *match)
{
    bool partly = match->to < r->tokens.count &&
                  token_roles(l, &r->tokens.at[match->to]) & ROLE_BIT(WORD_PARTLY);
    return match_roles(l, r, match) & ROLE_BIT(WORD_CUT) && partly &&
           !judge_alarm(l, r, ROLE_BIT(WORD_FUND), 0, r->tokens.count);
}

/* In more words more is told. */
#define WHOSE_WORDS 6

/* "yang narik pegawai dishub": whose people, by the name of their unit, and nothing else. */
static bool is_only_whose(const struct lexicon *l, const struct reading *r,
                          const struct match *demand, const struct match *official)
{
    return r->tokens.count <= WHOSE_WORDS && official->from <= demand->to + 1 &&
           judge_unit_at(l, r, official->from + 1);
}

/* "yang minta uang itu petugas dishub sendiri": who did it, behind what was told of it. No denial
 * between. */
static bool official_told_behind(const struct lexicon *l, const struct reading *r,
                                 const struct match *demand)
{
    const struct token *at = r->tokens.at;
    size_t to = reading_ahead(r, demand->to, OFFICIAL_AROUND, STRETCH_SENTENCE);
    bool which = demand->from > 0 && str_equal(at[demand->from - 1].norm.text, STR("yang"));
    const struct match *official =
        which ? judge_alarm(l, r, ROLE_BIT(WORD_OFFICIAL), demand->to, to) : NULL;
    if (!official || reading_denies(l, r, demand->from, official->from)) return false;
    bool themselves = reading_has(l, r, official->to, to, WORD_THEMSELVES);
    return themselves || money_follows(l, r, demand->to) || is_only_whose(l, r, demand, official);
}

/* "itu oknum dishub": who it was, by a word that accuses, and nothing else. */
static const struct match *culprit_named(const struct lexicon *l, const struct reading *r)
{
    const struct token *at = r->tokens.at;
    if (r->tokens.count > WHOSE_WORDS || reading_denies(l, r, 0, r->tokens.count)) return NULL;
    for (size_t i = 1; i + 1 < r->tokens.count; i++)
        if (str_equal(at[i].norm.text, STR("oknum")) && judge_unit_at(l, r, i + 1) &&
            (token_in(l, &at[i - 1], WORD_THIS) || token_in(l, &at[i - 1], WORD_REFERENCE)))
            return judge_alarm(l, r, ROLE_BIT(WORD_OFFICIAL), i, i + 2);
    return NULL;
}

const struct match *judge_extortion(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->alarm_count; i++) {
        const struct match *match = &r->alarms[i];
        uint64_t roles = match_roles(l, r, match);
        if (cuts_branches(l, r, match)) continue;
        bool demands =
            roles & ROLE_BIT(WORD_DEMAND) && official_before(l, r, match->from, OFFICIAL_BEFORE);
        bool exacted = roles & ROLE_BIT(WORD_EXACTED) &&
                       (official_before(l, r, match->from, OFFICIAL_AROUND) ||
                        official_behind(l, r, match->from));
        if ((demands || exacted) && money_follows(l, r, match->to)) return match;
        if (roles & ROLE_BIT(WORD_DEMAND) && official_told_behind(l, r, match)) return match;
    }
    return culprit_named(l, r);
}

/* --- paid for haste --- */

/* "bayar 600 ribu katanya [biar cepat]": so many words may stand between. */
#define HASTE_WITHIN 8

/* "biar cepat", "supaya lekas jadi" */
static bool hastens(const struct lexicon *l, const struct reading *r, size_t i)
{
    return token_in(l, &r->tokens.at[i], WORD_HASTE_SO) &&
           reading_has(l, r, i + 1, i + 3, WORD_HASTE_SOON);
}

static bool is_for_haste(const struct lexicon *l, const struct reading *r,
                         const struct match *payment)
{
    size_t from = reading_back(r, payment->from, HASTE_WITHIN, STRETCH_SENTENCE);
    size_t to = reading_ahead(r, payment->to, HASTE_WITHIN, STRETCH_SENTENCE);
    for (size_t i = from; i < to; i++)
        if (hastens(l, r, i)) return true;
    return false;
}

/* Somebody in office, an office, or what only an office gives; and no shop. */
static bool is_of_office(const struct lexicon *l, const struct reading *r,
                         const struct category *about)
{
    if (reading_says(l, r, WORD_BUSINESS)) return false;
    return judge_alarm(l, r, ROLE_BIT(WORD_OFFICIAL), 0, r->tokens.count) ||
           reading_says(l, r, WORD_HASTE_OFFICE) ||
           (about->is_private && about != l->desk->other_category);
}

const struct match *judge_haste_paid(const struct lexicon *l, const struct reading *r,
                                     const struct category *about)
{
    const uint64_t paid = ROLE_BIT(WORD_EXACTED) | ROLE_BIT(WORD_DEMAND);
    for (size_t i = 0; i < r->alarm_count; i++) {
        const struct match *match = &r->alarms[i];
        bool denied = reading_denies(l, r, match->from > 1 ? match->from - 2 : 0, match->from);
        if (match_roles(l, r, match) & paid && !denied && is_for_haste(l, r, match))
            return is_of_office(l, r, about) ? match : NULL;
    }
    return NULL;
}
