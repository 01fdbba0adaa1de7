/* check_definition.c - would Meta take this template for review? */
#include "base/unicode.h"
#include "check.h"

#define HEADER_MAX        60 /* characters, also with its example filled in */
#define BODY_MAX          1024
#define FOOTER_MAX        60
#define BUTTON_TEXT_MAX   25
#define BUTTON_URL_MAX    2000
#define BUTTON_NUMBER_MAX 20
#define BUTTON_CODE_MAX   15

/* "id", "en_US". */
static bool is_language(struct str code)
{
    for (size_t i = 0; i < code.len; i++) {
        char c = code.at[i];
        bool small = c >= 'a' && c <= 'z', big = c >= 'A' && c <= 'Z';
        if (i == 2 ? c != '_' : !(i < 2 ? small : small || big)) return false;
    }
    return code.len >= 2 && code.len <= 6 && code.len != 3;
}

/* The text with its examples in place of the variables must fit as well: that is what a reviewer
 * reads. */
static bool check_filled(struct str text, const struct str *names, const struct str *values,
                         size_t count, size_t max, struct refusal *why)
{
    struct buf filled;
    buf_init(&filled, 1 << 20);
    sim_template_fill(text, names, values, count, &filled);
    bool fits = buf_ok(&filled) && utf8_count(buf_view(&filled)) <= max;
    buf_finish(&filled);
    return fits ||
           sim_refuse(why, 100, "With its examples a text is longer than %zu characters.", max);
}

/* Each variable has its example, and each example its variable. */
static bool check_examples(const struct json *list, struct str text,
                           const struct sim_template_variables *v, size_t max, struct refusal *why)
{
    struct str names[TEMPLATE_PARAMS_MAX], values[TEMPLATE_PARAMS_MAX];
    size_t n = 0;
    if (json_count(list) != v->count)
        return sim_refuse(why, 100, "A text has %zu variables and %zu examples.", v->count,
                          json_count(list));
    for (const struct json *j = json_first(list); j; j = json_next(j), n++) {
        names[n] = v->named ? json_get_text(j, "param_name") : str_of(v->item[n].name);
        values[n] = v->named ? json_get_text(j, "example") : json_text(j);
        if (values[n].len == 0 || names[n].len == 0)
            return sim_refuse(why, 100, "An example is empty, or no text.");
    }
    return check_filled(text, names, values, n, max, why);
}

static bool check_header(const struct json *c, struct refusal *why)
{
    static const struct sim_part parts[] = { { "type", PART_TEXT, true, 0 },
                                             { "format", PART_TEXT, true, 0 },
                                             { "text", PART_TEXT, true, HEADER_MAX },
                                             { "example", PART_OBJECT, false, 0 } };
    static const struct sim_part example[] = { { "header_text", PART_ARRAY, false, 1 },
                                               { "header_text_named_params", PART_ARRAY, false,
                                                 1 } };
    struct sim_template_variables v;
    struct err e;
    const struct json *ex = json_get(c, "example");
    struct str text = json_get_text(c, "text");
    if (!SIM_CHECK_PARTS(c, "components[]", parts, why)) return false;
    if (!str_equal(json_get_text(c, "format"), STR("TEXT")))
        return sim_refuse(why, 100, "Only text headers are played here.");
    if (!sim_template_variables_read(text, &v, &e)) return sim_refuse(why, 100, "%s", e.text);
    if (v.count > 1) return sim_refuse(why, 100, "A header has at most one variable.");
    if (ex && !SIM_CHECK_PARTS(ex, "components[].example", example, why)) return false;
    return check_examples(json_get(ex, v.named ? "header_text_named_params" : "header_text"), text,
                          &v, HEADER_MAX, why);
}

static bool check_body(const struct json *c, bool named, struct refusal *why)
{
    static const struct sim_part parts[] = { { "type", PART_TEXT, true, 0 },
                                             { "text", PART_TEXT, true, BODY_MAX },
                                             { "example", PART_OBJECT, false, 0 } };
    static const struct sim_part example[] = { { "body_text", PART_ARRAY, false, 1 },
                                               { "body_text_named_params", PART_ARRAY, false,
                                                 TEMPLATE_PARAMS_MAX } };
    struct sim_template_variables v;
    struct err e;
    const struct json *ex = json_get(c, "example");
    struct str text = json_get_text(c, "text");
    if (!SIM_CHECK_PARTS(c, "components[]", parts, why)) return false;
    if (!sim_template_variables_read(text, &v, &e)) return sim_refuse(why, 100, "%s", e.text);
    if (v.count && v.named != named)
        return sim_refuse(why, 100, "The variables are not those of parameter_format.");
    if (ex && !SIM_CHECK_PARTS(ex, "components[].example", example, why)) return false;
    const struct json *list =
        v.named ? json_get(ex, "body_text_named_params") : json_first(json_get(ex, "body_text"));
    return check_examples(list, text, &v, BODY_MAX, why);
}

static bool check_footer(const struct json *c, struct refusal *why)
{
    static const struct sim_part parts[] = { { "type", PART_TEXT, true, 0 },
                                             { "text", PART_TEXT, true, FOOTER_MAX } };
    if (!SIM_CHECK_PARTS(c, "components[]", parts, why)) return false;
    return !str_contains(json_get_text(c, "text"), STR("{{")) ||
           sim_refuse(why, 100, "A footer has no variables.");
}

static const struct button_kind {
    const char *type, *key; /* key: what it holds beside its text; NULL: nothing */
    size_t key_max, count_max;
} button_kinds[] = {
    { "QUICK_REPLY", NULL, 0, 10 },
    { "URL", "url", BUTTON_URL_MAX, 2 },
    { "PHONE_NUMBER", "phone_number", BUTTON_NUMBER_MAX, 1 },
    { "COPY_CODE", "example", BUTTON_CODE_MAX, 1 },
};
#define BUTTON_KINDS (sizeof button_kinds / sizeof *button_kinds)

static bool check_button(const struct json *b, size_t counts[BUTTON_KINDS], struct refusal *why)
{
    for (size_t i = 0; i < BUTTON_KINDS; i++) {
        const struct button_kind *k = &button_kinds[i];
        const struct sim_part parts[] = {
            { "type", PART_TEXT, true, 0 },
            { "text", PART_TEXT, true, BUTTON_TEXT_MAX },
            { k->key ? k->key : "", PART_TEXT, k->key != NULL, k->key_max },
        };
        if (!str_equal(json_get_text(b, "type"), str_of(k->type))) continue;
        if (++counts[i] > k->count_max)
            return sim_refuse(why, 100, "More than %zu buttons of type %s.", k->count_max, k->type);
        return SIM_CHECK_PARTS(b, "components[].buttons[]", parts, why);
    }
    return sim_refuse(why, 100, "Param buttons[]['type'] is not known.");
}

static bool check_buttons(const struct json *c, struct refusal *why)
{
    static const struct sim_part parts[] = {
        { "type", PART_TEXT, true, 0 }, { "buttons", PART_ARRAY, true, TEMPLATE_BUTTONS_MAX }
    };
    size_t counts[BUTTON_KINDS] = { 0 };
    if (!SIM_CHECK_PARTS(c, "components[]", parts, why)) return false;
    for (const struct json *b = json_first(json_get(c, "buttons")); b; b = json_next(b))
        if (!check_button(b, counts, why)) return false;
    return true;
}

/* A component of its kind stands in *out afterwards; a second of its kind is refused. */
static bool check_component(const struct json *c, bool named, struct sim_template_draft *out,
                            struct refusal *why)
{
    struct str type = json_get_text(c, "type"), text = json_get_text(c, "text");
    struct str *slot = NULL;
    bool ok = false;
    if (str_equal(type, STR("HEADER"))) {
        slot = &out->header;
        ok = check_header(c, why);
    } else if (str_equal(type, STR("BODY"))) {
        slot = &out->body;
        ok = check_body(c, named, why);
    } else if (str_equal(type, STR("FOOTER"))) {
        slot = &out->footer;
        ok = check_footer(c, why);
    } else if (str_equal(type, STR("BUTTONS")) && out->buttons == 0) {
        out->buttons = json_count(json_get(c, "buttons"));
        return check_buttons(c, why);
    } else {
        return sim_refuse(why, 100, "Param components[]['type'] is not known, or a second one.");
    }
    if (!ok) return false;
    if (slot->len) return sim_refuse(why, 100, "Two components are of one type.");
    *slot = text;
    return true;
}

bool sim_check_definition(const struct json *body, struct sim_template_draft *out,
                          struct refusal *why)
{
    static const struct sim_part parts[] = { { "name", PART_TEXT, true, TEMPLATE_NAME_MAX },
                                             { "language", PART_TEXT, true, 0 },
                                             { "category", PART_TEXT, true, 0 },
                                             { "parameter_format", PART_TEXT, false, 0 },
                                             { "components", PART_ARRAY, true, 4 } };
    struct str format = json_get_text(body, "parameter_format");
    struct err e;
    if (!SIM_CHECK_PARTS(body, "template", parts, why)) return false;
    bool named = str_equal_nocase(format, STR("NAMED"));
    if (format.len && !named && !str_equal_nocase(format, STR("POSITIONAL")))
        return sim_refuse(why, 100, "Param 'parameter_format' must be NAMED or POSITIONAL.");
    *out = (struct sim_template_draft){ .name = json_get_text(body, "name"),
                                        .language = json_get_text(body, "language"),
                                        .category = json_get_text(body, "category"),
                                        .header = STR_EMPTY,
                                        .body = STR_EMPTY,
                                        .footer = STR_EMPTY };
    if (!is_language(out->language))
        return sim_refuse(why, 100, "Param 'language' is no code like id or en_US.");
    const struct json *c = json_first(json_get(body, "components"));
    for (; c; c = json_next(c))
        if (!check_component(c, named, out, why)) return false;
    return sim_template_draft_check(out, &e) || sim_refuse(why, 100, "%s", e.text);
}
