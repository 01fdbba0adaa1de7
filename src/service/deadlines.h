/* deadlines.h - what comes due without anybody doing anything: steps of the ladder, promises that
 * are missed, reporters who keep silent. Room-private; run by upkeep. */
#ifndef KANDA_SERVICE_DEADLINES_H
#define KANDA_SERVICE_DEADLINES_H

#include "service/upkeep.h"

/* A ticket on which this fails for a reason of its own is put off for an hour and counted in
 * out->troubles; the others go on. */
MUST_CHECK bool deadlines_run(struct db *db, const struct intake_options *options, int64_t now,
                              struct upkeep_result *out, struct err *e);

#endif
