/* courier.c - the loop, and how it ends. */
#include "courier.h"
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

static void *courier_main(void *ctx)
{
    struct courier *c = ctx;
    struct pollfd stop = { .fd = c->stop_asked, .events = POLLIN };
    while (!c->stopping)
        if (!c->walk(c->ctx)) (void)poll(&stop, 1, c->look_every_ms);
    return NULL;
}

bool courier_start(struct courier *c, struct err *e)
{
    c->stop_asked = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (c->stop_asked >= 0 && pthread_create(&c->thread, NULL, courier_main, c) == 0) return true;
    if (c->stop_asked >= 0) (void)close(c->stop_asked);
    return err_set(e, ERR_MEMORY, "courier: no thread");
}

void courier_quiesce(struct courier *c)
{
    c->stopping = true;
    (void)eventfd_write(c->stop_asked, 1);
}

void courier_stop(struct courier *c)
{
    courier_quiesce(c);
    (void)pthread_join(c->thread, NULL);
    (void)close(c->stop_asked);
}
