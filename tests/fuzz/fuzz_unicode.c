/* fuzz_unicode.c - a fold is UTF-8, is its own fold and has no blank that people would not write;
 * a prefix is the beginning of its text; counting and walking agree. */
#include "base/unicode.h"
#include <stdlib.h>

static void demand(bool promise)
{
    if (!promise) abort();
}

static void check_walk(struct str text)
{
    struct str rest = text;
    struct buf rebuilt;
    size_t count = 0, before = rest.len;
    bool valid = true;
    buf_init(&rebuilt, text.len * 4 + 4);
    for (int32_t c; utf8_next(&rest, &c); count++) {
        demand(rest.len < before && before - rest.len <= 4);
        demand(c >= 0 || before - rest.len == 1);
        before = rest.len;
        valid = valid && c >= 0;
        utf8_put(&rebuilt, c);
    }
    demand(count == utf8_count(text) && valid == utf8_valid(text));
    demand(buf_ok(&rebuilt) && utf8_valid(buf_view(&rebuilt)));
    if (valid) demand(str_equal(buf_view(&rebuilt), text));
    buf_finish(&rebuilt);
}

static void check_prefix(struct str text, size_t max)
{
    struct str prefix = utf8_prefix(text, max);
    demand(prefix.at == text.at && prefix.len <= text.len);
    demand(utf8_count(prefix) <= max);
    demand(str_equal(utf8_prefix(prefix, max), prefix));
    if (utf8_count(text) <= max) demand(prefix.len == text.len);
}

static void check_fold(struct str text)
{
    struct buf once, twice;
    /* No code point unfolds into more than 18, of at most 3 bytes each. */
    size_t most = text.len * 54 + 1;
    buf_init(&once, most);
    buf_init(&twice, most);
    unicode_fold(text, &once);
    struct str folded = buf_view(&once);
    demand(buf_ok(&once) && utf8_valid(folded));
    demand(str_equal(str_trim(folded), folded) && !str_contains(folded, STR("  ")));
    for (size_t i = 0; i < folded.len; i++) {
        char c = folded.at[i];
        demand((unsigned char)c >= ' ' && c != 0x7F && (c < 'A' || c > 'Z'));
    }
    unicode_fold(folded, &twice);
    demand(str_equal(buf_view(&twice), folded));
    buf_finish(&once);
    buf_finish(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = { size ? (const char *)data : "", size };
    check_walk(text);
    check_fold(text);
    for (size_t max = 0; max < 12; max++)
        check_prefix(text, max);
    check_prefix(text, size / 2);
    check_prefix(text, size);
    return 0;
}
