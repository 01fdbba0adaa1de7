/* test_fault_matrix.c - every fault of the far end against every kind of thing we ask of it (of a
 * file that we send the upload meets it first, which tells nobody anything, so it is made again):
 * what follows at once, what has become of it when all is well again, how often Meta has it.
 *
 * Each cell is a delivery room with a simulator of its own; clocks stand still until the fault was
 * met, so no pause is waited for. libcurl knows the real clock alone: so the limits of a request
 * are short here, but for the cells of silence, which have those of the product (WAY_REAL_LIMITS).
 * "given back": nothing counts as tried, all sending has stopped. "unsure": it may have been sent.
 * A reply that "failed" stands on the list for a human; a reaction that came too late is
 * "withdrawn". */
#define _GNU_SOURCE 1 /* RTLD_NEXT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/sim/fault.h"
#include "base/crypto.h"
#include "fault_matrix.h"
#include <dlfcn.h>
#include <netdb.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define AT_ONCE 24 /* cells */

enum { FAULTS = sizeof matrix / sizeof *matrix, CELLS = FAULTS * CELL_KINDS };

static struct cell cells[CELLS];
static _Atomic int next_cell, asked_names;
static int webhook_port;

/* The name server of this test, in the place of the C library's function: what ends in "invalid" is
 * known or not as its cell says, all else is as ever. So DNS can come back while a sender runs. */
int name_server(const char *name, const char *service, const struct addrinfo *hints,
                struct addrinfo **out) __asm__("getaddrinfo");
int name_server(const char *name, const char *service, const struct addrinfo *hints,
                struct addrinfo **out)
{
    int (*real)(const char *, const char *, const struct addrinfo *, struct addrinfo **) = NULL;
    void *symbol = dlsym(RTLD_NEXT, "getaddrinfo");
    memcpy(&real, &symbol, sizeof real);
    if (!real || !name || !strstr(name, ".invalid"))
        return real ? real(name, service, hints, out) : EAI_SYSTEM;
    asked_names++;
    return cells_resolve(cells, CELLS, name) ? real("127.0.0.1", service, hints, out) : EAI_NONAME;
}

static void *play_cells(void *ctx)
{
    (void)ctx;
    for (int n; (n = next_cell++) < CELLS;)
        cell_play(&cells[n], n, webhook_port);
    return NULL;
}

static void play_all(void)
{
    pthread_t threads[AT_ONCE];
    struct MHD_Daemon *door = cells_listen(cells);
    assert_non_null(door);
    webhook_port = MHD_get_daemon_info(door, MHD_DAEMON_INFO_BIND_PORT)->port;
    for (int n = 0; n < CELLS; n++) {
        const struct fault *f = &matrix[n / CELL_KINDS];
        cells[n] = (struct cell){ .faults = f->faults,
                                  .way = f->way,
                                  .kind = (enum cell_kind)(n % CELL_KINDS) };
    }
    for (int i = 0; i < AT_ONCE; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, play_cells, NULL), 0);
    for (int i = 0; i < AT_ONCE; i++)
        (void)pthread_join(threads[i], NULL);
    MHD_stop_daemon(door);
}

/* want: one way, or several with '|' between them. */
static bool is_wanted(const char *want, const char *came)
{
    struct str rest = str_of(want), one;
    while (str_cut(&rest, '|', &one))
        if (str_equal(one, str_of(came))) return true;
    return false;
}

static void test_every_cell_ends_as_the_table_says(void **state)
{
    static const char *const kinds[CELL_KINDS] = { "reply", "template", "reaction", "file",
                                                   "media" };
    int wrong = 0;
    (void)state;
    play_all();
    for (int n = 0; n < CELLS; n++) {
        const struct fault *f = &matrix[n / CELL_KINDS];
        const struct cell *c = &cells[n];
        if (!c->trouble[0] && is_wanted(f->want[c->kind], c->came)) continue;
        wrong++;
        print_message("%s, %s: %s%s%s, want %s\n", f->name, kinds[c->kind], c->came,
                      c->trouble[0] ? ", trouble: " : "", c->trouble, f->want[c->kind]);
    }
    assert_int_equal(wrong, 0);
    assert_true(asked_names > 0); /* else the rows without DNS have proven nothing */
}

/* How a story may end: with its citizen (or, where no status ever comes, at Meta), in sight until
 * the citizen writes, on the list for a human; a file on our disk. */
static bool is_good_end(const struct cell *c, struct str end)
{
    static const char *const with_citizen[CELL_KINDS] = { "delivered", "delivered", "sent",
                                                          "delivered", "stored" };
    if (str_starts(end, str_of(with_citizen[c->kind]))) return true;
    if (c->kind == CELL_MEDIA) return false;
    if (str_starts(end, STR("failed")) || str_starts(end, STR("waiting"))) return true;
    if (c->kind == CELL_REACTION && str_starts(end, STR("withdrawn"))) return true;
    return c->way == WAY_NO_STATUSES && str_starts(end, STR("accepted"));
}

/* Whatever the table says: none is lost, and nobody has one twice of whose first Meta reported. */
static void test_none_is_lost_and_none_doubled_where_meta_reports(void **state)
{
    (void)state;
    for (int n = 0; n < CELLS; n++) {
        const struct cell *c = &cells[n];
        struct str came = str_of(c->came);
        size_t arrow = str_find(came, STR("-> "), 0);
        assert_true(arrow != SIZE_MAX);
        if (!is_good_end(c, str_slice(came, arrow + 3, came.len)))
            fail_msg("%s: %s", matrix[n / CELL_KINDS].name, c->came);
        if (c->way != WAY_NO_STATUSES) assert_true(c->sent <= 1);
        if (c->kind == CELL_TEMPLATE) assert_true(c->sent <= 1);
    }
}

/* What was asked for, so that no row gets lost. */
static void test_every_fault_that_matters_has_its_row(void **state)
{
    static const char *const asked[] = {
        "500 with a page",
        "503 with a page",
        "503 in Graph's words",
        "throttled: app",
        "throttled: account",
        "throttled: number",
        "throttled: spam",
        "throttled: this contact",
        "token expired",
        "window closed, says Meta",
        "window closed, to all",
        "undeliverable",
        "no such template",
        "not delivered on purpose",
        "template paused",
        "garbage, not taken",
        "garbage, but taken",
        "half a body, not taken",
        "half a body, but taken",
        "reset before the body",
        "reset during the body",
        "reset after the body, not taken",
        "DNS gone",
        "reset after the body, but taken",
        "TLS: none",
        "a minute of silence, not taken",
        "status first",
        "a minute of silence, but taken",
        "status never",
        "TLS: a certificate that nobody trusts",
    };
    (void)state;
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        int rows = 0;
        for (int n = 0; n < FAULTS; n++)
            rows += strcmp(matrix[n].name, asked[i]) == 0;
        if (rows != 1) fail_msg("%s: %d rows", asked[i], rows);
    }
    for (int n = 0; n < FAULTS; n++)
        for (int kind = 0; kind < CELL_KINDS; kind++)
            if (!matrix[n].want[kind]) fail_msg("%s: kind %d", matrix[n].name, kind);
}

/* The simulator is silent for longer than we wait, and we
 * wait less than a row is given until its status must have come. */
_Static_assert(SENDER_TIMEOUT_MS == 15000 && SENDER_CONNECT_MS == 5000 && SENDER_UNSURE_MS == 60000,
               "the documented limits");
_Static_assert(SIM_SILENCE_MS >= 60000 && SIM_SILENCE_MS > SENDER_TIMEOUT_MS,
               "silence is longer than our patience");

static int setup(void **state)
{
    struct err e = { 0 };
    struct store_bed bed;
    (void)state;
    return crypto_init(&e) && sender_library_open(&e) && store_bed_make(&bed) &&
                   store_bed_migrate(&bed, &e) && store_bed_remove(&bed)
               ? 0
               : -1;
}

static int teardown(void **state)
{
    (void)state;
    sender_library_close();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_cell_ends_as_the_table_says),
        cmocka_unit_test(test_none_is_lost_and_none_doubled_where_meta_reports),
        cmocka_unit_test(test_every_fault_that_matters_has_its_row),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
