/* staff_account.c - who may be staff, and the one moment in which a token is readable. */
#include "service/staff_account.h"
#include "base/crypto.h"
#include "store/staff_store.h"
#include <string.h>

#define NAME_MAX_BYTES     64
#define PASSWORD_MIN_BYTES 10
#define PASSWORD_MAX_BYTES 200
#define TOKEN_BITS         256

static bool name_is_valid(struct str name)
{
    static const char allowed[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    if (name.len < 1 || name.len > NAME_MAX_BYTES) return false;
    for (size_t i = 0; i < name.len; i++)
        if (!memchr(allowed, name.at[i], sizeof allowed - 1)) return false;
    return true;
}

static bool account_check(const struct desk *desk, const struct staff_account *a, enum role *role,
                          struct err *e)
{
    if (!name_is_valid(a->name))
        return err_set(e, ERR_INPUT, "name: 1 to 64 of letters, digits, dot, dash and underscore");
    if (!role_parse(a->role, role))
        return err_set(e, ERR_INPUT, "role: admin, operator, officer, supervisor or auditor");
    if (*role == ROLE_OFFICER && a->department.len == 0)
        return err_set(e, ERR_INPUT, "an officer needs --department CODE");
    if (*role != ROLE_OFFICER && a->department.len != 0)
        return err_set(e, ERR_INPUT, "--department is for officers only");
    if (a->department.len != 0 && !desk_department(desk, a->department))
        return err_set(e, ERR_INPUT, "department: no such code in departments.csv");
    if (a->password.len != 0 &&
        (a->password.len < PASSWORD_MIN_BYTES || a->password.len > PASSWORD_MAX_BYTES))
        return err_set(e, ERR_INPUT, "password: %d to %d bytes", PASSWORD_MIN_BYTES,
                       PASSWORD_MAX_BYTES);
    return true;
}

bool staff_account_add(struct db *db, const struct desk *desk, const struct staff_account *account,
                       char token[STAFF_TOKEN_SIZE], struct err *e)
{
    char fresh[STAFF_TOKEN_SIZE], hash[PASSWORD_HASH_SIZE];
    int64_t id;
    struct staff_draft draft = { .name = account->name,
                                 .department = account->department,
                                 .now = account->now };
    if (!account_check(desk, account, &draft.role, e)) return false;
    if (account->password.len != 0) {
        if (!password_hash(account->password, hash, e)) return false;
        draft.password_hash = hash;
    }
    if (!random_token(TOKEN_BITS, fresh, sizeof fresh))
        return err_set(e, ERR_INTERNAL, "token: buffer too small");
    draft.token = str_of(fresh);
    bool ok = staff_insert(db, &draft, &id, e);
    if (!ok && e && e->code == ERR_CONFLICT) err_set(e, ERR_CONFLICT, "name: already taken");
    if (ok) memcpy(token, fresh, sizeof fresh);
    secret_wipe(fresh, sizeof fresh);
    return ok;
}

bool staff_account_token(struct db *db, struct str name, int64_t now, char token[STAFF_TOKEN_SIZE],
                         struct err *e)
{
    char fresh[STAFF_TOKEN_SIZE];
    if (!random_token(TOKEN_BITS, fresh, sizeof fresh))
        return err_set(e, ERR_INTERNAL, "token: buffer too small");
    bool ok = staff_new_token(db, name, str_of(fresh), now, e);
    if (ok) memcpy(token, fresh, sizeof fresh);
    secret_wipe(fresh, sizeof fresh);
    return ok;
}
