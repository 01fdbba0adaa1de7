/* token_store.h - bearer tokens of programs and of the command line; only hashes are stored.
 * Threads: writing on the writer thread or a command; reading on any connection. */
#ifndef KANDA_STORE_TOKEN_STORE_H
#define KANDA_STORE_TOKEN_STORE_H

#include "domain/role.h"
#include "store/db.h"

struct token_draft {
    int64_t staff_id;
    struct str token;   /* its SHA-256 is stored */
    struct str label;   /* what it is for; "": the one of the account itself */
    bool read_only;     /* GET alone */
    int64_t expires_at; /* 0: never */
    int64_t now;
};
MUST_CHECK bool token_insert(struct db *db, const struct token_draft *draft, int64_t *id,
                             struct err *e);

/* What a token allows. */
struct token_grant {
    struct staff staff;
    bool read_only;
    int64_t expires_at; /* 0: never */
};
/* ERR_NOT_FOUND for an unknown, revoked or expired token, and when the account is closed. */
MUST_CHECK bool token_find(struct db *db, struct str token, int64_t now, struct arena *arena,
                           struct token_grant *out, struct err *e);

struct token_row {
    int64_t id, created_at, expires_at; /* expires_at 0: never */
    struct str label;
    bool read_only;
};
#define TOKEN_LIST_MAX 100 /* of one account; token_insert beyond is for the caller to refuse */
/* Those that are not revoked, expired ones too, oldest first. */
MUST_CHECK bool token_list(struct db *db, int64_t staff_id, struct arena *arena,
                           struct token_row *out, size_t max, size_t *count, struct err *e);

/* The name of the account that this token is, or was, of; ERR_NOT_FOUND. */
MUST_CHECK bool token_owner(struct db *db, int64_t id, struct arena *arena, struct str *out,
                            struct err *e);
/* ERR_NOT_FOUND when this account has no such token. */
MUST_CHECK bool token_revoke(struct db *db, int64_t staff_id, int64_t id, int64_t now,
                             struct err *e);
/* The oldest one of the account that is not revoked yet, with this label (NULL: with any); its id,
 * 0: there was none. */
MUST_CHECK bool token_revoke_next(struct db *db, int64_t staff_id, const struct str *label,
                                  int64_t now, int64_t *id, struct err *e);

#endif
