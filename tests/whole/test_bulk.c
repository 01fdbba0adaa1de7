/* test_bulk.c - many tickets in one request: each as if it came alone, good ones beside bad ones,
 * and the whole only once. */
#include "api.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MANY  100
#define BRIBE "Ada pungli di kantor desa Sebaung"

static struct api api;
static char numbers[MANY][32];

static int setup(void **state)
{
    (void)state;
    api_create(&api);
    for (int i = 0; i < MANY; i++) {
        char words[96], phone[32];
        (void)snprintf(words, sizeof words, "Jalan berlubang nomor %d di desa Sebaung", 1000 + i);
        (void)snprintf(phone, sizeof phone, "62812777%05d", i);
        api_write(&api.town, phone, "Warga", words);
    }
    struct reply r = api_get(&api, ADMIN, "/api/v1/tickets?limit=200&sort=created_at");
    int n = 0;
    for (const struct json *t = json_first(json_get(r.tree, "items")); t && n < MANY;
         t = json_next(t))
        assert_true(str_copy(numbers[n++], 32, json_get_text(t, "number")));
    reply_free(&r);
    return n == MANY ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    api_destroy(&api);
    return 0;
}

static struct reply send(enum api_who who, const char *what, const char *body, const char *header)
{
    char path[64];
    (void)snprintf(path, sizeof path, "/api/v1/bulk/%s", what);
    return api_send(&api, who, "POST", path, body, header);
}

static const struct json *item_of(const struct reply *r, const char *number)
{
    for (const struct json *i = json_first(json_get(r->tree, "items")); i; i = json_next(i))
        if (str_equal(json_get_text(i, "number"), str_of(number))) return i;
    fail_msg("nothing about %s: %s", number, r->body);
    return NULL;
}

static void must_be(const struct reply *r, const char *number, int64_t want, const char *code,
                    int64_t version)
{
    const struct json *item = item_of(r, number);
    int64_t status = 0, now = 0;
    (void)json_i64(json_get(item, "status"), &status);
    (void)json_i64(json_get(item, "version"), &now);
    if (status != want || !str_equal(json_get_text(item, "code"), str_of(code)) || now != version)
        fail_msg("%s: want %lld %s %lld: %s", number, (long long)want, code, (long long)version,
                 r->body);
}

static int64_t done_of(const struct reply *r)
{
    int64_t done = -1;
    if (r->status != 200) fail_msg("%d: %s", r->status, r->body);
    assert_true(json_i64(json_get(r->tree, "done"), &done));
    return done;
}

static void test_bad_ones_hurt_no_good_ones(void **state)
{
    char body[800], bribe[32];
    (void)state;
    api_write(&api.town, "6281299900001", "Warga", BRIBE);
    api_number(&api, BRIBE, bribe);
    struct reply r = send(OPERATOR, "transitions", "{\"tickets\":[], \"to\":\"verified\"}", NULL);
    assert_int_equal(r.status, 422);
    reply_free(&r);
    (void)snprintf(body, sizeof body,
                   "{\"tickets\":[{\"number\":\"%s\",\"version\":1}],\"to\":\"verified\"}",
                   numbers[3]);
    r = send(OPERATOR, "transitions", body, NULL);
    assert_int_equal(done_of(&r), 1);
    must_be(&r, numbers[3], 200, "", 2);
    reply_free(&r);
    (void)snprintf(body, sizeof body,
                   "{\"tickets\":[{\"number\":\"%s\",\"version\":1},{\"number\":\"%s\",\"version\":"
                   "7},{\"number\":\"%s\"},{\"number\":\"%s\"},{\"number\":\"LK26-99999-1\"},"
                   "{\"number\":\"%s\"}],\"to\":\"verified\"}",
                   numbers[0], numbers[1], numbers[2], bribe, numbers[3]);
    r = send(OPERATOR, "transitions", body, "Idempotency-Key: sekali");
    assert_int_equal(done_of(&r), 2);
    must_be(&r, numbers[0], 200, "", 2);
    must_be(&r, numbers[1], 412, "stale", 1);
    must_be(&r, numbers[2], 200, "", 2);
    must_be(&r, numbers[3], 409, "illegal_move", 2); /* is verified already */
    must_be(&r, bribe, 404, "not_found", 0);
    must_be(&r, "LK26-99999-1", 404, "not_found", 0);
    struct reply again = send(OPERATOR, "transitions", body, "Idempotency-Key: sekali");
    assert_string_equal(again.body, r.body);
    reply_free(&again);
    reply_free(&r);
    assert_int_equal(town_count(&api.town, "SELECT COUNT(*) FROM event WHERE type = 'verified'"),
                     3);
    assert_int_equal(town_count(&api.town, "SELECT COUNT(*) FROM ticket WHERE status = 2"), 3);
}

static void test_each_as_if_it_came_alone(void **state)
{
    char body[400];
    (void)state;
    (void)snprintf(body, sizeof body,
                   "{\"tickets\":[{\"number\":\"%s\"},{\"number\":\"%s\"}],\"department\":"
                   "\"PUPR\",\"note\":\"Mohon dicek.\"}",
                   numbers[0], numbers[2]);
    struct reply r = send(OPERATOR, "assignments", body, NULL);
    assert_int_equal(done_of(&r), 2);
    reply_free(&r);
    r = send(OFFICER_PUPR, "assignments", body, NULL);
    assert_int_equal(r.status, 403);
    reply_free(&r);
    (void)snprintf(body, sizeof body,
                   "{\"tickets\":[{\"number\":\"%s\"},{\"number\":\"%s\"}],\"to\":"
                   "\"in_progress\",\"message\":\"Regu berangkat besok.\"}",
                   numbers[0], numbers[2]);
    r = send(OFFICER_DISHUB, "transitions", body, NULL); /* not theirs: not there */
    assert_int_equal(done_of(&r), 0);
    must_be(&r, numbers[0], 404, "not_found", 0);
    reply_free(&r);
    r = send(OFFICER_PUPR, "transitions", body, NULL);
    assert_int_equal(done_of(&r), 2);
    reply_free(&r);
    assert_int_equal(town_count(&api.town, "SELECT COUNT(*) FROM outbox WHERE content LIKE "
                                           "'%Regu berangkat besok.%'"),
                     2);
    /* what is missing is missing for each */
    (void)snprintf(body, sizeof body,
                   "{\"tickets\":[{\"number\":\"%s\"}],\"to\":\"awaiting_reporter\"}", numbers[0]);
    r = send(OFFICER_PUPR, "transitions", body, NULL);
    assert_int_equal(done_of(&r), 0);
    must_be(&r, numbers[0], 422, "invalid_value", 4);
    reply_free(&r);
}

/* From the one at `first` to before `end`, with one more of the first behind them if again. */
static char *body_of(int first, int end, bool again, const char *rest)
{
    struct buf b;
    buf_init(&b, 1 << 16);
    buf_add_text(&b, "{\"tickets\":[");
    for (int i = first; i < end; i++)
        buf_addf(&b, "%s{\"number\":\"%s\"}", i > first ? "," : "", numbers[i]);
    if (again) buf_addf(&b, ",{\"number\":\"%s\"}", numbers[first]);
    buf_addf(&b, "],%s}", rest);
    assert_true(buf_ok(&b));
    return buf_take(&b, NULL);
}

static void must_be_refused(enum api_who who, const char *what, char *body)
{
    struct reply r = send(who, what, body, NULL);
    if (r.status != 422) fail_msg("%d: %s", r.status, body);
    reply_free(&r);
    free(body);
}

static void test_a_hundred_at_once_and_no_more(void **state)
{
    (void)state;
    must_be_refused(OPERATOR, "transitions", body_of(4, MANY, true, "\"to\":\"verified\""));
    must_be_refused(OPERATOR, "transitions", body_of(4, MANY, false, "\"to\":\"lenyap\""));
    must_be_refused(OPERATOR, "transitions",
                    body_of(4, MANY, false, "\"to\":\"verified\",\"proof\":[1]"));
    must_be_refused(OPERATOR, "assignments", body_of(0, 0, false, "\"department\":\"PUPR\""));
    char *body = body_of(0, MANY, false, "\"to\":\"verified\"");
    struct reply one = send(OPERATOR, "transitions", body, "If-Match: \"77\"");
    assert_int_equal(one.status, 422); /* of which of them? */
    reply_free(&one);
    struct reply r = send(OPERATOR, "transitions", body, "Idempotency-Key: seratus");
    assert_int_equal(done_of(&r), MANY - 3); /* three have gone on */
    struct reply again = send(OPERATOR, "transitions", body, "Idempotency-Key: seratus");
    assert_string_equal(again.body, r.body);
    reply_free(&again);
    reply_free(&r);
    free(body);
    char *many = body_of(0, MANY, true, "\"to\":\"verified\"");
    memcpy(strstr(many, numbers[0]) + 6, "99", 2); /* another number: a hundred and one */
    must_be_refused(OPERATOR, "transitions", many);
    assert_int_equal(town_count(&api.town, "SELECT COUNT(*) FROM event WHERE type = 'verified'"),
                     MANY);
    const char *const verify[] = { "audit", "verify", NULL };
    char out[256];
    assert_int_equal(town_command(&api.town, verify, out, sizeof out), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bad_ones_hurt_no_good_ones),
        cmocka_unit_test(test_each_as_if_it_came_alone),
        cmocka_unit_test(test_a_hundred_at_once_and_no_more),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
