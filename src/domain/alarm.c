/* alarm.c - what is watched, and what staff are told of it. */
#include "domain/alarm.h"
#include <stdarg.h>
#include <stdio.h>

const char *alarm_severity_name(enum alarm_severity severity)
{
    return severity == ALARM_CRITICAL ? "critical" : "warning";
}

__attribute__((format(printf, 4, 5))) static void set(struct alarm *a, const char *cause,
                                                      enum alarm_severity severity,
                                                      const char *text, ...)
{
    va_list args;
    (void)snprintf(a->cause, sizeof a->cause, "%s", cause);
    a->severity = severity;
    va_start(args, text);
    (void)vsnprintf(a->text, sizeof a->text, text, args);
    va_end(args);
}

static void judge_sending(const struct alarm_watch *seen, struct alarm *a)
{
    struct str by = seen->stopped_by;
    /* What Meta's own news say of the account has its own alarm. */
    if (seen->can_send || by.len == 0 || str_equal(by, STR("account")))
        set(a, ALARM_CAUSE_SENDING, 0, " ");
    else if (str_equal(by, STR("unreachable")))
        set(a, ALARM_CAUSE_SENDING, ALARM_CRITICAL,
            "WhatsApp (Meta) tidak dapat dihubungi. Balasan menunggu dan terkirim sendiri setelah "
            "pulih; periksa jaringan server.");
    else if (str_equal(by, STR("190")) || str_equal(by, STR("0")))
        set(a, ALARM_CAUSE_SENDING, ALARM_CRITICAL,
            "Token WhatsApp ditolak atau kedaluwarsa (kode %.*s). Semua balasan menunggu: buat "
            "token baru di Meta Business Suite, isi whatsapp.access_token, lalu mulai ulang kanda.",
            STR_ARG(by));
    else
        set(a, ALARM_CAUSE_SENDING, ALARM_CRITICAL,
            "Meta menolak semua pengiriman (kode %.*s). Balasan menunggu: periksa akun di Meta "
            "Business Suite.",
            STR_ARG(by));
}

static void judge_disk(const struct alarm_watch *seen, struct alarm *a)
{
    long long mib = (long long)(seen->disk_free >> 20);
    if (seen->disk_free < 0 || seen->disk_free >= ALARM_DISK_WARNING)
        set(a, ALARM_CAUSE_DISK, 0, " ");
    else if (seen->disk_free >= ALARM_DISK_CRITICAL)
        set(a, ALARM_CAUSE_DISK, ALARM_WARNING,
            "Ruang disk hampir habis: kurang dari 1 GiB. Kosongkan atau perbesar disk.");
    else
        set(a, ALARM_CAUSE_DISK, ALARM_CRITICAL,
            "Ruang disk tinggal %lld MiB. Bila habis, laporan warga tidak dapat disimpan.",
            mib / 64 * 64);
}

void alarm_watch_judge(const struct alarm_watch *seen, int64_t now,
                       struct alarm out[ALARM_WATCH_COUNT])
{
    for (int i = 0; i < ALARM_WATCH_COUNT; i++)
        out[i] = (struct alarm){ .since = now, .last_at = now };
    judge_sending(seen, &out[0]);
    judge_disk(seen, &out[1]);
    set(&out[2], ALARM_CAUSE_QUARANTINE,
        seen->quarantined > ALARM_QUARANTINE_LIMIT ? ALARM_WARNING : 0,
        "Lebih dari %d kiriman webhook tidak dapat dibaca dan menunggu di karantina. Periksa, lalu "
        "jalankan `kanda replay`.",
        ALARM_QUARANTINE_LIMIT);
    set(&out[3], ALARM_CAUSE_FAILED, seen->failed > ALARM_FAILED_LIMIT ? ALARM_WARNING : 0,
        "Lebih dari %d balasan gagal terkirim dan menunggu petugas. Lihat daftar balasan gagal "
        "(/api/v1/outbox?state=failed).",
        ALARM_FAILED_LIMIT);
}
