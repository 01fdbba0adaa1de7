/* check_interactive.c - buttons, lists, links, requests, flows. */
#include "check.h"
#include <stdio.h>
#include <string.h>

#define CHOICES_MAX 10

enum header_rule { HEADER_NONE, HEADER_TEXT, HEADER_ANY };

static bool check_action_name(const struct json *action, const char *want, struct refusal *why)
{
    return str_equal(json_get_text(action, "name"), str_of(want)) ||
           sim_refuse(why, 131009, "Param interactive.action['name'] must be %s.", want);
}

static bool has_outer_blank(struct str id)
{
    return id.len > 0 && (id.at[0] == ' ' || id.at[id.len - 1] == ' ');
}

/* Remembers id among those seen in this message; the second of its kind is refused. */
static bool check_unique(struct str text, struct str *seen, size_t count, const char *what,
                         struct refusal *why)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(seen[i], text))
            return sim_refuse(why, 131009, "Two choices have the same %s.", what);
    seen[count] = text;
    return true;
}

static bool check_button(const struct json *action, const struct sim_account *account,
                         struct refusal *why)
{
    static const struct sim_part parts[] = { { "buttons", PART_ARRAY, true, 3 } };
    static const struct sim_part button[] = { { "type", PART_TEXT, true, 0 },
                                              { "reply", PART_OBJECT, true, 0 } };
    static const struct sim_part reply[] = { { "id", PART_TEXT, true, 256 },
                                             { "title", PART_TEXT, true, 20 } };
    struct str ids[3] = { 0 }, titles[3] = { 0 };
    size_t n = 0;
    (void)account;
    if (!SIM_CHECK_PARTS(action, "interactive.action", parts, why)) return false;
    const struct json *b = json_first(json_get(action, "buttons"));
    for (; b; b = json_next(b), n++) {
        const struct json *r = json_get(b, "reply");
        if (!SIM_CHECK_PARTS(b, "interactive.action.buttons[]", button, why) ||
            !SIM_CHECK_PARTS(r, "interactive.action.buttons[].reply", reply, why))
            return false;
        if (!str_equal(json_get_text(b, "type"), STR("reply")))
            return sim_refuse(why, 131009, "Param buttons[]['type'] must be reply.");
        if (has_outer_blank(json_get_text(r, "id")))
            return sim_refuse(why, 131009, "A button id begins or ends with a space.");
        if (!check_unique(json_get_text(r, "id"), ids, n, "id", why) ||
            !check_unique(json_get_text(r, "title"), titles, n, "title", why))
            return false;
    }
    return true;
}

static bool check_rows(const struct json *rows, struct str ids[CHOICES_MAX], size_t *count,
                       struct refusal *why)
{
    static const struct sim_part row[] = { { "id", PART_TEXT, true, 200 },
                                           { "title", PART_TEXT, true, 24 },
                                           { "description", PART_TEXT, false, 72 } };
    for (const struct json *r = json_first(rows); r; r = json_next(r)) {
        if (!SIM_CHECK_PARTS(r, "interactive.action.sections[].rows[]", row, why)) return false;
        if (*count == CHOICES_MAX)
            return sim_refuse(why, 131009, "A list has at most %d rows in all.", CHOICES_MAX);
        if (has_outer_blank(json_get_text(r, "id")))
            return sim_refuse(why, 131009, "A row id begins or ends with a space.");
        if (!check_unique(json_get_text(r, "id"), ids, *count, "id", why)) return false;
        (*count)++;
    }
    return true;
}

static bool check_list(const struct json *action, const struct sim_account *account,
                       struct refusal *why)
{
    static const struct sim_part parts[] = { { "button", PART_TEXT, true, 20 },
                                             { "sections", PART_ARRAY, true, 10 } };
    static const struct sim_part section[] = { { "title", PART_TEXT, false, 24 },
                                               { "rows", PART_ARRAY, true, 0 } };
    struct str ids[CHOICES_MAX] = { 0 };
    size_t count = 0;
    (void)account;
    if (!SIM_CHECK_PARTS(action, "interactive.action", parts, why)) return false;
    const struct json *sections = json_get(action, "sections");
    for (const struct json *s = json_first(sections); s; s = json_next(s)) {
        if (!SIM_CHECK_PARTS(s, "interactive.action.sections[]", section, why)) return false;
        if (json_count(sections) > 1 && !json_get(s, "title"))
            return sim_refuse(why, 131008, "Param sections[]['title'] is missing.");
        if (!check_rows(json_get(s, "rows"), ids, &count, why)) return false;
    }
    return true;
}

static bool check_cta_url(const struct json *action, const struct sim_account *account,
                          struct refusal *why)
{
    static const struct sim_part parts[] = { { "name", PART_TEXT, true, 0 },
                                             { "parameters", PART_OBJECT, true, 0 } };
    static const struct sim_part parameters[] = { { "display_text", PART_TEXT, true, 20 },
                                                  { "url", PART_URL, true, 2000 } };
    (void)account;
    return SIM_CHECK_PARTS(action, "interactive.action", parts, why) &&
           check_action_name(action, "cta_url", why) &&
           SIM_CHECK_PARTS(json_get(action, "parameters"), "interactive.action.parameters",
                           parameters, why);
}

static bool check_named_only(const struct json *action, const char *name, struct refusal *why)
{
    static const struct sim_part parts[] = { { "name", PART_TEXT, true, 0 } };
    return SIM_CHECK_PARTS(action, "interactive.action", parts, why) &&
           check_action_name(action, name, why);
}

static bool check_location_request(const struct json *action, const struct sim_account *account,
                                   struct refusal *why)
{
    (void)account;
    return check_named_only(action, "send_location", why);
}

static bool check_contact_request(const struct json *action, const struct sim_account *account,
                                  struct refusal *why)
{
    (void)account;
    return check_named_only(action, "request_contact_info", why);
}

static bool check_flow(const struct json *action, const struct sim_account *account,
                       struct refusal *why)
{
    static const struct sim_part parts[] = { { "name", PART_TEXT, true, 0 },
                                             { "parameters", PART_OBJECT, true, 0 } };
    static const struct sim_part parameters[] = {
        { "flow_message_version", PART_TEXT, true, 0 },
        { "flow_id", PART_TEXT, false, 0 },
        { "flow_name", PART_TEXT, false, 0 },
        { "flow_cta", PART_TEXT, true, 30 },
        { "mode", PART_TEXT, false, 0 },
        { "flow_token", PART_TEXT, false, 0 },
        { "flow_action", PART_TEXT, false, 0 },
        { "flow_action_payload", PART_OBJECT, false, 0 },
    };
    const struct json *p = json_get(action, "parameters");
    (void)account;
    if (!SIM_CHECK_PARTS(action, "interactive.action", parts, why) ||
        !check_action_name(action, "flow", why) ||
        !SIM_CHECK_PARTS(p, "interactive.action.parameters", parameters, why))
        return false;
    if (!str_equal(json_get_text(p, "flow_message_version"), STR("3")))
        return sim_refuse(why, 131009, "Param parameters['flow_message_version'] must be 3.");
    if (!json_get(p, "flow_id") == !json_get(p, "flow_name"))
        return sim_refuse(why, 131009, "Param parameters takes 'flow_id' or 'flow_name'.");
    const struct json *data = json_path(p, "flow_action_payload", "data", NULL);
    if (data && json_count(data) == 0)
        return sim_refuse(why, 131009, "Param flow_action_payload['data'] must not be empty.");
    return true;
}

static const struct interactive_type {
    const char *name;
    enum header_rule header;
    bool footer;
    bool (*check)(const struct json *action, const struct sim_account *, struct refusal *);
} interactive_types[] = {
    { "button", HEADER_ANY, true, check_button },
    { "list", HEADER_TEXT, true, check_list },
    { "cta_url", HEADER_ANY, true, check_cta_url },
    { "location_request_message", HEADER_NONE, false, check_location_request },
    { "request_contact_info", HEADER_NONE, false, check_contact_request },
    { "flow", HEADER_ANY, true, check_flow },
};

static bool check_header(const struct json *header, enum header_rule rule,
                         const struct sim_account *account, struct refusal *why)
{
    struct sim_part parts[] = { { "type", PART_TEXT, true, 0 }, { "", PART_OBJECT, true, 0 } };
    static const char *const kinds[] = { "image", "video", "document" };
    struct str type = json_get_text(header, "type");
    if (str_equal(type, STR("text"))) {
        parts[1] = (struct sim_part){ "text", PART_TEXT, true, 60 };
        return SIM_CHECK_PARTS(header, "interactive.header", parts, why);
    }
    for (size_t i = 0; i < 3 && rule == HEADER_ANY; i++)
        if (str_equal(type, str_of(kinds[i]))) {
            parts[1].key = kinds[i];
            return SIM_CHECK_PARTS(header, "interactive.header", parts, why) &&
                   sim_check_media(json_get(header, kinds[i]), type, account, why);
        }
    return sim_refuse(why, 131009, "Param interactive.header['type'] is not allowed here.");
}

bool sim_check_interactive(const struct json *interactive, const struct sim_account *account,
                           struct refusal *why)
{
    static const struct sim_part parts[] = {
        { "type", PART_TEXT, true, 0 },     { "header", PART_OBJECT, false, 0 },
        { "body", PART_OBJECT, true, 0 },   { "footer", PART_OBJECT, false, 0 },
        { "action", PART_OBJECT, true, 0 },
    };
    static const struct sim_part body[] = { { "text", PART_TEXT, true, 1024 } };
    static const struct sim_part footer[] = { { "text", PART_TEXT, true, 60 } };
    const struct interactive_type *type = NULL;
    if (!SIM_CHECK_PARTS(interactive, "interactive", parts, why)) return false;
    for (size_t i = 0; i < sizeof interactive_types / sizeof *interactive_types; i++)
        if (str_equal(json_get_text(interactive, "type"), str_of(interactive_types[i].name)))
            type = &interactive_types[i];
    if (!type) return sim_refuse(why, 131009, "Param interactive['type'] is not known.");
    const struct json *head = json_get(interactive, "header"),
                      *foot = json_get(interactive, "footer");
    if (head && type->header == HEADER_NONE)
        return sim_refuse(why, 131009, "Param interactive['header'] is not allowed here.");
    if (foot && !type->footer)
        return sim_refuse(why, 131009, "Param interactive['footer'] is not allowed here.");
    return (!head || check_header(head, type->header, account, why)) &&
           SIM_CHECK_PARTS(json_get(interactive, "body"), "interactive.body", body, why) &&
           (!foot || SIM_CHECK_PARTS(foot, "interactive.footer", footer, why)) &&
           type->check(json_get(interactive, "action"), account, why);
}
