/* test_play_load.c - scripts and load against a made-up kanda. */
#include "rig.h"

#include "../../../src/sim/load.h"
#include "../../../src/sim/play.h"

static struct sim_target target_of(struct rig *r)
{
    const struct sim_target_options options = { .graph = r->graph };
    struct sim_target target;
    struct err e;
    if (!sim_target_find(&options, r->caller, &target, &e)) fail_msg("%s", e.text);
    assert_string_equal(target.webhook, r->webhook);
    return target;
}

/* transcript may be NULL. */
static bool play(struct rig *r, const char *steps, struct buf *transcript,
                 struct sim_play_result *result, struct err *e)
{
    char text[1000];
    struct dice dice;
    struct sim_script script;
    struct sim_target target = target_of(r);
    FILE *nowhere = fopen("/dev/null", "w");
    const struct sim_play_wish wish = { NULL, nowhere, transcript };
    (void)snprintf(text, sizeof text,
                   "{\"title\":\"Coba\",\"citizens\":[{\"name\":\"Siti\",\"wa_id\":"
                   "\"6281200000001\"}],\"steps\":[%s]}",
                   steps);
    sim_dice_init(&dice, 1);
    if (!sim_script_parse(str_of(text), &dice, &script, e)) fail_msg("%s", e->text);
    bool ok = sim_play_run(&script, &target, r->caller, clock_system(), &wish, result, e);
    sim_script_finish(&script);
    (void)fclose(nowhere);
    return ok;
}

static void test_play(void **state)
{
    struct rig *r = *state;
    struct sim_play_result result;
    struct err e;
    atomic_store(&r->answers, true);
    if (!play(
            r,
            "{\"from\":0,\"text\":\"Jalan rusak\"},"
            "{\"expect\":{\"to\":0,\"contains\":[\"lk26\",\"paling lambat\"]}},"
            "{\"from\":0,\"tap\":\"salah\"},{\"expect\":{\"to\":0}},"
            "{\"from\":0,\"image\":{\"caption\":\"Foto\"},\"quote\":true},{\"expect\":{\"to\":0}}",
            NULL, &result, &e))
        fail_msg("%s", e.text);
    assert_int_equal(result.said, 3);
    assert_int_equal(result.met, 3);
    assert_true(heard(r, "\"button_reply\":{\"id\":\"u:1\""));
    assert_true(heard(r, "\"caption\":\"Foto\""));
    assert_false(play(r, "{\"expect\":{\"to\":0,\"within_ms\":0}}", NULL, &result, &e));
    assert_int_equal(e.code, ERR_CONFLICT);
    assert_false(play(r, "{\"from\":0,\"tap\":\"tidak ada\"}", NULL, &result, &e));
    atomic_store(&r->fail_next, 1);
    assert_false(play(r, "{\"from\":0,\"text\":\"x\"}", NULL, &result, &e));
    assert_int_equal(e.code, ERR_CONFLICT);
}

static void test_transcript_of_a_play(void **state)
{
    struct rig *r = *state;
    struct sim_play_result result;
    struct buf transcript;
    struct err e;
    buf_init(&transcript, 4096);
    atomic_store(&r->answers, true);
    if (!play(r,
              "{\"from\":0,\"text\":\"Jalan rusak\"},{\"expect\":{\"to\":0}},"
              "{\"from\":0,\"text\":\"Masih\"},{\"expect\":{\"to\":0}}",
              &transcript, &result, &e))
        fail_msg("%s", e.text);
    const char reply[] = "-- interactive button\n"
                         "    Nomor {number 1}\n"
                         "    Paling lambat Jumat\n"
                         "    [Salah unit]\n\n";
    char want[400];
    (void)snprintf(want, sizeof want, "Coba\n\n== Siti\n\n%s%s", reply, reply);
    buf_add_char(&transcript, '\n');
    assert_string_equal(transcript.at, want);
    buf_finish(&transcript);
}

static void test_load(void **state)
{
    struct rig *r = *state;
    const struct sim_load_settings settings = { .rate = 200,
                                                .seconds = 1,
                                                .connections = 4,
                                                .citizens = 10,
                                                .batch = 2,
                                                .seed = 1,
                                                .repeat = 0.2,
                                                .wrong_signature = 0.1 };
    struct sim_target target = target_of(r);
    static struct sim_load_result result;
    struct err e;
    if (!sim_load_run(&settings, &target, clock_system(), &result, &e)) fail_msg("%s", e.text);
    assert_int_equal(result.requests, 200);
    assert_int_equal(result.ok + result.denied, 200);
    assert_int_equal(result.denied, result.forged);
    assert_int_equal(result.messages, 2 * (result.ok - result.repeats));
    assert_true(result.repeats > 0 && result.forged > 0);
    assert_int_equal(result.latency.count, 200);
    assert_int_equal(atomic_load(&r->valid), result.ok);
    assert_int_equal(atomic_load(&r->forged), result.denied);
}

static void test_load_as_fast_as_answers_come(void **state)
{
    struct rig *r = *state;
    const struct sim_load_settings settings = {
        .seconds = 1, .connections = 2, .citizens = 10, .batch = 1, .seed = 1
    };
    struct sim_target target = target_of(r);
    static struct sim_load_result result;
    struct err e;
    assert_true(sim_load_run(&settings, &target, clock_system(), &result, &e));
    assert_true(result.ok > 0);
    assert_int_equal(result.ok, result.requests);
    assert_int_equal(atomic_load(&r->valid), result.ok);
}

static void test_other_machines_are_refused(void **state)
{
    struct rig *r = *state;
    const struct sim_target_options graph = { .graph = "http://198.51.100.7:8090" };
    const struct sim_target_options webhook = { .webhook = "http://198.51.100.7/webhook",
                                                .app_secret = "s",
                                                .phone_number_id = "1" };
    struct sim_target target;
    struct err e;
    assert_false(sim_target_find(&graph, r->caller, &target, &e));
    assert_int_equal(sim_target_exit(&e), 2);
    assert_false(sim_target_find(&webhook, r->caller, &target, &e));
    assert_int_equal(sim_target_exit(&e), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_RIG(test_play),
        WITH_RIG(test_transcript_of_a_play),
        WITH_RIG(test_load),
        WITH_RIG(test_load_as_fast_as_answers_come),
        WITH_RIG(test_other_machines_are_refused),
    };
    return cmocka_run_group_tests(tests, prepare, clean_up);
}
