/* belongs.c - "debunya kemana mana" behind a bad road, "dahannya kena kabel" behind a tree: a text
 * goes on with the reports of a category where it names a part of their thing, a cause or what
 * comes of it (words.csv, `belongs`), and whatever speaks for another matter is such a word. */
#include "belongs.h"
#include "judge.h"
#include "language.h"
#include "place_mark.h"
#include "weigh.h"

#define BELONGS_WORDS 40 /* what is longer tells a matter of its own */
#define ALONE         2  /* the weight of a word that needs no other, */
#define EVER          3  /* and of one that needs none even hours later, */
#define WITHIN        4  /* and says of which whatever else is named is a part */
#define HINT_MAX      1  /* a keyword that hints at more than one matter settles none */

struct said {
    const struct lexicon *l;
    const struct reading *r;
    /* By token: the phrase of l->belongs that covers it; the longest. */
    uint32_t at[BELONGS_WORDS];
    struct manner manner; /* that of whom it tells how they behave */
    /* One goes on with whatever was told; one with reports of some categories. */
    bool any, own;
};

/* Of some categories, not of all. */
static bool is_own(const struct lexicon *l, uint32_t phrase)
{
    return l->belongs.items[phrase].first_meaning != PHRASE_NONE;
}

/* How much the word at token i speaks for going on with such a report; 0: not at all. */
static int weighs(const struct said *s, size_t i, uint32_t category)
{
    if (s->at[i] == PHRASE_NONE) return 0;
    if (!is_own(s->l, s->at[i])) return ALONE;
    for (uint32_t k = s->l->belongs.items[s->at[i]].first_meaning; k != PHRASE_NONE;
         k = s->l->belongs.meanings[k].next)
        if (s->l->belongs.meanings[k].index == category) return s->l->belongs.meanings[k].weight;
    return 0;
}

/* Where the longest phrase that begins at token i ends; i: none does. As they were written, or by
 * their stems ("debunya"). */
static size_t phrase_end(const struct said *s, size_t i, bool written, uint32_t *found)
{
    const struct piece *parts[PHRASE_WORDS_MAX];
    struct glue glue = GLUE_NOTHING;
    size_t words = 0, end = i;
    for (size_t k = i; k < s->r->tokens.count && words < PHRASE_WORDS_MAX; k++) {
        const struct token *t = &s->r->tokens.at[k];
        const struct piece *word = written && t->derived ? &t->raw : &t->norm;
        if (word->text.len == 0) continue;
        parts[words++] = word;
        glue = glue_join(glue, word->glue);
        uint32_t phrase = phrases_find(&s->l->belongs, glue, parts, words);
        if (phrase != PHRASE_NONE && s->l->belongs.items[phrase].whole) {
            *found = phrase;
            end = k + 1;
        }
        if (!phrases_begin(&s->l->belongs, glue)) break;
    }
    return end;
}

static void hear(struct said *s)
{
    for (size_t i = 0; i < s->r->tokens.count; i++)
        s->at[i] = PHRASE_NONE;
    for (size_t i = 0; i < s->r->tokens.count; i++) {
        uint32_t phrase = PHRASE_NONE, stem = PHRASE_NONE;
        size_t end = phrase_end(s, i, true, &phrase), other = phrase_end(s, i, false, &stem);
        if (other > end) end = other, phrase = stem;
        for (size_t k = i; k < end; k++)
            if (s->at[k] == PHRASE_NONE) s->at[k] = phrase;
        s->any |= end > i && !is_own(s->l, phrase);
        s->own |= end > i && is_own(s->l, phrase);
    }
}

/* That something is wrong with it, or not, says of no other thing. */
#define HOW                                                                                        \
    (TRAIT_TROUBLE | TRAIT_NEGATION | TRAIT_LIGHT | TRAIT_LOCATOR | TRAIT_REAL | TRAIT_ALSO |      \
     TRAIT_AGAIN)

/* "lantai [rusak]" behind a flood: how the word before it is. */
static bool is_how_of(const struct said *s, const struct match *match, uint32_t category, int least)
{
    const struct token *first = &s->r->tokens.at[match->from];
    return match->from > 0 && !first->new_part && weighs(s, match->from - 1, category) >= least;
}

/* Whether all words of a keyword of another matter weigh so much. */
static bool is_covered(const struct said *s, const struct match *match, uint32_t category,
                       int least)
{
    bool found = false;
    if (category != JUDGE_ANY && match_weight(s->l, s->r, match, category) > 0) return true;
    for (size_t i = match->from; i < match->to; i++) {
        const struct token *t = &s->r->tokens.at[i];
        bool here = weighs(s, i, category) >= least;
        bool between = match->apart && i > match->from && i + 1 < match->to;
        bool empty = t->norm.text.len == 0 || token_in(s->l, t, WORD_SELF) ||
                     token_traits(s->l, t) & HOW || token_roles(s->l, t) & ROLE_BIT(WORD_FILLER);
        if (!here && !between && !empty) return false;
        found |= here;
    }
    return found || is_how_of(s, match, category, least);
}

/* No keyword that only speaks for another matter, which the text was taken for. */
static bool tells_no_other(const struct said *s, uint32_t category, uint32_t told, int least)
{
    for (size_t i = 0; told != category && i < s->r->match_count; i++)
        if (match_weight(s->l, s->r, &s->r->matches[i], told) > HINT_MAX &&
            !is_covered(s, &s->r->matches[i], category, least))
            return false;
    return true;
}

/* "dokter puskesmas galak" behind an aid that did not come: how they behave is a matter of those
 * who have a unit of their own, and no part of what another field has. */
static bool is_manner_of_others(const struct said *s, uint32_t category)
{
    const struct category *of = s->manner.of;
    if (!of || of == s->l->servants || !of->department) return false;
    const struct department *owner = s->l->desk->categories[category].department;
    return owner && owner != of->department && !str_equal(owner->field, of->department->field);
}

static bool names_part(const struct said *s, uint32_t category, int least)
{
    bool own = false;
    if (is_manner_of_others(s, category)) return false;
    for (size_t i = 0; i < s->r->tokens.count && !own; i++)
        own = s->at[i] != PHRASE_NONE && is_own(s->l, s->at[i]) && weighs(s, i, category) >= least;
    return own;
}

static bool goes_on_with(const struct said *s, uint32_t category, uint32_t told, int least)
{
    return names_part(s, category, least) && tells_no_other(s, category, told, least);
}

/* "di dalam pasar gotnya mampet": one such word says of which, and the others may be of it. */
static bool goes_on_ever(const struct said *s, uint32_t category, uint32_t told)
{
    return goes_on_with(s, category, told, EVER) ||
           (names_part(s, category, WITHIN) && goes_on_with(s, category, told, 1));
}

/* "harus ke kraksaan pak, jauh": all names of places stand behind where the way leads; of what all
 * use that is where it lies ("jalan ke kraksaan rusak"). */
static bool heads_there(const struct lexicon *l, const struct reading *r,
                        const struct understood *u)
{
    bool found = false,
         own = !category_is_public(u->category) || category_is_other(u->category->code);
    for (size_t i = 0; u->place && i < r->match_count; i++) {
        const struct match *match = &r->matches[i];
        if (!match->place) continue;
        bool towards = own && place_mark_before(l, r, match->from) == MARK_TOWARDS;
        if (!towards && !judge_carried_to(l, r, match->from)) return false;
        found = true;
    }
    return found;
}

bool belongs_judge(const struct lexicon *l, const struct reading *r, struct arena *arena,
                   struct understood *out, struct err *e)
{
    struct said s = { .l = l, .r = r, .manner = manner_told(l, r) };
    const struct desk *desk = l->desk;
    out->heads_there = heads_there(l, r, out);
    if (r->tokens.count > BELONGS_WORDS || out->intent != INTENT_REPORT) return true;
    hear(&s);
    uint32_t told = (uint32_t)(out->category - desk->categories);
    out->follows_from = s.any;
    out->follows_any = s.any && (!out->category_heard || tells_no_other(&s, JUDGE_ANY, told, 1));
    if (!s.own) return true;
    struct belonging *all = arena_zero(arena, desk->category_count, sizeof *all);
    if (!all) return err_set(e, ERR_MEMORY, "nlu: out of memory");
    for (uint32_t k = 0; k < desk->category_count; k++)
        if (names_part(&s, k, 1))
            all[out->belongs_count++] =
                (struct belonging){ .category = &desk->categories[k],
                                    .beside = !goes_on_with(&s, k, told, 1),
                                    .alone = goes_on_with(&s, k, told, ALONE) ||
                                             goes_on_ever(&s, k, told),
                                    .ever = goes_on_ever(&s, k, told) };
    out->belongs = all;
    return true;
}

/* "yg ambrol sepanjang 20 meter", "banjir nya tiap tahun", "malah tambah lebar", "untuk acara
 * hajatan", and what states something with "itu" before it: it goes on with what was told. */
bool judge_continues(const struct lexicon *l, const struct reading *r, bool states)
{
    const uint64_t courtesy =
        ROLE_BIT(WORD_GREETING) | ROLE_BIT(WORD_THANKS) | ROLE_BIT(WORD_FILLER);
    bool begun = false;
    for (size_t i = 0; i < r->tokens.count; i++) {
        const struct token *t = &r->tokens.at[i];
        bool owned = begun && !t->new_part && str_equal(t->raw.text, STR("nya"));
        bool which = !begun && token_in(l, t, WORD_WHICH);
        bool that = !begun && states && token_in(l, t, WORD_THAT);
        bool what_for = !begun && token_in(l, t, WORD_BEHALF_FOR) && i + 1 < r->tokens.count &&
                        token_in(l, t + 1, WORD_OCCASION);
        if (owned || which || that || what_for || token_in(l, t, WORD_CONTINUES)) return true;
        begun = begun || (t->norm.text.len > 0 && !(reading_roles(l, r, i) & courtesy));
    }
    return false;
}
