/* test_costs.c - what the simulated Meta charges for is counted once and told over REST and by
 * command. */
#include "town.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define REPORT "Jalan berlubang di desa Sebaung kecamatan Gending, tolong diperbaiki"

static void number_of(const char *items, char out[32])
{
    const char *at = strstr(items, "\"number\":\"");
    assert_non_null(at);
    assert_int_equal(sscanf(at + 10, "%31[^\"]", out), 1);
}

static void test_a_delivered_reply_is_counted_for_its_month_and_ticket(void **state)
{
    static const char *const costs[] = { "costs", NULL };
    struct town town, *t = &town;
    char desk[128], officer[128], number[32], path[96], out[2048];
    (void)state;
    town_create(t, "monthly_cost_cap = 1000000\n");
    town_start_sim(t, NULL);
    assert_true(town_start(t));
    town_staff(t, "ani", "operator", NULL, desk);
    town_staff(t, "budi", "officer", "PUPR", officer);
    assert_int_equal(town_post_status(t, town_text("wamid.1", "6281200000001", town_now(), REPORT)),
                     200);
    town_wait_count(t, "SELECT COUNT(*) FROM message_status WHERE status = 3", 1, 20);
    town_wait_count(t, "SELECT SUM(messages) FROM cost_count", 1, 5);

    struct answer a = town_get(t, "/api/v1/costs", desk);
    assert_int_equal(a.status, 200);
    assert_non_null(strstr(a.body, "\"cap\":1000000,\"currency\":\"IDR\""));
    assert_non_null(strstr(a.body, "\"messages\":1,"));
    answer_free(&a);
    a = town_get(t, "/api/v1/costs?month=2026-00", desk);
    assert_int_equal(a.status, 422);
    answer_free(&a);
    a = town_get(t, "/api/v1/costs", officer);
    assert_int_equal(a.status, 403);
    answer_free(&a);

    a = town_get(t, "/api/v1/tickets", desk);
    number_of(a.body, number);
    answer_free(&a);
    (void)snprintf(path, sizeof path, "/api/v1/tickets/%s/costs", number);
    a = town_get(t, path, desk);
    assert_int_equal(a.status, 200);
    assert_non_null(strstr(a.body, number));
    assert_non_null(strstr(a.body, "\"messages\":1,"));
    answer_free(&a);
    a = town_get(t, "/api/v1/tickets/LK26-99999-9/costs", desk);
    assert_int_equal(a.status, 404);
    answer_free(&a);

    assert_int_equal(town_command(t, costs, out, sizeof out), 0);
    assert_non_null(strstr(out, "1 messages"));
    assert_non_null(strstr(out, "not confirmed"));
    assert_int_equal(town_stop(t), 0);
    town_destroy(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_delivered_reply_is_counted_for_its_month_and_ticket),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
