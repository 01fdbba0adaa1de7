/* test_conversation_doubt.c - what only the citizen can tell: one matter or two, which of two
 * villages, and which number to call. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "conversation_case.h"

/* --- one matter or two --- */

static const struct department waste_unit = { .code = { "DLH", 3 } };
static const struct category waste = { .code = { "waste", 5 } };

/* Words that speak for a unit, but do not settle the category. */
static void hint_at(struct chat *c, const struct category *category, const struct department *unit)
{
    c->understood.category = category;
    c->understood.category_heard = true;
    c->understood.category_sure = false;
    c->understood.candidates[0] = unit;
    c->understood.evident = 1;
}

/* Without a place it is taken for a part, and asked about beside no ticket of its own. */
static void check_part(struct chat *c)
{
    struct decision d = decide(c);
    assert_int_equal(d.act, ACT_JOIN);
    assert_int_equal(d.question, QUESTION_PART);
    assert_int_equal(d.ticket_id, LAST);
}

static void check_doubt(struct chat *c)
{
    struct decision d = decide(c);
    assert_int_equal(d.act, ACT_CREATE);
    assert_int_equal(d.question, QUESTION_MATTER);
    assert_int_equal(d.into_id, LAST);
}

static void test_doubt(void **state)
{
    static const struct place other_village = { .code = { "35.13.17.2002", 13 },
                                                .level = PLACE_VILLAGE,
                                                .parent = &pajarakan };
    static const struct department roads = { .code = { "PUPR", 4 } };
    (void)state;
    struct chat c;
    start_settling(&c, INTENT_REPORT);
    hint_at(&c, &waste, &waste_unit);
    check_part(&c);
    c.understood.candidates[0] = &roads; /* the unit that has the ticket handles that too */
    check_part(&c);
    c.understood.beside_count = 1; /* it tells of several matters */
    check_doubt(&c);
    c.understood.beside_count = 0;
    c.understood.category_heard = false; /* no word speaks for it */
    check_join(&c, LAST);
    hint_at(&c, &waste, &roads);
    c.understood.category = &road; /* the same matter */
    check_join(&c, LAST);
    hint_at(&c, &waste, &roads);
    c.understood.beside_count = 1;
    c.f.overtaken = true; /* "ya" would be about the latest ticket, which this is not */
    struct decision late = decide(&c);
    assert_int_equal(late.act, ACT_CREATE);
    assert_int_equal(late.question, QUESTION_NONE);
    start_settling(&c, INTENT_REPORT);
    hint_at(&c, &waste, &waste_unit);
    c.understood.category_heard = false;
    c.understood.place = &other_village; /* whatever it is, it is somewhere else */
    c.f.last.village = STR("35.13.17.2001");
    check_doubt(&c);
    start_settling(&c, INTENT_REPORT);
    c.understood.place = &other_village; /* the same in another village of the district */
    c.f.last.village = STR("35.13.17.2001");
    check_doubt(&c);
    c.f.last.village = STR_EMPTY;
    check_join(&c, LAST);
    c.f.last.village = STR("35.13.17.2001");
    c.f.before.last_message_at = NOW - SETTLE - 1; /* long after it is no doubt */
    struct decision d = decide(&c);
    assert_int_equal(d.act, ACT_CREATE);
    assert_int_equal(d.question, QUESTION_NONE);
}

static void test_doubt_never(void **state)
{
    (void)state;
    struct chat c;
    start_settling(&c, INTENT_REPORT);
    hint_at(&c, &waste, &waste_unit);
    c.f.quoted = own_open(QUOTED); /* a quote says it */
    check_join(&c, QUOTED);
    c.f.quoted = (struct known_ticket){ 0 };
    c.f.last.own = false; /* what one only follows is nobody's to be split */
    c.f.last.follows = true;
    check_join(&c, LAST);
    start_settling(&c, INTENT_REPORT);
    hint_at(&c, &waste, &waste_unit);
    c.f.last.category = STR("other");
    check_join(&c, LAST);
}

/* Behind a report in confidence only another place, or a thing of everybody's where none is known,
 * makes a report of its own. */
static void test_confidence_is_not_left(void **state)
{
    static const struct category sekdes = { .code = { "village_fund", 12 }, .is_private = true };
    static const struct row {
        const char *says;
        const struct category *category;
        const struct place *place;
        const char *district; /* of the report in confidence */
        bool joins;
    } rows[] = {
        { "pelakunya sekdes", &sekdes, NULL, "35.13.17", true },
        { "sekdes desa Karanggeger", &sekdes, &karanggeger, "35.13.17", true },
        { "lampu jalan juga mati", &light, NULL, "35.13.17", true },
        { "lampu jalan mati di kraksaan", &light, &kraksaan, "35.13.17", false },
        { "sekdes desa Karanggeger, and no place was known", &sekdes, &karanggeger, "", true },
        { "lampu jalan mati di kraksaan, and no place was known", &light, &kraksaan, "", false },
    };
    (void)state;
    struct chat c;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        start_settling(&c, INTENT_REPORT);
        c.f.last.department = STR("INSPEKTORAT");
        c.f.last.category = STR("corruption");
        c.f.last.district = str_of(rows[i].district);
        c.understood.category = rows[i].category;
        c.understood.place = rows[i].place;
        enum act act = decide(&c).act;
        if ((act == ACT_CREATE) == rows[i].joins) fail_msg("%s: act %d", rows[i].says, (int)act);
    }
}

/* The doubt was asked about a minute ago: ticket NEWEST was made, and may be a part of LAST. */
static void start_doubt(struct chat *c, enum intent intent)
{
    start_settling(c, intent);
    c->f.asked = own_open(LAST);
    c->f.last = own_open(NEWEST);
    c->f.last.status = STATUS_RECEIVED;
    c->f.before.last_ticket_id = NEWEST;
    conversation_ask(&c->f.before, QUESTION_MATTER, LAST, NOW - MINUTE);
}

static void test_doubt_in_words(void **state)
{
    (void)state;
    struct chat c;
    start_doubt(&c, INTENT_YES);
    struct decision d = decide(&c);
    assert_int_equal(d.act, ACT_FOLLOW);
    assert_int_equal(d.ticket_id, NEWEST);
    assert_int_equal(d.into_id, LAST);
    assert_int_equal(d.after.last_ticket_id, LAST);
    assert_int_equal(d.after.asked, QUESTION_NONE);
    start_doubt(&c, INTENT_NO);
    d = decide(&c);
    assert_int_equal(d.reply, REPLY_CANCEL_KEPT);
    assert_int_equal(d.ticket_id, NEWEST);
    start_doubt(&c, INTENT_YES);
    c.f.before.asked_at = NOW - SETTLE - 1; /* a late yes is about something else */
    assert_int_not_equal(decide(&c).act, ACT_FOLLOW);
    start_doubt(&c, INTENT_YES);
    c.f.last.status = STATUS_IN_PROGRESS; /* the desk works on it already */
    assert_int_not_equal(decide(&c).act, ACT_FOLLOW);
    start_doubt(&c, INTENT_REPORT); /* whatever else comes ends the question */
    assert_int_equal(decide(&c).after.asked, QUESTION_NONE);
    start_doubt(&c, INTENT_THANKS); /* but for a courtesy */
    assert_int_equal(decide(&c).after.asked, QUESTION_MATTER);
}

/* Somebody else's report: the same words, though it is not theirs. */
static void test_similar_in_words(void **state)
{
    (void)state;
    struct chat c;
    start_doubt(&c, INTENT_CANCEL); /* "tidak usah" */
    c.f.before.asked = QUESTION_SIMILAR;
    c.f.asked.own = false;
    c.understood.consent = CONSENT_NO;
    struct decision d = decide(&c);
    assert_int_equal(d.reply, REPLY_CANCEL_KEPT);
    assert_int_equal(d.ticket_id, NEWEST);
    c.understood.consent = CONSENT_YES;
    d = decide(&c);
    assert_int_equal(d.act, ACT_FOLLOW);
    assert_int_equal(d.into_id, LAST);
    c.f.asked.open = false; /* it is over meanwhile */
    assert_int_not_equal(decide(&c).act, ACT_FOLLOW);
}

static void test_doubt_by_tap(void **state)
{
    static const struct choice part = {
        .verb = CHOICE_FOLLOW, .ticket_id = NEWEST, .arg = { "11", 2 }, .token = 1
    };
    (void)state;
    struct chat c;
    start_doubt(&c, INTENT_NONE);
    c.message.type = MESSAGE_INTERACTIVE;
    c.f.choice = &part;
    c.f.chosen = c.f.last;
    struct decision d = decide(&c);
    assert_int_equal(d.act, ACT_FOLLOW);
    assert_int_equal(d.ticket_id, NEWEST);
    assert_int_equal(d.into_id, LAST);
    c.f.before.token = 2; /* an old menu */
    check_reply(&c, REPLY_CHOICE_OLD);
}

/* --- villages of one name --- */

static void name_twice(struct chat *c)
{
    static const struct place far = { .code = { "35.13.18.2001", 13 },
                                      .level = PLACE_VILLAGE,
                                      .parent = &kraksaan };
    c->understood.namesakes[0] = &karanggeger;
    c->understood.namesakes[1] = &far;
    c->understood.namesake_count = 2;
}

static void test_namesakes(void **state)
{
    (void)state;
    struct chat c;
    start(&c, INTENT_REPORT);
    name_twice(&c);
    assert_int_equal(decide(&c).act, ACT_CREATE);
    start(&c, INTENT_REPORT);
    name_twice(&c);
    c.understood.category_sure = false;
    c.understood.place_only = true;
    c.f.asked = own_open(LAST);
    c.f.asked.district = STR_EMPTY;
    conversation_ask(&c.f.before, QUESTION_PLACE, LAST, NOW - MINUTE);
    struct decision d = decide(&c);
    assert_int_equal(d.act, ACT_JOIN);
    assert_int_equal(d.ticket_id, LAST);
    assert_int_equal(d.question, QUESTION_NAMESAKE);
    assert_int_equal(d.after.asked, QUESTION_NAMESAKE);
    start(&c, INTENT_REPORT); /* before the matter was asked about */
    name_twice(&c);
    c.understood.place_only = true;
    c.f.newest_open = own_open(NEWEST);
    c.f.newest_open.district = STR_EMPTY;
    d = decide(&c);
    assert_int_equal(d.ticket_id, NEWEST);
    assert_int_equal(d.question, QUESTION_NAMESAKE);
    c.understood.kind = KIND_WHISTLEBLOWING; /* "korupsi desa ..." goes into no open ticket */
    c.understood.whistleblowing = true;
    assert_int_equal(decide(&c).act, ACT_CREATE);
}

/* --- a number to call --- */

static void test_phone(void **state)
{
    (void)state;
    struct chat c;
    start(&c, INTENT_HUMAN);
    assert_true(decide(&c).call_back);
    start_settling(&c, INTENT_HUMAN);
    assert_true(decide(&c).call_back);
    start_settling(&c, INTENT_ERASE);
    assert_false(decide(&c).call_back);
    start_settling(&c, INTENT_NONE);
    c.message.type = MESSAGE_CONTACTS;
    c.message.shared_on_request = true;
    c.f.before.last_message_at = NOW - SETTLE - 1;
    c.f.asked = own_open(LAST);
    conversation_ask(&c.f.before, QUESTION_PHONE, LAST, NOW - MINUTE);
    struct decision d = decide(&c);
    assert_int_equal(d.act, ACT_JOIN);
    assert_int_equal(d.ticket_id, LAST);
    assert_int_equal(d.reply, REPLY_PHONE_NOTED);
    assert_false(d.react);
    assert_int_equal(d.after.asked, QUESTION_NONE);
    c.message.shared_on_request = false; /* a card of somebody else */
    assert_int_not_equal(decide(&c).reply, REPLY_PHONE_NOTED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_doubt),
        cmocka_unit_test(test_doubt_never),
        cmocka_unit_test(test_confidence_is_not_left),
        cmocka_unit_test(test_doubt_in_words),
        cmocka_unit_test(test_similar_in_words),
        cmocka_unit_test(test_doubt_by_tap),
        cmocka_unit_test(test_namesakes),
        cmocka_unit_test(test_phone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
