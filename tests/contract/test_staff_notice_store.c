/* test_staff_notice_store.c - whom to tell, and one notice for each cause, person and road. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/staff_contact_store.h"
#include "store/staff_notice_store.h"
#include "store_case.h"

static void contact_put(struct store_case *c, const char *department, enum notice_rung rung,
                        const char *phone, const char *mail)
{
    struct err e = { 0 };
    const struct staff_contact who = {
        .department = str_of(department), .rung = rung, .phone = str_of(phone), .mail = str_of(mail)
    };
    must(staff_contact_put(c->db, &who, CASE_NOW, &e), &e);
}

static void notice_put(struct store_case *c, int64_t cause, enum notice_road road, int64_t due_at)
{
    struct err e = { 0 };
    const struct staff_notice n = { .kind = NOTICE_DIGEST,
                                    .cause = cause,
                                    .department = STR("PUPR"),
                                    .rung = RUNG_CONTACT,
                                    .road = road,
                                    .due_at = due_at,
                                    .expires_at = due_at + 100 };
    must(staff_notice_put(c->db, &n, CASE_NOW, &e), &e);
}

static struct staff_notice next(struct store_case *c, enum notice_road road, int64_t now)
{
    struct err e = { 0 };
    struct staff_notice n;
    must(staff_notice_next(c->db, road, now, &c->arena, &n, &e), &e);
    return n;
}

static void test_one_person_on_each_rung(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    struct staff_contact one, all[8];
    bool found;
    size_t count;
    contact_put(c, "PUPR", RUNG_CONTACT, "6281200000001", "");
    contact_put(c, "PUPR", RUNG_CONTACT, "", "a@b.example"); /* in place of the first */
    contact_put(c, "DISHUB", RUNG_HEAD, "6281200000002", "c@d.example");
    must(staff_contact_get(c->db, STR("PUPR"), RUNG_CONTACT, &c->arena, &one, &found, &e), &e);
    assert_true(found && one.phone.len == 0 && str_equal(one.mail, STR("a@b.example")));
    must(staff_contact_list(c->db, &c->arena, all, 8, &count, &e), &e);
    assert_int_equal(count, 2);
    assert_true(str_equal(all[0].department, STR("DISHUB")) && all[0].rung == RUNG_HEAD);
    must(staff_contact_get(c->db, STR("PUPR"), RUNG_HEAD, &c->arena, &one, &found, &e), &e);
    assert_false(found);
    must(staff_contact_delete(c->db, STR("PUPR"), RUNG_CONTACT, &e), &e);
    assert_false(staff_contact_delete(c->db, STR("PUPR"), RUNG_CONTACT, &e));
    assert_int_equal(e.code, ERR_NOT_FOUND);
    const struct staff_contact nowhere = {
        .department = STR("X"), .rung = RUNG_HEAD, .phone = STR_EMPTY, .mail = STR_EMPTY
    };
    assert_false(staff_contact_put(c->db, &nowhere, CASE_NOW, &e));
    assert_int_equal(e.code, ERR_CONFLICT);
}

static void test_digests_one_by_one(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    struct staff_contact who;
    bool found;
    contact_put(c, "PUPR", RUNG_HEAD, "6281200000001", "");
    contact_put(c, "DISHUB", RUNG_CONTACT, "6281200000002", "");
    contact_put(c, "KABUPATEN", RUNG_REGENT, "6281200000003", ""); /* gets none */
    for (int i = 0; i < 2; i++) {
        must(staff_contact_digest_next(c->db, 20781, &c->arena, &who, &found, &e), &e);
        assert_true(found);
        must(staff_contact_digest_done(c->db, &who, 20781, &e), &e);
    }
    must(staff_contact_digest_next(c->db, 20781, &c->arena, &who, &found, &e), &e);
    assert_false(found);
    contact_put(c, "PUPR", RUNG_HEAD, "6281200000009", ""); /* another number, the same day */
    must(staff_contact_digest_next(c->db, 20781, &c->arena, &who, &found, &e), &e);
    assert_false(found);
    must(staff_contact_digest_next(c->db, 20782, &c->arena, &who, &found, &e), &e);
    assert_true(found);
}

static void test_once_for_each_cause_person_and_road(void **state)
{
    struct store_case *c = *state;
    contact_put(c, "PUPR", RUNG_CONTACT, "6281200000001", "a@b.example");
    notice_put(c, 1, ROAD_MAIL, CASE_NOW + 10);
    notice_put(c, 1, ROAD_MAIL, CASE_NOW); /* comes again: the first stands */
    notice_put(c, 1, ROAD_WHATSAPP, CASE_NOW);
    notice_put(c, 2, ROAD_MAIL, CASE_NOW + 5);
    case_equals(c, "SELECT COUNT(*) FROM staff_notice", 3);
    assert_int_equal(next(c, ROAD_MAIL, CASE_NOW + 4).id, 0);
    assert_int_equal(next(c, ROAD_MAIL, CASE_NOW + 20).cause, 2); /* due for longest */
    struct staff_notice n = next(c, ROAD_WHATSAPP, CASE_NOW);
    assert_int_equal(n.cause, 1);
    assert_true(str_equal(n.phone, STR("6281200000001")) && str_equal(n.mail, STR("a@b.example")));
    contact_put(c, "PUPR", RUNG_CONTACT, "6281200000002", ""); /* where it goes is looked up then */
    n = next(c, ROAD_MAIL, CASE_NOW + 20);
    assert_true(str_equal(n.phone, STR("6281200000002")) && n.mail.len == 0);
}

static void test_the_end_is_one_end(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    notice_put(c, 1, ROAD_MAIL, CASE_NOW);
    notice_put(c, 2, ROAD_MAIL, CASE_NOW);
    struct staff_notice n = next(c, ROAD_MAIL, CASE_NOW);
    must(staff_notice_later(c->db, n.id, CASE_NOW + 50, STR("later"), &e), &e);
    assert_int_not_equal(next(c, ROAD_MAIL, CASE_NOW).id, n.id);
    must(staff_notice_end(c->db, n.id, NOTICE_TOLD, STR_EMPTY, CASE_NOW + 1, &e), &e);
    must(staff_notice_end(c->db, n.id, NOTICE_FAILED, STR("x"), CASE_NOW + 2, &e), &e);
    case_equals(c,
                "SELECT COUNT(*) FROM staff_notice WHERE state = 2 AND error IS NULL AND "
                "attempts = 1",
                1);
    must(staff_notice_settle(c->db, CASE_NOW + 100, 8, &e), &e); /* the other one's time is over */
    case_equals(c, "SELECT COUNT(*) FROM staff_notice WHERE state = 3 AND error IS NOT NULL", 1);
    case_equals(c, "SELECT COUNT(*) FROM alarm WHERE cause = 'staff.notice'", 1);
}

static void test_lists(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    struct staff_notice rows[4];
    size_t count;
    bool more;
    for (int64_t i = 1; i <= 5; i++)
        notice_put(c, i, ROAD_MAIL, CASE_NOW);
    must(staff_notice_end(c->db, 2, NOTICE_FAILED, STR("why"), CASE_NOW, &e), &e);
    must(staff_notice_list(c->db, false, 0, 4, &c->arena, rows, &count, &more, &e), &e);
    assert_true(count == 4 && more && rows[0].id == 5 && rows[3].id == 2);
    must(staff_notice_list(c->db, false, 2, 4, &c->arena, rows, &count, &more, &e), &e);
    assert_true(count == 1 && !more);
    must(staff_notice_list(c->db, true, 0, 4, &c->arena, rows, &count, &more, &e), &e);
    assert_true(count == 1 && rows[0].id == 2 && str_equal(rows[0].error, STR("why")));
    assert_false(staff_notice_list(c->db, true, 0, 0, &c->arena, rows, &count, &more, &e));
}

static void ticket_of(struct store_case *c, const char *department, enum ticket_kind kind,
                      int64_t due_at)
{
    struct ticket t = case_ticket(1);
    t.department = str_of(department);
    t.kind = kind;
    t.due_at = due_at;
    (void)case_ticket_insert(c, t);
}

static void test_what_a_digest_counts(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    static struct notice_digest d;
    int64_t soon = CASE_NOW + 2 * MS_PER_DAY;
    (void)case_contact(c, "6281234567890", "");
    ticket_of(c, "PUPR", KIND_COMPLAINT, CASE_NOW - 1);
    ticket_of(c, "PUPR", KIND_COMPLAINT, CASE_NOW + 1);
    ticket_of(c, "PUPR", KIND_COMPLAINT, soon + 1);
    ticket_of(c, "PUPR", KIND_WHISTLEBLOWING, CASE_NOW - 1); /* in confidence */
    ticket_of(c, "DISHUB", KIND_COMPLAINT, CASE_NOW - 1);
    must(staff_digest_get(c->db, STR("PUPR"), soon, CASE_NOW, &c->arena, &d, &e), &e);
    assert_true(d.open == 3 && d.soon == 1 && d.overdue == 1 && d.line_count == 2);
    assert_int_equal(d.lines[0].due_at, CASE_NOW - 1); /* the earliest first */
    case_do(c, "UPDATE ticket SET paused_since = 1, status = 5 WHERE due_at < 1795500000000");
    must(staff_digest_get(c->db, STR("PUPR"), soon, CASE_NOW, &c->arena, &d, &e), &e);
    assert_true(d.open == 3 && d.overdue == 0);
    case_do(c, "UPDATE ticket SET paused_since = NULL, status = 7, outcome = 1, closed_at = 1");
    must(staff_digest_get(c->db, STR("PUPR"), soon, CASE_NOW, &c->arena, &d, &e), &e);
    assert_true(d.open == 0 && d.soon == 0 && d.overdue == 0);
}

static void test_a_digest_names_some_and_counts_all(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    static struct notice_digest d;
    (void)case_contact(c, "6281234567890", "");
    for (int i = 0; i < NOTICE_LINES_MAX + 5; i++)
        ticket_of(c, "PUPR", KIND_COMPLAINT, CASE_NOW - i);
    must(staff_digest_get(c->db, STR("PUPR"), CASE_NOW, CASE_NOW + 1, &c->arena, &d, &e), &e);
    assert_int_equal(d.line_count, NOTICE_LINES_MAX);
    assert_int_equal(d.overdue, NOTICE_LINES_MAX + 4);
    assert_int_equal(d.open, NOTICE_LINES_MAX + 5);
}

static void test_answers(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    bool answered;
    int64_t staff = case_contact(c, "6281200000001", ""), other = case_contact(c, "628129", "");
    notice_put(c, 1, ROAD_WHATSAPP, CASE_NOW);
    int64_t outbox = case_template(c, staff);
    must(staff_notice_handed(c->db, 1, outbox, staff, CASE_NOW, &e), &e);
    case_do(c, "INSERT INTO message (wamid, direction, type, outbox_id, sent_at, received_at) "
               "SELECT 'wamid.N', 1, 0, outbox_id, 0, 0 FROM staff_notice");
    must(staff_line_answered(c->db, other, STR_EMPTY, true, CASE_NOW + 1, &answered, &e), &e);
    assert_false(answered);
    must(staff_line_answered(c->db, staff, STR_EMPTY, false, CASE_NOW + 1, &answered, &e), &e);
    assert_false(answered);
    must(staff_line_answered(c->db, staff, STR_EMPTY, true, CASE_NOW + 1, &answered, &e), &e);
    assert_true(answered);
    must(staff_line_answered(c->db, staff, STR_EMPTY, true, CASE_NOW + 2, &answered, &e), &e);
    assert_false(answered); /* told once */
    must(staff_line_answered(c->db, staff, STR("wamid.N"), false, CASE_NOW + 3, &answered, &e), &e);
    assert_true(answered);
    must(staff_line_answered(c->db, staff, STR("wamid.IN1"), true, CASE_NOW + 4, &answered, &e),
         &e);
    assert_false(answered);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, store_case_setup, store_case_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_one_person_on_each_rung),
        CASE(test_digests_one_by_one),
        CASE(test_once_for_each_cause_person_and_road),
        CASE(test_the_end_is_one_end),
        CASE(test_lists),
        CASE(test_what_a_digest_counts),
        CASE(test_a_digest_names_some_and_counts_all),
        CASE(test_answers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
