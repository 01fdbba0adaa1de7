/* watch.c - what only the main thread can see of a trouble: disk and sender. */
#include "cli/file.h"
#include "serve_private.h"
#include <stdio.h>

#define WATCH_EVERY_MS 5000

static int64_t disk_free_of(const struct service *s)
{
    int64_t store = disk_free(s->app.conf.store_path);
    int64_t media = disk_free(s->app.conf.store_media_dir);
    if (store < 0 || media < 0) return store < media ? media : store;
    return store < media ? store : media;
}

void watch_look(struct service *s)
{
    struct sender_stats stats;
    int64_t now = clock_monotonic_ms();
    if (now < s->watch_at) return;
    s->watch_at = now + WATCH_EVERY_MS;
    sender_stats(s->sender, &stats);
    (void)snprintf(s->stopped_by, sizeof s->stopped_by, "%s", stats.stopped_by);
    s->watched = (struct alarm_watch){ .can_send = stats.can_send,
                                       .stopped_by = str_of(s->stopped_by),
                                       .disk_free = disk_free_of(s),
                                       .disk_least = (int64_t)s->app.conf.store_disk_free_mib << 20,
                                       .holidays_end = desk_holidays_end(s->app.desk),
                                       .trail_cut = s->watched.trail_cut };
    s->watching = true;
}

bool watch_courier_start(struct service *s, struct err *e)
{
    const struct conf *c = &s->app.conf;
    struct alarm_courier_options options = { .smtp_url = c->alarm_smtp_url,
                                             .smtp_user = c->alarm_smtp_user,
                                             .smtp_password = c->alarm_smtp_password,
                                             .mail_from = c->alarm_mail_from,
                                             .mail_to = c->alarm_mail_to,
                                             .webhook_url = c->alarm_webhook_url,
                                             .webhook_secret = c->alarm_webhook_secret,
                                             .desk = s->app.desk,
                                             .ticket_prefix = c->desk_ticket_prefix,
                                             .console_url = c->http_public_url,
                                             .writer = s->writer,
                                             .log = &s->app.log,
                                             .clock = s->app.clock };
    if (!c->alarm_smtp_url[0] && !c->alarm_webhook_url[0]) return true;
    return alarm_courier_start(&options, &s->alarm_courier, e);
}

bool watch_hooks_start(struct service *s, struct err *e)
{
    const struct hook_courier_options options = { .ticket_prefix = s->app.conf.desk_ticket_prefix,
                                                  .writer = s->writer,
                                                  .log = &s->app.log,
                                                  .clock = s->app.clock };
    return hook_courier_start(&options, &s->hook_courier, e);
}
