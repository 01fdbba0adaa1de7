/* query.c - headers and query parameters as views. */
#include "request.h"
#include <stdio.h>
#include <string.h>

struct str request_header(const struct request *r, const char *name)
{
    const char *value = NULL;
    size_t len = 0;
    if (MHD_lookup_connection_value_n(r->connection, MHD_HEADER_KIND, name, strlen(name), &value,
                                      &len) != MHD_YES ||
        !value)
        return STR_EMPTY;
    return (struct str){ value, len };
}

struct str request_query(const struct request *r, const char *name)
{
    const char *value = NULL;
    size_t len = 0;
    if (MHD_lookup_connection_value_n(r->connection, MHD_GET_ARGUMENT_KIND, name, strlen(name),
                                      &value, &len) != MHD_YES ||
        !value)
        return STR_EMPTY;
    return (struct str){ value, len };
}

void request_path_hash(const struct request *r, struct sha256 *s)
{
    sha256_add(s, str_of(r->route->path));
    for (size_t i = 0; i < PATH_PARAMS_MAX; i++) {
        sha256_add(s, STR("\n"));
        if (r->params[i].at) sha256_add(s, r->params[i]);
    }
}

struct check {
    struct str known;
    struct str seen[16];
    size_t count;
    struct str unknown, twice; /* their names; NULL: there is none */
};

static enum MHD_Result check_one(void *ctx, enum MHD_ValueKind kind, const char *key,
                                 size_t key_len, const char *value, size_t value_len)
{
    (void)kind;
    (void)value;
    struct check *c = ctx;
    struct str rest = c->known, word, name = { key, key_len };
    bool found = false;
    if (key_len == 0 && value_len == 0) return MHD_YES; /* "?a=1&": nothing between the marks */
    while ((word = str_word(&rest)).len)
        found = found || str_equal(word, name);
    if (!found) {
        c->unknown = name;
        return MHD_NO;
    }
    for (size_t i = 0; i < c->count; i++)
        if (str_equal(c->seen[i], name)) c->twice = name;
    if (c->count < sizeof c->seen / sizeof c->seen[0]) c->seen[c->count++] = name;
    return c->twice.at ? MHD_NO : MHD_YES;
}

#define NAME_SHOWN 40

/* As parameters are called; other letters are not given back in an answer. */
static bool is_plain(struct str name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && c != '_' && c != '-' && c != '.') return false;
    }
    return name.len > 0 && name.len <= NAME_SHOWN;
}

#define DETAIL_SIZE 160

static const char *naming(char out[DETAIL_SIZE], const char *what, struct str name)
{
    (void)snprintf(out, DETAIL_SIZE, "%s", what);
    if (is_plain(name)) (void)snprintf(out, DETAIL_SIZE, "%s: %.*s", what, STR_ARG(name));
    return out;
}

bool request_query_check(struct request *r)
{
    char detail[DETAIL_SIZE];
    struct check c = { .known = str_of(r->route->query) };
    if (!r->route->query) return true;
    (void)MHD_get_connection_values_n(r->connection, MHD_GET_ARGUMENT_KIND, check_one, &c);
    if (c.unknown.at)
        answer_problem(
            r, 400, "unknown_parameter",
            naming(detail, "The query has a parameter that this path does not know", c.unknown));
    else if (c.twice.at)
        answer_problem(r, 400, "repeated_parameter",
                       naming(detail, "The query has a parameter twice", c.twice));
    return !c.unknown.at && !c.twice.at;
}
