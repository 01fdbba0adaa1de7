/* nlu_bed.h - for the tests of nlu: an nlu on the desk data that ships in config/, and texts put
 * to it one at a time.
 *
 * Runs in the repository, or with KANDA_ROOT naming it. */
#ifndef KANDA_TESTS_NLU_BED_H
#define KANDA_TESTS_NLU_BED_H

#include "base/buf.h"
#include "nlu/understand.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Says what is wrong with a row and goes on to the next, so that one run shows all of them; the
 * test fails in bed_settle. */
#define BED_WRONG(...)                                                                             \
    do {                                                                                           \
        ((struct nlu_bed *)*state)->wrong++;                                                       \
        print_error(__VA_ARGS__);                                                                  \
        print_error("\n");                                                                         \
    } while (0)

struct nlu_bed {
    struct desk *desk;
    struct nlu *nlu;
    struct arena arena; /* of the text understood last */
    size_t wrong;       /* rows of this test */
};

static inline struct str bed_file(const char *name)
{
    const char *root = getenv("KANDA_ROOT");
    char path[512];
    (void)snprintf(path, sizeof path, "%s/config/%s", root ? root : ".", name);
    FILE *f = fopen(path, "rb");
    if (!f) fail_msg("cannot read %s", path);
    struct buf text;
    char piece[4096];
    buf_init(&text, 1 << 20);
    for (size_t n; (n = fread(piece, 1, sizeof piece, f)) > 0;)
        buf_add(&text, (struct str){ piece, n });
    (void)fclose(f);
    size_t len = 0;
    char *at = buf_take(&text, &len);
    if (!at) fail_msg("%s: too large", path);
    return (struct str){ at, len };
}

/* The text of a file of tests/data, to be freed. */
static inline char *bed_data(const char *name)
{
    const char *root = getenv("KANDA_ROOT");
    char path[512], piece[4096];
    struct buf text;
    (void)snprintf(path, sizeof path, "%s/tests/data/%s", root ? root : ".", name);
    FILE *f = fopen(path, "rb");
    if (!f) fail_msg("cannot read %s", path);
    buf_init(&text, 1 << 20);
    for (size_t n; (n = fread(piece, 1, sizeof piece, f)) > 0;)
        buf_add(&text, (struct str){ piece, n });
    (void)fclose(f);
    return buf_take(&text, NULL);
}

/* With these two tables instead of the shipped ones, which it frees. */
static inline struct nlu_bed *bed_create(struct str words, struct str places)
{
    struct desk_files files = { .departments = bed_file("departments.csv"),
                                .categories = bed_file("categories.csv"),
                                .places = places,
                                .clocks = bed_file("clocks.csv"),
                                .holidays = bed_file("holidays.csv"),
                                .words = words,
                                .replies_id = bed_file("replies/id.ini") };
    const struct str all[] = { files.departments, files.categories, files.places,    files.clocks,
                               files.holidays,    files.words,      files.replies_id };
    struct err e = { 0 };
    struct nlu_bed *bed = calloc(1, sizeof *bed);
    assert_non_null(bed);
    bed->desk = desk_create(&files, &e);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free((void *)(uintptr_t)all[i].at);
    if (!bed->desk) fail_msg("%s", e.text);
    bed->nlu = nlu_create(bed->desk, "LK", NULL, &e);
    if (!bed->nlu) fail_msg("%s", e.text);
    return bed;
}

static inline void bed_destroy(struct nlu_bed *bed)
{
    arena_clear(&bed->arena);
    nlu_destroy(bed->nlu);
    desk_destroy(bed->desk);
    free(bed);
}

static inline int bed_setup(void **state)
{
    *state = bed_create(bed_file("words.csv"), bed_file("places.csv"));
    return 0;
}

static inline int bed_teardown(void **state)
{
    bed_destroy(*state);
    return 0;
}

/* Per test, around it. */
static inline int bed_begin(void **state)
{
    ((struct nlu_bed *)*state)->wrong = 0;
    return 0;
}

static inline int bed_settle(void **state)
{
    return ((struct nlu_bed *)*state)->wrong == 0 ? 0 : -1;
}

#define BED_TEST(test) cmocka_unit_test_setup_teardown(test, bed_begin, bed_settle)

static inline struct understood bed_understand_told(struct nlu_bed *bed, struct str text,
                                                    struct telling telling)
{
    struct understood u;
    struct err e = { 0 };
    arena_clear(&bed->arena);
    if (!nlu_understand(bed->nlu, text, telling, &bed->arena, &u, &e)) fail_msg("%s", e.text);
    return u;
}

static inline struct understood bed_understand(struct nlu_bed *bed, struct str text)
{
    return bed_understand_told(bed, text, (struct telling){ 0 });
}

/* "Semampir, Kraksaan"; a district or a city alone; "" when no place was found. */
static inline const char *bed_place(const struct understood *u, char *out, size_t cap)
{
    out[0] = '\0';
    if (!u->place) return out;
    (void)snprintf(out, cap, "%.*s", STR_ARG(u->place->name));
    size_t len = strlen(out);
    if (u->place->parent)
        (void)snprintf(out + len, cap - len, ", %.*s", STR_ARG(u->place->parent->name));
    return out;
}

/* The text is of this category; in a test of rows. */
static inline void bed_category(void **state, const char *category, const char *text)
{
    struct understood u = bed_understand(*state, str_of(text));
    if (!str_equal(u.category->code, str_of(category)))
        BED_WRONG("%.*s, not %s: %s", STR_ARG(u.category->code), category, text);
}

#endif
