/* account_news.c - carries out what news of the account mean. */
#include "domain/account_news.h"
#include "service/alarm.h"
#include "store/contact_store.h"

#define ARENA_MAX ((size_t)4 << 20)

static bool take_marketing(struct db *db, const struct account_news *n, int64_t now,
                           struct arena *arena, struct err *e)
{
    struct contact_seen seen = { .bsuid = n->bsuid, .wa_id = n->wa_id, .now = now };
    int64_t id;
    if (n->bsuid.len == 0 && n->wa_id.len == 0) return true;
    return contact_see(db, &seen, arena, &id, e) && contact_marketing(db, id, n->stop, n->at, e);
}

static bool take_one(struct db *db, const struct account_news *n, int64_t now, struct arena *arena,
                     struct err *e)
{
    struct contact_change change = {
        .old_bsuid = n->bsuid, .new_bsuid = n->new_bsuid, .new_wa_id = n->wa_id, .now = now
    };
    struct alarm over = n->alarm;
    switch (n->kind) {
    case ACCOUNT_NEWS_RAISE: return alarm_set(db, &n->alarm, e);
    case ACCOUNT_NEWS_CLEAR:
        over.severity = 0;
        over.last_at = n->at;
        return alarm_set(db, &over, e);
    case ACCOUNT_NEWS_MARKETING: return take_marketing(db, n, now, arena, e);
    case ACCOUNT_NEWS_REKEY: return contact_rekey(db, &change, arena, e);
    case ACCOUNT_NEWS_FACT:
        return db_exec(db, STMT_ACCOUNT_FACT_PUT,
                       VALUES(V_TEXT(str_of(n->name)), V_TEXT(n->value), V_INT(n->at)), NULL, e);
    }
    return err_set(e, ERR_INTERNAL, "account news: unknown kind");
}

bool account_news_take(struct db *db, const struct inbound_notice *notice, int64_t now,
                       struct err *e)
{
    struct arena arena;
    size_t count = 0;
    arena_init(&arena, ARENA_MAX);
    struct account_news *news = arena_zero(&arena, ACCOUNT_NEWS_MAX, sizeof *news);
    bool ok = news || err_set(e, ERR_MEMORY, "account news: no memory");
    ok = ok && account_news_read(notice, &arena, news, &count, e);
    for (size_t i = 0; ok && i < count; i++)
        ok = take_one(db, &news[i], now, &arena, e);
    arena_clear(&arena);
    return ok;
}
