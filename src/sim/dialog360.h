/* dialog360.h - the face of the solution provider 360dialog over the same simulator.
 *
 * Its addresses (no version, no number) become those of the Graph API, so that every handler serves
 * both; the Graph API's own are unknown there, as they are to 360dialog. The token stands in
 * D360-API-KEY, files are named at Meta's host and had from the base, and webhooks carry the
 * headers that were agreed instead of a signature. Sources: include/wa/provider.h.
 *
 * Threads: the door's. */
#ifndef KANDA_SIM_DIALOG360_H
#define KANDA_SIM_DIALOG360_H

#include "exchange.h"

#define SIM_DIALOG360 "360dialog" /* --provider */

bool sim_is_dialog360(const struct sim *sim);
/* x->path as the Graph API would have it; what 360dialog does not know leads nowhere. */
void sim_dialog360_translate(const struct sim *sim, struct sim_exchange *x);
/* A key that it does not know it refuses in its own words, not in Graph's. */
void sim_dialog360_refuse_key(struct sim_exchange *x);
/* Where a file is said to be: here, or, as 360dialog passes it on, at Meta. */
void sim_media_address(const struct sim *sim, const struct sim_media_item *item,
                       char out[SIM_MEDIA_URL_SIZE]);

#endif
