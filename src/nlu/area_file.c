/* area_file.c - the boundary file: a GeoJSON FeatureCollection (RFC 7946), checked as a whole. */
#include "area_file.h"
#include "base/json.h"
#include <stdio.h>
#include <stdlib.h>

/* Three corners, and the first once more. */
#define RING_POINTS_MIN 4
#define OUTSIDE_CODE    STR("LUAR")

const struct place *area_outside(const struct desk *desk)
{
    const struct place *place = desk_place(desk, OUTSIDE_CODE);
    return place && place->level == PLACE_OUTSIDE ? place : NULL;
}

static bool is_ours(const struct place *place)
{
    return place->level == PLACE_DISTRICT || place->level == PLACE_VILLAGE;
}

/* Whose the parts are that places.csv does not list: the city's, in whose midst the regency lies,
 * or whoever's. */
static const struct place *neighbour(const struct desk *desk)
{
    for (size_t i = 0; i < desk->place_count; i++)
        if (desk->places[i].level == PLACE_CITY) return &desk->places[i];
    return area_outside(desk);
}

static bool place_read(const struct desk *desk, const struct json *properties,
                       const struct place **out, struct err *e)
{
    struct str code = json_get_text(properties, "code");
    bool inside = json_bool(json_get(properties, "inside"), true);
    if (code.len == 0) return err_set(e, ERR_INPUT, "its properties have no code");
    const struct place *place = desk_place(desk, code);
    if (place && is_ours(place) && !inside)
        return err_set(e, ERR_INPUT, "inside is false, but places.csv has it as the regency's own");
    if (!place && inside)
        return err_set(e, ERR_INPUT, "places.csv has no such code, and inside is not false");
    if (!place) place = neighbour(desk);
    if (!place) return err_set(e, ERR_INPUT, "places.csv has no kota and no LUAR to give it to");
    *out = place;
    return true;
}

static bool point_read(const struct json *position, struct map_point *out, struct err *e)
{
    const struct json *longitude = json_first(position);
    const struct json *latitude = json_next(longitude);
    double x, y;
    if (!json_is_array(position) || !json_double(longitude, &x) || !json_double(latitude, &y))
        return err_set(e, ERR_INPUT, "a position is not [longitude, latitude]");
    return map_point_of(y, x, out) ||
           err_set(e, ERR_INPUT, "a position is not on earth (longitude comes first)");
}

static bool ring_read(const struct json *positions, struct map *map, struct err *e)
{
    struct map_point first = { 0 }, last = { 0 };
    size_t count = 0;
    if (!json_is_array(positions)) return err_set(e, ERR_INPUT, "a ring is no list");
    if (!map_ring_begin(map, e)) return false;
    for (const struct json *p = json_first(positions); p; p = json_next(p)) {
        if (!point_read(p, &last, e) || !map_point_add(map, last, e)) return false;
        if (count++ == 0) first = last;
    }
    if (count < RING_POINTS_MIN)
        return err_set(e, ERR_INPUT, "a ring has %zu points, not %d or more", count,
                       RING_POINTS_MIN);
    if (first.x != last.x || first.y != last.y)
        return err_set(e, ERR_INPUT, "a ring is not closed: its last point must be its first");
    return true;
}

/* The first ring is the border, the others are holes. */
static bool polygon_read(const struct place *place, const struct json *rings, struct map *map,
                         struct err *e)
{
    const struct json *border = json_is_array(rings) ? json_first(rings) : NULL;
    if (!border) return err_set(e, ERR_INPUT, "a polygon has no ring");
    if (!map_shape_begin(map, place, e) || !ring_read(border, map, e)) return false;
    if (map_ring_area(map) <= 0) return err_set(e, ERR_INPUT, "a polygon has no area");
    for (const struct json *hole = json_next(border); hole; hole = json_next(hole))
        if (!ring_read(hole, map, e)) return false;
    return true;
}

static bool geometry_read(const struct place *place, const struct json *geometry, struct map *map,
                          struct err *e)
{
    struct str type = json_get_text(geometry, "type");
    const struct json *coordinates = json_get(geometry, "coordinates");
    if (str_equal(type, STR("Polygon"))) return polygon_read(place, coordinates, map, e);
    if (!str_equal(type, STR("MultiPolygon")))
        return err_set(e, ERR_INPUT, "its geometry is neither Polygon nor MultiPolygon");
    const struct json *polygon = json_is_array(coordinates) ? json_first(coordinates) : NULL;
    if (!polygon) return err_set(e, ERR_INPUT, "its geometry is empty");
    for (; polygon; polygon = json_next(polygon))
        if (!polygon_read(place, polygon, map, e)) return false;
    return true;
}

static bool feature_read(const struct desk *desk, const struct json *feature, struct map *map,
                         struct err *e)
{
    const struct place *place = NULL;
    if (!str_equal(json_get_text(feature, "type"), STR("Feature")))
        return err_set(e, ERR_INPUT, "it is no Feature");
    return place_read(desk, json_get(feature, "properties"), &place, e) &&
           geometry_read(place, json_get(feature, "geometry"), map, e);
}

static bool covers(const struct map *map, const struct place *district)
{
    for (size_t i = 0; i < map->shape_count; i++) {
        const struct place *place = map->shapes[i].place;
        if (place == district || place->parent == district) return true;
    }
    return false;
}

/* Pins in a district that the file forgot would all be called outside. */
static bool complete(const struct desk *desk, const struct map *map, struct err *e)
{
    for (size_t i = 0; i < desk->place_count; i++) {
        const struct place *place = &desk->places[i];
        if (place->level == PLACE_DISTRICT && !covers(map, place))
            return err_set(e, ERR_INPUT, "no area is of kecamatan %.*s (%.*s)",
                           STR_ARG(place->name), STR_ARG(place->code));
    }
    return true;
}

/* "feature 12 (35.13.01.2001)": where in the file the fault is. */
static bool fault_in(const struct json *feature, size_t number, struct err *e)
{
    char where[80];
    struct str code = str_slice(json_text(json_path(feature, "properties", "code", NULL)), 0, 40);
    (void)snprintf(where, sizeof where, code.len ? "feature %zu (%.*s)" : "feature %zu", number,
                   STR_ARG(code));
    return err_wrap(e, where);
}

/* seen: by place of the desk. */
static void note_feature(const struct desk *desk, const struct json *feature, bool *seen,
                         struct area_contents *contents)
{
    const struct place *place =
        desk_place(desk, json_text(json_path(feature, "properties", "code", NULL)));
    contents->features++;
    if (!place) return;
    size_t at = (size_t)(place - desk->places);
    if (seen[at] && !contents->twice) {
        contents->twice = place;
        contents->twice_at = contents->features;
    }
    seen[at] = true;
}

bool area_file_read(const struct desk *desk, struct str text, struct map *out,
                    struct area_contents *contents, struct err *e)
{
    struct json *tree;
    size_t number = 0;
    *out = (struct map){ 0 };
    *contents = (struct area_contents){ 0 };
    bool *seen = calloc(desk->place_count + 1, sizeof *seen);
    if (!seen) return err_set(e, ERR_MEMORY, "no memory");
    if (!json_parse(text, &tree, e)) {
        free(seen);
        return false;
    }
    const struct json *features = json_get(tree, "features");
    bool ok = (str_equal(json_get_text(tree, "type"), STR("FeatureCollection")) &&
               json_is_array(features)) ||
              err_set(e, ERR_INPUT, "is no GeoJSON FeatureCollection");
    for (const struct json *f = json_first(features); ok && f; f = json_next(f)) {
        number++;
        ok = feature_read(desk, f, out, e) || fault_in(f, number, e);
        if (ok) note_feature(desk, f, seen, contents);
    }
    ok = ok && complete(desk, out, e);
    json_free(tree);
    free(seen);
    map_seal(out);
    return ok;
}
