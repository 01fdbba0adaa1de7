/* test_storm.c - an hour in which everything goes wrong, in seconds: 10,000 replies to 2,000
 * contacts through an outage, an expired token and throttling. Time is passed in, 10 ms a step.
 *
 * The delivery room is the real one from the outbox to the verdict (exchange, health, retry, pace,
 * pair); the far end stands where libcurl would: it takes a request when it is begun and says later
 * how it ended. It keeps Meta's limits and knows what it was given. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/delivery/sender_private.h"
#include "../../../src/sim/citizens.h"
#include "base/crypto.h"
#include "store_case.h"
#include <string.h>

#define REPLIES     10000
#define AT_START    4000
#define CONTACTS    2000
#define TALKATIVE   20 /* contacts that get a third of the replies */
#define PER_SECOND  80
#define IN_FLIGHT   16
#define META_PAIR   45
#define STEP_MS     10
#define HOUR_ENDS   (62 * MS_PER_MINUTE)
#define ALL_ENDS    (6 * MS_PER_HOUR)
#define STATUSES    4096
#define PATIENCE_MS SENDER_TIMEOUT_MS

enum weather { FINE, REFUSES, SILENT, PAGE_500, WORDS_503, TOKEN, THROTTLES };

static const struct {
    int from_minute;
    enum weather weather;
} hours[] = {
    { 0, FINE },       { 5, REFUSES }, { 8, SILENT }, { 13, PAGE_500 },
    { 16, WORDS_503 }, { 20, FINE },   { 27, TOKEN }, { 42, FINE },
    { 44, THROTTLES }, { 60, SILENT }, { 62, FINE },
};

struct flight {
    bool used, taken;
    int64_t ends_at, contact;
    struct send_end end;
    struct graph_result result;
    char wamid[40];
};

struct report_due {
    int64_t at, outbox_id, contact;
    enum delivery_status status;
};

struct storm {
    struct store_case *c;
    struct sender s;
    struct log log;
    int64_t now, start, probe_ends;
    uint64_t dice;
    int put;
    int64_t contacts[CONTACTS], messages[CONTACTS], last_taken[CONTACTS];
    struct sim_citizen citizens[CONTACTS];
    int64_t busy[CONTACTS]; /* the row that Meta was given and has not said a word about */
    struct flight flights[IN_FLIGHT];
    struct report_due due[STATUSES];
    size_t due_count;
    int64_t begun[PER_SECOND]; /* of the latest, in turn */
    uint64_t requests, taken, refused;
};

static struct storm storm;

static int64_t storm_now(void *ctx)
{
    return ((const struct storm *)ctx)->now;
}

/* xorshift: the same storm each time, but for the jitter of the room itself. */
static int64_t roll(struct storm *t, int64_t below)
{
    t->dice ^= t->dice << 13;
    t->dice ^= t->dice >> 7;
    t->dice ^= t->dice << 17;
    return (int64_t)(t->dice % (uint64_t)below);
}

static enum weather weather_at(const struct storm *t)
{
    enum weather w = FINE;
    for (size_t i = 0; i < sizeof hours / sizeof *hours; i++)
        if (t->now - t->start >= hours[i].from_minute * MS_PER_MINUTE) w = hours[i].weather;
    return w;
}

static bool is_away(enum weather w)
{
    return w == REFUSES || w == SILENT || w == PAGE_500 || w == WORDS_503;
}

/* --- citizens and their replies --- */

static void contacts_make(struct storm *t)
{
    for (int i = 0; i < CONTACTS; i++) {
        char phone[24];
        (void)snprintf(phone, sizeof phone, "62812%07d", i);
        t->contacts[i] = case_contact(t->c, phone, NULL);
        t->messages[i] = case_message(t->c, t->contacts[i]);
        t->citizens[i] = (struct sim_citizen){ .pair_left = META_PAIR, .pair_at_ms = t->now };
    }
}

static int64_t index_of(const struct storm *t, int64_t contact_id)
{
    int64_t i = contact_id - t->contacts[0];
    assert_in_range(i, 0, CONTACTS - 1);
    assert_int_equal(t->contacts[i], contact_id);
    return i;
}

static void reply_put(struct storm *t)
{
    struct err e = { 0 };
    struct outbound content = { .type = OUTBOUND_TEXT, .body = STR("Terima kasih") };
    int64_t id, to = roll(t, 3) == 0 ? roll(t, TALKATIVE) : roll(t, CONTACTS);
    struct outbox_draft draft = { .contact_id = t->contacts[to],
                                  .message_id = t->messages[to],
                                  .content = &content,
                                  .now = t->now };
    must(outbox_put(t->c->db, &draft, &id, &e), &e);
    t->put++;
    t->s.look = true;
}

static void replies_come(struct storm *t)
{
    int64_t passed = t->now - t->start;
    int64_t wanted = AT_START + (REPLIES - AT_START) * passed / HOUR_ENDS;
    while (t->put < REPLIES && t->put < wanted)
        reply_put(t);
}

/* --- the far end --- */

static void report_later(struct storm *t, const struct flight *f, enum delivery_status status,
                         int64_t after_ms)
{
    assert_true(t->due_count < STATUSES);
    t->due[t->due_count++] =
        (struct report_due){ t->now + after_ms, f->end.outbox_id, f->contact, status };
}

static void answered(struct storm *t, int64_t contact, int64_t outbox_id)
{
    if (t->busy[contact] == outbox_id) t->busy[contact] = 0;
}

/* What Meta has it reports; while it is away it cannot, and does when it is back. */
static void reports_come(struct storm *t)
{
    if (is_away(weather_at(t))) return;
    for (size_t i = 0; i < t->due_count;) {
        struct report_due *d = &t->due[i];
        struct err e = { 0 };
        char callback[OUTBOX_CALLBACK_SIZE], wamid[40];
        bool fresh;
        if (d->at > t->now) {
            i++;
            continue;
        }
        outbox_callback_format(d->outbox_id, callback);
        (void)snprintf(wamid, sizeof wamid, "wamid.T%lld", (long long)d->outbox_id);
        struct inbound_status status = { .wamid = str_of(wamid),
                                         .status = d->status,
                                         .at = t->now,
                                         .callback = str_of(callback),
                                         .error_title = STR_EMPTY,
                                         .error_detail = STR_EMPTY,
                                         .pricing_type = STR_EMPTY,
                                         .pricing_category = STR_EMPTY };
        must(outbox_status(t->c->db, &status, t->now, &fresh, &e), &e);
        answered(t, d->contact, d->outbox_id);
        *d = t->due[--t->due_count];
    }
}

static void limits_hold(struct storm *t, int64_t contact, int64_t outbox_id)
{
    int64_t *oldest = &t->begun[t->requests % PER_SECOND];
    if (t->requests >= PER_SECOND && t->now - *oldest < MS_PER_SECOND)
        fail_msg("%d requests in %lld ms", PER_SECOND + 1, (long long)(t->now - *oldest));
    *oldest = t->now;
    t->requests++;
    if (!sim_citizen_pair_take(&t->citizens[contact], t->now))
        fail_msg("too many to contact %lld", (long long)contact);
    assert_int_equal(t->busy[contact], 0);
    t->busy[contact] = outbox_id;
}

static void take(struct storm *t, struct flight *f)
{
    f->taken = true;
    t->taken++;
    /* Each of a contact in the order in which they were put, none a second time. */
    if (f->end.outbox_id <= t->last_taken[f->contact])
        fail_msg("%lld after %lld", (long long)f->end.outbox_id,
                 (long long)t->last_taken[f->contact]);
    t->last_taken[f->contact] = f->end.outbox_id;
    report_later(t, f, DELIVERY_SENT, 20 + roll(t, 3000));
    report_later(t, f, DELIVERY_DELIVERED, 20 + roll(t, 20000));
    (void)snprintf(f->wamid, sizeof f->wamid, "wamid.T%lld", (long long)f->end.outbox_id);
    f->result = (struct graph_result){ .answer = GRAPH_ACCEPTED, .http_status = 200 };
    f->result.wamid = str_of(f->wamid);
}

static void refuse(struct storm *t, struct flight *f, int http_status, int64_t code)
{
    t->refused++;
    f->result = (struct graph_result){ .answer = GRAPH_REFUSED,
                                       .http_status = http_status,
                                       .code = code,
                                       .class = graph_rule(code)->class };
}

static void lose(struct flight *f, enum send_outcome outcome, int64_t ends_at)
{
    f->end.outcome = outcome;
    f->ends_at = ends_at;
}

static void meet(struct storm *t, struct flight *f)
{
    switch (weather_at(t)) {
    case FINE: take(t, f); return;
    case REFUSES: lose(f, SEND_NOT_SENT, t->now); return;
    case SILENT:
        if (roll(t, 2)) take(t, f);
        lose(f, SEND_UNSURE, t->now + PATIENCE_MS);
        return;
    case PAGE_500:
        f->result = (struct graph_result){ .answer = GRAPH_UNSURE, .http_status = 500 };
        return;
    case WORDS_503: refuse(t, f, 503, 131016); return;
    case TOKEN: refuse(t, f, 401, 190); return;
    case THROTTLES: break;
    }
    int64_t luck = roll(t, 10);
    if (luck < 3)
        take(t, f);
    else
        refuse(t, f, 400, luck == 3 ? 131056 : luck == 4 ? 80007 : 130429);
}

/* --- the room, driven as its thread drives it --- */

static void depart(struct storm *t, const struct outbox_lease *lease)
{
    struct flight *f = t->flights;
    if (send_is_held(&t->s, lease)) return;
    while (f->used)
        f++;
    assert_true(f < t->flights + IN_FLIGHT);
    *f = (struct flight){ .used = true,
                          .contact = index_of(t, lease->contact_id),
                          .ends_at = t->now + 40 + roll(t, 60) };
    f->end = (struct send_end){ .outbox_id = lease->id,
                                .started_ms = t->now,
                                .tries = lease->tries,
                                .outcome = SEND_ANSWERED,
                                .why = "storm" };
    send_begun(&t->s, lease);
    limits_hold(t, f->contact, lease->id);
    meet(t, f);
}

static void flights_land(struct storm *t)
{
    for (int i = 0; i < IN_FLIGHT; i++) {
        struct flight *f = &t->flights[i];
        if (!f->used || f->ends_at > t->now) continue;
        f->used = false;
        answered(t, f->contact, f->end.outbox_id);
        send_ended(&t->s, &f->end, &f->result);
    }
}

static void probe(struct storm *t)
{
    struct sender *s = &t->s;
    if (s->probing && t->now >= t->probe_ends) {
        s->probing = false;
        enum weather now = weather_at(t);
        health_probe_done(s,
                          is_away(now)   ? PROBE_AWAY
                          : now == TOKEN ? PROBE_REFUSED
                                         : PROBE_FINE,
                          190);
    } else if (!s->probing && s->doubt && t->now >= s->probe_at) {
        s->probing = true;
        t->probe_ends = t->now + 50;
    }
}

static void exchange(struct storm *t)
{
    struct err e = { 0 };
    struct exchange *x = &t->s.exchange;
    if (!exchange_fill(&t->s)) return;
    exchange_filled(&t->s);
    must(exchange_run(x, t->c->db, &e), &e);
    assert_int_equal(x->lost_reports, 0);
    exchange_read(&t->s);
    for (size_t i = 0; i < x->lease_count; i++)
        depart(t, &x->leases[i]);
    x->lease_count = 0;
}

static void storm_begin(struct storm *t, struct store_case *c)
{
    memset(t, 0, sizeof *t);
    t->c = c;
    t->now = t->start = CASE_NOW;
    t->dice = 20261128;
    t->s.options = (struct sender_options){ .log = &t->log,
                                            .clock = { storm_now, t },
                                            .steady = { storm_now, t },
                                            .in_flight = IN_FLIGHT,
                                            .messages_per_second = PER_SECOND,
                                            .unsure_ms = SENDER_UNSURE_MS };
    t->s.stop_code = GRAPH_NO_CODE;
    pace_init(&t->s.pace, PER_SECOND, t->now);
    (void)pthread_mutex_init(&t->s.lock, NULL);
    contacts_make(t);
}

static void storm_end(struct storm *t)
{
    arena_clear(&t->s.exchange.arena);
    pthread_mutex_destroy(&t->s.lock);
}

static bool is_over(struct storm *t)
{
    return t->now - t->start >= HOUR_ENDS && t->now % MS_PER_SECOND == 0 &&
           case_ask(t->c, "SELECT COUNT(*) FROM outbox WHERE state < 5") == 0;
}

static void test_an_hour_of_everything(void **state)
{
    struct storm *t = &storm;
    storm_begin(t, *state);
    while (!is_over(t) && t->now - t->start < ALL_ENDS) {
        replies_come(t);
        reports_come(t);
        flights_land(t);
        probe(t);
        exchange(t);
        t->now += STEP_MS;
    }
    print_message("%llu requests, %llu refused, %llu unsure; all delivered after %lld minutes\n",
                  (unsigned long long)t->requests, (unsigned long long)t->refused,
                  (unsigned long long)t->s.stats.unsure,
                  (long long)((t->now - t->start) / MS_PER_MINUTE));
    case_equals(t->c, "SELECT COUNT(*) FROM outbox", REPLIES);
    case_equals(t->c, "SELECT COUNT(*) FROM outbox WHERE state = 5", REPLIES);
    assert_int_equal(t->taken, REPLIES);
    assert_true(t->refused > 100 && t->s.stats.unsure > 3);
    storm_end(t);
}

static int setup(void **state)
{
    struct err e = { 0 };
    return crypto_init(&e) ? store_case_setup(state) : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_an_hour_of_everything, setup, store_case_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
