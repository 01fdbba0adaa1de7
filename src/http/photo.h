/* photo.h - when and where a photo was taken, as its camera wrote it (Exif 2.32). Private to the
 * room. Threads: pure, any. */
#ifndef KANDA_HTTP_PHOTO_H
#define KANDA_HTTP_PHOTO_H

#include "domain/attachment.h"

/* Reads the first PHOTO_HEAD_MAX bytes of a JPEG at most. What is missing or cannot be is left out:
 * a time before 2000 or more than a day after now, a place off the earth or at 0, 0. A time without
 * its zone is WIB. now: ms. */
#define PHOTO_HEAD_MAX ((size_t)128 << 10)
void photo_read(struct str jpeg, int64_t now, struct photo_taken *out);

#endif
