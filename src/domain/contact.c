/* contact.c - what may be shown of a person. Masking of texts: contact_mask.c. */
#include "domain/contact.h"
#include "base/unicode.h"
#include <string.h>

#define WA_ID_DIGITS_MIN 8

/* Odd, so that multiplying by it permutes the numbers below any power of two: neighbours get refs
 * that do not tell who came first. It hides nothing from somebody who knows it. */
#define SCATTER 0x9E3779B97F4A7C15u

#define REF_DIGITS_MIN 4
#define REF_DIGITS_MAX 13 /* of five bits: 64 bits fit */

/* What undoes it: the number whose product with it is 1. */
#define GATHER 0xF1DE83E19937733Du

static const char ref_alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* Ids below 32^4 get four digits, later ones more: as short as it can be without two that are the
 * same. Crockford's alphabet has no I, L, O and U to be misread. */
void contact_ref_format(int64_t contact_id, char out[CONTACT_REF_SIZE])
{
    uint64_t id = (uint64_t)contact_id;
    int digits = REF_DIGITS_MIN;
    while (digits < REF_DIGITS_MAX && id >> (5 * digits) != 0)
        digits++;
    uint64_t scattered = id * SCATTER;
    struct buf text;
    buf_fixed(&text, out, CONTACT_REF_SIZE);
    buf_add_text(&text, "P-");
    for (int i = digits - 1; i >= 0; i--)
        buf_add_char(&text, ref_alphabet[scattered >> (5 * i) & 31]);
}

/* Crockford's: letters that look like digits are those digits. */
static bool ref_digit(char c, uint64_t *out)
{
    if (c >= 'a' && c <= 'z') c = (char)(c - 'a' + 'A');
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    const char *at = c ? strchr(ref_alphabet, c) : NULL;
    if (at) *out = (uint64_t)(at - ref_alphabet);
    return at != NULL;
}

bool contact_ref_parse(struct str ref, int64_t *contact_id)
{
    uint64_t scattered = 0, digit;
    char plain[CONTACT_REF_SIZE] = "P-", again[CONTACT_REF_SIZE];
    if (ref.len < 2 + REF_DIGITS_MIN || ref.len > 2 + REF_DIGITS_MAX) return false;
    if ((ref.at[0] != 'P' && ref.at[0] != 'p') || ref.at[1] != '-') return false;
    for (size_t i = 2; i < ref.len; i++) {
        if (!ref_digit(ref.at[i], &digit)) return false;
        plain[i] = ref_alphabet[digit];
        scattered = scattered << 5 | digit;
    }
    unsigned bits = 5 * (unsigned)(ref.len - 2);
    uint64_t id = scattered * GATHER;
    if (bits < 64) id &= ((uint64_t)1 << bits) - 1;
    if (id == 0 || id > INT64_MAX) return false;
    contact_ref_format((int64_t)id, again);
    if (strcmp(again, plain) != 0) return false; /* as many digits as this id has, and no more */
    *contact_id = (int64_t)id;
    return true;
}

/* The first letter or digit of a word; a word of emoji or of marks gives none. */
static void add_initial(struct str word, struct buf *out)
{
    for (int32_t c; utf8_next(&word, &c);) {
        if (c < 0 || !unicode_is_word(c)) continue;
        utf8_put(out, c);
        return;
    }
}

void mask_name(struct str name, struct buf *out)
{
    const char *gap = "";
    for (struct str word = str_word(&name); word.len > 0; word = str_word(&name)) {
        buf_add_text(out, gap);
        add_initial(word, out);
        buf_add_text(out, "***");
        gap = " ";
    }
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* How many digits may be seen at both ends: enough to recognise a number that one knows, too few
 * to guess one. */
static void visible_digits(size_t count, size_t *head, size_t *tail)
{
    *head = count >= 11 ? 5 : count >= 9 ? 3 : 0;
    *tail = count >= 11 ? 3 : count >= 6 ? 2 : 0;
}

bool wa_id_of_phone(struct str phone, char out[WA_ID_SIZE])
{
    char digits[WA_ID_SIZE];
    size_t count = 0;
    for (size_t i = 0; i < phone.len; i++) {
        char c = phone.at[i];
        if (!is_digit(c)) {
            if (!str_contains(STR("+ -.()"), (struct str){ &c, 1 })) return false;
            continue;
        }
        if (count == WA_ID_SIZE - 1) return false;
        digits[count++] = c;
    }
    if (count < WA_ID_DIGITS_MIN || digits[0] == '0') return false;
    digits[count] = '\0';
    memcpy(out, digits, count + 1);
    return true;
}

bool wa_id_of_typed(struct str phone, char out[WA_ID_SIZE])
{
    char with_country[2 * WA_ID_SIZE];
    struct buf text;
    bool zero = str_starts(phone, STR("0"));
    if (!zero && !str_starts(phone, STR("8"))) return wa_id_of_phone(phone, out);
    buf_fixed(&text, with_country, sizeof with_country);
    buf_add_text(&text, "62");
    buf_add(&text, str_slice(phone, zero, phone.len));
    return buf_ok(&text) && wa_id_of_phone(buf_view(&text), out);
}

void mask_phone(struct str phone, struct buf *out)
{
    size_t count = 0, seen = 0, head, tail;
    for (size_t i = 0; i < phone.len; i++)
        count += is_digit(phone.at[i]);
    if (count == 0 && phone.len > 0) buf_add_text(out, "***");
    visible_digits(count, &head, &tail);
    for (size_t i = 0; i < phone.len; i++) {
        if (!is_digit(phone.at[i])) continue;
        bool shown = seen < head || seen >= count - tail;
        buf_add_char(out, shown ? phone.at[i] : '*');
        seen++;
    }
}
