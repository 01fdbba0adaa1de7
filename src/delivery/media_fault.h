/* media_fault.h - what follows when a file could not be had: one table, no I/O. Threads: pure. */
#ifndef KANDA_DELIVERY_MEDIA_FAULT_H
#define KANDA_DELIVERY_MEDIA_FAULT_H

#include "domain/graph_rule.h"
#include "store/attachment_store.h"
#include "wa/provider.h"

enum media_fault {
    MEDIA_FINE,
    /* until Meta forgets the file */
    MEDIA_NETWORK,
    MEDIA_SLOW,
    MEDIA_AWAY,     /* 5xx, too many requests */
    MEDIA_STRANGER, /* somebody before Meta (a proxy, a login page) answered in its place */
    MEDIA_TOKEN,    /* the token is refused */
    MEDIA_DEAD_URL, /* also the fresh one */
    MEDIA_DISK,
    /* a few times */
    MEDIA_GONE,         /* Meta knows no such id */
    MEDIA_BAD_ANSWER,   /* not what the documentation says */
    MEDIA_FOREIGN_HOST, /* the file is said to be where the token may not go */
    MEDIA_WRONG_LENGTH,
    MEDIA_WRONG_HASH,
    /* never again */
    MEDIA_TOO_LARGE,
    MEDIA_BAD_ID,
    MEDIA_FAULT_COUNT
};

struct media_verdict {
    bool again;
    int64_t due_at;            /* again */
    enum attachment_state end; /* not again: failed or expired */
    struct attachment_trouble why;
};

/* random is uniform, for jitter. */
struct media_verdict media_fault_decide(enum media_fault fault, const struct attachment_work *work,
                                        int64_t now, uint64_t random);
/* What an answer other than 200 says, from its status and Graph's error code (GRAPH_NO_CODE: none).
 * Only Meta's own words end a file or speak of the token: without a code it was somebody else, but
 * where a provider refuses its key in its own way (wa_provider_refuses_key). */
enum media_fault media_fault_of_answer(const struct wa_provider *provider, int http_status,
                                       int64_t graph_code);

#endif
