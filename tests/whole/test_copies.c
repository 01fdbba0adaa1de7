/* test_copies.c - the office of a ticket's district reads along after an assignment, and no more.
 */
#include "desk_case.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

/* {"copies":[{"code":CODE ... of the ticket as this person reads it; "" for none. */
static void copy_is(const char *number, enum api_who who, const char *code)
{
    struct reply r = api_get(&api, who, path_of(number, ""));
    const struct json *copies = json_get(r.tree, "copies"), *first = json_first(copies);
    assert_int_equal(r.status, 200);
    assert_true(json_is_array(copies));
    struct str got = first ? json_get_text(first, "code") : STR_EMPTY;
    if (!str_equal(got, str_of(code)))
        fail_msg("copy of %s: '%.*s', want '%s'", number, STR_ARG(got), code);
    reply_free(&r);
}

static size_t copied(enum api_who who, const char *more)
{
    char path[160];
    (void)snprintf(path, sizeof path, "/api/v1/tickets?copied=true%s", more);
    struct reply r = api_get(&api, who, path);
    assert_int_equal(r.status, 200);
    size_t n = reply_items(&r);
    reply_free(&r);
    return n;
}

static void test_the_office_of_the_district_reads_along(void **state)
{
    char number[32];
    (void)state;
    api_write(&api.town, "6281277700001", "Warga", "Jalan berlubang di desa Sebaung");
    api_number(&api, "Jalan berlubang",
               number); /* Sebaung lies in Gending, whose office is KEC-18 */
    size_t before = copied(OFFICER_KEC_18, "");
    assert_int_equal(api_status(&api, OFFICER_KEC_18, path_of(number, "")), 404);
    send_to(number, OPERATOR, "transitions", "{\"to\":\"verified\"}", 200, "verified");
    send_to(number, OPERATOR, "assignments", "{\"department\":\"PUPR\",\"copy\":\"DISHUB\"}", 422,
            "invalid_value");
    send_to(number, OPERATOR, "assignments", "{\"department\":\"PUPR\"}", 200, "assigned");
    copy_is(number, OPERATOR, "KEC-18");
    copy_is(number, OFFICER_KEC_18, "KEC-18");
    assert_int_equal(api_status(&api, OFFICER_KEC_18, path_of(number, "timeline")), 200);
    assert_int_equal(copied(OFFICER_KEC_18, ""), before + 1);
    assert_int_equal(copied(OFFICER_KEC_18, "&sort=created_at"), before + 1);
    assert_int_equal(copied(OFFICER_DISHUB, ""), 0);
    assert_int_equal(copied(OPERATOR, "&department=KEC-18"), before + 1);
    assert_int_equal(api_status(&api, OPERATOR, "/api/v1/tickets?copied=true"), 422);
    assert_int_equal(api_status(&api, OFFICER_KEC_18, "/api/v1/tickets?copied=true&q=jalan"), 422);
    struct reply r = api_get(&api, OFFICER_KEC_18, path_of(number, "timeline"));
    assert_non_null(strstr(r.body, "\"copy\":\"KEC-18\""));
    reply_free(&r);
    /* reading is all */
    send_to(number, OFFICER_KEC_18, "notes", "{\"text\":\"a\"}", 403, "forbidden");
    send_to(number, OFFICER_KEC_18, "replies", "{\"text\":\"a\"}", 403, "forbidden");
    send_to(number, OFFICER_KEC_18, "transitions", "{\"to\":\"in_progress\"}", 403, "forbidden");
    /* each assignment says anew who reads along */
    send_to(number, OPERATOR, "assignments", "{\"department\":\"DISHUB\",\"copy\":null}", 200,
            "assigned");
    copy_is(number, OPERATOR, "");
    assert_int_equal(api_status(&api, OFFICER_KEC_18, path_of(number, "")), 404);
    send_to(number, OPERATOR, "assignments", "{\"department\":\"KEC-18\"}", 200, "assigned");
    copy_is(number, OFFICER_KEC_18, ""); /* the owner itself */
    send_to(number, OPERATOR, "assignments", "{\"department\":\"PUPR\",\"copy\":\"KEC-14\"}", 200,
            "assigned");
    copy_is(number, OFFICER_PUPR, "KEC-14");
    /* but a department that hands over leaves it as the desk said */
    static const char on[] = "{\"department\":\"DISHUB\",\"note\":\"Lampunya.\"}";
    send_to(number, OFFICER_PUPR, "assignments", on, 200, NULL);
    copy_is(number, OPERATOR, "KEC-14");
    send_to(number, OPERATOR, "assignments", "{\"department\":\"PUPR\",\"copy\":null}", 200,
            "assigned");
    send_to(number, OFFICER_PUPR, "assignments", on, 200, NULL);
    copy_is(number, OPERATOR, "");
    send_to(number, OPERATOR, "assignments", "{\"department\":\"PUPR\",\"copy\":\"KEC-14\"}", 200,
            "assigned");
    send_to(number, OFFICER_PUPR, "assignments",
            "{\"department\":\"KEC-14\",\"note\":\"Jalan desa.\"}", 200, NULL);
    copy_is(number, OPERATOR, ""); /* the owner itself */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_office_of_the_district_reads_along),
    };
    return cmocka_run_group_tests(tests, desk_case_setup, desk_case_teardown);
}
