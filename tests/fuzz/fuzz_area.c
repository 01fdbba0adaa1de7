/* fuzz_area.c - whatever stands in a boundary file: it is refused with a reason, or every pin gets
 * a place of the desk, not further off than the reach, and the same one again. */
#include <stdlib.h>

#define fail_msg(...) abort()
#include "../unit/nlu/area_bed.h"
#include <math.h>

static void demand(bool promise)
{
    if (!promise) abort();
}

static void check_pin(const struct desk *desk, const struct area *area, double latitude,
                      double longitude)
{
    struct pin pin, again;
    area_find(area, latitude, longitude, &pin);
    area_find(area, latitude, longitude, &again);
    demand(pin.place == again.place && pin.other == again.other);
    demand(!pin.place ||
           (pin.place >= desk->places && pin.place < desk->places + desk->place_count));
    demand(pin.off_m >= 0 && pin.off_m <= AREA_REACH_M);
    demand(!pin.other || (pin.other != pin.place && pin.place->level != PLACE_OUTSIDE));
    bool on_earth = fabs(latitude) <= 90 && fabs(longitude) <= 180;
    demand(!pin.place || on_earth);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct desk *desk;
    struct err e = { .code = ERR_NONE };
    if (size == 0) return 0;
    if (!desk) desk = small_map_desk(SMALL_PLACES SMALL_OUTSIDE);
    struct area *area = area_create(desk, (struct str){ (const char *)data, size }, &e);
    if (!area) {
        demand(e.code == ERR_INPUT && e.text[0] != '\0');
        return 0;
    }
    for (int x = -2; x < 10; x++)
        for (int y = -2; y < 6; y++)
            check_pin(desk, area, -2.0 + y * 0.005, 100.0 + x * 0.005);
    check_pin(desk, area, 90, 180);
    check_pin(desk, area, -90, -180);
    check_pin(desk, area, 90.1, 0);
    area_destroy(area);
    return 0;
}
