/* test_lock.c - one serving process for each database. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "store/lock.h"
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void test_second_is_refused_until_the_first_lets_go(void **state)
{
    char folder[] = "/tmp/kanda-lock-XXXXXX", path[64], lock_path[80];
    struct err e = { 0 };
    int first = -1, second = -1;
    (void)state;
    assert_non_null(mkdtemp(folder));
    (void)snprintf(path, sizeof path, "%s/kanda.db", folder);
    (void)snprintf(lock_path, sizeof lock_path, "%s.lock", path);
    assert_true(store_lock_take(path, &first, &e));
    assert_false(store_lock_take(path, &second, &e));
    assert_int_equal(e.code, ERR_CONFLICT);
    assert_int_equal(second, -1);
    store_lock_drop(first);
    assert_true(store_lock_take(path, &second, &e));
    store_lock_drop(second);
    store_lock_drop(-1);
    assert_int_equal(unlink(lock_path), 0);
    assert_int_equal(rmdir(folder), 0);
}

static void test_lock_goes_with_its_process(void **state)
{
    char folder[] = "/tmp/kanda-lock-XXXXXX", path[64], lock_path[80];
    struct err e = { 0 };
    int lock = -1, status;
    (void)state;
    assert_non_null(mkdtemp(folder));
    (void)snprintf(path, sizeof path, "%s/kanda.db", folder);
    (void)snprintf(lock_path, sizeof lock_path, "%s.lock", path);
    pid_t child = fork();
    if (child == 0) _exit(store_lock_take(path, &lock, &e) ? 0 : 1);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_true(store_lock_take(path, &lock, &e));
    store_lock_drop(lock);
    assert_int_equal(unlink(lock_path), 0);
    assert_int_equal(rmdir(folder), 0);
}

static void test_folder_that_is_not_there(void **state)
{
    struct err e = { 0 };
    int lock = -1;
    (void)state;
    assert_false(store_lock_take("/proc/nowhere/kanda.db", &lock, &e));
    assert_int_equal(e.code, ERR_IO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_second_is_refused_until_the_first_lets_go),
        cmocka_unit_test(test_lock_goes_with_its_process),
        cmocka_unit_test(test_folder_that_is_not_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
