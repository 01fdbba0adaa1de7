/* mailbox.c - every message that was accepted for a citizen, in order. */
#include "mailbox.h"
#include <stdlib.h>
#include <string.h>

struct callback_slot {
    uint64_t hash; /* 0: empty */
    int64_t count;
};

struct sim_mailbox {
    struct sim_mail *ring[SIM_MAILS_MAX]; /* seq s is at (s - 1) % SIM_MAILS_MAX */
    uint64_t first, last;                 /* seq of the oldest kept and of the newest */
    size_t bytes;
    struct callback_slot *slots;
    size_t slot_count, callbacks;
};

struct sim_mailbox *sim_mailbox_create(void)
{
    struct sim_mailbox *box = calloc(1, sizeof *box);
    if (!box) return NULL;
    box->first = 1;
    box->slot_count = 4096;
    box->slots = calloc(box->slot_count, sizeof *box->slots);
    if (box->slots) return box;
    free(box);
    return NULL;
}

static size_t size_of(const struct sim_mail *m)
{
    return sizeof *m + m->wa_id.len + m->user_id.len + m->wamid.len + m->type.len + m->text.len +
           m->callback.len + m->choices.len + m->quoted.len + m->body.len;
}

static void drop_oldest(struct sim_mailbox *box)
{
    struct sim_mail **oldest = &box->ring[(box->first - 1) % SIM_MAILS_MAX];
    box->bytes -= size_of(*oldest);
    free(*oldest);
    *oldest = NULL;
    box->first++;
}

void sim_mailbox_destroy(struct sim_mailbox *box)
{
    if (!box) return;
    while (box->first <= box->last)
        drop_oldest(box);
    free(box->slots);
    free(box);
}

static struct callback_slot *slot_of(struct callback_slot *slots, size_t count, uint64_t hash)
{
    size_t at = (size_t)hash & (count - 1);
    while (slots[at].hash != 0 && slots[at].hash != hash)
        at = (at + 1) & (count - 1);
    return &slots[at];
}

static bool grow(struct sim_mailbox *box)
{
    size_t wider = box->slot_count * 2;
    struct callback_slot *slots = calloc(wider, sizeof *slots);
    if (!slots) return false;
    for (size_t i = 0; i < box->slot_count; i++)
        if (box->slots[i].hash) *slot_of(slots, wider, box->slots[i].hash) = box->slots[i];
    free(box->slots);
    box->slots = slots;
    box->slot_count = wider;
    return true;
}

/* A 64-bit hash stands for the callback: with a million of them the chance that two share one is
 * below one in thirty million, and the memory stays small. */
static int64_t count_callback(struct sim_mailbox *box, struct str callback)
{
    if (callback.len == 0) return 1;
    uint64_t hash = str_hash(callback);
    if (hash == 0) hash = 1;
    struct callback_slot *slot = slot_of(box->slots, box->slot_count, hash);
    if (slot->hash == 0) {
        if (box->callbacks == SIM_CALLBACKS_MAX) return 1;
        if (box->callbacks >= box->slot_count / 2) {
            if (!grow(box)) return 1;
            slot = slot_of(box->slots, box->slot_count, hash);
        }
        slot->hash = hash;
        box->callbacks++;
    }
    return ++slot->count;
}

static struct str pack(char **at, struct str s)
{
    char *here = *at;
    if (s.len) memcpy(here, s.at, s.len);
    *at += s.len;
    return (struct str){ here, s.len };
}

const struct sim_mail *sim_mailbox_put(struct sim_mailbox *box, const struct sim_mail *mail)
{
    size_t size = size_of(mail);
    struct sim_mail *kept = malloc(size);
    if (!kept) return NULL;
    char *at = (char *)(kept + 1);
    *kept = (struct sim_mail){
        .wa_id = pack(&at, mail->wa_id),
        .user_id = pack(&at, mail->user_id),
        .wamid = pack(&at, mail->wamid),
        .type = pack(&at, mail->type),
        .text = pack(&at, mail->text),
        .callback = pack(&at, mail->callback),
        .choices = pack(&at, mail->choices),
        .quoted = pack(&at, mail->quoted),
        .body = pack(&at, mail->body),
        .seq = box->last + 1,
        .at_ms = mail->at_ms,
        .count = count_callback(box, mail->callback),
    };
    while (box->first <= box->last &&
           (box->last + 1 - box->first == SIM_MAILS_MAX || box->bytes + size > SIM_MAIL_BYTES))
        drop_oldest(box);
    box->last++;
    box->ring[(box->last - 1) % SIM_MAILS_MAX] = kept;
    box->bytes += size;
    return kept;
}

const struct sim_mail *sim_mailbox_next(const struct sim_mailbox *box, uint64_t after)
{
    uint64_t seq = after + 1 > box->first ? after + 1 : box->first;
    return after < box->last && seq <= box->last ? box->ring[(seq - 1) % SIM_MAILS_MAX] : NULL;
}

uint64_t sim_mailbox_last(const struct sim_mailbox *box)
{
    return box->last;
}
