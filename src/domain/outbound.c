/* outbound.c - Meta's limits on what we send, and the JSON in which a message waits to be sent. */
#include "domain/outbound.h"
#include "base/json.h"
#include "base/unicode.h"

static const char *const type_names[OUTBOUND_TYPE_COUNT] = {
    [OUTBOUND_TEXT] = "text",
    [OUTBOUND_BUTTONS] = "buttons",
    [OUTBOUND_LIST] = "list",
    [OUTBOUND_REACTION] = "reaction",
    [OUTBOUND_LOCATION_REQUEST] = "location_request",
    [OUTBOUND_CONTACT_REQUEST] = "contact_request",
    [OUTBOUND_TEMPLATE] = "template",
    [OUTBOUND_IMAGE] = "image",
    [OUTBOUND_DOCUMENT] = "document",
};

/* The texts of a message besides choices and parameters. */
enum field {
    BODY,
    FOOTER,
    REPLY_TO,
    EMOJI,
    LIST_BUTTON,
    TEMPLATE_NAME,
    LANGUAGE,
    FILE_HASH,
    FILE_TYPE,
    FILE_NAME,
    MEDIA_ID,
    FIELD_COUNT
};

static const struct {
    const char *name;
    size_t at;
} fields[FIELD_COUNT] = {
    [BODY] = { "body", offsetof(struct outbound, body) },
    [FOOTER] = { "footer", offsetof(struct outbound, footer) },
    [REPLY_TO] = { "reply_to", offsetof(struct outbound, reply_to) },
    [EMOJI] = { "emoji", offsetof(struct outbound, emoji) },
    [LIST_BUTTON] = { "list_button", offsetof(struct outbound, list_button) },
    [TEMPLATE_NAME] = { "template_name", offsetof(struct outbound, template_name) },
    [LANGUAGE] = { "template_language", offsetof(struct outbound, template_language) },
    [FILE_HASH] = { "file", offsetof(struct outbound, file) },
    [FILE_TYPE] = { "file_type", offsetof(struct outbound, file_type) },
    [FILE_NAME] = { "file_name", offsetof(struct outbound, file_name) },
    [MEDIA_ID] = { "media_id", offsetof(struct outbound, media_id) },
};

struct range {
    size_t min, max;
};

#define WAMID_MAX     512 /* Meta names no limit; ids seen are well under 200 */
#define EMOJI_MAX     16  /* one emoji: the longest joined families have ten code points */
#define BODY_MAX      1024
#define HASH_LEN      64  /* hex SHA-256 */
#define TYPE_MAX      100 /* a MIME type: the longest that Meta takes has 73 */
#define FILE_NAME_MAX 240 /* of a file; Meta names no limit, and phones show far less */
#define MEDIA_MAX     128 /* an id of Meta's; those seen have 16 digits */

/* In code points. A field without a row does not belong to the type and must be empty: what would
 * be lost silently is refused loudly. The example of a 4096 character list body in Meta's message
 * page is not trusted: its OpenAPI description says 1024. */
static const struct shape {
    struct range fields[FIELD_COUNT];
    struct range choices, choice_id, choice_title, choice_description, params;
} shapes[OUTBOUND_TYPE_COUNT] = {
    [OUTBOUND_TEXT] = { .fields = { [BODY] = { 1, 4096 }, [REPLY_TO] = { 0, WAMID_MAX } } },
    [OUTBOUND_BUTTONS] = { .fields = { [BODY] = { 1, BODY_MAX },
                                       [FOOTER] = { 0, 60 },
                                       [REPLY_TO] = { 0, WAMID_MAX } },
                           .choices = { 1, OUTBOUND_BUTTONS_MAX },
                           .choice_id = { 1, 256 },
                           .choice_title = { 1, 20 } },
    [OUTBOUND_LIST] = { .fields = { [BODY] = { 1, BODY_MAX },
                                    [FOOTER] = { 0, 60 },
                                    [REPLY_TO] = { 0, WAMID_MAX },
                                    [LIST_BUTTON] = { 1, 20 } },
                        .choices = { 1, OUTBOUND_ROWS_MAX },
                        .choice_id = { 1, 200 },
                        .choice_title = { 1, 24 },
                        .choice_description = { 0, 72 } },
    [OUTBOUND_REACTION] = { .fields = { [REPLY_TO] = { 1, WAMID_MAX },
                                        [EMOJI] = { 0, EMOJI_MAX } } },
    [OUTBOUND_LOCATION_REQUEST] = { .fields = { [BODY] = { 1, BODY_MAX },
                                                [REPLY_TO] = { 0, WAMID_MAX } } },
    [OUTBOUND_CONTACT_REQUEST] = { .fields = { [BODY] = { 1, BODY_MAX },
                                               [REPLY_TO] = { 0, WAMID_MAX } } },
    [OUTBOUND_TEMPLATE] = { .fields = { [BODY] = { 0, BODY_MAX },
                                        [REPLY_TO] = { 0, WAMID_MAX },
                                        [TEMPLATE_NAME] = { 1, 512 },
                                        [LANGUAGE] = { 1, 20 } },
                            .params = { 0, OUTBOUND_PARAMS_MAX } },
    [OUTBOUND_IMAGE] = { .fields = { [BODY] = { 0, BODY_MAX },
                                     [REPLY_TO] = { 0, WAMID_MAX },
                                     [FILE_HASH] = { HASH_LEN, HASH_LEN },
                                     [FILE_TYPE] = { 1, TYPE_MAX },
                                     [MEDIA_ID] = { 0, MEDIA_MAX } } },
    [OUTBOUND_DOCUMENT] = { .fields = { [BODY] = { 0, BODY_MAX },
                                        [REPLY_TO] = { 0, WAMID_MAX },
                                        [FILE_HASH] = { HASH_LEN, HASH_LEN },
                                        [FILE_TYPE] = { 1, TYPE_MAX },
                                        [FILE_NAME] = { 1, FILE_NAME_MAX },
                                        [MEDIA_ID] = { 0, MEDIA_MAX } } },
};

#define MIB (INT64_C(1) << 20)

/* What Meta takes from us (reference 6); others are not among what staff can add. */
static const struct file_kind {
    const char *mime;
    enum outbound_type type;
    int64_t max;
    const char *too_large;
} file_kinds[] = {
    { "image/jpeg", OUTBOUND_IMAGE, 5 * MIB, "WhatsApp takes photos of at most 5 MB." },
    { "image/png", OUTBOUND_IMAGE, 5 * MIB, "WhatsApp takes photos of at most 5 MB." },
    { "application/pdf", OUTBOUND_DOCUMENT, 100 * MIB,
      "WhatsApp takes documents of at most 100 MB." },
};

bool outbound_file_type(struct str mime, int64_t size, enum outbound_type *out, const char **why)
{
    for (size_t i = 0; i < sizeof file_kinds / sizeof *file_kinds; i++) {
        const struct file_kind *k = &file_kinds[i];
        if (!str_equal_nocase(mime, str_of(k->mime))) continue;
        *out = k->type;
        *why = k->too_large;
        return size <= k->max;
    }
    *why = "WhatsApp takes JPEG, PNG and PDF only: send the photo in another format.";
    return false;
}

bool outbound_has_file(enum outbound_type type)
{
    return type == OUTBOUND_IMAGE || type == OUTBOUND_DOCUMENT;
}

const char *outbound_type_name(enum outbound_type type)
{
    return (size_t)type < OUTBOUND_TYPE_COUNT ? type_names[type] : "";
}

bool outbound_type_parse(struct str name, enum outbound_type *out)
{
    for (size_t i = 0; i < OUTBOUND_TYPE_COUNT; i++) {
        if (!str_equal(name, str_of(type_names[i]))) continue;
        *out = (enum outbound_type)i;
        return true;
    }
    return false;
}

static struct str *field_of(struct outbound *m, enum field f)
{
    return (struct str *)(void *)((char *)m + fields[f].at);
}

/* A struct outbound that was zeroed, not filled, has fields that point nowhere. */
static struct str field_text(const struct outbound *m, enum field f)
{
    const struct str *s = (const struct str *)(const void *)((const char *)m + fields[f].at);
    return s->at ? *s : STR_EMPTY;
}

static bool count_check(const char *what, size_t count, struct range r, struct err *e)
{
    if (count >= r.min && count <= r.max) return true;
    return err_set(e, ERR_INPUT, "outbound %s: want %zu to %zu, got %zu", what, r.min, r.max,
                   count);
}

static bool text_check(const char *what, struct str s, struct range r, struct err *e)
{
    if (!s.at) s = STR_EMPTY;
    if (!utf8_valid(s) || str_contains(s, (struct str){ "", 1 }))
        return err_set(e, ERR_INPUT, "outbound %s: not UTF-8 text", what);
    /* Blanks alone are no text: they would be refused, or read as nothing. */
    size_t count = r.min && str_trim(s).len == 0 ? 0 : utf8_count(s);
    if (count >= r.min && count <= r.max) return true;
    return err_set(e, ERR_INPUT, "outbound %s: want %zu to %zu characters, got %zu", what, r.min,
                   r.max, count);
}

/* Meta refuses ids with blanks around them, and two of the same. */
static bool choice_unique(const struct outbound *m, size_t i, struct err *e)
{
    const struct outbound_choice *c = &m->choices[i];
    if (str_trim(c->id).len != c->id.len)
        return err_set(e, ERR_INPUT, "outbound choice id: blanks around it");
    for (size_t k = 0; k < i; k++) {
        if (str_equal(m->choices[k].id, c->id))
            return err_set(e, ERR_INPUT, "outbound choice id: used twice");
        if (m->type == OUTBOUND_BUTTONS && str_equal(m->choices[k].title, c->title))
            return err_set(e, ERR_INPUT, "outbound choice title: used twice");
    }
    return true;
}

static bool choices_check(const struct outbound *m, const struct shape *shape, struct err *e)
{
    if (!count_check("choices", m->choice_count, shape->choices, e)) return false;
    for (size_t i = 0; i < m->choice_count; i++) {
        const struct outbound_choice *c = &m->choices[i];
        if (!text_check("choice id", c->id, shape->choice_id, e) ||
            !text_check("choice title", c->title, shape->choice_title, e) ||
            !text_check("choice description", c->description, shape->choice_description, e) ||
            !choice_unique(m, i, e))
            return false;
    }
    return true;
}

/* Meta's error 132018 (100 or 132012 by version): no line break, no tab, at most four blanks in a
 * row, and never empty. */
static bool params_check(const struct outbound *m, const struct shape *shape, struct err *e)
{
    if (!count_check("params", m->param_count, shape->params, e)) return false;
    for (size_t i = 0; i < m->param_count; i++) {
        struct str s = m->params[i];
        if (!text_check("param", s, (struct range){ 1, BODY_MAX }, e)) return false;
        if (str_contains(s, STR("\n")) || str_contains(s, STR("\r")) ||
            str_contains(s, STR("\t")) || str_contains(s, STR("     ")))
            return err_set(e, ERR_INPUT, "outbound param: line break, tab or more than 4 blanks");
    }
    return true;
}

static bool template_name_check(struct str name, struct err *e)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '_')
            return err_set(e, ERR_INPUT, "outbound template_name: want a-z, 0-9 and _");
    }
    return true;
}

bool outbound_check(const struct outbound *m, struct err *e)
{
    if ((size_t)m->type >= OUTBOUND_TYPE_COUNT) return err_set(e, ERR_INPUT, "outbound type");
    const struct shape *shape = &shapes[m->type];
    for (size_t f = 0; f < FIELD_COUNT; f++)
        if (!text_check(fields[f].name, field_text(m, (enum field)f), shape->fields[f], e))
            return false;
    return choices_check(m, shape, e) && params_check(m, shape, e) &&
           (m->type != OUTBOUND_TEMPLATE || template_name_check(m->template_name, e));
}

static void member_unless_empty(struct json_writer *w, const char *key, struct str s)
{
    if (s.at && s.len > 0) json_member_text(w, key, s);
}

static void encode_choices(const struct outbound *m, struct json_writer *w)
{
    if (m->choice_count == 0) return;
    json_key_name(w, "choices");
    json_begin_array(w);
    for (size_t i = 0; i < m->choice_count && i < OUTBOUND_ROWS_MAX; i++) {
        json_begin_object(w);
        member_unless_empty(w, "id", m->choices[i].id);
        member_unless_empty(w, "title", m->choices[i].title);
        member_unless_empty(w, "description", m->choices[i].description);
        json_end_object(w);
    }
    json_end_array(w);
}

static void encode_params(const struct outbound *m, struct json_writer *w)
{
    if (m->param_count == 0) return;
    json_key_name(w, "params");
    json_begin_array(w);
    for (size_t i = 0; i < m->param_count && i < OUTBOUND_PARAMS_MAX; i++)
        json_write_text(w, m->params[i].at ? m->params[i] : STR_EMPTY);
    json_end_array(w);
}

void outbound_encode(const struct outbound *m, struct buf *out)
{
    struct json_writer w;
    json_writer_init(&w, out);
    json_begin_object(&w);
    json_member_text(&w, "type", str_of(outbound_type_name(m->type)));
    for (size_t f = 0; f < FIELD_COUNT; f++)
        member_unless_empty(&w, fields[f].name, field_text(m, (enum field)f));
    if (m->attachment) json_member_i64(&w, "attachment", m->attachment);
    encode_choices(m, &w);
    encode_params(m, &w);
    json_end_object(&w);
}

/* An absent member is the empty text; one of another type is a damaged row. */
static bool decode_text(const struct json *j, const char *what, struct arena *arena,
                        struct str *out, struct err *e)
{
    *out = STR_EMPTY;
    if (!j) return true;
    if (!json_is_string(j)) return err_set(e, ERR_INPUT, "outbound %s: not a text", what);
    return arena_copy(arena, json_text(j), out) || err_set(e, ERR_MEMORY, "outbound: no memory");
}

static bool decode_type(const struct json *tree, struct outbound *m, struct err *e)
{
    return outbound_type_parse(json_get_text(tree, "type"), &m->type) ||
           err_set(e, ERR_INPUT, "outbound type: unknown");
}

static bool decode_attachment(const struct json *j, struct outbound *m, struct err *e)
{
    return !j || json_i64(j, &m->attachment) ||
           err_set(e, ERR_INPUT, "outbound attachment: not a number");
}

static bool decode_choices(const struct json *list, struct arena *arena, struct outbound *m,
                           struct err *e)
{
    if (list && !json_is_array(list)) return err_set(e, ERR_INPUT, "outbound choices: no list");
    for (const struct json *j = json_first(list); j; j = json_next(j)) {
        if (m->choice_count == OUTBOUND_ROWS_MAX)
            return err_set(e, ERR_INPUT, "outbound choices: too many");
        struct outbound_choice *c = &m->choices[m->choice_count++];
        if (!json_is_object(j)) return err_set(e, ERR_INPUT, "outbound choices: no object");
        if (!decode_text(json_get(j, "id"), "choice id", arena, &c->id, e) ||
            !decode_text(json_get(j, "title"), "choice title", arena, &c->title, e) ||
            !decode_text(json_get(j, "description"), "choice description", arena, &c->description,
                         e))
            return false;
    }
    return true;
}

static bool decode_params(const struct json *list, struct arena *arena, struct outbound *m,
                          struct err *e)
{
    if (list && !json_is_array(list)) return err_set(e, ERR_INPUT, "outbound params: no list");
    for (const struct json *j = json_first(list); j; j = json_next(j)) {
        if (m->param_count == OUTBOUND_PARAMS_MAX)
            return err_set(e, ERR_INPUT, "outbound params: too many");
        if (!decode_text(j, "param", arena, &m->params[m->param_count++], e)) return false;
    }
    return true;
}

bool outbound_decode(struct str json, struct arena *arena, struct outbound *out, struct err *e)
{
    struct json *tree = NULL;
    struct outbound m = { 0 };
    if (!json_parse(json, &tree, e)) return false;
    bool ok = decode_type(tree, &m, e);
    for (size_t f = 0; ok && f < FIELD_COUNT; f++)
        ok = decode_text(json_get(tree, fields[f].name), fields[f].name, arena,
                         field_of(&m, (enum field)f), e);
    ok = ok && decode_attachment(json_get(tree, "attachment"), &m, e) &&
         decode_choices(json_get(tree, "choices"), arena, &m, e) &&
         decode_params(json_get(tree, "params"), arena, &m, e);
    json_free(tree);
    if (ok) *out = m;
    return ok;
}
