/* desk_private.h - what the files that load the desk's tables share.
 *
 * Every table is read the same way: table_open checks text and header, table_each walks, the
 * field readers check one column each, and whatever is wrong becomes one sentence with the file,
 * the line and the rule. Readers return false with the error set; outputs are then untouched. */
#ifndef KANDA_DOMAIN_DESK_PRIVATE_H
#define KANDA_DOMAIN_DESK_PRIVATE_H

#include "base/csv.h"
#include "domain/desk.h"

/* Codes in departments.csv of whoever owns what lies in the city, or outside. */
#define CITY_DEPARTMENT    "KOTA"
#define OUTSIDE_DEPARTMENT "LUAR"
/* In categories.csv. */
#define OTHER_CATEGORY STR("other")
#define CRIME_CATEGORY STR("police_matter")

#define CODE_MAX 32
/* What the matchers take: a longer phrase would stop the start later, with no line to look at. */
#define PHRASE_BYTES 120
#define PHRASE_WORDS 8

struct table {
    struct desk *desk;
    const char *file, *columns; /* "clocks.csv", "kind,stage,..." */
    struct str text;            /* the desk's own copy */
    struct csv csv;
    struct csv_row row;
    struct err *e; /* never NULL */
};

MUST_CHECK bool table_open(struct table *t, struct desk *desk, const char *file, struct str text,
                           const char *columns, struct err *e);
/* Hands each row to `read` with its place in the table; *count rows were read. */
typedef bool table_reader(const struct table *t, size_t n, void *into);
MUST_CHECK bool table_each(struct table *t, table_reader *read, void *into, size_t *count);
/* "file line N: ..."; always false. */
__attribute__((format(printf, 2, 3))) bool table_fault(const struct table *t, const char *fmt, ...);
/* Room for as many items as the text can have rows, zeroed, in the desk; NULL with the error set.
 */
void *table_items(const struct table *t, size_t size);
struct str table_field(const struct table *t, size_t column); /* trimmed; may be empty */

MUST_CHECK bool table_code(const struct table *t, size_t column, struct str *out);
/* At most max characters on one line; empty only where `optional`. */
MUST_CHECK bool table_words(const struct table *t, size_t column, size_t max, bool optional,
                            struct str *out);
MUST_CHECK bool table_flag(const struct table *t, size_t column, bool *out); /* yes or no */
MUST_CHECK bool table_days(const struct table *t, size_t column, int *out);  /* 0..1000 */
/* A phrase that can be found at all: folded as messages are, and no longer than the matchers
 * take. */
MUST_CHECK bool table_phrase(const struct table *t, struct str phrase);

/* The whole text in the arena; ERR_INPUT "file: ..." when it is empty or no UTF-8. */
MUST_CHECK bool desk_text(struct desk *desk, const char *file, struct str text, struct str *out,
                          struct err *e);
/* At most this many rows or keys are in the text. */
size_t desk_lines(struct str text);

/* Where a code stands: position in its table and line in its file. */
struct desk_code {
    struct str code;
    size_t at, line;
};
/* Sorts; false with the error set when a code stands twice. */
MUST_CHECK bool desk_codes_sort(const struct table *t, struct desk_code *codes, size_t count);
size_t desk_codes_find(const struct desk_code *codes, size_t count, struct str code); /* SIZE_MAX */

/* One per file. Departments come first, then categories and places, which speak of them. */
MUST_CHECK bool desk_load_departments(struct desk *desk, struct str text, struct err *e);
MUST_CHECK bool desk_load_categories(struct desk *desk, struct str text, struct err *e);
MUST_CHECK bool desk_load_places(struct desk *desk, struct str text, struct err *e);
MUST_CHECK bool desk_load_clocks(struct desk *desk, struct str text, struct err *e);
MUST_CHECK bool desk_load_holidays(struct desk *desk, struct str text, struct err *e);
MUST_CHECK bool desk_load_words(struct desk *desk, struct str text, struct err *e);
MUST_CHECK bool desk_load_replies(struct desk *desk, enum language language, struct str text,
                                  struct err *e);
MUST_CHECK bool desk_load_canned(struct desk *desk, struct str text, struct err *e);
MUST_CHECK bool desk_load_templates(struct desk *desk, struct str text, struct err *e);

#endif
