/* check_template.c - does the template exist, and do its parameters fit? */
#include "base/unicode.h"
#include "check.h"
#include <string.h>

#define FILLED_BODY_MAX 1024

static const struct sim_template *find_template(const struct json *t,
                                                const struct sim_account *account,
                                                struct refusal *why)
{
    struct str name = json_get_text(t, "name");
    struct str language = json_get_text(json_get(t, "language"), "code");
    const struct sim_template *found = sim_templates_find(account->templates, name, language);
    if (!found) {
        sim_refuse(why, 132001,
                   sim_templates_has_name(account->templates, name)
                       ? "Template name does not exist in this language."
                       : "Template name does not exist.");
    } else if (strcmp(found->status, "PAUSED") == 0) {
        sim_refuse(why, 132015, "Template is paused.");
        found = NULL;
    } else if (strcmp(found->status, "DISABLED") == 0) {
        sim_refuse(why, 132016, "Template is disabled.");
        found = NULL;
    } else if (strcmp(found->status, "APPROVED") != 0 && strcmp(found->status, "FLAGGED") != 0) {
        sim_refuse(why, 132001, "Template is not approved.");
        found = NULL;
    }
    return found;
}

/* Meta refuses line breaks, tabs and runs of more than four spaces in a parameter. */
static bool check_param_text(struct str text, struct refusal *why)
{
    if (text.len == 0) return sim_refuse(why, 131008, "A template parameter is empty.");
    if (str_contains(text, STR("\n")) || str_contains(text, STR("\t")) ||
        str_contains(text, STR("\r")) || str_contains(text, STR("     ")))
        return sim_refuse(why, 132018,
                          "A parameter has a line break, a tab or more than 4 spaces in a row.");
    return true;
}

static bool check_param_name(const struct json *param, const struct sim_template *known,
                             struct refusal *why)
{
    const struct json *name = json_get(param, "parameter_name");
    if (!known->params.named)
        return !name || sim_refuse(why, 100, "This template has numbered parameters.");
    if (!name) return sim_refuse(why, 100, "Parameter name is missing or empty.");
    for (size_t i = 0; i < known->params.count; i++)
        if (str_equal(json_text(name), str_of(known->params.item[i].name))) return true;
    return sim_refuse(why, 132000, "The template has no parameter of this name.");
}

static bool check_params(const struct json *params, size_t want, const struct sim_template *known,
                         bool body, struct refusal *why)
{
    static const struct sim_part text[] = { { "type", PART_TEXT, true, 0 },
                                            { "parameter_name", PART_TEXT, false, 64 },
                                            { "text", PART_ANY_TEXT, true, 0 } };
    if (json_count(params) != want)
        return sim_refuse(why, 132000, "%s: number of parameters is %zu, expected %zu.",
                          body ? "body" : "header", json_count(params), want);
    for (const struct json *p = json_first(params); p; p = json_next(p)) {
        if (!str_equal(json_get_text(p, "type"), STR("text")))
            return sim_refuse(why, 132012, "Parameter format does not match: expected text.");
        if (!SIM_CHECK_PARTS(p, "template.components[].parameters[]", text, why) ||
            !check_param_text(json_get_text(p, "text"), why) ||
            (body && !check_param_name(p, known, why)))
            return false;
    }
    return true;
}

static bool check_button(const struct json *component, const struct sim_template *known,
                         struct refusal *why)
{
    static const char *const subtypes[] = { "quick_reply", "url", "copy_code", "flow" };
    static const struct sim_part payload[] = { { "type", PART_TEXT, true, 0 },
                                               { "payload", PART_TEXT, false, 256 },
                                               { "text", PART_TEXT, false, 2000 },
                                               { "coupon_code", PART_TEXT, false, 20 },
                                               { "action", PART_OBJECT, false, 0 } };
    struct str subtype = json_get_text(component, "sub_type");
    int64_t index;
    bool right = false;
    for (size_t i = 0; i < sizeof subtypes / sizeof *subtypes; i++)
        right = right || str_equal(subtype, str_of(subtypes[i]));
    if (!right) return sim_refuse(why, 131009, "Param button['sub_type'] is not known.");
    if (!json_is_string(json_get(component, "index")) ||
        !str_to_i64(json_get_text(component, "index"), 0, TEMPLATE_BUTTONS_MAX - 1, &index, NULL))
        return sim_refuse(why, 131009, "Param button['index'] must be \"0\" to \"9\".");
    if ((size_t)index >= known->buttons)
        return sim_refuse(why, 132018, "The template has no button with this index.");
    const struct json *p = json_first(json_get(component, "parameters"));
    for (; p; p = json_next(p))
        if (!SIM_CHECK_PARTS(p, "template button.parameters[]", payload, why)) return false;
    return true;
}

static bool check_filled(const struct json *params, const struct sim_template *known,
                         struct refusal *why)
{
    struct str names[TEMPLATE_PARAMS_MAX], values[TEMPLATE_PARAMS_MAX];
    struct buf filled;
    size_t n = 0;
    for (const struct json *p = json_first(params); p && n < known->params.count;
         p = json_next(p), n++) {
        struct str given = json_get_text(p, "parameter_name");
        names[n] = given.len ? given : str_of(known->params.item[n].name);
        values[n] = json_get_text(p, "text");
    }
    buf_init(&filled, 1 << 20);
    sim_template_fill(str_of(known->body), names, values, n, &filled);
    bool fits = buf_ok(&filled) && utf8_count(buf_view(&filled)) <= FILLED_BODY_MAX;
    buf_finish(&filled);
    return fits || sim_refuse(why, 132005, "The filled-in body is longer than %d characters.",
                              FILLED_BODY_MAX);
}

struct seen {
    bool header, body;
};

static bool check_component(const struct json *c, const struct sim_template *known,
                            struct seen *seen, struct refusal *why)
{
    static const struct sim_part parts[] = { { "type", PART_TEXT, true, 0 },
                                             { "sub_type", PART_TEXT, false, 0 },
                                             { "index", PART_TEXT, false, 0 },
                                             { "parameters", PART_ANY_ARRAY, false, 0 } };
    if (!SIM_CHECK_PARTS(c, "template.components[]", parts, why)) return false;
    struct str type = json_get_text(c, "type");
    const struct json *params = json_get(c, "parameters");
    if (str_equal_nocase(type, STR("body"))) {
        seen->body = true;
        return check_params(params, known->params.count, known, true, why) &&
               check_filled(params, known, why);
    }
    if (str_equal_nocase(type, STR("header"))) {
        seen->header = true;
        return check_params(params, known->header_params, known, false, why);
    }
    if (str_equal_nocase(type, STR("button"))) return check_button(c, known, why);
    return sim_refuse(why, 100, "Param template.components[]['type'] is not known.");
}

bool sim_check_template(const struct json *message_template, const struct sim_account *account,
                        struct refusal *why)
{
    static const struct sim_part parts[] = { { "name", PART_TEXT, true, 512 },
                                             { "language", PART_OBJECT, true, 0 },
                                             { "components", PART_ANY_ARRAY, false, 0 } };
    static const struct sim_part language[] = { { "code", PART_TEXT, true, 0 },
                                                { "policy", PART_TEXT, false, 0 } };
    struct seen seen = { false, false };
    if (!SIM_CHECK_PARTS(message_template, "template", parts, why) ||
        !SIM_CHECK_PARTS(json_get(message_template, "language"), "template.language", language,
                         why))
        return false;
    const struct sim_template *known = find_template(message_template, account, why);
    if (!known) return false;
    const struct json *c = json_first(json_get(message_template, "components"));
    for (; c; c = json_next(c))
        if (!check_component(c, known, &seen, why)) return false;
    if (known->params.count > 0 && !seen.body)
        return sim_refuse(why, 132000, "body: number of parameters is 0, expected %zu.",
                          known->params.count);
    if (known->header_params > 0 && !seen.header)
        return sim_refuse(why, 132000, "header: number of parameters is 0, expected %zu.",
                          known->header_params);
    return true;
}
