/* public_page.c - the page for everybody, put together from its parts. */
#include "domain/workday.h"
#include "http/html.h"
#include "public_write.h"
#include "qr.h"
#include <string.h>

#define PART_MAX ((size_t)256 << 10)

enum part { MONTHS_CHART, TABLES, SUMMARIES, REPORTING, TILES, PART_COUNT };

static void write_tiles(struct buf *out, const struct public_row *total)
{
    for (size_t c = 0; c < PUBLIC_COLUMNS; c++) {
        buf_addf(out, "<div><dt>%s</dt><dd>", public_column_name(c));
        public_write_value(out, total, c);
        buf_add_text(out, "</dd></div>\n");
    }
    buf_add_text(out, "<div><dt>Jawaban pertama (median)</dt><dd>");
    public_write_median(out, total->answer);
    buf_add_text(out, "</dd></div>\n<div><dt>Sampai selesai (median)</dt><dd>");
    public_write_median(out, total->solution);
    buf_add_text(out, "</dd></div>\n");
}

/* "+62 812-0000-9999": as it is written on a wall. */
static void write_number(struct buf *out, const char *digits)
{
    size_t len = strlen(digits), country = 2, group = 3;
    buf_addf(out, "+%.*s ", (int)country, digits);
    for (size_t at = country; at < len; at += group, group = 4)
        buf_addf(out, "%s%.*s", at > country ? "-" : "", (int)group, digits + at);
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
             "href=\"https://wa.me/%s\">Tulis lewat WhatsApp</a><strong>",
             digits);
    write_number(out, digits);
    buf_add_text(out, "</strong></p></div>");
}

static void write_parts(struct buf parts[PART_COUNT], const struct public_numbers *n,
                        const char *public_number)
{
    size_t before = public_months_before(&n->tables[TABLE_MONTHS]);
    public_write_chart(&parts[MONTHS_CHART], &n->tables[TABLE_MONTHS], before);
    for (size_t i = 0; i < PUBLIC_TABLES; i++)
        public_write_table(&parts[TABLES], &n->tables[i], i == TABLE_MONTHS ? before : 0);
    public_write_summaries(n, &parts[SUMMARIES]);
    write_reporting(&parts[REPORTING], public_number);
    write_tiles(&parts[TILES], &n->total);
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
