/* hook.c - what may be told to whom. */
#include "domain/hook.h"

#define PAUSE_FIRST_MS 10000
#define PAUSE_MAX_MS   3600000

const char *const hook_events =
    "received verified assigned in_progress awaiting_reporter resolved closed reopened cancelled "
    "changed promised extended calendar late unmerged";

bool hook_wants(struct str events, struct str type)
{
    struct str word;
    while ((word = str_word(&events)).len)
        if (str_equal(word, type)) return true;
    return false;
}

bool hook_event_is_known(struct str type)
{
    return hook_wants(str_of(hook_events), type);
}

static bool is_local(struct str host)
{
    return str_equal(host, STR("127.0.0.1")) || str_equal(host, STR("[::1]")) ||
           str_equal(host, STR("localhost"));
}

static bool all_of(struct str s, const char *allowed)
{
    for (size_t i = 0; i < s.len; i++)
        if (!str_contains(str_of(allowed), (struct str){ s.at + i, 1 })) return false;
    return s.len > 0;
}

static bool host_fits(struct str host)
{
    bool six = str_starts(host, STR("[")) && str_ends(host, STR("]"));
    if (six) return all_of(str_slice(host, 1, host.len - 1), "0123456789abcdef:.");
    return all_of(host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-") &&
           host.at[0] != '-' && host.at[0] != '.';
}

/* host[:port] of "scheme://host[:port]/..." */
static void authority_cut(struct str rest, struct str *host, struct str *port, bool *has_port)
{
    size_t slash = str_find(rest, STR("/"), 0), mark = str_find(rest, STR("?"), 0);
    struct str all = str_slice(rest, 0, slash < mark ? slash : mark);
    size_t close = str_find(all, STR("]"), 0);
    size_t colon = str_find(all, STR(":"), close == SIZE_MAX ? 0 : close);
    *has_port = colon != SIZE_MAX;
    *host = str_slice(all, 0, colon);
    *port = *has_port ? str_slice(all, colon + 1, all.len) : STR_EMPTY;
}

static bool read(struct str url, struct str *host, bool *plain)
{
    struct str port;
    bool has_port;
    int64_t n;
    if (url.len > HOOK_URL_MAX) return false;
    for (size_t i = 0; i < url.len; i++)
        if (url.at[i] <= ' ' || url.at[i] > '~' || url.at[i] == '#' || url.at[i] == '\\')
            return false;
    *plain = str_starts(url, STR("http://"));
    if (!*plain && !str_starts(url, STR("https://"))) return false;
    authority_cut(str_slice(url, *plain ? 7 : 8, url.len), host, &port, &has_port);
    return host_fits(*host) && (!has_port || str_to_i64(port, 1, 65535, &n, NULL));
}

bool hook_url_is_local(struct str url)
{
    struct str host;
    bool plain;
    return read(url, &host, &plain) && is_local(host);
}

struct str hook_url_host(struct str url)
{
    struct str host;
    bool plain;
    return read(url, &host, &plain) ? host : STR_EMPTY;
}

bool hook_url_fits(struct str url)
{
    struct str host;
    bool plain;
    return read(url, &host, &plain) && (!plain || is_local(host));
}

int64_t hook_pause_ms(int64_t failures)
{
    int64_t pause = PAUSE_FIRST_MS;
    for (int64_t i = 1; i < failures && pause < PAUSE_MAX_MS; i++)
        pause *= 2;
    return pause < PAUSE_MAX_MS ? pause : PAUSE_MAX_MS;
}

bool hook_may_tell(enum ticket_kind kind, bool confidential)
{
    return kind == KIND_COMPLAINT && !confidential;
}
