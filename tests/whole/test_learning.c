/* test_learning.c - kanda train --tickets: what staff have assigned beside a running server teaches
 * routing. */
#include "desk_case.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static char folder[128];

static int setup(void **state)
{
    if (desk_case_setup(state) != 0) return -1;
    (void)snprintf(folder, sizeof folder, "%.100s/desk", api.town.dir);
    return mkdir(folder, 0700) == 0 ? setenv("KANDA_DESK_DATA_DIR", folder, 1) : -1;
}

static int train(const char *more, char *out, size_t cap)
{
    const char *const args[] = { "train", "--tickets", more, NULL };
    return town_command(&api.town, args, out, cap);
}

static bool model_exists(void)
{
    char path[160];
    struct stat st;
    (void)snprintf(path, sizeof path, "%s/routing.model", folder);
    return stat(path, &st) == 0;
}

static void reported(const char *phone, const char *words, const char *department)
{
    char number[32], body[64];
    api_write(&api.town, phone, "Warga", words);
    api_number(&api, words, number);
    (void)snprintf(body, sizeof body, "{\"department\":\"%s\"}", department);
    if (department[0]) send_to(number, OPERATOR, "assignments", body, 200, "assigned");
}

static void test_what_staff_assigned_is_learnt(void **state)
{
    char out[4096];
    (void)state;
    reported("6281266700001", "Aspal berlubang di desa Sebaung Gending", "PUPR");
    assert_int_equal(train(NULL, out, sizeof out), 2); /* of one department nothing is learnt */
    assert_false(model_exists());
    reported("6281266700002", "Umbul-umbul roboh di desa Pajurangan Gending", "BAKESBANGPOL");
    reported("6281266700003", "Sampah menumpuk di desa Pikatan Gending", "");
    assert_int_equal(train(NULL, out, sizeof out), 0);
    assert_non_null(strstr(out, "2 tickets that staff have given to a department"));
    assert_non_null(strstr(out, "2 texts of 2 departments"));
    assert_non_null(strstr(out, "BAKESBANGPOL           1"));
    assert_true(model_exists());
    assert_int_equal(train("tests/data/routing-own.tsv", out, sizeof out), 0); /* and of a file */
    assert_non_null(strstr(out, "BAKESBANGPOL"));
    assert_null(strstr(out, "\n2 texts"));
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_what_staff_assigned_is_learnt) };
    return cmocka_run_group_tests(tests, setup, desk_case_teardown);
}
