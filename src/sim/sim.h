/* sim.h - one running simulator: what the door's thread owns, and the settings it was given.
 *
 * Life: sim_open -> sim_close. Everything in struct sim belongs to the door's thread once the
 * door is open; the courier is the one other thread. */
#ifndef KANDA_SIM_SIM_H
#define KANDA_SIM_SIM_H

#include "citizens.h"
#include "courier.h"
#include "diary.h"
#include "fault.h"
#include "mailbox.h"
#include "media.h"
#include "standing.h"
#include "templates.h"

#define SIM_REFUSED_MAX 64

struct sim_settings {
    const char *listen;  /* "127.0.0.1:8090"; port 0 takes a free one */
    const char *webhook; /* where kanda listens */
    const char *app_secret, *phone_number_id;
    const char *business_account_id, *display_number;
    const char *access_token;   /* NULL: any token is right */
    const char *provider;       /* "meta" or "360dialog"; NULL: meta */
    const char *webhook_header; /* "Name: value" instead of the signature; NULL: none */
    const char *templates;      /* CSV file, or NULL */
    const char *log_file;       /* NULL: no log */
    const char *chats;          /* what was before (chats.h), or NULL */
    const char *clock_file;     /* of libfaketime (h_time.c), or NULL */
    struct sim_faults faults;
    bool no_statuses, pair_limit;
    bool review_templates; /* a new template is pending until /sim/templates decides */
    int64_t seed;
};

struct sim_stats {
    uint64_t requests, accepted, doubles; /* requests: of messages */
    uint64_t undelivered;                 /* taken, to be reported as failed (report_code) */
    uint64_t receipts, typings;           /* typings: receipts with a typing indicator */
    uint64_t connections;                 /* that began with a request to the Graph API */
    uint64_t faulted[MODE_COUNT];
    uint64_t files; /* answers that held a file */
    struct {
        int64_t code;
        uint64_t count;
    } refused[SIM_REFUSED_MAX];
    size_t refused_count;
};

struct sim_parking;
struct sim_door;

struct sim {
    const struct sim_settings *settings;
    struct clock clock;
    struct log log;
    struct sim_line line;
    struct sim_mailbox *mailbox;
    struct sim_diary *diary;
    struct sim_trail *trail;
    struct sim_citizens *citizens;
    struct sim_templates templates;
    struct sim_media *media;
    struct sim_faults faults;
    struct dice dice;
    struct id_source ids;
    struct sim_stats stats;
    struct sim_courier *courier;
    struct sim_parking *parking;
    struct sim_door *door;
    bool subscribed;
    int64_t clock_offset_s; /* by how much /sim/time has moved the clock */
    struct sim_standing standing;
    int port;
};

/* settings and log must outlive it; log may be NULL. crypto_init and curl_global_init were called.
 */
MUST_CHECK bool sim_open(const struct sim_settings *settings, struct clock clock,
                         const struct log *log, struct sim **out, struct err *e);
void sim_close(struct sim *sim); /* answers what waits, then stops; NULL is fine */

#endif
