/* conf.c - the table of settings and how a value gets into the struct. */
#include "cli/conf.h"
#include "base/ini.h"
#include "cli/file.h"
#include "domain/staff_notice.h"
#include <arpa/inet.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIELD(name)  offsetof(struct conf, name), sizeof(((struct conf *)NULL)->name)
#define TEXT(name)   CONF_TEXT, FIELD(name), 0, 0, false
#define NEEDED(name) CONF_TEXT, FIELD(name), 1, 0, false
#define SECRET(name) CONF_TEXT, FIELD(name), 1, 0, true

#define PATH_RULE                                                                                  \
    "/PATH, in it {version} {number} {account} {media} where they belong; empty: the provider's"
#define HEADER_RULE "letters, digits and -; empty: the provider's"

static const struct conf_key keys[] = {
    { "http", "listen", TEXT(http_listen), "127.0.0.1:8080",
      "ADDRESS:PORT, the address numeric, IPv6 in brackets", "where the door listens" },
    { "http", "public_url", TEXT(http_public_url), "", "http(s)://NAME without a slash at the end",
      "how citizens reach the pages" },
    { "http", "tls_cert", TEXT(http_tls_cert), "", "path of a PEM file",
      "certificate chain; with tls_key" },
    { "http", "tls_key", TEXT(http_tls_key), "", "path of a PEM file", "private key" },
    { "http", "meta_client_ca", TEXT(http_meta_client_ca), "", "path of a PEM file",
      "CA of Meta's client certificate (mutual TLS)" },
    { "http", "trusted_proxies", TEXT(http_trusted_proxies), "",
      "numeric addresses, comma-separated", "proxies that speak for others" },
    { "store", "path", TEXT(store_path), "var/kanda.db", "path", "the SQLite file" },
    { "store", "media_dir", TEXT(store_media_dir), "var/media", "path",
      "citizens' photos, voice notes, films and files" },
    { "store", "raw_days", CONF_NUMBER, FIELD(store_raw_days), 0, 36500, false, "90", "0 to 36500",
      "raw webhooks are emptied after so many days; 0: never" },
    { "store", "disk_free_mib", CONF_NUMBER, FIELD(store_disk_free_mib), 16, 1073741824, false,
      "256", "16 to 1073741824",
      "MiB that must be free where database and files live; warned of at four times as many" },
    { "whatsapp", "graph_url", TEXT(whatsapp_graph_url), "https://graph.facebook.com",
      "http(s)://NAME without a slash at the end", "Meta's Graph API" },
    { "whatsapp", "api_version", TEXT(whatsapp_api_version), "v25.0", "vNN.N",
      "Graph API version" },
    { "whatsapp", "phone_number_id", NEEDED(whatsapp_phone_number_id), "", "digits",
      "id of the sending number" },
    { "whatsapp", "business_account_id", TEXT(whatsapp_business_account_id), "", "digits",
      "id of the WhatsApp business account" },
    { "whatsapp", "app_secret", SECRET(whatsapp_app_secret), "", "one or several, comma-separated",
      "proves webhooks; several while rotating" },
    { "whatsapp", "verify_token", SECRET(whatsapp_verify_token), "", "text",
      "proves the webhook handshake" },
    { "whatsapp", "access_token", SECRET(whatsapp_access_token), "", "text",
      "system user token for sending" },
    { "whatsapp", "provider", TEXT(whatsapp_provider), "meta", "meta or 360dialog",
      "who hands messages on to WhatsApp: preset of graph_url and of the next settings" },
    { "whatsapp", "messages_path", TEXT(whatsapp_messages_path), "", PATH_RULE,
      "below graph_url: where messages are sent" },
    { "whatsapp", "media_path", TEXT(whatsapp_media_path), "", PATH_RULE,
      "where the address of a citizen's file is asked" },
    { "whatsapp", "upload_path", TEXT(whatsapp_upload_path), "", PATH_RULE,
      "where a file that goes to a citizen is uploaded first" },
    { "whatsapp", "templates_path", TEXT(whatsapp_templates_path), "", PATH_RULE,
      "where templates are listed and submitted" },
    { "whatsapp", "number_path", TEXT(whatsapp_number_path), "", PATH_RULE,
      "what is asked to see whether somebody answers" },
    { "whatsapp", "token_header", TEXT(whatsapp_token_header), "", HEADER_RULE,
      "header of access_token; in Authorization it stands behind Bearer" },
    { "whatsapp", "webhook_proof", TEXT(whatsapp_webhook_proof), "",
      "signature, header, basic; empty: the provider's",
      "how a webhook shows where it comes from" },
    { "whatsapp", "webhook_header", TEXT(whatsapp_webhook_header), "", HEADER_RULE,
      "proof header: its name" },
    { "whatsapp", "webhook_secret", CONF_TEXT, FIELD(whatsapp_webhook_secret), 0, 0, true, "",
      "one or several, comma-separated",
      "proof header: what it holds; proof basic: USER:PASSWORD" },
    { "whatsapp", "messages_per_second", CONF_NUMBER, FIELD(whatsapp_messages_per_second), 1, 1000,
      false, "80", "1 to 1000",
      "pace of sending; while it is 80, what Meta says of the number replaces it" },
    { "whatsapp", "in_flight", CONF_NUMBER, FIELD(whatsapp_in_flight), 0, 256, false, "0",
      "0 to 256", "requests to Meta at a time; 0: 16, more for a pace above 170 (1000: 96)" },
    { "whatsapp", "coexistence", CONF_YESNO, FIELD(whatsapp_coexistence), 0, 1, false, "no",
      "yes or no", "number is shared with the WhatsApp Business app: at most 20 a second" },
    { "whatsapp", "read_receipts", CONF_YESNO, FIELD(whatsapp_read_receipts), 0, 1, false, "yes",
      "yes or no", "messages that get an answer are marked as read, with a typing indicator" },
    { "whatsapp", "unsure_seconds", CONF_NUMBER, FIELD(whatsapp_unsure_seconds), 1, 86400, false,
      "60", "1 to 86400", "wait for a status before a lost message is sent once more" },
    { "whatsapp", "monthly_cost_cap", CONF_NUMBER, FIELD(whatsapp_monthly_cost_cap), 0, 2000000000,
      false, "0", "0 to 2000000000",
      "in the currency of rates.csv: alarm at 80 % of it; 0: no cap" },
    { "desk", "data_dir", TEXT(desk_data_dir), "", "path", "the regency's own tables" },
    { "desk", "ticket_prefix", TEXT(desk_ticket_prefix), "LK", "1 to 4 capital letters",
      "first letters of every ticket number" },
    { "desk", "settle_seconds", CONF_NUMBER, FIELD(desk_settle_seconds), 0, 86400, false, "600",
      "0 to 86400", "further messages within this time join the ticket" },
    { "desk", "silence_minutes", CONF_NUMBER, FIELD(desk_silence_minutes), 0, 1440, false, "60",
      "0 to 1440",
      "silence of the bot in a chat after a human answered there from the app; 0: none" },
    { "desk", "similar_days", CONF_NUMBER, FIELD(desk_similar_days), 0, 365, false, "14",
      "0 to 365", "reports of others that are no older are offered to be followed; 0: none" },
    { "desk", "similar_metres", CONF_NUMBER, FIELD(desk_similar_metres), 10, 5000, false, "300",
      "10 to 5000", "how far apart two locations may be to be the same" },
    { "desk", "boundaries", TEXT(desk_boundaries), "", "path of a GeoJSON file",
      "village borders" },
    { "desk", "proof_required", CONF_YESNO, FIELD(desk_proof_required), 0, 1, false, "no",
      "yes or no", "solved needs a proof" },
    { "desk", "office_hours", TEXT(desk_office_hours), "07:30-16:00",
      "[DATE/DATE] [mon-fri] HH:MM-HH:MM, ...", "when the desk works" },
    { "desk", "digest_at", TEXT(desk_digest_at), "07:30", "HH:MM, or empty",
      "when units are told on working days what is open; empty: never" },
    { "desk", "public_number", TEXT(desk_public_number), "", "phone number",
      "shown on the public page" },
    { "alarm", "smtp_url", TEXT(alarm_smtp_url), "", "smtp(s)://NAME:PORT, no slash at the end",
      "mail server for alarms; empty: no e-mail" },
    { "alarm", "smtp_user", TEXT(alarm_smtp_user), "", "text", "sign-in at the mail server" },
    { "alarm", "smtp_password", CONF_TEXT, FIELD(alarm_smtp_password), 0, 0, true, "", "text",
      "its password" },
    { "alarm", "mail_from", TEXT(alarm_mail_from), "", "one e-mail address", "sender of alarms" },
    { "alarm", "mail_to", TEXT(alarm_mail_to), "", "e-mail addresses, comma-separated",
      "who is told of alarms" },
    { "alarm", "webhook_url", TEXT(alarm_webhook_url), "", "http(s)://...",
      "told of alarms as JSON; empty: none" },
    { "alarm", "webhook_secret", CONF_TEXT, FIELD(alarm_webhook_secret), 0, 0, true, "", "text",
      "signs what goes to webhook_url" },
    { "log", "level", TEXT(log_level), "info", "debug, info, warn or error",
      "least level that is written" },
    { "log", "format", TEXT(log_format), "logfmt", "logfmt or json", "form of a line" },
};
#define HEADER_CHARACTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-"
#define KEY_COUNT         (sizeof keys / sizeof keys[0])

const struct conf_key *conf_keys(size_t *count)
{
    *count = KEY_COUNT;
    return keys;
}

static bool refuse(const struct conf_key *k, struct err *e)
{
    return err_set(e, ERR_INPUT, "%s.%s: want %s", k->section, k->key, k->rule);
}

/* Addresses are compared as text with those of peers, so each must be written the one usual way. */
static bool proxies_are_valid(struct str list)
{
    struct str piece;
    while (str_cut(&list, ',', &piece)) {
        char name[INET6_ADDRSTRLEN], usual[INET6_ADDRSTRLEN];
        unsigned char bytes[16];
        piece = str_trim(piece);
        int family = str_contains(piece, STR(":")) ? AF_INET6 : AF_INET;
        if (!str_copy(name, sizeof name, piece) || inet_pton(family, name, bytes) != 1 ||
            !inet_ntop(family, bytes, usual, sizeof usual) || strcmp(name, usual) != 0)
            return false;
    }
    return true;
}

/* Addresses become lines of a mail. */
static bool mail_list_is_valid(struct str list, size_t max)
{
    struct str piece;
    size_t count = 0;
    while (str_cut(&list, ',', &piece))
        if (!mail_address_is_valid(str_trim(piece)) || ++count > max) return false;
    return true;
}

static bool alarm_text_is_valid(const struct conf_key *k, struct str v)
{
    if (v.len == 0) return true;
    if (strcmp(k->key, "smtp_url") == 0)
        return (str_starts(v, STR("smtp://")) || str_starts(v, STR("smtps://"))) &&
               !str_ends(v, STR("/"));
    if (strcmp(k->key, "webhook_url") == 0)
        return str_starts(v, STR("http://")) || str_starts(v, STR("https://"));
    if (strcmp(k->key, "mail_from") == 0) return mail_list_is_valid(v, 1);
    if (strcmp(k->key, "mail_to") == 0) return mail_list_is_valid(v, 10);
    return true;
}

static bool provider_text_is_valid(const struct conf_key *k, struct str v)
{
    enum wa_proof_kind kind;
    if (strcmp(k->key, "provider") == 0) return wa_provider_find(v) != NULL;
    if (v.len == 0) return true;
    if (str_ends(str_of(k->key), STR("_path"))) return wa_provider_path_valid(v);
    if (strcmp(k->key, "webhook_proof") == 0) return wa_proof_kind_parse(v, &kind);
    return strspn(v.at, HEADER_CHARACTERS) == v.len;
}

/* Texts with a form of their own. */
static bool text_is_valid(const struct conf_key *k, struct str v)
{
    char host[64];
    int port;
    if (strcmp(k->key, "listen") == 0)
        return conf_listen_parse(v.at, host, sizeof host, &port, NULL);
    if (strcmp(k->key, "trusted_proxies") == 0) return proxies_are_valid(v);
    if (strcmp(k->key, "public_url") == 0 || strcmp(k->key, "graph_url") == 0)
        return (v.len == 0 && k->key[0] == 'p') ||
               ((str_starts(v, STR("http://")) || str_starts(v, STR("https://"))) &&
                !str_ends(v, STR("/")));
    if (strcmp(k->section, "alarm") == 0) return alarm_text_is_valid(k, v);
    if (strcmp(k->key, "provider") == 0 || strcmp(k->key, "webhook_proof") == 0 ||
        str_ends(str_of(k->key), STR("_header")) ||
        (strcmp(k->section, "whatsapp") == 0 && str_ends(str_of(k->key), STR("_path"))))
        return provider_text_is_valid(k, v);
    if (strcmp(k->key, "api_version") == 0)
        return v.len > 1 && v.at[0] == 'v' && strspn(v.at + 1, "0123456789.") == v.len - 1;
    if (strcmp(k->key, "phone_number_id") == 0 || strcmp(k->key, "business_account_id") == 0)
        return strspn(v.at, "0123456789") == v.len;
    if (strcmp(k->key, "ticket_prefix") == 0)
        return v.len >= 1 && v.len <= 4 && strspn(v.at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == v.len;
    if (strcmp(k->key, "office_hours") == 0)
        return office_hours_parse(v, &(struct office_hours){ 0 });
    if (strcmp(k->key, "digest_at") == 0) return v.len == 0 || office_minute_parse(v, &(int){ 0 });
    if (strcmp(k->key, "public_number") == 0)
        return v.len == 0 || (v.len > 7 && strspn(v.at, "+0123456789 -") == v.len);
    if (strcmp(k->key, "level") == 0) {
        static const char *const levels[] = { "debug", "info", "warn", "error" };
        for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++)
            if (str_equal(v, str_of(levels[i]))) return true;
        return false;
    }
    if (strcmp(k->key, "format") == 0)
        return str_equal(v, STR("logfmt")) || str_equal(v, STR("json"));
    return true;
}

static bool conf_set(struct conf *c, const struct conf_key *k, struct str value, struct err *e)
{
    char *field = (char *)c + k->at;
    char text[1100];
    int64_t n;
    if (!str_copy(text, sizeof text, value)) return refuse(k, e);
    switch (k->type) {
    case CONF_TEXT:
        if (value.len >= k->size)
            return err_set(e, ERR_INPUT, "%s.%s: at most %zu bytes", k->section, k->key,
                           k->size - 1);
        if (!text_is_valid(k, str_of(text))) return refuse(k, e);
        memcpy(field, text, value.len + 1);
        return true;
    case CONF_NUMBER:
        if (!str_to_i64(value, k->min, k->max, &n, NULL)) return refuse(k, e);
        memcpy(field, &(int){ (int)n }, sizeof(int));
        return true;
    case CONF_YESNO:
        if (!str_equal(value, STR("yes")) && !str_equal(value, STR("no"))) return refuse(k, e);
        memcpy(field, &(bool){ str_equal(value, STR("yes")) }, sizeof(bool));
        return true;
    }
    return refuse(k, e);
}

bool conf_secret_read(const char *path, char *out, size_t size, struct err *e)
{
    struct buf content;
    buf_init(&content, 4096);
    bool ok = file_read(path, &content, e);
    if (ok) {
        struct str rest = buf_view(&content), line = STR_EMPTY;
        (void)str_cut(&rest, '\n', &line);
        ok = str_copy(out, size, str_trim(line)) || err_set(e, ERR_INPUT, "%s: too long", path);
    }
    if (content.at) memset(content.at, 0, content.cap);
    buf_finish(&content);
    return ok;
}

/* Only of the token is it asked later where it came from: Meta may refuse it while we run. */
static bool origin_set(struct conf *c, const struct conf_key *k, struct str path)
{
    if (k->at != offsetof(struct conf, whatsapp_access_token)) return true;
    return str_copy(c->whatsapp_access_token_file, sizeof c->whatsapp_access_token_file, path);
}

/* A comment behind a secret would become a part of it, which only Meta would notice. */
static bool secret_is_bare(struct str list)
{
    struct str piece;
    while (str_cut(&list, ',', &piece)) {
        piece = str_trim(piece);
        if (str_contains(piece, STR(" ")) || str_contains(piece, STR("\t"))) return false;
    }
    return true;
}

static bool conf_set_plain(struct conf *c, const struct conf_key *k, struct str value,
                           struct err *e)
{
    return conf_set(c, k, value, e) && origin_set(c, k, STR_EMPTY);
}

/* The file that a secret's key_file names. */
static bool conf_set_file(struct conf *c, const struct conf_key *k, struct str path, struct err *e)
{
    char name[512], value[1100];
    if (!str_copy(name, sizeof name, path)) return refuse(k, e);
    bool ok = conf_secret_read(name, value, sizeof value, e) && conf_set(c, k, str_of(value), e) &&
              (origin_set(c, k, path) || refuse(k, e));
    memset(value, 0, sizeof value);
    return ok;
}

static const struct conf_key *key_find(struct str section, struct str key, bool *is_file)
{
    for (size_t i = 0; i < KEY_COUNT; i++) {
        if (!str_equal(section, str_of(keys[i].section))) continue;
        if (str_equal(key, str_of(keys[i].key))) return &keys[i];
        if (keys[i].secret && str_ends(key, STR("_file")) &&
            str_equal(str_slice(key, 0, key.len - 5), str_of(keys[i].key))) {
            *is_file = true;
            return &keys[i];
        }
    }
    return NULL;
}

/* A secret that is left empty is none, also below the file that gives it. */
static bool conf_set_secret(struct conf *c, const struct conf_key *k, struct str value,
                            struct err *e)
{
    if (value.len == 0) return true;
    if (!secret_is_bare(value))
        return err_set(e, ERR_INPUT,
                       "%s.%s: a blank in a secret: write comments on lines of their own, and a "
                       "secret that has one into %s_file",
                       k->section, k->key, k->key);
    return conf_set_plain(c, k, value, e);
}

static bool on_entry(void *ctx, const struct ini_entry *entry, struct err *e)
{
    struct conf *c = ctx;
    struct err why = { 0 };
    bool is_file = false;
    const struct conf_key *k = key_find(entry->section, entry->key, &is_file);
    if (!k)
        err_set(&why, ERR_INPUT, "there is no setting %.*s.%.*s", STR_ARG(entry->section),
                STR_ARG(entry->key));
    else if (is_file     ? conf_set_file(c, k, entry->value, &why)
             : k->secret ? conf_set_secret(c, k, entry->value, &why)
                         : conf_set_plain(c, k, entry->value, &why))
        return true;
    return err_set(e, ERR_INPUT, "line %d: %s", entry->line, why.text);
}

static bool load_file(struct conf *c, const char *path, struct err *e)
{
    struct buf text;
    struct err why = { 0 };
    buf_init(&text, 1 << 20);
    bool ok = file_read(path, &text, &why);
    if (!ok)
        err_set(e, ERR_INPUT, "%s", why.text); /* whatever it is: there are no settings */
    else if (!(ok = ini_parse_text(buf_view(&text), on_entry, c, &why)))
        err_set(e, why.code, "%s %s", path, why.text);
    if (text.at) memset(text.at, 0, text.cap); /* it may hold secrets */
    buf_finish(&text);
    return ok;
}

static bool load_env(struct conf *c, conf_getenv *env, void *ctx, struct err *e)
{
    for (size_t i = 0; i < KEY_COUNT; i++) {
        char name[80];
        struct err why = { 0 };
        int n = snprintf(name, sizeof name, "KANDA_%s_%s", keys[i].section, keys[i].key);
        for (char *p = name; *p; p++)
            *p = (char)toupper((unsigned char)*p);
        const char *value = env(ctx, name);
        if (value && !conf_set_plain(c, &keys[i], str_of(value), &why))
            return err_set(e, ERR_INPUT, "environment %s: %s", name, why.text);
        if (!keys[i].secret || n < 0 || (size_t)n + 6 > sizeof name) continue;
        memcpy(name + n, "_FILE", 6);
        value = env(ctx, name);
        if (value && !conf_set_file(c, &keys[i], str_of(value), &why))
            return err_set(e, ERR_INPUT, "environment %s: %s", name, why.text);
    }
    return true;
}

bool conf_load(struct conf *out, const char *path, conf_getenv *env, void *env_ctx, struct err *e)
{
    struct conf c = { 0 };
    for (size_t i = 0; i < KEY_COUNT; i++)
        if (!conf_set(&c, &keys[i], str_of(keys[i].preset), e)) return false;
    if (path && !load_file(&c, path, e)) return false;
    if (!load_env(&c, env, env_ctx, e)) return false;
    if ((c.http_tls_cert[0] == '\0') != (c.http_tls_key[0] == '\0'))
        return err_set(e, ERR_INPUT, "http.tls_cert and http.tls_key: give both or none");
    if (c.alarm_smtp_url[0] && (c.alarm_mail_from[0] == '\0' || c.alarm_mail_to[0] == '\0'))
        return err_set(e, ERR_INPUT, "alarm.smtp_url: also give mail_from and mail_to");
    const struct wa_provider *provider = wa_provider_find(str_of(c.whatsapp_provider));
    if (strcmp(c.whatsapp_graph_url, wa_provider_meta()->base_url) == 0) /* nobody else is there */
        (void)snprintf(c.whatsapp_graph_url, sizeof c.whatsapp_graph_url, "%s", provider->base_url);
    *out = c;
    return true;
}

bool conf_listen_parse(const char *text, char *host, size_t host_size, int *port, struct err *e)
{
    struct str all = str_of(text), name = STR_EMPTY;
    char numeric[INET6_ADDRSTRLEN];
    unsigned char bytes[16];
    int64_t n;
    const char *colon = strrchr(text, ':');
    size_t at = colon ? (size_t)(colon - text) : 0;
    if (colon) name = str_slice(all, 0, at);
    bool is_v6 = name.len > 2 && name.at[0] == '[' && name.at[name.len - 1] == ']';
    if (is_v6) name = str_slice(name, 1, name.len - 1);
    if (!str_copy(numeric, sizeof numeric, name) ||
        inet_pton(is_v6 ? AF_INET6 : AF_INET, numeric, bytes) != 1 ||
        !str_to_i64(str_slice(all, at + 1, all.len), 0, 65535, &n, NULL) || name.len >= host_size)
        return err_set(e, ERR_INPUT, "http.listen: want ADDRESS:PORT");
    memcpy(host, numeric, name.len + 1);
    *port = (int)n;
    return true;
}
