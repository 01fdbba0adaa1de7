/* fuzz_photo.c - whatever a photo holds: its time is none or one that can be, its place none or one
 * on earth, and both are the same when it is read again. */
#include "../../src/http/photo.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static void demand(bool promise)
{
    if (!promise) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const int64_t now = INT64_C(1795500000000), day = INT64_C(86400000);
    struct photo_taken taken, again;
    struct str photo = { size ? (const char *)data : "", size };
    photo_read(photo, now, &taken);
    photo_read(photo, now, &again);
    demand(taken.at == again.at && taken.has_place == again.has_place);
    demand(taken.at == 0 || (taken.at >= INT64_C(946684800000) && taken.at <= now + day));
    demand(!taken.has_place || (fabs(taken.latitude) <= 90 && fabs(taken.longitude) <= 180));
    return 0;
}
