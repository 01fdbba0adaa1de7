/* area_outline.c - the map of the districts, thinned out until it is small enough for a page.
 *
 * Ramer-Douglas-Peucker: a point stays when it lies further from the line between its neighbours
 * than the tolerance; the tolerance grows until few enough points stay. */
#include "area_private.h"
#include <math.h>
#include <stdlib.h>

#define TOLERANCE_FIRST_M 30.0
#define TOLERANCE_LAST_M  4000.0
#define MICRO             1e6
#define DIGITS            1e4 /* 11 m: finer than any tolerance */
#define RING_POINTS_MIN   4

struct thin {
    const struct map *map;
    struct map_scale scale;
    double tolerance;
    bool *keep;      /* for each point of the map */
    uint32_t *spans; /* a stack of pairs */
};

/* Metres from p to the line a-b. */
static double off_line(struct map_scale s, struct map_point a, struct map_point b,
                       struct map_point p)
{
    double dx = (b.x - (double)a.x) * s.x, dy = (b.y - (double)a.y) * s.y;
    double px = (p.x - (double)a.x) * s.x, py = (p.y - (double)a.y) * s.y;
    double length = hypot(dx, dy);
    return length > 0 ? fabs(dx * py - dy * px) / length : hypot(px, py);
}

/* Without recursion: a ring may have as many points as its file. */
static void thin_span(struct thin *t, uint32_t first, uint32_t last)
{
    size_t depth = 0;
    t->spans[depth++] = first;
    t->spans[depth++] = last;
    while (depth) {
        uint32_t to = t->spans[--depth], from = t->spans[--depth], furthest = from;
        double most = t->tolerance;
        const struct map_point *points = t->map->points;
        for (uint32_t i = from + 1; i < to; i++) {
            double off = off_line(t->scale, points[from], points[to], points[i]);
            if (off > most) {
                most = off;
                furthest = i;
            }
        }
        if (furthest == from) continue;
        t->keep[furthest] = true;
        t->spans[depth++] = from;
        t->spans[depth++] = furthest;
        t->spans[depth++] = furthest;
        t->spans[depth++] = to;
    }
}

/* A ring begins where it ends: halved at the middle point, it is two lines. */
static size_t thin_ring(struct thin *t, const struct map_ring *ring)
{
    uint32_t first = ring->first, last = first + ring->count - 1, middle = first + ring->count / 2;
    size_t kept = 0;
    t->keep[first] = t->keep[middle] = t->keep[last] = true;
    thin_span(t, first, middle);
    thin_span(t, middle, last);
    for (uint32_t i = first; i <= last; i++)
        kept += t->keep[i];
    return kept;
}

static bool has_own_shape(const struct map *map, const struct place *district)
{
    for (size_t i = 0; i < map->shape_count; i++)
        if (map->shapes[i].place == district) return true;
    return false;
}

/* The district that a shape is drawn for; NULL: it is not drawn. Villages stand in for a district
 * that the file has no outline of. */
static const struct place *drawn_for(const struct map *map, const struct map_shape *shape)
{
    const struct place *p = shape->place;
    if (p->level == PLACE_DISTRICT) return p;
    if (p->level != PLACE_VILLAGE || !p->parent || has_own_shape(map, p->parent)) return NULL;
    return p->parent;
}

static size_t thin_all(struct thin *t)
{
    size_t kept = 0;
    for (size_t i = 0; i < t->map->point_count; i++)
        t->keep[i] = false;
    for (size_t i = 0; i < t->map->shape_count; i++) {
        const struct map_shape *shape = &t->map->shapes[i];
        if (!drawn_for(t->map, shape)) continue;
        for (uint32_t r = 0; r < shape->ring_count; r++)
            kept += thin_ring(t, &t->map->rings[shape->first_ring + r]);
    }
    return kept;
}

static void write_degrees(struct json_writer *w, int32_t micro)
{
    json_write_double(w, round(micro / MICRO * DIGITS) / DIGITS);
}

static void write_ring(const struct thin *t, const struct map_ring *ring, struct json_writer *w)
{
    json_begin_array(w);
    for (uint32_t i = ring->first; i < ring->first + ring->count; i++) {
        if (!t->keep[i]) continue;
        json_begin_array(w);
        write_degrees(w, t->map->points[i].x);
        write_degrees(w, t->map->points[i].y);
        json_end_array(w);
    }
    json_end_array(w);
}

static size_t ring_kept(const struct thin *t, const struct map_ring *ring)
{
    size_t kept = 0;
    for (uint32_t i = ring->first; i < ring->first + ring->count; i++)
        kept += t->keep[i];
    return kept;
}

/* What has shrunk to a line is left out: an islet, a hole. */
static void write_shape(const struct thin *t, const struct map_shape *shape, struct json_writer *w)
{
    const struct map_ring *rings = &t->map->rings[shape->first_ring];
    const struct place *district = drawn_for(t->map, shape);
    if (!district || ring_kept(t, &rings[0]) < RING_POINTS_MIN) return;
    json_begin_object(w);
    json_member_text(w, "type", STR("Feature"));
    json_key_name(w, "properties");
    json_begin_object(w);
    json_member_text(w, "code", district->code);
    json_member_text(w, "name", district->name);
    json_end_object(w);
    json_key_name(w, "geometry");
    json_begin_object(w);
    json_member_text(w, "type", STR("Polygon"));
    json_key_name(w, "coordinates");
    json_begin_array(w);
    for (uint32_t r = 0; r < shape->ring_count; r++)
        if (ring_kept(t, &rings[r]) >= RING_POINTS_MIN) write_ring(t, &rings[r], w);
    json_end_array(w);
    json_end_object(w);
    json_end_object(w);
}

bool area_outlines(const struct area *area, size_t max_points, struct json_writer *w, struct err *e)
{
    const struct map *map = area && area->by_map ? &area->map : NULL;
    struct thin t = { .map = map, .tolerance = TOLERANCE_FIRST_M };
    json_begin_array(w);
    if (map && map->point_count) {
        t.scale = map_scale_at(map->points[0].y / MICRO);
        t.keep = calloc(map->point_count, sizeof *t.keep);
        t.spans = calloc(2 * map->point_count + 2, sizeof *t.spans);
        if (!t.keep || !t.spans) {
            free(t.keep);
            free(t.spans);
            return err_set(e, ERR_MEMORY, "outlines: no memory");
        }
        while (thin_all(&t) > max_points && t.tolerance < TOLERANCE_LAST_M)
            t.tolerance *= 1.5;
        for (size_t i = 0; i < map->shape_count; i++)
            write_shape(&t, &map->shapes[i], w);
    }
    free(t.keep);
    free(t.spans);
    json_end_array(w);
    return true;
}
