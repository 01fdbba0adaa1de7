/* h_webhook.c - Meta's door. 200 means on disk. */
#include "http/webhook_pin.h"
#include "http/webhook_work.h"
#include "request.h"
#include <stdio.h>

void h_webhook_confirm(struct request *r)
{
    struct str challenge = request_query(r, "hub.challenge");
    if (!wa_handshake_valid(request_query(r, "hub.mode"), request_query(r, "hub.verify_token"),
                            challenge, r->server->options.verify_token)) {
        answer_problem(r, 403, "forbidden", "The verify token is not the configured one.");
        return;
    }
    answer_text(r, 200, "text/plain", challenge);
}

static bool intake_job_run(struct job *job, struct db *db, struct err *e)
{
    struct request *r = (struct request *)((char *)job - offsetof(struct request, job));
    return intake_run(db, &r->server->options.intake, &r->work, &r->taken, e);
}

static void count_taken(struct http_server *s, const struct intake_result *taken)
{
    s->webhooks_ok++;
    s->messages += taken->messages;
    s->repeats += taken->repeats;
    s->tickets += taken->tickets;
    s->joined += taken->joined;
    s->statuses += taken->statuses;
    s->quarantined += taken->quarantined;
}

static bool holds_files(const struct inbound_batch *batch)
{
    for (size_t i = 0; i < batch->message_count; i++)
        if (message_type_is_media(batch->messages[i].type)) return true;
    return false;
}

/* Of value.errors[] the code alone gets into the log, each one once: what stands beside it may tell
 * of citizens. */
static void errors_log(const struct request *r)
{
    const struct inbound_batch *b = &r->work.batch;
    int64_t last = 0;
    for (size_t i = 0; i < b->notice_count; i++) {
        int64_t code = b->notices[i].error_code;
        if (code != 0 && code != last)
            log_event(r->server->options.log, LOG_WARN, "webhook.error", LOG_NUM("code", code));
        last = code;
    }
}

/* The sender learns of what was committed for it. */
static void sender_tell(struct request *r)
{
    const struct http_options *o = &r->server->options;
    if (r->work.batch.message_count && o->messages_heard)
        o->messages_heard(o->sender_ctx, r->work.batch.message_count);
    for (size_t i = 0; o->message_answered && i < r->taken.answered_count; i++)
        o->message_answered(o->sender_ctx, r->taken.answered[i].wamid, r->taken.answered[i].words);
    if ((r->taken.standing || r->taken.number) && o->account_changed)
        o->account_changed(o->sender_ctx, r->taken.number);
    if ((r->taken.replies || r->taken.hurried) && o->replies_waiting)
        o->replies_waiting(o->sender_ctx);
    if (r->taken.messages && o->files_waiting && holds_files(&r->work.batch))
        o->files_waiting(o->sender_ctx);
}

static void intake_job_finish(struct request *r, enum job_end end, const struct err *why)
{
    switch (end) {
    case JOB_COMMITTED:
        count_taken(r->server, &r->taken);
        log_event(r->server->options.log, LOG_DEBUG, "webhook.stored",
                  LOG_NUM("messages", r->taken.messages), LOG_NUM("repeats", r->taken.repeats),
                  LOG_NUM("tickets", r->taken.tickets), LOG_NUM("statuses", r->taken.statuses),
                  LOG_NUM("quarantined", r->taken.quarantined));
        errors_log(r);
        answer_text(r, 200, "text/plain", STR_EMPTY);
        sender_tell(r);
        return;
    case JOB_FAILED:
    case JOB_UNSTORED: break;
    }
    r->server->webhooks_busy++;
    log_event(r->server->options.log, LOG_ERROR, "webhook.unstored", LOG_TEXT("why", why->text));
    answer_problem(r, 503, "unavailable", "The request could not be stored: send it again.");
}

void h_webhook_receive(struct request *r)
{
    const struct http_options *o = &r->server->options;
    struct str body = { r->body ? r->body : "", r->body_len };
    struct err e = { 0 };
    char why[128];
    if (!wa_proof_valid(&o->proof, request_header(r, wa_proof_header(&o->proof)), body)) {
        r->server->webhooks_denied++;
        (void)snprintf(why, sizeof why, "%s is missing or wrong.", wa_proof_header(&o->proof));
        answer_problem(r, 403, "bad_signature", why);
        return;
    }
    if (!webhook_work_make(o->nlu, o->phone_number_id, body, r->arrived_at, &r->arena, &r->work,
                           &e)) {
        r->server->webhooks_busy++;
        answer_error(r, &e);
        return;
    }
    webhook_pin_read(o->area, &r->work);
    if (o->store_nothing) {
        answer_text(r, 200, "text/plain", STR_EMPTY);
        return;
    }
    r->job = (struct job){ .run = intake_job_run,
                           .weight = r->work.batch.message_count + r->work.batch.echo_count +
                                     r->work.batch.status_count + 1,
                           .bytes = r->body_cap + r->arena.used + sizeof *r };
    handover_writer(r, intake_job_finish);
}
