/* attachment_store.c - rows of attachments. */
#include "store/attachment_store.h"
#include "base/crypto.h"
#include "base/unicode.h"
#include <string.h>

#define FILENAME_POINTS     200
#define TYPE_POINTS         120
#define FREE_ATTEMPTS       3 /* that a restart repeats at once */
#define RECOVERY_PAUSE_MS   60000
#define TICKETS_AT_ONCE     16 /* parameters of attachment_of_tickets */
#define ATTACHMENTS_AT_ONCE 64

/* A URL that is too long to keep is no loss: the id gives one. */
static struct str url_of(const struct inbound_media *m)
{
    return m->url.len <= ATTACHMENT_URL_MAX && memchr(m->url.at, '\0', m->url.len) == NULL
               ? m->url
               : STR_EMPTY;
}

/* Seven days since Meta took it; a clock that runs ahead must not promise more. */
static int64_t expiry_of(const struct inbound *m, int64_t now)
{
    return (m->sent_at < now ? m->sent_at : now) + ATTACHMENT_LIFE_MS;
}

bool attachment_insert(struct db *db, int64_t message_id, const struct inbound *message,
                       int64_t now, struct err *e)
{
    const struct inbound_media *m = &message->media;
    uint8_t hash[SHA256_SIZE];
    size_t len = 0;
    int64_t id;
    /* An id as long as none has ever been is no reason to lose the message itself. */
    if (!message_type_is_media(message->type) || m->id.len == 0 ||
        m->id.len > ATTACHMENT_MEDIA_ID_MAX)
        return true;
    bool known = base64_decode(m->sha256, hash, sizeof hash, &len) && len == SHA256_SIZE;
    struct db_value none = V_NULL;
    return db_exec_i64(db, STMT_ATTACHMENT_INSERT,
                       VALUES(V_INT(message_id), V_INT(message->type), V_TEXT(m->id),
                              v_text_or_null(url_of(m)),
                              v_text_or_null(utf8_prefix(m->mime_type, TYPE_POINTS)),
                              known ? V_BLOB(((struct str){ (const char *)hash, len })) : none,
                              v_text_or_null(utf8_prefix(m->filename, FILENAME_POINTS)), V_INT(now),
                              V_INT(expiry_of(message, now))),
                       &id, NULL, e);
}

bool attachment_add(struct db *db, int64_t message_id, enum message_type kind,
                    const struct attachment_file *file, int64_t now, int64_t *id, struct err *e)
{
    const struct photo_taken *taken = &file->taken;
    struct db_value none = V_NULL;
    return db_exec_i64(db, STMT_ATTACHMENT_ADD,
                       VALUES(V_INT(message_id), V_INT(kind), V_TEXT(str_of(file->hash)),
                              V_INT(file->size), V_TEXT(str_of(file->type)),
                              v_int_or_null(taken->at),
                              taken->has_place ? V_REAL(taken->latitude) : none,
                              taken->has_place ? V_REAL(taken->longitude) : none, V_INT(now)),
                       id, NULL, e);
}

/* What does not fit is left out: the type and hash are then not checked, the URL is asked for. */
static void text_or_nothing(struct db_rows *rows, int column, char *out, size_t cap)
{
    if (!str_copy(out, cap, db_text(rows, column))) out[0] = '\0';
}

static void work_read(struct db_rows *rows, struct attachment_work *w)
{
    struct str hash = db_text(rows, 6);
    *w = (struct attachment_work){ .id = db_int(rows, 0),
                                   .attempt = (int)db_int(rows, 1),
                                   .kind = (enum message_type)db_int(rows, 2),
                                   .has_hash = hash.len == sizeof w->said_hash,
                                   .expires_at = db_int(rows, 7),
                                   .faults = (int)db_int(rows, 8) };
    text_or_nothing(rows, 3, w->media_id, sizeof w->media_id);
    text_or_nothing(rows, 4, w->url, sizeof w->url);
    text_or_nothing(rows, 5, w->said_type, sizeof w->said_type);
    if (w->has_hash) memcpy(w->said_hash, hash.at, hash.len);
}

bool attachment_begin(struct db *db, int64_t now, struct attachment_work *out, size_t max,
                      size_t *count, struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    size_t n = 0;
    if (!db_open_rows(db, STMT_ATTACHMENT_BEGIN, VALUES(V_INT(now), V_INT(max)), &rows, e))
        return false;
    while ((ok = db_step(rows, &more, e)) && more && n < max)
        work_read(rows, &out[n++]);
    db_close_rows(rows);
    if (ok) *count = n;
    return ok;
}

bool attachment_recover(struct db *db, int64_t now, int64_t *count, struct err *e)
{
    return db_exec(db, STMT_ATTACHMENT_RECOVER,
                   VALUES(V_INT(now), V_INT(FREE_ATTEMPTS), V_INT(RECOVERY_PAUSE_MS)), count, e);
}

bool attachment_next_due(struct db *db, int64_t *due_at, struct err *e)
{
    int64_t at = 0;
    bool found;
    if (!db_exec_i64(db, STMT_ATTACHMENT_NEXT_DUE, NO_VALUES, &at, &found, e)) return false;
    *due_at = found ? at : 0;
    return true;
}

struct outcome {
    enum attachment_state state;
    bool given_back;
    int64_t due_at;                       /* 0: now */
    const struct attachment_file *file;   /* NULL: none */
    const struct attachment_trouble *why; /* NULL: none */
};

static bool settle(struct db *db, int64_t id, const struct outcome *o, int64_t now, struct err *e)
{
    static const struct attachment_file no_file = { .hash = "", .type = "" };
    static const struct attachment_trouble no_trouble = { "", "", false };
    const struct attachment_file *f = o->file ? o->file : &no_file;
    const struct attachment_trouble *w = o->why ? o->why : &no_trouble;
    struct db_value none = V_NULL;
    return db_exec(db, STMT_ATTACHMENT_SETTLE,
                   VALUES(V_INT(o->state), V_INT(o->given_back), V_INT(w->fault),
                          V_INT(o->due_at ? o->due_at : now), v_text_or_null(str_of(f->hash)),
                          o->file ? V_INT(f->size) : none, v_text_or_null(str_of(f->type)),
                          V_INT(f->suspect), v_text_or_null(str_of(w->code)),
                          v_text_or_null(str_of(w->text)), V_INT(now), V_INT(id)),
                   NULL, e);
}

bool attachment_store(struct db *db, int64_t id, const struct attachment_file *file, int64_t now,
                      struct err *e)
{
    return settle(db, id, &(struct outcome){ .state = ATTACHMENT_STORED, .file = file }, now, e);
}

bool attachment_retry(struct db *db, int64_t id, int64_t due_at,
                      const struct attachment_trouble *why, int64_t now, struct err *e)
{
    return settle(db, id,
                  &(struct outcome){ .state = ATTACHMENT_WAITING, .due_at = due_at, .why = why },
                  now, e);
}

bool attachment_end(struct db *db, int64_t id, enum attachment_state state,
                    const struct attachment_trouble *why, int64_t now, struct err *e)
{
    return settle(db, id, &(struct outcome){ .state = state, .why = why }, now, e);
}

bool attachment_give_back(struct db *db, int64_t id, int64_t now, struct err *e)
{
    return settle(db, id, &(struct outcome){ .state = ATTACHMENT_WAITING, .given_back = true }, now,
                  e);
}

static bool row_read(struct db_rows *rows, struct arena *arena, struct attachment *a, struct err *e)
{
    *a = (struct attachment){ .ticket_id = db_int(rows, 0),
                              .id = db_int(rows, 1),
                              .kind = (enum message_type)db_int(rows, 2),
                              .state = (enum attachment_state)db_int(rows, 3),
                              .size = db_int(rows, 5),
                              .suspect = db_int(rows, 6) != 0,
                              .by_staff = db_int(rows, 11) != 0,
                              .repeated = db_int(rows, 12) != 0,
                              .taken = { .at = db_int(rows, 13),
                                         .has_place = !db_is_null(rows, 14),
                                         .latitude = db_real(rows, 14),
                                         .longitude = db_real(rows, 15) },
                              .message_id = db_int(rows, 16),
                              .expires_at = db_int(rows, 7),
                              .created_at = db_int(rows, 8) };
    return db_text_copy(rows, 4, arena, &a->type, e) &&
           db_text_copy(rows, 9, arena, &a->error_code, e) &&
           db_text_copy(rows, 10, arena, &a->file_hash, e);
}

/* Room for one more, so that a page without any allocates nothing. */
static bool grow(struct attachment_list *list, size_t *cap, struct arena *arena, struct err *e)
{
    if (list->count < *cap) return true;
    size_t room = *cap ? *cap * 2 : ATTACHMENTS_AT_ONCE;
    struct attachment *at = arena_alloc(arena, room * sizeof *at);
    if (!at) return err_set(e, ERR_MEMORY, "attachments: out of memory");
    if (list->count) memcpy(at, list->at, list->count * sizeof *at);
    list->at = at;
    *cap = room;
    return true;
}

static bool some_read(struct db *db, const int64_t *ids, size_t count, struct arena *arena,
                      struct attachment_list *list, size_t *cap, struct err *e)
{
    struct db_value values[TICKETS_AT_ONCE];
    struct db_rows *rows;
    bool more, ok;
    for (size_t i = 0; i < TICKETS_AT_ONCE; i++)
        values[i] = v_int_or_null(i < count ? ids[i] : 0);
    if (!db_open_rows(db, STMT_ATTACHMENT_OF_TICKETS, values, TICKETS_AT_ONCE, &rows, e))
        return false;
    while ((ok = db_step(rows, &more, e)) && more) {
        ok = grow(list, cap, arena, e) && row_read(rows, arena, &list->at[list->count], e);
        if (!ok) break;
        list->count++;
    }
    db_close_rows(rows);
    return ok;
}

bool attachment_of_tickets(struct db *db, const int64_t *ticket_ids, size_t count,
                           struct arena *arena, struct attachment_list *out, struct err *e)
{
    struct attachment_list list = { 0 };
    size_t cap = 0;
    for (size_t i = 0; i < count; i += TICKETS_AT_ONCE) {
        size_t left = count - i;
        if (!some_read(db, ticket_ids + i, left < TICKETS_AT_ONCE ? left : TICKETS_AT_ONCE, arena,
                       &list, &cap, e))
            return false;
    }
    *out = list;
    return true;
}

bool attachment_hashes(struct db *db, struct str after, char out[][FILE_HASH_SIZE], size_t max,
                       size_t *count, struct err *e)
{
    struct db_rows *rows;
    bool more, ok;
    size_t n = 0;
    if (!db_open_rows(db, STMT_ATTACHMENT_HASHES, VALUES(V_TEXT(after), V_INT(max)), &rows, e))
        return false;
    while ((ok = db_step(rows, &more, e)) && more && n < max) {
        if (!str_copy(out[n], FILE_HASH_SIZE, db_text(rows, 0))) continue; /* no hash */
        n++;
    }
    db_close_rows(rows);
    if (ok) *count = n;
    return ok;
}
