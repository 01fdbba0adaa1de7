/* desk_places.c - districts, villages, the city in the middle and the neighbours around. */
#include "desk_private.h"
#include <stdio.h>

#define NAME_MAX_CHARS 60
#define ALIASES_MAX    1000

/* A row before it has its place: districts may stand below their villages in the file. */
struct place_row {
    struct place place;
    struct str parent;
    size_t line;
};

static bool read_level(const struct table *t, struct place *p)
{
    static const struct {
        const char *word;
        enum place_level level;
    } levels[] = { { "kecamatan", PLACE_DISTRICT },
                   { "desa", PLACE_VILLAGE },
                   { "kelurahan", PLACE_VILLAGE },
                   { "kota", PLACE_CITY },
                   { "luar", PLACE_OUTSIDE } };
    struct str word = table_field(t, 1);
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        if (!str_equal(word, str_of(levels[i].word))) continue;
        p->level = levels[i].level;
        p->is_kelurahan = str_equal(word, STR("kelurahan"));
        return true;
    }
    return table_fault(t, "unknown level: want kecamatan, desa, kelurahan, kota or luar");
}

static bool read_common(const struct table *t, enum common_word *out)
{
    static const char *const words[] = {
        [COMMON_NO] = "no", [COMMON_YES] = "yes", [COMMON_OFTEN] = "often"
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!str_equal(table_field(t, 4), str_of(words[i]))) continue;
        *out = (enum common_word)i;
        return true;
    }
    return table_fault(t, "common_word: want no, yes or often");
}

static bool read_aliases(const struct table *t, struct str *out)
{
    struct str all, rest, alias;
    if (!table_words(t, 5, ALIASES_MAX, true, &all)) return false;
    for (rest = all; str_cut(&rest, '|', &alias);)
        if (str_trim(alias).len == 0) return table_fault(t, "an empty alias");
    *out = all;
    return true;
}

static bool read_centre(const struct table *t, struct place *p)
{
    struct str lat = table_field(t, 6), lon = table_field(t, 7);
    if (lat.len == 0 && lon.len == 0) return true;
    bool ok = str_to_double(lat, &p->latitude, NULL) && str_to_double(lon, &p->longitude, NULL) &&
              p->latitude >= -90 && p->latitude <= 90 && p->longitude >= -180 &&
              p->longitude <= 180;
    p->has_centre = ok;
    return ok || table_fault(t, "want lat -90 to 90 and lon -180 to 180, or neither");
}

static bool read_place(const struct table *t, size_t n, void *into)
{
    struct place_row *row = &((struct place_row *)into)[n];
    struct place *p = &row->place;
    row->parent = table_field(t, 3);
    row->line = t->csv.line;
    if (!table_code(t, 0, &p->code) || !read_level(t, p) ||
        !table_words(t, 2, NAME_MAX_CHARS, false, &p->name) || !read_common(t, &p->common_word) ||
        !read_aliases(t, &p->aliases) || !read_centre(t, p))
        return false;
    if ((p->level == PLACE_VILLAGE) != (row->parent.len > 0))
        return table_fault(t, "parent: the district's code for desa and kelurahan, else empty");
    return true;
}

/* Districts, villages, city, outside; inside each the order of the file. */
static void arrange(const struct place_row *rows, size_t count, struct place *places,
                    struct desk_code *codes, const struct place_row **sources)
{
    size_t n = 0;
    for (int level = PLACE_DISTRICT; level <= PLACE_OUTSIDE; level++) {
        for (size_t i = 0; i < count; i++) {
            if ((int)rows[i].place.level != level) continue;
            places[n] = rows[i].place;
            codes[n] = (struct desk_code){ rows[i].place.code, n, rows[i].line };
            sources[n++] = &rows[i];
        }
    }
}

/* KEC-14 for 35.13.14, KEL-1017 for 35.13.14.1017: the office that is called so and by the last
 * part of the code; NULL: the place has none of its own. */
static const struct department *office_of(const struct desk *desk, const char *prefix,
                                          struct str place)
{
    char code[16];
    size_t at = place.len;
    while (at > 0 && place.at[at - 1] != '.')
        at--;
    if (place.len - at > sizeof code - sizeof "KEC-") return NULL;
    (void)snprintf(code, sizeof code, "%s%.*s", prefix, (int)(place.len - at), place.at + at);
    return desk_department(desk, str_of(code));
}

static const struct department *either(const struct department *own, const struct department *other)
{
    return own ? own : other;
}

static bool settle(const struct desk *desk, struct place *p, const struct place_row *row,
                   struct err *e)
{
    const char *owner = p->level == PLACE_CITY ? CITY_DEPARTMENT : OUTSIDE_DEPARTMENT;
    switch (p->level) {
    case PLACE_DISTRICT:
        p->owner = either(office_of(desk, "KEC-", p->code), desk->desk_department);
        return true;
    case PLACE_VILLAGE:
        p->parent = desk_place(desk, row->parent);
        if (!p->parent || p->parent->level != PLACE_DISTRICT)
            return err_set(e, ERR_INPUT, "places.csv line %zu: parent is no kecamatan of this file",
                           row->line);
        p->owner =
            either(p->is_kelurahan ? office_of(desk, "KEL-", p->code) : NULL, p->parent->owner);
        return true;
    case PLACE_CITY:
    case PLACE_OUTSIDE: p->owner = desk_department(desk, str_of(owner)); break;
    }
    return p->owner || err_set(e, ERR_INPUT, "places.csv line %zu: departments.csv has no %s",
                               row->line, owner);
}

bool desk_load_places(struct desk *desk, struct str text, struct err *e)
{
    struct table t;
    size_t count;
    struct arena scratch = { 0 };
    bool ok = false;
    if (!table_open(&t, desk, "places.csv", text,
                    "code,level,name,parent,common_word,aliases,lat,lon", e))
        return false;
    size_t most = desk_lines(t.text);
    struct place_row *rows = arena_zero(&scratch, most, sizeof *rows);
    const struct place_row **sources = arena_zero(&scratch, most, sizeof *sources);
    struct place *all = table_items(&t, sizeof *all);
    struct desk_code *codes = table_items(&t, sizeof *codes);
    if (!all || !codes) goto out;
    if (!rows || !sources) {
        (void)err_set(e, ERR_MEMORY, "places.csv: no memory");
        goto out;
    }
    if (!table_each(&t, read_place, rows, &count)) goto out;
    arrange(rows, count, all, codes, sources);
    if (!desk_codes_sort(&t, codes, count)) goto out;
    desk->places = all;
    desk->place_count = count;
    desk->place_codes = codes;
    ok = count > 0 || err_set(e, ERR_INPUT, "places.csv: has no place");
    for (size_t i = 0; ok && i < count; i++)
        ok = settle(desk, &all[i], sources[i], e);
out:
    arena_clear(&scratch);
    return ok;
}
