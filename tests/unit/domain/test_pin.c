/* test_pin.c - whether a pin fits the place that words tell. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/pin.h"

enum { NORTH, SOUTH, ASRI, INDAH, CITY, NEIGHBOUR, BARE, PLACES };

/* ASRI lies in NORTH, INDAH in SOUTH, a tenth of a degree (11 km) apart; the centre of NORTH lies
 * beside INDAH, and so does the neighbour's land. */
static const struct place places[PLACES] = {
    [NORTH] = { .level = PLACE_DISTRICT, .has_centre = true, .latitude = -7.6, .longitude = 113 },
    [SOUTH] = { .level = PLACE_DISTRICT },
    [ASRI] = { .level = PLACE_VILLAGE,
               .parent = &places[NORTH],
               .has_centre = true,
               .latitude = -7.5,
               .longitude = 113 },
    [INDAH] = { .level = PLACE_VILLAGE,
                .parent = &places[SOUTH],
                .has_centre = true,
                .latitude = -7.6,
                .longitude = 113 },
    [CITY] = { .level = PLACE_CITY, .has_centre = true, .latitude = -7.5, .longitude = 114 },
    [NEIGHBOUR] = { .level = PLACE_OUTSIDE,
                    .has_centre = true,
                    .latitude = -7.59,
                    .longitude = 113 },
    [BARE] = { .level = PLACE_VILLAGE, .parent = &places[SOUTH] },
};

static const struct row {
    const char *says;
    double latitude, longitude;
    size_t place;
    bool may;
} rows[] = {
    { "in the village", -7.501, 113.001, ASRI, true },
    { "in the village's district", -7.501, 113.001, NORTH, true },
    { "between two, nearer to the other", -7.555, 113, ASRI, true },
    { "in the other village, beside the centre of its own district", -7.599, 113, ASRI, false },
    { "in a village of another district", -7.501, 113, SOUTH, false },
    { "beside the neighbour's land", -7.591, 113, INDAH, true },
    { "in the city", -7.501, 113.99, ASRI, false },
    { "in the city itself", -7.501, 113.99, CITY, true },
    { "nobody knows where the village is", -7.501, 113, BARE, true },
};

static void test_may_lie_in(void **state)
{
    static const struct desk desk = { .places = places, .place_count = PLACES };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct row *r = &rows[i];
        if (pin_may_lie_in(&desk, r->latitude, r->longitude, &places[r->place]) != r->may)
            fail_msg("%s", r->says);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_may_lie_in) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
