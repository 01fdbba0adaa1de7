/* media_walk.h - every file of citizens and staff that the database knows. Threads: main. */
#ifndef KANDA_CLI_MEDIA_WALK_H
#define KANDA_CLI_MEDIA_WALK_H

#include "store/db.h"
#include <stdio.h>

struct media_walk {
    int64_t files, missing; /* missing: not in the folder */
};
/* list (NULL: none) gets a line "HASH  xx/HASH" for each, as sha256sum -c reads it. */
MUST_CHECK bool media_walk(struct db *db, const char *media_dir, FILE *list, struct media_walk *out,
                           struct err *e);

#endif
