/* test_buf.c - buffers: growth, limit, sticky failure, handing over. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

/* Lets a refused allocation return NULL under AddressSanitizer, as malloc does. */
const char *__asan_default_options(void); // NOLINT(bugprone-reserved-identifier)
const char *__asan_default_options(void)  // NOLINT(bugprone-reserved-identifier)
{
    return "allocator_may_return_null=1";
}

static void assert_text(const struct buf *b, const char *want)
{
    assert_int_equal(buf_view(b).len, strlen(want));
    assert_memory_equal(buf_view(b).at, want, strlen(want));
}

static void test_adds(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 100);
    assert_text(&b, "");
    buf_add(&b, STR("tiket "));
    buf_add_i64(&b, 42);
    buf_add_char(&b, ',');
    buf_add_i64(&b, INT64_MIN);
    buf_add_text(&b, NULL);
    buf_addf(&b, " %s%03d", "x", 7);
    buf_addf(&b, "%s", "");
    assert_true(buf_ok(&b));
    assert_text(&b, "tiket 42,-9223372036854775808 x007");
    assert_int_equal(b.at[b.len], '\0');
    buf_clear(&b);
    assert_text(&b, "");
    buf_add_i64(&b, INT64_MAX);
    buf_add_i64(&b, 0);
    assert_text(&b, "92233720368547758070");
    buf_finish(&b);
    buf_finish(&b);
}

static void test_limit(void **state)
{
    static const struct {
        const char *rule;
        size_t max, pieces;
        bool ok;
    } rows[] = {
        { "nothing into nothing", 0, 0, true },       { "one byte into nothing", 0, 1, false },
        { "exactly the limit", 64, 64, true },        { "one over the limit", 64, 65, false },
        { "past the first growth", 1000, 999, true }, { "a limit between powers", 700, 700, true },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf b;
        buf_init(&b, rows[i].max);
        for (size_t n = 0; n < rows[i].pieces; n++)
            buf_add_char(&b, 'x');
        if (buf_ok(&b) != rows[i].ok) fail_msg("row %zu: %s", i, rows[i].rule);
        if (b.cap > rows[i].max + 1) fail_msg("row %zu: %s: room %zu", i, rows[i].rule, b.cap);
        buf_finish(&b);
    }
}

static void test_failure_is_sticky_and_whole(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 5);
    buf_add(&b, STR("abc"));
    buf_add(&b, STR("def"));
    assert_false(buf_ok(&b));
    buf_add(&b, STR("x"));
    buf_addf(&b, "%d", 1);
    assert_text(&b, "abc");
    assert_null(buf_take(&b, NULL));
    buf_clear(&b);
    assert_true(buf_ok(&b));
    buf_addf(&b, "%d", 12345);
    assert_true(buf_ok(&b));
    buf_addf(&b, "%d", 6);
    assert_false(buf_ok(&b));
    assert_text(&b, "12345");
    buf_finish(&b);
}

static void test_fixed(void **state)
{
    (void)state;
    char memory[4];
    struct buf b;
    buf_fixed(&b, memory, sizeof memory);
    assert_string_equal(memory, "");
    buf_addf(&b, "%d", 123);
    assert_true(buf_ok(&b));
    assert_string_equal(memory, "123");
    assert_null(buf_take(&b, NULL));
    assert_true(buf_ok(&b));
    buf_add_char(&b, '4');
    assert_false(buf_ok(&b));
    assert_string_equal(memory, "123");
    buf_finish(&b);

    buf_fixed(&b, NULL, 0);
    buf_add(&b, STR_EMPTY);
    assert_true(buf_ok(&b));
    buf_add_char(&b, 'x');
    assert_false(buf_ok(&b));
    assert_text(&b, "");
    buf_finish(&b);
}

static void test_take(void **state)
{
    (void)state;
    struct buf b;
    size_t len = 99;
    buf_init(&b, 10);
    char *text = buf_take(&b, &len);
    assert_string_equal(text, "");
    assert_int_equal(len, 0);
    free(text);
    buf_add(&b, STR("a\0b"));
    text = buf_take(&b, &len);
    assert_int_equal(len, 3);
    assert_memory_equal(text, "a\0b", 4);
    free(text);
    assert_text(&b, "");
    buf_add(&b, STR("0123456789"));
    assert_true(buf_ok(&b));
    buf_finish(&b);
}

static void test_allocator_says_no(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, SIZE_MAX);
    buf_add(&b, STR("kept"));
    buf_add(&b, (struct str){ "never read", SIZE_MAX / 4 });
    assert_false(buf_ok(&b));
    assert_text(&b, "kept");
    buf_clear(&b);
    buf_add(&b, (struct str){ "never read", SIZE_MAX });
    assert_false(buf_ok(&b));
    buf_finish(&b);

    struct buf nothing = { 0 };
    buf_add_char(&nothing, 'x');
    assert_false(buf_ok(&nothing));
    buf_finish(&nothing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_adds),
        cmocka_unit_test(test_limit),
        cmocka_unit_test(test_failure_is_sticky_and_whole),
        cmocka_unit_test(test_fixed),
        cmocka_unit_test(test_take),
        cmocka_unit_test(test_allocator_says_no),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
