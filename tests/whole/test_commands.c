/* test_commands.c - the commands as an operator types them: exit codes, what goes to standard
 * output and what to standard error. */
#include "base/buf.h"
#include "cli/app.h"
#include "store/migrate.h"
#include "town.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define ARGS_MAX      14
#define TEXT_MAX      16384

static struct town town; /* its folder and configuration; no server runs */

struct outcome {
    int code;
    char out[TEXT_MAX], err[TEXT_MAX];
};

static int setup(void **state)
{
    town_create(&town, "");
    *state = &town;
    return 0;
}

static int teardown(void **state)
{
    town_destroy(*state);
    return 0;
}

static void path_in(char *out, size_t cap, const char *name)
{
    (void)snprintf(out, cap, "%.60s/%s", town.dir, name);
}

static void read_text(const char *path, char *out)
{
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    size_t n = fread(out, 1, TEXT_MAX - 1, f);
    out[n] = '\0';
    (void)fclose(f);
}

static void write_text(const char *name, const char *text, char *path, size_t cap)
{
    path_in(path, cap, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

static void child(const char *const *args, const char *out, const char *err)
{
    int o = open(out, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    int e = open(err, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (o < 0 || e < 0 || dup2(o, 1) < 0 || dup2(e, 2) < 0 || chdir(town.dir) != 0) _exit(126);
    execv(args[0], (char *const *)(uintptr_t)args);
    _exit(127);
}

/* The words of line, split at blanks: no argument here holds one. CONF and DIR stand for paths. */
static void run_into(const char *line, const char *out_path, struct outcome *o)
{
    char words[1024], err_path[96];
    const char *bin = getenv("KANDA_BIN");
    char *program = realpath(bin && *bin ? bin : "build/kanda", NULL);
    const char *args[ARGS_MAX] = { program };
    size_t n = 1;
    assert_non_null(program);
    path_in(err_path, sizeof err_path, "err");
    assert_true(snprintf(words, sizeof words, "%s", line) < (int)sizeof words);
    for (char *at = words, *word; (word = strsep(&at, " ")) != NULL && n < ARGS_MAX - 1;)
        if (*word) args[n++] = strcmp(word, "CONF") == 0 ? town.conf : word;
    args[n] = NULL;
    int status = 0;
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) child(args, out_path, err_path);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    free(program);
    o->code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    o->out[0] = '\0';
    if (strncmp(out_path, "/dev/", 5) != 0) read_text(out_path, o->out);
    read_text(err_path, o->err);
}

static struct outcome *run(const char *line)
{
    static struct outcome o;
    char out_path[96];
    path_in(out_path, sizeof out_path, "out");
    run_into(line, out_path, &o);
    return &o;
}

static void test_exit_codes(void **state)
{
    static const struct {
        const char *rule, *line;
        int code;
        const char *says; /* on standard error */
    } rows[] = {
        { "no command", "", 2, "usage: kanda COMMAND" },
        { "no such command", "frobnicate", 2, "there is no command 'frobnicate'" },
        { "an option is no command", "--config CONF", 2, "there is no command" },
        { "help is a command", "help", 0, "" },
        { "in its other form", "--help", 0, "" },
        { "the version needs no settings", "version", 0, "" },
        { "and takes no operand", "version 2", 2, "usage: kanda version" },
        { "an unknown option", "migrate --force --config CONF", 2, "usage: kanda migrate" },
        { "an option without its value", "migrate --config", 2, "usage: kanda migrate" },
        { "an operand too many", "serve CONF", 2, "usage: kanda serve" },
        { "one for check", "check CONF", 2, "usage: kanda check" },
        { "one for migrate", "migrate now --config CONF", 2, "usage: kanda migrate" },
        { "one for replay", "replay 7 --config CONF", 2, "usage: kanda replay" },
        { "settings that are not there", "check --config /nowhere/k.conf", 2, "/nowhere/k.conf" },
        { "for every command", "migrate --config /nowhere/k.conf", 2, "/nowhere/k.conf" },
        { "also for serve", "serve --config /nowhere/k.conf", 2, "/nowhere/k.conf" },
        { "staff and nothing", "staff --config CONF", 2, "usage: kanda staff" },
        { "no such action", "staff remove rini --config CONF", 2, "usage: kanda staff" },
        { "nobody to add", "staff add --role admin --config CONF", 2, "usage: kanda staff" },
        { "without a role", "staff add rini --config CONF", 2, "usage: kanda staff" },
        { "with no such role", "staff add rini --role boss --config CONF", 2, "role: admin" },
        { "with a wrong name", "staff add ri/ni --role admin --config CONF", 2, "name: 1 to 64" },
        { "an officer of nothing", "staff add rini --role officer --config CONF", 2,
          "department: an officer needs one" },
        { "an officer of nowhere", "staff add rini --role officer --department XYZ --config CONF",
          2, "department: no such code" },
        { "a department for others", "staff add rini --role admin --department PUPR --config CONF",
          2, "department: for officers only" },
        { "an account", "staff add rini --role admin --config CONF", 0, "" },
        { "a name that is taken", "staff add rini --role operator --config CONF", 1,
          "name: already taken" },
        { "an officer", "staff add tono --role officer --department PUPR --config CONF", 0, "" },
        { "a fresh token", "staff token rini --config CONF", 0, "" },
        { "for nobody", "staff token nemo --config CONF", 1, "no open account" },
        { "an account is closed", "staff disable rini --config CONF", 0, "" },
        { "and stays closed", "staff token rini --config CONF", 1, "no open account" },
        { "once", "staff disable rini --config CONF", 1, "no open account" },
        { "its name stays taken", "staff add rini --role admin --config CONF", 1, "already taken" },
        { "a token with a scope", "staff token tono --scope read --label dasbor --config CONF", 0,
          "" },
        { "no such scope", "staff token tono --scope all --config CONF", 2,
          "scope: read or write" },
        { "that expires", "staff token tono --expires 30 --label lain --config CONF", 0, "" },
        { "not today", "staff token tono --expires 0 --config CONF", 2, "--expires: 1 to" },
        { "nor in a word", "staff token tono --expires soon --config CONF", 2, "--expires: 1 to" },
        { "its tokens", "staff tokens tono --config CONF", 0, "" },
        { "tokens of nobody", "staff tokens nemo --config CONF", 1, "no account" },
        { "one is revoked", "staff revoke 4 --config CONF", 0, "" },
        { "once", "staff revoke 4 --config CONF", 1, "no such token" },
        { "by its number", "staff revoke tono --config CONF", 2, "revoke: the number" },
        { "a password from a file", "staff password tono --config CONF", 2, "--password-file" },
        { "the list", "staff list --config CONF", 0, "" },
        { "the list takes no name", "staff list rini --config CONF", 2, "usage: kanda staff" },
        { "nothing to replay", "replay --config CONF", 0, "" },
        { "no such row", "replay --id 77 --config CONF", 1, "" },
        { "no row at all", "replay --id abc --config CONF", 2, "" },
        { "nor this", "replay --id 0 --config CONF", 2, "" },
        { "everything is there", "check --config CONF", 0, "" },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct outcome *o = run(rows[i].line);
        if (o->code != rows[i].code || !strstr(o->err, rows[i].says))
            fail_msg("%s: kanda %s: exit %d, stdout '%s', stderr '%s'", rows[i].rule, rows[i].line,
                     o->code, o->out, o->err);
        if (o->code == 0 && o->err[0]) fail_msg("%s: noise: %s", rows[i].line, o->err);
        if (o->code == 2 && o->out[0] && strncmp(rows[i].line, "check", 5) != 0)
            fail_msg("%s: a refusal on standard output: %s", rows[i].line, o->out);
    }
}

static void test_usage_lists_the_table(void **state)
{
    (void)state;
    size_t count, lines = 0;
    const struct command *commands = cli_commands(&count);
    struct buf want;
    buf_init(&want, TEXT_MAX);
    buf_add_text(&want, "usage: kanda COMMAND [--config FILE] ...\n");
    for (size_t i = 0; i < count; i++)
        buf_addf(&want, "  kanda %s %s\n      %s\n", commands[i].name, commands[i].usage,
                 commands[i].help);
    assert_string_equal(run("help")->out, want.at);
    assert_int_equal(strncmp(run("evaluate --help")->out, "  kanda evaluate FILE", 21), 0);
    assert_string_equal(run("")->err, want.at);
    assert_non_null(strstr(run("frobnicate")->err, want.at));
    for (const char *p = want.at; *p; p++)
        lines += *p == '\n';
    assert_int_equal(lines, 1 + 2 * count);
    buf_finish(&want);
}

static void test_version(void **state)
{
    (void)state;
    struct outcome *o = run("version");
    assert_int_equal(strncmp(o->out, "kanda ", 6), 0);
    assert_true(o->out[6] >= '0' && o->out[6] <= '9');
    assert_int_equal(o->out[strlen(o->out) - 1], '\n');
}

/* 256 bits in the alphabet that needs no quoting, and nothing else. */
static void assert_token(const char *out)
{
    size_t len = strcspn(out, "\n");
    if (len < 43 || len > 63 || strcmp(out + len, "\n") != 0) fail_msg("no token: '%s'", out);
    assert_int_equal(strspn(out, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                 "0123456789-_"),
                     len);
}

static void test_a_token_is_shown_alone_and_once(void **state)
{
    (void)state;
    char first[128], path[96], database[TEXT_MAX];
    struct outcome *o = run("staff add sari --role operator --config CONF");
    assert_token(o->out);
    assert_string_equal(o->err, "");
    (void)snprintf(first, sizeof first, "%.100s", o->out);
    first[strcspn(first, "\n")] = '\0';
    o = run("staff token sari --config CONF");
    assert_token(o->out);
    assert_null(strstr(o->out, first));
    o = run("staff list --config CONF");
    assert_null(strstr(o->out, first));
    path_in(path, sizeof path, "kanda.db");
    FILE *f = fopen(path, "rb"); /* and it is nowhere in the file */
    assert_non_null(f);
    size_t keep = strlen(first), have = 0, n;
    while ((n = fread(database + have, 1, sizeof database - have, f)) > 0) {
        have += n;
        assert_null(memmem(database, have, first, keep));
        if (have == sizeof database) {
            memmove(database, database + have - keep, keep);
            have = keep;
        }
    }
    (void)fclose(f);
}

static void test_a_token_into_a_full_disk_is_no_success(void **state)
{
    (void)state;
    static struct outcome o;
    run_into("staff token sari --config CONF", "/dev/full", &o);
    assert_int_equal(o.code, 1);
    assert_non_null(strstr(o.err, "standard output"));
}

static void test_staff_list(void **state)
{
    (void)state;
    struct outcome *o = run("staff list --config CONF");
    assert_string_equal(o->out, "rini\tadmin\t\tdisabled\n"
                                "sari\toperator\t\topen\n"
                                "tono\tofficer\tPUPR\topen\n");
}

static void test_password_file(void **state)
{
    static const struct {
        const char *rule, *content;
        int code;
    } rows[] = {
        { "a good one", "sandi-yang-panjang\n", 0 },
        { "its line end does not count", "1234567890\r\n", 0 },
        { "ten bytes at least", "123456789\n", 2 },
        { "not an empty file", "", 2 },
        { "nor an empty line", "\n", 2 },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char line[256], path[96];
        write_text("password", rows[i].content, path, sizeof path);
        (void)snprintf(line, sizeof line,
                       "staff add user%zu --role operator --password-file %s --config CONF", i,
                       path);
        struct outcome *o = run(line);
        if (o->code != rows[i].code) fail_msg("%s: %d %s", rows[i].rule, o->code, o->err);
    }
    assert_int_equal(town_count(&town, "SELECT COUNT(*) FROM staff WHERE name LIKE 'user%'"), 2);
    assert_int_equal(town_count(&town, "SELECT COUNT(*) FROM staff WHERE password_hash LIKE "
                                       "'$argon2id$%' AND name LIKE 'user%'"),
                     2);
    assert_int_equal(town_count(&town, "SELECT COUNT(*) FROM staff WHERE password_hash LIKE "
                                       "'%sandi%' OR password_hash LIKE '%1234567890%'"),
                     0);
    assert_true(
        run("staff add nopass --role operator --password-file /nowhere --config CONF")->code != 0);
    assert_int_equal(town_count(&town, "SELECT COUNT(*) FROM staff WHERE name = 'nopass'"), 0);
}

static void test_migrate_twice(void **state)
{
    (void)state;
    char conf[96], path[96], text[512], line[256], says[64];
    path_in(path, sizeof path, "sub/folder/new.db");
    (void)snprintf(text, sizeof text, "[store]\npath = %s\n", path);
    write_text("new.conf", text, conf, sizeof conf);
    (void)snprintf(line, sizeof line, "migrate --config %s", conf);
    struct outcome *o = run(line);
    assert_int_equal(o->code, 0);
    (void)snprintf(says, sizeof says, "schema 0 -> %d\n", store_schema_number());
    assert_string_equal(o->out, says);
    o = run(line);
    assert_int_equal(o->code, 0);
    (void)snprintf(says, sizeof says, "schema %d -> %d\n", store_schema_number(),
                   store_schema_number());
    assert_string_equal(o->out, says); /* and no word of a copy */
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 07, 0); /* nobody else's business */
}

/* A mistyped path must not look like an empty desk. */
static void test_only_four_commands_make_a_database(void **state)
{
    static const struct {
        const char *line;
        bool makes;
    } rows[] = {
        { "backup copy.db", false },
        { "audit verify", false },
        { "export", false },
        { "export --evidence 2026-11 bukti", false },
        { "ticket LK-000001", false },
        { "staff list", false },
        { "contacts list", false },
        { "replay", false },
        { "erase --contact 628120000000", false },
        { "costs", false },
        { "templates", false },
        { "staff add rini --role admin", true },
        { "migrate", true },
    };
    (void)state;
    char conf[96], line[256], path[96], says[160];
    path_in(path, sizeof path, "lost.db");
    write_text("lost.conf", "[store]\npath = lost.db\n", conf, sizeof conf); /* from here */
    for (size_t i = 0; i < LENGTH(rows); i++) {
        (void)snprintf(line, sizeof line, "%s --config %s", rows[i].line, conf);
        (void)snprintf(says, sizeof says, "kanda: %s does not exist; check store.path\n", path);
        struct outcome *o = run(line);
        if (o->code != (rows[i].makes ? 0 : 1) || strcmp(o->err, rows[i].makes ? "" : says) != 0)
            fail_msg("%s: %d '%s'", line, o->code, o->err);
        if ((access(path, F_OK) == 0) != rows[i].makes) fail_msg("%s: the file", line);
        (void)unlink(path);
    }
}

static void test_what_is_no_database_is_left_alone(void **state)
{
    (void)state;
    char conf[96], path[96], text[512], line[256], after[TEXT_MAX];
    write_text("notes.txt", "bukan basis data, tetapi catatan yang penting sekali\n", path,
               sizeof path);
    (void)snprintf(text, sizeof text, "[store]\npath = %s\n", path);
    write_text("notes.conf", text, conf, sizeof conf);
    const char *const lines[] = { "migrate", "staff list", "replay" };
    for (size_t i = 0; i < LENGTH(lines); i++) {
        (void)snprintf(line, sizeof line, "%s --config %s", lines[i], conf);
        struct outcome *o = run(line);
        if (o->code != 1) fail_msg("%s: %d %s", line, o->code, o->err);
    }
    read_text(path, after);
    assert_string_equal(after, "bukan basis data, tetapi catatan yang penting sekali\n");
}

static void test_check(void **state)
{
    (void)state;
    char conf[96], text[512], line[256], path[96], no_folder[96];
    static const char *const parts[] = {
        "files", "settings", "database", "media", "clock", "disk"
    };
    struct outcome *o = run("check --config CONF");
    for (size_t i = 0; i < LENGTH(parts); i++)
        if (!strstr(o->out, parts[i])) fail_msg("check says nothing of %s: %s", parts[i], o->out);
    assert_null(strstr(o->out, "TROUBLE"));
    assert_null(strstr(o->out, TOWN_SECRET));

    path_in(path, sizeof path, "absent.db");
    write_text("no-folder", "x", no_folder, sizeof no_folder);
    (void)snprintf(text, sizeof text,
                   "[store]\npath = %s\nmedia_dir = %s\n[whatsapp]\napp_secret = x\n", path,
                   no_folder);
    write_text("check.conf", text, conf, sizeof conf);
    (void)snprintf(line, sizeof line, "check --config %s", conf);
    o = run(line);
    assert_int_equal(o->code, 2); /* settings that serve needs are missing */
    assert_non_null(strstr(o->out, "TROUBLE  settings"));
    assert_non_null(strstr(o->out, "phone_number_id"));
    (void)snprintf(text, sizeof text, "database   %s does not exist yet", path);
    assert_non_null(strstr(o->out, text));
    assert_non_null(strstr(o->out, "TROUBLE  media")); /* a file is no folder */
    assert_int_equal(access(path, F_OK), -1);          /* nothing was changed */
}

static void test_serve_is_refused(void **state)
{
    static const struct {
        const char *rule, *text, *says;
    } rows[] = {
        { "without a secret", "[whatsapp]\nphone_number_id = 1\n", "whatsapp.app_secret" },
        { "with nothing but commas",
          "[whatsapp]\nphone_number_id = 1\napp_secret = ,\n"
          "verify_token = v\naccess_token = a\n",
          "whatsapp.app_secret" },
        { "with an unknown key", "[http]\nlisten = 127.0.0.1:0\nspeed = 9\n",
          "refused.conf line 3: there is no setting http.speed" },
        { "with a value out of range", "[desk]\n\nsettle_seconds = -1\n",
          "refused.conf line 3: desk.settle_seconds: want 0 to 86400" },
        { "with half of TLS", "[http]\ntls_cert = /x\n", "tls_key" },
        { "with a check it cannot do",
          "[http]\nmeta_client_ca = /x\n[whatsapp]\nphone_number_id = 1\napp_secret = s\n"
          "verify_token = v\naccess_token = a\n",
          "http.meta_client_ca" },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char conf[96], line[256];
        write_text("refused.conf", rows[i].text, conf, sizeof conf);
        (void)snprintf(line, sizeof line, "serve --config %s", conf);
        struct outcome *o = run(line);
        if (o->code != 2 || !strstr(o->err, rows[i].says))
            fail_msg("%s: %d '%s'", rows[i].rule, o->code, o->err);
    }
}

static void test_desk_data_that_is_wrong(void **state)
{
    (void)state;
    char conf[96], text[512], line[256], file[96], says[96];
    write_text("clocks.csv", "kind,stage,legal_days,promise_days\ncomplaint,received,many,5\n",
               file, sizeof file);
    (void)snprintf(text, sizeof text, "[desk]\ndata_dir = %.60s\n", town.dir);
    write_text("data.conf", text, conf, sizeof conf);
    (void)snprintf(line, sizeof line, "check --config %s", conf);
    struct outcome *o = run(line);
    assert_int_equal(o->code, 2);
    assert_non_null(strstr(o->err, "clocks.csv line 2"));
    assert_int_equal(unlink(file), 0);
    /* a folder that is not there is a typing error, not an empty one */
    (void)snprintf(text, sizeof text, "[desk]\ndata_dir = %.60s/nowhere\n", town.dir);
    (void)snprintf(says, sizeof says, "desk.data_dir: %.60s/nowhere", town.dir);
    write_text("data.conf", text, conf, sizeof conf);
    o = run(line);
    assert_int_equal(o->code, 2);
    assert_non_null(strstr(o->err, says));
}

static void test_commands_run_beside_the_server(void **state)
{
    (void)state;
    assert_true(town_start(&town));
    assert_int_equal(run("staff add dewi --role operator --config CONF")->code, 0);
    assert_int_equal(run("staff list --config CONF")->code, 0);
    assert_int_equal(run("check --config CONF")->code, 0);
    assert_int_equal(run("migrate --config CONF")->code, 0);
    assert_int_equal(run("replay --config CONF")->code, 0);
    assert_int_equal(run("serve --config CONF")->code, 1); /* the port, the database: taken */
    assert_int_equal(town_stop(&town), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_exit_codes),
        cmocka_unit_test(test_usage_lists_the_table),
        cmocka_unit_test(test_version),
        cmocka_unit_test(test_a_token_is_shown_alone_and_once),
        cmocka_unit_test(test_a_token_into_a_full_disk_is_no_success),
        cmocka_unit_test(test_staff_list),
        cmocka_unit_test(test_password_file),
        cmocka_unit_test(test_migrate_twice),
        cmocka_unit_test(test_only_four_commands_make_a_database),
        cmocka_unit_test(test_what_is_no_database_is_left_alone),
        cmocka_unit_test(test_check),
        cmocka_unit_test(test_serve_is_refused),
        cmocka_unit_test(test_desk_data_that_is_wrong),
        cmocka_unit_test(test_commands_run_beside_the_server),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
