/* test_photo.c - when and where a photo was taken: what cameras write, what they leave out, and
 * what cannot be. The photos are those that fuzz_photo.c begins with. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/http/photo.h"
#include "base/buf.h"
#include "base/clock.h"
#include "cli/file.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

static const int64_t now = INT64_C(1795500000000); /* 2026-11-24 */

static void test_photos(void **state)
{
    static const struct {
        const char *name, *taken;   /* NULL: it does not say */
        double latitude, longitude; /* 0: it does not say */
    } rows[] = {
        { "wib", "2026-11-24T08:15:03+07:00", -7.775033, 113.41 },
        { "zone", "2026-11-24T15:15:03+07:00", 0, 0 },
        { "north_west", "2026-11-24T08:15:03+07:00", 7.775033, -113.41 },
        { "future", NULL, 0, 0 },
        { "nineties", NULL, 0, 0 },
        { "no_clock", NULL, 0, 0 },
        { "blank_clock", NULL, 0, 0 },
        { "short", NULL, 0, 0 },
        { "null_island", "2026-11-24T08:15:03+07:00", 0, 0 },
        { "by_zero", "2026-11-24T08:15:03+07:00", 0, 0 },
        { "off_earth", "2026-11-24T08:15:03+07:00", 0, 0 },
        { "half_a_place", "2026-11-24T08:15:03+07:00", 0, 0 },
        { "maker", "2026-11-24T08:15:03+07:00", 0, 0 },
        { "plain", NULL, 0, 0 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char path[96], time[RFC3339_SIZE] = "";
        struct err e = { 0 };
        struct buf photo;
        struct photo_taken taken;
        (void)snprintf(path, sizeof path, "tests/fuzz/corpus/photo/%s.jpg", rows[i].name);
        buf_init(&photo, 1 << 20);
        if (!file_read(path, &photo, &e)) fail_msg("%s: %s", path, e.text);
        photo_read(buf_view(&photo), now, &taken);
        if (taken.at) rfc3339_format(taken.at, time);
        if (strcmp(time, rows[i].taken ? rows[i].taken : "") != 0)
            fail_msg("%s: '%s'", rows[i].name, time);
        bool place = rows[i].latitude < 0 || rows[i].latitude > 0;
        if (taken.has_place != place ||
            (place && (fabs(taken.latitude - rows[i].latitude) > 1e-5 ||
                       fabs(taken.longitude - rows[i].longitude) > 1e-5)))
            fail_msg("%s: %f %f", rows[i].name, taken.latitude, taken.longitude);
        buf_finish(&photo);
    }
}

/* What stands behind the first part of the file is not looked for. */
static void test_only_the_head_is_read(void **state)
{
    struct err e = { 0 };
    struct buf photo, whole;
    struct photo_taken taken;
    (void)state;
    buf_init(&photo, 1 << 20);
    buf_init(&whole, 1 << 20);
    if (!file_read("tests/fuzz/corpus/photo/wib.jpg", &photo, &e)) fail_msg("%s", e.text);
    struct str view = buf_view(&photo);
    for (size_t parts = 1; parts <= 3; parts += 2) {
        buf_clear(&whole);
        buf_add(&whole, str_slice(view, 0, 2));
        for (size_t i = 0; i < parts; i++) { /* each of 60,000 bytes */
            buf_add(&whole, (struct str){ "\xff\xe2\xea\x62", 4 });
            for (int k = 0; k < 6000; k++)
                buf_add_text(&whole, "xxxxxxxxxx");
        }
        buf_add(&whole, str_slice(view, 2, view.len));
        assert_true(buf_ok(&whole));
        photo_read(buf_view(&whole), now, &taken);
        assert_int_equal(taken.at != 0, whole.len < PHOTO_HEAD_MAX);
    }
    buf_finish(&photo);
    buf_finish(&whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_photos),
        cmocka_unit_test(test_only_the_head_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
