/* h_session.c - signing in to the console, who am I, signing out. */
#include "person_json.h"
#include "request.h"
#include "service/sign_in.h"
#include "store/session_store.h"
#include <stdlib.h>

/* Answers the person who asks, with what the console needs to go on. */
static void answer_person(struct request *r, const struct staff *who, struct str cookie,
                          int64_t expires_at)
{
    struct json_writer w;
    char csrf[CSRF_SIZE];
    answer_json_begin(r, &w);
    json_begin_object(&w);
    person_members(&w, r->server->options.intake.desk, who);
    if (cookie.len) {
        auth_csrf(cookie, csrf);
        json_member_text(&w, "csrf", str_of(csrf));
    } else {
        json_member_null(&w, "csrf");
    }
    json_member_time_or_null(&w, "expires_at", expires_at);
    json_end_object(&w);
    answer_json_end(r, 200, &w);
}

/* --- signing in --- */

/* Another site can make a browser send a form, but not this type without being asked first. */
static bool is_json(struct request *r)
{
    struct str rest = request_header(r, "Content-Type"), type;
    if (str_cut(&rest, ';', &type) && str_equal_nocase(str_trim(type), STR("application/json")))
        return true;
    answer_problem(r, 415, "unsupported_media_type", "Send application/json.");
    return false;
}

static bool read_attempt(struct request *r, struct sign_in_attempt *a)
{
    const struct json *body = is_json(r) ? request_object(r, "name password") : NULL;
    if (!body) return false;
    a->name = json_get_text(body, "name");
    a->password = json_get_text(body, "password");
    a->now = r->arrived_at;
    if (a->name.len && a->password.len) return true;
    return answer_invalid(r, "name and password: both, as text.");
}

struct failure {
    struct job job;
    int64_t staff_id;
    struct failures failures;
};

static bool failure_run(struct job *job, struct db *db, struct err *e)
{
    const struct failure *f = (struct failure *)((char *)job - offsetof(struct failure, job));
    return staff_set_failures(db, f->staff_id, f->failures, e);
}

static void failure_done(struct job *job, enum job_end end, const struct err *why)
{
    (void)end; /* on a full disk nobody can sign in either */
    (void)why;
    free((char *)job - offsetof(struct failure, job));
}

/* The answer does not wait for it: else a name that exists would take longer by one sync. */
static void failure_store(struct request *r, const struct sign_in_verdict *v)
{
    struct failure *f = v->who.staff.id ? calloc(1, sizeof *f) : NULL;
    if (!f) return;
    f->job =
        (struct job){ .run = failure_run, .done = failure_done, .weight = 1, .bytes = sizeof *f };
    f->staff_id = v->who.staff.id;
    f->failures = v->failures;
    if (!writer_submit(r->server->options.writer, &f->job)) free(f);
}

static void refuse(struct request *r, const struct sign_in_verdict *v)
{
    if (v->end == SIGN_IN_WAIT) {
        answer_problem(r, 429, "too_many_attempts",
                       "Too many wrong passwords: wait as long as Retry-After says.");
        r->retry_after = (v->wait_ms + MS_PER_SECOND - 1) / MS_PER_SECOND;
        return;
    }
    failure_store(r, v);
    if (v->locked && v->who.staff.id)
        log_event(r->server->options.log, LOG_WARN, "staff.locked",
                  LOG_STR("name", v->who.staff.name), LOG_NUM("failures", v->failures.count));
    answer_problem(r, 401, "wrong_credentials", "The name or the password is wrong.");
}

bool h_session_judge(struct request *r, struct db *db, struct err *e)
{
    char place[PEER_SIZE];
    struct sign_in_attempt attempt;
    struct sign_in_verdict *v = arena_zero(&r->arena, 1, sizeof *v);
    if (!v) return err_set(e, ERR_MEMORY, "session: no memory");
    if (!read_attempt(r, &attempt)) return true;
    peer_place(r, place);
    attempt.address = str_of(place);
    if (!sign_in_judge(db, r->server->attempts, &attempt, &r->arena, v, e)) return false;
    if (v->end != SIGN_IN_RIGHT) refuse(r, v);
    r->prepared = v;
    return true;
}

static bool cookie_set(struct request *r, const char *value, const char *more, struct err *e)
{
    r->set_cookie =
        arena_printf(&r->arena, SESSION_COOKIE "=%s; Path=/; HttpOnly; SameSite=Strict%s%s", value,
                     peer_is_private(r) ? "; Secure" : "", more);
    return r->set_cookie || err_set(e, ERR_MEMORY, "session: no memory");
}

bool h_session_post(struct request *r, struct db *db, struct err *e)
{
    const struct sign_in_verdict *v = r->prepared;
    char cookie[SESSION_COOKIE_SIZE];
    if (!sign_in_open(db, v, r->arrived_at, cookie, e) || !cookie_set(r, cookie, "", e))
        return false;
    answer_person(r, &v->who.staff, str_of(cookie), session_expiry(r->arrived_at, r->arrived_at));
    secret_wipe(cookie, sizeof cookie);
    return true;
}

/* --- who am I, signing out --- */

bool h_session_get(struct request *r, struct db *db, struct err *e)
{
    (void)db;
    (void)e;
    answer_person(r, &r->staff, r->cookie, r->access_expires_at);
    return true;
}

bool h_session_delete(struct request *r, struct db *db, struct err *e)
{
    if (r->cookie.len == 0) {
        answer_problem(r, 404, "not_found", "A token has no session that could be ended.");
        return true;
    }
    if (!session_delete(db, r->cookie, e) || !cookie_set(r, "", "; Max-Age=0", e)) return false;
    answer_text(r, 204, "application/json", STR_EMPTY);
    return true;
}
