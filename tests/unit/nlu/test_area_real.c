/* test_area_real.c - pins on the regency's real borders, which are not in this repository: looked
 * for in KANDA_SHARED, else ../shared/data; skipped with a message where they are absent. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "area_bed.h"
#include "base/json.h"
#include "dice.h"
#include "nlu_bed.h"
#include <time.h>

#define VILLAGES  "desa-35.13.geojson"
#define DISTRICTS "kecamatan-35.13.geojson"
#define AREA_MAX  ((size_t)3 << 20)

/* The text of a file, to be freed; NULL when it is not there. */
static char *shared_file(const char *name, size_t *len)
{
    const char *root = getenv("KANDA_SHARED");
    char path[512];
    struct buf text;
    char piece[8192];
    (void)snprintf(path, sizeof path, "%s/%s", root ? root : "../shared/data", name);
    FILE *f = fopen(path, "rb");
    if (!f) {
        print_message("skipped: there is no %s (KANDA_SHARED names its folder)\n", path);
        return NULL;
    }
    buf_init(&text, 16 << 20);
    for (size_t n; (n = fread(piece, 1, sizeof piece, f)) > 0;)
        buf_add(&text, (struct str){ piece, n });
    (void)fclose(f);
    return buf_take(&text, len);
}

static struct area *shared_area(const struct desk *desk, const char *name)
{
    size_t len = 0;
    struct err e = { 0 };
    char *text = shared_file(name, &len);
    if (!text) return NULL;
    struct area *area = area_create(desk, (struct str){ text, len }, &e);
    free(text);
    if (!area) fail_msg("%s: %s", name, e.text);
    print_message("%s: %zu KiB in memory\n", name, area_size(area) >> 10);
    assert_true(area_size(area) < AREA_MAX);
    return area;
}

struct landmark {
    const char *name;
    double latitude, longitude;
    const char *district, *village; /* "": not known; district "Kota", "luar" */
};

static const struct landmark landmarks[] = {
    { "Kraksaan square", -7.7567, 113.4006, "Kraksaan", "" },
    { "PLTU Paiton", -7.714, 113.585, "Paiton", "Bhinor" },
    { "the sea of sand", -7.92, 113.0, "Sukapura", "" },
    { "the sea of sand, further west", -7.92, 112.96, "Sukapura", "" },
    { "Bromo's crater", -7.942, 112.953, "Sukapura", "Ngadisari" },
    { "Madakaripura", -7.8556, 113.0083, "Lumbang", "Sapih" },
    { "Gili Ketapang", -7.679, 113.257, "Sumberasih", "Gili Ketapang" },
    { "Ranu Segaran", -7.977, 113.405, "Tiris", "" },
    { "Pantai Bentar", -7.7803, 113.316, "Gending", "" },
    { "Bremi", -7.955, 113.52, "Krucil", "" },
    { "the city's square", -7.7543, 113.2159, "Kota", "" },
    { "the city's station", -7.7428, 113.2159, "Kota", "" },
    { "Situbondo", -7.7063, 114.0095, "luar", "" },
    { "Lumajang", -8.1335, 113.2248, "luar", "" },
    { "Pasuruan", -7.6453, 112.9075, "luar", "" },
    { "Klakah", -7.9965, 113.2497, "luar", "" },
    { "Jember", -8.1724, 113.7003, "luar", "" },
    { "Bondowoso", -7.9135, 113.8215, "luar", "" },
    { "Malang", -7.9771, 112.634, "luar", "" },
    { "no place at all", 0, 0, "nowhere", "" },
    { "the Java sea", -5.5, 112.5, "nowhere", "" },
    { "the strait, north of Dringu", -7.62, 113.25, "nowhere", "" },
    { "the strait, north of Tongas", -7.66, 113.15, "nowhere", "" },
    { "the strait, north of Paiton", -7.62, 113.52, "nowhere", "" },
    { "the ocean in the south", -9.0, 113.3, "nowhere", "" },
    { "Jakarta", -6.2, 106.8, "nowhere", "" },
};

static const char *district_name(const struct place *place, char *out, size_t cap)
{
    const struct place *d = place && place->level == PLACE_VILLAGE ? place->parent : place;
    if (!d) return "nowhere";
    if (d->level == PLACE_CITY) return "Kota";
    if (d->level == PLACE_OUTSIDE) return "luar";
    (void)snprintf(out, cap, "%.*s", STR_ARG(d->name));
    return out;
}

static void check_landmarks(void **state, const struct area *area, bool villages)
{
    for (size_t i = 0; i < sizeof landmarks / sizeof *landmarks; i++) {
        const struct landmark *l = &landmarks[i];
        char name[64];
        struct pin pin;
        area_find(area, l->latitude, l->longitude, &pin);
        const char *district = district_name(pin.place, name, sizeof name);
        bool ok = strcmp(district, l->district) == 0;
        if (ok && villages && l->village[0]) ok = str_equal(pin.place->name, str_of(l->village));
        if (!ok)
            BED_WRONG("%s is in %s (%.*s), not in %s %s", l->name, district,
                      STR_ARG(pin.place ? pin.place->name : STR_EMPTY), l->district, l->village);
    }
}

static void test_landmarks_by_villages(void **state)
{
    struct nlu_bed *bed = *state;
    struct area *area = shared_area(bed->desk, VILLAGES);
    if (!area) return;
    check_landmarks(state, area, true);
    area_destroy(area);
}

static void test_landmarks_by_districts(void **state)
{
    struct nlu_bed *bed = *state;
    struct area *area = shared_area(bed->desk, DISTRICTS);
    if (!area) return;
    check_landmarks(state, area, false);
    area_destroy(area);
}

/* --- an independent "which polygon?": plain even-odd in floating point, straight on the JSON ---
 */

static bool ring_crossed(const struct json *ring, double x, double y)
{
    bool odd = false;
    const struct json *a = json_first(ring);
    for (const struct json *b = json_next(a); b; a = b, b = json_next(b)) {
        double ax = 0, ay = 0, bx = 0, by = 0;
        if (!json_double(json_first(a), &ax) || !json_double(json_next(json_first(a)), &ay) ||
            !json_double(json_first(b), &bx) || !json_double(json_next(json_first(b)), &by))
            fail_msg("no position");
        if ((ay > y) != (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax) odd = !odd;
    }
    return odd;
}

static bool feature_holds(const struct json *feature, double x, double y)
{
    const struct json *geometry = json_get(feature, "geometry");
    const struct json *polygon = json_get(geometry, "coordinates");
    bool multi = str_equal(json_get_text(geometry, "type"), STR("MultiPolygon")), odd = false;
    if (multi) polygon = json_first(polygon);
    for (; polygon; polygon = multi ? json_next(polygon) : NULL)
        for (const struct json *ring = json_first(polygon); ring; ring = json_next(ring))
            odd = odd != ring_crossed(ring, x, y);
    return odd;
}

static struct str holder(const struct json *features, double x, double y)
{
    for (const struct json *f = json_first(features); f; f = json_next(f))
        if (feature_holds(f, x, y)) return json_text(json_path(f, "properties", "code", NULL));
    return STR_EMPTY;
}

/* A point of the regency's surroundings in whole micro-degrees, the same in every run. */
static void random_point(uint64_t *seed, double *latitude, double *longitude)
{
    uint64_t n[2];
    for (int i = 0; i < 2; i++)
        n[i] = dice_next(seed) >> 33;
    *latitude = -8.15 + (double)(n[0] % 500000) / 1e6;
    *longitude = 112.86 + (double)(n[1] % 800000) / 1e6;
}

struct sample {
    double latitude, longitude;
    struct str code; /* of the polygon that holds it; "" for none. Lives as long as the tree */
};

#define SAMPLES 1000

/* SAMPLES points, all of them inside a polygon when `inside`. */
static void draw(const struct json *features, bool inside, struct sample *out)
{
    uint64_t seed = 20261124;
    for (size_t n = 0; n < SAMPLES;) {
        struct sample *s = &out[n];
        random_point(&seed, &s->latitude, &s->longitude);
        s->code = holder(features, s->longitude, s->latitude);
        n += !inside || s->code.len > 0;
    }
}

static struct json *tree_of(const char *name)
{
    size_t len = 0;
    struct err e = { 0 };
    struct json *tree = NULL;
    char *text = shared_file(name, &len);
    if (!text) return NULL;
    if (!json_parse((struct str){ text, len }, &tree, &e)) fail_msg("%s", e.text);
    free(text);
    return tree;
}

static void compare(void **state, const struct area *area, const struct json *features,
                    bool only_inside)
{
    static struct sample samples[SAMPLES];
    size_t inside = 0, near = 0;
    draw(features, only_inside, samples);
    for (size_t i = 0; i < SAMPLES; i++) {
        const struct sample *s = &samples[i];
        struct pin pin;
        area_find(area, s->latitude, s->longitude, &pin);
        struct str found = pin.off_m > 0 || !pin.place ? STR_EMPTY : pin.place->code;
        if (pin.place && pin.place->level == PLACE_OUTSIDE) found = STR_EMPTY;
        inside += s->code.len > 0;
        near += pin.other != NULL;
        if (!str_equal(found, s->code))
            BED_WRONG("%.6f,%.6f is in <%.*s>, not in <%.*s>", s->latitude, s->longitude,
                      STR_ARG(found), STR_ARG(s->code));
    }
    print_message("%d points: %zu inside, %zu near a border\n", SAMPLES, inside, near);
    assert_true(inside > SAMPLES / 4);
}

static void check_against_brute_force(void **state, const char *name)
{
    struct nlu_bed *bed = *state;
    struct json *tree = tree_of(name);
    if (!tree) return;
    struct area *area = shared_area(bed->desk, name);
    compare(state, area, json_get(tree, "features"), true);
    compare(state, area, json_get(tree, "features"), false);
    area_destroy(area);
    json_free(tree);
}

static void test_villages_as_brute_force(void **state)
{
    check_against_brute_force(state, VILLAGES);
}

static void test_districts_as_brute_force(void **state)
{
    check_against_brute_force(state, DISTRICTS);
}

struct tally {
    size_t right, sure, sure_right, villages, villages_right;
};

/* Whether the code stands for the place or for a part of it; the city counts as one. */
static bool fits(struct str code, const struct place *place)
{
    if (!place) return false;
    if (place->level == PLACE_CITY) return str_starts(code, STR("35.74"));
    return str_starts(code, place->code);
}

static void count(struct tally *t, const struct sample *s, const struct pin *pin)
{
    const struct place *place = pin->place;
    const struct place *district = place && place->level == PLACE_VILLAGE ? place->parent : place;
    bool right = fits(s->code, district);
    bool sure = place && place->level != PLACE_OUTSIDE && !pin->other;
    t->right += right;
    t->sure += sure;
    t->sure_right += sure && right;
    if (place && place->level == PLACE_VILLAGE && !pin->other) {
        t->villages++;
        t->villages_right += str_equal(s->code, place->code);
    }
}

/* Without the file, by centres alone: how often the district is right, and how much more often
 * where the program says that it is sure. */
static void test_centres_alone(void **state)
{
    static struct sample samples[SAMPLES];
    struct nlu_bed *bed = *state;
    struct tally t = { 0 };
    struct err e = { 0 };
    struct json *tree = tree_of(VILLAGES);
    if (!tree) return;
    struct area *area = area_create(bed->desk, STR_EMPTY, &e);
    if (!area) fail_msg("%s", e.text);
    draw(json_get(tree, "features"), true, samples);
    for (size_t i = 0; i < SAMPLES; i++) {
        struct pin pin;
        area_find(area, samples[i].latitude, samples[i].longitude, &pin);
        count(&t, &samples[i], &pin);
    }
    print_message("by centres: district right %.3f; sure %.3f, of these right %.3f; village named "
                  "%.3f, of these right %.3f\n",
                  (double)t.right / SAMPLES, (double)t.sure / SAMPLES,
                  (double)t.sure_right / (double)t.sure, (double)t.villages / SAMPLES,
                  (double)t.villages_right / (double)t.villages);
    assert_true(t.right >= SAMPLES * 90 / 100);
    assert_true(t.sure >= SAMPLES * 75 / 100);
    assert_true(t.sure_right * 100 >= t.sure * 95);
    assert_true(t.villages_right * 100 >= t.villages * 88);
    area_destroy(area);
    json_free(tree);
}

/* Printed, never asserted: some of the points lie in the sea and have no place. */
static void test_how_long_a_lookup_takes(void **state)
{
    struct nlu_bed *bed = *state;
    struct area *area = shared_area(bed->desk, VILLAGES);
    if (!area) return;
    struct timespec from, to;
    uint64_t seed = 1;
    size_t found = 0;
    (void)clock_gettime(CLOCK_MONOTONIC, &from);
    for (int i = 0; i < 10000; i++) {
        double latitude, longitude;
        struct pin pin;
        random_point(&seed, &latitude, &longitude);
        area_find(area, latitude, longitude, &pin);
        found += pin.place != NULL;
    }
    (void)clock_gettime(CLOCK_MONOTONIC, &to);
    double ns = (double)(to.tv_sec - from.tv_sec) * 1e9 + (double)(to.tv_nsec - from.tv_nsec);
    print_message("one look-up: %.2f microseconds\n", ns / 10000 / 1e3);
    assert_true(found > 0);
    area_destroy(area);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BED_TEST(test_landmarks_by_villages),   BED_TEST(test_landmarks_by_districts),
        BED_TEST(test_villages_as_brute_force), BED_TEST(test_districts_as_brute_force),
        BED_TEST(test_centres_alone),           BED_TEST(test_how_long_a_lookup_takes),
    };
    return cmocka_run_group_tests(tests, bed_setup, bed_teardown);
}
