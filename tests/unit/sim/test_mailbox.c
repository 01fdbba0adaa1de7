/* test_mailbox.c - what was accepted, in order, and what was accepted twice. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/sim/citizens.h"
#include "../../../src/sim/mailbox.h"
#include <stdio.h>
#include <string.h>

static struct sim_mail mail(struct str text, struct str callback)
{
    return (struct sim_mail){ .wa_id = STR("6281200000001"),
                              .user_id = STR("ID.1"),
                              .wamid = STR("wamid.A"),
                              .type = STR("text"),
                              .text = text,
                              .callback = callback,
                              .choices = STR("[]"),
                              .quoted = STR_EMPTY };
}

static void test_order(void **state)
{
    struct sim_mailbox *box = sim_mailbox_create();
    (void)state;
    assert_null(sim_mailbox_next(box, 0));
    for (int i = 0; i < 3; i++) {
        char text[2] = { (char)('a' + i), '\0' };
        struct sim_mail m = mail(str_of(text), STR_EMPTY);
        assert_non_null(sim_mailbox_put(box, &m));
    }
    const struct sim_mail *second = sim_mailbox_next(box, 1);
    assert_int_equal(second->seq, 2);
    assert_true(str_equal(second->text, STR("b")));
    assert_null(sim_mailbox_next(box, 3));
    assert_null(sim_mailbox_next(box, UINT64_MAX));
    sim_mailbox_destroy(box);
    sim_mailbox_destroy(NULL);
}

static void test_doubles(void **state)
{
    struct sim_mailbox *box = sim_mailbox_create();
    struct sim_mail m = mail(STR("a"), STR("lk:1")), none = mail(STR("a"), STR_EMPTY);
    (void)state;
    assert_int_equal(sim_mailbox_put(box, &m)->count, 1);
    assert_int_equal(sim_mailbox_put(box, &none)->count, 1);
    assert_int_equal(sim_mailbox_put(box, &none)->count, 1);
    assert_int_equal(sim_mailbox_put(box, &m)->count, 2);
    assert_int_equal(sim_mailbox_put(box, &m)->count, 3);
    sim_mailbox_destroy(box);
}

static void test_bounded_but_doubles_are_still_known(void **state)
{
    struct sim_mailbox *box = sim_mailbox_create();
    char callback[32];
    (void)state;
    for (int i = 0; i <= SIM_MAILS_MAX; i++) {
        (void)snprintf(callback, sizeof callback, "lk:%d", i);
        struct sim_mail m = mail(STR("a"), str_of(callback));
        if (sim_mailbox_put(box, &m)->count != 1) fail_msg("mail %d is no double", i);
    }
    assert_int_equal(sim_mailbox_next(box, 0)->seq, 2);
    assert_int_equal(sim_mailbox_last(box), SIM_MAILS_MAX + 1);
    struct sim_mail first = mail(STR("a"), STR("lk:0"));
    assert_int_equal(sim_mailbox_put(box, &first)->count, 2);
    sim_mailbox_destroy(box);
}

static void test_citizens(void **state)
{
    struct sim_citizens *all = sim_citizens_create();
    (void)state;
    assert_null(sim_citizens_find(all, STR("6281200000001")));
    struct sim_citizen *siti =
        sim_citizens_meet(all, STR("6281200000001"), STR("ID.7"), STR("Siti"));
    assert_non_null(siti);
    assert_ptr_equal(sim_citizens_find(all, STR("ID.7")), siti);
    assert_ptr_equal(sim_citizens_meet(all, STR("6281200000001"), STR_EMPTY, STR_EMPTY), siti);
    assert_string_equal(siti->name, "Siti");
    struct sim_citizen *other = sim_citizens_meet(all, STR("6281200000002"), STR_EMPTY, STR_EMPTY);
    assert_true(str_starts(str_of(other->user_id), STR("ID.1")));
    assert_null(sim_citizens_meet(all, STR_EMPTY, STR_EMPTY, STR("Nobody")));
    assert_null(sim_citizens_find(all, STR_EMPTY));
    sim_citizens_destroy(all);
    sim_citizens_destroy(NULL);
}

static void test_pair_quota(void **state)
{
    struct sim_citizens *all = sim_citizens_create();
    struct sim_citizen *c = sim_citizens_meet(all, STR("6281200000001"), STR_EMPTY, STR_EMPTY);
    int taken = 0;
    (void)state;
    while (taken < 100 && sim_citizen_pair_take(c, 1000000))
        taken++;
    assert_int_equal(taken, 45);
    assert_false(sim_citizen_pair_take(c, 1000000 + 5999));
    assert_true(sim_citizen_pair_take(c, 1000000 + 6001));
    assert_false(sim_citizen_pair_take(c, 1000000 + 6002));
    sim_citizens_destroy(all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_doubles),
        cmocka_unit_test(test_bounded_but_doubles_are_still_known),
        cmocka_unit_test(test_citizens),
        cmocka_unit_test(test_pair_quota),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
