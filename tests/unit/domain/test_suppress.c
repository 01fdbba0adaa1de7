/* test_suppress.c - small counts are hidden, and cannot be found from what is shown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/suppress.h"
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define ROWS_MAX      8

static void test_by_hand(void **state)
{
    static const struct {
        const char *rule;
        int64_t values[ROWS_MAX];
        size_t count;
        const char *shown; /* '.' hidden; the last is the sum */
    } rows[] = {
        { "nothing small", { 5, 0, 12 }, 3, "xxxx" },
        { "one small takes the next smallest along", { 3, 20, 9 }, 3, ".x.x" },
        { "two small ones that make five", { 3, 20, 2 }, 3, ".x.x" },
        { "two small ones that make less", { 1, 20, 2, 30 }, 4, "...xx" },
        { "nought hides nothing", { 3, 0, 9 }, 3, ".x.x" },
        { "nothing left to hide: the sum goes", { 0, 4, 0 }, 3, "x.x." },
        { "a small sum", { 1, 1, 1 }, 3, "...." },
        { "all hidden, but the sum is large", { 4, 4, 4 }, 3, "...x" },
        { "none at all", { 0, 0 }, 2, "xxx" },
        { "no rows", { 0 }, 0, "x" },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        bool hidden[ROWS_MAX] = { false }, sum = false;
        char got[ROWS_MAX + 2] = "";
        suppress_column(rows[i].values, hidden, rows[i].count, &sum);
        for (size_t k = 0; k < rows[i].count; k++)
            got[k] = hidden[k] ? '.' : 'x';
        got[rows[i].count] = sum ? '.' : 'x';
        if (strcmp(got, rows[i].shown) != 0)
            fail_msg("%s: %s, want %s", rows[i].rule, got, rows[i].shown);
    }
}

static void test_what_was_hidden_stays_hidden(void **state)
{
    const int64_t values[] = { 7, 9, 11 };
    bool hidden[] = { true, false, false }, sum = false;
    (void)state;
    suppress_column(values, hidden, 3, &sum);
    assert_true(hidden[0] && hidden[1] && !hidden[2] && !sum);
    sum = true;
    memset(hidden, 0, sizeof hidden);
    suppress_column(values, hidden, 3, &sum);
    assert_true(sum);
}

/* Whatever the column: no small number is shown, and sum minus shown is nobody's number. */
static void test_no_column_tells(void **state)
{
    unsigned seed = 11;
    (void)state;
    for (int round = 0; round < 200000; round++) {
        int64_t values[ROWS_MAX], rest = 0, all = 0;
        bool hidden[ROWS_MAX] = { false }, sum = false;
        size_t count = 1 + seed % ROWS_MAX, counted = 0;
        for (size_t i = 0; i < count; i++) {
            seed = seed * 1103515245u + 12345u;
            values[i] = (seed >> 16) % ((seed >> 8) % 3 ? 8 : 40);
        }
        suppress_column(values, hidden, count, &sum);
        for (size_t i = 0; i < count; i++) {
            all += values[i];
            if (!hidden[i]) assert_false(values[i] > 0 && values[i] < SUPPRESS_BELOW);
            if (!hidden[i]) continue;
            rest += values[i];
            counted += values[i] > 0;
        }
        assert_true(sum || all == 0 || all >= SUPPRESS_BELOW);
        assert_true(sum || counted == 0 || (counted >= 2 && rest >= SUPPRESS_BELOW));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_what_was_hidden_stays_hidden),
        cmocka_unit_test(test_no_column_tells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
