/* test_tracking.c - the key of a ticket: computed the same everywhere, and nobody else's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/tracking.h"
#include <string.h>

static uint8_t secret[SHA256_SIZE];

static int setup(void **state)
{
    struct err e = { 0 };
    (void)state;
    for (size_t i = 0; i < sizeof secret; i++)
        secret[i] = (uint8_t)i;
    return crypto_init(&e) ? 0 : -1;
}

/* Computed by another program: base32 of the first ten bytes of HMAC-SHA256. */
static void test_known_key(void **state)
{
    char key[TRACKING_KEY_SIZE];
    (void)state;
    tracking_key(secret, 20260000042, key);
    assert_string_equal(key, "ewqypol5vnxeioxd");
}

static void test_fits(void **state)
{
    static const struct {
        const char *key;
        bool fits;
    } rows[] = {
        { "ewqypol5vnxeioxd", true },    { "EWQYPOL5VNXEIOXD", true },
        { "ewqypol5vnxeioxe", false },   { "ewqypol5vnxeiox", false },
        { "ewqypol5vnxeioxdd", false },  { "", false },
        { "ewqypol5vnxeioxd\t", false }, { "fwqypol5vnxeioxd", false },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (tracking_key_fits(secret, 20260000042, str_of(rows[i].key)) != rows[i].fits)
            fail_msg("'%s'", rows[i].key);
    assert_false(tracking_key_fits(secret, 20260000043, STR("ewqypol5vnxeioxd")));
    secret[0] = 1;
    assert_false(tracking_key_fits(secret, 20260000042, STR("ewqypol5vnxeioxd")));
    secret[0] = 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_key),
        cmocka_unit_test(test_fits),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}
