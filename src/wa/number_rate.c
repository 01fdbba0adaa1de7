/* number_rate.c - Meta's answer about a number, as messages a second. */
#include "wa/number_rate.h"

/* Words for people and the log: what does not fit is not one of Meta's. */
static void word_keep(char *out, size_t size, struct str word)
{
    if (!str_copy(out, size, word)) out[0] = '\0';
}

bool wa_number_rate_read(struct str body, struct wa_number_rate *out, struct err *e)
{
    struct json *tree = NULL;
    if (!json_parse(body, &tree, e)) return false;
    struct str level = json_text(json_path(tree, "throughput", "level", NULL));
    struct str platform = json_get_text(tree, "platform_type");
    const struct json *app = json_get(tree, "is_on_biz_app");
    bool told = level.len > 0 || json_is_bool(app);
    struct wa_number_rate rate = { .per_second = WA_RATE_STANDARD };
    rate.shared =
        json_bool(app, false) && (platform.len == 0 || str_equal(platform, STR("CLOUD_API")));
    if (rate.shared)
        rate.per_second = WA_RATE_SHARED;
    else if (str_equal(level, STR("HIGH")))
        rate.per_second = WA_RATE_HIGH;
    word_keep(rate.level, sizeof rate.level, level);
    word_keep(rate.tier, sizeof rate.tier,
              json_get_text(tree, "whatsapp_business_manager_messaging_limit"));
    json_free(tree);
    if (!told) return err_set(e, ERR_INPUT, "number: nothing is told of its throughput");
    *out = rate;
    return true;
}
