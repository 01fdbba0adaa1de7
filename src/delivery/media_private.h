/* media_private.h - the state of downloads, shared by media*.c. */
#ifndef KANDA_DELIVERY_MEDIA_PRIVATE_H
#define KANDA_DELIVERY_MEDIA_PRIVATE_H

#include "base/buf.h"
#include "media.h"
#include "media_fault.h"
#include "media_type.h"
#include "store/media_store.h"
#include <pthread.h>
#include <stdatomic.h>

enum slot_stage {
    SLOT_FREE,
    SLOT_ASKING,  /* for the address */
    SLOT_LOADING, /* the bytes */
    SLOT_LANDED,  /* whole and right; waits for the finishing thread */
    SLOT_FINISHING,
    SLOT_REPORTS, /* the outcome waits for the writer */
    SLOT_AT_WRITER
};

enum report_kind { REPORT_STORED, REPORT_FAULT, REPORT_GIVE_BACK };

struct media_report {
    enum report_kind kind;
    int64_t id;
    struct media_verdict verdict; /* FAULT */
    char hash[FILE_HASH_SIZE];    /* STORED */
    char type[MEDIA_TYPE_SIZE];
    int64_t size;
    bool suspect;
};

struct media_slot {
    struct media *owner;
    enum slot_stage stage;
    CURL *easy; /* while a request is under way */
    struct attachment_work work;
    struct buf answer; /* to the id */
    struct media_part part;
    int64_t expected; /* bytes that Meta announced; -1: none */
    bool asked;       /* the address is fresh */
    int hops;
    enum media_fault fault; /* seen while bytes came in */
    struct media_report report;
};

enum media_exchange_state { MEDIA_IDLE, MEDIA_AT_WRITER, MEDIA_DONE, MEDIA_LOST };

struct media_exchange {
    struct job job;
    struct media_report reports[MEDIA_IN_FLIGHT];
    size_t report_count, want;
    int64_t now;
    struct attachment_work begun[MEDIA_IN_FLIGHT];
    size_t begun_count;
    int64_t next_due;
};

struct media {
    const struct sender_options *options;
    CURLM *multi;
    struct curl_slist *headers;
    const char *schemes; /* that libcurl may use */
    struct media_slot slots[MEDIA_IN_FLIGHT];
    bool look, stopping;
    bool token_refused; /* since media_token_refused was last asked */
    int64_t next_due;   /* wall clock; 0: nothing is known to wait */

    struct media_exchange exchange;
    _Atomic enum media_exchange_state state;
    int64_t exchange_not_before; /* monotonic */
    pthread_mutex_t lock;        /* end of the exchange */

    pthread_t finisher;
    struct media_slot *finishing; /* NULL: no thread */
    _Atomic bool finished;

    _Atomic uint64_t stored, retried, lost;
};

/* media_transfer.c */
void slot_start(struct media_slot *s); /* work is set */
void slot_ended(struct media_slot *s, CURLcode code);
void slot_drop(struct media_slot *s); /* ends the request and what was written aside */
/* As if it had never begun: the attempt does not count. */
void slot_give_back(struct media_slot *s);
void slot_fault(struct media_slot *s, enum media_fault fault);

/* media_exchange.c */
void media_give(struct media *m);
void media_take(struct media *m);

#endif
