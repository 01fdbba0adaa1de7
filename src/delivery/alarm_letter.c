/* alarm_letter.c - what staff read when WhatsApp cannot tell them. */
#include "alarm_letter.h"
#include "base/clock.h"
#include "base/json.h"

static void add_time(struct buf *out, const char *label, int64_t ms)
{
    struct civil t;
    civil_of_ms(ms, &t);
    buf_addf(out, "%s: %04d-%02d-%02d %02d:%02d WIB\r\n", label, t.year, t.month, t.day, t.hour,
             t.minute);
}

static void add_date(struct buf *out, int64_t now)
{
    static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
    static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    struct civil t;
    civil_of_ms(now, &t);
    buf_addf(out, "Date: %s, %02d %s %04d %02d:%02d:%02d +0700\r\n",
             days[day_weekday(day_of_ms(now))], t.day, months[t.month - 1], t.year, t.hour,
             t.minute, t.second);
}

void alarm_letter_mail(struct buf *out, const struct alarm *a, const char *from, const char *to,
                       int64_t now)
{
    const char *word = a->cleared_at                   ? "SELESAI"
                       : a->severity == ALARM_CRITICAL ? "GAWAT"
                                                       : "PERINGATAN";
    add_date(out, now);
    buf_addf(out, "From: Lapor Kanda <%s>\r\nTo: %s\r\n", from, to);
    buf_addf(out, "Subject: [Lapor Kanda] %s: %s\r\n", word, a->cause);
    buf_addf(out, "Message-ID: <alarm-%lld-%d-%lld@kanda.invalid>\r\n", (long long)a->id,
             a->cleared_at ? 2 : 1, (long long)a->since);
    buf_add_text(out, "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                      "Content-Transfer-Encoding: 8bit\r\nAuto-Submitted: auto-generated\r\n\r\n");
    if (a->cleared_at) buf_add_text(out, "Gangguan ini sudah selesai:\r\n\r\n");
    buf_addf(out, "%s\r\n\r\n", a->text);
    add_time(out, "Sejak", a->since);
    if (a->cleared_at) add_time(out, "Selesai", a->cleared_at);
    buf_add_text(out, "\r\nPesan otomatis dari server Lapor Kanda.\r\n");
}

void alarm_letter_json(struct buf *out, const struct alarm *a)
{
    struct json_writer w;
    json_writer_init(&w, out);
    json_begin_object(&w);
    json_member_text(&w, "state", a->cleared_at ? STR("cleared") : STR("raised"));
    json_member_i64(&w, "id", a->id);
    json_member_text(&w, "cause", str_of(a->cause));
    json_member_text(&w, "severity", str_of(alarm_severity_name(a->severity)));
    json_member_text(&w, "text", str_of(a->text));
    json_member_time(&w, "since", a->since);
    json_member_time_or_null(&w, "cleared_at", a->cleared_at);
    json_end_object(&w);
}
