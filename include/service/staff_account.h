/* staff_account.h - accounts of the desk: opening, changing, closing, and their tokens.
 *
 * Of names: 1 to 64 of a-z A-Z 0-9 . _ - and of labels: at most 64 bytes without control
 * characters. What is wrong is ERR_INPUT with a sentence; an unknown name is ERR_NOT_FOUND.
 * Threads: on the writer thread inside a job, or in a command. */
#ifndef KANDA_SERVICE_STAFF_ACCOUNT_H
#define KANDA_SERVICE_STAFF_ACCOUNT_H

#include "base/crypto.h"
#include "domain/desk.h"
#include "domain/role.h"
#include "store/event_store.h"

#define STAFF_TOKEN_SIZE     64 /* holds the token and its NUL */
#define STAFF_TOKEN_DAYS_MAX 3650

struct staff_account {
    struct str name;
    struct str role;           /* role_name */
    struct str department;     /* required for officer, refused for everybody else */
    const char *password_hash; /* of staff_account_hash; NULL: no sign-in by password */
};

/* 10 to 200 bytes. Tens of milliseconds and 19 MiB: not on the writer thread. */
MUST_CHECK bool staff_account_hash(struct str password, char out[PASSWORD_HASH_SIZE],
                                   struct err *e);
/* ERR_CONFLICT when the name is taken. */
MUST_CHECK bool staff_account_add(struct db *db, const struct desk *desk,
                                  const struct staff_account *account, const struct desk_act *by,
                                  struct err *e);
/* Closes it: no token, no session, no password works any more. ERR_NOT_FOUND when it is closed. */
MUST_CHECK bool staff_account_disable(struct db *db, struct str name, const struct desk_act *by,
                                      struct err *e);
/* Opens it again; it gets no token and no session back. */
MUST_CHECK bool staff_account_enable(struct db *db, struct str name, const struct desk_act *by,
                                     struct err *e);
/* What a person may do is looked up with each request: it holds from the next one. */
MUST_CHECK bool staff_account_role(struct db *db, const struct desk *desk, struct str name,
                                   struct str role, struct str department,
                                   const struct desk_act *by, struct err *e);
/* Ends all sessions of the account, and its wait after wrong passwords; tokens go on. */
MUST_CHECK bool staff_account_password(struct db *db, struct str name, const char *hash,
                                       const struct desk_act *by, struct err *e);
/* ERR_CONFLICT when nobody could administer the desk any more: run it after a change. */
MUST_CHECK bool staff_account_keep_admin(struct db *db, struct err *e);

struct staff_token {
    struct str label; /* what it is for; "": the one of the account itself */
    struct str scope; /* "write" or "" may all that the role may; "read" is for GET alone */
    int64_t days;     /* until it expires; 0: never */
};
/* Writes the new token (256 random bits, shown once, never stored) into token; the one with the
 * same label stops working. ERR_NOT_FOUND when the account is closed. */
MUST_CHECK bool staff_account_token(struct db *db, struct str name,
                                    const struct staff_token *wanted, const struct desk_act *by,
                                    int64_t *id, char token[STAFF_TOKEN_SIZE], struct err *e);
/* ERR_NOT_FOUND when this account has no such token. */
MUST_CHECK bool staff_account_revoke(struct db *db, struct str name, int64_t id,
                                     const struct desk_act *by, struct err *e);

#endif
