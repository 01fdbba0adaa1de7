/* test_plays.c - the played conversations of tests/data/plays with kanda-sim play: what a script
 * expects, and to the letter what its citizens read and the tickets that came of it, as NAME.txt
 * beside NAME.json has it. KANDA_SNAPSHOTS=write writes those files anew; read the difference
 * before you commit it. */
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

struct playing {
    pid_t pid; /* 0: none */
    const char *file;
    char log[128], transcript[128];
};

static void child(const struct town *t, const struct playing *p, const char *token)
{
    char graph[64];
    const char *bin = getenv("KANDA_SIM_BIN");
    int out = open(p->log, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    (void)snprintf(graph, sizeof graph, "http://127.0.0.1:%d", t->sim_port);
    if (out < 0 || dup2(out, 1) < 0 || dup2(out, 2) < 0) _exit(126);
    execl(bin && *bin ? bin : "build/kanda-sim", "kanda-sim", "play", p->file, "--graph", graph,
          "--api-token", token, "--transcript", p->transcript, (char *)NULL);
    _exit(127);
}

static void show(FILE *f)
{
    char line[600];
    while (f && fgets(line, sizeof line, f))
        print_message("  %s", line);
}

static void show_log(const char *log)
{
    FILE *f = fopen(log, "r");
    show(f);
    if (f) (void)fclose(f);
}

static void begin(struct playing *p, const struct town *t, const char *file, const char *token,
                  size_t n)
{
    p->file = file;
    (void)snprintf(p->log, sizeof p->log, "%.60s/play%zu.out", t->dir, n);
    (void)snprintf(p->transcript, sizeof p->transcript, "%.60s/play%zu.txt", t->dir, n);
    p->pid = fork();
    assert_true(p->pid >= 0);
    if (p->pid == 0) child(t, p, token);
}

/* tests/data/plays/NAME.txt, where the script is NAME.json. */
static void transcript_of(const char *file, char *out, size_t cap)
{
    size_t stem = strlen(file) - strlen(".json");
    int n = snprintf(out, cap, "%.*s.txt", (int)stem, file);
    assert_true(n > 0 && (size_t)n < cap);
}

static void copy(const char *from, const char *to)
{
    char piece[4096];
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    assert_non_null(in);
    assert_non_null(out);
    for (size_t n; (n = fread(piece, 1, sizeof piece, in)) > 0;)
        assert_int_equal(fwrite(piece, 1, n, out), n);
    (void)fclose(in);
    assert_int_equal(fclose(out), 0);
}

/* False, and the difference shown, when this is not what the file beside the script says. */
static bool reads_as_written(const struct playing *p)
{
    char want[512], command[800];
    const char *mode = getenv("KANDA_SNAPSHOTS");
    transcript_of(p->file, want, sizeof want);
    if (mode && strcmp(mode, "write") == 0) copy(p->transcript, want);
    (void)snprintf(command, sizeof command, "diff -u '%s' '%s' 2>&1", want, p->transcript);
    FILE *f = popen(command, "r");
    assert_non_null(f);
    show(f);
    return pclose(f) == 0;
}

/* Waits for one; 1 when it did not go as written. */
static size_t end(struct playing *p)
{
    int status = 0;
    if (p->pid == 0) return 0;
    while (waitpid(p->pid, &status, 0) < 0)
        assert_int_equal(errno, EINTR);
    p->pid = 0;
    bool played = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (played && reads_as_written(p)) return 0;
    print_message("%s\n", name_of(p->file));
    if (!played) show_log(p->log);
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
    return citizens == 1 && !strstr(text, "-0000");
}

/* A transcript whose script is gone tells of nothing. */
static void no_transcript_is_left_over(const char *root)
{
    glob_t files;
    char pattern[512];
    (void)snprintf(pattern, sizeof pattern, "%s/tests/data/plays/*.txt", root);
    assert_int_equal(glob(pattern, 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        char script[512];
        int stem = (int)(strlen(files.gl_pathv[i]) - strlen(".txt"));
        (void)snprintf(script, sizeof script, "%.*s.json", stem, files.gl_pathv[i]);
        if (access(script, R_OK) != 0) fail_msg("%s: there is no such script", script);
    }
    globfree(&files);
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
    no_transcript_is_left_over(root ? root : ".");
    if (bad) fail_msg("%zu plays did not go as written", bad);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_plays) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
