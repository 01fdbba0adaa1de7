/* export.h - tickets as rows of a file for other people: CSV or JSON, in our words or in
 * SP4N-LAPOR's.
 *
 * A file is export_begin, export_ticket for each ticket, export_end; pieces may be taken out of the
 * buffer in between, so that a file of any size needs the memory of a few rows. CSV is RFC 4180
 * with a byte order mark (spreadsheets take it for UTF-8 then), safe against formulas (base/csv.h).
 * JSON is {"items":[...],"count":N}; without its last member it was cut off.
 *
 * Masked as every list is: names and numbers for every role, NIK and phones inside texts; a
 * reporter in confidence is for the desk alone. Which tickets a role may see is the caller's
 * business.
 *
 * Threads: pure. */
#ifndef KANDA_DOMAIN_EXPORT_H
#define KANDA_DOMAIN_EXPORT_H

#include "base/buf.h"
#include "domain/desk.h"
#include "domain/role.h"

enum export_format { EXPORT_CSV, EXPORT_JSON };
/* SP4N: classification, status and names of columns as the national system has them (LAPOR v3
 * manual; its API is not public). This is the one place that knows them. */
/* REGISTER: requests for information alone, as a register of them has them; of ticket.closed_reason
 * too, which the walk reads. */
enum export_words { EXPORT_KANDA, EXPORT_SP4N, EXPORT_REGISTER };

struct export_style {
    enum export_format format;
    enum export_words words;
    enum role role; /* who reads */
    const struct desk *desk;
    const char *prefix; /* of ticket numbers */
    int64_t now;
};

void export_begin(const struct export_style *style, struct buf *out);
/* before: rows that were written already. Reports in confidence (whistleblowing) have no place in
 * SP4N's words: nothing is written and false returned. */
bool export_ticket(const struct export_style *style, const struct ticket *t, int64_t before,
                   struct buf *out);
void export_end(const struct export_style *style, int64_t count, struct buf *out);

/* What SP4N calls the state of a ticket: "Belum terverifikasi", "Belum ditindaklanjuti", "Proses",
 * "Tunda", "Selesai", "Bukan wewenang", "Arsip". */
const char *export_sp4n_status(enum ticket_status status, enum ticket_outcome outcome);
/* "Pengaduan", "Aspirasi", "Permintaan Informasi"; "" for whistleblowing. */
const char *export_sp4n_class(enum ticket_kind kind);

#endif
