/* bench_client.c - load on a running server, over raw keep-alive connections, cheap enough to leave
 * the processor to the server: requests are made and signed before the clock starts.
 *
 *   bench_client --port P --seconds S --connections C [--rate R] [--seed N] [--messages M]
 *   bench_client --port P --seconds S --connections C --get PATH --token T
 *
 * With --rate requests leave at fixed times (open loop) and a latency counts from the time a
 * request should have left; without, each connection sends as soon as it was answered (closed
 * loop). Each message is a new citizen's, its wamid depends on the seed. Prints "rate ok bad p50
 * p99 max" (microseconds). A connection that breaks ends the program: exit 1. */
#include "bench.h"
#include "client.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* More than any server answers in closed loop on two cores, so that requests do not run out. */
#define CLOSED_PER_SECOND 40000

static struct client_options options_read(int argc, char **argv)
{
    struct client_options o = {
        .port = (uint16_t)bench_number(argc, argv, "--port", 0),
        .connections = (size_t)bench_number(argc, argv, "--connections", 64),
        .duration_ns = bench_number(argc, argv, "--seconds", 1) * 1000000000,
        .per_second = bench_number(argc, argv, "--rate", 0),
    };
    o.duration_ns = bench_number(argc, argv, "--ms", o.duration_ns / 1000000) * 1000000;
    if (o.port == 0 || o.connections < 1 || o.connections > CLIENT_CONNECTIONS_MAX)
        bench_die("want --port and 1 to 1000 --connections", NULL);
    return o;
}

static void report(struct client_result *r)
{
    double seconds = (double)r->elapsed_ns / 1e9;
    (void)printf("%.1f %zu %zu %.1f %.1f %.1f\n", (double)r->ok / seconds, r->ok, r->bad,
                 (double)bench_share(&r->latency_ns, 0.5) / 1e3,
                 (double)bench_share(&r->latency_ns, 0.99) / 1e3,
                 (double)bench_share(&r->latency_ns, 1) / 1e3);
    bench_values_free(&r->latency_ns);
}

int main(int argc, char **argv)
{
    struct client_options o = options_read(argc, argv);
    struct client_requests requests = { 0 };
    struct client_result result = { 0 };
    const char *path = bench_option(argc, argv, "--get"),
               *token = bench_option(argc, argv, "--token");
    int64_t per_second = o.per_second ? o.per_second : CLOSED_PER_SECOND;
    (void)signal(SIGPIPE, SIG_IGN);
    if (path) {
        client_requests_get(&requests, path, token);
    } else {
        size_t messages = (size_t)bench_number(argc, argv, "--messages", 1);
        size_t count = (size_t)(per_second * o.duration_ns / 1000000000) / messages + 1;
        client_requests_make(&requests, count, messages,
                             (uint64_t)bench_number(argc, argv, "--seed", 1));
    }
    (void)puts("begin");
    (void)fflush(stdout);
    client_run(&o, &requests, &result);
    report(&result);
    client_requests_free(&requests);
    return 0;
}
