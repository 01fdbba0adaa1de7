/* route.h - the outside face as one table: method, path, who may call, where it runs.
 * A test holds it against the OpenAPI document. */
#ifndef KANDA_HTTP_ROUTE_H
#define KANDA_HTTP_ROUTE_H

#include "domain/role.h"

enum caller {
    CALLER_ANYONE,
    CALLER_META,     /* proven by token (GET) or signature (POST), by the handler */
    CALLER_OPERATOR, /* a loopback peer that is no trusted proxy, or an admin token */
    CALLER_STAFF     /* a bearer token or a session; `roles` says whose */
};

#define ROLE_BIT(role) (1u << (role))

struct request;
struct db;

struct route {
    const char *method, *path; /* "{name}" is one segment, "{path...}" at the end all the rest */
    enum caller caller;
    unsigned roles;    /* CALLER_STAFF: ROLE_BITs that may; others get 403 */
    size_t max_body;   /* bytes */
    const char *query; /* parameters it knows, blank-separated; NULL: not checked */
    /* The first runs on the door and must not touch the database; the second on a reader thread,
     * after the caller was proven; the third on the writer thread, inside a job: what it changes
     * is on disk before its answer leaves. A route has the first alone, or the others; with both,
     * the reader prepares (what is slow: hashing, files), and the writer acts unless the reader
     * has answered. */
    void (*at_door)(struct request *r);
    bool (*on_reader)(struct request *r, struct db *db, struct err *e);
    bool (*on_writer)(struct request *r, struct db *db, struct err *e);
    bool hashes; /* on_reader hashes passwords: it runs on the one thread for that */
    bool secret; /* one is in its answer: for a repeat under a key it is kept that it was given */
    bool asks;   /* changes nothing but the trail: a key keeps no answer, each is given anew */
    bool page;   /* for people's browsers, no part of the API and of its document */
};

const struct route *http_routes(size_t *count);

#endif
