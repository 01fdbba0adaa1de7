/* hook_courier.h - tells other systems what happens (domain/hook.h).
 *
 * A thread of its own asks the writer every second for the next event of a hook, POSTs it, and
 * notes what became of it. Each hook is told in the order of the timeline and waits only for
 * itself, beyond one attempt of another of at most 5 s. Any 2xx within these is a yes. Between
 * telling and noting the program may die: then the same is told twice, never not at all; `id` of
 * the body says so.
 *
 * The body: {"id","event","at","ticket":{"number","status","kind","category","district",
 * "created_at","updated_at"}}, what Open311 shows and no more. Headers: X-Kanda-Time (seconds
 * since 1970) and X-Kanda-Signature: sha256=HMAC(secret, TIME "." BODY).
 *
 * No redirect is followed. Link-local addresses (where clouds keep their secrets), multicast and
 * unspecified ones are never connected to, and loopback only where the URL names it; other private
 * networks may be told, over TLS: a regency's systems live in one.
 *
 * Threads: start and stop on the main thread. Memory: the texts are borrowed. */
#ifndef KANDA_DELIVERY_HOOK_COURIER_H
#define KANDA_DELIVERY_HOOK_COURIER_H

#include "base/log.h"
#include "store/writer.h"

struct hook_courier_options {
    const char *ticket_prefix;
    struct writer *writer;
    const struct log *log;
    struct clock clock;
};

struct hook_courier;
/* sender_library_open must have been called. */
MUST_CHECK bool hook_courier_start(const struct hook_courier_options *options,
                                   struct hook_courier **out, struct err *e);
/* Nothing more is begun, and what is under way breaks off; hook_courier_stop waits for it. */
void hook_courier_quiesce(struct hook_courier *c);
/* Breaks off what is under way. Before writer_stop. NULL is fine. */
void hook_courier_stop(struct hook_courier *c);

#endif
