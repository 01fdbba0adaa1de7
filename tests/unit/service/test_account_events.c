/* test_account_events.c - news of the account carried out: alarms, people who changed, and that a
 * new person behind an old number never sees old tickets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "intake_case.h"
#include "service/alarm.h"
#include "service/cost_watch.h"
#include "store/outbox_store.h"
#include <stdio.h>

#define ROAD  "Jalan berlubang di desa Sebaung kecamatan Gending"
#define PHONE "6281200000001"
#define OTHER "6281200000002"
#define RATES                                                                                      \
    "category,type,from,currency,price,free_per_month,confirmed\n"                                 \
    "utility,regular,2026-10-01,IDR,400,0,yes\n"
#define TOLD_OF_OLD                                                                                \
    "SELECT COUNT(*) FROM outbox o JOIN contact n ON n.id = o.contact_id WHERE n.bsuid = "         \
    "'ID.new' "                                                                                    \
    "AND o.content LIKE '%LK26-00001-%'"

static void take_news(struct intake_case *c, const char *field, const char *value, int64_t at)
{
    c->notices[0] = (struct inbound_notice){ str_of(field), str_of(value), at, true, 0 };
    c->work.batch.notices = c->notices;
    c->work.batch.notice_count = 1;
    take(c);
    assert_int_equal(c->result.quarantined, 0);
}

static void test_news_become_alarms_and_end(void **state)
{
    struct intake_case *c = *state;
    take_news(c, "account_update",
              "{\"event\":\"DISABLED_UPDATE\",\"ban_info\":{\"waba_ban_state\":\"DISABLE\"}}", NOW);
    ask_equals(c, "SELECT COUNT(*) FROM alarm WHERE cause = 'account.ban' AND severity = 2", 1);
    /* the same again, as Meta does: nothing new */
    take_news(c, "account_update",
              "{\"event\":\"DISABLED_UPDATE\",\"ban_info\":{\"waba_ban_state\":\"DISABLE\"}}", NOW);
    assert_int_equal(c->result.notices, 0);
    take_news(c, "account_update",
              "{\"event\":\"DISABLED_UPDATE\",\"ban_info\":{\"waba_ban_state\":\"REINSTATE\"}}",
              NOW + 1000);
    ask_equals(c, "SELECT COUNT(*) FROM alarm WHERE cleared_at IS NULL", 0);
    ask_equals(c, "SELECT COUNT(*) FROM alarm", 1);
    ask_equals(c, "SELECT COUNT(*) FROM notice", 2);
}

/* Meta says the same words each time: what is news is told by its clock. */
static void test_the_same_trouble_comes_back(void **state)
{
    static const char flagged[] = "{\"event\":\"FLAGGED\"}", fine[] = "{\"event\":\"UNFLAGGED\"}";
    struct intake_case *c = *state;
    for (int i = 0; i < 3; i++) {
        take_news(c, "phone_number_quality_update", flagged, NOW + 2000 * i);
        ask_equals(c, "SELECT COUNT(*) FROM alarm WHERE cleared_at IS NULL", 1);
        take_news(c, "phone_number_quality_update", fine, NOW + 2000 * i + 1000);
        ask_equals(c, "SELECT COUNT(*) FROM alarm WHERE cleared_at IS NULL", 0);
    }
    assert_int_equal(c->result.notices, 1);
    take_news(c, "phone_number_quality_update", flagged, NOW); /* Meta repeats the first one */
    assert_int_equal(c->result.notices, 0);
    ask_equals(c, "SELECT COUNT(*) FROM alarm WHERE cleared_at IS NULL", 0);
}

/* Errors have no time of Meta's: the same one is news again an hour later. */
static void test_an_error_is_told_again_the_next_hour(void **state)
{
    static const char error[] = "{\"code\":131042}";
    static const int64_t hour = 3600000;
    struct intake_case *c = *state;
    for (int i = 0; i < 3; i++) {
        c->notices[0] =
            (struct inbound_notice){ STR("errors"), STR(error), NOW - NOW % hour, false, 0 };
        c->notices[0].at += i == 2 ? hour : i;
        c->work.batch.notices = c->notices;
        c->work.batch.notice_count = 1;
        take(c);
        assert_int_equal(c->result.notices, i == 1 ? 0 : 1);
    }
}

/* The window opens at Meta for a call as for a message: what waited for it goes, and later words
 * are free again. */
static void test_a_call_opens_the_window(void **state)
{
    static const char call[] = "{\"calls\":[{\"id\":\"wacid.1\",\"from\":\"" PHONE
                               "\",\"event\":\"connect\",\"direction\":\"USER_INITIATED\","
                               "\"timestamp\":1795499940}]}";
    static const char old[] = "{\"calls\":[{\"id\":\"wacid.2\",\"from\":\"" OTHER
                              "\",\"event\":\"connect\",\"timestamp\":1795300000}]}";
    struct intake_case *c = *state;
    struct err e = { 0 };
    add_text(c, "wamid.1", PHONE, "ID.1", ROAD);
    add_text(c, "wamid.2", OTHER, "ID.2", ROAD);
    take(c);
    must(db_script(
             c->db,
             "UPDATE contact SET last_inbound_at = 1; UPDATE outbox SET state = 9, at_head = 0",
             &e),
         &e);
    take_news(c, "calls", old, NOW);
    ask_equals(c, "SELECT COUNT(*) FROM outbox WHERE state = 0", 0); /* its window is over, too */
    take_news(c, "calls", call, NOW);
    assert_int_equal(c->result.replies, 1);
    ask_equals(c, "SELECT last_inbound_at FROM contact WHERE wa_id = '" PHONE "'",
               INT64_C(1795499940000));
    ask_equals(c,
               "SELECT COUNT(*) FROM outbox o JOIN contact n ON n.id = o.contact_id WHERE "
               "o.state = 0 AND n.wa_id = '" PHONE "'",
               1);
    ask_equals(c, "SELECT COUNT(*) FROM contact", 2);
}

static void test_what_the_sender_is_told(void **state)
{
    struct intake_case *c = *state;
    take_news(c, "phone_number_quality_update", "{\"event\":\"THROUGHPUT_UPGRADE\"}", NOW);
    assert_true(c->result.number && !c->result.standing);
    take_news(c, "business_capability_update", "{\"max_daily_conversations_per_business\":2000}",
              NOW);
    assert_true(c->result.standing && !c->result.number);
    ask_equals(c, "SELECT value FROM account_fact WHERE name = 'messaging_limit'", 2000);
    take_news(c, "business_capability_update",
              "{\"max_daily_conversations_per_business\":\"TIER_250\"}", NOW - 1); /* older */
    ask_equals(c, "SELECT value FROM account_fact WHERE name = 'messaging_limit'", 2000);
}

static void test_stop_of_marketing_is_recorded_in_its_order(void **state)
{
    static const char *const stop =
        "{\"user_preferences\":[{\"wa_id\":\"" PHONE "\",\"category\":\"marketing_messages\","
        "\"value\":\"stop\",\"timestamp\":1795500010}]}";
    static const char *const old_resume =
        "{\"user_preferences\":[{\"wa_id\":\"" PHONE "\",\"category\":\"marketing_messages\","
        "\"value\":\"resume\",\"timestamp\":1795500005}]}";
    static const char *const resume =
        "{\"user_preferences\":[{\"wa_id\":\"" PHONE "\",\"category\":\"marketing_messages\","
        "\"value\":\"resume\",\"timestamp\":1795500020}]}";
    struct intake_case *c = *state;
    take_news(c, "user_preferences", stop, NOW);
    take_news(c, "user_preferences", old_resume, NOW);
    ask_equals(c, "SELECT marketing_stop FROM contact WHERE wa_id = '" PHONE "'", 1);
    take_news(c, "user_preferences", resume, NOW);
    ask_equals(c, "SELECT marketing_stop FROM contact WHERE wa_id = '" PHONE "'", 0);
    ask_equals(c, "SELECT COUNT(*) FROM contact WHERE last_inbound_at > 0", 0); /* no window */
}

/* Said as a phone, known as an id: of two rows that prove to be one person the latest word stays.
 */
static void test_a_stop_survives_the_merging_of_two_contacts(void **state)
{
    static const char stop[] =
        "{\"user_preferences\":[{\"wa_id\":\"" PHONE "\",\"category\":\"marketing_messages\","
        "\"value\":\"stop\",\"timestamp\":1795500002}]}";
    static const char resume[] =
        "{\"user_preferences\":[{\"user_id\":\"ID.1\",\"category\":\"marketing_messages\","
        "\"value\":\"resume\",\"timestamp\":1795500001}]}";
    struct intake_case *c = *state;
    take_news(c, "user_preferences", stop, NOW);
    take_news(c, "user_preferences", resume, NOW);
    ask_equals(c, "SELECT COUNT(*) FROM contact WHERE marketing_at IS NOT NULL", 2);
    add_text(c, "wamid.1", PHONE, "ID.1", ROAD);
    take(c);
    ask_equals(c,
               "SELECT COUNT(*) FROM contact WHERE bsuid = 'ID.1' AND wa_id = '" PHONE
               "' AND marketing_stop = 1 AND marketing_at = 1795500002000",
               1);
}

static void test_a_changed_id_keeps_the_person(void **state)
{
    struct intake_case *c = *state;
    add_text(c, "wamid.1", PHONE, "ID.1", ROAD);
    take(c);
    take_news(c, "user_id_update",
              "{\"user_id_update\":[{\"wa_id\":\"" PHONE
              "\",\"user_id\":{\"previous\":\"ID.1\",\"current\":\"ID.2\"}}]}",
              NOW);
    ask_equals(c, "SELECT COUNT(*) FROM contact WHERE bsuid = 'ID.2' AND wa_id = '" PHONE "'", 1);
    add_text(c, "wamid.2", "", "ID.2", "status");
    take(c);
    ask_equals(c, "SELECT COUNT(*) FROM contact", 1);
    ask_equals(c, "SELECT COUNT(*) FROM outbox WHERE content LIKE '%LK26-00001-%'", 2);
}

/* Without the old id it may be somebody else's phone by now. */
static void test_by_the_phone_alone_nobody_is_re_keyed(void **state)
{
    struct intake_case *c = *state;
    add_text(c, "wamid.1", PHONE, "ID.1", ROAD);
    take(c);
    take_news(c, "user_id_update",
              "{\"user_id_update\":[{\"wa_id\":\"" PHONE
              "\",\"user_id\":{\"current\":\"ID.new\"}}]}",
              NOW);
    add_text(c, "wamid.2", PHONE, "ID.new", "status");
    take(c);
    ask_equals(c, TOLD_OF_OLD, 0);
    ask_equals(c,
               "SELECT COUNT(*) FROM ticket t JOIN contact p ON p.id = t.contact_id "
               "WHERE p.bsuid = 'ID.1'",
               1);
}

static void change_number(struct intake_case *c, const char *wamid, const char *new_phone,
                          const char *new_id)
{
    struct inbound *m = add_text(c, wamid, PHONE, "ID.1", "");
    m->type = MESSAGE_SYSTEM;
    m->system_type = STR("user_changed_number");
    m->new_wa_id = str_of(new_phone);
    m->new_bsuid = str_of(new_id);
    take(c);
}

/* Whatever order the news come in, and whether or not they come at all. */
static void test_a_new_person_never_sees_old_tickets(void **state)
{
    enum { NO_NEWS, NEWS_FIRST, NEWS_HIDDEN, NEWS_LATE, WAYS };
    static const char *const asks[] = { "status", "LK26-00001-7", "batal", "menu", "halo" };
    struct intake_case *c = *state;
    for (int way = NO_NEWS; way < WAYS; way++) {
        if (way != NO_NEWS) {
            assert_int_equal(intake_case_teardown(state), 0);
            assert_int_equal(intake_case_setup(state), 0);
            c = *state;
        }
        add_text(c, "wamid.1", PHONE, "ID.1", ROAD);
        take(c);
        if (way == NEWS_FIRST) change_number(c, "wamid.2", OTHER, "ID.1b");
        if (way == NEWS_HIDDEN) change_number(c, "wamid.2", "", "ID.1b");
        for (size_t i = 0; i < sizeof asks / sizeof asks[0]; i++) {
            char wamid[16] = "wamid.n0";
            wamid[7] = (char)('0' + i);
            add_text(c, wamid, PHONE, "ID.new", asks[i]);
            take(c);
            if (way == NEWS_LATE && i == 1) change_number(c, "wamid.2", OTHER, "ID.1b");
        }
        ask_equals(c, TOLD_OF_OLD, 0);
        ask_equals(c, "SELECT COUNT(*) FROM contact WHERE bsuid = 'ID.new' AND wa_id = '" PHONE "'",
                   1);
        ask_equals(c,
                   "SELECT COUNT(*) FROM ticket t JOIN contact p ON p.id = t.contact_id WHERE "
                   "t.id = 20260000001 AND p.bsuid IN ('ID.1', 'ID.1b')",
                   1);
    }
}

static void test_what_is_watched_becomes_alarms(void **state)
{
    struct intake_case *c = *state;
    struct alarm_watch bad = {
        .can_send = false, .stopped_by = STR("190"), .disk_free = 1 << 20, .disk_least = 256 << 20
    };
    struct alarm_watch good = { .can_send = true,
                                .stopped_by = STR_EMPTY,
                                .disk_free = INT64_C(1) << 40,
                                .disk_least = 256 << 20 };
    struct err e = { 0 };
    must(alarm_watch_run(c->db, &bad, NOW, &e), &e);
    must(alarm_watch_run(c->db, &bad, NOW + 5000, &e), &e);
    ask_equals(c, "SELECT COUNT(*) FROM alarm WHERE cleared_at IS NULL AND severity = 2", 2);
    ask_equals(c, "SELECT COUNT(*) FROM alarm WHERE cause = 'sending' AND text LIKE '%190%'", 1);
    for (int i = 0; i <= ALARM_FAILED_LIMIT; i++) {
        char wamid[32];
        (void)snprintf(wamid, sizeof wamid, "wamid.f%d", i);
        add_text(c, wamid, PHONE, "ID.1", "menu");
        take(c);
    }
    must(db_script(c->db, "UPDATE outbox SET state = 8, at_head = 0", &e), &e);
    must(alarm_watch_run(c->db, &good, NOW + 9000, &e), &e);
    ask_equals(c, "SELECT COUNT(*) FROM alarm WHERE cleared_at IS NULL", 1);
    ask_equals(c, "SELECT COUNT(*) FROM alarm WHERE cause = 'outbox.failed' AND cleared_at IS NULL",
               1);
    for (int64_t id = 1; id <= ask(c, "SELECT MAX(id) FROM outbox"); id++) {
        bool done;
        must(outbox_handled(c->db, id, STR("oni"), STR("ditelepon"), 0, NOW, &done, &e), &e);
        assert_true(done);
        must(outbox_handled(c->db, id, STR("adi"), STR("juga"), 0, NOW, &done, &e), &e);
        assert_false(done); /* one of two who are at it */
    }
    must(alarm_watch_run(c->db, &good, NOW + 9999, &e), &e);
    ask_equals(c, "SELECT COUNT(*) FROM alarm WHERE cleared_at IS NULL", 0);
}

static void test_the_cap_warns_at_four_fifths(void **state)
{
    struct intake_case *c = *state;
    struct cost_rates rates;
    struct err e = { 0 };
    must(cost_rates_parse(STR(RATES), &rates, &e), &e);
    struct inbound_status *s = add_status(c, "wamid.1", DELIVERY_DELIVERED, 0);
    s->pricing_type = STR("regular");
    s->pricing_category = STR("utility");
    take(c);
    must(cost_watch_run(c->db, &rates, 501, NOW, &e), &e);
    ask_equals(c, "SELECT COUNT(*) FROM alarm", 0);
    must(cost_watch_run(c->db, &rates, 500, NOW, &e), &e);
    ask_equals(c, "SELECT severity FROM alarm WHERE cause = 'cost' AND cleared_at IS NULL", 1);
    must(cost_watch_run(c->db, &rates, 400, NOW + 1, &e), &e);
    ask_equals(c, "SELECT severity FROM alarm WHERE cause = 'cost' AND cleared_at IS NULL", 2);
    /* a new month */
    must(cost_watch_run(c->db, &rates, 400, NOW + 10 * MS_PER_DAY, &e), &e);
    ask_equals(c, "SELECT COUNT(*) FROM alarm WHERE cleared_at IS NULL", 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, intake_case_setup, intake_case_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_news_become_alarms_and_end),
        TEST(test_the_same_trouble_comes_back),
        TEST(test_an_error_is_told_again_the_next_hour),
        TEST(test_a_call_opens_the_window),
        TEST(test_what_the_sender_is_told),
        TEST(test_stop_of_marketing_is_recorded_in_its_order),
        TEST(test_a_stop_survives_the_merging_of_two_contacts),
        TEST(test_a_changed_id_keeps_the_person),
        TEST(test_by_the_phone_alone_nobody_is_re_keyed),
        TEST(test_a_new_person_never_sees_old_tickets),
        TEST(test_what_is_watched_becomes_alarms),
        TEST(test_the_cap_warns_at_four_fifths),
    };
    return cmocka_run_group_tests(tests, intake_case_group_setup, intake_case_group_teardown);
}
