/* test_move_refer.c - whose a ticket is that was referred to an external body: for counting, for
 * citizens, and once it is taken up again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "desk_case.h"
#include "domain/move.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define AT            INT64_C(1795500000000)

static struct desk *desk;

static int set_up(void **state)
{
    struct desk_files files = good_files();
    (void)state;
    desk = desk_create(&files, NULL);
    return desk ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    desk_destroy(desk);
    return 0;
}

static void test_it_stays_with_who_worked_on_it(void **state)
{
    static const struct {
        const char *before, *after;
    } rows[] = { { "PUPR", "PUPR" },
                 { "DISKOMINFO", "DISKOMINFO" },
                 { "PLN", "DISKOMINFO" },
                 { "KOTA", "DISKOMINFO" },
                 { "BUBAR", "BUBAR" } };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct str after = str_of(rows[i].after);
        struct ticket t = { .kind = KIND_COMPLAINT,
                            .status = STATUS_VERIFIED,
                            .referred_to = STR_EMPTY,
                            .department = str_of(rows[i].before) };
        assert_true(str_equal(ticket_in_charge(&t), t.department));
        move_refer(desk, &t, STR("LUAR"), AT);
        assert_int_equal(t.status, STATUS_CLOSED);
        assert_int_equal(t.outcome, OUTCOME_REFERRED);
        assert_int_equal(t.closed_at, AT);
        assert_true(str_equal(t.department, after));
        assert_true(str_equal(ticket_in_charge(&t), STR("LUAR")));
        move_apply(desk, &t, STATUS_VERIFIED, OUTCOME_NONE, AT);
        assert_int_equal(t.referred_to.len, 0);
        assert_true(str_equal(ticket_in_charge(&t), after));
    }
}

static void test_every_other_end_refers_to_nobody(void **state)
{
    (void)state;
    for (int o = OUTCOME_NONE + 1; o < OUTCOME_END; o++) {
        struct ticket t = { .kind = KIND_COMPLAINT,
                            .status = STATUS_VERIFIED,
                            .department = STR("PUPR"),
                            .referred_to = STR("PLN") };
        move_apply(desk, &t, STATUS_CLOSED, (enum ticket_outcome)o, AT);
        assert_int_equal(t.referred_to.len > 0, o == OUTCOME_REFERRED);
    }
}

static void test_who_works_on_it(void **state)
{
    (void)state;
    const struct department *own = desk_department(desk, STR("PUPR"));
    assert_ptr_equal(desk_worker(desk, own), own);
    assert_ptr_equal(desk_worker(desk, desk_department(desk, STR("PLN"))), desk->desk_department);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_it_stays_with_who_worked_on_it),
        cmocka_unit_test(test_every_other_end_refers_to_nobody),
        cmocka_unit_test(test_who_works_on_it),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
