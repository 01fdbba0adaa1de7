/* sentences.h - complaints that nobody wrote: sentences times places, for the load generator.
 *
 * Threads: pure. */
#ifndef KANDA_SIM_SENTENCES_H
#define KANDA_SIM_SENTENCES_H

#include "base/buf.h"

size_t sim_sentence_count(void);                         /* how many different ones there are */
void sim_sentence_add(struct buf *out, uint64_t number); /* any number; they repeat in turn */

#endif
