/* template_params.c - what goes into the variables, and how a fallback waits in its row.
 *
 * Meta refuses a line break, a tab, more than four blanks in a row or an empty text (132018, 132012
 * or 100 by version), and a body that is too long when filled in (132005). */
#include "base/json.h"
#include "base/unicode.h"
#include "domain/template.h"

#define NOTHING  STR("-")
#define ELLIPSIS STR("\xE2\x80\xA6")
#define DELETE   0x7F
#define C1_FIRST 0x80
#define C1_LAST  0x9F

/* Line and paragraph separators, and the blanks of Unicode that a reader cannot tell from one. */
static bool is_blank(int32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

static bool is_dropped(int32_t c)
{
    return c < ' ' || c == DELETE || (c >= C1_FIRST && c <= C1_LAST);
}

void template_param_clean(struct str text, struct buf *out)
{
    bool blank = false, any = false;
    if (!text.at) text = STR_EMPTY;
    for (int32_t c; utf8_next(&text, &c);) {
        if (is_blank(c)) {
            blank = true;
            continue;
        }
        if (is_dropped(c)) continue; /* -1, an invalid byte, too */
        if (blank && any) buf_add_char(out, ' ');
        utf8_put(out, c);
        blank = false;
        any = true;
    }
    if (!any) buf_add(out, NOTHING);
}

/* How long one may be so that all are within room: everybody who is shorter keeps what he has, the
 * others share what is left. */
static size_t longest_allowed(const size_t *lengths, size_t count, size_t room)
{
    size_t most = room / count;
    for (size_t round = 0; round < count; round++) {
        size_t used = 0, others = 0;
        for (size_t i = 0; i < count; i++) {
            if (lengths[i] <= most)
                used += lengths[i];
            else
                others++;
        }
        if (others == 0 || (room - used) / others == most) break;
        most = (room - used) / others;
    }
    return most;
}

bool template_body_same(struct str a, struct str b)
{
    struct buf one, other;
    buf_init(&one, 1 << 16);
    buf_init(&other, 1 << 16);
    template_param_clean(a, &one);
    template_param_clean(b, &other);
    bool same = buf_ok(&one) && buf_ok(&other) && str_equal(buf_view(&one), buf_view(&other));
    buf_finish(&other);
    buf_finish(&one);
    return same;
}

static bool cut(struct str s, size_t most, struct arena *arena, struct str *out)
{
    struct str head = str_trim(utf8_prefix(s, most - 1));
    char *text = arena_printf(arena, "%.*s%.*s", STR_ARG(head), STR_ARG(ELLIPSIS));
    if (text) *out = str_of(text);
    return text != NULL;
}

bool template_params_fit(const struct str *in, size_t count, size_t room, struct arena *arena,
                         struct str *out, struct err *e)
{
    size_t lengths[TEMPLATE_VARS_MAX] = { 0 };
    struct buf text;
    if (count > TEMPLATE_VARS_MAX || room < count)
        return err_set(e, ERR_INPUT, "template: no room for its variables");
    buf_init(&text, 1 << 20);
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        buf_clear(&text);
        template_param_clean(in[i], &text);
        ok = buf_ok(&text) && arena_copy(arena, buf_view(&text), &out[i]);
        lengths[i] = ok ? utf8_count(out[i]) : 0;
    }
    buf_finish(&text);
    size_t most = count ? longest_allowed(lengths, count, room) : 0;
    for (size_t i = 0; ok && i < count; i++)
        if (lengths[i] > most) ok = cut(out[i], most, arena, &out[i]);
    return ok || err_set(e, ERR_MEMORY, "template: no memory");
}

/* --- outbox.fallback --- */

void outbox_fallback_encode(const struct outbox_fallback *f, struct buf *out)
{
    struct json_writer w;
    json_writer_init(&w, out);
    json_begin_object(&w);
    json_member_text(&w, "message", str_of(template_key_name(f->key)));
    if (f->language.at && f->language.len) json_member_text(&w, "language", f->language);
    json_key_name(&w, "params");
    json_begin_array(&w);
    for (size_t i = 0; i < f->param_count && i < TEMPLATE_VARS_MAX; i++)
        json_write_text(&w, f->params[i].at ? f->params[i] : STR_EMPTY);
    json_end_array(&w);
    json_end_object(&w);
}

static bool decode_params(const struct json *list, struct arena *arena, struct outbox_fallback *f,
                          struct err *e)
{
    if (!json_is_array(list) || json_count(list) != template_key_params(f->key))
        return err_set(e, ERR_INPUT, "fallback: wrong number of params");
    for (const struct json *j = json_first(list); j; j = json_next(j)) {
        if (!json_is_string(j)) return err_set(e, ERR_INPUT, "fallback: a param is no text");
        if (!arena_copy(arena, json_text(j), &f->params[f->param_count++]))
            return err_set(e, ERR_MEMORY, "fallback: no memory");
    }
    return true;
}

bool outbox_fallback_decode(struct str json, struct arena *arena, struct outbox_fallback *out,
                            struct err *e)
{
    struct json *tree = NULL;
    struct outbox_fallback f = { .language = STR_EMPTY };
    if (!json_parse(json, &tree, e)) return false;
    bool ok = template_key_parse(json_get_text(tree, "message"), &f.key) ||
              err_set(e, ERR_INPUT, "fallback: unknown message");
    ok = ok && (arena_copy(arena, json_get_text(tree, "language"), &f.language) ||
                err_set(e, ERR_MEMORY, "fallback: no memory"));
    ok = ok && decode_params(json_get(tree, "params"), arena, &f, e);
    json_free(tree);
    if (ok) *out = f;
    return ok;
}
