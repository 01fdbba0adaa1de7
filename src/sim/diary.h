/* diary.h - what citizens wrote through /sim/send, and how far each message got: the citizens' half
 * of the chats that the phone page shows (the mailbox is the other half).
 *
 * The newest SIM_DIARY_MAX are kept. Each change gets a number of its own, so that a page that asks
 * again is told only what is new.
 *
 * Threads: any; a lock inside. Memory: texts are copied. */
#ifndef KANDA_SIM_DIARY_H
#define KANDA_SIM_DIARY_H

#include "base/json.h"

#define SIM_DIARY_MAX         2000
#define SIM_DIARY_CONTENT_MAX ((size_t)64 << 10)

struct sim_entry {
    struct str from;    /* as /sim/messages names the citizen: number, else user id */
    struct str wamid;   /* a known one is the same message, sent again */
    struct str type;    /* "text" */
    struct str content; /* JSON of the object of that name */
    struct str quoted;  /* wamid, or "" */
    int64_t at_s;       /* the citizen's clock */
    int64_t sent_ms;    /* ours */
};

struct sim_diary;
struct sim_diary *sim_diary_create(void); /* NULL when memory is refused */
void sim_diary_destroy(struct sim_diary *d);

/* The number under which the answers to it are told; 0 when it is not kept: memory is
 * refused, or the content is longer than SIM_DIARY_CONTENT_MAX. */
uint64_t sim_diary_put(struct sim_diary *d, const struct sim_entry *entry);
/* kanda answered a webhook with this message: HTTP status, 0 when there was no answer. What was
 * once answered 200 stays so. */
void sim_diary_answered(struct sim_diary *d, uint64_t number, int http_status);
/* kanda has read this message, and with it, as WhatsApp shows it, all older ones of the citizen. */
void sim_diary_read(struct sim_diary *d, struct str wamid);
/* Writes "items" (changed after that number, oldest message first) and "next_after" into an open
 * object. Status of an item: "sent" (not taken so far), "delivered", "read". */
void sim_diary_write(struct sim_diary *d, int64_t after, struct json_writer *w);

#endif
