/* intake_guide.c - what guides whoever has no report at hand: that a human can be called, and whose
 * a matter is that they ask about. */
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

bool intake_reply_missed(struct intake_step *s, const struct decision *d, struct err *e)
{
    static const struct reply_vars none = { 0 };
    struct outbound content = { .type = OUTBOUND_BUTTONS };
    const struct choice call = { .verb = CHOICE_HUMAN, .arg = STR_EMPTY, .token = d->after.token };
    return intake_text(s, d->reply, &none, &content.body, e) &&
           intake_choice_add(s, &content, &call, REPLY_BUTTON_HUMAN, e) &&
           intake_put(s, &content, 0, 0, e);
}
