/* conf.h - every setting of the program: one struct, one table.
 *
 * Only cli knows settings; each room gets a small options struct. The parser, `kanda check`, the
 * example file and kanda.conf(5) come from or are tested against conf_keys.
 *
 * Order: preset, then the file, then the environment (KANDA_SECTION_KEY). Any secret may be given
 * as key_file = PATH (a file whose first line is the value). Threads: main only. */
#ifndef KANDA_CLI_CONF_H
#define KANDA_CLI_CONF_H

#include "wa/provider.h"
#include <stddef.h>

struct conf {
    char http_listen[64], http_public_url[256], http_tls_cert[512], http_tls_key[512];
    char http_meta_client_ca[512], http_trusted_proxies[512];
    char store_path[512], store_media_dir[512];
    int store_raw_days, store_disk_free_mib;
    char whatsapp_graph_url[256], whatsapp_api_version[16], whatsapp_phone_number_id[64];
    char whatsapp_business_account_id[64], whatsapp_app_secret[512], whatsapp_verify_token[256];
    char whatsapp_access_token[1024];
    char whatsapp_access_token_file[512]; /* where it came from; "": from no file */
    char whatsapp_provider[16], whatsapp_token_header[64];
    char whatsapp_messages_path[128], whatsapp_media_path[128], whatsapp_templates_path[128];
    char whatsapp_number_path[128], whatsapp_upload_path[128];
    char whatsapp_webhook_proof[16], whatsapp_webhook_header[64], whatsapp_webhook_secret[512];
    int whatsapp_messages_per_second, whatsapp_in_flight, whatsapp_unsure_seconds;
    int whatsapp_monthly_cost_cap;
    bool whatsapp_coexistence, whatsapp_read_receipts;
    char desk_data_dir[512], desk_ticket_prefix[8], desk_boundaries[512], desk_public_number[32];
    char desk_office_hours[512], desk_digest_at[8];
    int desk_settle_seconds;
    int desk_silence_minutes;
    int desk_similar_days, desk_similar_metres;
    bool desk_proof_required;
    char alarm_smtp_url[256], alarm_smtp_user[128], alarm_smtp_password[256];
    char alarm_mail_from[128], alarm_mail_to[512], alarm_webhook_url[512];
    char alarm_webhook_secret[256];
    char log_level[8], log_format[8];
};

enum conf_type { CONF_TEXT, CONF_NUMBER, CONF_YESNO };

struct conf_key {
    const char *section, *key;
    enum conf_type type;
    size_t at, size; /* in struct conf */
    int min, max;    /* numbers; for texts min 1: `serve` needs a value */
    bool secret;     /* may be given as key_file; never printed */
    const char *preset, *rule, *help;
};

const struct conf_key *conf_keys(size_t *count);

typedef const char *conf_getenv(void *ctx, const char *name);
/* Reads the file (NULL: none) over the presets, then the environment. ERR_INPUT
 * "kanda.conf line 7: http.listen: want ADDRESS:PORT". */
MUST_CHECK bool conf_load(struct conf *out, const char *path, conf_getenv *env, void *env_ctx,
                          struct err *e);
/* The first line of a secret's file, without blanks around it. ERR_INPUT when it does not fit. */
MUST_CHECK bool conf_secret_read(const char *path, char *out, size_t size, struct err *e);
/* "127.0.0.1:8080" or "[::1]:8080" -> host and port (0 allowed: any free one). */
MUST_CHECK bool conf_listen_parse(const char *text, char *host, size_t host_size, int *port,
                                  struct err *e);
/* The preset of whatsapp.provider, with what other settings change of it. Borrows from c. */
void conf_provider(const struct conf *c, struct wa_provider *out);
/* How webhooks are proven, and by what. ERR_INPUT: no secret, or too many. Borrows from c. */
MUST_CHECK bool conf_proof(const struct conf *c, struct wa_proof *out, struct err *e);
/* What `serve` cannot do without: names every setting that is missing. */
MUST_CHECK bool conf_require_serve(const struct conf *c, struct err *e);

#endif
