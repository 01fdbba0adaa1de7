/* exchange.h - the sender's one job at the writer: outcomes in, leases out, in one transaction.
 * Private to delivery. */
#ifndef KANDA_DELIVERY_EXCHANGE_H
#define KANDA_DELIVERY_EXCHANGE_H

#include "delivery/retry.h"
#include "store/outbox_store.h"
#include "store/writer.h"

#define IN_FLIGHT_MAX 256

struct send_report {
    int64_t outbox_id;
    struct verdict verdict;
    char wamid[200];  /* ACCEPTED; Meta's are about 130 bytes */
    int64_t code;     /* Meta's error code, or 0 */
    char reason[160]; /* for staff */
    int64_t hold_ms;  /* GIVE_BACK: this row is not due before */
    bool proves;      /* it left although Meta's news say that we are paused */
};

struct exchange {
    struct job job;
    /* in */
    struct send_report reports[IN_FLIGHT_MAX];
    size_t report_count;
    size_t want; /* rows to lease */
    int64_t now, unsure_ms;
    int settle;           /* unsure rows that may be settled; 0: none */
    int64_t sane_at;      /* wall clock of the last sane outcome */
    int64_t again_before; /* rows that became unsure before this may be sent again */
    int64_t told_seen;    /* when the sender last heard a code from a status (outbox_told) */
    bool proving;         /* a lease may leave although we are paused, if nobody said until when */
    char tier[32];        /* what Meta said of the number just now; "": nothing */
    /* out */
    struct arena arena; /* of the leases */
    struct outbox_lease leases[IN_FLIGHT_MAX];
    size_t lease_count;
    int64_t pending_at, unsure_at; /* when something is due next; 0: nothing */
    int64_t failed;                /* settled as failed */
    int64_t lost_reports;          /* outcomes that could not be stored: unsure */
    int64_t told_code, told_at; /* a status told it since: nothing was leased; else told_at is 0 */
    int64_t paused_until;       /* domain/account.h; 0: not paused. Only when want was not 0 */
};

/* The body of the job: call inside the writer. Out is valid only when it is committed. */
MUST_CHECK bool exchange_run(struct exchange *x, struct db *db, struct err *e);

#endif
