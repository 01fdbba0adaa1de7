/* staff_account.h - opening and closing accounts of the desk.
 * Threads: on the writer thread inside a job, or in a command. */
#ifndef KANDA_SERVICE_STAFF_ACCOUNT_H
#define KANDA_SERVICE_STAFF_ACCOUNT_H

#include "domain/desk.h"
#include "domain/role.h"
#include "store/db.h"

#define STAFF_TOKEN_SIZE 64 /* holds the token and its NUL */

struct staff_account {
    struct str name;       /* 1..64 of a-z A-Z 0-9 . _ - */
    struct str role;       /* role_name */
    struct str department; /* required for officer, refused for everybody else */
    struct str password;   /* empty: sign-in by token only; else 10..200 bytes */
    int64_t now;
};

/* Writes the new token (256 random bits, shown once, never stored) into token. ERR_INPUT names what
 * is wrong; ERR_CONFLICT when the name is taken. */
MUST_CHECK bool staff_account_add(struct db *db, const struct desk *desk,
                                  const struct staff_account *account, char token[STAFF_TOKEN_SIZE],
                                  struct err *e);
/* A fresh token; the old ones stop working. */
MUST_CHECK bool staff_account_token(struct db *db, struct str name, int64_t now,
                                    char token[STAFF_TOKEN_SIZE], struct err *e);

#endif
