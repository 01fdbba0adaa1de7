/* test_media_staff.c - a citizen's file as staff see it: on the ticket, and its bytes, for whoever
 * may read the ticket and in a way that no browser runs. */
#include "api.h"
#include "base/crypto.h"
#include "town_media.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define LIGHT         "Lampu jalan mati di desa Maron Kidul"
#define BRIBE         "Ada pungli di kantor desa Sebaung"
#define ROAD          "Jalan berlubang di desa Sebaung kecamatan Gending"

static const struct str photo = { "\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0", 20 };
static const struct str page = { "<!DOCTYPE html><html><script>alert(1)</script></html>", 53 };

static struct world {
    struct api api;
    char light[32], bribe[32], road[32];
} world;

static void send(const char *wamid, const char *from, const char *kind, const char *mime,
                 struct str bytes, const char *words)
{
    struct town *t = &world.api.town;
    struct town_file file;
    char caption[200];
    town_upload(t, mime, bytes, &file);
    (void)snprintf(caption, sizeof caption, ",\"caption\":\"%s\"", words);
    assert_int_equal(town_send_file(t, wamid, from, kind, mime, &file, NULL, caption), 200);
    town_files_end(t, 20);
}

static int setup(void **state)
{
    struct world *w = &world;
    api_create(&w->api);
    send("wamid.S1", "6281200000011", "image", "image/jpeg", photo, LIGHT); /* attachment 1 */
    send("wamid.S2", "6281200000012", "image", "image/jpeg", photo, BRIBE); /* 2 */
    send("wamid.S3", "6281200000013", "image", "image/jpeg", page, ROAD);   /* 3 */
    api_number(&w->api, LIGHT, w->light);
    api_number(&w->api, BRIBE, w->bribe);
    api_number(&w->api, ROAD, w->road);
    *state = w;
    return 0;
}

static int teardown(void **state)
{
    struct world *w = *state;
    api_destroy(&w->api);
    return 0;
}

static void path_of(const char *number, const char *id, char out[128])
{
    (void)snprintf(out, 128, "/api/v1/tickets/%s/attachments/%s", number, id);
}

static void test_who_may_have_it(void **state)
{
    struct world *w = *state;
    static const struct {
        const char *rule, *number, *id;
        int status[WHO_COUNT]; /* nobody admin operator pupr dishub inspektorat supervisor auditor
                                */
    } rows[] = {
        { "who may read the ticket", world.light, "1", { 401, 200, 200, 404, 200, 404, 200, 403 } },
        { "in confidence", world.bribe, "2", { 401, 200, 404, 404, 404, 200, 404, 403 } },
        { "not by another ticket's number",
          world.light,
          "2",
          { 401, 404, 404, 404, 404, 404, 404, 403 } },
        { "nor a confidential one by an open one",
          world.road,
          "2",
          { 401, 404, 404, 404, 404, 404, 404, 403 } },
        { "one that never was", world.light, "999", { 401, 404, 404, 404, 404, 404, 404, 403 } },
        { "no number", world.light, "1x", { 401, 404, 404, 404, 404, 404, 404, 403 } },
        { "beyond all numbers",
          world.light,
          "99999999999999999999",
          { 401, 404, 404, 404, 404, 404, 404, 403 } },
        { "a ticket that never was",
          "LK26-99999-1",
          "1",
          { 401, 404, 404, 404, 404, 404, 404, 403 } },
    };
    for (size_t i = 0; i < LENGTH(rows); i++)
        for (int who = NOBODY; who < WHO_COUNT; who++) {
            char path[128];
            path_of(rows[i].number, rows[i].id, path);
            int status = api_status(&w->api, (enum api_who)who, path);
            if (status != rows[i].status[who])
                fail_msg("%s: %s gets %d, want %d", rows[i].rule, api_who_names[who], status,
                         rows[i].status[who]);
        }
}

static void must_have_header(const struct reply *r, const char *name, const char *value)
{
    struct str have = reply_header(r, name);
    if (!str_equal(have, str_of(value))) fail_msg("%s: %.*s, want %s", name, STR_ARG(have), value);
}

static void test_its_bytes_and_headers(void **state)
{
    struct world *w = *state;
    static const struct {
        const char *rule, *number, *id, *type, *manner, *extension;
        const struct str *bytes;
    } rows[] = {
        { "a photo may be shown", world.light, "1", "image/jpeg", "inline", "jpg", &photo },
        { "a page as a photo is bytes to be kept", world.road, "3", "application/octet-stream",
          "attachment", "bin", &page },
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char path[128], disposition[128];
        path_of(rows[i].number, rows[i].id, path);
        struct reply r = api_get(&w->api, ADMIN, path);
        assert_int_equal(r.status, 200);
        assert_int_equal(r.len, rows[i].bytes->len);
        assert_memory_equal(r.body, rows[i].bytes->at, r.len);
        (void)snprintf(disposition, sizeof disposition, "%s; filename=\"%s-%s.%s\"", rows[i].manner,
                       rows[i].number, rows[i].id, rows[i].extension);
        must_have_header(&r, "Content-Type", rows[i].type);
        must_have_header(&r, "Content-Disposition", disposition);
        must_have_header(&r, "Content-Security-Policy", "default-src 'none'; sandbox");
        must_have_header(&r, "X-Content-Type-Options", "nosniff");
        must_have_header(&r, "Cache-Control", "no-store");
        reply_free(&r);
    }
}

static void test_its_head_alone(void **state)
{
    struct world *w = *state;
    char path[128];
    path_of(w->light, "1", path);
    struct answer a = town_http(&w->api.town, "GET", path, w->api.token[ADMIN], NULL, 0,
                                "Range: bytes=0-3"); /* the whole, not a part */
    assert_int_equal(a.status, 200);
    assert_int_equal(a.len, photo.len);
    answer_free(&a);
    int fd = town_connect(&w->api.town);
    char request[512], answer[2048] = "";
    int n = snprintf(request, sizeof request,
                     "HEAD %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nConnection: "
                     "close\r\n\r\n",
                     path, w->api.token[ADMIN]);
    assert_true(town_write(fd, request, (size_t)n));
    size_t got = 0;
    for (ssize_t more;
         got < sizeof answer - 1 && (more = read(fd, answer + got, sizeof answer - 1 - got)) > 0;)
        got += (size_t)more;
    answer[got] = '\0';
    (void)close(fd);
    assert_true(strncmp(answer, "HTTP/1.1 200", 12) == 0);
    assert_non_null(strstr(answer, "Content-Length: 20\r\n"));
    assert_string_equal(strstr(answer, "\r\n\r\n"), "\r\n\r\n");
}

static const struct json *attachment_of(const struct json *ticket)
{
    const struct json *list = json_get(ticket, "attachments");
    if (json_count(list) != 1) fail_msg("%zu attachments", json_count(list));
    return json_first(list);
}

static void must_say(const struct json *a, const char *key, const char *text)
{
    if (!str_equal(json_get_text(a, key), str_of(text)))
        fail_msg("%s: %.*s, want %s", key, STR_ARG(json_get_text(a, key)), text);
}

static void test_on_the_ticket(void **state)
{
    struct world *w = *state;
    char path[64];
    int64_t n;
    (void)snprintf(path, sizeof path, "/api/v1/tickets/%s", w->light);
    struct reply r = api_get(&w->api, OPERATOR, path);
    const struct json *a = attachment_of(r.tree);
    must_say(a, "kind", "image");
    must_say(a, "mime_type", "image/jpeg");
    must_say(a, "state", "stored");
    assert_true(json_i64(json_get(a, "size"), &n) && n == (int64_t)photo.len);
    uint8_t digest[SHA256_SIZE];
    char hex[2 * SHA256_SIZE + 1];
    sha256(photo, digest);
    hex_encode(digest, sizeof digest, hex);
    must_say(a, "sha256", hex);
    assert_true(json_i64(json_get(a, "id"), &n) && n == 1);
    assert_true(json_is_null(json_get(a, "expires_at")) && json_is_null(json_get(a, "trouble")));
    assert_false(json_bool(json_get(a, "suspect"), true));
    assert_true(json_get_text(a, "received_at").len > 0);
    /* The same photo hangs on a report in confidence: of that nobody learns here. */
    assert_false(json_bool(json_get(a, "repeated"), true));
    reply_free(&r);
    (void)snprintf(path, sizeof path, "/api/v1/tickets/%s", w->bribe);
    r = api_get(&w->api, ADMIN, path);
    assert_true(json_bool(json_get(attachment_of(r.tree), "repeated"), false));
    reply_free(&r);

    r = api_get(&w->api, OPERATOR, "/api/v1/tickets?sort=created_at");
    assert_int_equal(reply_items(&r), 2); /* the confidential one is hidden */
    a = attachment_of(json_first(json_get(r.tree, "items")));
    assert_true(json_i64(json_get(a, "id"), &n) && n == 1);
    a = attachment_of(json_next(json_first(json_get(r.tree, "items"))));
    assert_true(json_i64(json_get(a, "id"), &n) && n == 3);
    must_say(a, "mime_type", "text/html");
    assert_true(json_bool(json_get(a, "suspect"), false));
    reply_free(&r);
}

static void test_before_it_is_here_and_when_it_will_not_come(void **state)
{
    struct world *w = *state;
    struct town *t = &w->api.town;
    static const struct {
        const char *rule, *sql, *state, *trouble, *code;
        int status;
    } rows[] = {
        { "it waits",
          "UPDATE attachment SET state = 0, file_hash = NULL, due_at = 9000000000000000, "
          "error_code = "
          "'disk' WHERE id = 1",
          "waiting", "disk", "attachment_waiting", 409 },
        { "it failed", "UPDATE attachment SET state = 2, error_code = 'wrong_hash' WHERE id = 1",
          "failed", "wrong_hash", "attachment_failed", 409 },
        { "it expired", "UPDATE attachment SET state = 3, error_code = 'gone' WHERE id = 1",
          "expired", "gone", "attachment_expired", 410 },
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char path[128];
        town_exec(t, rows[i].sql);
        path_of(w->light, "1", path);
        struct reply r = api_get(&w->api, ADMIN, path);
        if (r.status != rows[i].status || !str_equal(reply_code(&r), str_of(rows[i].code)))
            fail_msg("%s: %d %s", rows[i].rule, r.status, r.body);
        reply_free(&r);
        (void)snprintf(path, sizeof path, "/api/v1/tickets/%s", w->light);
        r = api_get(&w->api, ADMIN, path);
        const struct json *a = attachment_of(r.tree);
        must_say(a, "state", rows[i].state);
        must_say(a, "trouble", rows[i].trouble);
        assert_true(json_get_text(a, "expires_at").len > 0);
        assert_true(json_is_null(json_get(a, "sha256")));
        reply_free(&r);
    }
}

/* Somebody has emptied the folder: said, not crashed over. */
static void test_a_file_that_is_not_on_the_disk(void **state)
{
    struct world *w = *state;
    char path[128], command[160];
    (void)snprintf(command, sizeof command, "rm -rf %s/media/??", w->api.town.dir);
    assert_int_equal(system(command), 0);
    path_of(w->road, "3", path);
    struct reply r = api_get(&w->api, ADMIN, path);
    assert_int_equal(r.status, 503);
    assert_true(str_equal(reply_code(&r), STR("unavailable")));
    reply_free(&r);
    assert_true(town_log_has(&w->api.town, "media.unreadable"));
}

/* The file that this message brought to the ticket; 0: it is not there. */
static long long file_of(struct world *w, const char *wamid, const char *number)
{
    char sql[300];
    (void)snprintf(sql, sizeof sql,
                   "SELECT COALESCE(MAX(a.id), 0) FROM attachment AS a JOIN message AS m ON m.id = "
                   "a.message_id WHERE m.wamid = '%s' AND m.ticket_id %% 100000 = %.5s",
                   wamid, strchr(number, '-') + 1);
    return (long long)town_count(&w->api.town, sql);
}

static int move(struct world *w, enum api_who who, const char *number, const char *what,
                const char *body)
{
    char path[128];
    (void)snprintf(path, sizeof path, "/api/v1/tickets/%s/%s", number, what);
    struct reply r = api_send(&w->api, who, "POST", path, body, NULL);
    int status = r.status;
    reply_free(&r);
    return status;
}

static int prove(struct world *w, const char *number, long long id)
{
    char body[80];
    (void)snprintf(body, sizeof body, "{\"to\":\"resolved\",\"proof\":[%lld]}", id);
    return move(w, OFFICER_DISHUB, number, "transitions", body);
}

/* A photo of the trouble, sent before anybody began, is no proof that it is gone. */
static void test_what_proves_the_work(void **state)
{
    static const struct str before = { "\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\2\0\2\0\0", 20 };
    static const struct str after = { "\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\3\0\3\0\0", 20 };
    static const char words[] = "Lampu jalan mati di desa Wonokerto kecamatan Maron";
    struct world *w = *state;
    char number[32], again[80];
    send("wamid.S8", "6281200000018", "image", "image/jpeg", before, words);
    api_number(&w->api, words, number);
    long long first = file_of(w, "wamid.S8", number);
    assert_true(first > 0);
    assert_int_equal(move(w, OPERATOR, number, "assignments", "{\"department\":\"DISHUB\"}"), 200);
    assert_int_equal(move(w, OFFICER_DISHUB, number, "transitions", "{\"to\":\"in_progress\"}"),
                     200);
    assert_int_equal(prove(w, number, first), 422);
    assert_int_equal(prove(w, number, 2), 422); /* another ticket's */
    (void)snprintf(again, sizeof again, "%s ini foto tiangnya", number);
    send("wamid.S9", "6281200000018", "image", "image/jpeg", after, again);
    long long second = file_of(w, "wamid.S9", number);
    assert_true(second > 0);
    assert_int_equal(prove(w, number, second), 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_who_may_have_it),
        cmocka_unit_test(test_its_bytes_and_headers),
        cmocka_unit_test(test_its_head_alone),
        cmocka_unit_test(test_on_the_ticket),
        cmocka_unit_test(test_before_it_is_here_and_when_it_will_not_come),
        cmocka_unit_test(test_a_file_that_is_not_on_the_disk),
        cmocka_unit_test(test_what_proves_the_work),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
