/* test_account_news.c - what Meta's news of the account mean: alarms, people, facts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/clock.h"
#include "domain/account.h"
#include "domain/account_news.h"
#include <stdio.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define AT            INT64_C(1795500000000)

static struct arena arena;
static struct account_news news[ACCOUNT_NEWS_MAX];

static size_t read_news(const char *field, const char *value)
{
    struct inbound_notice notice = { str_of(field), str_of(value), AT, true, 0 };
    struct err e = { 0 };
    size_t count;
    assert_true(account_news_read(&notice, &arena, news, &count, &e));
    return count;
}

static int teardown(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

static void test_alarms_begin_and_end(void **state)
{
    enum { OVER = 0, NOTHING = 9 };
    static const struct {
        const char *field, *value;
        int severity;
        const char *cause;
    } cases[] = {
        { "account_update",
          "{\"event\":\"DISABLED_UPDATE\",\"ban_info\":{\"waba_ban_state\":\"DISABLE\"}}",
          ALARM_CRITICAL, "account.ban" },
        { "account_update",
          "{\"event\":\"DISABLED_UPDATE\",\"ban_info\":{\"waba_ban_state\":\"SCHEDULE_FOR_"
          "DISABLE\"}}",
          ALARM_CRITICAL, "account.ban" },
        { "account_update",
          "{\"event\":\"DISABLED_UPDATE\",\"ban_info\":{\"waba_ban_state\":\"REINSTATE\"}}", OVER,
          "account.ban" },
        { "account_update", "{\"event\":\"ACCOUNT_VIOLATION\"}", ALARM_CRITICAL,
          "account.violation" },
        { "account_update", "{\"event\":\"ACCOUNT_RESTRICTION\"}", ALARM_CRITICAL,
          "account.restriction" },
        { "account_update", "{\"event\":\"ACCOUNT_DELETED\"}", ALARM_CRITICAL, "account.deleted" },
        { "account_update", "{\"event\":\"PARTNER_REMOVED\"}", ALARM_WARNING, "account.partner" },
        { "account_update", "{\"event\":\"AD_ACCOUNT_LINKED\"}", NOTHING, "" },
        { "account_update", "{}", NOTHING, "" },
        { "account_update", "[1,2]", NOTHING, "" },
        { "account_alerts",
          "{\"alert_info\":{\"alert_severity\":\"CRITICAL\",\"alert_status\":\"ACTIVE\","
          "\"alert_type\":\"PROFILE_PICTURE_LOST\"}}",
          ALARM_CRITICAL, "alert.PROFILE_PICTURE_LOST" },
        { "account_alerts",
          "{\"alert_severity\":\"WARNING\",\"alert_status\":\"ACTIVE\",\"alert_type\":"
          "\"A\\r\\nB\"}",
          ALARM_WARNING, "alert.AB" },
        { "account_alerts",
          "{\"alert_info\":{\"alert_severity\":\"CRITICAL\",\"alert_status\":\"NONE\","
          "\"alert_type\":\"X\"}}",
          OVER, "alert.X" },
        { "account_alerts",
          "{\"alert_info\":{\"alert_severity\":\"INFORMATIONAL\",\"alert_type\":\"OBA_REJECTED\"}}",
          ALARM_WARNING, "alert.OBA_REJECTED" },
        { "account_alerts",
          "{\"alert_info\":{\"alert_severity\":\"INFORMATIONAL\",\"alert_type\":\"OBA_APPROVED\"}}",
          OVER, "alert.OBA_REJECTED" },
        { "account_review_update", "{\"decision\":\"DEFERRED\"}", ALARM_WARNING, "account.review" },
        { "account_review_update", "{\"decision\":\"PENDING\"}", NOTHING, "" },
        { "phone_number_name_update", "{\"decision\":\"DEFERRED\"}", ALARM_WARNING, "number.name" },
        { "business_username_updates", "{\"username\":\"x\",\"status\":\"deleted\"}", ALARM_WARNING,
          "number.username" },
        { "business_username_update", "{\"status\":\"approved\"}", ALARM_WARNING,
          "number.username" },
        { "business_username_updates", "{}", NOTHING, "" },
        { "message_template_status_update",
          "{\"event\":\"PENDING_DELETION\",\"message_template_name\":\"a\","
          "\"message_template_language\":\"id\"}",
          ALARM_WARNING, "template.a.id" },
        { "message_template_status_update",
          "{\"event\":\"LIMIT_EXCEEDED\",\"message_template_name\":\"a\","
          "\"message_template_language\":\"id\"}",
          ALARM_WARNING, "template.a.id" },
        { "message_template_status_update",
          "{\"event\":\"ARCHIVED\",\"message_template_name\":\"a\","
          "\"message_template_language\":\"id\"}",
          ALARM_WARNING, "template.a.id" },
        { "account_review_update", "{\"decision\":\"REJECTED\"}", ALARM_CRITICAL,
          "account.review" },
        { "phone_number_name_update", "{\"decision\":\"APPROVED\"}", OVER, "number.name" },
        { "phone_number_quality_update", "{\"event\":\"FLAGGED\"}", ALARM_WARNING,
          "number.quality" },
        { "security", "{\"event\":\"PIN_RESET_REQUEST\"}", ALARM_CRITICAL, "number.security" },
        { "message_template_status_update",
          "{\"event\":\"PAUSED\",\"message_template_name\":\"laporan_selesai\","
          "\"message_template_language\":\"id\",\"reason\":null}",
          ALARM_WARNING, "template.laporan_selesai.id" },
        { "message_template_status_update",
          "{\"event\":\"APPROVED\",\"message_template_name\":\"laporan_selesai\","
          "\"message_template_language\":\"id\"}",
          OVER, "template.laporan_selesai.id" },
        { "message_template_status_update",
          "{\"new_quality_score\":\"RED\",\"message_template_name\":\"a\","
          "\"message_template_language\":\"id\"}",
          ALARM_WARNING, "template_quality.a.id" },
        { "template_category_update",
          "{\"new_category\":\"MARKETING\",\"message_template_name\":\"a\","
          "\"message_template_language\":\"id\"}",
          ALARM_WARNING, "template_category.a.id" },
        { "flows", "{\"event\":\"PAUSED\"}", NOTHING, "" },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        size_t count = read_news(cases[i].field, cases[i].value);
        if (cases[i].severity == NOTHING) {
            if (count != 0) fail_msg("%s %s", cases[i].field, cases[i].value);
            continue;
        }
        if (count == 0 || (int)news[0].alarm.severity != cases[i].severity ||
            strcmp(news[0].alarm.cause, cases[i].cause) != 0)
            fail_msg("%s %s: %zu, %s", cases[i].field, cases[i].value, count, news[0].alarm.cause);
        assert_int_equal(news[0].kind, cases[i].severity ? ACCOUNT_NEWS_RAISE : ACCOUNT_NEWS_CLEAR);
        assert_true(news[0].at == AT);
        if (cases[i].severity) assert_true(strlen(news[0].alarm.text) > 20);
    }
}

/* A name may be as hostile as it likes: only its letters get in, and not too many. */
static void test_names_are_cleaned(void **state)
{
    char value[1024], name[700];
    (void)state;
    memset(name, 'a', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    (void)snprintf(value, sizeof value,
                   "{\"event\":\"PAUSED\",\"message_template_name\":\"%%s%%n<b>%s\"}", name);
    assert_int_equal(read_news("message_template_status_update", value), 1);
    assert_true(strncmp(news[0].alarm.cause, "template.snbaaaa", 16) == 0);
    assert_true(strlen(news[0].alarm.cause) < 110);
    assert_null(strchr(news[0].alarm.text, '<'));
    assert_null(strchr(news[0].alarm.text, '%'));
}

static void test_some_end_by_themselves(void **state)
{
    (void)state;
    assert_int_equal(read_news("security", "{\"event\":\"PIN_CHANGED\"}"), 1);
    assert_true(news[0].alarm.quiet_at == AT + 7 * MS_PER_DAY);
    assert_int_equal(read_news("account_update", "{\"event\":\"ACCOUNT_DELETED\"}"), 1);
    assert_true(news[0].alarm.quiet_at == 0);
}

static void test_people_and_facts(void **state)
{
    (void)state;
    assert_int_equal(
        read_news(
            "user_preferences",
            "{\"user_preferences\":[{\"wa_id\":\"6281200000001\",\"user_id\":\"ID.1\","
            "\"category\":\"marketing_messages\",\"value\":\"stop\",\"timestamp\":1795500001},"
            "{\"wa_id\":\"6281200000002\",\"category\":\"marketing_messages\","
            "\"value\":\"resume\",\"timestamp\":\"1795500002\"},"
            "{\"wa_id\":\"6281200000003\",\"category\":\"other\",\"value\":\"stop\"}]}"),
        2);
    assert_int_equal(news[0].kind, ACCOUNT_NEWS_MARKETING);
    assert_true(news[0].stop && str_equal(news[0].bsuid, STR("ID.1")));
    assert_true(news[0].at == INT64_C(1795500001000));
    assert_true(!news[1].stop && str_equal(news[1].wa_id, STR("6281200000002")));
    assert_true(news[1].at == INT64_C(1795500002000));

    assert_int_equal(read_news("user_id_update",
                               "{\"user_id_update\":[{\"wa_id\":\"6281200000001\",\"user_id\":"
                               "{\"previous\":\"ID.1\",\"current\":\"ID.2\"}},"
                               "{\"wa_id\":\"6281200000002\",\"user_id\":{\"current\":\"ID.3\"}"
                               "}]}"),
                     1);
    assert_int_equal(news[0].kind, ACCOUNT_NEWS_REKEY);
    assert_true(str_equal(news[0].bsuid, STR("ID.1")) && str_equal(news[0].new_bsuid, STR("ID.2")));

    assert_int_equal(read_news("business_capability_update",
                               "{\"max_daily_conversations_per_business\":2000,"
                               "\"max_phone_numbers_per_business\":\"25\","
                               "\"max_phone_numbers_per_waba\":20}"),
                     3);
    assert_int_equal(news[0].kind, ACCOUNT_NEWS_FACT);
    assert_true(str_equal(news[0].value, STR("2000")));
    assert_string_equal(news[0].name, ACCOUNT_FACT_PEOPLE);
    assert_true(str_equal(news[2].value, STR("20")));
    assert_string_equal(news[2].name, "phone_numbers.account");
    assert_int_equal(read_news("phone_number_quality_update",
                               "{\"event\":\"THROUGHPUT_UPGRADE\","
                               "\"max_daily_conversations_per_business\":\"TIER_100K\"}"),
                     2);
    assert_int_equal(news[0].kind, ACCOUNT_NEWS_FACT);
    assert_int_equal(news[1].kind, ACCOUNT_NEWS_NUMBER);
}

static void test_what_stops_sending_and_until_when(void **state)
{
#define RESTRICTION(items) "{\"event\":\"ACCOUNT_RESTRICTION\",\"restriction_info\":" items "}"
#define BAN(word)          "{\"event\":\"DISABLED_UPDATE\",\"ban_info\":{\"waba_ban_state\":\"" word "\"}}"
    static const struct {
        const char *rule, *value;
        size_t count;
        const char *fact, *until;
        int64_t quiet_at; /* of the alarm that comes with it */
    } rows[] = {
        { "a ban stands until it is lifted", BAN("DISABLE"), 2, ACCOUNT_FACT_BAN,
          "9223372036854775807", 0 },
        { "which Meta says", BAN("REINSTATE"), 2, ACCOUNT_FACT_BAN, "0", -1 },
        { "a ban to come stops nothing yet", BAN("SCHEDULE_FOR_DISABLE"), 1, NULL, NULL, 0 },
        { "what we write first, until then",
          RESTRICTION("[{\"restriction_type\":\"RESTRICTED_BIZ_INITIATED_MESSAGING\","
                      "\"expiration\":1795600000}]"),
          2, ACCOUNT_FACT_TEMPLATES, "1795600000000", INT64_C(1795600000000) },
        { "answers too",
          RESTRICTION("[{\"restriction_type\":\"RESTRICTED_CUSTOMER_INITIATED_MESSAGING\","
                      "\"expiration\":\"1795600000\"}]"),
          2, ACCOUNT_FACT_RESTRICT, "1795600000000", INT64_C(1795600000000) },
        { "new numbers: we add none",
          RESTRICTION("[{\"restriction_type\":\"RESTRICTED_ADD_PHONE_NUMBER_ACTION\","
                      "\"expiration\":1795600000}]"),
          1, NULL, NULL, INT64_C(1795600000000) },
        { "of a kind that nobody knows: everything",
          RESTRICTION("[{\"restriction_type\":\"RESTRICTED_NEW\",\"expiration\":1795600000}]"), 2,
          ACCOUNT_FACT_RESTRICT, "1795600000000", INT64_C(1795600000000) },
        { "without a word of how long", RESTRICTION("[{\"restriction_type\":\"X\"}]"), 2,
          ACCOUNT_FACT_RESTRICT, "9223372036854775807", AT + 30 * MS_PER_DAY },
        { "without a word", "{\"event\":\"ACCOUNT_RESTRICTION\"}", 2, ACCOUNT_FACT_RESTRICT,
          "9223372036854775807", AT + 30 * MS_PER_DAY },
        { "an object where a list was promised",
          RESTRICTION("{\"restriction_type\":\"RESTRICTED_BIZ_INITIATED_MESSAGING\","
                      "\"expiration\":1795600000}"),
          2, ACCOUNT_FACT_TEMPLATES, "1795600000000", INT64_C(1795600000000) },
        { "several: the alarm stands for the longest",
          RESTRICTION("[{\"restriction_type\":\"RESTRICTED_BIZ_INITIATED_MESSAGING\","
                      "\"expiration\":1795600000},{\"restriction_type\":"
                      "\"RESTRICTED_ADD_PHONE_NUMBER_ACTION\",\"expiration\":1795700000}]"),
          2, ACCOUNT_FACT_TEMPLATES, "1795600000000", INT64_C(1795700000000) },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        size_t count = read_news("account_update", rows[i].value);
        if (count != rows[i].count) fail_msg("row %zu: %s: %zu", i, rows[i].rule, count);
        if (rows[i].quiet_at >= 0 && news[0].alarm.quiet_at != rows[i].quiet_at)
            fail_msg("row %zu: %s: the alarm", i, rows[i].rule);
        if (!rows[i].fact) continue;
        if (news[1].kind != ACCOUNT_NEWS_FACT || strcmp(news[1].name, rows[i].fact) != 0 ||
            !str_equal(news[1].value, str_of(rows[i].until)))
            fail_msg("row %zu: %s", i, rows[i].rule);
    }
}

static void test_calls(void **state)
{
    (void)state;
    assert_int_equal(
        read_news(
            "calls",
            "{\"calls\":[{\"id\":\"wacid.1\",\"from\":\"6281200000001\",\"from_user_id\":\"ID.1\","
            "\"event\":\"connect\",\"direction\":\"USER_INITIATED\",\"timestamp\":"
            "\"1795499000\"},"
            "{\"id\":\"wacid.1\",\"from\":\"6281200000001\",\"event\":\"terminate\","
            "\"direction\":\"USER_INITIATED\",\"timestamp\":\"1795499900\"},"
            "{\"id\":\"wacid.2\",\"from\":\"6281200009999\",\"to\":\"6281200000002\","
            "\"event\":\"connect\",\"direction\":\"BUSINESS_INITIATED\","
            "\"timestamp\":\"1795499000\"}]}"),
        1);
    assert_int_equal(news[0].kind, ACCOUNT_NEWS_CALL);
    assert_true(str_equal(news[0].wa_id, STR("6281200000001")));
    assert_true(str_equal(news[0].bsuid, STR("ID.1")));
    assert_true(news[0].at == INT64_C(1795499000000));
    assert_int_equal(read_news("calls", "{\"calls\":{}}"), 0);
    assert_int_equal(read_news("calls", "{\"calls\":\"x\"}"), 0);
}

static void test_no_more_than_there_is_room_for(void **state)
{
    struct buf value;
    (void)state;
    buf_init(&value, 1 << 20);
    buf_add_text(&value, "{\"user_preferences\":[");
    for (int i = 0; i < ACCOUNT_NEWS_MAX + 20; i++)
        buf_addf(&value,
                 "%s{\"wa_id\":\"62812%08d\",\"category\":\"marketing_messages\",\"value\":"
                 "\"stop\"}",
                 i ? "," : "", i);
    buf_add_text(&value, "]}");
    assert_int_equal(read_news("user_preferences", value.at), ACCOUNT_NEWS_MAX);
    buf_finish(&value);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_alarms_begin_and_end),
        cmocka_unit_test(test_names_are_cleaned),
        cmocka_unit_test(test_some_end_by_themselves),
        cmocka_unit_test(test_people_and_facts),
        cmocka_unit_test(test_what_stops_sending_and_until_when),
        cmocka_unit_test(test_calls),
        cmocka_unit_test(test_no_more_than_there_is_room_for),
    };
    return cmocka_run_group_tests(tests, NULL, teardown);
}
