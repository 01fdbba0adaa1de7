/* area.h - from a location pin to the village and district it lies in.
 *
 * With a boundary file: the polygon that holds the pin. A pin outside every polygon but within
 * AREA_REACH_M of one (jetties, ships, a phone that errs) belongs to the nearest; a pin that lies
 * within AREA_BORDER_M of a neighbour is not sure. Borders are kept to 0.1 m.
 *
 * Without one: the nearest centre of places.csv, with an honest margin. A village is named only
 * where it is much nearer than the next, else its district alone; where another district's centre
 * is nearly as near, that is said. Further than CENTRE_REACH_M from every centre is outside.
 *
 * What lies outside is the place LUAR of places.csv, where the desk has such a row and there is
 * land: within AREA_LAND_M of a point that the file gives of a neighbour (a row of level luar), or,
 * where it gives none, of our own land. Anywhere else nobody can tell: it may be the sea, a phone
 * without satellites, or a place far off; the pin has no place then.
 *
 * Threads: created on one thread, then read-only, any thread. Memory: owns its shapes, borrows the
 * desk, which must outlive it. Cost of a look-up: some ten microseconds. */
#ifndef KANDA_NLU_AREA_H
#define KANDA_NLU_AREA_H

#include "base/json.h"
#include "domain/pin.h"

#define AREA_REACH_M   1000.0
#define AREA_BORDER_M  50.0
#define CENTRE_REACH_M 6000.0
#define AREA_LAND_M    25000.0

struct area;

/* boundaries: the text of a GeoJSON FeatureCollection (RFC 7946: WGS84, longitude first) of
 * polygons and multipolygons whose property "code" is a code of places.csv; one that places.csv
 * does not know must have "inside": false and is the city's. Each district needs an area, its own
 * or that of a village. The empty view: by centres. NULL with *e set ("feature 12
 * (35.13.01.2001): a ring is not closed"); the text may go afterwards. */
MUST_CHECK struct area *area_create(const struct desk *desk, struct str boundaries, struct err *e);
void area_destroy(struct area *area); /* NULL is fine */

/* Degrees, WGS84. What is no point on earth lies nowhere: all fields are zero. */
void area_find(const struct area *area, double latitude, double longitude, struct pin *out);
/* The outlines of the districts as an array of GeoJSON features with the properties "code" and
 * "name", thinned out to at most max_points where that is possible without losing whole districts;
 * villages stand in for a district that the file does not draw. Neighbours are thinned apart: their
 * lines may part by as much as was left out. Without a boundary file: an empty array. */
MUST_CHECK bool area_outlines(const struct area *area, size_t max_points, struct json_writer *w,
                              struct err *e);
/* What the boundary file holds; all zero without one. */
struct area_contents {
    size_t features;
    const struct place *twice; /* of ours, has several features; NULL: none has */
    size_t twice_at;           /* the second of them, from 1 on */
};
struct area_contents area_contents(const struct area *area);
/* Bytes that the area holds. */
size_t area_size(const struct area *area);

#endif
