/* template_news.c - Meta's webhooks about templates. Source: reference 1.8. */
#include "base/json.h"
#include "domain/template.h"

static struct str text_of(const struct json *object, const char *key, struct arena *arena)
{
    struct str out;
    return arena_copy(arena, json_get_text(object, key), &out) ? out : STR_EMPTY;
}

/* `reason` is null where there is none; a pause says its story in other_info. */
static struct str reason_of(const struct json *value, struct arena *arena)
{
    struct str reason = text_of(value, "reason", arena);
    if (reason.len == 0 || str_equal(reason, STR("NONE")))
        reason = text_of(json_get(value, "rejection_info"), "reason", arena);
    if (reason.len == 0) reason = text_of(json_get(value, "other_info"), "title", arena);
    return reason;
}

static bool is_about_templates(struct str field)
{
    return str_equal(field, STR("message_template_status_update")) ||
           str_equal(field, STR("message_template_quality_update")) ||
           str_equal(field, STR("template_category_update"));
}

bool template_news_read(struct str field, struct str value_json, struct arena *arena,
                        struct template_news *out)
{
    struct json *value = NULL;
    if (!is_about_templates(field) || !json_parse(value_json, &value, NULL)) return false;
    struct template_news news = {
        .name = text_of(value, "message_template_name", arena),
        .language = text_of(value, "message_template_language", arena),
        .reason = reason_of(value, arena),
        .category = text_of(value, "new_category", arena),
        .quality = text_of(value, "new_quality_score", arena),
    };
    if (news.category.len == 0) news.category = text_of(value, "message_template_category", arena);
    news.has_state = template_state_parse(json_get_text(value, "event"), &news.state);
    json_free(value);
    bool ok = news.name.len && news.language.len &&
              (news.has_state || news.category.len || news.quality.len);
    if (ok) *out = news;
    return ok;
}
