/* upkeep.c - in small pieces. */
#include "deadlines.h"
#include "notices.h"
#include "referral.h"
#include "service/counting.h"
#include "store/conversation_store.h"
#include "store/idempotency_store.h"
#include "store/outbox_store.h"
#include "store/retention_store.h"
#include "store/ticket_store.h"

#define WORDS_MAX    256
#define WORDLESS_MAX 16

/* What waited for words in vain. */
static bool wordless_run(struct db *db, const struct intake_options *options, int64_t now,
                         int64_t *count, struct err *e)
{
    for (*count = 0; *count < WORDLESS_MAX; ++*count) {
        struct arena arena = { 0 };
        int64_t contact_id;
        if (!conversation_loose_due(db, now, &contact_id, e)) return false;
        if (contact_id == 0) break;
        bool ok = intake_wordless(db, options, contact_id, now, &arena, e);
        arena_clear(&arena);
        if (!ok) return false;
    }
    return true;
}

static bool bodies_run(struct db *db, const struct intake_options *options, int64_t now,
                       int64_t *count, struct err *e)
{
    *count = 0;
    return options->raw_kept_ms == 0 || retention_bodies(db, now - options->raw_kept_ms, count, e);
}

bool upkeep_run(struct db *db, const struct intake_options *options, int64_t now,
                struct upkeep_result *out, struct err *e)
{
    struct upkeep_result result = { 0 };
    int64_t woken;
    bool sleepers, unsettled;
    if (!wordless_run(db, options, now, &result.wordless, e) ||
        !deadlines_run(db, options, now, &result, e) ||
        !referral_settle(db, options, now, &unsettled, e) ||
        !notices_run(db, options, now, &result, e) || !outbox_wake(db, now, &woken, &sleepers, e) ||
        !chain_head_get(db, &result.head, e) || !idempotency_forget(db, now, e) ||
        !retention_sessions(db, now, &result.sessions, e) ||
        !bodies_run(db, options, now, &result.emptied, e) ||
        !ticket_words_index(db, WORDS_MAX, &result.words_indexed, e) ||
        !counting_run(db, options, &result.counted, e))
        return false;
    result.replies += woken;
    result.more = result.more || sleepers || unsettled || result.words_indexed == WORDS_MAX ||
                  result.emptied == RETENTION_BODIES_MAX || result.wordless == WORDLESS_MAX ||
                  result.counted == COUNTING_EVENTS_MAX;
    *out = result;
    return true;
}
