/* test_entered.c - reports that staff enter for somebody: by which way they came, who is told, how
 * they are found and counted. */
#include "api.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static struct api api;

static int setup(void **state)
{
    static const char *const approved[] = { "--templates", "config/templates.csv", NULL };
    (void)state;
    api_create(&api);
    town_stop_sim(&api.town);
    town_start_sim(&api.town, approved);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    api_destroy(&api);
    return 0;
}

static struct reply enter(const char *words, const char *more)
{
    char body[500];
    bool named = strstr(more, "category") != NULL;
    (void)snprintf(body, sizeof body, "{\"text\":\"%s\"%s%s}", words,
                   named ? "" : ",\"category\":\"street_light\"", more);
    return api_send(&api, OPERATOR, "POST", "/api/v1/tickets", body, NULL);
}

/* Rows of the outbox about the ticket with these words. */
static int64_t rows(const char *words, const char *where)
{
    char sql[400];
    (void)snprintf(sql, sizeof sql,
                   "SELECT COUNT(*) FROM outbox AS o JOIN ticket AS t ON t.id = o.ticket_id WHERE "
                   "t.text = '%s' AND (%s)",
                   words, where);
    return town_count(&api.town, sql);
}

static void wait_rows(const char *words, const char *where)
{
    for (int i = 0; i < 200 && rows(words, where) != 1; i++)
        town_nap(50);
    if (rows(words, where) != 1) fail_msg("%s: no row where %s", words, where);
}

static void test_sources(void **state)
{
    static const struct {
        const char *more, *shown;
        int status;
    } table[] = {
        { "", "other", 201 },
        { ",\"source\":null", "other", 201 },
        { ",\"source\":\"phone\"", "phone", 201 },
        { ",\"source\":\"desk\"", "desk", 201 },
        { ",\"source\":\"social_media\"", "social_media", 201 },
        { ",\"source\":\"letter\"", "letter", 201 },
        { ",\"source\":\"sp4n\"", "sp4n", 201 },
        { ",\"source\":\"other\"", "other", 201 },
        { ",\"source\":\"whatsapp\"", "invalid_value", 422 }, /* records itself */
        { ",\"source\":\"telepon\"", "invalid_value", 422 },
        { ",\"source\":2", "invalid_value", 422 },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(table); i++) {
        struct reply r = enter("Lampu mati di pasar", table[i].more);
        struct str got = r.status == 201 ? json_get_text(r.tree, "source") : reply_code(&r);
        if (r.status != table[i].status || !str_equal(got, str_of(table[i].shown)))
            fail_msg("row %zu %s: %d %s", i, table[i].more, r.status, r.body);
        reply_free(&r);
    }
}

/* One of each way, and one by WhatsApp; which are listed. */
static void test_they_are_found_by_it(void **state)
{
    static const struct {
        const char *query;
        size_t count; /* with those of the test before */
    } table[] = {
        { "source=phone", 3 },
        { "source=phone&sort=created_at", 3 },
        { "source=letter", 2 },
        { "source=sp4n", 1 },
        { "source=whatsapp", 1 },
        { "source=phone&status=received", 3 },
        { "source=phone&status=closed", 0 },
        { "source=phone&kind=complaint", 3 },
        { "source=letter&category=street_light", 2 },
        { "source=letter&category=road", 0 },
        { "source=phone&department=DISHUB", 3 },
        { "source=phone&district=35.13.18", 1 },
        { "source=phone&village=35.13.18.2008", 1 },
        { "source=phone&q=jembatan", 2 },
        { "source=letter&q=jembatan", 1 },
    };
    (void)state;
    static const char *const more[] = { ",\"source\":\"phone\"",
                                        ",\"source\":\"phone\",\"place\":\"35.13.18.2008\"",
                                        ",\"source\":\"letter\"", ",\"source\":\"desk\"" };
    for (size_t i = 0; i < LENGTH(more); i++) {
        struct reply r = enter("Lampu jembatan padam", more[i]);
        assert_int_equal(r.status, 201);
        reply_free(&r);
    }
    api_write(&api.town, "6281277700009", "Warga",
              "Lampu jalan jembatan padam di desa Maron Kidul");
    api_wait_words(&api.town);
    for (size_t i = 0; i < LENGTH(table); i++) {
        char path[160];
        (void)snprintf(path, sizeof path, "/api/v1/tickets?%s", table[i].query);
        struct reply r = api_get(&api, OPERATOR, path);
        if (r.status != 200 || reply_items(&r) != table[i].count)
            fail_msg("%s: %zu, want %zu: %s", table[i].query, reply_items(&r), table[i].count,
                     r.body);
        reply_free(&r);
    }
    assert_int_equal(api_status(&api, OPERATOR, "/api/v1/tickets?source=telepon"), 422);
    assert_int_equal(api_status(&api, OFFICER_PUPR, "/api/v1/tickets?source=phone"), 200);
    struct reply r = api_get(&api, OFFICER_PUPR, "/api/v1/tickets?source=phone");
    assert_int_equal(reply_items(&r), 0); /* another unit's */
    reply_free(&r);
    r = api_get(&api, OPERATOR, "/api/v1/export/tickets.csv?source=letter");
    assert_non_null(strstr(r.body, "letter"));
    assert_null(strstr(r.body, ",phone,"));
    reply_free(&r);
}

static void test_they_are_counted_by_it(void **state)
{
    static const char *const all[] = { "whatsapp", "phone", "desk", "social_media",
                                       "letter",   "sp4n",  "other" };
    (void)state;
    town_wait_count(&api.town,
                    "SELECT COUNT(*) FROM ticket AS t WHERE NOT EXISTS (SELECT 1 FROM "
                    "statistics_ticket AS s WHERE s.ticket_id = t.id)",
                    0, 20);
    struct reply r = api_get(&api, OPERATOR, "/api/v1/statistics");
    const struct json *total = json_get(r.tree, "total");
    int64_t sum = 0, received = 0;
    assert_true(json_i64(json_get(total, "received"), &received));
    for (size_t i = 0; i < LENGTH(all); i++) {
        int64_t n = -1;
        if (!json_i64(json_get(json_get(total, "sources"), all[i]), &n))
            fail_msg("no %s: %s", all[i], r.body);
        sum += n;
        if (strcmp(all[i], "phone") == 0) assert_int_equal(n, 3);
        if (strcmp(all[i], "letter") == 0) assert_int_equal(n, 2);
    }
    assert_int_equal(sum, received);
    reply_free(&r);
}

static void test_who_is_told(void **state)
{
    static const struct {
        const char *rule, *words, *more, *told, *row;
    } table[] = {
        { "nobody without a number", "Lampu mati satu", "", "false", NULL },
        { "a stranger to the chat, when there is a template", "Lampu mati dua",
          ",\"phone\":\"0812-7770-0101\"", "true",
          "o.state BETWEEN 3 AND 7 AND o.template LIKE '%lapor_kanda_diterima%'" },
        { "who wrote to us today, in plain words", "Lampu mati tiga",
          ",\"phone\":\"0812-7770-0009\"", "true",
          "o.state BETWEEN 3 AND 7 AND o.type = 'text' AND o.template IS NULL AND o.content LIKE "
          "'%Penanggung jawab: Dinas Perhubungan%paling lambat%'" },
        { "whose matter is another body's, how to reach that", "Lampu mati empat",
          ",\"phone\":\"0812-7770-0009\",\"department\":\"PLN\"", "true",
          "o.state BETWEEN 3 AND 7 AND o.content LIKE '%Silakan hubungi PLN lewat telepon 123%'" },
        { "in danger, whom to call first", "Rumah terbakar enam",
          ",\"phone\":\"0812-7770-0009\",\"category\":\"fire\"", "true",
          "o.state BETWEEN 3 AND 7 AND o.content LIKE '%jangan menunggu%113%mendesak%'" },
    };
    (void)state;
    town_exec(&api.town, "UPDATE template SET state = 2");
    for (size_t i = 0; i < LENGTH(table); i++) {
        struct reply r = enter(table[i].words, table[i].more);
        char says[40];
        (void)snprintf(says, sizeof says, "\"told\":%s", table[i].told);
        if (r.status != 201 || !strstr(r.body, says))
            fail_msg("%s: %d %s", table[i].rule, r.status, r.body);
        reply_free(&r);
        if (table[i].row)
            wait_rows(table[i].words, table[i].row);
        else
            assert_int_equal(rows(table[i].words, "1 = 1"), 0);
    }
}

/* Without an approved template it waits, in sight, and goes when that person writes. */
static void test_it_waits_without_a_template(void **state)
{
    (void)state;
    town_exec(&api.town, "UPDATE template SET state = 0");
    struct reply r = enter("Lampu mati lima", ",\"phone\":\"0812-7770-0102\",\"source\":\"desk\"");
    assert_non_null(strstr(r.body, "\"told\":true"));
    reply_free(&r);
    wait_rows("Lampu mati lima", "o.state = 9");
    api_write(&api.town, "6281277700102", "Warga", "terima kasih");
    wait_rows("Lampu mati lima", "o.state BETWEEN 3 AND 7 AND o.type = 'text'");
    /* an answer to anything but entering says nothing of it */
    r = api_get(&api, OPERATOR, "/api/v1/tickets?limit=1");
    assert_null(strstr(r.body, "\"told\""));
    reply_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sources),
        cmocka_unit_test(test_they_are_found_by_it),
        cmocka_unit_test(test_they_are_counted_by_it),
        cmocka_unit_test(test_who_is_told),
        cmocka_unit_test(test_it_waits_without_a_template),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
