/* unicode.c - UTF-8, folding for matching, grapheme-safe cutting; the only door to utf8proc. */
#include "base/unicode.h"
#include "unicode_letter.h"
#include <string.h>
#include <utf8proc.h>

#define REPLACEMENT 0xFFFD

/* Decodes one code point at s.at (s.len > 0) and sets *size; -1 and size 1 if it is invalid. */
static int32_t decode(struct str s, size_t *size)
{
    const unsigned char *p = (const unsigned char *)s.at;
    *size = 1;
    if (p[0] < 0x80) return p[0];
    size_t n = p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
    if (p[0] < 0xC2 || p[0] > 0xF4 || n > s.len) return -1;
    int32_t c = p[0] & (0x7F >> n);
    for (size_t i = 1; i < n; i++) {
        if ((p[i] & 0xC0) != 0x80) return -1;
        c = c << 6 | (p[i] & 0x3F);
    }
    bool overlong = (n == 3 && c < 0x800) || (n == 4 && c < 0x10000);
    if (overlong || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return -1;
    *size = n;
    return c;
}

static struct str skip(struct str s, size_t n)
{
    return (struct str){ s.at + n, s.len - n };
}

/* Length of the run of ASCII that s begins with, eight bytes at a step. */
static size_t ascii_run(struct str s)
{
    size_t n = 0;
    for (uint64_t eight; n + sizeof eight <= s.len; n += sizeof eight) {
        memcpy(&eight, s.at + n, sizeof eight);
        if (eight & 0x8080808080808080u) break;
    }
    while (n < s.len && (unsigned char)s.at[n] < 0x80)
        n++;
    return n;
}

bool utf8_valid(struct str s)
{
    for (;;) {
        s = skip(s, ascii_run(s));
        if (s.len == 0) return true;
        size_t size;
        if (decode(s, &size) < 0) return false;
        s = skip(s, size);
    }
}

size_t utf8_count(struct str s)
{
    size_t count = 0;
    for (int32_t c; utf8_next(&s, &c);)
        count++;
    return count;
}

bool utf8_next(struct str *rest, int32_t *code_point)
{
    if (rest->len == 0) return false;
    size_t size;
    *code_point = decode(*rest, &size);
    *rest = skip(*rest, size);
    return true;
}

struct str utf8_prefix(struct str s, size_t max)
{
    if (s.len <= max) return s;
    size_t safe = 0, count = 0;
    int32_t before = -1, c;
    utf8proc_int32_t state = 0;
    for (struct str rest = s; rest.len > 0; count++) {
        size_t here = s.len - rest.len;
        (void)utf8_next(&rest, &c);
        if (c < 0) c = REPLACEMENT;
        if (before < 0 || utf8proc_grapheme_break_stateful(before, c, &state)) safe = here;
        if (count == max) return (struct str){ s.at, safe };
        before = c;
    }
    return s;
}

static size_t encode(char out[4], int32_t c)
{
    if (c < 0 || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = REPLACEMENT;
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (c & 0x3F));
        c >>= 6;
    }
    out[0] = (char)((0xF00 >> n & 0xFF) | c);
    return n;
}

void utf8_put(struct buf *out, int32_t code_point)
{
    char bytes[4];
    buf_add(out, (struct str){ bytes, encode(bytes, code_point) });
}

/* Folded text gathers here, so that the buffer is asked once per piece, not per letter. */
struct folder {
    struct buf *out;
    size_t len;
    bool begun, blank; /* something was written; a blank waits for what follows it */
    struct letters_met met;
    char piece[256];
};

static void folder_flush(struct folder *f)
{
    buf_add(f->out, (struct str){ f->piece, f->len });
    f->len = 0;
}

/* Makes room for a blank and the four bytes of a letter, and settles the blank that waits. */
static void folder_ready(struct folder *f)
{
    if (f->len > sizeof f->piece - 5) folder_flush(f);
    if (f->blank && f->begun) f->piece[f->len++] = ' ';
    f->blank = false;
    f->begun = true;
}

static bool is_blank(int32_t c)
{
    if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
    /* Next line is a control by category, the empty Braille cell a symbol; people see a blank. */
    if (c == 0x85 || c == 0x2800) return true;
    utf8proc_category_t category = utf8proc_category(c);
    return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
           category == UTF8PROC_CATEGORY_ZP;
}

static bool is_invisible(int32_t c)
{
    utf8proc_category_t category = utf8proc_category(c);
    return category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF;
}

static bool is_plain(char c)
{
    return c > ' ' && c < 0x7F;
}

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

/* Folds some of the ASCII that s (not empty) begins with, a word at a time as most text is words;
 * says how many bytes that was. */
static size_t fold_ascii(struct folder *f, struct str s)
{
    if (!is_plain(s.at[0])) {
        f->blank = f->blank || is_blank(s.at[0]);
        return 1;
    }
    folder_ready(f);
    char *to = f->piece + f->len;
    size_t room = sizeof f->piece - f->len, n = 0;
    for (; n < s.len && n < room && is_plain(s.at[n]); n++)
        to[n] = lower(s.at[n]);
    f->len += n;
    return n;
}

static void fold_code_point(struct folder *f, int32_t c)
{
    if (c < 0x80) {
        char letter = (char)c;
        (void)fold_ascii(f, (struct str){ &letter, 1 });
    } else if (is_blank(c)) {
        f->blank = true;
    } else if (!is_invisible(c)) {
        folder_ready(f);
        f->len += encode(f->piece + f->len, c);
    }
}

/* The longest decomposition Unicode has is 18 code points (U+FDFA). Once marks are gone nothing
 * is left that canonical order or composition would change, save Hangul, which passes as it is. */
static void fold_foreign(struct folder *f, int32_t c)
{
    utf8proc_int32_t parts[32];
    int boundary = 0;
    utf8proc_ssize_t n = 0;
    if (c >= 0xAC00 && c <= 0xD7A3) {
        parts[n++] = c;
    } else {
        n = utf8proc_decompose_char(c, parts, sizeof parts / sizeof *parts,
                                    UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                                        UTF8PROC_IGNORE | UTF8PROC_STRIPMARK,
                                    &boundary);
    }
    for (utf8proc_ssize_t i = 0; i < n && i < (utf8proc_ssize_t)(sizeof parts / sizeof *parts); i++)
        fold_code_point(f, unicode_letter(parts[i], &f->met));
}

void unicode_fold(struct str s, struct buf *out)
{
    struct folder f = { .out = out };
    size_t before = out->len;
    while (s.len > 0 && buf_ok(out)) {
        if ((unsigned char)s.at[0] < 0x80) {
            s = skip(s, fold_ascii(&f, s));
            continue;
        }
        int32_t c;
        (void)utf8_next(&s, &c);
        if (c >= 0) fold_foreign(&f, c);
    }
    folder_flush(&f);
    unicode_letters_settle(out, before, &f.met);
}

bool unicode_is_word(int32_t code_point)
{
    if (code_point < 0x80)
        return (code_point >= '0' && code_point <= '9') ||
               (code_point >= 'A' && code_point <= 'Z') || (code_point >= 'a' && code_point <= 'z');
    utf8proc_category_t category = utf8proc_category(code_point);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}
