/* account.h - what Meta told of the account, as facts by name, and what of our sending follows.
 *
 * Facts are kept as Meta wrote them or as we mean them, newest of each (store/account_store.h).
 * Pauses: Meta stopped the account (until it reinstates it), or restricts it, of everything or of
 * what we write first, until a moment it names. Source: reference 1.8, 7.3, 7.4. Pure; threads:
 * any.
 */
#ifndef KANDA_DOMAIN_ACCOUNT_H
#define KANDA_DOMAIN_ACCOUNT_H

#include "base/str.h"

#define ACCOUNT_FACT_PEOPLE    "messaging_limit"  /* "TIER_2K", "2000" */
#define ACCOUNT_FACT_BAN       "paused.ban"       /* ms until; "0": over */
#define ACCOUNT_FACT_RESTRICT  "paused.all"       /* the same */
#define ACCOUNT_FACT_TEMPLATES "paused.templates" /* the same */
#define ACCOUNT_FACT_HELD      "templates.held"   /* "1": some wait for a limit or a pause */

#define ACCOUNT_UNTIL_TOLD INT64_MAX /* nobody said how long */
#define ACCOUNT_ANYBODY    INT64_MAX /* no limit */
#define ACCOUNT_FACT_SIZE  65

struct account_standing {
    char tier[ACCOUNT_FACT_SIZE]; /* as Meta wrote it; "" when it never did */
    /* People whom we may write to while their window is closed, in 24 hours; ACCOUNT_ANYBODY; 0: it
     * is not known, and Meta refuses by itself. */
    int64_t people;
    int64_t tier_at;                /* ms, when that was told */
    int64_t paused_until;           /* all sending; ACCOUNT_UNTIL_TOLD; 0: no pause */
    int64_t templates_paused_until; /* what we write first; the same */
    bool held;
    int64_t held_at;
};

/* "TIER_250" 250, "TIER_2K" or 2000 2,000, "TIER_UNLIMITED" ACCOUNT_ANYBODY; 0: no such word. */
int64_t account_people(struct str tier);
/* Begin with {0}; facts in any order. */
void account_standing_add(struct account_standing *s, struct str name, struct str value,
                          int64_t at);
bool account_is_paused(int64_t until, int64_t now);
/* Is the number of people known, and is there one? Only then they need to be counted. */
bool account_is_limited(const struct account_standing *s);

enum account_way {
    ACCOUNT_GOES,
    ACCOUNT_FULL,  /* as many people as Meta allows were written to within 24 hours */
    ACCOUNT_PAUSED /* Meta restricts what we write first */
};
/* May somebody be written to first? reached: people who were within 24 hours; again: this one is
 * among them and costs nothing. */
enum account_way account_way(const struct account_standing *s, int64_t reached, bool again,
                             int64_t now);

#define ACCOUNT_WARN_SHARE 80 /* percent of the limit */
/* 0 quiet, 1 above that share, 2 the limit is reached. */
int account_people_level(const struct account_standing *s, int64_t reached);

#endif
