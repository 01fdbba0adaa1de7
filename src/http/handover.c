/* handover.c - suspend, let the writer or a reader work, resume.
 *
 * A connection is suspended before its job is submitted, because the job may be done before this
 * thread gets to run again. */
#include "request.h"
#include <stddef.h>

static struct request *of_job(struct job *job)
{
    return (struct request *)((char *)job - offsetof(struct request, job));
}

static struct request *of_read(struct read_job *job)
{
    return (struct request *)((char *)job - offsetof(struct request, read));
}

/* Counted first, then `stopping` is read; http_server_stop does it the other way round, so one of
 * the two always sees the other and no connection is suspended behind its back. */
static bool park(struct request *r)
{
    r->server->suspended++;
    if (r->server->stopping) {
        r->server->suspended--;
        answer_problem(r, 503, "stopping", "The service is restarting: try again in a moment.");
        return false;
    }
    r->suspended = true;
    MHD_suspend_connection(r->connection);
    return true;
}

/* After this line the door owns the request again. */
static void wake(struct request *r)
{
    struct http_server *s = r->server;
    idempotency_leave(r);
    MHD_resume_connection(r->connection);
    s->suspended--;
}

static void refuse_full(struct request *r)
{
    answer_problem(r, 503, "busy", "Too much is waiting: try again in a moment.");
    wake(r);
}

static void change_begin(struct request *r);

/* Also before a change: whoever may not make it costs the writer nothing. */
static bool read_run(struct read_job *job, struct db *db, struct err *e)
{
    struct request *r = of_read(job);
    if (!auth_prove(r, db)) return true; /* answered */
    if (!request_query_check(r) || !idempotency_enter(r)) return true;
    return !r->route->on_reader || r->route->on_reader(r, db, e);
}

static void read_done(struct read_job *job, bool ok, const struct err *why)
{
    struct request *r = of_read(job);
    if (!ok) answer_error(r, why);
    if (r->route->on_writer && !r->answered)
        change_begin(r);
    else
        wake(r);
}

void handover_reader(struct request *r)
{
    r->read = (struct read_job){ .run = read_run, .done = read_done };
    if (!park(r)) return;
    const struct http_options *o = &r->server->options;
    if (!readers_submit(r->route->hashes ? o->hashers : o->readers, &r->read)) refuse_full(r);
}

#define PIECE_TRIES 6

static bool piece_run(struct read_job *job, struct db *db, struct err *e)
{
    struct request *r = of_read(job);
    buf_clear(&r->text);
    r->pieces->sent = 0;
    return r->pieces->piece(r, db, &r->pieces->last, e);
}

static void piece_done(struct read_job *job, bool ok, const struct err *why)
{
    struct request *r = of_read(job);
    struct pieces *s = r->pieces;
    if (!ok && why->code == ERR_BUSY && ++s->tries < PIECE_TRIES && !r->server->stopping) {
        s->lighten(r);
        if (readers_submit(r->server->options.readers, &r->read)) return;
    }
    if (!ok)
        log_event(r->server->options.log, LOG_WARN, "http.pieces_cut", LOG_TEXT("why", why->text));
    s->failed = !ok;
    wake(r);
}

bool handover_piece(struct request *r)
{
    r->read = (struct read_job){ .run = piece_run, .done = piece_done };
    r->server->suspended++;
    if (!r->server->stopping) {
        MHD_suspend_connection(r->connection);
        if (readers_submit(r->server->options.readers, &r->read)) return true;
        MHD_resume_connection(r->connection);
    }
    r->server->suspended--;
    return false;
}

static bool change_run(struct job *job, struct db *db, struct err *e)
{
    struct request *r = of_job(job);
    bool again = false;
    if (!idempotency_begin(r, db, &again, e)) return false;
    if (again) return true;
    return r->route->on_writer(r, db, e) && idempotency_end(r, db, e);
}

static void change_done(struct job *job, enum job_end end, const struct err *why)
{
    struct request *r = of_job(job);
    const struct http_options *o = &r->server->options;
    /* What was answered inside the job holds only once it is on disk. */
    if (end != JOB_COMMITTED)
        answer_error(r, why);
    else if (r->taken.replies && o->replies_waiting)
        o->replies_waiting(o->sender_ctx);
    wake(r);
}

/* On a reader thread; the connection stays parked. */
static void change_begin(struct request *r)
{
    r->job = (struct job){ .run = change_run,
                           .done = change_done,
                           .weight = r->weight ? r->weight : 1,
                           .bytes = r->body_cap + r->arena.used + sizeof *r };
    if (!writer_submit(r->server->options.writer, &r->job)) refuse_full(r);
}

static void write_done(struct job *job, enum job_end end, const struct err *why)
{
    struct request *r = of_job(job);
    r->finish(r, end, why);
    wake(r);
}

void handover_writer(struct request *r,
                     void (*finish)(struct request *, enum job_end, const struct err *))
{
    r->finish = finish;
    r->job.done = write_done;
    if (!park(r)) return;
    if (!writer_submit(r->server->options.writer, &r->job)) {
        r->server->webhooks_busy++;
        refuse_full(r);
    }
}
