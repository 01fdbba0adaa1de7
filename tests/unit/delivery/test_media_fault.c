/* test_media_fault.c - what follows when a file could not be had. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/delivery/media_fault.h"
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define NOW           INT64_C(1795500000000)
#define LATER         (NOW + INT64_C(604800000))

static void test_how_long_we_are_patient(void **state)
{
    static const struct {
        const char *rule;
        enum media_fault fault;
        int faults;
        int64_t expires_at;
        bool again;
        enum attachment_state end;
    } rows[] = {
        { "the network comes back", MEDIA_NETWORK, 0, LATER, true, ATTACHMENT_EXPIRED },
        { "so does Meta, however often", MEDIA_AWAY, 99, LATER, true, ATTACHMENT_EXPIRED },
        { "a token is renewed", MEDIA_TOKEN, 99, LATER, true, ATTACHMENT_EXPIRED },
        { "a disk is emptied", MEDIA_DISK, 99, LATER, true, ATTACHMENT_EXPIRED },
        { "a stranger goes away, however often it came", MEDIA_STRANGER, 99, LATER, true,
          ATTACHMENT_EXPIRED },
        { "until Meta forgets the file", MEDIA_NETWORK, 0, NOW, false, ATTACHMENT_EXPIRED },
        { "a wrong file may come right", MEDIA_WRONG_HASH, 2, LATER, true, ATTACHMENT_FAILED },
        { "four times", MEDIA_WRONG_HASH, 3, LATER, false, ATTACHMENT_FAILED },
        { "what Meta does not know is asked for four times", MEDIA_GONE, 2, LATER, true,
          ATTACHMENT_EXPIRED },
        { "then it is gone", MEDIA_GONE, 3, LATER, false, ATTACHMENT_EXPIRED },
        { "after its time it is expired, whatever came", MEDIA_WRONG_LENGTH, 0, NOW - 1, false,
          ATTACHMENT_EXPIRED },
        { "too large stays too large", MEDIA_TOO_LARGE, 0, LATER, false, ATTACHMENT_FAILED },
        { "even after its time", MEDIA_TOO_LARGE, 0, NOW - 1, false, ATTACHMENT_FAILED },
        { "an id that is none", MEDIA_BAD_ID, 0, LATER, false, ATTACHMENT_FAILED },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct attachment_work work = { .attempt = 1,
                                        .faults = rows[i].faults,
                                        .expires_at = rows[i].expires_at };
        struct media_verdict v = media_fault_decide(rows[i].fault, &work, NOW, 7);
        if (v.again != rows[i].again || v.end != rows[i].end || v.why.code[0] == '\0')
            fail_msg("%s", rows[i].rule);
    }
}

static void test_when_it_is_tried_again(void **state)
{
    static const struct {
        const char *rule;
        int attempt;
        uint64_t random;
        int64_t after_ms;
    } rows[] = {
        { "soon", 1, 0, 2500 },
        { "five seconds at most", 1, 2500, 5000 },
        { "then twice as late", 2, 5000, 10000 },
        { "and twice again", 3, 10000, 20000 },
        { "half an hour at most", 40, 900000, 1800000 },
        { "a quarter at least", 40, 0, 900000 },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct attachment_work work = { .attempt = rows[i].attempt, .expires_at = LATER };
        struct media_verdict v = media_fault_decide(MEDIA_AWAY, &work, NOW, rows[i].random);
        if (v.due_at != NOW + rows[i].after_ms)
            fail_msg("%s: %lld", rows[i].rule, (long long)(v.due_at - NOW));
    }
    struct attachment_work last = { .attempt = 40, .expires_at = NOW + 1000 };
    assert_int_equal(media_fault_decide(MEDIA_AWAY, &last, NOW, 1).due_at, NOW + 1000);
}

static void test_what_an_answer_says(void **state)
{
    static const struct {
        const char *rule;
        int status;
        int64_t code;
        enum media_fault fault;
    } rows[] = {
        { "no such object", 400, 100, MEDIA_GONE },
        { "no such id", 404, 33, MEDIA_GONE },
        { "a code that nobody knows", 404, 999999, MEDIA_GONE },
        { "a proxy's page: forbidden", 403, GRAPH_NO_CODE, MEDIA_STRANGER },
        { "a proxy's page: not found", 404, GRAPH_NO_CODE, MEDIA_STRANGER },
        { "a proxy's page: sign in first", 401, GRAPH_NO_CODE, MEDIA_STRANGER },
        { "a proxy's page: bad request", 400, GRAPH_NO_CODE, MEDIA_STRANGER },
        { "an expired token", 401, 190, MEDIA_TOKEN },
        { "an expired token, told with another status", 400, 190, MEDIA_TOKEN },
        { "a permission", 403, 200, MEDIA_TOKEN },
        { "a token that was invalidated", 401, 0, MEDIA_TOKEN },
        { "refused, says a code that nobody knows", 403, 999999, MEDIA_TOKEN },
        { "too many calls", 400, 4, MEDIA_AWAY },
        { "too many of this account", 400, 80007, MEDIA_AWAY },
        { "an unknown error of Meta's", 500, 1, MEDIA_AWAY },
        { "a temporary one", 503, 2, MEDIA_AWAY },
        { "a permission, told as a fault of the server", 500, 3, MEDIA_TOKEN },
        { "a gateway's page", 502, GRAPH_NO_CODE, MEDIA_AWAY },
        { "too many requests", 429, GRAPH_NO_CODE, MEDIA_AWAY },
        { "nothing at all", 204, GRAPH_NO_CODE, MEDIA_STRANGER },
        { "a redirect of the id", 302, GRAPH_NO_CODE, MEDIA_STRANGER },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++)
        if (media_fault_of_answer(wa_provider_meta(), rows[i].status, rows[i].code) !=
            rows[i].fault)
            fail_msg("%s", rows[i].rule);
    const struct wa_provider *other = wa_provider_find(STR("360dialog"));
    assert_int_equal(media_fault_of_answer(other, 401, GRAPH_NO_CODE), MEDIA_TOKEN);
    assert_int_equal(media_fault_of_answer(other, 403, GRAPH_NO_CODE), MEDIA_STRANGER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_how_long_we_are_patient),
        cmocka_unit_test(test_when_it_is_tried_again),
        cmocka_unit_test(test_what_an_answer_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
