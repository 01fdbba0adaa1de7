/* account.c - facts of the account, read. */
#include "domain/account.h"
#include <string.h>

#define PEOPLE_MAX (INT64_C(1) << 40) /* more than any tier has; a million of it is no overflow */

/* Digits, with K or M behind them or not. */
static int64_t count_read(struct str s)
{
    int64_t n, unit = 1;
    if (s.len > 1 && (s.at[s.len - 1] == 'K' || s.at[s.len - 1] == 'k')) unit = 1000;
    if (s.len > 1 && (s.at[s.len - 1] == 'M' || s.at[s.len - 1] == 'm')) unit = 1000000;
    if (unit > 1) s.len--;
    return str_to_i64(s, 0, PEOPLE_MAX, &n, NULL) ? n * unit : 0;
}

int64_t account_people(struct str tier)
{
    static const struct str prefix = { "TIER_", 5 };
    if (str_starts(tier, prefix))
        tier = (struct str){ tier.at + prefix.len, tier.len - prefix.len };
    if (str_equal_nocase(tier, STR("UNLIMITED"))) return ACCOUNT_ANYBODY;
    return count_read(tier);
}

static int64_t until_read(struct str value)
{
    int64_t until;
    return str_to_i64(value, 0, INT64_MAX, &until, NULL) ? until : 0;
}

static int64_t later(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

void account_standing_add(struct account_standing *s, struct str name, struct str value, int64_t at)
{
    if (str_equal(name, STR(ACCOUNT_FACT_PEOPLE))) {
        if (!str_copy(s->tier, sizeof s->tier, value)) s->tier[0] = '\0';
        s->people = account_people(value);
        s->tier_at = at;
    } else if (str_equal(name, STR(ACCOUNT_FACT_BAN)) ||
               str_equal(name, STR(ACCOUNT_FACT_RESTRICT))) {
        s->paused_until = later(s->paused_until, until_read(value));
    } else if (str_equal(name, STR(ACCOUNT_FACT_TEMPLATES))) {
        s->templates_paused_until = until_read(value);
    } else if (str_equal(name, STR(ACCOUNT_FACT_HELD))) {
        s->held = str_equal(value, STR("1"));
        s->held_at = at;
    }
}

bool account_is_paused(int64_t until, int64_t now)
{
    return until > now;
}

bool account_is_limited(const struct account_standing *s)
{
    return s->people > 0 && s->people < ACCOUNT_ANYBODY;
}

enum account_way account_way(const struct account_standing *s, int64_t reached, bool again,
                             int64_t now)
{
    if (account_is_paused(s->templates_paused_until, now)) return ACCOUNT_PAUSED;
    if (s->people == 0 || again || reached < s->people) return ACCOUNT_GOES;
    return ACCOUNT_FULL;
}

int account_people_level(const struct account_standing *s, int64_t reached)
{
    if (!account_is_limited(s)) return 0;
    if (reached >= s->people) return 2;
    return reached * 100 >= s->people * ACCOUNT_WARN_SHARE ? 1 : 0;
}
