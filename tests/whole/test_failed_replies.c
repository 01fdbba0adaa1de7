/* test_failed_replies.c - a reply that did not reach its citizen: sent again, or dealt with in
 * another way, and then out of the list, the count and the alarm. */
#include "desk_case.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define FAILED "SELECT COUNT(*) FROM outbox WHERE state = 8 AND handled_at IS NULL"

/* The citizen writes, and Meta refuses the answer. Gives the answer's row. */
static int64_t refused(const char *phone, const char *text)
{
    town_wait_count(&api.town, "SELECT COUNT(*) FROM outbox WHERE state < 3", 0, 20);
    town_faults(&api.town, "{\"mode\":\"error\",\"fail_rate\":1,\"fail_code\":131026}");
    api_write(&api.town, phone, "Warga", text);
    town_wait_count(&api.town, FAILED, 1, 20);
    town_faults(&api.town, "{\"mode\":\"ok\"}");
    return town_count(&api.town, "SELECT MAX(id) FROM outbox WHERE state = 8");
}

static struct reply act(enum api_who who, int64_t id, const char *what, const char *body,
                        const char *header)
{
    char path[80];
    (void)snprintf(path, sizeof path, "/api/v1/outbox/%lld/%s", (long long)id, what);
    return api_send(&api, who, "POST", path, body, header);
}

static void refuses(enum api_who who, int64_t id, const char *what, const char *body,
                    const char *header, int status, const char *code)
{
    struct reply r = act(who, id, what, body, header);
    if (r.status != status || !str_equal(reply_code(&r), str_of(code)))
        fail_msg("%s %s by %s: %d, want %d %s: %s", what, body, api_who_names[who], r.status,
                 status, code, r.body);
    reply_free(&r);
}

static void failed_is(size_t count)
{
    struct reply list = api_get(&api, OPERATOR, "/api/v1/outbox?state=failed");
    assert_int_equal(reply_items(&list), count);
    reply_free(&list);
}

static void trail_has(const char *words)
{
    struct reply trail = api_get(&api, ADMIN, "/api/v1/audit?limit=20");
    if (!strstr(trail.body, words)) fail_msg("the trail lacks %s: %s", words, trail.body);
    reply_free(&trail);
}

static void test_sent_again(void **state)
{
    (void)state;
    int64_t again = 0, id = refused("6281200000021", "Jalan berlubang di desa Sebaung");
    char sql[120];
    failed_is(1);
    refuses(OFFICER_PUPR, id, "resend", "{\"reason\":\"x\"}", NULL, 422, "invalid_value");
    refuses(OFFICER_PUPR, id, "resend", "{}", "If-Match: \"99\"", 412, "stale");
    refuses(OFFICER_PUPR, id + 1000, "resend", "{}", NULL, 404, "not_found");
    failed_is(1);
    struct reply r = act(OFFICER_PUPR, id, "resend", "{}", "Idempotency-Key: lagi-1");
    assert_int_equal(r.status, 201);
    assert_true(json_i64(json_get(r.tree, "id"), &again) && again > id);
    reply_free(&r);
    r = act(OFFICER_PUPR, id, "resend", "{}",
            "Idempotency-Key: lagi-1"); /* a repeat is no second */
    assert_int_equal(r.status, 201);
    reply_free(&r);
    refuses(OPERATOR, id, "resend", "{}", NULL, 409, "not_failed");
    refuses(OPERATOR, id, "handled", "{\"reason\":\"x\"}", NULL, 409, "not_failed");
    (void)snprintf(sql, sizeof sql, "SELECT COUNT(*) FROM outbox WHERE id = %lld AND state >= 5",
                   (long long)again);
    town_wait_count(&api.town, sql, 1, 20);
    (void)snprintf(
        sql, sizeof sql,
        "SELECT COUNT(*) FROM outbox WHERE id = %lld AND state = 8 AND merged_into = %lld",
        (long long)id, (long long)again);
    assert_int_equal(town_count(&api.town, sql), 1); /* what happened to the first stays told */
    failed_is(0);
    trail_has("\"resent\"");
}

static void test_dealt_with_in_another_way(void **state)
{
    (void)state;
    int64_t id = refused("6281200000022", "Lampu jalan mati di desa Maron Kidul");
    refuses(OPERATOR, id, "handled", "{}", NULL, 422, "invalid_value");
    refuses(OPERATOR, id, "handled", "{\"reason\":\"  \"}", NULL, 422, "invalid_value");
    refuses(OFFICER_PUPR, id, "handled", "{\"reason\":\"x\"}", NULL, 404, "not_found");
    refuses(SUPERVISOR, id, "handled", "{\"reason\":\"x\"}", NULL, 403, "forbidden");
    struct reply r = act(OPERATOR, id, "handled", "{\"reason\":\"Sudah ditelepon.\"}", NULL);
    assert_int_equal(r.status, 200);
    assert_true(str_equal(json_get_text(r.tree, "state"), STR("failed")));
    assert_true(str_equal(json_get_text(r.tree, "handled_by"), STR("oni")));
    assert_true(str_equal(json_get_text(r.tree, "handled_reason"), STR("Sudah ditelepon.")));
    reply_free(&r);
    refuses(OPERATOR, id, "resend", "{}", NULL, 409, "not_failed");
    failed_is(0);
    trail_has("Sudah ditelepon.");
    r = api_get(&api, NOBODY, "/metrics");
    assert_non_null(strstr(r.body, "kanda_outbox_failed 0\n"));
    reply_free(&r);
}

/* What was said then would be a lie now. */
static void test_words_that_are_no_longer_true_are_not_sent_again(void **state)
{
    (void)state;
    char number[32], path[80];
    int64_t id = refused("6281200000023", "Sampah menumpuk di pasar Leces");
    api_number(&api, "Sampah menumpuk", number);
    (void)snprintf(path, sizeof path, "/api/v1/tickets/%s/assignments", number);
    struct reply r = api_send(&api, OPERATOR, "POST", path, "{\"department\":\"DISHUB\"}", NULL);
    assert_int_equal(r.status, 200);
    reply_free(&r);
    refuses(OPERATOR, id, "resend", "{}", NULL, 409, "overtaken");
    r = act(OPERATOR, id, "handled", "{\"reason\":\"Sudah ditelepon.\"}", NULL);
    assert_int_equal(r.status, 200);
    reply_free(&r);
    /* The news failed without being tried: WhatsApp does not reach them until they write. */
    town_wait_count(&api.town, FAILED, 1, 20);
    id = town_count(&api.town, "SELECT MAX(id) FROM outbox WHERE state = 8");
    r = act(OPERATOR, id, "handled", "{\"reason\":\"Sudah ditelepon.\"}", NULL);
    assert_int_equal(r.status, 200);
    reply_free(&r);
    failed_is(0);
}

static void test_about_no_ticket_it_is_the_desks(void **state)
{
    (void)state;
    int64_t id = refused("6281200000024", "menu");
    api_sql(&api.town,
            "UPDATE contact SET wa_id = NULL, bsuid = NULL WHERE wa_id = '6281200000024'");
    refuses(OPERATOR, id, "resend", "{}", NULL, 409, "not_reachable"); /* forgotten meanwhile */
    refuses(OFFICER_PUPR, id, "handled", "{\"reason\":\"x\"}", NULL, 404, "not_found");
    struct reply r = act(OPERATOR, id, "handled", "{\"reason\":\"Hanya menu.\"}", NULL);
    assert_int_equal(r.status, 200);
    assert_true(json_is_null(json_get(r.tree, "ticket")));
    reply_free(&r);
    failed_is(0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sent_again),
        cmocka_unit_test(test_dealt_with_in_another_way),
        cmocka_unit_test(test_words_that_are_no_longer_true_are_not_sent_again),
        cmocka_unit_test(test_about_no_ticket_it_is_the_desks),
    };
    return cmocka_run_group_tests(tests, desk_case_setup, desk_case_teardown);
}
