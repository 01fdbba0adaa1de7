/* test_cost.c - the rate table and sums by it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/cost.h"
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define HEADER        "category,type,from,currency,price,free_per_month,confirmed\n"
#define RATES                                                                                      \
    HEADER "service,regular,2026-10-01,IDR,330.5,10,yes\nservice,regular,2027-01-01,IDR,400,10,"   \
           "yes\nutility,regular,2026-01-01,IDR,0.000001,0,no\n"

static struct cost_rates rates;

static void parse(const char *text)
{
    struct err e = { 0 };
    if (!cost_rates_parse(str_of(text), &rates, &e)) fail_msg("%s", e.text);
}

static void test_free_ones_first_then_the_price_of_the_day(void **state)
{
    struct cost_line lines[4];
    struct cost_sum sum = { .rates = &rates, .lines = lines, .line_max = LENGTH(lines) };
    (void)state;
    parse(RATES);
    assert_false(rates.confirmed);
    assert_string_equal(rates.currency, "IDR");
    cost_add(&sum, 20261230, STR("service"), STR("regular"), STR_EMPTY, 8);
    assert_true(sum.cost == 0);
    cost_add(&sum, 20261231, STR("service"), STR("regular"), STR_EMPTY, 4); /* two are charged */
    assert_true(sum.cost == 2 * 330500000);
    cost_add(&sum, 20270101, STR("service"), STR("regular"), STR_EMPTY, 1);
    assert_true(sum.cost == 2 * 330500000 + 400000000);
    cost_add(&sum, 20270101, STR("utility"), STR("regular"), STR("selesai"), 3);
    cost_add(&sum, 20270101, STR("service"), STR("free_customer_service"), STR_EMPTY, 5);
    cost_add(&sum, 20260901, STR("service"), STR("regular"), STR_EMPTY, 2); /* before any price */
    assert_true(sum.cost == 2 * 330500000 + 400000000 + 3);
    assert_true(sum.messages == 23 && sum.unpriced == 2 && sum.line_count == 3);
    assert_string_equal(lines[1].template_name, "selesai");
    assert_true(lines[1].messages == 3 && lines[1].cost == 3);
}

static void test_what_has_no_line_is_still_in_the_totals(void **state)
{
    struct cost_line line;
    struct cost_sum sum = { .rates = &rates, .lines = &line, .line_max = 1, .no_free = true };
    (void)state;
    parse(RATES);
    cost_add(&sum, 20270101, STR("service"), STR("regular"), STR_EMPTY, 1);
    cost_add(&sum, 20270101, STR("utility"), STR("regular"), STR_EMPTY, 1);
    assert_true(sum.line_count == 1 && sum.messages == 2 && sum.cost == 400000001);
}

static void test_bad_tables_are_refused_with_their_line(void **state)
{
    static const char *const bad[] = {
        "category,price\n",
        HEADER "service,regular,2026-13-01,IDR,1,0,no\n",
        HEADER "service,regular,2026-10-01,IDR,-1,0,no\n",
        HEADER "service,regular,2026-10-01,IDR,1.1234567,0,no\n",
        HEADER "service,regular,2026-10-01,IDR,1.,0,no\n",
        HEADER "service,regular,2026-10-01,IDR,1.-5,0,no\n",
        HEADER "service,regular,2026-10-01,IDR,1,0,maybe\n",
        HEADER "service,regular,2026-10-01,IDR,1,x,no\n",
        HEADER "service,regular,2026-10-01,Rp,1,0,no\n",
        HEADER ",regular,2026-10-01,IDR,1,0,no\n",
        HEADER "service,regular,2026-10-01,IDR,1,0\n",
        HEADER "a,b,2026-10-01,IDR,1,0,no\na,c,2026-10-01,USD,1,0,no\n",
        HEADER "a,b,2026-10-01,IDR,1,0,no\na,b,2026-10-01,IDR,2,0,no\n",
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(bad); i++) {
        struct err e = { 0 };
        if (cost_rates_parse(str_of(bad[i]), &rates, &e)) fail_msg("taken: %s", bad[i]);
        assert_int_equal(e.code, ERR_INPUT);
        assert_non_null(strstr(e.text, "line"));
    }
}

static void test_days_and_caps(void **state)
{
    (void)state;
    assert_int_equal(cost_cap_level(INT64_C(799) * COST_MICRO, 1000), 0);
    assert_int_equal(cost_cap_level(INT64_C(800) * COST_MICRO, 1000), 1);
    assert_int_equal(cost_cap_level(INT64_C(1000) * COST_MICRO, 1000), 2);
    assert_int_equal(cost_cap_level(INT64_MAX, 0), 0);
    /* the last second of a month in Probolinggo is still that month */
    assert_int_equal(cost_day_of_ms(INT64_C(1796057999000)), 20261130);
    assert_int_equal(cost_day_of_ms(INT64_C(1796058000000)), 20261201);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_free_ones_first_then_the_price_of_the_day),
        cmocka_unit_test(test_what_has_no_line_is_still_in_the_totals),
        cmocka_unit_test(test_bad_tables_are_refused_with_their_line),
        cmocka_unit_test(test_days_and_caps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
