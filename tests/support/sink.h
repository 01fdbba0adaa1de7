/* sink.h - a mail server or a webhook's server of the test: takes what comes, keeps it, and can
 * refuse.
 *
 * Threads: one of its own; the functions are the test's. */
#ifndef KANDA_TESTS_SINK_H
#define KANDA_TESTS_SINK_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#define SINK_MAX 65536

struct sink {
    int fd, port; /* on loopback */
    bool is_smtp;
    _Atomic bool refuse; /* says "later" to everything */
    _Atomic bool ending;
    _Atomic int refused;
    const char *unknown; /* SMTP: 550 for a recipient whose address holds this; NULL: none */
    pthread_t thread;
    pthread_mutex_t lock;
    char said[SINK_MAX]; /* all bytes of clients that were taken */
    size_t len;
};
void sink_start(struct sink *s, bool is_smtp);
void sink_stop(struct sink *s);
/* How often this was said so far. */
int sink_count(struct sink *s, const char *what);
/* Waits until it was said; fails the test otherwise. */
void sink_wait(struct sink *s, const char *what, int seconds);

#endif
