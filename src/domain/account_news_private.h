/* account_news_private.h - one notice while it is read. */
#ifndef KANDA_DOMAIN_ACCOUNT_NEWS_PRIVATE_H
#define KANDA_DOMAIN_ACCOUNT_NEWS_PRIVATE_H

#include "base/json.h"
#include "domain/account_news.h"

#define TEMPLATE_STATUS   "message_template_status_update"
#define TEMPLATE_QUALITY  "message_template_quality_update"
#define TEMPLATE_CATEGORY "template_category_update"

struct reading {
    struct arena *arena;
    int64_t at; /* of the notice */
    struct account_news *out;
    size_t count;
    bool failed; /* memory was refused */
};

/* The next thing to do; NULL when there are ACCOUNT_NEWS_MAX already. */
struct account_news *account_news_next(struct reading *r, enum account_news_kind kind);
/* The same as a fact; name is a literal, value lives in the arena. */
void account_news_fact(struct reading *r, const char *name, struct str value);
/* What account_update says of sending: stopped, restricted until, restored. */
void account_news_pause(struct reading *r, struct str event, const struct json *value);
/* user_preferences, user_id_update, calls, and facts of the account. */
void account_news_people(struct reading *r, struct str field, const struct json *value);

#endif
