/* staff_notice_words.c - the same news for a template and for a mail. */
#include "domain/role.h"
#include "domain/staff_notice.h"
#include "domain/workday.h"

#define MATTER_SIZE 700

static bool is_confidential(const struct notice_words *w)
{
    return w->ticket && w->ticket->kind == KIND_WHISTLEBLOWING;
}

/* "Jalan rusak di Desa Sebaung, Kecamatan Gending" */
static void matter_add(const struct desk *desk, const struct ticket *t, struct buf *out)
{
    const struct category *category = desk_category(desk, t->category);
    const struct place *place = desk_place(desk, t->village.len ? t->village : t->district);
    buf_add(out, category ? category->name : t->category);
    if (!place) return;
    buf_add_text(out, " di ");
    place_name_add(place, out);
}

static void day_add(int64_t ms, struct buf *out)
{
    char text[DATE_TEXT_SIZE];
    if (ms) date_text(ms, text);
    buf_add_text(out, ms ? text : "(tanpa tenggat)");
}

/* The number alone: in confidence no more may be told, and of an objection the words themselves say
 * it, which only the console shows. */
static bool number_alone(const struct notice_words *w)
{
    return is_confidential(w) || (w->ticket && w->kind == NOTICE_OBJECTION);
}

static int64_t last_day(const struct ticket *t)
{
    return t->due_at ? t->due_at : t->promise_at;
}

static struct str name_of(const struct desk *desk, struct str code)
{
    const struct department *d = desk_department(desk, code);
    return d ? d->name : code;
}

static void count_add(struct buf *out, int64_t n, const char *what)
{
    buf_addf(out, "%lld%s %s", (long long)n, n >= NOTICE_COUNT_MAX ? " lebih" : "", what);
}

static void figures_add(const struct notice_digest *d, struct buf *out)
{
    count_add(out, d->open, "terbuka");
    if (d->soon) {
        buf_add_text(out, ", ");
        count_add(out, d->soon, "jatuh tempo dalam dua hari kerja");
    }
    if (d->overdue) {
        buf_add_text(out, ", ");
        count_add(out, d->overdue, "lewat tenggat");
    }
}

/* --- template --- */

static bool param(struct outbox_fallback *f, struct buf *text, struct arena *arena, struct err *e)
{
    bool ok = (buf_ok(text) && arena_copy(arena, buf_view(text), &f->params[f->param_count])) ||
              err_set(e, ERR_MEMORY, "notice: no memory");
    buf_clear(text);
    f->param_count++;
    return ok;
}

static enum template_key key_of(const struct notice_words *w)
{
    if (number_alone(w)) return TEMPLATE_STAFF_NUMBER;
    switch (w->kind) {
    case NOTICE_ASSIGNED: return TEMPLATE_STAFF_ASSIGNED;
    case NOTICE_COPIED: return TEMPLATE_STAFF_COPIED;
    case NOTICE_REMINDER: return TEMPLATE_STAFF_REMINDER;
    case NOTICE_OBJECTION: return TEMPLATE_STAFF_NUMBER;
    case NOTICE_DIGEST:
    case NOTICE_KIND_END: break;
    }
    return TEMPLATE_STAFF_DIGEST;
}

static bool digest_params(const struct notice_words *w, struct buf *text, struct arena *arena,
                          struct outbox_fallback *f, struct err *e)
{
    day_add(w->now, text);
    if (!param(f, text, arena, e)) return false;
    figures_add(w->digest, text);
    return param(f, text, arena, e);
}

static bool ticket_params(const struct notice_words *w, struct buf *text, struct arena *arena,
                          struct outbox_fallback *f, struct err *e)
{
    char number[TICKET_NUMBER_SIZE];
    ticket_number_format(w->ticket_prefix, w->ticket->id, number);
    buf_add_text(text, number);
    if (!param(f, text, arena, e)) return false;
    if (number_alone(w)) return true;
    matter_add(w->desk, w->ticket, text);
    if (!param(f, text, arena, e)) return false;
    if (w->kind == NOTICE_COPIED)
        buf_add(text, name_of(w->desk, w->ticket->department));
    else
        day_add(last_day(w->ticket), text);
    return param(f, text, arena, e);
}

bool notice_template(const struct notice_words *w, struct arena *arena, struct outbox_fallback *out,
                     struct err *e)
{
    char memory[MATTER_SIZE];
    struct buf text;
    buf_fixed(&text, memory, sizeof memory);
    *out = (struct outbox_fallback){ .key = key_of(w), .language = STR("id") };
    return w->ticket ? ticket_params(w, &text, arena, out, e)
                     : digest_params(w, &text, arena, out, e);
}

/* --- mail --- */

void notice_subject(const struct notice_words *w, struct buf *out)
{
    static const char *const what[NOTICE_KIND_END] = {
        [NOTICE_ASSIGNED] = "Laporan baru",
        [NOTICE_COPIED] = "Tembusan laporan",
        [NOTICE_REMINDER] = "Pengingat laporan",
        [NOTICE_OBJECTION] = "Keberatan pelapor",
    };
    char number[TICKET_NUMBER_SIZE], day[DATE_TEXT_SIZE];
    buf_add_text(out, "[Lapor Kanda] ");
    if (w->ticket) {
        ticket_number_format(w->ticket_prefix, w->ticket->id, number);
        buf_addf(out, "%s %s", is_confidential(w) ? "Kabar nomor" : what[w->kind], number);
        return;
    }
    date_text(w->now, day);
    buf_addf(out, "Ringkasan %s", day);
}

static void link_add(const struct notice_words *w, const char *path, struct buf *out)
{
    if (w->console_url[0])
        buf_addf(out, "\r\nBuka di Lapor Kanda: %s/staff/%s\r\n", w->console_url, path);
    else
        buf_add_text(out, "\r\nMohon dibuka melalui Lapor Kanda.\r\n");
}

/* What is closed has none. */
static void deadline_add(const struct notice_words *w, struct buf *out)
{
    if (w->kind == NOTICE_OBJECTION) return;
    buf_add_text(out, "Tenggat: ");
    day_add(last_day(w->ticket), out);
    buf_add_text(out, "\r\n");
}

static void ticket_text(const struct notice_words *w, struct buf *out)
{
    static const char *const opening[NOTICE_KIND_END] = {
        [NOTICE_ASSIGNED] = "Ada laporan baru untuk unit Anda.",
        [NOTICE_COPIED] = "Kantor Anda mendapat tembusan laporan ini, untuk dibaca.",
        [NOTICE_REMINDER] = "Laporan ini belum selesai pada tahapnya sekarang.",
        [NOTICE_OBJECTION] = "Pelapor keberatan laporan ini ditutup; mohon dibaca.",
    };
    const struct ticket *t = w->ticket;
    char number[TICKET_NUMBER_SIZE], path[TICKET_NUMBER_SIZE + 16];
    struct buf at;
    ticket_number_format(w->ticket_prefix, t->id, number);
    buf_fixed(&at, path, sizeof path);
    buf_addf(&at, "laporan/%s", number);
    if (is_confidential(w)) {
        buf_addf(out, "Ada kabar untuk unit Anda dengan nomor %s.\r\n", number);
    } else {
        buf_addf(out, "%s\r\n\r\nNomor: %s\r\nHal: ", opening[w->kind], number);
        matter_add(w->desk, t, out);
        buf_addf(out, "\r\nUnit: %.*s\r\n", STR_ARG(name_of(w->desk, t->department)));
        deadline_add(w, out);
    }
    link_add(w, path, out);
}

static void digest_line(const struct notice_words *w, const struct ticket *t, struct buf *out)
{
    char number[TICKET_NUMBER_SIZE];
    ticket_number_format(w->ticket_prefix, t->id, number);
    buf_addf(out, "- %s, ", number);
    matter_add(w->desk, t, out);
    buf_addf(out, ", %s ", t->due_at < w->now ? "lewat sejak" : "tenggat");
    day_add(t->due_at, out);
    buf_add_text(out, "\r\n");
}

static void digest_text(const struct notice_words *w, struct buf *out)
{
    const struct notice_digest *d = w->digest;
    buf_addf(out, "Laporan %.*s hari ini: ", STR_ARG(name_of(w->desk, w->department)));
    figures_add(d, out);
    buf_add_text(out, ".\r\n");
    if (d->line_count) buf_add_text(out, "\r\nYang lewat tenggat dan yang segera jatuh tempo:\r\n");
    for (size_t i = 0; i < d->line_count; i++)
        digest_line(w, &d->lines[i], out);
    if (d->soon + d->overdue > (int64_t)d->line_count) buf_add_text(out, "- dan lainnya\r\n");
    link_add(w, "", out);
}

void notice_text(const struct notice_words *w, struct buf *out)
{
    if (w->ticket)
        ticket_text(w, out);
    else
        digest_text(w, out);
}
