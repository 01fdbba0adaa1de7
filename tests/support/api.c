/* api.c - asking the staff API as a program of the staff would. */
#include "api.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <curl/curl.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

const char *const api_who_names[ACCOUNT_COUNT] = {
    [NOBODY] = "nobody",
    [ADMIN] = "admin",
    [OPERATOR] = "operator",
    [OFFICER_PUPR] = "officer of PUPR",
    [OFFICER_DISHUB] = "officer of DISHUB",
    [OFFICER_INSPEKTORAT] = "officer of INSPEKTORAT",
    [SUPERVISOR] = "supervisor",
    [AUDITOR] = "auditor",
    [OFFICER_KEC_18] = "officer of KEC-18",
};

void api_create(struct api *a)
{
    api_create_with(a, "");
}

void api_create_with(struct api *a, const char *more)
{
    char conf[512];
    static const struct {
        enum api_who who;
        const char *name, *role, *department;
    } accounts[] = {
        { ADMIN, "adi", "admin", NULL },
        { OPERATOR, "oni", "operator", NULL },
        { OFFICER_PUPR, "peni", "officer", "PUPR" },
        { OFFICER_DISHUB, "dedi", "officer", "DISHUB" },
        { OFFICER_INSPEKTORAT, "ina", "officer", "INSPEKTORAT" },
        { SUPERVISOR, "susi", "supervisor", NULL },
        { AUDITOR, "audi", "auditor", NULL },
        { OFFICER_KEC_18, "keni", "officer", "KEC-18" },
    };
    *a = (struct api){ 0 };
    (void)snprintf(conf, sizeof conf, "messages_per_second = 1000\n[desk]\nsettle_seconds = 0\n%s",
                   more);
    town_create(&a->town, conf);
    town_start_sim(&a->town, NULL);
    if (!town_start(&a->town)) fail_msg("kanda did not start: see %s", a->town.log);
    for (size_t i = 0; i < sizeof accounts / sizeof accounts[0]; i++)
        town_staff(&a->town, accounts[i].name, accounts[i].role, accounts[i].department,
                   a->token[accounts[i].who]);
}

void api_destroy(struct api *a)
{
    assert_int_equal(town_stop(&a->town), 0);
    town_stop_sim(&a->town);
    town_destroy(&a->town);
}

struct growing {
    char *at;
    size_t len;
};

static size_t grow(char *data, size_t size, size_t count, void *ctx)
{
    struct growing *g = ctx;
    size_t more = size * count;
    char *grown = realloc(g->at, g->len + more + 1);
    if (!grown) return 0;
    memcpy(grown + g->len, data, more);
    g->at = grown;
    g->len += more;
    g->at[g->len] = '\0';
    return more;
}

static void header_put(struct curl_slist **headers, const char *line)
{
    struct curl_slist *longer = curl_slist_append(*headers, line);
    if (!longer) abort();
    *headers = longer;
}

static void perform(CURL *c, const char *method, const char *url, struct curl_slist *headers,
                    struct growing *body, struct growing *head)
{
    (void)curl_easy_setopt(c, CURLOPT_URL, url);
    (void)curl_easy_setopt(c, CURLOPT_PATH_AS_IS, 1L);
    (void)curl_easy_setopt(c, CURLOPT_PROXY, "");
    (void)curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    (void)curl_easy_setopt(c, CURLOPT_TIMEOUT, 60L);
    (void)curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers);
    (void)curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, grow);
    (void)curl_easy_setopt(c, CURLOPT_WRITEDATA, body);
    (void)curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, grow);
    (void)curl_easy_setopt(c, CURLOPT_HEADERDATA, head);
    if (strcmp(method, "HEAD") == 0)
        (void)curl_easy_setopt(c, CURLOPT_NOBODY, 1L);
    else
        (void)curl_easy_setopt(c, CURLOPT_CUSTOMREQUEST, method);
    CURLcode code = curl_easy_perform(c);
    if (code != CURLE_OK) fail_msg("%s %s: %s", method, url, curl_easy_strerror(code));
}

/* Whatever the API answers must be what its Content-Type says. */
static void reply_check(struct reply *r, const char *path)
{
    struct err e = { 0 };
    int64_t status;
    struct str type = reply_header(r, "Content-Type");
    bool problem = str_equal(type, STR("application/problem+json"));
    /* Pages speak HTML to people, Open311 has a form of its own. */
    bool of_api = strncmp(path, "/t/", 3) != 0 && strncmp(path, "/open311/", 9) != 0;
    if (r->status >= 400 && r->status != 503 && r->len && !problem && of_api)
        fail_msg("%s: %d without a problem: %s", path, r->status, r->body);
    if (!problem && !str_equal(type, STR("application/json"))) return;
    if (r->len == 0) return; /* HEAD */
    if (!json_parse((struct str){ r->body, r->len }, &r->tree, &e))
        fail_msg("%s: not JSON: %s: %s", path, e.text, r->body);
    if (!problem) return;
    if (!json_i64(json_get(r->tree, "status"), &status) || status != r->status ||
        json_get_text(r->tree, "code").len == 0 || json_get_text(r->tree, "detail").len == 0 ||
        json_get_text(r->tree, "title").len == 0 || json_get_text(r->tree, "type").len == 0)
        fail_msg("%s: %d: the problem is not whole: %s", path, r->status, r->body);
}

static struct curl_slist *headers_of(const struct ask *ask)
{
    char bearer[512];
    struct curl_slist *headers = NULL;
    bool typed = !ask->body;
    if (ask->token) {
        (void)snprintf(bearer, sizeof bearer, "Authorization: Bearer %s", ask->token);
        header_put(&headers, bearer);
    }
    for (size_t i = 0; i < sizeof ask->line / sizeof ask->line[0] && ask->line[i]; i++) {
        header_put(&headers, ask->line[i]);
        typed = typed || strncmp(ask->line[i], "Content-Type:", 13) == 0;
    }
    if (!typed) header_put(&headers, "Content-Type: application/json");
    return headers;
}

/* One line for answers.test.js, which holds every answer to the OpenAPI document. */
static void keep_for_the_document(const struct ask *ask, const struct reply *r)
{
    const char *name = getenv("KANDA_ANSWERS");
    struct buf line;
    struct json_writer w;
    if (!name) return;
    buf_init(&line, r->len * 6 + 8192);
    json_writer_init(&w, &line);
    json_begin_object(&w);
    json_member_text(&w, "method", str_of(ask->method));
    json_member_text(&w, "path", str_of(ask->path));
    json_member_i64(&w, "status", r->status);
    json_member_text(&w, "type", reply_header(r, "Content-Type"));
    /* What is no JSON is not looked into, only whether there is something. */
    struct str other = r->len ? STR("-") : STR_EMPTY;
    json_member_text(&w, "body", r->tree ? (struct str){ r->body, r->len } : other);
    json_end_object(&w);
    buf_add_char(&line, '\n');
    /* In one piece: other programs write too. */
    int fd = open(name, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0 || !buf_ok(&line) || write(fd, line.at, line.len) != (ssize_t)line.len ||
        close(fd) != 0)
        fail_msg("cannot keep an answer in %s", name);
    buf_finish(&line);
}

struct reply api_ask(const struct town *t, const struct ask *ask)
{
    char url[2048];
    struct reply r = { 0 };
    struct growing body = { calloc(1, 1), 0 }, head = { calloc(1, 1), 0 };
    long status = 0;
    CURL *c = curl_easy_init();
    if (!c || !body.at || !head.at) abort();
    assert_true(snprintf(url, sizeof url, "http://127.0.0.1:%d%s", t->port, ask->path) <
                (int)sizeof url);
    struct curl_slist *headers = headers_of(ask);
    if (ask->body) (void)curl_easy_setopt(c, CURLOPT_POSTFIELDS, ask->body);
    perform(c, ask->method, url, headers, &body, &head);
    (void)curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
    curl_slist_free_all(headers);
    curl_easy_cleanup(c);
    r.status = (int)status;
    r.body = body.at;
    r.len = body.len;
    r.headers = head.at;
    reply_check(&r, ask->path);
    keep_for_the_document(ask, &r);
    return r;
}

struct reply api_request(const struct town *t, const char *method, const char *path,
                         const char *token)
{
    return api_ask(t, &(struct ask){ .method = method, .path = path, .token = token });
}

struct reply api_send(const struct api *a, enum api_who who, const char *method, const char *path,
                      const char *body, const char *header)
{
    return api_ask(&a->town, &(struct ask){ .method = method,
                                            .path = path,
                                            .token = who == NOBODY ? NULL : a->token[who],
                                            .body = body,
                                            .line = { header } });
}

struct reply api_get(const struct api *a, enum api_who who, const char *path)
{
    return api_request(&a->town, "GET", path, who == NOBODY ? NULL : a->token[who]);
}

void reply_free(struct reply *r)
{
    json_free(r->tree);
    free(r->body);
    free(r->headers);
    *r = (struct reply){ 0 };
}

struct str reply_header(const struct reply *r, const char *name)
{
    struct str rest = str_of(r->headers), line, key;
    while (str_cut(&rest, '\n', &line))
        if (str_cut(&line, ':', &key) && str_equal_nocase(key, str_of(name))) return str_trim(line);
    return STR_EMPTY;
}

struct str reply_code(const struct reply *r)
{
    return json_get_text(r->tree, "code");
}

int api_status(const struct api *a, enum api_who who, const char *path)
{
    struct reply r = api_get(a, who, path);
    int status = r.status;
    reply_free(&r);
    return status;
}

size_t reply_items(const struct reply *r)
{
    const struct json *items = json_get(r->tree, "items");
    if (r->status != 200 || !json_is_array(items)) fail_msg("%d: no list: %s", r->status, r->body);
    return json_count(items);
}

static void text_put(struct buf *out, const char *text)
{
    struct json_writer w;
    json_writer_init(&w, out);
    json_write_text(&w, str_of(text));
}

void api_write(struct town *t, const char *phone, const char *name, const char *text)
{
    static int serial;
    struct buf body;
    buf_init(&body, 1 << 20);
    buf_addf(&body,
             "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"200000000000002\","
             "\"changes\":[{\"field\":\"messages\",\"value\":{\"messaging_product\":\"whatsapp\","
             "\"metadata\":{\"phone_number_id\":\"" TOWN_NUMBER "\"},\"contacts\":[{\"wa_id\":\""
             "%s\",\"user_id\":\"ID.%s\",\"profile\":{\"name\":",
             phone, phone);
    text_put(&body, name);
    buf_addf(&body,
             "}}],\"messages\":[{\"from\":\"%s\",\"from_user_id\":\"ID.%s\",\"id\":"
             "\"wamid.API%d\",\"timestamp\":\"%lld\",\"type\":\"text\",\"text\":{\"body\":",
             phone, phone, ++serial, (long long)town_now());
    text_put(&body, text);
    buf_add_text(&body, "}}]}}]}]}");
    assert_true(buf_ok(&body));
    struct answer answer = town_post(t, body.at, body.len);
    if (answer.status != 200) fail_msg("webhook: %d", answer.status);
    answer_free(&answer);
    buf_finish(&body);
}

void api_number(const struct api *a, const char *words, char out[32])
{
    struct reply r = api_get(a, ADMIN, "/api/v1/tickets?limit=200");
    for (const struct json *item = json_first(json_get(r.tree, "items")); item;
         item = json_next(item)) {
        if (!str_contains(json_get_text(item, "text"), str_of(words))) continue;
        assert_true(str_copy(out, 32, json_get_text(item, "number")));
        reply_free(&r);
        return;
    }
    fail_msg("no ticket says '%s': %s", words, r.body);
}

void api_link(const struct api *a, const char *number, char out[API_LINK_SIZE])
{
    static const char host[] = "http://lapor.example";
    char start[96];
    struct answer got = town_sim_get(&a->town, "/sim/messages");
    (void)snprintf(start, sizeof start, "%s/t/%s?", host, number);
    const char *at = strstr(got.body, start);
    if (!at) fail_msg("no link in the first answer: %s", got.body);
    at += strlen(host);
    (void)snprintf(out, API_LINK_SIZE, "%.*s", (int)strcspn(at, "\\\" \n"), at);
    answer_free(&got);
}

void api_sql(const struct town *t, const char *sql)
{
    char path[96];
    sqlite3 *db = NULL;
    (void)snprintf(path, sizeof path, "%s/kanda.db", t->dir);
    if (sqlite3_open(path, &db) != SQLITE_OK || sqlite3_busy_timeout(db, 5000) != SQLITE_OK ||
        sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    (void)sqlite3_close(db);
}

void api_wait_words(const struct town *t)
{
    town_wait_count(t, "SELECT COUNT(*) FROM ticket_words_pending", 0, 20);
}
