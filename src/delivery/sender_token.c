/* sender_token.c - the access token as a header of every request, and how a new one takes its place
 * while the sender runs. */
#include "sender_private.h"
#include <stdlib.h>
#include <string.h>

#define LOOK_MS (30 * MS_PER_SECOND) /* between two looks at the file */

struct old_headers {
    struct curl_slist *post, *get;
    struct old_headers *next;
};

static bool headers_make(struct sender *s, const char *token, struct old_headers *out,
                         struct err *e)
{
    char line[1100];
    struct curl_slist *next;
    if (!wa_provider_token_line(s->options.provider, token, line, sizeof line, e)) return false;
    out->get = curl_slist_append(NULL, line);
    out->post = curl_slist_append(NULL, line);
    memset(line, 0, sizeof line);
    if (out->post && (next = curl_slist_append(out->post, "Content-Type: application/json")))
        out->post = next;
    /* No "Expect: 100-continue": it would cost a round trip for each message. */
    if (out->post && (next = curl_slist_append(out->post, "Expect:"))) out->post = next;
    if (out->post && out->get) return true;
    curl_slist_free_all(out->post);
    curl_slist_free_all(out->get);
    return err_set(e, ERR_MEMORY, "sender: no memory");
}

/* Requests that are under way keep the headers that they began with. */
static void headers_swap(struct sender *s, struct old_headers *fresh)
{
    struct curl_slist *post = s->target.post_headers, *get = s->target.get_headers;
    s->target.post_headers = fresh->post;
    s->target.get_headers = fresh->get;
    *fresh = (struct old_headers){ post, get, s->old_headers };
    s->old_headers = fresh;
    for (int i = 0; s->transfers && i < s->transfer_count; i++)
        transfer_authorise(&s->transfers[i], &s->target);
    for (size_t i = 0; i < RECEIPTS_IN_FLIGHT; i++)
        transfer_authorise(&s->receipts[i], &s->target);
    media_authorise(s->media, s->target.get_headers);
}

bool token_set(struct sender *s, const char *token, struct err *e)
{
    struct old_headers *fresh = calloc(1, sizeof *fresh);
    if (!fresh) return err_set(e, ERR_MEMORY, "sender: no memory");
    if (!str_copy(s->token, sizeof s->token, str_of(token)) || !headers_make(s, token, fresh, e)) {
        free(fresh);
        return err_set(e, ERR_INPUT, "access_token: too long, or more than one line");
    }
    headers_swap(s, fresh);
    return true;
}

void token_renew(struct sender *s)
{
    char token[ACCESS_TOKEN_SIZE];
    struct err e = { 0 };
    int64_t now = steady_ms(s);
    if (now < s->token_look_at) return;
    s->token_look_at = now + LOOK_MS;
    if (!access_token_renewed(&s->options.token, s->token, token)) return;
    if (token_set(s, token, &e))
        log_event(s->options.log, LOG_INFO, "sender.new_token", LOG_NUM("code", s->stop_code));
    else
        log_event(s->options.log, LOG_ERROR, "sender.bad_token", LOG_TEXT("why", e.text));
    memset(token, 0, sizeof token);
}

void token_forget(struct sender *s)
{
    curl_slist_free_all(s->target.post_headers);
    curl_slist_free_all(s->target.get_headers);
    while (s->old_headers) {
        struct old_headers *old = s->old_headers;
        s->old_headers = old->next;
        curl_slist_free_all(old->post);
        curl_slist_free_all(old->get);
        free(old);
    }
    memset(s->token, 0, sizeof s->token);
}
