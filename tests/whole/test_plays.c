/* test_plays.c - the played conversations of tests/data/plays, each with kanda-sim play against a
 * town of its own: what is answered, and the tickets, events and replies that come of it. */
#include "town.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define PLAYS_MIN 40

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static void child(const struct town *t, const char *file, const char *token, const char *log)
{
    char graph[64];
    const char *bin = getenv("KANDA_SIM_BIN");
    int out = open(log, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    (void)snprintf(graph, sizeof graph, "http://127.0.0.1:%d", t->sim_port);
    if (out < 0 || dup2(out, 1) < 0 || dup2(out, 2) < 0) _exit(126);
    execl(bin && *bin ? bin : "build/kanda-sim", "kanda-sim", "play", file, "--graph", graph,
          "--api-token", token, (char *)NULL);
    _exit(127);
}

static void show(const char *log)
{
    char line[600];
    FILE *f = fopen(log, "r");
    while (f && fgets(line, sizeof line, f))
        print_message("  %s", line);
    if (f) (void)fclose(f);
}

/* True when it went as written. */
static bool play(const char *file)
{
    struct town town;
    char token[128], log[128];
    int status = 0;
    town_create(&town, "");
    town_start_sim(&town, NULL);
    assert_true(town_start(&town));
    town_staff(&town, "uji", "admin", NULL, token);
    (void)snprintf(log, sizeof log, "%.60s/play.out", town.dir);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) child(&town, file, token, log);
    while (waitpid(pid, &status, 0) < 0)
        assert_int_equal(errno, EINTR);
    bool good = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (!good) {
        print_message("%s\n", name_of(file));
        show(log);
    }
    assert_int_equal(town_stop(&town), 0);
    town_stop_sim(&town);
    town_destroy(&town);
    return good;
}

static void test_plays(void **state)
{
    glob_t files;
    size_t bad = 0;
    char pattern[512];
    const char *root = getenv("KANDA_ROOT");
    (void)state;
    (void)snprintf(pattern, sizeof pattern, "%s/tests/data/plays/*.json", root ? root : ".");
    assert_int_equal(glob(pattern, 0, NULL, &files), 0);
    assert_true(files.gl_pathc >= PLAYS_MIN);
    for (size_t i = 0; i < files.gl_pathc; i++)
        bad += !play(files.gl_pathv[i]);
    globfree(&files);
    if (bad) fail_msg("%zu plays did not go as written", bad);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_plays) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
