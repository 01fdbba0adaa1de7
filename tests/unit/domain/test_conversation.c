/* test_conversation.c - what is done with a message, as a desk officer would say it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/conversation.h"

#define NOW      INT64_C(1795500000000)
#define MINUTE   MS_PER_MINUTE
#define SETTLE   (10 * MINUTE)
#define LAST     11 /* tickets: the one of the message before, */
#define QUOTED   22 /* the quoted one, */
#define NAMED    33 /* the one whose number is in the text, */
#define NEWEST   44 /* and the newest open one */
#define COURTESY CONVERSATION_COURTESY_MS

static const struct category road = { .code = { "road", 4 } };
static const struct category light = { .code = { "street_light", 12 } };
static const struct place pajarakan = { .code = { "35.13.17", 8 }, .level = PLACE_DISTRICT };
static const struct place kraksaan = { .code = { "35.13.18", 8 }, .level = PLACE_DISTRICT };
static const struct place karanggeger = { .code = { "35.13.17.2001", 13 },
                                          .level = PLACE_VILLAGE,
                                          .parent = &pajarakan };
static const struct place kota = { .code = { "35.74", 5 }, .level = PLACE_CITY };

static const struct inbound a_text = { .type = MESSAGE_TEXT,
                                       .wamid = { "wamid.1", 7 },
                                       .sent_at = NOW };
static const struct understood a_report = {
    .intent = INTENT_REPORT, .kind = KIND_COMPLAINT, .category = &road, .category_sure = true
};

static struct known_ticket own_open(int64_t id)
{
    return (struct known_ticket){ .id = id,
                                  .own = true,
                                  .open = true,
                                  .category = STR("road"),
                                  .department = STR("PUPR"),
                                  .district = STR("35.13.17") };
}

/* Facts of one case: what the tests change stands in the open. */
struct chat {
    struct inbound message;
    struct understood understood;
    struct conversation_facts f;
};

/* A stranger who writes a text for the first time. */
static void start(struct chat *c, enum intent intent)
{
    *c = (struct chat){ .message = a_text, .understood = a_report };
    c->understood.intent = intent;
    c->f.before.contact_id = 5;
    c->f.settle_ms = SETTLE;
}

/* Somebody whose message of two minutes ago made ticket LAST. */
static void start_settling(struct chat *c, enum intent intent)
{
    start(c, intent);
    c->f.last = own_open(LAST);
    c->f.before.last_ticket_id = LAST;
    c->f.before.last_message_at = NOW - 2 * MINUTE;
}

static struct decision decide(struct chat *c)
{
    struct decision d;
    c->f.message = &c->message;
    c->f.understood = &c->understood;
    conversation_decide(&c->f, &d);
    assert_int_equal(d.after.contact_id, c->f.before.contact_id);
    assert_true(d.after.last_message_at >= c->f.before.last_message_at);
    assert_true(d.after.courtesy_at >= c->f.before.courtesy_at);
    return d;
}

static void check_nothing(struct chat *c)
{
    struct decision d = decide(c);
    assert_int_equal(d.act, ACT_NOTHING);
    assert_false(d.has_reply);
    assert_false(d.react);
    assert_int_equal(d.after.courtesy_at, c->f.before.courtesy_at);
    assert_int_equal(d.after.last_ticket_id, c->f.before.last_ticket_id);
    assert_int_equal(d.after.last_message_at, c->f.before.last_message_at);
}

static void check_reply(struct chat *c, enum reply_key reply)
{
    struct decision d = decide(c);
    assert_int_equal(d.act, ACT_REPLY);
    assert_true(d.has_reply);
    assert_int_equal(d.reply, reply);
    assert_false(d.react);
    assert_int_equal(d.after.last_ticket_id, c->f.before.last_ticket_id);
    assert_int_equal(d.after.last_message_at, c->f.before.last_message_at);
}

static void check_create(struct chat *c)
{
    struct decision d = decide(c);
    assert_int_equal(d.act, ACT_CREATE);
    assert_false(d.react);
    assert_true(d.after.last_message_at >= c->message.sent_at);
}

static void check_join(struct chat *c, int64_t ticket_id)
{
    struct decision d = decide(c);
    assert_int_equal(d.act, ACT_JOIN);
    assert_int_equal(d.ticket_id, ticket_id);
    assert_true(d.react);
    assert_false(d.has_reply);
}

static void check_status(struct chat *c, int64_t ticket_id)
{
    struct decision d = decide(c);
    assert_int_equal(d.act, ACT_STATUS);
    assert_int_equal(d.ticket_id, ticket_id);
    assert_false(d.has_reply);
}

/* A courtesy is given, remembered, and not repeated for ten minutes, in either direction of time.
 */
static void check_courtesy(struct chat *c, enum reply_key reply)
{
    c->f.before.courtesy_at = 0;
    check_reply(c, reply);
    assert_int_equal(decide(c).after.courtesy_at, NOW);
    c->f.before.courtesy_at = NOW;
    check_nothing(c);
    c->f.before.courtesy_at = NOW - COURTESY + 1;
    check_nothing(c);
    c->f.before.courtesy_at = NOW + COURTESY - 1;
    check_nothing(c);
    c->f.before.courtesy_at = NOW - COURTESY;
    check_reply(c, reply);
    c->f.before.courtesy_at = NOW + COURTESY;
    check_reply(c, reply);
    assert_int_equal(decide(c).after.courtesy_at, NOW + COURTESY);
}

static void test_small_talk(void **state)
{
    static const struct {
        enum intent intent;
        enum reply_key reply;
    } rows[] = {
        { INTENT_GREETING, REPLY_MENU },
        { INTENT_THANKS, REPLY_THANKS },
        { INTENT_NOISE, REPLY_NOISE },
        { INTENT_NONE, REPLY_NOISE },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct chat c;
        start(&c, rows[i].intent);
        check_courtesy(&c, rows[i].reply);
        start_settling(&c, rows[i].intent);
        check_courtesy(&c, rows[i].reply);
    }
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
        { "another matter", &light, true, NULL, "road", "35.13.17", false },
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

static void check_cancel_noted(struct chat *c, int64_t ticket_id)
{
    struct decision d = decide(c);
    assert_int_equal(d.act, ACT_JOIN);
    assert_int_equal(d.ticket_id, ticket_id);
    assert_true(d.has_reply);
    assert_int_equal(d.reply, REPLY_CANCEL_NOTED);
    assert_false(d.react);
}

static void test_cancel(void **state)
{
    (void)state;
    struct chat c;
    start(&c, INTENT_CANCEL);
    check_reply(&c, REPLY_STATUS_NONE);
    c.f.newest_open = own_open(NEWEST);
    check_cancel_noted(&c, NEWEST);
    c.f.quoted = own_open(QUOTED);
    check_cancel_noted(&c, QUOTED);
    c.understood.ticket_id = NAMED;
    check_reply(&c, REPLY_STATUS_UNKNOWN);
    c.f.named = own_open(NAMED);
    check_cancel_noted(&c, NAMED);
    c.f.named.own = false;
    check_reply(&c, REPLY_STATUS_UNKNOWN);
    c.f.named = own_open(NAMED);
    c.f.named.open = false;
    check_status(&c, NAMED); /* it is closed: say so, and touch no other */
}

static void test_human(void **state)
{
    (void)state;
    struct chat c;
    start(&c, INTENT_HUMAN);
    check_create(&c);
    start_settling(&c, INTENT_HUMAN);
    check_join(&c, LAST);
    c.f.quoted = own_open(QUOTED);
    check_join(&c, QUOTED);
    start_settling(&c, INTENT_HUMAN);
    c.f.before.last_message_at = NOW - SETTLE - 1;
    check_create(&c);
}

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

static void test_unreadable(void **state)
{
    static const enum message_type types[] = { MESSAGE_UNSUPPORTED, MESSAGE_UNKNOWN,
                                               MESSAGE_ORDER };
    static const char *const gestures[] = { "edit", "reaction", "pin", "poll_update",
                                            "keep_in_chat" };
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
            check_courtesy(&c, REPLY_ASK_WORDS);
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
    check_nothing(&c);
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
        assert_int_not_equal(d.has_reply, d.react); /* exactly one acknowledgement */
    }
    if (d.act == ACT_REPLY) assert_true(d.has_reply);
    if (d.act == ACT_CREATE || d.act == ACT_STATUS) assert_false(d.has_reply || d.react);
    if (d.has_reply) assert_in_range(d.reply, 0, REPLY_KEY_COUNT - 1);
    if (!report) assert_int_equal(d.after.last_message_at, c->f.before.last_message_at);
}

static void test_every_combination(void **state)
{
    (void)state;
    for (int type = 0; type < MESSAGE_TYPE_COUNT; type++)
        for (int intent = INTENT_NONE; intent <= INTENT_HUMAN; intent++)
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
        cmocka_unit_test(test_menu_always_answers),
        cmocka_unit_test(test_first_report),
        cmocka_unit_test(test_settling),
        cmocka_unit_test(test_another_matter),
        cmocka_unit_test(test_bound),
        cmocka_unit_test(test_in_confidence),
        cmocka_unit_test(test_danger_is_answered_in_words),
        cmocka_unit_test(test_memory_goes_forward),
        cmocka_unit_test(test_status),
        cmocka_unit_test(test_cancel),
        cmocka_unit_test(test_human),
        cmocka_unit_test(test_silence),
        cmocka_unit_test(test_reaction_names_its_ticket),
        cmocka_unit_test(test_unreadable),
        cmocka_unit_test(test_taps_and_welcome),
        cmocka_unit_test(test_without_words),
        cmocka_unit_test(test_captions),
        cmocka_unit_test(test_stickers_and_cards),
        cmocka_unit_test(test_nothing_understood),
        cmocka_unit_test(test_every_combination),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
