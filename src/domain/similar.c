/* similar.c - the same thing, or only the same kind of thing? */
#include "domain/similar.h"
#include <math.h>

#define EARTH_RADIUS_M 6371000.0
#define RADIANS        (3.14159265358979323846 / 180.0)

double distance_m(double latitude_a, double longitude_a, double latitude_b, double longitude_b)
{
    double north = (latitude_b - latitude_a) * RADIANS;
    double east =
        (longitude_b - longitude_a) * RADIANS * cos((latitude_a + latitude_b) / 2 * RADIANS);
    return EARTH_RADIUS_M * sqrt(north * north + east * east);
}

static bool in_confidence(const struct ticket *t)
{
    return t->confidential || t->kind == KIND_WHISTLEBLOWING;
}

static bool is_shared(const struct desk *desk, struct str code)
{
    const struct category *category = desk_category(desk, code);
    return category && category != desk->other_category && !category->is_private;
}

bool ticket_is_similar(const struct desk *desk, const struct similar_rule *rule,
                       const struct ticket *a, const struct ticket *b, double *metres)
{
    *metres = -1;
    if (a->id == b->id || a->contact_id == b->contact_id || a->kind != KIND_COMPLAINT ||
        b->kind != KIND_COMPLAINT || in_confidence(a) || in_confidence(b) ||
        !ticket_is_open(b->status) || !str_equal(a->category, b->category) ||
        !is_shared(desk, a->category))
        return false;
    int64_t apart = a->created_at > b->created_at ? a->created_at - b->created_at
                                                  : b->created_at - a->created_at;
    if (apart > rule->within_ms) return false;
    if (a->has_location && b->has_location) {
        *metres = distance_m(a->latitude, a->longitude, b->latitude, b->longitude);
        return *metres <= rule->metres;
    }
    return a->village.len && str_equal(a->village, b->village);
}
