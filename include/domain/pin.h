/* pin.h - where a location that a citizen sent lies. Made by nlu/area, used by intake.
 *
 * Pointers go into the desk tables and live as long as the desk. Threads: plain data. */
#ifndef KANDA_DOMAIN_PIN_H
#define KANDA_DOMAIN_PIN_H

#include "domain/desk.h"

struct pin {
    /* Village, else district, else city or outside; NULL: there is no pin, or nobody can tell. */
    const struct place *place;
    /* It may as well be here, so ask before you rely on it; NULL: place is sure. */
    const struct place *other;
    double off_m; /* how far outside of every boundary it is: on a jetty, on a ship; 0: inside */
};

/* Whether a pin may lie in this place, as far as the centres of all places tell: no other one is
 * clearly nearer. */
bool pin_may_lie_in(const struct desk *desk, double latitude, double longitude,
                    const struct place *place);
/* Whether it is further from this place than any way out of a village: another town, or no land. */
bool pin_is_far(const struct desk *desk, double latitude, double longitude,
                const struct place *place);

#endif
