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

#define PLAYS_MIN 90
#define PLAYS_MAX 200
#define AT_ONCE   6

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

struct playing {
    pid_t pid; /* 0: none */
    const char *file;
    char log[128];
};

static void begin(struct playing *p, const struct town *t, const char *file, const char *token,
                  size_t n)
{
    p->file = file;
    (void)snprintf(p->log, sizeof p->log, "%.60s/play%zu.out", t->dir, n);
    p->pid = fork();
    assert_true(p->pid >= 0);
    if (p->pid == 0) child(t, file, token, p->log);
}

/* Waits for one; 1 when it did not go as written. */
static size_t end(struct playing *p)
{
    int status = 0;
    if (p->pid == 0) return 0;
    while (waitpid(p->pid, &status, 0) < 0)
        assert_int_equal(errno, EINTR);
    p->pid = 0;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return 0;
    print_message("%s\n", name_of(p->file));
    show(p->log);
    return 1;
}

/* All of these in one town, AT_ONCE of them at once; how many did not go as written. */
static size_t play_in_town(const char *settings, char *const *files, size_t count)
{
    struct town town;
    char token[128];
    struct playing playing[AT_ONCE] = { 0 };
    size_t bad = 0;
    town_create(&town, settings);
    town_start_sim(&town, NULL);
    assert_true(town_start(&town));
    town_staff(&town, "uji", "admin", NULL, token);
    for (size_t i = 0; i < count; i++) {
        bad += end(&playing[i % AT_ONCE]);
        begin(&playing[i % AT_ONCE], &town, files[i], token, i);
    }
    for (size_t i = 0; i < AT_ONCE; i++)
        bad += end(&playing[i]);
    static const char *const verify[] = { "audit", "verify", NULL };
    char out[512];
    if (town_command(&town, verify, out, sizeof out) != 0) fail_msg("%s", out);
    assert_int_equal(town_stop(&town), 0);
    town_stop_sim(&town);
    town_destroy(&town);
    return bad;
}

/* One citizen, and no number that only the first tickets of a town have. */
static bool may_share_a_town(const char *file)
{
    char text[65536];
    FILE *f = fopen(file, "r");
    assert_non_null(f);
    size_t n = fread(text, 1, sizeof text - 1, f), citizens = 0;
    (void)fclose(f);
    text[n] = '\0';
    for (const char *at = text; (at = strstr(at, "{\"name\": \"Warga")) != NULL; at++)
        citizens++;
    return citizens == 1 && !strstr(text, "LK26-0000");
}

static void test_plays(void **state)
{
    glob_t files;
    size_t bad = 0, alone = 0;
    char pattern[512], *single[PLAYS_MAX];
    const char *root = getenv("KANDA_ROOT"), *only = getenv("PLAYS");
    (void)state;
    (void)snprintf(pattern, sizeof pattern, "%s/tests/data/plays/%s.json", root ? root : ".",
                   only ? only : "*");
    assert_int_equal(glob(pattern, 0, NULL, &files), 0);
    assert_in_range(files.gl_pathc, only ? 1 : PLAYS_MIN, PLAYS_MAX);
    for (size_t i = 0; i < files.gl_pathc; i++)
        if (may_share_a_town(files.gl_pathv[i]))
            single[alone++] = files.gl_pathv[i];
        else
            bad += play_in_town("", &files.gl_pathv[i], 1);
    bad += play_in_town("[desk]\nsimilar_days = 0\n", single, alone);
    globfree(&files);
    if (bad) fail_msg("%zu plays did not go as written", bad);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_plays) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
