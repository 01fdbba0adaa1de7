/* unicode_letter.c - see unicode_letter.h. */
#include "unicode_letter.h"
#include "base/unicode.h"

#define DARK_CIRCLE 0x1F150 /* A to Z */
#define DARK_SQUARE 0x1F170 /* A to Z */
#define LETTERS     26

struct letter {
    int32_t c;
    char plain;
};

/* In the order of code points. */
static const struct letter small[] = {
    { 0x0131, 'i' }, { 0x0192, 'f' }, { 0x0251, 'a' }, { 0x0261, 'g' }, { 0x0262, 'g' },
    { 0x026A, 'i' }, { 0x0274, 'n' }, { 0x0280, 'r' }, { 0x028F, 'y' }, { 0x0299, 'b' },
    { 0x029C, 'h' }, { 0x029F, 'l' }, { 0x1D00, 'a' }, { 0x1D04, 'c' }, { 0x1D05, 'd' },
    { 0x1D07, 'e' }, { 0x1D0A, 'j' }, { 0x1D0B, 'k' }, { 0x1D0D, 'm' }, { 0x1D0F, 'o' },
    { 0x1D18, 'p' }, { 0x1D1B, 't' }, { 0x1D1C, 'u' }, { 0x1D20, 'v' }, { 0x1D21, 'w' },
    { 0x1D22, 'z' }, { 0xA730, 'f' }, { 0xA731, 's' }, { 0xA7AF, 'q' },
};

/* As case folding leaves them. Where the small letter looks like one of ours and the capital like
 * another, it is the one that Indonesian has more often. */
static const struct letter foreign[] = {
    { 0x03B1, 'a' }, { 0x03B2, 'b' }, { 0x03B3, 'y' }, { 0x03B5, 'e' }, { 0x03B6, 'z' },
    { 0x03B7, 'n' }, { 0x03B9, 'i' }, { 0x03BA, 'k' }, { 0x03BC, 'm' }, { 0x03BD, 'n' },
    { 0x03BF, 'o' }, { 0x03C1, 'p' }, { 0x03C4, 't' }, { 0x03C5, 'u' }, { 0x03C7, 'x' },
    { 0x03C9, 'w' }, { 0x0430, 'a' }, { 0x0432, 'b' }, { 0x0433, 'r' }, { 0x0435, 'e' },
    { 0x0438, 'u' }, { 0x043A, 'k' }, { 0x043C, 'm' }, { 0x043D, 'h' }, { 0x043E, 'o' },
    { 0x043F, 'n' }, { 0x0440, 'p' }, { 0x0441, 'c' }, { 0x0442, 't' }, { 0x0443, 'y' },
    { 0x0445, 'x' }, { 0x0455, 's' }, { 0x0456, 'i' }, { 0x0458, 'j' }, { 0x0475, 'v' },
    { 0x04BB, 'h' }, { 0x04CF, 'l' }, { 0x0501, 'd' }, { 0x051B, 'q' }, { 0x051D, 'w' },
};

#define IN(table, c) letter_in(table, sizeof(table) / sizeof *(table), c)

/* '\0': it is none of them. */
static char letter_in(const struct letter *table, size_t count, int32_t c)
{
    size_t from = 0, to = count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (table[middle].c == c) return table[middle].plain;
        if (table[middle].c < c)
            from = middle + 1;
        else
            to = middle;
    }
    return '\0';
}

static bool is_dark_square(int32_t c)
{
    return c >= DARK_SQUARE && c < DARK_SQUARE + LETTERS;
}

/* A and B, which are blood types, O, which is one too, and P, where cars are parked. */
static bool is_emoji(int32_t c)
{
    int32_t nth = c - DARK_SQUARE;
    return nth == 0 || nth == 1 || nth == 'o' - 'a' || nth == 'p' - 'a';
}

int32_t unicode_letter(int32_t c, struct letters_met *met)
{
    if (c < small[0].c) return c;
    char plain = IN(small, c);
    if (plain) return plain;
    if (is_dark_square(c)) {
        if (is_emoji(c)) {
            met->emoji = true;
            return c;
        }
        met->dark = true;
        return 'a' + (c - DARK_SQUARE);
    }
    if (c >= DARK_CIRCLE && c < DARK_CIRCLE + LETTERS) {
        met->dark = true;
        return 'a' + (c - DARK_CIRCLE);
    }
    if (IN(foreign, c)) met->foreign = true;
    return c;
}

static bool is_latin(int32_t c)
{
    return c >= 'a' && c <= 'z';
}

/* Writes the text over itself, each code point or the letter it stands for, which is shorter. */
static char *put(char *to, struct str bytes, char letter)
{
    if (letter) {
        *to = letter;
        return to + 1;
    }
    for (size_t i = 0; i < bytes.len; i++)
        to[i] = bytes.at[i];
    return to + bytes.len;
}

/* The next code point off *rest, with its bytes. */
static struct str next(struct str *rest, int32_t *c)
{
    struct str here = *rest;
    (void)utf8_next(rest, c);
    here.len -= rest->len;
    return here;
}

static void emoji_settle(struct buf *folded, size_t from)
{
    char *to = folded->at + from;
    int32_t c;
    for (struct str rest = str_slice(buf_view(folded), from, SIZE_MAX); rest.len > 0;) {
        struct str here = next(&rest, &c);
        bool letter = is_dark_square(c) && is_emoji(c);
        to = put(to, here, letter ? (char)('a' + (c - DARK_SQUARE)) : '\0');
    }
    buf_shorten(folded, (size_t)(to - folded->at));
}

/* How many bytes the word has that rest begins with, and whether one of its letters is Latin. */
static size_t word_length(struct str rest, bool *latin)
{
    struct str word = rest;
    int32_t c;
    *latin = false;
    while (word.len > 0) {
        struct str behind = word;
        (void)next(&behind, &c);
        if (c < 0 || !unicode_is_word(c)) break;
        *latin |= is_latin(c);
        word = behind;
    }
    return rest.len - word.len;
}

static void foreign_settle(struct buf *folded, size_t from)
{
    char *to = folded->at + from;
    int32_t c;
    for (struct str rest = str_slice(buf_view(folded), from, SIZE_MAX); rest.len > 0;) {
        bool latin;
        size_t len = word_length(rest, &latin);
        struct str word = str_slice(rest, 0, len ? len : 1);
        rest = str_slice(rest, word.len, rest.len);
        while (word.len > 0) {
            struct str here = next(&word, &c);
            to = put(to, here, latin ? IN(foreign, c) : '\0');
        }
    }
    buf_shorten(folded, (size_t)(to - folded->at));
}

void unicode_letters_settle(struct buf *folded, size_t from, const struct letters_met *met)
{
    if (!buf_ok(folded)) return;
    if (met->dark && met->emoji) emoji_settle(folded, from);
    if (met->foreign) foreign_settle(folded, from);
}
