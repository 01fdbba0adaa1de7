/* test_trail.c - the trail of what was done, read by filters, over REST. */
#include "desk_case.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>

static void trail_holds(enum api_who who, const char *query, size_t least, size_t most)
{
    char path[160];
    (void)snprintf(path, sizeof path, "/api/v1/audit?%s", query);
    struct reply r = api_get(&api, who, path);
    assert_int_equal(r.status, 200);
    if (reply_items(&r) < least || reply_items(&r) > most)
        fail_msg("%s by %s: %s", query, api_who_names[who], r.body);
    reply_free(&r);
}

static void test_the_trail_is_read_by_filters(void **state)
{
    static const char *const refused[] = { "ticket=LK",     "from=kemarin",
                                           "to=2026-13-01", "from=2026-12-04&to=2026-12-03",
                                           "type=identity", "actor=operator" };
    char number[32], query[96];
    (void)state;
    api_write(&api.town, "6281277700001", "Warga", "Jalan berlubang parah di desa Sebaung");
    api_number(&api, "Jalan berlubang", number);
    struct reply r = api_send(&api, OPERATOR, "POST", path_of(number, "identity"),
                              "{\"reason\":\"Perlu ditelepon lagi.\"}", NULL);
    reply_free(&r);
    (void)snprintf(query, sizeof query, "ticket=%s&type=identity_opened&actor=staff:oni", number);
    trail_holds(AUDITOR, query, 1, 1);
    (void)snprintf(query, sizeof query, "ticket=%s&actor=staff:tidakada", number);
    trail_holds(AUDITOR, query, 0, 0);
    trail_holds(AUDITOR, "actor=staff:oni&limit=1", 1, 1);
    trail_holds(AUDITOR, "to=2020-01-01", 0, 0);
    trail_holds(AUDITOR, "from=2020-01-01", 2, 200);
    /* By its number a report in confidence is not there for the auditor. */
    char bribe[32];
    api_write(&api.town, "6281277700099", "Warga",
              "lapor WBS: pejabat dinas meminta suap dari kontraktor jalan");
    api_number(&api, "meminta suap", bribe);
    (void)snprintf(query, sizeof query, "ticket=%s", bribe);
    trail_holds(AUDITOR, query, 0, 0);
    trail_holds(ADMIN, query, 1, 9);
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        char path[160];
        (void)snprintf(path, sizeof path, "/api/v1/audit?%s", refused[i]);
        if (api_status(&api, AUDITOR, path) != 422) fail_msg("%s was not refused", refused[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_trail_is_read_by_filters),
    };
    return cmocka_run_group_tests(tests, desk_case_setup, desk_case_teardown);
}
