/* route.c - ranking departments. */
#include "route.h"
#include <math.h>
#include <stdlib.h>

/* These numbers come from cross-validation on labelled complaints, and from sentences about matters
 * that those complaints do not know. */

/* Below: the citizen is asked. Nearly four of five texts are above, and of these 96 % go right. */
#define MODEL_SURE 0.55
/* Keywords move a margin by RULES_PULL * ln(1 + score). */
#define RULES_PULL 0.21
/* Rules are sure of a department with so much, twice as much as any other has. They then count
 * for more, the fewer texts of it the model has seen; half of FEW_PULL at FEW_TEXTS. */
#define RULES_SURE    6
#define RULES_SURE_BY 2
#define FEW_PULL      0.4
#define FEW_TEXTS     20.0
/* A department that the model has never seen stands where a wrong one usually does, the lower the
 * more texts held none of it; or, when the rules are sure of it, where one does about which the
 * model is in doubt. */
#define UNSEEN         (-0.45)
#define UNSEEN_BY_TEXT 0.084
#define UNSEEN_SURE    0.0
/* Sure without a model: so much, and half as much again as the next. */
#define RULES_MIN 2
/* One keyword alone that weighs less is weak: enough to go by, as long as the citizen may choose.
 */
#define KEYWORD_PLAIN 4
/* So much for the office of the place names it, and not only its kelurahan. */
#define OFFICE_NAMED 3
#define NO_EVIDENCE  (-1e9)

struct ranking {
    const struct router *r;
    double *total;    /* by unit */
    const int *rules; /* by unit */
    float *margins;   /* by class; NULL without a model */
    int32_t *classes; /* by unit: its class with the highest margin, or -1 */
};

static bool is_district_office(const struct desk *desk, const struct department *department)
{
    if (department == desk->desk_department) return false;
    for (size_t i = 0; i < desk->place_count; i++)
        if (desk->places[i].level == PLACE_DISTRICT && desk->places[i].owner == department)
            return true;
    return false;
}

static bool classes_map(struct router *r, struct err *e)
{
    const struct desk *desk = r->desk;
    if (!r->model) return true;
    r->class_units = calloc(r->model->departments, sizeof *r->class_units);
    if (!r->class_units) return err_set(e, ERR_MEMORY, "nlu: out of memory");
    for (size_t c = 0; c < r->model->departments; c++) {
        struct str code = r->model->codes[c];
        uint32_t u = 0;
        while (u < desk->department_count && !str_equal(desk->departments[u].code, code))
            u++;
        if (u == desk->department_count)
            return err_set(e, ERR_INPUT, "department '%.*s' is not in departments.csv; train again",
                           STR_ARG(code));
        /* Which of the offices follows from the place, not from the words. */
        if (is_district_office(desk, &desk->departments[u])) u = (uint32_t)r->units - 1;
        r->class_units[c] = u;
    }
    return true;
}

bool router_init(struct router *r, const struct lexicon *lexicon, const struct nlu_model *model,
                 struct err *e)
{
    const struct desk *desk = lexicon->desk;
    *r = (struct router){
        .lexicon = lexicon, .desk = desk, .model = model, .units = desk->department_count + 1
    };
    r->order = calloc(r->units, sizeof *r->order);
    if (!r->order) return err_set(e, ERR_MEMORY, "nlu: out of memory");
    for (size_t u = 0; u < r->units; u++)
        r->order[u] = (uint32_t)(desk->category_count + u);
    for (size_t i = desk->category_count; i-- > 0;)
        r->order[lexicon->units[i]] = (uint32_t)i;
    return classes_map(r, e);
}

void router_finish(struct router *r)
{
    free(r->order);
    free(r->class_units);
    *r = (struct router){ 0 };
}

static int best_rules_but(const struct ranking *k, size_t but)
{
    int best = 0;
    for (size_t u = 0; u < k->r->units; u++)
        if (u != but && k->rules[u] > best) best = k->rules[u];
    return best;
}

static bool rules_are_sure(const struct ranking *k, size_t unit)
{
    int score = k->rules[unit];
    return score >= RULES_SURE && score >= RULES_SURE_BY * best_rules_but(k, unit);
}

/* What is rare in texts is rare in messages. */
static double unseen_total(const struct nlu_model *model, double pull)
{
    return UNSEEN - UNSEEN_BY_TEXT * log1p((double)model->texts) + pull;
}

static double total_of(const struct ranking *k, size_t unit)
{
    int32_t class = k->classes[unit];
    int score = k->rules[unit];
    if (!k->margins) return score > 0 ? score : NO_EVIDENCE;
    if ((class < 0 || k->r->told_only) && score == 0) return NO_EVIDENCE;
    double pull = RULES_PULL * log1p(score);
    bool sure = rules_are_sure(k, unit);
    if (class < 0) return sure ? UNSEEN_SURE : unseen_total(k->r->model, pull);
    if (sure) pull += FEW_PULL * FEW_TEXTS / (FEW_TEXTS + k->r->model->sizes[class]);
    return (double)k->margins[class] + pull;
}

static bool ask_model(struct ranking *k, const struct tokens *tokens, struct arena *arena,
                      struct err *e)
{
    const struct nlu_model *model = k->r->model;
    struct features features;
    k->margins = arena_alloc(arena, model->departments * sizeof *k->margins);
    if (!k->margins) return err_set(e, ERR_MEMORY, "nlu: out of memory");
    if (!features_make(tokens, model->buckets, arena, &features, e)) return false;
    model_score(model, &features, k->margins);
    for (size_t c = 0; c < model->departments; c++) {
        int32_t *best = &k->classes[k->r->class_units[c]];
        if (*best < 0 || k->margins[c] > k->margins[*best]) *best = (int32_t)c;
    }
    return true;
}

static bool ranking_make(struct ranking *k, const struct reading *reading,
                         const struct scores *scores, struct arena *arena, struct err *e)
{
    const struct router *r = k->r;
    k->rules = scores->units;
    k->total = arena_zero(arena, r->units, sizeof *k->total);
    k->classes = arena_zero(arena, r->units, sizeof *k->classes);
    if (!k->total || !k->classes) return err_set(e, ERR_MEMORY, "nlu: out of memory");
    for (size_t u = 0; u < r->units; u++)
        k->classes[u] = -1;
    if (r->model && !ask_model(k, &reading->plain, arena, e)) return false;
    for (size_t u = 0; u < r->units; u++)
        k->total[u] = total_of(k, u);
    return true;
}

/* The unit with the highest total that `taken` does not hold, of equals the one that
 * categories.csv names first. */
static size_t best_unit(const struct ranking *k, const double *total, const bool *taken)
{
    size_t best = SIZE_MAX;
    for (size_t u = 0; u < k->r->units; u++) {
        if (taken[u] || total[u] <= NO_EVIDENCE) continue;
        if (best == SIZE_MAX || total[u] > total[best] ||
            (total[u] >= total[best] && k->r->order[u] < k->r->order[best]))
            best = u;
    }
    return best;
}

/* When nothing speaks for a further one: our own departments in the order of categories.csv. */
static size_t next_in_order(const struct router *r, const bool *taken)
{
    size_t next = SIZE_MAX;
    for (size_t u = 0; u + 1 < r->units; u++) {
        if (taken[u] || r->order[u] >= r->desk->category_count) continue;
        if (r->desk->departments[u].external) continue;
        if (next == SIZE_MAX || r->order[u] < r->order[next]) next = u;
    }
    return next;
}

/* The best category of a unit. Without any keyword: `other`, but for the office of the place its
 * first one, because the owner of `other` is somebody else. */
static const struct category *category_of(const struct router *r, const struct scores *scores,
                                          size_t unit)
{
    const struct category *best = r->desk->other_category;
    bool any = false;
    if (unit + 1 == r->units && r->order[unit] < r->desk->category_count)
        best = &r->desk->categories[r->order[unit]];
    for (size_t i = 0; i < r->desk->category_count; i++) {
        size_t than = (size_t)(best - r->desk->categories);
        if (r->lexicon->units[i] != unit || scores->all[i] == 0) continue;
        if (any && !judge_is_better(scores, r->lexicon, i, than)) continue;
        best = &r->desk->categories[i];
        any = true;
    }
    return best;
}

static const struct department *department_of(const struct router *r, const struct scores *scores,
                                              size_t unit, const struct place *place)
{
    if (unit + 1 < r->units) return &r->desk->departments[unit];
    bool ours = place && (place->level == PLACE_DISTRICT || place->level == PLACE_VILLAGE);
    return desk_owner(r->desk, category_of(r, scores, unit), ours ? place : NULL);
}

static void rank_put(struct route *route, const struct department *department,
                     const struct category *matter)
{
    if (!department) return;
    for (size_t i = 0; i < route->ranked_count; i++)
        if (route->ranked[i] == department) return;
    route->matters[route->ranked_count] = matter;
    route->ranked[route->ranked_count++] = department;
}

/* No class has a higher margin than that of this unit. */
static bool model_agrees(const struct ranking *k, size_t unit)
{
    if (k->classes[unit] < 0) return false;
    for (size_t c = 0; c < k->r->model->departments; c++)
        if (k->margins[c] > k->margins[k->classes[unit]]) return false;
    return true;
}

static enum route_by decided_by(const struct ranking *k, size_t unit)
{
    if (!k->margins) return ROUTE_BY_RULES;
    bool rules = k->rules[unit] > 0 && k->rules[unit] >= best_rules_but(k, unit);
    bool model = model_agrees(k, unit);
    return rules == model ? ROUTE_BY_BOTH : rules ? ROUTE_BY_RULES : ROUTE_BY_MODEL;
}

static bool is_sure(const struct ranking *k, size_t first, size_t second)
{
    if (k->margins && second != SIZE_MAX) return k->total[first] - k->total[second] >= MODEL_SURE;
    int next = second == SIZE_MAX ? 0 : k->rules[second];
    return k->rules[first] >= RULES_MIN && k->rules[first] * 2 >= next * 3;
}

/* "permukiman": one keyword speaks for the unit, hardly, and no other. */
static bool is_weak(const struct ranking *k, const struct scores *scores, size_t unit)
{
    int score = k->rules[unit];
    if (k->margins || score >= KEYWORD_PLAIN) return false;
    for (size_t i = 0; i < k->r->desk->category_count; i++)
        if (k->r->lexicon->units[i] == unit && scores->most[i] == score) return true;
    return false;
}

/* Whom nobody here may help is sent away: not where the office of the place has a part in it
 * ("lurah tidak mau tanda tangan sertifikat"). */
static bool sends_away(const struct ranking *k, size_t unit)
{
    size_t office = k->r->units - 1;
    return unit != office && k->r->desk->departments[unit].external &&
           k->rules[office] >= OFFICE_NAMED;
}

/* Of the first unit and the one behind it. */
static void decide(const struct ranking *k, const struct scores *scores, size_t first,
                   size_t second, struct route *out)
{
    out->category = category_of(k->r, scores, first);
    out->department = first + 1 < k->r->units ? &k->r->desk->departments[first] : NULL;
    out->class = k->classes[first];
    out->by = decided_by(k, first);
    out->margin = second == SIZE_MAX ? 0 : k->total[first] - k->total[second];
    out->sure = is_sure(k, first, second) && !sends_away(k, first);
    out->weak = is_weak(k, scores, first);
}

/* A word that only hints, where so many times as much speaks for the first one, is said in passing.
 */
#define EVIDENT_TIMES 4

static bool may_have(const struct ranking *k, size_t first, size_t unit)
{
    return k->margins || k->rules[unit] > 1 || k->rules[unit] * EVIDENT_TIMES >= k->rules[first];
}

bool route_find(const struct router *r, const struct reading *reading, const struct scores *scores,
                const struct place *place, struct arena *arena, struct route *out, struct err *e)
{
    struct ranking k = { .r = r };
    struct route found = { .category = r->desk->other_category,
                           .department = r->desk->other_category->department,
                           .class = -1 };
    bool *taken = arena_zero(arena, r->units, sizeof *taken);
    if (!taken) return err_set(e, ERR_MEMORY, "nlu: out of memory");
    if (!ranking_make(&k, reading, scores, arena, e)) return false;
    size_t first = best_unit(&k, k.total, taken);
    if (first == SIZE_MAX)
        rank_put(&found, desk_owner(r->desk, found.category, NULL), found.category);
    for (size_t unit = first; unit != SIZE_MAX && found.ranked_count < UNDERSTOOD_CANDIDATES;) {
        taken[unit] = true;
        rank_put(&found, department_of(r, scores, unit, place), category_of(r, scores, unit));
        found.evident = found.ranked_count;
        if (may_have(&k, first, unit)) found.offered = found.ranked_count;
        size_t next = best_unit(&k, k.total, taken);
        if (unit == first) decide(&k, scores, first, next, &found);
        unit = next;
    }
    for (size_t unit; found.ranked_count < UNDERSTOOD_CANDIDATES &&
                      (unit = next_in_order(r, taken)) != SIZE_MAX;) {
        taken[unit] = true;
        rank_put(&found, &r->desk->departments[unit], r->desk->other_category);
    }
    *out = found;
    return true;
}
