/* h_staff.c - accounts of the desk, for admins. What a password costs is paid on the thread for
 * that, before the writer acts. */
#include "page.h"
#include "person_json.h"
#include "service/staff_account.h"
#include "store/staff_store.h"
#include "work.h"

/* Whoever changes whom stands in the log, with the names of staff. It is written before COMMIT: a
 * change that could not be stored is followed by an error there. */
static void log_change(const struct request *r, const char *what, struct str name)
{
    log_event(r->server->options.log, LOG_INFO, "staff.change", LOG_TEXT("what", what),
              LOG_STR("name", name), LOG_STR("by", r->staff.name));
}

static void account_json(struct request *r, struct json_writer *w, const struct staff_row *row)
{
    int64_t wait = sign_in_wait(&sign_in_account, row->failures, r->arrived_at);
    json_begin_object(w);
    person_members(w, r->server->options.intake.desk, &row->staff);
    json_member_bool(w, "disabled", row->disabled_at != 0);
    json_member_bool(w, "has_password", row->password_hash != NULL);
    if (wait)
        json_member_time(w, "locked_until", r->arrived_at + wait);
    else
        json_member_null(w, "locked_until");
    json_member_time(w, "created_at", row->created_at);
    json_end_object(w);
}

static bool answer_account(struct request *r, struct db *db, struct str name, unsigned status,
                           struct err *e)
{
    struct json_writer w;
    struct staff_row row;
    if (!staff_find(db, name, &r->arena, &row, e)) return false;
    answer_json_begin(r, &w);
    account_json(r, &w, &row);
    answer_json_end(r, status, &w);
    return true;
}

bool h_staff_list(struct request *r, struct db *db, struct err *e)
{
    struct json_writer w;
    size_t count;
    struct staff_row *rows = arena_zero(&r->arena, STAFF_LIST_MAX, sizeof *rows);
    if (!rows) return err_set(e, ERR_MEMORY, "staff: no memory");
    if (!staff_list(db, &r->arena, rows, STAFF_LIST_MAX, &count, e)) return false;
    page_begin(r, &w);
    for (size_t i = 0; i < count; i++)
        account_json(r, &w, &rows[i]);
    page_end_at(r, &w, NULL);
    return true;
}

/* Hashes the member password, if there is one, into r->prepared. Not trimmed: blanks count. */
static bool prepare_password(struct request *r, const struct json *body, struct err *e)
{
    const struct json *password = json_get(body, "password");
    if (!password || json_is_null(password)) return true;
    r->prepared = arena_zero(&r->arena, PASSWORD_HASH_SIZE, 1);
    if (!r->prepared) return err_set(e, ERR_MEMORY, "staff: no memory");
    return staff_account_hash(json_text(password), r->prepared, e);
}

#define NEW_MEMBERS    "name role department password"
#define CHANGE_MEMBERS "disabled role department password"

static bool account_read(struct request *r, const struct json *body, struct staff_account *out)
{
    return body_text(r, body, "name", &out->name) && body_text(r, body, "role", &out->role) &&
           body_text(r, body, "department", &out->department);
}

bool h_staff_post_prepare(struct request *r, struct db *db, struct err *e)
{
    struct staff_account wanted = { 0 };
    (void)db;
    const struct json *body = request_object(r, NEW_MEMBERS);
    if (!body || !account_read(r, body, &wanted)) return true;
    const char *said = arena_printf(&r->arena, "%.*s\n%.*s\n%.*s", STR_ARG(wanted.name),
                                    STR_ARG(wanted.role), STR_ARG(wanted.department));
    if (!said) return err_set(e, ERR_MEMORY, "staff: no memory");
    r->repeat_body = str_of(said);
    return prepare_password(r, body, e);
}

bool h_staff_post(struct request *r, struct db *db, struct err *e)
{
    struct staff_account account = { .password_hash = r->prepared };
    struct desk_act by;
    const struct json *body = request_object(r, NEW_MEMBERS);
    if (!body || !account_read(r, body, &account)) return true;
    if (!act_of(r, &by, e) ||
        !staff_account_add(db, r->server->options.intake.desk, &account, &by, e))
        return false;
    log_change(r, "added", account.name);
    if (!answer_account(r, db, account.name, 201, e)) return false;
    r->made = arena_printf(&r->arena, "%.*s", STR_ARG(account.name));
    return true;
}

bool h_staff_patch_prepare(struct request *r, struct db *db, struct err *e)
{
    struct staff_row row;
    const struct json *body;
    if (!staff_find(db, r->params[0], &r->arena, &row, e)) return false;
    body = request_object(r, CHANGE_MEMBERS);
    return !body || prepare_password(r, body, e);
}

struct change {
    bool has_disabled, disabled, has_role, has_department;
    struct str role, department;
};

/* All of it is read before anything is changed. False: 422 was answered. */
static bool read_change(struct request *r, struct change *c)
{
    const struct json *body = request_object(r, CHANGE_MEMBERS), *disabled;
    *c = (struct change){ 0 };
    if (!body || !body_text(r, body, "role", &c->role) ||
        !body_text(r, body, "department", &c->department))
        return false;
    c->has_role = c->role.len != 0;
    c->has_department = json_get(body, "department") != NULL;
    disabled = json_get(body, "disabled");
    c->has_disabled = disabled != NULL;
    c->disabled = json_bool(disabled, false);
    if (!disabled || json_is_bool(disabled)) return true;
    return answer_invalid(r, "disabled must be true or false.");
}

static bool change_open(struct request *r, struct db *db, const struct change *c,
                        const struct staff_row *row, struct err *e)
{
    if (!c->has_disabled || c->disabled == (row->disabled_at != 0)) return true;
    struct desk_act by;
    if (!act_of(r, &by, e)) return false;
    if (c->disabled ? !staff_account_disable(db, row->staff.name, &by, e)
                    : !staff_account_enable(db, row->staff.name, &by, e))
        return false;
    log_change(r, c->disabled ? "disabled" : "enabled", row->staff.name);
    return true;
}

/* What is not said stays; an officer who becomes something else has no department any more. */
static bool change_role(struct request *r, struct db *db, const struct change *c,
                        const struct staff_row *row, struct err *e)
{
    struct str role = c->role, department = c->department;
    if (!c->has_role && !c->has_department) return true;
    if (!c->has_role) role = str_of(role_name(row->staff.role));
    if (!c->has_department && str_equal(role, str_of(role_name(ROLE_OFFICER))))
        department = row->staff.department;
    struct desk_act by;
    if (!act_of(r, &by, e) || !staff_account_role(db, r->server->options.intake.desk,
                                                  row->staff.name, role, department, &by, e))
        return false;
    log_change(r, "role", row->staff.name);
    return true;
}

static bool change_password(struct request *r, struct db *db, const struct staff_row *row,
                            struct err *e)
{
    if (!r->prepared) return true;
    struct desk_act by;
    if (!act_of(r, &by, e) || !staff_account_password(db, row->staff.name, r->prepared, &by, e))
        return false;
    log_change(r, "password", row->staff.name);
    return true;
}

bool h_staff_patch(struct request *r, struct db *db, struct err *e)
{
    struct staff_row row;
    struct change c;
    if (!read_change(r, &c)) return true;
    return staff_find(db, r->params[0], &r->arena, &row, e) && change_open(r, db, &c, &row, e) &&
           change_role(r, db, &c, &row, e) && change_password(r, db, &row, e) &&
           staff_account_keep_admin(db, e) && answer_account(r, db, row.staff.name, 200, e);
}
