/* test_long_life.c - a ticket of which much is told, with the two real programs: its lists from
 * their end, and the page of its reporter, which must say how it goes now. */
#include "desk_case.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define PHONE "6281377700301"
#define TEXT  "Tiang listrik miring di desa Sebaung"

static char number[32], link_path[API_LINK_SIZE];

static void writes(const char *words)
{
    char text[96];
    (void)snprintf(text, sizeof text, "%s %s", number, words);
    api_write(&api.town, PHONE, "Warga", text);
}

static int setup(void **state)
{
    (void)state;
    api_create_with(&api, "[http]\npublic_url = http://lapor.example\n");
    api_write(&api.town, PHONE, "Warga", TEXT);
    api_number(&api, TEXT, number);
    for (int i = 0; i < 4; i++)
        writes("masih miring");
    town_wait_count(&api.town, "SELECT COUNT(*) FROM outbox WHERE state < 3", 0, 20);
    api_link(&api, number, link_path);
    return 0;
}

/* From its end, two rows a page; a cursor is good for its own order alone. */
static void newest_first(const char *what, const char *sort, int rows)
{
    char path[160], cursor[64] = "";
    int64_t last = INT64_MAX, id;
    for (int seen = 0; seen < rows;) {
        (void)snprintf(path, sizeof path, "/api/v1/tickets/%s/%s?sort=%s&limit=2%s%s", number, what,
                       sort, seen ? "&cursor=" : "", cursor);
        struct reply r = api_get(&api, OPERATOR, path);
        assert_int_equal(r.status, 200);
        for (const struct json *i = json_first(json_get(r.tree, "items")); i; i = json_next(i)) {
            assert_true(json_i64(json_get(i, "id"), &id) && id < last);
            last = id;
            seen++;
        }
        assert_int_equal(json_is_null(json_get(r.tree, "next_cursor")), seen == rows);
        if (seen < rows)
            assert_true(str_copy(cursor, sizeof cursor, json_get_text(r.tree, "next_cursor")));
        reply_free(&r);
    }
    (void)snprintf(path, sizeof path, "/api/v1/tickets/%s/%s?cursor=%s", number, what, cursor);
    assert_int_equal(api_status(&api, OPERATOR, path), 422);
    (void)snprintf(path, sizeof path, "/api/v1/tickets/%s/%s?sort=id", number, what);
    assert_int_equal(api_status(&api, OPERATOR, path), 422);
}

static void test_lists_from_their_end(void **state)
{
    (void)state;
    newest_first("timeline", "-at", 5);
    newest_first("messages", "-received_at", 5);
}

static size_t lines_of(const char *words)
{
    size_t n = 0;
    struct reply r = api_get(&api, NOBODY, link_path);
    assert_int_equal(r.status, 200);
    for (const char *at = strstr(r.body, words); at; at = strstr(at + 1, words))
        n++;
    reply_free(&r);
    return n;
}

/* Who has answered reads that it goes on, not that it was handed over once more. */
static void test_an_answer_hands_nothing_over(void **state)
{
    (void)state;
    send_to(number, ADMIN, "assignments", "{\"department\":\"PUPR\"}", 200, "assigned");
    send_to(number, ADMIN, "transitions",
            "{\"to\":\"awaiting_reporter\",\"message\":\"Di sebelah mana?\"}", 200,
            "awaiting_reporter");
    writes("sebelah pasar");
    assert_int_equal(lines_of("Laporan diserahkan kepada unit penanggung jawab."), 1);
    assert_int_equal(lines_of("Laporan dilanjutkan; batas waktunya berjalan lagi."), 1);
}

static void happens(const char *type, int times)
{
    char sql[300];
    (void)snprintf(sql, sizeof sql,
                   "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
                   "INSERT INTO event (ticket_id, at, type, actor) SELECT t.id, 1, '%s', "
                   "'reporter' FROM n, ticket AS t WHERE t.text LIKE '" TEXT "%%'",
                   times, type);
    town_exec(&api.town, sql);
}

/* What the desk notes for itself takes no line from its reporter; of very many the last are told.
 */
static void test_a_long_life_ends_with_how_it_goes_now(void **state)
{
    static const char joined[] = "Keterangan tambahan dari Anda dicatat.";
    static const char cut[] = "Yang lebih lama tidak ditampilkan.";
    (void)state;
    happens("note", 300);
    happens("reopened", 1);
    happens("note", 300);
    assert_int_equal(lines_of("Laporan dibuka lagi untuk dikerjakan."), 1);
    assert_int_equal(lines_of("Laporan diterima dan dicatat."), 1);
    assert_int_equal(lines_of(cut), 0);
    happens("joined", 300);
    assert_int_equal(lines_of(joined), 200);
    assert_int_equal(lines_of(cut), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lists_from_their_end),
        cmocka_unit_test(test_an_answer_hands_nothing_over),
        cmocka_unit_test(test_a_long_life_ends_with_how_it_goes_now),
    };
    return cmocka_run_group_tests(tests, setup, desk_case_teardown);
}
