/* provider.c - the presets, and addresses made of patterns. */
#include "wa/provider.h"
#include <stdio.h>
#include <string.h>

#define HTTP_UNAUTHORIZED 401

static const struct wa_provider presets[] = {
    { .name = "meta",
      .base_url = "https://graph.facebook.com",
      .path = { [WA_ADDRESS_MESSAGES] = "/{version}/{number}/messages",
                [WA_ADDRESS_MEDIA] = "/{version}/{media}?phone_number_id={number}",
                [WA_ADDRESS_UPLOAD] = "/{version}/{number}/media",
                [WA_ADDRESS_TEMPLATES] = "/{version}/{account}/message_templates",
                [WA_ADDRESS_NUMBER] = "/{version}/{number}" },
      .token_header = "Authorization",
      .proof = WA_PROOF_SIGNATURE,
      .is_graph = true },
    { .name = "360dialog",
      .base_url = "https://waba-v2.360dialog.io",
      .path = { [WA_ADDRESS_MESSAGES] = "/messages",
                [WA_ADDRESS_MEDIA] = "/{media}",
                [WA_ADDRESS_UPLOAD] = "/media",
                [WA_ADDRESS_TEMPLATES] = "/v1/configs/templates",
                [WA_ADDRESS_NUMBER] = "/health_status" },
      .token_header = "D360-API-KEY",
      .proof = WA_PROOF_BASIC,
      .files_at_base = true,
      .pages_by_offset = true },
};

const struct wa_provider *wa_provider_find(struct str name)
{
    for (size_t i = 0; i < sizeof presets / sizeof *presets; i++)
        if (str_equal(name, str_of(presets[i].name))) return &presets[i];
    return NULL;
}

const struct wa_provider *wa_provider_meta(void)
{
    return &presets[0];
}

/* The part that a word in braces stands for; NULL: no such word. */
static const char *const *part_of(const struct wa_address_parts *parts, struct str word)
{
    if (str_equal(word, STR("version"))) return &parts->version;
    if (str_equal(word, STR("number"))) return &parts->number;
    if (str_equal(word, STR("account"))) return &parts->account;
    if (str_equal(word, STR("media"))) return &parts->media;
    return NULL;
}

/* Cuts what stands before the next brace off, and the word in it; false: there is no further one.
 */
static bool gap_next(struct str *rest, struct str *before, struct str *word)
{
    size_t open = str_find(*rest, STR("{"), 0);
    size_t shut = open == SIZE_MAX ? SIZE_MAX : str_find(*rest, STR("}"), open);
    bool found = shut != SIZE_MAX;
    *before = found ? str_slice(*rest, 0, open) : *rest;
    *word = found ? str_slice(*rest, open + 1, shut) : STR_EMPTY;
    *rest = found ? str_slice(*rest, shut + 1, rest->len) : STR_EMPTY;
    return found;
}

bool wa_provider_path_valid(struct str path)
{
    static const struct wa_address_parts none = { 0 };
    struct str rest = path, before, word;
    bool more = true;
    if (!str_starts(path, STR("/"))) return false;
    while (more) {
        more = gap_next(&rest, &before, &word);
        if (more && !part_of(&none, word)) return false;
        for (size_t i = 0; i < before.len; i++)
            if (before.at[i] <= ' ' || before.at[i] == 127 || strchr("{}#", before.at[i]))
                return false;
    }
    return true;
}

bool wa_provider_refuses_key(const struct wa_provider *p, int http_status)
{
    return !p->is_graph && http_status == HTTP_UNAUTHORIZED;
}

bool wa_provider_needs_account(const struct wa_provider *p)
{
    return str_contains(str_of(p->path[WA_ADDRESS_TEMPLATES]), STR("{account}"));
}

bool wa_provider_url(const struct wa_provider *p, enum wa_address which,
                     const struct wa_address_parts *parts, char *out, size_t size, struct err *e)
{
    struct str rest = str_of(p->path[which]), before, word;
    int n = snprintf(out, size, "%s", parts->base_url ? parts->base_url : p->base_url);
    bool more = true;
    while (more && n >= 0 && (size_t)n < size) {
        more = gap_next(&rest, &before, &word);
        const char *const *part = part_of(parts, word);
        int added = snprintf(out + n, size - (size_t)n, "%.*s%s", STR_ARG(before),
                             part && *part ? *part : "");
        n = added < 0 ? added : n + added;
    }
    return (n >= 0 && (size_t)n < size) || err_set(e, ERR_LIMIT, "graph_url: too long");
}

bool wa_provider_token_line(const struct wa_provider *p, const char *token, char *out, size_t size,
                            struct err *e)
{
    bool bearer = str_equal_nocase(str_of(p->token_header), STR("Authorization"));
    int n = snprintf(out, size, "%s: %s%s", p->token_header, bearer ? "Bearer " : "", token);
    if (strpbrk(token, "\r\n")) return err_set(e, ERR_INPUT, "access_token: more than one line");
    return (n >= 0 && (size_t)n < size) || err_set(e, ERR_INPUT, "access_token: too long");
}
