/* erase_rest.c - what SQLite keeps of deleted rows: pieces of the full-text index, the log, unused
 * space of pages. */
#include "base/clock.h"
#include "store/erase_store.h"
#include "store/ticket_store.h"
#include <time.h>

#define MERGE_PAGES 200
#define MERGES_MAX  1000000
#define WORDS_MAX   256

static void nap(void)
{
    static const struct timespec pause = { .tv_nsec = 5000000 };
    (void)nanosleep(&pause, NULL);
}

/* Waiting tickets first: their old words are taken out of the index by that. */
static bool words_settle(struct db *db, struct err *e)
{
    int64_t count = WORDS_MAX;
    while (count == WORDS_MAX) {
        if (!db_begin(db, e)) return false;
        if (!ticket_words_index(db, WORDS_MAX, &count, e) || !db_commit(db, e)) {
            db_rollback(db);
            return false;
        }
    }
    return true;
}

bool erase_words_compact(struct db *db, struct err *e)
{
    int64_t pieces = 2, pages = -MERGE_PAGES; /* negative: begin to merge all into one */
    if (!words_settle(db, e)) return false;
    for (int i = 0; pieces > 1 && i < MERGES_MAX; i++) {
        if (!db_exec(db, STMT_ERASE_WORDS_MERGE, VALUES(V_INT(pages)), NULL, e) ||
            !db_script_i64(db, "SELECT COUNT(DISTINCT segid) FROM ticket_words_idx", &pieces, e))
            return false;
        pages = MERGE_PAGES;
    }
    return pieces <= 1 || err_set(e, ERR_BUSY, "erase: the full-text index is not merged");
}

bool erase_log(struct db *db, int64_t wait_ms, struct err *e)
{
    int64_t end = clock_monotonic_ms() + wait_ms;
    struct err why = { 0 };
    while (!db_checkpoint_truncate(db, &why)) {
        if (why.code != ERR_BUSY || clock_monotonic_ms() > end)
            return err_set(e, why.code, "erase: the log is not emptied: %.120s", why.text);
        nap();
    }
    return true;
}

bool erase_unused(struct db *db, struct err *e)
{
    return db_script(db, "VACUUM", e);
}
