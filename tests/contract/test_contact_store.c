/* test_contact_store.c - one row per person, whatever identifiers WhatsApp shows of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/contact_store.h"
#include "store/conversation_store.h"
#include "store_case.h"
#include <stdio.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* The persons are the letters of `who`: the same letter must be the same contact. */
static void test_who_is_who(void **state)
{
    static const struct {
        const char *rule;
        struct {
            const char *phone, *bsuid;
        } seen[4];
        const char *who;
        int live; /* contacts that are not merged away, in the end */
    } rows[] = {
        { "the same phone", { { "1", NULL }, { "1", NULL } }, "AA", 1 },
        { "the same BSUID", { { NULL, "x" }, { NULL, "x" } }, "AA", 1 },
        { "two phones", { { "1", NULL }, { "2", NULL } }, "AB", 2 },
        { "a phone that learns its BSUID",
          { { "1", NULL }, { "1", "x" }, { NULL, "x" } },
          "AAA",
          1 },
        { "a BSUID that shows its phone",
          { { NULL, "x" }, { "1", "x" }, { "1", NULL } },
          "AAA",
          1 },
        { "seen from two sides, then whole",
          { { "1", NULL }, { NULL, "x" }, { "1", "x" } },
          "ABB",
          1 },
        { "after that both lead there",
          { { "1", NULL }, { NULL, "x" }, { "1", "x" }, { "1", NULL } },
          "ABBB",
          1 },
        { "another phone under the same BSUID",
          { { "1", "x" }, { "2", "x" }, { NULL, "x" }, { "2", NULL } },
          "AAAA",
          1 },
        { "the old phone is nobody's then",
          { { "1", "x" }, { "2", "x" }, { "1", NULL } },
          "AAB",
          2 },
        { "a recycled phone: another BSUID makes another person",
          { { "1", "x" }, { "1", "y" }, { "1", NULL } },
          "ABB",
          2 },
        { "and the first is still known by BSUID",
          { { "1", "x" }, { "1", "y" }, { NULL, "x" } },
          "ABA",
          2 },
        { "two whole persons never become one",
          { { "1", "x" }, { "2", "y" }, { "2", "x" }, { NULL, "y" } },
          "ABAB",
          2 },
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        int64_t id_of[256] = { 0 };
        assert_int_equal(store_case_setup(state), 0);
        struct store_case *c = *state;
        for (int s = 0; rows[i].who[s]; s++) {
            int64_t id = case_contact(c, rows[i].seen[s].phone, rows[i].seen[s].bsuid);
            unsigned char letter = (unsigned char)rows[i].who[s];
            for (int other = 'A'; other < 'Z'; other++)
                if (other != letter && id_of[other] == id)
                    fail_msg("%s: step %d is %c", rows[i].rule, s, other);
            if (id_of[letter] != 0 && id_of[letter] != id)
                fail_msg("%s: step %d is somebody else", rows[i].rule, s);
            id_of[letter] = id;
        }
        if (case_ask(c, "SELECT COUNT(*) FROM contact WHERE merged_into IS NULL") != rows[i].live)
            fail_msg("%s: how many live", rows[i].rule);
        case_equals(c,
                    "SELECT COUNT(*) FROM contact WHERE merged_into IS NOT NULL AND (wa_id IS "
                    "NOT NULL OR bsuid IS NOT NULL)",
                    0);
        assert_int_equal(store_case_teardown(state), 0);
    }
}

static void test_nobody_is_an_orphan(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    int64_t id = -7;
    struct contact_seen seen = { .bsuid = STR_EMPTY,
                                 .wa_id = STR_EMPTY,
                                 .username = STR_EMPTY,
                                 .name = STR("Warga"),
                                 .now = CASE_NOW };
    assert_false(contact_see(c->db, &seen, &c->arena, &id, &e));
    assert_int_equal(e.code, ERR_INPUT);
    assert_int_equal(id, -7);
    case_equals(c, "SELECT COUNT(*) FROM contact", 0);
}

static void see(struct store_case *c, const char *phone, const char *name, const char *username,
                int64_t sent_at)
{
    struct err e = { 0 };
    int64_t id;
    struct contact_seen seen = { .bsuid = STR_EMPTY,
                                 .wa_id = str_of(phone),
                                 .username = str_of(username),
                                 .name = str_of(name),
                                 .sent_at = sent_at,
                                 .now = sent_at > CASE_NOW ? sent_at : CASE_NOW };
    must(contact_see(c->db, &seen, &c->arena, &id, &e), &e);
}

static void test_what_is_learnt_is_not_forgotten(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    struct contact contact;
    see(c, "1", "Siti", "siti.k", CASE_NOW);
    see(c, "1", "", "", CASE_NOW - 5000); /* late, and tells nothing */
    must(contact_get(c->db, 1, &c->arena, &contact, &e), &e);
    assert_true(str_equal(contact.name, STR("Siti")));
    assert_true(str_equal(contact.username, STR("siti.k")));
    assert_int_equal(contact.last_inbound_at, CASE_NOW);
    assert_int_equal(contact.created_at, CASE_NOW);
    see(c, "1", "Siti K", "", 0); /* no message of theirs: the window stays */
    must(contact_get(c->db, 1, &c->arena, &contact, &e), &e);
    assert_true(str_equal(contact.name, STR("Siti K")));
    assert_int_equal(contact.last_inbound_at, CASE_NOW);
    see(c, "1", "", "", CASE_NOW + 9000);
    must(contact_get(c->db, 1, &c->arena, &contact, &e), &e);
    assert_int_equal(contact.last_inbound_at, CASE_NOW + 9000);
    assert_false(contact_get(c->db, 99, &c->arena, &contact, &e));
    assert_int_equal(e.code, ERR_NOT_FOUND);
    assert_int_equal(contact.id, 1); /* untouched */
}

static void test_a_merge_moves_what_is_open(void **state)
{
    struct store_case *c = *state;
    struct err e = { 0 };
    int64_t phone = case_contact(c, "1", NULL), bsuid = case_contact(c, NULL, "x");
    int64_t t1 = case_ticket_insert(c, case_ticket(phone));
    int64_t t2 = case_ticket_insert(c, case_ticket(bsuid));
    int64_t sent = case_reply(c, phone, t1);
    case_do(c, "UPDATE outbox SET state = 5, at_head = 0");
    (void)case_reply(c, phone, t1);
    (void)case_reply(c, bsuid, t2);
    (void)case_reply(c, phone, t1);
    case_equals(c, "SELECT COUNT(*) FROM outbox WHERE at_head = 1 AND state < 3", 2);
    case_do(c, "UPDATE outbox SET state = 1 WHERE id = 3"); /* the BSUID's is under way */
    struct conversation remembered = { .contact_id = phone,
                                       .last_ticket_id = t1,
                                       .last_message_at = 5 };
    must(conversation_save(c->db, &remembered, &e), &e);
    case_do(c, "UPDATE contact SET last_inbound_at = 1 WHERE id = 2");

    int64_t whole = case_contact(c, "1", "x");
    assert_int_equal(whole, bsuid);
    case_equals(c, "SELECT merged_into FROM contact WHERE id = 1", bsuid);
    case_equals(c, "SELECT COUNT(*) FROM ticket WHERE contact_id = 2", 2);
    case_equals(c, "SELECT COUNT(*) FROM ticket WHERE version = 2", 1); /* the one that moved */
    case_equals(c, "SELECT COUNT(*) FROM outbox WHERE contact_id = 2 AND state < 3", 3);
    char sql[96];
    (void)snprintf(sql, sizeof sql, "SELECT contact_id FROM outbox WHERE id = %lld",
                   (long long)sent);
    case_equals(c, sql, phone); /* history keeps telling to whom */
    case_equals(c, "SELECT id FROM outbox WHERE at_head = 1 AND state < 3", 3);
    case_equals(c, "SELECT COUNT(*) FROM outbox WHERE at_head = 1 AND state < 3", 1);
    case_equals(c, "SELECT COUNT(*) FROM conversation WHERE contact_id = 1", 0);
    case_equals(c, "SELECT last_message_at FROM conversation WHERE contact_id = 2", 5);
    case_equals(c, "SELECT last_inbound_at FROM contact WHERE id = 2", CASE_NOW);
    case_equals(c,
                "SELECT COUNT(*) FROM contact_alias WHERE contact_id = 1 AND kind = 'wa_id' AND "
                "value = '1'",
                1);
}

static void test_of_two_chats_the_one_spoken_in_last_goes_on(void **state)
{
    static const int64_t spoken[][3] = { { 7, 9, 9 }, { 9, 7, 9 }, { 8, 8, 8 } };
    struct store_case *c = *state;
    for (size_t i = 0; i < LENGTH(spoken); i++) {
        char phone[16], user[16], sql[96];
        struct err e = { 0 };
        (void)snprintf(phone, sizeof phone, "62%zu", i);
        (void)snprintf(user, sizeof user, "ID.%zu", i);
        int64_t a = case_contact(c, phone, NULL), b = case_contact(c, NULL, user);
        struct conversation one = { .contact_id = a, .last_message_at = spoken[i][0] };
        struct conversation two = { .contact_id = b, .last_message_at = spoken[i][1] };
        must(conversation_save(c->db, &one, &e), &e);
        must(conversation_save(c->db, &two, &e), &e);
        int64_t whole = case_contact(c, phone, user);
        (void)snprintf(sql, sizeof sql,
                       "SELECT last_message_at FROM conversation WHERE contact_id = %lld",
                       (long long)whole);
        case_equals(c, sql, spoken[i][2]);
        (void)snprintf(sql, sizeof sql,
                       "SELECT COUNT(*) FROM conversation WHERE contact_id IN (%lld, %lld)",
                       (long long)a, (long long)b);
        case_equals(c, sql, 1);
    }
}

static void test_after_a_merge_with_nothing_under_way_the_oldest_is_head(void **state)
{
    struct store_case *c = *state;
    int64_t phone = case_contact(c, "1", NULL), bsuid = case_contact(c, NULL, "x");
    (void)case_reply(c, bsuid, 0);
    (void)case_reply(c, phone, 0);
    (void)case_contact(c, "1", "x");
    case_equals(c, "SELECT MIN(id) FROM outbox WHERE at_head = 1", 1);
    case_equals(c, "SELECT COUNT(*) FROM outbox WHERE at_head = 1", 1);
}

static void rekey(struct store_case *c, const char *old_wa_id, const char *old_bsuid,
                  const char *new_wa_id, const char *new_bsuid)
{
    struct err e = { 0 };
    struct contact_change change = { .old_wa_id = str_of(old_wa_id),
                                     .old_bsuid = str_of(old_bsuid),
                                     .new_wa_id = str_of(new_wa_id),
                                     .new_bsuid = str_of(new_bsuid),
                                     .now = CASE_NOW };
    must(contact_rekey(c->db, &change, &c->arena, &e), &e);
}

static void test_a_number_changes(void **state)
{
    static const struct {
        const char *rule;
        const char *phone, *bsuid; /* of the contact before */
        const char *change[4];     /* old phone, old BSUID, new phone, new BSUID */
        const char *holds;         /* about contact 1 */
    } rows[] = {
        { "a new phone", "1", NULL, { "1", "", "2", "" }, "wa_id = '2' AND bsuid IS NULL" },
        { "a new phone, found by BSUID",
          "1",
          "x",
          { "", "x", "2", "" },
          "wa_id = '2' AND bsuid = 'x'" },
        { "a new BSUID", "1", "x", { "", "x", "", "y" }, "wa_id = '1' AND bsuid = 'y'" },
        { "both", "1", "x", { "1", "x", "2", "y" }, "wa_id = '2' AND bsuid = 'y'" },
        { "the new phone is hidden",
          "1",
          "x",
          { "1", "x", "", "y" },
          "wa_id IS NULL AND bsuid = 'y'" },
        { "nobody of that name", "1", NULL, { "9", "z", "2", "" }, "wa_id = '1'" },
        { "nothing new", "1", "x", { "1", "x", "1", "x" }, "wa_id = '1' AND bsuid = 'x'" },
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char sql[160];
        assert_int_equal(store_case_setup(state), 0);
        struct store_case *c = *state;
        (void)case_contact(c, rows[i].phone, rows[i].bsuid);
        rekey(c, rows[i].change[0], rows[i].change[1], rows[i].change[2], rows[i].change[3]);
        (void)snprintf(sql, sizeof sql, "SELECT COUNT(*) FROM contact WHERE id = 1 AND %s",
                       rows[i].holds);
        if (case_ask(c, sql) != 1) fail_msg("%s", rows[i].rule);
        case_equals(c, "SELECT COUNT(*) FROM contact", 1);
        assert_int_equal(store_case_teardown(state), 0);
    }
}

static void test_a_new_number_that_somebody_had(void **state)
{
    struct store_case *c = *state;
    int64_t mover = case_contact(c, "1", "x"), holder = case_contact(c, "2", "y");
    int64_t theirs = case_ticket_insert(c, case_ticket(holder));
    rekey(c, "1", "", "2", "");
    case_equals(c, "SELECT id FROM contact WHERE wa_id = '2'", mover);
    case_equals(c, "SELECT COUNT(*) FROM contact WHERE id = 2 AND wa_id IS NULL AND bsuid = 'y'",
                1);
    char sql[96];
    (void)snprintf(sql, sizeof sql, "SELECT contact_id FROM ticket WHERE id = %lld",
                   (long long)theirs);
    case_equals(c, sql, holder); /* its tickets are not shown to the new one */
    case_equals(c, "SELECT COUNT(*) FROM contact_alias", 2);
}

static void test_a_new_bsuid_that_wrote_already(void **state)
{
    struct store_case *c = *state;
    int64_t old = case_contact(c, "1", "x"), early = case_contact(c, NULL, "y");
    (void)case_ticket_insert(c, case_ticket(early));
    rekey(c, "", "x", "", "y");
    case_equals(c, "SELECT id FROM contact WHERE bsuid = 'y'", old);
    case_equals(c, "SELECT merged_into FROM contact WHERE id = 2", old);
    case_equals(c, "SELECT contact_id FROM ticket", old);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, store_case_setup, store_case_teardown)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_who_is_who),
        CASE(test_nobody_is_an_orphan),
        CASE(test_what_is_learnt_is_not_forgotten),
        CASE(test_a_merge_moves_what_is_open),
        CASE(test_of_two_chats_the_one_spoken_in_last_goes_on),
        CASE(test_after_a_merge_with_nothing_under_way_the_oldest_is_head),
        cmocka_unit_test(test_a_number_changes),
        CASE(test_a_new_number_that_somebody_had),
        CASE(test_a_new_bsuid_that_wrote_already),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
