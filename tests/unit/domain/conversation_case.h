/* conversation_case.h - for the tests of conversation: a chat of one citizen, changed in the open
 * by each case, and checks that read like the decision. cmocka.h comes before it. */
#ifndef KANDA_TESTS_CONVERSATION_CASE_H
#define KANDA_TESTS_CONVERSATION_CASE_H

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

static inline struct known_ticket own_open(int64_t id)
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
static inline void start(struct chat *c, enum intent intent)
{
    *c = (struct chat){ .message = a_text, .understood = a_report };
    c->understood.intent = intent;
    if (intent == INTENT_YES) c->understood.consent = CONSENT_YES;
    if (intent == INTENT_NO) c->understood.consent = CONSENT_NO;
    c->f.before.contact_id = 5;
    c->f.settle_ms = SETTLE;
}

/* Somebody whose message of two minutes ago made ticket LAST. */
static inline void start_settling(struct chat *c, enum intent intent)
{
    start(c, intent);
    c->f.last = own_open(LAST);
    c->f.before.last_ticket_id = LAST;
    c->f.before.last_message_at = NOW - 2 * MINUTE;
}

static inline struct decision decide(struct chat *c)
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

static inline void check_nothing(struct chat *c)
{
    struct decision d = decide(c);
    assert_int_equal(d.act, ACT_NOTHING);
    assert_false(d.has_reply);
    assert_false(d.react);
    assert_int_equal(d.after.courtesy_at, c->f.before.courtesy_at);
    assert_int_equal(d.after.last_ticket_id, c->f.before.last_ticket_id);
    assert_int_equal(d.after.last_message_at, c->f.before.last_message_at);
}

static inline void check_reply(struct chat *c, enum reply_key reply)
{
    struct decision d = decide(c);
    assert_int_equal(d.act, ACT_REPLY);
    assert_true(d.has_reply);
    assert_int_equal(d.reply, reply);
    assert_false(d.react);
    assert_int_equal(d.after.last_ticket_id, c->f.before.last_ticket_id);
    assert_int_equal(d.after.last_message_at, c->f.before.last_message_at);
}

static inline void check_create(struct chat *c)
{
    struct decision d = decide(c);
    assert_int_equal(d.act, ACT_CREATE);
    assert_false(d.react);
    assert_true(d.after.last_message_at >= c->message.sent_at);
}

static inline void check_join(struct chat *c, int64_t ticket_id)
{
    struct decision d = decide(c);
    assert_int_equal(d.act, ACT_JOIN);
    assert_int_equal(d.ticket_id, ticket_id);
    assert_true(d.react);
    assert_false(d.has_reply);
}

static inline void check_status(struct chat *c, int64_t ticket_id)
{
    struct decision d = decide(c);
    assert_int_equal(d.act, ACT_STATUS);
    assert_int_equal(d.ticket_id, ticket_id);
    assert_false(d.has_reply);
}

/* A courtesy is given, remembered, and not repeated for ten minutes, in either direction of time.
 */
static inline void check_quiet_for(struct chat *c, enum reply_key reply, int64_t quiet_ms)
{
    c->f.before.courtesy_at = 0;
    check_reply(c, reply);
    assert_int_equal(decide(c).after.courtesy_at, NOW);
    c->f.before.courtesy_at = NOW;
    check_nothing(c);
    c->f.before.courtesy_at = NOW - quiet_ms + 1;
    check_nothing(c);
    c->f.before.courtesy_at = NOW + quiet_ms - 1;
    check_nothing(c);
    c->f.before.courtesy_at = NOW - quiet_ms;
    check_reply(c, reply);
    c->f.before.courtesy_at = NOW + quiet_ms;
    check_reply(c, reply);
    assert_int_equal(decide(c).after.courtesy_at, NOW + quiet_ms);
}

static inline void check_courtesy(struct chat *c, enum reply_key reply)
{
    check_quiet_for(c, reply, COURTESY);
}

#endif
