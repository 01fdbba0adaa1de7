/* contact_mask.c - takes NIK and phone numbers out of a text.
 *
 * A long run of digits always goes. Short groups with blanks and marks between are a number when
 * they begin like one. Pieces with anything else between, a line break too, are one when together
 * they are a mobile number. Where it is unclear how far a number reaches, everything connected
 * goes: a lost house number can be asked for again, a leaked phone number cannot be called back. */
#include "base/unicode.h"
#include "domain/contact.h"
#include "domain/tracking.h"
#include "ticket_number.h"

#define PHONE_DIGITS_MIN 9
#define NIK_DIGITS       16
#define GAP_SIGNS_MAX    3
/* A mobile number as it is dialled in the country, from its 0 on. */
#define MOBILE_DIGITS_MIN 10
#define MOBILE_DIGITS_MAX 13

enum sign_class {
    SIGN_OTHER,
    SIGN_DIGIT,
    SIGN_GLUE, /* unseen, or part of an emoji digit: parts nothing */
    SIGN_BLANK,
    SIGN_MARK,
    SIGN_LOOSE /* everything else that is no letter */
};

struct sign {
    enum sign_class class;
    int digit;
    size_t size; /* bytes */
};

struct range {
    int32_t first, last;
};

static bool in_ranges(int32_t c, const struct range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (c >= ranges[i].first && c <= ranges[i].last) return true;
    return false;
}
#define IN(c, ranges) in_ranges((c), (ranges), sizeof(ranges) / sizeof *(ranges))

static int digit_of(int32_t c)
{
    /* Phones offer all of these: plain, full-width, Arabic and Persian; the last row is five sets
     * of "fancy" digits in a row. */
    static const struct range digits[] = {
        { '0', '9' },       { 0xFF10, 0xFF19 },   { 0x0660, 0x0669 },
        { 0x06F0, 0x06F9 }, { 0x1D7CE, 0x1D7FF },
    };
    for (size_t i = 0; i < sizeof digits / sizeof *digits; i++)
        if (c >= digits[i].first && c <= digits[i].last) return (c - digits[i].first) % 10;
    return -1;
}

static enum sign_class class_of(int32_t c)
{
    static const struct range glue[] = {
        { 0xAD, 0xAD },     { 0x200B, 0x200F }, { 0x202A, 0x202E }, { 0x2060, 0x2069 },
        { 0x20E3, 0x20E3 }, { 0xFE0E, 0xFE0F }, { 0xFEFF, 0xFEFF },
    };
    static const struct range blanks[] = {
        { ' ', ' ' },       { '\t', '\t' },     { 0xA0, 0xA0 },
        { 0x2000, 0x200A }, { 0x202F, 0x202F }, { 0x3000, 0x3000 },
    };
    static const struct range marks[] = {
        { '(', ')' },       { '-', '/' },       { '_', '_' },
        { 0x2010, 0x2015 }, { 0x2212, 0x2212 }, { 0xFF0D, 0xFF0D },
    };
    if (digit_of(c) >= 0) return SIGN_DIGIT;
    if (IN(c, blanks)) return SIGN_BLANK;
    if (IN(c, marks)) return SIGN_MARK;
    if (IN(c, glue)) return SIGN_GLUE;
    /* A broken byte (c < 0) too: it is written as U+FFFD, which is no letter. */
    return c >= 0 && unicode_is_word(c) ? SIGN_OTHER : SIGN_LOOSE;
}

static struct sign sign_at(struct str text, size_t at)
{
    int32_t c;
    struct str rest = str_slice(text, at, text.len);
    size_t before = rest.len;
    if (!utf8_next(&rest, &c)) return (struct sign){ SIGN_OTHER, -1, 0 };
    return (struct sign){ class_of(c), digit_of(c), before - rest.len };
}

/* Digits with nothing visible between them. */
struct group {
    size_t end, digits;
    int first; /* value of the first digit */
};

static struct group group_at(struct str text, size_t at)
{
    struct group g = { .end = at, .first = sign_at(text, at).digit };
    for (;;) {
        struct sign s = sign_at(text, g.end);
        if (s.class != SIGN_DIGIT && s.class != SIGN_GLUE) return g;
        g.digits += s.class == SIGN_DIGIT;
        g.end += s.size;
    }
}

struct gap {
    size_t end; /* where the next group begins */
    bool blank, loose;
};

/* True where a few signs that are no letters stand between this group and the next. */
static bool gap_at(struct str text, size_t at, struct gap *out)
{
    *out = (struct gap){ at, false, false };
    for (int i = 0; i <= GAP_SIGNS_MAX; i++) {
        struct sign s = sign_at(text, out->end);
        if (s.class == SIGN_DIGIT) return true;
        if (s.class == SIGN_OTHER) return false;
        out->blank = out->blank || s.class == SIGN_BLANK;
        out->loose = out->loose || s.class == SIGN_LOOSE;
        out->end += s.size;
    }
    return false;
}

/* Where the next group begins when only a few blanks and marks stand between; else false. */
static bool next_group(struct str text, size_t end, size_t *begin, bool *blank)
{
    struct gap gap;
    bool found = gap_at(text, end, &gap) && !gap.loose;
    *begin = gap.end;
    *blank = gap.blank;
    return found;
}

static bool ascii_digit_at(struct str text, size_t at)
{
    return at < text.len && text.at[at] >= '0' && text.at[at] <= '9';
}

static size_t ascii_digits(struct str text, size_t at)
{
    size_t count = 0;
    while (ascii_digit_at(text, at + count))
        count++;
    return count;
}

static int ascii_value(struct str text, size_t at, size_t digits)
{
    int n = 0;
    for (size_t i = 0; i < digits; i++)
        n = n * 10 + (text.at[at + i] - '0');
    return n;
}

/* "04-12-2026", "4/12/2026", "2026-12-04": its length, or 0. Only with a whole year: "08-12-34" is
 * also how a phone number begins. */
static size_t date_at(struct str text, size_t at)
{
    size_t from[3], digits[3], next = at;
    for (int i = 0; i < 3; i++) {
        from[i] = next;
        digits[i] = ascii_digits(text, next);
        if (digits[i] == 0 || digits[i] > 4) return 0;
        next += digits[i];
        if (i == 2) break;
        if (next >= text.len || !str_contains(STR("-/."), str_slice(text, next, next + 1)))
            return 0;
        if (i == 1 && text.at[next] != text.at[from[1] - 1]) return 0;
        next++;
    }
    size_t blank_end;
    bool blank;
    if (next_group(text, next, &blank_end, &blank) && !blank) return 0;
    size_t year = digits[0] == 4 ? 0 : 2, day = 2 - year;
    if (digits[year] != 4 || digits[1] > 2 || digits[day] > 2) return 0;
    int y = ascii_value(text, from[year], 4), m = ascii_value(text, from[1], digits[1]);
    int d = ascii_value(text, from[day], digits[day]);
    return y >= 1900 && y <= 2099 && m >= 1 && m <= 12 && d >= 1 && d <= 31 ? next - at : 0;
}

static bool after_rupiah(struct str text, size_t at)
{
    while (at > 0 && (text.at[at - 1] == ' ' || text.at[at - 1] == '.'))
        at--;
    return at >= 2 && str_equal_nocase(str_slice(text, at - 2, at), STR("rp"));
}

/* "1.500.000": its length, or 0. "62.812.345.678" without Rp is a phone number. */
static size_t price_at(struct str text, size_t at)
{
    size_t first = ascii_digits(text, at), next = at + first, digits = first;
    if (first == 0 || first > 3 || text.at[at] == '0') return 0;
    while (next < text.len && text.at[next] == '.' && ascii_digits(text, next + 1) == 3) {
        digits += 3;
        next += 4;
    }
    bool more = ascii_digit_at(text, next) ||
                (next < text.len && text.at[next] == '.' && ascii_digit_at(text, next + 1));
    if (digits == first || more) return 0;
    bool like_phone = digits >= PHONE_DIGITS_MIN && text.at[at] == '6';
    return like_phone && !after_rupiah(text, at) ? 0 : next - at;
}

/* "26-123456-7" after letters: its length, or 0. 08 and 62 begin phone numbers, so that only years
 * in between are believed. */
static size_t ticket_at(struct str text, size_t at)
{
    char before = at > 0 ? text.at[at - 1] : ' ';
    if (!(before >= 'a' && before <= 'z') && !(before >= 'A' && before <= 'Z')) return 0;
    size_t len = ticket_digits_written(str_slice(text, at, text.len));
    return len > 0 && text.at[at] >= '2' && text.at[at] <= '5' ? len : 0;
}

static size_t harmless_at(struct str text, size_t at)
{
    size_t len = ticket_at(text, at);
    if (len == 0) len = date_at(text, at);
    return len ? len : price_at(text, at);
}

/* Groups that may be one number. */
struct chain {
    size_t end, digits, longest;
    bool sixteen; /* it has exactly as many digits as a NIK at the end of a group */
};

static bool chain_goes_on(struct str text, const struct chain *c, size_t begin, bool blank,
                          bool blank_before)
{
    if (group_at(text, begin).digits >= PHONE_DIGITS_MIN) return false;
    if (!blank) return true;
    /* "0812-3456-7890 2 rumah": who writes dashes does not go on with blanks. */
    bool whole = c->digits >= 10 && !blank_before && c->digits > c->longest;
    return !whole && date_at(text, begin) == 0;
}

static void chain_at(struct str text, size_t at, size_t digits_max, struct chain *c)
{
    bool blank_before = false;
    *c = (struct chain){ 0 };
    for (;;) {
        struct group g = group_at(text, at);
        bool blank;
        c->digits += g.digits;
        c->end = g.end;
        if (g.digits > c->longest) c->longest = g.digits;
        c->sixteen = c->sixteen || c->digits == NIK_DIGITS;
        if (c->digits > digits_max || !next_group(text, g.end, &at, &blank)) return;
        if (!chain_goes_on(text, c, at, blank, blank_before)) return;
        blank_before = blank_before || blank;
    }
}

/* 0812, 0335, +62, 62 8.., 812..: how numbers of this country begin. */
static bool begins_like_phone(struct str text, size_t at, bool plus)
{
    int head[3] = { -1, -1, -1 };
    struct group g = group_at(text, at);
    for (int i = 0; i < 3; i++) {
        bool blank;
        head[i] = sign_at(text, at).digit;
        at += sign_at(text, at).size;
        if (!next_group(text, at, &at, &blank)) break;
    }
    if (plus || head[0] == 0) return true;
    if (head[0] == 6 && head[1] == 2) return head[2] >= 2;
    return head[0] == 8 && head[1] >= 1 && g.digits >= 3;
}

/* 081, 0 8 2, 628, +62 8: how mobile numbers of this country begin; the number of digits that
 * stand for its 0, or 0. */
static size_t mobile_head(struct str text, size_t at, bool plus)
{
    struct gap gap = { .end = at };
    int head[3] = { -1, -1, -1 };
    for (int i = 0; i < 3; i++) {
        struct sign s = sign_at(text, gap.end);
        head[i] = s.digit;
        if (!gap_at(text, gap.end + s.size, &gap)) break;
    }
    if (head[0] == 6 && head[1] == 2 && head[2] == 8) return 2;
    return !plus && head[0] == 0 && head[1] == 8 && head[2] >= 1;
}

/* Whether a loose gap behind a group may be within a number: lists ("no 081, 082, 083"), hours
 * ("08:12, 09:30") and ratios have shorter groups. */
static bool may_break_after(struct group g, struct gap gap, bool first, size_t head)
{
    if (!first) return g.digits >= 3;
    return g.digits >= (head == 1 && !gap.blank ? 3 : 4) || g.digits == head;
}

/* "0812,9999,8888", "+62 812*9999*8888", "0812" and "99998888" on two lines: its end, or 0. */
static size_t broken_mobile_end(struct str text, size_t at, bool plus)
{
    size_t head = mobile_head(text, at, plus), digits = 0, end = 0;
    if (head == 0 || after_rupiah(text, at)) return 0;
    for (bool first = true;; first = false) {
        struct group g = group_at(text, at);
        struct gap gap;
        digits += g.digits;
        if (digits - head + 1 > MOBILE_DIGITS_MAX) return end;
        if (digits - head + 1 >= MOBILE_DIGITS_MIN) end = g.end;
        if (!gap_at(text, g.end, &gap)) return end;
        if (gap.loose && !may_break_after(g, gap, first, head)) return end;
        if (gap.loose && group_at(text, gap.end).digits < 2) return end;
        at = gap.end;
    }
}

/* End of a private number whose first digit is at `at`, or 0; *label is what takes its place. */
static size_t private_end(struct str text, size_t at, bool plus, const char **label)
{
    struct group g = group_at(text, at);
    struct chain c;
    *label = g.digits >= NIK_DIGITS ? "[NIK]" : "[telepon]";
    if (g.digits >= PHONE_DIGITS_MIN) return g.end;
    if (!plus && harmless_at(text, at) > 0) return 0;
    bool phone = begins_like_phone(text, at, plus);
    /* What can only be a NIK is not followed further: long lists of numbers stay cheap. */
    chain_at(text, at, phone ? SIZE_MAX : NIK_DIGITS, &c);
    if (phone && c.digits >= PHONE_DIGITS_MIN) return c.end;
    size_t broken = broken_mobile_end(text, at, plus);
    if (broken > 0) return broken;
    if (g.first == 0 || !c.sixteen || c.longest < 4) return 0;
    *label = "[NIK]";
    chain_at(text, at, SIZE_MAX, &c);
    return c.end;
}

/* As private_end, for a number that may begin with "+", "(" or both. */
static size_t private_number(struct str text, size_t at, const char **label)
{
    size_t digit = at;
    bool plus = false, bracket = false;
    for (; digit < text.len && digit < at + 2; digit++) {
        plus = plus || text.at[digit] == '+';
        bracket = bracket || text.at[digit] == '(';
        if (text.at[digit] != '+' && text.at[digit] != '(') break;
    }
    if (sign_at(text, digit).class != SIGN_DIGIT) return 0;
    size_t end = private_end(text, digit, plus, label);
    /* The bracket goes with a number that closes it; in "(0812...)" it encloses the number. */
    if (end > 0 && bracket && !str_contains(str_slice(text, at, end), STR(")"))) return 0;
    return end;
}

/* Copies what is no private number: one sign, or a group of digits whole. Returns its size. */
static size_t copy_piece(struct str text, size_t at, struct buf *out)
{
    struct sign s = sign_at(text, at);
    size_t size = s.size;
    if (s.class == SIGN_DIGIT) {
        size_t harmless = harmless_at(text, at);
        size = harmless ? harmless : group_at(text, at).end - at;
    }
    struct str piece = str_slice(text, at, at + size);
    if (utf8_valid(piece))
        buf_add(out, piece);
    else
        utf8_put(out, 0xFFFD);
    return size;
}

/* Most of a text: letters and marks of ASCII with which no number begins. */
static size_t plain_run(struct str text, size_t at)
{
    size_t len = 0;
    for (; at + len < text.len; len++) {
        char c = text.at[at + len];
        if (c < ' ' || c > '~' || (c >= '0' && c <= '9') || c == '+' || c == '(') break;
    }
    return len;
}

void mask_text(struct str text, struct buf *out)
{
    for (size_t at = 0; at < text.len;) {
        const char *label;
        size_t plain = plain_run(text, at);
        if (plain > 0) {
            buf_add(out, str_slice(text, at, at + plain));
            at += plain;
            continue;
        }
        size_t end = private_number(text, at, &label);
        if (end > 0) {
            buf_add_text(out, label);
            at = end;
        } else {
            at += copy_piece(text, at, out);
        }
    }
}

/* Letters and digits of a key (base32, either case). */
static size_t key_run(struct str s)
{
    size_t len = 0;
    for (; len < s.len; len++) {
        char c = s.at[len];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && !(c >= '2' && c <= '7')) break;
    }
    return len;
}

void mask_chat(struct str text, struct buf *out)
{
    static const struct str sign = { "key=", 4 };
    struct buf keyless;
    buf_init(&keyless, out->max);
    for (size_t at = 0; at < text.len;) {
        struct str rest = str_slice(text, at, text.len);
        size_t run = 0;
        if (str_equal_nocase(str_slice(rest, 0, sign.len), sign))
            run = key_run(str_slice(rest, sign.len, rest.len));
        bool key = run >= TRACKING_KEY_SIZE - 1;
        size_t len = key ? sign.len : 1;
        buf_add(&keyless, str_slice(rest, 0, len));
        if (key) buf_add_text(&keyless, "[kunci]");
        at += len + (key ? run : 0);
    }
    if (buf_ok(&keyless))
        mask_text(buf_view(&keyless), out);
    else
        out->failed = true;
    buf_finish(&keyless);
}
