/* intake_ask_category.c - what a ticket is about, chosen from a list. */
#include "intake_words.h"

#define A_PAGE 9 /* of ten rows the last turns the page */

/* What is told in confidence is not chosen from a list that the whole desk knows of. */
static bool is_offered(const struct category *c)
{
    return c->kind != KIND_WHISTLEBLOWING;
}

static bool add_row(struct intake_step *s, struct outbound *list, const struct decision *d,
                    const struct category *c, struct err *e)
{
    const struct choice choice = {
        .verb = CHOICE_CATEGORY, .ticket_id = d->ticket_id, .arg = c->code, .token = d->after.token
    };
    return intake_choice_put(s, list, &choice, c->name, STR_EMPTY, e);
}

static bool add_more(struct intake_step *s, struct outbound *list, const struct decision *d,
                     int64_t page, struct err *e)
{
    struct choice more = { .verb = CHOICE_CATEGORIES,
                           .ticket_id = d->ticket_id,
                           .token = d->after.token };
    return arena_text(s->arena, &more.arg, e, "%lld", (long long)page) &&
           intake_choice_add(s, list, &more, REPLY_ROW_MORE, e);
}

bool intake_ask_category(struct intake_step *s, const struct decision *d, struct outbound *list,
                         struct err *e)
{
    static const struct reply_vars none = { 0 };
    const struct desk *desk = s->options->desk;
    int64_t page = 0;
    size_t offered = 0;
    if (d->arg.len && !str_to_i64(d->arg, 0, (int64_t)(desk->category_count / A_PAGE), &page, NULL))
        page = 0;
    if (!intake_text(s, REPLY_ASK_CATEGORY, &none, &list->body, e) ||
        !intake_text(s, REPLY_BUTTON_LIST, &none, &list->list_button, e))
        return false;
    for (size_t i = 0; i < desk->category_count; i++) {
        const struct category *c = &desk->categories[i];
        if (!is_offered(c) || offered++ < (size_t)page * A_PAGE) continue;
        if (list->choice_count == A_PAGE) return add_more(s, list, d, page + 1, e);
        if (!add_row(s, list, d, c, e)) return false;
    }
    return true;
}
