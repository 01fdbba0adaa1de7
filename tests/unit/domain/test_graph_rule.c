/* test_graph_rule.c - the table of Meta's error codes, row by row against the reference. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "domain/graph_rule.h"
#include <string.h>

#define SECONDS MS_PER_SECOND
#define MINUTES MS_PER_MINUTE
#define HOURS   MS_PER_HOUR

static void test_table_is_sorted_and_complete(void **state)
{
    size_t count;
    const struct graph_rule *rules = graph_rules(&count);
    (void)state;
    assert_true(count > 70);
    for (size_t i = 0; i < count; i++) {
        if (rules[i].code > rules[i].code_to) fail_msg("row %zu ends before it begins", i);
        if (i && rules[i].code <= rules[i - 1].code_to) fail_msg("row %zu is out of order", i);
        if (!rules[i].meaning || !*rules[i].meaning) fail_msg("row %zu has no meaning", i);
        assert_ptr_equal(graph_rule(rules[i].code), &rules[i]);
        assert_ptr_equal(graph_rule(rules[i].code_to), &rules[i]);
    }
}

/* reference "Errors", one row for each of its rows. least, most: the pause before the second try,
 * whatever the dice say. tries: those after the first; 0: many. alarm: "alert" stands there, or
 * somebody must do something that the row's failure alone does not show. */
static const struct {
    int64_t code, code_to;
    enum graph_class class;
    int64_t least, most;
    int tries;
    bool alarm;
} reference[] = {
    { 0, 0, GRAPH_STOP_ALL, 0, 0, 0, false },
    { 1, 1, GRAPH_RETRY, MINUTES, 2 * MINUTES, 2, false },
    { 2, 2, GRAPH_RETRY, SECONDS / 2, SECONDS, 0, false },
    { 3, 3, GRAPH_STOP_ALL, 0, 0, 0, false },
    { 4, 4, GRAPH_RETRY_SLOW, MINUTES / 2, MINUTES, 0, false },
    { 10, 10, GRAPH_STOP_ALL, 0, 0, 0, false },
    { 33, 33, GRAPH_STOP_ALL, 0, 0, 0, true },
    { 100, 100, GRAPH_NEVER, 0, 0, 0, false },
    { 190, 190, GRAPH_STOP_ALL, 0, 0, 0, false },
    { 200, 299, GRAPH_STOP_ALL, 0, 0, 0, false },
    { 368, 368, GRAPH_STOP_ALL, 0, 0, 0, true },
    { 80007, 80007, GRAPH_RETRY_SLOW, MINUTES / 2, MINUTES, 0, false },
    { 130403, 130403, GRAPH_STOP_USER, 0, 0, 0, false },
    { 130429, 130429, GRAPH_RETRY, SECONDS / 2, SECONDS, 0, false },
    { 130472, 130472, GRAPH_STOP_USER, 0, 0, 0, false },
    { 130497, 130497, GRAPH_NEVER, 0, 0, 0, true },
    { 131000, 131000, GRAPH_RETRY, MINUTES, 2 * MINUTES, 3, false },
    { 131005, 131005, GRAPH_STOP_ALL, 0, 0, 0, false },
    { 131008, 131009, GRAPH_NEVER, 0, 0, 0, false },
    { 131016, 131016, GRAPH_RETRY, SECONDS / 2, SECONDS, 0, false },
    { 131021, 131021, GRAPH_NEVER, 0, 0, 0, false },
    { 131026, 131026, GRAPH_STOP_USER, 0, 0, 0, false },
    { 131030, 131030, GRAPH_NEVER, 0, 0, 0, false },
    { 131031, 131031, GRAPH_STOP_ALL, 0, 0, 0, true },
    { 131035, 131035, GRAPH_NEVER, 0, 0, 0, true },
    { 131036, 131036, GRAPH_NEVER, 0, 0, 0, false },
    { 131037, 131037, GRAPH_STOP_ALL, 0, 0, 0, true },
    { 131042, 131042, GRAPH_STOP_ALL, 0, 0, 0, true },
    { 131044, 131044, GRAPH_NEVER, 0, 0, 0, true },
    { 131045, 131045, GRAPH_STOP_ALL, 0, 0, 0, true },
    { 131047, 131047, GRAPH_NEVER, 0, 0, 0, false },
    { 131048, 131048, GRAPH_STOP_TEMPLATES, MINUTES / 2, MINUTES, 0, true },
    { 131049, 131049, GRAPH_WAIT, 24 * HOURS, 30 * HOURS, 3, false },
    { 131050, 131050, GRAPH_STOP_USER, 0, 0, 0, false },
    { 131051, 131053, GRAPH_NEVER, 0, 0, 0, false },
    { 131055, 131055, GRAPH_NEVER, 0, 0, 0, false },
    { 131056, 131056, GRAPH_PAIR, SECONDS, 2 * SECONDS, 0, false },
    { 131057, 131057, GRAPH_WAIT, MINUTES, 5 * MINUTES, 0, false },
    { 131060, 131060, GRAPH_NEVER, 0, 0, 0, false },
    { 131062, 131062, GRAPH_NEVER, 0, 0, 0, false },
    { 131063, 131063, GRAPH_NEVER, 0, 0, 0, true },
    { 131064, 131064, GRAPH_WAIT, HOURS, 2 * HOURS, 0, true },
    { 132000, 132000, GRAPH_NEVER, 0, 0, 0, false },
    { 132001, 132001, GRAPH_NEVER, 0, 0, 0, true },
    { 132005, 132005, GRAPH_NEVER, 0, 0, 0, false },
    { 132007, 132007, GRAPH_NEVER, 0, 0, 0, true },
    { 132008, 132008, GRAPH_NEVER, 0, 0, 0, false },
    { 132018, 132018, GRAPH_NEVER, 0, 0, 0, false },
    { 132012, 132012, GRAPH_NEVER, 0, 0, 0, false },
    { 132015, 132015, GRAPH_WAIT, 5 * MINUTES, 10 * MINUTES, 0, true },
    { 132016, 132016, GRAPH_NEVER, 0, 0, 0, true },
    { 132068, 132069, GRAPH_NEVER, 0, 0, 0, true },
    { 133000, 133000, GRAPH_STOP_ALL, 0, 0, 0, false },
    { 133004, 133004, GRAPH_RETRY, SECONDS / 2, SECONDS, 0, false },
    { 133005, 133006, GRAPH_STOP_ALL, 0, 0, 0, false },
    { 133008, 133009, GRAPH_STOP_ALL, 0, 0, 0, false },
    { 133010, 133010, GRAPH_STOP_ALL, 0, 0, 0, true },
    { 133015, 133015, GRAPH_WAIT, 5 * MINUTES, 10 * MINUTES, 0, false },
    { 133016, 133016, GRAPH_WAIT, 72 * HOURS, 96 * HOURS, 3, false },
    { 134011, 134011, GRAPH_NEVER, 0, 0, 0, true },
    { 134100, 134100, GRAPH_NEVER, 0, 0, 0, false },
    { 134101, 134102, GRAPH_WAIT, 10 * MINUTES, 20 * MINUTES, 0, false },
    { 135000, 135000, GRAPH_RETRY, MINUTES, 2 * MINUTES, 1, false },
    { 136024, 136024, GRAPH_STOP_ALL, 0, 0, 0, true },
    { 137000, 137000, GRAPH_STOP_USER, 0, 0, 0, false },
    { 139000, 139004, GRAPH_NEVER, 0, 0, 0, true },
    { 139100, 139103, GRAPH_NEVER, 0, 0, 0, false },
    { 139200, 139200, GRAPH_NEVER, 0, 0, 0, false },
    { 147001, 147005, GRAPH_NEVER, 0, 0, 0, false },
    { 131020, 131020, GRAPH_NEVER, 0, 0, 0, false },
    { 131041, 131041, GRAPH_NEVER, 0, 0, 0, false },
    { 131059, 131059, GRAPH_NEVER, 0, 0, 0, false },
    { 131200, 131299, GRAPH_NEVER, 0, 0, 0, false },
    { 2388000, 2388999, GRAPH_NEVER, 0, 0, 0, false },
    { 2494100, 2494100, GRAPH_WAIT, MINUTES, 5 * MINUTES, 0, false },
};

static bool in_reference(int64_t code)
{
    for (size_t i = 0; i < sizeof reference / sizeof *reference; i++)
        if (code >= reference[i].code && code <= reference[i].code_to) return true;
    return false;
}

static void pause_is(int64_t code, int64_t least, int64_t most)
{
    static const uint64_t dice[] = { 0, 1, 123456789, UINT32_MAX, UINT64_MAX };
    for (size_t d = 0; d < sizeof dice / sizeof *dice; d++) {
        int64_t pause = -1;
        bool again = graph_again(code, graph_rule(code)->class, 1, dice[d], &pause);
        if (again != (most > 0)) fail_msg("%lld: again %d", (long long)code, again);
        if (again && (pause < least || pause > most))
            fail_msg("%lld: waits %lld ms", (long long)code, (long long)pause);
    }
}

static void test_every_row_of_the_reference(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof reference / sizeof *reference; i++)
        for (int64_t code = reference[i].code; code <= reference[i].code_to; code++) {
            const struct graph_rule *rule = graph_rule(code);
            if (!rule) fail_msg("%lld is unknown", (long long)code);
            if (rule->class != reference[i].class || rule->max_tries != reference[i].tries ||
                (rule->alert != NULL) != reference[i].alarm)
                fail_msg("%lld: %s, %d tries, alarm %d", (long long)code,
                         graph_class_name(rule->class), rule->max_tries, rule->alert != NULL);
            pause_is(code, reference[i].least, reference[i].most);
        }
}

static void test_no_row_that_the_reference_has_not(void **state)
{
    size_t count;
    const struct graph_rule *rules = graph_rules(&count);
    (void)state;
    for (size_t i = 0; i < count; i++)
        for (int64_t code = rules[i].code; code <= rules[i].code_to; code++)
            if (!in_reference(code)) fail_msg("%lld", (long long)code);
}

static void test_waits_grow_to_their_end(void **state)
{
    static const struct {
        int64_t code;
        int nth;
        int64_t least;
    } rows[] = {
        { 131049, 2, 48 * HOURS },   { 131049, 3, 96 * HOURS },  { 131057, 2, 2 * MINUTES },
        { 131057, 3, 4 * MINUTES },  { 131057, 9, 4 * MINUTES }, { 131064, 20, 24 * HOURS },
        { 133015, 2, 10 * MINUTES }, { 133016, 2, 72 * HOURS },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t pause = 0;
        assert_true(graph_again(rows[i].code, GRAPH_WAIT, rows[i].nth, 0, &pause));
        if (pause != rows[i].least) fail_msg("row %zu: %lld", i, (long long)pause);
        assert_true(graph_again(rows[i].code, GRAPH_WAIT, rows[i].nth, UINT64_MAX, &pause));
        if (pause < rows[i].least || pause > rows[i].least + rows[i].least / 4)
            fail_msg("row %zu: %lld", i, (long long)pause);
    }
}

static void test_what_did_not_arrive_goes_a_few_times(void **state)
{
    static const struct {
        const char *rule;
        int64_t code, first_least;
        int times;
    } rows[] = {
        { "a fault of Meta's", 131000, MINUTES, 3 },
        { "a server that is down: not after a second, as where nothing was taken", 131016, MINUTES,
          6 },
        { "too fast for the number", 130429, MINUTES, 6 },
        { "the app's rate", 4, MINUTES / 2, 6 },
        { "too many to one contact", 131056, SECONDS, 6 },
        { "capped: a day", 131049, 24 * HOURS, 3 },
        { "maintenance", 131057, MINUTES, 6 },
        { "spam", 131048, MINUTES / 2, 6 },
        { "generic: once", 135000, MINUTES, 1 },
        { "a wrong parameter", 131009, 0, 0 },
        { "nobody there", 131026, 0, 0 },
        { "a code that nobody knows", 999999, 0, 0 },
        { "a stop is no try at all", 131042, 0, 0 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t pause = 0;
        int times = 0;
        while (times < 100 && graph_again_undelivered(rows[i].code, times + 1, 0, &pause)) {
            if (times == 0 && pause != rows[i].first_least)
                fail_msg("%s: %lld ms", rows[i].rule, (long long)pause);
            times++;
        }
        if (times != rows[i].times) fail_msg("%s: %d times", rows[i].rule, times);
    }
}

static void test_unknown_codes(void **state)
{
    static const int64_t unknown[] = { GRAPH_NO_CODE, 5,      199,         300,      131001,
                                       133007,        139005, 2388000 - 1, INT64_MAX };
    (void)state;
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        if (graph_rule(unknown[i])) fail_msg("unknown code %zu is known", i);
}

static void test_class_by_http(void **state)
{
    static const struct {
        int status;
        enum graph_class class;
    } rows[] = { { 400, GRAPH_NEVER }, { 401, GRAPH_STOP_ALL }, { 403, GRAPH_STOP_ALL },
                 { 404, GRAPH_NEVER }, { 408, GRAPH_RETRY },    { 429, GRAPH_RETRY },
                 { 499, GRAPH_NEVER }, { 500, GRAPH_RETRY },    { 503, GRAPH_RETRY },
                 { 599, GRAPH_RETRY } };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (graph_class_by_http(rows[i].status) != rows[i].class)
            fail_msg("HTTP %d", rows[i].status);
}

static void test_names_differ(void **state)
{
    (void)state;
    for (int a = GRAPH_RETRY; a <= GRAPH_STOP_ALL; a++)
        for (int b = GRAPH_RETRY; b < a; b++)
            assert_string_not_equal(graph_class_name((enum graph_class)a),
                                    graph_class_name((enum graph_class)b));
    assert_string_equal(graph_class_name(GRAPH_STOP_ALL), "stop_all");
}

/* A sentence for people: what happened, what to do; none of Meta's English. */
static void says_what_to_do(int64_t code)
{
    static const char *const deeds[] = { "irim lagi", "ubungi",     "ulis balasan",
                                         "unggu",     "irim kabar", "ndai" };
    const char *advice = graph_advice(code);
    size_t said = 0;
    for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++)
        said += strstr(advice, deeds[i]) != NULL;
    size_t len = strlen(advice);
    if (said == 0 || len < 40 || len > 240 || advice[len - 1] != '.')
        fail_msg("code %lld: <%s>", (long long)code, advice);
}

static void test_each_code_tells_people_what_to_do(void **state)
{
    size_t count;
    const struct graph_rule *rules = graph_rules(&count);
    (void)state;
    for (size_t i = 0; i < count; i++) {
        says_what_to_do(rules[i].code);
        says_what_to_do(rules[i].code_to);
    }
    says_what_to_do(0);
    says_what_to_do(GRAPH_NO_CODE);
    says_what_to_do(999999);
}

static void test_advice_goes_by_the_code(void **state)
{
    static const struct {
        int64_t code;
        const char *has, *has_not;
    } rows[] = {
        { 131026, "lewat jalan lain", "Kirim lagi" }, /* they cannot be reached */
        { 131047, "24 jam", "admin" },
        { 131049, "Meta menahan", "Kirim lagi" },
        { 132001, "kanda templates compare", "pelapor menulis" },
        { 131016, "Kirim lagi", "menolak" },           /* by its class: W */
        { 131009, "tidak menolong", "sesudah beres" }, /* N */
        { 131031, "Gangguan", "tidak menolong" },      /* S */
        { 999999, "tidak menolong", "mungkin sampai" },
        { 0, "mungkin sampai", "menolak" }, /* nobody gave a code: it may have arrived */
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *advice = graph_advice(rows[i].code);
        if (!strstr(advice, rows[i].has) || strstr(advice, rows[i].has_not))
            fail_msg("code %lld: <%s>", (long long)rows[i].code, advice);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table_is_sorted_and_complete),
        cmocka_unit_test(test_every_row_of_the_reference),
        cmocka_unit_test(test_no_row_that_the_reference_has_not),
        cmocka_unit_test(test_waits_grow_to_their_end),
        cmocka_unit_test(test_what_did_not_arrive_goes_a_few_times),
        cmocka_unit_test(test_unknown_codes),
        cmocka_unit_test(test_class_by_http),
        cmocka_unit_test(test_each_code_tells_people_what_to_do),
        cmocka_unit_test(test_advice_goes_by_the_code),
        cmocka_unit_test(test_names_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
