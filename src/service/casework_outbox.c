/* casework_outbox.c - a reply that did not reach its citizen, in the hands of the desk. */
#include "casework_private.h"

#define DATA_MAX 128

static bool not_failed(struct casework *c)
{
    return casework_refuse(c, REFUSAL_CONFLICT, "not_failed",
                           "This reply has not failed, or somebody has dealt with it already.");
}

/* False after a refusal. */
static bool may_handle(struct casework *c, const struct outbox_row *row)
{
    if (c->ticket && !casework_is_current(c)) return false;
    return (row->state == OUTBOX_FAILED && row->handled_at == 0) || !not_failed(c);
}

/* again: the row that goes instead; 0: none. */
static bool note(struct casework *c, const struct outbox_row *row, const char *event, int64_t again,
                 struct str reason, struct err *e)
{
    char data[DATA_MAX];
    struct buf text;
    bool done;
    if (!outbox_handled(c->db, row->id, c->who->name, reason, again, c->now, &done, e))
        return false;
    if (!done) return err_set(e, ERR_INTERNAL, "outbox: a failed row is not");
    if (!c->ticket) return true;
    buf_fixed(&text, data, sizeof data);
    buf_addf(&text, "{\"outbox\":%lld", (long long)row->id);
    if (again) buf_addf(&text, ",\"again\":%lld", (long long)again);
    buf_add_char(&text, '}');
    return casework_event(c, event, buf_view(&text), reason, STR_EMPTY, e);
}

bool casework_resend(struct casework *c, const struct outbox_row *row, int64_t *again,
                     struct err *e)
{
    bool stale;
    *again = 0;
    if (!may_handle(c, row)) return true;
    if (outbox_is_notice(row)) return not_failed(c);
    if (!outbox_overtaken(c->db, row->id, &stale, e)) return false;
    if (stale)
        return casework_refuse(
            c, REFUSAL_CONFLICT, "overtaken",
            "The ticket has gone on since: these words are no longer true. Write "
            "to the reporter, and mark this reply as handled.");
    if (!outbox_again(c->db, row->id, c->now, again, e)) return false;
    if (*again == 0)
        return casework_refuse(c, REFUSAL_CONFLICT, "not_reachable",
                               "This person has no WhatsApp address any more.");
    c->replies++;
    return note(c, row, EVENT_RESENT, *again, STR_EMPTY, e);
}

bool casework_handled(struct casework *c, const struct outbox_row *row, struct str reason,
                      struct err *e)
{
    if (!casework_words_fit(c, "reason", reason, true, CASEWORK_WORDS_MAX) || !may_handle(c, row))
        return true;
    return note(c, row, EVENT_HANDLED, 0, reason, e);
}
