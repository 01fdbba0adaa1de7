/* export_sp4n.c - a ticket in the words of SP4N-LAPOR (LAPOR v3 manual: classification, "tunda",
 * "bukan wewenang", "arsipkan"). Its number stays ours: one register, two systems. */
#include "base/unicode.h"
#include "domain/contact.h"
#include "export_private.h"

#define TITLE_POINTS 100

const char *export_sp4n_status(enum ticket_status status, enum ticket_outcome outcome)
{
    switch (status) {
    case STATUS_RECEIVED: return "Belum terverifikasi";
    case STATUS_VERIFIED:
    case STATUS_ASSIGNED: return "Belum ditindaklanjuti";
    case STATUS_IN_PROGRESS:
    case STATUS_RESOLVED:
        return "Proses"; /* there it is done once the reporter had time to object */
    case STATUS_AWAITING_REPORTER: return "Tunda";
    case STATUS_CLOSED:
    case STATUS_END: break;
    }
    switch (outcome) {
    case OUTCOME_SOLVED:
    case OUTCOME_PARTLY_SOLVED:
    case OUTCOME_UNANSWERED: return "Selesai";
    case OUTCOME_REFERRED: return "Bukan wewenang";
    case OUTCOME_NOT_ACTIONABLE:
    case OUTCOME_MERGED:
    case OUTCOME_CANCELLED:
    case OUTCOME_REJECTED: return "Arsip";
    case OUTCOME_NONE:
    case OUTCOME_END: break;
    }
    return "";
}

const char *export_sp4n_class(enum ticket_kind kind)
{
    switch (kind) {
    case KIND_COMPLAINT: return "Pengaduan";
    case KIND_ASPIRATION: return "Aspirasi";
    case KIND_INFORMATION:
    case KIND_CONSULTATION: return "Permintaan Informasi";
    case KIND_WHISTLEBLOWING:
    case KIND_END: break;
    }
    return "";
}

static void classification(const struct export_style *style, const struct ticket *t,
                           struct buf *cell)
{
    (void)style;
    buf_add_text(cell, export_sp4n_class(t->kind));
}

/* The first line, up to a hundred letters: masked first, so that no number is cut into half. */
static void title(const struct export_style *style, const struct ticket *t, struct buf *cell)
{
    size_t begin = cell->len;
    struct str line;
    cell_text(style, t, cell);
    if (!buf_ok(cell)) return;
    struct str rest = str_slice(buf_view(cell), begin, cell->len);
    (void)str_cut(&rest, '\n', &line);
    cell->len = begin + utf8_prefix(line, TITLE_POINTS).len;
}

static void place(const struct export_style *style, const struct ticket *t, struct buf *cell)
{
    if (t->village.len) {
        buf_add(cell, export_place(style, t->village));
        buf_add_text(cell, ", ");
    }
    if (t->district.len) {
        buf_add_text(cell, "Kecamatan ");
        buf_add(cell, export_place(style, t->district));
    }
}

static void yes_or_no(struct buf *cell, bool yes)
{
    buf_add_text(cell, yes ? "Ya" : "Tidak");
}

/* In both systems a confidential report is not public, and its reporter is not named. */
static void confidential(const struct export_style *style, const struct ticket *t, struct buf *cell)
{
    (void)style;
    yes_or_no(cell, t->confidential);
}

static void reporter(const struct export_style *style, const struct ticket *t, struct buf *cell)
{
    (void)style;
    if (!t->confidential) mask_name(t->reporter_name, cell);
}

static void status(const struct export_style *style, const struct ticket *t, struct buf *cell)
{
    (void)style;
    buf_add_text(cell, export_sp4n_status(t->status, t->outcome));
}

/* Whom the report concerns, not who referred it. */
static void in_charge(const struct export_style *style, const struct ticket *t, struct buf *cell)
{
    add_department_name(style, ticket_in_charge(t), cell);
}

const struct export_column *export_columns_sp4n(size_t *count)
{
    static const struct export_column columns[] = {
        { "nomor_lapor_kanda", EXPORT_TEXT, cell_number },
        { "tanggal_laporan", EXPORT_TEXT, cell_received },
        { "klasifikasi", EXPORT_TEXT, classification },
        { "judul", EXPORT_TEXT, title },
        { "isi_laporan", EXPORT_TEXT, cell_text },
        { "kategori", EXPORT_TEXT, cell_category },
        { "instansi_terlapor", EXPORT_TEXT, in_charge },
        { "lokasi", EXPORT_TEXT, place },
        { "lintang", EXPORT_NUMBER, cell_latitude },
        { "bujur", EXPORT_NUMBER, cell_longitude },
        { "pelapor", EXPORT_TEXT, reporter },
        { "anonim", EXPORT_TEXT, confidential },
        { "rahasia", EXPORT_TEXT, confidential },
        { "status", EXPORT_TEXT, status },
        { "tanggal_tanggapan", EXPORT_TEXT, cell_answered },
        { "tanggal_selesai", EXPORT_TEXT, cell_closed },
        { "kanal", EXPORT_TEXT, cell_way },
    };
    *count = sizeof columns / sizeof columns[0];
    return columns;
}
