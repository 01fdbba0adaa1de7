/* delivery_door.c - where the cells hear their webhooks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "delivery_cell.h"
#include "store/outbox_store.h"
#include "wa/webhook.h"
#include <stdlib.h>
#include <string.h>

#define BODY_MAX (1 << 20)

struct heard {
    struct cell *cell;
    struct buf body;
};

static bool statuses_store(void *ctx, struct db *db, struct err *e)
{
    const struct heard *h = ctx;
    struct arena arena = { 0 };
    struct inbound_batch batch;
    int64_t now = cell_now(h->cell);
    bool fresh, ok = wa_webhook_parse(buf_view(&h->body), STR_EMPTY, now, &arena, &batch, e);
    for (size_t i = 0; ok && i < batch.status_count; i++)
        ok = outbox_status(db, &batch.statuses[i], now, &fresh, e);
    arena_clear(&arena);
    return ok;
}

/* What the answer led to is looked at before any status is let in, or a slow sender would seem
 * never to have doubted; but where the status itself is the fault. The simulator comes again. */
static bool comes_early(const struct cell *c)
{
    return !c->met && c->way != WAY_REPORTED && c->way != WAY_WINDOW &&
           !strstr(c->faults, "status_first");
}

static enum MHD_Result on_webhook(void *ctx, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *upload,
                                  size_t *size, void **con_cls)
{
    struct cell *cells = ctx;
    struct heard *h = *con_cls;
    struct err e = { 0 };
    (void)method, (void)version;
    if (!h) {
        *con_cls = h = calloc(1, sizeof *h);
        if (!h) return MHD_NO;
        h->cell = &cells[strtol(url + 1, NULL, 10)];
        buf_init(&h->body, BODY_MAX);
        return MHD_YES;
    }
    buf_add(&h->body, (struct str){ upload, *size });
    if (*size) {
        *size = 0;
        return MHD_YES;
    }
    bool early = comes_early(h->cell);
    pthread_mutex_lock(&h->cell->door);
    bool ok = early || h->cell->over || writer_call(h->cell->writer, statuses_store, h, &e);
    pthread_mutex_unlock(&h->cell->door);
    if (!ok) cell_trouble(h->cell, "webhook", &e);
    h->cell->heard = true;
    struct MHD_Response *r = MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
    enum MHD_Result queued = MHD_queue_response(connection, ok && !early ? 200 : 503, r);
    MHD_destroy_response(r);
    return queued;
}

static void on_completed(void *ctx, struct MHD_Connection *connection, void **con_cls,
                         enum MHD_RequestTerminationCode code)
{
    struct heard *h = *con_cls;
    (void)ctx, (void)connection, (void)code;
    if (h) buf_finish(&h->body);
    free(h);
}

struct MHD_Daemon *cells_listen(struct cell *cells)
{
    return MHD_start_daemon(MHD_USE_POLL_INTERNAL_THREAD, 0, NULL, NULL, on_webhook, cells,
                            MHD_OPTION_THREAD_POOL_SIZE, 4u, MHD_OPTION_NOTIFY_COMPLETED,
                            on_completed, NULL, MHD_OPTION_END);
}
