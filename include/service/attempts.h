/* attempts.h - failed sign-ins that are counted in memory: by address, and by names that no account
 * has (so that these must wait as real ones do).
 *
 * A table of fixed size; where it is full, the oldest failure makes room. Keys are hashed with a
 * secret of this process, so nobody can choose whom to push out.
 *
 * Threads: belongs to the thread that judges passwords. */
#ifndef KANDA_SERVICE_ATTEMPTS_H
#define KANDA_SERVICE_ATTEMPTS_H

#include "domain/sign_in.h"

#define ATTEMPTS_MAX 2048

struct attempts;
struct attempts *attempts_create(void); /* NULL: no memory */
void attempts_destroy(struct attempts *a);
/* kind keeps names and addresses apart. {0} when there is none. */
struct failures attempts_of(const struct attempts *a, char kind, struct str key);
void attempts_set(struct attempts *a, char kind, struct str key, struct failures f);

#endif
