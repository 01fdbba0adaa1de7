/* repeat.c - the same key, the same answer: Idempotency-Key. */
#include "request.h"
#include "store/idempotency_store.h"
#include "ticket_path.h"
#include <string.h>

#define GIVEN_ONCE                                                                                 \
    409 /* kept instead of an answer that holds a secret; the body is what was made */

/* --- one at a time --- */

static bool is_same(const struct request *a, const struct request *b)
{
    return a->staff.id == b->staff.id && str_equal(a->repeat_key, b->repeat_key);
}

/* True: no other is running, and this one is from now on. */
static bool take_turn(struct running *all, struct request *r)
{
    (void)pthread_mutex_lock(&all->lock);
    const struct request *other = all->first;
    while (other && !is_same(other, r))
        other = other->running_next;
    if (!other) {
        r->running_next = all->first;
        all->first = r;
    }
    (void)pthread_mutex_unlock(&all->lock);
    return !other;
}

bool idempotency_enter(struct request *r)
{
    struct str key = request_header(r, "Idempotency-Key");
    if (key.len == 0 || strcmp(r->route->method, "POST") != 0 || r->route->asks || r->staff.id == 0)
        return true;
    if (key.len > IDEMPOTENCY_KEY_MAX)
        return answer_invalid(r, "Idempotency-Key: at most 255 bytes.");
    r->repeat_key = key;
    r->runs = take_turn(&r->server->running, r);
    if (r->runs) return true;
    answer_problem(r, 409, "still_running",
                   "The first request under this Idempotency-Key still runs: ask again.");
    r->retry_after = 1;
    return false;
}

void idempotency_leave(struct request *r)
{
    if (!r->runs) return;
    struct running *all = &r->server->running;
    (void)pthread_mutex_lock(&all->lock);
    struct request **at = &all->first;
    while (*at != r)
        at = &(*at)->running_next;
    *at = r->running_next;
    (void)pthread_mutex_unlock(&all->lock);
    r->runs = false;
}

/* --- and its answer again --- */

/* The caller's part counts as well: what was answered to an operator is not for an officer. */
static void digest_of(const struct request *r, uint8_t out[SHA256_SIZE])
{
    struct sha256 s;
    sha256_begin(&s);
    sha256_add(&s, str_of(r->route->method));
    request_path_hash(r, &s);
    sha256_add(&s, STR("\n"));
    sha256_add(&s, str_of(role_name(r->staff.role)));
    sha256_add(&s, STR("\n"));
    if (r->repeat_body.len)
        sha256_add(&s, r->repeat_body);
    else
        sha256_add(&s, (struct str){ r->body ? r->body : "", r->body_len });
    sha256_end(&s, out);
}

static bool is_visible(struct request *r, struct db *db, struct str number, struct err *e)
{
    struct ticket t;
    return number.len == 0 || ticket_of_number(r, db, number, &t, e);
}

/* Of the path, else those that the answer names: a new ticket, each of many. */
static bool tickets_visible(struct request *r, struct db *db, struct str body, struct err *e)
{
    struct json *answer;
    bool ok = true;
    if (str_starts(str_of(r->route->path), STR("/api/v1/tickets/{number}")))
        return is_visible(r, db, r->params[0], e);
    if (!json_parse(body, &answer, e)) return false;
    ok = is_visible(r, db, json_get_text(answer, "number"), e);
    const struct json *item = json_first(json_get(answer, "items"));
    for (; ok && item; item = json_next(item)) {
        int64_t status = 200; /* in a list of tickets it is a word */
        (void)json_i64(json_get(item, "status"), &status);
        ok = status != 200 || is_visible(r, db, json_get_text(item, "number"), e);
    }
    json_free(answer);
    return ok;
}

static bool answer_again(struct request *r, struct db *db, const struct kept_answer *kept,
                         struct err *e)
{
    if (memcmp(kept->request_digest, r->repeat_digest, SHA256_SIZE) != 0) {
        answer_problem(r, 422, "idempotency_key_reused",
                       "This Idempotency-Key was used for another request: take a new one.");
        return true;
    }
    bool once = kept->status == GIVEN_ONCE;
    if (!tickets_visible(r, db, once ? STR("{}") : kept->body, e)) {
        if (e->code != ERR_NOT_FOUND && e->code != ERR_DENIED) return false;
        *e = (struct err){ 0 };
        answer_problem(r, GIVEN_ONCE, "already_done",
                       "This was done under this key; it is no longer yours to see.");
        return true;
    }
    if (once) {
        r->made = arena_printf(&r->arena, "%.*s", STR_ARG(kept->body));
        answer_problem(r, GIVEN_ONCE, "already_done",
                       "This was done under this key; what it showed is shown only once.");
        return true;
    }
    answer_text(r, kept->status, "application/json", kept->body);
    if (kept->etag.len) r->etag = arena_printf(&r->arena, "%.*s", STR_ARG(kept->etag));
    return true;
}

bool idempotency_begin(struct request *r, struct db *db, bool *again, struct err *e)
{
    struct kept_answer kept;
    if (r->repeat_key.len == 0) return true;
    digest_of(r, r->repeat_digest);
    return idempotency_find(db, r->staff.id, r->repeat_key, r->arrived_at, &r->arena, &kept, again,
                            e) &&
           (!*again || answer_again(r, db, &kept, e));
}

bool idempotency_end(struct request *r, struct db *db, struct err *e)
{
    const char *made = r->made;
    r->made = NULL; /* an answer that could not be stored made nothing */
    if (r->repeat_key.len == 0 || r->status / 100 != 2) return true;
    struct kept_answer answer = { .status = r->status,
                                  .etag = str_of(r->etag),
                                  .body = buf_view(&r->text) };
    if (r->route->secret) {
        answer.status = GIVEN_ONCE;
        answer.body = made ? str_of(made) : STR_EMPTY;
    }
    memcpy(answer.request_digest, r->repeat_digest, SHA256_SIZE);
    return idempotency_put(db, r->staff.id, r->repeat_key, &answer, r->arrived_at, e);
}
