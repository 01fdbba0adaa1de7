/* test_number_rate.c - Meta's answer about a number as messages a second. */
#include "wa/number_rate.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void test_answers(void **state)
{
    static const struct {
        const char *body;
        int per_second; /* 0: tells nothing */
        bool shared;
    } rows[] = {
        { "{\"throughput\":{\"level\":\"STANDARD\"},\"is_on_biz_app\":false}", 80, false },
        { "{\"throughput\":{\"level\":\"HIGH\"},\"is_on_biz_app\":false}", 1000, false },
        { "{\"throughput\":{\"level\":\"HIGH\"}}", 1000, false },
        { "{\"throughput\":{\"level\":\"NOT_APPLICABLE\"}}", 80, false },
        { "{\"throughput\":{\"level\":\"STANDARD\"},\"is_on_biz_app\":true}", 20, true },
        { "{\"throughput\":{\"level\":\"HIGH\"},\"is_on_biz_app\":true,\"platform_type\":"
          "\"CLOUD_API\"}",
          20, true },
        { "{\"is_on_biz_app\":true,\"platform_type\":\"ON_PREMISE\"}", 80, false },
        { "{\"is_on_biz_app\":false}", 80, false },
        { "{\"id\":\"100000000000001\"}", 0, false },
        { "{\"throughput\":\"HIGH\"}", 0, false },
        { "{}", 0, false },
        { "[]", 0, false },
        { "<html>", 0, false },
        { "", 0, false },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct wa_number_rate rate = { 0 };
        struct err e = { 0 };
        bool ok = wa_number_rate_read(str_of(rows[i].body), &rate, &e);
        if (ok != (rows[i].per_second != 0) || rate.per_second != rows[i].per_second ||
            rate.shared != rows[i].shared)
            fail_msg("row %zu: %d, %s", i, rate.per_second, rows[i].body);
        assert_int_equal(e.code, ok ? ERR_NONE : ERR_INPUT);
    }
}

static void test_words(void **state)
{
    struct wa_number_rate rate;
    (void)state;
    assert_true(wa_number_rate_read(
        STR("{\"throughput\":{\"level\":\"HIGH\"},"
            "\"whatsapp_business_manager_messaging_limit\":\"TIER_UNLIMITED\"}"),
        &rate, NULL));
    assert_string_equal(rate.level, "HIGH");
    assert_string_equal(rate.tier, "TIER_UNLIMITED");
    assert_true(wa_number_rate_read(
        STR("{\"throughput\":{\"level\":\"A_WORD_THAT_IS_LONGER_THAN_ANY_OF_THEM\"}}"), &rate,
        NULL));
    assert_string_equal(rate.level, "");
    assert_int_equal(rate.per_second, 80);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_answers),
        cmocka_unit_test(test_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
