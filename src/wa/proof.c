/* proof.c - three ways to know the sender of a webhook. */
#include "wa/proof.h"
#include "base/crypto.h"

#define CREDENTIALS_MAX 1024 /* bytes of USER:PASSWORD */

static const struct {
    const char *word, *header;
} kinds[] = {
    [WA_PROOF_SIGNATURE] = { "signature", "X-Hub-Signature-256" },
    [WA_PROOF_HEADER] = { "header", "" },
    [WA_PROOF_BASIC] = { "basic", "Authorization" },
};

bool wa_proof_kind_parse(struct str word, enum wa_proof_kind *out)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (!str_equal(word, str_of(kinds[i].word))) continue;
        *out = (enum wa_proof_kind)i;
        return true;
    }
    return false;
}

const char *wa_proof_header(const struct wa_proof *p)
{
    return p->kind == WA_PROOF_HEADER ? p->header : kinds[p->kind].header;
}

static struct str digest_of(struct str text, uint8_t out[SHA256_SIZE])
{
    sha256(text, out);
    return (struct str){ (const char *)out, SHA256_SIZE };
}

/* Digests are compared, which are equally long, so that not even the length of a secret shows. */
static bool is_one_of(const struct wa_secrets *secrets, struct str given)
{
    uint8_t ours[SHA256_SIZE], theirs[SHA256_SIZE];
    struct str sent = digest_of(given, theirs);
    bool valid = false;
    for (size_t i = 0; i < secrets->count && i < WA_SECRETS_MAX; i++)
        if (secrets->secret[i].len)
            valid |= secret_equal(digest_of(secrets->secret[i], ours), sent);
    return valid;
}

static bool basic_valid(const struct wa_secrets *secrets, struct str value)
{
    uint8_t plain[CREDENTIALS_MAX];
    size_t len = 0;
    struct str rest = value, scheme = str_word(&rest);
    if (!str_equal_nocase(scheme, STR("Basic")) ||
        !base64_decode(str_trim(rest), plain, sizeof plain, &len))
        return false;
    bool valid = is_one_of(secrets, (struct str){ (const char *)plain, len });
    secret_wipe(plain, sizeof plain);
    return valid;
}

bool wa_proof_valid(const struct wa_proof *p, struct str value, struct str body)
{
    switch (p->kind) {
    case WA_PROOF_SIGNATURE: return wa_signature_valid(&p->secrets, value, body);
    case WA_PROOF_HEADER: return is_one_of(&p->secrets, value);
    case WA_PROOF_BASIC: return basic_valid(&p->secrets, value);
    }
    return false;
}
