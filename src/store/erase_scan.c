/* erase_scan.c - pages of a table are read; rows that hold something of the person are written
 * anew. */
#include "store/erase_store.h"
#include "store/event_store.h"
#include <stdio.h>
#include <string.h>

#define PAGE    64
#define COLUMNS 6
#define ROW_MAX ((size_t)64 << 20)
#define ERASED_ID                                                                                  \
    "erased." /* a wamid holds the number of its citizen in base64: a hash takes its place */
#define WAMID_SIZE (sizeof ERASED_ID + 2 * SHA256_SIZE)

/* Columns of a scan from the third on, and what is done with each. */
enum column {
    KEEP_NOTHING, /* the row is emptied by its put, which takes no texts */
    WORDS,
    WAMID,   /* of an own message */
    DETAILS, /* NULL where the row is the person's */
};

static const struct table {
    const char *name;
    enum stmt_id scan, put;
    enum column column[COLUMNS];
    int columns;
    bool stamped; /* its put takes the time as well */
} tables[ERASE_TABLES] = {
    [ERASE_TICKETS] = { "tickets",
                        STMT_ERASE_SCAN_TICKET,
                        STMT_ERASE_PUT_TICKET,
                        { WORDS, WORDS },
                        2,
                        false },
    [ERASE_MESSAGES] = { "messages",
                         STMT_ERASE_SCAN_MESSAGE,
                         STMT_ERASE_PUT_MESSAGE,
                         { WAMID, WAMID, WORDS, DETAILS },
                         4,
                         false },
    [ERASE_REPLIES] = { "replies",
                        STMT_ERASE_SCAN_OUTBOX,
                        STMT_ERASE_PUT_OUTBOX,
                        { WAMID, WORDS, WORDS, WORDS, WORDS, WORDS },
                        6,
                        false },
    [ERASE_REMARKS] = { "notes",
                        STMT_ERASE_SCAN_REMARK,
                        STMT_ERASE_PUT_REMARK,
                        { WORDS, WORDS },
                        2,
                        true },
    [ERASE_SUMMARIES] = { "summaries",
                          STMT_ERASE_SCAN_SUMMARY,
                          STMT_ERASE_PUT_SUMMARY,
                          { WORDS },
                          1,
                          false },
    [ERASE_NOTICES] = { "notices",
                        STMT_ERASE_SCAN_NOTICE,
                        STMT_ERASE_PUT_NOTICE,
                        { WORDS },
                        1,
                        false },
    [ERASE_BODIES] = { "raw webhooks",
                       STMT_ERASE_SCAN_BODY,
                       STMT_ERASE_PUT_BODY,
                       { KEEP_NOTHING },
                       1,
                       false },
    [ERASE_QUARANTINE] = { "quarantine",
                           STMT_ERASE_SCAN_QUARANTINE,
                           STMT_ERASE_PUT_QUARANTINE,
                           { KEEP_NOTHING, KEEP_NOTHING },
                           2,
                           false },
    [ERASE_ANSWERS] = { .name = "kept answers" },
};

const char *erase_table_name(enum erase_table table)
{
    return tables[table].name;
}

static bool is_erased_id(struct str wamid)
{
    return wamid.len == 0 || str_starts(wamid, STR(ERASED_ID));
}

static void erased_id(struct str wamid, char out[WAMID_SIZE])
{
    uint8_t digest[SHA256_SIZE];
    char hex[2 * SHA256_SIZE + 1];
    sha256(wamid, digest);
    hex_encode(digest, sizeof digest, hex);
    (void)snprintf(out, WAMID_SIZE, ERASED_ID "%s", hex);
}

static bool column_hit(const struct erasure *p, enum column column, struct str text, bool own)
{
    if (own && column == WAMID && !is_erased_id(text)) return true;
    if (own && column == DETAILS && text.len) return true;
    return erasure_finds(p, text, own);
}

static bool row_hit(const struct erasure *p, const struct table *t, struct db_rows *rows)
{
    bool own = erasure_has_contact(p, db_int(rows, 1));
    for (int i = 0; i < t->columns; i++)
        if (column_hit(p, t->column[i], db_text(rows, i + 2), own)) return true;
    return false;
}

/* What stays the same for all rows of a scan. */
struct scan {
    struct db *db;
    const struct erasure *person;
    enum erase_table table;
    const struct media_store *media;
    int64_t now;
    struct erase_report *report;
};

/* --- what a row becomes --- */

struct row {
    int64_t id;
    bool own, hit;
    struct str old[COLUMNS];
    struct db_value value[COLUMNS + 2]; /* and the time, the id */
    size_t count;
};

static bool words_make(const struct erasure *p, struct str text, bool own, struct arena *arena,
                       struct str *out, struct err *e)
{
    struct buf scrubbed;
    buf_init(&scrubbed, ROW_MAX);
    (void)erasure_scrub(p, text, own, &scrubbed);
    bool ok = (buf_ok(&scrubbed) && arena_copy(arena, buf_view(&scrubbed), out)) ||
              err_set(e, ERR_MEMORY, "erase: no memory for a row");
    buf_finish(&scrubbed);
    return ok;
}

static bool column_make(const struct erasure *p, enum column column, bool is_null, struct row *row,
                        int i, struct arena *arena, struct err *e)
{
    char wamid[WAMID_SIZE];
    struct str text = row->old[i];
    row->value[row->count] = V_NULL;
    if (column == KEEP_NOTHING) return true;
    if (column == WAMID && row->own && !is_erased_id(text)) {
        erased_id(text, wamid);
        if (!arena_copy(arena, str_of(wamid), &text))
            return err_set(e, ERR_MEMORY, "erase: no memory for a row");
    } else if (!words_make(p, text, row->own, arena, &text, e)) {
        return false;
    }
    if (!is_null && !(column == DETAILS && row->own)) row->value[row->count] = V_TEXT(text);
    row->count++;
    return true;
}

static bool row_make(const struct scan *s, int64_t id, struct row *row, struct arena *arena,
                     struct err *e)
{
    const struct table *t = &tables[s->table];
    const struct erasure *p = s->person;
    struct db_rows *rows;
    bool more = false;
    *row = (struct row){ .id = id };
    if (!db_open_rows(s->db, t->scan, VALUES(V_INT(id - 1), V_INT(1)), &rows, e)) return false;
    bool ok = db_step(rows, &more, e);
    if (ok && more && db_int(rows, 0) == id && row_hit(p, t, rows)) {
        row->hit = true;
        row->own = erasure_has_contact(p, db_int(rows, 1));
        for (int i = 0; ok && i < t->columns; i++)
            ok = db_text_copy(rows, i + 2, arena, &row->old[i], e) &&
                 column_make(p, t->column[i], db_is_null(rows, i + 2), row, i, arena, e);
        if (t->stamped) row->value[row->count++] = V_INT(s->now);
        row->value[row->count++] = V_INT(id);
    }
    db_close_rows(rows);
    return ok;
}

/* The files that came with a message; a file that somebody else sent as well stays. */
static bool files_erase(const struct scan *s, int64_t message_id, struct err *e)
{
    struct db *db = s->db;
    struct arena arena = { 0 };
    struct db_rows *rows;
    int64_t ids[PAGE], user;
    struct str hashes[PAGE];
    size_t count = 0;
    bool more, found, ok;
    if (!db_open_rows(db, STMT_ERASE_ATTACHMENTS, VALUES(V_INT(message_id)), &rows, e))
        return false;
    while ((ok = db_step(rows, &more, e)) && more && count < PAGE) {
        if (!(ok = db_text_copy(rows, 1, &arena, &hashes[count], e))) break;
        ids[count++] = db_int(rows, 0);
    }
    db_close_rows(rows);
    for (size_t i = 0; ok && i < count; i++) {
        ok = db_exec(db, STMT_ERASE_ATTACHMENT, VALUES(V_INT(ids[i])), NULL, e);
        if (!ok || !s->media || hashes[i].len == 0) continue;
        ok = db_exec_i64(db, STMT_ERASE_FILE_USER, VALUES(V_TEXT(hashes[i])), &user, &found, e);
        if (ok && !found) ok = media_store_remove(s->media, hashes[i], &s->report->files, e);
    }
    arena_clear(&arena);
    return ok;
}

/* What hangs on the row beside its own texts. */
static bool row_follow(const struct scan *s, const struct row *row, struct err *e)
{
    struct db *db = s->db;
    enum erase_table table = s->table;
    char wamid[WAMID_SIZE];
    if (table == ERASE_TICKETS) /* before its text changes: what the index holds of it */
        return db_exec(db, STMT_TICKET_WORDS_WAIT_CHANGE, VALUES(V_INT(row->id)), NULL, e);
    if (!row->own || (table != ERASE_MESSAGES && table != ERASE_REPLIES)) return true;
    if (!is_erased_id(row->old[0])) {
        erased_id(row->old[0], wamid);
        if (!db_exec(db, STMT_ERASE_STATUS, VALUES(V_TEXT(str_of(wamid)), V_TEXT(row->old[0])),
                     NULL, e))
            return false;
    }
    return table != ERASE_MESSAGES || files_erase(s, row->id, e);
}

static bool row_erase(const struct scan *s, int64_t id, struct err *e)
{
    struct row row;
    struct arena arena;
    arena_init(&arena, 4 * ROW_MAX);
    bool ok = row_make(s, id, &row, &arena, e);
    if (ok && row.hit) {
        ok = row_follow(s, &row, e) &&
             db_exec(s->db, tables[s->table].put, row.value, row.count, NULL, e) &&
             (s->table != ERASE_REMARKS || event_words_erased(s->db, id, s->now, &arena, e));
        s->report->rows[s->table]++;
    }
    arena_clear(&arena);
    return ok;
}

/* --- pages --- */

static bool page_look(const struct scan *s, int64_t *after, int64_t hits[PAGE], size_t *count,
                      bool *ended, struct err *e)
{
    struct db_rows *rows;
    bool more = false, ok;
    size_t seen = 0;
    const struct table *t = &tables[s->table];
    *count = 0;
    if (!db_begin_read(s->db, e)) return false;
    ok = db_open_rows(s->db, t->scan, VALUES(V_INT(*after), V_INT(PAGE)), &rows, e);
    while (ok && (ok = db_step(rows, &more, e)) && more && seen < PAGE) {
        *after = db_int(rows, 0);
        if (row_hit(s->person, t, rows)) hits[(*count)++] = *after;
        seen++;
    }
    db_rollback(s->db); /* closes the rows */
    *ended = seen < PAGE;
    return ok;
}

static bool page_erase(const struct scan *s, const int64_t *hits, size_t count, struct err *e)
{
    if (count == 0) return true;
    if (!db_begin(s->db, e)) return false;
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++)
        ok = row_erase(s, hits[i], e);
    ok = ok && db_commit(s->db, e);
    if (!ok) db_rollback(s->db);
    return ok;
}

struct answer_key {
    int64_t staff_id;
    struct str key;
};

static bool answers_look(struct db *db, const struct erasure *p, struct arena *arena,
                         struct answer_key *out, size_t max, size_t *count, struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    *count = 0;
    if (!db_open_rows(db, STMT_ERASE_SCAN_ANSWERS, NO_VALUES, &rows, e)) return false;
    while ((ok = db_step(rows, &more, e)) && more && *count < max) {
        if (!erasure_finds(p, db_text(rows, 2), true)) continue;
        out[*count].staff_id = db_int(rows, 0);
        if (!(ok = db_text_copy(rows, 1, arena, &out[*count].key, e))) break;
        ++*count;
    }
    db_close_rows(rows);
    return ok;
}

/* An answer that is kept for a repeat may hold the words of a ticket: it is forgotten. */
static bool answers_erase(const struct scan *s, struct err *e)
{
    struct answer_key keys[PAGE];
    size_t count = PAGE;
    bool ok = true;
    while (ok && count == PAGE) {
        struct arena arena = { 0 };
        if (!db_begin(s->db, e)) return false;
        ok = answers_look(s->db, s->person, &arena, keys, PAGE, &count, e);
        for (size_t i = 0; ok && i < count; i++)
            ok = db_exec(s->db, STMT_ERASE_ANSWER,
                         VALUES(V_INT(keys[i].staff_id), V_TEXT(keys[i].key)), NULL, e);
        ok = ok && db_commit(s->db, e);
        if (!ok) db_rollback(s->db);
        s->report->rows[ERASE_ANSWERS] += ok ? (int64_t)count : 0;
        arena_clear(&arena);
    }
    return ok;
}

bool erase_table_scan(struct db *db, const struct erasure *p, enum erase_table table,
                      const struct media_store *media, int64_t now, struct erase_report *out,
                      struct err *e)
{
    const struct scan s = { db, p, table, media, now, out };
    int64_t after = 0, hits[PAGE];
    size_t count;
    bool ended = false;
    if (table == ERASE_ANSWERS) return answers_erase(&s, e);
    while (!ended)
        if (!page_look(&s, &after, hits, &count, &ended, e) || !page_erase(&s, hits, count, e))
            return false;
    return true;
}
