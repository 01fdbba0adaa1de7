/* public_page.c - the page for everybody: tables, and bars drawn as SVG. */
#include "domain/workday.h"
#include "http/html.h"
#include "public_write.h"
#include "qr.h"

#define PART_MAX ((size_t)256 << 10)

enum part { MONTHS_CHART, TABLES, SUMMARIES, REPORTING, TILES, STYLE, ICON, PART_COUNT };

static void write_value(struct buf *out, const struct public_row *row, size_t column)
{
    if (row->hidden[column])
        buf_add_text(out,
                     "<abbr title=\"disembunyikan karena terlalu kecil\">&lt;&thinsp;5*</abbr>");
    else
        html_number(out, row->value[column]);
}

static void write_median(struct buf *out, int64_t minutes)
{
    if (minutes < 0)
        buf_add_text(out, "&ndash;");
    else
        html_hours(out, minutes);
}

static int64_t widest(const struct public_table *t)
{
    int64_t most = 1;
    for (size_t i = 0; i < t->count; i++)
        if (!t->rows[i].hidden[COLUMN_RECEIVED] && t->rows[i].value[COLUMN_RECEIVED] > most)
            most = t->rows[i].value[COLUMN_RECEIVED];
    return most;
}

/* A hidden number has no bar: its length would tell it. */
static int64_t length_of(const struct public_row *row, size_t column, int64_t most, int64_t full)
{
    return row->hidden[column] ? 0 : row->value[column] * full / most;
}

static void write_row(struct buf *out, const struct public_row *row, int64_t most)
{
    buf_add_text(out, "<tr><th scope=\"row\">");
    html_text(out, row->name);
    buf_addf(out,
             "<svg class=\"bar\" viewBox=\"0 0 100 4\" preserveAspectRatio=\"none\" "
             "aria-hidden=\"true\"><rect class=\"received\" width=\"%d\" height=\"4\"/><rect "
             "class=\"solved\" width=\"%d\" height=\"4\"/></svg></th>",
             (int)length_of(row, COLUMN_RECEIVED, most, 100),
             (int)length_of(row, COLUMN_SOLVED, most, 100));
    for (size_t c = 0; c < PUBLIC_COLUMNS; c++) {
        buf_add_text(out, "<td>");
        write_value(out, row, c);
        buf_add_text(out, "</td>");
    }
    buf_add_text(out, "<td>");
    write_median(out, row->answer);
    buf_add_text(out, "</td><td>");
    write_median(out, row->solution);
    buf_add_text(out, "</td></tr>\n");
}

static void write_table(struct buf *out, const struct public_table *t)
{
    int64_t most = widest(t);
    buf_addf(out,
             "<h3 id=\"%s\">%s</h3>\n<div class=\"scroll\" "
             "role=\"region\" aria-labelledby=\"%s\" tabindex=\"0\"><table><thead><tr><th "
             "scope=\"col\">%s</th>",
             t->name, t->title, t->name, t->first);
    for (size_t c = 0; c < PUBLIC_COLUMNS; c++)
        buf_addf(out, "<th scope=\"col\">%s</th>", public_column_name(c));
    buf_add_text(out, "<th scope=\"col\">Jawaban pertama</th><th scope=\"col\">Sampai selesai"
                      "</th></tr></thead><tbody>\n");
    for (size_t i = 0; i < t->count; i++)
        write_row(out, &t->rows[i], most);
    if (t->count == 0) buf_add_text(out, "<tr><td colspan=\"8\">Belum ada laporan.</td></tr>");
    buf_add_text(out, "</tbody></table></div>\n");
}

/* Two bars a month; the table below says the same in numbers. */
static void write_chart(struct buf *out, const struct public_table *t)
{
    int64_t most = widest(t);
    buf_add_text(out, "<svg class=\"chart\" viewBox=\"0 0 624 200\" role=\"img\" "
                      "aria-labelledby=\"chart-title\"><title id=\"chart-title\">Laporan diterima "
                      "dan tuntas tiap bulan; angkanya ada di tabel</title>\n");
    for (size_t i = 0; i < t->count; i++) {
        const struct public_row *row = &t->rows[i];
        int x = (int)i * 52, received = (int)length_of(row, COLUMN_RECEIVED, most, 150);
        int solved = (int)length_of(row, COLUMN_SOLVED, most, 150);
        buf_addf(out,
                 "<rect class=\"received\" x=\"%d\" y=\"%d\" width=\"18\" height=\"%d\"/><rect "
                 "class=\"solved\" x=\"%d\" y=\"%d\" width=\"18\" height=\"%d\"/><text x=\"%d\" "
                 "y=\"190\">%.3s</text>\n",
                 x + 6, 170 - received, received, x + 26, 170 - solved, solved, x + 25,
                 row->name.at);
    }
    buf_add_text(out, "<path class=\"axis\" d=\"M0 170.5H624\"/></svg>\n");
}

static void write_tiles(struct buf *out, const struct public_row *total)
{
    for (size_t c = 0; c < PUBLIC_COLUMNS; c++) {
        buf_addf(out, "<div><dt>%s</dt><dd>", public_column_name(c));
        write_value(out, total, c);
        buf_add_text(out, "</dd></div>\n");
    }
    buf_add_text(out, "<div><dt>Jawaban pertama (median)</dt><dd>");
    write_median(out, total->answer);
    buf_add_text(out, "</dd></div>\n<div><dt>Sampai selesai (median)</dt><dd>");
    write_median(out, total->solution);
    buf_add_text(out, "</dd></div>\n");
}

/* Without a number there is nothing to write to, and the page must not pretend. */
static void write_reporting(struct buf *out, const char *public_number)
{
    char digits[24];
    if (!qr_wa_number(public_number, digits, sizeof digits)) {
        buf_add_text(out, "<p>Nomor WhatsApp layanan ini belum dicantumkan.</p>");
        return;
    }
    buf_addf(out,
             "<div class=\"contact\"><img src=\"/assets/qr.svg\" width=\"148\" height=\"148\" "
             "alt=\"Kode QR untuk membuka WhatsApp Lapor Kanda\"><p><a class=\"button\" "
             "href=\"https://wa.me/%s\">Tulis lewat WhatsApp</a><br><strong>",
             digits);
    html_text(out, str_of(public_number));
    buf_add_text(out, "</strong></p></div>");
}

static void write_parts(struct buf parts[PART_COUNT], const struct public_numbers *n,
                        const char *public_number)
{
    write_chart(&parts[MONTHS_CHART], &n->tables[TABLE_MONTHS]);
    for (size_t i = 0; i < PUBLIC_TABLES; i++)
        write_table(&parts[TABLES], &n->tables[i]);
    public_write_summaries(n, &parts[SUMMARIES]);
    write_reporting(&parts[REPORTING], public_number);
    write_tiles(&parts[TILES], &n->total);
    html_asset(&parts[STYLE], "public.css");
    html_asset(&parts[ICON], "icon.svg");
}

bool public_write_page(const struct public_numbers *n, const char *public_number, struct buf *out)
{
    struct buf parts[PART_COUNT];
    char from[16], to[16], made[DATE_TEXT_SIZE];
    bool ok = true;
    for (size_t i = 0; i < PART_COUNT; i++)
        buf_init(&parts[i], PART_MAX);
    write_parts(parts, n, public_number);
    public_month_name(n->from_month, from);
    public_month_name(n->to_month, to);
    date_text(n->made_at, made);
    for (size_t i = 0; i < PART_COUNT; i++)
        ok = ok && buf_ok(&parts[i]);
    const struct html_gap gaps[] = {
        { "style", buf_view(&parts[STYLE]) },
        { "icon", buf_view(&parts[ICON]) },
        { "reporting", buf_view(&parts[REPORTING]) },
        { "tiles", buf_view(&parts[TILES]) },
        { "chart", buf_view(&parts[MONTHS_CHART]) },
        { "tables", buf_view(&parts[TABLES]) },
        { "summaries", buf_view(&parts[SUMMARIES]) },
        { "from", str_of(from) },
        { "to", str_of(to) },
        { "made", str_of(made) },
    };
    ok = ok && html_fill(out, "public/beranda.html", gaps, sizeof gaps / sizeof gaps[0]);
    for (size_t i = 0; i < PART_COUNT; i++)
        buf_finish(&parts[i]);
    return ok;
}
