/* online_private.h - what the files of online_check.h share. */
#ifndef KANDA_WA_ONLINE_PRIVATE_H
#define KANDA_WA_ONLINE_PRIVATE_H

#include "wa/online_check.h"

__attribute__((format(printf, 3, 4))) void online_say(struct online_finding *out, bool good,
                                                      const char *text, ...);
/* False (and a finding) unless it is 200 with JSON; whose: what was asked for. */
MUST_CHECK bool online_usable(const struct online_answer *a, const char *whose,
                              struct online_finding *out);

#endif
