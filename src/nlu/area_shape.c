/* area_shape.c - polygons in whole micro-degrees: exact "inside", distances in metres. */
#include "area_shape.h"
#include <math.h>
#include <stdlib.h>

#define MICRO 1e6
/* Metres to a micro-degree of latitude, and of longitude at the equator (WGS84). */
#define METRES_NORTH 0.110574
#define METRES_EAST  0.111320
#define RADIANS      (3.14159265358979323846 / 180.0)

struct map_scale map_scale_at(double latitude)
{
    return (struct map_scale){ METRES_EAST * cos(latitude * RADIANS), METRES_NORTH };
}

bool map_point_of(double latitude, double longitude, struct map_point *out)
{
    /* Not written as "outside of": a NaN must fail too. */
    if (!(latitude >= -90 && latitude <= 90 && longitude >= -180 && longitude <= 180)) return false;
    *out =
        (struct map_point){ (int32_t)lround(longitude * MICRO), (int32_t)lround(latitude * MICRO) };
    return true;
}

double map_distance(struct map_scale scale, struct map_point a, struct map_point b)
{
    return hypot((a.x - (double)b.x) * scale.x, (a.y - (double)b.y) * scale.y);
}

/* Room for one more item of this size; NULL (and nothing changed) when memory is refused. */
static void *room(void *items, size_t count, size_t *cap, size_t size)
{
    if (count < *cap) return items;
    size_t more = *cap ? *cap * 2 : 64;
    if (more > SIZE_MAX / size) return NULL;
    void *grown = realloc(items, more * size);
    if (grown) *cap = more;
    return grown;
}

static bool no_memory(struct err *e)
{
    return err_set(e, ERR_MEMORY, "no memory");
}

bool map_shape_begin(struct map *map, const struct place *place, struct err *e)
{
    struct map_shape *all = room(map->shapes, map->shape_count, &map->shape_cap, sizeof *all);
    if (!all) return no_memory(e);
    map->shapes = all;
    all[map->shape_count++] = (struct map_shape){ .place = place,
                                                  .low = { INT32_MAX, INT32_MAX },
                                                  .high = { INT32_MIN, INT32_MIN },
                                                  .first_ring = (uint32_t)map->ring_count };
    return true;
}

bool map_ring_begin(struct map *map, struct err *e)
{
    struct map_ring *all = room(map->rings, map->ring_count, &map->ring_cap, sizeof *all);
    if (!all) return no_memory(e);
    map->rings = all;
    all[map->ring_count++] = (struct map_ring){ .first = (uint32_t)map->point_count };
    map->shapes[map->shape_count - 1].ring_count++;
    return true;
}

bool map_point_add(struct map *map, struct map_point point, struct err *e)
{
    struct map_point *all = room(map->points, map->point_count, &map->point_cap, sizeof *all);
    if (!all) return no_memory(e);
    struct map_shape *shape = &map->shapes[map->shape_count - 1];
    map->points = all;
    all[map->point_count++] = point;
    map->rings[map->ring_count - 1].count++;
    if (point.x < shape->low.x) shape->low.x = point.x;
    if (point.y < shape->low.y) shape->low.y = point.y;
    if (point.x > shape->high.x) shape->high.x = point.x;
    if (point.y > shape->high.y) shape->high.y = point.y;
    return true;
}

static void *fitted(void *items, size_t count, size_t *cap, size_t size)
{
    void *fit = count ? realloc(items, count * size) : NULL;
    if (!fit) return items;
    *cap = count;
    return fit;
}

void map_seal(struct map *map)
{
    map->points = fitted(map->points, map->point_count, &map->point_cap, sizeof *map->points);
    map->rings = fitted(map->rings, map->ring_count, &map->ring_cap, sizeof *map->rings);
    map->shapes = fitted(map->shapes, map->shape_count, &map->shape_cap, sizeof *map->shapes);
}

void map_finish(struct map *map)
{
    free(map->points);
    free(map->rings);
    free(map->shapes);
    *map = (struct map){ 0 };
}

/* Positive when c lies to the left of the way from a to b. */
static int64_t turn(struct map_point a, struct map_point b, struct map_point c)
{
    return ((int64_t)b.x - a.x) * ((int64_t)c.y - a.y) -
           ((int64_t)c.x - a.x) * ((int64_t)b.y - a.y);
}

double map_ring_area(const struct map *map)
{
    const struct map_ring *ring = &map->rings[map->ring_count - 1];
    const struct map_point *at = &map->points[ring->first];
    double sum = 0;
    for (uint32_t i = 1; i + 1 < ring->count; i++)
        sum += (double)turn(at[0], at[i], at[i + 1]);
    return fabs(sum);
}

/* Whether a ray from the point to the east crosses the edge. Upward or downward the same edge gives
 * the same answer: that is what shares out the points on it. */
static bool crosses(struct map_point a, struct map_point b, struct map_point point)
{
    if ((a.y > point.y) == (b.y > point.y)) return false;
    return a.y < b.y ? turn(a, b, point) > 0 : turn(b, a, point) > 0;
}

static bool holds(const struct map *map, const struct map_shape *shape, struct map_point point)
{
    bool inside = false;
    for (uint32_t r = 0; r < shape->ring_count; r++) {
        const struct map_ring *ring = &map->rings[shape->first_ring + r];
        const struct map_point *at = &map->points[ring->first];
        for (uint32_t i = 0; i + 1 < ring->count; i++)
            inside = inside != crosses(at[i], at[i + 1], point);
    }
    return inside;
}

/* Squared, as no root is needed to know which edge is nearest. */
static double edge_distance(struct map_point a, struct map_point b, struct map_point point,
                            struct map_scale scale)
{
    double ax = (a.x - (double)point.x) * scale.x, ay = (a.y - (double)point.y) * scale.y;
    double dx = (b.x - (double)a.x) * scale.x, dy = (b.y - (double)a.y) * scale.y;
    double length = dx * dx + dy * dy;
    double along = length > 0 ? -(ax * dx + ay * dy) / length : 0;
    if (along < 0) along = 0;
    if (along > 1) along = 1;
    ax += along * dx;
    ay += along * dy;
    return ax * ax + ay * ay;
}

/* Squared. */
static double box_distance(const struct map_shape *shape, struct map_point point,
                           struct map_scale scale)
{
    struct map_point near = point;
    if (near.x < shape->low.x) near.x = shape->low.x;
    if (near.x > shape->high.x) near.x = shape->high.x;
    if (near.y < shape->low.y) near.y = shape->low.y;
    if (near.y > shape->high.y) near.y = shape->high.y;
    double dx = (near.x - (double)point.x) * scale.x, dy = (near.y - (double)point.y) * scale.y;
    return dx * dx + dy * dy;
}

double map_shape_distance(const struct map *map, const struct map_shape *shape,
                          struct map_point point, struct map_scale scale, double limit)
{
    double nearest = box_distance(shape, point, scale);
    if (nearest > limit * limit) return HUGE_VAL;
    if (nearest <= 0 && holds(map, shape, point)) return 0;
    nearest = HUGE_VAL;
    for (uint32_t r = 0; r < shape->ring_count; r++) {
        const struct map_ring *ring = &map->rings[shape->first_ring + r];
        const struct map_point *at = &map->points[ring->first];
        for (uint32_t i = 0; i + 1 < ring->count; i++) {
            double distance = edge_distance(at[i], at[i + 1], point, scale);
            if (distance < nearest) nearest = distance;
        }
    }
    return sqrt(nearest);
}
