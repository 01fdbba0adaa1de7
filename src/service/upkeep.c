/* upkeep.c - in small pieces. */
#include "service/upkeep.h"
#include "store/ticket_store.h"

#define WORDS_MAX 256

bool upkeep_run(struct db *db, struct upkeep_result *out, struct err *e)
{
    struct upkeep_result result = { 0 };
    if (!ticket_words_index(db, WORDS_MAX, &result.words_indexed, e)) return false;
    result.more = result.words_indexed == WORDS_MAX;
    *out = result;
    return true;
}
