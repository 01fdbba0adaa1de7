/* town_media.c - files for tests of the whole. */
#include "town_media.h"
#include "base/buf.h"
#include "base/crypto.h"
#include "base/json.h"
#include <setjmp.h>
#include <stdarg.h>

#include <arpa/inet.h>
#include <cmocka.h>
#include <curl/curl.h>
#include <dirent.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define HEAD_MAX    8192
#define HEARD_MAX   65536
#define CLIENTS_MAX 64

static void base64(const uint8_t *at, size_t len, char *out)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < len; i += 3) {
        uint32_t b = (uint32_t)at[i] << 16;
        if (i + 1 < len) b |= (uint32_t)at[i + 1] << 8;
        if (i + 2 < len) b |= at[i + 2];
        *out++ = digits[b >> 18];
        *out++ = digits[b >> 12 & 63];
        *out++ = i + 1 < len ? digits[b >> 6 & 63] : '=';
        *out++ = i + 2 < len ? digits[b & 63] : '=';
    }
    *out = '\0';
}

static size_t on_write(char *data, size_t size, size_t count, void *ctx)
{
    buf_add(ctx, (struct str){ data, size * count });
    return size * count;
}

static void upload(const struct town *t, const char *mime, struct str bytes, struct buf *answer)
{
    char url[128];
    CURL *c = curl_easy_init();
    curl_mime *form = curl_mime_init(c);
    curl_mimepart *part = curl_mime_addpart(form);
    struct curl_slist *headers = curl_slist_append(NULL, "Authorization: Bearer contoh-token");
    (void)curl_mime_name(part, "messaging_product");
    (void)curl_mime_data(part, "whatsapp", CURL_ZERO_TERMINATED);
    part = curl_mime_addpart(form);
    (void)curl_mime_name(part, "file");
    (void)curl_mime_filename(part, "f");
    (void)curl_mime_type(part, mime);
    (void)curl_mime_data(part, bytes.at, bytes.len);
    (void)snprintf(url, sizeof url, "http://127.0.0.1:%d/v25.0/" TOWN_NUMBER "/media", t->sim_port);
    (void)curl_easy_setopt(c, CURLOPT_URL, url);
    (void)curl_easy_setopt(c, CURLOPT_MIMEPOST, form);
    (void)curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers);
    (void)curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_write);
    (void)curl_easy_setopt(c, CURLOPT_WRITEDATA, answer);
    assert_int_equal(curl_easy_perform(c), CURLE_OK);
    curl_slist_free_all(headers);
    curl_mime_free(form);
    curl_easy_cleanup(c);
}

void town_upload(const struct town *t, const char *mime, struct str bytes, struct town_file *out)
{
    struct buf answer;
    struct json *tree = NULL;
    struct err e = { 0 };
    uint8_t digest[SHA256_SIZE];
    buf_init(&answer, 65536);
    upload(t, mime, bytes, &answer);
    if (!json_parse(buf_view(&answer), &tree, &e)) fail_msg("upload: %s", e.text);
    if (!str_copy(out->id, sizeof out->id, json_get_text(tree, "id")) || !out->id[0])
        fail_msg("upload: %.*s", STR_ARG(buf_view(&answer)));
    json_free(tree);
    buf_finish(&answer);
    sha256(bytes, digest);
    hex_encode(digest, sizeof digest, out->hash);
    base64(digest, sizeof digest, out->hash64);
    (void)snprintf(out->url, sizeof out->url,
                   "http://127.0.0.1:%d/media-files/%s?until=9999999999999", t->sim_port, out->id);
}

int town_send_file(const struct town *t, const char *wamid, const char *from, const char *kind,
                   const char *mime, const struct town_file *file, const char *url,
                   const char *extra)
{
    struct buf body;
    buf_init(&body, 1 << 16);
    buf_addf(&body,
             "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"200000000000002\","
             "\"changes\":[{\"field\":\"messages\",\"value\":{\"messaging_product\":\"whatsapp\","
             "\"metadata\":{\"phone_number_id\":\"" TOWN_NUMBER "\"},\"contacts\":[{\"wa_id\":\"%s"
             "\",\"profile\":{\"name\":\"Warga\"}}],\"messages\":[{\"from\":\"%s\",\"id\":\"%s\","
             "\"timestamp\":\"%lld\",\"type\":\"%s\",\"%s\":{\"id\":\"%s\",\"mime_type\":\"%s\","
             "\"sha256\":\"%s\"",
             from, from, wamid, (long long)town_now(), kind, kind, file->id, mime, file->hash64);
    if (url) buf_addf(&body, ",\"url\":\"%s\"", url);
    buf_addf(&body, "%s}}]}}]}]}", extra ? extra : "");
    assert_true(buf_ok(&body));
    int status = town_post_status(t, body.at);
    buf_finish(&body);
    return status;
}

/* A sticker of nobody, and without a file, makes the sender look; nothing else follows from it. */
void town_hurry_files(const struct town *t)
{
    static int serial;
    char body[512];
    town_exec(t, "UPDATE attachment SET due_at = 0 WHERE state = 0 AND begun_at IS NULL");
    (void)snprintf(
        body, sizeof body,
        "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"200000000000002\","
        "\"changes\":[{\"field\":\"messages\",\"value\":{\"messaging_product\":\"whatsapp\","
        "\"metadata\":{\"phone_number_id\":\"" TOWN_NUMBER "\"},\"messages\":[{\"id\":"
        "\"wamid.HURRY%d\",\"timestamp\":\"%lld\",\"type\":\"sticker\",\"sticker\":{"
        "\"mime_type\":\"image/webp\"}}]}}]}]}",
        ++serial, (long long)town_now());
    assert_int_equal(town_post_status(t, body), 200);
}

void town_files_end(const struct town *t, int seconds)
{
    for (int ms = 0; ms < seconds * 1000 * TOWN_PATIENCE; ms += 50) {
        if (town_count(t, "SELECT COUNT(*) FROM attachment WHERE state = 0") == 0) return;
        town_hurry_files(t);
        town_nap(50);
    }
    fail_msg("a file still waits");
}

static size_t folder_count(const char *path, const char *prefix, size_t name_len)
{
    size_t n = 0;
    const struct dirent *entry;
    DIR *d = opendir(path);
    while (d && (entry = readdir(d)) != NULL)
        n += strncmp(entry->d_name, prefix, strlen(prefix)) == 0 && entry->d_name[0] != '.' &&
             (name_len == 0 || strlen(entry->d_name) == name_len);
    if (d) (void)closedir(d);
    return n;
}

void town_files_count(const struct town *t, size_t *kept, size_t *aside)
{
    char path[128];
    const struct dirent *entry;
    (void)snprintf(path, sizeof path, "%s/media", t->dir);
    *aside = folder_count(path, "tmp-", 0);
    *kept = 0;
    DIR *d = opendir(path);
    if (!d) fail_msg("there is no %s", path);
    while (d && (entry = readdir(d)) != NULL) {
        char shelf[400];
        if (strlen(entry->d_name) != 2 || entry->d_name[0] == '.') continue;
        (void)snprintf(shelf, sizeof shelf, "%s/%s", path, entry->d_name);
        *kept += folder_count(shelf, entry->d_name, 64);
    }
    (void)closedir(d);
}

bool town_file_is(const struct town *t, const char *hash, struct str bytes)
{
    char path[256];
    (void)snprintf(path, sizeof path, "%s/media/%.2s/%s", t->dir, hash, hash);
    FILE *f = fopen(path, "rb");
    char *have = malloc(bytes.len + 1);
    if (!have) abort();
    size_t n = f ? fread(have, 1, bytes.len + 1, f) : 0;
    bool same = f && n == bytes.len && memcmp(have, bytes.at, n) == 0;
    if (f) (void)fclose(f);
    free(have);
    return same;
}

void town_text_of(const struct town *t, const char *sql, char *out, size_t cap)
{
    char path[96];
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    (void)snprintf(path, sizeof path, "%s/kanda.db", t->dir);
    out[0] = '\0';
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK) {
        (void)sqlite3_busy_timeout(db, 5000);
        if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
            fail_msg("%s: %s", sql, sqlite3_errmsg(db));
        if (sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_text(statement, 0))
            (void)snprintf(out, cap, "%s", (const char *)sqlite3_column_text(statement, 0));
    }
    (void)sqlite3_finalize(statement);
    (void)sqlite3_close(db);
}

struct client {
    struct listener *owner;
    pthread_t thread;
    int fd;
};

struct listener {
    int fd, port;
    listener_answer *answer;
    void *ctx;
    pthread_t thread;
    pthread_mutex_t lock; /* of heard */
    char heard[HEARD_MAX];
    struct client clients[CLIENTS_MAX];
    size_t client_count;
    atomic_int requests;
    atomic_bool stopping;
};

static void *client_main(void *ctx)
{
    struct client *c = ctx;
    struct listener *l = c->owner;
    char head[HEAD_MAX];
    size_t n = 0;
    head[0] = '\0';
    while (n < sizeof head - 1 && !strstr(head, "\r\n\r\n")) {
        ssize_t got = recv(c->fd, head + n, sizeof head - 1 - n, 0);
        if (got <= 0) break;
        n += (size_t)got;
        head[n] = '\0';
    }
    l->requests++;
    pthread_mutex_lock(&l->lock);
    size_t used = strlen(l->heard);
    (void)snprintf(l->heard + used, sizeof l->heard - used, "%s", head);
    pthread_mutex_unlock(&l->lock);
    if (l->answer) l->answer(l->ctx, head, c->fd);
    (void)shutdown(c->fd, SHUT_RDWR);
    (void)close(c->fd);
    return NULL;
}

static void *listener_main(void *ctx)
{
    struct listener *l = ctx;
    while (!l->stopping && l->client_count < CLIENTS_MAX) {
        struct pollfd p = { .fd = l->fd, .events = POLLIN };
        if (poll(&p, 1, 20) <= 0) continue;
        struct client *c = &l->clients[l->client_count];
        c->owner = l;
        c->fd = accept(l->fd, NULL, NULL);
        if (c->fd < 0) continue;
        if (pthread_create(&c->thread, NULL, client_main, c) != 0) abort();
        l->client_count++;
    }
    return NULL;
}

struct listener *listener_start(int port, listener_answer *answer, void *ctx)
{
    struct listener *l = calloc(1, sizeof *l);
    struct sockaddr_in at = { .sin_family = AF_INET,
                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
                              .sin_port = htons((uint16_t)port) };
    socklen_t len = sizeof at;
    int on = 1;
    if (!l) abort();
    l->answer = answer;
    l->ctx = ctx;
    (void)pthread_mutex_init(&l->lock, NULL);
    l->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (l->fd < 0 || setsockopt(l->fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
        bind(l->fd, (struct sockaddr *)&at, sizeof at) != 0 || listen(l->fd, 16) != 0 ||
        getsockname(l->fd, (struct sockaddr *)&at, &len) != 0)
        fail_msg("the listener cannot listen");
    l->port = ntohs(at.sin_port);
    if (pthread_create(&l->thread, NULL, listener_main, l) != 0) abort();
    return l;
}

int listener_port(const struct listener *l)
{
    return l->port;
}

int listener_requests(const struct listener *l)
{
    return l->requests;
}

bool listener_heard(struct listener *l, const char *text)
{
    pthread_mutex_lock(&l->lock);
    bool heard = strstr(l->heard, text) != NULL;
    pthread_mutex_unlock(&l->lock);
    return heard;
}

void listener_stop(struct listener *l)
{
    l->stopping = true;
    (void)pthread_join(l->thread, NULL);
    for (size_t i = 0; i < l->client_count; i++)
        (void)pthread_join(l->clients[i].thread, NULL);
    (void)close(l->fd);
    pthread_mutex_destroy(&l->lock);
    free(l);
}
