/* file.c - reading a file is only done at start and in commands. */
#include "cli/file.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

bool file_read(const char *path, struct buf *out, struct err *e)
{
    char piece[8192];
    size_t n;
    FILE *f = fopen(path, "rb");
    if (!f)
        return err_set(e, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, "%s: %s", path,
                       strerror(errno));
    while ((n = fread(piece, 1, sizeof piece, f)) > 0)
        buf_add(out, (struct str){ piece, n });
    bool bad = ferror(f) != 0;
    (void)fclose(f);
    if (bad) return err_set(e, ERR_IO, "%s: cannot be read", path);
    return buf_ok(out) || err_set(e, ERR_LIMIT, "%s: larger than %zu bytes", path, out->max);
}
