/* test_ticket_span.c - the walk of an export: every ticket once, in steps that are bounded whatever
 * the filters are, and how many there are at most without a count. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/ticket_store.h"
#include "store_case.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define FIRST_2026    INT64_C(20260000001)
#define FIRST_2027    INT64_C(20270000001)
#define NEXT_YEAR     (CASE_NOW + 60 * MS_PER_DAY)

/* Five tickets of 2026, a day apart, and three of 2027. */
static int64_t fill(struct store_case *c)
{
    int64_t contact = case_contact(c, "1", NULL);
    for (int i = 0; i < 8; i++) {
        struct ticket t = case_ticket(contact);
        t.created_at = i < 5 ? CASE_NOW + i * MS_PER_DAY : NEXT_YEAR + i * MS_PER_DAY;
        (void)case_ticket_insert(c, t);
    }
    return contact;
}

static void test_spans(void **state)
{
    static const struct {
        const char *rule;
        struct ticket_query q;
        struct ticket_span want;
    } rows[] = {
        { "everything", { 0 }, { FIRST_2026, FIRST_2027 + 2, 8 } },
        { "one year", { .to = NEXT_YEAR }, { FIRST_2026, FIRST_2026 + 4, 5 } },
        { "the other", { .from = NEXT_YEAR }, { FIRST_2027, FIRST_2027 + 2, 3 } },
        { "over its end",
          { .from = CASE_NOW + 4 * MS_PER_DAY },
          { FIRST_2026 + 4, FIRST_2027 + 2, 4 } },
        { "one ticket", { .only_id = FIRST_2026 + 1 }, { FIRST_2026 + 1, FIRST_2026 + 1, 1 } },
        { "none after the end", { .from = NEXT_YEAR + 90 * MS_PER_DAY }, { 0, 0, 0 } },
        { "none before the beginning", { .to = CASE_NOW - 1 }, { 0, 0, 0 } },
        { "no such ticket", { .only_id = FIRST_2027 + 7 }, { 0, 0, 0 } },
        { "up to an id", { .up_to_id = FIRST_2026 + 2 }, { FIRST_2026, FIRST_2026 + 2, 3 } },
    };
    struct store_case *c = *state;
    (void)fill(c);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct err e = { 0 };
        struct ticket_span span;
        must(ticket_span_find(c->db, &rows[i].q, &span, &e), &e);
        if (span.first != rows[i].want.first || span.last != rows[i].want.last ||
            span.count != rows[i].want.count)
            fail_msg("%s: %lld to %lld, %lld", rows[i].rule, (long long)span.first,
                     (long long)span.last, (long long)span.count);
    }
}

static void test_a_page_ends_at_its_last_id(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    struct ticket out[8];
    struct ticket_found found;
    struct ticket_query q = { .oldest_first = true, .limit = 8, .up_to_id = FIRST_2026 + 2 };
    (void)fill(c);
    must(ticket_list(c->db, &q, &c->arena, out, &found, &e), &e);
    assert_int_equal(found.count, 3);
    assert_false(found.more);
    assert_int_equal(out[2].id, FIRST_2026 + 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_spans, store_case_setup, store_case_teardown),
        cmocka_unit_test_setup_teardown(test_a_page_ends_at_its_last_id, store_case_setup,
                                        store_case_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
