/* str.h - borrowed text: a pointer and a length into somebody else's bytes.
 *
 * A view owns nothing, is not NUL-terminated and lives as long as what it points into.
 * `at` is never NULL (an empty view points at ""). Bytes are UTF-8 unless said otherwise;
 * letter case means ASCII here (Unicode case and folding: base/unicode.h).
 *
 * Threads: pure functions, any thread. */
#ifndef KANDA_BASE_STR_H
#define KANDA_BASE_STR_H

#include "base/err.h"
#include <stddef.h>
#include <stdint.h>

struct str {
    const char *at;
    size_t len;
};

#define STR(literal) ((struct str){ (literal), sizeof(literal) - 1 })
#define STR_EMPTY    ((struct str){ "", 0 })
/* For printf: printf("%.*s", STR_ARG(s)). */
#define STR_ARG(s) (int)(s).len, (s).at

struct str str_of(const char *text); /* NULL gives the empty view */
bool str_equal(struct str a, struct str b);
bool str_equal_nocase(struct str a, struct str b); /* ASCII case only */
int str_compare(struct str a, struct str b);       /* bytewise, like memcmp, shorter first */
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
/* The place of s among these words, from 1; 0: it is none of them. */
size_t str_among(struct str s, const char *const *words, size_t count);
#define STR_AMONG(s, words) str_among(s, words, sizeof(words) / sizeof *(words))
/* The same without regard to the case of ASCII letters. */
size_t str_among_nocase(struct str s, const char *const *words, size_t count);
#define STR_AMONG_NOCASE(s, words) str_among_nocase(s, words, sizeof(words) / sizeof *(words))
/* Offset of the first `needle` at or after `from`, or SIZE_MAX. An empty needle is at `from`. */
size_t str_find(struct str s, struct str needle, size_t from);
bool str_contains(struct str s, struct str needle);
struct str str_slice(struct str s, size_t from, size_t to); /* clamped: never outside s */
struct str str_trim(struct str s);                          /* blanks, tabs, CR, LF at both ends */
/* Takes everything before the next `sep` off *rest; after the last piece *rest is empty.
 * Returns false once nothing is left: while (str_cut(&rest, ',', &piece)) ... */
bool str_cut(struct str *rest, char sep, struct str *piece);
struct str str_word(struct str *rest); /* next run of non-blanks off *rest, "" at the end */

/* Whole view must be a decimal integer within [min, max]; else ERR_INPUT, *out untouched. */
MUST_CHECK bool str_to_i64(struct str s, int64_t min, int64_t max, int64_t *out, struct err *e);
/* Whole view must be a finite decimal number (no hex, inf, nan). */
MUST_CHECK bool str_to_double(struct str s, double *out, struct err *e);

/* Copies into dst and always NUL-terminates when cap > 0. False (and dst = "") if it does
 * not fit: nothing is ever cut silently. */
MUST_CHECK bool str_copy(char *dst, size_t cap, struct str s);

/* FNV-1a, 64 bit: for hash tables and jitter, never for security. */
uint64_t str_hash(struct str s);

#endif
