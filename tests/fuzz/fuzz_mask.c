/* fuzz_mask.c - a masked text is valid UTF-8, holds no run of nine digits, and has nothing left to
 * mask; masked names and numbers give no more away than they should. */
#include "base/unicode.h"
#include "domain/contact.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define OUTPUT_MAX (1 << 22)

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t longest_run(struct str s)
{
    size_t longest = 0, run = 0;
    for (size_t i = 0; i < s.len; i++) {
        run = is_digit(s.at[i]) ? run + 1 : 0;
        if (run > longest) longest = run;
    }
    return longest;
}

/* "0812-0000-0001", "+62 812 0000 0001": groups of three or four digits, one sign between. */
static bool holds_plain_phone(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        bool begins = s.at[i] == '0' && i + 1 < s.len && s.at[i + 1] == '8';
        if (!begins || (i > 0 && s.at[i - 1] != ' ')) continue;
        size_t digits = 0, group = 0, at = i;
        bool plain = true;
        for (; at < s.len && (is_digit(s.at[at]) || (s.at[at] == '-' && group > 0)); at++) {
            if (s.at[at] == '-') plain = plain && (group == 3 || group == 4);
            digits += is_digit(s.at[at]);
            group = is_digit(s.at[at]) ? group + 1 : 0;
        }
        if (plain && digits >= 9 && digits <= 15) return true;
    }
    return false;
}

static void check_text(struct str text)
{
    struct buf once, twice;
    buf_init(&once, OUTPUT_MAX);
    buf_init(&twice, OUTPUT_MAX);
    mask_text(text, &once);
    mask_text(buf_view(&once), &twice);
    if (!buf_ok(&once) || !buf_ok(&twice)) abort();
    if (!utf8_valid(buf_view(&once)) || longest_run(buf_view(&once)) >= 9) abort();
    if (holds_plain_phone(buf_view(&once))) abort();
    if (!str_equal(buf_view(&once), buf_view(&twice))) abort();
    buf_finish(&once);
    buf_finish(&twice);
}

static void check_name_and_phone(struct str text)
{
    struct buf out;
    buf_init(&out, OUTPUT_MAX);
    mask_name(text, &out);
    if (!buf_ok(&out) || !utf8_valid(buf_view(&out)) || longest_run(buf_view(&out)) > 1) abort();
    buf_clear(&out);
    mask_phone(text, &out);
    if (!buf_ok(&out) || longest_run(buf_view(&out)) > 5) abort();
    buf_finish(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = { (const char *)data, size };
    check_text(text);
    check_name_and_phone(text);
    return 0;
}
