/* media_type.h - what a file is, by its content; the only door to libmagic. Threads: one at a time.
 */
#ifndef KANDA_DELIVERY_MEDIA_TYPE_H
#define KANDA_DELIVERY_MEDIA_TYPE_H

#include "base/str.h"

#define MEDIA_TYPE_SIZE 128

/* Looks at the beginning of the open file. Without the library, or when it cannot tell,
 * "application/octet-stream". */
void media_type_sniff(int fd, char out[MEDIA_TYPE_SIZE]);

#endif
