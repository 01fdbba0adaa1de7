/* test_conversation_verdict.c - "apakah masalahnya sudah selesai?": only the reporter's plain word
 * or thumb, about the ticket that was asked about, closes it or opens it again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "conversation_case.h"

#define UP   "\xF0\x9F\x91\x8D"
#define DOWN "\xF0\x9F\x91\x8E"

/* Ticket QUOTED was said to be done a minute ago; light dim or dark is what it is about. */
static void start_asked(struct chat *c, enum intent intent, enum verdict verdict)
{
    start(c, intent);
    c->f.asked = own_open(QUOTED);
    c->f.asked.status = STATUS_RESOLVED;
    c->f.asked.may_reopen = true;
    c->f.before.asked = QUESTION_SOLVED;
    c->f.before.asked_ticket_id = QUOTED;
    c->f.before.asked_at = NOW - MINUTE;
    c->f.before.token = 7;
    c->message.text = STR("kata");
    c->understood.verdict = verdict;
}

static void check_verdict(struct chat *c, enum verdict verdict)
{
    struct decision d = decide(c);
    assert_int_equal(d.act, ACT_VERDICT);
    assert_int_equal(d.verdict, verdict);
    assert_int_equal(d.ticket_id, QUOTED);
    assert_false(d.react);
}

static void check_asked_again(struct chat *c)
{
    struct decision d = decide(c);
    assert_int_equal(d.act, ACT_JOIN); /* the words are kept */
    assert_int_equal(d.ticket_id, QUOTED);
    assert_int_equal(d.question, QUESTION_AGAIN);
    assert_int_equal(d.after.asked, QUESTION_AGAIN);
    assert_int_equal(d.after.token, 8);
    assert_false(d.react);
}

static void test_plain_words_settle_it(void **state)
{
    struct chat c;
    (void)state;
    for (int v = VERDICT_SOLVED; v <= VERDICT_NOT; v++) {
        start_asked(&c, INTENT_NOISE, (enum verdict)v);
        check_verdict(&c, (enum verdict)v);
        c.f.before.asked = QUESTION_AGAIN;
        check_verdict(&c, (enum verdict)v);
    }
    start_asked(&c, INTENT_YES, VERDICT_NONE);
    check_verdict(&c, VERDICT_SOLVED);
    start_asked(&c, INTENT_NO, VERDICT_NONE);
    check_verdict(&c, VERDICT_NOT);
}

static void test_what_is_not_plain_is_asked_once_more(void **state)
{
    struct chat c;
    (void)state;
    start_asked(&c, INTENT_REPORT, VERDICT_UNSURE); /* "sudah tapi redup" */
    check_asked_again(&c);
    start_asked(&c, INTENT_THANKS, VERDICT_NONE); /* "terima kasih" */
    check_asked_again(&c);
    start_asked(&c, INTENT_REPORT, VERDICT_NONE); /* "jalannya rusak": still, or again? */
    c.understood.troubled = c.understood.category_heard = true;
    check_asked_again(&c);
    c.f.before.asked = QUESTION_AGAIN; /* but only once */
    assert_int_not_equal(decide(&c).question, QUESTION_AGAIN);
    start_asked(&c, INTENT_THANKS, VERDICT_NONE);
    c.f.before.asked = QUESTION_AGAIN;
    check_reply(&c, REPLY_THANKS);
}

/* "kerja apaan itu": days later as well, and said twice it is a no. */
static void test_blame_of_the_work(void **state)
{
    struct chat c;
    (void)state;
    start_asked(&c, INTENT_REPORT, VERDICT_UNSURE);
    c.understood.blames = true;
    c.f.before.asked_at = NOW - CONVERSATION_ANSWER_MS - 1;
    check_asked_again(&c);
    c.f.before.asked = QUESTION_AGAIN;
    check_verdict(&c, VERDICT_NOT);
    start_asked(&c, INTENT_REPORT, VERDICT_UNSURE);
    c.understood.blames = true;
    c.f.before.asked_at = NOW + MINUTE; /* it was said before the question */
    assert_int_not_equal(decide(&c).question, QUESTION_AGAIN);
}

static void test_what_is_not_asked_again(void **state)
{
    struct chat c;
    (void)state;
    start_asked(&c, INTENT_REPORT, VERDICT_UNSURE);
    c.understood.category = &light; /* another matter */
    check_create(&c);
    start_asked(&c, INTENT_NOISE, VERDICT_UNSURE);
    c.f.before.asked_at = NOW - CONVERSATION_ANSWER_MS - 1; /* days later */
    assert_int_not_equal(decide(&c).act, ACT_JOIN);
    start_asked(&c, INTENT_THANKS, VERDICT_NONE);
    c.f.before.asked_at = NOW + MINUTE; /* it was said before the question */
    check_reply(&c, REPLY_THANKS);
    start_asked(&c, INTENT_THANKS, VERDICT_NONE);
    c.f.asked.status = STATUS_CLOSED;
    c.f.asked.open = false;
    check_reply(&c, REPLY_THANKS);
    start_asked(&c, INTENT_THANKS, VERDICT_NONE);
    c.f.asked.own = false;
    check_reply(&c, REPLY_THANKS);
    start_asked(&c, INTENT_STATUS, VERDICT_NONE);
    check_status(&c, 0);
    start_asked(&c, INTENT_REPORT, VERDICT_UNSURE);
    c.understood.urgent = true; /* danger is answered first */
    struct decision d = decide(&c);
    assert_int_equal(d.reply, REPLY_EMERGENCY);
    assert_int_equal(d.question, QUESTION_NONE);
}

static void thumb(struct chat *c, const char *emoji)
{
    start(c, INTENT_NOISE);
    c->message.type = MESSAGE_REACTION;
    c->message.text = str_of(emoji);
    c->f.quoted = own_open(QUOTED);
    c->f.quoted.status = STATUS_RESOLVED;
    c->f.quoted.may_reopen = true;
    c->f.quoted_asks = true;
}

static void test_thumbs(void **state)
{
    static const struct {
        const char *emoji;
        enum verdict verdict;
    } rows[] = {
        { UP, VERDICT_SOLVED },
        { UP "\xF0\x9F\x8F\xBD", VERDICT_SOLVED }, /* of another colour */
        { "\xE2\x9C\x85", VERDICT_SOLVED },
        { DOWN, VERDICT_NOT },
        { "\xE2\x9D\x8C", VERDICT_NOT },
        { UP DOWN, VERDICT_NONE },
        { "\xE2\x9D\xA4\xEF\xB8\x8F", VERDICT_NONE }, /* a heart */
        { "\xF0\x9F\x99\x8F", VERDICT_NONE },         /* folded hands */
        { "", VERDICT_NONE },                         /* taken back */
    };
    struct chat c;
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        thumb(&c, rows[i].emoji);
        if (rows[i].verdict)
            check_verdict(&c, rows[i].verdict);
        else
            check_nothing(&c);
        start_asked(&c, INTENT_NOISE, VERDICT_NONE); /* the same as a message of its own */
        c.message.text = str_of(rows[i].emoji);
        if (rows[i].verdict)
            check_verdict(&c, rows[i].verdict);
        else
            check_asked_again(&c);
    }
}

static void test_thumbs_that_are_no_verdict(void **state)
{
    struct chat c;
    (void)state;
    thumb(&c, UP);
    c.f.quoted_asks = false; /* below "sudah kami teruskan" */
    check_nothing(&c);
    thumb(&c, UP);
    c.f.quoted.status = STATUS_IN_PROGRESS;
    check_nothing(&c);
    thumb(&c, UP);
    c.f.quoted.own = false;
    c.f.quoted.follows = true;
    check_nothing(&c);
    thumb(&c, UP);
    c.message.group_id = STR("group");
    check_nothing(&c);
    thumb(&c, DOWN);
    c.f.quoted.may_reopen = false; /* long ago */
    check_nothing(&c);
}

static void test_a_rating_takes_it_back(void **state)
{
    struct chat c;
    (void)state;
    start_asked(&c, INTENT_REPORT, VERDICT_NOT); /* "belum pak masih rusak" */
    c.f.before.asked = QUESTION_RATING;
    c.f.asked.open = false;
    c.f.asked.status = STATUS_CLOSED;
    check_verdict(&c, VERDICT_NOT);
    c.understood.category = &light;
    check_create(&c);
    start_asked(&c, INTENT_NOISE, VERDICT_UNSURE); /* "belum puas" */
    c.f.before.asked = QUESTION_RATING;
    c.f.asked.open = false;
    c.f.asked.status = STATUS_CLOSED;
    assert_int_not_equal(decide(&c).act, ACT_VERDICT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain_words_settle_it),
        cmocka_unit_test(test_what_is_not_plain_is_asked_once_more),
        cmocka_unit_test(test_blame_of_the_work),
        cmocka_unit_test(test_what_is_not_asked_again),
        cmocka_unit_test(test_thumbs),
        cmocka_unit_test(test_thumbs_that_are_no_verdict),
        cmocka_unit_test(test_a_rating_takes_it_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
