/* account_news_pause.c - what Meta's news of a ban or a restriction stop us from sending, until
 * when.
 *
 * Source: reference 1.8 (account_update), 7.4 (what is blocked for how long). */
#include "account_news_private.h"
#include "base/clock.h"
#include "domain/account.h"
#include <inttypes.h>
#include <stdio.h>

/* What a restriction is about; of a kind that is not known it is believed that it is everything. */
static const struct {
    const char *type, *fact; /* fact NULL: nothing that we do */
} kinds[] = {
    { "RESTRICTED_BIZ_INITIATED_MESSAGING", ACCOUNT_FACT_TEMPLATES },
    { "RESTRICTED_CUSTOMER_INITIATED_MESSAGING", ACCOUNT_FACT_RESTRICT },
    { "RESTRICTED_ADD_PHONE_NUMBER_ACTION", NULL },
};

static void until_put(struct reading *r, const char *fact, int64_t until)
{
    char text[24];
    struct str copy;
    (void)snprintf(text, sizeof text, "%" PRId64, until);
    if (!arena_copy(r->arena, str_of(text), &copy))
        r->failed = true;
    else
        account_news_fact(r, fact, copy);
}

static int64_t expires_at(const struct json *item)
{
    int64_t s;
    bool told =
        json_i64(json_get(item, "expiration"), &s) && s > 0 && s < INT64_MAX / MS_PER_SECOND;
    return told ? s * MS_PER_SECOND : ACCOUNT_UNTIL_TOLD;
}

static void read_restriction(struct reading *r, const struct json *item)
{
    struct str type = json_get_text(item, "restriction_type");
    const char *fact = ACCOUNT_FACT_RESTRICT;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_equal(type, str_of(kinds[i].type))) fact = kinds[i].fact;
    if (fact) until_put(r, fact, expires_at(item));
}

/* The alarm stands as long as the longest of them, where Meta says how long that is. */
static void alarm_until(struct reading *r, int64_t until)
{
    for (size_t i = 0; i < r->count; i++)
        if (r->out[i].kind == ACCOUNT_NEWS_RAISE) r->out[i].alarm.quiet_at = until;
}

static void read_restrictions(struct reading *r, const struct json *info)
{
    int64_t longest = 0;
    const struct json *item = json_is_array(info) ? json_first(info) : info;
    if (!item) read_restriction(r, NULL);
    for (; item; item = json_is_array(info) ? json_next(item) : NULL) {
        int64_t until = expires_at(item);
        read_restriction(r, item);
        if (until > longest) longest = until;
    }
    if (longest > r->at && longest != ACCOUNT_UNTIL_TOLD) alarm_until(r, longest);
}

void account_news_pause(struct reading *r, struct str event, const struct json *value)
{
    if (str_equal(event, STR("DISABLE")))
        until_put(r, ACCOUNT_FACT_BAN, ACCOUNT_UNTIL_TOLD);
    else if (str_equal(event, STR("REINSTATE")))
        until_put(r, ACCOUNT_FACT_BAN, 0);
    else if (str_equal(event, STR("ACCOUNT_RESTRICTION")))
        read_restrictions(r, json_get(value, "restriction_info"));
}
