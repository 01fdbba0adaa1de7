/* repeat.c - the same key, the same answer: Idempotency-Key. */
#include "request.h"
#include "store/idempotency_store.h"
#include <string.h>

static void digest_of(const struct request *r, const char *path, uint8_t out[SHA256_SIZE])
{
    struct sha256 s;
    sha256_begin(&s);
    sha256_add(&s, str_of(r->route->method));
    sha256_add(&s, str_of(path));
    for (size_t i = 0; i < PATH_PARAMS_MAX; i++) {
        sha256_add(&s, STR("\n"));
        if (r->params[i].at) sha256_add(&s, r->params[i]);
    }
    sha256_add(&s, STR("\n"));
    sha256_add(&s, (struct str){ r->body ? r->body : "", r->body_len });
    sha256_end(&s, out);
}

static bool answer_again(struct request *r, const struct kept_answer *kept)
{
    if (memcmp(kept->request_digest, r->repeat_digest, SHA256_SIZE) != 0) {
        answer_problem(r, 422, "idempotency_key_reused",
                       "This Idempotency-Key was used for another request: take a new one.");
        return true;
    }
    answer_text(r, kept->status, "application/json", kept->body);
    if (kept->etag.len) r->etag = arena_printf(&r->arena, "%.*s", STR_ARG(kept->etag));
    return true;
}

bool idempotency_begin(struct request *r, struct db *db, bool *again, struct err *e)
{
    struct str key = request_header(r, "Idempotency-Key");
    struct kept_answer kept;
    if (key.len == 0 || strcmp(r->route->method, "POST") != 0 || r->staff.id == 0) return true;
    if (key.len > IDEMPOTENCY_KEY_MAX) {
        (void)answer_invalid(r, "Idempotency-Key: at most 255 bytes.");
        *again = true;
        return true;
    }
    digest_of(r, r->route->path, r->repeat_digest);
    r->repeat_key = key;
    return idempotency_find(db, r->staff.id, key, r->arrived_at, &r->arena, &kept, again, e) &&
           (!*again || answer_again(r, &kept));
}

bool idempotency_end(struct request *r, struct db *db, struct err *e)
{
    if (r->repeat_key.len == 0 || r->route->secret || r->status / 100 != 2) return true;
    struct kept_answer answer = { .status = r->status,
                                  .etag = str_of(r->etag),
                                  .body = buf_view(&r->text) };
    memcpy(answer.request_digest, r->repeat_digest, SHA256_SIZE);
    return idempotency_put(db, r->staff.id, r->repeat_key, &answer, r->arrived_at, e);
}
