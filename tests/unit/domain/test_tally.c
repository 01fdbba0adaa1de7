/* test_tally.c - what a ticket counts for, sums that can be taken back, and how exact a median from
 * a histogram is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/tally.h"
#include <stdlib.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define SAMPLES       2001
#define MONDAY        INT64_C(1793579400000) /* 2026-11-02T08:30:00+07:00 */

static const struct desk desk;

static struct tally counted(struct tally_ticket t)
{
    struct tally tally;
    tally_of_ticket(&desk, &t, &tally);
    return tally;
}

static void test_each_ticket_is_received_once_and_in_one_state(void **state)
{
    (void)state;
    for (int o = OUTCOME_NONE; o < OUTCOME_END; o++) {
        struct tally t = counted((struct tally_ticket){ .outcome = (enum ticket_outcome)o });
        int64_t sum = 0;
        for (int k = OUTCOME_NONE; k < OUTCOME_END; k++)
            sum += t.n[TALLY_OPEN + k];
        assert_int_equal(t.n[TALLY_RECEIVED], 1);
        assert_int_equal(t.n[TALLY_OPEN + o], 1);
        assert_int_equal(sum, 1);
        assert_int_equal(tally_sum(&t, TALLY_ANSWER), 0);
    }
}

static void test_times_and_ratings(void **state)
{
    struct tally_ticket in = { .status = STATUS_CLOSED,
                               .outcome = OUTCOME_SOLVED,
                               .received_at = MONDAY,
                               .answered_at = MONDAY + MS_PER_HOUR,
                               .resolved_at = MONDAY + MS_PER_DAY,
                               .reopened = 2,
                               .rating = 5,
                               .late = true };
    struct tally t = counted(in);
    (void)state;
    assert_int_equal(t.n[TALLY_ANSWER + tally_step(60)], 1);
    assert_int_equal(t.n[TALLY_SOLUTION + tally_step(510)], 1);
    assert_int_equal(t.n[TALLY_REOPENED], 1);
    assert_int_equal(t.n[TALLY_LATE], 1);
    assert_int_equal(t.n[TALLY_RATED + 5], 1);
    in.outcome = OUTCOME_UNANSWERED; /* the reporter never said that it was solved */
    t = counted(in);
    assert_int_equal(tally_sum(&t, TALLY_SOLUTION), 0);
}

static void test_places_do_not_overlap(void **state)
{
    struct tally t = counted((struct tally_ticket){ .outcome = OUTCOME_REJECTED, .rating = 1 });
    (void)state;
    assert_int_equal(t.n[TALLY_REOPENED], 0);
    assert_int_equal(t.n[TALLY_LATE], 0);
    assert_true(TALLY_OPEN + OUTCOME_END <= TALLY_REOPENED && TALLY_RATED + 5 < TALLY_ANSWER);
}

static void test_text_there_and_back(void **state)
{
    char memory[2048];
    struct buf text;
    struct err e = { 0 };
    struct tally in = { .n = { [0] = 12, [3] = 5, [TALLY_COUNT - 1] = 1234567 } }, out = { 0 };
    (void)state;
    buf_fixed(&text, memory, sizeof memory);
    tally_write(&in, &text);
    assert_string_equal(memory, "0:12 3:5 104:1234567");
    assert_true(tally_add_text(&out, buf_view(&text), &e) && tally_equal(&in, &out));
    assert_true(tally_add_text(&out, buf_view(&text), &e));
    tally_add(&out, &in, -1);
    assert_true(tally_equal(&in, &out));
    tally_add(&out, &in, -1);
    buf_clear(&text);
    tally_write(&out, &text);
    assert_int_equal(text.len, 0);
}

static void test_what_is_no_tally(void **state)
{
    static const char *const wrong[] = {
        "x", "1", "1:", ":1", "105:1", "1:2,3:4", "1:2 3", "-1:2"
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(wrong); i++) {
        struct err e = { 0 };
        struct tally t = { 0 };
        if (tally_add_text(&t, str_of(wrong[i]), &e)) fail_msg("taken: %s", wrong[i]);
        assert_int_equal(e.code, ERR_INTERNAL);
    }
}

static int ascending(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* The promise of tally.h: in the right step, so at most a quarter off. */
static void test_percentiles_are_in_the_right_step(void **state)
{
    static int64_t minutes[SAMPLES];
    unsigned seed = 7;
    (void)state;
    for (int spread = 40; spread < 60000; spread *= 3) {
        struct tally t = { 0 };
        for (size_t i = 0; i < SAMPLES; i++) {
            seed = seed * 1103515245u + 12345u;
            minutes[i] = 15 + (int64_t)(seed >> 8) % spread * ((seed >> 3) % 5 + 1) / 3;
            t.n[TALLY_ANSWER + tally_step(minutes[i])]++;
        }
        qsort(minutes, SAMPLES, sizeof minutes[0], ascending);
        for (int percent = 10; percent < 100; percent += 10) {
            int64_t exact = minutes[(SAMPLES * percent + 99) / 100 - 1];
            int64_t read = tally_percentile(&t, TALLY_ANSWER, percent);
            assert_int_equal(tally_step(read), tally_step(exact));
            if (read * 100 > exact * 127 || read * 127 < exact * 100)
                fail_msg("%d %%: %lld, exactly %lld", percent, (long long)read, (long long)exact);
        }
    }
}

static void test_few_and_extreme(void **state)
{
    struct tally t = { 0 };
    (void)state;
    assert_int_equal(tally_percentile(&t, TALLY_ANSWER, 50), 0);
    t.n[TALLY_ANSWER] = 1;
    assert_int_equal(tally_percentile(&t, TALLY_ANSWER, 50), 7);
    assert_int_equal(tally_step(0), 0);
    assert_int_equal(tally_step(14), 0);
    assert_int_equal(tally_step(15), 1);
    assert_int_equal(tally_step(INT64_MAX), TALLY_STEPS - 1);
    t.n[TALLY_ANSWER] = 0;
    t.n[TALLY_ANSWER + TALLY_STEPS - 1] = 1;
    assert_int_equal(tally_percentile(&t, TALLY_ANSWER, 50), 97530);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_ticket_is_received_once_and_in_one_state),
        cmocka_unit_test(test_times_and_ratings),
        cmocka_unit_test(test_places_do_not_overlap),
        cmocka_unit_test(test_text_there_and_back),
        cmocka_unit_test(test_what_is_no_tally),
        cmocka_unit_test(test_percentiles_are_in_the_right_step),
        cmocka_unit_test(test_few_and_extreme),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
