/* provider.h - who stands between us and WhatsApp: Meta itself, or a solution provider.
 *
 * A government office may be obliged to go through a provider (reference 7.4, "Government"). The
 * bodies are Meta's whoever it is; what differs is told here: addresses, the header that holds the
 * token, how webhooks are proven (wa/proof.h), and where the bytes of a citizen's file are had.
 * Each of them can be set by itself; a preset is where one begins.
 *
 *   meta       reference 1.2, 5.1, 6.
 *   360dialog  docs.360dialog.com, read 2026-11-28: base, POST /messages and the header
 *              D360-API-KEY (docs/guides, "Send And Receive Messages"); POST /media;
 *              GET /{media-id}, whose
 *              answer names Meta's host, in the place of which the file is fetched from the base
 *              (partner/messaging/media-messages/upload-retrieve-delete-media);
 *              /v1/configs/templates, whose list is "waba_templates" by limit and offset, with its
 *              states in small letters
 *              (partner/messaging/template-messages/create-and-manage-template-messages);
 *              GET /health_status (partner/api-reference/messaging-health-status); webhooks with
 *              headers of the receiver's, basic authentication in its own example
 *              (api/wa-pipe-api/webhook). Nothing there tells of throughput, token or
 *              subscriptions.
 *
 * Threads: pure. Memory: presets are static, texts of others are the caller's. */
#ifndef KANDA_WA_PROVIDER_H
#define KANDA_WA_PROVIDER_H

#include "wa/proof.h"
#include <stddef.h>

enum wa_address {
    WA_ADDRESS_MESSAGES,  /* POST a message */
    WA_ADDRESS_MEDIA,     /* GET what is known of a file */
    WA_ADDRESS_UPLOAD,    /* POST a file that is to be sent; answers its id */
    WA_ADDRESS_TEMPLATES, /* GET the list, POST one */
    WA_ADDRESS_NUMBER,    /* GET: is somebody there? Harmless, and answered with JSON */
    WA_ADDRESS_COUNT
};

struct wa_provider {
    const char *name;
    const char *base_url; /* no slash at its end */
    /* Below the base, beginning with a slash. {version}, {number}, {account} and {media} stand for
     * what they say. */
    const char *path[WA_ADDRESS_COUNT];
    const char *token_header; /* in "Authorization" the token stands behind "Bearer " */
    enum wa_proof_kind proof;
    bool is_graph;        /* token, number and subscriptions can be asked about, as at Meta */
    bool files_at_base;   /* Meta's host in the address of a file is replaced by the base's */
    bool pages_by_offset; /* templates: by limit and offset, not by cursor */
};

const struct wa_provider *wa_provider_find(struct str name); /* NULL: unknown */
const struct wa_provider *wa_provider_meta(void);
/* Known words alone in braces, a slash in front, no blank. */
bool wa_provider_path_valid(struct str path);

/* An answer without Graph's words of error that says the key is no good: a provider's way, while at
 * Meta such an answer is a stranger's. */
bool wa_provider_refuses_key(const struct wa_provider *p, int http_status);

/* The list of templates is asked for by the id of the business account. */
bool wa_provider_needs_account(const struct wa_provider *p);

/* What stands in an address; NULL where nothing does. */
struct wa_address_parts {
    const char *base_url, *version, *number, *account, *media;
};
/* ERR_LIMIT when it does not fit. */
MUST_CHECK bool wa_provider_url(const struct wa_provider *p, enum wa_address which,
                                const struct wa_address_parts *parts, char *out, size_t size,
                                struct err *e);
/* "Authorization: Bearer TOKEN", as it goes over the wire: wipe it. ERR_INPUT when it does not fit
 * or the token holds the end of a line. */
MUST_CHECK bool wa_provider_token_line(const struct wa_provider *p, const char *token, char *out,
                                       size_t size, struct err *e);

#endif
