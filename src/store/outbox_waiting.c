/* outbox_waiting.c - rows that the closed window holds back: refused, released, woken. */
#include "base/unicode.h"
#include "domain/ticket.h"
#include "outbox_gate.h"
#include "outbox_status.h"
#include "store/account_store.h"
#include "store/template_store.h"

#define RELEASE_MAX 64   /* rows of one contact in one job; the next message releases more */
#define WAKE_MAX    256  /* rows in one job */
#define TEXT_MAX    4096 /* code points of one text, outbound_check */
#define CONTENT_MAX 65536
#define SEPARATOR   STR("\n\n")

/* Which template the row went as; an empty name: none. */
static bool sent_template(struct db *db, int64_t id, struct arena *arena, struct outbound *m,
                          struct err *e)
{
    struct db_rows *rows;
    bool more = false;
    struct str json = STR_EMPTY;
    *m = (struct outbound){ .template_name = STR_EMPTY };
    if (!db_open_rows(db, STMT_OUTBOX_TEMPLATE_OF, VALUES(V_INT(id)), &rows, e)) return false;
    bool ok = db_step(rows, &more, e);
    if (ok && more) {
        int column = db_is_null(rows, 2) ? 1 : 2;
        ok = db_text_copy(rows, column, arena, &json, e);
    }
    db_close_rows(rows);
    return ok && (json.len == 0 || outbound_decode(json, arena, m, e));
}

bool outbox_window_closed(struct db *db, int64_t id, const struct outbox_reason *why, int64_t now,
                          struct err *e)
{
    struct arena arena = { 0 };
    struct outbound m;
    bool ok = sent_template(db, id, &arena, &m, e);
    /* Of a template it cannot be true: it would be sent again and again. A human looks. */
    if (ok)
        ok = m.type == OUTBOUND_TEMPLATE ? outbox_fail(db, id, why, now, e)
                                         : outbox_retry(db, id, now, why, now, e);
    arena_clear(&arena);
    return ok;
}

bool outbox_template_mark(struct db *db, int64_t id, const struct outbox_reason *why, int64_t now,
                          bool *marked, struct err *e)
{
    struct arena arena = { 0 };
    struct outbound m;
    enum template_state state;
    bool ok = sent_template(db, id, &arena, &m, e);
    *marked = ok && m.type == OUTBOUND_TEMPLATE && template_state_of_error(why->code, &state);
    if (*marked)
        ok = template_state_set(db, m.template_name, m.template_language, state, why->text, now, e);
    arena_clear(&arena);
    return ok;
}

bool outbox_template_refused(struct db *db, int64_t id, const struct outbox_reason *why,
                             int64_t now, struct err *e)
{
    bool marked;
    if (!outbox_template_mark(db, id, why, now, &marked, e)) return false;
    /* A code about templates for what is none: a human looks. */
    return marked ? outbox_retry(db, id, now, why, now, e) : outbox_fail(db, id, why, now, e);
}

bool outbox_hurry(struct db *db, int64_t contact_id, int64_t now, struct err *e)
{
    return db_exec(db, STMT_OUTBOX_HURRY, VALUES(V_INT(now), V_INT(contact_id)), NULL, e);
}

bool outbox_unwanted(struct db *db, int64_t id, const struct outbox_reason *why, int64_t now,
                     bool *waits, struct err *e)
{
    int64_t contact_id = 0;
    return db_exec_i64(db, STMT_OUTBOX_UNWANTED,
                       VALUES(V_INT(now), V_INT(why->code), v_text_or_null(why->text), V_INT(id)),
                       &contact_id, waits, e) &&
           (!*waits || outbox_line_moves_on(db, contact_id, e));
}

/* --- the citizen wrote --- */

struct held {
    int64_t id, ticket_id, kind;
    enum outbound_type type;
    struct outbound content;
};

/* Rows that go as one text: held[from] .. held[to - 1]. */
struct run {
    size_t from, to, points;
    int64_t ticket_id; /* 0: of several, or of none */
};

static bool held_read(struct db_rows *rows, struct arena *arena, struct held *h, struct err *e)
{
    h->id = db_int(rows, 0);
    h->ticket_id = db_int(rows, 1);
    h->kind = db_int(rows, 5);
    if (!outbound_type_parse(db_text(rows, 2), &h->type)) h->type = OUTBOUND_TEMPLATE;
    struct err why = { 0 };
    if (h->type != OUTBOUND_TEXT || outbound_decode(db_text(rows, 3), arena, &h->content, &why))
        return true;
    /* Damaged: it goes by itself, and fails when it would leave. */
    h->type = OUTBOUND_TEMPLATE;
    return !err_is_transient(why.code) || err_set(e, why.code, "%s", why.text);
}

static bool held_list(struct db *db, int64_t contact_id, struct arena *arena, struct held *held,
                      size_t *count, struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    size_t n = 0;
    if (!db_open_rows(db, STMT_OUTBOX_WAITING_OF, VALUES(V_INT(contact_id), V_INT(RELEASE_MAX)),
                      &rows, e))
        return false;
    while ((ok = db_step(rows, &more, e)) && more && n < RELEASE_MAX) {
        if (!(ok = held_read(rows, arena, &held[n], e))) break;
        n++;
    }
    db_close_rows(rows);
    *count = n;
    return ok;
}

/* A merged row of several tickets is about none of them: whoever may read one ticket must not read
 * of the others there. Whistleblowing is told with nothing else. */
static bool joins(const struct run *run, const struct held *held, size_t next)
{
    const struct held *first = &held[run->from], *h = &held[next];
    size_t points = run->points + SEPARATOR.len + utf8_count(h->content.body);
    bool secret = first->kind == KIND_WHISTLEBLOWING || h->kind == KIND_WHISTLEBLOWING;
    return first->type == OUTBOUND_TEXT && h->type == OUTBOUND_TEXT && points <= TEXT_MAX &&
           (!secret || first->ticket_id == h->ticket_id);
}

static void run_find(struct run *run, const struct held *held, size_t from, size_t count)
{
    *run = (struct run){ .from = from, .to = from + 1, .ticket_id = held[from].ticket_id };
    if (held[from].type == OUTBOUND_TEXT) run->points = utf8_count(held[from].content.body);
    for (; run->to < count && joins(run, held, run->to); run->to++) {
        run->points += SEPARATOR.len + utf8_count(held[run->to].content.body);
        if (held[run->to].ticket_id != run->ticket_id) run->ticket_id = 0;
    }
}

static bool run_content(const struct run *run, const struct held *held, struct buf *json,
                        struct err *e)
{
    struct buf body;
    struct outbound text = { .type = OUTBOUND_TEXT };
    buf_init(&body, CONTENT_MAX);
    for (size_t i = run->from; i < run->to; i++) {
        if (i > run->from) buf_add(&body, SEPARATOR);
        buf_add(&body, held[i].content.body);
    }
    text.body = buf_view(&body);
    bool ok =
        (buf_ok(&body) || err_set(e, ERR_MEMORY, "outbox: no memory")) && outbound_check(&text, e);
    if (ok) outbound_encode(&text, json);
    buf_finish(&body);
    return ok && (buf_ok(json) || err_set(e, ERR_MEMORY, "outbox: no memory"));
}

static bool run_release(struct db *db, const struct run *run, const struct held *held, int64_t now,
                        struct err *e)
{
    struct buf json;
    int64_t first = held[run->from].id;
    if (run->to - run->from == 1)
        return db_exec(db, STMT_OUTBOX_RELEASE, VALUES(V_INT(now), V_INT(first)), NULL, e);
    buf_init(&json, CONTENT_MAX);
    bool ok = run_content(run, held, &json, e) &&
              db_exec(db, STMT_OUTBOX_RELEASE_MERGED,
                      VALUES(V_INT(now), V_TEXT(buf_view(&json)), v_int_or_null(run->ticket_id),
                             V_INT(run->to - run->from), V_INT(first)),
                      NULL, e);
    for (size_t i = run->from + 1; ok && i < run->to; i++)
        ok = db_exec(db, STMT_OUTBOX_MERGE, VALUES(V_INT(first), V_INT(now), V_INT(held[i].id)),
                     NULL, e);
    buf_finish(&json);
    return ok;
}

/* A ticket whose stage the caller will tell; false: there is no room for one more. */
static bool present_add(struct outbox_released *out, int64_t ticket_id)
{
    for (size_t i = 0; i < out->ticket_count; i++)
        if (out->tickets[i] == ticket_id) return true;
    if (out->ticket_count == out->room || out->ticket_count == OUTBOX_PRESENT_MAX) return false;
    out->tickets[out->ticket_count++] = ticket_id;
    return true;
}

/* What is not true any more does not go: of held[0 .. *count - 1] only the others stay. */
static bool held_sift(struct db *db, struct held *held, size_t *count, int64_t now,
                      struct outbox_released *out, struct err *e)
{
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++) {
        struct outbox_truth truth;
        if (!outbox_truth_of(db, held[i].id, &truth, e)) return false;
        if (!truth.stale)
            held[kept++] = held[i];
        else if ((!truth.untold || present_add(out, truth.ticket_id)) &&
                 !db_exec(
                     db, STMT_OUTBOX_WITHDRAW_WAITING,
                     VALUES(V_INT(now), V_TEXT(outbox_reason_overtaken.text), V_INT(held[i].id)),
                     NULL, e))
            return false;
    }
    *count = kept;
    return true;
}

bool outbox_release(struct db *db, int64_t contact_id, int64_t now, struct arena *arena,
                    struct outbox_released *out, struct err *e)
{
    int64_t id;
    bool found;
    size_t n;
    struct run run = { 0 };
    out->count = 0;
    out->ticket_count = 0;
    /* Nearly always nothing waits, and then no memory is asked for. */
    if (!db_exec_i64(db, STMT_OUTBOX_IS_WAITING, VALUES(V_INT(contact_id)), &id, &found, e))
        return false;
    if (!found) return true;
    struct held *held = arena_zero(arena, RELEASE_MAX, sizeof *held);
    if (!held) return err_set(e, ERR_MEMORY, "outbox: no memory");
    if (!held_list(db, contact_id, arena, held, &n, e) || !held_sift(db, held, &n, now, out, e))
        return false;
    for (size_t at = 0; at < n; at = run.to, ++out->count) {
        run_find(&run, held, at, n);
        if (!run_release(db, &run, held, now, e)) return false;
    }
    return outbox_line_moves_on(db, contact_id, e);
}

/* --- a template was approved --- */

/* What is waited for after *w, in the arena; *found: there is one. */
static bool waits_next(struct db *db, struct outbox_waits *w, struct arena *arena, bool *found,
                       struct err *e)
{
    struct db_rows *rows;
    if (!db_open_rows(db, STMT_OUTBOX_WAITS_NEXT, VALUES(V_TEXT(w->text), V_TEXT(w->language)),
                      &rows, e))
        return false;
    bool ok = db_step(rows, found, e);
    if (ok && *found)
        ok = db_text_copy(rows, 0, arena, &w->text, e) &&
             db_text_copy(rows, 1, arena, &w->language, e);
    db_close_rows(rows);
    return ok;
}

/* As the gate decides, so that what is woken does not come back and keep others out. */
static bool waits_over(struct db *db, const struct outbox_waits *w, struct arena *arena, bool *over,
                       struct err *e)
{
    const struct str message = STR(WAITS_MESSAGE), name = STR(WAITS_TEMPLATE);
    enum template_state state;
    enum template_key key;
    struct template_choice choice;
    struct account_standing standing;
    *over = w->text.len == 0; /* nobody has asked for it yet: the gate does */
    if (str_equal(w->text, STR(WAITS_ACCOUNT))) {
        if (!account_standing_get(db, &standing, e)) return false;
        *over = !standing.held;
        return true;
    }
    if (str_starts(w->text, message))
        return !template_key_parse(str_slice(w->text, message.len, w->text.len), &key) ||
               template_find(db, key, w->language, arena, &choice, over, e);
    if (!str_starts(w->text, name)) return true;
    if (!template_state_of(db, str_slice(w->text, name.len, w->text.len), w->language, &state, e))
        return false;
    *over = state == TEMPLATE_APPROVED;
    return true;
}

/* Up to max rows go into line again; *count is raised by them. */
static bool waits_wake(struct db *db, const struct outbox_waits *w, size_t max, int64_t now,
                       int64_t *count, struct err *e)
{
    int64_t contacts[WAKE_MAX];
    struct db_rows *rows;
    bool more, ok;
    size_t n = 0;
    if (!db_open_rows(db, STMT_OUTBOX_WAKE,
                      VALUES(V_INT(now), V_TEXT(w->text), V_TEXT(w->language), V_INT(max)), &rows,
                      e))
        return false;
    while ((ok = db_step(rows, &more, e)) && more && n < max)
        contacts[n++] = db_int(rows, 0);
    db_close_rows(rows);
    for (size_t i = 0; ok && i < n; i++)
        ok = outbox_line_moves_on(db, contacts[i], e);
    *count += (int64_t)n;
    return ok;
}

bool outbox_wake(struct db *db, int64_t now, int64_t *count, bool *more, struct err *e)
{
    struct arena arena = { 0 };
    struct outbox_waits w = { STR_EMPTY, STR_EMPTY };
    bool found = true, over = true;
    *count = 0;
    /* The rows that were never asked for stand before the first that waits_next finds. */
    bool ok = waits_wake(db, &w, WAKE_MAX, now, count, e);
    while (ok && *count < WAKE_MAX && (ok = waits_next(db, &w, &arena, &found, e)) && found)
        ok = waits_over(db, &w, &arena, &over, e) &&
             (!over || waits_wake(db, &w, (size_t)(WAKE_MAX - *count), now, count, e));
    *more = ok && *count == WAKE_MAX;
    arena_clear(&arena);
    return ok;
}
