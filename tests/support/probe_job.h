/* probe_job.h - writer jobs that do a known deed to the table `probe`, and count what they are
 * told.
 *
 * Threads: a tally and a gate are shared between the test and the writer thread, under their own
 * locks; a probe is the test's again once the tally has counted it. */
#ifndef KANDA_TESTS_PROBE_JOB_H
#define KANDA_TESTS_PROBE_JOB_H

#include "store/writer.h"
#include "store_bed.h"
#include <pthread.h>

enum deed {
    STORE,           /* INSERT of its number */
    STORE_PAGES,     /* with 80 kB */
    STORE_LARGE,     /* with 400 kB */
    REPEAT,          /* INSERT of number 1, which is there */
    REFUSE,          /* stores, then says no with ERR_INPUT */
    REFUSE_MEMORY,   /* stores, then says no with ERR_MEMORY */
    ORPHAN,          /* leaves a deferred reference broken, says yes */
    HIDE_FULL_DISK,  /* ignores that its statement failed, says yes */
    NEST_AND_FORGET, /* leaves a savepoint of its own open, says yes */
    WAIT_AT_GATE     /* holds the writer until the gate opens */
};

/* Where a job waits until the test lets it go on. */
struct gate {
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool reached, open;
};

/* Counts what the writer told. */
struct tally {
    pthread_mutex_t lock;
    pthread_cond_t wake;
    size_t told, committed, failed, unstored;
    struct writer *writer; /* for probes that submit themselves again */
};

struct probe {
    struct job job; /* first */
    int64_t number;
    enum deed deed;
    struct gate *gate;
    struct tally *tally;
    enum job_end end;
    enum err_code code;
    int told, resubmits;
};

/* A migrated database with the tables that the deeds need. */
bool probe_bed_make(struct store_bed *bed);
struct writer *probe_writer(struct store_bed *bed, struct writer_options options, struct tally *t);
struct probe probe_of(struct tally *t, enum deed deed, int64_t number);
bool probe_insert(struct db *db, const char *table, int64_t number, size_t bytes, struct err *e);
bool probe_call(void *sql, struct db *db, struct err *e); /* for writer_call: runs the script */
/* Runs one script as a job, waits, and ends the test when it fails. */
void probe_script(struct writer *w, const char *sql);

void tally_init(struct tally *t);
void tally_wait(struct tally *t, size_t told); /* until so many were told */
void tally_finish(struct tally *t);

/* Holds the writer in a job: what is submitted before gate_open becomes one batch. */
void gate_hold(struct gate *g, struct probe *p, struct tally *t);
void gate_open(struct gate *g);
void gate_finish(struct gate *g);

#endif
