/* intake_ask_unit.c - whose is it? The units that could have what was told, each with its button.
 */
#include "base/unicode.h"
#include "intake_words.h"

/* "DPUPR" of "Dinas ... (DPUPR)"; a name that fits on a button; else the code. */
static struct str short_name(const struct department *d)
{
    size_t open = str_find(d->name, STR("("), 0), close = str_find(d->name, STR(")"), 0);
    if (open != SIZE_MAX && close != SIZE_MAX && open + 1 < close)
        return str_slice(d->name, open + 1, close);
    return utf8_count(d->name) <= TITLE_BUTTON ? d->name : d->code;
}

/* The office of a place that nobody told yet: its matter is offered, and who owns that there. NULL:
 * another unit. */
static const struct category *of_place(const struct desk *desk, const struct understood *u,
                                       size_t i)
{
    const struct category *matter = u->matters[i];
    bool office = matter && !matter->department;
    return office && u->candidates[i] == desk_owner(desk, matter, NULL) ? matter : NULL;
}

/* Meta refuses two buttons of one title. */
static struct str button_name(const struct understood *u, size_t i)
{
    for (size_t k = 0; k < u->offered; k++)
        if (k != i && str_equal(short_name(u->candidates[k]), short_name(u->candidates[i])))
            return u->candidates[i]->code;
    return short_name(u->candidates[i]);
}

bool intake_ask_unit(struct intake_step *s, const struct ticket *t, struct outbound *content,
                     int64_t token, struct str *words, struct err *e)
{
    const struct understood *u = s->understood;
    const struct choice none_of_these = {
        .verb = CHOICE_CATEGORIES, .ticket_id = t->id, .arg = STR_EMPTY, .token = token
    };
    struct buf lines;
    bool ok = true;
    bool only = u->offered == 1; /* the one that the ticket has is no choice */
    buf_init(&lines, BODY_POINTS);
    content->type = OUTBOUND_BUTTONS;
    for (size_t i = 0; ok && !only && i < u->offered; i++) {
        const struct department *d = u->candidates[i];
        const struct category *c = of_place(s->options->desk, u, i);
        const struct choice choice = { .verb = c ? CHOICE_CATEGORY : CHOICE_UNIT,
                                       .ticket_id = t->id,
                                       .arg = c ? c->code : d->code,
                                       .token = token };
        struct str title = c ? c->name : button_name(u, i);
        ok = intake_choice_put(s, content, &choice, title, STR_EMPTY, e);
        buf_addf(&lines, "%s- %.*s", i ? "\n" : "", STR_ARG(c ? c->name : d->name));
    }
    if (ok && u->offered < UNDERSTOOD_CANDIDATES)
        ok = intake_choice_add(s, content, &none_of_these, REPLY_ROW_MORE, e);
    struct reply_vars vars = { .lines = buf_view(&lines) };
    ok = ok && intake_text(s, only ? REPLY_ASK_UNIT_ONLY : REPLY_ASK_UNIT, &vars, words, e);
    buf_finish(&lines);
    return ok;
}
