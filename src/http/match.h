/* match.h - finds the route of a method and path. Threads: pure. */
#ifndef KANDA_HTTP_MATCH_H
#define KANDA_HTTP_MATCH_H

#include "base/buf.h"
#include "http/route.h"

#define PATH_PARAMS_MAX 2

enum match { MATCH_FOUND, MATCH_NO_PATH, MATCH_NO_METHOD };

/* params gets the views of the {segments}, at most max of them. */
enum match route_match(const struct route *routes, size_t count, struct str method, struct str path,
                       const struct route **out, struct str *params, size_t max);
/* Appends the methods that the path takes: "GET, HEAD, POST"; nothing for an unknown path. */
void route_methods(const struct route *routes, size_t count, struct str path, struct buf *out);

#endif
