/* erasure.c - one look at each place of a text: what of the person begins here, and how long is it?
 */
#include "domain/erasure.h"
#include "base/json.h"
#include "domain/contact.h"
#include <stdio.h>
#include <string.h>

#define CORE_MIN      7 /* digits: less would be found in everything */
#define NAME_WORD_MIN 3 /* letters of a single word of a name */
#define NAME_MIN      5 /* letters of a name of one word, to be looked for everywhere */
#define GAP_MAX       3 /* characters between two digits of a number */

bool erasure_number_of(struct str typed, char out[ERASURE_NUMBER_SIZE])
{
    char text[64];
    typed = str_trim(typed);
    if (!str_starts(typed, STR("0"))) return wa_id_of_phone(typed, out);
    int n = snprintf(text, sizeof text, "62%.*s", STR_ARG(str_slice(typed, 1, typed.len)));
    return n > 0 && (size_t)n < sizeof text && wa_id_of_phone(str_of(text), out);
}

bool erasure_has_contact(const struct erasure *p, int64_t id)
{
    for (size_t i = 0; i < p->contact_count; i++)
        if (p->contacts[i] == id) return true;
    return false;
}

bool erasure_add_contact(struct erasure *p, int64_t id, struct err *e)
{
    if (erasure_has_contact(p, id)) return true;
    if (p->contact_count == ERASURE_MAX)
        return err_set(e, ERR_LIMIT, "erase: more than %d rows are one person", ERASURE_MAX);
    p->contacts[p->contact_count++] = id;
    return true;
}

static bool add(struct str *list, size_t *count, struct str text, struct arena *a, struct err *e)
{
    text = str_trim(text);
    if (text.len == 0) return true;
    for (size_t i = 0; i < *count; i++)
        if (str_equal(list[i], text)) return true;
    if (*count == ERASURE_MAX)
        return err_set(e, ERR_LIMIT, "erase: more than %d identifiers of one person", ERASURE_MAX);
    if (!arena_copy(a, text, &list[*count])) return err_set(e, ERR_MEMORY, "erase: no memory");
    ++*count;
    return true;
}

bool erasure_add_number(struct erasure *p, struct str number, struct arena *a, struct err *e)
{
    return add(p->numbers, &p->number_count, number, a, e);
}

bool erasure_add_id(struct erasure *p, struct str id, struct arena *a, struct err *e)
{
    return add(p->ids, &p->id_count, id, a, e);
}

/* As it stands in JSON, too, where that is another text. */
bool erasure_add_name(struct erasure *p, struct str name, struct arena *a, struct err *e)
{
    char memory[512];
    struct buf escaped;
    struct json_writer w;
    buf_fixed(&escaped, memory, sizeof memory);
    json_writer_init(&w, &escaped);
    json_write_text(&w, str_trim(name));
    if (!add(p->names, &p->name_count, name, a, e)) return false;
    return !json_writer_done(&w) ||
           add(p->names, &p->name_count, str_slice(buf_view(&escaped), 1, escaped.len - 1), a, e);
}

/* --- what begins here --- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Letters of other scripts count as letters. */
static bool is_word(struct str text, size_t at)
{
    if (at >= text.len) return false;
    unsigned char c = (unsigned char)text.at[at], low = c | 0x20;
    return c >= 0x80 || is_digit((char)c) || (low >= 'a' && low <= 'z');
}

static size_t gap_at(struct str text, size_t at)
{
    if (at >= text.len) return 0;
    if (strchr(" -.()/", text.at[at]) && text.at[at]) return 1;
    return str_starts(str_slice(text, at, text.len), STR("\xC2\xA0")) ? 2 : 0;
}

/* The digits, with gaps between them; the length in the text, 0: not here. */
static size_t digits_at(struct str text, size_t at, struct str digits)
{
    size_t i = at;
    for (size_t d = 0; d < digits.len; d++) {
        for (size_t gaps = 0, gap; d && gaps < GAP_MAX && (gap = gap_at(text, i)); gaps++)
            i += gap;
        if (i >= text.len || text.at[i] != digits.at[d]) return 0;
        i++;
    }
    return i - at;
}

static size_t number_at(struct str text, size_t at, struct str number)
{
    static const char *const before[] = { "62", "0", "" };
    bool ours = str_starts(number, STR("62"));
    struct str core = ours ? str_slice(number, 2, number.len) : number;
    size_t plus = text.at[at] == '+' ? 1 : 0;
    if (core.len < CORE_MIN || (!plus && !is_digit(text.at[at]))) return 0;
    for (size_t i = ours ? 0 : 2; i < sizeof before / sizeof before[0]; i++) {
        char digits[2 * ERASURE_NUMBER_SIZE + 4];
        int n = snprintf(digits, sizeof digits, "%s%.*s", before[i], STR_ARG(core));
        size_t len = n > 0 && (size_t)n < sizeof digits
                         ? digits_at(text, at + plus, (struct str){ digits, (size_t)n })
                         : 0;
        if (len) return plus + len;
    }
    return 0;
}

static size_t text_at(struct str text, size_t at, struct str needle)
{
    return needle.len && str_equal_nocase(str_slice(text, at, at + needle.len), needle) ? needle.len
                                                                                        : 0;
}

/* "Ani" must not be found in "melayani". */
static size_t apart(struct str text, size_t at, size_t len)
{
    return len && (!at || !is_word(text, at - 1)) && !is_word(text, at + len) ? len : 0;
}

static size_t word_at(struct str text, size_t at, struct str name)
{
    struct str rest = name, word;
    size_t len = 0;
    while (!len && (word = str_word(&rest)).len)
        if (word.len >= NAME_WORD_MIN) len = apart(text, at, text_at(text, at, word));
    return len;
}

static size_t name_at(struct str text, size_t at, struct str name, bool own)
{
    struct str rest = name;
    bool alone = str_word(&rest).len == name.len;
    size_t len = 0;
    if (own || !alone || name.len >= NAME_MIN) len = apart(text, at, text_at(text, at, name));
    return len || !own ? len : word_at(text, at, name);
}

static size_t found_at(const struct erasure *p, struct str text, size_t at, bool own)
{
    size_t len = 0;
    for (size_t i = 0; !len && i < p->number_count; i++)
        len = number_at(text, at, p->numbers[i]);
    for (size_t i = 0; !len && i < p->id_count; i++)
        len = apart(text, at, text_at(text, at, p->ids[i]));
    for (size_t i = 0; !len && i < p->name_count; i++)
        len = name_at(text, at, p->names[i], own);
    return len;
}

bool erasure_finds(const struct erasure *p, struct str text, bool own)
{
    for (size_t at = 0; at < text.len; at++)
        if (found_at(p, text, at, own)) return true;
    return false;
}

size_t erasure_scrub(const struct erasure *p, struct str text, bool own, struct buf *out)
{
    size_t count = 0, kept = 0;
    for (size_t at = 0; at < text.len;) {
        size_t len = found_at(p, text, at, own);
        if (len == 0) {
            at++;
            continue;
        }
        buf_add(out, str_slice(text, kept, at));
        buf_add_text(out, ERASURE_MARK);
        at += len;
        kept = at;
        count++;
    }
    buf_add(out, str_slice(text, kept, text.len));
    return count;
}
