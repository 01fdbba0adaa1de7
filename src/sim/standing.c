/* standing.c - one table of what can be told and changed. */
#include "standing.h"
#include <stddef.h>
#include <string.h>

enum kind { TEXT, YESNO, NUMBER };
#define FIELD(name)                                                                                \
#name, offsetof(struct sim_standing, name), sizeof(((struct sim_standing *)0)->name)

static const struct {
    const char *key;
    size_t at, size;
    enum kind kind;
} fields[] = {
    { FIELD(token_valid), YESNO },
    { FIELD(can_manage), YESNO },
    { FIELD(token_expires_at), NUMBER },
    { FIELD(quality_rating), TEXT },
    { FIELD(name_status), TEXT },
    { FIELD(status), TEXT },
    { FIELD(can_send_message), TEXT },
    { FIELD(messaging_limit), TEXT },
    { FIELD(throughput), TEXT },
    { FIELD(app_subscribed), YESNO },
    { FIELD(app_fields), TEXT },
    { FIELD(clock_skew_s), NUMBER },
    { FIELD(callback_url), TEXT },
    { FIELD(account_app_id), TEXT },
    { FIELD(override_callback_uri), TEXT },
    { FIELD(number_callback_uri), TEXT },
    { FIELD(is_on_biz_app), YESNO },
};
#define FIELD_COUNT (sizeof fields / sizeof fields[0])

/* What an app of ours subscribes to (reference 1.8). */
#define FIELDS                                                                                     \
    "messages,message_template_status_update,message_template_quality_update,"                     \
    "template_category_update,account_update,account_alerts,account_review_update,"                \
    "business_capability_update,phone_number_name_update,phone_number_quality_update,security,"    \
    "user_preferences,user_id_update"

void sim_standing_init(struct sim_standing *a)
{
    *a = (struct sim_standing){ .token_valid = true,
                                .can_manage = true,
                                .quality_rating = "GREEN",
                                .name_status = "APPROVED",
                                .status = "CONNECTED",
                                .can_send_message = "AVAILABLE",
                                .messaging_limit = "TIER_250",
                                .throughput = "STANDARD",
                                .app_subscribed = true,
                                .account_app_id = SIM_APP_ID,
                                .app_fields = FIELDS };
}

static bool field_set(struct sim_standing *a, size_t i, const struct json *j)
{
    char *at = (char *)a + fields[i].at;
    int64_t n;
    switch (fields[i].kind) {
    case TEXT: return json_is_string(j) && str_copy(at, fields[i].size, json_text(j));
    case YESNO:
        if (!json_is_bool(j)) return false;
        memcpy(at, &(bool){ json_bool(j, false) }, sizeof(bool));
        return true;
    case NUMBER:
        if (!json_i64(j, &n)) return false;
        memcpy(at, &n, sizeof n);
        return true;
    }
    return false;
}

bool sim_standing_read(const struct json *object, struct sim_standing *a, struct err *e)
{
    struct sim_standing changed = *a;
    for (const struct json *j = json_first(object); j; j = json_next(j)) {
        size_t i = 0;
        while (i < FIELD_COUNT && strcmp(fields[i].key, json_key(j)) != 0)
            i++;
        if (i == FIELD_COUNT || !field_set(&changed, i, j))
            return err_set(e, ERR_INPUT, "account: unknown key or wrong value: %.40s", json_key(j));
    }
    *a = changed;
    return true;
}

void sim_standing_write(struct json_writer *w, const struct sim_standing *a)
{
    for (size_t i = 0; i < FIELD_COUNT; i++) {
        const char *at = (const char *)a + fields[i].at;
        int64_t n;
        bool yes;
        memcpy(&n, fields[i].kind == NUMBER ? at : (const char *)&(int64_t){ 0 }, sizeof n);
        memcpy(&yes, fields[i].kind == YESNO ? at : (const char *)&(bool){ false }, sizeof yes);
        if (fields[i].kind == TEXT) json_member_text(w, fields[i].key, str_of(at));
        if (fields[i].kind == YESNO) json_member_bool(w, fields[i].key, yes);
        if (fields[i].kind == NUMBER) json_member_i64(w, fields[i].key, n);
    }
}
