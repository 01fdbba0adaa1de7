/* h_metrics.c - Prometheus text: what the program did, what waits, what it uses. */
#include "request.h"
#include "store/alarm_store.h"
#include "store/outbox_store.h"
#include "store/quarantine_store.h"
#include "store/ticket_store.h"
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define METRICS_TYPE "text/plain; version=0.0.4"

static void metric(struct buf *out, const char *name, const char *type, const char *help,
                   int64_t value)
{
    buf_addf(out, "# HELP %s %s\n# TYPE %s %s\n%s %lld\n", name, help, name, type, name,
             (long long)value);
}

static void door_metrics(const struct http_server *s, struct buf *out)
{
    const struct {
        const char *name, *help;
        uint64_t value;
    } rows[] = {
        { "kanda_http_requests_total", "Requests of every path.", s->requests },
        { "kanda_webhooks_stored_total", "Webhooks answered 200.", s->webhooks_ok },
        { "kanda_webhooks_denied_total", "Webhooks without a valid signature.",
          s->webhooks_denied },
        { "kanda_webhooks_busy_total", "Webhooks answered 503.", s->webhooks_busy },
        { "kanda_messages_total", "Messages stored.", s->messages },
        { "kanda_message_repeats_total", "Messages that were stored before.", s->repeats },
        { "kanda_tickets_total", "Tickets made.", s->tickets },
        { "kanda_messages_joined_total", "Messages that joined a ticket.", s->joined },
        { "kanda_statuses_total", "Delivery statuses stored.", s->statuses },
        { "kanda_quarantined_total", "Parts of requests put into quarantine.", s->quarantined },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        metric(out, rows[i].name, "counter", rows[i].help, (int64_t)rows[i].value);
}

static void writer_metrics(const struct http_server *s, struct buf *out)
{
    struct writer_stats w;
    writer_stats(s->options.writer, &w);
    metric(out, "kanda_commits_total", "counter", "Transactions committed.", (int64_t)w.commits);
    metric(out, "kanda_jobs_total", "counter", "Jobs that ended.", (int64_t)w.jobs);
    metric(out, "kanda_jobs_failed_total", "counter", "Jobs rolled back.", (int64_t)w.failed);
    metric(out, "kanda_jobs_unstored_total", "counter", "Jobs that could not be stored.",
           (int64_t)w.unstored);
    metric(out, "kanda_queue_refused_total", "counter", "Jobs refused by a full queue.",
           (int64_t)w.refused);
    metric(out, "kanda_queue_jobs", "gauge", "Jobs waiting for the writer.", (int64_t)w.queued);
    metric(out, "kanda_queue_bytes", "gauge", "Memory of the waiting jobs.",
           (int64_t)w.queued_bytes);
    metric(out, "kanda_wal_pages", "gauge", "Pages in the write-ahead log.", w.wal_pages);
    metric(out, "kanda_commit_last_microseconds", "gauge", "Time of the last commit.",
           w.last_commit_us);
    metric(out, "kanda_can_store", "gauge", "1 while the last transaction could be stored.",
           w.healthy);
}

static void live_metrics(const struct http_server *s, struct buf *out)
{
    metric(out, "kanda_event_streams", "gauge", "Streams of live events that are open.",
           live_count(s->options.live));
}

static void sender_metrics(const struct http_server *s, struct buf *out)
{
    struct http_sender_view v = { .can_send = true };
    if (!s->options.sender_view) return;
    s->options.sender_view(s->options.sender_ctx, &v);
    metric(out, "kanda_send_requests_total", "counter", "Requests to Meta.", (int64_t)v.requests);
    metric(out, "kanda_send_accepted_total", "counter", "Messages that Meta accepted.",
           (int64_t)v.accepted);
    metric(out, "kanda_send_retried_total", "counter", "Answers that mean: later.",
           (int64_t)v.retried);
    metric(out, "kanda_send_unsure_total", "counter", "Outcomes that were not known.",
           (int64_t)v.unsure);
    metric(out, "kanda_send_failed_total", "counter", "Replies given to a human.",
           (int64_t)v.failed);
    metric(out, "kanda_send_in_flight", "gauge", "Requests under way.", v.in_flight);
    metric(out, "kanda_send_receipts_total", "counter", "Read receipts that Meta took.",
           (int64_t)v.receipts);
    metric(out, "kanda_send_pace", "gauge",
           "Messages a second that may leave or come in: less after a throttle.", v.per_second);
    metric(out, "kanda_send_throttled_total", "counter", "Times that Meta called it too fast.",
           (int64_t)v.throttled);
    metric(out, "kanda_media_stored_total", "counter", "Files of citizens that were fetched.",
           (int64_t)v.media_stored);
    metric(out, "kanda_media_retried_total", "counter", "Downloads that will be tried again.",
           (int64_t)v.media_retried);
    metric(out, "kanda_media_lost_total", "counter", "Files given up: failed or expired.",
           (int64_t)v.media_lost);
    metric(out, "kanda_can_send", "gauge", "0 while all sending is stopped.", v.can_send);
}

static bool store_metrics(struct db *db, struct buf *out, struct err *e)
{
    struct outbox_counts o;
    int64_t quarantine, alarms, open[STATUS_END];
    if (!outbox_count(db, &o, e) || !quarantine_count(db, &quarantine, e) ||
        !ticket_count_open(db, open, e) || !alarm_count(db, &alarms, e))
        return false;
    metric(out, "kanda_outbox_pending", "gauge", "Replies waiting to be sent.", o.pending);
    metric(out, "kanda_outbox_waiting", "gauge",
           "Replies that wait until their citizen writes: the window is closed.", o.waiting);
    metric(out, "kanda_outbox_leased", "gauge", "Replies being sent.", o.leased);
    metric(out, "kanda_outbox_unsure", "gauge", "Replies that may have been sent.", o.unsure);
    metric(out, "kanda_outbox_failed", "gauge", "Replies that wait for a human.", o.failed);
    metric(out, "kanda_alarms", "gauge", "Alarms that are open.", alarms);
    metric(out, "kanda_quarantine_open", "gauge", "Requests in quarantine.", quarantine);
    buf_add_text(out, "# HELP kanda_tickets_open Open tickets by status.\n"
                      "# TYPE kanda_tickets_open gauge\n");
    for (int i = STATUS_RECEIVED; i < STATUS_CLOSED; i++)
        buf_addf(out, "kanda_tickets_open{status=\"%s\"} %lld\n",
                 ticket_status_name((enum ticket_status)i), (long long)open[i]);
    return true;
}

/* Second number of /proc/self/statm; 0 where there is no such file. */
static int64_t resident_pages(void)
{
    char line[128] = "";
    int64_t pages = 0;
    FILE *f = fopen("/proc/self/statm", "r");
    if (!f) return 0;
    if (!fgets(line, sizeof line, f)) line[0] = '\0';
    (void)fclose(f);
    struct str rest = str_of(line);
    (void)str_word(&rest);
    return str_to_i64(str_word(&rest), 0, INT64_MAX, &pages, NULL) ? pages : 0;
}

static void process_metrics(struct buf *out)
{
    struct rusage usage;
    metric(out, "process_resident_memory_bytes", "gauge", "Resident memory.",
           resident_pages() * sysconf(_SC_PAGESIZE));
    if (getrusage(RUSAGE_SELF, &usage) != 0) return;
    double seconds = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                     (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    buf_addf(out,
             "# HELP process_cpu_seconds_total Processor time.\n"
             "# TYPE process_cpu_seconds_total counter\nprocess_cpu_seconds_total %.3f\n",
             seconds);
}

bool h_metrics(struct request *r, struct db *db, struct err *e)
{
    struct buf out;
    buf_init(&out, 65536);
    door_metrics(r->server, &out);
    writer_metrics(r->server, &out);
    live_metrics(r->server, &out);
    sender_metrics(r->server, &out);
    process_metrics(&out);
    bool ok = store_metrics(db, &out, e);
    if (ok) answer_text(r, 200, METRICS_TYPE, buf_view(&out));
    buf_finish(&out);
    return ok;
}
