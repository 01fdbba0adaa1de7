/* chat_file.c - from title to title. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "chat_file.h"
#include "store/event_store.h"
#include <stdio.h>
#include <stdlib.h>

#define FILE_MAX (1 << 20)

static char file[FILE_MAX];

const char *chat_file_read(const char *name)
{
    char path[512];
    const char *root = getenv("KANDA_ROOT");
    (void)snprintf(path, sizeof path, "%s/tests/data/%s", root ? root : ".", name);
    FILE *f = fopen(path, "r");
    if (!f) fail_msg("cannot open %s", path);
    size_t n = fread(file, 1, sizeof file - 1, f);
    file[n] = '\0';
    assert_int_equal(fclose(f), 0);
    return file;
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
static int play(struct str title, struct str *rest, int copies, const struct area *area,
                chat_watch *watch)
{
    void *state = NULL;
    int bad = 0;
    struct str here = *rest, line;
    assert_int_equal(intake_case_setup(&state), 0);
    struct chat_run r = { .c = state, .area = area, .at = NOW, .citizen = 1, .copies = copies };
    r.c->work.now = NOW + MS_PER_SECOND;
    while (next_line(&here, &line) && !str_starts(line, STR("#"))) {
        char why[700] = "";
        *rest = here;
        if (line.len == 0 || bad) continue;
        if (chat_line(&r, line, why, sizeof why)) {
            if (watch) watch(&r);
            continue;
        }
        print_message("%.*s (x%d)\n  %.*s\n  %s\n", STR_ARG(title), copies, STR_ARG(line), why);
        bad = 1;
    }
    check_trail(r.c->db);
    assert_int_equal(intake_case_teardown(&state), 0);
    return bad;
}

int chat_file_play(const char *name, const struct area *area, chat_watch *watch, int *chats)
{
    int bad = 0;
    struct str rest = str_of(chat_file_read(name)), line;
    *chats = 0;
    while (next_line(&rest, &line)) {
        if (!str_starts(line, STR("# "))) continue;
        struct str again = rest;
        bad += play(line, &rest, 1, area, watch);
        bad += play(line, &again, 3, area, watch);
        (*chats)++;
    }
    return bad;
}
