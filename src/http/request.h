/* request.h - one request on its way through the door; private to the room.
 *
 * Owned by the door thread, except between suspend and resume, when the job's thread owns it. */
#ifndef KANDA_HTTP_REQUEST_H
#define KANDA_HTTP_REQUEST_H

#include "base/json.h"
#include "guard.h"
#include "http/route.h"
#include "http/server.h"
#include "match.h"
#include <microhttpd.h>

#define REQUEST_ARENA_MAX ((size_t)16 << 20)
#define ANSWER_MAX        ((size_t)8 << 20)

struct request {
    struct http_server *server;
    struct MHD_Connection *connection;
    const struct route *route; /* NULL: refused before routing */
    struct str params[PATH_PARAMS_MAX];
    struct arena arena;
    char *body; /* malloc; NUL-terminated */
    size_t body_len, body_cap;
    int64_t arrived_at;  /* wall clock, ms */
    int64_t deadline_ms; /* monotonic: the body must be here by then */
    bool too_large, answered, suspended;
    size_t dropped;     /* bytes of a body that is too large: its sender is told when it ends */
    struct staff staff; /* who asks, once proven */

    /* the answer */
    unsigned status;
    const char *content_type;
    struct buf text;
    const char *etag, *allow; /* arena; NULL: none */
    bool retry_after;
    bool has_file; /* the answer is file, not text; type is then that of a stranger's bytes */
    int file;      /* open, ours until the answer is queued */
    int64_t file_size;
    const char *disposition; /* arena */

    union {
        struct job job;
        struct read_job read;
    };
    void (*finish)(struct request *r, enum job_end end, const struct err *why);
    struct intake_work work;
    struct intake_result taken;
};

struct http_server {
    struct http_options options;
    struct MHD_Daemon *daemon;
    struct guard *guard;
    size_t body_bytes; /* door thread only */
    uint16_t port;
    int listener; /* after quiesce: ours to close; else -1 */
    /* counters: written by the door and the job threads */
    _Atomic int64_t suspended;
    _Atomic bool stopping;
    _Atomic uint64_t webhooks_ok, webhooks_denied, webhooks_busy, requests;
    _Atomic uint64_t messages, repeats, tickets, joined, statuses, quarantined;
};

/* --- answering (answer.c) ----------------------------------------------------------------- */

/* A problem+json answer (RFC 9457). `code` is stable, `detail` a sentence a person can act on. */
void answer_problem(struct request *r, unsigned status, const char *code, const char *detail);
/* The problem that an error of the rooms below means to the caller. */
void answer_error(struct request *r, const struct err *why);
void answer_text(struct request *r, unsigned status, const char *content_type, struct str text);
/* Answers 200 with an open file, which now belongs to the request. Its bytes are a stranger's: the
 * headers keep a browser from running them. */
void answer_file(struct request *r, int fd, int64_t size, const char *content_type,
                 const char *disposition);
/* Closes a file that was not sent. */
void answer_drop_file(struct request *r);
/* Begins a JSON answer in r->text; end with answer_json_end, which answers 500 if it was not
 * complete. */
void answer_json_begin(struct request *r, struct json_writer *w);
void answer_json_end(struct request *r, unsigned status, const struct json_writer *w);
/* Queues what was answered at the connection; door thread only. */
enum MHD_Result answer_queue(struct request *r);

/* --- reading the request (query.c) -------------------------------------------------------- */

struct str request_header(const struct request *r, const char *name); /* "" when absent */
struct str request_query(const struct request *r, const char *name);  /* "" when absent */
/* False (and a 400 is answered) when the query has a parameter the route does not know, or one
 * twice. */
bool request_query_check(struct request *r);

/* --- who asks (auth.c) -------------------------------------------------------------------- */

/* Proves the caller that the route asks for. False: 401, 403 or 503 was answered. */
bool auth_prove(struct request *r, struct db *db);

/* --- handing over (handover.c) ------------------------------------------------------------ */

/* Suspend the connection, run on the other thread, resume. A full queue is answered 503 at once.
 * handover_reader proves the caller first, then runs route->on_reader. */
void handover_reader(struct request *r);
/* r->job.run and r->job.weight must be set; finish answers, on the writer thread. */
void handover_writer(struct request *r,
                     void (*finish)(struct request *, enum job_end, const struct err *));

/* --- handlers (h_*.c), named in router.c ------------------------------------------------- */

void h_webhook_confirm(struct request *r);
void h_webhook_receive(struct request *r);
void h_health_alive(struct request *r);
void h_health_ready(struct request *r);
bool h_metrics(struct request *r, struct db *db, struct err *e);
void h_openapi(struct request *r);
bool h_ticket_list(struct request *r, struct db *db, struct err *e);
bool h_ticket_get(struct request *r, struct db *db, struct err *e);
bool h_ticket_timeline(struct request *r, struct db *db, struct err *e);
bool h_ticket_outbox(struct request *r, struct db *db, struct err *e);
bool h_attachment_get(struct request *r, struct db *db, struct err *e);
bool h_alarm_list(struct request *r, struct db *db, struct err *e);
bool h_cost_month(struct request *r, struct db *db, struct err *e);
bool h_cost_ticket(struct request *r, struct db *db, struct err *e);
bool h_outbox_list(struct request *r, struct db *db, struct err *e);

#endif
