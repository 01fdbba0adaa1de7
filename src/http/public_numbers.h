/* public_numbers.h - what is published: sums of the last twelve months with small counts hidden.
 *
 * Reports that were made in confidence and whistleblowing are in none of these numbers: beside a
 * sum that held them, the rows would tell how many there are.
 *
 * Threads: any. Memory: the arena passed in. */
#ifndef KANDA_HTTP_PUBLIC_NUMBERS_H
#define KANDA_HTTP_PUBLIC_NUMBERS_H

#include "store/statistics_store.h"
#include "store/summary_store.h"

#define PUBLIC_MONTHS    12
#define PUBLIC_SUMMARIES 12

enum public_column {
    COLUMN_RECEIVED,
    COLUMN_SOLVED,
    COLUMN_PARTLY,
    COLUMN_REFERRED,
    COLUMN_LATE,
    PUBLIC_COLUMNS
};

struct public_row {
    struct str code, name;
    int64_t value[PUBLIC_COLUMNS];
    bool hidden[PUBLIC_COLUMNS];
    int64_t answer, solution; /* medians in office minutes; -1: none, or of too few */
};
struct public_table {
    const char *name, *title, *first; /* "unit", "Menurut unit", "Unit" */
    const char *one; /* "unit": what small rows are counted as; NULL: each row stands */
    struct public_row *rows;
    size_t count;
};
enum public_table_id { TABLE_MONTHS, TABLE_UNITS, TABLE_DISTRICTS, PUBLIC_TABLES };

struct public_numbers {
    int64_t made_at, from_month, to_month;
    struct public_row total;
    struct public_table tables[PUBLIC_TABLES];
    const struct desk *desk; /* whose names the summaries need */
    struct public_summary summaries[PUBLIC_SUMMARIES];
    size_t summary_count;
};

MUST_CHECK bool public_numbers_read(struct db *db, const struct desk *desk, int64_t now,
                                    struct arena *arena, struct public_numbers *out, struct err *e);

/* "Nov 2026" of 202611. */
void public_month_name(int64_t month, char out[16]);

#endif
