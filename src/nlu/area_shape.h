/* area_shape.h - polygons on a map of whole micro-degrees (0.1 m), and how near a point is.
 *
 * Whole numbers make "inside" exact: two neighbours that share a line also share every point of
 * it out between them, with no gap and no overlap, whichever way round their rings run.
 *
 * Threads: built on one thread, then read-only. */
#ifndef KANDA_NLU_AREA_SHAPE_H
#define KANDA_NLU_AREA_SHAPE_H

#include "domain/desk.h"

struct map_point {
    int32_t x, y; /* longitude, latitude */
};

/* Points that lie behind each other in the map's list; the last is the first again. */
struct map_ring {
    uint32_t first, count;
};

/* One polygon with its holes. A multipolygon is several with the same place. */
struct map_shape {
    const struct place *place;
    struct map_point low, high; /* corners of its box */
    uint32_t first_ring, ring_count;
};

struct map {
    struct map_point *points;
    struct map_ring *rings;
    struct map_shape *shapes;
    size_t point_count, point_cap, ring_count, ring_cap, shape_count, shape_cap;
};

/* Metres to a micro-degree, where the point lies. */
struct map_scale {
    double x, y;
};
struct map_scale map_scale_at(double latitude);
/* False for what is no point on earth. */
MUST_CHECK bool map_point_of(double latitude, double longitude, struct map_point *out);
double map_distance(struct map_scale scale, struct map_point a, struct map_point b);

/* A new shape begins; what follows belongs to it. False (ERR_MEMORY) when memory is refused. */
MUST_CHECK bool map_shape_begin(struct map *map, const struct place *place, struct err *e);
MUST_CHECK bool map_ring_begin(struct map *map, struct err *e);
MUST_CHECK bool map_point_add(struct map *map, struct map_point point, struct err *e);
/* After the last shape: gives back what growing took too much of. */
void map_seal(struct map *map);
void map_finish(struct map *map);

/* Twice the area of the newest ring, in square micro-degrees; 0 for a line or a dot. */
double map_ring_area(const struct map *map);

/* Metres from the point to the shape, 0 inside; may be any number above `limit` once that is sure.
 */
double map_shape_distance(const struct map *map, const struct map_shape *shape,
                          struct map_point point, struct map_scale scale, double limit);

#endif
