/* area_centre.h - where a pin lies when only the centres of the places are known.
 *
 * Threads: built on one thread, then read-only. */
#ifndef KANDA_NLU_AREA_CENTRE_H
#define KANDA_NLU_AREA_CENTRE_H

#include "area_shape.h"
#include "domain/pin.h"

struct centre {
    const struct place *place, *whole; /* the district of a village, the city of its part */
    struct map_point at;
};

struct centres {
    struct centre *at;
    size_t count;
};

MUST_CHECK bool centres_init(struct centres *c, const struct desk *desk, struct err *e);
/* Points of the neighbours' land instead. */
MUST_CHECK bool centres_init_land(struct centres *c, const struct desk *desk, struct err *e);
void centres_finish(struct centres *c);

/* False: further than `reach` metres from every centre. */
MUST_CHECK bool centres_find(const struct centres *c, struct map_point point,
                             struct map_scale scale, double reach, struct pin *out);

bool centres_within(const struct centres *c, struct map_point point, struct map_scale scale,
                    double reach);

#endif
