/* xml.c - what markup is made of becomes references. */
#include "base/xml.h"
#include "base/unicode.h"

#define REPLACEMENT 0xFFFD

static bool is_char(int32_t c)
{
    return c == '\t' || c == '\n' || c == '\r' || (c >= ' ' && c != 0xFFFE && c != 0xFFFF);
}

void xml_write_text(struct buf *out, struct str text)
{
    int32_t c;
    while (utf8_next(&text, &c)) {
        switch (c) {
        case '&': buf_add_text(out, "&amp;"); break;
        case '<': buf_add_text(out, "&lt;"); break;
        case '>': buf_add_text(out, "&gt;"); break;
        case '"': buf_add_text(out, "&quot;"); break;
        case '\'': buf_add_text(out, "&apos;"); break;
        case '\r': buf_add_text(out, "&#13;"); break;
        default: utf8_put(out, is_char(c) ? c : REPLACEMENT);
        }
    }
}
