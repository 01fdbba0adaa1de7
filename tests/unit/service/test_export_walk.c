/* test_export_walk.c - an export in steps: every ticket once, whatever the size of a step. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "service/export.h"
#include "store_case.h"
#include <string.h>

#define TICKETS 150

static const struct desk desk; /* of nothing: codes stand for themselves */

static void fill(struct store_case *c)
{
    int64_t contact = case_contact(c, "1", NULL);
    for (int i = 0; i < TICKETS; i++) {
        struct ticket t = case_ticket(contact);
        if (i % 3 == 1) t.kind = KIND_WHISTLEBLOWING;
        if (i >= 100) t.created_at = CASE_NOW + 90 * MS_PER_DAY; /* the next year */
        (void)case_ticket_insert(c, t);
    }
}

/* How many rows a walk with steps of so many ids writes. */
static int64_t walk(struct store_case *c, struct ticket_query q, bool nothing, int64_t ids,
                    int *steps)
{
    struct err e = { 0 };
    struct export_walk w;
    struct buf out;
    bool ended = false;
    const struct export_style style = { .desk = &desk, .prefix = "LK", .role = ROLE_OPERATOR };
    int64_t lines = 0, before = -1;
    must(export_walk_begin(c->db, &style, &q, nothing, &w, &e), &e);
    w.ids = ids;
    for (*steps = 0; !ended; ++*steps) {
        buf_init(&out, 1 << 20);
        must(export_walk_step(&w, c->db, &out, &ended, &e), &e);
        for (size_t i = 0; i < out.len; i++)
            lines += out.at[i] == '\n';
        buf_finish(&out);
        assert_true(w.passed > before || ended);
        assert_true(w.passed <= w.total);
        before = w.passed;
    }
    assert_int_equal(w.passed, w.total);
    assert_int_equal(w.written, w.at_most); /* no filter but department and role here */
    assert_int_equal(lines, w.written + 1); /* and the head */
    return w.written;
}

static void test_every_ticket_once(void **state)
{
    static const int64_t sizes[] = { 1, 7, 50, 4096 };
    struct store_case *c = *state;
    int steps;
    fill(c);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        assert_int_equal(walk(c, (struct ticket_query){ 0 }, false, sizes[i], &steps), TICKETS);
        assert_true(steps >= TICKETS / EXPORT_ROWS_MAX);
        assert_int_equal(walk(c, (struct ticket_query){ .without_whistleblowing = true }, false,
                              sizes[i], &steps),
                         TICKETS - 50);
        assert_int_equal(
            walk(c, (struct ticket_query){ .department = STR("DISHUB") }, false, sizes[i], &steps),
            0);
    }
}

static void test_nothing_to_see_is_an_empty_file(void **state)
{
    struct store_case *c = *state;
    int steps;
    fill(c);
    assert_int_equal(walk(c, (struct ticket_query){ 0 }, true, 64, &steps), 0);
    assert_int_equal(steps, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_every_ticket_once, store_case_setup,
                                        store_case_teardown),
        cmocka_unit_test_setup_teardown(test_nothing_to_see_is_an_empty_file, store_case_setup,
                                        store_case_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
