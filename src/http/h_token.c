/* h_token.c - tokens of an account, for admins; a token is shown once. */
#include "page.h"
#include "service/staff_account.h"
#include "store/staff_store.h"
#include "store/token_store.h"
#include "work.h"

static void token_members(struct json_writer *w, const struct token_row *t)
{
    json_member_i64(w, "id", t->id);
    json_member_text(w, "label", t->label);
    json_member_text(w, "scope", t->read_only ? STR("read") : STR("write"));
    json_member_time(w, "created_at", t->created_at);
    json_member_time_or_null(w, "expires_at", t->expires_at);
}

static bool tokens_of_path(struct request *r, struct db *db, struct token_row **rows, size_t *count,
                           struct err *e)
{
    struct staff_row who;
    *rows = arena_zero(&r->arena, TOKEN_LIST_MAX, sizeof **rows);
    if (!*rows) return err_set(e, ERR_MEMORY, "tokens: no memory");
    return staff_find(db, r->params[0], &r->arena, &who, e) &&
           token_list(db, who.staff.id, &r->arena, *rows, TOKEN_LIST_MAX, count, e);
}

bool h_token_list(struct request *r, struct db *db, struct err *e)
{
    struct json_writer w;
    struct token_row *rows;
    size_t count;
    if (!tokens_of_path(r, db, &rows, &count, e)) return false;
    page_begin(r, &w);
    for (size_t i = 0; i < count; i++) {
        json_begin_object(&w);
        token_members(&w, &rows[i]);
        json_end_object(&w);
    }
    page_end_at(r, &w, NULL);
    return true;
}

static bool read_wanted(struct request *r, struct staff_token *wanted)
{
    const struct json *body = request_object(r, "label scope expires_days"), *days;
    *wanted = (struct staff_token){ 0 };
    if (!body || !body_text(r, body, "label", &wanted->label) ||
        !body_text(r, body, "scope", &wanted->scope))
        return false;
    if (wanted->label.len == 0) return answer_invalid(r, "label: what the token is for.");
    days = json_get(body, "expires_days");
    if (!days || json_is_null(days)) return true;
    return (json_i64(days, &wanted->days) && wanted->days > 0) ||
           answer_invalid(r, "expires_days: a whole number from 1.");
}

bool h_token_post(struct request *r, struct db *db, struct err *e)
{
    struct staff_token wanted;
    struct desk_act by;
    struct json_writer w;
    struct staff_row who;
    struct token_row *rows;
    size_t count;
    int64_t id;
    char token[STAFF_TOKEN_SIZE];
    if (!staff_find(db, r->params[0], &r->arena, &who, e)) return false;
    if (!read_wanted(r, &wanted)) return true;
    if (!act_of(r, &by, e) || !staff_account_token(db, r->params[0], &wanted, &by, &id, token, e) ||
        !tokens_of_path(r, db, &rows, &count, e))
        return false;
    answer_json_begin(r, &w);
    json_begin_object(&w);
    for (size_t i = 0; i < count; i++)
        if (rows[i].id == id) token_members(&w, &rows[i]);
    json_member_text(&w, "token", str_of(token));
    json_end_object(&w);
    answer_json_end(r, 201, &w);
    r->made = arena_printf(&r->arena, "%lld", (long long)id);
    secret_wipe(token, sizeof token);
    log_event(r->server->options.log, LOG_INFO, "staff.change", LOG_TEXT("what", "token"),
              LOG_STR("name", r->params[0]), LOG_STR("by", r->staff.name), LOG_NUM("token", id));
    return true;
}

bool h_token_delete(struct request *r, struct db *db, struct err *e)
{
    struct desk_act by;
    int64_t id;
    if (!str_to_i64(r->params[1], 1, INT64_MAX, &id, NULL))
        return err_set(e, ERR_NOT_FOUND, "no such token");
    if (!act_of(r, &by, e) || !staff_account_revoke(db, r->params[0], id, &by, e)) return false;
    answer_text(r, 204, "application/json", STR_EMPTY);
    log_event(r->server->options.log, LOG_INFO, "staff.change", LOG_TEXT("what", "revoked"),
              LOG_STR("name", r->params[0]), LOG_STR("by", r->staff.name), LOG_NUM("token", id));
    return true;
}
