/* media_walk.c - by hash, so that a file which two messages share is one. */
#include "media_walk.h"
#include "store/attachment_store.h"
#include "store/media_store.h"
#include <unistd.h>

#define PAGE 256

static bool is_there(const struct media_store *media, const char *hash)
{
    int fd;
    int64_t size;
    if (!media_store_get(media, str_of(hash), &fd, &size, NULL)) return false;
    (void)close(fd);
    return true;
}

static bool page_walk(struct db *db, const struct media_store *media, char after[FILE_HASH_SIZE],
                      FILE *list, size_t *count, struct media_walk *out, struct err *e)
{
    char hashes[PAGE][FILE_HASH_SIZE];
    if (!attachment_hashes(db, str_of(after), hashes, PAGE, count, e)) return false;
    for (size_t i = 0; i < *count; i++) {
        if (list) (void)fprintf(list, "%s  %.2s/%s\n", hashes[i], hashes[i], hashes[i]);
        out->files++;
        if (!is_there(media, hashes[i])) out->missing++;
    }
    return *count == 0 || str_copy(after, FILE_HASH_SIZE, str_of(hashes[*count - 1]));
}

bool media_walk(struct db *db, const char *media_dir, FILE *list, struct media_walk *out,
                struct err *e)
{
    struct media_store *media;
    char after[FILE_HASH_SIZE] = "";
    size_t count = PAGE;
    *out = (struct media_walk){ 0 };
    if (!media_store_open(media_dir, 0, &media, e)) return false;
    bool ok = true;
    while (ok && count == PAGE)
        ok = page_walk(db, media, after, list, &count, out, e);
    media_store_close(media);
    return ok;
}
