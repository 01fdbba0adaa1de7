/* load_body.c - the webhooks that `load` sends. */
#include "load_body.h"
#include "sentences.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define RECENT 16 /* a repetition is one of the last so many */

struct texts {
    char wa_id[32], user_id[SIM_ID_SIZE], name[32], wamid[SIM_ID_SIZE];
    struct buf content;
};

struct sim_load_bodies {
    const struct sim_load_settings *settings;
    struct sim_line line;
    struct clock clock;
    struct dice dice;
    struct id_source ids;
    struct buf recent[RECENT];
    uint64_t recent_number[RECENT];
    uint64_t made, kept;
    struct texts *texts;        /* one per message of a batch */
    struct sim_letter *letters; /* of the same number */
};

struct sim_load_bodies *sim_load_bodies_create(const struct sim_load_settings *settings,
                                               const struct sim_target *target, struct clock clock)
{
    struct sim_load_bodies *b = calloc(1, sizeof *b);
    if (!b) return NULL;
    b->settings = settings;
    b->line = sim_target_line(target);
    b->clock = clock;
    sim_dice_init(&b->dice, (uint64_t)settings->seed);
    sim_id_source_init(&b->ids);
    for (size_t i = 0; i < RECENT; i++)
        buf_init(&b->recent[i], (size_t)4 << 20);
    b->texts = calloc((size_t)settings->batch, sizeof *b->texts);
    b->letters = calloc((size_t)settings->batch, sizeof *b->letters);
    if (!b->texts || !b->letters) {
        sim_load_bodies_destroy(b);
        return NULL;
    }
    for (int64_t i = 0; i < settings->batch; i++)
        buf_init(&b->texts[i].content, 4096);
    return b;
}

void sim_load_bodies_destroy(struct sim_load_bodies *b)
{
    if (!b) return;
    for (size_t i = 0; i < RECENT; i++)
        buf_finish(&b->recent[i]);
    for (int64_t i = 0; b->texts && i < b->settings->batch; i++)
        buf_finish(&b->texts[i].content);
    free(b->texts);
    free(b->letters);
    free(b);
}

static void make_letter(struct sim_load_bodies *b, struct texts *t, struct sim_letter *letter)
{
    char sentence[512];
    struct buf text;
    uint64_t who = sim_dice_roll(&b->dice) % (uint64_t)b->settings->citizens;
    (void)snprintf(t->wa_id, sizeof t->wa_id, "62812%09" PRIu64, who);
    (void)snprintf(t->name, sizeof t->name, "Warga %" PRIu64, who + 1);
    sim_id_user_of(str_of(t->wa_id), t->user_id);
    sim_id_wamid(&b->ids, "LOAD", t->wamid);
    buf_fixed(&text, sentence, sizeof sentence);
    sim_sentence_add(&text, sim_dice_roll(&b->dice));
    buf_clear(&t->content);
    sim_notice_text_content(&t->content, buf_view(&text));
    *letter = (struct sim_letter){
        .wa_id = str_of(t->wa_id),
        .user_id = str_of(t->user_id),
        .name = str_of(t->name),
        .wamid = str_of(t->wamid),
        .at_s = clock_now(&b->clock) / 1000,
        .quoted = STR_EMPTY,
        .type = STR("text"),
        .content = buf_view(&t->content),
    };
}

static void keep(struct sim_load_bodies *b, struct str body, uint64_t number)
{
    size_t at = (size_t)(b->kept++ % RECENT);
    buf_clear(&b->recent[at]);
    buf_add(&b->recent[at], body);
    b->recent_number[at] = number;
}

bool sim_load_bodies_next(struct sim_load_bodies *b, bool forged, struct buf *body,
                          uint64_t *number, bool *repeated)
{
    buf_clear(body);
    *repeated = !forged && b->kept > 0 && sim_dice_hit(&b->dice, b->settings->repeat);
    if (*repeated) {
        uint64_t at = sim_dice_roll(&b->dice) % (b->kept < RECENT ? b->kept : RECENT);
        *number = b->recent_number[at];
        buf_add(body, buf_view(&b->recent[at]));
        return buf_ok(body);
    }
    size_t count = (size_t)b->settings->batch;
    for (size_t i = 0; i < count; i++)
        make_letter(b, &b->texts[i], &b->letters[i]);
    sim_notice_letters(body, &b->line, b->letters, count);
    *number = b->made++;
    if (b->settings->repeat > 0 && !forged) keep(b, buf_view(body), *number);
    return buf_ok(body);
}

bool sim_load_bodies_forge(struct sim_load_bodies *b)
{
    return sim_dice_hit(&b->dice, b->settings->wrong_signature);
}
