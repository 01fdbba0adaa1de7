/* route.h - the outside face as one table: method, path, who may call, where it runs.
 * A test holds it against the OpenAPI document. */
#ifndef KANDA_HTTP_ROUTE_H
#define KANDA_HTTP_ROUTE_H

#include "domain/role.h"

enum caller {
    CALLER_ANYONE,
    CALLER_META,     /* proven by token (GET) or signature (POST), by the handler */
    CALLER_OPERATOR, /* a loopback peer that is no trusted proxy, or an admin token */
    CALLER_STAFF     /* a bearer token; `roles` says whose */
};

#define ROLE_BIT(role) (1u << (role))

struct request;
struct db;

struct route {
    const char *method, *path; /* "{name}" is one segment */
    enum caller caller;
    unsigned roles;    /* CALLER_STAFF: ROLE_BITs that may; others get 403 */
    size_t max_body;   /* bytes */
    const char *query; /* parameters it knows, blank-separated; NULL: not checked */
    /* Exactly one of the two. The first runs on the door and must not touch the database; the
     * second on a reader thread, after the caller was proven. */
    void (*at_door)(struct request *r);
    bool (*on_reader)(struct request *r, struct db *db, struct err *e);
};

const struct route *http_routes(size_t *count);

#endif
