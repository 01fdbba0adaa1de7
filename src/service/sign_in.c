/* sign_in.c - judges a password and opens a session. */
#include "service/sign_in.h"
#include "store/session_store.h"
#include <string.h>

#define COOKIE_BITS 256
enum { BY_NAME = 'n', BY_PASSWORD = 'p', BY_ADDRESS = 'a' };

static bool find_open(struct db *db, struct str name, struct arena *arena, struct staff_row *out,
                      struct err *e)
{
    struct err why = { 0 };
    *out = (struct staff_row){ 0 };
    if (!staff_find(db, name, arena, out, &why)) {
        if (why.code == ERR_NOT_FOUND) return true;
        *e = why;
        return false;
    }
    if (out->disabled_at || !out->password_hash) *out = (struct staff_row){ 0 };
    return true;
}

/* The column of an account lags behind by one commit, so its failures are counted in memory too:
 * under the hash, so that a new password starts anew. */
static struct failures name_failures(const struct attempts *memory, const struct sign_in_attempt *a,
                                     const struct staff_row *who)
{
    if (who->staff.id == 0) return attempts_of(memory, BY_NAME, a->name);
    struct failures f = attempts_of(memory, BY_PASSWORD, str_of(who->password_hash));
    return f.last_at > who->failures.last_at ? f : who->failures;
}

static void name_failures_set(struct attempts *memory, const struct sign_in_attempt *a,
                              const struct staff_row *who, struct failures f)
{
    if (who->staff.id == 0)
        attempts_set(memory, BY_NAME, a->name, f);
    else
        attempts_set(memory, BY_PASSWORD, str_of(who->password_hash), f);
}

static int64_t longer(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static void count_failure(struct attempts *memory, const struct sign_in_attempt *a,
                          struct failures of_name, struct failures of_address,
                          struct sign_in_verdict *out)
{
    out->end = SIGN_IN_WRONG;
    out->failures = sign_in_failed(&sign_in_account, of_name, a->now);
    out->locked = sign_in_wait(&sign_in_account, out->failures, a->now) > 0;
    attempts_set(memory, BY_ADDRESS, a->address,
                 sign_in_failed(&sign_in_address, of_address, a->now));
    name_failures_set(memory, a, &out->who, out->failures);
}

bool sign_in_judge(struct db *db, struct attempts *memory, const struct sign_in_attempt *a,
                   struct arena *arena, struct sign_in_verdict *out, struct err *e)
{
    *out = (struct sign_in_verdict){ 0 };
    if (!find_open(db, a->name, arena, &out->who, e)) return false;
    bool known = out->who.staff.id != 0;
    struct failures of_address = attempts_of(memory, BY_ADDRESS, a->address);
    struct failures of_name = name_failures(memory, a, &out->who);
    out->wait_ms = longer(sign_in_wait(&sign_in_account, of_name, a->now),
                          sign_in_wait(&sign_in_address, of_address, a->now));
    if (out->wait_ms > 0) {
        out->end = SIGN_IN_WAIT;
        return true;
    }
    bool right = password_matches(a->password, known ? out->who.password_hash : password_of_nobody);
    if (!right || !known) {
        count_failure(memory, a, of_name, of_address, out);
        return true;
    }
    out->end = SIGN_IN_RIGHT;
    out->failures = of_name;
    if (of_name.count) name_failures_set(memory, a, &out->who, (struct failures){ 0, a->now });
    return password_is_current(out->who.password_hash) ||
           password_hash(a->password, out->new_hash, e);
}

/* The password may have been changed, or the account closed, while the old one was judged. */
static bool still_as_judged(struct db *db, const struct staff_row *judged, struct err *e)
{
    struct arena arena = { 0 };
    struct staff_row now;
    bool ok = find_open(db, judged->staff.name, &arena, &now, e);
    bool same = ok && now.staff.id == judged->staff.id && now.password_hash &&
                strcmp(now.password_hash, judged->password_hash) == 0;
    arena_clear(&arena);
    if (!ok) return false;
    return same || err_set(e, ERR_CONFLICT, "The account was changed just now: sign in again.");
}

static bool settle(struct db *db, const struct sign_in_verdict *v, struct err *e)
{
    int64_t id = v->who.staff.id;
    if (v->new_hash[0]) return staff_set_password(db, id, v->new_hash, e);
    return v->failures.count == 0 || staff_set_failures(db, id, (struct failures){ 0 }, e);
}

bool sign_in_open(struct db *db, const struct sign_in_verdict *v, int64_t now,
                  char cookie[SESSION_COOKIE_SIZE], struct err *e)
{
    int64_t id = v->who.staff.id;
    if (!random_token(COOKIE_BITS, cookie, SESSION_COOKIE_SIZE))
        return err_set(e, ERR_INTERNAL, "cookie: buffer too small");
    return still_as_judged(db, &v->who, e) && settle(db, v, e) &&
           session_insert(db, id, str_of(cookie), now, e) && session_tidy(db, id, now, e);
}
