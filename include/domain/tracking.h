/* tracking.h - the key that opens a ticket's own page: whoever has it may read how the ticket
 * goes. It is computed, not stored: HMAC-SHA256 of the ticket's id with a secret of this database.
 *
 * Threads: pure, any thread. */
#ifndef KANDA_DOMAIN_TRACKING_H
#define KANDA_DOMAIN_TRACKING_H

#include "base/crypto.h"

#define TRACKING_KEY_SIZE 17 /* 80 bits in base32 (RFC 4648, lower case), and a NUL */

void tracking_key(const uint8_t secret[SHA256_SIZE], int64_t ticket_id,
                  char out[TRACKING_KEY_SIZE]);
/* Takes as long for a wrong key as for the right one. Either case. */
bool tracking_key_fits(const uint8_t secret[SHA256_SIZE], int64_t ticket_id, struct str key);

#endif
