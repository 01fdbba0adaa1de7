/* bench.h - what the programs of `make bench` share: a desk, made-up messages, measured numbers.
 *
 * A program that cannot do its work says why and ends with exit code 1 (bench_die): a measurement
 * that did not run must not look like one. Results are lines "name value" on stdout, times in
 * microseconds. Threads: main, unless said otherwise. */
#ifndef KANDA_TESTS_BENCH_H
#define KANDA_TESTS_BENCH_H

#include "base/clock.h"
#include "base/log.h"
#include "nlu/understand.h"
#include "service/intake.h"

#define BENCH_NUMBER "100000000000001"
#define BENCH_SECRET "contoh-app-secret"
#define BENCH_BODY   4096 /* holds a webhook of one message */

_Noreturn void bench_die(const char *what, const struct err *e);
/* The desk as `kanda serve` has it with no data_dir, and its understanding. */
struct bench_desk {
    struct desk *desk;
    struct nlu *nlu;
    struct intake_options intake;
};
void bench_desk_open(struct bench_desk *b);
void bench_desk_close(struct bench_desk *b);
/* Warnings and worse on stderr. */
struct log bench_log(void);

/* Options "--name VALUE" and "--flag" of a small program, in any order. NULL: not given. */
const char *bench_option(int argc, char **argv, const char *name);
bool bench_flag(int argc, char **argv, const char *name);
int64_t bench_number(int argc, char **argv, const char *name, int64_t preset);

/* A dice that falls the same way for the same seed. */
struct bench_dice {
    uint64_t state;
};
uint64_t bench_throw(struct bench_dice *d);
size_t bench_below(struct bench_dice *d, size_t bound); /* [0, bound); bound 0 gives 0 */

/* A complaint as a citizen might write it, 8 to 40 words, about a real place of the desk.
 * NUL-terminated; its length. */
size_t bench_sentence(const struct desk *desk, struct bench_dice *d, char *out, size_t cap);
/* One of some twenty thousand made-up names that sentences carry: a rare word. */
void bench_rare_word(uint64_t number, char out[16]);

/* The webhook of one text message: sender number `who`, message number `id` (unique). */
struct bench_message {
    uint64_t who, id;
    int64_t at; /* sender's clock, ms */
    const char *text;
};
size_t bench_webhook(const struct bench_message *messages, size_t count, char *out, size_t cap);

/* Measured values, kept to be sorted. */
struct bench_values {
    int64_t *at;
    size_t count, cap;
};
void bench_add(struct bench_values *v, int64_t value);
/* share 0.5, 0.99 ... 1 is the largest; 0 when nothing was measured. Sorts. */
int64_t bench_share(struct bench_values *v, double share);
void bench_values_free(struct bench_values *v);

int64_t bench_ns(void);     /* monotonic */
int64_t bench_cpu_ns(void); /* of this thread */

#endif
