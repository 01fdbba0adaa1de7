/* html.h - pages that the server makes: templates of src/web/public with their gaps filled in.
 * Threads: pure, any thread. */
#ifndef KANDA_HTTP_HTML_H
#define KANDA_HTTP_HTML_H

#include "base/buf.h"
#include "base/embedded.h"

/* As text or as the value of an attribute in double quotes; control characters become blanks. */
void html_text(struct buf *out, struct str text);
/* "12.345", as Indonesian writes it. */
void html_number(struct buf *out, int64_t n);
/* Office minutes as people say them: "45 menit", "3,5 jam kerja", "2,4 hari kerja" (of eight
 * hours). */
void html_working_time(struct buf *out, int64_t minutes);

struct html_gap {
    const char *name; /* {{name}} in the template */
    struct str value; /* HTML already */
};
/* False when the template (a path below src/web) is not built in, or has a gap without a value. */
MUST_CHECK bool html_fill(struct buf *out, const char *path, const struct html_gap *gaps,
                          size_t count);

/* A file of src/web that was built in; NULL: none. */
const struct embedded_file *web_file(const char *path);
/* "/assets/NAME?v=DIGEST" of a file of src/web/public: its address changes with its content. */
void html_asset(struct buf *out, const char *name);

#endif
