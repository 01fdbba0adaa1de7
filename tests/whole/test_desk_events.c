/* test_desk_events.c - changes of accounts, passwords, tokens, hooks and staff contacts, over REST
 * and by command: each is a line of the trail with who, what and whom, none without its line, no
 * secret in any, and none can be altered unseen. */
#include "desk_case.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define ARGS_MAX      16

#define PASSWORD "kuda-terbang-7"
#define CONTACT  "/api/v1/staff-contacts/PUPR/head"

/* What must not be told, as it comes up. */
static char secrets[24][128] = { PASSWORD,           "sapi-berenang-8",
                                 "81200007777",      "81200008888",
                                 "kunci=dekat-kali", "/kabar",
                                 "kadis@",           "18443" };
static size_t secret_count = 8;

static void secret_add(struct str text)
{
    assert_true(secret_count < LENGTH(secrets));
    if (text.len) assert_true(str_copy(secrets[secret_count++], sizeof secrets[0], text));
}

/* The pattern with the word in place of its %s, if it has one. */
static void fill(char *out, size_t cap, const char *pattern, const char *word)
{
    const char *mark = strstr(pattern, "%s");
    if (mark)
        (void)snprintf(out, cap, "%.*s%s%s", (int)(mark - pattern), pattern, word, mark + 2);
    else
        (void)snprintf(out, cap, "%s", pattern);
}

static int64_t lines(void)
{
    return town_count(&api.town, "SELECT COUNT(*) FROM desk_event");
}

/* The newest line of this type; as any auditor sees it. */
static void newest_is(const char *type, const char *actor, const char *data)
{
    char path[96], line[64];
    (void)snprintf(path, sizeof path, "/api/v1/audit?limit=1&type=%s", type);
    (void)snprintf(line, sizeof line, "\"actor\":\"%s\"", actor);
    struct reply r = api_get(&api, AUDITOR, path);
    if (reply_items(&r) != 1 || !strstr(r.body, line) || !strstr(r.body, data) ||
        !strstr(r.body, "\"ticket\":null"))
        fail_msg("%s by %s, %s: %s", type, actor, data, r.body);
    reply_free(&r);
}

static bool verified(void)
{
    static const char *const verify[] = { "audit", "verify", NULL };
    char out[512];
    int code = town_command(&api.town, verify, out, sizeof out);
    if (code != 0 && code != 1) fail_msg("audit verify: %d %s", code, out);
    return code == 0;
}

static void test_changes_over_rest_are_lines(void **state)
{
    static const struct {
        const char *method, *path; /* %s: the id that was made last */
        const char *body;
        int status, lines;
        const char *type, *data;
    } rows[] = {
        { "POST", "/api/v1/staff",
          "{\"name\":\"rina\",\"role\":\"officer\",\"department\":\"PUPR\",\"password\":\"" PASSWORD
          "\"}",
          201, 1, "staff_added",
          "{\"account\":\"rina\",\"role\":\"officer\",\"department\":\"PUPR\"}" },
        { "PATCH", "/api/v1/staff/rina", "{\"role\":\"operator\"}", 200, 1, "staff_changed",
          "{\"account\":\"rina\",\"role\":{\"from\":\"officer\",\"to\":\"operator\"},"
          "\"department\":{\"from\":\"PUPR\",\"to\":\"\"}}" },
        { "PATCH", "/api/v1/staff/rina", "{\"password\":\"sapi-berenang-8\"}", 200, 1,
          "staff_password", "{\"account\":\"rina\"}" },
        { "POST", "/api/v1/staff/rina/tokens", "{\"label\":\"dasbor\",\"scope\":\"read\"}", 201, 1,
          "token_made", "\"scope\":\"read\"}" },
        { "POST", "/api/v1/staff/rina/tokens", "{\"label\":\"dasbor\"}", 201, 2, "token_revoked",
          "{\"account\":\"rina\",\"token\":" },
        { "DELETE", "/api/v1/staff/rina/tokens/%s", NULL, 204, 1, "token_revoked",
          "{\"account\":\"rina\",\"token\":%s}" },
        { "POST", "/api/v1/staff/rina/tokens", "{\"label\":\"peta\"}", 201, 1, "token_made",
          "{\"account\":\"rina\",\"token\":%s,\"scope\":\"write\"}" },
        { "PATCH", "/api/v1/staff/rina", "{\"disabled\":true}", 200, 2, "staff_changed",
          "{\"account\":\"rina\",\"disabled\":{\"from\":false,\"to\":true}}" },
        { "PATCH", "/api/v1/staff/rina", "{\"disabled\":false}", 200, 1, "staff_changed",
          "\"disabled\":{\"from\":true,\"to\":false}}" },
        { "PUT", CONTACT, "{\"phone\":\"0812-0000-7777\"}", 200, 1, "staff_contact_set",
          "{\"department\":\"PUPR\",\"rung\":\"head\",\"changed\":[\"phone\"]}" },
        { "PUT", CONTACT, "{\"phone\":\"0812-0000-7777\",\"mail\":\"kadis@pupr.test\"}", 200, 1,
          "staff_contact_set", "\"changed\":[\"mail\"]}" },
        { "DELETE", CONTACT, NULL, 204, 1, "staff_contact_removed",
          "{\"department\":\"PUPR\",\"rung\":\"head\"}" },
        { "POST", "/api/v1/hooks",
          "{\"url\":\"https://pusat.example:18443/kabar?kunci=dekat-kali\",\"events\":[\"late\"]}",
          201, 1, "hook_added", "{\"hook\":%s,\"host\":\"pusat.example\",\"events\":\"late\"}" },
        { "PATCH", "/api/v1/hooks/%s", "{\"enabled\":false}", 200, 1, "hook_changed",
          "{\"hook\":%s,\"host\":\"pusat.example\",\"enabled\":{\"from\":true,\"to\":false}}" },
        { "DELETE", "/api/v1/hooks/%s", NULL, 204, 1, "hook_deleted",
          "{\"hook\":%s,\"host\":\"pusat.example\"}" },
    };
    char path[160], data[256], made[24] = "";
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        int64_t before = lines(), id;
        fill(path, sizeof path, rows[i].path, made);
        struct reply r = api_send(&api, ADMIN, rows[i].method, path, rows[i].body, NULL);
        if (r.status != rows[i].status || lines() != before + rows[i].lines)
            fail_msg("%s %s: %d, %lld lines: %s", rows[i].method, path, r.status,
                     (long long)(lines() - before), r.body);
        if (r.tree && json_i64(json_get(r.tree, "id"), &id))
            (void)snprintf(made, sizeof made, "%lld", (long long)id);
        secret_add(json_get_text(r.tree, "token"));
        secret_add(json_get_text(r.tree, "secret"));
        reply_free(&r);
        fill(data, sizeof data, rows[i].data, made);
        newest_is(rows[i].type, "staff:adi", data);
    }
}

/* Splits at blanks; the line is altered. */
static int command(char *line, char *out, size_t cap)
{
    const char *args[ARGS_MAX];
    size_t n = 0;
    char *rest = NULL;
    for (char *word = strtok_r(line, " ", &rest); word && n + 1 < ARGS_MAX;
         word = strtok_r(NULL, " ", &rest))
        args[n++] = word;
    args[n] = NULL;
    return town_command(&api.town, args, out, cap);
}

static void test_changes_by_command_are_lines(void **state)
{
    static const struct {
        const char *line; /* %s: the file of the password, or the id of the newest token */
        int lines;
        const char *type, *data;
    } rows[] = {
        { "staff add --role officer --department DISHUB --password-file %s dina", 2, "staff_added",
          "{\"account\":\"dina\",\"role\":\"officer\",\"department\":\"DISHUB\"}" },
        { "staff password dina --password-file %s", 1, "staff_password", "{\"account\":\"dina\"}" },
        { "staff token dina", 2, "token_revoked", "{\"account\":\"dina\",\"token\":" },
        { "staff token dina --label peta --scope read", 1, "token_made", "\"scope\":\"read\"}" },
        { "staff revoke %s", 1, "token_revoked", "{\"account\":\"dina\",\"token\":%s}" },
        { "staff disable dina", 2, "staff_changed",
          "{\"account\":\"dina\",\"disabled\":{\"from\":false,\"to\":true}}" },
        { "contacts set PUPR contact --phone 0812-0000-8888", 1, "staff_contact_set",
          "{\"department\":\"PUPR\",\"rung\":\"contact\",\"changed\":[\"phone\"]}" },
        { "contacts remove PUPR contact", 1, "staff_contact_removed",
          "{\"department\":\"PUPR\",\"rung\":\"contact\"}" },
    };
    char line[256], data[256], out[256], file[96], id[24];
    (void)state;
    (void)snprintf(file, sizeof file, "%s/sandi", api.town.dir);
    FILE *f = fopen(file, "w");
    assert_true(f && fputs(PASSWORD "\n", f) >= 0 && fclose(f) == 0);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        int64_t before = lines();
        (void)snprintf(id, sizeof id, "%lld",
                       (long long)town_count(&api.town, "SELECT MAX(id) FROM staff_token"));
        fill(line, sizeof line, rows[i].line, strstr(rows[i].line, "revoke") ? id : file);
        int code = command(line, out, sizeof out);
        if (code != 0 || lines() != before + rows[i].lines)
            fail_msg("%s: %d, %lld lines: %s", rows[i].line, code, (long long)(lines() - before),
                     out);
        secret_add(str_trim(str_of(out)));
        fill(data, sizeof data, rows[i].data, id);
        newest_is(rows[i].type, "command", data);
    }
}

static void test_a_hook_that_is_given_up_is_a_line(void **state)
{
    char number[32];
    (void)state;
    struct reply r = api_send(&api, ADMIN, "POST", "/api/v1/hooks",
                              "{\"url\":\"http://127.0.0.1:1/kabar\"}", NULL);
    assert_int_equal(r.status, 201);
    secret_add(json_get_text(r.tree, "secret"));
    reply_free(&r);
    fresh(number);
    town_wait_count(&api.town, "SELECT failures FROM hook", 1, 20);
    api_sql(&api.town, "UPDATE hook SET failing_since = 1, due_at = 0"); /* days ago */
    town_wait_count(&api.town, "SELECT COUNT(*) FROM hook WHERE disabled_at IS NOT NULL", 1, 20);
    newest_is("hook_given_up", "system", "\"host\":\"127.0.0.1\"}");
    r = api_send(&api, ADMIN, "DELETE", "/api/v1/hooks/1", NULL, NULL);
    reply_free(&r);
}

/* What was refused, or changed nothing, leaves no line. */
static void test_what_is_refused_is_no_line(void **state)
{
    static const struct {
        enum api_who who;
        const char *method, *path, *body;
        int status;
    } rows[] = {
        { ADMIN, "POST", "/api/v1/staff", "{\"name\":\"adi\",\"role\":\"admin\"}", 409 },
        { ADMIN, "POST", "/api/v1/staff", "{\"name\":\"budi\",\"role\":\"raja\"}", 422 },
        { OPERATOR, "POST", "/api/v1/staff", "{\"name\":\"budi\",\"role\":\"admin\"}", 403 },
        { ADMIN, "PATCH", "/api/v1/staff/adi", "{\"role\":\"operator\"}", 409 },
        { ADMIN, "PATCH", "/api/v1/staff/adi", "{\"disabled\":true}", 409 },
        { ADMIN, "PATCH", "/api/v1/staff/oni", "{\"disabled\":true,\"role\":\"raja\"}", 422 },
        { ADMIN, "PATCH", "/api/v1/staff/tidakada", "{\"password\":\"" PASSWORD "\"}", 404 },
        { ADMIN, "DELETE", "/api/v1/staff/oni/tokens/99999", NULL, 404 },
        { ADMIN, "POST", "/api/v1/hooks", "{\"url\":\"http://pusat.example/\"}", 422 },
        { ADMIN, "DELETE", "/api/v1/hooks/99999", NULL, 404 },
        { ADMIN, "PUT", CONTACT, "{\"phone\":\"satu\"}", 422 },
        { ADMIN, "DELETE", CONTACT, NULL, 404 },
    };
    (void)state;
    int64_t before = lines();
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct reply r =
            api_send(&api, rows[i].who, rows[i].method, rows[i].path, rows[i].body, NULL);
        if (r.status != rows[i].status || lines() != before)
            fail_msg("%s %s %s: %d %s", rows[i].method, rows[i].path,
                     rows[i].body ? rows[i].body : "", r.status, r.body);
        reply_free(&r);
    }
}

/* All that is there beside the trail, as one number. */
static int64_t desk_now(void)
{
    return town_count(
        &api.town,
        "SELECT (SELECT SUM(id * 7 + LENGTH(role || department || COALESCE(password_hash, '')) + "
        "COALESCE(disabled_at, 0)) FROM staff) + (SELECT SUM(id * 11 + COALESCE(revoked_at, 0)) "
        "FROM staff_token) + (SELECT COALESCE(SUM(id * 13 + COALESCE(disabled_at, 0)), 0) FROM "
        "hook) + (SELECT COALESCE(SUM(LENGTH(phone) + updated_at), 0) FROM staff_contact)");
}

/* Where its line cannot be written there is no change. */
static void test_no_change_without_its_line(void **state)
{
    static const struct {
        const char *method, *path, *body;
    } rows[] = {
        { "POST", "/api/v1/staff", "{\"name\":\"budi\",\"role\":\"auditor\"}" },
        { "PATCH", "/api/v1/staff/dedi", "{\"role\":\"supervisor\"}" },
        { "PATCH", "/api/v1/staff/dedi", "{\"password\":\"" PASSWORD "\"}" },
        { "PATCH", "/api/v1/staff/dedi", "{\"disabled\":true}" },
        { "POST", "/api/v1/staff/dedi/tokens", "{\"label\":\"peta\"}" },
        { "DELETE", "/api/v1/staff/dedi/tokens/4", NULL },
        { "POST", "/api/v1/hooks", "{\"url\":\"https://pusat.example/lain\"}" },
        { "PATCH", "/api/v1/hooks/%s", "{\"enabled\":false}" },
        { "DELETE", "/api/v1/hooks/%s", NULL },
        { "PUT", CONTACT, "{\"phone\":\"0812-0000-8888\"}" },
        { "DELETE", CONTACT, NULL },
    };
    static const char *const commands[] = { "staff add budi --role auditor",
                                            "staff token dedi",
                                            "staff disable dedi",
                                            "staff revoke 4",
                                            "contacts set PUPR head --mail kadis@pupr.test",
                                            "contacts remove PUPR head" };
    char path[96], id[24], line[96], out[256];
    int64_t hook = 0;
    (void)state;
    struct reply r = api_send(&api, ADMIN, "POST", "/api/v1/hooks",
                              "{\"url\":\"https://pusat.example/lain\"}", NULL);
    assert_true(r.status == 201 && json_i64(json_get(r.tree, "id"), &hook));
    (void)snprintf(id, sizeof id, "%lld", (long long)hook);
    secret_add(json_get_text(r.tree, "secret"));
    reply_free(&r);
    r = api_send(&api, ADMIN, "PUT", CONTACT, "{\"phone\":\"0812-0000-7777\"}", NULL);
    assert_int_equal(r.status, 200);
    reply_free(&r);
    int64_t before = lines(), desk = desk_now();
    town_exec(&api.town, "CREATE TRIGGER desk_event_full BEFORE INSERT ON desk_event BEGIN "
                         "SELECT RAISE(ABORT, 'uji'); END");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        fill(path, sizeof path, rows[i].path, id);
        r = api_send(&api, ADMIN, rows[i].method, path, rows[i].body, NULL);
        if (r.status != 500 || lines() != before || desk_now() != desk)
            fail_msg("%s %s: %d %s", rows[i].method, path, r.status, r.body);
        reply_free(&r);
    }
    for (size_t i = 0; i < LENGTH(commands); i++) {
        (void)snprintf(line, sizeof line, "%s", commands[i]);
        if (command(line, out, sizeof out) == 0 || lines() != before || desk_now() != desk)
            fail_msg("%s: %s", commands[i], out);
    }
    town_exec(&api.town, "DROP TRIGGER desk_event_full");
    assert_true(verified());
}

static void reveals_nothing(const char *body)
{
    for (size_t i = 0; i < secret_count; i++)
        if (strstr(body, secrets[i])) fail_msg("'%s' in %s", secrets[i], body);
    for (int who = ADMIN; who < ACCOUNT_COUNT; who++)
        if (strstr(body, api.token[who])) fail_msg("token of %s", api_who_names[who]);
}

static void test_no_secret_is_in_any_line(void **state)
{
    static const enum api_who readers[] = { ADMIN, AUDITOR };
    char sql[400];
    (void)state;
    assert_true(secret_count > 12);
    for (size_t i = 0; i < LENGTH(readers); i++) {
        struct reply r = api_get(&api, readers[i], "/api/v1/audit?limit=200");
        assert_true(reply_items(&r) > 40 && json_is_null(json_get(r.tree, "next_cursor")));
        reveals_nothing(r.body);
        reply_free(&r);
    }
    for (size_t i = 0; i < secret_count; i++) {
        (void)snprintf(sql, sizeof sql,
                       "SELECT COUNT(*) FROM desk_event WHERE INSTR(id || at || type || actor || "
                       "data, '%.127s') > 0 OR INSTR(digest, CAST('%.127s' AS BLOB)) > 0",
                       secrets[i], secrets[i]);
        if (town_count(&api.town, sql) != 0) fail_msg("%s", sql);
    }
}

static void test_no_line_is_altered_unseen(void **state)
{
    static const char swap[] = "UPDATE desk_event SET id = -id WHERE id < 5; "
                               "UPDATE desk_event SET id = id + 5 WHERE id < 0";
    static const char *const hands[] = {
        "UPDATE desk_event SET actor = 'staff:oni' WHERE type = 'staff_password'",
        "UPDATE desk_event SET data = REPLACE(data, 'rina', 'rani') WHERE type = 'token_revoked'",
        "UPDATE desk_event SET at = at + 1 WHERE type = 'hook_given_up'",
        "UPDATE desk_event SET type = 'staff_added' WHERE type = 'staff_contact_set'",
        "DELETE FROM desk_event WHERE type = 'hook_deleted'",
        "DELETE FROM desk_event WHERE id = (SELECT MIN(id) FROM desk_event)",
        "DELETE FROM desk_event WHERE id = (SELECT MAX(id) FROM desk_event)",
        "DELETE FROM desk_event",
        swap,
        "INSERT INTO desk_event SELECT MAX(id) + 1, at, type, actor, data, digest FROM desk_event",
    };
    (void)state;
    assert_true(verified());
    town_exec(&api.town, "DROP TRIGGER desk_event_no_update; DROP TRIGGER desk_event_no_delete; "
                         "CREATE TABLE kept AS SELECT * FROM desk_event");
    for (size_t i = 0; i < LENGTH(hands); i++) {
        town_exec(&api.town, hands[i]);
        if (verified()) fail_msg("%s: not found", hands[i]);
        town_exec(&api.town, "DELETE FROM desk_event; INSERT INTO desk_event SELECT * FROM kept");
        if (!verified()) fail_msg("%s: not put back", hands[i]);
    }
    town_exec(&api.town, "DROP TABLE kept");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_changes_over_rest_are_lines),
        cmocka_unit_test(test_changes_by_command_are_lines),
        cmocka_unit_test(test_a_hook_that_is_given_up_is_a_line),
        cmocka_unit_test(test_what_is_refused_is_no_line),
        cmocka_unit_test(test_no_change_without_its_line),
        cmocka_unit_test(test_no_secret_is_in_any_line),
        cmocka_unit_test(test_no_line_is_altered_unseen),
    };
    return cmocka_run_group_tests(tests, desk_case_setup, desk_case_teardown);
}
