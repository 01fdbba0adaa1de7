/* category.c - which category the keywords of a text speak for. */
#include "judge.h"
#include "language.h"
#include "weigh.h"
#include <string.h>

/* What is told in a house is its unit's unless it weighs more than so many times its name, as often
 * as that stands there. */
#define HOUSE_TIMES 2

/* "[depan masjid sampai] jembatan" */
#define STRETCH_WORDS 6

/* "depan masjid sampai jembatan kecil"; not "sampai jembatan putus". */
static bool ends_stretch(const struct lexicon *l, const struct reading *r,
                         const struct match *match)
{
    const struct token *at = r->tokens.at;
    if (!token_in(l, &at[match->from - 1], WORD_AS_FAR_AS)) return false;
    bool broken = match->to < r->tokens.count && !at[match->to].new_part &&
                  traits_tell_trouble(token_traits(l, &at[match->to]));
    for (size_t i = reading_back(r, match->from, STRETCH_WORDS, STRETCH_PART); i < match->from; i++)
        if (token_traits(l, &at[i]) & TRAIT_LOCATOR) return !broken;
    return false;
}

/* "rumah [anak pak] lurah [dekat jalan berlubang]": by whose house something lies; not "kantor
 * lurah". */
static bool is_house_of(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    size_t i = match->from;
    if (!reading_has(l, r, match->from, match->to, WORD_CHIEF) || match->to >= r->tokens.count)
        return false;
    const struct token *next = &r->tokens.at[match->to];
    if (next->new_part || !(token_traits(l, next) & TRAIT_LOCATOR)) return false;
    while (i > 0 && (token_in(l, &r->tokens.at[i - 1], WORD_CHIEF_KIN) ||
                     reading_roles(l, r, i - 1) & ROLE_BIT(WORD_FILLER)))
        i--;
    return i > 0 && token_in(l, &r->tokens.at[i - 1], WORD_HOME);
}

/* "di depan pasar", "dekat balai desa", "pak, rt 9": where it is, hardly what it is. */
static bool is_location(const struct lexicon *l, const struct reading *r, const struct match *match)
{
    const struct token *at = r->tokens.at, *last = &at[match->to - 1];
    bool alone = match->to - match->from == 1 || last->new_part; /* and no "iuran rt 3" */
    if (alone && match->to < r->tokens.count && last[1].number &&
        token_in(l, last, WORD_PLACE_LINE))
        return true;
    if (match->from == 0) return false;
    return token_traits(l, &at[match->from - 1]) & TRAIT_LOCATOR || ends_stretch(l, r, match) ||
           is_house_of(l, r, match);
}

/* "sering terjadi tabrakan", "rawan terjadinya kecelakaan": no accident, but a place where
 * something is to be built or mended. */
static bool is_no_accident(const struct lexicon *l, const struct reading *r,
                           const struct match *match, uint32_t category)
{
    return &l->desk->categories[category] == l->accident &&
           (judge_usual(l, r, match) || !judge_befell(l, r, match));
}

/* "rumah tetangga mau [roboh]" */
#define SOON_WITHIN 2

/* "rumah [tetangga mau] roboh": no disaster yet, but a house that is to be mended. */
static bool is_no_collapse(const struct lexicon *l, const struct reading *r,
                           const struct match *match, uint32_t category)
{
    if (l->desk->categories[category].priority == PRIORITY_NORMAL ||
        !reading_has(l, r, match->from, match->to, WORD_HOME))
        return false;
    size_t falls = match->from;
    while (falls < match->to && !token_in(l, &r->tokens.at[falls], WORD_FALLS))
        falls++;
    if (falls == match->to) return false;
    size_t from = reading_back(r, falls, SOON_WITHIN, STRETCH_PART);
    return reading_has(l, r, from, falls, WORD_WISH) || reading_has(l, r, from, falls, WORD_NEARLY);
}

int match_weight(const struct lexicon *l, const struct reading *r, const struct match *match,
                 uint32_t category)
{
    if (match->place) return 0;
    uint32_t i = l->words.items[match->phrase].first_meaning;
    for (; i != PHRASE_NONE; i = l->words.meanings[i].next) {
        if (l->words.meanings[i].index != category) continue;
        if (is_no_accident(l, r, match, category) || is_no_collapse(l, r, match, category))
            return 0;
        int weight = l->words.meanings[i].weight;
        /* Words that stand apart say less than the same words together. */
        if (match->apart) return (weight + 1) / 2;
        return is_location(l, r, match) ? (weight + 2) / 3 : weight;
    }
    return 0;
}

bool judge_only_located(const struct lexicon *l, const struct reading *r, uint32_t category)
{
    bool found = false;
    for (size_t i = 0; i < r->match_count; i++) {
        const struct match *match = &r->matches[i];
        if (match_weight(l, r, match, category) == 0) continue;
        if (match->apart || !is_location(l, r, match) ||
            reading_troubled(l, r, match->from, match->to))
            return false;
        found = true;
    }
    return found;
}

bool judge_only_hints(const struct lexicon *l, const struct reading *r, uint32_t category)
{
    bool hinted = false;
    for (size_t i = 0; i < r->match_count; i++) {
        int weight = match_weight(l, r, &r->matches[i], category);
        if (weight >= JUDGE_HEARD_MIN) return false;
        hinted = hinted || weight > 0;
    }
    return hinted;
}

/* A citizen who says it three times does not mean it three times as much. */
static bool is_repeated(const struct reading *r, size_t index, const bool *meant)
{
    for (size_t i = 0; i < r->match_count; i++) {
        const struct match *other = &r->matches[i], *match = &r->matches[index];
        if (i == index || !meant[i] || other->phrase != match->phrase) continue;
        /* Of two that say the same the closer one counts, then the earlier one. */
        if (other->apart != match->apart ? match->apart : i < index) return true;
    }
    return false;
}

/* A phrase that speaks for two categories of a department speaks for the department once, with the
 * higher weight. */
static bool is_spoken_for(const struct lexicon *l, const struct reading *r,
                          const struct match *match, uint32_t meaning)
{
    const struct phrases *words = &l->words;
    uint32_t index = words->meanings[meaning].index;
    int weight = match_weight(l, r, match, index);
    for (uint32_t k = words->items[match->phrase].first_meaning; k != PHRASE_NONE;
         k = words->meanings[k].next) {
        uint32_t other = words->meanings[k].index;
        if (k == meaning || l->units[other] != l->units[index]) continue;
        int more = match_weight(l, r, match, other) - weight;
        if (more > 0 || (more == 0 && other < index)) return true;
    }
    return false;
}

static void score_match(const struct lexicon *l, const struct reading *r, const struct match *match,
                        int *scores, int *units)
{
    uint32_t k = l->words.items[match->phrase].first_meaning;
    for (; k != PHRASE_NONE; k = l->words.meanings[k].next) {
        uint32_t index = l->words.meanings[k].index;
        int weight = match_weight(l, r, match, index);
        scores[index] += weight;
        if (!is_spoken_for(l, r, match, k)) units[l->units[index]] += weight;
    }
}

/* but_roads: a road that only says where counts for nothing. meant: by match. */
static void score_all(const struct lexicon *l, const struct reading *r, bool but_roads,
                      const bool *meant, int *scores, int *units)
{
    for (size_t i = 0; i < r->match_count; i++) {
        const struct match *match = &r->matches[i];
        if (!meant[i] || is_repeated(r, i, meant)) continue;
        if (!but_roads || !along_is_road(l, match)) score_match(l, r, match, scores, units);
    }
}

static void score_code(const struct lexicon *l, struct str code, int weight, int *scores,
                       int *units)
{
    for (size_t i = 0; code.len && i < l->desk->category_count; i++) {
        if (!str_equal(l->desk->categories[i].code, code)) continue;
        scores[i] += weight;
        units[l->units[i]] += weight;
    }
}

/* A building without a permit is no matter of those who work in it, or of its smell. */
static void score_licence(const struct lexicon *l, const struct reading *r, int *scores, int *units)
{
    score_code(l, licence_lacking(l, r).code, LICENCE_WEIGHT, scores, units);
}

/* Whatever paper a neighbourhood takes money for, the money is the matter. */
static void score_fee(const struct lexicon *l, const struct reading *r, int *scores, int *units)
{
    const struct fee fee = fee_told(l, r);
    if (span_is_told(&fee.money))
        score_code(l, STR(PLACE_OFFICE_CATEGORY), FEE_WEIGHT, scores, units);
}

static bool owns_category(const struct lexicon *l, uint32_t unit)
{
    for (size_t i = 0; i < l->desk->category_count; i++)
        if (l->units[i] == unit) return true;
    return false;
}

/* Of the unit that a chief leads: the one of the name, or the office of the place. */
static uint32_t unit_led(const struct lexicon *l, const struct reading *r,
                         const struct match *servant)
{
    for (size_t i = servant->from; i <= servant->to && i < r->tokens.count; i++) {
        const struct department *named = judge_unit_at(l, r, i);
        uint32_t unit = named ? (uint32_t)(named - l->desk->departments) : 0;
        if (named && !named->external && owns_category(l, unit)) return unit;
    }
    return (uint32_t)l->desk->department_count; /* of no department */
}

/* What a lurah, or anybody else, does to who comes for a paper is no matter of their own office:
 * that of the place is not even offered. */
static void score_servants(const struct lexicon *l, uint32_t led, int *scores, int *units)
{
    size_t to = (size_t)(l->servants - l->desk->categories);
    int most = 0, others = 0, part = led < l->desk->department_count ? 2 : 0;
    if (led == l->units[to]) return;
    for (size_t i = 0; i < l->desk->category_count; i++) {
        if (l->units[i] != led && i != to && scores[i] > others) others = scores[i];
        if (l->units[i] != led) continue;
        if (scores[i] > most) most = scores[i];
        scores[i] = part ? scores[i] / part : 0;
    }
    units[led] = part ? units[led] / part : 0;
    if (others > most) return; /* a matter of others, be the lurah spoken of as he may */
    scores[to] += most;
    units[l->units[to]] += most;
}

/* Of the office of the place nothing is told but who leads it: "lurah", and no paper. */
static bool is_only_led(const struct lexicon *l, const struct reading *r)
{
    uint32_t office = (uint32_t)l->desk->department_count;
    for (size_t i = 0; i < r->match_count; i++) {
        const struct match *match = &r->matches[i];
        uint32_t k = match->place ? PHRASE_NONE : l->words.items[match->phrase].first_meaning;
        for (; k != PHRASE_NONE; k = l->words.meanings[k].next)
            if (l->units[l->words.meanings[k].index] == office &&
                l->words.meanings[k].weight >= JUDGE_HEARD_MIN &&
                !reading_has(l, r, match->from, match->to, WORD_CHIEF))
                return false;
    }
    return true;
}

static void score_manner(const struct lexicon *l, const struct reading *r, int *scores, int *units)
{
    struct manner manner = manner_told(l, r);
    uint32_t office = (uint32_t)l->desk->department_count;
    if (manner.of) {
        scores[manner.of - l->desk->categories] += manner.weight;
        units[l->units[manner.of - l->desk->categories]] += manner.weight;
    }
    if (!l->servants) return;
    if (manner.of == l->servants)
        score_servants(l, manner.chief ? unit_led(l, r, manner.servant) : office, scores, units);
    else if (!manner.of && units[office] && is_only_led(l, r) &&
             (manner_blames_chief(l, r) || manner_names_kin(l, r)))
        score_servants(l, office, scores, units);
}

/* A category of another unit in the field of the house. */
static bool is_beside_house(const struct desk *desk, uint32_t category, uint32_t house)
{
    const struct department *other = desk->categories[category].department;
    const struct department *own = desk->categories[house].department;
    return other && other != own && own->field.len > 0 && str_equal(other->field, own->field);
}

/* Of units of one field the one whose house is named: papers that an SMK keeps back are no matter
 * of the office for primary schools. A long letter that hardly speaks of the house is. */
static void score_institution(const struct lexicon *l, const struct reading *r, const bool *meant,
                              int *scores, int *units)
{
    const struct desk *desk = l->desk;
    size_t times;
    uint32_t house = institution_named(l, r, meant, &times);
    int most = 0;
    if (house == MATCH_NONE) return;
    for (uint32_t i = 0; i < desk->category_count; i++)
        if (is_beside_house(desk, i, house) && scores[i] > most) most = scores[i];
    if (most > HOUSE_TIMES * (int)times * scores[house]) return;
    for (uint32_t i = 0; i < desk->category_count; i++) {
        if (!is_beside_house(desk, i, house)) continue;
        scores[house] += scores[i];
        units[l->units[house]] += scores[i];
        int less = scores[i] - scores[i] / 2;
        units[l->units[i]] -= less < units[l->units[i]] ? less : units[l->units[i]];
        scores[i] -= less;
    }
}

/* Whatever speaks for the best one speaks for the one of its kind that is named with the place. */
static void score_named(const struct lexicon *l, const struct reading *r, const bool *meant,
                        int *scores, int *units)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < l->desk->category_count; i++)
        if (scores[i] > scores[best]) best = i;
    uint32_t named = named_at_place(l, r, meant, best);
    if (named == MATCH_NONE) return;
    scores[named] += scores[best];
    units[l->units[named]] += scores[best];
    scores[best] /= 2;
    units[l->units[best]] /= 2;
}

static void score(const struct lexicon *l, const struct reading *r, bool *meant, int *scores,
                  int *units)
{
    meant_find(l, r, meant);
    spot_drop(l, r, meant);
    score_all(l, r, false, meant, scores, units);
    if (along_is_place(l, r, scores)) {
        memset(scores, 0, l->desk->category_count * sizeof *scores);
        memset(units, 0, (l->desk->department_count + 1) * sizeof *units);
        score_all(l, r, true, meant, scores, units);
    }
    score_licence(l, r, scores, units);
    score_fee(l, r, scores, units);
    score_manner(l, r, scores, units);
    score_institution(l, r, meant, scores, units);
    score_named(l, r, meant, scores, units);
}

/* The most that words side by side say for each category. */
static void find_most(const struct lexicon *l, const struct reading *r, const bool *meant,
                      int *most)
{
    for (size_t i = 0; i < r->match_count; i++) {
        const struct match *match = &r->matches[i];
        if (!meant[i] || match->apart) continue;
        uint32_t k = l->words.items[match->phrase].first_meaning;
        for (; k != PHRASE_NONE; k = l->words.meanings[k].next) {
            uint32_t index = l->words.meanings[k].index;
            int weight = match_weight(l, r, match, index);
            if (weight > most[index]) most[index] = weight;
        }
    }
}

bool judge_is_better(const struct scores *scores, const struct lexicon *l, size_t i, size_t than)
{
    if (scores->all[i] != scores->all[than]) return scores->all[i] > scores->all[than];
    return l->units[i] == l->units[than] && scores->most[i] > scores->most[than];
}

bool judge_category(const struct lexicon *l, const struct reading *r, struct arena *arena,
                    struct scores *out, struct err *e)
{
    const struct desk *desk = l->desk;
    int *scores = arena_zero(arena, desk->category_count + 1, sizeof *scores);
    int *units = arena_zero(arena, desk->department_count + 1, sizeof *units);
    int *most = arena_zero(arena, desk->category_count + 1, sizeof *most);
    bool *meant = arena_zero(arena, r->match_count + 1, sizeof *meant);
    struct scores found = { .all = scores, .units = units, .most = most };
    if (!scores || !units || !most || !meant) return err_set(e, ERR_MEMORY, "nlu: out of memory");
    score(l, r, meant, scores, units);
    find_most(l, r, meant, most);
    for (size_t i = 0; i < desk->category_count; i++) {
        size_t best = found.best ? (size_t)(found.best - desk->categories) : 0;
        if (found.best ? !judge_is_better(&found, l, i, best) : scores[i] == 0) continue;
        found.best = &desk->categories[i];
        found.best_score = scores[i];
    }
    for (size_t i = 0; found.best && i < desk->category_count; i++) {
        const struct category *other = &desk->categories[i];
        if (scores[i] <= found.next_score || other->department == found.best->department) continue;
        found.next = other;
        found.next_score = scores[i];
    }
    *out = found;
    return true;
}

const struct category *judge_heard(const struct scores *scores)
{
    bool alone = scores->best_score > scores->next_score;
    return scores->best_score >= JUDGE_HEARD_MIN && alone ? scores->best : NULL;
}
