/* evidence.h - the evidence of a month: what the ministry of home affairs and the Ombudsman ask a
 * regency for, in one folder. "Could not be scored because it sent no evidence" (reference, desk).
 *
 *   laporan.html   numbers with charts, to be printed
 *   ringkasan.csv  the same numbers
 *   tiket.csv      every ticket made in the month, masked as for a supervisor, without
 * whistleblowing sp4n.csv       the same in SP4N-LAPOR's words jejak.txt      whether the audit
 * trail is whole, and its newest link SHA256SUMS     of all of these: sha256sum -c
 *
 * Threads: main. */
#ifndef KANDA_CLI_EVIDENCE_H
#define KANDA_CLI_EVIDENCE_H

#include "cli/app.h"
#include "store/event_store.h"
#include "store/statistics_store.h"

/* month "2026-11"; dir is made and must not exist, so that no older file is taken for this month's.
 * Counts first what the statistics have not taken in yet. Says on standard error how far it is. */
MUST_CHECK bool evidence_make(struct app *app, const char *month, const char *dir, struct err *e);

/* --- between evidence.c and evidence_page.c --- */

enum evidence_table {
    EVIDENCE_DEPARTMENTS,
    EVIDENCE_CATEGORIES,
    EVIDENCE_DISTRICTS,
    EVIDENCE_KINDS,
    EVIDENCE_TOTAL,
    EVIDENCE_TABLES
};

struct evidence {
    const struct desk *desk;
    int64_t month, made_at;                     /* 202611 */
    struct statistics_set set[EVIDENCE_TABLES]; /* of tickets made in the month */
    struct statistics_set months;               /* of twelve months up to it */
    int64_t tickets;                            /* rows of tiket.csv */
    struct chain_report chain;
};
/* "Dinas Perhubungan" for a group of a set. */
struct str evidence_name(const struct desk *desk, enum statistics_by by, struct str code);
MUST_CHECK bool evidence_page(const struct evidence *v, struct buf *out, struct err *e);
void evidence_csv(const struct evidence *v, struct buf *out);

#endif
