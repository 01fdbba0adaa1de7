/* delivery_cell.h - one cell of the fault matrix: the real delivery room with its own database,
 * against a kanda-sim of its own, in a world whose clocks stand still until the test moves them.
 *
 * Threads: each cell is driven by one thread; nothing here ends the test, what goes wrong is told
 * in `trouble`. Times are ms. */
#ifndef KANDA_TESTS_DELIVERY_CELL_H
#define KANDA_TESTS_DELIVERY_CELL_H

#include "../../src/sim/sim.h"
#include "bad_tls.h"
#include "delivery/sender.h"
#include "store_bed.h"
#include <microhttpd.h>
#include <pthread.h>

/* FILE: a photo that we send, uploaded and then named by a message; MEDIA: a citizen's, fetched. */
enum cell_kind { CELL_REPLY, CELL_TEMPLATE, CELL_REACTION, CELL_FILE, CELL_MEDIA, CELL_KINDS };

/* How the far end misbehaves, besides what `faults` (the simulator's JSON) says. */
enum cell_way {
    WAY_FAULTS,
    WAY_REAL_LIMITS, /* and we wait as long as we do in the office, not for moments */
    WAY_NO_DNS,      /* the name of the Graph API is not known */
    WAY_BAD_TLS,     /* who answers there has a certificate that nobody trusts */
    WAY_NO_TLS,      /* who answers there speaks no TLS */
    WAY_OLD_TOKEN,   /* the token has expired; its file gets a new one */
    WAY_REPORTED,    /* it takes the message, and its status says that it failed */
    WAY_WINDOW,      /* the simulator finds the window closed, we think it open */
    WAY_NO_STATUSES  /* and no status ever comes */
};

struct cell {
    const char *faults;
    enum cell_way way;
    enum cell_kind kind;
    char came[96]; /* what became of it: "unsure -> delivered x1" */
    char trouble[200];
    uint64_t sent; /* how often the simulator took it */

    int nth;
    int64_t base;
    _Atomic int64_t passed;
    pthread_mutex_t door; /* held while a webhook is stored */
    bool over;            /* under `door`: nothing more is stored */
    _Atomic bool met;     /* the first outcome was told */
    _Atomic bool heard;   /* a webhook, since the sender was last woken */
    struct store_bed bed;
    struct sim_settings settings;
    struct sim *sim;
    struct log log;
    struct writer *writer;
    struct media_store *media_store;
    struct sender *sender;
    struct db *db; /* for looking */
    struct bad_tls tls;
    _Atomic bool name_known; /* NO_DNS: whether "cell-N.invalid" leads anywhere (cells_resolve) */
    _Atomic bool token_new;  /* OLD_TOKEN: what its file holds */
    char webhook[64], graph[64], astray[64], media_dir[96];
    char photo[2 * SHA256_SIZE + 1]; /* FILE: hash of what is sent */
};

void cell_trouble(struct cell *c, const char *what, const struct err *e); /* the first is kept */
int64_t cell_now(void *ctx);                                              /* of the cell ctx */
/* The door behind which all cells hear their webhooks; cell N at /N. */
struct MHD_Daemon *cells_listen(struct cell *cells);
/* What the name server says of "cell-N.invalid". */
bool cells_resolve(const struct cell *cells, int count, const char *name);
/* What CELL_FILE sends, into the cell's media store. */
bool cell_photo_keep(struct cell *c, struct err *e);
/* From the fault to the end of the story. The cell's own thread. */
void cell_play(struct cell *c, int nth, int webhook_port);

#endif
