/* json.c - the only door to cJSON: parsing, reading, printing a tree. */
#include "base/json.h"
#include "base/unicode.h"
#include <cjson/cJSON.h>
#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Above this a double skips integers. */
#define INTEGER_MAX ((int64_t)1 << 53)

static const cJSON *node(const struct json *j)
{
    return (const cJSON *)(const void *)j;
}

static const struct json *wrap(const cJSON *c)
{
    return (const struct json *)(const void *)c;
}

struct survey {
    size_t depth, deepest, values;
    bool needs_repair; /* holds an escape that cJSON cuts at or refuses */
};

/* Four hex digits of \uXXXX at s[i] (behind the u), or -1. */
static int32_t hex4(struct str s, size_t i)
{
    if (s.len < 4 || i > s.len - 4) return -1;
    int32_t n = 0;
    for (size_t k = i; k < i + 4; k++) {
        char c = s.at[k];
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : -1;
        if (digit < 0) return -1;
        n = n << 4 | digit;
    }
    return n;
}

/* How many bytes the escape at s[i] (a backslash) takes, 0 if \u lacks its digits, which cJSON
 * would read as a NUL; *bad if it stands for a NUL or for half of a surrogate pair. */
static size_t escape_size(struct str s, size_t i, bool *bad)
{
    *bad = false;
    if (i + 1 >= s.len || s.at[i + 1] != 'u') return 2;
    int32_t unit = hex4(s, i + 2);
    if (unit < 0) return 0;
    *bad = unit == 0 || (unit >= 0xD800 && unit <= 0xDFFF);
    if (unit < 0xD800 || unit > 0xDBFF) return 6;
    if (i + 7 >= s.len || s.at[i + 6] != '\\' || s.at[i + 7] != 'u') return 6;
    int32_t low = hex4(s, i + 8);
    if (low < 0xDC00 || low > 0xDFFF) return 6;
    *bad = false;
    return 12;
}

/* Walks over the string whose opening quote is at s[*i]; false for a raw control character or
 * half an escape. *i ends on the closing quote, or behind the text when there is none (cJSON
 * refuses that). */
static bool survey_string(struct str s, size_t *i, struct survey *v)
{
    for (++*i; *i < s.len && s.at[*i] != '"';) {
        unsigned char c = (unsigned char)s.at[*i];
        bool bad = false;
        size_t size = c == '\\' ? escape_size(s, *i, &bad) : 1;
        if (c < ' ' || size == 0) return false;
        *i += size;
        v->needs_repair = v->needs_repair || bad;
    }
    return true;
}

static bool survey_text(struct str s, struct survey *v, struct err *e)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        if (c == '"') {
            if (!survey_string(s, &i, v)) return err_set(e, ERR_INPUT, "JSON: malformed string");
        } else if (c == '{' || c == '[') {
            v->values++;
            if (++v->depth > v->deepest) v->deepest = v->depth;
        } else if (c == '}' || c == ']') {
            if (v->depth > 0) v->depth--;
        } else if (c == ',') {
            v->values++;
        } else if ((unsigned char)c < ' ' && c != '\t' && c != '\n' && c != '\r') {
            return err_set(e, ERR_INPUT, "JSON: a control character");
        }
    }
    if (v->deepest > JSON_DEPTH_MAX)
        return err_set(e, ERR_INPUT, "JSON: deeper than %d", JSON_DEPTH_MAX);
    if (v->values > JSON_VALUES_MAX)
        return err_set(e, ERR_INPUT, "JSON: more than %u values", JSON_VALUES_MAX);
    return true;
}

/* Copies surveyed text with each bad escape made U+FFFD. Both are six bytes: the length stays.
 * cJSON would end the string at a NUL and refuse a whole message for half an emoji. */
static char *repaired(struct str text)
{
    char *copy = malloc(text.len);
    if (!copy) return NULL;
    memcpy(copy, text.at, text.len);
    for (size_t i = 0; i < text.len;) {
        bool bad = false;
        size_t size = text.at[i] == '\\' ? escape_size(text, i, &bad) : 1;
        if (bad) memcpy(copy + i, "\\ufffd", 6);
        i += size ? size : 1; /* a backslash between values, which nobody surveyed */
    }
    return copy;
}

static bool only_blanks(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n'))
        at++;
    return at == end;
}

bool json_parse(struct str text, struct json **out, struct err *e)
{
    struct survey v = { 0 };
    if (!utf8_valid(text)) return err_set(e, ERR_INPUT, "JSON: not UTF-8");
    if (!survey_text(text, &v, e)) return false;
    char *copy = NULL;
    if (v.needs_repair) {
        copy = repaired(text);
        if (!copy) return err_set(e, ERR_MEMORY, "JSON: no memory");
        text.at = copy;
    }
    const char *end = NULL;
    errno = 0; /* cJSON does not say why it failed; malloc does */
    cJSON *tree = cJSON_ParseWithLengthOpts(text.at, text.len, &end, false);
    bool no_memory = !tree && errno == ENOMEM;
    bool whole = tree && only_blanks(end, text.at + text.len);
    free(copy);
    if (no_memory) return err_set(e, ERR_MEMORY, "JSON: no memory");
    if (!whole) {
        cJSON_Delete(tree);
        return err_set(e, ERR_INPUT, "JSON: malformed");
    }
    *out = (struct json *)(void *)tree;
    return true;
}

void json_free(struct json *tree)
{
    cJSON_Delete((cJSON *)(void *)tree);
}

bool json_is_object(const struct json *j)
{
    return cJSON_IsObject(node(j));
}
bool json_is_array(const struct json *j)
{
    return cJSON_IsArray(node(j));
}
bool json_is_string(const struct json *j)
{
    return cJSON_IsString(node(j));
}
bool json_is_number(const struct json *j)
{
    return cJSON_IsNumber(node(j));
}
bool json_is_bool(const struct json *j)
{
    return cJSON_IsBool(node(j));
}
bool json_is_null(const struct json *j)
{
    return cJSON_IsNull(node(j));
}

const struct json *json_get(const struct json *object, const char *key)
{
    if (!json_is_object(object)) return NULL;
    return wrap(cJSON_GetObjectItemCaseSensitive(node(object), key));
}

const struct json *json_path(const struct json *object, ...)
{
    va_list ap;
    va_start(ap, object);
    for (const char *key; object && (key = va_arg(ap, const char *)) != NULL;)
        object = json_get(object, key);
    va_end(ap);
    return object;
}

const char *json_key(const struct json *member)
{
    return member && node(member)->string ? node(member)->string : "";
}

size_t json_count(const struct json *array_or_object)
{
    size_t count = 0;
    for (const struct json *j = json_first(array_or_object); j; j = json_next(j))
        count++;
    return count;
}

const struct json *json_first(const struct json *array_or_object)
{
    return array_or_object ? wrap(node(array_or_object)->child) : NULL;
}

const struct json *json_next(const struct json *item)
{
    return item ? wrap(node(item)->next) : NULL;
}

struct str json_text(const struct json *j)
{
    return json_is_string(j) ? str_of(node(j)->valuestring) : STR_EMPTY;
}

struct str json_get_text(const struct json *object, const char *key)
{
    return json_text(json_get(object, key));
}

bool json_bool(const struct json *j, bool fallback)
{
    return json_is_bool(j) ? cJSON_IsTrue(node(j)) : fallback;
}

bool json_double(const struct json *j, double *out)
{
    if (!json_is_number(j) || !isfinite(node(j)->valuedouble)) return false;
    *out = node(j)->valuedouble;
    return true;
}

static bool double_to_i64(double d, int64_t *out)
{
    double most = (double)INTEGER_MAX;
    if (!(d >= -most && d <= most)) return false; /* NaN is neither */
    int64_t n = (int64_t)d;
    if ((double)n < d || (double)n > d) return false;
    *out = n;
    return true;
}

bool json_i64(const struct json *j, int64_t *out)
{
    if (json_is_string(j)) return str_to_i64(json_text(j), -INTEGER_MAX, INTEGER_MAX, out, NULL);
    double d;
    return json_double(j, &d) && double_to_i64(d, out);
}

/* The shortest text that reads back as the same double. */
static void put_shortest(struct buf *out, double d)
{
    int64_t n;
    if (double_to_i64(d, &n)) {
        buf_add_i64(out, n);
        return;
    }
    char text[40];
    for (int digits = 15; digits <= 17; digits++) {
        (void)snprintf(text, sizeof text, "%.*g", digits, d);
        if (strtod(text, NULL) == d) break; // NOLINT(cert-err34-c): our own text
    }
    buf_add_text(out, text);
}

struct str json_text_or_number(const struct json *j, struct arena *arena)
{
    double d;
    if (!json_double(j, &d)) return json_text(j);
    char memory[40];
    struct buf text;
    buf_fixed(&text, memory, sizeof memory);
    put_shortest(&text, d);
    struct str copy = STR_EMPTY;
    return arena_copy(arena, buf_view(&text), &copy) ? copy : STR_EMPTY;
}

static void write_scalar(struct json_writer *w, const struct json *j)
{
    double d;
    if (json_is_string(j)) {
        json_write_text(w, json_text(j));
    } else if (json_is_bool(j)) {
        json_write_bool(w, json_bool(j, false));
    } else if (json_double(j, &d)) {
        char memory[40];
        struct buf text;
        buf_fixed(&text, memory, sizeof memory);
        put_shortest(&text, d);
        json_write_raw(w, buf_view(&text));
    } else {
        json_write_null(w);
    }
}

/* Deep as the tree at most, and json_parse lets no tree be deeper than JSON_DEPTH_MAX. */
static void write_node(struct json_writer *w, const struct json *j)
{
    if (!json_is_object(j) && !json_is_array(j)) {
        write_scalar(w, j);
        return;
    }
    bool object = json_is_object(j);
    object ? json_begin_object(w) : json_begin_array(w);
    for (const struct json *item = json_first(j); item && buf_ok(w->out); item = json_next(item)) {
        if (object) json_key_name(w, json_key(item));
        write_node(w, item);
    }
    object ? json_end_object(w) : json_end_array(w);
}

bool json_print(const struct json *j, struct buf *out, struct err *e)
{
    struct json_writer w;
    json_writer_init(&w, out);
    write_node(&w, j);
    return json_writer_done(&w) || err_set(e, ERR_LIMIT, "JSON: no room for the text");
}
