/* templates.c - the message templates of the made-up business account. */
#include "templates.h"
#include "base/csv.h"
#include "base/unicode.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEADER_MAX 60
#define BODY_MAX   1024
#define FOOTER_MAX 60

static bool is_template_name(struct str name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) return false;
    }
    return name.len >= 1 && name.len <= TEMPLATE_NAME_MAX;
}

/* The next {{name}} at or after *at: its name, and *at moved behind it. */
static bool next_variable(struct str text, size_t *at, struct str *name)
{
    size_t open = str_find(text, STR("{{"), *at);
    if (open == SIZE_MAX) return false;
    size_t shut = str_find(text, STR("}}"), open + 2);
    if (shut == SIZE_MAX) return false;
    *name = str_trim(str_slice(text, open + 2, shut));
    *at = shut + 2;
    return true;
}

static bool variable_add(struct sim_template_variables *v, struct str name, struct err *e)
{
    for (size_t i = 0; i < v->count; i++)
        if (str_equal(name, str_of(v->item[i].name))) return true;
    if (v->count == TEMPLATE_PARAMS_MAX)
        return err_set(e, ERR_INPUT, "template: more than %d parameters", TEMPLATE_PARAMS_MAX);
    if (!is_template_name(name) || !str_copy(v->item[v->count].name, sizeof v->item[0].name, name))
        return err_set(e, ERR_INPUT, "template: parameters are lower case, digits and _");
    bool digit = name.at[0] >= '0' && name.at[0] <= '9';
    if (v->count > 0 && v->named == digit)
        return err_set(e, ERR_INPUT, "template: numbered and named parameters are mixed");
    v->named = !digit;
    v->count++;
    return true;
}

bool sim_template_variables_read(struct str text, struct sim_template_variables *out, struct err *e)
{
    struct str name;
    int64_t number = 0;
    *out = (struct sim_template_variables){ 0 };
    for (size_t at = 0; next_variable(text, &at, &name);)
        if (!variable_add(out, name, e)) return false;
    if (out->named) return true;
    for (size_t i = 0; i < out->count; i++)
        if (!str_to_i64(str_of(out->item[i].name), 1, (int64_t)out->count, &number, NULL))
            return err_set(e, ERR_INPUT, "template: a number of the parameters is left out");
    for (size_t i = 0; i < out->count; i++) /* none is missing: these are they, in order */
        (void)snprintf(out->item[i].name, sizeof out->item[i].name, "%zu", i + 1);
    return true;
}

static void template_destroy(struct sim_template *t)
{
    if (!t) return;
    free(t->header);
    free(t->body);
    free(t->footer);
    free(t);
}

static bool is_category(struct str word)
{
    return str_equal(word, STR("UTILITY")) || str_equal(word, STR("MARKETING")) ||
           str_equal(word, STR("AUTHENTICATION"));
}

bool sim_template_draft_check(const struct sim_template_draft *d, struct err *e)
{
    if (!is_template_name(d->name))
        return err_set(e, ERR_INPUT, "template: a name is lower case letters, digits and _");
    if (!is_category(d->category))
        return err_set(e, ERR_INPUT, "template: category is UTILITY, MARKETING or AUTHENTICATION");
    if (d->language.len < 2) return err_set(e, ERR_INPUT, "template: language is missing");
    if (d->body.len == 0 || utf8_count(d->body) > BODY_MAX)
        return err_set(e, ERR_INPUT, "template: body has 1 to %d characters", BODY_MAX);
    if (utf8_count(d->header) > HEADER_MAX || utf8_count(d->footer) > FOOTER_MAX)
        return err_set(e, ERR_INPUT, "template: header and footer have at most 60 characters");
    if (str_starts(d->body, STR("{{")) || str_ends(d->body, STR("}}")))
        return err_set(e, ERR_INPUT, "template: a parameter may not stand first or last");
    if (str_contains(d->body, STR("}}{{")) || str_contains(d->body, STR("}} {{")))
        return err_set(e, ERR_INPUT, "template: two parameters may not stand side by side");
    if (d->buttons > TEMPLATE_BUTTONS_MAX)
        return err_set(e, ERR_INPUT, "template: at most %d buttons", TEMPLATE_BUTTONS_MAX);
    struct sim_template_variables variables;
    return sim_template_variables_read(d->body, &variables, e);
}

static char *copy_text(struct str s)
{
    char *copy = malloc(s.len + 1);
    if (!copy) return NULL;
    memcpy(copy, s.at, s.len);
    copy[s.len] = '\0';
    return copy;
}

static struct sim_template *template_create(const struct sim_template_draft *d, struct err *e)
{
    struct sim_template *t = calloc(1, sizeof *t);
    if (!t) {
        err_set(e, ERR_MEMORY, "template: no memory");
        return NULL;
    }
    struct str name;
    for (size_t at = 0; next_variable(d->header, &at, &name);)
        t->header_params++;
    t->header = copy_text(d->header);
    t->body = copy_text(d->body);
    t->footer = copy_text(d->footer);
    t->buttons = d->buttons;
    bool ok =
        t->header && t->body && t->footer && str_copy(t->status, sizeof t->status, STR("APPROVED"));
    if (!ok) err_set(e, ERR_MEMORY, "template: no memory");
    ok = ok && sim_template_variables_read(d->body, &t->params, e);
    if (ok && (!str_copy(t->name, sizeof t->name, d->name) ||
               !str_copy(t->language, sizeof t->language, d->language) ||
               !str_copy(t->category, sizeof t->category, d->category)))
        ok = err_set(e, ERR_INPUT, "template: name or language is too long");
    if (ok) return t;
    template_destroy(t);
    return NULL;
}

static struct sim_template **slot_of(struct sim_templates *t, struct str name, struct str language)
{
    for (size_t i = 0; i < t->count; i++)
        if (str_equal(str_of(t->item[i]->name), name) &&
            str_equal(str_of(t->item[i]->language), language))
            return &t->item[i];
    return NULL;
}

bool sim_templates_add(struct sim_templates *t, const struct sim_template_draft *draft,
                       struct err *e)
{
    if (!sim_template_draft_check(draft, e)) return false;
    struct sim_template **slot = slot_of(t, draft->name, draft->language);
    if (!slot && t->count == TEMPLATES_MAX)
        return err_set(e, ERR_LIMIT, "template: an account holds %d", TEMPLATES_MAX);
    struct sim_template *made = template_create(draft, e);
    if (!made) return false;
    uint64_t number = (str_hash(draft->name) ^ str_hash(draft->language)) % UINT64_C(1000000000000);
    (void)snprintf(made->id, sizeof made->id, "5%014" PRIu64, number);
    if (slot) {
        template_destroy(*slot);
        *slot = made;
    } else {
        t->item[t->count++] = made;
    }
    return true;
}

bool sim_templates_init(struct sim_templates *t, struct err *e)
{
    *t = (struct sim_templates){ 0 };
    const struct sim_template_draft hello = {
        .name = STR("hello_world"),
        .language = STR("en_US"),
        .category = STR("UTILITY"),
        .header = STR("Hello World"),
        .body = STR("This message proves that sending works."),
        .footer = STR_EMPTY,
    };
    return sim_templates_add(t, &hello, e);
}

void sim_templates_finish(struct sim_templates *t)
{
    for (size_t i = 0; i < t->count; i++)
        template_destroy(t->item[i]);
    t->count = 0;
}

bool sim_templates_read_csv(struct sim_templates *t, struct str text, struct err *e)
{
    struct arena arena = { 0 };
    struct csv csv;
    struct csv_row row;
    bool ok, more = false;
    csv_init(&csv, text, &arena);
    ok = csv_header(&csv, "name,language,category,body", e);
    while (ok && (ok = csv_next(&csv, &row, &more, e)) && more) {
        if (row.count < 4) {
            ok = err_set(e, ERR_INPUT, "templates line %zu: fewer than 4 fields", csv.line);
            break;
        }
        const struct sim_template_draft draft = { .name = row.field[0],
                                                  .language = row.field[1],
                                                  .category = row.field[2],
                                                  .body = row.field[3],
                                                  .header = STR_EMPTY,
                                                  .footer = STR_EMPTY };
        ok = sim_templates_add(t, &draft, e);
    }
    arena_clear(&arena);
    return ok;
}

const struct sim_template *sim_templates_find(const struct sim_templates *t, struct str name,
                                              struct str language)
{
    for (size_t i = 0; i < t->count; i++)
        if (str_equal(str_of(t->item[i]->name), name) &&
            str_equal(str_of(t->item[i]->language), language))
            return t->item[i];
    return NULL;
}

bool sim_templates_has_name(const struct sim_templates *t, struct str name)
{
    for (size_t i = 0; i < t->count; i++)
        if (str_equal(str_of(t->item[i]->name), name)) return true;
    return false;
}

bool sim_templates_set_status(struct sim_templates *t, struct str name, struct str language,
                              struct str status)
{
    static const char *const words[] = { "APPROVED", "FLAGGED",  "PAUSED",   "DISABLED",
                                         "PENDING",  "REJECTED", "ARCHIVED", "DELETED" };
    struct sim_template **slot = slot_of(t, name, language);
    for (size_t i = 0; slot && i < sizeof words / sizeof *words; i++)
        if (str_equal(status, str_of(words[i])))
            return str_copy((*slot)->status, sizeof(*slot)->status, status);
    return false;
}

bool sim_templates_set_category(struct sim_templates *t, struct str name, struct str language,
                                struct str category)
{
    struct sim_template **slot = slot_of(t, name, language);
    return slot && is_category(category) &&
           str_copy((*slot)->category, sizeof(*slot)->category, category);
}

void sim_templates_remove(struct sim_templates *t, struct str name, struct str language)
{
    struct sim_template **slot = slot_of(t, name, language);
    if (!slot) return;
    template_destroy(*slot);
    *slot = t->item[--t->count];
}

void sim_template_fill(struct str text, const struct str *names, const struct str *values,
                       size_t count, struct buf *out)
{
    size_t done = 0, at = 0;
    struct str name;
    while (next_variable(text, &at, &name)) {
        size_t open = str_find(text, STR("{{"), done);
        buf_add(out, str_slice(text, done, open));
        for (size_t i = 0; i < count; i++)
            if (str_equal(names[i], name)) {
                buf_add(out, values[i]);
                break;
            }
        done = at;
    }
    buf_add(out, str_slice(text, done, text.len));
}
