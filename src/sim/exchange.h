/* exchange.h - one HTTP request and the answer that is being made for it.
 *
 * A handler reads the request, fills status and answer, and may ask the door to misbehave
 * (manner), to wait (hold_ms) or to wait for a webhook (hold, then `after` completes the answer).
 *
 * Threads: the door's. Memory: the door makes and frees it. */
#ifndef KANDA_SIM_EXCHANGE_H
#define KANDA_SIM_EXCHANGE_H

#include "graph_code.h"
#include "sim.h"

enum sim_manner {
    MANNER_ANSWER,
    MANNER_HALF,  /* the answer breaks off in its middle */
    MANNER_CLOSE, /* not a byte */
    MANNER_RESET, /* the same by a TCP reset */
};

#define SIM_ARGS_MAX 3

struct sim_exchange {
    struct str method, path;       /* copied */
    char graph_path[256];          /* what dialog360.h made of it */
    struct str args[SIM_ARGS_MAX]; /* the :parts of the route */
    unsigned nth;                  /* of this connection, from 1 */
    enum sim_mode fault;           /* drawn when the headers came */
    struct buf body;               /* request body; with multipart the bytes of `file` */
    char form_mime[64], form_product[16], form_type[64];
    bool form_file;

    int status; /* 0: not answered yet */
    struct buf answer;
    char content_type[64];
    char location[256];         /* of a redirect; "": none */
    char date[40];              /* Date header of a clock that is wrong; "": the right one */
    int64_t retry_after, usage; /* headers of Meta's about our pace; 0: none */
    enum sim_manner manner;
    int64_t hold_ms; /* answer no sooner than this */
    uint64_t hold;   /* from sim_parking_reserve; 0: waits for no webhook */
    int webhook_status;
    char note[SIM_ID_SIZE]; /* a handler's own, for `after` */
    void (*after)(struct sim *sim, struct sim_exchange *x);

    const struct sim_route *route;
    void *connection, *form; /* the door's */
    bool released;
};

struct str sim_exchange_query(const struct sim_exchange *x, const char *key); /* "" if absent */
struct str sim_exchange_header(const struct sim_exchange *x, const char *name);

/* A request that no page of another site has sent: a browser says where it comes from, and a name
 * that was bent to point at this machine stands in the Host header. */
bool sim_exchange_is_local(const struct sim_exchange *x);

/* Appends JSON with these; sim_answer_done closes the object and sets the status. */
void sim_answer_begin(struct sim_exchange *x, struct json_writer *w);
void sim_answer_done(struct sim_exchange *x, struct json_writer *w, int status);
void sim_answer_text(struct sim_exchange *x, int status, const char *type, struct str text);
void sim_answer_success(struct sim_exchange *x); /* {"success":true} */
/* Graph's error JSON; the refusal is counted. */
void sim_answer_refusal(struct sim *sim, struct sim_exchange *x, const struct refusal *why);
/* {"error":"..."} for the control API. */
void sim_answer_error(struct sim_exchange *x, int status, const char *sentence);
/* Parses the body; answers 400 itself when it is no JSON. */
MUST_CHECK bool sim_exchange_json(struct sim_exchange *x, struct json **out);

#endif
