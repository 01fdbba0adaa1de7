/* casework_summary.c - what everybody may read about a ticket. */
#include "casework_private.h"
#include "domain/contact.h"
#include "store/summary_store.h"

/* A number of a person that got into the words would be published: masking finds it. */
static bool holds_numbers(struct str text, bool *found, struct err *e)
{
    struct buf masked;
    buf_init(&masked, 4 * text.len + 1);
    mask_chat(text, &masked);
    bool ok = buf_ok(&masked);
    *found = ok && !str_equal(buf_view(&masked), text);
    buf_finish(&masked);
    return ok || err_set(e, ERR_MEMORY, "casework: no memory");
}

static bool may_be_public(struct casework *c)
{
    if (c->ticket->kind != KIND_WHISTLEBLOWING && !c->ticket->confidential) return true;
    (void)casework_refuse(c, REFUSAL_CONFLICT, "confidential",
                          "Nothing of a report that was made in confidence is published.");
    return false;
}

bool casework_summary(struct casework *c, struct str text, struct err *e)
{
    bool numbers;
    if (!casework_words_fit(c, "text", text, true, CASEWORK_SUMMARY_MAX) || !may_be_public(c) ||
        !casework_is_current(c))
        return true;
    if (!holds_numbers(text, &numbers, e)) return false;
    if (numbers)
        return casework_refuse(c, REFUSAL_INVALID, "invalid_value",
                               "text: holds what looks like a telephone number or a NIK.");
    return summary_put(c->db, c->ticket->id, text, c->who->id, c->now, e) &&
           casework_save(c, EVENT_SUMMARY, STR_EMPTY, STR_EMPTY, text, e);
}

bool casework_summary_approve(struct casework *c, bool approved, struct err *e)
{
    struct summary summary;
    if ((approved && !may_be_public(c)) || !casework_is_current(c)) return true;
    if (!summary_get(c->db, c->ticket->id, c->arena, &summary, e)) return false;
    if (summary.text.len == 0)
        return casework_refuse(c, REFUSAL_CONFLICT, "no_summary", "No summary was written yet.");
    if ((summary.approved_at != 0) == approved) return true;
    return summary_approve(c->db, c->ticket->id, approved ? c->who->id : 0, c->now, e) &&
           casework_save(c, approved ? EVENT_PUBLISHED : EVENT_UNPUBLISHED, STR_EMPTY, STR_EMPTY,
                         STR_EMPTY, e);
}
