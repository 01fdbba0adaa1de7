/* test_fault.c - the settings of misbehaviour, and how often they strike. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/sim/fault.h"
#include <string.h>

static bool change(struct sim_faults *f, const char *text)
{
    struct json *tree;
    struct err e;
    if (!json_parse(str_of(text), &tree, &e)) fail_msg("the row is no JSON: %s", text);
    bool ok = sim_faults_read(tree, f, &e);
    json_free(tree);
    return ok;
}

static void test_changes(void **state)
{
    static const struct {
        const char *rule, *json;
        bool ok;
        enum sim_mode mode;
        double rate;
    } rows[] = {
        { "a mode alone strikes always", "{\"mode\":\"garbage\"}", true, MODE_GARBAGE, 1 },
        { "a rate with it", "{\"mode\":\"half\",\"fail_rate\":0.25}", true, MODE_HALF, 0.25 },
        { "a rate alone means error", "{\"fail_rate\":0.5}", true, MODE_ERROR, 0.5 },
        { "ok heals, whatever the rate", "{\"mode\":\"ok\",\"fail_rate\":1}", true, MODE_OK, 0 },
        { "other keys leave the mode", "{\"delay_ms\":5}", true, MODE_OK, 0 },
        { "a code of statuses leaves the mode", "{\"report_code\":131042}", true, MODE_OK, 0 },
        { "no such mode", "{\"mode\":\"angry\"}", false, MODE_OK, 0 },
        { "no such key", "{\"fial_rate\":1}", false, MODE_OK, 0 },
        { "more than always", "{\"fail_rate\":1.5}", false, MODE_OK, 0 },
        { "200 is no failure", "{\"fail_status\":200}", false, MODE_OK, 0 },
        { "a fault of files leaves the mode", "{\"media_mode\":\"wrong\",\"media_times\":2}", true,
          MODE_OK, 0 },
        { "no such fault of files", "{\"media_mode\":\"lost\"}", false, MODE_OK, 0 },
        { "a count below nothing", "{\"media_times\":-1}", false, MODE_OK, 0 },
        { "a target that is no text", "{\"media_target\":5}", false, MODE_OK, 0 },
        { "a text for a number", "{\"delay_ms\":\"5\"}", true, MODE_OK, 0 },
        { "not an object", "[]", false, MODE_OK, 0 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct sim_faults f = { 0 }, untouched = { 0 };
        bool ok = change(&f, rows[i].json);
        if (ok != rows[i].ok || f.mode != rows[i].mode || f.fail_rate != rows[i].rate)
            fail_msg("row %zu: %s", i, rows[i].rule);
        if (!ok) assert_memory_equal(&f, &untouched, sizeof f);
    }
}

static void test_written_and_read_again(void **state)
{
    struct sim_faults f = { 0 }, again = { 0 };
    char text[512];
    struct buf b;
    struct json_writer w;
    (void)state;
    assert_true(change(&f, "{\"mode\":\"half\",\"fail_rate\":0.5,\"fail_code\":131056,\"report_"
                           "code\":131042,\"drop\":0.1,\"delay_ms\":7,\"retry_after\":3,"
                           "\"usage\":85,\"accept\":false,\"fail_status\":500,"
                           "\"media_mode\":\"redirect\",\"media_times\":3,\"media_delay_ms\":9,"
                           "\"media_target\":\"http://127.0.0.1:1/x\"}"));
    buf_fixed(&b, text, sizeof text);
    json_writer_init(&w, &b);
    json_begin_object(&w);
    sim_faults_write(&w, &f);
    json_end_object(&w);
    assert_true(json_writer_done(&w));
    assert_true(change(&again, text));
    assert_memory_equal(&f, &again, sizeof f);
}

static void test_faults_of_files_strike_so_often(void **state)
{
    struct sim_media_faults f = { .mode = MEDIA_MODE_WRONG, .times = 2 };
    (void)state;
    assert_false(sim_media_faults_strike(&f, MEDIA_MODE_SHORT));
    assert_true(sim_media_faults_strike(&f, MEDIA_MODE_WRONG));
    assert_true(sim_media_faults_strike(&f, MEDIA_MODE_WRONG));
    assert_false(sim_media_faults_strike(&f, MEDIA_MODE_WRONG)); /* healed */
    assert_int_equal(f.mode, MEDIA_MODE_OK);
    f = (struct sim_media_faults){ .mode = MEDIA_MODE_AWAY };
    for (int i = 0; i < 9; i++)
        assert_true(sim_media_faults_strike(&f, MEDIA_MODE_AWAY)); /* for ever */
    assert_false(sim_media_faults_strike(&f, MEDIA_MODE_OK));
}

static void test_draws(void **state)
{
    struct dice dice;
    struct sim_faults f = { .mode = MODE_READ_AND_CLOSE, .fail_rate = 1 };
    int hits = 0;
    (void)state;
    sim_dice_init(&dice, 7);
    assert_int_equal(sim_faults_draw(&f, &dice, 1), MODE_OK);
    assert_int_equal(sim_faults_draw(&f, &dice, 2), MODE_READ_AND_CLOSE);
    f = (struct sim_faults){ .read_and_close = 1 };
    assert_int_equal(sim_faults_draw(&f, &dice, 1), MODE_OK);
    assert_int_equal(sim_faults_draw(&f, &dice, 9), MODE_READ_AND_CLOSE);
    f = (struct sim_faults){ .mode = MODE_ERROR, .fail_rate = 0.25 };
    for (int i = 0; i < 4000; i++)
        hits += sim_faults_draw(&f, &dice, 1) == MODE_ERROR;
    assert_in_range(hits, 850, 1150);
}

static void test_what_arrives_all_the_same(void **state)
{
    struct sim_faults f = { 0 };
    (void)state;
    assert_true(sim_faults_accepts(&f, MODE_READ_AND_CLOSE));
    assert_true(sim_faults_accepts(&f, MODE_HALF));
    assert_false(sim_faults_accepts(&f, MODE_SILENCE));
    assert_false(sim_faults_accepts(&f, MODE_GARBAGE));
    f.accepts = ACCEPTS_ALWAYS;
    assert_true(sim_faults_accepts(&f, MODE_SILENCE));
    assert_false(sim_faults_accepts(&f, MODE_ERROR));
    f.accepts = ACCEPTS_NEVER;
    assert_false(sim_faults_accepts(&f, MODE_HALF));
    assert_true(sim_faults_accepts(&f, MODE_OK));
}

static void test_status_of_an_error(void **state)
{
    (void)state;
    assert_int_equal(sim_faults_status(&(struct sim_faults){ 0 }), 500);
    assert_int_equal(sim_faults_status(&(struct sim_faults){ .fail_code = 190 }), 401);
    assert_int_equal(
        sim_faults_status(&(struct sim_faults){ .fail_code = 190, .fail_status = 502 }), 502);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_changes),
        cmocka_unit_test(test_written_and_read_again),
        cmocka_unit_test(test_faults_of_files_strike_so_often),
        cmocka_unit_test(test_draws),
        cmocka_unit_test(test_what_arrives_all_the_same),
        cmocka_unit_test(test_status_of_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
