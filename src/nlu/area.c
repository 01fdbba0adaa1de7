/* area.c - the polygon that holds a pin, or the centre that is nearest to it. */
#include "area_private.h"
#include <math.h>
#include <stdlib.h>

struct area *area_create(const struct desk *desk, struct str boundaries, struct err *e)
{
    struct area *area = calloc(1, sizeof *area);
    if (!area) {
        err_set(e, ERR_MEMORY, "no memory");
        return NULL;
    }
    area->by_map = boundaries.len > 0;
    area->outside = area_outside(desk);
    if (centres_init_land(&area->land, desk, e) &&
        (area->by_map ? area_file_read(desk, boundaries, &area->map, &area->contents, e)
                      : centres_init(&area->centres, desk, e)))
        return area;
    area_destroy(area);
    return NULL;
}

void area_destroy(struct area *area)
{
    if (!area) return;
    map_finish(&area->map);
    centres_finish(&area->centres);
    centres_finish(&area->land);
    free(area);
}

struct area_contents area_contents(const struct area *area)
{
    return area->contents;
}

size_t area_size(const struct area *area)
{
    return sizeof *area + area->map.point_cap * sizeof *area->map.points +
           area->map.ring_cap * sizeof *area->map.rings +
           area->map.shape_cap * sizeof *area->map.shapes +
           (area->centres.count + area->land.count) * sizeof *area->centres.at;
}

/* Nothing is to be asked between a village and its district, nor between parts of the same
 * neighbour: the matter goes to the same owner. */
static bool is_one(const struct place *a, const struct place *b)
{
    return a == b || a->parent == b || b->parent == a ||
           (place_is_elsewhere(a) && a->level == b->level);
}

struct near {
    const struct place *place;
    double distance;
};

/* The nearest place within `limit` metres that is not one with `but`; its village before the
 * district where the file has both. */
static struct near nearest(const struct map *map, struct map_point point, struct map_scale scale,
                           double limit, const struct place *but)
{
    struct near best = { NULL, limit };
    for (size_t i = 0; i < map->shape_count; i++) {
        const struct map_shape *shape = &map->shapes[i];
        if (but && is_one(shape->place, but)) continue;
        double distance = map_shape_distance(map, shape, point, scale, best.distance);
        if (distance > best.distance) continue;
        bool deeper = best.place && shape->place->parent == best.place;
        if (!best.place || distance < best.distance || deeper)
            best = (struct near){ shape->place, distance };
    }
    return best;
}

static bool map_find(const struct map *map, struct map_point point, struct map_scale scale,
                     struct pin *out)
{
    struct near best = nearest(map, point, scale, AREA_REACH_M, NULL);
    if (!best.place) return false;
    struct near next = nearest(map, point, scale, best.distance + AREA_BORDER_M, best.place);
    *out = (struct pin){ best.place, next.place, best.distance };
    return true;
}

/* Whether a pin that is not ours lies in a neighbour's land, as far as anybody can tell. */
static bool is_outside(const struct area *area, struct map_point point, struct map_scale scale)
{
    if (area->land.count) return centres_within(&area->land, point, scale, AREA_LAND_M);
    if (area->by_map) return nearest(&area->map, point, scale, AREA_LAND_M, NULL).place;
    return centres_within(&area->centres, point, scale, AREA_LAND_M);
}

void area_find(const struct area *area, double latitude, double longitude, struct pin *out)
{
    struct map_point point;
    *out = (struct pin){ 0 };
    if (!map_point_of(latitude, longitude, &point)) return;
    struct map_scale scale = map_scale_at(latitude);
    bool found = area->by_map ? map_find(&area->map, point, scale, out)
                              : centres_find(&area->centres, point, scale, CENTRE_REACH_M, out);
    if (!found && is_outside(area, point, scale)) out->place = area->outside;
}
