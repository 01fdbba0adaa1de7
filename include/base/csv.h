/* csv.h - reads RFC 4180 text: quoted fields, doubled quotes, LF or CRLF, optional BOM; and writes
 * fields of it.
 *
 * Threads: one owner per reader. Memory: fields are views into the text or, where quotes had
 * to be removed, into the arena; they live as long as both. */
#ifndef KANDA_BASE_CSV_H
#define KANDA_BASE_CSV_H

#include "base/arena.h"
#include "base/buf.h"

#define CSV_FIELDS_MAX 16

struct csv {
    struct str rest;
    struct arena *arena;
    size_t line;      /* 1-based line where the row last read begins, for error sentences */
    size_t next_line; /* where reading goes on: a quoted field may span lines */
    size_t columns;   /* of the header, as far as that was read; else 0 */
};

struct csv_row {
    struct str field[CSV_FIELDS_MAX];
    size_t count;
};

void csv_init(struct csv *c, struct str text, struct arena *arena);
/* *more is false at the end of the text. Blank lines and lines that start with '#' are skipped.
 * ERR_INPUT (naming the line) for an unclosed quote, and for more fields than the header has or
 * CSV_FIELDS_MAX: a comma in a text without quotes must not lose what stands behind it. */
MUST_CHECK bool csv_next(struct csv *c, struct csv_row *row, bool *more, struct err *e);
/* Reads the first row and checks that it begins with exactly these comma-separated names. Further
 * columns are allowed, and count for the rows below. */
MUST_CHECK bool csv_header(struct csv *c, const char *names, struct err *e);

/* Appends one quoted field. Where a spreadsheet would take the text for a formula, whatever blanks
 * or invisible marks it begins with, an apostrophe stands before it (OWASP, "CSV Injection"). Marks
 * that turn the direction of writing are left out, since they would show one cell's words in
 * another's place; so are control characters but line feeds; invalid UTF-8 becomes U+FFFD. */
void csv_write_text(struct buf *out, struct str text);

#endif
