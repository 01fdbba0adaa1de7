/* test_pin.c - a citizen sends a location: the ticket gets its district and village, with a file of
 * borders and without one; a file that cannot be used stops the start. */
#include "town.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

/* Four squares of 0.01 degrees: Asri and Cinta to the west, Bakti and the city to the east. */
static const char places[] = "code,level,name,parent,common_word,aliases,lat,lon\n"
                             "99.01.14,kecamatan,Sentosa,,no,,,\n"
                             "99.01.14.2001,desa,Asrikarya,99.01.14,no,,,\n"
                             "99.01.14.2002,desa,Baktiharja,99.01.14,no,,,\n"
                             "99.01.15,kecamatan,Sejati,,no,,,\n"
                             "99.01.15.2001,desa,Cintakarya,99.01.15,no,,,\n"
                             "99.71,kota,Kota Damai,,no,,,\n"
                             "99.71.01,kota,Luhurjaya,,no,,,\n"
                             "LUAR,luar,luar daerah,,no,,,\n";
#define SQUARE(code, west, south, east, north)                                                     \
    "{\"type\":\"Feature\",\"properties\":{\"code\":\"" code                                       \
    "\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[" west "," south "],[" east         \
    "," south "],[" east "," north "],[" west "," north "],[" west "," south "]]]}}"
static const char borders[] = "{\"type\":\"FeatureCollection\",\"features\":[" SQUARE(
    "99.01.14.2001", "100.00", "-2.00", "100.01",
    "-1.99") "," SQUARE("99.01.14.2002", "100.01", "-2.00", "100.02",
                        "-1.99") "," SQUARE("99.01.15.2001", "100.00", "-1.99", "100.01",
                                            "-1.98") "," SQUARE("99.71.01", "100.01", "-1.99",
                                                                "100.02", "-1.98") "]}";

static void write_file(const struct town *t, const char *name, const char *mode, const char *text)
{
    char path[128];
    (void)snprintf(path, sizeof path, "%s/%s", t->dir, name);
    FILE *f = fopen(path, mode);
    if (!f || fputs(text, f) < 0 || fclose(f) != 0) fail_msg("cannot write %s", path);
}

/* A town of the squares, whose file of borders is called `name`. */
static void squares_create(struct town *t, const char *name)
{
    char settings[256];
    town_create(t, "");
    (void)snprintf(settings, sizeof settings, "[desk]\ndata_dir = %s\nboundaries = %s/%s\n", t->dir,
                   t->dir, name);
    write_file(t, "kanda.conf", "a", settings);
    write_file(t, "places.csv", "w", places);
    write_file(t, "borders.geojson", "w", borders);
}

static int setup(void **state)
{
    static struct town town;
    squares_create(&town, "borders.geojson");
    town_start_sim(&town, NULL);
    if (!town_start(&town)) fail_msg("kanda did not start: see %s", town.log);
    *state = &town;
    return 0;
}

static int teardown(void **state)
{
    struct town *t = *state;
    assert_int_equal(town_stop(t), 0);
    town_stop_sim(t);
    town_destroy(t);
    return 0;
}

static int serial;

static void write_words(struct town *t, const char *from, const char *text)
{
    char wamid[32];
    (void)snprintf(wamid, sizeof wamid, "wamid.W%d", ++serial);
    assert_int_equal(town_post_status(t, town_text(wamid, from, town_now(), text)), 200);
}

/* location: the members of the location object. */
static void send_pin(struct town *t, const char *from, const char *location)
{
    char body[1024];
    (void)snprintf(body, sizeof body,
                   "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":"
                   "[{\"field\":\"messages\",\"value\":{\"messaging_product\":\"whatsapp\","
                   "\"metadata\":{\"phone_number_id\":\"" TOWN_NUMBER "\"},"
                   "\"contacts\":[{\"profile\":{\"name\":\"Warga\"},\"wa_id\":\"%s\","
                   "\"user_id\":\"ID.%s\"}],\"messages\":[{\"from\":\"%s\",\"id\":\"wamid.P%d\","
                   "\"timestamp\":\"%lld\",\"type\":\"location\",\"location\":{%s}}]}}]}]}",
                   from, from, from, ++serial, (long long)town_now(), location);
    assert_int_equal(town_post_status(t, body), 200);
}

/* How many tickets of this citizen there are with these columns. */
static int64_t tickets(const struct town *t, const char *from, const char *with)
{
    char sql[512];
    (void)snprintf(sql, sizeof sql,
                   "SELECT COUNT(*) FROM ticket t JOIN contact c ON c.id = t.contact_id WHERE "
                   "c.wa_id = '%s' AND %s",
                   from, with);
    return town_count(t, sql);
}

static int64_t joined_events(const struct town *t, const char *from, const char *data)
{
    char sql[512];
    (void)snprintf(sql, sizeof sql,
                   "SELECT COUNT(*) FROM event e JOIN ticket t ON t.id = e.ticket_id JOIN contact "
                   "c ON c.id = t.contact_id WHERE c.wa_id = '%s' AND e.type = 'joined' AND "
                   "e.data = '%s'",
                   from, data);
    return town_count(t, sql);
}

static const struct {
    const char *rule, *words, *pin, *columns, *data;
} joins[] = {
    { "a pin gives the ticket its village", "jalan berlubang parah sekali",
      "\"latitude\":-1.995,\"longitude\":100.005",
      "district = '99.01.14' AND village = '99.01.14.2001' AND latitude = -1.995",
      "{\"place\":\"99.01.14.2001\"}" },
    { "near a border the timeline tells both", "lampu jalan mati sudah seminggu",
      "\"latitude\":-1.9902,\"longitude\":100.005", "village = '99.01.14.2001'",
      "{\"place\":\"99.01.14.2001\",\"or\":\"99.01.15.2001\"}" },
    { "in the city it has no district", "sampah menumpuk tidak diangkut",
      "\"latitude\":-1.985,\"longitude\":100.015", "district IS NULL AND latitude = -1.985",
      "{\"place\":\"99.71.01\"}" },
    { "far away it has none either", "saluran air tersumbat",
      "\"latitude\":51.5,\"longitude\":-0.1",
      "district IS NULL AND latitude = 51.5 AND department <> 'LUAR'", "{}" },
    { "the village of the words stays", "jembatan rusak di desa Cintakarya",
      "\"latitude\":-1.995,\"longitude\":100.005",
      "district = '99.01.15' AND village = '99.01.15.2001'", "{\"place\":\"99.01.14.2001\"}" },
    { "the district of the words gets its village", "jembatan rusak di kecamatan Sentosa",
      "\"latitude\":-1.995,\"longitude\":100.015",
      "district = '99.01.14' AND village = '99.01.14.2002'", "{\"place\":\"99.01.14.2002\"}" },
    { "but no village of another district", "jembatan rusak di kecamatan Sejati",
      "\"latitude\":-1.995,\"longitude\":100.015", "district = '99.01.15' AND village IS NULL",
      "{\"place\":\"99.01.14.2002\"}" },
};

static void test_a_pin_joins(void **state)
{
    struct town *t = *state;
    for (size_t i = 0; i < sizeof joins / sizeof *joins; i++) {
        char from[32];
        (void)snprintf(from, sizeof from, "62812000001%02zu", i);
        write_words(t, from, joins[i].words);
        send_pin(t, from, joins[i].pin);
        if (tickets(t, from, "1 = 1") != 1) fail_msg("%s: not one ticket", joins[i].rule);
        if (tickets(t, from, joins[i].columns) != 1) fail_msg("%s", joins[i].rule);
        if (joined_events(t, from, joins[i].data) != 1)
            fail_msg("%s: the timeline lacks %s", joins[i].rule, joins[i].data);
    }
}

static void test_words_that_join_name_the_place(void **state)
{
    struct town *t = *state;
    write_words(t, "6281200000201", "jalan berlubang parah sekali");
    write_words(t, "6281200000201", "lokasinya di desa Baktiharja");
    assert_int_equal(tickets(t, "6281200000201", "village = '99.01.14.2002'"), 1);
    assert_int_equal(joined_events(t, "6281200000201", "{\"place\":\"99.01.14.2002\"}"), 1);
    write_words(t, "6281200000201", "tolong segera diperbaiki");
    assert_int_equal(joined_events(t, "6281200000201", "{}"), 1);
}

static void test_a_pin_alone_asks_for_words(void **state)
{
    struct town *t = *state;
    send_pin(t, "6281200000301", "\"latitude\":-1.995,\"longitude\":100.005");
    assert_int_equal(tickets(t, "6281200000301", "1 = 1"), 0);
    town_wait_count(t,
                    "SELECT COUNT(*) FROM outbox o JOIN contact c ON c.id = o.contact_id WHERE "
                    "c.wa_id = '6281200000301'",
                    1, 10);
}

static void test_a_part_of_the_city_is_called_by_both_names(void **state)
{
    struct town *t = *state;
    write_words(t, "6281200000401", "jalan berlubang di kelurahan Luhurjaya");
    town_wait_count(t,
                    "SELECT COUNT(*) FROM outbox o JOIN contact c ON c.id = o.contact_id WHERE "
                    "c.wa_id = '6281200000401' AND o.state >= 3 AND o.state < 8",
                    1, 10);
    struct answer a = town_sim_get(t, "/sim/messages?to=6281200000401");
    if (!strstr(a.body, "Tempat: Luhurjaya, Kota Damai")) fail_msg("%s", a.body);
    answer_free(&a);
}

/* The shipped tables, no borders: the nearest centre. */
static void test_without_borders(void **state)
{
    static struct town t;
    (void)state;
    town_create(&t, "");
    town_start_sim(&t, NULL);
    if (!town_start(&t)) fail_msg("kanda did not start: see %s", t.log);
    write_words(&t, "6281200000501", "jalan berlubang parah sekali");
    send_pin(&t, "6281200000501", "\"latitude\":-7.7567,\"longitude\":113.4006");
    assert_int_equal(tickets(&t, "6281200000501", "district = '35.13.14'"), 1);
    assert_int_equal(town_stop(&t), 0);
    town_stop_sim(&t);
    town_destroy(&t);
}

static void test_borders_that_stop_the_start(void **state)
{
    static const struct {
        const char *rule, *name, *text, *why;
    } rows[] = {
        { "a file that is not there", "nowhere.geojson", NULL, "No such file" },
        { "a folder", ".", NULL, "cannot be read" },
        { "an empty file", "borders.geojson", "", "is empty" },
        { "something else", "borders.geojson", "code,name\n", "JSON" },
        { "a village nobody knows", "borders.geojson",
          "{\"type\":\"FeatureCollection\",\"features\":[" SQUARE("8", "100", "-2", "101",
                                                                  "-1") "]}",
          "feature 1 (8): places.csv has no such code" },
        { "a district without borders", "borders.geojson",
          "{\"type\":\"FeatureCollection\",\"features\":[" SQUARE("99.01.14", "100", "-2", "101",
                                                                  "-1") "]}",
          "no area is of kecamatan Sejati" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        static const char *const check[] = { "check", NULL }, *const serve[] = { "serve", NULL };
        struct town t;
        char out[1024];
        squares_create(&t, rows[i].name);
        if (rows[i].text) write_file(&t, rows[i].name, "w", rows[i].text);
        if (town_command(&t, serve, out, sizeof out) != 2) fail_msg("serve: %s", rows[i].rule);
        if (town_command(&t, check, out, sizeof out) != 2) fail_msg("check: %s", rows[i].rule);
        if (!strstr(out, "desk.boundaries: ") || !strstr(out, rows[i].name) ||
            !strstr(out, rows[i].why))
            fail_msg("%s: \"%s\" does not say %s", rows[i].rule, out, rows[i].why);
        town_destroy(&t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_pin_joins, setup, teardown),
        cmocka_unit_test_setup_teardown(test_words_that_join_name_the_place, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_pin_alone_asks_for_words, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_part_of_the_city_is_called_by_both_names, setup,
                                        teardown),
        cmocka_unit_test(test_without_borders),
        cmocka_unit_test(test_borders_that_stop_the_start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
