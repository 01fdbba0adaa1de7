/* h_control.c - /sim/...: what tests and scripts ask and tell the simulator. */
#include "route.h"
#include <inttypes.h>
#include <stdio.h>

#define LIST_BYTES_MAX ((size_t)32 << 20)

static void write_mail(struct json_writer *w, const struct sim_mail *m, bool whole)
{
    json_begin_object(w);
    json_member_i64(w, "seq", (int64_t)m->seq);
    json_member_text(w, "to", m->wa_id.len ? m->wa_id : m->user_id);
    json_member_text(w, "user_id", m->user_id);
    json_member_text(w, "wamid", m->wamid);
    json_member_text(w, "type", m->type);
    json_member_text(w, "text", m->text);
    json_key_name(w, "choices");
    json_write_raw(w, m->choices);
    json_member_text_or_null(w, "quoted", m->quoted);
    json_member_text_or_null(w, "callback", m->callback);
    json_member_i64(w, "at_ms", m->at_ms);
    json_member_i64(w, "count", m->count);
    if (whole) {
        json_key_name(w, "message");
        json_write_raw(w, m->body);
    }
    json_end_object(w);
}

void sim_h_sim_messages(struct sim *sim, struct sim_exchange *x)
{
    struct str to = sim_exchange_query(x, "to"), after_text = sim_exchange_query(x, "after");
    struct str limit_text = sim_exchange_query(x, "limit");
    bool whole = str_equal(sim_exchange_query(x, "whole"), STR("1"));
    int64_t after = 0, limit = SIM_MAILS_MAX;
    struct json_writer w;
    if ((after_text.len && !str_to_i64(after_text, 0, INT64_MAX, &after, NULL)) ||
        (limit_text.len && !str_to_i64(limit_text, 1, SIM_MAILS_MAX, &limit, NULL))) {
        sim_answer_error(x, 400, "after and limit are whole numbers");
        return;
    }
    sim_answer_begin(x, &w);
    json_key_name(&w, "items");
    json_begin_array(&w);
    const struct sim_mail *m;
    while (limit > 0 && x->answer.len < LIST_BYTES_MAX &&
           (m = sim_mailbox_next(sim->mailbox, (uint64_t)after)) != NULL) {
        after = (int64_t)m->seq;
        if (to.len && !str_equal(to, m->wa_id) && !str_equal(to, m->user_id)) continue;
        write_mail(&w, m, whole);
        limit--;
    }
    json_end_array(&w);
    json_member_i64(&w, "next_after", after);
    json_member_bool(&w, "more", (uint64_t)after < sim_mailbox_last(sim->mailbox));
    sim_answer_done(x, &w, 200);
}

void sim_h_sim_stats(struct sim *sim, struct sim_exchange *x)
{
    const struct sim_stats *s = &sim->stats;
    struct sim_courier_counts c;
    struct json_writer w;
    char code[24];
    sim_courier_counts(sim->courier, &c);
    sim_answer_begin(x, &w);
    json_member_i64(&w, "requests", (int64_t)s->requests);
    json_member_i64(&w, "accepted", (int64_t)s->accepted);
    json_member_i64(&w, "undelivered", (int64_t)s->undelivered);
    json_member_i64(&w, "doubles", (int64_t)s->doubles);
    json_member_i64(&w, "files_served", (int64_t)s->files);
    json_member_i64(&w, "read_receipts", (int64_t)s->receipts);
    json_member_i64(&w, "typing_indicators", (int64_t)s->typings);
    json_member_i64(&w, "connections", (int64_t)s->connections);
    json_key_name(&w, "refused");
    json_begin_object(&w);
    for (size_t i = 0; i < s->refused_count; i++) {
        (void)snprintf(code, sizeof code, "%" PRId64, s->refused[i].code);
        json_member_i64(&w, code, (int64_t)s->refused[i].count);
    }
    json_end_object(&w);
    json_key_name(&w, "met");
    json_begin_object(&w);
    for (int i = 0; i < MODE_COUNT; i++)
        json_member_i64(&w, sim_mode_name((enum sim_mode)i), (int64_t)s->faulted[i]);
    json_end_object(&w);
    json_member_i64(&w, "webhooks_sent", (int64_t)c.sent);
    json_member_i64(&w, "webhooks_failed", (int64_t)c.failed);
    json_member_i64(&w, "webhooks_retried", (int64_t)c.retried);
    json_member_i64(&w, "webhooks_dropped", (int64_t)c.dropped);
    json_member_i64(&w, "webhooks_waiting", (int64_t)c.waiting);
    sim_answer_done(x, &w, 200);
}

static void answer_faults(struct sim *sim, struct sim_exchange *x)
{
    struct json_writer w;
    sim_answer_begin(x, &w);
    sim_faults_write(&w, &sim->faults);
    sim_answer_done(x, &w, 200);
}

void sim_h_sim_faults_get(struct sim *sim, struct sim_exchange *x)
{
    answer_faults(sim, x);
}

void sim_h_sim_faults(struct sim *sim, struct sim_exchange *x)
{
    struct json *body;
    struct err e;
    if (!sim_exchange_json(x, &body)) return;
    if (sim_faults_read(body, &sim->faults, &e))
        answer_faults(sim, x);
    else
        sim_answer_error(x, 422, e.text);
    json_free(body);
}

void sim_h_sim_config(struct sim *sim, struct sim_exchange *x)
{
    const struct sim_settings *s = sim->settings;
    struct json_writer w;
    sim_answer_begin(x, &w);
    json_member_text(&w, "webhook", str_of(s->webhook));
    json_member_text(&w, "app_secret", str_of(s->app_secret));
    json_member_text(&w, "phone_number_id", sim->line.phone_number_id);
    json_member_text(&w, "business_account_id", sim->line.business_account_id);
    json_member_text(&w, "display_number", sim->line.display_number);
    sim_answer_done(x, &w, 200);
}
