/* unit_names.c - a sorted list: what begins alike stands together. */
#include "unit_names.h"
#include <stdlib.h>
#include <string.h>

#define NAME_MAX_BYTES 256
/* So many letters of the beginning of a name are the name: "satpol pp". */
#define BEGINNING_MIN 7
/* Its code, its name, the short one behind that. */
#define NAMES_OF_ONE 3

struct unit_name {
    struct str letters;
    const struct department *unit;
    bool alias;  /* goes before a name that is the same */
    bool begins; /* its beginning will do */
};

void unit_names_letters(struct str text, struct buf *out)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i], small = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
        if ((small >= 'a' && small <= 'z') || (small >= '0' && small <= '9'))
            buf_add_char(out, small);
    }
}

static bool put(struct unit_names *n, struct str text, struct unit_name name, struct arena *arena)
{
    char memory[NAME_MAX_BYTES];
    struct buf letters;
    buf_fixed(&letters, memory, sizeof memory);
    unit_names_letters(text, &letters);
    if (!buf_ok(&letters) || buf_view(&letters).len == 0) return true; /* nobody writes so */
    if (!arena_copy(arena, buf_view(&letters), &name.letters)) return false;
    n->at[n->count++] = name;
    return true;
}

static bool put_unit(struct unit_names *n, const struct department *d, struct arena *arena)
{
    size_t open = str_find(d->name, STR("("), 0), end = open == SIZE_MAX ? d->name.len : open;
    const struct unit_name whole = { .unit = d }, name = { .unit = d, .begins = true };
    return put(n, str_slice(d->name, 0, end), name, arena) && put(n, d->code, whole, arena) &&
           (open == SIZE_MAX || put(n, str_slice(d->name, open, d->name.len), whole, arena));
}

static int compare(struct str a, struct str b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    int order = len ? memcmp(a.at, b.at, len) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

/* Of the same name the alias, then the unit that departments.csv has first. */
static int by_letters(const void *a, const void *b)
{
    const struct unit_name *x = a, *y = b;
    int order = compare(x->letters, y->letters);
    if (order) return order;
    if (x->alias != y->alias) return x->alias ? -1 : 1;
    return (x->unit > y->unit) - (x->unit < y->unit);
}

bool unit_names_init(struct unit_names *n, const struct desk *desk, struct arena *arena)
{
    size_t most = desk->department_count * NAMES_OF_ONE;
    for (size_t i = 0; i < desk->word_count; i++)
        most += desk->words[i].role == WORD_UNIT_ALIAS;
    *n = (struct unit_names){ .at = arena_alloc(arena, (most + 1) * sizeof *n->at) };
    if (!n->at) return false;
    for (size_t i = 0; i < desk->word_count; i++) {
        const struct word *word = &desk->words[i];
        if (word->role != WORD_UNIT_ALIAS) continue;
        const struct unit_name name = { .unit = desk_department(desk, word->value), .alias = true };
        if (!put(n, word->phrase, name, arena)) return false;
    }
    for (size_t i = 0; i < desk->department_count; i++)
        if (!put_unit(n, &desk->departments[i], arena)) return false;
    qsort(n->at, n->count, sizeof *n->at, by_letters);
    return true;
}

const struct department *unit_names_find(const struct unit_names *n, struct str letters,
                                         bool *further)
{
    size_t low = 0, high = n->count, beginnings = 0;
    const struct department *whole = NULL, *begun = NULL;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare(n->at[middle].letters, letters) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *further = false;
    for (size_t i = low; i < n->count && str_starts(n->at[i].letters, letters); i++) {
        const struct unit_name *name = &n->at[i];
        if (name->letters.len == letters.len) {
            if (!whole) whole = name->unit;
            continue;
        }
        *further = true;
        if (whole || letters.len < BEGINNING_MIN || beginnings > 1) break;
        if (!name->begins) continue;
        begun = name->unit;
        beginnings++;
    }
    return whole ? whole : beginnings == 1 ? begun : NULL;
}
