/* export_file.c - step by step, so that no step holds the log of the database for long. */
#include "export_file.h"
#include <errno.h>
#include <string.h>
#include <unistd.h>

#define STEP_MAX    ((size_t)32 << 20)
#define PROGRESS_MS 1000

static void say(FILE *progress, const struct export_walk *w, bool ended)
{
    if (!progress) return;
    (void)fprintf(progress, "kanda: %lld %%, %lld of at most %lld tickets written%s\n",
                  (long long)(w->total ? w->passed * 100 / w->total : 100), (long long)w->written,
                  (long long)w->at_most, ended ? ", done" : "");
}

static bool step(struct db *db, struct export_walk *w, struct buf *piece, bool *ended,
                 struct err *e)
{
    buf_clear(piece);
    if (!db_begin_read(db, e)) return false;
    bool ok = export_walk_step(w, db, piece, ended, e);
    db_rollback(db);
    return ok;
}

static bool walk_write(struct db *db, struct export_walk *w, FILE *out, FILE *progress,
                       struct err *e)
{
    struct buf piece;
    int64_t told = clock_monotonic_ms();
    bool ended = false, ok = true;
    buf_init(&piece, STEP_MAX);
    while (ok && !ended) {
        ok = step(db, w, &piece, &ended, e);
        if (ok && fwrite(piece.at, 1, piece.len, out) != piece.len)
            ok = err_set(e, ERR_IO, "export: cannot write: %s", strerror(errno));
        if (ok && !ended && clock_monotonic_ms() - told < PROGRESS_MS) continue;
        told = clock_monotonic_ms();
        if (ok) say(progress, w, ended);
    }
    buf_finish(&piece);
    return ok;
}

bool export_to_stream(struct db *db, const struct export_style *style, const struct ticket_query *q,
                      FILE *out, FILE *progress, int64_t *count, struct err *e)
{
    struct export_walk walk;
    if (!db_begin_read(db, e)) return false;
    bool ok = export_walk_begin(db, style, q, false, &walk, e);
    db_rollback(db);
    ok = ok && walk_write(db, &walk, out, progress, e);
    if (ok && count) *count = walk.written;
    return ok;
}

bool export_to_file(struct db *db, const struct export_style *style, const struct ticket_query *q,
                    const char *path, FILE *progress, int64_t *count, struct err *e)
{
    char part[1024];
    if ((size_t)snprintf(part, sizeof part, "%s.part", path) >= sizeof part)
        return err_set(e, ERR_INPUT, "%s: too long", path);
    FILE *out = fopen(part, "wbe");
    if (!out) return err_set(e, ERR_IO, "%s: %s", part, strerror(errno));
    bool ok = export_to_stream(db, style, q, out, progress, count, e);
    if (ok && (fflush(out) != 0 || fsync(fileno(out)) != 0))
        ok = err_set(e, ERR_IO, "%s: %s", part, strerror(errno));
    if (fclose(out) != 0 && ok) ok = err_set(e, ERR_IO, "%s: %s", part, strerror(errno));
    if (ok && rename(part, path) != 0) ok = err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
    if (!ok) (void)unlink(part);
    return ok;
}
