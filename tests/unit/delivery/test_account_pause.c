/* test_account_pause.c - Meta has stopped or restricted the account: nothing leaves until it says
 * otherwise, until the moment it named, or until it takes a message all the same. Time is passed
 * in; the far end stands where libcurl would. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/delivery/sender_private.h"
#include "base/crypto.h"
#include "store/account_store.h"
#include "store_case.h"
#include <string.h>

#define REPLIES 8
#define LOOK_MS (10 * MS_PER_MINUTE)

struct pause_case {
    struct store_case *c;
    struct sender s;
    struct log log;
    int64_t now;
    int64_t code; /* Meta's answer: 0: it takes them */
    int left;     /* that went out in the latest step */
};

static struct pause_case one;

static int64_t case_now(void *ctx)
{
    return ((const struct pause_case *)ctx)->now;
}

static void says(struct pause_case *p, const char *name, const char *value)
{
    struct err e = { 0 };
    must(account_fact_put(p->c->db, name, str_of(value), p->now, &e), &e);
    health_account_again(&p->s); /* as sender_account_changed does, on the sender's thread */
    p->s.look = true;
}

static void answer(struct pause_case *p, const struct outbox_lease *lease)
{
    struct send_end end = { .outbox_id = lease->id,
                            .started_ms = p->now,
                            .tries = lease->tries,
                            .outcome = SEND_ANSWERED,
                            .why = "test" };
    struct graph_result result = { .answer = GRAPH_ACCEPTED, .http_status = 200 };
    char wamid[40];
    (void)snprintf(wamid, sizeof wamid, "wamid.P%lld", (long long)lease->id);
    result.wamid = str_of(wamid);
    if (p->code)
        result = (struct graph_result){ .answer = GRAPH_REFUSED,
                                        .http_status = 403,
                                        .code = p->code,
                                        .class = graph_rule(p->code)->class };
    p->left++;
    send_begun(&p->s, lease);
    send_ended(&p->s, &end, &result);
}

static void turn(struct pause_case *p)
{
    struct err e = { 0 };
    struct exchange *x = &p->s.exchange;
    if (!exchange_fill(&p->s)) return;
    exchange_filled(&p->s);
    must(exchange_run(x, p->c->db, &e), &e);
    exchange_read(&p->s);
    for (size_t i = 0; i < x->lease_count; i++)
        answer(p, &x->leases[i]);
    x->lease_count = 0;
}

/* The harmless GET: it is refused as messages are. */
static void probe(struct pause_case *p)
{
    if (p->s.doubt && p->now >= p->s.probe_at)
        health_probe_done(&p->s, p->code ? PROBE_REFUSED : PROBE_FINE, p->code);
}

/* So much time passes, and nobody wakes the sender meanwhile; how many left in it. */
static int passes(struct pause_case *p, int64_t ms)
{
    int64_t end = p->now + ms;
    p->left = 0;
    for (;;) {
        probe(p);
        turn(p);
        turn(p); /* what the first has brought */
        if (p->now >= end) return p->left;
        p->now += MS_PER_SECOND;
        p->s.look = true;
    }
}

static int setup(void **state)
{
    struct err e = { 0 };
    struct pause_case *p = &one;
    if (!crypto_init(&e) || store_case_setup(state) != 0) return -1;
    memset(p, 0, sizeof *p);
    p->c = *state;
    p->now = CASE_NOW;
    p->s.options = (struct sender_options){ .log = &p->log,
                                            .clock = { case_now, p },
                                            .steady = { case_now, p },
                                            .unsure_ms = SENDER_UNSURE_MS };
    p->s.stats.can_send = p->s.look = true;
    p->s.stop_code = GRAPH_NO_CODE;
    pace_init(&p->s.pace, PACE_MAX, p->now);
    (void)pthread_mutex_init(&p->s.lock, NULL);
    for (int i = 0; i < REPLIES; i++) {
        char phone[24];
        (void)snprintf(phone, sizeof phone, "62812000000%02d", i);
        (void)case_reply(p->c, case_contact(p->c, phone, NULL), 0);
    }
    return 0;
}

static int teardown(void **state)
{
    struct store_case *c = one.c;
    arena_clear(&one.s.exchange.arena);
    pthread_mutex_destroy(&one.s.lock);
    *state = c;
    return store_case_teardown(state);
}

static void test_without_news_all_leave(void **state)
{
    struct pause_case *p = &one;
    (void)state;
    assert_int_equal(passes(p, 0), REPLIES);
}

static void test_a_ban_until_it_is_lifted(void **state)
{
    struct pause_case *p = &one;
    (void)state;
    p->code = 131031; /* what Meta says to whoever tries all the same */
    says(p, ACCOUNT_FACT_BAN, "9223372036854775807");
    assert_int_equal(passes(p, LOOK_MS - MS_PER_SECOND), 0);
    assert_false(p->s.stats.can_send);
    assert_string_equal(p->s.stats.stopped_by, "account");
    p->code = 0;
    says(p, ACCOUNT_FACT_BAN, "0");
    assert_int_equal(passes(p, MS_PER_SECOND), REPLIES);
    assert_true(p->s.stats.can_send);
    case_equals(p->c, "SELECT COUNT(*) FROM outbox WHERE state = 3", REPLIES);
}

/* News may be lost: one message in ten minutes tries, and the first that Meta takes ends it. */
static void test_a_ban_whose_end_nobody_tells(void **state)
{
    struct pause_case *p = &one;
    (void)state;
    p->code = 131031;
    says(p, ACCOUNT_FACT_BAN, "9223372036854775807");
    int tried = passes(p, 3 * LOOK_MS);
    if (tried < 1 || tried > 30) fail_msg("%d tried", tried);
    case_equals(p->c, "SELECT COUNT(*) FROM outbox WHERE state = 0", REPLIES); /* none is lost */
    p->code = 0;
    assert_int_equal(passes(p, LOOK_MS + MS_PER_MINUTE), REPLIES);
    assert_true(p->s.stats.can_send);
}

static void test_a_restriction_ends_by_itself(void **state)
{
    struct pause_case *p = &one;
    char until[24];
    (void)state;
    (void)snprintf(until, sizeof until, "%lld", (long long)p->now + MS_PER_HOUR);
    says(p, ACCOUNT_FACT_RESTRICT, until);
    assert_int_equal(passes(p, MS_PER_HOUR - MS_PER_SECOND), 0); /* Meta said so: nobody tries */
    assert_int_equal(passes(p, MS_PER_SECOND * 2), REPLIES);
}

static void test_what_is_over_holds_nobody(void **state)
{
    struct pause_case *p = &one;
    char until[24];
    (void)state;
    (void)snprintf(until, sizeof until, "%lld", (long long)p->now);
    says(p, ACCOUNT_FACT_RESTRICT, until);
    assert_int_equal(passes(p, 0), REPLIES);
}

/* What was under way when the news came says nothing of them. */
static void test_an_answer_to_an_older_message_ends_no_pause(void **state)
{
    struct pause_case *p = &one;
    struct send_end end = { .outbox_id = 1,
                            .started_ms = p->now - 1,
                            .tries = { .attempt = 1 },
                            .outcome = SEND_ANSWERED,
                            .why = "test" };
    struct graph_result result = { .answer = GRAPH_ACCEPTED,
                                   .http_status = 200,
                                   .wamid = STR("wamid.OLD") };
    (void)state;
    says(p, ACCOUNT_FACT_BAN, "9223372036854775807");
    turn(p);
    assert_false(p->s.stats.can_send);
    p->s.busy = 1;
    send_ended(&p->s, &end, &result);
    assert_int_equal(passes(p, LOOK_MS - MS_PER_SECOND), 0);
    assert_false(p->s.stats.can_send);
}

/* Meta refuses the token and has stopped the account: each ends by itself, and until then the other
 * holds. */
static void test_a_pause_and_a_stop_by_code_end_apart(void **state)
{
    struct pause_case *p = &one;
    (void)state;
    p->code = 190;
    assert_int_equal(passes(p, MS_PER_SECOND), REPLIES); /* under way together */
    assert_string_equal(p->s.stats.stopped_by, "190");
    says(p, ACCOUNT_FACT_BAN, "9223372036854775807");
    assert_int_equal(passes(p, MS_PER_MINUTE), 0);
    assert_string_equal(p->s.stats.stopped_by, "190");
    says(p, ACCOUNT_FACT_BAN, "0"); /* the token is no better for it */
    assert_int_equal(passes(p, MS_PER_MINUTE), 0);
    assert_string_equal(p->s.stats.stopped_by, "190");
    says(p, ACCOUNT_FACT_BAN, "9223372036854775807");
    p->code = 0;
    assert_int_equal(passes(p, LOOK_MS - MS_PER_MINUTE), 0);
    assert_string_equal(p->s.stats.stopped_by, "account");
    says(p, ACCOUNT_FACT_BAN, "0");
    assert_int_equal(passes(p, MS_PER_SECOND), REPLIES);
    assert_string_equal(p->s.stats.stopped_by, "");
}

/* A status says that what was accepted was too fast: once for all that were on their way. */
static void test_a_throttle_told_by_statuses_halves_once(void **state)
{
    struct pause_case *p = &one;
    (void)state;
    for (int i = 0; i < 3; i++) {
        health_told(&p->s, 130429);
        p->now += MS_PER_SECOND;
    }
    assert_int_equal(p->s.pace.per_second, PACE_MAX / 2);
    assert_true(p->s.stats.throttled > 0);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_without_news_all_leave),
        CASE(test_a_ban_until_it_is_lifted),
        CASE(test_a_ban_whose_end_nobody_tells),
        CASE(test_a_restriction_ends_by_itself),
        CASE(test_what_is_over_holds_nobody),
        CASE(test_an_answer_to_an_older_message_ends_no_pause),
        CASE(test_a_pause_and_a_stop_by_code_end_apart),
        CASE(test_a_throttle_told_by_statuses_halves_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
