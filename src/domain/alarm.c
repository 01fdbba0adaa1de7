/* alarm.c - what is watched, and what staff are told of it. */
#include "domain/alarm.h"
#include "base/clock.h"
#include "domain/graph_rule.h"
#include <stdarg.h>
#include <stdio.h>

#define QUIET_MS MS_PER_DAY

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

bool alarm_of_code(int64_t code, int64_t now, struct alarm *out)
{
    const struct graph_rule *rule = graph_rule(code);
    char cause[40];
    if (!rule || !rule->alert) return false;
    *out = (struct alarm){ .since = now, .last_at = now, .quiet_at = now + QUIET_MS };
    (void)snprintf(cause, sizeof cause, "meta.%lld", (long long)rule->code);
    set(out, cause, ALARM_WARNING, "%s (kode %lld)", rule->alert, (long long)code);
    return true;
}

void alarm_hook_cause(int64_t hook_id, char out[ALARM_HOOK_CAUSE_SIZE])
{
    (void)snprintf(out, ALARM_HOOK_CAUSE_SIZE, "hook.%lld", (long long)hook_id);
}

void alarm_hook_given_up(int64_t hook_id, int64_t now, struct alarm *out)
{
    char cause[ALARM_HOOK_CAUSE_SIZE];
    *out = (struct alarm){ .since = now, .last_at = now };
    alarm_hook_cause(hook_id, cause);
    set(out, cause, ALARM_WARNING,
        "Sistem lain (webhook nomor %lld) dua hari tidak menerima kabar, jadi tidak dikabari lagi. "
        "Periksa alamatnya, lalu hidupkan kembali.",
        (long long)hook_id);
}

void alarm_notice_failed(int64_t now, struct alarm *out)
{
    *out = (struct alarm){ .since = now, .last_at = now, .quiet_at = now + QUIET_MS };
    set(out, ALARM_CAUSE_NOTICE, ALARM_WARNING,
        "Pemberitahuan untuk petugas unit gagal terkirim. Lihat daftarnya "
        "(/api/v1/notices?state=failed) dan periksa alamatnya (kanda contacts list).");
}

static void judge_sending(const struct alarm_watch *seen, struct alarm *a)
{
    struct str by = seen->stopped_by;
    int64_t code = GRAPH_NO_CODE;
    bool is_code = str_to_i64(by, 0, INT64_MAX, &code, NULL);
    const struct graph_rule *rule = is_code ? graph_rule(code) : NULL;
    /* What Meta's own news say of the account has its own alarm. */
    if (seen->can_send || !is_code)
        set(a, ALARM_CAUSE_SENDING, 0, " ");
    else if (str_equal(by, STR("190")) || str_equal(by, STR("0")))
        set(a, ALARM_CAUSE_SENDING, ALARM_CRITICAL,
            "Token WhatsApp ditolak atau kedaluwarsa (kode %.*s). Semua balasan menunggu: buat "
            "token baru di Meta Business Suite. Tulis ke berkas whatsapp.access_token_file (dibaca "
            "sendiri dalam beberapa menit), atau isi whatsapp.access_token lalu mulai ulang kanda.",
            STR_ARG(by));
    else if (rule && rule->alert)
        set(a, ALARM_CAUSE_SENDING, ALARM_CRITICAL, "%s (kode %.*s)", rule->alert, STR_ARG(by));
    else
        set(a, ALARM_CAUSE_SENDING, ALARM_CRITICAL,
            "Meta menolak semua pengiriman (kode %.*s). Balasan menunggu: periksa akun di Meta "
            "Business Suite.",
            STR_ARG(by));
}

static void judge_silence(const struct alarm_watch *seen, struct alarm *away, struct alarm *failing)
{
    bool is_away = str_equal(seen->stopped_by, STR("unreachable"));
    bool is_failing = str_equal(seen->stopped_by, STR("failing"));
    set(away, ALARM_CAUSE_AWAY, is_away ? ALARM_CRITICAL : 0,
        "WhatsApp (Meta) tidak dapat dihubungi. Balasan menunggu dan terkirim sendiri setelah "
        "pulih; periksa jaringan server.");
    set(failing, ALARM_CAUSE_FAILING, is_failing ? ALARM_CRITICAL : 0,
        "WhatsApp menjawab, tetapi tidak menerima satu pesan pun. Balasan menunggu dan terkirim "
        "sendiri setelah pulih; lihat halaman status Meta atau penyedia, dan penghubung (proxy) di "
        "depan server.");
}

static void judge_disk(const struct alarm_watch *seen, struct alarm *a)
{
    long long mib = (long long)(seen->disk_free >> 20);
    if (seen->disk_free < 0 || seen->disk_free >= 4 * seen->disk_least)
        set(a, ALARM_CAUSE_DISK, 0, " ");
    else if (seen->disk_free >= seen->disk_least)
        set(a, ALARM_CAUSE_DISK, ALARM_WARNING,
            "Ruang disk hampir habis: kurang dari %lld MiB. Kosongkan atau perbesar disk.",
            (long long)(4 * seen->disk_least >> 20));
    else
        set(a, ALARM_CAUSE_DISK, ALARM_CRITICAL,
            "Ruang disk tinggal %lld MiB. Bila habis, laporan warga tidak dapat disimpan.",
            mib / 64 * 64);
}

bool alarm_holidays_end(int64_t holidays_end, int64_t now)
{
    return holidays_end != 0 && now > holidays_end - ALARM_HOLIDAYS_MS;
}

void alarm_watch_judge(const struct alarm_watch *seen, int64_t now,
                       struct alarm out[ALARM_WATCH_COUNT])
{
    for (int i = 0; i < ALARM_WATCH_COUNT; i++)
        out[i] = (struct alarm){ .since = now, .last_at = now };
    judge_sending(seen, &out[0]);
    judge_silence(seen, &out[4], &out[5]);
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
    set(&out[6], ALARM_CAUSE_HOLIDAYS,
        alarm_holidays_end(seen->holidays_end, now) ? ALARM_WARNING : 0,
        "Hari libur di holidays.csv hampir habis, jadi tenggat yang jatuh sesudahnya bisa salah. "
        "Isi hari libur tahun berikutnya menurut SKB, lalu jalankan ulang layanan.");
    set(&out[7], ALARM_CAUSE_TRAIL, seen->trail_cut ? ALARM_WARNING : 0,
        "Ujung jejak audit yang disimpan di luar basis data tidak ada di dalamnya: ada yang "
        "dipotong atau diganti, atau basis data dipulihkan dari cadangan lama. Jalankan "
        "`kanda audit verify`.");
}

void alarm_template_text(struct str name, struct str language, enum alarm_severity severity,
                         int64_t now, struct alarm *out)
{
    char cause[ALARM_CAUSE_SIZE];
    (void)snprintf(cause, sizeof cause, "template_text.%.*s.%.*s", (int)str_slice(name, 0, 120).len,
                   name.at, (int)str_slice(language, 0, 16).len, language.at);
    *out = (struct alarm){ .since = now, .last_at = now };
    set(out, cause, severity,
        "Template %.*s di Meta berbeda dari templates.csv, jadi tidak dipakai: pesannya menunggu. "
        "Samakan teksnya, lalu jalankan `kanda templates compare`.",
        (int)str_slice(name, 0, 120).len, name.at);
}
