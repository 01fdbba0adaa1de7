/* audit_head.h - the newest link of the audit trail, kept outside the database: beside it, as
 * <store.path>.audit-head, so that an end that was cut off is found.
 *
 * Threads: any, one at a time. */
#ifndef KANDA_CLI_AUDIT_HEAD_H
#define KANDA_CLI_AUDIT_HEAD_H

#include "store/event_store.h"

#define AUDIT_HEAD_MS (60 * MS_PER_SECOND) /* written at most so often */

MUST_CHECK bool audit_head_write(const char *store_path, const struct chain_head *head,
                                 struct err *e);
/* ERR_NOT_FOUND when there is none yet; ERR_INPUT when the file holds something else. */
MUST_CHECK bool audit_head_read(const char *store_path, struct chain_head *out, struct err *e);

#endif
