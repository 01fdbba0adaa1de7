/* cmd_erase.c - kanda erase --contact PHONE|BSUID: a person is forgotten beside a running server.
 * First the texts, then the rows that are the person (else a run that was broken off could not be
 * repeated), then what came meanwhile; at the end every byte of the file is looked at. */
#include "cli/app.h"
#include "residue.h"
#include "store/erase_store.h"
#include <glob.h>
#include <stdio.h>
#include <sys/stat.h>

#define LOG_WAIT_MS      (30 * MS_PER_SECOND)
#define REWRITTEN_ALWAYS ((off_t)256 << 20) /* bytes: a second or two */

struct erasing {
    struct app *app;
    struct db *db;
    struct media_store *media;
    struct arena arena;
    struct erasure person, proof; /* proof: what can be told from others' in the bytes */
    struct erase_report report;
    int64_t now;
    bool rewritten, left;
};

static bool texts_scan(struct erasing *x, struct err *e)
{
    for (int t = 0; t < ERASE_TABLES; t++)
        if (!erase_table_scan(x->db, &x->person, (enum erase_table)t, x->media, x->now, &x->report,
                              e))
            return false;
    return true;
}

/* A name of one word, or one that others have too, stands in the file in its own right. */
static bool proof_make(struct erasing *x, struct err *e)
{
    x->proof = x->person;
    x->proof.name_count = 0;
    for (size_t i = 0; i < x->person.name_count; i++) {
        bool unique;
        struct str rest = x->person.names[i];
        if (str_word(&rest).len == x->person.names[i].len) continue;
        if (!erase_name_is_unique(x->db, x->person.names[i], &unique, e)) return false;
        if (unique && !erasure_add_name(&x->proof, x->person.names[i], &x->arena, e)) return false;
    }
    return true;
}

static bool look(struct erasing *x, struct err *e)
{
    return erase_log(x->db, LOG_WAIT_MS, e) &&
           residue_find(x->app->conf.store_path, &x->proof, &x->left, e);
}

static bool is_small(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && st.st_size < REWRITTEN_ALWAYS;
}

/* Splitting a page may leave a copy of a row in what is unused of it. A single word of a name
 * cannot be told from other people's, so a small database is always written anew; a large one,
 * where that takes a while, only when something is seen. */
static bool rest_erase(struct erasing *x, struct err *e)
{
    if (!proof_make(x, e) || !erase_words_compact(x->db, e) || !look(x, e)) return false;
    if (!x->left && !is_small(x->app->conf.store_path)) return true;
    x->rewritten = true;
    return erase_unused(x->db, e) && look(x, e);
}

static bool run(struct erasing *x, const char *contact, struct err *e)
{
    struct app *app = x->app;
    x->now = clock_now(&app->clock);
    return app_database(app, &x->db, e) &&
           media_store_open(app->conf.store_media_dir, 0, &x->media, e) &&
           erase_find(x->db, str_of(contact), &x->person, &x->arena, e) && texts_scan(x, e) &&
           erase_identity(x->db, &x->person, x->now, &x->report, e) && texts_scan(x, e) &&
           rest_erase(x, e);
}

/* Nothing of the person is printed: whoever erases knows whom. */
static int64_t say(const struct erasing *x)
{
    int64_t sum = (int64_t)x->person.contact_count;
    (void)printf("contacts\t%zu\ntickets kept\t%lld\n", x->person.contact_count,
                 (long long)x->report.tickets);
    for (int t = 0; t < ERASE_TABLES; t++) {
        (void)printf("%s\t%lld\n", erase_table_name((enum erase_table)t),
                     (long long)x->report.rows[t]);
        sum += x->report.rows[t];
    }
    (void)printf("files removed\t%lld\n", (long long)x->report.files);
    if (x->rewritten) (void)printf("the database was written anew\n");
    (void)printf("%s\n", x->left ? "STILL THERE: their number or name is in the database file"
                                 : "nothing of them is in the database file and its log");
    return sum;
}

/* Copies are somebody's decision, so they are named, not touched. */
static void say_copies(const char *path)
{
    char pattern[600];
    glob_t found;
    if ((size_t)snprintf(pattern, sizeof pattern, "%s.before-*", path) >= sizeof pattern) return;
    if (glob(pattern, 0, NULL, &found) != 0) return;
    for (size_t i = 0; i < found.gl_pathc; i++)
        (void)printf("older copy\t%s\tmay hold them still\n", found.gl_pathv[i]);
    globfree(&found);
}

int cmd_erase(const struct command_line *line)
{
    struct app app;
    struct err e = { 0 };
    if (!line->contact || !line->contact[0]) return cli_usage_of(cmd_erase);
    if (!app_open_desk(&app, line->config, &e)) return cli_fail(&e);
    struct erasing x = { .app = &app };
    bool ok = run(&x, line->contact, &e);
    if (ok && say(&x) == 0) ok = err_set(&e, ERR_NOT_FOUND, "nobody here has this number or BSUID");
    if (ok) say_copies(app.conf.store_path);
    media_store_close(x.media);
    db_close(x.db);
    arena_clear(&x.arena);
    app_close(&app);
    if (!ok) return cli_fail(&e);
    return x.left ? EXIT_FAILED : EXIT_DONE;
}
