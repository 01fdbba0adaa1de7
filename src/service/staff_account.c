/* staff_account.c - who may be staff, and the one moment in which a token is readable. */
#include "service/staff_account.h"
#include "store/event_store.h"
#include "store/session_store.h"
#include "store/staff_store.h"
#include "store/token_store.h"
#include <string.h>

#define NAME_MAX_BYTES     64
#define LABEL_MAX_BYTES    64
#define PASSWORD_MIN_BYTES 10
#define PASSWORD_MAX_BYTES 200
#define TOKEN_BITS         256

static bool record_disabled(struct db *db, const struct desk_act *by, struct str name, bool now,
                            struct err *e)
{
    return desk_event_insert(db, by, EVENT_STAFF_CHANGED, e,
                             "{\"account\":\"%.*s\",\"disabled\":{\"from\":%s,\"to\":%s}}",
                             STR_ARG(name), now ? "false" : "true", now ? "true" : "false");
}

static bool name_is_valid(struct str name)
{
    static const char allowed[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    if (name.len < 1 || name.len > NAME_MAX_BYTES) return false;
    for (size_t i = 0; i < name.len; i++)
        if (!memchr(allowed, name.at[i], sizeof allowed - 1)) return false;
    return true;
}

static bool role_check(const struct desk *desk, struct str text, struct str department,
                       enum role *role, struct err *e)
{
    if (!role_parse(text, role))
        return err_set(e, ERR_INPUT, "role: admin, operator, officer, supervisor or auditor");
    if (*role == ROLE_OFFICER && department.len == 0)
        return err_set(e, ERR_INPUT, "department: an officer needs one");
    if (*role != ROLE_OFFICER && department.len != 0)
        return err_set(e, ERR_INPUT, "department: for officers only");
    const struct department *unit = desk_department(desk, department);
    if (department.len != 0 && !unit)
        return err_set(e, ERR_INPUT, "department: no such code in departments.csv");
    if (unit && unit->external)
        return err_set(e, ERR_INPUT, "department: an external body has no officers here");
    return true;
}

bool staff_account_hash(struct str password, char out[PASSWORD_HASH_SIZE], struct err *e)
{
    if (password.len < PASSWORD_MIN_BYTES || password.len > PASSWORD_MAX_BYTES)
        return err_set(e, ERR_INPUT, "password: %d to %d bytes", PASSWORD_MIN_BYTES,
                       PASSWORD_MAX_BYTES);
    return password_hash(password, out, e);
}

bool staff_account_add(struct db *db, const struct desk *desk, const struct staff_account *account,
                       const struct desk_act *by, struct err *e)
{
    int64_t id;
    struct staff_draft draft = { .name = account->name,
                                 .department = account->department,
                                 .password_hash = account->password_hash,
                                 .now = by->now };
    if (!name_is_valid(account->name))
        return err_set(e, ERR_INPUT, "name: 1 to 64 of letters, digits, dot, dash and underscore");
    if (!role_check(desk, account->role, account->department, &draft.role, e)) return false;
    if (!staff_insert(db, &draft, &id, e))
        return e && e->code == ERR_CONFLICT ? err_set(e, ERR_CONFLICT, "name: already taken")
                                            : false;
    return desk_event_insert(db, by, EVENT_STAFF_ADDED, e,
                             "{\"account\":\"%.*s\",\"role\":\"%s\",\"department\":\"%.*s\"}",
                             STR_ARG(account->name), role_name(draft.role),
                             STR_ARG(account->department));
}

static bool find(struct db *db, struct str name, int64_t *id, struct err *e)
{
    struct arena arena = { 0 };
    struct staff_row row = { 0 };
    bool ok = staff_find(db, name, &arena, &row, e);
    *id = row.staff.id;
    arena_clear(&arena);
    return ok;
}

static bool find_open(struct db *db, struct str name, int64_t *id, struct err *e)
{
    struct arena arena = { 0 };
    struct staff_row row = { 0 };
    struct err why = { 0 };
    bool ok = staff_find(db, name, &arena, &row, &why);
    *id = row.staff.id;
    bool open = ok && row.disabled_at == 0;
    arena_clear(&arena);
    if (open) return true;
    if (ok || why.code == ERR_NOT_FOUND)
        return err_set(e, ERR_NOT_FOUND, "staff: no open account of that name");
    if (e) *e = why;
    return false;
}

static bool record_revoked(struct db *db, const struct desk_act *by, struct str name, int64_t id,
                           struct err *e)
{
    return desk_event_insert(db, by, EVENT_TOKEN_REVOKED, e,
                             "{\"account\":\"%.*s\",\"token\":%lld}", STR_ARG(name), (long long)id);
}

/* Those of this label, NULL: all; each is a line of its own. */
static bool tokens_revoke(struct db *db, const struct desk_act *by, struct str name,
                          int64_t staff_id, const struct str *label, struct err *e)
{
    int64_t id;
    do {
        if (!token_revoke_next(db, staff_id, label, by->now, &id, e)) return false;
        if (id && !record_revoked(db, by, name, id, e)) return false;
    } while (id);
    return true;
}

bool staff_account_disable(struct db *db, struct str name, const struct desk_act *by, struct err *e)
{
    int64_t id;
    return find_open(db, name, &id, e) && tokens_revoke(db, by, name, id, NULL, e) &&
           session_delete_of(db, id, e) && staff_disable(db, id, by->now, e) &&
           record_disabled(db, by, name, true, e);
}

bool staff_account_enable(struct db *db, struct str name, const struct desk_act *by, struct err *e)
{
    int64_t id;
    return find(db, name, &id, e) && staff_enable(db, id, e) &&
           record_disabled(db, by, name, false, e);
}

static bool record_role(struct db *db, const struct desk_act *by, const struct staff *was,
                        enum role role, struct str department, struct err *e)
{
    if (was->role == role && str_equal(was->department, department)) return true;
    return desk_event_insert(db, by, EVENT_STAFF_CHANGED, e,
                             "{\"account\":\"%.*s\",\"role\":{\"from\":\"%s\",\"to\":\"%s\"},"
                             "\"department\":{\"from\":\"%.*s\",\"to\":\"%.*s\"}}",
                             STR_ARG(was->name), role_name(was->role), role_name(role),
                             STR_ARG(was->department), STR_ARG(department));
}

bool staff_account_role(struct db *db, const struct desk *desk, struct str name, struct str role,
                        struct str department, const struct desk_act *by, struct err *e)
{
    struct arena arena = { 0 };
    struct staff_row row;
    enum role wanted;
    bool ok = role_check(desk, role, department, &wanted, e) &&
              staff_find(db, name, &arena, &row, e) &&
              staff_set_role(db, row.staff.id, wanted, department, e) &&
              record_role(db, by, &row.staff, wanted, department, e);
    arena_clear(&arena);
    return ok;
}

bool staff_account_password(struct db *db, struct str name, const char *hash,
                            const struct desk_act *by, struct err *e)
{
    int64_t id;
    return find(db, name, &id, e) && staff_set_password(db, id, hash, e) &&
           session_delete_of(db, id, e) &&
           desk_event_insert(db, by, EVENT_STAFF_PASSWORD, e, "{\"account\":\"%.*s\"}",
                             STR_ARG(name));
}

bool staff_account_keep_admin(struct db *db, struct err *e)
{
    int64_t admins;
    if (!staff_count_admins(db, &admins, e)) return false;
    return admins > 0 || err_set(e, ERR_CONFLICT, "The desk needs one open admin account.");
}

static bool label_is_valid(struct str label)
{
    if (label.len > LABEL_MAX_BYTES) return false;
    for (size_t i = 0; i < label.len; i++)
        if ((unsigned char)label.at[i] < ' ' || label.at[i] == 127) return false;
    return true;
}

static bool token_check(const struct staff_token *wanted, struct err *e)
{
    if (!label_is_valid(wanted->label))
        return err_set(e, ERR_INPUT, "label: at most %d bytes on one line", LABEL_MAX_BYTES);
    if (wanted->scope.len && !str_equal(wanted->scope, STR("read")) &&
        !str_equal(wanted->scope, STR("write")))
        return err_set(e, ERR_INPUT, "scope: read or write");
    if (wanted->days < 0 || wanted->days > STAFF_TOKEN_DAYS_MAX)
        return err_set(e, ERR_INPUT, "expires: 1 to %d days", STAFF_TOKEN_DAYS_MAX);
    return true;
}

static bool token_room(struct db *db, int64_t staff_id, struct err *e)
{
    struct arena arena = { 0 };
    size_t count = 0;
    struct token_row *rows = arena_zero(&arena, TOKEN_LIST_MAX, sizeof *rows);
    bool ok = rows ? token_list(db, staff_id, &arena, rows, TOKEN_LIST_MAX, &count, e)
                   : err_set(e, ERR_MEMORY, "tokens: no memory");
    arena_clear(&arena);
    if (!ok) return false;
    return count < TOKEN_LIST_MAX ||
           err_set(e, ERR_CONFLICT, "The account has %d tokens: revoke one first.", TOKEN_LIST_MAX);
}

static bool record_made(struct db *db, const struct desk_act *by, struct str name, int64_t id,
                        bool read_only, struct err *e)
{
    return desk_event_insert(db, by, EVENT_TOKEN_MADE, e,
                             "{\"account\":\"%.*s\",\"token\":%lld,\"scope\":\"%s\"}",
                             STR_ARG(name), (long long)id, read_only ? "read" : "write");
}

bool staff_account_token(struct db *db, struct str name, const struct staff_token *wanted,
                         const struct desk_act *by, int64_t *id, char token[STAFF_TOKEN_SIZE],
                         struct err *e)
{
    char fresh[STAFF_TOKEN_SIZE];
    struct token_draft draft = { .label = wanted->label,
                                 .read_only = str_equal(wanted->scope, STR("read")),
                                 .now = by->now };
    if (wanted->days) draft.expires_at = by->now + wanted->days * MS_PER_DAY;
    if (!token_check(wanted, e) || !find_open(db, name, &draft.staff_id, e)) return false;
    if (!random_token(TOKEN_BITS, fresh, sizeof fresh))
        return err_set(e, ERR_INTERNAL, "token: buffer too small");
    draft.token = str_of(fresh);
    bool ok = tokens_revoke(db, by, name, draft.staff_id, &wanted->label, e) &&
              token_room(db, draft.staff_id, e) && token_insert(db, &draft, id, e) &&
              record_made(db, by, name, *id, draft.read_only, e);
    if (ok) memcpy(token, fresh, sizeof fresh);
    secret_wipe(fresh, sizeof fresh);
    return ok;
}

bool staff_account_revoke(struct db *db, struct str name, int64_t id, const struct desk_act *by,
                          struct err *e)
{
    int64_t staff_id;
    return find(db, name, &staff_id, e) && token_revoke(db, staff_id, id, by->now, e) &&
           record_revoked(db, by, name, id, e);
}
