/* embedded.h - files that the build put into the program (src/tools/embed.c writes them).
 *
 * gen/<name>.h declares `<name>_files[]` in sorted order of path and `<name>_count`.
 *
 * Threads: constant, any thread. Memory: static, lives as long as the program. */
#ifndef KANDA_BASE_EMBEDDED_H
#define KANDA_BASE_EMBEDDED_H

#include <stddef.h>

struct embedded_file {
    const char *path;          /* relative to the folder that was embedded: "replies/id.ini" */
    const unsigned char *data; /* len bytes, then one NUL that len does not count */
    size_t len;
};

#endif
