/* intake_whose.c - whose a matter is that they ask about and have not reported. */
#include "intake_words.h"

bool intake_reply_whose(struct intake_step *s, const struct decision *d, struct err *e)
{
    const struct category *category = desk_category(s->options->desk, d->arg);
    const struct department *unit = intake_owner(s, category, NULL);
    enum reply_key key = unit->external ? REPLY_ASK_WHOSE_REFER : REPLY_ASK_WHOSE;
    const struct reply_vars vars = { .matter = category->name,
                                     .unit = unit->name,
                                     .contact = unit->contact };
    struct outbound content = { .type = OUTBOUND_TEXT };
    return intake_text(s, key, &vars, &content.body, e) && intake_put(s, &content, 0, 0, e);
}
