/* evidence.h - the evidence of a month: what the ministry of home affairs and the Ombudsman ask a
 * regency for. "Could not be scored because it sent no evidence" (reference, desk).
 *
 *   laporan.html   numbers with charts, to be printed
 *   ringkasan.csv  the same numbers
 *   tiket.csv      every ticket made in the month, masked as for a supervisor, no whistleblowing
 *   sp4n.csv       the same in SP4N-LAPOR's words
 *   jejak.txt      the newest link of the audit trail, and whether the trail is whole
 *   SHA256SUMS     of all of these: sha256sum -c
 *
 * Made as a folder by `kanda export --evidence` (cli/evidence.c), and as an archive over REST
 * (http/h_evidence.c), where nobody has time to walk the whole trail.
 *
 * Threads: reading, any connection. */
#ifndef KANDA_HTTP_EVIDENCE_H
#define KANDA_HTTP_EVIDENCE_H

#include "base/buf.h"
#include "domain/desk.h"
#include "domain/export.h"
#include "store/event_store.h"
#include "store/statistics_store.h"
#include "store/ticket_store.h"

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
    bool verified;                              /* the trail was walked, else only its head read */
    struct chain_report chain;
};

/* The sums of v->month, into arena; in the caller's read transaction. */
MUST_CHECK bool evidence_sums(struct db *db, struct evidence *v, struct arena *arena,
                              struct err *e);
/* How the tickets of the month are read, and by whose eyes; words KANDA or SP4N. */
struct ticket_query evidence_tickets(const struct evidence *v);
struct export_style evidence_style(const struct evidence *v, const char *prefix,
                                   enum export_words words);
MUST_CHECK bool evidence_page(const struct evidence *v, struct buf *out, struct err *e);
void evidence_csv(const struct evidence *v, struct buf *out);
void evidence_trail(const struct evidence *v, struct buf *out);

#endif
