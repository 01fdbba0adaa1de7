/* parking.c - connections that wait. */
#include "parking.h"
#include <microhttpd.h>
#include <pthread.h>
#include <stdlib.h>

struct place {
    struct place *next;
    uint64_t hold; /* 0: waits for a moment only */
    bool done;
    int http_status;
    int64_t due_ms;
    struct sim_exchange *x; /* NULL: reserved, nobody waits yet */
};

struct sim_parking {
    pthread_mutex_t lock;
    struct place *places;
    uint64_t last_hold;
    bool gates_open;
};

struct sim_parking *sim_parking_create(void)
{
    struct sim_parking *p = calloc(1, sizeof *p);
    if (p) (void)pthread_mutex_init(&p->lock, NULL);
    return p;
}

void sim_parking_destroy(struct sim_parking *p)
{
    if (!p) return;
    while (p->places) {
        struct place *next = p->places->next;
        free(p->places);
        p->places = next;
    }
    (void)pthread_mutex_destroy(&p->lock);
    free(p);
}

static struct place **link_of(struct sim_parking *p, uint64_t hold)
{
    struct place **link = &p->places;
    while (*link && (*link)->hold != hold)
        link = &(*link)->next;
    return link;
}

static void remove_link(struct place **link)
{
    struct place *gone = *link;
    *link = gone->next;
    free(gone);
}

uint64_t sim_parking_reserve(struct sim_parking *p)
{
    struct place *place = calloc(1, sizeof *place);
    if (!place) return 0;
    (void)pthread_mutex_lock(&p->lock);
    uint64_t hold = place->hold = ++p->last_hold;
    place->next = p->places;
    p->places = place;
    (void)pthread_mutex_unlock(&p->lock);
    return hold;
}

void sim_parking_cancel(struct sim_parking *p, uint64_t hold)
{
    (void)pthread_mutex_lock(&p->lock);
    struct place **link = link_of(p, hold);
    if (hold && *link) remove_link(link);
    (void)pthread_mutex_unlock(&p->lock);
}

/* Lock held. The place is gone afterwards. */
static void resume(struct place **link)
{
    struct sim_exchange *x = (*link)->x;
    x->webhook_status = (*link)->http_status;
    remove_link(link);
    MHD_resume_connection(x->connection);
}

bool sim_parking_wait(struct sim_parking *p, struct sim_exchange *x, int64_t due_ms)
{
    struct place *fresh = x->hold ? NULL : calloc(1, sizeof *fresh);
    bool waits = false;
    (void)pthread_mutex_lock(&p->lock);
    if (fresh) {
        fresh->next = p->places;
        p->places = fresh;
    }
    struct place **link = x->hold ? link_of(p, x->hold) : fresh ? &p->places : NULL;
    if (link && *link) {
        waits = !(*link)->done && !p->gates_open;
        if (waits) {
            (*link)->x = x;
            (*link)->due_ms = due_ms;
            /* Suspended while the lock is held: `done` cannot resume what is not yet suspended. */
            MHD_suspend_connection(x->connection);
        } else {
            x->webhook_status = (*link)->http_status;
            remove_link(link);
        }
    }
    (void)pthread_mutex_unlock(&p->lock);
    return waits;
}

int64_t sim_parking_tick(struct sim_parking *p, int64_t monotonic_ms)
{
    int64_t next = -1;
    (void)pthread_mutex_lock(&p->lock);
    for (struct place **link = &p->places; *link;) {
        struct place *place = *link;
        int64_t wait = place->due_ms - monotonic_ms;
        if (place->x && wait <= 0) {
            resume(link);
            continue;
        }
        if (place->x && (next < 0 || wait < next)) next = wait;
        link = &place->next;
    }
    (void)pthread_mutex_unlock(&p->lock);
    return next;
}

void sim_parking_done(struct sim_parking *p, uint64_t hold, int http_status)
{
    (void)pthread_mutex_lock(&p->lock);
    struct place **link = link_of(p, hold);
    if (*link) {
        (*link)->done = true;
        (*link)->http_status = http_status;
        if ((*link)->x) resume(link);
    }
    (void)pthread_mutex_unlock(&p->lock);
}

void sim_parking_open_gates(struct sim_parking *p)
{
    (void)pthread_mutex_lock(&p->lock);
    p->gates_open = true;
    for (struct place **link = &p->places; *link;) {
        if ((*link)->x)
            resume(link);
        else
            link = &(*link)->next;
    }
    (void)pthread_mutex_unlock(&p->lock);
}
