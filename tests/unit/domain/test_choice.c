/* test_choice.c - ids of buttons and rows: what goes out comes back, and nothing else does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/choice.h"

static void test_round(void **state)
{
    static const struct choice rows[] = {
        { CHOICE_UNIT, 20260000042, { "PUPR", 4 }, 1 },
        { CHOICE_UNIT, 20260000042, { "DPUBM-JATIM", 11 }, 7 },
        { CHOICE_DISTRICTS, 20260000042, { "2", 1 }, 3 },
        { CHOICE_VILLAGES, 20260000042, { "35.13.17-1", 10 }, 3 },
        { CHOICE_TICKET, INT64_MAX, { "", 0 }, INT64_MAX },
        { CHOICE_HUMAN, 0, { "", 0 }, 1 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char memory[CHOICE_ID_MAX + 1];
        struct buf id;
        struct choice back;
        buf_fixed(&id, memory, sizeof memory);
        choice_format(&rows[i], &id);
        assert_true(buf_ok(&id));
        assert_true(choice_parse(buf_view(&id), &back));
        assert_int_equal(back.verb, rows[i].verb);
        assert_int_equal(back.ticket_id, rows[i].ticket_id);
        assert_true(str_equal(back.arg, rows[i].arg));
        assert_int_equal(back.token, rows[i].token);
    }
}

static void test_not_ours(void **state)
{
    static const char *const ids[] = {
        "",
        "btn_1",
        "unit",
        "unit:1:PUPR",
        "unit:1:PUPR:1:1",
        "unit::PUPR:1",
        "unit:1::1",
        "unit:-1:PUPR:1",
        "unit:1:PUPR:0",
        "unit:1:PUPR:-1",
        "unit:1:PUPR:99999999999999999999",
        "UNIT:1:PUPR:1",
        "units:1:PUPR:1",
        "unit:1:PU PR:1",
        "unit:1:PU\"PR:1",
        "unit:1x:PUPR:1",
        "unit:1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA:1",
        ":::",
        "unit:1:PUPR:1 ",
    };
    (void)state;
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        struct choice c = { .token = 77 };
        if (choice_parse(str_of(ids[i]), &c)) fail_msg("taken: <%s>", ids[i]);
        assert_int_equal(c.token, 77);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round),
        cmocka_unit_test(test_not_ours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
