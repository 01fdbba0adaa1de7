/* auth.c - who asks: a bearer token, a session of the console, or the operator on the machine. */
#include "request.h"
#include "store/session_store.h"
#include "store/token_store.h"
#include <stdlib.h>
#include <string.h>

static struct str bearer_token(const struct request *r)
{
    struct str value = request_header(r, "Authorization");
    struct str scheme = str_word(&value);
    if (!str_equal_nocase(scheme, STR("Bearer"))) return STR_EMPTY;
    struct str token = str_trim(value);
    return token.len <= SECRET_MAX ? token : STR_EMPTY;
}

static struct str session_cookie(const struct request *r)
{
    const char *value = NULL;
    size_t len = 0;
    if (MHD_lookup_connection_value_n(r->connection, MHD_COOKIE_KIND, SESSION_COOKIE,
                                      strlen(SESSION_COOKIE), &value, &len) != MHD_YES ||
        !value || len > SECRET_MAX)
        return STR_EMPTY;
    return (struct str){ value, len };
}

static bool unknown_caller(struct request *r)
{
    answer_problem(r, 401, "unauthorized",
                   "Sign in, or send `Authorization: Bearer TOKEN` with a token of `kanda staff "
                   "add`.");
    return false;
}

static bool refused(struct request *r, const struct err *e)
{
    if (e->code == ERR_NOT_FOUND) return unknown_caller(r);
    answer_error(r, e);
    return false;
}

/* HEAD comes as GET. */
static bool changes_something(const struct request *r)
{
    return strcmp(r->route->method, "GET") != 0;
}

static bool prove_token(struct request *r, struct db *db, struct str token)
{
    struct token_grant grant;
    struct err e = { 0 };
    if (!token_find(db, token, r->arrived_at, &r->arena, &grant, &e)) return refused(r, &e);
    if (grant.read_only && changes_something(r)) {
        answer_problem(r, 403, "read_only_token", "This token is for reading only.");
        return false;
    }
    r->staff = grant.staff;
    r->access_expires_at = grant.expires_at;
    return true;
}

/* --- sessions --- */

/* Bound to the session by its cookie, which no other site can read; nothing of it is stored. */
void auth_csrf(struct str cookie, char out[CSRF_SIZE])
{
    uint8_t mac[SHA256_SIZE];
    hmac_sha256(cookie, STR("kanda csrf"), mac);
    hex_encode(mac, sizeof mac, out);
}

struct touch {
    struct job job;
    int64_t created_at, now;
    struct str cookie;
    char bytes[SECRET_MAX];
};

static bool touch_run(struct job *job, struct db *db, struct err *e)
{
    struct touch *t = (struct touch *)((char *)job - offsetof(struct touch, job));
    return session_touch(db, t->cookie, t->created_at, t->now, e);
}

static void touch_done(struct job *job, enum job_end end, const struct err *why)
{
    (void)end; /* not stored: the next request tries again */
    (void)why;
    free((char *)job - offsetof(struct touch, job));
}

/* Nobody waits for it: a session that could not be prolonged now will be with the next request. */
static void touch_begin(struct request *r, const struct session *s)
{
    struct touch *t = calloc(1, sizeof *t);
    if (!t) return;
    t->job = (struct job){ .run = touch_run, .done = touch_done, .weight = 1, .bytes = sizeof *t };
    t->created_at = s->created_at;
    t->now = r->arrived_at;
    memcpy(t->bytes, r->cookie.at, r->cookie.len);
    t->cookie = (struct str){ t->bytes, r->cookie.len };
    if (!writer_submit(r->server->options.writer, &t->job)) free(t);
}

static bool prove_session(struct request *r, struct db *db, struct str cookie)
{
    char csrf[CSRF_SIZE];
    struct session s;
    struct err e = { 0 };
    if (!session_find(db, cookie, r->arrived_at, &r->arena, &s, &e)) return refused(r, &e);
    auth_csrf(cookie, csrf);
    if (changes_something(r) && !secret_equal(request_header(r, "X-CSRF-Token"), str_of(csrf))) {
        answer_problem(r, 403, "csrf", "Send the session's csrf token in the header X-CSRF-Token.");
        return false;
    }
    r->staff = s.staff;
    r->cookie = cookie;
    r->access_expires_at = s.expires_at;
    if (r->arrived_at - s.seen_at >= SESSION_TOUCH_MS) {
        r->access_expires_at = session_expiry(s.created_at, r->arrived_at);
        touch_begin(r, &s);
    }
    return true;
}

/* --- later, again --- */

void auth_proof(const struct request *r, struct proof *out)
{
    struct str secret = r->cookie.len ? r->cookie : bearer_token(r);
    *out = (struct proof){ .by_session = r->cookie.len > 0 };
    if (!str_copy(out->secret, sizeof out->secret, secret)) out->secret[0] = '\0';
}

bool auth_proof_stands(const struct proof *proof, struct db *db, int64_t now, struct arena *arena,
                       struct staff *out, struct err *e)
{
    struct token_grant grant;
    struct session session;
    bool ok = proof->by_session ? session_find(db, str_of(proof->secret), now, arena, &session, e)
                                : token_find(db, str_of(proof->secret), now, arena, &grant, e);
    if (ok) *out = proof->by_session ? session.staff : grant.staff;
    return ok;
}

/* --- who --- */

/* A token that is shown counts, whatever cookies come along. */
static bool prove_staff(struct request *r, struct db *db)
{
    struct str token = bearer_token(r);
    if (request_header(r, "Authorization").len)
        return token.len ? prove_token(r, db, token) : unknown_caller(r);
    struct str cookie = session_cookie(r);
    return cookie.len ? prove_session(r, db, cookie) : unknown_caller(r);
}

bool auth_prove(struct request *r, struct db *db)
{
    unsigned roles = r->route->roles;
    if (r->route->caller == CALLER_OPERATOR) {
        if (peer_is_operator(r)) return true;
        roles = ROLE_BIT(ROLE_ADMIN);
    } else if (r->route->caller != CALLER_STAFF) {
        return true;
    }
    if (!prove_staff(r, db)) return false;
    if (roles & ROLE_BIT(r->staff.role)) return true;
    answer_problem(r, 403, "forbidden", "Your role may not do this.");
    return false;
}
