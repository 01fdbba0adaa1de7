/* evidence.c - the folder: everything is written, then hashed. */
#include "evidence.h"
#include "cli/file.h"
#include "export_file.h"
#include "http/evidence.h"
#include "service/counting.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define PAGE_MAX ((size_t)8 << 20)

static const char *const files[] = { "laporan.html", "ringkasan.csv", "tiket.csv", "sp4n.csv",
                                     "jejak.txt" };

static bool path_in(const char *dir, const char *name, char out[PATH_BYTES], struct err *e)
{
    return (size_t)snprintf(out, PATH_BYTES, "%s/%s", dir, name) < PATH_BYTES ||
           err_set(e, ERR_INPUT, "%s: too long", dir);
}

/* The sums follow the timeline a moment later, or not at all while no server runs. */
static bool counts_catch_up(struct app *app, struct db *db, struct err *e)
{
    struct intake_options options = { .desk = app->desk,
                                      .ticket_prefix = app->conf.desk_ticket_prefix };
    int64_t events = COUNTING_EVENTS_MAX;
    while (events == COUNTING_EVENTS_MAX) {
        if (!db_begin(db, e)) return false;
        if (!counting_run(db, &options, &events, e) || !db_commit(db, e)) {
            db_rollback(db);
            return false;
        }
    }
    return true;
}

static bool all_read(struct db *db, struct evidence *v, struct arena *arena, struct err *e)
{
    if (!db_begin_read(db, e)) return false;
    bool ok = evidence_sums(db, v, arena, e) && event_verify(db, NULL, &v->chain, e);
    db_rollback(db);
    v->verified = ok;
    return ok;
}

static bool tickets_write(struct app *app, struct db *db, struct evidence *v, const char *dir,
                          struct err *e)
{
    char path[PATH_BYTES];
    const char *prefix = app->conf.desk_ticket_prefix;
    struct export_style style = evidence_style(v, prefix, EXPORT_KANDA);
    const struct ticket_query q = evidence_tickets(v);
    if (!path_in(dir, "tiket.csv", path, e) ||
        !export_to_file(db, &style, &q, path, stderr, &v->tickets, e) ||
        !path_in(dir, "sp4n.csv", path, e))
        return false;
    style = evidence_style(v, prefix, EXPORT_SP4N);
    return export_to_file(db, &style, &q, path, NULL, NULL, e);
}

static bool text_write(const char *dir, const char *name, const struct buf *text, struct err *e)
{
    char path[PATH_BYTES];
    if (!buf_ok(text)) return err_set(e, ERR_LIMIT, "%s: too large", name);
    return path_in(dir, name, path, e) && file_replace(path, buf_view(text), e);
}

static bool texts_write(const struct evidence *v, const char *dir, struct err *e)
{
    struct buf page, table, trail;
    buf_init(&page, PAGE_MAX);
    buf_init(&table, PAGE_MAX);
    buf_init(&trail, PAGE_MAX);
    evidence_csv(v, &table);
    evidence_trail(v, &trail);
    bool ok = evidence_page(v, &page, e) && text_write(dir, "laporan.html", &page, e) &&
              text_write(dir, "ringkasan.csv", &table, e) &&
              text_write(dir, "jejak.txt", &trail, e);
    buf_finish(&page);
    buf_finish(&table);
    buf_finish(&trail);
    return ok;
}

static bool file_hash(const char *path, char hex[2 * SHA256_SIZE + 1], struct err *e)
{
    char piece[65536];
    uint8_t digest[SHA256_SIZE];
    struct sha256 hash;
    size_t n;
    FILE *f = fopen(path, "rbe");
    if (!f) return err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
    sha256_begin(&hash);
    while ((n = fread(piece, 1, sizeof piece, f)) > 0)
        sha256_add(&hash, (struct str){ piece, n });
    bool bad = ferror(f) != 0;
    (void)fclose(f);
    sha256_end(&hash, digest);
    hex_encode(digest, sizeof digest, hex);
    return !bad || err_set(e, ERR_IO, "%s: cannot be read", path);
}

static bool hashes_write(const char *dir, struct err *e)
{
    char memory[1024], path[PATH_BYTES], hex[2 * SHA256_SIZE + 1];
    struct buf list;
    buf_fixed(&list, memory, sizeof memory);
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        if (!path_in(dir, files[i], path, e) || !file_hash(path, hex, e)) return false;
        buf_addf(&list, "%s  %s\n", hex, files[i]);
    }
    return text_write(dir, "SHA256SUMS", &list, e);
}

bool evidence_make(struct app *app, const char *month, const char *dir, struct err *e)
{
    struct db *db = NULL;
    struct arena arena = { 0 };
    struct evidence v = { .desk = app->desk, .made_at = clock_now(&app->clock) };
    if (!month_parse(str_of(month), &v.month, NULL))
        return err_set(e, ERR_INPUT, "--evidence: a month (2026-11)");
    if (!app_database(app, &db, e)) return false;
    bool ok = mkdir(dir, 0750) == 0 ||
              err_set(e, errno == EEXIST ? ERR_CONFLICT : ERR_IO, "%s: %s", dir, strerror(errno));
    ok = ok && counts_catch_up(app, db, e) && all_read(db, &v, &arena, e) &&
         tickets_write(app, db, &v, dir, e) && texts_write(&v, dir, e) && hashes_write(dir, e);
    db_close(db);
    arena_clear(&arena);
    return ok;
}
