/* main.c - kanda-demo: fills the database of the demo with three months that never were.
 *
 *   kanda-demo --config FILE --password-file FILE [--chats FILE]
 *
 * Run once before the server. Says how far it is; ends with 0, or 1 and a sentence. Built by make
 * for `make demo`, and never installed. */
#include "base/clock.h"
#include "cli/file.h"
#include "life.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STORY_DAYS   75 /* at least: it begins with a month, so that none is too small to be told */
#define COMMIT_STEPS 100 /* deeds in one transaction */

struct options {
    const char *config, *password_file, *chats;
};

static bool options_read(int argc, char **argv, struct options *o)
{
    *o = (struct options){ 0 };
    for (int i = 1; i < argc; i += 2) {
        if (i + 1 == argc) return false;
        if (strcmp(argv[i], "--config") == 0)
            o->config = argv[i + 1];
        else if (strcmp(argv[i], "--password-file") == 0)
            o->password_file = argv[i + 1];
        else if (strcmp(argv[i], "--chats") == 0)
            o->chats = argv[i + 1];
        else
            return false;
    }
    return o->config && o->password_file;
}

static bool password_read(const char *path, char out[80], struct err *e)
{
    struct buf text;
    buf_init(&text, 80);
    bool ok = file_read(path, &text, e) &&
              (str_copy(out, 80, str_trim(buf_view(&text))) || err_set(e, ERR_LIMIT, "too long"));
    buf_finish(&text);
    return ok;
}

static size_t reported(const struct town *t)
{
    size_t n = 0;
    for (size_t i = 0; i < LIVES; i++)
        n += t->life[i].id != 0;
    return n;
}

static int64_t month_begin(int64_t ms)
{
    struct civil c;
    civil_of_ms(ms, &c);
    return day_end_ms(day_of_date(c.year, c.month, 1) - 1) + MS_PER_SECOND;
}

static bool fill(struct town *t, const struct options *o, struct err *e)
{
    char password[80];
    struct arena texts = { 0 };
    struct clock clock = clock_system();
    bool more = true;
    t->end = clock_now(&clock);
    bool ok = password_read(o->password_file, password, e) &&
              past_open(&t->past, o->config, password, o->chats,
                        month_begin(t->end - STORY_DAYS * MS_PER_DAY), e) &&
              script_read(t->past.app.conf.desk_data_dir, &texts, &t->script, e) && town_plan(t, e);
    for (size_t steps = 1; ok && more; steps++) {
        ok = town_step(t, &more, e) && (steps % COMMIT_STEPS || past_commit(&t->past, e));
        if (ok && steps % COMMIT_STEPS == 0)
            (void)printf("  %3zu dari %d laporan ...\n", reported(t), LIVES), (void)fflush(stdout);
    }
    ok = ok && past_commit(&t->past, e);
    if (ok && t->past.refused)
        ok = err_set(e, ERR_INTERNAL, "%zu deeds were refused, the last: %s", t->past.refused,
                     t->past.refusal);
    arena_clear(&texts);
    return ok;
}

int main(int argc, char **argv)
{
    struct options o;
    struct err e = { 0 };
    struct town *t = calloc(1, sizeof *t);
    if (!options_read(argc, argv, &o)) {
        (void)fputs("usage: kanda-demo --config FILE --password-file FILE [--chats FILE]\n",
                    stderr);
        free(t);
        return 2;
    }
    bool ok = t && fill(t, &o, &e);
    if (!ok) (void)fprintf(stderr, "kanda-demo: %s\n", t ? e.text : "no memory");
    if (t) past_close(&t->past);
    free(t);
    return ok ? 0 : 1;
}
