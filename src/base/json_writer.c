/* json_writer.c - JSON as a stream of tokens into a buffer. */
#include "base/clock.h"
#include "base/json.h"
#include "base/unicode.h"
#include <math.h>

void json_writer_init(struct json_writer *w, struct buf *out)
{
    *w = (struct json_writer){ .out = out };
}

/* What stands before every value: a comma in an array, nothing behind a key. */
static void before_value(struct json_writer *w)
{
    if (w->depth == 0) {
        w->broken = w->broken || w->written;
        w->written = true;
        return;
    }
    int top = w->depth - 1;
    if (w->in_object[top]) {
        w->broken = w->broken || !w->after_key;
        w->after_key = false;
        return;
    }
    if (w->need_comma[top]) buf_add_char(w->out, ',');
    w->need_comma[top] = true;
}

static void begin(struct json_writer *w, bool object)
{
    before_value(w);
    if (w->depth == JSON_DEPTH_MAX) w->broken = true;
    if (w->broken) return;
    w->in_object[w->depth] = object;
    w->need_comma[w->depth] = false;
    w->depth++;
    buf_add_char(w->out, object ? '{' : '[');
}

static void end(struct json_writer *w, bool object)
{
    if (w->depth == 0 || w->after_key || w->in_object[w->depth - 1] != object) w->broken = true;
    if (w->broken) return;
    w->depth--;
    buf_add_char(w->out, object ? '}' : ']');
}

void json_begin_object(struct json_writer *w)
{
    begin(w, true);
}
void json_end_object(struct json_writer *w)
{
    end(w, true);
}
void json_begin_array(struct json_writer *w)
{
    begin(w, false);
}
void json_end_array(struct json_writer *w)
{
    end(w, false);
}

static bool needs_care(char c)
{
    return (unsigned char)c < ' ' || (unsigned char)c >= 0x80 || c == '"' || c == '\\';
}

static void put_escaped_ascii(struct buf *out, char c)
{
    switch (c) {
    case '"': buf_add(out, STR("\\\"")); break;
    case '\\': buf_add(out, STR("\\\\")); break;
    case '\n': buf_add(out, STR("\\n")); break;
    case '\r': buf_add(out, STR("\\r")); break;
    case '\t': buf_add(out, STR("\\t")); break;
    default: buf_addf(out, "\\u%04x", (unsigned)(unsigned char)c); break;
    }
}

static void put_quoted(struct buf *out, struct str s)
{
    buf_add_char(out, '"');
    while (s.len > 0 && buf_ok(out)) {
        size_t run = 0;
        while (run < s.len && !needs_care(s.at[run]))
            run++;
        buf_add(out, (struct str){ s.at, run });
        s = (struct str){ s.at + run, s.len - run };
        if (s.len == 0) break;
        struct str whole = s;
        int32_t c;
        (void)utf8_next(&s, &c);
        if (c >= 0 && c < 0x80)
            put_escaped_ascii(out, (char)c);
        else if (c == 0x2028 || c == 0x2029) /* line ends to a JavaScript that reads us as code */
            buf_add(out, c == 0x2028 ? STR("\\u2028") : STR("\\u2029"));
        else if (c < 0)
            buf_add(out, STR("\xEF\xBF\xBD"));
        else
            buf_add(out, (struct str){ whole.at, whole.len - s.len });
    }
    buf_add_char(out, '"');
}

void json_key_name(struct json_writer *w, const char *key)
{
    if (w->depth == 0 || !w->in_object[w->depth - 1] || w->after_key) {
        w->broken = true;
        return;
    }
    if (w->need_comma[w->depth - 1]) buf_add_char(w->out, ',');
    w->need_comma[w->depth - 1] = true;
    put_quoted(w->out, str_of(key));
    buf_add_char(w->out, ':');
    w->after_key = true;
}

void json_write_text(struct json_writer *w, struct str s)
{
    before_value(w);
    put_quoted(w->out, s);
}

void json_write_i64(struct json_writer *w, int64_t n)
{
    before_value(w);
    buf_add_i64(w->out, n);
}

void json_write_double(struct json_writer *w, double d)
{
    before_value(w);
    if (isfinite(d))
        buf_addf(w->out, "%.15g", d);
    else
        buf_add(w->out, STR("null"));
}

void json_write_bool(struct json_writer *w, bool b)
{
    before_value(w);
    buf_add(w->out, b ? STR("true") : STR("false"));
}

void json_write_null(struct json_writer *w)
{
    before_value(w);
    buf_add(w->out, STR("null"));
}

void json_write_raw(struct json_writer *w, struct str valid_json)
{
    before_value(w);
    buf_add(w->out, valid_json);
}

void json_member_text(struct json_writer *w, const char *key, struct str s)
{
    json_key_name(w, key);
    json_write_text(w, s);
}

void json_member_i64(struct json_writer *w, const char *key, int64_t n)
{
    json_key_name(w, key);
    json_write_i64(w, n);
}

void json_member_bool(struct json_writer *w, const char *key, bool b)
{
    json_key_name(w, key);
    json_write_bool(w, b);
}

void json_member_null(struct json_writer *w, const char *key)
{
    json_key_name(w, key);
    json_write_null(w);
}

void json_member_text_or_null(struct json_writer *w, const char *key, struct str s)
{
    if (s.len)
        json_member_text(w, key, s);
    else
        json_member_null(w, key);
}

void json_member_time_or_null(struct json_writer *w, const char *key, int64_t ms)
{
    if (ms)
        json_member_time(w, key, ms);
    else
        json_member_null(w, key);
}

void json_member_i64_or_null(struct json_writer *w, const char *key, int64_t n)
{
    if (n)
        json_member_i64(w, key, n);
    else
        json_member_null(w, key);
}

void json_member_day(struct json_writer *w, const char *key, int64_t day)
{
    char text[RFC3339_SIZE];
    rfc3339_format(day_start_ms(day), text);
    json_key_name(w, key);
    json_write_text(w, str_slice(str_of(text), 0, sizeof "2026-12-04" - 1));
}

void json_member_time(struct json_writer *w, const char *key, int64_t ms)
{
    char text[RFC3339_SIZE];
    rfc3339_format(ms, text);
    json_key_name(w, key);
    json_write_text(w, str_of(text));
}

bool json_writer_done(const struct json_writer *w)
{
    return w->written && w->depth == 0 && !w->after_key && !w->broken && buf_ok(w->out);
}
