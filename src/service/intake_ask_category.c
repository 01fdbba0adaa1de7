/* intake_ask_category.c - what a ticket is about, chosen from a list. */
#include "base/json.h"
#include "intake_words.h"
#include "store/ticket_store.h"

#define A_PAGE 9 /* of ten rows the last turns the page */
/* So much must have spoken for it; less is a hint that any word may give. */
#define NEXT_MIN 2

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

/* Which categories come first: the one that spoke loudest beside the ticket's own, then those of
 * the other units that its words may be for, where that was open; the rest as the table has them.
 */
struct ranking {
    const struct category *present, *next;
    const struct department *units[UNDERSTOOD_CANDIDATES];
    size_t unit_count;
};

static void ranking_add_unit(struct ranking *o, const struct department *unit,
                             const struct ticket *t)
{
    if (unit && !str_equal(unit->code, t->department) && o->unit_count < UNDERSTOOD_CANDIDATES)
        o->units[o->unit_count++] = unit;
}

/* From what its words said when it came. */
static bool ranking_read(const struct desk *desk, const struct ticket *t, struct ranking *out,
                         struct err *e)
{
    struct json *tree;
    int64_t score;
    *out = (struct ranking){ .present = desk_category(desk, t->category) };
    if (t->explanation.len == 0) return true;
    if (!json_parse(t->explanation, &tree, e)) return false;
    if (json_i64(json_get(tree, "next_score"), &score) && score >= NEXT_MIN)
        out->next = desk_category(desk, json_get_text(tree, "next"));
    /* Where its unit was sure, the others follow it by chance. */
    bool sure = json_bool(json_get(tree, "sure"), true);
    const struct json *code = sure ? NULL : json_first(json_get(tree, "candidates"));
    for (; code; code = json_next(code))
        ranking_add_unit(out, desk_department(desk, json_text(code)), t);
    json_free(tree);
    return true;
}

static size_t rank_of(const struct ranking *o, const struct category *c)
{
    if (c == o->next) return 0;
    for (size_t i = 0; i < o->unit_count; i++)
        if (c->department == o->units[i]) return i + 1;
    return o->unit_count + 1;
}

/* One page; what the ticket is taken for already is no choice. */
static bool add_page(struct intake_step *s, struct outbound *list, const struct decision *d,
                     const struct ranking *o, int64_t page, struct err *e)
{
    const struct desk *desk = s->options->desk;
    size_t offered = 0;
    for (size_t rank = 0; rank <= o->unit_count + 1; rank++) {
        for (size_t i = 0; i < desk->category_count; i++) {
            const struct category *c = &desk->categories[i];
            if (!is_offered(c) || c == o->present || rank_of(o, c) != rank) continue;
            if (offered++ < (size_t)page * A_PAGE) continue;
            if (list->choice_count == A_PAGE) return add_more(s, list, d, page + 1, e);
            if (!add_row(s, list, d, c, e)) return false;
        }
    }
    return true;
}

bool intake_list_categories(struct intake_step *s, const struct decision *d, const struct ticket *t,
                            struct outbound *list, struct err *e)
{
    static const struct reply_vars none = { 0 };
    const struct desk *desk = s->options->desk;
    const enum reply_key key = d->amiss ? REPLY_ASK_AMISS : REPLY_ASK_CATEGORY;
    struct ranking ranking;
    int64_t page = 0;
    if (d->arg.len && !str_to_i64(d->arg, 0, (int64_t)(desk->category_count / A_PAGE), &page, NULL))
        page = 0;
    return intake_text(s, key, &none, &list->body, e) &&
           intake_text(s, REPLY_BUTTON_LIST, &none, &list->list_button, e) &&
           ranking_read(desk, t, &ranking, e) && add_page(s, list, d, &ranking, page, e);
}

bool intake_ask_category(struct intake_step *s, const struct decision *d, struct outbound *list,
                         struct err *e)
{
    struct ticket t;
    return ticket_get(s->db, d->ticket_id, s->arena, &t, e) &&
           intake_list_categories(s, d, &t, list, e);
}
