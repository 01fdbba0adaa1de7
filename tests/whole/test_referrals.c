/* test_referrals.c - a referral leaves the ticket with the department that worked on it: who reads
 * it, where it is found, whom it counts for, and what citizens read. */
#include "base/clock.h"
#include "desk_case.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define REFER(to)     "{\"to\":\"closed\",\"outcome\":\"referred\",\"department\":\"" to "\"}"
#define BACK          "{\"to\":\"verified\",\"reason\":\"Ternyata tiang kita.\"}"

static char power[32], road[32], waiting[32]; /* by the desk alone; by PUPR; not referred yet */

static void written(const char *phone, const char *words, char number[32])
{
    api_write(&api.town, phone, "Warga", words);
    api_number(&api, words, number);
}

static int setup(void **state)
{
    (void)state;
    api_create_with(&api, "[http]\npublic_url = http://lapor.example\n");
    written("6281266600001", "Listrik padam sejak pagi di desa Sebaung Gending", power);
    written("6281266600002", "Listrik padam lagi malam ini di desa Sebaung Gending", waiting);
    fresh(road);
    send_to(power, OPERATOR, "transitions", REFER("PLN"), 200, "closed");
    send_to(road, OPERATOR, "assignments", "{\"department\":\"PUPR\"}", 200, "assigned");
    send_to(road, OFFICER_PUPR, "transitions", REFER("PLN"), 200, "closed");
    return 0;
}

static void codes_are(const char *number, enum api_who who, const char *department,
                      const char *referred_to)
{
    struct reply r = api_get(&api, who, path_of(number, ""));
    assert_int_equal(r.status, 200);
    const struct json *to = json_get(r.tree, "referred_to");
    struct str code = json_get_text(json_get(r.tree, "department"), "code");
    assert_non_null(to);
    if (!str_equal(code, str_of(department)) || json_is_null(to) != !referred_to[0] ||
        !str_equal(json_get_text(to, "code"), str_of(referred_to)))
        fail_msg("%s: want %s and %s: %s", number, department, referred_to, r.body);
    reply_free(&r);
}

static void test_who_referred_it_goes_on_reading(void **state)
{
    static const char *const views[] = { "", "timeline", "messages", "outbox", "summary" };
    (void)state;
    codes_are(road, OFFICER_PUPR, "PUPR", "PLN");
    codes_are(power, OPERATOR, "DISKOMINFO", "PLN");
    codes_are(waiting, OPERATOR, "PLN", "");
    for (size_t i = 0; i < LENGTH(views); i++) {
        assert_int_equal(api_status(&api, OFFICER_PUPR, path_of(road, views[i])), 200);
        assert_int_equal(api_status(&api, OFFICER_DISHUB, path_of(road, views[i])), 404);
        assert_int_equal(api_status(&api, OFFICER_PUPR, path_of(power, views[i])), 404);
    }
    /* What may be done with it the table of moves says: by the department nothing. */
    send_to(road, OFFICER_PUPR, "transitions", BACK, 403, "forbidden");
    send_to(road, OFFICER_PUPR, "transitions", "{\"to\":\"in_progress\",\"reason\":\"x\"}", 409,
            "illegal_move");
    send_to(road, OFFICER_PUPR, "transitions", REFER("PDAM"), 409, "illegal_move");
    send_to(road, OFFICER_PUPR, "assignments", "{\"department\":\"DISHUB\",\"note\":\"x\"}", 409,
            "illegal_move");
    send_to(road, OFFICER_DISHUB, "transitions", BACK, 404, "not_found");
}

/* Which of the three each list holds. */
static void test_where_it_is_found(void **state)
{
    static const struct {
        enum api_who who;
        const char *query;
        bool power, road, waiting;
    } rows[] = {
        { OPERATOR, "department=PLN", true, true, true },
        { OPERATOR, "department=PLN&sort=created_at", true, true, true },
        { SUPERVISOR, "department=PLN&status=closed", true, true, false },
        { OPERATOR, "department=PLN&status=received", false, false, true },
        { OPERATOR, "department=PLN&category=electricity", true, false, true },
        { OPERATOR, "department=PLN&district=35.13.18", true, true, true },
        { OPERATOR, "referred_to=PLN", true, true, false },
        { OPERATOR, "referred_to=PDAM", false, false, false },
        { OPERATOR, "department=PUPR&referred_to=PLN", false, true, false },
        { OPERATOR, "department=PUPR", false, true, false },
        { OPERATOR, "department=DISKOMINFO", true, false, false },
        { OFFICER_PUPR, "", false, true, false },
        { OFFICER_PUPR, "referred_to=PLN", false, true, false },
        { OFFICER_PUPR, "department=PLN", false, false, false },
        { OFFICER_DISHUB, "referred_to=PLN", false, false, false },
    };
    static const char *const refused[] = { "referred_to=PUPR", "referred_to=TIDAKADA",
                                           "referred_to=DISKOMINFO" };
    char path[120];
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        (void)snprintf(path, sizeof path, "/api/v1/tickets?%s", rows[i].query);
        struct reply r = api_get(&api, rows[i].who, path);
        if (r.status != 200 || (strstr(r.body, power) != NULL) != rows[i].power ||
            (strstr(r.body, road) != NULL) != rows[i].road ||
            (strstr(r.body, waiting) != NULL) != rows[i].waiting)
            fail_msg("%s by %s: %s", rows[i].query, api_who_names[rows[i].who], r.body);
        reply_free(&r);
        (void)snprintf(path, sizeof path, "/api/v1/export/tickets.csv?%s",
                       strstr(rows[i].query, "sort") ? "department=PLN" : rows[i].query);
        r = api_get(&api, rows[i].who, path);
        if (r.status != 200 || (strstr(r.body, power) != NULL) != rows[i].power ||
            (strstr(r.body, road) != NULL) != rows[i].road ||
            (strstr(r.body, waiting) != NULL) != rows[i].waiting)
            fail_msg("CSV of %s: %s", rows[i].query, r.body);
        reply_free(&r);
    }
    for (size_t i = 0; i < LENGTH(refused); i++) {
        (void)snprintf(path, sizeof path, "/api/v1/tickets?%s", refused[i]);
        assert_int_equal(api_status(&api, OPERATOR, path), 422);
    }
}

static void all_is_counted(void)
{
    town_wait_count(&api.town,
                    "SELECT (SELECT event_id FROM statistics_mark) = (SELECT MAX(id) FROM event)",
                    1, 20);
}

static int64_t number_of(const struct json *row, const char *name)
{
    int64_t n = -1;
    assert_true(json_i64(json_get(row, name), &n));
    return n;
}

static void test_whom_it_counts_for(void **state)
{
    int units = 0;
    (void)state;
    all_is_counted();
    struct reply r = api_get(&api, OPERATOR, "/api/v1/statistics?by=department");
    for (const struct json *i = json_first(json_get(r.tree, "items")); i; i = json_next(i)) {
        struct str code = json_get_text(i, "code");
        if (str_equal(code, STR("PLN"))) fail_msg("an external body counts: %s", r.body);
        bool pupr = str_equal(code, STR("PUPR"));
        if (!pupr && !str_equal(code, STR("DISKOMINFO"))) continue;
        assert_int_equal(number_of(i, "referred"), 1);
        assert_int_equal(number_of(i, "received"), pupr ? 1 : 2);
        assert_int_equal(number_of(i, "open"), pupr ? 0 : 1);
        units++;
    }
    assert_int_equal(units, 2);
    reply_free(&r);
    r = api_get(&api, OFFICER_PUPR, "/api/v1/statistics");
    assert_int_equal(number_of(json_get(r.tree, "total"), "referred"), 1);
    reply_free(&r);
}

/* One file of the evidence of this month. */
static void evidence_file(const char *name, char *out, size_t cap)
{
    char month[MONTH_SIZE], dir[96], path[160];
    month_format(month_of_ms(town_now() * MS_PER_SECOND), month);
    (void)snprintf(dir, sizeof dir, "%s/bukti", api.town.dir);
    (void)snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *f = fopen(path, "rb");
    if (!f) {
        const char *const command[] = { "export", "--evidence", month, dir, NULL };
        char said[400];
        assert_int_equal(town_command(&api.town, command, said, sizeof said), 0);
        f = fopen(path, "rb");
    }
    assert_non_null(f);
    size_t len = fread(out, 1, cap - 1, f);
    out[len] = '\0';
    assert_int_equal(fclose(f), 0);
}

static void test_the_evidence_says_the_same(void **state)
{
    static char text[1 << 16];
    (void)state;
    all_is_counted();
    evidence_file("ringkasan.csv", text, sizeof text);
    assert_null(strstr(text, "\"unit\",\"PLN\""));
    const char *pupr = strstr(text, "\"unit\",\"PUPR\"");
    if (!pupr) fail_msg("%s", text);
    /* Received, open, solved, in part, reporter silent, referred. */
    if (!strstr(pupr, ",1,0,0,0,0,1,")) fail_msg("%s", text);
    evidence_file("tiket.csv", text, sizeof text);
    const char *line = strstr(text, road);
    assert_non_null(line);
    assert_non_null(strstr(line, "\"PUPR\""));
    assert_non_null(strstr(line, "\"PLN\",\"PLN"));
    /* The national system asks whom a report concerns. */
    evidence_file("sp4n.csv", text, sizeof text);
    line = strstr(text, road);
    assert_non_null(line);
    const char *end = strchr(line, '\n');
    const char *body = strstr(line, "\"PLN");
    assert_true(body && end && body < end);
}

static void test_what_citizens_read(void **state)
{
    char link[API_LINK_SIZE], path[80];
    (void)state;
    assert_int_equal(told(road, "wewenang *PLN*"), 1);
    api_link(&api, road, link);
    struct answer page = town_get(&api.town, link, NULL);
    assert_int_equal(page.status, 200);
    assert_non_null(strstr(page.body, "<dd>PLN"));
    assert_non_null(strstr(page.body, "Saluran"));
    answer_free(&page);
    (void)snprintf(path, sizeof path, "/open311/v2/requests/%s.json", road);
    page = town_get(&api.town, path, NULL);
    assert_int_equal(page.status, 200);
    assert_non_null(strstr(page.body, "\"agency_responsible\":\"PLN"));
    answer_free(&page);
}

static void test_the_trail_is_whole(void **state)
{
    static const char *const verify[] = { "audit", "verify", NULL };
    char said[800];
    (void)state;
    assert_int_equal(town_command(&api.town, verify, said, sizeof said), 0);
}

/* The last: what was referred is taken up again, and goes elsewhere. */
static void test_taken_up_again(void **state)
{
    (void)state;
    send_to(road, OPERATOR, "transitions", BACK, 200, "verified");
    codes_are(road, OFFICER_PUPR, "PUPR", "");
    send_to(road, OPERATOR, "assignments", "{\"department\":\"DISHUB\"}", 200, "assigned");
    send_to(road, OFFICER_DISHUB, "transitions", REFER("PDAM"), 200, "closed");
    codes_are(road, OFFICER_DISHUB, "DISHUB", "PDAM");
    assert_int_equal(api_status(&api, OFFICER_PUPR, path_of(road, "")), 404);
    send_to(power, OPERATOR, "transitions", BACK, 200, "verified");
    codes_are(power, OPERATOR, "DISKOMINFO", "");
    test_the_trail_is_whole(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_who_referred_it_goes_on_reading),
        cmocka_unit_test(test_where_it_is_found),
        cmocka_unit_test(test_whom_it_counts_for),
        cmocka_unit_test(test_the_evidence_says_the_same),
        cmocka_unit_test(test_what_citizens_read),
        cmocka_unit_test(test_the_trail_is_whole),
        cmocka_unit_test(test_taken_up_again),
    };
    return cmocka_run_group_tests(tests, setup, desk_case_teardown);
}
