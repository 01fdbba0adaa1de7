/* match.c - segment by segment; a known path with another method is told apart. */
#include "match.h"

/* The last segment of a pattern that takes all that follows, slashes and nothing included. */
#define REST STR("{path...}")

static bool path_matches(struct str pattern, struct str path, struct str *params, size_t max)
{
    size_t n = 0;
    struct str want, have;
    for (;;) {
        if (str_equal(pattern, REST) && n < max) {
            params[n] = path;
            return true;
        }
        bool more_pattern = str_cut(&pattern, '/', &want);
        bool more_path = str_cut(&path, '/', &have);
        if (!more_pattern || !more_path) return more_pattern == more_path;
        if (want.len && want.at[0] == '{') {
            if (have.len == 0 || n >= max) return false;
            params[n++] = have;
        } else if (!str_equal(want, have)) {
            return false;
        }
    }
}

/* "/x/" is another path than "/x": str_cut would not see an empty last segment. Only a pattern that
 * takes the rest takes that too. */
static bool path_fits(const char *pattern, struct str path, struct str *params, size_t max)
{
    struct str want = str_of(pattern);
    bool slash_at_end = path.len > 1 && path.at[path.len - 1] == '/';
    if (slash_at_end && !str_ends(want, REST)) return false;
    return path_matches(want, path, params, max);
}

enum match route_match(const struct route *routes, size_t count, struct str method, struct str path,
                       const struct route **out, struct str *params, size_t max)
{
    enum match result = MATCH_NO_PATH;
    if (str_equal(method, STR("HEAD"))) method = STR("GET"); /* answered without its body */
    for (size_t i = 0; i < count; i++) {
        if (!path_fits(routes[i].path, path, params, max)) continue;
        result = MATCH_NO_METHOD;
        if (!str_equal(method, str_of(routes[i].method))) continue;
        *out = &routes[i];
        return MATCH_FOUND;
    }
    return result;
}

void route_methods(const struct route *routes, size_t count, struct str path, struct buf *out)
{
    struct str params[PATH_PARAMS_MAX];
    for (size_t i = 0; i < count; i++) {
        if (!path_fits(routes[i].path, path, params, PATH_PARAMS_MAX)) continue;
        if (out->len) buf_add_text(out, ", ");
        buf_add_text(out, routes[i].method);
        if (str_equal(str_of(routes[i].method), STR("GET"))) buf_add_text(out, ", HEAD");
    }
}
