/* export_register.c - the register of requests for information, as a regency's PPID keeps it: what
 * was asked by whom and how, by when it is to be answered (ten working days, seven more once with a
 * reason), when it was, and what was decided. Dates of the law are computed as everywhere else. */
#include "domain/contact.h"
#include "domain/workday.h"
#include "export_private.h"

#define CELL(name)                                                                                 \
    static void name(const struct export_style *style, const struct ticket *t, struct buf *cell)
#define UNUSED_STYLE (void)style

/* When it was answered, or refused with a reason, last; 0: not yet, or nobody is to answer. */
static int64_t answered_at(const struct ticket *t)
{
    bool refused = t->outcome == OUTCOME_NOT_ACTIONABLE || t->outcome == OUTCOME_REFERRED ||
                   t->outcome == OUTCOME_REJECTED;
    return t->resolved_at ? t->resolved_at : refused ? t->closed_at : 0;
}

/* The last day of the law, also when it was answered already. */
static int64_t last_day(const struct export_style *style, const struct ticket *t)
{
    struct ticket working = *t;
    working.status = STATUS_IN_PROGRESS;
    working.paused_since = 0;
    return ticket_due(style->desk, &working);
}

CELL(status)
{
    UNUSED_STYLE;
    buf_add_text(cell, ticket_status_label(t->status));
}

CELL(due)
{
    export_time(cell, last_day(style, t));
}

CELL(extended)
{
    UNUSED_STYLE;
    buf_add_text(cell, t->extended ? "Ya" : "Tidak");
}

CELL(answered)
{
    UNUSED_STYLE;
    export_time(cell, answered_at(t));
}

/* Those it waited for its reporter are not counted. */
CELL(days)
{
    int64_t from = t->reopened_at ? t->reopened_at : t->received_at, to = answered_at(t);
    if (!to) return;
    int64_t days = workday_between(style->desk, day_of_ms(from), day_of_ms(to)) -
                   (t->paused_days - t->paused_before);
    buf_add_i64(cell, days > 0 ? days : 0);
}

/* Nothing while that is still open. */
CELL(in_time)
{
    int64_t last = last_day(style, t), to = answered_at(t);
    if (!last || (!to && !ticket_is_open(t->status))) return;
    if (to)
        buf_add_text(cell, to <= last ? "Ya" : "Tidak");
    else if (!t->paused_since && last < style->now)
        buf_add_text(cell, "Tidak");
}

CELL(decision)
{
    UNUSED_STYLE;
    buf_add_text(cell, ticket_outcome_label(t->outcome));
}

CELL(reason)
{
    UNUSED_STYLE;
    mask_chat(t->closed_reason, cell);
}

CELL(reopened)
{
    UNUSED_STYLE;
    buf_add_i64(cell, t->reopened);
}

const struct export_column *export_columns_register(size_t *count)
{
    static const struct export_column columns[] = {
        { "nomor_pendaftaran", EXPORT_TEXT, cell_number },
        { "tanggal_permohonan", EXPORT_TEXT, cell_received },
        { "cara_permohonan", EXPORT_TEXT, cell_way },
        { "pemohon", EXPORT_TEXT, cell_reporter_ref },
        { "nama_pemohon", EXPORT_TEXT, cell_reporter_name },
        { "kontak_pemohon", EXPORT_TEXT, cell_reporter_phone },
        { "informasi_yang_diminta", EXPORT_TEXT, cell_text },
        { "unit", EXPORT_TEXT, cell_department },
        { "status", EXPORT_TEXT, status },
        { "batas_waktu", EXPORT_TEXT, due },
        { "diperpanjang", EXPORT_TEXT, extended },
        { "tanggapan_pertama", EXPORT_TEXT, cell_answered },
        { "tanggal_jawaban", EXPORT_TEXT, answered },
        { "hari_kerja", EXPORT_NUMBER, days },
        { "tepat_waktu", EXPORT_TEXT, in_time },
        { "keputusan", EXPORT_TEXT, decision },
        { "alasan", EXPORT_TEXT, reason },
        { "dibuka_lagi", EXPORT_NUMBER, reopened },
    };
    *count = sizeof columns / sizeof columns[0];
    return columns;
}
