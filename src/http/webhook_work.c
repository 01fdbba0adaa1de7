/* webhook_work.c - parse, then understand every text. */
#include "http/webhook_work.h"
#include "wa/webhook.h"

bool webhook_work_make(const struct nlu *nlu, struct str our_number, struct str body, int64_t now,
                       struct arena *arena, struct intake_work *out, struct err *e)
{
    struct intake_work work = { .body = body, .now = now, .arena = arena };
    if (!wa_webhook_parse(body, our_number, now, arena, &work.batch, e)) return false;
    struct understood *understood =
        arena_zero(arena, work.batch.message_count + 1, sizeof *understood);
    if (!understood) return err_set(e, ERR_MEMORY, "webhook: no memory");
    for (size_t i = 0; i < work.batch.message_count; i++)
        if (!nlu_understand(nlu, work.batch.messages[i].text, arena, &understood[i], e))
            return false;
    work.understood = understood;
    *out = work;
    return true;
}
