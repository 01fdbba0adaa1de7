/* test_access_token.c - a token that is replaced while the program runs: by whom it is read again,
 * and when. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/sim/sim.h"
#include "base/crypto.h"
#include "delivery/sender.h"
#include "delivery/template_client.h"
#include <stdio.h>
#include <string.h>

#define OLD "contoh-token"
#define NEW "contoh-token-baru"

/* What the file holds, and how often it was looked at. */
struct file {
    const char *first, *then; /* NULL: it cannot be read */
    int looks;
};

static bool look(const void *ctx, char *out, size_t size)
{
    struct file *f = *(struct file *const *)ctx;
    const char *text = f->looks++ ? f->then : f->first;
    return text && str_copy(out, size, str_of(text));
}

static void test_what_is_held_when(void **state)
{
    static const struct {
        const char *rule, *file;
        const char *now;
        bool renewed;
    } rows[] = {
        { "the file holds what was read at start", OLD, OLD, false },
        { "the file holds another", NEW, NEW, true },
        { "the file is gone: what we have stays", NULL, OLD, false },
        { "the file is empty, as while it is written", "", OLD, false },
    };
    char token[ACCESS_TOKEN_SIZE];
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct file f = { rows[i].file, rows[i].file, 0 }, *ctx = &f;
        const struct access_token t = { OLD, look, &ctx };
        (void)snprintf(token, sizeof token, "untouched");
        bool renewed = access_token_renewed(&t, OLD, token);
        if (renewed != rows[i].renewed || strcmp(token, renewed ? rows[i].now : "untouched") != 0)
            fail_msg("%s: renewed %d", rows[i].rule, renewed);
        access_token_now(&t, token);
        if (strcmp(token, rows[i].now) != 0) fail_msg("%s: now", rows[i].rule);
    }
    const struct access_token fixed = { .text = OLD };
    access_token_now(&fixed, token);
    assert_string_equal(token, OLD);
    assert_false(access_token_renewed(&fixed, OLD, token));
}

/* The simulator knows NEW alone. */
static void test_the_list_of_templates_is_had_with_the_token_of_now(void **state)
{
    static const struct {
        const char *rule, *at_open, *after_refusal;
        bool had;
        int looks;
    } rows[] = {
        { "the file was rewritten since the start", NEW, NEW, true, 1 },
        { "it is rewritten while we ask: asked once more", OLD, NEW, true, 2 },
        { "nobody has rewritten it", OLD, OLD, false, 2 },
        { "it cannot be read any more", OLD, NULL, false, 2 },
    };
    struct sim *sim = *state;
    char url[64];
    (void)snprintf(url, sizeof url, "http://127.0.0.1:%d", sim->port);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct file f = { rows[i].at_open, rows[i].after_refusal, 0 }, *ctx = &f;
        const struct template_client_options options = { .graph_url = url,
                                                         .api_version = "v25.0",
                                                         .business_account_id = "200000000000002",
                                                         .token = { OLD, look, &ctx } };
        struct template_client *client = NULL;
        struct template_listed *listed;
        struct arena arena = { 0 };
        struct err e = { 0 };
        size_t count = 0;
        assert_true(template_client_open(&options, &client, &e));
        bool had = template_client_list(client, &arena, &listed, &count, &e);
        if (had != rows[i].had || f.looks != rows[i].looks || (had && count == 0))
            fail_msg("%s: %s, %d looks, %zu templates", rows[i].rule, had ? "had" : e.text, f.looks,
                     count);
        if (!had) assert_int_equal(e.code, ERR_DENIED);
        template_client_close(client);
        arena_clear(&arena);
    }
}

static int setup(void **state)
{
    static struct sim_settings settings = { .listen = "127.0.0.1:0",
                                            .webhook = "http://127.0.0.1:9/",
                                            .app_secret = "rahasia",
                                            .phone_number_id = "100000000000001",
                                            .business_account_id = "200000000000002",
                                            .display_number = "6281200009999",
                                            .templates = "config/templates.csv",
                                            .access_token = NEW,
                                            .no_statuses = true,
                                            .seed = 1 };
    struct err e = { 0 };
    struct sim *sim = NULL;
    bool ok = crypto_init(&e) && sender_library_open(&e) &&
              sim_open(&settings, clock_system(), NULL, &sim, &e);
    *state = sim;
    return ok ? 0 : -1;
}

static int teardown(void **state)
{
    sim_close(*state);
    sender_library_close();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_held_when),
        cmocka_unit_test(test_the_list_of_templates_is_had_with_the_token_of_now),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
