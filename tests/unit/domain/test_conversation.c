/* test_conversation.c - what is done with words: small talk, reports, commands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "conversation_case.h"

static void test_small_talk(void **state)
{
    static const struct {
        enum intent intent;
        enum reply_key reply;
    } rows[] = {
        { INTENT_GREETING, REPLY_MENU }, { INTENT_NOISE, REPLY_NOISE },
        { INTENT_NONE, REPLY_NOISE },    { INTENT_YES, REPLY_NOISE },
        { INTENT_NO, REPLY_NOISE },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct chat c;
        start(&c, rows[i].intent);
        c.understood.plain = STR("lalala");
        check_quiet_for(&c, rows[i].reply, CONVERSATION_BURST_MS);
        if (rows[i].reply == REPLY_NOISE) continue;
        start_settling(&c, rows[i].intent);
        check_quiet_for(&c, rows[i].reply, CONVERSATION_BURST_MS);
    }
}

static void test_small_talk_behind_a_ticket(void **state)
{
    static const enum intent intents[] = { INTENT_NOISE, INTENT_YES, INTENT_NO };
    (void)state;
    for (size_t i = 0; i < sizeof intents / sizeof *intents; i++) {
        struct chat c;
        start_settling(&c, intents[i]);
        c.message.text = STR("sudah seminggu");
        check_join(&c, LAST);
        c.message.text = STR("ok");
        struct decision d = decide(&c);
        assert_int_equal(d.act, ACT_NOTHING); /* seen, and no part of the ticket */
        assert_int_equal(d.ticket_id, LAST);
        assert_true(d.react);
        c.f.before.last_message_at = NOW - SETTLE - 1;
        c.understood.plain = STR("lalala");
        check_reply(&c, REPLY_NOISE);
    }
}

/* "pak", "?": greeted where nothing was said for a while, and not in the middle of a talk. */
static void test_who_calls_is_greeted(void **state)
{
    struct chat c;
    (void)state;
    start(&c, INTENT_NOISE);
    c.message.text = STR("?");
    struct decision d = decide(&c);
    assert_int_equal(d.reply, REPLY_MENU);
    assert_int_equal(d.after.misses, 0);
    c.f.before.courtesy_at = NOW - CONVERSATION_COURTESY_MS; /* a new talk */
    check_reply(&c, REPLY_MENU);
    c.f.before.courtesy_at = NOW - CONVERSATION_COURTESY_MS + 1;
    check_reply(&c, REPLY_NOISE);
    c.f.before.courtesy_at = 0;
    c.f.before.misses = 1;
    assert_int_not_equal(decide(&c).reply, REPLY_MENU);
    c.f.before.misses = 0;
    c.message.text = STR("tolong pak"); /* what it asks for follows */
    check_reply(&c, REPLY_NOISE);
    start_settling(&c, INTENT_NOISE);
    c.message.text = STR("?");
    assert_true(decide(&c).react);
}

static void test_thanks_always_answers(void **state)
{
    (void)state;
    struct chat c;
    start(&c, INTENT_THANKS);
    c.f.before.courtesy_at = NOW - 1;
    check_reply(&c, REPLY_THANKS);
    c.f.before.courtesy_at = NOW;
    check_reply(&c, REPLY_THANKS);
}

static void test_menu_always_answers(void **state)
{
    static const enum intent intents[] = { INTENT_MENU, INTENT_HELP };
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct chat c;
        start_settling(&c, intents[i]);
        c.f.before.courtesy_at = NOW - 1;
        check_reply(&c, REPLY_MENU);
        assert_int_equal(decide(&c).after.courtesy_at, NOW);
    }
}

static void test_first_report(void **state)
{
    (void)state;
    struct chat c;
    start(&c, INTENT_REPORT);
    check_create(&c);
    assert_int_equal(decide(&c).after.last_message_at, NOW);
    c.f.before.courtesy_at = NOW - 1;
    check_create(&c);
}

static void test_settling(void **state)
{
    static const struct {
        const char *rule;
        int64_t last_message_at, settle_ms;
        bool own, open, joins;
    } rows[] = {
        { "two minutes later", NOW - 2 * MINUTE, SETTLE, true, true, true },
        { "at the same time", NOW, SETTLE, true, true, true },
        { "at the last moment", NOW - SETTLE, SETTLE, true, true, true },
        { "a moment too late", NOW - SETTLE - 1, SETTLE, true, true, false },
        { "arrived out of order", NOW + 2 * MINUTE, SETTLE, true, true, true },
        { "far out of order", NOW + SETTLE + 1, SETTLE, true, true, false },
        { "the ticket was closed meanwhile", NOW - MINUTE, SETTLE, true, false, false },
        { "the ticket is not the sender's", NOW - MINUTE, SETTLE, false, true, false },
        { "settling is switched off", NOW, 0, true, true, false },
        { "a clock that is out of its mind", INT64_MIN, SETTLE, true, true, false },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct chat c;
        start_settling(&c, INTENT_REPORT);
        c.f.last.own = rows[i].own;
        c.f.last.open = rows[i].open;
        c.f.before.last_message_at = rows[i].last_message_at;
        c.f.settle_ms = rows[i].settle_ms;
        struct decision d = decide(&c);
        if (d.act != (rows[i].joins ? ACT_JOIN : ACT_CREATE)) fail_msg("%s", rows[i].rule);
        if (rows[i].joins) check_join(&c, LAST);
    }
}

static void test_another_matter(void **state)
{
    static const struct {
        const char *rule;
        const struct category *category;
        bool sure;
        const struct place *place;
        const char *last_category, *last_district;
        bool joins;
    } rows[] = {
        { "the same matter and place", &road, true, &pajarakan, "road", "35.13.17", true },
        { "a village of the same district", &road, true, &karanggeger, "road", "35.13.17", true },
        { "another matter there", &light, true, &pajarakan, "road", "35.13.17", false },
        { "of another matter, and not where", &light, true, NULL, "road", "35.13.17", true },
        { "perhaps another matter", &light, false, NULL, "road", "35.13.17", true },
        { "a sure matter after an unclear one", &light, true, NULL, "other", "35.13.17", true },
        { "a sure matter after none", &light, true, NULL, "", "35.13.17", true },
        { "no category at all", NULL, true, NULL, "road", "35.13.17", true },
        { "another district", &road, true, &kraksaan, "road", "35.13.17", false },
        { "another district, unclear matter", &road, false, &kraksaan, "road", "35.13.17", false },
        { "a village of another district", &road, true, &karanggeger, "road", "35.13.18", false },
        { "now the place is told", &road, true, &karanggeger, "road", "", true },
        { "a city is no district", &road, true, &kota, "road", "35.13.17", true },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct chat c;
        start_settling(&c, INTENT_REPORT);
        c.understood.category = rows[i].category;
        c.understood.category_sure = rows[i].sure;
        c.understood.place = rows[i].place;
        c.f.last.category = str_of(rows[i].last_category);
        c.f.last.district = str_of(rows[i].last_district);
        if (decide(&c).act != (rows[i].joins ? ACT_JOIN : ACT_CREATE)) fail_msg("%s", rows[i].rule);
    }
}

static void test_bound(void **state)
{
    (void)state;
    struct chat c;
    start_settling(&c, INTENT_REPORT);
    c.f.quoted = own_open(QUOTED);
    check_join(&c, QUOTED);
    c.f.named = own_open(NAMED);
    check_join(&c, NAMED);
    c.f.named.open = false;
    check_join(&c, QUOTED);
    c.f.quoted.own = false;
    check_join(&c, LAST);
    c.f.before.last_message_at = 1;
    check_create(&c);
    c.f.quoted = own_open(QUOTED);
    c.understood.category = &light;
    check_join(&c, QUOTED); /* who quotes knows what it belongs to */
}

static void test_in_confidence(void **state)
{
    (void)state;
    struct chat c;
    start_settling(&c, INTENT_REPORT);
    c.f.quoted = own_open(QUOTED);
    c.understood.whistleblowing = true;
    check_create(&c);
    c.f.quoted.department = STR("INSPEKTORAT");
    check_join(&c, QUOTED);
    c.understood.whistleblowing = false;
    c.understood.kind = KIND_WHISTLEBLOWING;
    c.f.quoted = (struct known_ticket){ 0 };
    check_create(&c);
    c.f.last.department = STR("INSPEKTORAT");
    check_join(&c, LAST);
}

static void test_danger_is_answered_in_words(void **state)
{
    (void)state;
    struct chat c;
    start_settling(&c, INTENT_REPORT);
    c.understood.urgent = true;
    struct decision d = decide(&c);
    assert_int_equal(d.act, ACT_JOIN);
    assert_true(d.has_reply);
    assert_int_equal(d.reply, REPLY_EMERGENCY);
    assert_false(d.react);
}

/* Numbers that stand in what was told last are not told again, but for the own life. */
static void test_numbers_are_told_once(void **state)
{
    (void)state;
    struct chat c;
    start_settling(&c, INTENT_REPORT);
    c.understood.urgent = true;
    struct decision d = decide(&c);
    assert_true(d.has_reply);
    assert_int_equal(d.reply, REPLY_EMERGENCY);
    c.f.last.urgent = true;
    check_join(&c, LAST);
    c.understood.self_harm = true;
    assert_int_equal(decide(&c).reply, REPLY_SELF_HARM);
    c.understood.self_harm = false;
    c.f.last.own = false; /* somebody else was told them */
    c.f.last.follows = true;
    assert_int_equal(decide(&c).reply, REPLY_EMERGENCY);
    c.f.last.own = true;
    c.f.before.last_message_at = NOW - 2 * SETTLE;
    c.f.quoted = c.f.last;
    assert_int_equal(decide(&c).reply, REPLY_EMERGENCY);
}

/* "batal" of whoever follows: named, quoted, the latest or the only one. */
static void test_followers_leave(void **state)
{
    (void)state;
    struct chat c;
    start_settling(&c, INTENT_CANCEL);
    c.f.last.own = false;
    c.f.last.follows = true;
    c.f.newest_open = own_open(NEWEST);
    struct decision d = decide(&c);
    assert_int_equal(d.act, ACT_LEAVE);
    assert_int_equal(d.ticket_id, LAST);
    c.f.before.last_message_at = NOW - 2 * SETTLE; /* long ago: the own one is meant */
    assert_int_equal(decide(&c).act, ACT_ASK);
    c.f.newest_open = (struct known_ticket){ 0 };
    assert_int_equal(decide(&c).act, ACT_LEAVE);
    c.f.quoted = own_open(QUOTED);
    assert_int_equal(decide(&c).act, ACT_ASK);
    c.f.last.open = false;
    c.f.quoted = (struct known_ticket){ 0 };
    check_reply(&c, REPLY_NONE_OPEN);
}

/* What a late message joins is not what the next one follows. */
static void test_memory_goes_forward(void **state)
{
    (void)state;
    struct chat c;
    start_settling(&c, INTENT_REPORT);
    c.f.quoted = own_open(QUOTED);
    struct decision d = decide(&c);
    assert_int_equal(d.after.last_ticket_id, QUOTED);
    assert_int_equal(d.after.last_message_at, NOW);
    c.f.before.last_message_at = NOW + MINUTE;
    d = decide(&c);
    assert_int_equal(d.after.last_ticket_id, LAST);
    assert_int_equal(d.after.last_message_at, NOW + MINUTE);
    c.f.quoted = (struct known_ticket){ 0 };
    c.f.last = (struct known_ticket){ 0 };
    d = decide(&c);
    assert_int_equal(d.act, ACT_CREATE);
    assert_int_equal(d.after.last_message_at, NOW + MINUTE);
}

static void test_status(void **state)
{
    (void)state;
    struct chat c;
    start_settling(&c, INTENT_STATUS);
    check_status(&c, 0);
    c.f.quoted = own_open(QUOTED);
    check_status(&c, QUOTED);
    c.understood.ticket_id = NAMED;
    check_reply(&c, REPLY_STATUS_UNKNOWN); /* nobody's */
    c.f.named = own_open(NAMED);
    check_status(&c, NAMED);
    c.f.named.open = false;
    check_status(&c, NAMED);
    c.f.named.own = false;
    check_reply(&c, REPLY_STATUS_UNKNOWN); /* somebody else's: the same words */
}

static void check_cancel_asked(struct chat *c, int64_t ticket_id)
{
    struct decision d = decide(c);
    assert_int_equal(d.act, ACT_ASK);
    assert_int_equal(d.question, QUESTION_CANCEL);
    assert_int_equal(d.ticket_id, ticket_id);
    assert_int_equal(d.after.asked, QUESTION_CANCEL);
    assert_int_equal(d.after.asked_ticket_id, ticket_id);
    assert_int_equal(d.after.token, c->f.before.token + 1);
}

static void test_cancel(void **state)
{
    (void)state;
    struct chat c;
    start(&c, INTENT_CANCEL);
    check_reply(&c, REPLY_NONE_OPEN);
    c.f.newest_open = own_open(NEWEST);
    check_cancel_asked(&c, NEWEST);
    c.f.quoted = own_open(QUOTED);
    check_cancel_asked(&c, QUOTED);
    c.understood.ticket_id = NAMED;
    check_reply(&c, REPLY_STATUS_UNKNOWN);
    c.f.named = own_open(NAMED);
    check_cancel_asked(&c, NAMED);
    c.f.named.own = false;
    check_reply(&c, REPLY_STATUS_UNKNOWN);
    c.f.named = own_open(NAMED);
    c.f.named.open = false;
    check_status(&c, NAMED); /* it is closed: say so, and touch no other */
}

static void check_human(struct chat *c, int64_t ticket_id)
{
    struct decision d = decide(c);
    assert_int_equal(d.act, ACT_JOIN);
    assert_int_equal(d.ticket_id, ticket_id);
    assert_true(d.has_reply);
    assert_int_equal(d.reply, REPLY_HUMAN);
}

static void test_human(void **state)
{
    (void)state;
    struct chat c;
    start(&c, INTENT_HUMAN);
    check_create(&c);
    start_settling(&c, INTENT_HUMAN);
    check_human(&c, LAST);
    c.f.quoted = own_open(QUOTED);
    check_human(&c, QUOTED);
    start_settling(&c, INTENT_HUMAN);
    c.f.before.last_message_at = NOW - SETTLE - 1;
    check_create(&c);
}

/* The door does not read every message: facts without an understanding are fine. */
static void test_nothing_understood(void **state)
{
    (void)state;
    struct chat c;
    struct decision d;
    start(&c, INTENT_NONE);
    c.f.message = &c.message;
    c.message.type = MESSAGE_IMAGE;
    conversation_decide(&c.f, &d);
    assert_int_equal(d.act, ACT_REPLY);
    assert_int_equal(d.reply, REPLY_ASK_WORDS);
}

/* Every message type with every intent in every situation: a decision is always whole. */
static void check_whole(struct chat *c)
{
    struct decision d = decide(c);
    bool report = d.act == ACT_CREATE || d.act == ACT_JOIN;
    if (d.act == ACT_JOIN) {
        assert_int_not_equal(d.ticket_id, 0);
        assert_int_equal(d.has_reply + d.react + d.correct > 0, true); /* acknowledged */
    }
    if (d.act == ACT_REPLY) assert_true(d.has_reply);
    if (d.act != ACT_REPLY && !report && d.act != ACT_PLACE) assert_false(d.has_reply);
    if (d.act == ACT_CREATE) assert_int_equal(d.has_reply, d.kind == KIND_CONSULTATION);
    if (d.act != ACT_NOTHING && d.act != ACT_JOIN) assert_false(d.react);
    if (d.act == ACT_ASK) assert_int_equal(d.after.asked, d.question);
    if (d.has_reply) assert_in_range(d.reply, 0, REPLY_KEY_COUNT - 1);
    if (!report && c->understood.intent != INTENT_ADD)
        assert_int_equal(d.after.last_message_at, c->f.before.last_message_at);
}

static void test_every_combination(void **state)
{
    (void)state;
    for (int type = 0; type < MESSAGE_TYPE_COUNT; type++)
        for (int intent = INTENT_NONE; intent <= INTENT_NO; intent++)
            for (unsigned bits = 0; bits < 256; bits++) {
                struct chat c;
                start(&c, (enum intent)intent);
                if (bits & 1) start_settling(&c, (enum intent)intent);
                c.message.type = (enum message_type)type;
                if (bits & 2) c.f.quoted = own_open(QUOTED);
                if (bits & 4) c.f.named = own_open(NAMED);
                if (bits & 8) c.understood.ticket_id = NAMED;
                if (bits & 16) c.f.newest_open = own_open(NEWEST);
                if (bits & 32) c.f.before.courtesy_at = NOW - 1;
                c.understood.urgent = bits & 64;
                c.understood.whistleblowing = bits & 128;
                check_whole(&c);
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_small_talk),
        cmocka_unit_test(test_who_calls_is_greeted),
        cmocka_unit_test(test_small_talk_behind_a_ticket),
        cmocka_unit_test(test_thanks_always_answers),
        cmocka_unit_test(test_menu_always_answers),
        cmocka_unit_test(test_first_report),
        cmocka_unit_test(test_settling),
        cmocka_unit_test(test_another_matter),
        cmocka_unit_test(test_bound),
        cmocka_unit_test(test_in_confidence),
        cmocka_unit_test(test_danger_is_answered_in_words),
        cmocka_unit_test(test_numbers_are_told_once),
        cmocka_unit_test(test_followers_leave),
        cmocka_unit_test(test_memory_goes_forward),
        cmocka_unit_test(test_status),
        cmocka_unit_test(test_cancel),
        cmocka_unit_test(test_human),
        cmocka_unit_test(test_nothing_understood),
        cmocka_unit_test(test_every_combination),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
