/* template_standing.c - what Meta's list says of one of ours: the one rule for the table, the
 * sender and `kanda check`. */
#include "domain/template.h"

const struct template_listed *template_listed_as(const struct message_template *ours,
                                                 const struct template_listed *theirs, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(theirs[i].name, ours->name) && str_equal(theirs[i].language, ours->language))
            return &theirs[i];
    return NULL;
}

/* What the list does not tell differs from nothing. */
static bool category_same(const struct message_template *ours, const struct template_listed *theirs)
{
    return theirs->category.len == 0 || str_equal_nocase(theirs->category, ours->category);
}

struct template_standing template_stands(const struct message_template *ours,
                                         const struct template_listed *theirs,
                                         enum template_state before)
{
    struct template_standing s = { .state = before };
    if (!theirs) {
        s.state = before == TEMPLATE_UNKNOWN ? TEMPLATE_UNKNOWN : TEMPLATE_DELETED;
        return s;
    }
    if (theirs->has_state) s.state = theirs->state;
    s.same_text = template_body_same(theirs->body, ours->body);
    s.same_params = theirs->param_count == ours->param_count;
    s.same_category = category_same(ours, theirs);
    if (s.state == TEMPLATE_APPROVED && !(s.same_text && s.same_params)) s.state = TEMPLATE_DIFFERS;
    s.sendable = s.state == TEMPLATE_APPROVED && s.same_category;
    return s;
}
