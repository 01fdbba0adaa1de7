/* media.c - photos and files that were uploaded, kept in memory. */
#include "media.h"
#include "base/clock.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MB          ((size_t)1 << 20)
#define URL_LIFE_MS (5 * MS_PER_MINUTE)

static const struct media_type {
    const char *mime, *kind;
    size_t max;
} media_types[] = {
    { "audio/aac", "audio", 16 * MB },
    { "audio/amr", "audio", 16 * MB },
    { "audio/mpeg", "audio", 16 * MB },
    { "audio/mp4", "audio", 16 * MB },
    { "audio/ogg", "audio", 16 * MB },
    { "text/plain", "document", 100 * MB },
    { "application/pdf", "document", 100 * MB },
    { "application/msword", "document", 100 * MB },
    { "application/vnd.ms-excel", "document", 100 * MB },
    { "application/vnd.ms-powerpoint", "document", 100 * MB },
    { "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "document",
      100 * MB },
    { "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "document", 100 * MB },
    { "application/vnd.openxmlformats-officedocument.presentationml.presentation", "document",
      100 * MB },
    { "image/jpeg", "image", 5 * MB },
    { "image/png", "image", 5 * MB },
    { "image/webp", "sticker", 500 << 10 },
    { "video/mp4", "video", 16 * MB },
    { "video/3gpp", "video", 16 * MB },
};

const char *sim_media_kind(struct str mime, size_t *max)
{
    struct str rest = mime, plain = STR_EMPTY;
    (void)str_cut(&rest, ';', &plain);
    for (size_t i = 0; i < sizeof media_types / sizeof *media_types; i++)
        if (str_equal_nocase(str_trim(plain), str_of(media_types[i].mime))) {
            *max = media_types[i].max;
            return media_types[i].kind;
        }
    return NULL;
}

static void item_destroy(struct sim_media_item *item)
{
    free(item->data);
    free(item);
}

static void remove_at(struct sim_media *m, size_t at)
{
    m->bytes -= m->item[at]->len;
    item_destroy(m->item[at]);
    m->count--;
    memmove(&m->item[at], &m->item[at + 1], (m->count - at) * sizeof *m->item);
}

const struct sim_media_item *sim_media_add(struct sim_media *m, struct id_source *ids,
                                           struct str mime, struct str data)
{
    if (data.len > SIM_MEDIA_BYTES) return NULL;
    struct sim_media_item *item = calloc(1, sizeof *item);
    char *copy = malloc(data.len + 1);
    if (!item || !copy || !str_copy(item->mime, sizeof item->mime, mime)) {
        free(item);
        free(copy);
        return NULL;
    }
    memcpy(copy, data.at, data.len);
    item->data = copy;
    item->len = data.len;
    sha256(data, item->sha256);
    sim_id_number(ids, item->id);
    while (m->count > 0 && (m->count == SIM_MEDIA_ITEMS || m->bytes + data.len > SIM_MEDIA_BYTES))
        remove_at(m, 0);
    m->item[m->count++] = item;
    m->bytes += data.len;
    return item;
}

static size_t index_of(const struct sim_media *m, struct str id)
{
    for (size_t i = 0; i < m->count; i++)
        if (str_equal(str_of(m->item[i]->id), id)) return i;
    return SIZE_MAX;
}

const struct sim_media_item *sim_media_find(const struct sim_media *m, struct str id)
{
    size_t at = index_of(m, id);
    return at == SIZE_MAX ? NULL : m->item[at];
}

bool sim_media_remove(struct sim_media *m, struct str id)
{
    size_t at = index_of(m, id);
    if (at != SIZE_MAX) remove_at(m, at);
    return at != SIZE_MAX;
}

void sim_media_finish(struct sim_media *m)
{
    while (m->count > 0)
        remove_at(m, m->count - 1);
}

void sim_media_url(int port, int64_t now, const struct sim_media_item *item,
                   char out[SIM_MEDIA_URL_SIZE])
{
    (void)snprintf(out, SIM_MEDIA_URL_SIZE, "http://127.0.0.1:%d/media-files/%s?until=%" PRId64,
                   port, item->id, now + URL_LIFE_MS);
}

struct str sim_media_sample(void)
{
    static const unsigned char png[] = {
        0x89, 'P',  'N',  'G',  0x0d, 0x0a, 0x1a, 0x0a, 0,    0,    0,    13,   'I',  'H',
        'D',  'R',  0,    0,    0,    1,    0,    0,    0,    1,    8,    0,    0,    0,
        0,    0x3a, 0x7e, 0x9b, 0x55, 0,    0,    0,    10,   'I',  'D',  'A',  'T',  0x78,
        0xda, 0x63, 0x68, 0,    0,    0,    0x82, 0,    0x81, 0xda, 0x45, 0x08, 0x3b, 0,
        0,    0,    0,    'I',  'E',  'N',  'D',  0xae, 0x42, 0x60, 0x82,
    };
    return (struct str){ (const char *)png, sizeof png };
}
