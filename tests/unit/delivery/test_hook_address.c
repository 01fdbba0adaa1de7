/* test_hook_address.c - which addresses a hook may lead to, whatever a name server says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/delivery/hook_address.h"
#include <arpa/inet.h>

static void test_addresses(void **state)
{
    static const struct {
        int family;
        const char *address;
        bool elsewhere, local; /* may be connected to when the URL names such a host */
    } rows[] = {
        { AF_INET, "203.0.113.9", true, false },
        { AF_INET, "10.1.2.3", true, false },
        { AF_INET, "192.168.1.1", true, false },
        { AF_INET, "127.0.0.1", false, true },
        { AF_INET, "127.9.9.9", false, true },
        { AF_INET, "0.0.0.0", false, false },
        { AF_INET, "169.254.169.254", false, false },
        { AF_INET, "224.0.0.1", false, false },
        { AF_INET, "255.255.255.255", false, false },
        { AF_INET6, "2001:db8::1", true, false },
        { AF_INET6, "fd00::1", true, false },
        { AF_INET6, "::1", false, true },
        { AF_INET6, "::", false, false },
        { AF_INET6, "::2", false, false },
        { AF_INET6, "fe80::1", false, false },
        { AF_INET6, "febf::1", false, false },
        { AF_INET6, "ff02::1", false, false },
        { AF_INET6, "::ffff:127.0.0.1", false, true },
        { AF_INET6, "::ffff:169.254.169.254", false, false },
        { AF_INET6, "::ffff:203.0.113.9", true, false },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        unsigned char bytes[16];
        assert_int_equal(inet_pton(rows[i].family, rows[i].address, bytes), 1);
        if (hook_address_allowed(rows[i].family, bytes, false) != rows[i].elsewhere ||
            hook_address_allowed(rows[i].family, bytes, true) != rows[i].local)
            fail_msg("%s", rows[i].address);
    }
    assert_false(hook_address_allowed(AF_UNIX, (const unsigned char *)"/tmp/x", false));
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_addresses) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
