/* client_requests.c - requests made and signed before the clock starts. */
#include "base/buf.h"
#include "base/crypto.h"
#include "cli/app.h"
#include "client.h"
#include "wa/signature.h"
#include <stdlib.h>
#include <string.h>

#define REQUESTS_MAX_BYTES ((size_t)1 << 30)
#define SENTENCES          512 /* made once and used in turn: making is not what is measured */
#define SENTENCE_MAX       1024

struct sentences {
    char at[SENTENCES][SENTENCE_MAX];
};

static struct sentences *sentences_make(uint64_t seed)
{
    struct err e = { 0 };
    struct bench_dice dice = { seed };
    struct desk *desk = desk_load("", &e);
    struct sentences *s = malloc(sizeof *s);
    if (!desk || !s || !crypto_init(&e)) bench_die("sentences", &e);
    for (size_t i = 0; i < SENTENCES; i++)
        (void)bench_sentence(desk, &dice, s->at[i], SENTENCE_MAX);
    desk_destroy(desk);
    return s;
}

static void request_add(struct buf *out, struct str body)
{
    char signature[WA_SIGNATURE_SIZE];
    wa_signature_make(STR(BENCH_SECRET), body, signature);
    buf_addf(out,
             "POST /webhook HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
             "User-Agent: facebookexternalua\r\nX-Hub-Signature-256: %s\r\n"
             "Content-Length: %zu\r\n\r\n",
             signature, body.len);
    buf_add(out, body);
}

static void requests_begin(struct client_requests *r, size_t count)
{
    *r = (struct client_requests){ .begin = calloc(count + 1, sizeof *r->begin), .count = count };
    if (!r->begin) bench_die("no memory", NULL);
}

static void requests_take(struct client_requests *r, struct buf *all)
{
    size_t len;
    r->begin[r->count] = all->len;
    r->bytes = buf_take(all, &len);
    if (!r->bytes) bench_die("too many requests", NULL);
}

void client_requests_make(struct client_requests *r, size_t count, size_t messages, uint64_t seed)
{
    struct sentences *sentences = sentences_make(seed);
    struct clock clock = clock_system();
    size_t cap = messages * BENCH_BODY, made = 0;
    char *body = malloc(cap);
    struct bench_message *batch = calloc(messages, sizeof *batch);
    struct bench_dice dice = { seed * 1000003 };
    struct buf all;
    int64_t now = clock_now(&clock);
    if (!body || !batch) bench_die("no memory", NULL);
    buf_init(&all, REQUESTS_MAX_BYTES);
    requests_begin(r, count);
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < messages; k++, made++)
            batch[k] = (struct bench_message){ .who = bench_throw(&dice) % 10000000000u,
                                               .id = bench_throw(&dice),
                                               .at = now,
                                               .text = sentences->at[made % SENTENCES] };
        r->begin[i] = all.len;
        request_add(&all, (struct str){ body, bench_webhook(batch, messages, body, cap) });
    }
    requests_take(r, &all);
    free(batch);
    free(body);
    free(sentences);
}

void client_requests_get(struct client_requests *r, const char *path, const char *token)
{
    struct buf all;
    buf_init(&all, REQUESTS_MAX_BYTES);
    requests_begin(r, 1);
    r->repeat = true;
    buf_addf(&all, "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n\r\n", path,
             token ? token : "");
    requests_take(r, &all);
}

void client_requests_free(struct client_requests *r)
{
    free(r->bytes);
    free(r->begin);
    *r = (struct client_requests){ 0 };
}
