/* conversation_order.c - webhooks overtake each other: a report comes late, and what was said
 * behind it has made a ticket. What that would have been behind the report is found by the rules
 * themselves, so that any order of delivery makes the same tickets. */
#include "conversation_rules.h"

/* No row has it. */
#define IMAGINED_ID INT64_MAX

/* The ticket as the report alone would have made it. */
static struct known_ticket imagine(const struct conversation_facts *f)
{
    const struct understood *u = understood_of(f);
    const struct department *unit = place_is_elsewhere(u->place) ? u->place->owner : owner_of(u);
    return (struct known_ticket){
        .id = IMAGINED_ID,
        .own = true,
        .open = true,
        .status = STATUS_RECEIVED,
        .category = u->category->code,
        .department = unit ? unit->code : STR_EMPTY,
        .field = unit ? unit->field : STR_EMPTY,
        .outside = unit && unit->external,
        .district = place_district(u->place),
        .village = place_village(u->place),
        .received_at = f->message->sent_at,
        .urgent = u->urgent,
        .in_public = category_is_public(u->category),
        .confidential = u->confidential,
    };
}

/* The chat as it would stand then: "where?" is asked, and has not been seen; or "tambah" was said
 * between the two, and waits. */
static void set_back(const struct conversation_facts *f, struct conversation_facts *then)
{
    const struct understood *u = understood_of(f);
    const struct category *category = u->category;
    const struct known_ticket t = imagine(f);
    *then = (struct conversation_facts){ .message = f->behind.message,
                                         .understood = f->behind.understood,
                                         .before = { .contact_id = f->before.contact_id,
                                                     .last_ticket_id = t.id,
                                                     .last_message_at = t.received_at },
                                         .unseen = true,
                                         .last = t,
                                         .newest_open = t,
                                         .open = { t },
                                         .open_count = 1,
                                         .retold_id = f->behind.retold ? t.id : 0,
                                         .accused = understood_accuses(u),
                                         .police = f->police,
                                         .settle_ms = f->settle_ms };
    if (category->needs_place && !names_place(u)) {
        conversation_ask(&then->before, QUESTION_PLACE, t.id, t.received_at);
        then->asked = t;
    }
    for (size_t i = 0; i < f->before.held.count; i++) {
        const struct held_message *m = &f->before.held.messages[i];
        bool between = m->at >= t.received_at && m->at <= f->behind.message->sent_at;
        if (m->what != HELD_ADD || !between) continue;
        conversation_ask(&then->before, QUESTION_ADDITION, t.id, m->at);
        then->asked = t;
    }
}

struct order conversation_order(const struct conversation_facts *f)
{
    struct conversation_facts then;
    struct decision d;
    struct order order = { .known = false };
    /* "di desa Seboro juga" is no report that others could be a part of. */
    if (!f->overtaken || !f->behind.message || understood_of(f)->place_only) return order;
    set_back(f, &then);
    conversation_decide(&then, &d);
    bool joins = d.ticket_id == IMAGINED_ID && (d.act == ACT_JOIN || d.act == ACT_PLACE ||
                                                d.act == ACT_CATEGORY || d.act == ACT_UNIT);
    order.known = joins || d.act == ACT_CREATE;
    order.apart = d.act == ACT_CREATE;
    order.righted = joins && (d.correct || d.act == ACT_CATEGORY || d.act == ACT_UNIT);
    order.secret = joins && d.confide;
    if (d.act == ACT_PLACE) order.place = d.arg;
    return order;
}
