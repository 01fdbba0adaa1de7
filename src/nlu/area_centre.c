/* area_centre.c - the nearest centre, and how much nearer it is than the next one.
 *
 * The margins were measured on the regency's real borders: a point drawn at random is in the
 * district of its nearest centre in 91 of 100 cases, in 96 where the sure margin holds; its village
 * is right in 67, in 91 where the margin for villages holds (tests/unit/nlu/test_area_real.c). */
#include "area_centre.h"
#include <math.h>
#include <stdlib.h>

/* The nearest centre is sure when it is this much nearer than that of another district; of another
 * village. */
#define DISTRICT_SURE 0.75
#define VILLAGE_SURE  0.5

/* What is sure when the place is not: its district, its city. */
static const struct place *whole_of(const struct desk *desk, const struct place *place)
{
    if (place->level == PLACE_VILLAGE) return place->parent;
    for (size_t i = 0; i < desk->place_count; i++) {
        const struct place *city = &desk->places[i];
        if (city->level == PLACE_CITY && place->level == PLACE_CITY &&
            city->code.len < place->code.len && str_starts(place->code, city->code))
            return city;
    }
    return place;
}

static bool has_villages(const struct desk *desk, const struct place *district)
{
    for (size_t i = 0; i < desk->place_count; i++)
        if (desk->places[i].parent == district && desk->places[i].has_centre) return true;
    return false;
}

typedef bool centre_test(const struct desk *desk, const struct place *place);

/* A district's own centre lies among its villages and would only draw pins away from them; a point
 * of a neighbour's land says that there is land, not how far it reaches. */
static bool counts(const struct desk *desk, const struct place *place)
{
    return place->level != PLACE_OUTSIDE &&
           (place->level != PLACE_DISTRICT || !has_villages(desk, place));
}

static bool is_land(const struct desk *desk, const struct place *place)
{
    (void)desk;
    return place->level == PLACE_OUTSIDE;
}

static bool init(struct centres *c, const struct desk *desk, centre_test *wanted, struct err *e)
{
    *c = (struct centres){ .at = calloc(desk->place_count + 1, sizeof *c->at) };
    if (!c->at) return err_set(e, ERR_MEMORY, "no memory");
    for (size_t i = 0; i < desk->place_count; i++) {
        const struct place *place = &desk->places[i];
        struct map_point at;
        if (place->has_centre && wanted(desk, place) &&
            map_point_of(place->latitude, place->longitude, &at))
            c->at[c->count++] = (struct centre){ place, whole_of(desk, place), at };
    }
    return true;
}

bool centres_init(struct centres *c, const struct desk *desk, struct err *e)
{
    return init(c, desk, counts, e);
}

bool centres_init_land(struct centres *c, const struct desk *desk, struct err *e)
{
    return init(c, desk, is_land, e);
}

void centres_finish(struct centres *c)
{
    free(c->at);
    *c = (struct centres){ 0 };
}

struct nearest {
    const struct centre *centre; /* NULL: there is none */
    double distance;
};

/* Of all centres but those of one place or of one whole (NULL: of all). */
static struct nearest nearest(const struct centres *c, struct map_point point,
                              struct map_scale scale, const struct place *but)
{
    struct nearest best = { NULL, HUGE_VAL };
    for (size_t i = 0; i < c->count; i++) {
        const struct centre *centre = &c->at[i];
        double distance = map_distance(scale, centre->at, point);
        if (but && (centre->place == but || centre->whole == but)) continue;
        if (distance < best.distance) best = (struct nearest){ centre, distance };
    }
    return best;
}

bool centres_find(const struct centres *c, struct map_point point, struct map_scale scale,
                  double reach, struct pin *out)
{
    struct nearest best = nearest(c, point, scale, NULL);
    if (!best.centre || best.distance > reach) return false;
    struct nearest village = nearest(c, point, scale, best.centre->place);
    struct nearest district = nearest(c, point, scale, best.centre->whole);
    bool sure = best.distance <= VILLAGE_SURE * village.distance;
    *out = (struct pin){ .place = sure ? best.centre->place : best.centre->whole };
    if (district.centre && best.distance > DISTRICT_SURE * district.distance)
        out->other = district.centre->whole;
    return true;
}

bool centres_within(const struct centres *c, struct map_point point, struct map_scale scale,
                    double reach)
{
    return nearest(c, point, scale, NULL).distance <= reach;
}
