/* body.c - what a request brings besides its path: a JSON object, a version. */
#include "request.h"

static bool is_known(const char *known, struct str name)
{
    struct str rest = str_of(known), word;
    while ((word = str_word(&rest)).len)
        if (str_equal(word, name)) return true;
    return false;
}

static const struct json *refuse(struct request *r, const char *detail)
{
    (void)answer_invalid(r, detail);
    return NULL;
}

const struct json *request_object(struct request *r, const char *known)
{
    struct err e = { 0 };
    struct str text = { r->body ? r->body : "", r->body_len };
    if (!r->json && !json_parse(text, &r->json, &e)) {
        if (e.code == ERR_INPUT) return refuse(r, "The body must be one JSON object in UTF-8.");
        answer_error(r, &e);
        return NULL;
    }
    if (!json_is_object(r->json)) return refuse(r, "The body must be one JSON object.");
    for (const struct json *m = json_first(r->json); m; m = json_next(m)) {
        if (!is_known(known, str_of(json_key(m))))
            return refuse(
                r, arena_printf(&r->arena, "The body may have these members only: %s.", known));
        for (const struct json *n = json_next(m); n; n = json_next(n))
            if (str_equal(str_of(json_key(m)), str_of(json_key(n))))
                return refuse(r, "The body has a member twice.");
    }
    return r->json;
}

/* "7" or W/"7": our versions are strong, but what lies between us may weaken them. */
static bool version_read(struct str tag, int64_t *out)
{
    tag = str_trim(tag);
    if (str_starts(tag, STR("W/"))) tag = str_slice(tag, 2, tag.len);
    if (tag.len < 3 || tag.at[0] != '"' || tag.at[tag.len - 1] != '"') return false;
    return str_to_i64(str_slice(tag, 1, tag.len - 1), 1, INT64_MAX, out, NULL);
}

bool request_version(struct request *r, int64_t *version)
{
    struct str header = str_trim(request_header(r, "If-Match"));
    *version = 0;
    if (header.len == 0 || str_equal(header, STR("*"))) return true;
    if (version_read(header, version)) return true;
    answer_problem(r, 412, "stale", "If-Match must hold one ETag of this ticket, such as \"3\".");
    return false;
}
