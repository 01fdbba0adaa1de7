/* html.h - pages that the server makes: templates of src/web/public with their gaps filled in.
 * Threads: pure, any thread. */
#ifndef KANDA_HTTP_HTML_H
#define KANDA_HTTP_HTML_H

#include "base/buf.h"

/* As text or as the value of an attribute in double quotes; control characters become blanks. */
void html_text(struct buf *out, struct str text);
/* "12.345", as Indonesian writes it. */
void html_number(struct buf *out, int64_t n);
/* Office minutes of a histogram (domain/tally.h) as people say them: "kurang dari 15 menit" for its
 * first step, "45 menit", "3,5 jam kerja", "2,4 hari kerja" (of eight hours). */
void html_working_time(struct buf *out, int64_t minutes);

struct html_gap {
    const char *name; /* {{name}} in the template */
    struct str value; /* HTML already */
};
/* {{asset NAME}} is filled in by itself: the address of a file of src/web/public, which changes
 * with its content. False when the template (a path below src/web) or such a file is not built in,
 * or a gap has no value. */
MUST_CHECK bool html_fill(struct buf *out, const char *path, const struct html_gap *gaps,
                          size_t count);

#endif
