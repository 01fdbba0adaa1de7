/* webhook_work.c - parse, then understand every text. */
#include "http/webhook_work.h"
#include "wa/webhook.h"

/* What the intake may add to an arena that the parser has filled, so that no body is answered 503
 * for ever. */
#define INTAKE_ROOM ((size_t)4 << 20)

static bool understand(const struct nlu *nlu, struct intake_work *work, struct err *e)
{
    struct understood *understood =
        arena_zero(work->arena, work->batch.message_count + 1, sizeof *understood);
    if (!understood) return err_set(e, ERR_LIMIT, "webhook: no room in the arena");
    for (size_t i = 0; i < work->batch.message_count; i++)
        if (!nlu_understand(nlu, work->batch.messages[i].text,
                            telling_at(work->batch.messages[i].sent_at), work->arena,
                            &understood[i], NULL))
            return err_set(e, ERR_LIMIT, "webhook: no room in the arena");
    work->understood = understood;
    return true;
}

/* Signed, so it is kept even if it is too much: as one thing that could not be understood. */
static bool refuse(struct intake_work *work, struct err *e)
{
    struct inbound_reject *reject = arena_zero(work->arena, 1, sizeof *reject);
    if (!reject) return err_set(e, ERR_MEMORY, "webhook: no memory");
    reject->reason = "too_complex";
    reject->detail = STR("body: needs more memory than one request may have");
    work->batch = (struct inbound_batch){ .rejects = reject, .reject_count = 1 };
    work->understood = NULL;
    return true;
}

bool webhook_work_make(const struct nlu *nlu, struct str our_number, struct str body, int64_t now,
                       struct arena *arena, struct intake_work *out, struct err *e)
{
    struct intake_work work = { .body = body, .now = now, .arena = arena };
    struct err why = { 0 };
    bool ok = wa_webhook_parse(body, our_number, now, arena, &work.batch, &why) &&
              understand(nlu, &work, &why);
    if (arena->max) arena->max += INTAKE_ROOM;
    if (!ok && (why.code != ERR_LIMIT || !refuse(&work, &why))) {
        if (e) *e = why;
        return false;
    }
    *out = work;
    return true;
}
