/* test_counting.c - the chats of tests/data/chats.txt once more: after every line the statistics
 * say the same as a count of all tickets, made the slow way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "chat_case.h"
#include "cli/app.h"
#include "service/counting.h"
#include "store/statistics_store.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILE_MAX  (1 << 20)
#define MOVES_MIN 20
#define EXTERNAL  "('PLN', 'PDAM', 'KOTA', 'LUAR', 'POLRES')"

static char file[FILE_MAX];
static struct desk *desk;
static struct area *area;
static int moves, late, solved;

#define OF_OUTCOME(o)                                                                              \
    {                                                                                              \
        TALLY_OPEN + (o), "SELECT COUNT(*) FROM ticket WHERE outcome = " #o                        \
    }
#define OF_RATING(n)                                                                               \
    {                                                                                              \
        TALLY_RATED + (n), "SELECT COUNT(*) FROM ticket WHERE rating = " #n                        \
    }
#define OVER "EXISTS (SELECT 1 FROM event AS e WHERE e.ticket_id = t.id AND "

static const struct {
    int count;
    const char *sql;
} slow[] = {
    { TALLY_RECEIVED, "SELECT COUNT(*) FROM ticket" },
    OF_OUTCOME(0),
    OF_OUTCOME(1),
    OF_OUTCOME(2),
    OF_OUTCOME(3),
    OF_OUTCOME(4),
    OF_OUTCOME(5),
    OF_OUTCOME(6),
    OF_OUTCOME(7),
    OF_OUTCOME(8),
    OF_RATING(1),
    OF_RATING(2),
    OF_RATING(3),
    OF_RATING(4),
    OF_RATING(5),
    { TALLY_REOPENED, "SELECT COUNT(*) FROM ticket WHERE reopened > 0" },
    { TALLY_LATE, "SELECT COUNT(*) FROM ticket AS t WHERE " OVER "(e.type = 'late' OR (e.type = "
                  "'ladder' AND json_extract(e.data, '$.percent') >= 100)))" },
};

static void count_all(struct intake_case *c)
{
    struct err e = { 0 };
    struct intake_options options = intake_case_options();
    int64_t events = COUNTING_EVENTS_MAX;
    must(db_begin(c->db, &e), &e);
    while (events == COUNTING_EVENTS_MAX)
        must(counting_run(c->db, &options, &events, &e), &e);
    must(db_commit(c->db, &e), &e);
}

/* The weeks together say what the tickets say. */
static void compare_weeks(struct intake_case *c, struct str line)
{
    static const char *const pairs[][2] = {
        { "SELECT IFNULL(SUM(received), 0) FROM statistics_week", "SELECT COUNT(*) FROM ticket" },
        { "SELECT IFNULL(SUM(solved), 0) FROM statistics_week",
          "SELECT COUNT(*) FROM ticket WHERE outcome = 1" },
        { "SELECT IFNULL(SUM(solved + partly_solved + referred + other), 0) FROM statistics_week",
          "SELECT COUNT(*) FROM ticket WHERE status = 7" },
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        if (ask(c, pairs[i][0]) != ask(c, pairs[i][1]))
            fail_msg("after '%.*s': %s", STR_ARG(line), pairs[i][0]);
}

static void compare(struct intake_case *c, struct str line)
{
    static const struct tally nothing;
    struct err e = { 0 };
    struct arena arena = { 0 };
    struct statistics_set set = { .by = BY_NOTHING };
    const struct statistics_query all = { 0, 999912, STR_EMPTY, true, true };
    must(statistics_read(c->db, &all, &set, 1, &arena, &e), &e);
    const struct tally *t = set.count ? &set.groups[0].tally : &nothing;
    for (size_t i = 0; i < sizeof slow / sizeof slow[0]; i++) {
        int64_t want = ask(c, slow[i].sql);
        if (t->n[slow[i].count] != want)
            fail_msg("after '%.*s': %lld, want %lld: %s", STR_ARG(line),
                     (long long)t->n[slow[i].count], (long long)want, slow[i].sql);
    }
    assert_int_equal(tally_sum(t, TALLY_ANSWER),
                     ask(c, "SELECT COUNT(*) FROM ticket WHERE answered_at IS NOT NULL"));
    assert_int_equal(tally_sum(t, TALLY_SOLUTION),
                     ask(c, "SELECT COUNT(*) FROM ticket WHERE outcome IN (1, 2)"));
    ask_equals(c, "SELECT COUNT(*) FROM statistics_cell WHERE department IN " EXTERNAL, 0);
    ask_equals(c, "SELECT COUNT(*) FROM statistics_week WHERE department IN " EXTERNAL, 0);
    compare_weeks(c, line);
    late += t->n[TALLY_LATE] > 0;
    solved += tally_sum(t, TALLY_SOLUTION) > 0;
    arena_clear(&arena);
}

static bool next_line(struct str *rest, struct str *line)
{
    if (rest->len == 0) return false;
    size_t end = str_find(*rest, STR("\n"), 0);
    *line = str_trim(str_slice(*rest, 0, end));
    *rest = end == SIZE_MAX ? STR_EMPTY : str_slice(*rest, end + 1, rest->len);
    return true;
}

static void play(struct str *rest)
{
    void *state = NULL;
    struct str line, here = *rest;
    assert_int_equal(intake_case_setup(&state), 0);
    struct chat_run r = { .c = state, .area = area, .at = NOW, .citizen = 1, .copies = 1 };
    r.c->work.now = NOW + MS_PER_SECOND;
    while (next_line(&here, &line) && !str_starts(line, STR("#"))) {
        char why[700] = "";
        *rest = here;
        if (line.len == 0) continue;
        if (!chat_line(&r, line, why, sizeof why)) fail_msg("%.*s: %s", STR_ARG(line), why);
        if (line.at[0] != '>' && line.at[0] != '*' && line.at[0] != '~') continue;
        moves += line.at[0] == '*';
        count_all(r.c);
        compare(r.c, line);
    }
    assert_int_equal(intake_case_teardown(&state), 0);
}

static void test_counts_are_right_after_every_line(void **state)
{
    struct str rest = str_of(file), line;
    (void)state;
    while (next_line(&rest, &line))
        if (str_starts(line, STR("# "))) play(&rest);
    print_message("%d moves, %d late, %d solved\n", moves, late, solved);
    assert_true(moves >= MOVES_MIN && late > 0 && solved > 0);
}

static int group_setup(void **state)
{
    struct err e = { 0 };
    char path[512];
    const char *root = getenv("KANDA_ROOT");
    (void)snprintf(path, sizeof path, "%s/tests/data/chats.txt", root ? root : ".");
    FILE *f = fopen(path, "r");
    if (!f) return -1;
    file[fread(file, 1, sizeof file - 1, f)] = '\0';
    if (fclose(f) != 0 || intake_case_group_setup(state) != 0) return -1;
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
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts_are_right_after_every_line),
    };
    return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
