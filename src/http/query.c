/* query.c - headers and query parameters as views. */
#include "request.h"
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
    bool unknown, twice;
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
        c->unknown = true;
        return MHD_NO;
    }
    for (size_t i = 0; i < c->count; i++)
        c->twice = c->twice || str_equal(c->seen[i], name);
    if (c->count < sizeof c->seen / sizeof c->seen[0]) c->seen[c->count++] = name;
    return c->twice ? MHD_NO : MHD_YES;
}

bool request_query_check(struct request *r)
{
    struct check c = { .known = str_of(r->route->query) };
    if (!r->route->query) return true;
    (void)MHD_get_connection_values_n(r->connection, MHD_GET_ARGUMENT_KIND, check_one, &c);
    if (c.unknown)
        answer_problem(r, 400, "unknown_parameter",
                       "The query has a parameter that this path does not know.");
    else if (c.twice)
        answer_problem(r, 400, "repeated_parameter", "The query has a parameter twice.");
    return !c.unknown && !c.twice;
}
