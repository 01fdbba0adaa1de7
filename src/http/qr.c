/* qr.c - libqrencode finds the modules, one path draws them. */
#include "qr.h"
#include "http/html.h"
#include <qrencode.h>

#define QUIET 4 /* modules around, ISO/IEC 18004 */

bool qr_svg(const char *text, const char *title, struct buf *out)
{
    QRcode *code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
    if (!code) return false;
    int side = code->width + 2 * QUIET;
    buf_addf(out,
             "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" "
             "height=\"%d\" shape-rendering=\"crispEdges\" role=\"img\"><title>",
             side, side, side * 6, side * 6);
    html_text(out, str_of(title));
    buf_addf(out, "</title><path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path d=\"", side, side);
    for (int i = 0; i < code->width * code->width; i++)
        if (code->data[i] & 1)
            buf_addf(out, "M%d %dh1v1h-1z", i % code->width + QUIET, i / code->width + QUIET);
    buf_add_text(out, "\"/></svg>\n");
    QRcode_free(code);
    return buf_ok(out);
}

bool qr_wa_number(const char *number, char *out, size_t cap)
{
    struct buf digits;
    buf_fixed(&digits, out, cap);
    for (const char *c = number ? number : ""; *c; c++) {
        if (*c < '0' || *c > '9') continue;
        if (digits.len == 0 && *c == '0')
            buf_add_text(&digits, "62"); /* the trunk 0 of a number at home */
        else
            buf_add_char(&digits, *c);
    }
    return buf_ok(&digits) && digits.len > 7;
}
