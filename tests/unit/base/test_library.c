/* test_library.c - a shared library is opened, asked for a function, closed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/library.h"

static void test_a_function_is_found(void **state)
{
    double (*root)(double) = NULL;
    (void)state;
    void *math = library_open("libm.so.6");
    assert_non_null(math);
    assert_true(library_function(math, "sqrt", &root, sizeof root));
    assert_true(root(9.0) > 2.9 && root(9.0) < 3.1);
    library_close(math);
}

static void test_what_is_not_there(void **state)
{
    double (*root)(double) = NULL;
    (void)state;
    assert_null(library_open("libthat-does-not-exist.so.1"));
    void *math = library_open("libm.so.6");
    assert_non_null(math);
    assert_false(library_function(math, "no_such_function", &root, sizeof root));
    assert_null(root);
    library_close(math);
    library_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_function_is_found),
        cmocka_unit_test(test_what_is_not_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
