/* files.h - folders of the store's files.
 *
 * Threads: any. Memory: none. */
#ifndef KANDA_STORE_FILES_H
#define KANDA_STORE_FILES_H

#include "base/err.h"

/* Syncs the folder that holds this path, so that a new name in it outlives a power cut. */
MUST_CHECK bool folder_sync(const char *path, struct err *e);
/* Creates (0750) and syncs the folders above this path that are missing. */
MUST_CHECK bool folders_make(const char *path, struct err *e);
/* Creates the file, empty (0640), unless it is there; its name is synced. */
MUST_CHECK bool file_make(const char *path, struct err *e);

#endif
