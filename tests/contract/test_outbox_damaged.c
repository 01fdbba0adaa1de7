/* test_outbox_damaged.c - a row that nobody can make sense of holds up nobody but itself: it fails,
 * in sight, and all others go. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "window_case.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static int64_t notice(struct store_case *c, int64_t contact)
{
    struct outbound m = { .type = OUTBOUND_TEMPLATE,
                          .template_name = STR("lapor_kanda_tugas"),
                          .template_language = STR("id"),
                          .params = { STR("LK26-00042-7") },
                          .param_count = 1 };
    return put(c, contact, 0, m, NULL);
}

static void test_a_damaged_row_fails_and_the_others_go(void **state)
{
    static const struct {
        const char *rule, *damage; /* %lld: the row */
        bool is_template;          /* by itself */
    } rows[] = {
        { "a template that is no JSON", "UPDATE outbox SET content = 'x' WHERE id = %lld", true },
        { "a template without a type", "UPDATE outbox SET content = '{}' WHERE id = %lld", true },
        { "what goes instead is too long when filled in",
          "UPDATE template SET body = REPLACE(HEX(ZEROBLOB(600)), '0', 'a') WHERE 0 < %lld",
          false },
    };
    struct store_case *c = *state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct outbox_lease out[LEASE_MAX];
        char phone[24], sql[160];
        (void)snprintf(phone, sizeof phone, "62812000001%02zu", i);
        int64_t a = case_contact(c, phone, NULL);
        (void)snprintf(phone, sizeof phone, "62812000002%02zu", i);
        int64_t b = case_contact(c, phone, NULL);
        case_approved(c, "lapor_kanda_selesai", "resolved", 2);
        int64_t bad = rows[i].is_template ? notice(c, a) : resolved(c, a, "beres");
        (void)snprintf(sql, sizeof sql, rows[i].damage, (long long)bad);
        case_do(c, sql);
        int64_t good = text(c, b, 0, "Halo");
        (void)snprintf(sql, sizeof sql,
                       "UPDATE contact SET last_inbound_at = last_inbound_at + %lld WHERE id = "
                       "%lld",
                       (long long)WINDOW_MS, (long long)b);
        case_do(c, sql);
        if (lease(c, EDGE, out) != 1 || out[0].id != good) fail_msg("%s", rows[i].rule);
        state_is(c, bad, OUTBOX_FAILED);
        assert_int_equal(column(c, "error_text LIKE 'its words%' AND attempt = 1", bad), 1);
    }
}

static void test_a_damaged_row_that_waits_holds_no_citizen_up(void **state)
{
    struct store_case *c = *state;
    int64_t a = case_contact(c, "6281200000001", NULL), bad = text(c, a, 0, "Satu");
    int64_t good = text(c, a, 0, "Dua");
    lease_none(c, EDGE);
    lease_none(c, EDGE);
    case_do(c, "UPDATE outbox SET content = 'x' WHERE id = (SELECT MIN(id) FROM outbox)");
    writes(c, EDGE);
    assert_int_equal(released(c, a, EDGE), 2);
    state_is(c, bad, OUTBOX_PENDING);
    state_is(c, good, OUTBOX_PENDING);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, store_case_setup, store_case_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_a_damaged_row_fails_and_the_others_go),
        CASE(test_a_damaged_row_that_waits_holds_no_citizen_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
