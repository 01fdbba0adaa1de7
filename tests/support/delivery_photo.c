/* delivery_photo.c - the desk's own file, as staff have uploaded it. */
#include "base/crypto.h"
#include "delivery_cell.h"

bool cell_photo_keep(struct cell *c, struct err *e)
{
    uint8_t hash[SHA256_SIZE];
    struct media_part part;
    if (!media_part_begin(c->media_store, &part, e) ||
        !media_part_add(&part, sim_media_sample(), e))
        return false;
    media_part_hash(&part, hash);
    hex_encode(hash, sizeof hash, c->photo);
    return media_part_keep(c->media_store, &part, c->photo, e);
}
