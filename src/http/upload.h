/* upload.h - the file in a multipart/form-data body (RFC 7578). Private to the room. */
#ifndef KANDA_HTTP_UPLOAD_H
#define KANDA_HTTP_UPLOAD_H

#include "request.h"

#define UPLOAD_MAX ((size_t)8 << 20)

/* What the member `file` of the body holds; views point into the arena. False: 415 or 422 was
 * answered. type: by its first bytes, one of image/jpeg, image/png, image/webp, application/pdf;
 * another is refused. */
bool upload_read(struct request *r, struct str *file, const char **type);

#endif
