/* client.h - many keep-alive connections to one server, driven by poll on one thread. */
#ifndef KANDA_TESTS_BENCH_CLIENT_H
#define KANDA_TESTS_BENCH_CLIENT_H

#include "bench.h"

#define CLIENT_CONNECTIONS_MAX 1000

/* Whole HTTP requests, headers and signature included, one behind the other. */
struct client_requests {
    char *bytes;
    size_t *begin; /* count + 1 offsets */
    size_t count;
    bool repeat; /* start again when they are used up */
};
/* count webhooks of `messages` messages each. */
void client_requests_make(struct client_requests *r, size_t count, size_t messages, uint64_t seed);
void client_requests_get(struct client_requests *r, const char *path, const char *token);
void client_requests_free(struct client_requests *r);

struct client_options {
    uint16_t port; /* on 127.0.0.1 */
    size_t connections;
    int64_t duration_ns;
    int64_t per_second; /* 0: closed loop */
};

struct client_result {
    size_t ok, bad; /* answered 200; answered anything else */
    int64_t elapsed_ns;
    struct bench_values latency_ns; /* of every answer */
};

/* Ends with bench_die when a connection cannot be made or breaks. */
void client_run(const struct client_options *o, const struct client_requests *r,
                struct client_result *out);

#endif
