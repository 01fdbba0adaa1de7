/* test_area.c - pins on a made-up map: borders, holes, islands, gaps, and files that are refused.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "area_bed.h"
#include <math.h>

#define FEATURE(code, more, geometry)                                                              \
    "{\"type\":\"Feature\",\"properties\":{\"code\":\"" code "\"" more "},\"geometry\":" geometry  \
    "}"
#define POLYGON(rings) "{\"type\":\"Polygon\",\"coordinates\":[" rings "]}"
#define MULTI(rings)   "{\"type\":\"MultiPolygon\",\"coordinates\":[" rings "]}"
#define FILE_OF(features)                                                                          \
    "{\"type\":\"FeatureCollection\",\"name\":\"x\",\"features\":[" features "]}"
/* Squares of 0.01 degrees, one clockwise and the others not. */
#define SQUARE_ASRI  "[[100.00,-2.00],[100.01,-2.00],[100.01,-1.99],[100.00,-1.99],[100.00,-2.00]]"
#define SQUARE_BAKTI "[[100.01,-2.00],[100.01,-1.99],[100.02,-1.99],[100.02,-2.00],[100.01,-2.00]]"
#define SQUARE_CINTA "[[100.00,-1.99],[100.01,-1.99],[100.01,-1.98],[100.00,-1.98],[100.00,-1.99]]"
#define SQUARE_KOTA                                                                                \
    "[[100.01,-1.99,7.5],[100.02,-1.99,7],[100.02,-1.98,7],[100.01,-1.98,7],[100.01,-1.99,7.5]]"
/* In the middle of Asri: 0.002 degrees wide. */
#define HOLE                                                                                       \
    "[[100.004,-1.996],[100.006,-1.996],[100.006,-1.994],[100.004,-1.994],[100.004,-1.996]]"
#define ISLAND "[[100.05,-2.00],[100.06,-2.00],[100.06,-1.99],[100.05,-1.99],[100.05,-2.00]]"

#define MAP                                                                                        \
    FILE_OF(FEATURE("1.1", ",\"inside\":true", POLYGON(SQUARE_ASRI "," HOLE)) "," FEATURE(         \
        "1.2", "",                                                                                 \
        MULTI("[" SQUARE_BAKTI "],[" ISLAND "],[" HOLE                                             \
              "]")) "," FEATURE("2.1", "",                                                         \
                                POLYGON(SQUARE_CINTA)) "," FEATURE("7.7", ",\"inside\":false",     \
                                                                   POLYGON(SQUARE_KOTA)))

struct fixture {
    struct desk *desk;
};

static int setup(void **state)
{
    static struct fixture f;
    f.desk = small_map_desk(SMALL_PLACES SMALL_OUTSIDE);
    *state = &f;
    return 0;
}

static int teardown(void **state)
{
    desk_destroy(((struct fixture *)*state)->desk);
    return 0;
}

struct row {
    const char *rule;
    double latitude, longitude;
    const char *place; /* "Asri|Bakti": near the border of both */
};

static void check(const struct area *area, const struct row *rows, size_t count)
{
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        char found[128];
        struct pin pin;
        area_find(area, rows[i].latitude, rows[i].longitude, &pin);
        if (strcmp(pin_text(&pin, found, sizeof found), rows[i].place) == 0) continue;
        print_error("%s: <%s>, not <%s>\n", rows[i].rule, found, rows[i].place);
        wrong++;
    }
    if (wrong) fail_msg("%zu pins are wrong", wrong);
}

#define CHECK(area, rows) check((area), (rows), sizeof(rows) / sizeof *(rows))

static struct area *made(void **state, const char *file)
{
    struct err e = { 0 };
    struct area *area = area_create(((struct fixture *)*state)->desk, str_of(file), &e);
    if (!area) fail_msg("%s", e.text);
    return area;
}

/* 0.0004 degrees are 44 m, 0.0006 are 67 m, 0.009 are 1 km. */
static void test_pins_on_the_map(void **state)
{
    static const struct row rows[] = {
        { "in the middle of a square", -1.992, 100.003, "Asri" },
        { "of one that runs the other way round", -1.995, 100.015, "Bakti" },
        { "in the hole, which is another's", -1.995, 100.005, "Bakti" },
        { "in the hole, near its edge", -1.995, 100.0042, "Bakti|Asri" },
        { "beside the hole, near its edge", -1.995, 100.0038, "Asri|Bakti" },
        { "on the second part of a multipolygon", -1.995, 100.055, "Bakti" },
        { "between its parts is not inside", -1.995, 100.035, "luar" },
        { "near a border", -1.992, 100.0098, "Asri|Bakti" },
        { "on the other side of it", -1.992, 100.0102, "Bakti|Asri" },
        { "a little further it is sure", -1.9935, 100.0106, "Bakti" },
        { "near the border of the city", -1.9902, 100.015, "Bakti|Kota" },
        { "in the city", -1.985, 100.015, "Kota" },
        { "a position with a height is read", -1.982, 100.018, "Kota" },
        { "on a jetty", -2.003, 100.005, "Asri" },
        { "on a jetty between two villages", -2.003, 100.0101, "Bakti|Asri" },
        { "almost a kilometre off", -2.0088, 100.003, "Asri" },
        { "a kilometre off is outside", -2.0092, 100.003, "luar" },
        { "twenty kilometres off too", -2.18, 100.003, "luar" },
        { "so far off, nobody can tell", -2.25, 100.003, "" },
        { "on the other side of the world", 51.5, -0.1, "" },
        { "in the corner of four", -1.99, 100.01, "Asri|Bakti" },
        { "no number", NAN, 100.0, "" },
        { "beyond the pole", -91, 100.0, "" },
        { "round the earth", -1.995, 460.005, "" },
        { "endless", INFINITY, 100.0, "" },
    };
    struct area *area = made(state, MAP);
    CHECK(area, rows);
    struct pin pin;
    area_find(area, -2.003, 100.005, &pin);
    assert_true(pin.off_m > 320 && pin.off_m < 345);
    area_find(area, -1.992, 100.003, &pin);
    assert_true(pin.off_m == 0);
    area_destroy(area);
}

static void test_nobody_falls_between_two_squares(void **state)
{
    struct area *area = made(state, MAP);
    for (int i = 0; i <= 1000; i++) {
        struct pin pin;
        area_find(area, -2.0 + i * 0.00001, 100.01, &pin);
        if (!pin.place || pin.off_m != 0) fail_msg("point %d of the border is nowhere", i);
        if (!pin.other) fail_msg("point %d of the border is sure", i);
    }
    area_destroy(area);
}

static void test_a_file_may_have_districts_and_villages(void **state)
{
    static const struct row rows[] = {
        { "the village where there is one", -1.995, 100.005, "Asri" },
        { "its district where there is none", -1.995, 100.015, "Utara" },
        { "its border is nobody else's", -1.995, 100.0102, "Utara" },
        { "a district alone", -1.985, 100.005, "Selatan" },
        { "near another district", -1.9898, 100.005, "Selatan|Asri" },
    };
    struct area *area = made(
        state, FILE_OF(FEATURE("1", "", MULTI("[" SQUARE_ASRI "],[" SQUARE_BAKTI "]")) "," FEATURE(
                   "1.1", "", POLYGON(SQUARE_ASRI)) "," FEATURE("2", "", POLYGON(SQUARE_CINTA))));
    CHECK(area, rows);
    area_destroy(area);
}

static void test_the_nearest_centre(void **state)
{
    static const struct row rows[] = {
        { "at the centre", -1.995, 100.005, "Asri" },
        { "well inside", -1.9965, 100.004, "Asri" },
        { "between two villages of one district", -1.997, 100.0101, "Utara" },
        { "between two districts", -1.9901, 100.004, "Utara|Selatan" },
        { "between district and city", -1.99, 100.0149, "Utara|Kota" },
        { "between two parts of the city", -1.9801, 100.0151, "Kota" },
        { "in a part of the city", -1.974, 100.0155, "Luhur" },
        { "some kilometres off it may be either", -2.02, 100.04, "Utara|Kota" },
        { "too many kilometres off", -2.05, 100.05, "luar" },
        { "so many that nobody can tell", -2.25, 100.05, "" },
        { "no number", NAN, 100.0, "" },
    };
    struct area *area = made(state, "");
    CHECK(area, rows);
    area_destroy(area);
}

static void test_a_desk_without_outside_and_centres(void **state)
{
    static const struct row off[] = { { "far off", 51.5, -0.1, "" } };
    static const struct row anywhere[] = { { "anywhere", -1.995, 100.005, "" } };
    static const struct row district[] = { { "the centre of a district whose villages have none",
                                             -1.995, 100.005, "Utara" } };
    static const struct {
        const char *places;
        const struct row *rows;
    } desks[] = {
        { SMALL_PLACES, off },
        { "code,level,name,parent,common_word,aliases,lat,lon\n1,kecamatan,Utara,,no,,,\n",
          anywhere },
        { "code,level,name,parent,common_word,aliases,lat,lon\n"
          "1,kecamatan,Utara,,no,,-1.995,100.005\n1.1,desa,Asri,1,no,,,\n",
          district },
    };
    (void)state;
    for (size_t i = 0; i < sizeof desks / sizeof *desks; i++) {
        struct err e = { 0 };
        struct desk *desk = small_map_desk(desks[i].places);
        struct area *area = area_create(desk, STR_EMPTY, &e);
        if (!area) fail_msg("%s", e.text);
        check(area, desks[i].rows, 1);
        area_destroy(area);
        desk_destroy(desk);
    }
}

/* Where the file gives points of the neighbours' land, there is land near them and nowhere else. */
static void test_land_and_sea(void **state)
{
    static const struct row rows[] = {
        { "near the neighbour's point", -2.05, 99.80, "luar" },
        { "at the edge of what is known", -2.05, 99.576, "luar" },
        { "further off it may be the sea", -2.05, 99.574, "" },
        { "off the own coast there is no neighbour", -1.85, 100.05, "" },
        { "the point itself is nobody's village", -2.05, 99.8, "luar" },
        { "the own land stays the own", -1.992, 100.003, "Asri" },
    };
    struct desk *desk =
        small_map_desk(SMALL_PLACES SMALL_OUTSIDE "LUAR-B,luar,Barat,,no,,-2.05,99.80\n");
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct err e = { 0 };
        struct area *area = area_create(desk, i ? str_of(MAP) : STR_EMPTY, &e);
        if (!area) fail_msg("%s", e.text);
        CHECK(area, rows);
        area_destroy(area);
    }
    desk_destroy(desk);
}

#define WITH(feature)                                                                              \
    FILE_OF(FEATURE("1.1", "", POLYGON(SQUARE_ASRI)) "," FEATURE(                                  \
        "2.1", "", POLYGON(SQUARE_CINTA)) "," feature)

static void test_what_the_file_holds(void **state)
{
    static const char twice[] = WITH(FEATURE("1.1", "", POLYGON(SQUARE_BAKTI)));
    static const struct {
        const char *file;
        size_t features, twice_at;
        const char *twice;
    } rows[] = { { "", 0, 0, "" }, { MAP, 4, 0, "" }, { twice, 3, 3, "1.1" } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct err e = { 0 };
        struct area *area = area_create(((struct fixture *)*state)->desk, str_of(rows[i].file), &e);
        if (!area) fail_msg("row %zu: %s", i, e.text);
        struct area_contents c = area_contents(area);
        struct str code = c.twice ? c.twice->code : STR_EMPTY;
        assert_int_equal(c.features, rows[i].features);
        assert_int_equal(c.twice_at, rows[i].twice_at);
        if (!str_equal(code, str_of(rows[i].twice))) fail_msg("row %zu: %.*s", i, STR_ARG(code));
        area_destroy(area);
    }
}

static void test_files_that_are_refused(void **state)
{
    static const struct {
        const char *rule, *file, *why;
    } rows[] = {
        { "no JSON", "x", "JSON" },
        { "JSON of something else", "[1]", "is no GeoJSON FeatureCollection" },
        { "a single feature", FEATURE("1.1", "", POLYGON(SQUARE_ASRI)), "FeatureCollection" },
        { "features that are no list", "{\"type\":\"FeatureCollection\",\"features\":{}}",
          "FeatureCollection" },
        { "a district that has no area", FILE_OF(FEATURE("1.1", "", POLYGON(SQUARE_ASRI))),
          "no area is of kecamatan Selatan (2)" },
        { "no feature at all", FILE_OF(""), "no area is of kecamatan Utara" },
        { "something between the features", WITH("7"), "feature 3: it is no Feature" },
        { "no code", WITH("{\"type\":\"Feature\",\"properties\":null,\"geometry\":null}"),
          "feature 3: its properties have no code" },
        { "a code that is a number",
          WITH("{\"type\":\"Feature\",\"properties\":{\"code\":1},\"geometry\":null}"), "no code" },
        { "a code nobody knows", WITH(FEATURE("8", "", POLYGON(SQUARE_BAKTI))),
          "feature 3 (8): places.csv has no such code" },
        { "our own village as a neighbour",
          WITH(FEATURE("1.2", ",\"inside\":false", POLYGON(SQUARE_BAKTI))), "the regency's own" },
        { "no geometry", WITH(FEATURE("1.2", "", "null")), "neither Polygon nor MultiPolygon" },
        { "a point", WITH(FEATURE("1.2", "", "{\"type\":\"Point\",\"coordinates\":[100,-2]}")),
          "neither Polygon nor MultiPolygon" },
        { "no coordinates", WITH(FEATURE("1.2", "", "{\"type\":\"Polygon\"}")),
          "a polygon has no ring" },
        { "an empty multipolygon", WITH(FEATURE("1.2", "", MULTI(""))), "its geometry is empty" },
        { "an empty polygon in one", WITH(FEATURE("1.2", "", MULTI("[]"))),
          "a polygon has no ring" },
        { "a ring that is no list", WITH(FEATURE("1.2", "", POLYGON("5"))), "a ring is no list" },
        { "a ring without an area",
          WITH(FEATURE("1.2", "", POLYGON("[[100,-2],[100.1,-2.1],[100.2,-2.2],[100,-2]]"))),
          "a polygon has no area" },
        { "a dot", WITH(FEATURE("1.2", "", POLYGON("[[100,-2],[100,-2],[100,-2],[100,-2]]"))),
          "a polygon has no area" },
        { "a ring of two points", WITH(FEATURE("1.2", "", POLYGON("[[100,-2],[101,-2],[100,-2]]"))),
          "a ring has 3 points" },
        { "an open ring",
          WITH(FEATURE("1.2", "", POLYGON("[[100,-2],[101,-2],[101,-1],[100,-1]]"))),
          "not closed" },
        { "latitude first",
          WITH(FEATURE("1.2", "", POLYGON("[[-2,100],[-2,101],[-1,101],[-2,100]]"))),
          "longitude comes first" },
        { "half a position", WITH(FEATURE("1.2", "", POLYGON("[[100],[101,-2],[101,-1],[100]]"))),
          "not [longitude, latitude]" },
        { "text for a number",
          WITH(FEATURE("1.2", "", POLYGON("[[\"100\",-2],[101,-2],[101,-1],[100,-2]]"))),
          "not [longitude, latitude]" },
        { "an open hole",
          WITH(FEATURE("1.2", "", POLYGON(SQUARE_BAKTI ",[[100,-2],[101,-2],[101,-1],[100,-1]]"))),
          "not closed" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct err e = { 0 };
        struct area *area = area_create(((struct fixture *)*state)->desk, str_of(rows[i].file), &e);
        if (area) fail_msg("%s is taken", rows[i].rule);
        if (e.code != ERR_INPUT || !strstr(e.text, rows[i].why))
            fail_msg("%s: \"%s\" does not say \"%s\"", rows[i].rule, e.text, rows[i].why);
    }
}

/* Who is nobody's: a desk with neither city nor outside cannot place what is not its own. */
static void test_neighbours_need_a_row(void **state)
{
    struct err e = { 0 };
    (void)state;
    struct desk *desk = small_map_desk(
        "code,level,name,parent,common_word,aliases,lat,lon\n1,kecamatan,Utara,,no,,,\n");
    const char *file = FILE_OF(FEATURE("1", "", POLYGON(SQUARE_ASRI)) "," FEATURE(
        "7", ",\"inside\":false", POLYGON(SQUARE_CINTA)));
    assert_null(area_create(desk, str_of(file), &e));
    assert_non_null(strstr(e.text, "no kota and no LUAR"));
    desk_destroy(desk);
}

/* --- outlines --- */

static struct str outlines(struct area *area, size_t max_points, struct buf *out)
{
    struct err e = { 0 };
    struct json_writer w;
    buf_clear(out);
    json_writer_init(&w, out);
    if (!area_outlines(area, max_points, &w, &e)) fail_msg("%s", e.text);
    assert_true(json_writer_done(&w));
    return buf_view(out);
}

static void test_outlines_of_districts(void **state)
{
    struct desk *desk = ((struct fixture *)*state)->desk;
    struct err e = { 0 };
    struct buf text;
    buf_init(&text, 1 << 16);
    struct area *area = area_create(desk, STR(MAP), &e);
    assert_non_null(area);
    /* Villages stand in for their districts; the city is not drawn, the hole is. */
    struct str all = outlines(area, 1000, &text);
    assert_true(str_contains(all, STR("{\"code\":\"1\",\"name\":\"Utara\"}")));
    assert_true(str_contains(all, STR("{\"code\":\"2\",\"name\":\"Selatan\"}")));
    assert_false(str_contains(all, STR("Kota")));
    assert_true(str_contains(all, STR("[[100,-2],[100.01,-2],[100.01,-1.99],[100,-1.99],[100,-2]],"
                                      "[[100.004,-1.996],")));
    area_destroy(area);
    area = area_create(desk, STR_EMPTY, &e); /* by centres: nothing to draw */
    assert_true(str_equal(outlines(area, 1000, &text), STR("[]")));
    area_destroy(area);
    buf_finish(&text);
}

/* A coast of 2,000 points that swings by some metres becomes a few lines, and stays closed. */
static void test_outlines_are_thinned_out(void **state)
{
    struct desk *desk = ((struct fixture *)*state)->desk;
    struct err e = { 0 };
    struct buf file, text;
    buf_init(&file, 1 << 18);
    buf_init(&text, 1 << 18);
    buf_add_text(&file, "{\"type\":\"FeatureCollection\",\"features\":[");
    for (int district = 1; district <= 2; district++) {
        buf_addf(&file,
                 "%s{\"type\":\"Feature\",\"properties\":{\"code\":\"%d\"},\"geometry\":{"
                 "\"type\":\"Polygon\",\"coordinates\":[[[10%d,-2]",
                 district > 1 ? "," : "", district, district);
        for (int i = 1; i < 2000; i++)
            buf_addf(&file, ",[10%d.%04d,%s]", district, i, i % 2 ? "-1.9999" : "-2");
        buf_addf(&file, ",[10%d.1,-1.8],[10%d,-2]]]}}", district, district);
    }
    buf_add_text(&file, "]}");
    struct area *area = area_create(desk, buf_view(&file), &e);
    if (!area) fail_msg("%s", e.text);
    struct str all = outlines(area, 100, &text);
    assert_true(all.len < 2000);
    assert_true(str_contains(all, STR("\"Utara\"")) && str_contains(all, STR("\"Selatan\"")));
    assert_true(str_contains(all, STR("[101.1,-1.8]")));
    assert_true(str_contains(all, STR("[[[101,-2],")) && str_contains(all, STR(",[101,-2]]]")));
    area_destroy(area);
    buf_finish(&file);
    buf_finish(&text);
}

static void test_nothing_is_fine_to_destroy(void **state)
{
    (void)state;
    area_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pins_on_the_map),
        cmocka_unit_test(test_nobody_falls_between_two_squares),
        cmocka_unit_test(test_a_file_may_have_districts_and_villages),
        cmocka_unit_test(test_the_nearest_centre),
        cmocka_unit_test(test_a_desk_without_outside_and_centres),
        cmocka_unit_test(test_land_and_sea),
        cmocka_unit_test(test_what_the_file_holds),
        cmocka_unit_test(test_files_that_are_refused),
        cmocka_unit_test(test_neighbours_need_a_row),
        cmocka_unit_test(test_outlines_of_districts),
        cmocka_unit_test(test_outlines_are_thinned_out),
        cmocka_unit_test(test_nothing_is_fine_to_destroy),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
