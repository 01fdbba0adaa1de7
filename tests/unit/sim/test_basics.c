/* test_basics.c - numbers, addresses, dice, latencies, sentences, options. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/sim/address.h"
#include "../../../src/sim/basics.h"
#include "../../../src/sim/options.h"
#include "../../../src/sim/sentences.h"
#include "../../../src/sim/tally.h"
#include <stdio.h>
#include <string.h>

static void test_phone_digits(void **state)
{
    static const struct {
        const char *rule, *to, *want;
    } rows[] = {
        { "as Meta wants it", "+6281200000001", "6281200000001" },
        { "as people write it", "+62 (812) 0000-0001", "6281200000001" },
        { "too short", "+62812", NULL },
        { "too long", "+6281200000001234", NULL },
        { "a plus inside", "62+81200000001", NULL },
        { "letters", "62812ABC00001", NULL },
        { "nothing", "", NULL },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char out[SIM_ID_SIZE] = "untouched";
        bool ok = sim_phone_digits(str_of(rows[i].to), out);
        if (ok != (rows[i].want != NULL) || strcmp(out, ok ? rows[i].want : "untouched") != 0)
            fail_msg("row %zu: %s: %s", i, rows[i].rule, out);
    }
}

static void test_loopback_only(void **state)
{
    static const struct {
        const char *url;
        bool ok;
    } rows[] = {
        { "http://127.0.0.1:8080/webhook", true },
        { "https://127.8.8.8/", true },
        { "http://localhost:8080", true },
        { "http://[::1]:8080/webhook", true },
        { "http://10.0.0.1:8080/", false },
        { "http://127.0.0.1@10.0.0.1/", false },
        { "http://127.0.0.1.example.org/", false },
        { "http://localhost.example.org/", false },
        { "http://[::1].example.org/", false },
        { "http://127.0.0.1\\@10.0.0.1/", false },
        { "http://0x7f000001/", false },
        { "ftp://127.0.0.1/", false },
        { "127.0.0.1:8080", false },
        { "http://", false },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (sim_url_is_loopback(str_of(rows[i].url)) != rows[i].ok)
            fail_msg("row %zu: %s", i, rows[i].url);
}

static void test_listen_address(void **state)
{
    static const char *const bad[] = { "",
                                       "8090",
                                       "127.0.0.1",
                                       "127.0.0.1:",
                                       "127.0.0.1:65536",
                                       "localhost:80",
                                       "127.0.0.1:80x",
                                       ":80",
                                       "1.2.3:80" };
    struct sockaddr_in address;
    struct err e;
    (void)state;
    assert_true(sim_address_parse(STR("127.0.0.1:8090"), &address, &e));
    assert_int_equal(ntohs(address.sin_port), 8090);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (sim_address_parse(str_of(bad[i]), &address, &e)) fail_msg("%s is no address", bad[i]);
}

static void test_base64(void **state)
{
    static const char *const rows[][2] = {
        { "", "" }, { "f", "Zg==" }, { "fo", "Zm8=" }, { "foo", "Zm9v" }, { "foobar", "Zm9vYmFy" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[32];
        struct buf b;
        buf_fixed(&b, text, sizeof text);
        sim_base64_add(&b, (const uint8_t *)rows[i][0], strlen(rows[i][0]));
        assert_true(str_equal(buf_view(&b), str_of(rows[i][1])));
    }
}

static void test_dice(void **state)
{
    struct dice one, other;
    (void)state;
    sim_dice_init(&one, 1);
    sim_dice_init(&other, 1);
    for (int i = 0; i < 1000; i++) {
        assert_false(sim_dice_hit(&one, 0));
        assert_true(sim_dice_hit(&one, 1));
    }
    for (int i = 0; i < 2000; i++)
        (void)sim_dice_roll(&other);
    assert_int_equal(sim_dice_roll(&one), sim_dice_roll(&other));
}

static void test_identifiers(void **state)
{
    struct id_source ids = { "0123456789abcdef", 0 };
    char a[SIM_ID_SIZE], b[SIM_ID_SIZE];
    (void)state;
    sim_id_wamid(&ids, "SIM", a);
    sim_id_wamid(&ids, "SIM", b);
    assert_string_not_equal(a, b);
    assert_true(str_starts(str_of(a), STR("wamid.SIM")));
    sim_id_user_of(STR("6281200000001"), a);
    sim_id_user_of(STR("6281200000001"), b);
    assert_string_equal(a, b);
    sim_id_user_of(STR("6281200000002"), b);
    assert_string_not_equal(a, b);
}

static void test_tally(void **state)
{
    static struct sim_tally t;
    (void)state;
    assert_int_equal(sim_tally_at(&t, 0.5), 0);
    for (uint64_t us = 1; us <= 100000; us++)
        sim_tally_add(&t, us);
    static const double shares[] = { 0.001, 0.5, 0.95, 0.99, 0.999 };
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        double truth = shares[i] * 100000, got = (double)sim_tally_at(&t, shares[i]);
        if (got < truth || got > truth * (1 + 1.0 / 64) + 1)
            fail_msg("share %g: %g instead of %g", shares[i], got, truth);
    }
    assert_int_equal(sim_tally_at(&t, 1), 100000);
    sim_tally_add(&t, UINT64_MAX);
    assert_true(sim_tally_at(&t, 1) > 100000);
}

static void test_sentences(void **state)
{
    char text[300];
    struct buf b;
    (void)state;
    assert_true(sim_sentence_count() >= 400);
    for (size_t i = 0; i < sim_sentence_count(); i++) {
        buf_fixed(&b, text, sizeof text);
        sim_sentence_add(&b, i);
        if (!buf_ok(&b) || str_contains(buf_view(&b), STR("@"))) fail_msg("sentence %zu", i);
    }
    sim_sentence_add(&b, UINT64_MAX);
    assert_true(buf_ok(&b));
}

struct made_up {
    const char *text;
    int64_t number;
    double share;
    bool flag;
};
static const struct sim_option options[] = {
    { "--text", "T", OPTION_TEXT, offsetof(struct made_up, text), true, 0, 0, "a text" },
    { "--number", "N", OPTION_NUMBER, offsetof(struct made_up, number), false, 1, 9, "a number" },
    { "--share", "P", OPTION_SHARE, offsetof(struct made_up, share), false, 0, 0, "a share" },
    { "--flag", "", OPTION_FLAG, offsetof(struct made_up, flag), false, 0, 0, "a flag" },
};
static const struct sim_command command = { "try", "FILE", "tries", options, 4, NULL };

static void test_options(void **state)
{
    static const struct {
        const char *rule;
        char *words[8];
        bool ok;
    } rows[] = {
        { "all of them",
          { "try", "f", "--text", "a", "--number=3", "--share", "0.5", "--flag" },
          true },
        { "a required one is missing", { "try", "f" }, false },
        { "the operand is missing", { "try", "--text", "a" }, false },
        { "two operands", { "try", "f", "g", "--text", "a" }, false },
        { "unknown", { "try", "f", "--text", "a", "--other" }, false },
        { "out of range", { "try", "f", "--text", "a", "--number", "10" }, false },
        { "not a number", { "try", "f", "--text", "a", "--number", "3x" }, false },
        { "more than all", { "try", "f", "--text", "a", "--share", "1.1" }, false },
        { "no value", { "try", "f", "--text" }, false },
        { "an empty value", { "try", "f", "--text=" }, false },
        { "a flag with a value", { "try", "f", "--text", "a", "--flag=1" }, false },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct made_up s = { 0 };
        const char *operand = NULL;
        uint32_t given = 0;
        struct err e = { 0 };
        int argc = 0;
        while (argc < 8 && rows[i].words[argc])
            argc++;
        bool ok = sim_options_parse(&command, argc, (char **)(uintptr_t)rows[i].words, &s, &operand,
                                    &given, &e);
        if (ok != rows[i].ok) fail_msg("row %zu: %s: %s", i, rows[i].rule, e.text);
        if (!ok) continue;
        assert_string_equal(operand, "f");
        assert_string_equal(s.text, "a");
        assert_int_equal(s.number, 3);
        assert_true(s.flag && s.share == 0.5);
        assert_true(sim_option_given(&command, given, "--share"));
    }
}

static void test_every_option_is_in_the_manual(void **state)
{
    static const struct sim_command *const all[] = { &sim_serve_command, &sim_play_command,
                                                     &sim_load_command };
    char piece[4096], words[80];
    struct buf page;
    FILE *f = fopen("src/sim/kanda-sim.8", "rb");
    (void)state;
    assert_non_null(f);
    buf_init(&page, 1 << 20);
    for (size_t n; (n = fread(piece, 1, sizeof piece, f)) > 0;)
        buf_add(&page, (struct str){ piece, n });
    (void)fclose(f);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        for (size_t k = 0; k < all[i]->option_count; k++) {
            const struct sim_option *o = &all[i]->options[k];
            (void)snprintf(words, sizeof words, ".It Fl %s%s%s\n", o->name + 1,
                           o->value[0] ? " Ar " : "", o->value);
            if (!str_contains(buf_view(&page), str_of(words)))
                fail_msg("%s %s is not in the manual as it is", all[i]->name, o->name);
        }
    buf_finish(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_phone_digits),   cmocka_unit_test(test_loopback_only),
        cmocka_unit_test(test_listen_address), cmocka_unit_test(test_base64),
        cmocka_unit_test(test_dice),           cmocka_unit_test(test_identifiers),
        cmocka_unit_test(test_tally),          cmocka_unit_test(test_sentences),
        cmocka_unit_test(test_options),        cmocka_unit_test(test_every_option_is_in_the_manual),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
