/* template_watch.h - compares our templates with Meta's list at start and once a day, on a thread
 * of its own, so that neither the start nor the sender waits for it.
 *
 * Threads: start and stop on the main thread. */
#ifndef KANDA_DELIVERY_TEMPLATE_WATCH_H
#define KANDA_DELIVERY_TEMPLATE_WATCH_H

#include "base/log.h"
#include "delivery/template_client.h"
#include "store/writer.h"

struct template_watch_options {
    struct template_client_options client; /* its texts are borrowed; `cancel` is not used */
    const struct message_template *ours;   /* borrowed: the desk's */
    size_t count;
    struct writer *writer;
    const struct log *log;
    struct clock clock;
};

struct template_watch;
/* Without a business account id nothing is compared, and the log says so. */
MUST_CHECK bool template_watch_start(const struct template_watch_options *options,
                                     struct template_watch **out, struct err *e);
void template_watch_stop(struct template_watch *w); /* NULL is fine; within a second */

#endif
