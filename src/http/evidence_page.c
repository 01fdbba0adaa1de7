/* evidence_page.c - the numbers of a month as a page to be printed and as CSV: outcomes apart,
 * never one percentage. */
#include "base/clock.h"
#include "base/csv.h"
#include "base/unicode.h"
#include "domain/workday.h"
#include "http/evidence.h"
#include "http/html.h"
#include <stdlib.h>

#define PART_MAX    ((size_t)2 << 20)
#define CHART_MAX   15 /* bars of units */
#define NAME_POINTS 34 /* beside a bar */

static const struct {
    const char *name, *title, *first;
    enum evidence_table table;
} tables[] = {
    { "unit", "Menurut unit penanggung jawab", "Unit", EVIDENCE_DEPARTMENTS },
    { "kategori", "Menurut kategori", "Kategori", EVIDENCE_CATEGORIES },
    { "kecamatan", "Menurut kecamatan", "Kecamatan", EVIDENCE_DISTRICTS },
    { "jenis", "Menurut jenis", "Jenis", EVIDENCE_KINDS },
};

static const struct {
    const char *code, *title;
    int count;
} columns[] = {
    { "diterima", "Diterima", TALLY_RECEIVED },
    { "terbuka", "Masih terbuka", TALLY_OPEN },
    { "tuntas", "Tuntas", TALLY_OPEN + OUTCOME_SOLVED },
    { "tuntas_sebagian", "Tuntas sebagian", TALLY_OPEN + OUTCOME_PARTLY_SOLVED },
    { "tanpa_jawaban_pelapor", "Selesai, pelapor diam", TALLY_OPEN + OUTCOME_UNANSWERED },
    { "diteruskan", "Diteruskan", TALLY_OPEN + OUTCOME_REFERRED },
    { "tidak_dapat", "Tidak dapat ditindaklanjuti", TALLY_OPEN + OUTCOME_NOT_ACTIONABLE },
    { "digabung", "Digabung", TALLY_OPEN + OUTCOME_MERGED },
    { "dibatalkan", "Dibatalkan", TALLY_OPEN + OUTCOME_CANCELLED },
    { "ditolak", "Ditolak", TALLY_OPEN + OUTCOME_REJECTED },
    { "dibuka_lagi", "Dibuka lagi", TALLY_REOPENED },
    { "terlambat", "Terlambat", TALLY_LATE },
};
#define COLUMNS (sizeof columns / sizeof columns[0])

static struct str name_of(const struct desk *desk, enum statistics_by by, struct str code)
{
    enum ticket_kind kind;
    const struct category *c = by == BY_CATEGORY ? desk_category(desk, code) : NULL;
    const struct department *d = by == BY_DEPARTMENT ? desk_department(desk, code) : NULL;
    const struct place *p = by == BY_DISTRICT && code.len ? desk_place(desk, code) : NULL;
    if (by == BY_DISTRICT && code.len == 0) return STR("(di luar kabupaten atau belum diketahui)");
    if (by == BY_KIND && ticket_kind_parse(code, &kind)) return str_of(ticket_kind_label(kind));
    return c ? c->name : d ? d->name : p ? p->name : code;
}

/* --- CSV --- */

static void csv_median(struct buf *out, const struct tally *t, enum tally_count histogram)
{
    static const int points[] = { 50, 90 };
    for (size_t i = 0; i < sizeof points / sizeof points[0]; i++) {
        buf_add_char(out, ',');
        if (tally_sum(t, histogram))
            buf_addf(out, "%.1f", (double)tally_percentile(t, histogram, points[i]) / 60);
    }
}

static void csv_row(struct buf *out, const char *table, struct str code, struct str name,
                    const struct tally *t)
{
    csv_write_text(out, str_of(table));
    buf_add_char(out, ',');
    csv_write_text(out, code);
    buf_add_char(out, ',');
    csv_write_text(out, name);
    for (size_t i = 0; i < COLUMNS; i++) {
        buf_add_char(out, ',');
        buf_add_i64(out, t->n[columns[i].count]);
    }
    csv_median(out, t, TALLY_ANSWER);
    csv_median(out, t, TALLY_SOLUTION);
    for (int r = 1; r <= 5; r++) {
        buf_add_char(out, ',');
        buf_add_i64(out, t->n[TALLY_RATED + r]);
    }
    buf_add_text(out, "\r\n");
}

static void csv_set(struct buf *out, const char *table, const struct evidence *v,
                    const struct statistics_set *set)
{
    for (size_t i = 0; i < set->count; i++)
        if (set->groups[i].tally.n[TALLY_RECEIVED])
            csv_row(out, table, set->groups[i].code, name_of(v->desk, set->by, set->groups[i].code),
                    &set->groups[i].tally);
}

void evidence_csv(const struct evidence *v, struct buf *out)
{
    buf_add_text(out, "\xEF\xBB\xBFtabel,kode,nama");
    for (size_t i = 0; i < COLUMNS; i++)
        buf_addf(out, ",%s", columns[i].code);
    buf_add_text(out, ",jam_jawaban_median,jam_jawaban_p90,jam_selesai_median,jam_selesai_p90,"
                      "nilai_1,nilai_2,nilai_3,nilai_4,nilai_5\r\n");
    csv_set(out, "semua", v, &v->set[EVIDENCE_TOTAL]);
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
        csv_set(out, tables[i].name, v, &v->set[tables[i].table]);
    csv_set(out, "bulan", v, &v->months);
}

/* --- the page --- */

static void write_hours(struct buf *out, const struct tally *t, enum tally_count histogram)
{
    buf_add_text(out, "<td>");
    if (tally_sum(t, histogram)) {
        html_working_time(out, tally_percentile(t, histogram, 50));
        buf_add_text(out, " / ");
        html_working_time(out, tally_percentile(t, histogram, 90));
    } else {
        buf_add_text(out, "&ndash;");
    }
    buf_add_text(out, "</td>");
}

static void write_row(struct buf *out, struct str name, const struct tally *t)
{
    buf_add_text(out, "<tr><th scope=\"row\">");
    html_text(out, name);
    buf_add_text(out, "</th>");
    for (size_t i = 0; i < COLUMNS; i++) {
        buf_add_text(out, "<td>");
        html_number(out, t->n[columns[i].count]);
        buf_add_text(out, "</td>");
    }
    write_hours(out, t, TALLY_ANSWER);
    write_hours(out, t, TALLY_SOLUTION);
    buf_add_text(out, "</tr>\n");
}

static void write_table(struct buf *out, const struct evidence *v, const char *title,
                        const char *first, const struct statistics_set *set)
{
    buf_addf(out,
             "<h2>%s</h2>\n<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"%s\">"
             "<table><thead><tr><th scope=\"col\">%s</th>",
             title, title, first);
    for (size_t i = 0; i < COLUMNS; i++)
        buf_addf(out, "<th scope=\"col\">%s</th>", columns[i].title);
    buf_add_text(out, "<th scope=\"col\">Jawaban pertama</th><th scope=\"col\">Sampai selesai</th>"
                      "</tr></thead><tbody>\n");
    for (size_t i = 0; i < set->count; i++)
        if (set->groups[i].tally.n[TALLY_RECEIVED])
            write_row(out, name_of(v->desk, set->by, set->groups[i].code), &set->groups[i].tally);
    buf_add_text(out, "</tbody></table></div>\n");
}

static int64_t most_received(const struct statistics_set *set)
{
    int64_t most = 1;
    for (size_t i = 0; i < set->count; i++)
        if (set->groups[i].tally.n[TALLY_RECEIVED] > most)
            most = set->groups[i].tally.n[TALLY_RECEIVED];
    return most;
}

/* One bar: received, and of these solved or late, whichever `part` names. */
static void write_bar(struct buf *out, size_t row, struct str name, const struct tally *t, int part,
                      int64_t most)
{
    if (most < 1) most = 1;
    int y = (int)row * 22, wide = (int)(t->n[TALLY_RECEIVED] * 360 / most);
    buf_addf(out, "<text x=\"250\" y=\"%d\" text-anchor=\"end\">", y + 14);
    struct str shown = utf8_prefix(name, NAME_POINTS);
    html_text(out, shown);
    if (shown.len < name.len) buf_add_text(out, "&hellip;");
    buf_addf(out,
             "</text><rect class=\"all\" x=\"258\" y=\"%d\" width=\"%d\" height=\"16\"/>"
             "<rect class=\"part\" x=\"258\" y=\"%d\" width=\"%d\" height=\"16\"/>"
             "<text x=\"%d\" y=\"%d\">",
             y + 2, wide, y + 2, (int)(t->n[part] * 360 / most), 264 + wide, y + 14);
    html_number(out, t->n[TALLY_RECEIVED]);
    buf_add_text(out, " / ");
    html_number(out, t->n[part]);
    buf_add_text(out, "</text>");
}

static int by_received(const void *a, const void *b)
{
    const struct statistics_group *const *x = a, *const *y = b;
    int64_t m = (*x)->tally.n[TALLY_RECEIVED], n = (*y)->tally.n[TALLY_RECEIVED];
    return m < n ? 1 : m > n ? -1 : str_compare((*x)->code, (*y)->code);
}

static void write_chart(struct buf *out, const struct evidence *v, const struct statistics_set *set,
                        const char *title, int part, bool sorted)
{
    const struct statistics_group *order[STATISTICS_GROUPS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < set->count && count < STATISTICS_GROUPS_MAX; i++)
        if (set->groups[i].tally.n[TALLY_RECEIVED]) order[count++] = &set->groups[i];
    if (sorted) qsort(order, count, sizeof order[0], by_received);
    if (count > CHART_MAX) count = CHART_MAX;
    buf_addf(out,
             "<figure><figcaption>%s</figcaption><svg viewBox=\"0 0 700 %d\" role=\"img\" "
             "aria-label=\"%s\">",
             title, (int)count * 22 + 4, title);
    for (size_t i = 0; i < count; i++)
        write_bar(out, i, name_of(v->desk, set->by, order[i]->code), &order[i]->tally, part,
                  most_received(set));
    buf_add_text(out, "</svg></figure>\n");
}

static void write_body(struct buf *out, const struct evidence *v)
{
    write_chart(out, v, &v->months, "Dua belas bulan: diterima / tuntas",
                TALLY_OPEN + OUTCOME_SOLVED, false);
    write_chart(out, v, &v->set[EVIDENCE_DEPARTMENTS], "Unit: diterima / terlambat", TALLY_LATE,
                true);
    write_table(out, v, "Seluruhnya", "Bulan", &v->months);
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
        write_table(out, v, tables[i].title, tables[i].first, &v->set[tables[i].table]);
}

static void write_trail(struct buf *out, const struct evidence *v)
{
    char hex[2 * SHA256_SIZE + 1];
    hex_encode(v->chain.head.digest, SHA256_SIZE, hex);
    if (!v->verified)
        buf_add_text(out, "diperiksa dengan <code>kanda audit verify</code> pada peladen");
    else if (v->chain.broken_at)
        buf_addf(out, "<strong>rusak pada baris %lld</strong>", (long long)v->chain.broken_at);
    else
        buf_addf(out, "utuh, %lld baris", (long long)v->chain.events);
    buf_addf(out, "; kepala %lld <code>%s</code>", (long long)v->chain.head.event_id, hex);
}

void evidence_trail(const struct evidence *v, struct buf *out)
{
    char hex[2 * SHA256_SIZE + 1], at[RFC3339_SIZE];
    const struct chain_report *c = &v->chain;
    hex_encode(c->head.digest, SHA256_SIZE, hex);
    rfc3339_format(v->made_at, at);
    buf_addf(out, "dibuat %s\n", at);
    if (!v->verified)
        buf_add_text(out, "belum diperiksa: jalankan kanda audit verify\n");
    else if (c->broken_at)
        buf_addf(out, "RUSAK pada baris %lld\n", (long long)c->broken_at);
    else
        buf_addf(out, "utuh, %lld baris\n", (long long)c->events);
    buf_addf(out, "kepala %lld %s\n", (long long)c->head.event_id, hex);
}

/* "November 2026", of "Minggu 1 November 2026"; lies in memory. */
static struct str month_name(int64_t month, char memory[DATE_TEXT_SIZE])
{
    struct str weekday, day, rest;
    date_text(month_start_ms(month), memory);
    rest = str_of(memory);
    (void)str_cut(&rest, ' ', &weekday);
    (void)str_cut(&rest, ' ', &day);
    return rest;
}

bool evidence_page(const struct evidence *v, struct buf *out, struct err *e)
{
    char day[DATE_TEXT_SIZE], first[DATE_TEXT_SIZE], made_text[64], rows_text[24];
    struct str month = month_name(v->month, first);
    struct civil made_at;
    struct buf body, trail, made, rows;
    buf_init(&body, PART_MAX);
    buf_init(&trail, PART_MAX);
    buf_fixed(&made, made_text, sizeof made_text);
    buf_fixed(&rows, rows_text, sizeof rows_text);
    html_number(&rows, v->tickets);
    date_text(v->made_at, day);
    civil_of_ms(v->made_at, &made_at);
    buf_addf(&made, "%s pukul %02d.%02d WIB", day, made_at.hour, made_at.minute);
    write_body(&body, v);
    write_trail(&trail, v);
    const struct html_gap gaps[] = { { "month", month },
                                     { "made", buf_view(&made) },
                                     { "tickets", buf_view(&rows) },
                                     { "body", buf_view(&body) },
                                     { "trail", buf_view(&trail) } };
    bool ok =
        buf_ok(&body) && html_fill(out, "print/bukti.html", gaps, sizeof gaps / sizeof gaps[0]);
    buf_finish(&body);
    buf_finish(&trail);
    return ok || err_set(e, ERR_LIMIT, "evidence: the page cannot be made");
}
