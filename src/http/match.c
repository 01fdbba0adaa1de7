/* match.c - segment by segment; a known path with another method is told apart. */
#include "match.h"

static bool path_matches(struct str pattern, struct str path, struct str *params, size_t max)
{
    size_t n = 0;
    struct str want, have;
    for (;;) {
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

/* "/x/" is another path than "/x": str_cut would not see an empty last segment. */
static bool path_is_whole(struct str path)
{
    return path.len <= 1 || path.at[path.len - 1] != '/';
}

enum match route_match(const struct route *routes, size_t count, struct str method, struct str path,
                       const struct route **out, struct str *params, size_t max)
{
    enum match result = MATCH_NO_PATH;
    if (str_equal(method, STR("HEAD"))) method = STR("GET"); /* answered without its body */
    if (!path_is_whole(path)) return MATCH_NO_PATH;
    for (size_t i = 0; i < count; i++) {
        if (!path_matches(str_of(routes[i].path), path, params, max)) continue;
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
    if (!path_is_whole(path)) return;
    for (size_t i = 0; i < count; i++) {
        if (!path_matches(str_of(routes[i].path), path, params, PATH_PARAMS_MAX)) continue;
        if (out->len) buf_add_text(out, ", ");
        buf_add_text(out, routes[i].method);
        if (str_equal(str_of(routes[i].method), STR("GET"))) buf_add_text(out, ", HEAD");
    }
}
