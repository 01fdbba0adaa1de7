/* test_session.c - signing in to the console with the real program: cookies, CSRF, how sessions
 * end, and who must wait after wrong passwords. */
#include "api.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define PASSWORD      "sandi-yang-panjang"
#define SESSION       "/api/v1/session"
/* PASSWORD at libsodium's "interactive" cost, as earlier versions stored it. */
#define OLD_HASH                                                                                   \
    "$argon2id$v=19$m=65536,t=2,p=1$Gu/VmSEav36M2I1vAqRNBQ$"                                       \
    "yAwP0OjvKfPmpkJ8Bhgm2dJWANNjpVYJYTccIydyCw8"

/* What a browser keeps. */
struct signed_in {
    char cookie[160], csrf[160]; /* whole header lines */
};

static int setup(void **state)
{
    static struct town town;
    char token[128], path[96];
    town_create(&town, "[http]\ntrusted_proxies = 127.0.0.1\n");
    if (!town_start(&town)) fail_msg("kanda did not start: see %s", town.log);
    (void)snprintf(path, sizeof path, "%s/password", town.dir);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_true(fputs(PASSWORD "\n", f) >= 0 && fclose(f) == 0);
    static const char *const names[] = { "oni", "rini", "tono", "wati", "yuni", "zaki" };
    for (size_t i = 0; i < LENGTH(names); i++) {
        const char *const add[] = { "staff",           "add", names[i], "--role", "operator",
                                    "--password-file", path,  NULL };
        assert_int_equal(town_command(&town, add, token, sizeof token), 0);
    }
    town_staff(&town, "bot", "operator", NULL, token); /* no password */
    *state = &town;
    return 0;
}

static int teardown(void **state)
{
    assert_int_equal(town_stop(*state), 0);
    town_destroy(*state);
    return 0;
}

/* From an address of its own, so that one test does not make another wait. */
static struct reply try_from(struct town *t, const char *name, const char *password,
                             const char *from, const char *proto)
{
    char body[256], forwarded[80], by[40];
    (void)snprintf(body, sizeof body, "{\"name\":\"%s\",\"password\":\"%s\"}", name, password);
    (void)snprintf(forwarded, sizeof forwarded, "X-Forwarded-For: %s", from);
    (void)snprintf(by, sizeof by, "X-Forwarded-Proto: %s", proto);
    return api_ask(
        t, &(struct ask){
               .method = "POST", .path = SESSION, .body = body, .line = { forwarded, by } });
}

static int try_status(struct town *t, const char *name, const char *password, const char *from)
{
    struct reply r = try_from(t, name, password, from, "https");
    int status = r.status;
    reply_free(&r);
    return status;
}

static struct signed_in sign_in(struct town *t, const char *name)
{
    struct signed_in s;
    struct reply r = try_from(t, name, PASSWORD, "198.51.100.1", "https");
    if (r.status != 200) fail_msg("%s: %d: %s", name, r.status, r.body);
    struct str rest = reply_header(&r, "Set-Cookie"), cookie;
    assert_true(str_cut(&rest, ';', &cookie));
    (void)snprintf(s.cookie, sizeof s.cookie, "Cookie: %.*s", STR_ARG(cookie));
    (void)snprintf(s.csrf, sizeof s.csrf, "X-CSRF-Token: %.*s",
                   STR_ARG(json_get_text(r.tree, "csrf")));
    reply_free(&r);
    return s;
}

static struct reply with(struct town *t, const struct signed_in *s, const char *method,
                         const char *path, const char *csrf)
{
    return api_ask(t, &(struct ask){ .method = method, .path = path, .line = { s->cookie, csrf } });
}

static int status_with(struct town *t, const struct signed_in *s, const char *path)
{
    struct reply r = with(t, s, "GET", path, NULL);
    int status = r.status;
    reply_free(&r);
    return status;
}

static void test_signing_in(void **state)
{
    struct town *t = *state;
    struct reply r = try_from(t, "oni", PASSWORD, "198.51.100.2", "https");
    assert_int_equal(r.status, 200);
    assert_true(str_equal(json_get_text(r.tree, "name"), STR("oni")));
    assert_true(str_equal(json_get_text(r.tree, "role"), STR("operator")));
    assert_true(json_is_null(json_get(r.tree, "department")));
    assert_int_equal(json_get_text(r.tree, "csrf").len, 64);
    assert_true(json_get_text(r.tree, "expires_at").len > 0);
    struct str cookie = reply_header(&r, "Set-Cookie");
    static const char *const parts[] = { "kanda_session=", "; Path=/", "; HttpOnly",
                                         "; SameSite=Strict", "; Secure" };
    for (size_t i = 0; i < LENGTH(parts); i++)
        if (!str_contains(cookie, str_of(parts[i]))) fail_msg("no '%s'", parts[i]);
    assert_true(str_equal(reply_header(&r, "Cache-Control"), STR("no-store")));
    /* neither the cookie nor the password is in the database */
    assert_int_equal(town_count(t, "SELECT COUNT(*) FROM session WHERE length(digest) = 32"), 1);
    reply_free(&r);
    r = try_from(t, "oni", PASSWORD, "198.51.100.2", "http");
    assert_false(str_contains(reply_header(&r, "Set-Cookie"), STR("Secure")));
    reply_free(&r);
}

static void test_who_am_i(void **state)
{
    struct town *t = *state;
    struct signed_in s = sign_in(t, "oni");
    struct reply r = with(t, &s, "GET", SESSION, NULL);
    char csrf[160];
    assert_int_equal(r.status, 200);
    (void)snprintf(csrf, sizeof csrf, "X-CSRF-Token: %.*s", STR_ARG(json_get_text(r.tree, "csrf")));
    assert_string_equal(csrf, s.csrf); /* the same after the page was loaded again */
    reply_free(&r);
    assert_int_equal(status_with(t, &s, "/api/v1/tickets"), 200);
    struct signed_in other = { "Cookie: kanda_session=0000000000000000", "" };
    assert_int_equal(status_with(t, &other, SESSION), 401);
}

static void test_what_is_no_sign_in(void **state)
{
    struct town *t = *state;
    static const struct {
        const char *rule, *body, *type;
        int status;
    } rows[] = {
        { "no body", "", "Content-Type: application/json", 422 },
        { "no password", "{\"name\":\"oni\"}", "Content-Type: application/json", 422 },
        { "an empty one", "{\"name\":\"oni\",\"password\":\"\"}", "Content-Type: application/json",
          422 },
        { "not text", "{\"name\":\"oni\",\"password\":1}", "Content-Type: application/json", 422 },
        { "too much", "{\"name\":\"oni\",\"password\":\"x\",\"role\":\"admin\"}",
          "Content-Type: application/json", 422 },
        { "as a form of another site would", "{\"name\":\"oni\",\"password\":\"" PASSWORD "\"}",
          "Content-Type: text/plain", 415 },
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct reply r = api_ask(t, &(struct ask){ .method = "POST",
                                                   .path = SESSION,
                                                   .body = rows[i].body,
                                                   .line = { rows[i].type } });
        if (r.status != rows[i].status) fail_msg("%s: %d", rows[i].rule, r.status);
        assert_int_equal(reply_header(&r, "Set-Cookie").len, 0);
        reply_free(&r);
    }
}

static void test_changes_need_the_csrf_token(void **state)
{
    struct town *t = *state;
    struct signed_in s = sign_in(t, "oni"), other = sign_in(t, "oni");
    const char *wrong[] = { NULL, "X-CSRF-Token: x", other.csrf };
    for (size_t i = 0; i < LENGTH(wrong); i++) {
        struct reply r = with(t, &s, "DELETE", SESSION, wrong[i]);
        assert_int_equal(r.status, 403);
        assert_true(str_equal(reply_code(&r), STR("csrf")));
        reply_free(&r);
    }
    assert_int_equal(status_with(t, &s, SESSION), 200);
    struct reply r = with(t, &s, "DELETE", SESSION, s.csrf);
    assert_int_equal(r.status, 204);
    assert_true(str_contains(reply_header(&r, "Set-Cookie"), STR("kanda_session=;")));
    assert_true(str_contains(reply_header(&r, "Set-Cookie"), STR("Max-Age=0")));
    reply_free(&r);
    assert_int_equal(status_with(t, &s, SESSION), 401);
    assert_int_equal(status_with(t, &other, SESSION), 200);
}

static void test_sessions_end(void **state)
{
    struct town *t = *state;
    struct signed_in s = sign_in(t, "rini");
    api_sql(t, "UPDATE session SET expires_at = 1 WHERE staff_id = 2");
    assert_int_equal(status_with(t, &s, SESSION), 401);

    s = sign_in(t, "rini");
    assert_int_equal(town_stop(t), 0);
    if (!town_start(t)) fail_msg("no start");
    assert_int_equal(status_with(t, &s, SESSION), 200); /* a restart does not end it */

    char out[16], path[96];
    (void)snprintf(path, sizeof path, "%s/password", t->dir);
    const char *const password[] = { "staff", "password", "rini", "--password-file", path, NULL };
    assert_int_equal(town_command(t, password, out, sizeof out), 0);
    assert_int_equal(status_with(t, &s, SESSION), 401); /* another password does */

    s = sign_in(t, "rini");
    const char *const disable[] = { "staff", "disable", "rini", NULL };
    assert_int_equal(town_command(t, disable, out, sizeof out), 0);
    assert_int_equal(status_with(t, &s, SESSION), 401);
    assert_int_equal(town_count(t, "SELECT COUNT(*) FROM session WHERE staff_id = 2"), 0);
    assert_int_equal(try_status(t, "rini", PASSWORD, "198.51.100.3"), 401);
}

static void test_a_session_is_prolonged_once_a_minute(void **state)
{
    struct town *t = *state;
    struct signed_in s = sign_in(t, "tono");
#define OF_TONO " FROM session WHERE staff_id = 3"
    int64_t seen = town_count(t, "SELECT seen_at" OF_TONO);
    assert_int_equal(status_with(t, &s, SESSION), 200);
    assert_int_equal(town_count(t, "SELECT seen_at" OF_TONO), seen);
    api_sql(t, "UPDATE session SET seen_at = seen_at - 61000, expires_at = expires_at - 61000 "
               "WHERE staff_id = 3");
    assert_int_equal(status_with(t, &s, SESSION), 200);
    town_wait_count(t, "SELECT seen_at > created_at - 60000" OF_TONO, 1, 10);
    assert_int_equal(town_count(t, "SELECT expires_at - seen_at" OF_TONO), 30 * 60 * 1000);
    /* but not beyond twelve hours in all */
    api_sql(t, "UPDATE session SET seen_at = seen_at - 61000, created_at = created_at - 42600000 "
               "WHERE staff_id = 3");
    assert_int_equal(status_with(t, &s, SESSION), 200);
    town_wait_count(t, "SELECT expires_at - created_at" OF_TONO, 43200000, 10);
}

static void test_wrong_passwords_make_the_account_wait(void **state)
{
    struct town *t = *state;
    for (int i = 0; i < 5; i++)
        assert_int_equal(try_status(t, "wati", "bukan-sandinya", "198.51.100.10"), 401);
    town_wait_count(t, "SELECT failures FROM staff WHERE name = 'wati'", 5, 10);
    struct reply r = try_from(t, "wati", PASSWORD, "198.51.100.11", "https"); /* from anywhere */
    assert_int_equal(r.status, 429);
    assert_true(str_equal(reply_code(&r), STR("too_many_attempts")));
    int64_t seconds;
    assert_true(str_to_i64(reply_header(&r, "Retry-After"), 25, 30, &seconds, NULL));
    reply_free(&r);
    assert_true(town_log_has(t, "event=staff.locked name=wati failures=5"));

    assert_int_equal(town_stop(t), 0); /* nor does a restart help */
    if (!town_start(t)) fail_msg("no start");
    assert_int_equal(try_status(t, "wati", PASSWORD, "198.51.100.12"), 429);

    api_sql(t, "UPDATE staff SET failed_at = failed_at - 31000 WHERE name = 'wati'");
    assert_int_equal(try_status(t, "wati", PASSWORD, "198.51.100.12"), 200);
    assert_int_equal(town_count(t, "SELECT failures FROM staff WHERE name = 'wati'"), 0);
}

static void test_a_name_that_nobody_has_is_like_one(void **state)
{
    struct town *t = *state;
    static const char *const names[] = { "nemo", "bot", "yuni" };
    char bodies[LENGTH(names)][256];
    for (size_t n = 0; n < LENGTH(names); n++) {
        char from[32];
        (void)snprintf(from, sizeof from, "203.0.113.%zu", n);
        for (int i = 0; i < 5; i++) {
            struct reply r = try_from(t, names[n], "bukan-sandinya", from, "https");
            assert_int_equal(r.status, 401);
            assert_true(str_copy(bodies[n], sizeof bodies[n], str_of(r.body)));
            reply_free(&r);
        }
        town_nap(200); /* the failure of an account is stored a moment later */
        assert_int_equal(try_status(t, names[n], "bukan-sandinya", from), 429);
        assert_string_equal(bodies[n], bodies[0]);
    }
    assert_false(town_log_has(t, "nemo")); /* it may be a password in the wrong field */
}

static void test_an_address_that_tries_many_names_waits(void **state)
{
    struct town *t = *state;
    char name[32];
    for (int i = 0; i < 20; i++) {
        (void)snprintf(name, sizeof name, "nama%d", i);
        assert_int_equal(try_status(t, name, "bukan-sandinya", "2001:db8:1:2::1"), 401);
    }
    assert_int_equal(try_status(t, "zaki", PASSWORD, "2001:db8:1:2::1"), 429);
    assert_int_equal(try_status(t, "zaki", PASSWORD, "2001:db8:1:2:ffff::9"), 429); /* its /64 */
    /* what stands before what our proxy saw, is the client's own invention */
    assert_int_equal(try_status(t, "zaki", PASSWORD, "203.0.113.99, 2001:db8:1:2::1"), 429);
    struct reply r =
        api_ask(t, &(struct ask){ .method = "POST",
                                  .path = SESSION,
                                  .body = "{\"name\":\"zaki\",\"password\":\"" PASSWORD "\"}",
                                  .line = { "X-Forwarded-For: 203.0.113.99",
                                            "X-Forwarded-For: 2001:db8:1:2::1, 127.0.0.1" } });
    assert_int_equal(r.status, 429);
    reply_free(&r);
    assert_int_equal(try_status(t, "zaki", PASSWORD, "2001:db8:1:3::1"), 200);
}

static void test_hashes_of_old_cost_are_renewed(void **state)
{
    struct town *t = *state;
    api_sql(t, "UPDATE staff SET password_hash = '" OLD_HASH "' WHERE name = 'zaki'");
    assert_int_equal(try_status(t, "zaki", PASSWORD, "198.51.100.20"), 200);
    assert_int_equal(town_count(t, "SELECT COUNT(*) FROM staff WHERE name = 'zaki' AND "
                                   "password_hash LIKE '$argon2id$v=19$m=19456,t=2,p=1$%'"),
                     1);
    assert_int_equal(try_status(t, "zaki", PASSWORD, "198.51.100.20"), 200);
    assert_true(town_memory_kib(t) < 24 * 1024); /* what hashing took is given back */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_signing_in),
        cmocka_unit_test(test_who_am_i),
        cmocka_unit_test(test_what_is_no_sign_in),
        cmocka_unit_test(test_changes_need_the_csrf_token),
        cmocka_unit_test(test_sessions_end),
        cmocka_unit_test(test_a_session_is_prolonged_once_a_minute),
        cmocka_unit_test(test_wrong_passwords_make_the_account_wait),
        cmocka_unit_test(test_a_name_that_nobody_has_is_like_one),
        cmocka_unit_test(test_an_address_that_tries_many_names_waits),
        cmocka_unit_test(test_hashes_of_old_cost_are_renewed),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
