/* account_news.c - a table of events, and the few fields that need more than a table. */
#include "domain/account_news.h"
#include "account_news_private.h"
#include "base/clock.h"
#include "domain/account.h"
#include "domain/graph_rule.h"
#include <stdio.h>
#include <string.h>

#define DAYS(n) ((n)*24 * 60 * MS_PER_MINUTE)

/* severity 0: the cause is over. days 0: it stands until
 * its opposite comes. `%s` in cause or text is the cleaned name that the field is about. */
static const struct rule {
    const char *field, *event;
    enum alarm_severity severity;
    int days;
    const char *cause, *text;
} rules[] = {
    { "account_update", "ACCOUNT_DELETED", ALARM_CRITICAL, 0, "account.deleted",
      "Akun WhatsApp Business dihapus. Semua pengiriman akan berhenti: hubungi Meta." },
    { "account_update", "ACCOUNT_VIOLATION", ALARM_CRITICAL, 14, "account.violation",
      "Meta mencatat pelanggaran kebijakan pada akun WhatsApp. Baca dan jawab di Meta Business "
      "Suite." },
    { "account_update", "ACCOUNT_RESTRICTION", ALARM_CRITICAL, 30, "account.restriction",
      "Meta membatasi akun WhatsApp. Pesan yang terkena menunggu sampai pembatasan selesai; ajukan "
      "peninjauan di Meta Business Suite." },
    { "account_update", "DISABLE", ALARM_CRITICAL, 0, "account.ban",
      "Meta menonaktifkan akun WhatsApp. Balasan menunggu; ajukan banding di Meta Business "
      "Suite." },
    { "account_update", "SCHEDULE_FOR_DISABLE", ALARM_CRITICAL, 0, "account.ban",
      "Meta akan menonaktifkan akun WhatsApp. Segera ajukan banding di Meta Business Suite." },
    { "account_update", "REINSTATE", 0, 0, "account.ban", "" },
    { "account_update", "PARTNER_REMOVED", ALARM_WARNING, 14, "account.partner",
      "Penghubung (partner) dilepas dari akun WhatsApp. Periksa apakah pesan masih masuk." },
    { "account_update", "PARTNER_APP_UNINSTALLED", ALARM_WARNING, 14, "account.partner",
      "Aplikasi penghubung dilepas dari akun WhatsApp. Periksa apakah pesan masih masuk." },
    { "account_alerts", "OBA_APPROVED", 0, 0, "alert.OBA_REJECTED", "" },
    { "account_review_update", "REJECTED", ALARM_CRITICAL, 0, "account.review",
      "Peninjauan akun WhatsApp ditolak Meta. Lihat alasannya di Meta Business Suite." },
    { "account_review_update", "DEFERRED", ALARM_WARNING, 14, "account.review",
      "Peninjauan akun WhatsApp ditunda Meta. Lihat apakah ada yang diminta di Meta Business "
      "Suite." },
    { "account_review_update", "APPROVED", 0, 0, "account.review", "" },
    { "phone_number_name_update", "REJECTED", ALARM_WARNING, 0, "number.name",
      "Nama tampilan nomor WhatsApp ditolak Meta. Ajukan nama lain." },
    { "phone_number_name_update", "DEFERRED", ALARM_WARNING, 14, "number.name",
      "Peninjauan nama tampilan nomor WhatsApp ditunda Meta. Lihat Meta Business Suite." },
    { "phone_number_name_update", "APPROVED", 0, 0, "number.name", "" },
    { "phone_number_quality_update", "FLAGGED", ALARM_WARNING, 0, "number.quality",
      "Mutu nomor WhatsApp turun di mata Meta: warga memblokir atau melaporkan nomor ini." },
    { "phone_number_quality_update", "DOWNGRADE", ALARM_WARNING, 30, "number.quality",
      "Batas kirim nomor WhatsApp diturunkan Meta karena mutunya rendah." },
    { "phone_number_quality_update", "UNFLAGGED", 0, 0, "number.quality", "" },
    { "phone_number_quality_update", "UPGRADE", 0, 0, "number.quality", "" },
    { "security", "PIN_CHANGED", ALARM_CRITICAL, 7, "number.security",
      "PIN nomor WhatsApp diubah. Bila bukan oleh kita, nomor mungkin sedang diambil alih: "
      "periksa sekarang juga." },
    { "security", "PIN_RESET_REQUEST", ALARM_CRITICAL, 7, "number.security",
      "Ada yang meminta PIN nomor WhatsApp disetel ulang. Bila bukan kita, nomor mungkin sedang "
      "diambil alih: periksa sekarang juga." },
    { "security", "PIN_REQUEST_SUCCESS", ALARM_CRITICAL, 7, "number.security",
      "PIN nomor WhatsApp telah disetel ulang. Bila bukan oleh kita, nomor mungkin diambil alih: "
      "periksa sekarang juga." },
    { TEMPLATE_STATUS, "REJECTED", ALARM_WARNING, 0, "template.%s",
      "Template %s ditolak Meta. Perbaiki teksnya, lalu ajukan lagi." },
    { TEMPLATE_STATUS, "PAUSED", ALARM_WARNING, 0, "template.%s",
      "Template %s dihentikan sementara oleh Meta. Pesannya menunggu." },
    { TEMPLATE_STATUS, "DISABLED", ALARM_WARNING, 0, "template.%s",
      "Template %s dimatikan Meta. Buat template pengganti." },
    { TEMPLATE_STATUS, "FLAGGED", ALARM_WARNING, 0, "template.%s",
      "Template %s ditandai Meta dan dapat dimatikan. Perbaiki teksnya." },
    { TEMPLATE_STATUS, "LOCKED", ALARM_WARNING, 0, "template.%s",
      "Template %s dikunci Meta dan tidak dapat diubah." },
    { TEMPLATE_STATUS, "PENDING_DELETION", ALARM_WARNING, 0, "template.%s",
      "Template %s akan dihapus. Pesannya menunggu; ajukan penggantinya." },
    { TEMPLATE_STATUS, "LIMIT_EXCEEDED", ALARM_WARNING, 0, "template.%s",
      "Template %s melewati batas jumlah template akun. Pesannya menunggu; hapus template yang "
      "tidak "
      "dipakai." },
    { TEMPLATE_STATUS, "ARCHIVED", ALARM_WARNING, 0, "template.%s",
      "Template %s diarsipkan Meta karena lama tidak dipakai. Pesannya menunggu; aktifkan lagi di "
      "WhatsApp Manager." },
    { TEMPLATE_STATUS, "APPROVED", 0, 0, "template.%s", "" },
    { TEMPLATE_STATUS, "REINSTATED", 0, 0, "template.%s", "" },
    { TEMPLATE_STATUS, "DELETED", 0, 0, "template.%s", "" },
    { TEMPLATE_QUALITY, "RED", ALARM_WARNING, 0, "template_quality.%s",
      "Mutu template %s merah: Meta dapat menghentikannya." },
    { TEMPLATE_QUALITY, "GREEN", 0, 0, "template_quality.%s", "" },
    { TEMPLATE_CATEGORY, "MARKETING", ALARM_WARNING, 30, "template_category.%s",
      "Meta mengubah template %s menjadi kategori pemasaran: lebih mahal dan lebih sering tidak "
      "sampai." },
    { TEMPLATE_CATEGORY, "UTILITY", 0, 0, "template_category.%s", "" },
};

/* Letters, digits, _ - . alone: it goes into texts, e-mails and keys. */
static void clean(struct str from, char *out, size_t size)
{
    size_t n = 0;
    for (size_t i = 0; i < from.len && n + 1 < size; i++) {
        char c = from.at[i];
        bool good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                    c == '_' || c == '-' || c == '.';
        if (good) out[n++] = c;
    }
    out[n] = '\0';
}

struct account_news *account_news_next(struct reading *r, enum account_news_kind kind)
{
    if (r->count == ACCOUNT_NEWS_MAX) return NULL;
    struct account_news *n = &r->out[r->count++];
    *n = (struct account_news){ .kind = kind, .at = r->at };
    return n;
}

/* Cause and text are literals of ours with at most one %s, filled by hand: no format comes from
 * outside. */
static void fill(char *out, size_t size, const char *pattern, const char *name)
{
    const char *gap = strstr(pattern, "%s");
    if (gap)
        (void)snprintf(out, size, "%.*s%s%s", (int)(gap - pattern), pattern, name, gap + 2);
    else
        (void)snprintf(out, size, "%s", pattern);
}

static void apply(struct reading *r, const struct rule *rule, const char *name)
{
    struct account_news *n =
        account_news_next(r, rule->severity ? ACCOUNT_NEWS_RAISE : ACCOUNT_NEWS_CLEAR);
    if (!n) return;
    n->alarm.severity = rule->severity;
    n->alarm.since = n->alarm.last_at = r->at;
    n->alarm.quiet_at = rule->days ? r->at + DAYS(rule->days) : 0;
    fill(n->alarm.cause, sizeof n->alarm.cause, rule->cause, name);
    fill(n->alarm.text, sizeof n->alarm.text, rule->text, name);
}

static void by_table(struct reading *r, const char *field, struct str event, const char *name)
{
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        if (strcmp(rules[i].field, field) == 0 && str_equal(event, str_of(rules[i].event)))
            apply(r, &rules[i], name);
}

static void read_account(struct reading *r, const struct json *value)
{
    struct str event = json_get_text(value, "event");
    if (str_equal(event, STR("DISABLED_UPDATE")))
        event = json_text(json_path(value, "ban_info", "waba_ban_state", NULL));
    by_table(r, "account_update", event, "");
    account_news_pause(r, event, value);
}

/* Name and language say which template it is. */
static void read_template(struct reading *r, const char *field, struct str word,
                          const struct json *value)
{
    char name[ALARM_CAUSE_SIZE / 2], language[16], both[ALARM_CAUSE_SIZE / 2 + 20];
    clean(json_get_text(value, "message_template_name"), name, sizeof name);
    clean(json_get_text(value, "message_template_language"), language, sizeof language);
    (void)snprintf(both, sizeof both, "%s.%s", name, language);
    by_table(r, field, word, both);
}

/* Meta's own sample of the quality field is labelled as the status field: the keys tell. */
static bool read_templates(struct reading *r, struct str field, const struct json *value)
{
    struct str quality = json_get_text(value, "new_quality_score");
    bool status = str_equal(field, STR(TEMPLATE_STATUS));
    if (status || str_equal(field, STR(TEMPLATE_QUALITY))) {
        if (quality.len)
            read_template(r, TEMPLATE_QUALITY, quality, value);
        else if (status)
            read_template(r, TEMPLATE_STATUS, json_get_text(value, "event"), value);
        return true;
    }
    if (!str_equal(field, STR(TEMPLATE_CATEGORY))) return false;
    read_template(r, TEMPLATE_CATEGORY, json_get_text(value, "new_category"), value);
    return true;
}

static void read_alert(struct reading *r, const struct json *value)
{
    const struct json *info = json_get(value, "alert_info");
    char type[80];
    if (!info) info = value;
    clean(json_get_text(info, "alert_type"), type, sizeof type);
    struct str severity = json_get_text(info, "alert_severity");
    bool informs = str_equal(severity, STR("INFORMATIONAL"));
    if (informs && str_equal(str_of(type), STR("OBA_APPROVED"))) {
        by_table(r, "account_alerts", str_of(type), "");
        return;
    }
    bool over = str_equal(json_get_text(info, "alert_status"), STR("NONE"));
    struct rule rule = { .severity = over                                   ? 0
                                     : str_equal(severity, STR("CRITICAL")) ? ALARM_CRITICAL
                                                                            : ALARM_WARNING,
                         .days = informs ? 3 : 14,
                         .cause = "alert.%s",
                         .text = "Peringatan Meta tentang akun WhatsApp: %s. Lihat Meta Business "
                                 "Suite." };
    apply(r, &rule, type);
}

/* value.errors[]: trouble of the app or the account, told with no message. What the code asks for
 * by itself, else (where it stops all sending, or slows us) that it was told. */
static void read_error(struct reading *r, const struct json *value)
{
    int64_t code;
    if (!json_i64(json_get(value, "code"), &code)) return;
    const struct graph_rule *rule = graph_rule(code);
    struct account_news *n = account_news_next(r, ACCOUNT_NEWS_RAISE);
    if (!n || alarm_of_code(code, r->at, &n->alarm)) return;
    n->alarm.severity = ALARM_WARNING;
    n->alarm.since = n->alarm.last_at = r->at;
    n->alarm.quiet_at = r->at + DAYS(1);
    (void)snprintf(n->alarm.cause, sizeof n->alarm.cause, "meta.%lld", (long long)code);
    (void)snprintf(n->alarm.text, sizeof n->alarm.text,
                   rule && rule->class == GRAPH_STOP_ALL
                       ? "Meta memberitahukan gangguan yang dapat menghentikan pengiriman (kode "
                         "%lld). Lihat Meta Business Suite."
                       : "Meta memberitahukan gangguan pada akun WhatsApp (kode %lld). Lihat Meta "
                         "Business Suite.",
                   (long long)code);
}

/* Its state is for people to see: the name itself stays in the notice. */
static void read_username(struct reading *r, const struct json *value)
{
    static const struct rule news = { .severity = ALARM_WARNING,
                                      .days = 7,
                                      .cause = "number.username",
                                      .text = "Nama pengguna (username) akun WhatsApp berubah: %s. "
                                              "Lihat WhatsApp Manager." };
    char state[40];
    clean(json_get_text(value, "status"), state, sizeof state);
    if (state[0]) apply(r, &news, state);
}

static void read_field(struct reading *r, struct str field, const struct json *value)
{
    if (str_equal(field, STR("errors")))
        read_error(r, value);
    else if (str_equal(field, STR("account_update")))
        read_account(r, value);
    else if (str_equal(field, STR("account_alerts")))
        read_alert(r, value);
    else if (str_equal(field, STR("account_review_update")))
        by_table(r, "account_review_update", json_get_text(value, "decision"), "");
    else if (str_equal(field, STR("phone_number_name_update")))
        by_table(r, "phone_number_name_update", json_get_text(value, "decision"), "");
    else if (str_equal(field, STR("security")))
        by_table(r, "security", json_get_text(value, "event"), "");
    else if (str_equal(field, STR("business_username_updates")) ||
             str_equal(field, STR("business_username_update")))
        read_username(r, value);
    else if (!read_templates(r, field, value))
        account_news_people(r, field, value);
    if (!str_equal(field, STR("phone_number_quality_update"))) return;
    struct str event = json_get_text(value, "event");
    by_table(r, "phone_number_quality_update", event, "");
    if (str_equal(event, STR("THROUGHPUT_UPGRADE")) || str_equal(event, STR("ONBOARDING")))
        (void)account_news_next(r, ACCOUNT_NEWS_NUMBER);
}

bool account_news_read(const struct inbound_notice *notice, struct arena *arena,
                       struct account_news *out, size_t *count, struct err *e)
{
    struct reading r = { .arena = arena, .at = notice->at, .out = out };
    struct err why = { 0 };
    struct json *value;
    *count = 0;
    if (!json_parse(notice->value_json, &value, &why))
        return why.code != ERR_MEMORY || err_set(e, ERR_MEMORY, "account news: no memory");
    read_field(&r, notice->field, value);
    json_free(value);
    if (r.failed) return err_set(e, ERR_MEMORY, "account news: no memory");
    *count = r.count;
    return true;
}
