/* fuzz_csv.c - every row brings the reader forward, its fields lie in the text or the arena and
 * are no longer than the text, and lines are counted upwards. */
#include "base/csv.h"
#include <stdlib.h>

static void demand(bool promise)
{
    if (!promise) abort();
}

static bool lies_within(struct str field, struct str text)
{
    uintptr_t begin = (uintptr_t)text.at, at = (uintptr_t)field.at;
    return at >= begin && at <= begin + text.len && field.len <= begin + text.len - at;
}

static size_t bytes_of(struct str s)
{
    size_t sum = 0;
    for (size_t i = 0; i < s.len; i++)
        sum += (unsigned char)s.at[i];
    return sum;
}

static void check_row(const struct csv_row *row, struct str text, bool arena_used)
{
    size_t whole = 0;
    demand(row->count >= 1 && row->count <= CSV_FIELDS_MAX);
    for (size_t i = 0; i < row->count; i++) {
        demand(arena_used || lies_within(row->field[i], text));
        /* Reading each byte lets the sanitizer say whether it is there. */
        demand(bytes_of(row->field[i]) <= row->field[i].len * 255);
        whole += row->field[i].len;
    }
    demand(whole <= text.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = { size ? (const char *)data : "", size };
    struct arena arena = { 0 };
    struct csv c;
    struct err e = { .code = ERR_NONE };
    csv_init(&c, text, &arena);
    size_t line = 0;
    for (bool more = true; more;) {
        struct csv_row row;
        size_t left = c.rest.len;
        if (!csv_next(&c, &row, &more, &e)) {
            demand(e.code == ERR_INPUT);
            break;
        }
        demand(lies_within(c.rest, text));
        if (!more) {
            demand(c.rest.len == 0);
            break;
        }
        demand(c.rest.len < left && c.line > line);
        line = c.line;
        check_row(&row, text, arena.used > 0);
    }
    arena_clear(&arena);
    return 0;
}
