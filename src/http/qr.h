/* qr.h - a QR code as an SVG file. Private to the room. Threads: any. */
#ifndef KANDA_HTTP_QR_H
#define KANDA_HTTP_QR_H

#include "base/buf.h"

/* Black on white whatever the page's colours, with the quiet zone that readers need. False when
 * the text does not fit. */
MUST_CHECK bool qr_svg(const char *text, const char *title, struct buf *out);
/* "0812-..." or "+62 812 ..." as wa.me wants it: digits with the country; false when there is no
 * such number in it. */
MUST_CHECK bool qr_wa_number(const char *number, char *out, size_t cap);

#endif
