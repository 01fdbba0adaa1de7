/* html.c - escaping, numbers and templates. */
#include "http/html.h"
#include "base/crypto.h"
#include "domain/tally.h"
#include "web_file.h"
#include <stdio.h>

#define DIGEST_SHOWN 6 /* bytes of a file's SHA-256 in its address */

void html_text(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        switch (c) {
        case '&': buf_add_text(out, "&amp;"); break;
        case '<': buf_add_text(out, "&lt;"); break;
        case '>': buf_add_text(out, "&gt;"); break;
        case '"': buf_add_text(out, "&quot;"); break;
        case '\'': buf_add_text(out, "&#39;"); break;
        default: buf_add_char(out, (unsigned char)c < ' ' ? ' ' : c);
        }
    }
}

void html_number(struct buf *out, int64_t n)
{
    char digits[24];
    int len = snprintf(digits, sizeof digits, "%lld", (long long)n);
    for (int i = 0; i < len; i++) {
        if (i > 0 && (len - i) % 3 == 0 && digits[i - 1] != '-') buf_add_char(out, '.');
        buf_add_char(out, digits[i]);
    }
}

#define DAY_MINUTES 480 /* of work; a part of a day is said in hours up to two of them */

static void write_tenths(struct buf *out, int64_t minutes, int64_t unit)
{
    int64_t tenths = (minutes * 10 + unit / 2) / unit;
    html_number(out, tenths / 10);
    if (tenths < 1000 && tenths % 10) buf_addf(out, ",%d", (int)(tenths % 10));
}

void html_working_time(struct buf *out, int64_t minutes)
{
    if (minutes < TALLY_FIRST_END) {
        buf_addf(out, "kurang dari %d menit", TALLY_FIRST_END);
    } else if (minutes < 60) {
        html_number(out, minutes);
        buf_add_text(out, " menit");
    } else if (minutes < 2 * DAY_MINUTES) {
        write_tenths(out, minutes, 60);
        buf_add_text(out, " jam kerja");
    } else {
        write_tenths(out, minutes, DAY_MINUTES);
        buf_add_text(out, " hari kerja");
    }
}

/* "/assets/NAME?v=DIGEST" of a file of src/web/public: its address changes with its content. */
static bool write_asset(struct buf *out, struct str name)
{
    char memory[64], hex[2 * DIGEST_SHOWN + 1];
    uint8_t digest[SHA256_SIZE];
    struct buf path;
    buf_fixed(&path, memory, sizeof memory);
    buf_addf(&path, "public/%.*s", STR_ARG(name));
    const struct embedded_file *file = web_file_find(buf_view(&path));
    if (!file) return false;
    sha256((struct str){ (const char *)file->data, file->len }, digest);
    hex_encode(digest, DIGEST_SHOWN, hex);
    buf_addf(out, "/assets/%.*s?v=%s", STR_ARG(name), hex);
    return true;
}

static bool write_gap(struct buf *out, struct str name, const struct html_gap *gaps, size_t count)
{
    const struct str asset = STR("asset ");
    if (str_starts(name, asset)) return write_asset(out, str_slice(name, asset.len, name.len));
    for (size_t i = 0; i < count; i++) {
        if (!str_equal(str_of(gaps[i].name), name)) continue;
        buf_add(out, gaps[i].value);
        return true;
    }
    return false;
}

bool html_fill(struct buf *out, const char *path, const struct html_gap *gaps, size_t count)
{
    const struct embedded_file *file = web_file_find(str_of(path));
    if (!file) return false;
    struct str rest = { (const char *)file->data, file->len };
    for (;;) {
        size_t open = str_find(rest, STR("{{"), 0);
        if (open == SIZE_MAX) break;
        size_t close = str_find(rest, STR("}}"), open);
        if (close == SIZE_MAX) return false;
        buf_add(out, str_slice(rest, 0, open));
        if (!write_gap(out, str_slice(rest, open + 2, close), gaps, count)) return false;
        rest = str_slice(rest, close + 2, rest.len);
    }
    buf_add(out, rest);
    return buf_ok(out);
}
