/* test_evidence.c - the evidence of a month over REST: who gets it, of which months, what is in the
 * archive, that its hashes are true, and that it says the same as the command's folder. */
#include "api.h"
#include "base/clock.h"
#include "base/crypto.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define PACK          "/api/v1/export/evidence.zip"
#define MANY          700 /* tickets: some steps of a walk */

static struct api api;
static char bribe[32];

static int setup(void **state)
{
    (void)state;
    api_create(&api);
    api_write(&api.town, "6281377700042", "Zulfaqar", "Jalan berlubang di desa Sebaung Gending");
    api_write(&api.town, "6281377700044", "Zulfaqar", "Ada pungli di kantor desa Sebaung");
    town_wait_count(&api.town, "SELECT COUNT(*) FROM ticket", 2, 20);
    api_number(&api, "pungli", bribe);
    api_sql(&api.town,
            "INSERT INTO ticket (id, contact_id, kind, status, channel, priority, category, "
            "department, text, received_at, created_at, updated_at, stage_at) "
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 700) "
            "SELECT (SELECT MAX(id) FROM ticket) + i, (SELECT MIN(id) FROM contact), 1, 1, 1, 1, "
            "'road', 'PUPR', 'lubang ' || i, c, c, c, c FROM n, (SELECT MAX(created_at) AS c FROM "
            "ticket)");
    town_wait_count(&api.town,
                    "SELECT (SELECT event_id FROM statistics_mark) = (SELECT MAX(id) FROM event)",
                    1, 20);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    api_destroy(&api);
    return 0;
}

static const char *this_month(void)
{
    static char month[MONTH_SIZE];
    month_format(month_of_ms(town_now() * MS_PER_SECOND), month);
    return month;
}

static uint32_t number_at(const char *at, int bytes)
{
    uint32_t n = 0;
    for (int i = bytes - 1; i >= 0; i--)
        n = n << 8 | (uint8_t)at[i];
    return n;
}

/* The file of this name, found by the directory; *len SIZE_MAX: there is none. */
static const char *file_in(const struct answer *zip, const char *name, size_t *len)
{
    assert_true(zip->len > 22);
    const char *end = zip->body + zip->len - 22;
    assert_memory_equal(end, "PK\5\6", 4);
    const char *at = zip->body + number_at(end + 16, 4);
    for (uint32_t i = number_at(end + 10, 2); i > 0; i--) {
        uint32_t name_len = number_at(at + 28, 2);
        assert_memory_equal(at, "PK\1\2", 4);
        const char *local = zip->body + number_at(at + 42, 4);
        if (name_len == strlen(name) && memcmp(at + 46, name, name_len) == 0) {
            *len = number_at(at + 24, 4);
            assert_memory_equal(local, "PK\3\4", 4);
            return local + 30 + name_len;
        }
        at += 46 + name_len;
    }
    *len = SIZE_MAX;
    return zip->body;
}

static struct answer pack_of(enum api_who who, const char *month)
{
    char path[80];
    (void)snprintf(path, sizeof path, PACK "%s%s", month ? "?month=" : "", month ? month : "");
    return town_get(&api.town, path, who == NOBODY ? NULL : api.token[who]);
}

static void test_who_and_which_month(void **state)
{
    static const struct {
        const char *rule;
        enum api_who who;
        const char *month; /* NULL: not said; "now": this one */
        int status;
    } rows[] = {
        { "without a month: the last that is over", OPERATOR, NULL, 200 },
        { "this month, as far as it has come", OPERATOR, "now", 200 },
        { "a month before anything", SUPERVISOR, "2020-01", 200 },
        { "the admin", ADMIN, "now", 200 },
        { "a month that has not begun", OPERATOR, "2099-01", 422 },
        { "no month", OPERATOR, "2026-13", 422 },
        { "a day", OPERATOR, "2026-11-01", 422 },
        { "nobody", NOBODY, "now", 401 },
        { "an officer, who sees one department", OFFICER_PUPR, "now", 403 },
        { "an officer of the inspectorate", OFFICER_INSPEKTORAT, "now", 403 },
        { "the auditor, who sees the trail alone", AUDITOR, "now", 403 },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const char *month =
            rows[i].month && strcmp(rows[i].month, "now") == 0 ? this_month() : rows[i].month;
        struct answer r = pack_of(rows[i].who, month);
        if (r.status != rows[i].status) fail_msg("%s: %d", rows[i].rule, r.status);
        if (r.status == 200) {
            char name[80];
            (void)snprintf(name, sizeof name, "filename=\"bukti-%.7s", month ? month : "20");
            assert_string_equal(r.type, "application/zip");
            if (!strcasestr(r.headers, name)) fail_msg("%s: %s", rows[i].rule, r.headers);
        }
        answer_free(&r);
    }
}

static size_t lines_of(const char *text, size_t len)
{
    size_t count = 0;
    for (size_t i = 0; i < len; i++)
        count += text[i] == '\n';
    return count;
}

static void test_its_files_and_their_hashes(void **state)
{
    struct answer zip = pack_of(OPERATOR, this_month());
    size_t len, size, count = 0;
    (void)state;
    assert_int_equal(zip.status, 200);
    struct str rest = { file_in(&zip, "SHA256SUMS", &len), 0 }, line;
    rest.len = len;
    while (str_cut(&rest, '\n', &line)) {
        char name[64], hex[2 * SHA256_SIZE + 1];
        uint8_t digest[SHA256_SIZE];
        if (line.len == 0) continue;
        (void)snprintf(name, sizeof name, "%.*s", STR_ARG(str_slice(line, 66, line.len)));
        const char *bytes = file_in(&zip, name, &size);
        assert_true(size < SIZE_MAX);
        sha256((struct str){ bytes, size }, digest);
        hex_encode(digest, sizeof digest, hex);
        if (!str_starts(line, str_of(hex))) fail_msg("%s has another hash", name);
        count++;
    }
    assert_int_equal(count, 5);
    const char *tickets = file_in(&zip, "tiket.csv", &len);
    assert_int_equal(lines_of(tickets, len), MANY + 2); /* its head, and one of a citizen */
    const char *page = file_in(&zip, "laporan.html", &len);
    assert_true(str_contains((struct str){ page, len }, STR("(701 laporan dalam")));
    assert_true(str_contains((struct str){ page, len }, STR("<svg ")));
    const char *trail = file_in(&zip, "jejak.txt", &len);
    assert_true(str_contains((struct str){ trail, len }, STR("\nkepala ")));
    assert_true(str_contains((struct str){ trail, len }, STR("kanda audit verify")));
    /* and nothing of anybody */
    const char *const marks[] = { "Zulfaqar", "81377700042", "pungli", bribe };
    for (size_t i = 0; i < LENGTH(marks); i++)
        if (memmem(zip.body, zip.len, marks[i], strlen(marks[i]))) fail_msg("'%s'", marks[i]);
    answer_free(&zip);
}

/* The folder that the command makes holds the same bytes, but for the walk over the trail. */
static void test_the_command_says_the_same(void **state)
{
    static const char *const same[] = { "tiket.csv", "sp4n.csv", "ringkasan.csv" };
    char dir[128], out[512];
    (void)state;
    (void)snprintf(dir, sizeof dir, "%.60s/bukti", api.town.dir);
    const char *const make[] = { "export", "--evidence", this_month(), dir, NULL };
    if (town_command(&api.town, make, out, sizeof out) != 0) fail_msg("%s", out);
    struct answer zip = pack_of(SUPERVISOR, this_month());
    for (size_t i = 0; i < LENGTH(same); i++) {
        char path[200];
        size_t len;
        const char *bytes = file_in(&zip, same[i], &len);
        (void)snprintf(path, sizeof path, "%s/%s", dir, same[i]);
        FILE *f = fopen(path, "rbe");
        char *text = malloc(len + 1);
        assert_true(f && text);
        assert_int_equal(fread(text, 1, len + 1, f), len);
        if (memcmp(text, bytes, len) != 0) fail_msg("%s differs", same[i]);
        free(text);
        (void)fclose(f);
    }
    answer_free(&zip);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_who_and_which_month),
        cmocka_unit_test(test_its_files_and_their_hashes),
        cmocka_unit_test(test_the_command_says_the_same),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
