/* intake_second.c - a message told of several matters, and its reporter wants a report of its own
 * for the next of them. What that is about stands in the event of the first; its words are those of
 * the first. */
#include "base/json.h"
#include "intake_private.h"
#include "store/event_store.h"
#include "store/ticket_store.h"
#include <string.h>

#define ASKED_ROWS 16 /* of a ticket: the question stands among the first of them */

struct intake_beside intake_beside_of(const struct understood *u)
{
    struct intake_beside beside = { .also_count = u->beside_count, .told_in = STR_EMPTY };
    memcpy(beside.also, u->beside, sizeof beside.also);
    return beside;
}

static void also_read(const struct desk *desk, const struct json *object, const char *category,
                      const char *place, struct intake_beside *out)
{
    struct matter m = { .category = desk_category(desk, json_get_text(object, category)),
                        .place = desk_place(desk, json_get_text(object, place)) };
    if (m.category && out->also_count < UNDERSTOOD_BESIDE) out->also[out->also_count++] = m;
}

/* What the first event of a ticket tells of further matters. */
static bool beside_read(struct intake_step *s, int64_t ticket_id, struct intake_beside *out,
                        struct err *e)
{
    const struct desk *desk = s->options->desk;
    struct event event;
    struct json *tree;
    size_t count;
    bool more;
    *out = (struct intake_beside){ .told_in = STR_EMPTY };
    if (!event_list(s->db, ticket_id, 0, 1, s->arena, &event, &count, &more, e)) return false;
    if (count == 0 || event.data_json.len == 0) return true;
    if (!json_parse(event.data_json, &tree, e)) return false;
    also_read(desk, tree, "also", "also_place", out);
    const struct json *item = json_first(json_get(tree, "further"));
    for (; item; item = json_next(item))
        also_read(desk, item, "category", "place", out);
    json_free(tree);
    return true;
}

static bool was_asked(struct intake_step *s, int64_t ticket_id, bool *asked, struct err *e)
{
    struct outbox_row rows[ASKED_ROWS];
    size_t count = 0;
    bool more;
    *asked = false;
    if (!outbox_list(s->db, OUTBOX_ALL, true, ticket_id, 0, ASKED_ROWS, s->arena, rows, &count,
                     &more, e))
        return false;
    for (size_t i = 0; i < count && !*asked; i++) {
        struct outbound content;
        struct choice choice;
        if (!outbound_decode(rows[i].content_json, s->arena, &content, e)) return false;
        *asked = content.choice_count > 0 && choice_parse(content.choices[0].id, &choice) &&
                 choice.verb == CHOICE_SECOND;
    }
    *asked = *asked || more;
    return true;
}

bool intake_second_next(struct intake_step *s, const struct ticket *t, bool fresh,
                        enum question *question, struct err *e)
{
    struct intake_beside told = intake_beside_of(s->understood);
    bool asked = false;
    if (t->kind == KIND_WHISTLEBLOWING) return true;
    if (!fresh && !beside_read(s, t->id, &told, e)) return false;
    if (told.also_count == 0) return true;
    if (!fresh && !was_asked(s, t->id, &asked, e)) return false;
    if (asked) return true;
    *question = QUESTION_SECOND;
    s->heard = *s->understood;
    memcpy(s->heard.beside, told.also, sizeof told.also);
    s->heard.beside_count = told.also_count;
    s->understood = &s->heard;
    return true;
}

/* As if it had been told alone, with what is left to be told; where it says no place it lies where
 * the first does. */
static struct understood second_understood(const struct desk *desk, const struct ticket *first,
                                           const struct intake_beside *told)
{
    const struct matter *m = &told->also[0];
    struct str near = first->village.len ? first->village : first->district;
    struct understood u = { .intent = INTENT_REPORT,
                            .kind = m->category->kind,
                            .category = m->category,
                            .category_heard = true,
                            .category_sure = true,
                            .sure = true,
                            .place = m->place ? m->place : desk_place(desk, near),
                            .beside_count = told->also_count - 1,
                            .explanation = STR("{}") };
    memcpy(u.beside, told->also + 1, u.beside_count * sizeof u.beside[0]);
    return u;
}

static bool second_create(struct intake_step *s, struct str body, const struct ticket *first,
                          struct decision *d, struct err *e)
{
    struct ticket t;
    intake_draft(s, d, &t);
    t.text = first->text;
    t.confidential = first->confidential;
    return ticket_insert(s->db, &t, e) && intake_keep(s, body, t.id, e) &&
           intake_told_in(s, &t, first->id, s->message_id, d, e);
}

bool intake_second(struct intake_step *s, struct str body, struct decision *d, struct err *e)
{
    struct ticket first;
    struct intake_beside told;
    if (!ticket_get(s->db, d->ticket_id, s->arena, &first, e) ||
        !beside_read(s, first.id, &told, e))
        return false;
    if (told.also_count == 0)
        return intake_keep(s, body, 0, e) && intake_reply_plain(s, REPLY_CHOICE_OLD, 0, 0, e);
    s->heard = second_understood(s->options->desk, &first, &told);
    s->understood = &s->heard;
    d->act = ACT_CREATE;
    return second_create(s, body, &first, d, e);
}
