/* notices.h - tells the people of a department, through store/staff_notice_store.h. Room-private.
 */
#ifndef KANDA_SERVICE_NOTICES_H
#define KANDA_SERVICE_NOTICES_H

#include "domain/staff_notice.h"
#include "service/upkeep.h"

struct notice_cause {
    enum notice_kind kind;
    const struct ticket *ticket;
    int64_t event_id;
    int64_t percent; /* of a reminder */
};
/* A notice for each person who is to be told and each road to them; none where nobody is known, nor
 * of a second objection on one day. In the transaction of the cause, which may come twice. */
MUST_CHECK bool notices_plan(struct db *db, const struct intake_options *options,
                             const struct notice_cause *cause, struct arena *arena, int64_t now,
                             struct err *e);
/* What time brings: digests, notices for WhatsApp into the outbox, ends. A bounded piece. */
MUST_CHECK bool notices_run(struct db *db, const struct intake_options *options, int64_t now,
                            struct upkeep_result *out, struct err *e);

#endif
