/* public_write.h - the published numbers as a page, as CSV and as JSON. Private to the room.
 * Threads: pure. False: the buffer is too small, or a template is not built in. */
#ifndef KANDA_HTTP_PUBLIC_WRITE_H
#define KANDA_HTTP_PUBLIC_WRITE_H

#include "public_numbers.h"

#define PUBLIC_LICENCE "CC BY 4.0"

MUST_CHECK bool public_write_page(const struct public_numbers *n, const char *public_number,
                                  struct buf *out);
/* How many of the oldest months are left out of the page: those before the first report, as long as
 * PUBLIC_MONTHS_LEAST remain. */
#define PUBLIC_MONTHS_LEAST 3
size_t public_months_before(const struct public_table *months);
/* Parts of the page: a chart of the months, and a table; both begin with row `first`. */
void public_write_chart(struct buf *out, const struct public_table *months, size_t first);
void public_write_table(struct buf *out, const struct public_table *table, size_t first);
void public_write_value(struct buf *out, const struct public_row *row, size_t column);
void public_write_median(struct buf *out, int64_t minutes); /* -1: none */
/* A section of the page; nothing where nothing was approved. */
void public_write_summaries(const struct public_numbers *n, struct buf *out);
MUST_CHECK bool public_write_csv(const struct public_numbers *n, struct buf *out);
MUST_CHECK bool public_write_json(const struct public_numbers *n, struct buf *out);

/* Names of the columns: "diterima" in data, "Diterima" on the page. */
const char *public_column_code(size_t column);
const char *public_column_name(size_t column);

#endif
