/* town.h - a whole little town for tests: the two real programs on loopback, a folder of their own.
 *
 * Every test of the whole program starts kanda (and kanda-sim as Meta) as a user would, talks to
 * them over real HTTP and looks into the real database file. Nothing here knows the program's
 * insides. Failures end the test with fail_msg. */
#ifndef KANDA_TESTS_TOWN_H
#define KANDA_TESTS_TOWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define TOWN_NUMBER "100000000000001"
#define TOWN_SECRET "contoh-app-secret"
#define TOWN_VERIFY "contoh-verify"

struct town {
    char dir[64], conf[96], log[96], sim_log[96];
    pid_t kanda, sim; /* 0: not running */
    int port, sim_port;
    char graph_url[96]; /* where kanda looks for Meta; empty: at the simulator */
    int64_t file_limit; /* bytes that a file of kanda may have, as if the disk were full; 0: any */
};

/* Makes the folder and the configuration; extra is appended to it ("" or more INI lines). */
void town_create(struct town *t, const char *extra);
void town_destroy(struct town *t); /* ends what still runs, removes the folder */

/* kanda-sim serve with extra arguments, NULL-terminated (NULL: none); waits until it answers. */
void town_start_sim(struct town *t, const char *const *extra);
void town_stop_sim(struct town *t);
/* kanda serve; waits for its ready line. False when it ended instead. */
bool town_start(struct town *t);
void town_launch(struct town *t); /* kanda serve; waits for nothing */
void town_kill(struct town *t);   /* SIGKILL, waited for */
int town_stop(struct town *t);    /* SIGTERM; exit code */
/* Runs kanda with these extra arguments (NULL-terminated) and --config; stdout into out. Exit code.
 */
int town_command(struct town *t, const char *const *extra, char *out, size_t cap);
void town_staff(struct town *t, const char *name, const char *role, const char *department,
                char token[128]);

struct answer {
    int status; /* 0: no HTTP answer */
    char *body; /* NUL-terminated; answer_free */
    size_t len;
    char type[80];
    char headers[1024]; /* the first of them, as they came */
};
void answer_free(struct answer *a);
/* Any request. token, body and header ("Name: value") may be NULL. */
struct answer town_http(const struct town *t, const char *method, const char *path,
                        const char *token, const char *body, size_t body_len, const char *header);
struct answer town_get(const struct town *t, const char *path, const char *token);
struct answer town_post(const struct town *t, const char *body, size_t len); /* signed webhook */
int town_post_status(const struct town *t, const char *body);                /* the status alone */
/* Fails the test unless somebody else's message is stored now, and soon. One thread only. */
void town_others_served(const struct town *t);
struct answer town_sim_get(const struct town *t, const char *path);
/* Asks the simulator to do something; fails the test unless it did. */
struct answer town_sim_post(const struct town *t, const char *path, const char *json);
void town_faults(const struct town *t, const char *json); /* POST /sim/faults */

/* A text message webhook; static thread-local memory, valid until the next call of the thread. */
const char *town_text(const char *wamid, const char *from, int64_t at_seconds, const char *text);
int64_t town_now(void); /* seconds */
int64_t town_ms(void);  /* monotonic */
void town_nap(int ms);

/* One integer from the database, read-only. */
int64_t town_count(const struct town *t, const char *sql);
/* Seconds that a test waits at most are those of a quiet machine. One that does much else gets so
 * many times as long: they only end what would never come. */
#define TOWN_PATIENCE 5
/* Waits until the query gives `want`, at most `seconds`; fails the test otherwise. */
void town_wait_count(const struct town *t, const char *sql, int64_t want, int seconds);
/* Changes the database as another process would. */
void town_exec(const struct town *t, const char *sql);
/* A number of GET /sim/stats; fails the test when there is none. */
int64_t town_sim_number(const struct town *t, const char *key);
/* How many requests met this mode of failing. */
int64_t town_sim_met(const struct town *t, const char *mode);
/* How many messages the simulator accepted, and how many of them twice. */
void town_sim_stats(const struct town *t, int64_t *accepted, int64_t *doubles);
/* The callback ids of what the simulator accepted for `to` (NULL: for anybody), in its order. */
size_t town_sim_callbacks(const struct town *t, const char *to, int64_t *ids, size_t max);
/* Waits until every row of the outbox was accepted by the simulator, then fails the test unless
 * each was accepted once and none failed. */
void town_settled(const struct town *t, int seconds);
int64_t town_memory_kib(const struct town *t); /* resident, of kanda */
int64_t town_memory_peak_kib(const struct town *t);
int64_t town_cpu_ms(const struct town *t); /* that kanda has used, to a hundredth of a second */
/* Does the log hold this text? */
bool town_log_has(const struct town *t, const char *text);

/* A TCP connection to kanda; -1: refused. */
int town_connect(const struct town *t);
/* A signed POST /webhook as the bytes on the wire, connection kept alive; free it. */
char *town_wire(const char *body, size_t len, size_t *wire_len);
bool town_write(int fd, const char *at, size_t len); /* all of it */
/* The status of the next answer, read to its end; 0: the connection ended, or nothing came. */
int town_read_status(int fd, int seconds);
/* "X-Hub-Signature-256: sha256=..." for a body, into out (128 bytes). */
void town_sign(const char *body, size_t len, char out[128]);

#endif
