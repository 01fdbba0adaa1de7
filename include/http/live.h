/* live.h - what happens to tickets, told at once to those who may know of it: the streams of
 * `GET /api/v1/events` (server-sent events).
 *
 * The door writes, and suspends a stream that has nothing to say; after a commit one job of the
 * readers looks for new events, puts what each caller may see into that caller's small buffer and
 * wakes the stream. A stream whose reader is slow waits at its place in the timeline, and costs
 * nobody but itself; the writer only ever leaves a note.
 *
 * Threads: any, save for create and destroy. Memory: nothing is borrowed. */
#ifndef KANDA_HTTP_LIVE_H
#define KANDA_HTTP_LIVE_H

#include "base/crypto.h"
#include "base/log.h"
#include "store/reader.h"

#define LIVE_STREAMS_MAX    256  /* in all; more are answered 503 */
#define LIVE_STREAMS_OF_ONE 8    /* of one account; more are answered 429 */
#define LIVE_BEHIND_MAX     1000 /* events; who is further behind is told to read anew (reset) */
#define LIVE_STUCK_MS       3000 /* when it comes back, or took nothing for so long */
#define LIVE_HEARTBEAT_MS   15000
#define LIVE_PROVE_EVERY_MS 5000 /* so long a closed account goes on listening at most */
#define LIVE_LOOK_EVERY_MS  1000 /* for what other processes have written */

struct live;
MUST_CHECK bool live_create(const char *ticket_prefix, const struct clock *clock, struct live **out,
                            struct err *e);
/* What hides the numbers of events in the ids of the streams; before the door opens, the same at
 * each start, or clients that come back are told to read anew. */
void live_key(struct live *l, const uint8_t key[SHA256_SIZE]);
/* After the door, the readers and the writer have ended. NULL is fine. */
void live_destroy(struct live *l);
int live_count(const struct live *l); /* streams that are open; NULL is fine */
/* Something was committed: never waits. */
void live_committed(struct live *l);
/* Heartbeats, and what a commit of this process did not tell; call every moment. */
void live_tick(struct live *l);

#endif
