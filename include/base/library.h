/* library.h - shared libraries that are opened when they are needed, not with the program: what
 * only a rare task uses shall not be resident memory of the server.
 *
 * Threads: any. */
#ifndef KANDA_BASE_LIBRARY_H
#define KANDA_BASE_LIBRARY_H

#include "base/err.h"
#include <stddef.h>

/* NULL when there is no such library. library_close: NULL is fine; its functions end with it. */
void *library_open(const char *file_name);
void library_close(void *library);
/* Puts the function of this name into a pointer to a function of that size; false when there is
 * none (then nothing is written). */
MUST_CHECK bool library_function(void *library, const char *name, void *function, size_t size);

#endif
