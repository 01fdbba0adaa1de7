/* media.h - downloads of citizens' files, a few at a time, beside the messages. Private to
 * delivery.
 *
 * A download asks Meta for the file's address (or takes the webhook's, when it is fresh), then for
 * the bytes, which go to a file written aside. When all is there and its hash is right, a thread of
 * its own looks at its type, syncs and renames it: a sync may take long, and replies must not wait
 * for it. A failure moves the attachment's own due time; the message is long answered.
 *
 * Threads: the sender's, but for the finishing thread, which owns one slot from start to join. */
#ifndef KANDA_DELIVERY_MEDIA_H
#define KANDA_DELIVERY_MEDIA_H

#include "delivery/sender.h"
#include <curl/curl.h>

#define MEDIA_IN_FLIGHT 3

struct media;
/* multi, headers and what options point to must outlive it. */
MUST_CHECK bool media_create(const struct sender_options *options, CURLM *multi,
                             struct curl_slist *headers, struct media **out, struct err *e);
bool media_token_refused(struct media *m); /* since the last time that this was asked */
void media_authorise(struct media *m, struct curl_slist *headers); /* a new token; NULL is fine */
void media_destroy(struct media *m); /* only when it is still; NULL is fine */
void media_look(struct media *m);    /* files may be due */
/* All that can be done now: outcomes to the writer, new downloads. Calls with NULL do nothing. */
void media_turn(struct media *m);
/* True when the transfer that ended was one of these. */
bool media_ended(struct media *m, CURL *easy, CURLcode code);
/* Begins nothing more, drops what is under way. */
void media_stop(struct media *m);
/* Nothing is under way; with `hurry` outcomes that are not stored yet do not count. */
bool media_is_still(const struct media *m, bool hurry);
int64_t media_wait_ms(const struct media *m); /* until it wants the thread; -1: until woken */
void media_stats(const struct media *m, struct sender_stats *out); /* any thread */

#endif
