/* test_retry.c - what follows from the outcome of one request: the table of delays and endings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "delivery/retry.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define SECONDS       MS_PER_SECOND
#define MINUTES       MS_PER_MINUTE
#define HOURS         MS_PER_HOUR

static struct graph_result refused(int http_status, int64_t code)
{
    const struct graph_rule *rule = graph_rule(code);
    return (struct graph_result){ .answer = GRAPH_REFUSED,
                                  .http_status = http_status,
                                  .code = code,
                                  .class = rule ? rule->class : graph_class_by_http(http_status) };
}

static void test_outcomes(void **state)
{
    static const struct {
        const char *rule;
        enum send_outcome outcome;
        struct graph_result result;
        enum verdict_kind kind;
        bool sane;
    } rows[] = {
        { "200 with an id",
          SEND_ANSWERED,
          { .answer = GRAPH_ACCEPTED, .http_status = 200 },
          VERDICT_ACCEPTED,
          true },
        { "200 with something else: it may be on its way",
          SEND_ANSWERED,
          { .answer = GRAPH_UNSURE, .http_status = 200 },
          VERDICT_UNSURE,
          false },
        { "500 with no word of Graph's",
          SEND_ANSWERED,
          { .answer = GRAPH_UNSURE, .http_status = 500 },
          VERDICT_UNSURE,
          false },
        { "a proxy's page: not sent, and nothing is known of Meta",
          SEND_ANSWERED,
          { .answer = GRAPH_STRANGER, .http_status = 403, .class = GRAPH_RETRY },
          VERDICT_RETRY,
          false },
        { "a proxy's login page is no expired token",
          SEND_ANSWERED,
          { .answer = GRAPH_STRANGER, .http_status = 401, .class = GRAPH_RETRY },
          VERDICT_RETRY,
          false },
        { "lost under way", SEND_UNSURE, { .answer = GRAPH_REFUSED }, VERDICT_UNSURE, false },
        { "lost under way, whatever was known before",
          SEND_UNSURE,
          { .answer = GRAPH_ACCEPTED },
          VERDICT_UNSURE,
          false },
        { "no byte left: free to try again",
          SEND_NOT_SENT,
          { .answer = GRAPH_ACCEPTED },
          VERDICT_RETRY,
          false },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct verdict v = retry_decide(rows[i].outcome, &rows[i].result, 1, 0);
        if (v.kind != rows[i].kind || v.sane != rows[i].sane || v.throttled)
            fail_msg("row %zu: %s: kind %d", i, rows[i].rule, (int)v.kind);
    }
}

static void test_codes(void **state)
{
    static const struct {
        const char *rule;
        int http_status;
        int64_t code;
        int attempt;
        enum verdict_kind kind;
        int64_t delay; /* before jitter; 0: none */
        bool throttled;
    } rows[] = {
        { "a server that is down: soon", 503, 2, 1, VERDICT_RETRY, 1 * SECONDS, false },
        { "then later", 503, 2, 2, VERDICT_RETRY, 2 * SECONDS, false },
        { "and later", 503, 2, 5, VERDICT_RETRY, 16 * SECONDS, false },
        { "at most five minutes apart", 503, 2, 20, VERDICT_RETRY, 5 * MINUTES, false },
        { "for about a day", 503, 2, 300, VERDICT_RETRY, 5 * MINUTES, false },
        { "not for ever", 503, 2, 301, VERDICT_FAILED, 0, false },
        { "the same at 131016", 400, 131016, 1, VERDICT_RETRY, 1 * SECONDS, false },
        { "too fast for the number: and slower for all", 400, 130429, 1, VERDICT_RETRY, 1 * SECONDS,
          true },
        { "few tries wait long, so that an outage does not use them up", 500, 131000, 1,
          VERDICT_RETRY, 2 * MINUTES, false },
        { "the second longer", 500, 131000, 2, VERDICT_RETRY, 16 * MINUTES, false },
        { "the third half an hour", 500, 131000, 3, VERDICT_RETRY, 30 * MINUTES, false },
        { "the fourth is for a human", 500, 131000, 4, VERDICT_FAILED, 0, false },
        { "two tries only where the request may be wrong", 500, 1, 2, VERDICT_RETRY, 16 * MINUTES,
          false },
        { "not three", 500, 1, 3, VERDICT_FAILED, 0, false },
        { "the app's rate: minutes, and slower for all", 400, 4, 1, VERDICT_RETRY, 1 * MINUTES,
          true },
        { "up to a quarter of an hour", 400, 80007, 9, VERDICT_RETRY, 15 * MINUTES, true },
        { "too many to one contact: four times longer each", 400, 131056, 1, VERDICT_RETRY,
          2 * SECONDS, false },
        { "second", 400, 131056, 2, VERDICT_RETRY, 8 * SECONDS, false },
        { "third", 400, 131056, 3, VERDICT_RETRY, 32 * SECONDS, false },
        { "at most twenty minutes", 400, 131056, 12, VERDICT_RETRY, 20 * MINUTES, false },
        { "a wrong parameter: never", 400, 100, 1, VERDICT_FAILED, 0, false },
        { "a closed window: never as text", 400, 131047, 1, VERDICT_FAILED, 0, false },
        { "nobody there: not for this contact", 400, 131026, 1, VERDICT_FAILED, 0, false },
        { "an expired token: everything stops, nothing is used up", 401, 190, 1, VERDICT_GIVE_BACK,
          1 * MINUTES, false },
        { "however often", 401, 190, 5000, VERDICT_GIVE_BACK, 1 * MINUTES, false },
        { "a missing permission", 403, 230, 1, VERDICT_GIVE_BACK, 1 * MINUTES, false },
        { "a locked account", 403, 131031, 1, VERDICT_GIVE_BACK, 1 * MINUTES, false },
        { "an unknown code counts by its status: 400", 400, 999999, 1, VERDICT_FAILED, 0, false },
        { "429, whatever it says", 429, 999999, 1, VERDICT_RETRY, 1 * SECONDS, true },
        { "500", 500, 999999, 1, VERDICT_RETRY, 1 * SECONDS, false },
        { "401", 401, 999999, 1, VERDICT_GIVE_BACK, 1 * MINUTES, false },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct graph_result result = refused(rows[i].http_status, rows[i].code);
        struct verdict least = retry_decide(SEND_ANSWERED, &result, rows[i].attempt, 0);
        struct verdict most =
            retry_decide(SEND_ANSWERED, &result, rows[i].attempt, (uint64_t)(rows[i].delay / 2));
        if (least.kind != rows[i].kind || least.throttled != rows[i].throttled)
            fail_msg("row %zu: %s: kind %d", i, rows[i].rule, (int)least.kind);
        bool jitter = rows[i].kind == VERDICT_RETRY;
        if (least.delay_ms != (jitter ? rows[i].delay / 2 : rows[i].delay) ||
            most.delay_ms != rows[i].delay)
            fail_msg("row %zu: %s: %lld to %lld ms", i, rows[i].rule, (long long)least.delay_ms,
                     (long long)most.delay_ms);
    }
}

/* Whatever the dice say: half to whole of the delay, and no overflow for any attempt. */
static void test_jitter_stays_inside(void **state)
{
    static const uint64_t dice[] = { 0, 1, 499, 500, 501, UINT32_MAX, UINT64_MAX - 1, UINT64_MAX };
    static const int attempts[] = { 1, 2, 31, 63, 64, 65, 299 };
    static const int64_t codes[] = { 2, 4, 131056, 132015, 131049 };
    (void)state;
    for (size_t c = 0; c < LENGTH(codes); c++)
        for (size_t a = 0; a < LENGTH(attempts); a++) {
            struct graph_result result = refused(400, codes[c]);
            if (graph_rule(codes[c])->max_tries && attempts[a] > 2) continue;
            int64_t least = retry_decide(SEND_ANSWERED, &result, attempts[a], 0).delay_ms;
            assert_true(least > 0);
            for (size_t d = 0; d < LENGTH(dice); d++) {
                int64_t delay = retry_decide(SEND_ANSWERED, &result, attempts[a], dice[d]).delay_ms;
                if (delay < least || delay > 2 * least)
                    fail_msg("code %lld, attempt %d: %lld", (long long)codes[c], attempts[a],
                             (long long)delay);
            }
        }
}

/* Ten minutes away, or a day: nothing is given to a human before the window is over. */
static void test_an_outage_uses_nothing_up(void **state)
{
    static const struct {
        enum send_outcome outcome;
        int http_status;
        int64_t code, at_least;
    } rows[] = {
        { SEND_NOT_SENT, 0, 0, 12 * HOURS },        { SEND_ANSWERED, 503, 2, 12 * HOURS },
        { SEND_ANSWERED, 500, 999999, 12 * HOURS }, { SEND_ANSWERED, 500, 131000, 20 * MINUTES },
        { SEND_ANSWERED, 400, 130429, 12 * HOURS },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        int64_t waited = 0;
        struct graph_result result = refused(rows[i].http_status, rows[i].code);
        for (int attempt = 1; attempt < 10000; attempt++) {
            struct verdict v = retry_decide(rows[i].outcome, &result, attempt, 0);
            if (v.kind == VERDICT_FAILED) break;
            assert_int_equal(v.kind, VERDICT_RETRY);
            waited += v.delay_ms; /* the shortest that the dice allow */
        }
        if (waited < rows[i].at_least) fail_msg("row %zu: %lld ms", i, (long long)waited);
    }
}

/* What came before of another kind is not counted. */
static void test_which_try_it_is(void **state)
{
    static const struct {
        const char *rule;
        enum send_outcome outcome;
        enum graph_answer answer;
        int64_t code;
        struct outbox_tries tries;
        int nth;
    } rows[] = {
        { "the first", SEND_ANSWERED, GRAPH_REFUSED, 131016, { 1, 0, 0, 0 }, 1 },
        { "something went wrong, after two hours without a network",
          SEND_ANSWERED,
          GRAPH_REFUSED,
          131000,
          { 300, 299, 0, 0 },
          1 },
        { "after a server that was down for as long",
          SEND_ANSWERED,
          GRAPH_REFUSED,
          131000,
          { 300, 0, 0, 0 },
          1 },
        { "for the third time", SEND_ANSWERED, GRAPH_REFUSED, 131000, { 9, 2, 131000, 2 }, 3 },
        { "too many to one contact, once something else went wrong",
          SEND_ANSWERED,
          GRAPH_REFUSED,
          131056,
          { 9, 2, 131000, 2 },
          1 },
        { "a server that is down: all that it has seen",
          SEND_ANSWERED,
          GRAPH_REFUSED,
          131016,
          { 9, 2, 131000, 2 },
          7 },
        { "no network: as often as there was none",
          SEND_NOT_SENT,
          GRAPH_UNSURE,
          0,
          { 9, 2, 0, 0 },
          3 },
        { "a proxy's page is no word of Meta's",
          SEND_ANSWERED,
          GRAPH_STRANGER,
          0,
          { 9, 2, 0, 0 },
          3 },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const struct graph_result result = { .answer = rows[i].answer, .code = rows[i].code };
        int nth = retry_nth(rows[i].outcome, &result, &rows[i].tries);
        if (nth != rows[i].nth) fail_msg("%s: %d", rows[i].rule, nth);
    }
}

static void test_a_server_that_is_away_is_looked_for_often(void **state)
{
    (void)state;
    struct graph_result none = { .answer = GRAPH_UNSURE };
    for (int attempt = 1; attempt <= 3000; attempt++) {
        struct verdict v = retry_decide(SEND_NOT_SENT, &none, attempt, UINT64_MAX);
        assert_int_equal(v.kind, VERDICT_RETRY);
        assert_true(v.delay_ms <= 30 * SECONDS);
    }
}

static void test_sane_is_an_answer_below_500(void **state)
{
    static const struct {
        int http_status;
        bool sane;
    } rows[] = { { 400, true },  { 401, true },  { 429, true }, { 499, true },
                 { 500, false }, { 503, false }, { 599, false } };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct graph_result result = refused(rows[i].http_status, 131016);
        assert_int_equal(retry_decide(SEND_ANSWERED, &result, 1, 0).sane, rows[i].sane);
    }
}

/* Every code of the table leads somewhere that fits its class. */
static void test_every_code_of_the_table(void **state)
{
    (void)state;
    size_t count;
    const struct graph_rule *rules = graph_rules(&count);
    for (size_t i = 0; i < count; i++) {
        struct graph_result result = refused(400, rules[i].code);
        struct verdict first = retry_decide(SEND_ANSWERED, &result, 1, 0);
        struct verdict last = retry_decide(SEND_ANSWERED, &result, 1000000, 0);
        switch (rules[i].class) {
        case GRAPH_RETRY:
        case GRAPH_RETRY_SLOW:
        case GRAPH_PAIR:
        case GRAPH_WAIT:
        case GRAPH_STOP_TEMPLATES:
            assert_int_equal(first.kind, VERDICT_RETRY);
            assert_int_equal(last.kind, VERDICT_FAILED);
            break;
        case GRAPH_NEVER:
        case GRAPH_STOP_USER: assert_int_equal(first.kind, VERDICT_FAILED); break;
        case GRAPH_STOP_ALL:
            assert_int_equal(first.kind, VERDICT_GIVE_BACK);
            assert_int_equal(last.kind, VERDICT_GIVE_BACK);
            break;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_outcomes),
        cmocka_unit_test(test_codes),
        cmocka_unit_test(test_jitter_stays_inside),
        cmocka_unit_test(test_an_outage_uses_nothing_up),
        cmocka_unit_test(test_which_try_it_is),
        cmocka_unit_test(test_a_server_that_is_away_is_looked_for_often),
        cmocka_unit_test(test_sane_is_an_answer_below_500),
        cmocka_unit_test(test_every_code_of_the_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
