/* second.c - further matters in one text.
 *
 * A numbered list tells them one by one. Else the text is cut where a further matter may begin:
 * either side must name trouble of a category of its own, owned by different departments, and
 * something must say that the second stands beside the first: a word ("juga", "selain itu"), a
 * short "A dan B", or two places. Anything less is one matter told at length, and whoever was asked
 * about each such text would soon not read the question. */
#include "second.h"
#include "cut.h"
#include "language.h"
#include "place.h"

#define TEXT_MAX    280 /* bytes: longer ones tell one matter with all that led to it, */
#define LIST_MAX    600 /* but for a list, which says itself that it holds several */
#define PAIR_MAX    160 /* "A dan B"; what is longer goes on about A */
#define CUTS_MAX    8   /* more are not tried */
#define PART_MIN    10  /* bytes: "lampu mati" */
#define ITEM_MIN    4   /* "got." */
#define ITEMS_MAX   6
#define STARTS_WITH 4 /* words in which "juga" stands at the beginning */

struct part {
    struct reading reading;
    struct matter matter; /* its category is NULL when none is heard, or none alone */
    bool troubled;
    bool fears; /* what is joined to it is feared, and no matter: "rawan begal dan ..." */
};

/* All but the category. */
static bool part_read(const struct lexicon *l, struct str text, struct arena *scratch,
                      struct part *out, struct err *e)
{
    struct place_found place;
    *out = (struct part){ 0 };
    if (!reading_make(l, text, false, scratch, &out->reading, e)) return false;
    out->troubled = judge_trouble(l, &out->reading);
    out->fears = judge_fears_on(l, &out->reading);
    place_find(l, &out->reading, false, &place);
    out->matter.place = place.place;
    return true;
}

/* The category; what: the words that may tell it. */
static bool part_hear(const struct lexicon *l, const struct reading *what, struct arena *scratch,
                      struct part *out, struct err *e)
{
    struct scores scores;
    if (!judge_category(l, what, scratch, &scores, e)) return false;
    out->matter.category = judge_heard(&scores);
    return true;
}

static bool is_gap(char c)
{
    return c == ' ' || c == ',' || c == '.' || c == ';' || c == '\n';
}

/* "juga lampunya mati", "lampunya juga mati", "selain itu ..." */
static bool stands_beside(const struct lexicon *l, struct str part)
{
    for (int n = 0; n < STARTS_WITH && part.len; n++) {
        size_t from = 0, to;
        while (from < part.len && is_gap(part.at[from]))
            from++;
        for (to = from; to < part.len && !is_gap(part.at[to]);)
            to++;
        if (cut_word_in(l, str_slice(part, from, to), WORD_BESIDE)) return true;
        part = str_slice(part, to, part.len);
    }
    return false;
}

static bool is_matter(const struct part *p)
{
    const struct category *c = p->matter.category;
    return c && c->department && c->kind == KIND_COMPLAINT && !category_is_other(c->code);
}

#define AFFECTS_WORDS 4

/* "[ranting] mengganggu kabel dan [listrik]": what stands behind "dan" suffers the same. */
static bool goes_on_suffering(const struct lexicon *l, struct str head)
{
    for (int n = 0; n < AFFECTS_WORDS && head.len; n++) {
        size_t to = head.len, from;
        while (to > 0 && is_gap(head.at[to - 1]))
            to--;
        for (from = to; from > 0 && !is_gap(head.at[from - 1]);)
            from--;
        if (cut_word_in(l, str_slice(head, from, to), WORD_AFFECTS)) return true;
        head = str_slice(head, 0, from);
    }
    return false;
}

/* Whether this side of a cut may be a matter of its own, as far as is known without the category.
 */
static bool may_be_one(const struct part *p, bool beside)
{
    return p->troubled && (beside || p->matter.place);
}

static bool are_two(const struct part *a, const struct part *b, bool beside)
{
    const struct matter *x = &a->matter, *y = &b->matter;
    return is_matter(a) && is_matter(b) && x->category->department != y->category->department &&
           (beside || x->place != y->place);
}

/* What was taken for one matter with a doubt about its unit is several with one unit each. */
static void settle(const struct matter *own, struct understood *out)
{
    if (own->place) out->place = own->place;
    out->sure = out->category_sure = true;
    out->department = NULL;
}

/* --- a list --- */

/* "2. ", "2) ": number n, at the beginning of a word. */
static bool is_number(struct str text, size_t i, size_t n)
{
    if (i + 2 >= text.len || text.at[i] != (char)('0' + n)) return false;
    if (i > 0 && !is_gap(text.at[i - 1]) && text.at[i - 1] != ':') return false;
    bool mark = text.at[i + 1] == '.' || text.at[i + 1] == ')';
    return mark && !(text.at[i + 2] >= '0' && text.at[i + 2] <= '9');
}

static size_t find_number(struct str text, size_t from, size_t n)
{
    while (from < text.len && !is_number(text, from, n))
        from++;
    return from;
}

static size_t items_find(struct str text, struct str items[ITEMS_MAX])
{
    size_t count = 0, at = find_number(text, 0, 1);
    while (at < text.len && count < ITEMS_MAX) {
        size_t next = find_number(text, at + 2, count + 2);
        struct str item = str_trim(str_slice(text, at + 2, next));
        if (item.len < ITEM_MIN) return 0;
        items[count++] = item;
        at = next;
    }
    return count;
}

/* Of matters of one department the first tells enough. */
static bool is_told(const struct matter *matters, size_t count, const struct matter *m)
{
    for (size_t i = 0; i < count; i++)
        if (matters[i].category->department == m->category->department) return true;
    return false;
}

static bool list_judge(const struct lexicon *l, struct str text, struct arena *scratch,
                       struct understood *out, struct err *e)
{
    struct str items[ITEMS_MAX];
    struct matter told[ITEMS_MAX];
    size_t items_count = items_find(text, items), count = 0, troubled = 0, own = ITEMS_MAX;
    for (size_t i = 0; i < items_count; i++) {
        struct part p;
        if (!part_read(l, items[i], scratch, &p, e) || !part_hear(l, &p.reading, scratch, &p, e))
            return false;
        if (!is_matter(&p) || is_told(told, count, &p.matter)) continue;
        troubled += p.troubled;
        if (p.matter.category == out->category) own = count;
        told[count++] = p.matter;
    }
    if (own == ITEMS_MAX || troubled < 2) return true;
    settle(&told[own], out);
    for (size_t i = 0; i < count && out->beside_count < UNDERSTOOD_BESIDE; i++)
        if (i != own) out->beside[out->beside_count++] = told[i];
    return true;
}

/* --- two, one behind the other --- */

/* "dan" joins two of a kind. */
static struct cut next_cut(const struct lexicon *l, struct str text, size_t from)
{
    static const struct cut_marks marks = {
        .signs = ",.;\n", .pair_signs = "&+", .pairs = WORD_AND, .parts = WORD_SECOND_BEGIN
    };
    return cut_find(l, text, from, &marks);
}

/* "sampah menumpuk dan bau di pasar": where it smells is no matter of its own. */
static struct str before_place(const struct lexicon *l, struct str text)
{
    static const struct cut_marks marks = {
        .signs = "", .pair_signs = "", .pairs = WORD_PLACE_IN, .parts = WORD_PLACE_IN
    };
    return str_slice(text, 0, cut_find(l, text, 0, &marks).at);
}

/* The two sides of a cut. Most cuts are tried in vain: what shows it is asked first. */
static bool sides_judge(const struct lexicon *l, struct str head, struct str rest,
                        const struct cut *cut, bool beside, struct arena *scratch,
                        struct understood *out, struct err *e)
{
    struct part a, b;
    if (!part_read(l, rest, scratch, &b, e)) return false;
    if (!may_be_one(&b, beside)) return true;
    if (!part_read(l, head, scratch, &a, e)) return false;
    if (!may_be_one(&a, beside)) return true;
    struct reading what = b.reading;
    if (cut->pairs && !reading_make(l, before_place(l, rest), false, scratch, &what, e))
        return false;
    if (!part_hear(l, &a.reading, scratch, &a, e) || !part_hear(l, &what, scratch, &b, e))
        return false;
    bool first = a.matter.category == out->category, last = b.matter.category == out->category;
    if (!(first || last) || a.fears || !are_two(&a, &b, beside)) return true;
    settle(first ? &a.matter : &b.matter, out);
    out->beside[out->beside_count++] = first ? b.matter : a.matter;
    return true;
}

/* places: how many names stand in the text. */
static bool cuts_judge(const struct lexicon *l, struct str text, size_t places,
                       struct arena *scratch, struct understood *out, struct err *e)
{
    struct cut cut = next_cut(l, text, PART_MIN);
    for (int n = 0; n < CUTS_MAX && cut.at + PART_MIN < text.len && !out->beside_count; n++) {
        struct str head = str_slice(text, 0, cut.at), rest = str_slice(text, cut.at, text.len);
        bool beside = stands_beside(l, rest) || (cut.pairs && text.len <= PAIR_MAX);
        if (cut.pairs) rest = str_slice(text, cut.end, text.len);
        bool may = (beside || places >= 2) && !(cut.pairs && goes_on_suffering(l, head));
        if (may && !sides_judge(l, head, rest, &cut, beside, scratch, out, e)) return false;
        cut = next_cut(l, text, cut.at + 1);
    }
    return true;
}

static size_t count_troubles(const struct lexicon *l, const struct reading *r)
{
    size_t n = 0;
    for (size_t i = 0; i < r->tokens.count; i++)
        n += (token_traits(l, &r->tokens.at[i]) & TRAIT_TROUBLE) != 0;
    return n;
}

static size_t count_places(const struct reading *r)
{
    size_t n = 0;
    for (size_t i = 0; i < r->match_count; i++)
        n += r->matches[i].place;
    return n;
}

bool second_judge(const struct lexicon *l, const struct reading *r, const struct scores *scores,
                  struct str text, struct arena *scratch, struct understood *out, struct err *e)
{
    bool may = out->category_heard && scores->next && scores->next_score >= JUDGE_HEARD_MIN;
    if (!may || text.len > LIST_MAX || out->urgent || out->whistleblowing || !out->troubled)
        return true;
    if (count_troubles(l, r) < 2) return true; /* one for each matter */
    if (!list_judge(l, text, scratch, out, e)) return false;
    return out->beside_count > 0 || text.len > TEXT_MAX ||
           cuts_judge(l, text, count_places(r), scratch, out, e);
}
