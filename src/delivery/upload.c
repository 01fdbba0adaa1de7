/* upload.c - the bytes of a file to Meta, and from its id to the message. */
#include "upload.h"
#include "base/json.h"
#include "domain/attachment.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define UPLOAD_TIMEOUT_MS (10 * MS_PER_MINUTE)
#define SLOW_BYTES        1024L /* a second, on average of SLOW_SECONDS */
#define SLOW_SECONDS      20L
#define ANSWER_MAX        16384

struct upload {
    CURL *easy;
    curl_mime *form;
    int fd;
    struct buf answer;
    struct arena arena; /* of the lease, which outlives the exchange that brought it */
    struct outbox_lease lease;
    struct outbound message;
};

void upload_free(struct upload *u)
{
    if (!u) return;
    if (u->easy) curl_easy_cleanup(u->easy);
    curl_mime_free(u->form);
    if (u->fd >= 0) (void)close(u->fd);
    buf_finish(&u->answer);
    arena_clear(&u->arena);
    free(u);
}

static size_t on_read(char *out, size_t size, size_t count, void *ctx)
{
    const struct upload *u = ctx;
    ssize_t n = read(u->fd, out, size * count);
    return n < 0 ? CURL_READFUNC_ABORT : (size_t)n;
}

/* Unlike a message an upload may be repeated, so libcurl may begin anew on a fresh connection. */
static int on_seek(void *ctx, curl_off_t offset, int origin)
{
    const struct upload *u = ctx;
    return lseek(u->fd, (off_t)offset, origin) < 0 ? CURL_SEEKFUNC_FAIL : CURL_SEEKFUNC_OK;
}

static size_t on_answer(char *data, size_t size, size_t count, void *ctx)
{
    struct upload *u = ctx;
    buf_add(&u->answer, (struct str){ data, size * count });
    return size * count;
}

static bool part_text(curl_mime *form, const char *name, const char *value)
{
    curl_mimepart *part = curl_mime_addpart(form);
    return part && curl_mime_name(part, name) == CURLE_OK &&
           curl_mime_data(part, value, CURL_ZERO_TERMINATED) == CURLE_OK;
}

static bool form_make(struct upload *u, int64_t size)
{
    const struct outbound *m = &u->message;
    char type[128], name[300];
    (void)snprintf(type, sizeof type, "%.*s", STR_ARG(m->file_type));
    if (m->file_name.len)
        (void)snprintf(name, sizeof name, "%.*s", STR_ARG(m->file_name));
    else
        (void)snprintf(name, sizeof name, "foto%s", attachment_extension(m->file_type));
    u->form = curl_mime_init(u->easy);
    if (!u->form || !part_text(u->form, "messaging_product", "whatsapp") ||
        !part_text(u->form, "type", type))
        return false;
    curl_mimepart *file = curl_mime_addpart(u->form);
    return file && curl_mime_name(file, "file") == CURLE_OK &&
           curl_mime_filename(file, name) == CURLE_OK && curl_mime_type(file, type) == CURLE_OK &&
           curl_mime_data_cb(file, (curl_off_t)size, on_read, on_seek, NULL, u) == CURLE_OK;
}

static bool options_set(const struct sender *s, struct upload *u, struct transfer *t)
{
    CURL *c = u->easy;
    return curl_easy_setopt(c, CURLOPT_PRIVATE, t) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_URL, s->upload_url) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_PROXY, "") == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_USERAGENT, "kanda") == CURLE_OK &&
           /* The form brings its own Content-Type. */
           curl_easy_setopt(c, CURLOPT_HTTPHEADER, s->target.get_headers) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_MIMEPOST, u->form) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, (long)s->target.connect_timeout_ms) ==
               CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, (long)UPLOAD_TIMEOUT_MS) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, SLOW_BYTES) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, SLOW_SECONDS) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_answer) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_WRITEDATA, u) == CURLE_OK;
}

static bool lease_copy(struct upload *u, const struct outbox_lease *lease, struct err *e)
{
    u->lease = *lease;
    u->lease.content_json = STR_EMPTY;
    return outbound_decode(lease->content_json, &u->arena, &u->message, e) &&
           ((arena_copy(&u->arena, lease->wa_id, &u->lease.wa_id) &&
             arena_copy(&u->arena, lease->bsuid, &u->lease.bsuid)) ||
            err_set(e, ERR_MEMORY, "upload: no memory"));
}

static bool file_open(const struct sender *s, struct upload *u, int64_t *size, struct err *e)
{
    if (!s->options.media_store) return err_set(e, ERR_NOT_FOUND, "there is no folder for files");
    return media_store_get(s->options.media_store, u->message.file, &u->fd, size, e);
}

bool upload_begin(struct sender *s, struct transfer *t, const struct outbox_lease *lease,
                  struct err *e)
{
    int64_t size = 0;
    struct upload *u = calloc(1, sizeof *u);
    if (!u) return err_set(e, ERR_MEMORY, "upload: no memory");
    u->fd = -1;
    buf_init(&u->answer, ANSWER_MAX);
    if (!lease_copy(u, lease, e) || !file_open(s, u, &size, e)) goto fail;
    u->easy = curl_easy_init();
    if (!u->easy || !form_make(u, size) || !options_set(s, u, t) ||
        curl_multi_add_handle(s->multi, u->easy) != CURLM_OK) {
        err_set(e, ERR_MEMORY, "upload: curl cannot be set up");
        goto fail;
    }
    t->upload = u;
    t->outbox_id = lease->id;
    t->tries = lease->tries;
    return true;
fail:
    upload_free(u);
    return false;
}

/* The row gets its report: the message itself never left. */
static void not_sent(struct sender *s, struct transfer *t, const char *why)
{
    const struct send_end end = { .outbox_id = t->outbox_id,
                                  .started_ms = t->started_ms,
                                  .tries = t->tries,
                                  .outcome = SEND_NOT_SENT,
                                  .why = why };
    const struct graph_result none = { 0 };
    t->busy = false;
    send_ended(s, &end, &none);
}

/* Meta said no in its own words, or somebody before it did. What nobody understands is "not sent":
 * an upload can be made again. */
static void refused(struct sender *s, struct transfer *t, int status, struct str answer)
{
    struct arena arena = { 0 };
    struct graph_result result = { 0 };
    const struct send_end end = { .outbox_id = t->outbox_id,
                                  .started_ms = t->started_ms,
                                  .tries = t->tries,
                                  .outcome = SEND_ANSWERED,
                                  .why = "" };
    bool known = graph_result_parse(status, answer, &arena, &result, NULL) &&
                 (result.answer == GRAPH_REFUSED || result.answer == GRAPH_STRANGER);
    if (known) {
        t->busy = false;
        send_ended(s, &end, &result);
    } else {
        not_sent(s, t, "the file was not taken");
    }
    arena_clear(&arena);
}

static void send_message(struct sender *s, struct transfer *t, struct upload *u,
                         struct str media_id)
{
    struct err e = { 0 };
    u->message.media_id = media_id;
    if (!transfer_prepare(t, &u->lease, &u->message, &e))
        not_sent(s, t, e.text);
    else if (curl_multi_add_handle(s->multi, t->easy) != CURLM_OK)
        not_sent(s, t, "curl took no further request");
}

static void ended(struct sender *s, struct transfer *t, struct upload *u, CURLcode code)
{
    struct json *tree = NULL;
    long status = 0;
    if (code != CURLE_OK) {
        not_sent(s, t, curl_easy_strerror(code));
        return;
    }
    (void)curl_easy_getinfo(u->easy, CURLINFO_RESPONSE_CODE, &status);
    struct str answer = buf_ok(&u->answer) ? buf_view(&u->answer) : STR_EMPTY;
    bool parsed = status == 200 && json_parse(answer, &tree, NULL);
    struct str media_id = parsed ? json_get_text(tree, "id") : STR_EMPTY;
    if (media_id.len)
        send_message(s, t, u, media_id);
    else
        refused(s, t, (int)status, answer);
    json_free(tree);
}

bool upload_done(struct sender *s, struct transfer *t, const CURL *easy, CURLcode code)
{
    struct upload *u = t->upload;
    if (!u || u->easy != easy) return false;
    t->upload = NULL;
    ended(s, t, u, code);
    upload_free(u);
    return true;
}

bool upload_abort(struct sender *s, struct transfer *t)
{
    if (!t->upload) return false;
    (void)curl_multi_remove_handle(s->multi, t->upload->easy);
    return upload_done(s, t, t->upload->easy, CURLE_ABORTED_BY_CALLBACK);
}
