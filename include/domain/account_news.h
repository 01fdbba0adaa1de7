/* account_news.h - what Meta's news of the account (every webhook field but `messages`) mean.
 *
 * account_news_read turns one field and its value into things to do: alarms that begin or end,
 * people who stop or resume marketing, people whose id changed, facts of the account. Fields and
 * events that nobody needs give nothing; the news is stored whole anyhow. Source: reference 1.8.
 * Pure. Texts are for staff, in Indonesian, from our own words: of Meta's value only names of
 * templates and kinds of alerts get in, letter by letter. Threads: any. */
#ifndef KANDA_DOMAIN_ACCOUNT_NEWS_H
#define KANDA_DOMAIN_ACCOUNT_NEWS_H

#include "base/arena.h"
#include "domain/alarm.h"
#include "domain/inbound.h"

enum account_news_kind {
    ACCOUNT_NEWS_RAISE,     /* alarm */
    ACCOUNT_NEWS_CLEAR,     /* alarm.cause; at */
    ACCOUNT_NEWS_MARKETING, /* who, stop, at */
    ACCOUNT_NEWS_REKEY,     /* who, new_bsuid */
    ACCOUNT_NEWS_FACT,      /* name, value, at */
    ACCOUNT_NEWS_CALL,      /* who, at: they called us, which opens the window at Meta */
    ACCOUNT_NEWS_NUMBER     /* Meta changed the number: ask it how fast it may send */
};

struct account_news {
    enum account_news_kind kind;
    struct alarm alarm;
    int64_t at; /* ms, Meta's clock */
    struct str wa_id, bsuid, new_bsuid;
    bool stop;
    const char *name; /* literal */
    struct str value;
};

#define ACCOUNT_NEWS_MAX 100 /* of one notice; further ones are left in the notice alone */

/* out has room for ACCOUNT_NEWS_MAX. Text lives in the arena. ERR_MEMORY alone: a value that cannot
 * be read gives nothing. */
MUST_CHECK bool account_news_read(const struct inbound_notice *notice, struct arena *arena,
                                  struct account_news *out, size_t *count, struct err *e);

#endif
