/* outbox_gate.c - the 24-hour window, asked when a row is about to leave. Inside the window this
 * costs nothing: the lease itself brings what is asked. */
#include "outbox_gate.h"
#include "domain/window.h"
#include "store/template_store.h"

#define TEMPLATE_JSON_MAX 16384

static const struct outbox_reason closed = { 0, { "the 24-hour window is closed", 28 } };
static const struct outbox_reason unapproved = { 0, { "its template is not approved", 28 } };
static const struct outbox_reason worthless = {
    0, { "a reaction, and the 24-hour window is closed", 44 }
};

const struct outbox_reason outbox_reason_overtaken = { 0, { "overtaken by later news", 23 } };

static const struct outbox_reason full = {
    0, { "Meta's limit of people written to in a day is reached", 53 }
};
static const struct outbox_reason restricted = { 0, { "Meta restricts what we write first", 34 } };

static bool go_as(struct db *db, int64_t id, struct str template_json, struct err *e)
{
    return db_exec(db, STMT_OUTBOX_GO_AS, VALUES(v_text_or_null(template_json), V_INT(id)), NULL,
                   e);
}

static bool wait(struct db *db, int64_t id, const struct outbox_reason *why,
                 const struct outbox_waits *for_what, int64_t now, struct err *e)
{
    int64_t contact_id;
    bool found;
    return db_exec_i64(db, STMT_OUTBOX_WAIT,
                       VALUES(V_INT(now), V_INT(why->code), V_TEXT(why->text),
                              v_text_or_null(for_what->text),
                              for_what->text.len ? V_TEXT(for_what->language) : V_NULL, V_INT(id)),
                       &contact_id, &found, e) &&
           (!found || outbox_line_moves_on(db, contact_id, e));
}

static bool withdraw(struct db *db, int64_t id, const struct outbox_reason *why, int64_t now,
                     struct err *e)
{
    int64_t contact_id;
    bool found;
    return db_exec_i64(db, STMT_OUTBOX_WITHDRAW, VALUES(V_INT(now), V_TEXT(why->text), V_INT(id)),
                       &contact_id, &found, e) &&
           (!found || outbox_line_moves_on(db, contact_id, e));
}

struct later {
    bool stale;
    int64_t stage_event; /* the latest that changed the stage; 0: none */
    int64_t ticket_id, contact_id;
};

static bool later_read(struct db *db, int64_t id, struct later *l, struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    *l = (struct later){ 0 };
    if (!db_open_rows(db, STMT_OUTBOX_LATER_EVENTS, VALUES(V_INT(id)), &rows, e)) return false;
    while ((ok = db_step(rows, &more, e)) && more) {
        struct str own = db_text(rows, 0), later = db_text(rows, 1);
        l->stale = l->stale || outbox_is_overtaken(own, later);
        if (outbox_is_stage(later))
            l->stage_event = db_int(rows, 2);
        else if (l->stage_event == 0 && outbox_is_stage(own))
            l->stage_event = db_int(rows, 3);
        l->ticket_id = db_int(rows, 4);
        l->contact_id = db_int(rows, 5);
    }
    db_close_rows(rows);
    return ok;
}

bool outbox_truth_of(struct db *db, int64_t id, struct outbox_truth *out, struct err *e)
{
    struct later l;
    int64_t row;
    bool told = true;
    if (!later_read(db, id, &l, e)) return false;
    if (l.stale && l.stage_event && l.ticket_id &&
        !db_exec_i64(
            db, STMT_OUTBOX_TELLS,
            VALUES(V_INT(l.ticket_id), V_INT(l.contact_id), V_INT(l.stage_event), V_INT(id)), &row,
            &told, e))
        return false;
    *out = (struct outbox_truth){ l.stale, !told, l.ticket_id };
    return true;
}

bool outbox_overtaken(struct db *db, int64_t id, bool *overtaken, struct err *e)
{
    struct outbox_truth t;
    if (!outbox_truth_of(db, id, &t, e)) return false;
    *overtaken = t.stale;
    return true;
}

static bool waits_set(struct outbox_waits *w, const char *prefix, struct str what,
                      struct str language, struct arena *arena, struct err *e)
{
    const char *text = arena_printf(arena, "%s%.*s", prefix, STR_ARG(what));
    if (!text) return err_set(e, ERR_MEMORY, "outbox: no memory");
    *w = (struct outbox_waits){ str_of(text), language.at ? language : STR_EMPTY };
    return true;
}

static bool fallback_get(struct db *db, int64_t id, struct arena *arena,
                         struct outbox_fallback *out, bool *found, struct err *e)
{
    struct str json;
    struct err why = { 0 };
    *found = false;
    if (!db_exec_text(db, STMT_OUTBOX_FALLBACK, VALUES(V_INT(id)), arena, &json, e)) return false;
    if (json.len == 0) return true;
    *found = outbox_fallback_decode(json, arena, out, &why);
    /* A damaged one is none: the row waits, in sight of staff. */
    return *found || !err_is_transient(why.code) || err_set(e, why.code, "%s", why.text);
}

static bool template_make(const struct outbox_fallback *f, const struct template_choice *choice,
                          struct arena *arena, struct str *json, struct err *e)
{
    struct buf text;
    struct outbound m = { .type = OUTBOUND_TEMPLATE,
                          .template_name = choice->name,
                          .template_language = choice->language,
                          .param_count = f->param_count };
    if (!template_params_fit(f->params, f->param_count, choice->room, arena, m.params, e))
        return false;
    buf_init(&text, TEMPLATE_JSON_MAX);
    template_fill(choice->body, m.params, m.param_count, &text);
    bool ok = (buf_ok(&text) && arena_copy(arena, buf_view(&text), &m.body)) ||
              err_set(e, ERR_MEMORY, "outbox: no memory for a template");
    buf_clear(&text);
    if (ok && (ok = outbound_check(&m, e))) {
        outbound_encode(&m, &text);
        ok = (buf_ok(&text) && arena_copy(arena, buf_view(&text), json)) ||
             err_set(e, ERR_MEMORY, "outbox: no memory for a template");
    }
    buf_finish(&text);
    return ok;
}

/* *json stays empty when there is no approved template for the row; *waits: which it needs. */
static bool template_for(struct db *db, int64_t id, struct arena *arena, struct str *json,
                         struct outbox_waits *waits, struct err *e)
{
    struct outbox_fallback f;
    struct template_choice choice;
    bool found;
    *json = STR_EMPTY;
    if (!fallback_get(db, id, arena, &f, &found, e)) return false;
    if (!found) return true;
    if (!waits_set(waits, WAITS_MESSAGE, str_of(template_key_name(f.key)), f.language, arena, e) ||
        !template_find(db, f.key, f.language, arena, &choice, &found, e))
        return false;
    return !found || template_make(&f, &choice, arena, json, e);
}

/* A row that is a template by itself. */
static bool is_usable(struct db *db, struct str content_json, struct arena *arena, bool *usable,
                      struct outbox_waits *waits, struct err *e)
{
    struct outbound m;
    enum template_state state;
    *usable = false;
    if (!outbound_decode(content_json, arena, &m, e) ||
        !waits_set(waits, WAITS_TEMPLATE, m.template_name, m.template_language, arena, e) ||
        !template_state_of(db, m.template_name, m.template_language, &state, e))
        return false;
    *usable = state == TEMPLATE_APPROVED;
    return true;
}

/* Meta is not asked again and again: the row goes to the list for a human at once. */
static bool unreachable(struct db *db, int64_t id, int64_t code, int64_t now, struct err *e)
{
    const struct outbox_reason why = {
        code,
        STR("WhatsApp cannot reach this person: not tried for half a day, or until they write")
    };
    return outbox_fail(db, id, &why, now, e);
}

/* A template that leaves while the window is closed is what Meta limits. *why: what it waits for;
 * NULL: it goes. */
static bool may_reach(struct db *db, const struct outbox_gate *gate, int64_t contact_id,
                      int64_t now, const struct outbox_reason **why, struct err *e)
{
    enum account_way way;
    *why = NULL;
    if (!account_reach(db, contact_id, now, gate->people, &way, e)) return false;
    if (way != ACCOUNT_GOES) *why = way == ACCOUNT_FULL ? &full : &restricted;
    return true;
}

bool outbox_gate_pass(struct db *db, const struct outbox_gate *gate, int64_t now,
                      struct arena *arena, struct outbox_lease *lease, bool *goes, struct err *e)
{
    bool open =
        gate->error_code != OUTBOX_CODE_WINDOW && window_is_open(gate->last_inbound_at, now);
    bool itself = gate->type == OUTBOUND_TEMPLATE, usable = false;
    struct outbox_truth truth = { 0 };
    struct str json = STR_EMPTY;
    struct outbox_waits waits = { STR_EMPTY, STR_EMPTY };
    const struct outbox_reason *held = NULL;
    *goes = false;
    if (gate->unreachable_code) return unreachable(db, lease->id, gate->unreachable_code, now, e);
    /* Inside the window every row goes, in order, soon after it became true. */
    if (!open && !outbox_truth_of(db, lease->id, &truth, e)) return false;
    if (truth.untold) return wait(db, lease->id, &outbox_reason_overtaken, &waits, now, e);
    if (truth.stale) return withdraw(db, lease->id, &outbox_reason_overtaken, now, e);
    if (itself && !is_usable(db, lease->content_json, arena, &usable, &waits, e)) return false;
    if (!itself && !open && !template_for(db, lease->id, arena, &json, &waits, e)) return false;
    enum window_way way = window_way(gate->type, open, itself ? usable : json.len > 0);
    *goes = way == WINDOW_AS_IT_IS || way == WINDOW_TEMPLATE;
    lease->is_template = itself || way == WINDOW_TEMPLATE;
    if (*goes && !open && !may_reach(db, gate, lease->contact_id, now, &held, e)) return false;
    if (held) {
        waits = (struct outbox_waits){ STR(WAITS_ACCOUNT), STR_EMPTY };
        *goes = false;
        return wait(db, lease->id, held, &waits, now, e);
    }
    switch (way) {
    case WINDOW_AS_IT_IS: return !gate->as_template || go_as(db, lease->id, STR_EMPTY, e);
    case WINDOW_TEMPLATE: lease->content_json = json; return go_as(db, lease->id, json, e);
    case WINDOW_WAIT: return wait(db, lease->id, itself ? &unapproved : &closed, &waits, now, e);
    case WINDOW_DROP: return withdraw(db, lease->id, &worthless, now, e);
    }
    return err_set(e, ERR_INTERNAL, "outbox: no such way");
}
