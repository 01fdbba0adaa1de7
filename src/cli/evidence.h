/* evidence.h - the evidence of a month (http/evidence.h) in a folder. Threads: main. */
#ifndef KANDA_CLI_EVIDENCE_H
#define KANDA_CLI_EVIDENCE_H

#include "cli/app.h"

/* month "2026-11"; dir is made and must not exist, so that no older file is taken for this month's.
 * Counts first what the statistics have not taken in yet, and walks the whole audit trail. Says on
 * standard error how far it is. */
MUST_CHECK bool evidence_make(struct app *app, const char *month, const char *dir, struct err *e);

#endif
