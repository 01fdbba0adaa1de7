/* webhook_pin.h - the places of the locations that citizens sent, put to what their words were
 * understood to mean. The door and `kanda replay` share it, after webhook_work_make.
 *
 * A village that the text names stands. Else a pin decides: the village it lies in, though the text
 * names another district or the city (a phone knows borders better than its owner does); and of
 * two places that are both near, the one in the district that the text names. A pin that tells no
 * more than a district, or lies outside, only speaks where the text names no place at all.
 *
 * Threads: pure, any thread. */
#ifndef KANDA_HTTP_WEBHOOK_PIN_H
#define KANDA_HTTP_WEBHOOK_PIN_H

#include "nlu/area.h"
#include "service/intake.h"

/* Without an area (NULL), and where the arena has no room, the work stays as it is: the locations
 * are kept, unread. */
void webhook_pin_read(const struct area *area, struct intake_work *work);

/* The rule for one message: the place that is meant, `named` being that of the text (may be NULL).
 * What the text settles is no longer open in *pin. */
const struct place *webhook_pin_place(const struct place *named, struct pin *pin);

#endif
