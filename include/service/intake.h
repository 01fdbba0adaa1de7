/* intake.h - one webhook request, understood, becomes rows: the use case of this program.
 *
 * For each message: seen before? - whose? - what does the conversation decide? - ticket, timeline,
 * conversation, reply, all in the caller's transaction. Statuses move the outbox, other news are
 * kept, what cannot be used goes raw into quarantine. One bad message does not hurt its neighbours.
 *
 * Threads: intake_run on the writer thread, inside a job. Memory: everything it needs lives in
 * the work's arena. */
#ifndef KANDA_SERVICE_INTAKE_H
#define KANDA_SERVICE_INTAKE_H

#include "domain/inbound.h"
#include "domain/pin.h"
#include "domain/similar.h"
#include "domain/understood.h"
#include "store/db.h"

struct intake_options {
    const struct desk *desk;   /* borrowed, immutable */
    const char *ticket_prefix; /* "LK" */
    int64_t settle_ms;         /* further messages within this time join (sender's clock) */
    struct similar_rule similar;
    int64_t raw_kept_ms;    /* raw webhooks are emptied after that; 0: never */
    const char *public_url; /* of the pages for citizens; NULL or "": there are none */
    int64_t
        silence_ms; /* after a human answered from the WhatsApp Business app; 0: the bot goes on */
    /* What a text means; NULL: words that come one by one are not understood together. */
    bool (*understand)(const void *ctx, struct str text, struct telling telling,
                       struct arena *arena, struct understood *out, struct err *e);
    const void *understand_ctx;
    int digest_minute; /* of the day: when units get their digests; negative: they get none */
};

struct intake_work {
    struct str body;                     /* raw request, kept with its messages */
    struct inbound_batch batch;          /* wa_webhook_parse */
    const struct understood *understood; /* one for each of batch.messages */
    const struct pin *pins;              /* the same; NULL: none of them holds a location */
    int64_t now;                         /* arrival, ms */
    bool replay;                         /* body comes from quarantine: not put there again */
    struct arena *arena;
};

/* A message that an answer follows at once. */
struct intake_answered {
    struct str wamid; /* of the request */
    bool words;       /* not only a reaction */
};
#define INTAKE_ANSWERED_MAX 16 /* further ones of a request are not listed */

struct intake_result {
    size_t messages, repeats, orphans, tickets, joined, replies; /* replies: rows of the outbox */
    size_t statuses, notices, echoes, quarantined;
    struct intake_answered answered[INTAKE_ANSWERED_MAX];
    size_t answered_count;
    bool hurried;          /* something that waited may go sooner */
    bool standing, number; /* of the account, changed: see struct account_effect */
};

/* While a human speaks with a citizen from the app (intake_options.silence_ms) everything is
 * recorded as ever, but of the bot's own words only two are said: what an emergency needs, at once,
 * and the first answer to a new ticket, when the silence ends. What the desk tells goes on.
 *
 * Fails only with a transient error (the whole request is then answered 503 and Meta repeats it);
 * anything else that goes wrong with a part of it is in quarantine afterwards (one row for the
 * request). */
MUST_CHECK bool intake_run(struct db *db, const struct intake_options *options,
                           const struct intake_work *work, struct intake_result *result,
                           struct err *e);

/* Photos, pins and voice notes of this contact to which no words came: a ticket without words, of
 * which the contact is told. */
MUST_CHECK bool intake_wordless(struct db *db, const struct intake_options *options,
                                int64_t contact_id, int64_t now, struct arena *arena,
                                struct err *e);

#endif
