/* fuzz_json.c - whatever parses prints, what was printed parses again and prints the same, every
 * text in it is UTF-8, and whatever bytes the writer is given, what it writes parses. */
#include "base/json.h"
#include "base/unicode.h"
#include <stdlib.h>
#include <string.h>

static void demand(bool promise)
{
    if (!promise) abort();
}

static void look_at(const struct json *j, int depth)
{
    demand(depth <= JSON_DEPTH_MAX);
    demand(utf8_valid(json_text(j)));
    demand(utf8_valid(str_of(json_key(j))));
    size_t count = 0;
    for (const struct json *item = json_first(j); item; item = json_next(item), count++)
        look_at(item, depth + 1);
    demand(json_count(j) == count);
    int64_t n;
    if (json_i64(j, &n)) demand(n >= -(INT64_C(1) << 53) && n <= INT64_C(1) << 53);
}

static void print(const struct json *j, struct buf *out)
{
    /* An escape is six bytes for one, a number 25 for one. */
    buf_init(out, 64u << 20);
    demand(json_print(j, out, NULL));
}

static void check_reading(struct str text)
{
    struct json *j = NULL, *again = NULL;
    struct err e = { .code = ERR_NONE };
    if (!json_parse(text, &j, &e)) {
        demand(j == NULL && e.code == ERR_INPUT);
        return;
    }
    look_at(j, 0);
    struct buf once, twice;
    print(j, &once);
    demand(json_parse(buf_view(&once), &again, NULL));
    print(again, &twice);
    demand(str_equal(buf_view(&once), buf_view(&twice)));
    buf_finish(&once);
    buf_finish(&twice);
    json_free(j);
    json_free(again);
}

static void check_writing(struct str text)
{
    struct buf out;
    struct json_writer w;
    struct json *j = NULL;
    buf_init(&out, 64u << 20);
    json_writer_init(&w, &out);
    json_begin_object(&w);
    json_member_text(&w, "text", text);
    json_end_object(&w);
    demand(json_writer_done(&w));
    demand(json_parse(buf_view(&out), &j, NULL));
    /* A NUL does not survive reading; all else that is UTF-8 does. */
    if (utf8_valid(text) && (text.len == 0 || !memchr(text.at, '\0', text.len)))
        demand(str_equal(json_get_text(j, "text"), text));
    json_free(j);
    buf_finish(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = { size ? (const char *)data : "", size };
    check_reading(text);
    check_writing(text);
    return 0;
}
