/* labelled.h - texts whose department is known, from TSV files: code, tab, text; one a line.
 *
 * Empty lines and lines that begin with # are passed over.
 * Threads: main. Memory: what was read lives until labelled_finish. */
#ifndef KANDA_CLI_LABELLED_H
#define KANDA_CLI_LABELLED_H

#include "domain/desk.h"
#include "nlu/train.h"

struct labelled {
    struct arena arena;
    struct labelled_text *texts; /* department: the desk's own code */
    size_t count, cap;
};

/* Appends the texts of the file to *l, which starts as {0}. ERR_INPUT "FILE:12: why" when a line
 * has no tab, no text, or a code that departments.csv does not know; ERR_NOT_FOUND, ERR_IO. */
MUST_CHECK bool labelled_read(struct labelled *l, const struct desk *desk, const char *path,
                              struct err *e);
/* The same of bytes that were read already; `name` stands in errors. */
MUST_CHECK bool labelled_take(struct labelled *l, const struct desk *desk, struct str bytes,
                              const char *name, struct err *e);
/* Appends one text, copied; `department` is the desk's own code. */
MUST_CHECK bool labelled_add(struct labelled *l, const struct department *department,
                             struct str text, struct err *e);
void labelled_finish(struct labelled *l); /* safe on {0} */

#endif
