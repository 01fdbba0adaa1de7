/* test_account.c - what Meta says of the account, and whether somebody may be written to first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/account.h"
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define NOW           INT64_C(1795500000000)

static void test_tiers(void **state)
{
    static const struct {
        const char *tier;
        int64_t people;
    } rows[] = {
        { "TIER_250", 250 },
        { "TIER_1K", 1000 },
        { "TIER_2K", 2000 },
        { "TIER_10K", 10000 },
        { "TIER_100K", 100000 },
        { "TIER_1M", 1000000 },
        { "2000", 2000 },
        { "TIER_UNLIMITED", ACCOUNT_ANYBODY },
        { "unlimited", ACCOUNT_ANYBODY },
        { "", 0 },
        { "TIER_", 0 },
        { "K", 0 },
        { "TIER_NOT_SET", 0 },
        { "-5", 0 },
        { "2.5K", 0 },
        { "99999999999999999999", 0 },
        { "TIER_9999999999999M", 0 }, /* times a million it fits no number of ours */
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++)
        if (account_people(str_of(rows[i].tier)) != rows[i].people)
            fail_msg("\"%s\": %lld", rows[i].tier, (long long)account_people(str_of(rows[i].tier)));
}

static void test_who_may_be_written_to_first(void **state)
{
    static const struct {
        const char *rule;
        int64_t people, paused_until, reached;
        bool again;
        enum account_way way;
        int level;
    } rows[] = {
        { "room enough", 250, 0, 17, false, ACCOUNT_GOES, 0 },
        { "just below four fifths", 250, 0, 199, false, ACCOUNT_GOES, 0 },
        { "four fifths: a warning", 250, 0, 200, false, ACCOUNT_GOES, 1 },
        { "the last one", 250, 0, 249, false, ACCOUNT_GOES, 1 },
        { "full", 250, 0, 250, false, ACCOUNT_FULL, 2 },
        { "full, but this one is counted already", 250, 0, 250, true, ACCOUNT_GOES, 2 },
        { "no limit", ACCOUNT_ANYBODY, 0, 5000000, false, ACCOUNT_GOES, 0 },
        { "nobody told: Meta will say", 0, 0, 5000, false, ACCOUNT_GOES, 0 },
        { "restricted", 250, NOW + 1, 0, false, ACCOUNT_PAUSED, 0 },
        { "whoever it is", 250, NOW + 1, 0, true, ACCOUNT_PAUSED, 0 },
        { "nobody said how long", 250, ACCOUNT_UNTIL_TOLD, 0, false, ACCOUNT_PAUSED, 0 },
        { "until now", 250, NOW, 0, false, ACCOUNT_GOES, 0 },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct account_standing s = { .people = rows[i].people,
                                      .templates_paused_until = rows[i].paused_until };
        if (account_way(&s, rows[i].reached, rows[i].again, NOW) != rows[i].way ||
            account_people_level(&s, rows[i].reached) != rows[i].level)
            fail_msg("row %zu: %s", i, rows[i].rule);
    }
}

static void test_facts(void **state)
{
    struct account_standing s = { 0 };
    (void)state;
    account_standing_add(&s, STR("messaging_limit"), STR("TIER_2K"), NOW);
    account_standing_add(&s, STR("paused.ban"), STR("0"), NOW);
    account_standing_add(&s, STR("paused.all"), STR("1795500000001"), NOW);
    account_standing_add(&s, STR("templates.held"), STR("1"), NOW - 1);
    account_standing_add(&s, STR("phone_numbers.account"), STR("25"), NOW);
    assert_string_equal(s.tier, "TIER_2K");
    assert_int_equal(s.people, 2000);
    assert_true(account_is_paused(s.paused_until, NOW));
    assert_false(account_is_paused(s.paused_until, NOW + 1));
    assert_true(s.held && s.held_at == NOW - 1);
    account_standing_add(&s, STR("paused.ban"), STR("9223372036854775807"), NOW);
    assert_true(s.paused_until == ACCOUNT_UNTIL_TOLD);
    s = (struct account_standing){ 0 };
    account_standing_add(&s, STR("paused.templates"), STR("soon"), NOW); /* damaged: no pause */
    assert_int_equal(s.templates_paused_until, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tiers),
        cmocka_unit_test(test_who_may_be_written_to_first),
        cmocka_unit_test(test_facts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
