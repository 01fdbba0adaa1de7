/* pin.c - a pin against the place that words tell. */
#include "domain/pin.h"
#include "domain/similar.h"
#include <math.h>

/* A pin is surely not in a village when the centre of another one is twice as near (measured:
 * nlu/area_centre.c). */
#define NEARER 2.0
/* No district is so wide, and no boat goes out so far. */
#define FAR_M 30000.0

bool pin_may_lie_in(const struct desk *desk, double latitude, double longitude,
                    const struct place *place)
{
    double nearest = INFINITY, own = INFINITY;
    for (size_t i = 0; place && i < desk->place_count; i++) {
        const struct place *p = &desk->places[i];
        bool inside = p == place || p->parent == place;
        /* A district's own centre lies among its villages, a neighbour's says only which land is
         * theirs. */
        bool rival = p->level == PLACE_VILLAGE || p->level == PLACE_CITY;
        if (!p->has_centre || !(inside || rival)) continue;
        double off = distance_m(latitude, longitude, p->latitude, p->longitude);
        if (off < nearest) nearest = off;
        if (inside && off < own) own = off;
    }
    return isinf(own) || own <= nearest * NEARER;
}

bool pin_is_far(const struct desk *desk, double latitude, double longitude,
                const struct place *place)
{
    double own = INFINITY;
    for (size_t i = 0; place && i < desk->place_count; i++) {
        const struct place *p = &desk->places[i];
        if (!p->has_centre || (p != place && p->parent != place)) continue;
        own = fmin(own, distance_m(latitude, longitude, p->latitude, p->longitude));
    }
    return !isinf(own) && own > FAR_M;
}
