/* h_health.c - alive: the door answers; ready: it can store and send. */
#include "request.h"

void h_health_alive(struct request *r)
{
    struct json_writer w;
    answer_json_begin(r, &w);
    json_begin_object(&w);
    json_member_text(&w, "status", STR("alive"));
    json_end_object(&w);
    answer_json_end(r, 200, &w);
}

void h_health_ready(struct request *r)
{
    const struct http_options *o = &r->server->options;
    struct writer_stats stats;
    struct http_sender_view sender = { .can_send = true };
    struct json_writer w;
    writer_stats(o->writer, &stats);
    if (o->sender_view) o->sender_view(o->sender_ctx, &sender);
    bool ready = stats.healthy && sender.can_send;
    answer_json_begin(r, &w);
    json_begin_object(&w);
    json_member_text(&w, "status", ready ? STR("ready") : STR("not_ready"));
    json_member_bool(&w, "can_store", stats.healthy);
    json_member_bool(&w, "can_send", sender.can_send);
    if (!sender.can_send) json_member_text(&w, "sending_stopped_by", str_of(sender.stopped_by));
    json_end_object(&w);
    answer_json_end(r, ready ? 200 : 503, &w);
}
