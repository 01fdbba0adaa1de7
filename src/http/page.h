/* page.h - limit and cursor of a list, and the end of its answer.
 *
 * A cursor is one letter for the order, the id of the last row, and to whose list with which
 * filters it belongs: opaque to callers, checked when it comes back. */
#ifndef KANDA_HTTP_PAGE_H
#define KANDA_HTTP_PAGE_H

#include "request.h"

#define PAGE_BYTES ((size_t)150 * 1024)

struct page {
    size_t limit;      /* 1..max */
    int64_t after_id;  /* 0: the first page */
    bool newest_first; /* page_read_sorted alone */
    char letter;       /* of the cursor, for page_end */
};

/* letter tells the order the cursor belongs to. False: 422 was answered. */
bool page_read(struct request *r, char letter, size_t preset, size_t max, struct page *out);
/* The same for a list that can be read from either end: `sort` is `field`, oldest first, which is
 * the preset, or `-field`, whose cursors have the capital letter. */
bool page_read_sorted(struct request *r, const char *field, char letter, size_t preset, size_t max,
                      struct page *out);
/* The limit alone; the same otherwise. */
bool page_limit(struct request *r, size_t preset, size_t max, size_t *limit);
/* 422 for a cursor of another list; false. */
bool page_cursor_invalid(struct request *r);
/* What the route itself wrote into the caller's cursor; "": none was given. False: 422 was
 * answered. */
bool page_cursor(struct request *r, struct str *place);
/* Ends it with a cursor that leads on from a place of the caller's own words (at most 60 letters,
 * no full stop); NULL: the last page. */
void page_end_at(struct request *r, struct json_writer *w, const char *place);
/* {"items":[ was begun by the caller; ends it with next_cursor. */
void page_end(struct request *r, struct json_writer *w, char letter, bool more, int64_t last_id);
/* Whether one more row may be written: a page ends at its limit, or where it has grown to
 * PAGE_BYTES, so that no answer is much longer than that however long its texts are. Never false
 * before the first row. */
bool page_has_room(const struct json_writer *w);
/* Begins {"items":[ */
void page_begin(struct request *r, struct json_writer *w);

#endif
