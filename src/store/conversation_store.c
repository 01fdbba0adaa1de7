/* conversation_store.c - one row per contact. */
#include "store/conversation_store.h"
#include "base/json.h"

#define LOOSE_JSON_MAX 2048
#define HELD_JSON_MAX  1024

/* Our own JSON, so what does not parse is damage. */
static bool loose_read(struct str text, struct arena *arena, struct loose *out, struct err *e)
{
    struct json *tree;
    if (text.len == 0) return true;
    if (!json_parse(text, &tree, e)) return false;
    const struct json *id = json_first(json_get(tree, "ids"));
    for (; id && out->count < LOOSE_MAX; id = json_next(id))
        if (json_i64(id, &out->ids[out->count])) out->count++;
    if (!json_i64(json_get(tree, "asked_row"), &out->asked_row)) out->asked_row = 0;
    out->has_pin = json_double(json_get(tree, "latitude"), &out->latitude) &&
                   json_double(json_get(tree, "longitude"), &out->longitude);
    out->dropped = json_bool(json_get(tree, "dropped"), false);
    bool ok = (arena_copy(arena, json_get_text(tree, "place"), &out->place) &&
               arena_copy(arena, json_get_text(tree, "other"), &out->other)) ||
              err_set(e, ERR_MEMORY, "conversation: no memory");
    json_free(tree);
    return ok;
}

static void loose_write(const struct loose *loose, struct buf *out)
{
    struct json_writer w;
    json_writer_init(&w, out);
    json_begin_object(&w);
    json_key_name(&w, "ids");
    json_begin_array(&w);
    for (size_t i = 0; i < loose->count; i++)
        json_write_i64(&w, loose->ids[i]);
    json_end_array(&w);
    if (loose->asked_row) json_member_i64(&w, "asked_row", loose->asked_row);
    if (loose->dropped) json_member_bool(&w, "dropped", true);
    if (loose->has_pin) {
        json_key_name(&w, "latitude");
        json_write_double(&w, loose->latitude);
        json_key_name(&w, "longitude");
        json_write_double(&w, loose->longitude);
        json_member_text(&w, "place", loose->place);
        if (loose->other.len) json_member_text(&w, "other", loose->other);
    }
    json_end_object(&w);
}

static bool held_read(struct str text, struct held *out, struct err *e)
{
    struct json *tree;
    int64_t what;
    if (text.len == 0) return true;
    if (!json_parse(text, &tree, e)) return false;
    for (const struct json *m = json_first(tree); m && out->count < HELD_MAX; m = json_next(m)) {
        struct held_message *to = &out->messages[out->count];
        if (!json_i64(json_get(m, "what"), &what) || !json_i64(json_get(m, "at"), &to->at) ||
            !json_i64(json_get(m, "id"), &to->id))
            continue;
        to->what = (enum held_what)what;
        out->count++;
    }
    json_free(tree);
    return true;
}

static void held_write(const struct held *held, struct buf *out)
{
    struct json_writer w;
    json_writer_init(&w, out);
    json_begin_array(&w);
    for (size_t i = 0; i < held->count; i++) {
        json_begin_object(&w);
        json_member_i64(&w, "what", held->messages[i].what);
        json_member_i64(&w, "at", held->messages[i].at);
        json_member_i64(&w, "id", held->messages[i].id);
        json_end_object(&w);
    }
    json_end_array(&w);
}

bool conversation_get(struct db *db, int64_t contact_id, struct arena *arena,
                      struct conversation *out, struct err *e)
{
    struct db_rows *rows;
    bool more;
    struct conversation c = { .contact_id = contact_id, .loose = { .place = STR_EMPTY } };
    if (!db_open_rows(db, STMT_CONVERSATION_BY_CONTACT, VALUES(V_INT(contact_id)), &rows, e))
        return false;
    bool ok = db_step(rows, &more, e);
    if (ok && more) {
        c.last_ticket_id = db_int(rows, 0);
        c.last_message_at = db_int(rows, 1);
        c.courtesy_at = db_int(rows, 2);
        c.asked = (enum question)db_int(rows, 3);
        c.asked_ticket_id = db_int(rows, 4);
        c.asked_at = db_int(rows, 5);
        c.token = db_int(rows, 6);
        c.misses = db_int(rows, 7);
        c.burst_at = db_int(rows, 8);
        c.burst = db_int(rows, 9);
        c.loose.at = db_int(rows, 10);
        c.loose.due_at = db_int(rows, 12);
        c.language = (enum language)db_int(rows, 13);
        c.language_chosen = db_int(rows, 14) != 0;
        c.blocked = (enum block)db_int(rows, 15);
        c.quiet_until = db_int(rows, 16);
        ok = loose_read(db_text(rows, 11), arena, &c.loose, e) &&
             held_read(db_text(rows, 17), &c.held, e);
    }
    db_close_rows(rows);
    if (ok) *out = c;
    return ok;
}

bool conversation_save(struct db *db, const struct conversation *c, struct err *e)
{
    char memory[LOOSE_JSON_MAX], more[HELD_JSON_MAX];
    struct buf loose, held;
    buf_fixed(&loose, memory, sizeof memory);
    if (c->loose.at) loose_write(&c->loose, &loose);
    buf_fixed(&held, more, sizeof more);
    if (c->held.count) held_write(&c->held, &held);
    if (!buf_ok(&loose) || !buf_ok(&held))
        return err_set(e, ERR_INTERNAL, "conversation: what waits does not fit");
    return db_exec(db, STMT_CONVERSATION_SAVE,
                   VALUES(V_INT(c->contact_id), v_int_or_null(c->last_ticket_id),
                          V_INT(c->last_message_at), V_INT(c->courtesy_at), V_INT(c->asked),
                          v_int_or_null(c->asked_ticket_id), V_INT(c->asked_at), V_INT(c->token),
                          V_INT(c->misses), V_INT(c->burst_at), V_INT(c->burst), V_INT(c->loose.at),
                          v_text_or_null(buf_view(&loose)), V_INT(c->loose.due_at),
                          V_INT(c->language), V_INT(c->language_chosen), V_INT(c->blocked),
                          v_text_or_null(buf_view(&held))),
                   NULL, e);
}

bool conversation_silence(struct db *db, int64_t contact_id, int64_t until, struct err *e)
{
    return db_exec(db, STMT_CONVERSATION_SILENCE, VALUES(V_INT(contact_id), V_INT(until)), NULL, e);
}

bool conversation_loose_due(struct db *db, int64_t now, int64_t *contact_id, struct err *e)
{
    bool found;
    int64_t id = 0;
    if (!db_exec_i64(db, STMT_CONVERSATION_LOOSE_DUE, VALUES(V_INT(now)), &id, &found, e))
        return false;
    *contact_id = found ? id : 0;
    return true;
}
