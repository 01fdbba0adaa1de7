/* webhook_pin.c - locations among the messages of a request become places. */
#include "http/webhook_pin.h"
#include <string.h>

/* Whether place is `whole` or a part of it. */
static bool is_within(const struct place *place, const struct place *whole)
{
    if (place == whole || place->parent == whole) return true;
    /* Parts of a city have no parent, but their codes begin with hers. */
    return place->level == PLACE_CITY && whole->level == PLACE_CITY &&
           str_starts(place->code, whole->code);
}

const struct place *webhook_pin_place(const struct place *named, struct pin *pin)
{
    if (!named) return pin->place;
    if (!pin->place || named->level == PLACE_VILLAGE) return named;
    bool here = is_within(pin->place, named);
    bool there = pin->other && is_within(pin->other, named);
    if (pin->other && here != there) {
        if (there) pin->place = pin->other;
        pin->other = NULL;
        here = true;
    }
    return here || pin->place->level == PLACE_VILLAGE ? pin->place : named;
}

static bool has_location(const struct inbound_batch *batch)
{
    for (size_t i = 0; i < batch->message_count; i++)
        if (batch->messages[i].location.present) return true;
    return false;
}

void webhook_pin_read(const struct area *area, struct intake_work *work)
{
    const struct inbound_batch *batch = &work->batch;
    if (!area || !has_location(batch)) return;
    struct pin *pins = arena_zero(work->arena, batch->message_count, sizeof *pins);
    struct understood *understood =
        arena_zero(work->arena, batch->message_count, sizeof *understood);
    if (!pins || !understood) return;
    memcpy(understood, work->understood, batch->message_count * sizeof *understood);
    for (size_t i = 0; i < batch->message_count; i++) {
        const struct inbound_location *location = &batch->messages[i].location;
        if (!location->present) continue;
        area_find(area, location->latitude, location->longitude, &pins[i]);
        understood[i].place = webhook_pin_place(understood[i].place, &pins[i]);
    }
    work->understood = understood;
    work->pins = pins;
}
