/* test_repeat.c - Idempotency-Key: nothing is done twice, and the answer is given again to those
 * who may still have it. */
#include "api.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <poll.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static struct api api;
static char road[32]; /* PUPR's */

static int setup(void **state)
{
    (void)state;
    api_create(&api);
    api_write(&api.town, "6281277790001", "Warga", "Jalan berlubang di desa Sebaung");
    api_number(&api, "berlubang", road);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    api_destroy(&api);
    return 0;
}

static const char *path_of(const char *what)
{
    static char path[128];
    (void)snprintf(path, sizeof path, "/api/v1/tickets/%s/%s", road, what);
    return path;
}

static int post(enum api_who who, const char *path, const char *body, const char *key,
                struct reply *out)
{
    char header[64];
    (void)snprintf(header, sizeof header, "Idempotency-Key: %s", key);
    *out = api_send(&api, who, "POST", path, body, header);
    return out->status;
}

static void post_must(enum api_who who, const char *path, const char *body, const char *key,
                      int status, const char *code)
{
    struct reply r;
    if (post(who, path, body, key, &r) != status || !str_equal(reply_code(&r), str_of(code)))
        fail_msg("%s: %s %s: %d %s", api_who_names[who], path, body, r.status, r.body);
    reply_free(&r);
}

static int64_t events(const char *type)
{
    char sql[96];
    (void)snprintf(sql, sizeof sql, "SELECT COUNT(*) FROM event WHERE type = '%s'", type);
    return town_count(&api.town, sql);
}

static void test_the_same_key_gives_the_same_answer(void **state)
{
    struct reply a, b, c;
    int64_t notes = events("note");
    (void)state;
    assert_int_equal(post(OPERATOR, path_of("notes"), "{\"text\":\"a\"}", "kunci-1", &a), 201);
    assert_int_equal(post(OPERATOR, path_of("notes"), "{\"text\":\"a\"}", "kunci-1", &b), 201);
    assert_string_equal(a.body, b.body);
    assert_true(str_equal(reply_header(&a, "ETag"), reply_header(&b, "ETag")));
    post_must(OPERATOR, path_of("notes"), "{\"text\":\"b\"}", "kunci-1", 422,
              "idempotency_key_reused");
    post_must(ADMIN, path_of("notes"), "{\"text\":\"b\"}", "kunci-1", 201, ""); /* another's key */
    assert_int_equal(town_stop(&api.town), 0);
    assert_true(town_start(&api.town));
    assert_int_equal(post(OPERATOR, path_of("notes"), "{\"text\":\"a\"}", "kunci-1", &c), 201);
    assert_string_equal(a.body, c.body);
    reply_free(&a);
    reply_free(&b);
    reply_free(&c);
    assert_int_equal(events("note"), notes + 2);
}

/* A refusal changed nothing and is judged anew: the ticket has moved on. */
static void test_a_refusal_is_not_kept(void **state)
{
    (void)state;
    post_must(OPERATOR, path_of("transitions"), "{\"to\":\"in_progress\"}", "kunci-2", 409,
              "illegal_move");
    post_must(OPERATOR, path_of("assignments"), "{\"department\":\"PUPR\"}", "kunci-3", 200, "");
    post_must(OPERATOR, path_of("transitions"), "{\"to\":\"in_progress\"}", "kunci-2", 200, "");
    post_must(OPERATOR, path_of("transitions"), "{\"to\":\"in_progress\"}", "kunci-2", 200, "");
    assert_int_equal(events("in_progress"), 1);
}

/* --- two at once --- */

/* Nothing can be written meanwhile, as beside a long write of another process. */
static sqlite3 *writing_hold(void)
{
    char path[96];
    sqlite3 *db = NULL;
    (void)snprintf(path, sizeof path, "%s/kanda.db", api.town.dir);
    if (sqlite3_open(path, &db) != SQLITE_OK || sqlite3_busy_timeout(db, 5000) != SQLITE_OK ||
        sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s", sqlite3_errmsg(db));
    return db;
}

static void writing_release(sqlite3 *db)
{
    assert_int_equal(sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    (void)sqlite3_close(db);
}

/* Sent, and not waited for. */
static int note_begin(enum api_who who, const char *text, const char *key)
{
    char body[64], ask[640];
    int fd = town_connect(&api.town), n = snprintf(body, sizeof body, "{\"text\":\"%s\"}", text);
    n = snprintf(ask, sizeof ask,
                 "POST %s HTTP/1.1\r\nHost: kanda\r\nConnection: close\r\nAuthorization: Bearer "
                 "%s\r\nContent-Type: application/json\r\nIdempotency-Key: %s\r\n"
                 "Content-Length: %d\r\n\r\n%s",
                 path_of("notes"), api.token[who], key, n, body);
    assert_true(n < (int)sizeof ask && fd >= 0 && town_write(fd, ask, (size_t)n));
    return fd;
}

static bool has_answer(int fd, int ms)
{
    struct pollfd p = { .fd = fd, .events = POLLIN };
    return poll(&p, 1, ms) == 1;
}

/* Whole, to its end; it must hold both. */
static void answer_must_hold(int fd, const char *status, const char *words)
{
    char text[4096];
    size_t len = 0;
    ssize_t n = 1;
    while (len + 1 < sizeof text && has_answer(fd, 10000) &&
           (n = recv(fd, text + len, sizeof text - 1 - len, 0)) > 0)
        len += (size_t)n;
    text[len] = '\0';
    if (!strstr(text, status) || !strstr(text, words))
        fail_msg("want %s and %s: %s", status, words, text);
    (void)close(fd);
}

static void test_while_the_first_still_runs_the_second_is_told_so(void **state)
{
    struct reply r;
    int64_t notes = events("note");
    (void)state;
    sqlite3 *hold = writing_hold();
    int one = note_begin(OPERATOR, "satu kali", "sekaligus");
    int two = note_begin(OPERATOR, "satu kali", "sekaligus");
    int other_key = note_begin(OPERATOR, "dengan kunci lain", "sekaligus-2");
    int other_person = note_begin(ADMIN, "oleh orang lain", "sekaligus");
    struct pollfd either[] = { { .fd = one, .events = POLLIN }, { .fd = two, .events = POLLIN } };
    assert_int_equal(poll(either, 2, 3000), 1); /* which came first is the network's */
    int refused = either[0].revents ? one : two, runs = refused == one ? two : one;
    answer_must_hold(refused, " 409 ", "\"still_running\"");
    assert_false(has_answer(runs, 200) || has_answer(other_key, 0) || has_answer(other_person, 0));
    /* another body is no way around it, and who is refused ends nothing */
    answer_must_hold(note_begin(OPERATOR, "lain", "sekaligus"), " 409 ", "Retry-After: 1\r\n");
    answer_must_hold(note_begin(OPERATOR, "satu kali", "sekaligus"), " 409 ", "still_running");
    writing_release(hold);
    answer_must_hold(runs, " 201 ", "\"number\"");
    answer_must_hold(other_key, " 201 ", "\"number\"");
    answer_must_hold(other_person, " 201 ", "\"number\"");
    assert_int_equal(post(OPERATOR, path_of("notes"), "{\"text\":\"satu kali\"}", "sekaligus", &r),
                     201);
    reply_free(&r);
    post_must(OPERATOR, path_of("notes"), "{\"text\":\"lain\"}", "sekaligus", 422,
              "idempotency_key_reused");
    assert_int_equal(events("note"), notes + 3);
}

/* boundary: as Content-Type says it. */
static int upload_with(const char *boundary, const char *cut, const char *bytes, struct reply *out)
{
    char body[512], type[96];
    (void)snprintf(body, sizeof body,
                   "--%s\r\nContent-Disposition: form-data; name=\"file\"; "
                   "filename=\"%s.png\"\r\n\r\n\x89PNG\r\n\x1A\n%s\r\n--%s--\r\n",
                   cut, cut, bytes, cut);
    (void)snprintf(type, sizeof type, "Content-Type: multipart/form-data; boundary=%s", boundary);
    const struct ask ask = { "POST",
                             path_of("attachments"),
                             api.token[OFFICER_PUPR],
                             body,
                             { type, "Idempotency-Key: foto" } };
    *out = api_ask(&api.town, &ask);
    return out->status;
}

static int upload(const char *cut, const char *bytes, struct reply *out)
{
    return upload_with(cut, cut, bytes, out);
}

/* Programs wrap the same file in other bytes each time. */
static void test_of_an_upload_the_file_counts(void **state)
{
    struct reply a, b, c;
    (void)state;
    assert_int_equal(upload("batas-1", "bukti", &a), 201);
    assert_int_equal(upload("batas-2", "bukti", &b), 201);
    assert_string_equal(a.body, b.body);
    assert_int_equal(events("uploaded"), 1);
    assert_int_equal(upload("batas-1", "bukti lain", &c), 422);
    assert_true(str_equal(reply_code(&c), STR("idempotency_key_reused")));
    reply_free(&a);
    reply_free(&b);
    reply_free(&c);
}

/* What the document says of it: RFC 2046 allows one character, libmicrohttpd does not. */
static void test_boundaries(void **state)
{
    static const struct {
        const char *boundary, *cut;
        int status;
        const char *says;
    } rows[] = {
        { "B", "B", 422, "two characters or more" },
        { "BB", "BB", 201, "\"id\"" },
        { "\"B\"", "B", 201, "\"id\"" },
        { "BB; charset=utf-8", "BB", 422, "the last parameter of Content-Type" },
        { "XBOUNDARYX", "XBOUNDARYX", 201, "\"id\"" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct reply r;
        int status = upload_with(rows[i].boundary, rows[i].cut, "bukti", &r);
        if (status != rows[i].status || !strstr(r.body, rows[i].says))
            fail_msg("%s: %d %s", rows[i].boundary, status, r.body);
        reply_free(&r);
    }
}

/* What holds a secret is neither made twice nor kept: that it was made, and what, is. */
static void test_secrets_are_given_once(void **state)
{
    static const struct {
        const char *what, *path, *body, *again, *count, *id, *secret;
        int status;
    } rows[] = {
        { "a hook", "/api/v1/hooks", "{\"url\":\"https://sistem.contoh.id/kait\"}", NULL,
          "SELECT COUNT(*) FROM hook", "id", "secret", 201 },
        { "a token", "/api/v1/staff/oni/tokens", "{\"label\":\"ulang\"}", NULL,
          "SELECT COUNT(*) FROM staff_token WHERE label = 'ulang'", "id", "token", 201 },
        /* not even a hash of a password that could be tried: another one makes no difference */
        { "an account", "/api/v1/staff",
          "{\"name\":\"ulang\",\"role\":\"auditor\",\"password\":\"sandi yang pertama\"}",
          "{\"name\":\"ulang\",\"role\":\"auditor\",\"password\":\"sandi yang kedua\"}",
          "SELECT COUNT(*) FROM staff WHERE name = 'ulang'", "name", "password", 201 },
        { "a name and number", NULL, "{\"reason\":\"menelepon\"}", NULL,
          "SELECT COUNT(*) FROM event WHERE type = 'identity_opened'", NULL, "phone", 200 },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct reply first, second;
        char sql[256], made[64] = "";
        int64_t number;
        const char *path = rows[i].path ? rows[i].path : path_of("identity");
        const char *again = rows[i].again ? rows[i].again : rows[i].body;
        if (post(ADMIN, path, rows[i].body, rows[i].what, &first) != rows[i].status)
            fail_msg("%s: %d %s", rows[i].what, first.status, first.body);
        if (rows[i].id && json_i64(json_get(first.tree, rows[i].id), &number))
            (void)snprintf(made, sizeof made, "%lld", (long long)number);
        else if (rows[i].id)
            assert_true(str_copy(made, sizeof made, json_get_text(first.tree, rows[i].id)));
        for (int n = 0; n < 2; n++) {
            (void)post(ADMIN, path, again, rows[i].what, &second);
            if (second.status != 409 || !str_equal(reply_code(&second), STR("already_done")) ||
                !str_equal(json_get_text(second.tree, "made"), str_of(made)))
                fail_msg("%s again: %d %s", rows[i].what, second.status, second.body);
            reply_free(&second);
        }
        if (town_count(&api.town, rows[i].count) != 1) fail_msg("%s twice", rows[i].what);
        struct str secret = json_get_text(first.tree, rows[i].secret);
        (void)snprintf(sql, sizeof sql,
                       "SELECT COUNT(*) FROM idempotency WHERE instr(body, '%.*s') > 0",
                       STR_ARG(secret));
        if (secret.len && town_count(&api.town, sql) != 0) fail_msg("%s is kept", rows[i].what);
        reply_free(&first);
    }
}

/* An answer is no way around what one may not see any more. */
static void test_who_may_not_see_it_any_more_is_not_answered_again(void **state)
{
    static const char new_one[] = "{\"text\":\"Lampu jalan mati di desa Sebaung\"}";
    char many[128], sql[160];
    struct reply r;
    int64_t id;
    (void)state;
    (void)snprintf(many, sizeof many, "{\"tickets\":[{\"number\":\"%s\"}],\"to\":\"resolved\"}",
                   road);
    post_must(OFFICER_PUPR, path_of("notes"), "{\"text\":\"punya kami\"}", "pindah-1", 201, "");
    post_must(OFFICER_PUPR, "/api/v1/bulk/transitions", many, "pindah-2", 200, "");
    post_must(OFFICER_PUPR, "/api/v1/bulk/transitions", many, "pindah-2", 200, "");
    api_sql(&api.town, "UPDATE ticket SET department = 'DISHUB'");
    /* it is no way around that, and no failure: it was done */
    post_must(OFFICER_PUPR, path_of("notes"), "{\"text\":\"punya kami\"}", "pindah-1", 409,
              "already_done");
    post_must(OFFICER_PUPR, "/api/v1/bulk/transitions", many, "pindah-2", 409, "already_done");
    post_must(OFFICER_PUPR, path_of("notes"), "{\"text\":\"punya kami\"}", "pindah-3", 404,
              "not_found");
    if (post(OPERATOR, "/api/v1/tickets", new_one, "baru", &r) != 201)
        fail_msg("a new ticket: %d %s", r.status, r.body);
    reply_free(&r);
    post_must(OPERATOR, "/api/v1/tickets", new_one, "baru", 201, "");
    id = town_count(&api.town, "SELECT MAX(id) FROM ticket");
    (void)snprintf(sql, sizeof sql, "UPDATE ticket SET kind = 5 WHERE id = %lld", (long long)id);
    api_sql(&api.town, sql);
    post_must(OPERATOR, "/api/v1/tickets", new_one, "baru", 409, "already_done");
    /* nor does what one was told in another part come along into the next one */
    post_must(OPERATOR, path_of("notes"), "{\"text\":\"x\"}", "peran", 201, "");
    api_sql(&api.town, "UPDATE staff SET role = 'officer', department = 'DISHUB' WHERE id = "
                       "(SELECT staff_id FROM idempotency WHERE key = 'peran')");
    post_must(OPERATOR, path_of("notes"), "{\"text\":\"x\"}", "peran", 422,
              "idempotency_key_reused");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_same_key_gives_the_same_answer),
        cmocka_unit_test(test_a_refusal_is_not_kept),
        cmocka_unit_test(test_while_the_first_still_runs_the_second_is_told_so),
        cmocka_unit_test(test_of_an_upload_the_file_counts),
        cmocka_unit_test(test_boundaries),
        cmocka_unit_test(test_secrets_are_given_once),
        cmocka_unit_test(test_who_may_not_see_it_any_more_is_not_answered_again),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
