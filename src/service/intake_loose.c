/* intake_loose.c - photos, pins and voice notes that came before any words. */
#include "base/unicode.h"
#include "intake_private.h"
#include "store/event_store.h"
#include "store/message_store.h"
#include "store/ticket_store.h"

bool intake_loose_keep(struct intake_step *s, struct loose *loose, struct err *e)
{
    const struct inbound_location *location = &s->message->location;
    /* Of more than an album's worth the first ones stay; all are stored as messages anyhow. */
    if (loose->count < LOOSE_MAX) loose->ids[loose->count++] = s->message_id;
    if (!location->present) return true;
    const struct place *place = s->understood->place;
    loose->has_pin = true;
    loose->latitude = location->latitude;
    loose->longitude = location->longitude;
    return arena_copy(s->arena, place ? place->code : STR_EMPTY, &loose->place) ||
           err_set(e, ERR_MEMORY, "intake: no memory");
}

static bool pin_join(struct intake_step *s, const struct loose *loose, int64_t ticket_id,
                     struct err *e)
{
    const struct place *place = desk_place(s->options->desk, loose->place);
    const struct inbound_location location = { .present = true,
                                               .latitude = loose->latitude,
                                               .longitude = loose->longitude };
    struct ticket_addition more = { .text = STR_EMPTY,
                                    .location = &location,
                                    .district = intake_district(place),
                                    .village = intake_village(place) };
    return !loose->has_pin || ticket_join(s->db, ticket_id, &more, s->now, e);
}

bool intake_loose_bind(struct intake_step *s, struct loose *loose, int64_t ticket_id, struct err *e)
{
    for (size_t i = 0; i < loose->count; i++) {
        int64_t event_id;
        struct event event = { .ticket_id = ticket_id,
                               .at = s->now,
                               .type = STR(EVENT_JOINED),
                               .actor = STR("reporter"),
                               .message_id = loose->ids[i],
                               .data_json = STR_EMPTY };
        if (!message_bind(s->db, loose->ids[i], ticket_id, e) ||
            !event_insert(s->db, &event, &event_id, e))
            return false;
        s->result->joined++;
    }
    if (!pin_join(s, loose, ticket_id, e)) return false;
    *loose = (struct loose){ .place = STR_EMPTY };
    return true;
}
