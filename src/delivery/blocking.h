/* blocking.h - one transfer at a time, for threads that may wait. Private to the room. */
#ifndef KANDA_DELIVERY_BLOCKING_H
#define KANDA_DELIVERY_BLOCKING_H

#include "base/str.h"
#include <curl/curl.h>
#include <stdatomic.h>

/* A handle that gives up after timeout_ms or once *stopping, follows no redirect, takes no proxy
 * from the environment and throws the answer's body away. NULL: no memory. */
CURL *blocking_handle(const char *url, _Atomic bool *stopping, long timeout_ms);
/* POSTs; the status of the answer, 0 for none. protocols: "https" or "http,https". */
int blocking_post(CURL *easy, const char *protocols, struct curl_slist *headers, struct str body);
/* One line more; NULL, and all freed, when there is no memory or no list. */
struct curl_slist *blocking_header(struct curl_slist *list, const char *line);
/* The same with X-Kanda-Signature: sha256=HMAC(secret, text). */
struct curl_slist *blocking_signature(struct curl_slist *list, const char *secret, struct str text);

#endif
