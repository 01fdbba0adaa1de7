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
#include "delivery_cell.h"
#include <dlfcn.h>
#include <netdb.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define AT_ONCE 24 /* cells */

#define CODE(status, code)                                                                         \
    "{\"mode\":\"error\",\"fail_status\":" #status ",\"fail_code\":" #code                         \
    ",\"media_mode\":\"as_messages\"}"
#define MODE(mode) "{\"mode\":\"" mode "\",\"media_mode\":\"as_messages\"}"
#define TAKEN(mode, said)                                                                          \
    "{\"mode\":\"" mode "\",\"accept\":" said ",\"media_mode\":\"as_messages\"}"
#define REPORTED(code) "{\"report_code\":" #code "}"
#define FINE           "{\"mode\":\"ok\"}"

#define RETRIED(code)                                                                              \
    "again " #code " -> delivered x1", "again " #code " -> delivered x1",                          \
        "again " #code " -> sent x1"
#define STOPPED(code)                                                                              \
    "given back " #code " -> delivered x1", "given back " #code " -> delivered x1",                \
        "given back " #code " -> sent x1"
/* Meta has it: its status says so. */
#define TOLD "unsure -> delivered x1", "unsure -> delivered x1", "unsure -> sent x1"
/* Meta has it not: once more after a minute, but a template never. */
#define UNTOLD "unsure -> delivered x1", "unsure -> failed x0", "unsure -> sent x1"
/* Whether libcurl had begun with the body when it heard of the reset is chance. */
#define UNTOLD_OR_NOT_SENT                                                                         \
    "unsure -> delivered x1|again -> delivered x1", "unsure -> failed x0|again -> delivered x1",   \
        "unsure -> sent x1|again -> sent x1"
/* The status may overtake the end of our patience. */
#define TOLD_ANYHOW                                                                                \
    "taken -> delivered x1|unsure -> delivered x1",                                                \
        "taken -> delivered x1|unsure -> delivered x1", "taken -> sent x1|unsure -> sent x1"
#define NOT_SENT "again -> delivered x1", "again -> delivered x1", "again -> sent x1"

static const struct fault {
    const char *name, *faults;
    enum cell_way way;
    const char *want[CELL_KINDS]; /* reply, template, reaction, file, media */
} matrix[] = {
    /* First, because these take the real time that we wait. */
    { "a minute of silence, not taken",
      TAKEN("silence", "false"),
      WAY_REAL_LIMITS,
      { UNTOLD, "again -> delivered x1", "slow -> stored" } },
    { "a minute of silence, but taken",
      TAKEN("silence", "true"),
      WAY_REAL_LIMITS,
      { TOLD_ANYHOW, "again -> delivered x1", "slow -> stored" } },
    { "500 with a page",
      CODE(500, 0),
      WAY_FAULTS,
      { UNTOLD, "again -> delivered x1", "meta_away -> stored" } },
    { "503 with a page",
      CODE(503, 0),
      WAY_FAULTS,
      { UNTOLD, "again -> delivered x1", "meta_away -> stored" } },
    { "503 in Graph's words",
      CODE(503, 131016),
      WAY_FAULTS,
      { RETRIED(131016), "again 131016 -> delivered x1", "meta_away -> stored" } },
    { "throttled: app",
      CODE(400, 4),
      WAY_FAULTS,
      { RETRIED(4), "again 4 -> delivered x1", "meta_away -> stored" } },
    { "throttled: account",
      CODE(400, 80007),
      WAY_FAULTS,
      { RETRIED(80007), "again 80007 -> delivered x1", "meta_away -> stored" } },
    { "throttled: number",
      CODE(400, 130429),
      WAY_FAULTS,
      { RETRIED(130429), "again 130429 -> delivered x1", "meta_away -> stored" } },
    { "throttled: spam",
      CODE(400, 131048),
      WAY_FAULTS,
      { RETRIED(131048), "again 131048 -> delivered x1", "meta_away -> stored" } },
    { "throttled: this contact",
      CODE(400, 131056),
      WAY_FAULTS,
      { RETRIED(131056), "again 131056 -> delivered x1", "meta_away -> stored" } },
    { "429 without words",
      CODE(429, 0),
      WAY_FAULTS,
      { NOT_SENT, "again -> delivered x1", "meta_away -> stored" } },
    { "a proxy's page with 400",
      CODE(400, 0),
      WAY_FAULTS,
      { NOT_SENT, "again -> delivered x1", "stranger -> stored" } },
    { "a proxy's page with 401",
      CODE(401, 0),
      WAY_FAULTS,
      { NOT_SENT, "again -> delivered x1", "stranger -> stored" } },
    { "a proxy's page with 403",
      CODE(403, 0),
      WAY_FAULTS,
      { NOT_SENT, "again -> delivered x1", "stranger -> stored" } },
    { "a proxy's page with 404",
      CODE(404, 0),
      WAY_FAULTS,
      { NOT_SENT, "again -> delivered x1", "stranger -> stored" } },
    { "a proxy's page with 405",
      CODE(405, 0),
      WAY_FAULTS,
      { NOT_SENT, "again -> delivered x1", "stranger -> stored" } },
    { "a proxy's page with 408",
      CODE(408, 0),
      WAY_FAULTS,
      { NOT_SENT, "again -> delivered x1", "meta_away -> stored" } },
    { "something went wrong",
      CODE(500, 131000),
      WAY_FAULTS,
      { RETRIED(131000), "again 131000 -> delivered x1", "meta_away -> stored" } },
    { "maintenance of the number",
      CODE(500, 131057),
      WAY_FAULTS,
      { RETRIED(131057), "again 131057 -> delivered x1", "meta_away -> stored" } },
    { "maintenance",
      CODE(400, 2494100),
      WAY_FAULTS,
      { RETRIED(2494100), "again 2494100 -> delivered x1", "meta_away -> stored" } },
    { "not paid",
      CODE(400, 131042),
      WAY_FAULTS,
      { STOPPED(131042), "given back 131042 -> delivered x1", "meta_away -> stored" } },
    { "restricted",
      CODE(403, 368),
      WAY_FAULTS,
      { STOPPED(368), "given back 368 -> delivered x1", "meta_away -> stored" } },
    { "locked",
      CODE(403, 131031),
      WAY_FAULTS,
      { STOPPED(131031), "given back 131031 -> delivered x1", "meta_away -> stored" } },
    { "token expired, a new one in its file",
      FINE,
      WAY_OLD_TOKEN,
      { STOPPED(190), "given back 190 -> delivered x1", "token -> stored" } },
    { "token expired",
      CODE(401, 190),
      WAY_FAULTS,
      { STOPPED(190), "given back 190 -> delivered x1", "token -> stored" } },
    { "window closed, says Meta",
      FINE,
      WAY_WINDOW,
      /* The template may be on its way before we have looked. */
      { "taken 131047 -> delivered as template x1|taken -> delivered as template x1",
        "taken -> delivered x1", "taken -> withdrawn x0", "waits -> waiting x0",
        "stored -> stored" } },
    { "window closed, to all",
      CODE(400, 131047),
      WAY_FAULTS,
      { "failed 131047 -> failed as template x0", "failed 131047 -> failed x0",
        "taken -> withdrawn x0", "waits -> waiting x0", "gone -> stored" } },
    { "undeliverable",
      CODE(400, 131026),
      WAY_FAULTS,
      { "failed 131026 -> failed x0", "failed 131026 -> failed x0", "failed 131026 -> failed x0",
        "failed 131026 -> failed x0", "gone -> stored" } },
    { "not delivered on purpose",
      CODE(400, 131049),
      WAY_FAULTS,
      /* A day later the window has closed. */
      { "again 131049 -> delivered as template x1", "again 131049 -> delivered x1",
        "again 131049 -> withdrawn x0", "again 131049 -> waiting x0", "meta_away -> stored" } },
    { "no such template",
      CODE(404, 132001),
      WAY_FAULTS,
      { "failed 132001 -> failed x0", "waits -> waiting x0", "failed 132001 -> failed x0",
        "failed 132001 -> failed x0", "gone -> stored" } },
    { "template paused",
      CODE(400, 132015),
      WAY_FAULTS,
      { "failed 132015 -> failed x0", "waits -> waiting x0", "failed 132015 -> failed x0",
        "failed 132015 -> failed x0", "meta_away -> stored" } },
    { "garbage, not taken",
      TAKEN("garbage", "false"),
      WAY_FAULTS,
      { UNTOLD, "again -> delivered x1", "stranger -> stored" } },
    { "garbage, but taken",
      TAKEN("garbage", "true"),
      WAY_FAULTS,
      { TOLD, "again -> delivered x1", "stranger -> stored" } },
    { "half a body, not taken",
      TAKEN("half", "false"),
      WAY_FAULTS,
      { UNTOLD, "again -> delivered x1", "network -> stored" } },
    { "half a body, but taken",
      TAKEN("half", "true"),
      WAY_FAULTS,
      { TOLD, "again -> delivered x1", "network -> stored" } },
    { "reset before the body",
      MODE("reset"),
      WAY_FAULTS,
      { UNTOLD_OR_NOT_SENT, "again -> delivered x1", "network -> stored" } },
    { "reset during the body",
      MODE("reset_body"),
      WAY_FAULTS,
      { UNTOLD, "again -> delivered x1", "network -> stored" } },
    { "reset after the body, not taken",
      TAKEN("reset_late", "false"),
      WAY_FAULTS,
      { UNTOLD, "again -> delivered x1", "network -> stored" } },
    { "reset after the body, but taken",
      TAKEN("reset_late", "true"),
      WAY_FAULTS,
      { TOLD, "again -> delivered x1", "network -> stored" } },
    { "DNS gone", FINE, WAY_NO_DNS, { NOT_SENT, "again -> delivered x1", "network -> stored" } },
    { "TLS: a certificate that nobody trusts",
      FINE,
      WAY_BAD_TLS,
      { NOT_SENT, "again -> delivered x1", "slow -> stored|network -> stored" } },
    { "TLS: none",
      FINE,
      WAY_NO_TLS,
      { NOT_SENT, "again -> delivered x1", "slow -> stored|network -> stored" } },
    { "status first",
      "{\"status_first\":1}",
      WAY_FAULTS,
      { "taken -> delivered x1", "taken -> delivered x1", "taken -> sent x1",
        "taken -> delivered x1", "stored -> stored" } },
    { "status never",
      FINE,
      WAY_NO_STATUSES,
      { "taken -> accepted x1", "taken -> accepted x1", "taken -> accepted x1",
        "taken -> accepted x1", "stored -> stored" } },
    { "taken, then reported: something went wrong",
      REPORTED(131000),
      WAY_REPORTED,
      { RETRIED(131000), "again 131000 -> delivered x1", "stored -> stored" } },
    { "taken, then reported: service down",
      REPORTED(131016),
      WAY_REPORTED,
      { RETRIED(131016), "again 131016 -> delivered x1", "stored -> stored" } },
    { "taken, then reported: throughput",
      REPORTED(130429),
      WAY_REPORTED,
      { RETRIED(130429), "again 130429 -> delivered x1", "stored -> stored" } },
    { "taken, then reported: app's rate",
      REPORTED(4),
      WAY_REPORTED,
      { RETRIED(4), "again 4 -> delivered x1", "stored -> stored" } },
    { "taken, then reported: account's rate",
      REPORTED(80007),
      WAY_REPORTED,
      { RETRIED(80007), "again 80007 -> delivered x1", "stored -> stored" } },
    { "taken, then reported: this contact",
      REPORTED(131056),
      WAY_REPORTED,
      { RETRIED(131056), "again 131056 -> delivered x1", "stored -> stored" } },
    { "taken, then reported: maintenance of the number",
      REPORTED(131057),
      WAY_REPORTED,
      { RETRIED(131057), "again 131057 -> delivered x1", "stored -> stored" } },
    { "taken, then reported: maintenance",
      REPORTED(2494100),
      WAY_REPORTED,
      { RETRIED(2494100), "again 2494100 -> delivered x1", "stored -> stored" } },
    { "taken, then reported: spam",
      REPORTED(131048),
      WAY_REPORTED,
      { RETRIED(131048), "again 131048 -> delivered x1", "stored -> stored" } },
    /* A day later the window has closed: the reply goes as its template, a reaction is worth
       nothing. */
    { "taken, then reported: not on purpose",
      REPORTED(131049),
      WAY_REPORTED,
      { "again 131049 -> delivered as template x1", "again 131049 -> delivered x1",
        "again 131049 -> withdrawn x0", "again 131049 -> waiting x0", "stored -> stored" } },
    { "taken, then reported: token",
      REPORTED(190),
      WAY_REPORTED,
      { STOPPED(190), "given back 190 -> delivered x1", "stored -> stored" } },
    { "taken, then reported: not paid",
      REPORTED(131042),
      WAY_REPORTED,
      { STOPPED(131042), "given back 131042 -> delivered x1", "stored -> stored" } },
    { "taken, then reported: restricted",
      REPORTED(368),
      WAY_REPORTED,
      { STOPPED(368), "given back 368 -> delivered x1", "stored -> stored" } },
    { "taken, then reported: locked",
      REPORTED(131031),
      WAY_REPORTED,
      { STOPPED(131031), "given back 131031 -> delivered x1", "stored -> stored" } },
    { "taken, then reported: no such template",
      REPORTED(132001),
      WAY_REPORTED,
      { "failed 132001 -> failed x0", "waits -> waiting x0", "failed 132001 -> failed x0",
        "failed 132001 -> failed x0", "stored -> stored" } },
    { "taken, then reported: template paused",
      REPORTED(132015),
      WAY_REPORTED,
      { "failed 132015 -> failed x0", "waits -> waiting x0", "failed 132015 -> failed x0",
        "failed 132015 -> failed x0", "stored -> stored" } },
    { "taken, then reported: template disabled",
      REPORTED(132016),
      WAY_REPORTED,
      { "failed 132016 -> failed x0", "waits -> waiting x0", "failed 132016 -> failed x0",
        "failed 132016 -> failed x0", "stored -> stored" } },
    { "taken, then reported: undeliverable",
      REPORTED(131026),
      WAY_REPORTED,
      { "failed 131026 -> failed x0", "failed 131026 -> failed x0", "failed 131026 -> failed x0",
        "failed 131026 -> failed x0", "stored -> stored" } },
    { "taken, then reported: identity changed",
      REPORTED(137000),
      WAY_REPORTED,
      { "failed 137000 -> failed x0", "failed 137000 -> failed x0", "failed 137000 -> failed x0",
        "failed 137000 -> failed x0", "stored -> stored" } },
    { "taken, then reported: a wrong parameter",
      REPORTED(131009),
      WAY_REPORTED,
      { "failed 131009 -> failed x0", "failed 131009 -> failed x0", "failed 131009 -> failed x0",
        "failed 131009 -> failed x0", "stored -> stored" } },
    { "taken, then reported: a code that nobody knows",
      REPORTED(999999),
      WAY_REPORTED,
      { "failed 999999 -> failed x0", "failed 999999 -> failed x0", "failed 999999 -> failed x0",
        "failed 999999 -> failed x0", "stored -> stored" } },
    /* The one case in which Meta gets a text twice: it took it, did not say so, and never reports.
     */
    { "status never, half a body, but taken",
      TAKEN("half", "true"),
      WAY_NO_STATUSES,
      { "unsure -> accepted x2", "unsure -> failed x1", "unsure -> accepted x2",
        "again -> accepted x1", "network -> stored" } },
};

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
