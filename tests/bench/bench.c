/* bench.c - what the programs of `make bench` share. */
#include "bench.h"
#include "base/crypto.h"
#include "cli/app.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>

_Noreturn void bench_die(const char *what, const struct err *e)
{
    (void)fprintf(stderr, "bench: %s%s%s\n", what, e ? ": " : "", e ? e->text : "");
    exit(1);
}

void bench_desk_open(struct bench_desk *b)
{
    struct err e = { 0 };
    if (!crypto_init(&e)) bench_die("crypto", &e);
    b->desk = desk_load("", &e);
    if (!b->desk) bench_die("desk", &e);
    b->nlu = nlu_create(b->desk, "LK", NULL, &e);
    if (!b->nlu) bench_die("nlu", &e);
    b->intake = (struct intake_options){ .desk = b->desk,
                                         .ticket_prefix = "LK",
                                         .settle_ms = 600 * MS_PER_SECOND };
}

void bench_desk_close(struct bench_desk *b)
{
    nlu_destroy(b->nlu);
    desk_destroy(b->desk);
}

struct log bench_log(void)
{
    return (struct log){ .out = stderr, .level = LOG_WARN, .clock = clock_system() };
}

const char *bench_option(int argc, char **argv, const char *name)
{
    for (int i = 1; i + 1 < argc; i++)
        if (strcmp(argv[i], name) == 0) return argv[i + 1];
    return NULL;
}

bool bench_flag(int argc, char **argv, const char *name)
{
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], name) == 0) return true;
    return false;
}

int64_t bench_number(int argc, char **argv, const char *name, int64_t preset)
{
    const char *text = bench_option(argc, argv, name);
    struct err e = { 0 };
    int64_t n = preset;
    if (text && !str_to_i64(str_of(text), 0, INT64_MAX, &n, &e)) bench_die(name, &e);
    return n;
}

/* splitmix64 */
uint64_t bench_throw(struct bench_dice *d)
{
    uint64_t z = (d->state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

size_t bench_below(struct bench_dice *d, size_t bound)
{
    return bound ? (size_t)(bench_throw(d) % bound) : 0;
}

void bench_add(struct bench_values *v, int64_t value)
{
    if (v->count == v->cap) {
        size_t cap = v->cap ? v->cap * 2 : 4096;
        int64_t *grown = realloc(v->at, cap * sizeof *grown);
        if (!grown) bench_die("no memory", NULL);
        v->at = grown;
        v->cap = cap;
    }
    v->at[v->count++] = value;
}

static int by_value(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

int64_t bench_share(struct bench_values *v, double share)
{
    if (v->count == 0) return 0;
    qsort(v->at, v->count, sizeof *v->at, by_value);
    size_t place = (size_t)((double)v->count * share);
    return v->at[place < v->count ? place : v->count - 1];
}

void bench_values_free(struct bench_values *v)
{
    free(v->at);
    *v = (struct bench_values){ 0 };
}

static int64_t read_ns(clockid_t which)
{
    struct timespec t;
    (void)clock_gettime(which, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

int64_t bench_ns(void)
{
    return read_ns(CLOCK_MONOTONIC);
}

int64_t bench_cpu_ns(void)
{
    return read_ns(CLOCK_THREAD_CPUTIME_ID);
}
