/* residue.c - in pieces that overlap, so that what lies across two of them is seen. */
#include "residue.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PIECE   ((size_t)1 << 20)
#define OVERLAP ((size_t)1024) /* longer than any name or id */

static bool holds(const struct erasure *p, struct str bytes)
{
    for (size_t i = 0; i < p->number_count; i++) {
        struct str number = p->numbers[i]; /* 62 may be written as 0, or not at all */
        if (str_starts(number, STR("62"))) number = str_slice(number, 2, number.len);
        if (str_contains(bytes, number)) return true;
    }
    for (size_t i = 0; i < p->id_count; i++)
        if (str_contains(bytes, p->ids[i])) return true;
    for (size_t i = 0; i < p->name_count; i++)
        if (str_contains(bytes, p->names[i])) return true;
    return false;
}

static bool file_look(const char *path, const struct erasure *p, char *memory, bool *left,
                      struct err *e)
{
    size_t kept = 0, n;
    FILE *f = fopen(path, "rbe");
    if (!f) return errno == ENOENT || err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
    while (!*left && (n = fread(memory + kept, 1, PIECE, f)) > 0) {
        *left = holds(p, (struct str){ memory, kept + n });
        size_t all = kept + n;
        kept = all < OVERLAP ? all : OVERLAP;
        memmove(memory, memory + all - kept, kept);
    }
    bool bad = ferror(f) != 0;
    (void)fclose(f);
    return !bad || err_set(e, ERR_IO, "%s: cannot be read", path);
}

bool residue_find(const char *store_path, const struct erasure *person, bool *left, struct err *e)
{
    static const char *const suffixes[] = { "", "-wal" };
    char path[600], *memory = malloc(PIECE + OVERLAP);
    bool ok = memory || err_set(e, ERR_MEMORY, "erase: no memory");
    *left = false;
    for (size_t i = 0; ok && i < sizeof suffixes / sizeof suffixes[0]; i++)
        ok = ((size_t)snprintf(path, sizeof path, "%s%s", store_path, suffixes[i]) < sizeof path ||
              err_set(e, ERR_INPUT, "%s: too long", store_path)) &&
             file_look(path, person, memory, left, e);
    free(memory);
    return ok;
}
