/* webhook_work.h - from a proven webhook body to work for service/intake: parse, then understand
 * each message. The door and `kanda replay` share it. Threads: pure, any thread. */
#ifndef KANDA_HTTP_WEBHOOK_WORK_H
#define KANDA_HTTP_WEBHOOK_WORK_H

#include "nlu/understand.h"
#include "service/intake.h"

/* body must outlive the work. Everything else lives in arena; what would need more than the arena
 * may hold becomes one reject, "too_complex". ERR_MEMORY only. */
MUST_CHECK bool webhook_work_make(const struct nlu *nlu, struct str our_number, struct str body,
                                  int64_t now, struct arena *arena, struct intake_work *out,
                                  struct err *e);

#endif
