/* ticket_number.c - from ticket id to the number people see, and back from what they type. */
#include "ticket_number.h"
#include "base/buf.h"
#include "domain/ticket.h"

/* The totally anti-symmetric quasigroup of H. M. Damm (2004). Leading zeros leave its sum at zero,
 * so the check digit does not depend on how wide the sequence is written. */
static const unsigned char damm[10][10] = {
    { 0, 3, 1, 7, 5, 9, 8, 6, 4, 2 }, { 7, 0, 9, 2, 1, 5, 4, 8, 6, 3 },
    { 4, 2, 0, 6, 8, 7, 1, 3, 5, 9 }, { 1, 7, 5, 0, 9, 8, 3, 4, 2, 6 },
    { 6, 1, 2, 3, 0, 4, 5, 9, 7, 8 }, { 3, 6, 7, 4, 2, 0, 9, 5, 8, 1 },
    { 5, 8, 6, 9, 7, 2, 0, 1, 3, 4 }, { 8, 9, 4, 5, 3, 6, 2, 0, 1, 7 },
    { 9, 4, 3, 8, 6, 1, 7, 2, 0, 5 }, { 2, 5, 8, 1, 4, 3, 6, 7, 9, 0 },
};

#define YEAR_DIGITS   2
#define DIGITS_MIN    (YEAR_DIGITS + SEQUENCE_DIGITS_MIN + 1)
#define DIGITS_MAX    (YEAR_DIGITS + SEQUENCE_DIGITS_MAX + 1)
#define SEPARATOR_MAX 3 /* "LK26 - 00042 - 7" */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

int damm_digit(struct str digits)
{
    unsigned sum = 0;
    for (size_t i = 0; i < digits.len; i++)
        sum = damm[sum][digits.at[i] - '0'];
    return (int)sum;
}

static int year_of(int64_t at)
{
    struct civil c;
    civil_of_ms(at, &c);
    return c.year;
}

int64_t ticket_first_id(int64_t received_at)
{
    return year_of(received_at) * TICKET_IDS_PER_YEAR + 1;
}

int64_t ticket_last_id(int64_t received_at)
{
    return year_of(received_at) * TICKET_IDS_PER_YEAR + TICKET_IDS_PER_YEAR - 1;
}

void ticket_number_format(const char *prefix, int64_t id, char out[TICKET_NUMBER_SIZE])
{
    long long year = id > 0 ? id / TICKET_IDS_PER_YEAR % 100 : 0;
    long long sequence = id > 0 ? id % TICKET_IDS_PER_YEAR : 0;
    char digits[SEQUENCE_DIGITS_MAX + 1];
    struct buf text;
    buf_fixed(&text, digits, sizeof digits);
    buf_addf(&text, "%0*lld", SEQUENCE_DIGITS_MIN, sequence);
    int check = damm_digit(buf_view(&text));
    buf_fixed(&text, out, TICKET_NUMBER_SIZE);
    buf_addf(&text, "%s%02lld-%s-%d", prefix, year, digits, check);
}

/* Length of the separator at text[at]: an ASCII blank or mark, or the dashes and hard blanks that
 * keyboards put in their place; 0 when there is none. */
static size_t separator_at(struct str text, size_t at)
{
    static const struct str signs[] = {
        { " ", 1 },      { "-", 1 },        { ".", 1 },      { "/", 1 },
        { "_", 1 },      { "\xC2\xA0", 2 }, { "\u2010", 3 }, { "\u2011", 3 },
        { "\u2012", 3 }, { "\u2013", 3 },   { "\u2014", 3 }, { "\u2212", 3 },
    };
    struct str rest = str_slice(text, at, text.len);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_starts(rest, signs[i])) return signs[i].len;
    return 0;
}

/* Walks over up to SEPARATOR_MAX separators. */
static size_t skip_separators(struct str text, size_t at)
{
    for (int i = 0; i < SEPARATOR_MAX; i++)
        at += separator_at(text, at);
    return at;
}

struct typed_number {
    char digits[DIGITS_MAX];
    bool parted[DIGITS_MAX]; /* a separator stands before digit i */
    bool run_ends[DIGITS_MAX];
    size_t end[DIGITS_MAX]; /* offset behind digit i */
    size_t count;
};

/* Collects the digits from text[at] on, remembering where they are parted. */
static void collect(struct str text, size_t at, struct typed_number *out)
{
    *out = (struct typed_number){ 0 };
    while (out->count < DIGITS_MAX) {
        size_t digit = skip_separators(text, at);
        if (digit >= text.len || !is_digit(text.at[digit])) return;
        size_t i = out->count++;
        out->digits[i] = text.at[digit];
        out->parted[i] = digit > at;
        at = digit + 1;
        out->end[i] = at;
        out->run_ends[i] = at >= text.len || !is_digit(text.at[at]);
    }
}

/* Whether the first `count` digits are year, sequence and check digit, parted only between
 * these three. A sequence longer than five digits has no leading zero: there is one way to write
 * a number, so that "LK26-00042-7 2 rumah" is not read as sequence 427. */
static bool has_form(const struct typed_number *n, size_t count)
{
    if (n->count < count || !n->run_ends[count - 1]) return false;
    for (size_t i = 1; i < count; i++)
        if (n->parted[i] && i != YEAR_DIGITS && i != count - 1) return false;
    return count == DIGITS_MIN || n->digits[YEAR_DIGITS] != '0';
}

static bool is_number(const struct typed_number *n, size_t count)
{
    if (!has_form(n, count)) return false;
    struct str sequence = { n->digits + YEAR_DIGITS, count - YEAR_DIGITS - 1 };
    return damm_digit(sequence) == n->digits[count - 1] - '0';
}

static int64_t id_of(const struct typed_number *n, size_t count)
{
    int64_t year = 2000 + (n->digits[0] - '0') * 10 + (n->digits[1] - '0');
    int64_t sequence = 0;
    for (size_t i = YEAR_DIGITS; i + 1 < count; i++)
        sequence = sequence * 10 + (n->digits[i] - '0');
    return year * TICKET_IDS_PER_YEAR + sequence;
}

/* A ticket number that begins at text[at]; *end is the offset behind it. The longest reading comes
 * first: "26-123456-7" is also 26-12345-6 with something behind. */
static bool number_at(const char *prefix, struct str text, size_t at, int64_t *id, size_t *end)
{
    struct str head = str_of(prefix);
    if (!str_equal_nocase(str_slice(text, at, at + head.len), head)) return false;
    struct typed_number n;
    collect(text, at + head.len, &n);
    for (size_t count = DIGITS_MAX; count >= DIGITS_MIN; count--) {
        if (!is_number(&n, count)) continue;
        int64_t found = id_of(&n, count);
        if (found % TICKET_IDS_PER_YEAR == 0) continue;
        *id = found;
        *end = n.end[count - 1];
        return true;
    }
    return false;
}

bool ticket_number_parse(const char *prefix, struct str text, int64_t *id, struct err *e)
{
    int64_t found;
    size_t end;
    text = str_trim(text);
    if (!number_at(prefix, text, 0, &found, &end) || end != text.len)
        return err_set(e, ERR_INPUT, "not a ticket number");
    *id = found;
    return true;
}

static bool begins_word(struct str text, size_t at)
{
    return at == 0 || !(is_letter(text.at[at - 1]) || is_digit(text.at[at - 1]));
}

/* Most texts have fewer, and need not be searched. */
static bool has_enough_digits(struct str text)
{
    size_t n = 0;
    for (size_t i = 0; i < text.len; i++)
        n += is_digit(text.at[i]);
    return n >= DIGITS_MIN;
}

bool ticket_number_find(const char *prefix, struct str text, int64_t *id)
{
    size_t end;
    if (!has_enough_digits(text)) return false;
    for (size_t at = 0; at < text.len; at++)
        if (begins_word(text, at) && number_at(prefix, text, at, id, &end)) return true;
    return false;
}

static bool form_at(const char *prefix, struct str text, size_t at)
{
    struct str head = str_of(prefix);
    struct typed_number n;
    if (!str_equal_nocase(str_slice(text, at, at + head.len), head)) return false;
    collect(text, at + head.len, &n);
    for (size_t count = DIGITS_MAX; count >= DIGITS_MIN; count--)
        if (has_form(&n, count)) return true;
    return false;
}

bool ticket_number_like(const char *prefix, struct str text)
{
    if (!has_enough_digits(text)) return false;
    for (size_t at = 0; at < text.len; at++)
        if (begins_word(text, at) && form_at(prefix, text, at)) return true;
    return false;
}

size_t ticket_digits_written(struct str text)
{
    struct typed_number n;
    if (text.len == 0 || !is_digit(text.at[0])) return 0;
    collect(text, 0, &n);
    for (size_t count = DIGITS_MAX; count >= DIGITS_MIN; count--) {
        if (!is_number(&n, count) || n.end[count - 1] != count + 2) continue;
        if (text.at[YEAR_DIGITS] == '-' && text.at[count] == '-') return count + 2;
    }
    return 0;
}
