/* request.h - one request on its way through the door; private to the room.
 *
 * Owned by the door thread, except between suspend and resume, when the job's thread owns it. */
#ifndef KANDA_HTTP_REQUEST_H
#define KANDA_HTTP_REQUEST_H

#include "base/crypto.h"
#include "base/json.h"
#include "guard.h"
#include "http/route.h"
#include "http/server.h"
#include "match.h"
#include "service/attempts.h"
#include <microhttpd.h>
#include <pthread.h>

#define SESSION_COOKIE "kanda_session"
#define CSRF_SIZE      65  /* hex and its NUL */
#define SECRET_MAX     128 /* bytes of a token or a cookie */
#define PEER_SIZE      46  /* an address as text, INET6_ADDRSTRLEN */

#define REQUEST_ARENA_MAX ((size_t)16 << 20)
#define ANSWER_MAX        ((size_t)8 << 20)

/* Answers for a browser carry what keeps it from running or telling anything. */
enum guarding { PAGE_NONE, PAGE_PUBLIC, PAGE_PRIVATE /* and search engines stay away */ };

struct public_cache;
struct live_stream;

/* An answer that is made piece by piece while it is sent (pieces.c): nobody waits for all of it and
 * nothing holds more than a piece. */
struct pieces {
    /* Refills r->text; on a reader, with its deadline. *last: nothing follows. */
    bool (*piece)(struct request *r, struct db *db, bool *last, struct err *e);
    /* A piece ran into its deadline: the next try must do less. */
    void (*lighten)(struct request *r);
    void *ctx;            /* arena */
    const char *filename; /* arena; ASCII without quotes */
    int64_t at_most;      /* rows, for who shows how far it is */
    size_t sent;          /* of r->text */
    int tries;            /* of the piece that is being made */
    bool last, failed;
};

struct request {
    struct http_server *server;
    struct MHD_Connection *connection;
    const struct route *route; /* NULL: refused before routing */
    struct str params[PATH_PARAMS_MAX];
    struct str georeport; /* the path, below Open311's: errors are told as GeoReport v2 has them */
    struct arena arena;
    struct json *json; /* of the body, once asked for */
    char *body;        /* malloc; NUL-terminated */
    size_t body_len, body_cap;
    int64_t arrived_at;  /* wall clock, ms */
    int64_t deadline_ms; /* monotonic: the body must be here by then */
    bool too_large, answered, suspended;
    size_t dropped;     /* bytes of a body that is too large: its sender is told when it ends */
    struct staff staff; /* who asks, once proven; id 0: nobody was asked for */
    struct str cookie;  /* proven by this session; "": by a token */
    int64_t access_expires_at; /* of the session or token; 0: never */
    void *prepared;            /* arena; what on_reader hands to on_writer */
    size_t weight;             /* tickets that the job changes; 0: one */

    /* the answer */
    unsigned status;
    const char *content_type;
    struct buf text;
    const char *etag, *allow; /* arena; NULL: none */
    const char *set_cookie;   /* arena; NULL: none */
    int64_t retry_after;      /* seconds; 0: not said */
    const char *cache;        /* Cache-Control; NULL: no-store */
    enum guarding page;
    bool has_file; /* the answer is file, not text; type is then that of a stranger's bytes */
    int file;      /* open, ours until the answer is queued */
    int64_t file_size;
    const char *disposition; /* arena */
    struct str fixed;        /* answered instead of text where it is set: outlives the request */
    const char *encoding;    /* Content-Encoding of fixed; NULL: none */
    const char *varies;      /* the header of the request that the answer depends on; NULL: none */
    struct live_stream *stream; /* answered as long as both sides like; NULL: no stream */
    struct pieces *pieces;      /* arena; set: what is in text is only the first of them */

    /* Under Idempotency-Key; the digest is that of this request. What a handler on a reader says of
     * its body counts instead of the bytes: the same file comes wrapped in other ones each time,
     * and a password must not be kept as a hash that can be tried. */
    struct str repeat_key, repeat_body;
    struct request *running_next; /* of server->running, under its lock */
    bool runs;                    /* it is one of these: nobody else does under this key */
    const char *made; /* arena; the id of what a secret answer tells of ("": of nothing new), for a
                         repeat of it; NULL: none is said */
    uint8_t repeat_digest[SHA256_SIZE];

    union {
        struct job job;
        struct read_job read;
    };
    void (*finish)(struct request *r, enum job_end end, const struct err *why);
    struct intake_work work;
    struct intake_result taken;
};

/* Those that run under an Idempotency-Key: as many as staff do at one moment. */
struct running {
    pthread_mutex_t lock;
    struct request *first;
};

struct http_server {
    struct http_options options;
    struct MHD_Daemon *daemon;
    struct guard *guard;
    struct attempts *attempts;         /* of the thread that judges passwords */
    size_t body_bytes;                 /* door thread only */
    struct public_cache *public_cache; /* public_cache.h */
    struct running running;
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
/* 422 "invalid_value"; false, so that what reads a value can return it. */
bool answer_invalid(struct request *r, const char *detail);
/* The same as a problem, with the template that would work ("" for none) as a member. */
void answer_refusal(struct request *r, unsigned status, const char *code, const char *detail,
                    struct str template_name);
/* The problem that an error of the rooms below means to the caller. */
void answer_error(struct request *r, const struct err *why);
void answer_text(struct request *r, unsigned status, const char *content_type, struct str text);
/* Answers 200 with an open file, which now belongs to the request. Its bytes are a stranger's: the
 * headers keep a browser from running them. */
void answer_file(struct request *r, int fd, int64_t size, const char *content_type,
                 const char *disposition);
/* Whether the caller has this version already (If-None-Match). */
bool answer_is_known(struct request *r, const char *etag);
/* Closes a file that was not sent. */
void answer_drop_file(struct request *r);
/* Begins a JSON answer in r->text; end with answer_json_end, which answers 500 if it was not
 * complete. */
void answer_json_begin(struct request *r, struct json_writer *w);
void answer_json_end(struct request *r, unsigned status, const struct json_writer *w);
/* 304: the caller has it already. Set etag, cache and page again afterwards. */
void answer_unchanged(struct request *r);
/* Queues what was answered at the connection; door thread only. */
enum MHD_Result answer_queue(struct request *r);

/* --- reading the request (query.c) -------------------------------------------------------- */

struct str request_header(const struct request *r, const char *name); /* "" when absent */
struct str request_query(const struct request *r, const char *name);  /* "" when absent */
/* False (and a 400 is answered) when the query has a parameter the route does not know, or one
 * twice. */
bool request_query_check(struct request *r);

/* Adds what the request is about: its route, and what stands for {number} and the like there. */
void request_path_hash(const struct request *r, struct sha256 *s);

/* The body as one JSON object with known members only (blank-separated names); NULL: 422 was
 * answered. Freed with the request. */
const struct json *request_object(struct request *r, const char *known);
/* If-Match: *version is the one the caller saw, 0 when there is none or it is "*". False: 412 was
 * answered, because the header holds no version of ours. */
bool request_version(struct request *r, int64_t *version);

/* --- repeats (repeat.c) ------------------------------------------------------------------- */

/* Before a POST with Idempotency-Key does anything. False: 409 was answered, because another one
 * runs under this key of the caller's, or 422. Whoever entered leaves before its answer goes out,
 * so that who comes behind it is a repeat. */
bool idempotency_enter(struct request *r);
void idempotency_leave(struct request *r);
/* Of one that has entered, on the writer. *again: the answer of the first time was given again (of
 * one that held a secret 409, with what was made), or the key is another request's (422). An answer
 * about a ticket is given to nobody who may not know of it any more: ERR_NOT_FOUND, ERR_DENIED. */
bool idempotency_begin(struct request *r, struct db *db, bool *again, struct err *e);
/* Keeps the answer if it says that something was done. A refusal is none: it changed nothing, and
 * what it stood on may be another by the next try. */
bool idempotency_end(struct request *r, struct db *db, struct err *e);

/* --- who asks (auth.c) -------------------------------------------------------------------- */

/* Proves the caller that the route asks for. False: 401, 403 or 503 was answered. A session that
 * changes something must show its CSRF token; it is prolonged, at most once a minute. */
bool auth_prove(struct request *r, struct db *db);
/* What the caller showed, to be asked again while a stream lasts; wipe it afterwards. */
struct proof {
    bool by_session;
    char secret[SECRET_MAX + 1];
};
void auth_proof(const struct request *r, struct proof *out);
/* ERR_NOT_FOUND: the token or session is over, or the account closed. *out lives in arena. */
bool auth_proof_stands(const struct proof *proof, struct db *db, int64_t now, struct arena *arena,
                       struct staff *out, struct err *e);
/* The CSRF token of a session. */
void auth_csrf(struct str cookie, char out[CSRF_SIZE]);

/* --- from where (peer.c) ------------------------------------------------------------------ */

/* A loopback peer that is no trusted proxy. */
bool peer_is_operator(const struct request *r);
/* By TLS, here or at a trusted proxy that says so. */
bool peer_is_private(const struct request *r);
/* The address of the client, of a trusted proxy the one it names; of IPv6 the /64. */
void peer_place(const struct request *r, char out[PEER_SIZE]);

/* --- handing over (handover.c) ------------------------------------------------------------ */

/* Suspend the connection, run on the other thread, resume. A full queue is answered 503 at once.
 * handover_reader proves the caller first, then runs route->on_reader, and route->on_writer as a
 * job of the writer. */
void handover_reader(struct request *r);
/* r->job.run and r->job.weight must be set; finish answers, on the writer thread. */
void handover_writer(struct request *r,
                     void (*finish)(struct request *, enum job_end, const struct err *));

/* False: the service is stopping, or nobody takes the job; the connection is not parked then. */
bool handover_piece(struct request *r);

/* --- answers in pieces (pieces.c) --------------------------------------------------------- */

/* In a handler on a reader: answers 200 with these, the first of which is made at once. */
bool answer_pieces(struct request *r, struct db *db, const char *content_type,
                   const struct pieces *pieces, struct err *e);
/* The library asks for further bytes; door thread. */
ssize_t pieces_read(void *request, uint64_t at, char *out, size_t max);

/* --- handlers (h_*.c), named in router.c ------------------------------------------------- */

void h_webhook_confirm(struct request *r);
void h_webhook_receive(struct request *r);
void h_health_alive(struct request *r);
void h_health_ready(struct request *r);
bool h_metrics(struct request *r, struct db *db, struct err *e);
void h_openapi(struct request *r);
void h_web_console(struct request *r);
void h_web_asset(struct request *r);
bool h_boundary_get(struct request *r, struct db *db, struct err *e);
bool h_template_list(struct request *r, struct db *db, struct err *e);
bool h_holiday_list(struct request *r, struct db *db, struct err *e);
bool h_clock_list(struct request *r, struct db *db, struct err *e);
bool h_similar_list(struct request *r, struct db *db, struct err *e);
bool h_canned_list(struct request *r, struct db *db, struct err *e);
bool h_summary_get(struct request *r, struct db *db, struct err *e);
bool h_summary_post(struct request *r, struct db *db, struct err *e);
bool h_summary_approve(struct request *r, struct db *db, struct err *e);
bool h_statistics_weeks(struct request *r, struct db *db, struct err *e);
bool h_statistics_ages(struct request *r, struct db *db, struct err *e);
bool h_desk_get(struct request *r, struct db *db, struct err *e);
bool h_ticket_list(struct request *r, struct db *db, struct err *e);
bool h_export_csv(struct request *r, struct db *db, struct err *e);
bool h_export_json(struct request *r, struct db *db, struct err *e);
bool h_register_csv(struct request *r, struct db *db, struct err *e);
bool h_register_json(struct request *r, struct db *db, struct err *e);
bool h_evidence(struct request *r, struct db *db, struct err *e);
bool h_ticket_get(struct request *r, struct db *db, struct err *e);
bool h_events(struct request *r, struct db *db, struct err *e);
bool h_ticket_timeline(struct request *r, struct db *db, struct err *e);
bool h_ticket_messages(struct request *r, struct db *db, struct err *e);
bool h_ticket_outbox(struct request *r, struct db *db, struct err *e);
bool h_attachment_get(struct request *r, struct db *db, struct err *e);
bool h_ticket_post(struct request *r, struct db *db, struct err *e);
bool h_ticket_patch(struct request *r, struct db *db, struct err *e);
bool h_transition_post(struct request *r, struct db *db, struct err *e);
bool h_assignment_post(struct request *r, struct db *db, struct err *e);
bool h_promise_post(struct request *r, struct db *db, struct err *e);
bool h_extension_post(struct request *r, struct db *db, struct err *e);
bool h_unmerge_post(struct request *r, struct db *db, struct err *e);
bool h_block_post(struct request *r, struct db *db, struct err *e);
bool h_unblock_post(struct request *r, struct db *db, struct err *e);
bool h_upload_prepare(struct request *r, struct db *db, struct err *e);
bool h_upload_post(struct request *r, struct db *db, struct err *e);
bool h_bulk_move_prepare(struct request *r, struct db *db, struct err *e);
bool h_bulk_move_post(struct request *r, struct db *db, struct err *e);
bool h_bulk_assign_prepare(struct request *r, struct db *db, struct err *e);
bool h_bulk_assign_post(struct request *r, struct db *db, struct err *e);
bool h_note_post(struct request *r, struct db *db, struct err *e);
bool h_reply_post(struct request *r, struct db *db, struct err *e);
bool h_identity_post(struct request *r, struct db *db, struct err *e);
bool h_audit_list(struct request *r, struct db *db, struct err *e);
bool h_session_judge(struct request *r, struct db *db, struct err *e);
bool h_session_post(struct request *r, struct db *db, struct err *e);
bool h_session_get(struct request *r, struct db *db, struct err *e);
bool h_session_delete(struct request *r, struct db *db, struct err *e);
bool h_staff_list(struct request *r, struct db *db, struct err *e);
bool h_staff_post_prepare(struct request *r, struct db *db, struct err *e);
bool h_staff_post(struct request *r, struct db *db, struct err *e);
bool h_staff_patch_prepare(struct request *r, struct db *db, struct err *e);
bool h_staff_patch(struct request *r, struct db *db, struct err *e);
bool h_token_list(struct request *r, struct db *db, struct err *e);
bool h_token_post(struct request *r, struct db *db, struct err *e);
bool h_token_delete(struct request *r, struct db *db, struct err *e);
bool h_account(struct request *r, struct db *db, struct err *e);
bool h_alarm_list(struct request *r, struct db *db, struct err *e);
bool h_staff_contact_list(struct request *r, struct db *db, struct err *e);
bool h_staff_contact_put(struct request *r, struct db *db, struct err *e);
bool h_staff_contact_delete(struct request *r, struct db *db, struct err *e);
bool h_reporter_search(struct request *r, struct db *db, struct err *e);
bool h_notice_list(struct request *r, struct db *db, struct err *e);
bool h_cost_month(struct request *r, struct db *db, struct err *e);
bool h_cost_ticket(struct request *r, struct db *db, struct err *e);
bool h_outbox_list(struct request *r, struct db *db, struct err *e);
bool h_outbox_resend(struct request *r, struct db *db, struct err *e);
bool h_outbox_handled(struct request *r, struct db *db, struct err *e);
bool h_statistics(struct request *r, struct db *db, struct err *e);
bool h_filter_list(struct request *r, struct db *db, struct err *e);
bool h_filter_post(struct request *r, struct db *db, struct err *e);
bool h_filter_delete(struct request *r, struct db *db, struct err *e);
bool h_hook_list(struct request *r, struct db *db, struct err *e);
bool h_hook_post(struct request *r, struct db *db, struct err *e);
bool h_hook_patch(struct request *r, struct db *db, struct err *e);
bool h_hook_delete(struct request *r, struct db *db, struct err *e);
bool h_hook_deliveries(struct request *r, struct db *db, struct err *e);
bool h_queue_list(struct request *r, struct db *db, struct err *e);
bool h_public_page(struct request *r, struct db *db, struct err *e);
bool h_public_csv(struct request *r, struct db *db, struct err *e);
bool h_public_json(struct request *r, struct db *db, struct err *e);
void h_public_asset(struct request *r);
bool h_track(struct request *r, struct db *db, struct err *e);
void h_open311_services(struct request *r);
bool h_open311_list(struct request *r, struct db *db, struct err *e);
bool h_open311_get(struct request *r, struct db *db, struct err *e);

#endif
