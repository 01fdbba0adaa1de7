/* page.c - every list answers {"items":[...],"next_cursor":...}. */
#include "page.h"
#include <ctype.h>
#include <stdio.h>

bool page_limit(struct request *r, size_t preset, size_t max, size_t *limit)
{
    struct str text = request_query(r, "limit");
    int64_t n = (int64_t)preset;
    if (text.len && !str_to_i64(text, 1, (int64_t)max, &n, NULL)) {
        char detail[80];
        (void)snprintf(detail, sizeof detail, "limit must be a whole number from 1 to %zu.", max);
        answer_problem(r, 422, "invalid_limit", detail);
        return false;
    }
    *limit = (size_t)n;
    return true;
}

bool page_cursor_invalid(struct request *r)
{
    answer_problem(r, 422, "invalid_cursor",
                   "cursor must be the next_cursor of the same list, with the same filters, in the "
                   "same order, as this account got it.");
    return false;
}

#define BINDING_BYTES 4
#define BINDING_SIZE  (2 * BINDING_BYTES + 1)

static bool says_where(struct str name)
{
    return str_equal(name, STR("cursor")) || str_equal(name, STR("limit"));
}

/* Of whom and of which list a cursor is, in eight hexadecimal digits. It opens nothing, so nobody
 * gains by guessing it: it finds what was mixed up. */
static void binding_make(const struct request *r, char out[BINDING_SIZE])
{
    struct sha256 s;
    uint8_t digest[SHA256_SIZE];
    char account[24], name[32];
    struct str rest = str_of(r->route->query), one;
    (void)snprintf(account, sizeof account, "%lld", (long long)r->staff.id);
    sha256_begin(&s);
    sha256_add(&s, str_of(account));
    request_path_hash(r, &s);
    while (str_cut(&rest, ' ', &one)) {
        if (says_where(one) || !str_copy(name, sizeof name, one)) continue;
        sha256_add(&s, STR("\n"));
        sha256_add(&s, request_query(r, name));
    }
    sha256_end(&s, digest);
    hex_encode(digest, BINDING_BYTES, out);
}

bool page_cursor(struct request *r, struct str *place)
{
    char binding[BINDING_SIZE];
    struct str rest = request_query(r, "cursor");
    *place = STR_EMPTY;
    if (rest.len == 0) return true;
    binding_make(r, binding);
    return (str_cut(&rest, '.', place) && place->len && str_equal(rest, str_of(binding))) ||
           page_cursor_invalid(r);
}

bool page_read(struct request *r, char letter, size_t preset, size_t max, struct page *out)
{
    struct str place;
    *out = (struct page){ .letter = letter };
    if (!page_limit(r, preset, max, &out->limit) || !page_cursor(r, &place)) return false;
    if (place.len == 0 || (place.at[0] == letter && str_to_i64(str_slice(place, 1, place.len), 1,
                                                               INT64_MAX, &out->after_id, NULL)))
        return true;
    return page_cursor_invalid(r);
}

bool page_read_sorted(struct request *r, const char *field, char letter, size_t preset, size_t max,
                      struct page *out)
{
    struct str sort = request_query(r, "sort");
    bool newest_first = sort.len && sort.at[0] == '-';
    if (sort.len && !str_equal(str_slice(sort, newest_first, sort.len), str_of(field))) {
        char detail[80];
        (void)snprintf(detail, sizeof detail, "sort: %s (oldest first) or -%s.", field, field);
        return answer_invalid(r, detail);
    }
    if (newest_first) letter = (char)toupper((unsigned char)letter);
    if (!page_read(r, letter, preset, max, out)) return false;
    out->newest_first = newest_first;
    return true;
}

bool page_has_room(const struct json_writer *w)
{
    return w->out->len < PAGE_BYTES;
}

void page_begin(struct request *r, struct json_writer *w)
{
    answer_json_begin(r, w);
    json_begin_object(w);
    json_key_name(w, "items");
    json_begin_array(w);
}

void page_end_at(struct request *r, struct json_writer *w, const char *place)
{
    char binding[BINDING_SIZE], cursor[80];
    json_end_array(w);
    if (place) {
        binding_make(r, binding);
        (void)snprintf(cursor, sizeof cursor, "%s.%s", place, binding);
        json_member_text(w, "next_cursor", str_of(cursor));
    } else
        json_member_null(w, "next_cursor");
    json_end_object(w);
    answer_json_end(r, 200, w);
}

void page_end(struct request *r, struct json_writer *w, char letter, bool more, int64_t last_id)
{
    char cursor[24];
    (void)snprintf(cursor, sizeof cursor, "%c%lld", letter, (long long)last_id);
    page_end_at(r, w, more ? cursor : NULL);
}
