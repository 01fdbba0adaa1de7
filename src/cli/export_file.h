/* export_file.h - the walk of an export into a file. Threads: main. */
#ifndef KANDA_CLI_EXPORT_FILE_H
#define KANDA_CLI_EXPORT_FILE_H

#include "base/crypto.h"
#include "service/export.h"
#include <stdio.h>

/* Writes every row; each step reads in a snapshot of its own. progress (NULL: nobody looks) is told
 * at most once a second, and at the end. count (may be NULL): rows. */
MUST_CHECK bool export_to_stream(struct db *db, const struct export_style *style,
                                 const struct ticket_query *q, FILE *out, FILE *progress,
                                 int64_t *count, struct err *e);
/* The same into a file that gets its name when it is whole; what had that name is replaced. */
MUST_CHECK bool export_to_file(struct db *db, const struct export_style *style,
                               const struct ticket_query *q, const char *path, FILE *progress,
                               int64_t *count, struct err *e);

#endif
