/* match.h - finds the route of a method and path. */
#ifndef KANDA_HTTP_MATCH_H
#define KANDA_HTTP_MATCH_H

#include "http/route.h"

enum match { MATCH_FOUND, MATCH_NO_PATH, MATCH_NO_METHOD };

/* params gets the views of the {segments}, at most max of them. */
enum match route_match(const struct route *routes, size_t count, struct str method, struct str path,
                       const struct route **out, struct str *params, size_t max);

#endif
