/* test_people.c - accounts and tokens over REST and by command: what an admin changes holds for
 * everybody from the next request on. */
#include "api.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define STAFF         "/api/v1/staff"

static int setup(void **state)
{
    static struct api api;
    api_create(&api);
    *state = &api;
    return 0;
}

static int teardown(void **state)
{
    api_destroy(*state);
    return 0;
}

/* The status of what the admin sends; code NULL: any. */
static void admin_must(struct api *a, const char *rule, const char *method, const char *path,
                       const char *body, int status, const char *code)
{
    struct reply r = api_send(a, ADMIN, method, path, body, NULL);
    if (r.status != status || (code && !str_equal(reply_code(&r), str_of(code))))
        fail_msg("%s: %s %s: %d %s", rule, method, path, r.status, r.body);
    reply_free(&r);
}

static int sign_in_status(struct api *a, const char *name, const char *password)
{
    char body[256];
    (void)snprintf(body, sizeof body, "{\"name\":\"%s\",\"password\":\"%s\"}", name, password);
    struct reply r = api_send(a, NOBODY, "POST", "/api/v1/session", body, NULL);
    int status = r.status;
    reply_free(&r);
    return status;
}

static int token_status(struct api *a, const char *token)
{
    struct reply r = api_request(&a->town, "GET", "/api/v1/session", token);
    int status = r.status;
    reply_free(&r);
    return status;
}

static void test_what_is_refused(void **state)
{
    static const struct {
        const char *rule, *method, *path, *body;
        int status;
        const char *code;
    } rows[] = {
        { "no name", "POST", STAFF, "{\"role\":\"admin\"}", 422, "invalid_value" },
        { "a wrong name", "POST", STAFF, "{\"name\":\"a b\",\"role\":\"admin\"}", 422, NULL },
        { "no such role", "POST", STAFF, "{\"name\":\"ani\",\"role\":\"boss\"}", 422, NULL },
        { "an officer of nothing", "POST", STAFF, "{\"name\":\"ani\",\"role\":\"officer\"}", 422,
          NULL },
        { "a short password", "POST", STAFF,
          "{\"name\":\"ani\",\"role\":\"admin\",\"password\":\"pendek\"}", 422, NULL },
        { "a password that is a number", "POST", STAFF,
          "{\"name\":\"ani\",\"role\":\"admin\",\"password\":1234567890}", 422, NULL },
        { "a name that is taken", "POST", STAFF, "{\"name\":\"oni\",\"role\":\"admin\"}", 409,
          "conflict" },
        { "something else", "POST", STAFF, "{\"name\":\"ani\",\"role\":\"admin\",\"id\":1}", 422,
          NULL },
        { "nobody to change", "PATCH", STAFF "/nemo", "{\"disabled\":true}", 404, "not_found" },
        { "nobody comes before nonsense", "PATCH", STAFF "/nemo", "[]", 404, "not_found" },
        { "neither true nor false", "PATCH", STAFF "/oni", "{\"disabled\":1}", 422, NULL },
        { "an operator of a department", "PATCH", STAFF "/oni", "{\"department\":\"PUPR\"}", 422,
          NULL },
        { "no such department", "PATCH", STAFF "/peni", "{\"department\":\"XYZ\"}", 422, NULL },
        { "an external body", "PATCH", STAFF "/peni", "{\"department\":\"PLN\"}", 422, NULL },
        { "the last admin goes", "PATCH", STAFF "/adi", "{\"disabled\":true}", 409, "conflict" },
        { "or becomes another", "PATCH", STAFF "/adi", "{\"role\":\"operator\"}", 409, "conflict" },
        { "half of a change is none", "PATCH", STAFF "/oni",
          "{\"disabled\":true,\"role\":\"boss\"}", 422, NULL },
        { "a token of nobody", "POST", STAFF "/nemo/tokens", "{\"label\":\"x\"}", 404, NULL },
        { "a token for nothing", "POST", STAFF "/oni/tokens", "{}", 422, NULL },
        { "no such scope", "POST", STAFF "/oni/tokens", "{\"label\":\"x\",\"scope\":\"all\"}", 422,
          NULL },
        { "expired at once", "POST", STAFF "/oni/tokens", "{\"label\":\"x\",\"expires_days\":0}",
          422, NULL },
        { "in eleven years", "POST", STAFF "/oni/tokens", "{\"label\":\"x\",\"expires_days\":4000}",
          422, NULL },
        { "a label of two lines", "POST", STAFF "/oni/tokens", "{\"label\":\"x\\ny\"}", 422, NULL },
        { "no such token", "DELETE", STAFF "/oni/tokens/99", NULL, 404, NULL },
        { "no number", "DELETE", STAFF "/oni/tokens/x", NULL, 404, NULL },
    };
    struct api *a = *state;
    for (size_t i = 0; i < LENGTH(rows); i++)
        admin_must(a, rows[i].rule, rows[i].method, rows[i].path, rows[i].body, rows[i].status,
                   rows[i].code);
    assert_int_equal(town_count(&a->town, "SELECT COUNT(*) FROM staff WHERE name = 'ani'"), 0);
    assert_int_equal(api_status(a, OPERATOR, "/api/v1/session"), 200); /* nothing was changed */
    assert_int_equal(api_status(a, ADMIN, STAFF), 200);
}

static void test_an_account_from_first_to_last(void **state)
{
    struct api *a = *state;
    struct reply r = api_send(a, ADMIN, "POST", STAFF,
                              "{\"name\":\"nita\",\"role\":\"officer\",\"department\":\"PUPR\","
                              "\"password\":\"sandi pertama \"}",
                              NULL);
    assert_int_equal(r.status, 201);
    assert_true(str_equal(json_get_text(r.tree, "role"), STR("officer")));
    assert_true(str_equal(json_get_text(json_get(r.tree, "department"), "code"), STR("PUPR")));
    assert_true(json_bool(json_get(r.tree, "has_password"), false));
    assert_false(json_bool(json_get(r.tree, "disabled"), true));
    assert_false(str_contains(str_of(r.body), STR("argon2")));
    reply_free(&r);
    assert_int_equal(sign_in_status(a, "nita", "sandi pertama "), 200); /* blanks count */
    assert_int_equal(sign_in_status(a, "nita", "sandi pertama"), 401);

    admin_must(a, "another role", "PATCH", STAFF "/nita", "{\"role\":\"supervisor\"}", 200, NULL);
    admin_must(a, "another password", "PATCH", STAFF "/nita", "{\"password\":\"sandi kedua\"}", 200,
               NULL);
    assert_int_equal(town_count(&a->town, "SELECT COUNT(*) FROM session"), 0);
    assert_int_equal(sign_in_status(a, "nita", "sandi pertama "), 401);
    assert_int_equal(sign_in_status(a, "nita", "sandi kedua"), 200);

    admin_must(a, "closed", "PATCH", STAFF "/nita", "{\"disabled\":true}", 200, NULL);
    admin_must(a, "closed again", "PATCH", STAFF "/nita", "{\"disabled\":true}", 200, NULL);
    assert_int_equal(town_count(&a->town, "SELECT COUNT(*) FROM session"), 0);
    assert_int_equal(sign_in_status(a, "nita", "sandi kedua"), 401);
    admin_must(a, "no token for the closed", "POST", STAFF "/nita/tokens", "{\"label\":\"x\"}", 404,
               NULL);
    admin_must(a, "open again", "PATCH", STAFF "/nita", "{\"disabled\":false}", 200, NULL);
    assert_int_equal(sign_in_status(a, "nita", "sandi kedua"), 200);
    assert_true(town_log_has(&a->town, "event=staff.change what=disabled name=nita by=adi"));
    assert_false(town_log_has(&a->town, "sandi"));
}

static void test_a_new_password_ends_the_wait(void **state)
{
    struct api *a = *state;
    char path[128], out[16];
    admin_must(a, "a password", "PATCH", STAFF "/dedi", "{\"password\":\"sandi lama sekali\"}", 200,
               NULL);
    for (int i = 0; i < 5; i++)
        assert_int_equal(sign_in_status(a, "dedi", "bukan sandinya"), 401);
    assert_int_equal(sign_in_status(a, "dedi", "sandi lama sekali"), 429);
    town_wait_count(&a->town, "SELECT failures FROM staff WHERE name = 'dedi'", 5, 10);
    struct reply r = api_get(a, ADMIN, STAFF);
    bool locked = false;
    for (const struct json *i = json_first(json_get(r.tree, "items")); i; i = json_next(i))
        if (str_equal(json_get_text(i, "name"), STR("dedi")))
            locked = json_get_text(i, "locked_until").len > 0;
    assert_true(locked);
    reply_free(&r);
    (void)snprintf(path, sizeof path, "%s/sandi", a->town.dir);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_true(fputs("sandi baru sekali\n", f) >= 0 && fclose(f) == 0);
    const char *const password[] = { "staff", "password", "dedi", "--password-file", path, NULL };
    assert_int_equal(town_command(&a->town, password, out, sizeof out), 0);
    assert_string_equal(out, "");
    assert_int_equal(sign_in_status(a, "dedi", "sandi baru sekali"), 200);
}

/* --- tokens --- */

static int64_t make_token(struct api *a, const char *body, char token[128])
{
    int64_t id = 0;
    struct reply r = api_send(a, ADMIN, "POST", STAFF "/susi/tokens", body, NULL);
    if (r.status != 201) fail_msg("%d: %s", r.status, r.body);
    assert_true(json_i64(json_get(r.tree, "id"), &id));
    assert_true(str_copy(token, 128, json_get_text(r.tree, "token")));
    reply_free(&r);
    return id;
}

static void test_tokens(void **state)
{
    struct api *a = *state;
    char first[128], second[128], other[128], path[64];
    (void)make_token(a, "{\"label\":\"dasbor\",\"scope\":\"read\",\"expires_days\":30}", first);
    int64_t id = make_token(a, "{\"label\":\"dasbor\"}", second);
    (void)make_token(a, "{\"label\":\"lain\",\"scope\":\"write\"}", other);
    assert_int_equal(token_status(a, first), 401); /* the label has another now */
    assert_int_equal(token_status(a, second), 200);
    assert_int_equal(token_status(a, other), 200);
    assert_int_equal(api_status(a, SUPERVISOR, "/api/v1/session"), 200); /* that of staff add */

    struct reply r = api_get(a, ADMIN, STAFF "/susi/tokens");
    assert_int_equal(reply_items(&r), 3);
    assert_false(str_contains(str_of(r.body), str_of(second)));
    reply_free(&r);
    (void)snprintf(path, sizeof path, STAFF "/oni/tokens/%lld", (long long)id);
    admin_must(a, "a token of somebody else", "DELETE", path, NULL, 404, NULL);
    (void)snprintf(path, sizeof path, STAFF "/susi/tokens/%lld", (long long)id);
    admin_must(a, "revoked", "DELETE", path, NULL, 204, NULL);
    assert_int_equal(token_status(a, second), 401);
    assert_int_equal(token_status(a, other), 200);
}

static void test_tokens_by_command(void **state)
{
    struct api *a = *state;
    char token[128], list[1024], number[16];
    const char *const make[] = { "staff",     "token", "ina",     "--scope",  "read",
                                 "--expires", "7",     "--label", "cadangan", NULL };
    const char *const tokens[] = { "staff", "tokens", "ina", NULL };
    assert_int_equal(town_command(&a->town, make, token, sizeof token), 0);
    token[strcspn(token, "\n")] = '\0';
    assert_int_equal(token_status(a, token), 200);
    assert_int_equal(api_status(a, OFFICER_INSPEKTORAT, "/api/v1/session"), 200);
    assert_int_equal(town_command(&a->town, tokens, list, sizeof list), 0);
    char *line = strstr(list, "\tread\t");
    assert_non_null(line);
    assert_non_null(strstr(line, "\tcadangan\n"));
    assert_null(strstr(list, token));
    while (line > list && line[-1] != '\n')
        line--;
    (void)snprintf(number, sizeof number, "%.*s", (int)strcspn(line, "\t"), line);
    const char *const revoke[] = { "staff", "revoke", number, NULL };
    assert_int_equal(town_command(&a->town, revoke, list, sizeof list), 0);
    assert_int_equal(token_status(a, token), 401);
    /* without a label it is the account's own: the one of staff add stops working */
    const char *const fresh[] = { "staff", "token", "ina", NULL };
    assert_int_equal(town_command(&a->town, fresh, token, sizeof token), 0);
    token[strcspn(token, "\n")] = '\0';
    assert_int_equal(token_status(a, token), 200);
    assert_int_equal(api_status(a, OFFICER_INSPEKTORAT, "/api/v1/session"), 401);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_refused),
        cmocka_unit_test(test_an_account_from_first_to_last),
        cmocka_unit_test(test_a_new_password_ends_the_wait),
        cmocka_unit_test(test_tokens),
        cmocka_unit_test(test_tokens_by_command),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
