/* test_chats.c - the chats of tests/data/chats.txt, played against a real database: what is said,
 * and what becomes of it. Each is played twice: as written, and with every webhook delivered three
 * times. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "chat_case.h"
#include "cli/app.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILE_MAX  (1 << 20)
#define CHATS_MIN 40

static char file[FILE_MAX];
static struct desk *desk;
static struct area *area;

static void read_file(void)
{
    char path[512];
    const char *root = getenv("KANDA_ROOT");
    (void)snprintf(path, sizeof path, "%s/tests/data/chats.txt", root ? root : ".");
    FILE *f = fopen(path, "r");
    if (!f) fail_msg("cannot open %s", path);
    size_t n = fread(file, 1, sizeof file - 1, f);
    file[n] = '\0';
    assert_int_equal(fclose(f), 0);
}

static bool next_line(struct str *rest, struct str *line)
{
    if (rest->len == 0) return false;
    size_t end = str_find(*rest, STR("\n"), 0);
    *line = str_trim(str_slice(*rest, 0, end));
    *rest = end == SIZE_MAX ? STR_EMPTY : str_slice(*rest, end + 1, rest->len);
    return true;
}

/* Each ticket is what the lines of its trail say. */
static void check_trail(struct db *db)
{
    struct chain_report chain;
    struct err e = { 0 };
    must(event_verify(db, NULL, &chain, &e), &e);
    if (chain.broken_at) fail_msg("event %lld: %s", (long long)chain.broken_at, chain.why);
}

/* Plays the lines up to the next title; how many were not as written (0 or 1: it ends there). */
static int play(struct str title, struct str *rest, int copies)
{
    void *state = NULL;
    int bad = 0;
    struct str line, here = *rest;
    assert_int_equal(intake_case_setup(&state), 0);
    struct chat_run r = { .c = state, .area = area, .at = NOW, .citizen = 1, .copies = copies };
    r.c->work.now = NOW + MS_PER_SECOND;
    while (next_line(&here, &line) && !str_starts(line, STR("#"))) {
        char why[700] = "";
        *rest = here;
        if (line.len == 0 || bad || chat_line(&r, line, why, sizeof why)) continue;
        print_message("%.*s (x%d)\n  %.*s\n  %s\n", STR_ARG(title), copies, STR_ARG(line), why);
        bad = 1;
    }
    check_trail(r.c->db);
    assert_int_equal(intake_case_teardown(&state), 0);
    return bad;
}

static void test_chats(void **state)
{
    struct str rest = str_of(file), line;
    int chats = 0, bad = 0;
    (void)state;
    while (next_line(&rest, &line)) {
        if (!str_starts(line, STR("# "))) continue;
        struct str again = rest;
        bad += play(line, &rest, 1);
        bad += play(line, &again, 3);
        chats++;
    }
    print_message("%d chats\n", chats);
    assert_true(chats >= CHATS_MIN);
    if (bad) fail_msg("%d chats did not go as written", bad);
}

static int group_setup(void **state)
{
    struct err e = { 0 };
    read_file();
    if (intake_case_group_setup(state) != 0) return -1;
    desk = desk_load("", &e);
    must(desk != NULL, &e);
    area = area_create(desk, STR_EMPTY, &e);
    must(area != NULL, &e);
    return 0;
}

static int group_teardown(void **state)
{
    area_destroy(area);
    desk_destroy(desk);
    return intake_case_group_teardown(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_chats) };
    return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
