/* test_conf.c - the table of settings: what the file, the environment and secret files may say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "cli/conf.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static char folder[] = "/tmp/kanda-conf-XXXXXX";
static char conf_path[64], secret_path[64];

static int setup(void **state)
{
    (void)state;
    if (!mkdtemp(folder)) return -1;
    (void)snprintf(conf_path, sizeof conf_path, "%s/k.conf", folder);
    (void)snprintf(secret_path, sizeof secret_path, "%s/secret", folder);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    (void)unlink(conf_path);
    (void)unlink(secret_path);
    return rmdir(folder);
}

static void write_file(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

/* An environment of name, value, name, value ..., NULL. */
static const char *env_of(void *ctx, const char *name)
{
    const char *const *pairs = ctx;
    for (size_t i = 0; pairs && pairs[i]; i += 2)
        if (strcmp(pairs[i], name) == 0) return pairs[i + 1];
    return NULL;
}

static bool load(const char *text, const char *const *env, struct conf *out, struct err *e)
{
    if (text) write_file(conf_path, text);
    return conf_load(out, text ? conf_path : NULL, env_of, (void *)(uintptr_t)env, e);
}

static void field_text(const struct conf *c, const struct conf_key *k, char *out, size_t cap)
{
    const char *field = (const char *)c + k->at;
    int n;
    bool yes;
    switch (k->type) {
    case CONF_TEXT: (void)snprintf(out, cap, "%s", field); return;
    case CONF_NUMBER:
        memcpy(&n, field, sizeof n);
        (void)snprintf(out, cap, "%d", n);
        return;
    case CONF_YESNO:
        memcpy(&yes, field, sizeof yes);
        (void)snprintf(out, cap, "%s", yes ? "yes" : "no");
        return;
    }
}

/* A value that no preset has, for every key. */
static const struct {
    const char *key, *value;
} others[] = {
    { "http.listen", "[::1]:9000" },
    { "http.public_url", "https://lapor.example.go.id" },
    { "http.tls_cert", "/c.pem" },
    { "http.tls_key", "/k.pem" },
    { "http.meta_client_ca", "/ca.pem" },
    { "http.trusted_proxies", "127.0.0.1, ::1, 10.0.0.7" },
    { "store.path", "/srv/k.db" },
    { "store.media_dir", "/srv/media" },
    { "store.raw_days", "30" },
    { "store.disk_free_mib", "1024" },
    { "whatsapp.graph_url", "http://127.0.0.1:8090" },
    { "whatsapp.api_version", "v26.1" },
    { "whatsapp.phone_number_id", "100000000000001" },
    { "whatsapp.business_account_id", "200000000000002" },
    { "whatsapp.app_secret", "rahasia-lama, rahasia-baru" },
    { "whatsapp.verify_token", "jabat=tangan;#semua" },
    { "whatsapp.access_token", "token" },
    { "whatsapp.provider", "360dialog" },
    { "whatsapp.messages_path", "/v1/{number}/messages" },
    { "whatsapp.media_path", "/{version}/{media}" },
    { "whatsapp.upload_path", "/{version}/{number}/files" },
    { "whatsapp.templates_path", "/{account}/templates" },
    { "whatsapp.number_path", "/status" },
    { "whatsapp.token_header", "X-Token" },
    { "whatsapp.webhook_proof", "header" },
    { "whatsapp.webhook_header", "X-Rahasia" },
    { "whatsapp.webhook_secret", "kanda:sandi, kanda:baru" },
    { "whatsapp.messages_per_second", "1000" },
    { "whatsapp.in_flight", "64" },
    { "whatsapp.coexistence", "yes" },
    { "whatsapp.read_receipts", "no" },
    { "whatsapp.unsure_seconds", "1" },
    { "desk.data_dir", "/srv/data" },
    { "desk.ticket_prefix", "ABCD" },
    { "desk.settle_seconds", "0" },
    { "desk.office_hours",
      "mon-thu 08:00-15:30, fri 08:00-14:00, 2027-02-08/2027-03-09 08:00-15:00" },
    { "desk.digest_at", "06:45" },
    { "desk.silence_minutes", "1440" },
    { "desk.similar_days", "0" },
    { "desk.similar_metres", "5000" },
    { "desk.boundaries", "/srv/b.geojson" },
    { "desk.proof_required", "yes" },
    { "desk.public_number", "+62 812-0000-0000" },
    { "whatsapp.monthly_cost_cap", "2500000" },
    { "alarm.smtp_url", "smtps://mail.example.go.id:465" },
    { "alarm.smtp_user", "kanda" },
    { "alarm.smtp_password", "contoh" },
    { "alarm.mail_from", "kanda@example.go.id" },
    { "alarm.mail_to", "satu@example.go.id, dua@example.go.id" },
    { "alarm.webhook_url", "https://hook.example.go.id/alarm" },
    { "alarm.webhook_secret", "contoh" },
    { "log.level", "debug" },
    { "log.format", "json" },
};

static const char *other_of(const struct conf_key *k)
{
    char name[64];
    (void)snprintf(name, sizeof name, "%s.%s", k->section, k->key);
    for (size_t i = 0; i < LENGTH(others); i++)
        if (strcmp(others[i].key, name) == 0) return others[i].value;
    fail_msg("no other value for %s", name);
    return "";
}

static void assert_all(const struct conf *c, bool presets)
{
    size_t count;
    const struct conf_key *keys = conf_keys(&count);
    char text[1100];
    for (size_t i = 0; i < count; i++) {
        const char *want = presets ? keys[i].preset : other_of(&keys[i]);
        field_text(c, &keys[i], text, sizeof text);
        if (strcmp(text, want) != 0)
            fail_msg("%s.%s is '%s', want '%s'", keys[i].section, keys[i].key, text, want);
    }
}

static void test_presets(void **state)
{
    (void)state;
    struct conf c;
    struct err e = { 0 };
    assert_true(load(NULL, NULL, &c, &e));
    assert_all(&c, true);
    assert_true(load("", NULL, &c, &e));
    assert_all(&c, true);
}

static void test_every_key_from_the_file(void **state)
{
    (void)state;
    struct conf c;
    struct err e = { 0 };
    struct buf text;
    size_t count;
    const struct conf_key *keys = conf_keys(&count);
    assert_int_equal(count, LENGTH(others));
    buf_init(&text, 65536);
    for (size_t i = 0; i < count; i++) /* a section may come back */
        buf_addf(&text, "[%s]\n%s = %s\n", keys[i].section, keys[i].key, other_of(&keys[i]));
    if (!load(text.at, NULL, &c, &e)) fail_msg("%s", e.text);
    buf_finish(&text);
    assert_all(&c, false);
}

static void env_name(const struct conf_key *k, char *out, size_t cap)
{
    (void)snprintf(out, cap, "KANDA_%s_%s", k->section, k->key);
    for (char *p = out; *p; p++)
        if (*p >= 'a' && *p <= 'z') *p = (char)(*p - 'a' + 'A');
}

static void test_every_key_from_the_environment(void **state)
{
    (void)state;
    struct conf c;
    struct err e = { 0 };
    size_t count;
    const struct conf_key *keys = conf_keys(&count);
    char names[LENGTH(others)][64];
    const char *env[2 * LENGTH(others) + 1] = { NULL };
    assert_int_equal(count, LENGTH(others));
    for (size_t i = 0; i < count; i++) {
        env_name(&keys[i], names[i], sizeof names[i]);
        env[2 * i] = names[i];
        env[2 * i + 1] = other_of(&keys[i]);
    }
    if (!load(NULL, env, &c, &e)) fail_msg("%s", e.text);
    assert_all(&c, false);
    /* and it counts more than the file */
    if (!load("[http]\nlisten = 127.0.0.1:1\n[desk]\nsettle_seconds = 5\n", env, &c, &e))
        fail_msg("%s", e.text);
    assert_all(&c, false);
}

static void test_what_is_refused(void **state)
{
    static const struct {
        const char *rule, *text, *says; /* what follows "k.conf " in the sentence */
    } rows[] = {
        { "no such key", "[http]\nlisten = 127.0.0.1:1\nport = 8080\n",
          "line 3: there is no setting http.port" },
        { "no such section", "[server]\nlisten = 127.0.0.1:1\n",
          "line 2: there is no setting server.listen" },
        { "a key before any section", "listen = 127.0.0.1:1\n",
          "line 1: there is no setting .listen" },
        { "a key of another section", "[log]\nlisten = 127.0.0.1:1\n",
          "line 2: there is no setting log.listen" },
        { "names are case-sensitive", "[http]\nListen = 127.0.0.1:1\n",
          "line 2: there is no setting http.Listen" },
        { "a file where there is no secret", "[http]\nlisten_file = /x\n",
          "line 2: there is no setting http.listen_file" },
        { "below the range", "[whatsapp]\nmessages_per_second = 0\n",
          "line 2: whatsapp.messages_per_second: want 1 to 1000" },
        { "above the range", "[whatsapp]\n\nmessages_per_second = 1001\n",
          "line 3: whatsapp.messages_per_second: want 1 to 1000" },
        { "no number", "[desk]\nsettle_seconds = ten\n",
          "line 2: desk.settle_seconds: want 0 to 86400" },
        { "half a number", "[desk]\nsettle_seconds = 10m\n",
          "line 2: desk.settle_seconds: want 0 to 86400" },
        { "an empty number", "[desk]\nsettle_seconds =\n",
          "line 2: desk.settle_seconds: want 0 to 86400" },
        { "neither yes nor no", "[desk]\nproof_required = true\n",
          "line 2: desk.proof_required: want yes or no" },
        { "a name to listen on", "[http]\nlisten = localhost:8080\n",
          "line 2: http.listen: want ADDRESS:PORT" },
        { "no port", "[http]\nlisten = 127.0.0.1\n", "line 2: http.listen: want ADDRESS:PORT" },
        { "an URL that is none", "[http]\npublic_url = lapor.example.go.id\n",
          "line 2: http.public_url: want http(s)://NAME without a slash at the end" },
        { "a provider nobody knows", "[whatsapp]\nprovider = twilio\n",
          "line 2: whatsapp.provider: want meta or 360dialog" },
        { "a proof nobody knows", "[whatsapp]\nwebhook_proof = none\n",
          "line 2: whatsapp.webhook_proof: want signature, header, basic; empty: the provider's" },
        { "a header with a blank", "[whatsapp]\ntoken_header = X Token\n",
          "line 2: whatsapp.token_header: want letters, digits and -; empty: the provider's" },
        { "a word that means nothing in a path", "[whatsapp]\nmedia_path = /{id}\n",
          "line 2: whatsapp.media_path: want /PATH, in it {version} {number} {account} {media} "
          "where they belong; empty: the provider's" },
        { "a slash at its end", "[http]\npublic_url = https://lapor.example.go.id/\n",
          "line 2: http.public_url: want http(s)://NAME without a slash at the end" },
        { "no graph URL at all", "[whatsapp]\ngraph_url =\n", "line 2: whatsapp.graph_url: want" },
        { "a mail server by the web", "[alarm]\nsmtp_url = https://mail.example.go.id\n",
          "line 2: alarm.smtp_url: want smtp(s)://NAME:PORT, no slash at the end" },
        { "a mail address that is none", "[alarm]\nmail_to = a@example.go.id, b\n",
          "line 2: alarm.mail_to: want e-mail addresses, comma-separated" },
        { "two senders", "[alarm]\nmail_from = a@example.go.id,b@example.go.id\n",
          "line 2: alarm.mail_from: want one e-mail address" },
        { "a proxy by name", "[http]\ntrusted_proxies = proxy.local\n",
          "line 2: http.trusted_proxies: want numeric addresses, comma-separated" },
        { "a net of proxies", "[http]\ntrusted_proxies = 10.0.0.0/8\n",
          "line 2: http.trusted_proxies: want" },
        { "a proxy that no peer is written like", "[http]\ntrusted_proxies = 0:0:0:0:0:0:0:1\n",
          "line 2: http.trusted_proxies: want" },
        { "no version", "[whatsapp]\napi_version = 25.0\n", "line 2: whatsapp.api_version: want" },
        { "an id with letters", "[whatsapp]\nphone_number_id = +62812\n",
          "line 2: whatsapp.phone_number_id: want digits" },
        { "small letters", "[desk]\nticket_prefix = lk\n", "line 2: desk.ticket_prefix: want" },
        { "too many letters", "[desk]\nticket_prefix = LAPOR\n",
          "line 2: desk.ticket_prefix: want" },
        { "more letters than there is room for", "[desk]\nticket_prefix = LAPORKANDA\n",
          "line 2: desk.ticket_prefix: at most 7 bytes" },
        { "no letter", "[desk]\nticket_prefix =\n", "line 2: desk.ticket_prefix: want" },
        { "no such level", "[log]\nlevel = verbose\n", "line 2: log.level: want debug" },
        { "no such format", "[log]\nformat = xml\n", "line 2: log.format: want logfmt or json" },
        { "no value", "[http]\nlisten\n", "line 2: want [section] or key = value" },
        { "half a section", "[http\n", "line 1: want [section] or key = value" },
        { "a secret file that is not there", "[whatsapp]\napp_secret_file = /nowhere/x\n",
          "line 2: /nowhere/x: No such file" },
        { "a comment behind a secret", "[whatsapp]\naccess_token = abc # produksi\n",
          "line 2: whatsapp.access_token: a blank in a secret: write comments on lines of their "
          "own, "
          "and a secret that has one into access_token_file" },
        { "or behind the comma of several", "[whatsapp]\n\napp_secret = lama, baru ; Mei\n",
          "line 3: whatsapp.app_secret: a blank in a secret" },
        { "the first fault counts", "[http]\nlisten = x\nport = 1\n",
          "line 2: http.listen: want ADDRESS:PORT" },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct conf c, before;
        struct err e = { 0 };
        char begin[256];
        memset(&c, 0x5a, sizeof c);
        memcpy(&before, &c, sizeof c);
        (void)snprintf(begin, sizeof begin, "%s %s", conf_path, rows[i].says);
        if (load(rows[i].text, NULL, &c, &e)) fail_msg("accepted: %s", rows[i].rule);
        if (e.code != ERR_INPUT || !str_starts(str_of(e.text), str_of(begin)))
            fail_msg("%s: '%s'", rows[i].rule, e.text);
        assert_memory_equal(&c, &before, sizeof c);
    }
}

static void test_what_the_environment_may_not_say(void **state)
{
    static const struct {
        const char *name, *value, *says;
    } rows[] = {
        { "KANDA_HTTP_LISTEN", "8080", "environment KANDA_HTTP_LISTEN: http.listen: want" },
        { "KANDA_WHATSAPP_UNSURE_SECONDS", "0",
          "environment KANDA_WHATSAPP_UNSURE_SECONDS: whatsapp.unsure_seconds: want 1 to 86400" },
        { "KANDA_WHATSAPP_ACCESS_TOKEN_FILE", "/nowhere/x",
          "environment KANDA_WHATSAPP_ACCESS_TOKEN_FILE: /nowhere/x" },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const char *env[] = { rows[i].name, rows[i].value, NULL };
        struct conf c;
        struct err e = { 0 };
        assert_false(load(NULL, env, &c, &e));
        assert_int_equal(e.code, ERR_INPUT);
        if (!str_starts(str_of(e.text), str_of(rows[i].says))) fail_msg("'%s'", e.text);
    }
}

static void test_a_missing_file_is_a_wrong_configuration(void **state)
{
    (void)state;
    struct conf c;
    struct err e = { 0 };
    assert_false(conf_load(&c, "/nowhere/k.conf", env_of, NULL, &e));
    assert_int_equal(e.code, ERR_INPUT);
    assert_non_null(strstr(e.text, "/nowhere/k.conf"));
    assert_false(conf_load(&c, folder, env_of, NULL, &e));
    assert_int_equal(e.code, ERR_INPUT);
}

static void test_secrets_from_files(void **state)
{
    static const struct {
        const char *rule, *content, *value;
    } rows[] = {
        { "the first line", "rahasia\n", "rahasia" },
        { "without a line end", "rahasia", "rahasia" },
        { "with the other line end", "rahasia\r\n", "rahasia" },
        { "and nothing of the second", "rahasia\ncatatan\n", "rahasia" },
        { "blanks around it are not meant", "  rahasia \n", "rahasia" },
        { "those inside are", "kunci satu\n", "kunci satu" },
        { "an empty file is no secret", "", "" },
    };
    (void)state;
    char text[256];
    (void)snprintf(text, sizeof text, "[whatsapp]\naccess_token_file = %s\naccess_token =\n",
                   secret_path); /* as when the line of the example is left below it */
    const char *env[] = { "KANDA_WHATSAPP_VERIFY_TOKEN_FILE", secret_path, NULL };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct conf c;
        struct err e = { 0 };
        write_file(secret_path, rows[i].content);
        if (!load(text, env, &c, &e)) fail_msg("%s: %s", rows[i].rule, e.text);
        if (strcmp(c.whatsapp_access_token, rows[i].value) != 0 ||
            strcmp(c.whatsapp_verify_token, rows[i].value) != 0)
            fail_msg("%s", rows[i].rule);
    }
}

static void test_a_refusal_does_not_repeat_a_secret(void **state)
{
    (void)state;
    struct conf c;
    struct err e = { 0 };
    struct buf text;
    buf_init(&text, 4096);
    buf_add_text(&text, "[whatsapp]\nverify_token = ");
    for (int i = 0; i < 40; i++)
        buf_add_text(&text, "rahasia-");
    assert_false(load(text.at, NULL, &c, &e));
    assert_non_null(strstr(e.text, "line 2: whatsapp.verify_token: at most 255 bytes"));
    assert_null(strstr(e.text, "rahasia"));
    buf_finish(&text);
}

static void test_tls_takes_both_or_none(void **state)
{
    (void)state;
    struct conf c;
    struct err e = { 0 };
    assert_false(load("[http]\ntls_cert = /c.pem\n", NULL, &c, &e));
    assert_int_equal(e.code, ERR_INPUT);
    assert_non_null(strstr(e.text, "give both or none"));
    assert_false(load("[http]\ntls_key = /k.pem\n", NULL, &c, &e));
    assert_int_equal(e.code, ERR_INPUT);
    const char *env[] = { "KANDA_HTTP_TLS_KEY", "/k.pem", NULL };
    assert_true(load("[http]\ntls_cert = /c.pem\n", env, &c, &e));
}

static void test_listen(void **state)
{
    static const struct {
        const char *text, *host; /* NULL: refused */
        int port;
    } rows[] = {
        { "127.0.0.1:8080", "127.0.0.1", 8080 },
        { "0.0.0.0:443", "0.0.0.0", 443 },
        { "127.0.0.1:0", "127.0.0.1", 0 },
        { "127.0.0.1:65535", "127.0.0.1", 65535 },
        { "[::1]:8080", "::1", 8080 },
        { "[::]:80", "::", 80 },
        { "127.0.0.1:65536", NULL, 0 },
        { "127.0.0.1:-1", NULL, 0 },
        { "127.0.0.1:", NULL, 0 },
        { "127.0.0.1:http", NULL, 0 },
        { "127.0.0.1:80 ", NULL, 0 },
        { "127.0.0.1", NULL, 0 },
        { ":8080", NULL, 0 },
        { "8080", NULL, 0 },
        { "", NULL, 0 },
        { "::1:8080", NULL, 0 }, /* where does the address end? */
        { "[::1]", NULL, 0 },
        { "[]:80", NULL, 0 },
        { "[127.0.0.1]:80", NULL, 0 },
        { "localhost:80", NULL, 0 },
        { "127.1:80", NULL, 0 },
        { "256.0.0.1:80", NULL, 0 },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        char host[64] = "untouched";
        int port = -7;
        struct err e = { 0 };
        bool ok = conf_listen_parse(rows[i].text, host, sizeof host, &port, &e);
        if (ok != (rows[i].host != NULL)) fail_msg("'%s'", rows[i].text);
        assert_string_equal(host, ok ? rows[i].host : "untouched");
        assert_int_equal(port, ok ? rows[i].port : -7);
        assert_int_equal(e.code, ok ? ERR_NONE : ERR_INPUT);
    }
    char tiny[9] = "";
    int port = 0;
    assert_false(conf_listen_parse("127.0.0.1:1", tiny, sizeof tiny, &port, NULL));
}

static void test_serve_needs(void **state)
{
    static const struct {
        const char *text, *lacks;
    } rows[] = {
        { "", "whatsapp.phone_number_id, whatsapp.app_secret, whatsapp.verify_token, "
              "whatsapp.access_token are not set" },
        { "phone_number_id = 1\napp_secret = s\n",
          "whatsapp.verify_token, whatsapp.access_token are not set" },
        { "phone_number_id = 1\napp_secret = s\nverify_token = v\n",
          "whatsapp.access_token is not set: system user token" },
        { "phone_number_id = 1\napp_secret = s\nverify_token = v\naccess_token = a\n", NULL },
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct conf c;
        struct err e = { 0 };
        char text[256];
        (void)snprintf(text, sizeof text, "[whatsapp]\n%s", rows[i].text);
        assert_true(load(text, NULL, &c, &e));
        assert_int_equal(conf_require_serve(&c, &e), rows[i].lacks == NULL);
        if (rows[i].lacks && !str_starts(str_of(e.text), str_of(rows[i].lacks)))
            fail_msg("row %zu: %s", i, e.text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_presets),
        cmocka_unit_test(test_every_key_from_the_file),
        cmocka_unit_test(test_every_key_from_the_environment),
        cmocka_unit_test(test_what_is_refused),
        cmocka_unit_test(test_what_the_environment_may_not_say),
        cmocka_unit_test(test_a_missing_file_is_a_wrong_configuration),
        cmocka_unit_test(test_secrets_from_files),
        cmocka_unit_test(test_a_refusal_does_not_repeat_a_secret),
        cmocka_unit_test(test_tls_takes_both_or_none),
        cmocka_unit_test(test_listen),
        cmocka_unit_test(test_serve_needs),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
