/* test_notices.c - a unit's people are told by the desk's deeds and by time, each once by each
 * road, whatever comes twice and whoever stops in between. Time is passed in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/staff_notice.h"
#include "notice_case.h"
#include "service/staff_contact.h"
#include "store/staff_notice_store.h"
#include <stdio.h>

/* So that the ladder alone is heard: the reporter holds a day in the year 2100. */
#define FAR_PROMISE "promise = 2, promise_at = 4102444800000"
#define MORNING     (NOW - 13 * MS_PER_HOUR + 8 * MS_PER_HOUR) /* Tuesday 2026-11-24, 08:00 */

static int64_t notices(struct intake_case *c, const char *where)
{
    char sql[300];
    (void)snprintf(sql, sizeof sql, "SELECT COUNT(*) FROM staff_notice WHERE %s", where);
    return ask(c, sql);
}

static void reopen(struct intake_case *c)
{
    struct err e = { 0 };
    db_close(c->db);
    must(db_open(c->bed.path, DB_WRITE, &c->db, &e), &e);
}

/* --- assignments --- */

static void test_an_assignment_is_told_by_both_roads_once(void **state)
{
    struct intake_case *c = *state;
    notice_approve(c);
    notice_contact(c, "PUPR", "contact", "0812-0000-0001", "budi@pupr.example");
    notice_contact(c, "PUPR", "head", "", "kepala@pupr.example");
    notice_contact(c, "KEC-18", "head", "+62 812 0000 0009", "");
    notice_contact(c, "DISHUB", "head", "", "lain@dishub.example");
    notice_report(c, "wamid.1", ROAD);
    assert_int_equal(notices(c, "1"), 0);
    notice_assign(c, "PUPR", NOW);
    assert_int_equal(notices(c, "kind = 1 AND department = 'PUPR'"), 3);
    assert_int_equal(notices(c, "kind = 2 AND department = 'KEC-18' AND road = 1"), 1);
    assert_int_equal(notices(c, "1"), 4);
    reopen(c);
    notice_upkeep(c, NOW);
    notice_upkeep(c, NOW + 1);
    ask_equals(c, "SELECT COUNT(*) FROM outbox WHERE type = 'template'", 2);
    ask_equals(c,
               "SELECT COUNT(*) FROM outbox AS o JOIN contact AS p ON p.id = o.contact_id "
               "WHERE o.type = 'template' AND p.wa_id = '" BUDI "' AND o.ticket_id IS NULL AND "
               "o.content LIKE '%tugas%' AND o.content LIKE '%LK26-00001-%' AND o.content LIKE "
               "'%Gending%' AND o.content NOT LIKE '%berlubang%'",
               1);
    assert_int_equal(notices(c, "state = 1 AND outbox_id IS NOT NULL"), 2);
    assert_int_equal(notices(c, "state = 0 AND road = 2"), 2); /* the courier's */
}

static void test_one_person_on_two_rungs_is_told_once(void **state)
{
    struct intake_case *c = *state;
    notice_contact(c, "PUPR", "contact", "081200000001", "budi@pupr.example");
    notice_contact(c, "PUPR", "head", "081200000001", "kepala@pupr.example");
    notice_report(c, "wamid.1", ROAD);
    notice_assign(c, "PUPR", NOW);
    assert_int_equal(notices(c, "road = 1"), 1);
    assert_int_equal(notices(c, "road = 2"), 2);
}

/* The same cause planned twice, as a job that is run again would. */
static void test_a_cause_that_comes_twice_is_told_once(void **state)
{
    struct intake_case *c = *state;
    struct err e = { 0 };
    notice_contact(c, "PUPR", "contact", "081200000001", "budi@pupr.example");
    notice_report(c, "wamid.1", ROAD);
    notice_assign(c, "PUPR", NOW);
    const struct staff_notice again = { .kind = NOTICE_ASSIGNED,
                                        .cause = ask(c, "SELECT MAX(cause) FROM staff_notice"),
                                        .department = STR("PUPR"),
                                        .rung = RUNG_CONTACT,
                                        .road = ROAD_MAIL,
                                        .ticket_id = ask(c, "SELECT MAX(id) FROM ticket") };
    must(db_begin(c->db, &e), &e);
    must(staff_notice_put(c->db, &again, NOW + 5, &e), &e);
    must(db_commit(c->db, &e), &e);
    assert_int_equal(notices(c, "1"), 2);
}

static void test_what_is_no_longer_true_is_not_told(void **state)
{
    struct intake_case *c = *state;
    notice_approve(c);
    notice_contact(c, "PUPR", "contact", "081200000001", "");
    notice_contact(c, "DISHUB", "contact", "081200000002", "");
    notice_report(c, "wamid.1", ROAD);
    notice_assign(c, "PUPR", NOW);
    notice_assign(c, "DISHUB", NOW + 1);
    notice_upkeep(c, NOW + 2);
    assert_int_equal(notices(c, "department = 'PUPR' AND state = 4"), 1);
    assert_int_equal(notices(c, "department = 'DISHUB' AND state = 1"), 1);
    ask_equals(c, "SELECT COUNT(*) FROM outbox WHERE type = 'template'", 1);
}

/* --- objections --- */

/* "akan dibaca petugas pada jam kerja" is promised to whoever objects. */
static void test_an_objection_is_told_to_the_desk_once_a_day(void **state)
{
    struct intake_case *c = *state;
    char sql[120];
    notice_approve(c);
    notice_contact(c, "PUPR", "contact", "081200000001", "");
    (void)snprintf(sql, sizeof sql, "%.*s", STR_ARG(notice_options().desk->desk_department->code));
    notice_contact(c, sql, "contact", "081200000002", "meja@kominfo.example");
    notice_report(c, "wamid.1", ROAD);
    notice_close(c, OUTCOME_NOT_ACTIONABLE, "Jalan itu milik perusahaan.", NOW - MS_PER_SECOND);
    assert_int_equal(notices(c, "kind = 5"), 0);
    notice_report(c, "wamid.2", "loh bukan pak, itu jalan umum");
    ask_equals(c, "SELECT COUNT(*) FROM event WHERE data = '{\"objection\":true}'", 1);
    assert_int_equal(notices(c, "kind = 5 AND department <> 'PUPR'"), 2);
    assert_int_equal(notices(c, "kind = 5"), 2);
    notice_report(c, "wamid.3", "alasannya ga masuk akal, saya keberatan");
    ask_equals(c, "SELECT COUNT(*) FROM event WHERE data = '{\"objection\":true}'", 2);
    assert_int_equal(notices(c, "kind = 5"), 2);
    notice_upkeep(c, NOW + MS_PER_DAY);
    ask_equals(c,
               "SELECT COUNT(*) FROM outbox WHERE type = 'template' AND content LIKE '%nomor%' AND "
               "content LIKE '%LK26-00001-%' AND content NOT LIKE '%Jalan%'",
               1);
}

/* --- the ladder --- */

/* When the present step of the ladder is due. */
static int64_t ladder_at(struct intake_case *c)
{
    return ask(c, "SELECT ladder_at FROM ticket");
}

static void test_the_ladder_tells_rung_by_rung(void **state)
{
    static const struct {
        const char *department;
        int rung;
    } steps[] = { { "PUPR", 1 }, { "PUPR", 2 }, { "KABUPATEN", 3 }, { "KABUPATEN", 4 } };
    struct intake_case *c = *state;
    notice_approve(c);
    notice_contact(c, "PUPR", "contact", "081200000001", "");
    notice_contact(c, "PUPR", "head", "081200000002", "");
    notice_contact(c, "KABUPATEN", "secretary", "081200000003", "");
    notice_contact(c, "KABUPATEN", "regent", "081200000004", "");
    notice_report(c, "wamid.1", ROAD);
    notice_assign(c, "PUPR", NOW);
    notice_sql(c, "UPDATE ticket SET " FAR_PROMISE "; DELETE FROM staff_notice");
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        char where[160];
        int64_t due = ladder_at(c);
        assert_true(due > 0);
        notice_upkeep(c, due - 1);
        assert_int_equal(notices(c, "kind = 3"), (int)i);
        notice_upkeep(c, due);
        notice_upkeep(c, due + 1); /* twice is once */
        (void)snprintf(where, sizeof where, "kind = 3 AND department = '%s' AND rung = %d",
                       steps[i].department, steps[i].rung);
        assert_int_equal(notices(c, where), 1);
        assert_int_equal(notices(c, "kind = 3"), (int)i + 1);
        notice_upkeep(c, due + 12 * MS_PER_HOUR); /* at 100 % it is night: the office opens first */
    }
    assert_int_equal(notices(c, "kind = 3 AND state = 1"), 4);
    assert_true(ladder_at(c) > NOW + 365 * MS_PER_DAY); /* that day alone is left */
}

static void test_a_missed_promise_is_the_heads_matter(void **state)
{
    struct intake_case *c = *state;
    notice_contact(c, "PUPR", "head", "", "kepala@pupr.example");
    notice_report(c, "wamid.1", ROAD);
    notice_assign(c, "PUPR", NOW);
    notice_sql(c, "DELETE FROM staff_notice; UPDATE ticket SET promise = 1, ladder_step = 150, "
                  "ladder_at = 1");
    notice_upkeep(c, ask(c, "SELECT promise_at FROM ticket"));
    assert_int_equal(notices(c, "kind = 3 AND rung = 2 AND cause IN (SELECT id FROM event WHERE "
                                "type = 'late')"),
                     1);
}

/* Whoever works on it meanwhile is not reminded of the stage that is over. */
static void test_a_reminder_that_came_too_late_is_dropped(void **state)
{
    struct intake_case *c = *state;
    notice_contact(c, "PUPR", "contact", "", "budi@pupr.example");
    notice_report(c, "wamid.1", ROAD);
    notice_assign(c, "PUPR", NOW);
    notice_sql(c, "UPDATE ticket SET " FAR_PROMISE "; DELETE FROM staff_notice");
    int64_t due = ladder_at(c);
    notice_upkeep(c, due);
    assert_int_equal(notices(c, "kind = 3 AND state = 0"), 1);
    struct err e = { 0 };
    struct arena arena = { 0 };
    static struct ticket t;
    static struct notice_digest digest;
    struct staff_notice n;
    struct notice_words words = { .desk = notice_options().desk };
    bool is_true;
    must(staff_notice_next(c->db, ROAD_MAIL, due, &arena, &n, &e), &e);
    must(staff_notice_words(c->db, &n, due, &arena, &t, &digest, &words, &is_true, &e), &e);
    assert_true(is_true);
    notice_sql(c, "UPDATE ticket SET status = 4, stage_at = updated_at + 1000000");
    must(staff_notice_words(c->db, &n, due, &arena, &t, &digest, &words, &is_true, &e), &e);
    assert_false(is_true);
    arena_clear(&arena);
}

static void test_in_confidence_only_the_inspectorate_is_told(void **state)
{
    struct intake_case *c = *state;
    notice_approve(c);
    notice_contact(c, "INSPEKTORAT", "contact", "081200000001", "");
    notice_contact(c, "INSPEKTORAT", "head", "081200000002", "");
    notice_contact(c, "DISKOMINFO", "contact", "081200000003", "");
    notice_contact(c, "KABUPATEN", "secretary", "081200000004", "");
    notice_contact(c, "KABUPATEN", "regent", "081200000005", "");
    notice_contact(c, "KEC-18", "head", "081200000006", "");
    notice_report(c, "wamid.1",
                  "Ada pungli di kantor desa Sebaung Gending, kepala desa minta uang");
    ask_equals(c, "SELECT kind FROM ticket", KIND_WHISTLEBLOWING);
    notice_sql(c, "UPDATE ticket SET " FAR_PROMISE);
    for (int i = 0; i < 4; i++) {
        int64_t due = ladder_at(c);
        notice_upkeep(c, due);
        notice_upkeep(c, due + 12 * MS_PER_HOUR);
    }
    ask_equals(c, "SELECT ladder_step FROM ticket", 150);
    assert_int_equal(notices(c, "kind = 3 AND department = 'INSPEKTORAT'"), 4);
    assert_int_equal(notices(c, "1"), 4);
    ask_equals(c, "SELECT COUNT(*) FROM outbox WHERE type = 'template' AND content LIKE '%nomor%'",
               4);
    ask_equals(c,
               "SELECT COUNT(*) FROM outbox WHERE type = 'template' AND (content LIKE "
               "'%ungli%' OR content LIKE '%ebaung%' OR content LIKE '%ending%')",
               0);
}

/* --- digests --- */

static void test_a_digest_once_a_working_day(void **state)
{
    struct intake_case *c = *state;
    notice_approve(c);
    notice_contact(c, "PUPR", "contact", "081200000001", "budi@pupr.example");
    notice_contact(c, "DISHUB", "contact", "081200000002", "");
    c->work.now = MORNING;
    notice_digest_minute = 450;
    notice_report(c, "wamid.1", ROAD);
    notice_sql(c, "UPDATE ticket SET ladder_at = NULL");
    notice_upkeep(c, MORNING - MS_PER_HOUR); /* 07:00 */
    assert_int_equal(notices(c, "kind = 4"), 0);
    notice_upkeep(c, MORNING);
    notice_upkeep(c, MORNING + 1000);
    reopen(c);
    notice_upkeep(c, MORNING + 6 * MS_PER_HOUR);
    assert_int_equal(notices(c, "kind = 4 AND department = 'PUPR'"), 2);
    assert_int_equal(notices(c, "kind = 4 AND department = 'DISHUB'"), 0); /* nothing to tell */
    ask_equals(c,
               "SELECT COUNT(*) FROM outbox WHERE type = 'template' AND content LIKE "
               "'%ringkasan%' AND content LIKE '%1 terbuka%'",
               1);
    notice_upkeep(c, MORNING + MS_PER_DAY);
    assert_int_equal(notices(c, "kind = 4"), 4);
    int64_t saturday = MORNING + 4 * MS_PER_DAY;
    notice_upkeep(c, saturday);
    notice_upkeep(c, saturday + MS_PER_DAY);
    assert_int_equal(notices(c, "kind = 4"), 4);
    notice_upkeep(c,
                  saturday + 2 * MS_PER_DAY + 9 * MS_PER_HOUR); /* Monday, the office has closed */
    assert_int_equal(notices(c, "kind = 4"), 4);
    notice_sql(c, "UPDATE ticket SET status = 7, outcome = 3, closed_at = 1");
    notice_upkeep(c, saturday + 3 * MS_PER_DAY);
    assert_int_equal(notices(c, "kind = 4"), 4); /* quiet */
    notice_digest_minute = -1;
}

/* --- roads that fail --- */

static void test_without_a_template_it_waits_a_day_and_fails_in_sight(void **state)
{
    struct intake_case *c = *state;
    notice_contact(c, "PUPR", "contact", "081200000001", "");
    notice_report(c, "wamid.1", ROAD);
    notice_assign(c, "PUPR", NOW);
    notice_sql(c, "UPDATE ticket SET ladder_at = NULL");
    notice_upkeep(c, NOW);
    assert_int_equal(notices(c, "state = 0 AND attempts = 1 AND error LIKE '%not approved%'"), 1);
    notice_upkeep(c, NOW + 1000);
    assert_int_equal(notices(c, "attempts = 1"), 1);
    notice_upkeep(c, NOW + MS_PER_DAY);
    assert_int_equal(notices(c, "state = 3 AND error LIKE '%not approved%'"), 1);
    ask_equals(c, "SELECT COUNT(*) FROM alarm WHERE cause = 'staff.notice' AND cleared_at IS NULL",
               1);
    notice_approve(c);
    notice_upkeep(c, NOW + MS_PER_DAY + 1000);
    ask_equals(c, "SELECT COUNT(*) FROM outbox WHERE type = 'template'", 0);
}

static void test_a_template_that_comes_in_time_is_used(void **state)
{
    struct intake_case *c = *state;
    notice_contact(c, "PUPR", "contact", "081200000001", "");
    notice_report(c, "wamid.1", ROAD);
    notice_assign(c, "PUPR", NOW);
    notice_upkeep(c, NOW);
    notice_approve(c);
    notice_upkeep(c, NOW + 10 * MS_PER_MINUTE);
    assert_int_equal(notices(c, "state = 1"), 1);
}

static void test_what_whatsapp_says_ends_it(void **state)
{
    static const struct {
        int outbox_state, notice_state;
    } rows[] = { { 3, 1 }, { 4, 1 }, { 5, 2 }, { 6, 2 }, { 8, 3 }, { 9, 3 } };
    struct intake_case *c = *state;
    notice_road(c);
    notice_upkeep(c, NOW);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char sql[200];
        (void)snprintf(sql, sizeof sql,
                       "UPDATE staff_notice SET state = 1; UPDATE outbox SET state = %d WHERE type "
                       "= 'template'",
                       rows[i].outbox_state);
        notice_sql(c, sql);
        notice_upkeep(c, NOW + 1000);
        (void)snprintf(sql, sizeof sql, "state = %d", rows[i].notice_state);
        if (notices(c, sql) != 1) fail_msg("outbox %d: not %s", rows[i].outbox_state, sql);
    }
    /* what waited for its template is taken back: it would come when it is no longer true */
    ask_equals(c, "SELECT state FROM outbox WHERE type = 'template'", 11); /* taken back */
    notice_sql(
        c,
        "UPDATE staff_notice SET state = 1; UPDATE outbox SET state = 4 WHERE type = 'template'");
    notice_upkeep(c, NOW + 2 * MS_PER_DAY);
    assert_int_equal(notices(c, "kind = 1 AND state = 2"), 1);
}

static void test_nobody_there_any_more(void **state)
{
    struct intake_case *c = *state;
    struct err e = { 0 };
    const struct desk_act by = { STR("staff:uji"), NOW };
    notice_road(c);
    must(staff_contact_remove(c->db, STR("PUPR"), STR("contact"), &by, &e), &e);
    notice_upkeep(c, NOW);
    assert_int_equal(notices(c, "state = 4"), 1);
    ask_equals(c, "SELECT COUNT(*) FROM outbox WHERE type = 'template'", 0);
    assert_false(staff_contact_remove(c->db, STR("PUPR"), STR("contact"), &by, &e));
    assert_int_equal(e.code, ERR_NOT_FOUND);
}

/* One message that WhatsApp could not deliver must not silence the reminders of days. */
static void test_who_cannot_be_reached_is_told_half_a_day_later(void **state)
{
    struct intake_case *c = *state;
    notice_road(c);
    notice_upkeep(c, NOW);
    notice_sql(c, "UPDATE outbox SET state = 8, at_head = 0 WHERE type = 'template'");
    notice_sql(c, "UPDATE contact SET unreachable_at = 1, unreachable_code = 131026, "
                  "unreachable_until = 1795543200000 WHERE wa_id = '" BUDI "'");
    notice_upkeep(c, NOW + 1);
    assert_int_equal(notices(c, "state = 3"), 1); /* the one that Meta refused */
    notice_report(c, "wamid.2", "Lampu jalan padam di desa Sebaung kecamatan Gending");
    notice_assign(c, "PUPR", NOW + 2);
    notice_upkeep(c, NOW + 2);
    assert_int_equal(notices(c, "state = 0 AND due_at = 1795543200000 AND error LIKE '%reach%'"),
                     1);
    notice_upkeep(c, INT64_C(1795543200000) - 1);
    assert_int_equal(notices(c, "state = 0"), 1);
    notice_upkeep(c, INT64_C(1795543200000));
    assert_int_equal(notices(c, "state = 1"), 1);
    ask_equals(c, "SELECT COUNT(*) FROM outbox WHERE type = 'template'", 2);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, intake_case_setup, intake_case_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_an_assignment_is_told_by_both_roads_once),
        CASE(test_one_person_on_two_rungs_is_told_once),
        CASE(test_a_cause_that_comes_twice_is_told_once),
        CASE(test_what_is_no_longer_true_is_not_told),
        CASE(test_an_objection_is_told_to_the_desk_once_a_day),
        CASE(test_the_ladder_tells_rung_by_rung),
        CASE(test_a_reminder_that_came_too_late_is_dropped),
        CASE(test_in_confidence_only_the_inspectorate_is_told),
        CASE(test_a_digest_once_a_working_day),
        CASE(test_without_a_template_it_waits_a_day_and_fails_in_sight),
        CASE(test_a_template_that_comes_in_time_is_used),
        CASE(test_what_whatsapp_says_ends_it),
        CASE(test_who_cannot_be_reached_is_told_half_a_day_later),
        CASE(test_nobody_there_any_more),
        CASE(test_a_missed_promise_is_the_heads_matter),
    };
    return cmocka_run_group_tests(tests, intake_case_group_setup, intake_case_group_teardown);
}
