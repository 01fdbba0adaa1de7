/* test_chats.c - the chats of tests/data/chats.txt, played against a real database: what is said,
 * and what becomes of it. Each is played twice: as written, and with every webhook delivered three
 * times. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "chat_file.h"
#include "cli/app.h"

#define CHATS_MIN 40

static struct desk *desk;
static struct area *area;

static void test_chats(void **state)
{
    int chats;
    (void)state;
    int bad = chat_file_play("chats.txt", area, NULL, &chats);
    print_message("%d chats\n", chats);
    assert_true(chats >= CHATS_MIN);
    if (bad) fail_msg("%d chats did not go as written", bad);
}

static int group_setup(void **state)
{
    struct err e = { 0 };
    if (intake_case_group_setup(state) != 0) return -1;
    desk = desk_load("", &e);
    must(desk != NULL, &e);
    area = area_create(desk, STR_EMPTY, &e);
    must(area != NULL, &e);
    return 0;
}

static int group_teardown(void **state)
{
    area_destroy(area);
    desk_destroy(desk);
    return intake_case_group_teardown(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_chats) };
    return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
