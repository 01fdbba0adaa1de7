/* media_url.h - where the token may go for a file: to Meta and nowhere else. Threads: pure. */
#ifndef KANDA_DELIVERY_MEDIA_URL_H
#define KANDA_DELIVERY_MEDIA_URL_H

#include "base/str.h"

/* https, no user, the usual port, and a host of Meta's: the Graph host itself, or one that media
 * are known to come from. When graph_url is on this machine (a simulator) its own host and port may
 * be asked without TLS. Reads URLs with libcurl, so that what is checked is what is fetched. */
bool media_url_allowed(const char *url, const char *graph_url);
/* The address that is asked: url itself, or, where a provider hands Meta's files on, its path and
 * query below `base` (NULL: none). False when it does not fit, or has no path of its own. */
bool media_url_make(const char *url, const char *base, char *out, size_t size);

#endif
