/* test_usage.c - what two headers of Meta's say of our quotas. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "wa/usage.h"

static void test_headers(void **state)
{
    static const struct {
        const char *rule, *app, *business;
        int64_t percent, minutes;
    } rows[] = {
        { "neither is there", "", "", 0, 0 },
        { "the highest of the three counts",
          "{\"call_count\":28,\"total_time\":81,\"total_cputime\":25}", "", 81, 0 },
        { "of the account, whatever its id", "",
          "{\"200000000000002\":[{\"type\":\"messages\",\"call_count\":95,\"total_cputime\":1,"
          "\"total_time\":2,\"estimated_time_to_regain_access\":0}]}",
          95, 0 },
        { "minutes until calls are taken again", "",
          "{\"1\":[{\"call_count\":100,\"estimated_time_to_regain_access\":19}]}", 100, 19 },
        { "several accounts, several kinds: the worst", "{\"call_count\":50}",
          "{\"1\":[{\"call_count\":10},{\"call_count\":70}],\"2\":[{\"total_time\":60}]}", 70, 0 },
        { "numbers in strings", "{\"call_count\":\"91\"}", "", 91, 0 },
        { "more than all", "{\"call_count\":250}", "", 250, 0 },
        { "no number", "{\"call_count\":null,\"total_time\":{}}", "{\"1\":[null,7,\"x\"]}", 0, 0 },
        { "less than nothing", "{\"call_count\":-5}", "", 0, 0 },
        { "not an object", "[90]", "[[{\"call_count\":90}]]", 90, 0 },
        { "an object where a list was promised", "", "{\"1\":{\"call_count\":90}}", 0, 0 },
        { "no JSON", "call_count=99", "{\"1\":[", 0, 0 },
        { "a wait of a year is a week", "",
          "{\"1\":[{\"estimated_time_to_regain_access\":525600}]}", 0, 10080 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct wa_usage usage;
        wa_usage_read(str_of(rows[i].app), str_of(rows[i].business), &usage);
        if (usage.percent != rows[i].percent || usage.regain_ms != rows[i].minutes * MS_PER_MINUTE)
            fail_msg("row %zu: %s: %lld %%, %lld ms", i, rows[i].rule, (long long)usage.percent,
                     (long long)usage.regain_ms);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_headers) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
