/* test_health.c - when everything stops, what is the probe, and what is believed afterwards. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/delivery/sender_private.h"
#include <string.h>

#define SECONDS MS_PER_SECOND
#define MINUTES MS_PER_MINUTE
#define SLOTS   16

static struct sender s;
static struct log quiet;
static int64_t now_ms;

static int64_t now(void *ctx)
{
    (void)ctx;
    return now_ms;
}

static int begin(void **state)
{
    (void)state;
    now_ms = INT64_C(1795500000000);
    memset(&s, 0, sizeof s);
    s.options = (struct sender_options){ .log = &quiet,
                                         .clock = { now, NULL },
                                         .steady = { now, NULL },
                                         .unsure_ms = SENDER_UNSURE_MS };
    s.stats.can_send = true;
    s.stop_code = GRAPH_NO_CODE;
    pace_init(&s.pace, 80, now_ms);
    return pthread_mutex_init(&s.lock, NULL);
}

static int end(void **state)
{
    (void)state;
    return pthread_mutex_destroy(&s.lock);
}

static void stopped_by(const char *code)
{
    assert_int_equal(s.stats.can_send, code[0] == '\0');
    assert_string_equal(s.stats.stopped_by, code);
}

/* The probe's time has come, and it ends so. */
static void probed(enum probe_answer answer, int64_t code)
{
    assert_true(s.doubt);
    assert_true(s.probe_at <= now_ms);
    health_probe_done(&s, answer, code);
}

static void test_no_reply_is_the_probe_of_a_bad_token(void **state)
{
    (void)state;
    health_stop_all(&s, 190, MINUTES);
    stopped_by("190");
    for (int i = 0; i < 5; i++) {
        now_ms += MINUTES;
        assert_int_equal(health_allowance(&s, SLOTS), 0);
        assert_int_equal(health_wait_ms(&s), 0); /* it is time to ask */
        probed(PROBE_REFUSED, 190);
        assert_int_equal(health_allowance(&s, SLOTS), 0);
        assert_int_equal(health_wait_ms(&s), MINUTES);
        stopped_by("190");
    }
    now_ms += MINUTES;
    probed(PROBE_FINE, GRAPH_NO_CODE);
    assert_int_equal(health_allowance(&s, SLOTS), 1); /* one goes along */
    health_sane(&s);
    assert_int_equal(health_allowance(&s, SLOTS), SLOTS);
    stopped_by("");
}

static void test_what_the_probe_learns(void **state)
{
    static const struct {
        const char *rule;
        enum probe_answer answer;
        int64_t code;
        const char *by;
        size_t allowance;
    } rows[] = {
        { "another trouble: that one is told", PROBE_REFUSED, 131031, "131031", 0 },
        { "the number may not send, says its state", PROBE_BLOCKED, GRAPH_NO_CODE, "368", 0 },
        { "nobody is there: not over", PROBE_AWAY, GRAPH_NO_CODE, "368", 0 },
        { "all is well: one message goes along", PROBE_FINE, GRAPH_NO_CODE, "368", 1 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        health_stop_all(&s, 368, MINUTES);
        now_ms += MINUTES;
        probed(rows[i].answer, rows[i].code);
        if (health_allowance(&s, SLOTS) != rows[i].allowance ||
            strcmp(s.stats.stopped_by, rows[i].by) != 0)
            fail_msg("%s: %s", rows[i].rule, s.stats.stopped_by);
        s.failed_probes = 0;
    }
}

/* The refused reply was withdrawn, or failed for another reason: nothing is left to be the proof.
 */
static void test_with_nothing_to_send_the_probe_is_believed(void **state)
{
    (void)state;
    health_nothing_due(&s);
    health_stop_all(&s, 190, MINUTES);
    health_nothing_due(&s);
    stopped_by("190");
    now_ms += MINUTES;
    probed(PROBE_FINE, GRAPH_NO_CODE);
    health_nothing_due(&s);
    stopped_by("");
    assert_int_equal(health_allowance(&s, SLOTS), SLOTS);
}

static void test_a_probe_that_failed_is_not_believed(void **state)
{
    (void)state;
    health_insane(&s, now_ms);
    for (int i = 0; i < 6; i++) {
        now_ms += MINUTES;
        probed(PROBE_AWAY, GRAPH_NO_CODE);
    }
    stopped_by("unreachable");
    health_nothing_due(&s);
    stopped_by("unreachable");
    assert_int_equal(health_allowance(&s, SLOTS),
                     1); /* but a message may try: GET may be unknown */
}

static void test_what_left_before_a_stop_does_not_end_it(void **state)
{
    (void)state;
    health_stop_all(&s, 190, MINUTES);
    health_sane(&s);
    stopped_by("190");
    assert_int_equal(health_allowance(&s, SLOTS), 0);
}

/* Not paid: Meta accepts everything, and reports each as failed. */
static void test_after_a_stop_by_a_status_accepted_is_no_proof(void **state)
{
    (void)state;
    health_told(&s, 131042);
    stopped_by("131042");
    health_told(&s, 131042); /* of another that had left before: the same trouble */
    assert_int_equal(health_wait_ms(&s), MINUTES);
    now_ms += MINUTES;
    probed(PROBE_FINE, GRAPH_NO_CODE);
    assert_int_equal(health_allowance(&s, SLOTS), 1);
    health_sane(&s); /* accepted */
    stopped_by("131042");
    assert_int_equal(health_allowance(&s, SLOTS), 0);

    now_ms += 5 * SECONDS;
    health_told(&s, 131042); /* and it was reported as failed: longer */
    assert_int_equal(health_wait_ms(&s), 2 * MINUTES);
    now_ms += 2 * MINUTES;
    probed(PROBE_FINE, GRAPH_NO_CODE);
    health_sane(&s);
    stopped_by("131042");
    now_ms += SENDER_UNSURE_MS; /* no such report came */
    assert_int_equal(health_allowance(&s, SLOTS), 1);
    health_sane(&s);
    stopped_by("");
    assert_int_equal(health_allowance(&s, SLOTS), SLOTS);
}

static void test_stops_by_statuses_grow_to_a_quarter_of_an_hour(void **state)
{
    static const int64_t minutes[] = { 1, 2, 4, 8, 15, 15 };
    (void)state;
    for (size_t i = 0; i < sizeof minutes / sizeof *minutes; i++) {
        health_told(&s, 131042);
        assert_int_equal(health_wait_ms(&s), minutes[i] * MINUTES);
        now_ms += minutes[i] * MINUTES;
        probed(PROBE_FINE, GRAPH_NO_CODE);
    }
}

static void test_spam_stops_templates_and_slows_replies(void **state)
{
    const struct outbox_lease reply = { .id = 1 }, template = { .id = 2, .is_template = true };
    int replies = 0;
    (void)state;
    health_slow(&s, 131048);
    stopped_by(""); /* replies go on */
    for (int64_t until = now_ms + MINUTES; now_ms < until; now_ms += SECONDS / 10) {
        assert_int_equal(health_template_hold_ms(&s, &reply), 0);
        assert_true(health_template_hold_ms(&s, &template) > 28 * MINUTES);
        size_t n = health_allowance(&s, SLOTS);
        assert_true(n <= 1);
        if (n == 0) continue;
        health_begun(&s);
        replies++;
    }
    assert_in_range(replies, 10, 20);
    now_ms += 30 * MINUTES;
    assert_int_equal(health_template_hold_ms(&s, &template), 0);
    assert_int_equal(health_allowance(&s, SLOTS), SLOTS);
}

static void test_a_status_that_slows(void **state)
{
    (void)state;
    health_told(&s, 131048);
    assert_true(s.slow_until > now_ms);
    assert_true(pace_available(&s.pace, now_ms) > 0);
    health_told(&s, 131026); /* about one person */
    stopped_by("");
}

/* The same codes that say so in an answer. */
static void test_a_status_that_says_too_fast(void **state)
{
    static const int64_t codes[] = { 4, 80007, 130429 };
    (void)state;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        pace_init(&s.pace, 80, now_ms);
        assert_true(pace_available(&s.pace, now_ms) > 0);
        health_told(&s, codes[i]);
        assert_int_equal(s.pace.per_second, 40);
        stopped_by("");
        now_ms += MINUTES;
    }
}

/* A GET is answered and no message is: whoever looks must not read that we can send. */
static void test_who_answers_and_takes_nothing_is_no_road(void **state)
{
    (void)state;
    for (int i = 1; i <= 8; i++) {
        health_insane(&s, now_ms);
        stopped_by(i < 5 ? "" : "failing");
        now_ms += MINUTES;
        probed(PROBE_FINE, GRAPH_NO_CODE);
        stopped_by(i < 5 ? "" : "failing");
        assert_int_equal(health_allowance(&s, SLOTS), 1);
        health_begun(&s);
    }
    health_sane(&s);
    stopped_by("");
    assert_int_equal(health_allowance(&s, SLOTS), SLOTS);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        CASE(test_no_reply_is_the_probe_of_a_bad_token),
        CASE(test_what_the_probe_learns),
        CASE(test_with_nothing_to_send_the_probe_is_believed),
        CASE(test_a_probe_that_failed_is_not_believed),
        CASE(test_what_left_before_a_stop_does_not_end_it),
        CASE(test_after_a_stop_by_a_status_accepted_is_no_proof),
        CASE(test_stops_by_statuses_grow_to_a_quarter_of_an_hour),
        CASE(test_spam_stops_templates_and_slows_replies),
        CASE(test_a_status_that_slows),
        CASE(test_a_status_that_says_too_fast),
        CASE(test_who_answers_and_takes_nothing_is_no_road),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
