/* file.h - whole files into memory, and from memory. Threads: any. */
#ifndef KANDA_CLI_FILE_H
#define KANDA_CLI_FILE_H

#include "base/buf.h"

/* Appends the file; ERR_NOT_FOUND when it does not exist, ERR_LIMIT beyond the buffer's limit,
 * else ERR_IO. */
MUST_CHECK bool file_read(const char *path, struct buf *out, struct err *e);

/* Puts the bytes where the file was: whoever reads it, even after a power cut, finds the old bytes
 * or the new ones whole. Writes PATH.part first. */
MUST_CHECK bool file_replace(const char *path, struct str bytes, struct err *e);

/* A relative path counts from the working directory: this is where it leads. The path itself when
 * it is absolute already, or when the two do not fit. Returns out or path. */
#define PATH_BYTES 1024
const char *path_absolute(const char *path, char out[PATH_BYTES]);

/* Bytes that may still be written where this file or folder is, or will be; -1 with errno set. */
int64_t disk_free(const char *path);

#endif
