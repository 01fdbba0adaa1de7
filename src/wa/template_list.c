/* template_list.c - templates as Meta writes them. */
#include "wa/template_list.h"
#include <stdio.h>

static bool copied(struct arena *arena, struct str text, struct str *out)
{
    return arena_copy(arena, text, out);
}

/* Different {{...}}, by their names: how many values sending would need. */
static size_t variables_in(struct str body)
{
    struct str names[TEMPLATE_VARS_MAX + 1];
    size_t count = 0;
    for (size_t at = 0; count <= TEMPLATE_VARS_MAX;) {
        size_t open = str_find(body, STR("{{"), at), shut;
        if (open == SIZE_MAX || (shut = str_find(body, STR("}}"), open)) == SIZE_MAX) break;
        struct str name = str_trim(str_slice(body, open + 2, shut));
        bool known = false;
        for (size_t i = 0; i < count; i++)
            known = known || str_equal(names[i], name);
        if (!known) names[count++] = name;
        at = shut + 2;
    }
    return count;
}

static struct str body_of(const struct json *components)
{
    for (const struct json *c = json_first(components); c; c = json_next(c))
        if (str_equal_nocase(json_get_text(c, "type"), STR("BODY")))
            return json_get_text(c, "text");
    return STR_EMPTY;
}

static bool read_one(const struct json *j, struct arena *arena, struct template_listed *t,
                     struct err *e)
{
    struct str reason = json_get_text(j, "rejected_reason");
    if (str_equal_nocase(reason, STR("NONE"))) reason = STR_EMPTY;
    struct str body = body_of(json_get(j, "components"));
    *t = (struct template_listed){ .param_count = variables_in(body) };
    t->has_state = template_state_parse(json_get_text(j, "status"), &t->state);
    return (copied(arena, json_get_text(j, "name"), &t->name) &&
            copied(arena, json_get_text(j, "language"), &t->language) &&
            copied(arena, json_get_text(j, "category"), &t->category) &&
            copied(arena, json_get_text(json_get(j, "quality_score"), "score"), &t->quality) &&
            copied(arena, reason, &t->reason) && copied(arena, body, &t->body)) ||
           err_set(e, ERR_MEMORY, "templates: no memory");
}

const struct json *wa_templates_of(const struct json *answer)
{
    const struct json *data = json_get(answer, "data");
    if (!json_is_array(data)) data = json_get(answer, "waba_templates");
    return json_is_array(data) ? data : NULL;
}

/* What the next page is asked with: a cursor, or how many rows there were. */
static bool next_page(const struct json *tree, size_t rows, char after[WA_CURSOR_SIZE],
                      struct err *e)
{
    const struct json *paging = json_get(tree, "paging");
    int64_t total = 0, before = 0;
    if (json_is_array(json_get(tree, "waba_templates"))) {
        if (!str_to_i64(str_of(after), 0, WA_TEMPLATES_MAX, &before, NULL)) before = 0;
        bool more =
            rows && json_i64(json_get(tree, "total"), &total) && before + (int64_t)rows < total;
        (void)snprintf(after, WA_CURSOR_SIZE, "%lld", (long long)before + (long long)rows);
        if (!more) after[0] = '\0';
        return true;
    }
    struct str cursor = json_get_text(json_get(paging, "cursors"), "after");
    if (!json_get(paging, "next")) cursor = STR_EMPTY;
    return str_copy(after, WA_CURSOR_SIZE, cursor) ||
           err_set(e, ERR_INPUT, "templates: Meta's cursor is too long");
}

bool wa_templates_parse(struct str body, struct arena *arena, struct template_listed *out,
                        size_t max, size_t *count, char after[WA_CURSOR_SIZE], struct err *e)
{
    struct json *tree = NULL;
    size_t n = *count;
    if (!json_parse(body, &tree, e)) return false;
    const struct json *data = wa_templates_of(tree);
    bool ok = data || err_set(e, ERR_INPUT, "templates: Meta's answer is no list");
    for (const struct json *j = ok ? json_first(data) : NULL; ok && j; j = json_next(j)) {
        if (json_get_text(j, "name").len == 0 || json_get_text(j, "language").len == 0) continue;
        if (n == max) ok = err_set(e, ERR_LIMIT, "templates: more than %zu", max);
        ok = ok && read_one(j, arena, &out[n++], e);
    }
    ok = ok && next_page(tree, json_count(data), after, e);
    json_free(tree);
    if (ok) *count = n;
    return ok;
}

static void write_examples(struct json_writer *w, const struct message_template *m)
{
    json_key_name(w, "example");
    json_begin_object(w);
    json_key_name(w, "body_text");
    json_begin_array(w);
    json_begin_array(w);
    for (size_t i = 0; i < m->param_count; i++)
        json_write_text(w, m->examples[i]);
    json_end_array(w);
    json_end_array(w);
    json_end_object(w);
}

bool wa_template_build(const struct message_template *m, struct buf *out, struct err *e)
{
    struct json_writer w;
    json_writer_init(&w, out);
    json_begin_object(&w);
    json_member_text(&w, "name", m->name);
    json_member_text(&w, "language", m->language);
    json_member_text(&w, "category", m->category);
    json_member_text(&w, "parameter_format", STR("POSITIONAL"));
    json_key_name(&w, "components");
    json_begin_array(&w);
    json_begin_object(&w);
    json_member_text(&w, "type", STR("BODY"));
    json_member_text(&w, "text", m->body);
    if (m->param_count) write_examples(&w, m);
    json_end_object(&w);
    json_end_array(&w);
    json_end_object(&w);
    return json_writer_done(&w) || err_set(e, ERR_LIMIT, "template: larger than its buffer");
}
