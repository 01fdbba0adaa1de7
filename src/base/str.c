/* str.c - borrowed text. */
#include "base/str.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* No number that people or programs write is longer; strtod needs a copy with a NUL. */
#define NUMBER_TEXT_MAX 64

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

struct str str_of(const char *text)
{
    return text ? (struct str){ text, strlen(text) } : STR_EMPTY;
}

bool str_equal(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

bool str_equal_nocase(struct str a, struct str b)
{
    if (a.len != b.len) return false;
    for (size_t i = 0; i < a.len; i++)
        if (lower(a.at[i]) != lower(b.at[i])) return false;
    return true;
}

int str_compare(struct str a, struct str b)
{
    size_t common = a.len < b.len ? a.len : b.len;
    int order = common ? memcmp(a.at, b.at, common) : 0;
    if (order != 0) return order;
    return (a.len > b.len) - (a.len < b.len);
}

bool str_starts(struct str s, struct str prefix)
{
    return s.len >= prefix.len && str_equal((struct str){ s.at, prefix.len }, prefix);
}

bool str_ends(struct str s, struct str suffix)
{
    if (s.len < suffix.len) return false;
    return str_equal((struct str){ s.at + (s.len - suffix.len), suffix.len }, suffix);
}

size_t str_among(struct str s, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(s, str_of(words[i]))) return i + 1;
    return 0;
}

size_t str_among_nocase(struct str s, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal_nocase(s, str_of(words[i]))) return i + 1;
    return 0;
}

size_t str_find(struct str s, struct str needle, size_t from)
{
    if (from > s.len) return SIZE_MAX;
    if (needle.len == 0) return from;
    if (needle.len > s.len - from) return SIZE_MAX;
    const char *hit = memmem(s.at + from, s.len - from, needle.at, needle.len);
    return hit ? (size_t)(hit - s.at) : SIZE_MAX;
}

bool str_contains(struct str s, struct str needle)
{
    return str_find(s, needle, 0) != SIZE_MAX;
}

struct str str_slice(struct str s, size_t from, size_t to)
{
    if (to > s.len) to = s.len;
    if (from > to) from = to;
    return (struct str){ s.at + from, to - from };
}

struct str str_trim(struct str s)
{
    size_t from = 0, to = s.len;
    while (from < to && is_blank(s.at[from]))
        from++;
    while (to > from && is_blank(s.at[to - 1]))
        to--;
    return (struct str){ s.at + from, to - from };
}

bool str_cut(struct str *rest, char sep, struct str *piece)
{
    if (rest->len == 0) return false;
    const char *hit = memchr(rest->at, sep, rest->len);
    size_t len = hit ? (size_t)(hit - rest->at) : rest->len;
    *piece = (struct str){ rest->at, len };
    size_t taken = hit ? len + 1 : len;
    *rest = (struct str){ rest->at + taken, rest->len - taken };
    return true;
}

struct str str_word(struct str *rest)
{
    size_t from = 0;
    while (from < rest->len && is_blank(rest->at[from]))
        from++;
    size_t to = from;
    while (to < rest->len && !is_blank(rest->at[to]))
        to++;
    struct str word = { rest->at + from, to - from };
    *rest = (struct str){ rest->at + to, rest->len - to };
    return word;
}

bool str_to_i64(struct str s, int64_t min, int64_t max, int64_t *out, struct err *e)
{
    bool negative = s.len > 0 && s.at[0] == '-';
    size_t i = negative ? 1 : 0;
    if (i == s.len) return err_set(e, ERR_INPUT, "not a whole number");
    int64_t n = 0;
    for (; i < s.len; i++) {
        if (!is_digit(s.at[i])) return err_set(e, ERR_INPUT, "not a whole number");
        int digit = s.at[i] - '0';
        /* Counted downwards: INT64_MIN has no positive twin. */
        if (__builtin_mul_overflow(n, (int64_t)10, &n) ||
            __builtin_sub_overflow(n, (int64_t)digit, &n))
            return err_set(e, ERR_INPUT, "number is out of range");
    }
    if (!negative && __builtin_sub_overflow((int64_t)0, n, &n))
        return err_set(e, ERR_INPUT, "number is out of range");
    if (n < min || n > max)
        return err_set(e, ERR_INPUT, "number must be from %lld to %lld", (long long)min,
                       (long long)max);
    *out = n;
    return true;
}

static size_t skip_digits(struct str s, size_t i)
{
    while (i < s.len && is_digit(s.at[i]))
        i++;
    return i;
}

/* -?digits[.digits][(e|E)[+-]digits] and nothing else: strtod alone takes hex, inf and nan. */
static bool looks_decimal(struct str s)
{
    size_t i = s.len > 0 && s.at[0] == '-' ? 1 : 0;
    size_t from = i;
    if ((i = skip_digits(s, i)) == from) return false;
    if (i < s.len && s.at[i] == '.') {
        from = ++i;
        if ((i = skip_digits(s, i)) == from) return false;
    }
    if (i < s.len && lower(s.at[i]) == 'e') {
        i++;
        if (i < s.len && (s.at[i] == '+' || s.at[i] == '-')) i++;
        from = i;
        if ((i = skip_digits(s, i)) == from) return false;
    }
    return i == s.len;
}

bool str_to_double(struct str s, double *out, struct err *e)
{
    char text[NUMBER_TEXT_MAX];
    if (!looks_decimal(s) || !str_copy(text, sizeof text, s))
        return err_set(e, ERR_INPUT, "not a decimal number");
    double d = strtod(text, NULL);
    if (!isfinite(d)) return err_set(e, ERR_INPUT, "number is out of range");
    *out = d;
    return true;
}

bool str_copy(char *dst, size_t cap, struct str s)
{
    if (cap == 0) return false;
    if (s.len >= cap) {
        dst[0] = '\0';
        return false;
    }
    if (s.len) memcpy(dst, s.at, s.len);
    dst[s.len] = '\0';
    return true;
}

uint64_t str_hash(struct str s)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < s.len; i++)
        h = (h ^ (unsigned char)s.at[i]) * 1099511628211u;
    return h;
}
