/* account_news.c - carries out what news of the account mean. */
#include "domain/account_news.h"
#include "domain/window.h"
#include "service/alarm.h"
#include "store/account_store.h"
#include "store/contact_store.h"
#include "store/outbox_store.h"

#define ARENA_MAX ((size_t)4 << 20)

static bool take_marketing(struct db *db, const struct account_news *n, int64_t now,
                           struct arena *arena, struct err *e)
{
    struct contact_seen seen = { .bsuid = n->bsuid, .wa_id = n->wa_id, .now = now };
    int64_t id;
    if (n->bsuid.len == 0 && n->wa_id.len == 0) return true;
    return contact_see(db, &seen, arena, &id, e) && contact_marketing(db, id, n->stop, n->at, e);
}

/* Meta opens the window for a call as for a message: what waits for it goes. */
static bool take_call(struct db *db, const struct account_news *n, int64_t now, struct arena *arena,
                      struct account_effect *effect, struct err *e)
{
    struct contact_seen seen = {
        .bsuid = n->bsuid, .wa_id = n->wa_id, .sent_at = n->at, .now = now
    };
    struct outbox_released released = { 0 }; /* no words of ours from here */
    int64_t id;
    if (n->bsuid.len == 0 && n->wa_id.len == 0) return true;
    if (!contact_see(db, &seen, arena, &id, e)) return false;
    if (!window_is_open(n->at, now)) return true;
    if (!outbox_release(db, id, now, arena, &released, e)) return false;
    effect->replies += released.count;
    return true;
}

static bool take_one(struct db *db, const struct account_news *n, int64_t now, struct arena *arena,
                     struct account_effect *effect, struct err *e)
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
        effect->standing = true;
        return account_fact_put(db, n->name, n->value, n->at, e);
    case ACCOUNT_NEWS_CALL: return take_call(db, n, now, arena, effect, e);
    case ACCOUNT_NEWS_NUMBER: effect->number = true; return true;
    }
    return err_set(e, ERR_INTERNAL, "account news: unknown kind");
}

bool account_news_take(struct db *db, const struct inbound_notice *notice, int64_t now,
                       struct account_effect *effect, struct err *e)
{
    struct arena arena;
    size_t count = 0;
    arena_init(&arena, ARENA_MAX);
    struct account_news *news = arena_zero(&arena, ACCOUNT_NEWS_MAX, sizeof *news);
    bool ok = news || err_set(e, ERR_MEMORY, "account news: no memory");
    ok = ok && account_news_read(notice, &arena, news, &count, e);
    for (size_t i = 0; ok && i < count; i++)
        ok = take_one(db, &news[i], now, &arena, effect, e);
    arena_clear(&arena);
    return ok;
}
