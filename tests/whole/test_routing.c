/* test_routing.c - kanda train and kanda evaluate as an operator runs them.
 *
 * The numbers are measured on complaints that are not in this repository: looked for in the folder
 * complaints of KANDA_SHARED, else of ../shared/data; without them that test is skipped with a
 * message. Their labels are mapped to our units by tests/data/surabaya-map.tsv. */
#include "town.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define LINE_MAX_BYTES 65536
#define OUT_MAX        65536
#define LABELS_MAX     64
#define MODEL_MAX      (3 << 20)

struct result {
    double top1, top3, macro_f1;
    size_t n;
};

static struct town town;
static char out[OUT_MAX]; /* of the command that ran last */

static int setup(void **state)
{
    char extra[96];
    town_create(&town, "");
    (void)snprintf(extra, sizeof extra, "%s/desk", town.dir);
    if (mkdir(extra, 0700) != 0) return -1;
    FILE *f = fopen(town.conf, "a");
    if (!f) return -1;
    (void)fprintf(f, "\n[desk]\ndata_dir = %s\n", extra);
    *state = &town;
    return fclose(f);
}

static int teardown(void **state)
{
    town_destroy(*state);
    return 0;
}

static const char *in_town(const char *name)
{
    static char paths[4][96];
    static size_t turn;
    char *path = paths[turn++ % 4];
    (void)snprintf(path, sizeof paths[0], "%s/%s", town.dir, name);
    return path;
}

static const char *written(const char *name, const char *text)
{
    const char *path = in_town(name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
    return path;
}

static int run(const char *command, const char *file, const char *second)
{
    const char *const args[] = { command, file, second, NULL };
    return town_command(&town, args, out, sizeof out);
}

static bool model_exists(void)
{
    struct stat st;
    return stat(in_town("desk/routing.model"), &st) == 0;
}

static double value_of(const char *line, const char *name)
{
    const char *at = strstr(line, name);
    if (!at) fail_msg("no %s in '%s'", name, line);
    return strtod(at + strlen(name), NULL);
}

/* The numbers of the last line, which must be written exactly like this. */
static struct result last_line(void)
{
    char again[96];
    size_t len = strlen(out);
    assert_true(len > 1 && out[len - 1] == '\n');
    out[len - 1] = '\0';
    const char *line = strrchr(out, '\n');
    line = line ? line + 1 : out;
    struct result r = { .top1 = value_of(line, "top1="),
                        .top3 = value_of(line, "top3="),
                        .macro_f1 = value_of(line, "macro_f1="),
                        .n = (size_t)value_of(line, "n=") };
    (void)snprintf(again, sizeof again, "top1=%.3f top3=%.3f macro_f1=%.3f n=%zu", r.top1, r.top3,
                   r.macro_f1, r.n);
    assert_string_equal(line, again);
    return r;
}

static void test_what_cannot_be_learnt_is_refused(void **state)
{
    static const struct {
        const char *rule, *text;
    } rows[] = {
        { "an unknown code", "PUPR\tjalan rusak\nDLH\tsampah\nDINAS\tlampu mati\n" },
        { "no tab", "PUPR\tjalan rusak\nDLH sampah\n" },
        { "no text", "PUPR\tjalan rusak\nDLH\t \n" },
        { "one department", "PUPR\tjalan rusak\nPUPR\taspal rusak\n" },
        { "nothing", "" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int code = run("train", written("bad.tsv", rows[i].text), NULL);
        if (code != 2 || model_exists()) fail_msg("%s: exit %d", rows[i].rule, code);
    }
    assert_int_equal(run("train", in_town("nowhere.tsv"), NULL), 1);
    assert_int_equal(run("train", NULL, NULL), 2);
    assert_int_equal(run("evaluate", NULL, NULL), 2);
    assert_int_equal(run("evaluate", written("bad.tsv", "# only a remark\n"), NULL), 2);
    assert_false(model_exists());
}

static void test_a_model_needs_a_folder(void **state)
{
    struct town bare = { .dir = "" };
    (void)state;
    const char *const args[] = { "train", written("two.tsv", "PUPR\tjalan\nDLH\tsampah\n"), NULL };
    town_create(&bare, "");
    assert_int_equal(town_command(&bare, args, out, sizeof out), 2);
    town_destroy(&bare);
}

static void test_our_own_sentences(void **state)
{
    const char *own = "tests/data/routing-own.tsv";
    (void)state;
    assert_int_equal(run("evaluate", own, NULL), 0);
    assert_non_null(strstr(out, "decided by rules alone"));
    struct result rules = last_line();
    if (rules.top1 < 0.95 || rules.top3 < 0.97)
        fail_msg("top1 %.3f top3 %.3f", rules.top1, rules.top3);
    assert_int_equal(run("train", own, NULL), 0);
    assert_true(model_exists());
    assert_int_equal(run("evaluate", own, NULL), 0);
    assert_non_null(strstr(out, "decided by rules and model"));
    assert_true(last_line().top1 > rules.top1);
}

static void test_a_damaged_model_stops_every_start_but_training(void **state)
{
    (void)state;
    (void)written("desk/routing.model", "KANDARM\nbroken");
    const char *two = written("two.tsv", "# two\n\nPUPR\tjalan rusak\nDLH\tsampah\r\n");
    assert_int_equal(run("evaluate", two, NULL), 2);
    assert_int_equal(run("check", NULL, NULL), 2);
    assert_int_equal(run("train", two, two), 0); /* twice the same file: twice the texts */
    assert_non_null(strstr(out, "4 texts of 2 departments"));
    assert_int_equal(run("evaluate", two, NULL), 0);
    assert_int_equal(last_line().n, 2);
    assert_int_equal(remove(in_town("desk/routing.model")), 0);
}

/* So many texts of PUPR, so many of DLH. */
static const char *texts_of_two(int roads, int waste)
{
    const char *path = in_town("counted.tsv");
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    for (int i = 0; i < roads; i++)
        (void)fputs("PUPR\tjalan rusak\n", f);
    for (int i = 0; i < waste; i++)
        (void)fputs("DLH\tsampah menumpuk\n", f);
    assert_int_equal(fclose(f), 0);
    return path;
}

static void test_few_texts_are_warned_of(void **state)
{
    static const struct {
        const char *rule;
        int roads, waste;
        bool department, all;
    } rows[] = {
        { "enough", 490, 10, false, false },
        { "one department", 491, 9, true, false },
        { "all together", 489, 10, false, true },
        { "both", 9, 1, true, true },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *file = texts_of_two(rows[i].roads, rows[i].waste);
        assert_int_equal(run("train", file, NULL), 0);
        const char *department = strstr(out, "too few texts of ");
        if (!department != !rows[i].department) fail_msg("%s: %s", rows[i].rule, out);
        if (department && !strstr(department, "DLH: fewer than 10")) fail_msg("%s", out);
        if (!strstr(out, "texts in all are few") != !rows[i].all)
            fail_msg("%s: %s", rows[i].rule, out);
    }
    assert_int_equal(remove(in_town("desk/routing.model")), 0);
}

/* --- the shared complaints ---------------------------------------------------------------------
 */

struct mapping {
    char label[LABELS_MAX][128], code[LABELS_MAX][16];
    size_t count;
};

static void mapping_read(struct mapping *m)
{
    char line[256];
    FILE *f = fopen("tests/data/surabaya-map.tsv", "r");
    assert_non_null(f);
    m->count = 0;
    while (fgets(line, sizeof line, f)) {
        if (line[0] == '#') continue;
        assert_true(m->count < LABELS_MAX);
        assert_int_equal(sscanf(line, "%127[^\t]\t%15s", m->label[m->count], m->code[m->count]), 2);
        m->count++;
    }
    (void)fclose(f);
}

/* The texts of the file whose label has a counterpart; NULL when there is no such file. */
static const char *mapped(const struct mapping *m, const char *name)
{
    static char line[LINE_MAX_BYTES];
    char path[512];
    const char *root = getenv("KANDA_SHARED"), *to = in_town(name);
    (void)snprintf(path, sizeof path, "%s/complaints/%s", root ? root : "../shared/data", name);
    FILE *from = fopen(path, "r"), *f = fopen(to, "w");
    assert_non_null(f);
    if (!from) print_message("skipped: there is no %s (KANDA_SHARED names its folder)\n", path);
    while (from && fgets(line, sizeof line, from)) {
        char *tab = strchr(line, '\t');
        if (!tab) continue;
        *tab = '\0';
        for (size_t i = 0; i < m->count; i++)
            if (strcmp(m->label[i], line) == 0) (void)fprintf(f, "%s\t%s", m->code[i], tab + 1);
    }
    assert_int_equal(fclose(f), 0);
    if (from) (void)fclose(from);
    return from ? to : NULL;
}

static void demand(const char *who, struct result got, struct result want)
{
    print_message("%s: top1 %.3f (at least %.3f), top3 %.3f (%.3f), macro-F1 %.3f (%.3f), n %zu\n",
                  who, got.top1, want.top1, got.top3, want.top3, got.macro_f1, want.macro_f1,
                  got.n);
    if (got.top1 < want.top1 || got.top3 < want.top3 || got.macro_f1 < want.macro_f1)
        fail_msg("%s: not reached", who);
}

static void test_the_shared_complaints(void **state)
{
    static struct mapping mapping;
    struct stat st;
    (void)state;
    mapping_read(&mapping);
    const char *train = mapped(&mapping, "train.tsv"), *dev = mapped(&mapping, "dev.tsv");
    if (!train || !dev) skip();
    assert_int_equal(run("evaluate", dev, NULL), 0);
    demand("rules alone", last_line(), (struct result){ .top1 = 0.78, .top3 = 0.90 });
    assert_int_equal(run("train", train, NULL), 0);
    assert_int_equal(stat(in_town("desk/routing.model"), &st), 0);
    assert_true(st.st_size < MODEL_MAX);
    assert_int_equal(run("evaluate", dev, NULL), 0);
    const char *calibration = strstr(out, "answered");
    assert_non_null(calibration);
    print_message("the model has %lld bytes\n%s\n", (long long)st.st_size, calibration);
    demand("rules and model", last_line(),
           (struct result){ .top1 = 0.875, .top3 = 0.955, .macro_f1 = 0.66 });
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_cannot_be_learnt_is_refused),
        cmocka_unit_test(test_a_model_needs_a_folder),
        cmocka_unit_test(test_our_own_sentences),
        cmocka_unit_test(test_a_damaged_model_stops_every_start_but_training),
        cmocka_unit_test(test_few_texts_are_warned_of),
        cmocka_unit_test(test_the_shared_complaints),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
