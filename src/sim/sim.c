/* sim.c - puts one simulator together and takes it apart. */
#include "sim.h"
#include "chats.h"
#include "dialog360.h"
#include "door.h"
#include "parking.h"
#include <stdio.h>
#include <stdlib.h>

#define TEMPLATES_FILE_MAX ((size_t)1 << 20)

static int64_t on_tick(void *ctx, int64_t monotonic_ms)
{
    struct sim *sim = ctx;
    return sim_parking_tick(sim->parking, monotonic_ms);
}

static void on_done(void *ctx, uint64_t hold, int http_status)
{
    struct sim *sim = ctx;
    sim_parking_done(sim->parking, hold, http_status);
}

static void on_tried(void *ctx, const struct sim_try *once)
{
    struct sim *sim = ctx;
    sim_trail_put(sim->trail, once);
    if (once->letter) sim_diary_answered(sim->diary, once->letter, once->http_status);
}

static bool read_templates(struct sim *sim, const char *path, struct err *e)
{
    struct buf text;
    char piece[4096];
    bool ok;
    FILE *f = fopen(path, "rb");
    if (!f) return err_set(e, ERR_IO, "--templates: cannot open the file");
    buf_init(&text, TEMPLATES_FILE_MAX);
    for (size_t n; (n = fread(piece, 1, sizeof piece, f)) > 0;)
        buf_add(&text, (struct str){ piece, n });
    ok = !ferror(f) && buf_ok(&text);
    (void)fclose(f);
    if (ok)
        ok = sim_templates_read_csv(&sim->templates, buf_view(&text), e);
    else
        err_set(e, ERR_IO, "--templates: cannot read the file, or it is larger than 1 MiB");
    buf_finish(&text);
    return ok;
}

static bool open_parts(struct sim *sim, struct err *e)
{
    const struct sim_settings *s = sim->settings;
    sim->mailbox = sim_mailbox_create();
    sim->diary = sim_diary_create();
    sim->trail = sim_trail_create();
    sim->citizens = sim_citizens_create();
    sim->media = calloc(1, sizeof *sim->media);
    sim->parking = sim_parking_create();
    if (!sim->mailbox || !sim->diary || !sim->trail || !sim->citizens || !sim->media ||
        !sim->parking)
        return err_set(e, ERR_MEMORY, "the simulator needs more memory");
    if (!sim_templates_init(&sim->templates, e)) return false;
    if (s->templates && !read_templates(sim, s->templates, e)) return false;
    if (s->chats && !sim_chats_read(sim, s->chats, e)) return false;
    const struct sim_courier_options courier = {
        .webhook = s->webhook,
        .app_secret = sim_is_dialog360(sim) ? NULL : s->app_secret,
        .header = s->webhook_header,
        .line = sim->line,
        .clock = sim->clock,
        .log = &sim->log,
        .ctx = sim,
        .tick = on_tick,
        .done = on_done,
        .tried = on_tried,
    };
    return sim_courier_start(&courier, &sim->courier, e) && sim_door_open(sim, &sim->door, e);
}

bool sim_open(const struct sim_settings *settings, struct clock clock, const struct log *log,
              struct sim **out, struct err *e)
{
    struct sim *sim = calloc(1, sizeof *sim);
    if (!sim) return err_set(e, ERR_MEMORY, "the simulator needs more memory");
    sim->settings = settings;
    sim->clock = clock;
    if (log) sim->log = *log;
    sim->line =
        (struct sim_line){ str_of(settings->phone_number_id), str_of(settings->display_number),
                           str_of(settings->business_account_id) };
    sim->faults = settings->faults;
    sim->subscribed = true;
    sim_standing_init(&sim->standing);
    sim_dice_init(&sim->dice, (uint64_t)settings->seed);
    sim_id_source_init(&sim->ids);
    if (!open_parts(sim, e)) {
        sim_close(sim);
        return false;
    }
    sim->port = sim_door_port(sim->door);
    *out = sim;
    return true;
}

void sim_close(struct sim *sim)
{
    if (!sim) return;
    /* MHD aborts when it is stopped while connections are suspended. */
    if (sim->parking) sim_parking_open_gates(sim->parking);
    sim_door_close(sim->door);
    sim_courier_stop(sim->courier);
    sim_parking_destroy(sim->parking);
    sim_templates_finish(&sim->templates);
    if (sim->media) sim_media_finish(sim->media);
    free(sim->media);
    sim_citizens_destroy(sim->citizens);
    sim_trail_destroy(sim->trail);
    sim_diary_destroy(sim->diary);
    sim_mailbox_destroy(sim->mailbox);
    free(sim);
}
