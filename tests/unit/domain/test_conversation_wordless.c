/* test_conversation_wordless.c - what is done with everything that has no words of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "conversation_case.h"

static void test_silence(void **state)
{
    static const enum message_type types[] = { MESSAGE_REACTION, MESSAGE_SYSTEM, MESSAGE_EDIT,
                                               MESSAGE_REVOKE };
    (void)state;
    struct chat c;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        start_settling(&c, INTENT_REPORT);
        c.message.type = types[i];
        check_nothing(&c);
    }
    for (int type = 0; type < MESSAGE_TYPE_COUNT; type++) {
        start_settling(&c, INTENT_STATUS);
        c.message.type = (enum message_type)type;
        c.message.group_id = STR("group");
        c.f.quoted = own_open(QUOTED);
        check_nothing(&c);
        assert_int_equal(decide(&c).ticket_id, 0);
    }
}

static void test_reaction_names_its_ticket(void **state)
{
    (void)state;
    struct chat c;
    start(&c, INTENT_NONE);
    c.message.type = MESSAGE_REACTION;
    c.f.quoted = own_open(QUOTED);
    check_nothing(&c);
    assert_int_equal(decide(&c).ticket_id, QUOTED);
    c.f.quoted.open = false;
    assert_int_equal(decide(&c).ticket_id, QUOTED);
    c.f.quoted.own = false;
    assert_int_equal(decide(&c).ticket_id, 0);
}

/* A change of which only is told that there was one: it is said on the ticket that the chat was
 * about while it could be made, and the citizen is told nothing. */
static void test_change_without_its_words(void **state)
{
    static const int64_t minutes_15 = 15 * 60 * MS_PER_SECOND;
    (void)state;
    struct chat c;
    start_settling(&c, INTENT_NONE);
    c.message.type = MESSAGE_EDIT;
    c.message.sent_at = c.f.before.last_message_at + minutes_15;
    check_nothing(&c);
    assert_int_equal(decide(&c).ticket_id, c.f.last.id);
    assert_int_equal(decide(&c).after.last_message_at, c.f.before.last_message_at);
    c.message.sent_at++;
    assert_int_equal(decide(&c).ticket_id, 0);
    c.f.overtaken = true;
    assert_int_equal(decide(&c).ticket_id, c.f.last.id);
    c.message.target = STR("wamid.unknown");
    assert_int_equal(decide(&c).ticket_id, 0);
    c.f.quoted = own_open(QUOTED);
    assert_int_equal(decide(&c).ticket_id, QUOTED);
}

static void test_unreadable(void **state)
{
    static const enum message_type types[] = { MESSAGE_UNSUPPORTED, MESSAGE_UNKNOWN,
                                               MESSAGE_ORDER };
    static const char *const gestures[] = { "reaction", "pin", "poll_update", "keep_in_chat" };
    (void)state;
    struct chat c;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        start_settling(&c, INTENT_NONE);
        c.message.type = types[i];
        check_courtesy(&c, REPLY_UNREADABLE);
        c.message.unsupported_type = STR("poll_creation");
        check_courtesy(&c, REPLY_UNREADABLE);
    }
    for (size_t i = 0; i < sizeof gestures / sizeof *gestures; i++) {
        start(&c, INTENT_NONE);
        c.message.type = MESSAGE_UNSUPPORTED;
        c.message.unsupported_type = str_of(gestures[i]);
        check_nothing(&c);
    }
}

static void test_taps_and_welcome(void **state)
{
    static const enum message_type types[] = { MESSAGE_INTERACTIVE, MESSAGE_BUTTON,
                                               MESSAGE_REQUEST_WELCOME };
    (void)state;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        struct chat c;
        start_settling(&c, INTENT_REPORT); /* the title of a button is nobody's complaint */
        c.message.type = types[i];
        check_courtesy(&c, REPLY_MENU);
    }
}

static const enum message_type wordless[] = { MESSAGE_IMAGE, MESSAGE_VIDEO, MESSAGE_AUDIO,
                                              MESSAGE_DOCUMENT, MESSAGE_LOCATION };

static void test_without_words(void **state)
{
    static const enum intent intents[] = { INTENT_NONE, INTENT_GREETING, INTENT_THANKS,
                                           INTENT_NOISE };
    (void)state;
    for (size_t i = 0; i < sizeof wordless / sizeof *wordless; i++)
        for (size_t k = 0; k < sizeof intents / sizeof *intents; k++) {
            struct chat c;
            start(&c, intents[k]);
            c.message.type = wordless[i];
            c.f.before.courtesy_at = NOW - 1; /* a greeting just before changes nothing */
            check_reply(&c, REPLY_ASK_WORDS);
            assert_true(decide(&c).keep_loose);
            c.f.before.loose.at = NOW - SETTLE; /* the rest of an album: kept in silence */
            assert_int_equal(decide(&c).act, ACT_NOTHING);
            assert_true(decide(&c).keep_loose);
            c.f.before.loose.at = NOW - SETTLE - 1;
            check_reply(&c, REPLY_ASK_WORDS);
            start_settling(&c, intents[k]);
            c.message.type = wordless[i];
            check_join(&c, LAST);
            c.f.quoted = own_open(QUOTED);
            check_join(&c, QUOTED);
            c.f.before.last_message_at = NOW - SETTLE - 1;
            check_join(&c, QUOTED);
        }
}

static void test_captions(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wordless / sizeof *wordless; i++) {
        struct chat c;
        start(&c, INTENT_REPORT);
        c.message.type = wordless[i];
        check_create(&c);
        c.understood.intent = INTENT_STATUS;
        check_status(&c, 0);
    }
}

static void test_stickers_and_cards(void **state)
{
    (void)state;
    struct chat c;
    start_settling(&c, INTENT_NONE);
    c.message.type = MESSAGE_STICKER;
    check_courtesy(&c, REPLY_NOISE);
    start_settling(&c, INTENT_NONE);
    c.message.type = MESSAGE_CONTACTS;
    check_join(&c, LAST);
    start(&c, INTENT_NONE);
    c.message.type = MESSAGE_CONTACTS;
    check_courtesy(&c, REPLY_NOISE);
    c.message.shared_on_request = true;
    c.f.before.courtesy_at = 0;
    check_reply(&c, REPLY_PHONE_NOTED); /* our own question brought it */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_silence),
        cmocka_unit_test(test_reaction_names_its_ticket),
        cmocka_unit_test(test_change_without_its_words),
        cmocka_unit_test(test_unreadable),
        cmocka_unit_test(test_taps_and_welcome),
        cmocka_unit_test(test_without_words),
        cmocka_unit_test(test_captions),
        cmocka_unit_test(test_stickers_and_cards),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
