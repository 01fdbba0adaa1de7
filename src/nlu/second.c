/* second.c - two matters in one text.
 *
 * The text is cut where a further matter may begin. Either side must name trouble of a category of
 * its own, owned by different departments, and something must say that the second stands beside
 * the first: a word ("juga", "selain itu"), or two places. Anything less is one matter told at
 * length, and whoever was asked about each such text would soon not read the question. */
#include "second.h"
#include "place.h"

#define TEXT_MAX    280 /* bytes: longer ones tell one matter with all that led to it */
#define CUTS_MAX    8   /* more are not tried */
#define PART_MIN    12  /* bytes: "lampu mati.." */
#define HEARD_MIN   2   /* what keywords must say for a category */
#define STARTS_WITH 4   /* words in which "juga" stands at the beginning */

struct part {
    const struct category *category; /* NULL: none is heard, or none alone */
    const struct place *place;
    bool troubled;
};

static bool part_read(const struct lexicon *l, struct str text, struct arena *scratch,
                      struct part *out, struct err *e)
{
    struct reading r;
    struct place_found place;
    struct scores scores;
    *out = (struct part){ 0 };
    if (!reading_make(l, text, false, scratch, &r, e)) return false;
    out->troubled = judge_trouble(l, &r);
    if (!out->troubled) return true;
    place_find(l, &r, false, &place);
    out->place = place.place;
    if (!judge_category(l, &r, scratch, &scores, e)) return false;
    if (scores.best_score >= HEARD_MIN && scores.best_score > scores.next_score)
        out->category = scores.best;
    return true;
}

static bool is_gap(char c)
{
    return c == ' ' || c == ',' || c == '.' || c == ';' || c == '\n';
}

/* "juga lampunya mati", "lampunya juga mati", "selain itu ..." */
static bool stands_beside(const struct lexicon *l, struct str part)
{
    const struct word_list *words = &l->lists[WORD_BESIDE];
    for (int n = 0; n < STARTS_WITH && part.len; n++) {
        size_t from = 0, to;
        while (from < part.len && is_gap(part.at[from]))
            from++;
        for (to = from; to < part.len && !is_gap(part.at[to]);)
            to++;
        for (size_t i = 0; i < words->count; i++)
            if (str_equal_nocase(str_slice(part, from, to), words->at[i].text)) return true;
        part = str_slice(part, to, part.len);
    }
    return false;
}

static bool is_matter(const struct part *p)
{
    return p->category && p->troubled && p->category->department &&
           !str_equal(p->category->code, STR("other")) && p->category->kind == KIND_COMPLAINT;
}

static bool are_two(const struct part *a, const struct part *b, bool beside)
{
    return is_matter(a) && is_matter(b) && a->category->department != b->category->department &&
           (beside || (a->place && b->place && a->place != b->place));
}

/* Where the text may be cut behind `from`; its end: nowhere. */
static size_t next_cut(struct str text, size_t from)
{
    static const char *const marks[] = { ",",     ".",       ";",      "\n",
                                         " dan ", " serta ", " juga ", " selain " };
    for (size_t i = from; i < text.len; i++)
        for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
            struct str mark = str_of(marks[k]);
            if (str_equal_nocase(str_slice(text, i, i + mark.len), mark)) return i;
        }
    return text.len;
}

bool second_judge(const struct lexicon *l, const struct scores *scores, struct str text,
                  struct arena *scratch, struct understood *out, struct err *e)
{
    bool may = out->category_heard && scores->next && scores->next_score >= HEARD_MIN;
    if (!may || text.len > TEXT_MAX || out->urgent || out->whistleblowing || !out->troubled)
        return true;
    size_t cut = next_cut(text, PART_MIN);
    for (int n = 0; n < CUTS_MAX && cut + PART_MIN < text.len; n++) {
        struct part a, b;
        struct str rest = str_slice(text, cut, text.len);
        if (!part_read(l, str_slice(text, 0, cut), scratch, &a, e) ||
            !part_read(l, rest, scratch, &b, e))
            return false;
        bool first = a.category == out->category, last = b.category == out->category;
        if ((first || last) && are_two(&a, &b, stands_beside(l, rest))) {
            const struct part *own = first ? &a : &b, *other = first ? &b : &a;
            out->second = other->category;
            out->second_place = other->place;
            if (own->place) out->place = own->place;
            return true;
        }
        cut = next_cut(text, cut + 1);
    }
    return true;
}
