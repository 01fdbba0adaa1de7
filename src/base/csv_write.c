/* csv_write.c - fields of CSV that may be opened in a spreadsheet, whoever wrote them. */
#include "base/csv.h"
#include "base/unicode.h"

#define REPLACEMENT 0xFFFD

/* Embeddings, overrides, isolates and the marks of UAX #9; the byte order mark goes too. */
static bool turns_direction(int32_t c)
{
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

static bool is_control(int32_t c)
{
    return (c >= 0 && c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
}

/* What may stand before a formula without keeping a spreadsheet from seeing it. */
static bool is_blank(int32_t c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200D) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x2060 || c == 0x3000;
}

/* Full-width signs too: East Asian settings read them as the plain ones. */
static bool begins_formula(int32_t c)
{
    return c == '=' || c == '+' || c == '-' || c == '@' || c == 0xFF1D || c == 0xFF0B ||
           c == 0xFF0D || c == 0xFF20 || c == 0x2212;
}

static bool is_left_out(int32_t c)
{
    return turns_direction(c) || is_control(c);
}

static bool is_formula(struct str text)
{
    int32_t c;
    while (utf8_next(&text, &c))
        if (!is_left_out(c) && !is_blank(c)) return begins_formula(c);
    return false;
}

void csv_write_text(struct buf *out, struct str text)
{
    int32_t c;
    buf_add_char(out, '"');
    if (is_formula(text)) buf_add_char(out, '\'');
    while (utf8_next(&text, &c)) {
        if (is_left_out(c)) continue;
        if (c == '"') buf_add_char(out, '"');
        if (c == '\t') c = ' ';
        utf8_put(out, c < 0 ? REPLACEMENT : c);
    }
    buf_add_char(out, '"');
}
