/* chats.h - chats that were before the simulator started, for the phone page: one JSON object a
 * line, oldest first.
 *
 * A citizen's message: {"from","name","wamid","at_ms","type","content","quoted"}, taken by kanda
 * long ago and read. A message to a citizen: {"wamid","at_ms","request"}, request being the body
 * that was sent to the Graph API.
 *
 * Threads: before the door opens. */
#ifndef KANDA_SIM_CHATS_H
#define KANDA_SIM_CHATS_H

#include "sim.h"

/* ERR_INPUT "--chats: line 7: why", ERR_IO. */
MUST_CHECK bool sim_chats_read(struct sim *sim, const char *path, struct err *e);

#endif
