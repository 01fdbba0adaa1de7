/* media_type.h - what a file is, by its content; the only door to libmagic. Threads: one at a time.
 */
#ifndef KANDA_DELIVERY_MEDIA_TYPE_H
#define KANDA_DELIVERY_MEDIA_TYPE_H

#include "base/str.h"

#define MEDIA_TYPE_SIZE 128

/* Looks at the beginning of the open file; what it cannot tell is "application/octet-stream". So is
 * everything, and the answer false, when the library or its database is not installed. */
MUST_CHECK bool media_type_sniff(int fd, char out[MEDIA_TYPE_SIZE]);

#endif
