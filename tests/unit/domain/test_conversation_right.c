/* test_conversation_right.c - what a reporter puts right or tells on of their reports: another
 * matter, the same as before, who came, danger that goes on, and which one was meant. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "conversation_case.h"

#define LAMP 55
#define HOUR (60 * MINUTE)

static const struct category other = { .code = { "other", 5 } };
static const struct category tree = { .code = { "tree", 4 } };

/* A lamp of some minutes ago, and a road of the day before. */
static void start_two(struct chat *c, enum intent intent)
{
    start(c, intent);
    c->f.open[0] = own_open(LAMP);
    c->f.open[0].category = STR("street_light");
    c->f.open[0].department = STR("DISHUB");
    c->f.open[0].received_at = NOW - 2 * MINUTE;
    c->f.open[1] = own_open(LAST);
    c->f.open[1].received_at = NOW - 24 * HOUR;
    c->f.open[0].status = c->f.open[1].status = STATUS_RECEIVED;
    c->f.open_count = 2;
    c->f.last = c->f.newest_open = c->f.open[0];
    c->f.before.last_ticket_id = LAMP;
    c->f.before.last_message_at = NOW - 2 * MINUTE;
    c->understood.category = &other;
    c->understood.category_sure = c->understood.category_heard = false;
}

static void check_merged(struct chat *c, int64_t ticket_id, int64_t into_id)
{
    struct decision d = decide(c);
    assert_int_equal(d.act, ACT_FOLLOW);
    assert_int_equal(d.ticket_id, ticket_id);
    assert_int_equal(d.into_id, into_id);
    assert_int_equal(d.after.last_ticket_id, into_id);
}

static bool is_merged(struct chat *c)
{
    return decide(c).act == ACT_FOLLOW;
}

static void test_the_same_as_before(void **state)
{
    (void)state;
    struct chat c;
    start_two(&c, INTENT_NOISE);
    assert_false(is_merged(&c));
    c.understood.same_report = true;
    check_merged(&c, LAMP, LAST);
    c.f.open[2] = c.f.open[1]; /* of its own unit there is another, though older */
    c.f.open[2].id = QUOTED;
    c.f.open[2].department = STR("DISHUB");
    c.f.open_count = 3;
    check_merged(&c, LAMP, QUOTED);
    c.f.open_count = 2;
    c.f.before.asked = QUESTION_PLACE; /* of the needless one: not asked any more */
    c.f.before.asked_ticket_id = LAMP;
    check_merged(&c, LAMP, LAST);
    assert_int_equal(decide(&c).after.asked, QUESTION_NONE);
}

static void test_what_is_not_merged(void **state)
{
    (void)state;
    struct chat c;
    start_two(&c, INTENT_NOISE);
    c.understood.same_report = true;
    c.f.open[0].status = STATUS_ASSIGNED; /* somebody has it already */
    assert_false(is_merged(&c));
    c.f.open[0].status = STATUS_RECEIVED;
    c.f.open[1].department = STR("INSPEKTORAT"); /* in confidence */
    assert_false(is_merged(&c));
    c.f.open[1].department = STR("PUPR");
    c.f.open[1].own = false;
    assert_false(is_merged(&c));
    c.f.open[1].own = true;
    c.f.open[0].received_at = NOW - SETTLE - 1;
    assert_false(is_merged(&c));
    c.f.open[0].received_at = NOW - MINUTE;
    c.f.open_count = 1;
    assert_false(is_merged(&c));
}

static void test_who_came(void **state)
{
    (void)state;
    struct chat c;
    start_two(&c, INTENT_REPORT);
    c.understood.news = true;
    check_join(&c, LAMP);
    c.understood.thanked = true;
    struct decision d = decide(&c);
    assert_true(d.act == ACT_JOIN && d.ticket_id == LAMP && d.has_reply && !d.react);
    assert_int_equal(d.reply, REPLY_THANKS);
    assert_int_equal(d.question, QUESTION_NONE);
    c.understood.category = &road; /* of that one, whatever was spoken of last */
    c.understood.category_heard = true;
    d = decide(&c);
    assert_true(d.act == ACT_JOIN && d.ticket_id == LAST);
    c.f.open_count = 0;
    c.f.last = (struct known_ticket){ 0 };
    c.understood.intent = INTENT_THANKS;
    check_reply(&c, REPLY_THANKS);
}

static void test_another_matter(void **state)
{
    (void)state;
    struct chat c;
    start_two(&c, INTENT_REPORT);
    c.understood.category = &tree;
    c.understood.category_heard = c.understood.category_sure = true;
    c.understood.not_about[0] = &light; /* "ini pohon, bukan lampu" */
    c.understood.not_about_count = 1;
    struct decision d = decide(&c);
    assert_true(d.act == ACT_CATEGORY && d.ticket_id == LAMP && str_equal(d.arg, tree.code));
    c.understood.not_about[0] = &road; /* an older one is */
    d = decide(&c);
    assert_true(d.act == ACT_CATEGORY && d.ticket_id == LAST);
    c.understood.not_about[0] = &other; /* none is: the newest was mistaken */
    d = decide(&c);
    assert_true(d.act == ACT_CATEGORY && d.ticket_id == LAMP);
    c.message.text =
        STR("pohon di pinggir jalan yang bukan milik warga sudah miring ke arah rumah");
    assert_int_not_equal(decide(&c).act, ACT_CATEGORY);
    c.understood.not_about[0] = &light;
    c.f.open[0].status = STATUS_ASSIGNED; /* for whoever works on it to read */
    check_join(&c, LAMP);
}

static void test_danger_goes_on(void **state)
{
    (void)state;
    struct chat c;
    start_two(&c, INTENT_REPORT);
    c.f.last = (struct known_ticket){ 0 };
    c.f.before.last_ticket_id = c.f.before.last_message_at = 0;
    c.f.open[0].urgent = true;
    c.f.open[0].received_at = NOW - HOUR;
    c.understood.urgent = c.understood.refers = true; /* "orangnya bawa parang" */
    struct decision d = decide(&c);
    assert_true(d.act == ACT_JOIN && d.ticket_id == LAMP && d.has_reply);
    assert_int_equal(d.reply, REPLY_EMERGENCY);
    c.understood.refers = false; /* "ada orang bawa parang" */
    check_create(&c);
    c.understood.refers = true;
    c.understood.place = &kraksaan;
    check_create(&c);
    c.understood.place = NULL;
    c.f.open[0].urgent = false;
    check_create(&c);
    c.f.open[0].urgent = true;
    c.f.open[0].received_at = NOW - CONVERSATION_ANSWER_MS - 1;
    check_create(&c);
}

static void test_the_newest_of_a_list(void **state)
{
    (void)state;
    struct chat c;
    start_two(&c, INTENT_REPORT);
    c.message.text = STR("masih sama aja belum");
    c.f.open[0].received_at = NOW - 12 * HOUR;
    c.f.last = (struct known_ticket){ 0 };
    c.f.before.last_message_at = NOW - 12 * HOUR;
    c.f.before.asked = QUESTION_TICKET;
    c.f.before.asked_at = NOW - MINUTE;
    c.f.before.asked_ticket_id = LAMP;
    c.f.before.held.messages[0] =
        (struct held_message){ .what = HELD_CHASE, .at = NOW - MINUTE, .id = 7 };
    c.f.before.held.count = 1;
    struct decision d = decide(&c);
    assert_true(d.act == ACT_JOIN && d.ticket_id == LAMP && d.tell_status);
    assert_int_equal(d.after.asked, QUESTION_NONE);
    assert_int_equal(d.take_held.count, 1);
    c.understood.troubled = c.understood.category_heard = true; /* "sampah menumpuk" */
    c.understood.category = &tree;
    check_create(&c);
    start_two(&c, INTENT_NOISE); /* "pak??" where nothing was asked */
    c.message.text = STR("pak??");
    c.f.before.last_message_at = NOW - 12 * HOUR;
    c.understood.inquires = true;
    d = decide(&c);
    assert_true(d.act == ACT_JOIN && d.ticket_id == LAMP && d.tell_status);
    c.understood.plain = STR("syarat"); /* "syaratnya apa" */
    d = decide(&c);
    assert_true(d.act == ACT_ASK && d.question == QUESTION_TICKET);
}

static void test_taken_back(void **state)
{
    (void)state;
    struct chat c;
    start_two(&c, INTENT_REPORT);
    c.understood.cancels = true; /* "sudah saya urus, nggak jadi pak" */
    struct decision d = decide(&c);
    assert_true(d.act == ACT_JOIN && d.ticket_id == LAMP && d.question == QUESTION_CANCEL);
    c.f.before.asked = QUESTION_PLACE; /* also where that is asked */
    c.f.before.asked_at = NOW - MINUTE;
    c.f.before.asked_ticket_id = LAMP;
    d = decide(&c);
    assert_true(d.act == ACT_JOIN && d.question == QUESTION_CANCEL);
    c.f.before.asked = QUESTION_SOLVED; /* that is answered first */
    assert_int_not_equal(decide(&c).question, QUESTION_CANCEL);
    start_two(&c, INTENT_REPORT);
    c.understood.cancels = true;
    c.understood.place = &kraksaan; /* it lies elsewhere */
    c.f.open[0].district = STR("35.13.01");
    c.f.last = c.f.newest_open = c.f.open[0];
    assert_int_not_equal(decide(&c).question, QUESTION_CANCEL);
}

static void test_asked_about(void **state)
{
    (void)state;
    struct chat c;
    start_two(&c, INTENT_REPORT);
    c.understood.asks_case = true; /* "siapa yang nangani" */
    struct decision d = decide(&c);
    assert_true(d.act == ACT_JOIN && d.ticket_id == LAMP && d.tell_status);
    c.f.before.last_message_at = NOW - 12 * HOUR; /* of two, and long after them */
    d = decide(&c);
    assert_true(d.act == ACT_ASK && d.question == QUESTION_TICKET);
    c.understood.asks_case = false;
    c.understood.asks_sending = true; /* "kirim fotonya ke mana" */
    d = decide(&c);
    assert_true(d.act == ACT_REPLY && d.has_reply && d.reply == REPLY_SEND_HERE);
    c.f.before.last_message_at = NOW - MINUTE;
    d = decide(&c);
    assert_true(d.act == ACT_JOIN && d.ticket_id == LAMP && d.reply == REPLY_SEND_HERE);
    c.f.before.asked = QUESTION_REPORTER; /* what they send then is the answer */
    assert_int_equal(decide(&c).act, ACT_REPLY);
}

static void test_asked_to_know(void **state)
{
    (void)state;
    struct chat c;
    start_two(&c, INTENT_REPORT);
    struct decision d = decide(&c);
    assert_true(d.act == ACT_JOIN && d.ticket_id == LAMP && d.react);
    c.understood.asks_to_know = true; /* "bisa diambil di mana ya" */
    d = decide(&c);
    assert_true(d.act == ACT_JOIN && d.ticket_id == LAMP && d.tell_status && !d.react);
    c.f.open_count = 0; /* of what was referred */
    c.f.last.open = c.f.newest_open.open = false;
    c.f.last.outcome = OUTCOME_REFERRED;
    d = decide(&c);
    assert_true(d.act == ACT_STATUS && d.ticket_id == LAMP);
    c.f.last.outcome = OUTCOME_SOLVED;
    assert_int_not_equal(decide(&c).act, ACT_STATUS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_same_as_before), cmocka_unit_test(test_what_is_not_merged),
        cmocka_unit_test(test_who_came),           cmocka_unit_test(test_another_matter),
        cmocka_unit_test(test_danger_goes_on),     cmocka_unit_test(test_the_newest_of_a_list),
        cmocka_unit_test(test_taken_back),         cmocka_unit_test(test_asked_about),
        cmocka_unit_test(test_asked_to_know),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
