/* test_check_troubles.c - kanda check where the trouble lies on our own machine or on the way to
 * Meta: each is named, and each line says what to do. */
#include "town.h"
#include <setjmp.h>
#include <stdarg.h>

#include <arpa/inet.h>
#include <cmocka.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define START_MS      10000

static int setup(void **state)
{
    static struct town town;
    town_create(&town, "");
    *state = &town;
    return 0;
}

static int teardown(void **state)
{
    town_destroy(*state);
    return 0;
}

/* In the town's folder. */
static void shell(const struct town *t, const char *script)
{
    char command[1200];
    (void)snprintf(command, sizeof command, "cd %s && { %s; } >>shell.log 2>&1", t->dir, script);
    if (system(command) != 0) fail_msg("%s: see %s/shell.log", script, t->dir);
}

static void expect(struct town *t, bool online, int code, const char *line)
{
    const char *const args[] = { "check", online ? "--online" : NULL, NULL };
    char out[8192];
    int got = town_command(t, args, out, sizeof out);
    if (got != code || !strstr(out, line))
        fail_msg("%d instead of %d, lacks '%s': %s", got, code, line, out);
    if (strstr(out, "contoh-token") || strstr(out, TOWN_SECRET)) fail_msg("a secret: %s", out);
}

static void test_each_trouble_at_home(void **state)
{
    static const struct {
        const char *rule, *before; /* before: shell, in the town's folder */
        const char *key, *value;   /* of the environment */
        const char *line;
    } rows[] = {
        { "a disk as good as full", "true", "KANDA_STORE_DISK_FREE_MIB", "1073741824",
          "MiB free where the database lives: at least 1073741824 are needed "
          "(store.disk_free_mib), delete what is not needed there or enlarge the disk" },
        { "a folder of files on it", "true", "KANDA_STORE_DISK_FREE_MIB", "1073741824",
          "MiB free where files of citizens go: at least" },
        { "a database that is none", "echo 'no database at all, but a text' > kanda.db",
          "KANDA_DESK_TICKET_PREFIX", "LK",
          "correct store.path, or bring back a backup with `kanda restore`" },
        { "a database that is a folder", "rm -rf kanda.db; mkdir kanda.db",
          "KANDA_DESK_TICKET_PREFIX", "LK", "correct store.path" },
        { "a file where the folder should be", "rm -rf kanda.db media; echo x > media",
          "KANDA_DESK_TICKET_PREFIX", "LK",
          "TROUBLE  media      store.media_dir is no folder: name one there" },
        { "a folder below a file", "true", "KANDA_STORE_MEDIA_DIR", "/dev/null/media",
          "TROUBLE  media      Not a directory: correct store.media_dir" },
    };
    struct town *t = *state;
    expect(t, false, 0, "ok       disk");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        shell(t, rows[i].before);
        assert_int_equal(setenv(rows[i].key, rows[i].value, 1), 0);
        print_message("%s\n", rows[i].rule);
        expect(t, false, 1, rows[i].line);
        assert_int_equal(unsetenv(rows[i].key), 0);
    }
    shell(t, "rm -rf kanda.db media");
    expect(t, false, 0, "ok       disk");
}

static void test_the_door_behind_a_proxy(void **state)
{
    static const struct {
        const char *url, *proxies;
        int code;
        const char *line;
    } rows[] = {
        { "", "", 0,
          "ok       door       http.public_url is not set: answers to citizens hold no" },
        { "http://lapor.example", "", 0, "ok       door       http://lapor.example" },
        { "https://lapor.example", "127.0.0.1", 0, "ok       door       https://lapor.example" },
        { "https://lapor.example", "", 1,
          "TROUBLE  door       http.public_url is https, http.tls_cert is empty and so is "
          "http.trusted_proxies: set trusted_proxies to the proxy's address (127.0.0.1" },
    };
    struct town *t = *state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        assert_int_equal(setenv("KANDA_HTTP_PUBLIC_URL", rows[i].url, 1), 0);
        assert_int_equal(setenv("KANDA_HTTP_TRUSTED_PROXIES", rows[i].proxies, 1), 0);
        expect(t, false, rows[i].code, rows[i].line);
    }
    /* A certificate of our own: nobody stands in between. */
    assert_int_equal(setenv("KANDA_HTTP_PUBLIC_URL", "https://lapor.example", 1), 0);
    assert_int_equal(setenv("KANDA_HTTP_TLS_CERT", "cert.pem", 1), 0);
    assert_int_equal(setenv("KANDA_HTTP_TLS_KEY", "key.pem", 1), 0);
    expect(t, false, 0, "ok       door       https://lapor.example");
    static const char *const keys[] = { "KANDA_HTTP_PUBLIC_URL", "KANDA_HTTP_TRUSTED_PROXIES",
                                        "KANDA_HTTP_TLS_CERT", "KANDA_HTTP_TLS_KEY" };
    for (size_t i = 0; i < LENGTH(keys); i++)
        assert_int_equal(unsetenv(keys[i]), 0);
}

/* A name that is mistyped would be a table that nobody reads, and nobody would know. */
static void test_tables_that_nobody_reads(void **state)
{
    struct town *t = *state;
    char folder[200];
    (void)snprintf(folder, sizeof folder, "%s/tables", t->dir);
    shell(t, "mkdir -p tables/replies && echo code,title,roles,body > tables/canned.csv");
    shell(t, "touch tables/kanda.conf tables/canned.csv~");
    assert_int_equal(setenv("KANDA_DESK_DATA_DIR", folder, 1), 0);
    expect(t, false, 0, "ok       tables     1 of desk.data_dir are read, the others are built in");
    shell(t, "touch tables/katagori.csv");
    expect(t, false, 1,
           "TROUBLE  tables     desk.data_dir: katagori.csv is no table of kanda: correct");
    shell(t, "rm tables/katagori.csv; touch tables/replies/in.ini");
    expect(t, false, 1, "TROUBLE  tables     desk.data_dir: replies/in.ini is no table of kanda");
    assert_int_equal(unsetenv("KANDA_DESK_DATA_DIR"), 0);
}

/* A words.csv of an older version: what its missing roles are for would be deaf without a word. */
static void test_roles_without_words(void **state)
{
    struct town *t = *state;
    char folder[200], script[600];
    char *config = realpath("config/words.csv", NULL);
    assert_non_null(config);
    (void)snprintf(folder, sizeof folder, "%s/older", t->dir);
    (void)snprintf(script, sizeof script,
                   "mkdir -p older && grep -v '^permit,\\|^self,' %s > older/words.csv", config);
    free(config);
    shell(t, script);
    assert_int_equal(setenv("KANDA_DESK_DATA_DIR", folder, 1), 0);
    expect(t, false, 1,
           "TROUBLE  words      words.csv has no word of self permit: take over their lines");
    assert_true(town_start(t));
    assert_true(town_log_has(t, "serve.wordless roles=\"self permit\""));
    assert_int_equal(town_stop(t), 0);
    assert_int_equal(unsetenv("KANDA_DESK_DATA_DIR"), 0);
}

/* As somebody who may not write there: root may everywhere, so it becomes nobody. */
static void test_what_belongs_to_somebody_else(void **state)
{
    static const char *const lines[] = {
        "TROUBLE  database   Permission denied: give the file to the user that runs kanda",
        "TROUBLE  media      the folder cannot be written: give it to the user that runs kanda",
    };
    struct town *t = *state;
    const char *program = getenv("KANDA_BIN");
    char script[600];
    shell(t, "touch kanda.db; chmod 444 kanda.db; mkdir media; chmod 555 media; chmod 755 .; "
             "chmod 644 kanda.conf");
    /* A copy, for the way to the program may be root's alone. */
    if (!program) fail_msg("KANDA_BIN is not set");
    (void)snprintf(script, sizeof script, "cp %s program", program);
    shell(t, script);
    (void)snprintf(script, sizeof script,
                   "%s ./program check --config kanda.conf > seen; [ $? = 1 ]",
                   geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups" : "");
    shell(t, script);
    for (size_t i = 0; i < LENGTH(lines); i++) {
        (void)snprintf(script, sizeof script, "grep -qF '%s' seen", lines[i]);
        shell(t, script);
    }
    shell(t, "chmod 755 media; rm -rf kanda.db media program");
}

/* The alarm lives by the same number. */
static void test_a_full_disk_is_an_alarm_too(void **state)
{
    struct town *t = *state;
    assert_int_equal(setenv("KANDA_STORE_DISK_FREE_MIB", "1073741824", 1), 0);
    town_start_sim(t, NULL);
    assert_true(town_start(t));
    town_wait_count(t, "SELECT COUNT(*) FROM alarm WHERE cause = 'disk' AND severity = 2", 1, 20);
    assert_int_equal(town_stop(t), 0);
    assert_int_equal(unsetenv("KANDA_STORE_DISK_FREE_MIB"), 0);
    assert_true(town_start(t));
    town_wait_count(t, "SELECT COUNT(*) FROM alarm WHERE cause = 'disk' AND cleared_at IS NOT NULL",
                    1, 20);
    assert_int_equal(town_stop(t), 0);
    town_stop_sim(t);
}

/* --- TLS --- */

static bool is_open(int port)
{
    struct sockaddr_in at = { .sin_family = AF_INET,
                              .sin_port = htons((uint16_t)port),
                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    bool open = fd >= 0 && connect(fd, (const struct sockaddr *)&at, sizeof at) == 0;
    if (fd >= 0) (void)close(fd);
    return open;
}

/* A TLS server on the simulator's port; waits until it listens. */
static pid_t serve_tls(const struct town *t, const char *cert)
{
    char port[32], path[96], key[96];
    (void)snprintf(port, sizeof port, "127.0.0.1:%d", t->sim_port);
    (void)snprintf(path, sizeof path, "%s/%s", t->dir, cert);
    (void)snprintf(key, sizeof key, "%s/key.pem", t->dir);
    pid_t pid = fork();
    if (pid == 0) {
        (void)execlp("openssl", "openssl", "s_server", "-quiet", "-www", "-accept", port, "-cert",
                     path, "-key", key, (char *)NULL);
        _exit(127);
    }
    for (int ms = 0; ms < START_MS && !is_open(t->sim_port); ms += 20)
        town_nap(20);
    if (!is_open(t->sim_port)) fail_msg("openssl s_server does not listen");
    return pid;
}

static void end(pid_t pid)
{
    (void)kill(pid, SIGKILL);
    (void)waitpid(pid, NULL, 0);
}

static void certificate_make(const struct town *t, const char *name, const char *from,
                             const char *to)
{
    char script[400];
    (void)snprintf(script, sizeof script,
                   "rm -f index.txt*; : > index.txt; openssl ca -batch -selfsign -config ca.cnf "
                   "-create_serial -notext -in req.pem -keyfile key.pem -startdate %s -enddate %s "
                   "-out %s",
                   from, to, name);
    shell(t, script);
}

/* One key, and certificates that it signed itself. */
static void certificates_make(const struct town *t)
{
    shell(t, "openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes "
             "-keyout key.pem -subj /CN=localhost -out req.pem");
    shell(t, "printf '[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\nserial=serial\n"
             "new_certs_dir=.\ndefault_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n' > ca.cnf");
    certificate_make(t, "self.pem", "20200101000000Z", "21000101000000Z");
    certificate_make(t, "past.pem", "20200101000000Z", "20200201000000Z");
    certificate_make(t, "future.pem", "21000101000000Z", "21000201000000Z");
}

static void test_each_trouble_of_tls(void **state)
{
    static const struct {
        const char *cert, *line;
    } rows[] = {
        { "self.pem", "TROUBLE  meta       its certificate is from nobody we trust: install "
                      "ca-certificates; if they are there, look for a proxy in between" },
        { "past.pem",
          "TROUBLE  meta       its certificate has expired: check the clock; if that is "
          "right, tell its owner" },
        { "future.pem", "TROUBLE  meta       its certificate is not valid yet: check the clock" },
    };
    struct town *t = *state;
    certificates_make(t);
    (void)snprintf(t->graph_url, sizeof t->graph_url, "https://localhost:%d", t->sim_port);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        pid_t server = serve_tls(t, rows[i].cert);
        expect(t, true, 1, rows[i].line);
        end(server);
    }
    town_start_sim(t, NULL); /* which speaks no TLS */
    expect(t, true, 1, "TROUBLE  meta       TLS fails: check for a proxy in between");
    town_stop_sim(t);
}

static void test_each_trouble_on_the_way(void **state)
{
    struct town *t = *state;
    (void)snprintf(t->graph_url, sizeof t->graph_url, "https://graph.invalid");
    expect(t, true, 1, "TROUBLE  meta       its name is not known (DNS): check the resolver");
    (void)snprintf(t->graph_url, sizeof t->graph_url, "https://localhost:%d", t->sim_port);
    expect(t, true, 1, "TROUBLE  meta       no connection: check network and firewall");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_trouble_at_home),
        cmocka_unit_test(test_the_door_behind_a_proxy),
        cmocka_unit_test(test_tables_that_nobody_reads),
        cmocka_unit_test(test_roles_without_words),
        cmocka_unit_test(test_what_belongs_to_somebody_else),
        cmocka_unit_test(test_a_full_disk_is_an_alarm_too),
        cmocka_unit_test(test_each_trouble_of_tls),
        cmocka_unit_test(test_each_trouble_on_the_way),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
