/* intake_second.c - a message told of two matters, and its reporter wants a report of its own for
 * the second. What that is about stands in the event of the first; its words are those of the
 * first. */
#include "base/json.h"
#include "intake_private.h"
#include "store/event_store.h"
#include "store/ticket_store.h"

/* What the first event of a ticket tells of a second matter; also NULL: nothing. */
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
    out->also = desk_category(desk, json_get_text(tree, "also"));
    out->also_place = desk_place(desk, json_get_text(tree, "also_place"));
    json_free(tree);
    return true;
}

/* As if it had been told alone; where it says no place it lies where the first does. */
static struct understood second_understood(const struct desk *desk, const struct ticket *first,
                                           const struct intake_beside *told)
{
    struct str near = first->village.len ? first->village : first->district;
    return (struct understood){ .intent = INTENT_REPORT,
                                .kind = told->also->kind,
                                .category = told->also,
                                .category_heard = true,
                                .category_sure = true,
                                .sure = true,
                                .place =
                                    told->also_place ? told->also_place : desk_place(desk, near),
                                .explanation = STR("{}") };
}

static bool second_create(struct intake_step *s, struct str body, const struct ticket *first,
                          struct decision *d, struct err *e)
{
    struct ticket t;
    struct str data;
    int64_t event_id;
    char number[TICKET_NUMBER_SIZE];
    ticket_number_format(s->options->ticket_prefix, first->id, number);
    const struct intake_beside beside = { .told_in = str_of(number) };
    intake_draft(s, d, &t);
    t.text = first->text;
    t.confidential = first->confidential;
    if (!ticket_insert(s->db, &t, e) || !intake_keep(s, body, t.id, e) ||
        !intake_event_data(&t, &beside, s->arena, &data, e) ||
        !intake_event(s, t.id, EVENT_RECEIVED, data, &event_id, e) ||
        !intake_reply_received(s, &t, event_id, d, e))
        return false;
    d->ticket_id = d->after.last_ticket_id = t.id;
    s->result->tickets++;
    return true;
}

bool intake_second(struct intake_step *s, struct str body, struct decision *d, struct err *e)
{
    struct ticket first;
    struct intake_beside told;
    if (!ticket_get(s->db, d->ticket_id, s->arena, &first, e) ||
        !beside_read(s, first.id, &told, e))
        return false;
    if (!told.also)
        return intake_keep(s, body, 0, e) && intake_reply_plain(s, REPLY_CHOICE_OLD, 0, 0, e);
    s->heard = second_understood(s->options->desk, &first, &told);
    s->understood = &s->heard;
    d->act = ACT_CREATE;
    return second_create(s, body, &first, d, e);
}
