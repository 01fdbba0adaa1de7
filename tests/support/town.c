/* town.c - starting, stopping and asking the two programs. */
#include "town.h"
#include "base/crypto.h"
#include <setjmp.h>
#include <stdarg.h>

#include <arpa/inet.h>
#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define START_MS   60000 /* a busy disk holds up a new database for many seconds */
#define TOLD_BYTES 1500
#define RUNNING    (-1)
#define PORT_LEAST 10000
#define PORTS      20
#define PORT_SETS  1000
#define ARGS_MAX   40

void town_nap(int ms)
{
    struct timespec t = { .tv_sec = ms / 1000, .tv_nsec = (long)(ms % 1000) * 1000000 };
    (void)nanosleep(&t, NULL);
}

int64_t town_now(void)
{
    return (int64_t)time(NULL);
}

int64_t town_ms(void)
{
    struct timespec t = { 0 };
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static const char *program(const char *variable, const char *preset)
{
    const char *path = getenv(variable);
    return path && *path ? path : preset;
}

static char *read_file(const char *path)
{
    size_t len = 0, cap = 65536;
    char *text = malloc(cap);
    FILE *f = fopen(path, "rb");
    if (!text) abort();
    while (f) {
        if (len + 1 >= cap && !(text = realloc(text, cap *= 2))) abort();
        size_t n = fread(text + len, 1, cap - len - 1, f);
        if (n == 0) break;
        len += n;
    }
    if (f) (void)fclose(f);
    text[len] = '\0';
    return text;
}

/* Both programs must know the other's port before they start. Each test program takes from twenty
 * of its own, below those that the kernel gives away: many run at once. */
/* The number of a set of ports that is this process's alone as long as it lives: between choosing a
 * port and listening on it nobody else takes it. */
static int port_set(void)
{
    for (int tries = 0; tries < PORT_SETS; tries++) {
        char path[48];
        int set = (int)((getpid() + tries) % PORT_SETS);
        (void)snprintf(path, sizeof path, "/tmp/kanda-ports-%d", set);
        int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
        if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0) return set; /* held until the end */
        if (fd >= 0) (void)close(fd);
    }
    fail_msg("every set of ports is taken");
    return 0;
}

static int free_port(void)
{
    static int next, set = -1;
    if (set < 0) set = port_set();
    for (int tries = 0; tries < PORTS; tries++) {
        int port = PORT_LEAST + set * PORTS + next++ % PORTS;
        struct sockaddr_in at = { .sin_family = AF_INET,
                                  .sin_port = htons((uint16_t)port),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
        int yes = 1, fd = socket(AF_INET, SOCK_STREAM, 0);
        bool ok = fd >= 0 && setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0 &&
                  bind(fd, (struct sockaddr *)&at, sizeof at) == 0;
        if (fd >= 0) (void)close(fd);
        if (ok) return port;
    }
    fail_msg("no free port: %s", strerror(errno));
    return 0;
}

void town_create(struct town *t, const char *extra)
{
    struct err e = { 0 };
    if (!crypto_init(&e)) fail_msg("%s", e.text);
    *t = (struct town){ 0 };
    (void)snprintf(t->dir, sizeof t->dir, "/tmp/kanda-town-XXXXXX");
    if (!mkdtemp(t->dir)) fail_msg("mkdtemp: %s", strerror(errno));
    (void)snprintf(t->conf, sizeof t->conf, "%s/kanda.conf", t->dir);
    (void)snprintf(t->log, sizeof t->log, "%s/kanda.log", t->dir);
    (void)snprintf(t->sim_log, sizeof t->sim_log, "%s/sim.log", t->dir);
    t->port = free_port();
    t->sim_port = free_port();
    FILE *f = fopen(t->conf, "w");
    if (!f) fail_msg("%s: %s", t->conf, strerror(errno));
    (void)fprintf(
        f,
        "[http]\nlisten = 127.0.0.1:%d\n[store]\npath = %s/kanda.db\nmedia_dir = %s/media\n"
        "[whatsapp]\nphone_number_id = " TOWN_NUMBER "\napp_secret = " TOWN_SECRET
        "\nverify_token = " TOWN_VERIFY "\naccess_token = contoh-token\n%s\n",
        t->port, t->dir, t->dir, extra);
    (void)fclose(f);
}

static void end(pid_t *pid, int signal_number)
{
    if (*pid <= 0) return;
    (void)kill(*pid, signal_number);
    (void)waitpid(*pid, NULL, 0);
    *pid = 0;
}

void town_destroy(struct town *t)
{
    char command[128];
    end(&t->kanda, SIGKILL);
    end(&t->sim, SIGKILL);
    (void)snprintf(command, sizeof command, "rm -rf %s", t->dir);
    if (system(command) != 0) fail_msg("cannot remove %s", t->dir);
}

/* A write beyond the limit fails with EFBIG, as one to a full disk fails with ENOSPC. */
static bool limit_files(int64_t bytes)
{
    const struct rlimit limit = { (rlim_t)bytes, (rlim_t)bytes };
    if (bytes <= 0) return true;
    return signal(SIGXFSZ, SIG_IGN) != SIG_ERR && setrlimit(RLIMIT_FSIZE, &limit) == 0;
}

/* Output of the child goes to the file; args[0] is the program. */
static pid_t launch(const char *const *args, const char *log, const struct town *t,
                    int64_t file_limit)
{
    char graph[96];
    (void)snprintf(graph, sizeof graph, "http://127.0.0.1:%d", t->sim_port);
    if (t->graph_url[0]) (void)snprintf(graph, sizeof graph, "%s", t->graph_url);
    pid_t pid = fork();
    if (pid < 0) fail_msg("fork: %s", strerror(errno));
    if (pid > 0) return pid;
    int fd = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (fd < 0 || dup2(fd, 1) < 0 || dup2(fd, 2) < 0) _exit(126);
    if (setenv("KANDA_WHATSAPP_GRAPH_URL", graph, 1) != 0 || !limit_files(file_limit)) _exit(126);
    execv(args[0], (char *const *)(uintptr_t)args);
    _exit(127);
}

static bool ended(pid_t *pid, int *status)
{
    if (waitpid(*pid, status, WNOHANG) != *pid) return false;
    *pid = 0;
    return true;
}

static int count_of(const char *log, const char *mark)
{
    char *text = read_file(log), *at = text;
    int n = 0;
    while ((at = strstr(at, mark)) != NULL) {
        n++;
        at += strlen(mark);
    }
    free(text);
    return n;
}

void town_launch(struct town *t)
{
    const char *args[] = { program("KANDA_BIN", "build/kanda"), "serve", "--config", t->conf,
                           NULL };
    t->kanda = launch(args, t->log, t, t->file_limit);
}

/* The folder goes with the test: what the program said last is worth keeping when it went wrong.
 * status is of waitpid, or RUNNING. */
static void tell_end(const char *log, const char *what, int status)
{
    char *text = read_file(log);
    size_t len = strlen(text);
    print_error("%s", what);
    if (status != RUNNING && WIFSIGNALED(status)) print_error(": signal %d", WTERMSIG(status));
    if (status != RUNNING && WIFEXITED(status)) print_error(": exit code %d", WEXITSTATUS(status));
    print_error("\n%s\n", text + (len > TOLD_BYTES ? len - TOLD_BYTES : 0));
    free(text);
}

bool town_start(struct town *t)
{
    int before = count_of(t->log, "event=serve.ready"), status = 0;
    town_launch(t);
    for (int64_t begun = town_ms(); town_ms() - begun < START_MS; town_nap(5)) {
        if (count_of(t->log, "event=serve.ready") > before) return true;
        if (!ended(&t->kanda, &status)) continue;
        tell_end(t->log, "kanda ended as it started", status);
        return false;
    }
    tell_end(t->log, "kanda did not become ready", RUNNING);
    fail();
    return false;
}

void town_kill(struct town *t)
{
    end(&t->kanda, SIGKILL);
}

int town_stop(struct town *t)
{
    int status = 0;
    if (t->kanda <= 0) return -1;
    (void)kill(t->kanda, SIGTERM);
    (void)waitpid(t->kanda, &status, 0);
    t->kanda = 0;
    if (status != 0) tell_end(t->log, "kanda ended", status);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void town_start_sim(struct town *t, const char *const *extra)
{
    char listen[32], webhook[64];
    (void)snprintf(listen, sizeof listen, "127.0.0.1:%d", t->sim_port);
    (void)snprintf(webhook, sizeof webhook, "http://127.0.0.1:%d/webhook", t->port);
    const char *args[ARGS_MAX] = { program("KANDA_SIM_BIN", "build/kanda-sim"),
                                   "serve",
                                   "--listen",
                                   listen,
                                   "--webhook",
                                   webhook,
                                   "--app-secret",
                                   TOWN_SECRET,
                                   "--phone-number-id",
                                   TOWN_NUMBER };
    size_t n = 10;
    for (size_t i = 0; extra && extra[i] && n < ARGS_MAX - 1; i++)
        args[n++] = extra[i];
    int ending = RUNNING;
    t->sim = launch(args, t->sim_log, t, 0);
    for (int64_t begun = town_ms(); town_ms() - begun < START_MS; town_nap(10)) {
        struct answer a = town_sim_get(t, "/sim/stats");
        int status = a.status;
        answer_free(&a);
        if (status == 200) return;
        if (ended(&t->sim, &ending)) break;
    }
    tell_end(t->sim_log, "kanda-sim did not start", ending);
    fail();
}

void town_stop_sim(struct town *t)
{
    end(&t->sim, SIGTERM);
}

int town_command(struct town *t, const char *const *extra, char *out, size_t cap)
{
    char log[128];
    const char *args[ARGS_MAX];
    size_t n = 0;
    int status;
    (void)snprintf(log, sizeof log, "%s/command.out", t->dir);
    (void)unlink(log);
    args[n++] = program("KANDA_BIN", "build/kanda");
    for (size_t i = 0; extra[i] && n < ARGS_MAX - 3; i++)
        args[n++] = extra[i];
    args[n++] = "--config";
    args[n++] = t->conf;
    args[n] = NULL;
    pid_t pid = launch(args, log, t, 0);
    (void)waitpid(pid, &status, 0);
    char *text = read_file(log);
    if (out) (void)snprintf(out, cap, "%s", text);
    free(text);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void town_staff(struct town *t, const char *name, const char *role, const char *department,
                char token[128])
{
    const char *args[] = { "staff", "add", name, "--role", role, "--department", department, NULL };
    if (!department) args[5] = NULL;
    int code = town_command(t, args, token, 128);
    if (code != 0) fail_msg("staff add %s: exit %d: %s", name, code, token);
    token[strcspn(token, "\n")] = '\0';
}

static int64_t memory_kib(const struct town *t, const char *key)
{
    char path[64], line[128];
    long long kib = 0;
    (void)snprintf(path, sizeof path, "/proc/%d/status", (int)t->kanda);
    FILE *f = fopen(path, "r");
    while (f && fgets(line, sizeof line, f))
        if (strncmp(line, key, strlen(key)) == 0) kib = strtoll(line + strlen(key), NULL, 10);
    if (f) (void)fclose(f);
    return kib;
}

int64_t town_memory_kib(const struct town *t)
{
    return memory_kib(t, "VmRSS:");
}

int64_t town_memory_peak_kib(const struct town *t)
{
    return memory_kib(t, "VmHWM:");
}

int64_t town_cpu_ms(const struct town *t)
{
    char path[64], line[1024];
    long long user = 0, kernel = 0;
    (void)snprintf(path, sizeof path, "/proc/%d/stat", (int)t->kanda);
    FILE *f = fopen(path, "r");
    const char *at = f && fgets(line, sizeof line, f) ? strrchr(line, ')') : NULL;
    for (int field = 2; at && field < 14; field++) /* proc(5): utime and stime are 14 and 15 */
        at = strchr(at + 1, ' ');
    if (at) {
        char *end_of_user;
        user = strtoll(at, &end_of_user, 10);
        kernel = strtoll(end_of_user, NULL, 10);
    }
    if (f) (void)fclose(f);
    if (user + kernel == 0) fail_msg("no processor time in %s", path);
    return (user + kernel) * 1000 / sysconf(_SC_CLK_TCK);
}

bool town_log_has(const struct town *t, const char *text)
{
    return count_of(t->log, text) > 0;
}

int64_t town_count(const struct town *t, const char *sql)
{
    char path[96];
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    int64_t n = -1;
    (void)snprintf(path, sizeof path, "%s/kanda.db", t->dir);
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK) {
        (void)sqlite3_busy_timeout(db, 5000);
        if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK &&
            sqlite3_step(statement) == SQLITE_ROW)
            n = sqlite3_column_int64(statement, 0);
        else
            print_message("%s: %s\n", sql, sqlite3_errmsg(db));
    }
    (void)sqlite3_finalize(statement);
    (void)sqlite3_close(db);
    return n;
}

void town_exec(const struct town *t, const char *sql)
{
    char path[96];
    sqlite3 *db = NULL;
    (void)snprintf(path, sizeof path, "%s/kanda.db", t->dir);
    int rc = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL);
    if (rc == SQLITE_OK) (void)sqlite3_busy_timeout(db, 5000);
    if (rc == SQLITE_OK) rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
    (void)sqlite3_close(db);
    if (rc != SQLITE_OK) fail_msg("%s: %s", sql, sqlite3_errstr(rc));
}

void town_wait_count(const struct town *t, const char *sql, int64_t want, int seconds)
{
    int64_t have = -1;
    for (int ms = 0; ms < seconds * 1000 * TOWN_PATIENCE; ms += 20) {
        have = town_count(t, sql);
        if (have == want) return;
        town_nap(20);
    }
    fail_msg("%s: want %lld, have %lld after %d s", sql, (long long)want, (long long)have,
             seconds * TOWN_PATIENCE);
}
