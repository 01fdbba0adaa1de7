/* media.h - photos and files that were uploaded, kept in memory.
 *
 * Bounded: beyond SIM_MEDIA_BYTES or SIM_MEDIA_ITEMS the oldest go.
 *
 * Threads: the door's. Memory: items own their bytes; a found item lives until the next add. */
#ifndef KANDA_SIM_MEDIA_H
#define KANDA_SIM_MEDIA_H

#include "base/crypto.h"
#include "basics.h"

#define SIM_MEDIA_ITEMS 4096
#define SIM_MEDIA_BYTES ((size_t)64 << 20)

struct sim_media_item {
    char id[SIM_ID_SIZE], mime[64];
    uint8_t sha256[SHA256_SIZE];
    char *data;
    size_t len;
};

struct sim_media {
    struct sim_media_item *item[SIM_MEDIA_ITEMS]; /* oldest first */
    size_t count, bytes;
};

/* NULL when the mime type is not one Meta takes; *max is the limit in bytes. */
const char *sim_media_kind(struct str mime, size_t *max);
/* Copies data. NULL when memory is refused. */
const struct sim_media_item *sim_media_add(struct sim_media *m, struct id_source *ids,
                                           struct str mime, struct str data);
const struct sim_media_item *sim_media_find(const struct sim_media *m, struct str id);
bool sim_media_remove(struct sim_media *m, struct str id);
void sim_media_finish(struct sim_media *m);
#define SIM_MEDIA_URL_SIZE 200
/* Where the file can be had for the next five minutes. */
void sim_media_url(int port, int64_t now, const struct sim_media_item *item,
                   char out[SIM_MEDIA_URL_SIZE]);
/* A one-pixel PNG: what a made-up citizen sends as a photo. */
struct str sim_media_sample(void);

#endif
