/* test_retention_store.c - raw webhooks are emptied in order and once, and nothing else is touched.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/message_store.h"
#include "store/retention_store.h"
#include "store_case.h"

static void fill(struct store_case *c, int count)
{
    for (int i = 0; i < count; i++) {
        struct err e = { 0 };
        int64_t id;
        must(webhook_body_insert(c->db, STR("{\"isi\":\"mentah\"}"), CASE_NOW + i, &id, &e), &e);
    }
}

static int64_t emptied(struct store_case *c, int64_t before)
{
    struct err e = { 0 };
    int64_t count;
    must(retention_bodies(c->db, before, &count, &e), &e);
    return count;
}

static void test_what_is_old_is_emptied_once(void **state)
{
    struct store_case *c = *state;
    fill(c, 10);
    assert_int_equal(emptied(c, CASE_NOW), 0);
    assert_int_equal(emptied(c, CASE_NOW + 4), 4);
    assert_int_equal(emptied(c, CASE_NOW + 4), 0);
    case_equals(c, "SELECT COUNT(*) FROM webhook_body WHERE length(body) = 0", 4);
    case_equals(c,
                "SELECT COUNT(*) FROM webhook_body WHERE length(body) > 0 AND received_at < "
                "1795500000004",
                0);
    assert_int_equal(emptied(c, CASE_NOW + 100), 6);
    case_equals(c, "SELECT COUNT(*) FROM webhook_body", 10);
}

static void test_much_of_it_takes_several_pieces(void **state)
{
    struct store_case *c = *state;
    fill(c, RETENTION_BODIES_MAX + 5);
    assert_int_equal(emptied(c, CASE_NOW + 1000), RETENTION_BODIES_MAX);
    assert_int_equal(emptied(c, CASE_NOW + 1000), 5);
}

static void test_messages_stay(void **state)
{
    struct store_case *c = *state;
    int64_t contact = case_contact(c, "1", NULL);
    fill(c, 1);
    (void)case_message(c, contact);
    case_do(c, "UPDATE message SET body_id = (SELECT MAX(id) FROM webhook_body), text = 'kata'");
    assert_int_equal(emptied(c, CASE_NOW + 1000), 1);
    case_equals(c, "SELECT COUNT(*) FROM message WHERE text = 'kata' AND body_id IS NOT NULL", 1);
}

static void test_sessions_that_have_ended(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    int64_t count;
    case_do(c, "INSERT INTO staff (name, role, created_at) VALUES ('adi', 'admin', 1)");
    case_do(c, "INSERT INTO session (staff_id, digest, created_at, seen_at, expires_at) SELECT id, "
               "x'01', 1, 1, 5 FROM staff UNION ALL SELECT id, x'02', 1, 1, 7 FROM staff");
    must(retention_sessions(c->db, 5, &count, &e), &e);
    assert_int_equal(count, 1);
    case_equals(c, "SELECT COUNT(*) FROM session WHERE expires_at = 7", 1);
}

int main(void)
{
#define CASE(test) cmocka_unit_test_setup_teardown(test, store_case_setup, store_case_teardown)
    const struct CMUnitTest tests[] = {
        CASE(test_what_is_old_is_emptied_once),
        CASE(test_much_of_it_takes_several_pieces),
        CASE(test_messages_stay),
        CASE(test_sessions_that_have_ended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
