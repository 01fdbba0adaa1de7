/* test_export.c - files of tickets over HTTP and by command: whose they are, that they are whole,
 * that their size costs no memory and their receivers hold nobody up. */
#include "api.h"
#include "base/clock.h"
#include "base/crypto.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define MANY          6000
#define PUPRS         4000 /* of these; the rest is DISHUB's */
#define CSV           "/api/v1/export/tickets.csv"
#define JSON          "/api/v1/export/tickets.json"
#define REGISTER      "/api/v1/export/information"

static struct api api;
static char road[32], bribe[32];

/* A citizen's ticket, a whistleblower's, and thousands like the first with 4 KB of words each. */
static int setup(void **state)
{
    api_create(&api);
    api_write(&api.town, "6281377700042", "Zulfaqar",
              "=HYPERLINK(\"http://jahat\") jalan berlubang di desa Sebaung");
    api_write(&api.town, "6281377700044", "Zulfaqar", "Ada pungli di kantor desa Sebaung");
    town_wait_count(&api.town, "SELECT COUNT(*) FROM ticket", 2, 20);
    api_number(&api, "HYPERLINK", road);
    api_number(&api, "pungli", bribe);
    api_sql(&api.town,
            "INSERT INTO ticket (id, contact_id, kind, status, channel, priority, category, "
            "department, text, received_at, created_at, updated_at, stage_at) "
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000) "
            "SELECT (SELECT MAX(id) FROM ticket) + i, (SELECT MIN(id) FROM contact), 1, 1, 1, 1, "
            "'road', CASE WHEN i <= 4000 THEN 'PUPR' ELSE 'DISHUB' END, "
            "'lubang nomor ' || i || replace(hex(zeroblob(1000)), '00', 'abc '), "
            "(SELECT MAX(created_at) FROM ticket), (SELECT MAX(created_at) FROM ticket), "
            "(SELECT MAX(created_at) FROM ticket), (SELECT MAX(created_at) FROM ticket) FROM n");
    *state = &api;
    return 0;
}

static int teardown(void **state)
{
    api_destroy(*state);
    return 0;
}

static size_t count_of(const char *text, const char *words)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, words)) != NULL; at += strlen(words))
        count++;
    return count;
}

/* Rows of a file; -1: not served. */
static int64_t rows_of(const struct api *a, enum api_who who, const char *path)
{
    struct answer answer = town_get(&a->town, path, who == NOBODY ? NULL : a->token[who]);
    int64_t rows = answer.status == 200 ? (int64_t)count_of(answer.body, "\"LK") : -1;
    answer_free(&answer);
    return rows;
}

static void test_who_gets_what(void **state)
{
    static const struct {
        enum api_who who;
        const char *path;
        int64_t rows;
    } rows[] = {
        { NOBODY, CSV, -1 },
        { AUDITOR, CSV, -1 },
        { AUDITOR, JSON, -1 },
        { ADMIN, CSV, MANY + 2 },
        { OPERATOR, CSV, MANY + 1 },
        { SUPERVISOR, CSV, MANY + 1 },
        { OFFICER_PUPR, CSV, PUPRS + 1 },
        { OFFICER_DISHUB, CSV, MANY - PUPRS },
        { OFFICER_DISHUB, CSV "?department=PUPR", 0 },
        { OFFICER_INSPEKTORAT, CSV, 1 },
        { OPERATOR, CSV "?kind=whistleblowing", 0 },
        { OPERATOR, CSV "?department=DISHUB", MANY - PUPRS },
        { OPERATOR, CSV "?status=closed", 0 },
        { OPERATOR, CSV "?to=2020-01-01", 0 },
        { ADMIN, CSV "?format=sp4n", MANY + 1 },
        { OPERATOR, CSV "?format=xml", -1 },
        { OPERATOR, CSV "?cursor=n1", -1 },
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        int64_t got = rows_of(*state, rows[i].who, rows[i].path);
        if (got != rows[i].rows)
            fail_msg("%s gets of %s: %lld", api_who_names[rows[i].who], rows[i].path,
                     (long long)got);
    }
}

/* The register holds requests for information alone, and of those what its reader may see. */
static void test_the_register(void **state)
{
    static const struct {
        enum api_who who;
        const char *path;
        int64_t rows;
    } rows[] = {
        { NOBODY, REGISTER ".csv", -1 },
        { AUDITOR, REGISTER ".csv", -1 },
        { AUDITOR, REGISTER ".json", -1 },
        { ADMIN, REGISTER ".csv", 2 },
        { OPERATOR, REGISTER ".json", 2 },
        { SUPERVISOR, REGISTER ".csv", 2 },
        { OFFICER_PUPR, REGISTER ".csv", 1 },
        { OFFICER_DISHUB, REGISTER ".csv", 1 },
        { OFFICER_INSPEKTORAT, REGISTER ".csv", 0 },
        { OFFICER_DISHUB, REGISTER ".csv?department=PUPR", 0 },
        { OPERATOR, REGISTER ".csv?status=closed", 1 },
        { OPERATOR, REGISTER ".csv?overdue=true", 0 },
        { OPERATOR, REGISTER ".csv?kind=complaint", -1 },
        { OPERATOR, REGISTER ".csv?format=sp4n", -1 },
        { OPERATOR, REGISTER ".csv?from=2026-13-01", -1 },
    };
    const struct api *a = *state;
    char line[80];
    api_sql(&a->town, "UPDATE ticket SET kind = 3 WHERE text LIKE 'lubang nomor 1a%' OR text LIKE "
                      "'lubang nomor 4001a%'");
    struct reply r = api_get(a, OFFICER_DISHUB, "/api/v1/tickets?kind=information");
    struct str number = json_get_text(json_first(json_get(r.tree, "items")), "number");
    (void)snprintf(line, sizeof line, "/api/v1/tickets/%.*s/transitions", STR_ARG(number));
    reply_free(&r);
    r = api_send(a, OFFICER_DISHUB, "POST", line,
                 "{\"to\":\"closed\",\"outcome\":\"not_actionable\",\"reason\":\"Tidak kami "
                 "kuasai, hubungi 081377700042.\"}",
                 NULL);
    assert_int_equal(r.status, 200);
    reply_free(&r);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct answer answer =
            town_get(&a->town, rows[i].path, rows[i].who ? a->token[rows[i].who] : NULL);
        int64_t got = answer.status == 200 ? (int64_t)count_of(answer.body, "\"LK") : -1;
        if (got != rows[i].rows)
            fail_msg("%s gets of %s: %d, %lld", api_who_names[rows[i].who], rows[i].path,
                     answer.status, (long long)got);
        answer_free(&answer);
    }
    struct answer csv = town_get(&a->town, REGISTER ".csv", a->token[OFFICER_DISHUB]);
    assert_non_null(strcasestr(csv.headers, "filename=\"register-informasi-"));
    assert_non_null(strstr(csv.body, "\"Tidak dapat ditindaklanjuti\",\"Tidak kami kuasai, hubungi "
                                     "[telepon].\""));
    answer_free(&csv);
    api_sql(&a->town, "UPDATE ticket SET kind = 1 WHERE kind = 3");
}

/* Whoever narrows the time until one ticket more stands in it than comes would know of another's.
 */
static void test_the_size_counts_what_one_may_see(void **state)
{
    static const struct {
        enum api_who who;
        const char *path, *header;
    } rows[] = {
        { ADMIN, CSV, "X-Rows-At-Most: 6002\r" },
        { OPERATOR, CSV, "X-Rows-At-Most: 6001\r" },
        { SUPERVISOR, JSON, "X-Rows-At-Most: 6001\r" },
        { OPERATOR, CSV "?department=DISHUB", "X-Rows-At-Most: 2000\r" },
        { OPERATOR, CSV "?department=INSPEKTORAT", "X-Rows-At-Most: 0\r" },
        { OPERATOR, CSV "?kind=whistleblowing", "X-Rows-At-Most: 6001\r" }, /* of no other size */
        { OFFICER_DISHUB, CSV, "X-Rows-At-Most: 2000\r" },
        { OFFICER_PUPR, CSV, "X-Rows-At-Most: 4001\r" },
        { OFFICER_PUPR, CSV "?department=DISHUB", "X-Rows-At-Most: 0\r" },
        { OFFICER_INSPEKTORAT, CSV, "X-Rows-At-Most: 1\r" },
        { OPERATOR, CSV "?to=2020-01-01", "X-Rows-At-Most: 0\r" },
    };
    const struct api *a = *state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct answer r = town_get(&a->town, rows[i].path, a->token[rows[i].who]);
        if (!strcasestr(r.headers, rows[i].header))
            fail_msg("%s of %s: %s", api_who_names[rows[i].who], rows[i].path, r.headers);
        answer_free(&r);
    }
}

static void test_a_file_is_whole_and_harmless(void **state)
{
    struct api *a = *state;
    struct answer csv = town_get(&a->town, CSV, a->token[OPERATOR]);
    assert_int_equal(csv.status, 200);
    assert_string_equal(csv.type, "text/csv; charset=utf-8");
    assert_non_null(strcasestr(csv.headers, "X-Rows-At-Most: 6001"));
    assert_non_null(
        strcasestr(csv.headers, "Content-Disposition: attachment; filename=\"tickets-"));
    assert_non_null(strstr(csv.body, "\"'=HYPERLINK(\"\"http://jahat\"\")"));
    assert_null(strstr(csv.body, "pungli"));
    assert_null(strstr(csv.body, "81377700042"));
    assert_null(strstr(csv.body, "Zulfaqar"));
    assert_int_equal(count_of(csv.body, "lubang nomor "), MANY);
    assert_non_null(strstr(csv.body, "lubang nomor 6000"));
    answer_free(&csv);
    struct answer json = town_get(&a->town, JSON "?department=DISHUB", a->token[OPERATOR]);
    struct json *tree;
    struct err e = { 0 };
    int64_t count;
    if (!json_parse((struct str){ json.body, json.len }, &tree, &e)) fail_msg("%s", e.text);
    assert_int_equal(json_count(json_get(tree, "items")), MANY - PUPRS);
    assert_true(json_i64(json_get(tree, "count"), &count));
    assert_int_equal(count, MANY - PUPRS);
    json_free(tree);
    answer_free(&json);
}

/* The whole of it is 25 MB. */
static void test_size_costs_no_memory(void **state)
{
    struct api *a = *state;
    assert_int_equal(rows_of(a, OPERATOR, CSV "?department=DISHUB&status=received"), MANY - PUPRS);
    int64_t before = town_memory_peak_kib(&a->town);
    for (int i = 0; i < 3; i++)
        assert_int_equal(rows_of(a, OPERATOR, CSV), MANY + 1);
    int64_t after = town_memory_peak_kib(&a->town);
    print_message("peak of memory: %lld KiB after 8 MB, %lld KiB after three times 25 MB\n",
                  (long long)before, (long long)after);
    assert_true(after * 100 < before * 110);
}

/* Ten who ask and read nothing: parked each at its second piece, while others are served. */
static void test_receivers_that_do_not_read_hold_nobody_up(void **state)
{
    struct api *a = *state;
    char ask[512];
    int fds[10];
    (void)snprintf(ask, sizeof ask,
                   "GET " CSV " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n",
                   a->token[OPERATOR]);
    for (size_t i = 0; i < LENGTH(fds); i++) {
        fds[i] = town_connect(&a->town);
        assert_true(fds[i] >= 0 && town_write(fds[i], ask, strlen(ask)));
    }
    for (int i = 0; i < 5; i++) {
        town_others_served(&a->town);
        assert_int_equal(api_status(a, OFFICER_PUPR, "/api/v1/tickets?limit=1"), 200);
    }
    for (size_t i = 0; i < LENGTH(fds); i++)
        (void)close(fds[i]);
    assert_int_equal(rows_of(a, OPERATOR, CSV), MANY + 1);
}

static char *file_text(const char *path, size_t *len)
{
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    assert_int_equal(fseek(f, 0, SEEK_END), 0);
    long size = ftell(f);
    assert_true(size >= 0);
    rewind(f);
    char *text = calloc(1, (size_t)size + 1);
    assert_non_null(text);
    assert_int_equal(fread(text, 1, (size_t)size, f), (size_t)size);
    (void)fclose(f);
    *len = (size_t)size;
    return text;
}

static void test_the_command_writes_the_same(void **state)
{
    struct api *a = *state;
    char path[128], out[4096]; /* a slow machine tells how far it is more often */
    size_t len;
    (void)snprintf(path, sizeof path, "%.60s/keluar.csv", a->town.dir);
    const char *const args[] = { "export", "--output", path, "--to", "2100-01-01", NULL };
    assert_int_equal(town_command(&a->town, args, out, sizeof out), 0);
    assert_non_null(
        strstr(out, "100 %, 6001 of at most 6001 tickets written, done")); /* on standard error */
    char *text = file_text(path, &len);
    struct answer csv = town_get(&a->town, CSV, a->token[OPERATOR]);
    assert_int_equal(len, csv.len);
    assert_memory_equal(text, csv.body, len);
    answer_free(&csv);
    free(text);
    const char *const wrong[] = { "export", "--format", "xml", NULL };
    assert_int_equal(town_command(&a->town, wrong, out, sizeof out), 2);
}

static void test_a_ticket_at_the_machine(void **state)
{
    struct api *a = *state;
    char out[16384];
    const char *const show[] = { "ticket", road, NULL };
    assert_int_equal(town_command(&a->town, show, out, sizeof out), 0);
    assert_non_null(strstr(out, road));
    assert_non_null(strstr(out, "jalan berlubang"));
    assert_non_null(strstr(out, "received"));
    assert_null(strstr(out, "81377700042"));
    assert_null(strstr(out, "Zulfaqar"));
    const char *const whistle[] = { "ticket", bribe, NULL };
    assert_int_equal(town_command(&a->town, whistle, out, sizeof out), 1);
    assert_null(strstr(out, "pungli"));
}

static char *evidence_text(const char *dir, const char *name, size_t *len)
{
    char path[200];
    (void)snprintf(path, sizeof path, "%s/%s", dir, name);
    return file_text(path, len);
}

/* Each line of SHA256SUMS is true; how many there are. */
static size_t hashes_checked(const char *dir)
{
    size_t len, count = 0;
    char *list = evidence_text(dir, "SHA256SUMS", &len);
    struct str rest = { list, len }, line;
    while (str_cut(&rest, '\n', &line)) {
        char name[64], hex[2 * SHA256_SIZE + 1];
        uint8_t digest[SHA256_SIZE];
        if (line.len == 0) continue;
        (void)snprintf(name, sizeof name, "%.*s", STR_ARG(str_slice(line, 66, line.len)));
        size_t size;
        char *bytes = evidence_text(dir, name, &size);
        sha256((struct str){ bytes, size }, digest);
        hex_encode(digest, sizeof digest, hex);
        if (!str_starts(line, str_of(hex))) fail_msg("%s has another hash", name);
        free(bytes);
        count++;
    }
    free(list);
    return count;
}

static void test_the_evidence_of_a_month(void **state)
{
    struct api *a = *state;
    char dir[128], month[16], out[4096];
    struct civil now;
    size_t len;
    civil_of_ms(town_now() * 1000, &now);
    (void)snprintf(month, sizeof month, "%04d-%02d", now.year, now.month);
    (void)snprintf(dir, sizeof dir, "%.60s/bukti", a->town.dir);
    const char *const make[] = { "export", "--evidence", month, dir, NULL };
    if (town_command(&a->town, make, out, sizeof out) != 0) fail_msg("%s", out);
    assert_int_equal(hashes_checked(dir), 5);
    char *page = evidence_text(dir, "laporan.html", &len);
    assert_non_null(strstr(page, "<svg"));
    assert_non_null(strstr(page, "6.001 laporan"));
    assert_non_null(strstr(page, "utuh, "));
    assert_non_null(strstr(page, "Dinas Pekerjaan Umum"));
    assert_null(strstr(page, "{{"));
    assert_null(strstr(page, "Inspektorat Daerah"));
    free(page);
    char *sums = evidence_text(dir, "ringkasan.csv", &len);
    assert_non_null(strstr(sums, "\r\n\"semua\",\"\",\"\",1,1,0,")); /* not the whistleblower's */
    assert_non_null(strstr(sums, "\r\n\"unit\",\"PUPR\","));
    assert_null(strstr(sums, "INSPEKTORAT"));
    free(sums);
    char *tickets = evidence_text(dir, "tiket.csv", &len);
    assert_int_equal(count_of(tickets, "\"LK"), MANY + 1);
    assert_null(strstr(tickets, "pungli"));
    assert_null(strstr(tickets, "Zulfaqar"));
    free(tickets);
    assert_int_equal(town_command(&a->town, make, out, sizeof out), 1); /* the folder is there */
    const char *const wrong[] = { "export", "--evidence", "2026-13", dir, NULL };
    assert_int_equal(town_command(&a->town, wrong, out, sizeof out), 2);
}

/* Last: the service stops while somebody receives; the file is cut and says so. */
static void test_a_stop_cuts_a_file(void **state)
{
    struct api *a = *state;
    char ask[512], piece[65536];
    (void)snprintf(ask, sizeof ask,
                   "GET " CSV " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n",
                   a->token[OPERATOR]);
    int fd = town_connect(&a->town);
    assert_true(fd >= 0 && town_write(fd, ask, strlen(ask)));
    assert_true(read(fd, piece, sizeof piece) > 0);
    assert_int_equal(town_stop(&a->town), 0);
    ssize_t n, last = 0;
    while ((n = read(fd, piece, sizeof piece)) > 0)
        last = n;
    assert_false(last >= 5 && memcmp(piece + last - 5, "0\r\n\r\n", 5) == 0);
    (void)close(fd);
    assert_true(town_start(&a->town));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_who_gets_what),
        cmocka_unit_test(test_the_size_counts_what_one_may_see),
        cmocka_unit_test(test_a_file_is_whole_and_harmless),
        cmocka_unit_test(test_size_costs_no_memory),
        cmocka_unit_test(test_receivers_that_do_not_read_hold_nobody_up),
        cmocka_unit_test(test_the_command_writes_the_same),
        cmocka_unit_test(test_a_ticket_at_the_machine),
        cmocka_unit_test(test_the_evidence_of_a_month),
        cmocka_unit_test(test_the_register),
        cmocka_unit_test(test_a_stop_cuts_a_file),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
