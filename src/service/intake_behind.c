/* intake_behind.c - a report that comes late: what made the ticket that overtook it. */
#include "intake_private.h"
#include "store/ticket_store.h"

/* Of what more was told than one line nobody knows any more what it began with. */
static bool is_one_line(struct str text)
{
    return text.len > 0 && str_find(text, STR("\n"), 0) == SIZE_MAX;
}

static bool was_overtaken(const struct conversation_facts *f)
{
    const struct known_ticket *t = &f->last;
    return f->overtaken && f->understood->intent == INTENT_REPORT && t->own && t->open &&
           t->status == STATUS_RECEIVED && f->message->sent_at < t->received_at;
}

bool intake_behind(struct intake_step *s, struct conversation_facts *f, struct err *e)
{
    struct ticket t;
    if (!was_overtaken(f) || !s->options->understand) return true;
    if (!ticket_get(s->db, f->last.id, s->arena, &t, e)) return false;
    if (!is_one_line(t.text) || t.has_location) return true;
    struct inbound *m = arena_zero(s->arena, 1, sizeof *m);
    struct understood *u = arena_zero(s->arena, 1, sizeof *u);
    if (!m || !u) return err_set(e, ERR_MEMORY, "behind: no memory");
    m->type = MESSAGE_TEXT;
    m->text = t.text;
    m->sent_at = t.received_at;
    if (!intake_understand(s, t.text, telling_at(t.received_at), u, e)) return false;
    f->behind = (struct overtaker){ .message = m, .understood = u };
    return u->keyword.len == 0 || !u->category_heard ||
           intake_holds_word(s->message->text, u->keyword, &f->behind.retold, e);
}
