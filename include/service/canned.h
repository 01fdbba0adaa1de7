/* canned.h - canned answers (canned.csv) as words about one ticket: what staff would type.
 *
 * Nothing is sent or stored: the words come back to the person, who reads, changes and sends them
 * as a reply of their own (casework_reply). Threads: any; no database. Memory: the arena's. */
#ifndef KANDA_SERVICE_CANNED_H
#define KANDA_SERVICE_CANNED_H

#include "domain/role.h"
#include "service/intake.h"

/* Is it offered to this role? */
bool canned_is_for(const struct canned_answer *a, enum role role);
/* *fits false: it names a day, and for this ticket none lies ahead. */
MUST_CHECK bool canned_fill(const struct intake_options *options, const struct canned_answer *a,
                            const struct ticket *t, int64_t now, struct arena *arena, bool *fits,
                            struct str *out, struct err *e);

#endif
