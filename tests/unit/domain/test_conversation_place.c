/* test_conversation_place.c - where a ticket lies whose words name no place: there, or the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "conversation_case.h"

static const struct category lamp = { .code = { "street_light", 12 }, .needs_place = true };
static const struct category papers = { .code = { "id_card", 7 } };

/* "lampunya juga mati", two minutes behind the report of a road. */
static void start_beside(struct chat *c)
{
    start_settling(c, INTENT_REPORT);
    c->understood.category = &lamp;
    c->understood.also = c->understood.troubled = true;
    c->f.last.received_at = NOW - 2 * MINUTE;
}

static void check_lies(struct chat *c, const char *place)
{
    struct decision d = decide(c);
    assert_int_equal(d.act, ACT_CREATE);
    assert_true(str_equal(d.arg, str_of(place)));
    bool held = d.after.held.count && d.after.held.messages[0].what == HELD_BESIDE;
    assert_int_equal(held, place[0] == '\0' && c->understood.category->needs_place &&
                               !c->understood.place &&
                               !str_equal(c->f.last.department, STR("INSPEKTORAT")));
}

static void test_a_further_matter_lies_there(void **state)
{
    (void)state;
    struct chat c;
    start_beside(&c);
    check_lies(&c, "35.13.17");
    c.f.last.village = STR("35.13.17.2001");
    check_lies(&c, "35.13.17.2001");
    start_beside(&c);
    c.understood.place = &kraksaan; /* it names its own */
    check_lies(&c, "");
    start_beside(&c);
    c.f.last.district = STR_EMPTY; /* nobody knows of that either */
    check_lies(&c, "");
    start_beside(&c);
    c.understood.category = &papers; /* nobody must know */
    check_lies(&c, "");
    start_beside(&c);
    c.f.last.department = STR("INSPEKTORAT");
    c.understood.apart = true;
    check_lies(&c, "");
    start_beside(&c);
    c.f.before.last_message_at = NOW - 2 * SETTLE; /* hours later it may be anywhere, */
    check_lies(&c, "");
    c.understood.lies_there = true; /* unless it says that it is not */
    check_lies(&c, "35.13.17");
    c.f.before.last_message_at = NOW - 2 * CONVERSATION_ANSWER_MS;
    check_lies(&c, "");
    c.f.before.last_message_at = NOW - 2 * SETTLE;
    c.understood.also = c.understood.lies_there = false; /* "lampu di gang itu mati" */
    c.understood.lies_before = true;
    check_lies(&c, "35.13.17");
}

/* The road arrives behind "lampunya juga mati", which was told behind it. */
static void test_those_that_overtook_it(void **state)
{
    (void)state;
    struct chat c;
    start(&c, INTENT_REPORT);
    c.understood.place = &karanggeger;
    c.f.last = own_open(LAST);
    c.f.last.category = STR("street_light");
    c.f.last.district = STR_EMPTY;
    c.f.last.status = STATUS_RECEIVED;
    c.f.last.received_at = c.f.before.last_message_at = NOW + MINUTE;
    c.f.overtaken = true;
    c.f.open[0] = c.f.last;
    c.f.open_count = 1;
    c.f.before.held.messages[0] =
        (struct held_message){ .what = HELD_BESIDE, .at = NOW + MINUTE, .id = 7 };
    c.f.before.held.count = 1;
    struct decision d = decide(&c);
    assert_int_equal(d.act, ACT_CREATE);
    assert_int_equal(d.also_count, 1);
    assert_int_equal(d.also[0], LAST);
    c.f.before.held.count = 0; /* it did not say that it stands beside anything */
    assert_int_equal(decide(&c).also_count, 0);
    c.f.before.held.count = 1;
    c.f.open[0].district = STR("35.13.18"); /* it lies somewhere */
    assert_int_equal(decide(&c).also_count, 0);
    c.f.open[0].district = STR_EMPTY;
    c.f.open[0].received_at = c.f.before.held.messages[0].at = NOW - MINUTE; /* told before */
    assert_int_equal(decide(&c).also_count, 0);
}

/* The report arrives behind "bisa laporannya dipindah ke desa": what is accused is not moved to its
 * own house, in whatever order the two come. */
static void test_what_is_accused_stays_in_any_order(void **state)
{
    static const struct category other = { .code = { "other", 5 } };
    static const struct category office = { .code = { "village_office", 14 } };
    const struct inbound wish = { .type = MESSAGE_TEXT,
                                  .text = STR("bisa laporannya dipindah ke desa"),
                                  .sent_at = NOW + MINUTE };
    const struct understood wished = { .intent = INTENT_REPORT,
                                       .kind = KIND_COMPLAINT,
                                       .category = &other,
                                       .moves = true,
                                       .moves_home = &office };
    struct chat c;
    (void)state;
    start(&c, INTENT_REPORT);
    c.understood.category = &other;
    c.understood.category_sure = false;
    c.f.last = own_open(LAST);
    c.f.last.category = STR("other");
    c.f.last.status = STATUS_RECEIVED;
    c.f.last.received_at = c.f.before.last_message_at = NOW + MINUTE;
    c.f.overtaken = true;
    c.f.behind.message = &wish;
    c.f.behind.understood = &wished;
    c.f.open[0] = c.f.last;
    c.f.open_count = 1;
    struct decision d = decide(&c);
    assert_int_equal(d.act, ACT_JOIN);
    assert_false(d.correct); /* what it was moved to stays */
    c.understood.accuses = c.understood.whistleblowing = true;
    d = decide(&c);
    assert_true(d.correct);
}

/* NEWEST was asked where, LAST lies somewhere. */
static void start_same(struct chat *c)
{
    start(c, INTENT_NOISE);
    c->understood.same_place = true;
    c->f.before.asked = QUESTION_PLACE;
    c->f.before.asked_ticket_id = NEWEST;
    c->f.before.asked_at = c->f.before.last_message_at = NOW - MINUTE;
    c->f.asked = own_open(NEWEST);
    c->f.asked.district = STR_EMPTY;
    c->f.asked.status = STATUS_RECEIVED;
    c->f.asked.received_at = NOW - MINUTE;
    c->f.open[0] = c->f.asked;
    c->f.open[1] = own_open(LAST);
    c->f.open_count = 2;
}

static void check_same(struct chat *c, bool placed)
{
    struct decision d = decide(c);
    assert_int_equal(d.act == ACT_PLACE, placed);
    if (!placed) return;
    assert_int_equal(d.ticket_id, NEWEST);
    assert_true(str_equal(d.arg, STR("35.13.17")));
    assert_int_equal(d.after.asked, QUESTION_NONE);
}

static void test_the_same_place(void **state)
{
    (void)state;
    struct chat c;
    start_same(&c);
    check_same(&c, true);
    c.f.before.asked = QUESTION_NONE; /* nobody asked: the newest that lacks one */
    c.f.before.asked_ticket_id = 0;
    c.f.asked = (struct known_ticket){ .id = 0 };
    check_same(&c, true);
    c.understood.same_place = false;
    c.understood.same_if_asked = true; /* "sama pak" */
    check_same(&c, false);
    start_same(&c);
    c.understood.same_place = false;
    c.understood.same_if_asked = true;
    check_same(&c, true);
    start_same(&c);
    c.f.open[1].district = STR_EMPTY; /* as what? */
    check_same(&c, false);
    start_same(&c);
    c.f.open[1].department = STR("INSPEKTORAT");
    check_same(&c, false);
    start_same(&c);
    c.f.open[1].received_at = NOW + MINUTE; /* told behind it */
    check_same(&c, false);
    start_same(&c);
    c.f.asked.district = STR("35.13.18"); /* it lies somewhere */
    c.f.open[0] = c.f.asked;
    check_same(&c, false);
}

/* "desa Karanggeger", two hours behind the report of a road in its district. */
static void start_bare(struct chat *c)
{
    start(c, INTENT_REPORT);
    c->understood.place = &karanggeger;
    c->understood.place_only = true;
    c->understood.category_sure = false;
    c->f.open[0] = own_open(NEWEST);
    c->f.open[0].status = STATUS_RECEIVED;
    c->f.open[0].received_at = NOW - 120 * MINUTE;
    c->f.open_count = 1;
}

static void check_bare(struct chat *c, enum act act, int64_t ticket_id)
{
    struct decision d = decide(c);
    assert_int_equal(d.act, act);
    assert_int_equal(d.ticket_id, ticket_id);
}

static void test_a_place_and_nothing_else(void **state)
{
    (void)state;
    struct chat c;
    start_bare(&c);
    check_bare(&c, ACT_PLACE, NEWEST);
    c.f.open[0].village = karanggeger.code; /* known already: seen, and said back if asked */
    check_bare(&c, ACT_JOIN, NEWEST);
    c.understood.inquires = true;
    check_bare(&c, ACT_PLACE, NEWEST);
    start_bare(&c);
    c.f.open[0].status = STATUS_ASSIGNED; /* for who works on it to read */
    check_bare(&c, ACT_JOIN, NEWEST);
    c.f.open[0].district = kraksaan.code;
    check_bare(&c, ACT_JOIN, NEWEST);
    start_bare(&c);
    c.f.open[0].district = kraksaan.code; /* it may be another one's: asked, with the place */
    struct decision d = decide(&c);
    assert_int_equal(d.act, ACT_ASK);
    assert_int_equal(d.question, QUESTION_TICKET);
    assert_true(str_equal(d.arg, karanggeger.code));
    assert_int_equal(d.kept_with, NEWEST);
    c.f.open[1] = c.f.open[0]; /* an older one there needs it */
    c.f.open[1].id = LAST;
    c.f.open[1].district = pajarakan.code;
    c.f.open_count = 2;
    check_bare(&c, ACT_PLACE, LAST);
    start_bare(&c);
    c.f.open[0].received_at = NOW - 2 * CONVERSATION_GOES_ON_MS; /* too long ago */
    check_bare(&c, ACT_CREATE, 0);
    start_bare(&c);
    c.f.open[0].department = STR("INSPEKTORAT");
    check_bare(&c, ACT_CREATE, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_further_matter_lies_there),
        cmocka_unit_test(test_those_that_overtook_it),
        cmocka_unit_test(test_what_is_accused_stays_in_any_order),
        cmocka_unit_test(test_the_same_place),
        cmocka_unit_test(test_a_place_and_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
