/* disown.c - "yang laporan dishub itu bukan pak", "saya tidak lapor parkir", "saya cuma lapor
 * jalan": of what a report was made that is none of theirs. */
#include "disown.h"
#include "judge.h"
#include "language.h"
#include "withdraw.h"

/* In more words a story is told. */
#define DISOWN_WORDS 18
/* "laporan [dinas perhubungan yang tadi] salah" */
#define NAME_REACH 6
/* "saya [tidak pernah] lapor", "lapor [soal] parkir" */
#define DENIAL_REACH 2

struct disowned {
    const struct lexicon *l;
    const struct reading *r;
    struct understood *out;
    struct span where; /* what is disowned is named; empty: nowhere */
};

/* The category that the keywords in [from, to) speak for most; NULL: there is none. */
static const struct category *matter_in(const struct disowned *d, size_t from, size_t to)
{
    const struct category *best = NULL;
    int most = 0;
    for (size_t i = 0; i < d->r->match_count; i++) {
        const struct match *match = &d->r->matches[i];
        if (match->place || match->from < from || match->to > to) continue;
        uint32_t k = d->l->words.items[match->phrase].first_meaning;
        for (; k != PHRASE_NONE; k = d->l->words.meanings[k].next) {
            if (d->l->words.meanings[k].weight <= most) continue;
            most = d->l->words.meanings[k].weight;
            best = &d->l->desk->categories[d->l->words.meanings[k].index];
        }
    }
    return best;
}

static const struct department *unit_in(const struct disowned *d, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        const struct department *unit = judge_unit_at(d->l, d->r, i);
        if (unit) return unit;
    }
    return NULL;
}

/* What is named in [from, to) is none of theirs. */
static bool disown(struct disowned *d, size_t from, size_t to)
{
    const struct department *unit = unit_in(d, from, to);
    const struct category *matter = matter_in(d, from, to);
    if (!unit && !matter) return false;
    d->out->disowns = true;
    d->out->disowned_unit = unit;
    d->out->disowned = unit ? NULL : matter;
    d->where = (struct span){ from, to };
    return true;
}

static bool names_report(const struct disowned *d, size_t i)
{
    const struct token *t = &d->r->tokens.at[i];
    return token_in(d->l, t, WORD_REPORT) || token_in(d->l, t, WORD_REPORT_OWN);
}

/* "salah [info] pak", "bukan [pak, tolong dihapus]": nothing is told behind it. "salah alamat" is
 * of where. */
static bool ends_part(const struct disowned *d, size_t i)
{
    const struct token *at = d->r->tokens.at;
    for (; i < d->r->tokens.count && !at[i].new_part; i++) {
        bool heard = token_in(d->l, &at[i], WORD_WITHDRAW_MISTAKEN) &&
                     !token_in(d->l, &at[i], WORD_PLACE_NOUN);
        if (!heard && !withdraw_tells_no_more(d->l, d->r, i) &&
            !(reading_roles(d->l, d->r, i) & ROLE_BIT(WORD_CANCEL)))
            return false;
    }
    return true;
}

/* "laporan [laka itu] salah pak" */
static bool is_wrong(struct disowned *d, size_t i)
{
    const struct token *at = d->r->tokens.at;
    if (!names_report(d, i)) return false;
    size_t end = reading_ahead(d->r, i + 1, NAME_REACH, STRETCH_PART);
    for (size_t k = i + 2; k < end; k++)
        if (token_in(d->l, &at[k], WORD_WRONG) && ends_part(d, k + 1)) return disown(d, i + 1, k);
    return false;
}

/* "tidak lapor [parkir]"; who did not tell the police denies none of what was told here. */
static bool is_not_told(struct disowned *d, size_t i)
{
    const struct token *at = d->r->tokens.at;
    size_t count = d->r->tokens.count, from = reading_back(d->r, i, DENIAL_REACH, STRETCH_PART);
    bool denied = false;
    for (size_t k = from; k < i; k++)
        denied = denied || (token_traits(d->l, &at[k]) & TRAIT_NEGATION &&
                            !str_equal(at[k].norm.text, STR("belum")));
    if (!denied || !token_in(d->l, &at[i], WORD_REPORTING)) return false;
    if (i + 1 >= count || at[i + 1].new_part || token_in(d->l, &at[i + 1], WORD_PLACE_TOWARDS))
        return false;
    return disown(d, i + 1, reading_ahead(d->r, i + 1, count, STRETCH_PART));
}

/* "bukan saya", "saya bukan": at token i. */
static bool is_not_self(const struct lexicon *l, const struct reading *r, size_t i)
{
    const struct token *at = r->tokens.at;
    if (i + 1 >= r->tokens.count || at[i + 1].new_part) return false;
    return str_equal(at[i].norm.text, STR("bukan")) && token_in(l, &at[i + 1], WORD_SELF);
}

struct span disown_of_others(const struct lexicon *l, const struct reading *r)
{
    const struct token *at = r->tokens.at;
    for (size_t i = 1; i + 1 < r->tokens.count; i++) {
        if (!token_in(l, &at[i], WORD_REPORTING) || !str_equal(at[i - 1].norm.text, STR("yang")))
            continue;
        size_t last = reading_ahead(r, i + 1, r->tokens.count, STRETCH_PART), end = i + 1;
        while (end < last && !(token_traits(l, &at[end]) & TRAIT_BUT))
            end++;
        if (i >= 3 && is_not_self(l, r, i - 3)) return (struct span){ i + 1, end };
        for (size_t k = i + 1; k + 1 < r->tokens.count && k <= i + 1 + NAME_REACH; k++)
            if (is_not_self(l, r, k)) return (struct span){ i + 1, k };
    }
    return (struct span){ 0, 0 };
}

/* "[saya cuma lapor jalan,] sekarang parkir liarnya ...": told beside it; not "kok ada laporan
 * parkir", which they disown. */
static bool tells_beside(const struct disowned *d, size_t from, size_t to)
{
    const struct category *beside = matter_in(d, from, to);
    for (size_t i = from; i < to; i++)
        if (names_report(d, i)) return false;
    return beside && beside != d->out->owned;
}

/* "[saya cuma lapor jalan] kok lama": they wait, and disown nothing. */
static bool asks_behind(const struct disowned *d, size_t from)
{
    size_t count = d->r->tokens.count;
    return d->out->chases || reading_has(d->l, d->r, from, count, WORD_ASK_REPROACH) ||
           reading_has(d->l, d->r, from, count, WORD_ASK_GRIEVANCE);
}

/* "cuma lapor [jalan lubang]": that, and nothing else. */
static bool is_only(struct disowned *d, size_t i)
{
    const struct token *at = d->r->tokens.at;
    bool report = names_report(d, i) || token_in(d->l, &at[i], WORD_REPORTING);
    size_t from = reading_back(d->r, i, DENIAL_REACH, STRETCH_PART);
    if (!report || !reading_has(d->l, d->r, from, i, WORD_ONLY)) return false;
    size_t end = reading_ahead(d->r, i + 1, d->r->tokens.count, STRETCH_PART);
    d->out->owned = asks_behind(d, i + 1) ? NULL : matter_in(d, i + 1, end);
    if (d->out->owned && (tells_beside(d, 0, reading_back(d->r, i, i, STRETCH_PART)) ||
                          tells_beside(d, end, d->r->tokens.count)))
        d->out->owned = NULL;
    return d->out->owned != NULL;
}

/* "itu bukan laporan saya" */
static bool is_not_theirs(const struct disowned *d, size_t i)
{
    const struct token *at = d->r->tokens.at;
    bool own = token_in(d->l, &at[i], WORD_REPORT_OWN) ||
               (token_in(d->l, &at[i], WORD_REPORT) && i + 1 < d->r->tokens.count &&
                token_in(d->l, &at[i + 1], WORD_SELF));
    return own && i > 0 && !at[i].new_part && str_equal(at[i - 1].norm.text, STR("bukan"));
}

/* "salah", "klentu pak", "lho keliru laporannya": and not what. */
static bool is_only_wrong(const struct disowned *d)
{
    const uint64_t empty =
        ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_NOISE) | ROLE_BIT(WORD_FILLER) | ROLE_BIT(WORD_NO);
    const struct token *at = d->r->tokens.at;
    bool wrong = false;
    for (size_t i = 0; i < d->r->tokens.count; i++) {
        bool denies = (token_traits(d->l, &at[i]) & TRAIT_NEGATION) != 0;
        bool says = token_in(d->l, &at[i], WORD_WRONG) && !denies;
        wrong = wrong || says;
        /* "luasnya salah" tells what. */
        bool report = names_report(d, i);
        bool more = !withdraw_tells_no_more(d->l, d->r, i) || withdraw_names(&at[i]);
        if (denies || (more && !says && !report && !(reading_roles(d->l, d->r, i) & empty)))
            return false;
    }
    return wrong;
}

struct span disown_judge(const struct lexicon *l, const struct reading *r, struct understood *out)
{
    struct disowned d = { .l = l, .r = r, .out = out };
    /* "lho kok pohon? saya tidak lapor pohon": what is asked ended before. */
    if (r->ends_marked || r->tokens.count > DISOWN_WORDS) return d.where;
    const struct span others = disown_of_others(l, r);
    if (span_is_told(&others)) (void)disown(&d, others.from, others.to);
    for (size_t i = 0; i < r->tokens.count; i++) {
        if (is_wrong(&d, i) || is_not_told(&d, i) || is_only(&d, i)) continue;
        out->disowns = out->disowns || is_not_theirs(&d, i);
    }
    out->disowns = out->disowns || out->owned;
    /* "salah dinas" says what. */
    bool says = out->missent || out->intent == INTENT_CORRECT;
    out->amiss = !says && !out->denies_place && is_only_wrong(&d);
    return d.where;
}

/* "bukan [ini] pemkot", "saya kira [ini] pemkot" */
#define TAKEN_REACH 3

bool judge_took_for_other(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->tokens.count; i++) {
        bool hall = token_in(l, &r->tokens.at[i], WORD_PLACE_CITY) &&
                    !str_starts(r->tokens.at[i].norm.text, STR("kot")); /* "bukan kota" */
        if (!hall) continue;
        for (size_t k = reading_back(r, i, TAKEN_REACH, STRETCH_PART); k < i; k++)
            if (str_equal(r->tokens.at[k].norm.text, STR("bukan")) ||
                token_in(l, &r->tokens.at[k], WORD_PRESUMES))
                return true;
    }
    return false;
}
