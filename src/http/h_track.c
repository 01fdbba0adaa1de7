/* h_track.c - a ticket's own page, for whoever has its key: how it goes, in plain words. No name,
 * no number, no word that anybody wrote.
 *
 * Without the right key nothing is looked up at all, so that a ticket that exists is answered
 * byte for byte, and in the same time, like one that does not. */
#include "base/json.h"
#include "domain/tracking.h"
#include "domain/workday.h"
#include "http/html.h"
#include "request.h"
#include "store/event_store.h"
#include "store/secret_store.h"
#include "store/summary_store.h"
#include "store/ticket_store.h"
#include <string.h>

#define PART_MAX ((size_t)64 << 10)
#define LIFE_MAX 200 /* lines of a page */
#define HTML     "text/html; charset=utf-8"

/* What a line of the timeline means to its reporter; events that are not here are the desk's own
 * business. */
static const struct {
    const char *event, *words;
} lines[] = {
    { EVENT_RECEIVED, "Laporan diterima dan dicatat." },
    { EVENT_JOINED, "Keterangan tambahan dari Anda dicatat." },
    { EVENT_PARTED, "Satu pesan Anda pindah ke laporan lain." },
    { EVENT_CANCELLED, "Laporan dibatalkan atas permintaan Anda." },
    { EVENT_CONFIDENTIAL, "Identitas Anda dirahasiakan." },
    { EVENT_ASSIGNED, "Laporan diserahkan kepada unit penanggung jawab." },
    { "verified", "Laporan diperiksa petugas." },
    { "in_progress", "Unit mulai mengerjakan laporan." },
    { "awaiting_reporter", "Petugas bertanya kepada Anda lewat WhatsApp; jawaban Anda ditunggu." },
    { "resolved", "Unit menyatakan pekerjaan selesai. Anda ditanya apakah benar sudah selesai." },
    { "closed", "Laporan ditutup." },
    { EVENT_REOPENED, "Laporan dibuka lagi untuk dikerjakan." },
    { EVENT_REPLY, "Petugas menulis kepada Anda lewat WhatsApp." },
    { EVENT_PROMISED, "Tanggal tindak lanjut diganti; alasannya dikirim lewat WhatsApp." },
    { EVENT_EXTENDED, "Batas waktu permintaan informasi diperpanjang." },
    { EVENT_CALENDAR, "Hari libur berubah, dan dengannya batas waktu laporan." },
    { EVENT_LATE, "Tanggal yang dijanjikan terlewat. Tanggal baru dikirim lewat WhatsApp." },
    { EVENT_RATED, "Penilaian Anda dicatat." },
    { EVENT_UNMERGED, "Laporan dipisahkan lagi dari laporan lain." },
    { EVENT_PUBLISHED, "Ringkasan untuk umum diterbitkan, tanpa nama dan tanpa nomor." },
};

/* Back to the stage before a question: its unit is no new one, and nothing begins. */
static bool goes_on(const struct event *event)
{
    struct json *data = NULL;
    if (!str_equal(event->type, STR("verified")) &&
        !str_equal(event->type, str_of(EVENT_ASSIGNED)) &&
        !str_equal(event->type, STR("in_progress")))
        return false;
    bool is = json_parse(event->data_json, &data, NULL) &&
              str_equal(json_get_text(data, "from"), STR("awaiting_reporter")) &&
              json_get_text(data, "department").len == 0;
    json_free(data);
    return is;
}

static const char *line_of(const struct event *event)
{
    if (goes_on(event)) return "Laporan dilanjutkan; batas waktunya berjalan lagi.";
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        if (str_equal(event->type, str_of(lines[i].event))) return lines[i].words;
    return NULL;
}

/* The newest lines of a ticket that its reporter is told, newest first. */
struct life {
    struct {
        int64_t at;
        const char *words;
    } lines[LIFE_MAX];
    size_t count;
    bool cut; /* there are older ones */
};

static void life_take(struct life *life, const struct event *events, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *words = line_of(&events[i]);
        if (!words) continue;
        if (life->count == LIFE_MAX) {
            life->cut = true;
            return;
        }
        life->lines[life->count].at = events[i].at;
        life->lines[life->count++].words = words;
    }
}

/* From the newest event back: a long life must not hide how it goes now. */
static bool life_read(struct request *r, struct db *db, int64_t id, struct life *life,
                      struct err *e)
{
    struct event *events = arena_zero(&r->arena, EVENT_LIST_MAX, sizeof *events);
    int64_t before = 0;
    size_t count;
    bool more = true;
    if (!events) return err_set(e, ERR_MEMORY, "tracking page: no memory");
    while (more && !life->cut) {
        if (!event_list_newest(db, id, before, EVENT_LIST_MAX, &r->arena, events, &count, &more, e))
            return false;
        life_take(life, events, count);
        if (count) before = events[count - 1].id;
    }
    return true;
}

static void write_life(struct buf *out, const struct life *life)
{
    char date[DATE_TEXT_SIZE];
    if (life->cut) buf_add_text(out, "<li>Yang lebih lama tidak ditampilkan.</li>\n");
    for (size_t i = life->count; i-- > 0;) {
        date_text(life->lines[i].at, date);
        buf_add_text(out, "<li><time>");
        html_text(out, str_of(date));
        buf_addf(out, "</time> %s</li>\n", life->lines[i].words);
    }
}

static const char *status_words(const struct ticket *t)
{
    static const char *const words[STATUS_END] = {
        [STATUS_RECEIVED] = "Laporan sudah tercatat dan menunggu diperiksa petugas.",
        [STATUS_VERIFIED] = "Laporan sudah diperiksa dan akan diserahkan kepada unit.",
        [STATUS_ASSIGNED] = "Laporan ada pada unit penanggung jawab dan belum mulai dikerjakan.",
        [STATUS_IN_PROGRESS] = "Unit sedang mengerjakan laporan.",
        [STATUS_AWAITING_REPORTER] =
            "Petugas menunggu jawaban Anda di WhatsApp. Selama itu batas waktu berhenti.",
        [STATUS_RESOLVED] =
            "Unit menyatakan pekerjaan selesai. Jawablah di WhatsApp: sudah, sebagian, atau belum.",
        [STATUS_CLOSED] = "Laporan sudah ditutup.",
    };
    return (size_t)t->status < STATUS_END && words[t->status] ? words[t->status] : "";
}

static void write_fact(struct buf *out, const char *name, struct str value)
{
    if (value.len == 0) return;
    buf_addf(out, "<div><dt>%s</dt><dd>", name);
    html_text(out, value);
    buf_add_text(out, "</dd></div>\n");
}

/* "Sebaung, Kec. Gending": villages share names. */
static void write_place(struct buf *out, const struct place *p)
{
    char text[160];
    struct buf whole;
    if (!p) return;
    buf_fixed(&whole, text, sizeof text);
    buf_addf(&whole, "%s%.*s", p->parent ? "" : "Kecamatan ", STR_ARG(p->name));
    if (p->parent) buf_addf(&whole, ", Kec. %.*s", STR_ARG(p->parent->name));
    write_fact(out, "Tempat", buf_view(&whole));
}

static void write_date(struct buf *out, const char *name, int64_t at)
{
    char date[DATE_TEXT_SIZE];
    if (at == 0) return;
    date_text(at, date);
    write_fact(out, name, str_of(date));
}

static void write_facts(struct buf *out, const struct request *r, const struct ticket *t)
{
    const struct intake_options *o = &r->server->options.intake;
    const struct category *c = desk_category(o->desk, t->category);
    struct str in_charge = ticket_in_charge(t);
    const struct department *d = desk_department(o->desk, in_charge);
    const struct place *p = desk_place(o->desk, t->village.len ? t->village : t->district);
    char number[TICKET_NUMBER_SIZE];
    write_fact(out, "Hal", c ? c->name : t->category);
    write_place(out, p);
    write_fact(out, "Penanggung jawab", d ? d->name : in_charge);
    if (d && d->external) write_fact(out, "Saluran", d->contact);
    write_date(out, "Diterima", t->received_at);
    if (t->promise != PROMISE_KEPT && t->paused_since == 0)
        write_date(out,
                   t->promise == PROMISE_FIRST ? "Tindak lanjut pertama paling lambat"
                                               : "Dijanjikan paling lambat",
                   t->promise_at);
    if (ticket_is_open(t->status) && t->paused_since == 0)
        write_date(out, "Batas waktu tahap ini", t->due_at);
    write_date(out, "Ditutup", t->closed_at);
    if (t->merged_into == 0) return;
    ticket_number_format(o->ticket_prefix, t->merged_into, number);
    write_fact(out, "Dilanjutkan dalam laporan", str_of(number));
}

static bool page_fill(struct request *r, const char *path, const struct html_gap *gaps,
                      size_t count, unsigned status)
{
    struct buf page;
    buf_init(&page, ANSWER_MAX);
    bool ok = html_fill(&page, path, gaps, count);
    if (ok) answer_text(r, status, HTML, buf_view(&page));
    if (ok) r->page = PAGE_PRIVATE;
    buf_finish(&page);
    return ok;
}

static void write_summary(struct buf *out, struct str summary)
{
    if (summary.len == 0) return;
    buf_add_text(out, "<h2>Ringkasan yang boleh dibaca umum</h2>\n<p>");
    html_text(out, summary);
    buf_add_text(out, "</p>\n");
}

static bool answer_life(struct request *r, const struct ticket *t, const struct life *life,
                        struct str summary, struct err *e)
{
    enum { FACTS, LIFE, SUMMARY, PARTS };
    struct buf parts[PARTS];
    char number[TICKET_NUMBER_SIZE];
    for (size_t i = 0; i < PARTS; i++)
        buf_init(&parts[i], PART_MAX);
    write_facts(&parts[FACTS], r, t);
    write_life(&parts[LIFE], life);
    write_summary(&parts[SUMMARY], summary);
    ticket_number_format(r->server->options.intake.ticket_prefix, t->id, number);
    bool closed = t->status == STATUS_CLOSED;
    const struct html_gap gaps[] = {
        { "number", str_of(number) },
        { "facts", buf_view(&parts[FACTS]) },
        { "life", buf_view(&parts[LIFE]) },
        { "summary", buf_view(&parts[SUMMARY]) },
        { "words", str_of(status_words(t)) },
        { "status",
          str_of(closed ? ticket_outcome_label(t->outcome) : ticket_status_plain(t->status)) },
    };
    bool ok = page_fill(r, "public/lacak.html", gaps, sizeof gaps / sizeof gaps[0], 200);
    for (size_t i = 0; i < PARTS; i++)
        buf_finish(&parts[i]);
    return ok || err_set(e, ERR_INTERNAL, "tracking page: too long, or its template is wrong");
}

static bool answer_nothing(struct request *r, struct err *e)
{
    return page_fill(r, "public/tidak-ada.html", NULL, 0, 404) ||
           err_set(e, ERR_INTERNAL, "tracking page: its template is wrong");
}

/* 0 for a number that is none: its key is computed and compared all the same. */
static bool key_is_right(struct request *r, struct db *db, int64_t *id, bool *right, struct err *e)
{
    uint8_t secret[SHA256_SIZE] = { 0 };
    bool made;
    if (!secret_get(db, SECRET_TRACKING, secret, &made, e)) return false;
    if (!ticket_number_parse(r->server->options.intake.ticket_prefix, r->params[0], id, NULL))
        *id = 0;
    bool fits = tracking_key_fits(secret, *id, request_query(r, "key"));
    *right = fits && made && *id != 0;
    secret_wipe(secret, sizeof secret);
    return true;
}

bool h_track(struct request *r, struct db *db, struct err *e)
{
    struct ticket t;
    struct err why = { 0 };
    int64_t id;
    bool right;
    struct str summary;
    if (!key_is_right(r, db, &id, &right, e)) return false;
    if (!right) return answer_nothing(r, e);
    struct life *life = arena_zero(&r->arena, 1, sizeof *life);
    if (!life) return err_set(e, ERR_MEMORY, "tracking page: no memory");
    if (!ticket_get(db, id, &r->arena, &t, &why)) {
        if (why.code == ERR_NOT_FOUND) return answer_nothing(r, e);
        *e = why;
        return false;
    }
    return life_read(r, db, id, life, e) && summary_public(db, id, &r->arena, &summary, e) &&
           answer_life(r, &t, life, summary, e);
}
