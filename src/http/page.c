/* page.c - every list answers {"items":[...],"next_cursor":...}. */
#include "page.h"
#include <stdio.h>

bool page_read(struct request *r, char letter, size_t preset, size_t max, struct page *out)
{
    struct str limit = request_query(r, "limit"), cursor = request_query(r, "cursor");
    int64_t n = (int64_t)preset, after = 0;
    if (limit.len && !str_to_i64(limit, 1, (int64_t)max, &n, NULL)) {
        char detail[80];
        (void)snprintf(detail, sizeof detail, "limit must be a whole number from 1 to %zu.", max);
        answer_problem(r, 422, "invalid_limit", detail);
        return false;
    }
    if (cursor.len && (cursor.at[0] != letter ||
                       !str_to_i64(str_slice(cursor, 1, cursor.len), 1, INT64_MAX, &after, NULL))) {
        answer_problem(r, 422, "invalid_cursor",
                       "cursor must be the next_cursor of the same list in the same order.");
        return false;
    }
    *out = (struct page){ (size_t)n, after };
    return true;
}

void page_begin(struct request *r, struct json_writer *w)
{
    answer_json_begin(r, w);
    json_begin_object(w);
    json_key_name(w, "items");
    json_begin_array(w);
}

void page_end(struct request *r, struct json_writer *w, char letter, bool more, int64_t last_id)
{
    char cursor[24];
    json_end_array(w);
    if (more) {
        (void)snprintf(cursor, sizeof cursor, "%c%lld", letter, (long long)last_id);
        json_member_text(w, "next_cursor", str_of(cursor));
    } else {
        json_member_null(w, "next_cursor");
    }
    json_end_object(w);
    answer_json_end(r, 200, w);
}
