/* zip.h - a ZIP archive that is written as it comes: nothing is compressed, and sizes stand behind
 * each file, so that none must be known before (PKWARE APPNOTE 6.3, data descriptors; readers that
 * begin at the directory, as Windows, unzip and Python do, take it).
 *
 * For each file zip_begin, zip_add as often as there are bytes, zip_end; then zip_finish. Each
 * appends to `out`, which may be emptied in between.
 *
 * Threads: one owner. Memory: names must live until zip_finish. */
#ifndef KANDA_BASE_ZIP_H
#define KANDA_BASE_ZIP_H

#include "base/buf.h"

#define ZIP_FILES_MAX 16

struct zip_file {
    const char *name; /* ASCII */
    uint32_t crc;
    uint64_t size, at;
};

struct zip {
    struct zip_file files[ZIP_FILES_MAX];
    size_t count;
    uint64_t written;
    uint16_t date, time; /* of every file */
};

/* made_at: ms; civil time of Asia/Jakarta stands in the archive, which knows no zone. */
void zip_init(struct zip *z, int64_t made_at);
/* False when there are ZIP_FILES_MAX already. */
MUST_CHECK bool zip_begin(struct zip *z, const char *name, struct buf *out);
void zip_add(struct zip *z, struct str bytes, struct buf *out);
void zip_end(struct zip *z, struct buf *out);
/* False where a file, or all of it, is larger than the format can say (4 GiB). */
MUST_CHECK bool zip_finish(struct zip *z, struct buf *out);

#endif
