/* desk_templates.c - templates.csv: what is said outside the 24-hour window, in Meta's rules. */
#include "base/unicode.h"
#include "desk_private.h"

#define NAME_MAX_CHARS 512
#define LANGUAGE_MAX   15
#define EXAMPLES_MAX   1200
#define HOME_LANGUAGE  STR("id")

enum column { NAME, LANGUAGE, CATEGORY, BODY, MESSAGE, EXAMPLES };

static bool read_name(const struct table *t, struct message_template *m)
{
    if (!table_words(t, NAME, NAME_MAX_CHARS, false, &m->name)) return false;
    for (size_t i = 0; i < m->name.len; i++) {
        char c = m->name.at[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '_')
            return table_fault(t, "name: want small letters, digits and _");
    }
    return true;
}

static bool read_language(const struct table *t, struct message_template *m)
{
    if (!table_words(t, LANGUAGE, LANGUAGE_MAX, false, &m->language)) return false;
    for (size_t i = 0; i < m->language.len; i++) {
        char c = m->language.at[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && c != '_')
            return table_fault(t, "language: want Meta's code, such as id");
    }
    return true;
}

/* A marketing template costs more, is held back, and is nothing that an office has to send. */
static bool read_category(const struct table *t, struct message_template *m)
{
    m->category = table_field(t, CATEGORY);
    return str_equal(m->category, STR("UTILITY")) || table_fault(t, "category: want UTILITY");
}

static bool read_body(const struct table *t, struct message_template *m)
{
    struct template_body body;
    struct err why = { 0 };
    if (!table_words(t, BODY, TEMPLATE_BODY_MAX, false, &m->body)) return false;
    if (!template_body_read(m->body, &body, &why)) return table_fault(t, "%s", why.text);
    m->param_count = body.params;
    m->room = body.room;
    return true;
}

static bool read_message(const struct table *t, struct message_template *m)
{
    struct str name = table_field(t, MESSAGE);
    if (!template_key_parse(name, &m->key))
        return table_fault(t, "message: unknown, see config/README.md");
    size_t want = template_key_params(m->key);
    return m->param_count == want || table_fault(t, "body: %.*s has %zu variables, want %zu",
                                                 STR_ARG(name), m->param_count, want);
}

static bool read_examples(const struct table *t, struct message_template *m)
{
    struct str rest, example;
    size_t n = 0;
    if (!table_words(t, EXAMPLES, EXAMPLES_MAX, m->param_count == 0, &rest)) return false;
    while (str_cut(&rest, '|', &example)) {
        example = str_trim(example);
        if (example.len == 0 || n == m->param_count) {
            n = SIZE_MAX;
            break;
        }
        m->examples[n++] = example;
    }
    return n == m->param_count ||
           table_fault(t, "examples: want one for each of %zu variables, between |",
                       m->param_count);
}

static bool read_template(const struct table *t, size_t n, void *into)
{
    struct message_template *all = into, *m = &all[n];
    if (!read_name(t, m) || !read_language(t, m) || !read_category(t, m) || !read_body(t, m) ||
        !read_message(t, m) || !read_examples(t, m))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (!str_equal(all[i].language, m->language)) continue;
        if (str_equal(all[i].name, m->name) || all[i].key == m->key)
            return table_fault(t, "this name or message stands there already in this language");
    }
    return true;
}

bool desk_load_templates(struct desk *desk, struct str text, struct err *e)
{
    struct table t;
    size_t count;
    if (!table_open(&t, desk, "templates.csv", text, "name,language,category,body,message,examples",
                    e))
        return false;
    struct message_template *all = table_items(&t, sizeof *all);
    if (!all || !table_each(&t, read_template, all, &count)) return false;
    desk->templates = all;
    desk->template_count = count;
    return true;
}

const struct message_template *desk_template(const struct desk *desk, enum template_key key,
                                             struct str language)
{
    const struct message_template *home = NULL;
    for (size_t i = 0; i < desk->template_count; i++) {
        const struct message_template *m = &desk->templates[i];
        if (m->key != key) continue;
        if (str_equal(m->language, language)) return m;
        if (str_equal(m->language, HOME_LANGUAGE)) home = m;
    }
    return home;
}
