/* public_table.c - the published numbers as tables in which lengths can be seen, and the months as
 * a chart. Bars are SVG: a width as a style would be refused by the page's own policy.
 *
 * What is hidden has no bar, because its length would tell it. */
#include "http/html.h"
#include "public_write.h"

#define BAR   100 /* the width of a full bar, in its own units */
#define WIDTH 624 /* of the chart, likewise */
#define HIGH  150 /* of its highest column */
#define FLOOR 176 /* where columns stand */
#define SLOT  150 /* the most a month takes */

/* What a report came to, in the order in which it is stacked; the rest is open or ended otherwise.
 */
static const struct {
    size_t column;
    const char *look;
} stacked[] = { { COLUMN_SOLVED, "solved" },
                { COLUMN_PARTLY, "partly" },
                { COLUMN_REFERRED, "referred" } };
#define STACKED (sizeof stacked / sizeof stacked[0])

static int64_t known(const struct public_row *row, size_t column)
{
    return row->hidden[column] ? 0 : row->value[column];
}

/* `n` as a length where `most` is `full`. */
static int64_t length_of(int64_t n, int64_t most, int64_t full)
{
    return most > 0 ? n * full / most : 0;
}

static int64_t most_received(const struct public_table *t)
{
    int64_t most = 0;
    for (size_t i = 0; i < t->count; i++) {
        int64_t received = known(&t->rows[i], COLUMN_RECEIVED);
        if (received > most) most = received;
    }
    return most;
}

size_t public_months_before(const struct public_table *months)
{
    size_t first = 0;
    while (first + PUBLIC_MONTHS_LEAST < months->count &&
           !months->rows[first].hidden[COLUMN_RECEIVED] &&
           months->rows[first].value[COLUMN_RECEIVED] == 0)
        first++;
    return first;
}

/* --- cells --- */

void public_write_value(struct buf *out, const struct public_row *row, size_t column)
{
    if (row->hidden[column])
        buf_add_text(out,
                     "<abbr title=\"disembunyikan karena terlalu kecil\">&lt;&thinsp;5*</abbr>");
    else
        html_number(out, row->value[column]);
}

void public_write_median(struct buf *out, int64_t minutes)
{
    if (minutes < 0)
        buf_add_text(out, "&ndash;");
    else
        html_working_time(out, minutes);
}

static void bar_begin(struct buf *out)
{
    buf_addf(out,
             "<svg class=\"bar\" viewBox=\"0 0 %d 4\" preserveAspectRatio=\"none\" "
             "aria-hidden=\"true\">",
             BAR);
}

static void bar_part(struct buf *out, const char *look, int64_t from, int64_t length)
{
    if (length > 0)
        buf_addf(out, "<rect class=\"%s\" x=\"%d\" width=\"%d\" height=\"4\"/>", look, (int)from,
                 (int)length);
}

/* How many came, and what they came to. */
static void write_outcomes(struct buf *out, const struct public_row *row, int64_t most)
{
    int64_t from = 0;
    bar_begin(out);
    bar_part(out, "received", 0, length_of(known(row, COLUMN_RECEIVED), most, BAR));
    for (size_t i = 0; i < STACKED; i++) {
        int64_t to = from + known(row, stacked[i].column);
        bar_part(out, stacked[i].look, length_of(from, most, BAR),
                 length_of(to, most, BAR) - length_of(from, most, BAR));
        from = to;
    }
    buf_add_text(out, "</svg>");
}

static void cell_begin(struct buf *out, const char *label)
{
    buf_addf(out, "<td role=\"cell\" data-label=\"%s\">", label);
}

static void write_length(struct buf *out, const char *label, int64_t minutes, int64_t longest)
{
    cell_begin(out, label);
    public_write_median(out, minutes);
    if (minutes > 0) {
        bar_begin(out);
        bar_part(out, "length", 0, length_of(minutes, longest, BAR));
        buf_add_text(out, "</svg>");
    }
    buf_add_text(out, "</td>");
}

/* --- tables --- */

struct scale {
    int64_t received, answer, solution; /* what a full bar is */
};

static struct scale scale_of(const struct public_table *t)
{
    struct scale s = { .received = most_received(t) };
    for (size_t i = 0; i < t->count; i++) {
        if (t->rows[i].answer > s.answer) s.answer = t->rows[i].answer;
        if (t->rows[i].solution > s.solution) s.solution = t->rows[i].solution;
    }
    return s;
}

static void write_row(struct buf *out, const struct public_row *row, const struct scale *s)
{
    buf_add_text(out, "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">");
    html_text(out, row->name);
    write_outcomes(out, row, s->received);
    buf_add_text(out, "</th>");
    for (size_t c = 0; c < PUBLIC_COLUMNS; c++) {
        cell_begin(out, public_column_name(c));
        public_write_value(out, row, c);
        if (c == COLUMN_LATE) {
            bar_begin(out);
            bar_part(out, "late", 0, length_of(known(row, c), s->received, BAR));
            buf_add_text(out, "</svg>");
        }
        buf_add_text(out, "</td>");
    }
    write_length(out, "Jawaban pertama", row->answer, s->answer);
    write_length(out, "Sampai selesai", row->solution, s->solution);
    buf_add_text(out, "</tr>\n");
}

/* Rows of nothing but hidden numbers say no more than how many they are. */
static void write_small(struct buf *out, const struct public_table *t, size_t count)
{
    buf_addf(out,
             "<tr role=\"row\" class=\"small\"><td role=\"cell\" colspan=\"8\">%d %s lain, "
             "masing-masing kurang dari lima laporan*</td></tr>\n",
             (int)count, t->one);
}

void public_write_table(struct buf *out, const struct public_table *t, size_t first)
{
    struct scale s = scale_of(t);
    size_t small = 0;
    buf_addf(out,
             "<h3 id=\"%s\">%s</h3>\n<div class=\"scroll\" role=\"region\" aria-labelledby=\"%s\" "
             "tabindex=\"0\"><table role=\"table\"><thead><tr role=\"row\"><th "
             "role=\"columnheader\" scope=\"col\">%s</th>",
             t->name, t->title, t->name, t->first);
    for (size_t c = 0; c < PUBLIC_COLUMNS; c++)
        buf_addf(out, "<th role=\"columnheader\" scope=\"col\">%s</th>", public_column_name(c));
    buf_add_text(out, "<th role=\"columnheader\" scope=\"col\">Jawaban pertama</th><th "
                      "role=\"columnheader\" scope=\"col\">Sampai selesai</th></tr></thead>"
                      "<tbody>\n");
    for (size_t i = first; i < t->count; i++) {
        bool hidden = t->one && t->rows[i].hidden[COLUMN_RECEIVED];
        small += hidden;
        if (!hidden) write_row(out, &t->rows[i], &s);
    }
    if (small) write_small(out, t, small);
    if (t->count == 0)
        buf_add_text(out, "<tr role=\"row\"><td role=\"cell\" colspan=\"8\">Belum ada laporan."
                          "</td></tr>");
    buf_add_text(out, "</tbody></table></div>\n");
}

/* --- the chart --- */

static void write_column(struct buf *out, const struct public_row *row, int x, int width,
                         int64_t most)
{
    int64_t height = length_of(known(row, COLUMN_RECEIVED), most, HIGH), below = 0;
    buf_addf(out, "<rect class=\"received\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>", x,
             (int)(FLOOR - height), width, (int)height);
    for (size_t i = 0; i < STACKED; i++) {
        int64_t part = length_of(known(row, stacked[i].column), most, HIGH);
        below += part;
        buf_addf(out, "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>",
                 stacked[i].look, x, (int)(FLOOR - below), width, (int)part);
    }
    buf_addf(out, "<text x=\"%d\" y=\"%d\">", x + width / 2, (int)(FLOOR - height - 6));
    if (row->hidden[COLUMN_RECEIVED])
        buf_add_text(out, "&lt;5");
    else
        html_number(out, row->value[COLUMN_RECEIVED]);
    buf_addf(out, "</text><text x=\"%d\" y=\"%d\">%.3s</text>\n", x + width / 2, FLOOR + 20,
             row->name.at);
}

void public_write_chart(struct buf *out, const struct public_table *months, size_t first)
{
    int64_t most = most_received(months);
    int count = (int)(months->count - first), slot = count ? WIDTH / count : WIDTH;
    if (slot > SLOT) slot = SLOT;
    buf_addf(out,
             "<svg class=\"chart\" viewBox=\"0 0 %d 204\" role=\"img\" "
             "aria-labelledby=\"chart-title\"><title id=\"chart-title\">Laporan diterima tiap "
             "bulan dan bagaimana berakhir; angkanya ada di tabel</title>\n",
             WIDTH);
    for (int i = 0; i < count; i++)
        write_column(out, &months->rows[first + (size_t)i],
                     (WIDTH - slot * count) / 2 + slot * i + slot / 4, slot / 2, most);
    buf_addf(out, "<path class=\"axis\" d=\"M0 %d.5H%d\"/></svg>\n", FLOOR, WIDTH);
}
