/* alarm_letter.c - what staff read when WhatsApp cannot tell them. */
#include "alarm_letter.h"
#include "base/clock.h"
#include "base/json.h"
#include <stdio.h>

static void add_time(struct buf *out, const char *label, int64_t ms)
{
    struct civil t;
    civil_of_ms(ms, &t);
    buf_addf(out, "%s: %04d-%02d-%02d %02d:%02d WIB\r\n", label, t.year, t.month, t.day, t.hour,
             t.minute);
}

void alarm_letter_mail(struct buf *out, const struct alarm *a, const struct mail_road *road,
                       const char *to, int64_t now)
{
    const char *word = a->cleared_at                   ? "SELESAI"
                       : a->severity == ALARM_CRITICAL ? "GAWAT"
                                                       : "PERINGATAN";
    char subject[ALARM_CAUSE_SIZE + 40], id[64];
    (void)snprintf(subject, sizeof subject, "[Lapor Kanda] %s: %s", word, a->cause);
    (void)snprintf(id, sizeof id, "alarm-%lld-%d-%lld", (long long)a->id,
                   a->cleared_at ? 0 : (int)a->severity, (long long)a->since);
    mail_head(out, road, to, subject, id, now);
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
