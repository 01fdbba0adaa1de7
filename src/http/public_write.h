/* public_write.h - the published numbers as a page, as CSV and as JSON. Private to the room.
 * Threads: pure. False: the buffer is too small, or a template is not built in. */
#ifndef KANDA_HTTP_PUBLIC_WRITE_H
#define KANDA_HTTP_PUBLIC_WRITE_H

#include "public_numbers.h"

#define PUBLIC_LICENCE "CC BY 4.0"

MUST_CHECK bool public_write_page(const struct public_numbers *n, const char *public_number,
                                  struct buf *out);
/* A section of the page; nothing where nothing was approved. */
void public_write_summaries(const struct public_numbers *n, struct buf *out);
MUST_CHECK bool public_write_csv(const struct public_numbers *n, struct buf *out);
MUST_CHECK bool public_write_json(const struct public_numbers *n, struct buf *out);

/* Names of the columns: "diterima" in data, "Diterima" on the page. */
const char *public_column_code(size_t column);
const char *public_column_name(size_t column);

#endif
