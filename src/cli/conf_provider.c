/* conf_provider.c - a provider's preset and what the settings change of it; what serve needs. */
#include "base/buf.h"
#include "cli/conf.h"

static void change(const char **field, const char *set)
{
    if (set[0]) *field = set;
}

void conf_provider(const struct conf *c, struct wa_provider *out)
{
    const struct wa_provider *preset = wa_provider_find(str_of(c->whatsapp_provider));
    *out = preset ? *preset : *wa_provider_meta();
    change(&out->path[WA_ADDRESS_MESSAGES], c->whatsapp_messages_path);
    change(&out->path[WA_ADDRESS_MEDIA], c->whatsapp_media_path);
    change(&out->path[WA_ADDRESS_UPLOAD], c->whatsapp_upload_path);
    change(&out->path[WA_ADDRESS_TEMPLATES], c->whatsapp_templates_path);
    change(&out->path[WA_ADDRESS_NUMBER], c->whatsapp_number_path);
    change(&out->token_header, c->whatsapp_token_header);
    enum wa_proof_kind kind;
    if (wa_proof_kind_parse(str_of(c->whatsapp_webhook_proof), &kind)) out->proof = kind;
}

bool conf_proof(const struct conf *c, struct wa_proof *out, struct err *e)
{
    struct wa_provider provider;
    conf_provider(c, &provider);
    *out = (struct wa_proof){ .kind = provider.proof, .header = c->whatsapp_webhook_header };
    bool is_signed = provider.proof == WA_PROOF_SIGNATURE;
    struct str rest = str_of(is_signed ? c->whatsapp_app_secret : c->whatsapp_webhook_secret);
    struct str piece;
    while (str_cut(&rest, ',', &piece)) {
        piece = str_trim(piece);
        if (piece.len == 0) continue;
        if (out->secrets.count == WA_SECRETS_MAX)
            return err_set(e, ERR_INPUT, "whatsapp.%s_secret: at most %d secrets",
                           is_signed ? "app" : "webhook", WA_SECRETS_MAX);
        out->secrets.secret[out->secrets.count++] = piece;
    }
    return out->secrets.count > 0 ||
           err_set(e, ERR_INPUT, "whatsapp.%s_secret is empty", is_signed ? "app" : "webhook");
}

/* Only the owner of a Meta app has its secret, and only Meta itself shakes hands. */
static bool key_needed(const struct conf *c, const struct conf_key *k)
{
    struct wa_provider provider;
    conf_provider(c, &provider);
    bool is_signed = provider.proof == WA_PROOF_SIGNATURE;
    switch (k->at) {
    case offsetof(struct conf, whatsapp_app_secret):
    case offsetof(struct conf, whatsapp_verify_token): return is_signed;
    case offsetof(struct conf, whatsapp_webhook_secret): return !is_signed;
    case offsetof(struct conf, whatsapp_webhook_header): return provider.proof == WA_PROOF_HEADER;
    default: break;
    }
    return k->type == CONF_TEXT && k->min == 1;
}

bool conf_require_serve(const struct conf *c, struct err *e)
{
    char memory[180];
    struct buf names;
    size_t count, missing = 0;
    const struct conf_key *keys = conf_keys(&count), *last = NULL;
    buf_fixed(&names, memory, sizeof memory);
    for (size_t i = 0; i < count; i++) {
        if (!key_needed(c, &keys[i]) || *((const char *)c + keys[i].at)) continue;
        last = &keys[i];
        buf_addf(&names, "%s%s.%s", missing++ ? ", " : "", last->section, last->key);
    }
    if (missing > 1) return err_set(e, ERR_INPUT, "%s are not set", memory);
    return !last || err_set(e, ERR_INPUT, "%s is not set: %s", memory, last->help);
}
