/* referral.c - old referrals, a few at a time. */
#include "referral.h"
#include "base/json.h"
#include "domain/role.h"
#include "record.h"
#include "store/referral_store.h"
#include "store/ticket_store.h"

#define TICKETS_MAX 32

/* NULL: nobody's but the external body's, as far as the trail tells. */
static const struct department *own(const struct desk *desk, const struct ticket *t,
                                    struct str code)
{
    const struct department *d = desk_department(desk, code);
    return d && !d->external && !str_equal(code, t->referred_to) ? d : NULL;
}

static bool worker_find(struct db *db, const struct desk *desk, const struct ticket *t,
                        struct arena *arena, struct str *out, struct err *e)
{
    struct str code, data;
    struct json *tree = NULL;
    if (!referral_department_before(db, t->id, arena, &code, e) ||
        !referral_assigned(db, t->id, arena, &data, e))
        return false;
    const struct department *d = own(desk, t, code);
    if (!d && code.len == 0 && json_parse(data, &tree, NULL))
        d = own(desk, t, json_get_text(tree, "department"));
    json_free(tree);
    *out = d ? d->code : desk->desk_department->code;
    if (!d && t->kind == KIND_WHISTLEBLOWING) *out = STR(WHISTLEBLOWING_DEPARTMENT);
    return true;
}

static bool settle(struct db *db, const struct intake_options *options, int64_t id, int64_t now,
                   struct arena *arena, struct err *e)
{
    struct ticket t;
    struct str worker;
    int64_t event_id;
    if (!ticket_get(db, id, arena, &t, e) || !worker_find(db, options->desk, &t, arena, &worker, e))
        return false;
    t.department = worker;
    const char *data =
        arena_printf(arena, "{\"department\":\"%.*s\",\"department_before\":\"%.*s\"}",
                     STR_ARG(worker), STR_ARG(t.referred_to));
    if (!data) return err_set(e, ERR_MEMORY, "referral: no memory");
    struct event event = {
        .at = now, .type = STR(EVENT_CHANGED), .actor = STR("system"), .data_json = str_of(data)
    };
    return record_change(db, options->desk, &t, &event, arena, &event_id, e);
}

bool referral_settle(struct db *db, const struct intake_options *options, int64_t now, bool *more,
                     struct err *e)
{
    *more = false;
    for (int i = 0; i < TICKETS_MAX; i++) {
        struct arena arena = { 0 };
        int64_t id;
        if (!referral_unsettled(db, &id, e)) return false;
        if (id == 0) return true;
        bool ok = settle(db, options, id, now, &arena, e);
        arena_clear(&arena);
        if (!ok) return false;
    }
    *more = true;
    return true;
}
