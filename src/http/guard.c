/* guard.c - a table from descriptor to "since when does it owe a request". */
#include "guard.h"
#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>

#define FDS_MAX                                                                                    \
    8192 /* descriptors above this are not guarded; the connection limit is far lower              \
          */

enum { NOT_OWING = 0 };

struct guard {
    pthread_mutex_t lock; /* held while shutting down, so that no descriptor is reused meanwhile */
    int64_t owes_since[FDS_MAX]; /* monotonic ms; 0: not ours, or busy */
};

bool guard_create(struct guard **out, struct err *e)
{
    struct guard *g = calloc(1, sizeof *g);
    if (!g) return err_set(e, ERR_MEMORY, "guard: no memory");
    if (pthread_mutex_init(&g->lock, NULL) != 0) {
        free(g);
        return err_set(e, ERR_MEMORY, "guard: no mutex");
    }
    *out = g;
    return true;
}

void guard_destroy(struct guard *g)
{
    if (!g) return;
    pthread_mutex_destroy(&g->lock);
    free(g);
}

static void guard_set(struct guard *g, int fd, int64_t since)
{
    if (fd < 0 || fd >= FDS_MAX) return;
    pthread_mutex_lock(&g->lock);
    g->owes_since[fd] = since;
    pthread_mutex_unlock(&g->lock);
}

void guard_opened(struct guard *g, int fd, int64_t now_ms)
{
    guard_set(g, fd, now_ms);
}

void guard_closed(struct guard *g, int fd)
{
    guard_set(g, fd, NOT_OWING);
}

void guard_busy(struct guard *g, int fd)
{
    guard_set(g, fd, NOT_OWING);
}

void guard_idle(struct guard *g, int fd, int64_t now_ms)
{
    guard_set(g, fd, now_ms);
}

void guard_sweep(struct guard *g, int64_t now_ms, int64_t patience_ms)
{
    pthread_mutex_lock(&g->lock);
    for (int fd = 0; fd < FDS_MAX; fd++) {
        if (g->owes_since[fd] == NOT_OWING || now_ms - g->owes_since[fd] < patience_ms) continue;
        (void)shutdown(fd, SHUT_RDWR); /* the door sees the end and closes it */
        g->owes_since[fd] = NOT_OWING;
    }
    pthread_mutex_unlock(&g->lock);
}
