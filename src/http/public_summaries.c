/* public_summaries.c - what the desk tells everybody about single reports, for the public page. */
#include "domain/workday.h"
#include "http/html.h"
#include "public_write.h"

static void write_place(struct buf *out, const struct desk *desk, const struct ticket *t)
{
    const struct place *p = desk_place(desk, t->village.len ? t->village : t->district);
    if (!p) return;
    buf_add_text(out, ", ");
    html_text(out, p->name);
    if (!p->parent) return;
    buf_add_text(out, ", Kec. ");
    html_text(out, p->parent->name);
}

static void write_summary(struct buf *out, const struct desk *desk, const struct public_summary *s)
{
    const struct ticket *t = &s->ticket;
    const struct category *c = desk_category(desk, t->category);
    struct str in_charge = ticket_in_charge(t);
    const struct department *d = desk_department(desk, in_charge);
    char date[DATE_TEXT_SIZE];
    date_text(s->approved_at, date);
    buf_add_text(out, "<li><h3>");
    html_text(out, c ? c->name : t->category);
    write_place(out, desk, t);
    buf_add_text(out, "</h3>\n<p>");
    html_text(out, s->text);
    buf_add_text(out, "</p>\n<p class=\"by\">");
    html_text(out, d ? d->name : in_charge);
    buf_addf(out, " · %s · %s</p></li>\n",
             ticket_is_open(t->status) ? ticket_status_plain(t->status)
                                       : ticket_outcome_label(t->outcome),
             date);
}

void public_write_summaries(const struct public_numbers *n, struct buf *out)
{
    if (n->summary_count == 0) return;
    buf_add_text(out, "<section aria-labelledby=\"cerita\"><h2 id=\"cerita\">Kabar dari beberapa "
                      "laporan</h2>\n<p>Ditulis oleh unit yang menangani dan disetujui meja. Tidak "
                      "ada nama, nomor, atau kata-kata pelapor di dalamnya.</p>\n<ul "
                      "class=\"stories\">\n");
    for (size_t i = 0; i < n->summary_count; i++)
        write_summary(out, n->desk, &n->summaries[i]);
    buf_add_text(out, "</ul></section>\n");
}
