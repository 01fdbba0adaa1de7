/* test_arena.c - arenas: alignment, limit, refusal, re-use. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include <cmocka.h>
#include <stdalign.h>
#include <string.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define UNDER_ASAN 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define UNDER_ASAN 1
#endif
#ifdef UNDER_ASAN
#include <sanitizer/asan_interface.h>
#endif

/* Lets a refused allocation return NULL under AddressSanitizer, as malloc does. */
const char *__asan_default_options(void); // NOLINT(bugprone-reserved-identifier)
const char *__asan_default_options(void)  // NOLINT(bugprone-reserved-identifier)
{
    return "allocator_may_return_null=1";
}

static void test_pieces_are_apart_and_aligned(void **state)
{
    static const size_t sizes[] = { 0,    1,    7,    16,   100,  4095, 4096, 4097,
                                    3000, 3000, 5000, 1000, 9999, 24,   1,    0 };
    enum { COUNT = sizeof sizes / sizeof *sizes };
    unsigned char *pieces[COUNT];
    (void)state;
    struct arena a = { 0 };
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < COUNT; i++) {
            pieces[i] = arena_alloc(&a, sizes[i]);
            assert_non_null(pieces[i]);
            assert_int_equal((uintptr_t)pieces[i] % alignof(max_align_t), 0);
            memset(pieces[i], (int)(i + 1), sizes[i]);
        }
        for (size_t i = 0; i < COUNT; i++)
            for (size_t k = 0; k < sizes[i]; k++)
                if (pieces[i][k] != i + 1) fail_msg("piece %zu was written over", i);
        assert_ptr_not_equal(pieces[0], pieces[1]);
        arena_clear(&a);
        assert_int_equal(a.used, 0);
    }
}

static void test_limit(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 100);
    assert_non_null(arena_alloc(&a, 50));
    assert_null(arena_alloc(&a, 50));
    assert_non_null(arena_alloc(&a, 16));
    assert_non_null(arena_alloc(&a, 16));
    assert_null(arena_alloc(&a, 1));
    assert_int_equal(a.used, 96);
    arena_clear(&a);
    assert_int_equal(a.max, 100);
    assert_non_null(arena_alloc(&a, 96));
    assert_null(arena_alloc(&a, 0));
    arena_clear(&a);
}

static void test_impossible_sizes(void **state)
{
    static const size_t sizes[] = { SIZE_MAX, SIZE_MAX - 1, SIZE_MAX / 2 + 1, SIZE_MAX / 2,
                                    SIZE_MAX / 2 - 100 };
    (void)state;
    struct arena a = { 0 };
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        assert_null(arena_alloc(&a, sizes[i]));
    assert_null(arena_zero(&a, SIZE_MAX / 2, 3));
    assert_null(arena_zero(&a, 3, SIZE_MAX / 2));
    struct str out = STR("untouched");
    assert_false(arena_copy(&a, (struct str){ "never read", SIZE_MAX }, &out));
    assert_false(arena_copy(&a, (struct str){ "never read", SIZE_MAX / 4 }, &out));
    assert_string_equal(out.at, "untouched");
    assert_int_equal(a.used, 0);
    assert_non_null(arena_alloc(&a, 1));
    arena_clear(&a);
    arena_clear(&a);
}

static void test_zero(void **state)
{
    (void)state;
    struct arena a = { 0 };
    for (int round = 0; round < 2; round++) {
        memset(arena_alloc(&a, 4000), 0xFF, 4000);
        arena_clear(&a);
        const unsigned char *z = arena_zero(&a, 40, 100);
        assert_non_null(z);
        for (size_t i = 0; i < 4000; i++)
            assert_int_equal(z[i], 0);
    }
    assert_non_null(arena_zero(&a, 0, 8));
    assert_non_null(arena_zero(&a, 8, 0));
    arena_clear(&a);
}

static void test_copy_and_printf(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 80);
    struct str out = STR_EMPTY;
    assert_true(arena_copy(&a, STR("a\0b"), &out));
    assert_int_equal(out.len, 3);
    assert_memory_equal(out.at, "a\0b", 4);
    assert_true(arena_copy(&a, STR_EMPTY, &out));
    assert_string_equal(out.at, "");
    assert_string_equal(arena_printf(&a, "%s-%05d", "LK26", 42), "LK26-00042");
    assert_null(arena_printf(&a, "%070d", 1));
    struct err e = { 0 };
    out = STR("before");
    assert_false(arena_text(&a, &out, &e, "%070d", 1));
    assert_int_equal(e.code, ERR_MEMORY);
    assert_true(str_equal(out, STR("before")));
    assert_true(arena_text(&a, &out, &e, "%d%%", 42));
    assert_true(str_equal(out, STR("42%")));
    out = STR_EMPTY;
    assert_false(arena_copy(&a, STR("longer than sixteen bytes"), &out));
    assert_int_equal(out.len, 0);
    arena_clear(&a);
}

#ifdef UNDER_ASAN
static void test_what_was_not_asked_for_is_poisoned(void **state)
{
    (void)state;
    struct arena a = { 0 };
    char *small = arena_alloc(&a, 5), *large = arena_alloc(&a, 5000);
    assert_false(__asan_address_is_poisoned(small + 4));
    assert_true(__asan_address_is_poisoned(small + 5));
    assert_false(__asan_address_is_poisoned(large + 4999));
    assert_true(__asan_address_is_poisoned(large + 5000));
    arena_clear(&a);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces_are_apart_and_aligned),
        cmocka_unit_test(test_limit),
        cmocka_unit_test(test_impossible_sizes),
        cmocka_unit_test(test_zero),
        cmocka_unit_test(test_copy_and_printf),
#ifdef UNDER_ASAN
        cmocka_unit_test(test_what_was_not_asked_for_is_poisoned),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
