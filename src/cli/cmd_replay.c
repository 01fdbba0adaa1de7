/* cmd_replay.c - what was put into quarantine is run again, as if it came now. Safe to repeat:
 * messages that were stored in the meantime are repeats and cause nothing. */
#include "cli/app.h"
#include "http/webhook_pin.h"
#include "http/webhook_work.h"
#include "store/quarantine_store.h"
#include <stdio.h>

#define REPLAY_ARENA_MAX ((size_t)64 << 20)

struct replay {
    struct app *app;
    struct db *db;
    struct intake_options options;
    size_t tried, settled;
};

static bool replay_run(struct replay *p, const struct quarantine_row *row, struct arena *arena,
                       struct err *e)
{
    struct intake_work work;
    struct intake_result result = { 0 };
    int64_t now = clock_now(&p->app->clock);
    if (!webhook_work_make(p->app->nlu, str_of(p->app->conf.whatsapp_phone_number_id), row->body,
                           row->received_at, arena, &work, e))
        return false;
    webhook_pin_read(p->app->area, &work);
    work.now = now; /* only a missing time of Meta's is that of the first arrival */
    work.replay = true;
    if (!db_begin(p->db, e)) return false;
    bool ok = intake_run(p->db, &p->options, &work, &result, e) &&
              quarantine_replayed(p->db, row->id, result.quarantined == 0, now, e) &&
              db_commit(p->db, e);
    if (!ok) {
        db_rollback(p->db);
        return false;
    }
    p->tried++;
    p->settled += result.quarantined == 0;
    (void)printf("%lld\t%.*s\t%s\tmessages=%zu tickets=%zu\n", (long long)row->id,
                 STR_ARG(row->reason), result.quarantined == 0 ? "settled" : "still unusable",
                 result.messages, result.tickets);
    return true;
}

static bool replay_one(struct replay *p, int64_t id, struct err *e)
{
    struct arena arena;
    struct quarantine_row row;
    arena_init(&arena, REPLAY_ARENA_MAX);
    bool ok = quarantine_get(p->db, id, &arena, &row, e) && replay_run(p, &row, &arena, e);
    arena_clear(&arena);
    return ok;
}

static bool replay_all(struct replay *p, struct err *e)
{
    int64_t after = 0;
    for (;;) {
        struct arena arena;
        struct quarantine_row row;
        arena_init(&arena, REPLAY_ARENA_MAX);
        bool ok = quarantine_next(p->db, after, &arena, &row, e);
        bool end = ok && row.id == 0;
        if (ok && !end) ok = replay_run(p, &row, &arena, e);
        after = ok ? row.id : after;
        arena_clear(&arena);
        if (!ok || end) return ok;
    }
}

int cmd_replay(const struct command_line *line)
{
    struct app app;
    struct err e = { 0 };
    int64_t id = 0;
    if (line->id && !str_to_i64(str_of(line->id), 1, INT64_MAX, &id, &e)) return cli_fail(&e);
    if (!app_open(&app, line->config, &e)) return cli_fail(&e);
    struct replay p = { .app = &app, .options = app_intake(&app) };
    bool ok = app_database(&app, &p.db, &e) && (id ? replay_one(&p, id, &e) : replay_all(&p, &e));
    db_close(p.db);
    app_close(&app);
    if (!ok) return cli_fail(&e);
    (void)printf("%zu tried, %zu settled\n", p.tried, p.settled);
    return EXIT_DONE;
}
