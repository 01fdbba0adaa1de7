/* ticket_store.c - rows of ticket <-> struct ticket; making, joining, finding one. */
#include "store/ticket_store.h"
#include "ticket_read.h"

bool ticket_row_read(struct db_rows *rows, struct arena *arena, struct ticket *t, struct err *e)
{
    *t = (struct ticket){
        .id = db_int(rows, 0),
        .version = db_int(rows, 1),
        .contact_id = db_int(rows, 2),
        .kind = (enum ticket_kind)db_int(rows, 3),
        .status = (enum ticket_status)db_int(rows, 4),
        .outcome = (enum ticket_outcome)db_int(rows, 5),
        .channel = (enum ticket_channel)db_int(rows, 6),
        .priority = (enum ticket_priority)db_int(rows, 7),
        .has_location = !db_is_null(rows, 12),
        .latitude = db_real(rows, 12),
        .longitude = db_real(rows, 13),
        .confidential = db_int(rows, 14) != 0,
        .needs_words = db_int(rows, 15) != 0,
        .received_at = db_int(rows, 18),
        .created_at = db_int(rows, 19),
        .updated_at = db_int(rows, 20),
        .stage_at = db_int(rows, 21),
        .due_at = db_int(rows, 22),
        .promise_at = db_int(rows, 23),
        .paused_since = db_int(rows, 24),
        .supporters = db_int(rows, 25),
        .merged_into = db_int(rows, 28),
        .closed_at = db_int(rows, 29),
        .answered_at = db_int(rows, 30),
        .reopened = db_int(rows, 31),
        .resume_status = (enum ticket_status)db_int(rows, 32),
        .resume_at = db_int(rows, 33),
        .paused_days = db_int(rows, 34),
        .extended = db_int(rows, 35) != 0,
        .rating = db_int(rows, 36),
        .ladder_step = db_int(rows, 37),
        .ladder_at = db_int(rows, 38),
        .promise = (enum promise)db_int(rows, 40),
        .stage_paused = db_int(rows, 41),
        .reporter_unreachable_at = db_int(rows, 42),
        .reporter_blocked = db_int(rows, 43) != 0,
        .source = (enum ticket_source)db_int(rows, 44),
        .reopened_at = db_int(rows, 46),
        .paused_before = db_int(rows, 47),
        .resolved_at = db_int(rows, 48),
        .reporter_ref = STR_EMPTY,
    };
    return db_text_copy(rows, 8, arena, &t->category, e) &&
           db_text_copy(rows, 9, arena, &t->department, e) &&
           db_text_copy(rows, 10, arena, &t->district, e) &&
           db_text_copy(rows, 11, arena, &t->village, e) &&
           db_text_copy(rows, 16, arena, &t->text, e) &&
           db_text_copy(rows, 17, arena, &t->explanation, e) &&
           db_text_copy(rows, 26, arena, &t->reporter_name, e) &&
           db_text_copy(rows, 27, arena, &t->reporter_phone, e) &&
           db_text_copy(rows, 39, arena, &t->copy_to, e) &&
           db_text_copy(rows, 45, arena, &t->handed_from, e) &&
           db_text_copy(rows, 49, arena, &t->referred_to, e);
}

/* The lists by time rest on created_at growing with the id, whatever the clock does. */
static bool after_the_last(struct db *db, int64_t last_id, int64_t *created_at, struct err *e)
{
    int64_t last = 0;
    bool found;
    if (!db_exec_i64(db, STMT_TICKET_CREATED_AT, VALUES(V_INT(last_id)), &last, &found, e))
        return false;
    if (found && last > *created_at) *created_at = last;
    return true;
}

bool ticket_insert(struct db *db, struct ticket *t, struct err *e)
{
    int64_t id;
    struct db_value none = V_NULL;
    if (!db_exec_i64(
            db, STMT_TICKET_NEXT_ID,
            VALUES(V_INT(ticket_first_id(t->created_at)), V_INT(ticket_last_id(t->created_at))),
            &id, NULL, e))
        return false;
    if (id > ticket_last_id(t->created_at))
        return err_set(e, ERR_LIMIT, "ticket: no number is left in this year");
    if (!after_the_last(db, id - 1, &t->created_at, e)) return false;
    if (!db_exec(db, STMT_TICKET_INSERT,
                 VALUES(V_INT(id), V_INT(t->contact_id), V_INT(t->kind), V_INT(t->status),
                        V_INT(t->channel), V_INT(t->priority), V_INT(t->confidential),
                        V_INT(t->needs_words), V_TEXT(t->category), V_TEXT(t->department),
                        v_text_or_null(t->district), v_text_or_null(t->village),
                        t->has_location ? V_REAL(t->latitude) : none,
                        t->has_location ? V_REAL(t->longitude) : none, V_TEXT(t->text),
                        V_TEXT(t->explanation), V_INT(t->received_at), V_INT(t->created_at),
                        V_INT(t->stage_at), v_int_or_null(t->due_at), v_int_or_null(t->promise_at),
                        v_int_or_null(t->ladder_at), v_int_or_null(t->answered_at),
                        V_INT(t->promise), V_INT(t->place_at), V_INT(t->source)),
                 NULL, e) ||
        !db_exec(db, STMT_TICKET_WORDS_WAIT_NEW, VALUES(V_INT(id)), NULL, e))
        return false;
    t->id = id;
    t->version = 1;
    return true;
}

bool ticket_join(struct db *db, int64_t id, const struct ticket_addition *more, int64_t now,
                 struct err *e)
{
    struct db_value none = V_NULL;
    const struct inbound_location *location = more->location;
    int64_t changes;
    if (more->text.len && !db_exec(db, STMT_TICKET_WORDS_WAIT_CHANGE, VALUES(V_INT(id)), NULL, e))
        return false;
    if (!db_exec(db, STMT_TICKET_JOIN,
                 VALUES(V_TEXT(more->text), location->present ? V_REAL(location->latitude) : none,
                        location->present ? V_REAL(location->longitude) : none,
                        V_INT(more->sent_at), v_text_or_null(more->district),
                        v_text_or_null(more->village), V_INT(more->settle_ms),
                        V_INT(more->priority), V_INT(now), V_INT(id)),
                 &changes, e))
        return false;
    return changes == 1 || err_set(e, ERR_NOT_FOUND, "ticket: no such row to join");
}

static bool known_row(struct db_rows *rows, struct arena *arena, struct known_ticket *out,
                      struct err *e)
{
    *out = (struct known_ticket){ .id = db_int(rows, 0),
                                  .own = db_int(rows, 1) != 0,
                                  .follows = db_int(rows, 2) != 0,
                                  .status = (enum ticket_status)db_int(rows, 3),
                                  .outcome = (enum ticket_outcome)db_int(rows, 4),
                                  .closed_at = db_int(rows, 9),
                                  .place_at = db_int(rows, 10),
                                  .received_at = db_int(rows, 11),
                                  .urgent = db_int(rows, 12) == PRIORITY_URGENT,
                                  .pressing = db_int(rows, 12) == PRIORITY_HIGH,
                                  .confidential = db_int(rows, 13) != 0 };
    out->open = ticket_is_open(out->status);
    return db_text_copy(rows, 5, arena, &out->category, e) &&
           db_text_copy(rows, 6, arena, &out->department, e) &&
           db_text_copy(rows, 7, arena, &out->district, e) &&
           db_text_copy(rows, 8, arena, &out->village, e);
}

static bool known_read(struct db *db, enum stmt_id statement, const struct db_value *values,
                       size_t n, struct arena *arena, struct known_ticket *out, struct err *e)
{
    struct db_rows *rows;
    bool more;
    struct known_ticket k = {
        .category = STR_EMPTY, .department = STR_EMPTY, .district = STR_EMPTY, .village = STR_EMPTY
    };
    if (!db_open_rows(db, statement, values, n, &rows, e)) return false;
    bool ok = db_step(rows, &more, e) && (!more || known_row(rows, arena, &k, e));
    db_close_rows(rows);
    if (ok) *out = k;
    return ok;
}

bool ticket_known(struct db *db, int64_t id, int64_t contact_id, struct arena *arena,
                  struct known_ticket *out, struct err *e)
{
    return known_read(db, STMT_TICKET_KNOWN, VALUES(V_INT(contact_id), V_INT(id)), arena, out, e);
}

bool ticket_known_open(struct db *db, int64_t contact_id, struct arena *arena,
                       struct known_ticket *out, size_t max, size_t *count, struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    size_t n = 0;
    if (!db_open_rows(db, STMT_TICKET_KNOWN_OPEN, VALUES(V_INT(contact_id), V_INT(max)), &rows, e))
        return false;
    while ((ok = db_step(rows, &more, e)) && more && n < max) {
        if (!(ok = known_row(rows, arena, &out[n], e))) break;
        n++;
    }
    db_close_rows(rows);
    if (ok) *count = n;
    return ok;
}

bool ticket_newest_open(struct db *db, int64_t contact_id, struct arena *arena,
                        struct known_ticket *out, struct err *e)
{
    return known_read(db, STMT_TICKET_NEWEST_OPEN, VALUES(V_INT(contact_id)), arena, out, e);
}

bool ticket_newest_confidential(struct db *db, int64_t contact_id, int64_t before,
                                struct arena *arena, struct known_ticket *out, struct err *e)
{
    return known_read(db, STMT_TICKET_NEWEST_CONFIDENTIAL, VALUES(V_INT(contact_id), V_INT(before)),
                      arena, out, e);
}

bool ticket_newest_ended(struct db *db, int64_t contact_id, int64_t before, struct arena *arena,
                         struct known_ticket *out, struct err *e)
{
    return known_read(db, STMT_TICKET_NEWEST_ENDED, VALUES(V_INT(contact_id), V_INT(before)), arena,
                      out, e);
}

bool ticket_own_alike(struct db *db, int64_t contact_id, struct str category, int64_t from_at,
                      int64_t to_at, struct arena *arena, struct known_ticket *out, struct err *e)
{
    return known_read(db, STMT_TICKET_OWN_ALIKE,
                      VALUES(V_INT(contact_id), V_TEXT(category), V_INT(from_at), V_INT(to_at)),
                      arena, out, e);
}

bool ticket_followed(struct db *db, int64_t contact_id, int64_t at, int64_t settle_ms,
                     struct arena *arena, struct known_ticket *out, struct err *e)
{
    /* The sender's clock may be anything. */
    int64_t from = at > settle_ms ? at - settle_ms : 0;
    int64_t to = at < INT64_MAX - settle_ms ? at + settle_ms : INT64_MAX;
    return known_read(db, STMT_TICKET_FOLLOWED,
                      VALUES(V_INT(contact_id), V_INT(from), V_INT(to), V_INT(at)), arena, out, e);
}

bool ticket_get(struct db *db, int64_t id, struct arena *arena, struct ticket *out, struct err *e)
{
    struct db_rows *rows;
    bool more = false;
    struct ticket t;
    if (!db_open_rows(db, STMT_TICKET_BY_ID, VALUES(V_INT(id)), &rows, e)) return false;
    bool ok = db_step(rows, &more, e) && (!more || ticket_row_read(rows, arena, &t, e));
    db_close_rows(rows);
    if (!ok) return false;
    if (!more) return err_set(e, ERR_NOT_FOUND, "ticket: no such row");
    *out = t;
    return true;
}

static bool list_of_contact(struct db *db, enum ticket_status below, int64_t contact_id,
                            struct arena *arena, struct ticket *out, size_t max, size_t *count,
                            struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    size_t n = 0;
    if (!db_open_rows(db, STMT_TICKET_OF_CONTACT,
                      VALUES(V_INT(contact_id), V_INT(below), V_INT(max)), &rows, e))
        return false;
    while ((ok = db_step(rows, &more, e)) && more && n < max) {
        if (!(ok = ticket_row_read(rows, arena, &out[n], e))) break;
        n++;
    }
    db_close_rows(rows);
    if (ok) *count = n;
    return ok;
}

bool ticket_list_of_contact(struct db *db, int64_t contact_id, struct arena *arena,
                            struct ticket *out, size_t max, size_t *count, struct err *e)
{
    return list_of_contact(db, STATUS_END, contact_id, arena, out, max, count, e);
}

bool ticket_list_open_of_contact(struct db *db, int64_t contact_id, struct arena *arena,
                                 struct ticket *out, size_t max, size_t *count, struct err *e)
{
    return list_of_contact(db, STATUS_CLOSED, contact_id, arena, out, max, count, e);
}

static bool alike_read(struct db_rows *rows, struct arena *arena, struct ticket *t, struct err *e)
{
    *t = (struct ticket){ .id = db_int(rows, 0),
                          .contact_id = db_int(rows, 1),
                          .kind = (enum ticket_kind)db_int(rows, 2),
                          .status = (enum ticket_status)db_int(rows, 3),
                          .has_location = !db_is_null(rows, 6),
                          .latitude = db_real(rows, 6),
                          .longitude = db_real(rows, 7),
                          .confidential = db_int(rows, 8) != 0,
                          .created_at = db_int(rows, 9),
                          .supporters = db_int(rows, 10) };
    return db_text_copy(rows, 4, arena, &t->category, e) &&
           db_text_copy(rows, 5, arena, &t->village, e) &&
           db_text_copy(rows, 11, arena, &t->department, e);
}

bool ticket_alike(struct db *db, const struct ticket *t, int64_t since, struct arena *arena,
                  struct ticket *out, size_t max, size_t *count, struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    size_t n = 0;
    *count = 0;
    if (t->district.len == 0) return true;
    if (!db_open_rows(db, STMT_TICKET_ALIKE,
                      VALUES(V_TEXT(t->district), v_text_or_null(t->village),
                             V_INT(t->has_location), V_TEXT(t->category), V_INT(since),
                             V_INT(t->id), V_INT(max)),
                      &rows, e))
        return false;
    while ((ok = db_step(rows, &more, e)) && more && n < max) {
        if (!(ok = alike_read(rows, arena, &out[n], e))) break;
        n++;
    }
    db_close_rows(rows);
    if (ok) *count = n;
    return ok;
}

static bool change(struct db *db, enum stmt_id statement, const struct db_value *values, size_t n,
                   struct err *e)
{
    int64_t changes;
    if (!db_exec(db, statement, values, n, &changes, e)) return false;
    return changes == 1 || err_set(e, ERR_NOT_FOUND, "ticket: no such row to change");
}

bool ticket_correct(struct db *db, int64_t id, const struct ticket_correction *to, int64_t now,
                    struct err *e)
{
    return change(db, STMT_TICKET_CORRECT,
                  VALUES(V_INT(to->kind), V_TEXT(to->category), V_TEXT(to->department),
                         V_INT(to->was), V_INT(to->priority), V_INT(now), V_INT(id)),
                  e);
}

bool ticket_retell(struct db *db, int64_t id, struct str text, int64_t now, struct err *e)
{
    return change(db, STMT_TICKET_RETELL, VALUES(V_TEXT(text), V_INT(now), V_INT(id)), e);
}

bool ticket_set_place(struct db *db, int64_t id, const struct ticket_place *place, int64_t now,
                      struct err *e)
{
    const struct inbound_location *pin = place->location;
    struct db_value none = V_NULL;
    return change(db, STMT_TICKET_SET_PLACE,
                  VALUES(v_text_or_null(place->district), v_text_or_null(place->village),
                         V_TEXT(place->department), V_INT(place->sent_at), V_INT(place->drops_pin),
                         pin->present ? V_REAL(pin->latitude) : none,
                         pin->present ? V_REAL(pin->longitude) : none, V_INT(now), V_INT(id)),
                  e);
}

bool ticket_cancel(struct db *db, int64_t id, int64_t now, struct err *e)
{
    return change(db, STMT_TICKET_CANCEL, VALUES(V_INT(now), V_INT(id)), e);
}

bool ticket_part_of(struct db *db, int64_t id, int64_t contact_id, int64_t *part, struct err *e)
{
    bool found;
    *part = 0;
    return db_exec_i64(db, STMT_TICKET_PART_OF, VALUES(V_INT(id), V_INT(contact_id)), part, &found,
                       e);
}

bool ticket_part_in_open(struct db *db, int64_t id, int64_t *part, struct err *e)
{
    bool found;
    *part = 0;
    return db_exec_i64(db, STMT_TICKET_PART_IN_OPEN, VALUES(V_INT(id)), part, &found, e);
}

bool ticket_parts_move(struct db *db, int64_t from, int64_t to, struct err *e)
{
    return db_exec(db, STMT_TICKET_PARTS_MOVE, VALUES(V_INT(to), V_INT(from)), NULL, e);
}

bool ticket_confide(struct db *db, int64_t id, int64_t now, struct err *e)
{
    return change(db, STMT_TICKET_CONFIDE, VALUES(V_INT(now), V_INT(id)), e);
}

/* One statement for every change by staff: which columns a move touches is the domain's business.
 */
bool ticket_save(struct db *db, struct ticket *t, int64_t now, struct err *e)
{
    int64_t changes;
    if (!db_exec(db, STMT_TICKET_SAVE,
                 VALUES(V_INT(t->kind), V_INT(t->status), V_INT(t->outcome), V_INT(t->priority),
                        V_INT(t->needs_words), V_TEXT(t->category), V_TEXT(t->department),
                        v_text_or_null(t->district), v_text_or_null(t->village),
                        V_INT(t->confidential), V_INT(t->stage_at), v_int_or_null(t->due_at),
                        v_int_or_null(t->promise_at), v_int_or_null(t->paused_since),
                        v_int_or_null(t->merged_into), v_int_or_null(t->closed_at),
                        v_int_or_null(t->answered_at), V_INT(t->reopened),
                        v_int_or_null(t->resume_status), v_int_or_null(t->resume_at),
                        V_INT(t->paused_days), V_INT(t->extended), v_int_or_null(t->rating),
                        V_INT(t->ladder_step), v_int_or_null(t->ladder_at), V_INT(t->supporters),
                        v_text_or_null(t->copy_to), v_text_or_null(t->handed_from),
                        v_text_or_null(t->referred_to), V_INT(t->promise), V_INT(t->stage_paused),
                        v_int_or_null(t->reopened_at), V_INT(t->paused_before),
                        v_int_or_null(t->resolved_at), V_INT(now), V_INT(t->id), V_INT(t->version)),
                 &changes, e))
        return false;
    if (changes != 1) return err_set(e, ERR_CONFLICT, "ticket: changed by somebody else");
    t->version++;
    t->updated_at = now;
    return true;
}

bool ticket_reporter_changed(struct db *db, int64_t contact_id, int64_t but_id, struct err *e)
{
    return db_exec(db, STMT_TICKET_REPORTER_CHANGED, VALUES(V_INT(contact_id), V_INT(but_id)), NULL,
                   e);
}

static bool first_due(struct db *db, enum stmt_id statement, int64_t now, int64_t *id,
                      struct err *e)
{
    bool found;
    int64_t first = 0;
    if (!db_exec_i64(db, statement, VALUES(V_INT(now)), &first, &found, e)) return false;
    *id = found ? first : 0;
    return true;
}

bool ticket_ladder_due(struct db *db, int64_t now, int64_t *id, struct err *e)
{
    return first_due(db, STMT_TICKET_LADDER_DUE, now, id, e);
}

bool ticket_silent(struct db *db, int64_t now, int64_t *id, struct err *e)
{
    return first_due(db, STMT_TICKET_SILENT, now, id, e);
}

bool ticket_put_off(struct db *db, int64_t id, int64_t later_at, struct err *e)
{
    return change(db, STMT_TICKET_PUT_OFF, VALUES(V_INT(later_at), V_INT(id)), e);
}

bool ticket_count_open(struct db *db, int64_t counts[STATUS_END], struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    for (int i = 0; i < STATUS_END; i++)
        counts[i] = 0;
    if (!db_open_rows(db, STMT_TICKET_COUNT_OPEN, NO_VALUES, &rows, e)) return false;
    while ((ok = db_step(rows, &more, e)) && more) {
        int64_t status = db_int(rows, 0);
        if (status > 0 && status < STATUS_END) counts[status] = db_int(rows, 1);
    }
    db_close_rows(rows);
    return ok;
}
