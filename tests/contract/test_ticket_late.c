/* test_ticket_late.c - messages that were overtaken on their way: what they join, what they follow,
 * and what waits for its ticket. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/conversation_store.h"
#include "store/ticket_store.h"
#include "store_case.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* Of messages that overtook each other the first one says when the matter was received. */
static void test_what_joins_late(void **state)
{
    static const struct {
        const char *rule;
        int64_t sent_at, settle_ms;
        bool urgent;
        int64_t received_at;
        enum ticket_priority priority;
    } rows[] = {
        { "a later message", CASE_NOW + 5, 1000, false, CASE_NOW, PRIORITY_NORMAL },
        { "an earlier one", CASE_NOW - 1000, 1000, false, CASE_NOW - 1000, PRIORITY_NORMAL },
        { "one from long before", CASE_NOW - 1001, 1000, false, CASE_NOW, PRIORITY_NORMAL },
        { "of no time", 0, 1000, false, CASE_NOW, PRIORITY_NORMAL },
        { "it tells of danger", CASE_NOW + 5, 1000, true, CASE_NOW, PRIORITY_URGENT },
    };
    struct store_case *c = *state;
    struct inbound_location none = { .present = false };
    int64_t contact = case_contact(c, "1", NULL);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct err e = { 0 };
        struct ticket t = case_ticket(contact), out;
        t.received_at = CASE_NOW;
        t.priority = PRIORITY_NORMAL;
        int64_t id = case_ticket_insert(c, t);
        struct ticket_addition more = { .text = STR_EMPTY,
                                        .location = &none,
                                        .district = STR_EMPTY,
                                        .village = STR_EMPTY,
                                        .priority =
                                            rows[i].urgent ? PRIORITY_URGENT : PRIORITY_NORMAL,
                                        .sent_at = rows[i].sent_at,
                                        .settle_ms = rows[i].settle_ms };
        must(ticket_join(c->db, id, &more, CASE_NOW, &e), &e);
        must(ticket_get(c->db, id, &c->arena, &out, &e), &e);
        if (out.received_at != rows[i].received_at || out.priority != rows[i].priority)
            fail_msg("%s: %lld, %d", rows[i].rule, (long long)out.received_at, (int)out.priority);
    }
}

static void test_what_a_message_follows(void **state)
{
    static const struct {
        const char *rule;
        int64_t at;
        int ticket; /* 0: none */
    } rows[] = {
        { "behind the second", CASE_NOW + 3000, 2 }, { "between them", CASE_NOW + 1500, 1 },
        { "as old as the first", CASE_NOW, 1 },      { "before both", CASE_NOW - 500, 1 },
        { "long before both", CASE_NOW - 10001, 0 }, { "long behind both", CASE_NOW + 12001, 0 },
        { "a clock out of its mind", INT64_MAX, 0 }, { "another one", 0, 0 },
    };
    struct store_case *c = *state;
    int64_t contact = case_contact(c, "1", NULL), ids[3] = { 0 };
    for (int i = 1; i <= 2; i++) {
        struct ticket t = case_ticket(contact);
        t.received_at = CASE_NOW + (i - 1) * 2000;
        ids[i] = case_ticket_insert(c, t);
    }
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct err e = { 0 };
        struct known_ticket out;
        must(ticket_followed(c->db, contact, rows[i].at, 10000, &c->arena, &out, &e), &e);
        if (out.id != ids[rows[i].ticket]) fail_msg("%s: %lld", rows[i].rule, (long long)out.id);
        must(ticket_followed(c->db, contact + 1, rows[i].at, 10000, &c->arena, &out, &e), &e);
        assert_int_equal(out.id, 0); /* somebody else has none */
    }
}

/* What waits comes back as it was. */
static void test_held_messages(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    struct conversation out,
        one = { .contact_id = case_contact(c, "1", NULL), .loose = { .place = STR_EMPTY } };
    for (int64_t i = 0; i < HELD_MAX; i++)
        one.held.messages[one.held.count++] =
            (struct held_message){ .what = i % 2 ? HELD_ASIDE : HELD_CHASE,
                                   .at = CASE_NOW + i,
                                   .id = (INT64_C(1) << 52) + i };
    for (int empty = 0; empty < 2; empty++) {
        if (empty) one.held = (struct held){ 0 };
        must(conversation_save(c->db, &one, &e), &e);
        must(conversation_get(c->db, one.contact_id, &c->arena, &out, &e), &e);
        assert_int_equal(out.held.count, one.held.count);
        for (size_t i = 0; i < one.held.count; i++) {
            assert_int_equal(out.held.messages[i].what, one.held.messages[i].what);
            assert_true(out.held.messages[i].at == one.held.messages[i].at);
            assert_true(out.held.messages[i].id == one.held.messages[i].id);
        }
    }
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, store_case_setup, store_case_teardown)
    const struct CMUnitTest tests[] = {
        CASE(test_what_joins_late),
        CASE(test_what_a_message_follows),
        CASE(test_held_messages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
