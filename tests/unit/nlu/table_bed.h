/* table_bed.h - for the tests of what one line of a table decides: desks with that line and
 * without.
 */
#ifndef KANDA_TESTS_TABLE_BED_H
#define KANDA_TESTS_TABLE_BED_H

#include "nlu_bed.h"

/* One line of a table and the line instead of it; "" is none. */
struct table_row {
    const char *file, *line, *instead, *text, *before, *after;
};

#define W "words.csv"
#define P "places.csv"

/* The file with the lines of these rows; the lines must stand in it. */
static inline struct str table_file_with(const char *name, const struct table_row *const *rows,
                                         size_t count)
{
    struct str file = bed_file(name), rest = file, at;
    struct buf out;
    size_t found = 0, wanted = 0;
    buf_init(&out, 1 << 20);
    while (str_cut(&rest, '\n', &at)) {
        for (size_t i = 0; i < count; i++) {
            if (rows[i]->line[0] == '\0' || !str_equal(at, str_of(rows[i]->line))) continue;
            at = str_of(rows[i]->instead);
            found++;
        }
        buf_add(&out, at);
        buf_add_char(&out, '\n');
    }
    for (size_t i = 0; i < count; i++) {
        wanted += rows[i]->line[0] != '\0';
        if (rows[i]->line[0]) continue;
        buf_add(&out, str_of(rows[i]->instead));
        buf_add_char(&out, '\n');
    }
    free((void *)(uintptr_t)file.at);
    if (found != wanted) fail_msg("%s lacks a line, as '%s'", name, rows[0]->line);
    size_t len = 0;
    char *bytes = buf_take(&out, &len);
    assert_non_null(bytes);
    return (struct str){ bytes, len };
}

static inline struct nlu_bed *table_bed_with(const struct table_row *const *rows, size_t count)
{
    bool words = strcmp(rows[0]->file, W) == 0;
    return bed_create(words ? table_file_with(W, rows, count) : bed_file(W),
                      words ? bed_file(P) : table_file_with(P, rows, count));
}

typedef void table_say(struct nlu_bed *bed, const char *text, char *out, size_t cap);

/* A desk takes a while to be made: one has the new lines of so many rows, or lacks the lines of so
 * many. What a row's line does must not hang on another's. */
#define TABLE_ADDED_MAX 10
#define TABLE_TAKEN_MAX 5

/* Up to a desk's worth of rows from *next on that do the same: add, or take away. */
static inline size_t table_take_rows(const struct table_row *rows, size_t count, bool add,
                                     size_t *next, const struct table_row **out)
{
    size_t n = 0;
    for (; *next < count && n < (add ? TABLE_ADDED_MAX : TABLE_TAKEN_MAX); (*next)++) {
        const struct table_row *row = &rows[*next];
        if ((row->line[0] == '\0') != add) continue;
        if (n && (strcmp(row->file, out[0]->file) != 0 || strcmp(row->file, P) == 0)) break;
        out[n++] = row;
    }
    return n;
}

static inline void table_play_half(void **state, const struct table_row *rows, size_t count,
                                   bool add, table_say *said)
{
    struct nlu_bed *shipped = *state;
    const struct table_row *now[TABLE_ADDED_MAX];
    for (size_t next = 0, n; (n = table_take_rows(rows, count, add, &next, now)) > 0;) {
        struct nlu_bed *own = table_bed_with(now, n);
        for (size_t i = 0; i < n; i++) {
            char was[128], is[128];
            said(shipped, now[i]->text, was, sizeof was);
            said(own, now[i]->text, is, sizeof is);
            if (strcmp(was, now[i]->before) != 0 || strcmp(is, now[i]->after) != 0)
                BED_WRONG("%s%s: \"%s\" was <%s>, not <%s>, and is <%s>, not <%s>", now[i]->line,
                          now[i]->instead, now[i]->text, was, now[i]->before, is, now[i]->after);
        }
        bed_destroy(own);
    }
}

static inline void table_play(void **state, const struct table_row *rows, size_t count,
                              table_say *said)
{
    table_play_half(state, rows, count, true, said);
    table_play_half(state, rows, count, false, said);
}

#endif
