/* embezzlement.c - public money, land and goods that were taken, told in everyday words. */
#include "judge.h"
#include "language.h"

/* So many words may stand between: "dana BOS tahun ini katanya dimakan". */
#define FUND_AROUND     6
#define OFFICIAL_AROUND 6
#define OWN_AROUND      8
/* Where no official is named: "mobil dinas dipakai untuk mudik", but not "dipakai warga antar
 * istrinya". */
#define OWN_BESIDE 2

#define PUBLIC (ROLE_BIT(WORD_FUND) | ROLE_BIT(WORD_ASSET))

static const struct match *before(const struct lexicon *l, const struct reading *r, uint64_t roles,
                                  size_t at, size_t most)
{
    return judge_alarm(l, r, roles, reading_back(r, at, most, STRETCH_PART), at);
}

static const struct match *behind(const struct lexicon *l, const struct reading *r, uint64_t roles,
                                  size_t at, size_t most)
{
    return judge_alarm(l, r, roles, at, reading_ahead(r, at, most, STRETCH_PART));
}

/* An alarm of one of these roles near `at`, with no comma between. */
static const struct match *near(const struct lexicon *l, const struct reading *r, uint64_t roles,
                                const struct match *at, size_t most)
{
    const struct match *found = before(l, r, roles, at->from, most);
    return found ? found : behind(l, r, roles, at->to, most);
}

static bool is_said(const struct lexicon *l, const struct reading *r, uint32_t traits, size_t from,
                    size_t to)
{
    for (size_t i = from; i < to; i++)
        if (token_traits(l, &r->tokens.at[i]) & traits) return true;
    return false;
}

/* "jual sayur di tanah kas desa": where it is, not what. */
static bool is_where(const struct lexicon *l, const struct reading *r, const struct match *thing)
{
    return thing->from > 0 && token_says_where(l, &r->tokens.at[thing->from - 1]);
}

/* What was done to what, by whom. */
struct deed {
    const struct match *thing, *by; /* NULL: none, nobody was named */
};

/* "kades jual tanah kas desa", "dana desa kades pakai": whoever does it stands before it. */
static struct deed done(const struct lexicon *l, const struct reading *r, uint64_t things,
                        const struct match *verb)
{
    struct deed deed = { .by = before(l, r, ROLE_BIT(WORD_OFFICIAL), verb->from, OFFICIAL_AROUND) };
    deed.thing = behind(l, r, things, verb->to, FUND_AROUND);
    if (deed.thing && is_where(l, r, deed.thing)) deed.thing = NULL;
    if (!deed.thing && deed.by) deed.thing = before(l, r, things, deed.by->from, FUND_AROUND);
    return deed;
}

/* "tanah kas desa dijual kades": whoever did it stands behind, and before a plea to another. */
static struct deed suffered(const struct lexicon *l, const struct reading *r, uint64_t things,
                            const struct match *verb)
{
    struct deed deed = { .thing = before(l, r, things, verb->from, FUND_AROUND),
                         .by = behind(l, r, ROLE_BIT(WORD_OFFICIAL), verb->to, OFFICIAL_AROUND) };
    if (deed.by && is_said(l, r, TRAIT_REQUEST, verb->to, deed.by->from)) deed.by = NULL;
    if (deed.thing && !deed.by && is_where(l, r, deed.thing)) deed.thing = NULL;
    return deed;
}

static struct deed deed_of(const struct lexicon *l, const struct reading *r, uint64_t things,
                           const struct match *verb)
{
    return judge_suffered(r, verb) ? suffered(l, r, things, verb) : done(l, r, things, verb);
}

/* "apa boleh tanah kas desa dijual", "mohon tanah kas desa dijual saja" */
static bool is_wished(const struct lexicon *l, const struct reading *r, const struct match *verb,
                      const struct deed *deed)
{
    size_t first = deed->thing->from < verb->from ? deed->thing->from : verb->from;
    size_t from = reading_back(r, first, FUND_AROUND, STRETCH_PART);
    if (is_said(l, r, TRAIT_MAY, from, verb->from)) return true;
    return !deed->by && first > 0 && is_said(l, r, TRAIT_REQUEST, first - 1, first);
}

/* What only an office has is not sold without one; what is given to people may be theirs. */
static bool is_sold(const struct lexicon *l, const struct reading *r, const struct match *verb)
{
    if (!judge_real(l, r, verb, WORD_SOLD)) return false;
    struct deed deed = deed_of(l, r, PUBLIC, verb);
    if (!deed.thing || is_wished(l, r, verb, &deed)) return false;
    return deed.by || match_roles(l, r, deed.thing) & ROLE_BIT(WORD_ASSET);
}

/* What is his own, not the village's. */
static bool is_own(const struct lexicon *l, const struct reading *r, const struct match *verb,
                   const struct deed *deed)
{
    const struct match *own = near(l, r, ROLE_BIT(WORD_OWN), verb, OWN_AROUND);
    bool asset = match_roles(l, r, deed->thing) & ROLE_BIT(WORD_ASSET);
    if (!own || !judge_real(l, r, own, WORD_OWN)) return false;
    return deed->by || (asset && own->from >= verb->to && own->from < verb->to + OWN_BESIDE);
}

static bool is_used(const struct lexicon *l, const struct reading *r, const struct match *verb)
{
    if (!judge_real(l, r, verb, WORD_USED)) return false;
    struct deed deed = deed_of(l, r, PUBLIC, verb);
    return deed.thing && !is_wished(l, r, verb, &deed) && is_own(l, r, verb, &deed);
}

/* A part of a fund is cut for many reasons; where an official does it or a sum is named, it is
 * asked for an account. */
static bool is_cut(const struct lexicon *l, const struct reading *r, const struct match *verb)
{
    if (!judge_real(l, r, verb, WORD_CUT)) return false;
    if (deed_of(l, r, ROLE_BIT(WORD_WAGE), verb).by &&
        near(l, r, ROLE_BIT(WORD_WAGE), verb, FUND_AROUND))
        return true;
    return near(l, r, ROLE_BIT(WORD_FUND), verb, FUND_AROUND) &&
           near(l, r, ROLE_BIT(WORD_OFFICIAL) | ROLE_BIT(WORD_MONEY), verb, OFFICIAL_AROUND);
}

static bool is_embezzled(const struct lexicon *l, const struct reading *r, const struct match *verb)
{
    return judge_real(l, r, verb, WORD_EMBEZZLED) && near(l, r, PUBLIC, verb, FUND_AROUND);
}

const struct match *judge_embezzlement(const struct lexicon *l, const struct reading *r)
{
    for (size_t i = 0; i < r->alarm_count; i++) {
        const struct match *match = &r->alarms[i];
        if (is_embezzled(l, r, match) || is_cut(l, r, match) || is_sold(l, r, match) ||
            is_used(l, r, match))
            return match;
    }
    return NULL;
}
