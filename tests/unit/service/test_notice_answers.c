/* test_notice_answers.c - what staff write below a notice makes no ticket, and they are told so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "notice_case.h"

static int64_t told_where(struct intake_case *c)
{
    return ask(c, "SELECT COUNT(*) FROM outbox WHERE content LIKE '%pemberitahuan untuk petugas%'");
}

static void staff_writes(struct intake_case *c, const char *wamid, const char *text,
                         const char *quotes)
{
    struct inbound *m = add_text(c, wamid, BUDI, "", text);
    m->reply_to = str_of(quotes);
    take(c);
}

static void test_an_answer_to_a_notice_is_no_report(void **state)
{
    struct intake_case *c = *state;
    struct err e = { 0 };
    notice_road(c);
    notice_upkeep(c, NOW);
    must(db_begin(c->db, &e), &e);
    must(db_commit(c->db, &e), &e);
    notice_sql(
        c, "INSERT INTO message (wamid, direction, type, outbox_id, sent_at, received_at) SELECT "
           "'wamid.N', 1, 0, id, 0, 0 FROM outbox WHERE type = 'template'");
    c->work.now = NOW + 2000;
    staff_writes(c, "wamid.s1", "Jalan di desa Sebaung Gending sudah kami tambal kemarin", "");
    ask_equals(c, "SELECT COUNT(*) FROM ticket", 1);
    assert_int_equal(told_where(c), 1);
    staff_writes(c, "wamid.s2", "status", ""); /* commands stay what they are */
    assert_int_equal(told_where(c), 1);
    staff_writes(c, "wamid.s3", "Lubang di jalan desa Sebaung Gending sudah ditambal", "wamid.N");
    ask_equals(c, "SELECT COUNT(*) FROM ticket", 1); /* a quote is an answer, always */
    assert_int_equal(told_where(c), 2);
    /* told so, they write as a citizen */
    staff_writes(c, "wamid.s4", "Lampu jalan mati di desa Banyuanyar Lor Gending", "");
    ask_equals(c, "SELECT COUNT(*) FROM ticket", 2);
    assert_int_equal(told_where(c), 2);
}

static void test_danger_is_never_taken_for_an_answer(void **state)
{
    struct intake_case *c = *state;
    notice_road(c);
    notice_upkeep(c, NOW);
    c->work.now = NOW + 2000;
    staff_writes(c, "wamid.s1", "Tolong ada kebakaran rumah di desa Sebaung Gending", "");
    ask_equals(c, "SELECT COUNT(*) FROM ticket", 2);
    assert_int_equal(told_where(c), 0);
}

/* Who wrote before without a number is the same person. */
static void test_two_rows_of_one_person(void **state)
{
    struct intake_case *c = *state;
    notice_approve(c);
    notice_contact(c, "PUPR", "contact", "081200000001", "");
    notice_report(c, "wamid.1", ROAD);
    (void)add_text(c, "wamid.0", "", "ID.77", "menu");
    take(c);
    notice_assign(c, "PUPR", NOW);
    notice_upkeep(c, NOW);
    c->work.now = NOW + 2000;
    (void)add_text(c, "wamid.s1", BUDI, "ID.77", "Jalan di desa Sebaung Gending sudah ditambal");
    take(c);
    ask_equals(c, "SELECT COUNT(*) FROM ticket", 1);
    assert_int_equal(told_where(c), 1);
}

/* A day later what they write is a citizen's word again. */
static void test_an_old_notice_holds_nothing_up(void **state)
{
    struct intake_case *c = *state;
    notice_road(c);
    notice_upkeep(c, NOW);
    c->work.now = NOW + MS_PER_DAY;
    staff_writes(c, "wamid.s1", "Lampu jalan mati di desa Banyuanyar Lor Gending", "");
    ask_equals(c, "SELECT COUNT(*) FROM ticket", 2);
    assert_int_equal(told_where(c), 0);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, intake_case_setup, intake_case_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_an_answer_to_a_notice_is_no_report),
        CASE(test_danger_is_never_taken_for_an_answer),
        CASE(test_an_old_notice_holds_nothing_up),
        CASE(test_two_rows_of_one_person),
    };
    return cmocka_run_group_tests(tests, intake_case_group_setup, intake_case_group_teardown);
}
