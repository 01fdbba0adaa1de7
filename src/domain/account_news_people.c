/* account_news_people.c - news of people (marketing stopped, id changed) and facts of the account.
 */
#include "account_news_private.h"
#include "base/clock.h"
#include "domain/account.h"

static struct str kept(struct reading *r, const struct json *node)
{
    struct str text = json_text_or_number(node, r->arena), copy = STR_EMPTY;
    if (!arena_copy(r->arena, text, &copy)) r->failed = true;
    return copy;
}

/* Seconds as string or number; the notice's time when there is none. */
static int64_t time_of(const struct reading *r, const struct json *seconds)
{
    int64_t s;
    return json_i64(seconds, &s) && s > 0 && s < INT64_MAX / MS_PER_SECOND ? s * MS_PER_SECOND
                                                                           : r->at;
}

static void read_preferences(struct reading *r, const struct json *list)
{
    for (const struct json *p = json_first(list); p; p = json_next(p)) {
        struct str value = json_get_text(p, "value");
        bool stop = str_equal(value, STR("stop"));
        if (!str_equal(json_get_text(p, "category"), STR("marketing_messages")) ||
            (!stop && !str_equal(value, STR("resume"))))
            continue;
        struct account_news *n = account_news_next(r, ACCOUNT_NEWS_MARKETING);
        if (!n) return;
        n->stop = stop;
        n->at = time_of(r, json_get(p, "timestamp"));
        n->wa_id = kept(r, json_get(p, "wa_id"));
        n->bsuid = kept(r, json_get(p, "user_id"));
    }
}

static void read_id_updates(struct reading *r, const struct json *list)
{
    for (const struct json *u = json_first(list); u; u = json_next(u)) {
        struct str current = kept(r, json_path(u, "user_id", "current", NULL));
        struct str previous = kept(r, json_path(u, "user_id", "previous", NULL));
        /* By the phone alone nobody is re-keyed: it may have changed hands. */
        if (current.len == 0 || previous.len == 0) continue;
        struct account_news *n = account_news_next(r, ACCOUNT_NEWS_REKEY);
        if (!n) return;
        n->at = time_of(r, json_get(u, "timestamp"));
        n->wa_id = kept(r, json_get(u, "wa_id"));
        n->bsuid = previous;
        n->new_bsuid = current;
    }
}

/* A call of a citizen's, answered or not. Ours to them opens nothing before they take it. */
static void read_calls(struct reading *r, const struct json *list)
{
    for (const struct json *c = json_first(list); c; c = json_next(c)) {
        struct str event = json_get_text(c, "event");
        if (str_equal(json_get_text(c, "direction"), STR("BUSINESS_INITIATED")) ||
            (event.len && !str_equal(event, STR("connect"))))
            continue;
        struct account_news *n = account_news_next(r, ACCOUNT_NEWS_CALL);
        if (!n) return;
        n->at = time_of(r, json_get(c, "timestamp"));
        n->wa_id = kept(r, json_get(c, "from"));
        n->bsuid = kept(r, json_get(c, "from_user_id"));
    }
}

static void read_fact(struct reading *r, const struct json *value, const char *member,
                      const char *name)
{
    struct str text = kept(r, json_get(value, member));
    if (text.len == 0 || text.len >= ACCOUNT_FACT_SIZE) return;
    account_news_fact(r, name, text);
}

void account_news_fact(struct reading *r, const char *name, struct str value)
{
    struct account_news *n = account_news_next(r, ACCOUNT_NEWS_FACT);
    if (!n) return;
    n->name = name;
    n->value = value;
}

void account_news_people(struct reading *r, struct str field, const struct json *value)
{
    if (str_equal(field, STR("user_preferences")))
        read_preferences(r, json_get(value, "user_preferences"));
    if (str_equal(field, STR("calls"))) read_calls(r, json_get(value, "calls"));
    if (str_equal(field, STR("user_id_update")))
        read_id_updates(r, json_get(value, "user_id_update"));
    if (str_equal(field, STR("business_capability_update")) ||
        str_equal(field, STR("phone_number_quality_update"))) {
        read_fact(r, value, "max_daily_conversations_per_business", ACCOUNT_FACT_PEOPLE);
        read_fact(r, value, "max_phone_numbers_per_business", "phone_numbers.business");
        read_fact(r, value, "max_phone_numbers_per_waba", "phone_numbers.account");
    }
}
