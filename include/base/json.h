/* json.h - reading and writing JSON; the only door to cJSON.
 *
 * Reading is forgiving in the ways Meta needs: a missing or wrong-typed member reads as
 * absent, and json_text_or_number takes a string or a number (reference: "number vs string
 * varies"). A `const struct json *` that is NULL reads as absent everywhere, so getters chain.
 *
 * Threads: a tree has one owner. Memory: json_parse returns a tree that json_free releases.
 * Views point into the
 * tree and live as long as it. */
#ifndef KANDA_BASE_JSON_H
#define KANDA_BASE_JSON_H

#include "base/arena.h"
#include "base/buf.h"

struct json; /* a node; opaque */

#define JSON_DEPTH_MAX  64      /* deeper input is refused before it is parsed */
#define JSON_VALUES_MAX 262144u /* so is input of more values: a tree costs 80 bytes for each */

/* Parses exactly one value, surrounded by nothing but blanks. Refuses (ERR_INPUT) invalid
 * UTF-8, depth over JSON_DEPTH_MAX, more than JSON_VALUES_MAX values, raw control characters and
 * trailing bytes; ERR_MEMORY when the allocator says no. An escaped NUL and half a surrogate pair
 * read as U+FFFD, so that neither cuts a text nor loses a message. */
MUST_CHECK bool json_parse(struct str text, struct json **out, struct err *e);
void json_free(struct json *tree); /* NULL is fine */

bool json_is_object(const struct json *j);
bool json_is_array(const struct json *j);
bool json_is_string(const struct json *j);
bool json_is_number(const struct json *j);
bool json_is_bool(const struct json *j);
bool json_is_null(const struct json *j); /* an explicit null; false for absent */

const struct json *json_get(const struct json *object, const char *key); /* NULL if absent */
/* json_path(j, "error", "error_data", "details", NULL): a chain of json_get. */
__attribute__((sentinel)) const struct json *json_path(const struct json *object, ...);
const char *json_key(const struct json *member); /* member's own name; "" for array items */
size_t json_count(const struct json *array_or_object);
const struct json *json_first(const struct json *array_or_object); /* then json_next */
const struct json *json_next(const struct json *item);

/* The value, or the empty view / fallback when absent or of another type. */
struct str json_text(const struct json *j);
struct str json_get_text(const struct json *object, const char *key);
bool json_bool(const struct json *j, bool fallback);
/* False when absent or no finite number. */
bool json_double(const struct json *j, double *out);
/* A number, or a string that holds one, that is an integer within +-2^53. False otherwise. */
bool json_i64(const struct json *j, int64_t *out);
/* A string as it is, a number in its shortest text (copied into the arena); "" otherwise. */
struct str json_text_or_number(const struct json *j, struct arena *arena);

/* Compact text of a parsed tree is appended to out. */
MUST_CHECK bool json_print(const struct json *j, struct buf *out, struct err *e);

/* json_writer: streams compact JSON into a buffer with no tree between: commas, quotes and
 * escapes are its business, balance of begin and end is the caller's (checked by
 * json_writer_done). Invalid UTF-8 in text is written as U+FFFD. The sticky failure of the
 * buffer is the only error. Use this for answers and request bodies. */
struct json_writer {
    struct buf *out;
    int depth;
    bool need_comma[JSON_DEPTH_MAX];
    bool in_object[JSON_DEPTH_MAX];
    bool after_key, broken, written; /* written: the one top value is begun */
};
void json_writer_init(struct json_writer *w, struct buf *out);
void json_begin_object(struct json_writer *w);
void json_end_object(struct json_writer *w);
void json_begin_array(struct json_writer *w);
void json_end_array(struct json_writer *w);
void json_key_name(struct json_writer *w, const char *key);
void json_write_text(struct json_writer *w, struct str s);
void json_write_i64(struct json_writer *w, int64_t n);
void json_write_double(struct json_writer *w, double d); /* up to 15 digits; non-finite: null */
void json_write_bool(struct json_writer *w, bool b);
void json_write_null(struct json_writer *w);
void json_write_raw(struct json_writer *w, struct str valid_json); /* trusted, already JSON */
/* Shorthands for members. */
void json_member_text(struct json_writer *w, const char *key, struct str s);
void json_member_i64(struct json_writer *w, const char *key, int64_t n);
void json_member_bool(struct json_writer *w, const char *key, bool b);
void json_member_null(struct json_writer *w, const char *key);
/* null for "" and for 0. */
void json_member_text_or_null(struct json_writer *w, const char *key, struct str s);
void json_member_time_or_null(struct json_writer *w, const char *key, int64_t ms);
void json_member_i64_or_null(struct json_writer *w, const char *key, int64_t n);
void json_member_day(struct json_writer *w, const char *key, int64_t day); /* "2026-12-04" */
void json_member_time(struct json_writer *w, const char *key, int64_t ms); /* RFC 3339 +07:00 */
/* True when every begin was ended and the buffer holds everything. */
MUST_CHECK bool json_writer_done(const struct json_writer *w);

#endif
