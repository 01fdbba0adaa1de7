/* test_reporter_search.c - somebody calls and does not know the number: the desk finds what they
 * have reported, nobody else does, and each search is in the trail without what was typed. */
#include "desk_case.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define SEARCH        "/api/v1/reporters/search"
#define BRIBE         "Ada pungli di kantor desa Sebaung"
#define CALLER        "6281255550001"
#define WITNESS       "6281255550002"
#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static char road[32], lamp[32], ref[32];

static struct reply search(enum api_who who, const char *body)
{
    return api_send(&api, who, "POST", SEARCH, body, NULL);
}

static int setup(void **state)
{
    if (desk_case_setup(state) != 0) return -1;
    api_write(&api.town, CALLER, "Warga", "Jalan berlubang di desa Sebaung");
    api_number(&api, "Jalan berlubang", road);
    api_write(&api.town, CALLER, "Warga", "Lampu jalan mati di desa Maron Kidul");
    api_number(&api, "Lampu jalan mati", lamp);
    api_write(&api.town, WITNESS, "Warga", BRIBE);
    api_write(&api.town, "6281255550003", "Warga", "Sampah menumpuk di pasar Dringu");
    struct reply r = api_get(&api, OPERATOR, path_of(road, ""));
    struct str found = json_get_text(json_get(r.tree, "reporter"), "ref");
    assert_true(str_copy(ref, sizeof ref, found));
    reply_free(&r);
    return 0;
}

static void test_who_calls_is_found_with_all_tickets(void **state)
{
    char by_ref[96];
    const char *const bodies[] = {
        "{\"phone\":\"0812-5555-0001\",\"reason\":\"call\"}",
        "{\"phone\":\"+62 812 5555 0001\",\"reason\":\"counter\"}",
        "{\"phone\":\"6281255550001\",\"ref\":null,\"reason\":\"other\"}", by_ref
    };
    (void)state;
    (void)snprintf(by_ref, sizeof by_ref, "{\"ref\":\"%s\",\"reason\":\"letter\"}", ref);
    for (size_t i = 0; i < LENGTH(bodies); i++) {
        struct reply r = search(i % 2 ? ADMIN : OPERATOR, bodies[i]);
        if (r.status != 200 || reply_items(&r) != 2) fail_msg("%s: %s", bodies[i], r.body);
        const char *newer = strstr(r.body, lamp), *older = strstr(r.body, road);
        assert_true(newer && older && newer < older);
        assert_null(strstr(r.body, "55550001"));
        reply_free(&r);
    }
}

/* What does not exist for the caller is not there, and is told no otherwise than nobody. */
static void test_reports_in_confidence_exist_for_the_admin_alone(void **state)
{
    const char *body = "{\"phone\":\"" WITNESS "\",\"reason\":\"call\"}";
    (void)state;
    struct reply r = search(OPERATOR, body);
    struct reply nobody = search(OPERATOR, "{\"phone\":\"0812-9999-9999\",\"reason\":\"call\"}");
    assert_int_equal(r.status, 200);
    assert_string_equal(r.body, nobody.body);
    assert_int_equal(reply_items(&r), 0);
    reply_free(&nobody);
    reply_free(&r);
    r = search(ADMIN, body);
    assert_int_equal(reply_items(&r), 1);
    reply_free(&r);
}

static void test_a_follower_finds_what_was_joined(void **state)
{
    (void)state;
    char merge[96];
    char other[32];
    api_write(&api.town, "6281255550004", "Warga", "Jalan berlubang besar di desa Sebaung");
    api_number(&api, "Jalan berlubang besar", other);
    (void)snprintf(merge, sizeof merge,
                   "{\"to\":\"closed\",\"outcome\":\"merged\",\"into\":\"%s\"}", road);
    send_to(other, OPERATOR, "transitions", merge, 200, "closed");
    struct reply r = search(OPERATOR, "{\"phone\":\"0812-5555-0004\",\"reason\":\"call\"}");
    assert_int_equal(reply_items(&r), 2);
    assert_non_null(strstr(r.body, road));
    reply_free(&r);
}

static void test_half_a_question_is_refused(void **state)
{
    static const char *const bodies[] = {
        "{}",
        "{\"phone\":\"0812-5555-0001\"}",
        "{\"phone\":\"0812-5555-0001\",\"reason\":\"\"}",
        "{\"phone\":\"0812-5555-0001\",\"reason\":\"ingin tahu\"}",
        "{\"reason\":\"call\"}",
        "{\"phone\":\"5555\",\"reason\":\"call\"}",
        "{\"phone\":\"0812*\",\"reason\":\"call\"}",
        "{\"phone\":\"Warga\",\"reason\":\"call\"}",
        "{\"ref\":\"P-\",\"reason\":\"call\"}",
        "{\"ref\":\"3F7K\",\"reason\":\"call\"}",
        "{\"phone\":\"0812-5555-0001\",\"ref\":\"P-3F7K\",\"reason\":\"call\"}",
        "{\"phone\":\"0812-5555-0001\",\"reason\":\"call\",\"name\":\"Warga\"}",
        "{\"phone\":62812,\"reason\":\"call\"}",
    };
    (void)state;
    int64_t before = town_count(&api.town, "SELECT COUNT(*) FROM desk_event");
    for (size_t i = 0; i < LENGTH(bodies); i++) {
        struct reply r = search(OPERATOR, bodies[i]);
        if (r.status != 422) fail_msg("%s: %d %s", bodies[i], r.status, r.body);
        reply_free(&r);
    }
    assert_int_equal(town_count(&api.town, "SELECT COUNT(*) FROM desk_event"), before);
}

static void test_each_search_is_in_the_trail_and_what_was_typed_nowhere(void **state)
{
    static const char *const verify[] = { "audit", "verify", NULL };
    char out[512];
    (void)state;
    int64_t before = town_count(&api.town, "SELECT COUNT(*) FROM desk_event");
    struct reply r = search(OPERATOR, "{\"phone\":\"0813-4444-0009\",\"reason\":\"counter\"}");
    reply_free(&r);
    assert_int_equal(town_count(&api.town, "SELECT COUNT(*) FROM desk_event"), before + 1);
    r = api_get(&api, AUDITOR, "/api/v1/audit?limit=1&type=reporter_sought");
    assert_non_null(
        strstr(r.body, "\"data\":{\"by\":\"phone\",\"reason\":\"counter\",\"tickets\":0}"));
    assert_non_null(strstr(r.body, "\"actor\":\"staff:"));
    assert_null(strstr(r.body, "44440009"));
    reply_free(&r);
    assert_int_equal(town_command(&api.town, verify, out, sizeof out), 0);
    assert_int_equal(town_count(&api.town,
                                "SELECT COUNT(*) FROM desk_event WHERE data LIKE '%4444%' "
                                "OR data LIKE '%5555%'"),
                     0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_who_calls_is_found_with_all_tickets),
        cmocka_unit_test(test_reports_in_confidence_exist_for_the_admin_alone),
        cmocka_unit_test(test_a_follower_finds_what_was_joined),
        cmocka_unit_test(test_half_a_question_is_refused),
        cmocka_unit_test(test_each_search_is_in_the_trail_and_what_was_typed_nowhere),
    };
    return cmocka_run_group_tests(tests, setup, desk_case_teardown);
}
