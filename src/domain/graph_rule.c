/* graph_rule.c - the table of Meta's error codes. */
#include "domain/graph_rule.h"
#include "base/clock.h"
#include <stddef.h>

#define MINUTES         MS_PER_MINUTE
#define HOURS           MS_PER_HOUR
#define TRIES_MAX       300 /* with five minutes between them: about a day, the 24-hour window */
#define UNDELIVERED_MAX 6

/* Sorted by code. Where the reference names two classes, the more careful one stands here. */
static const struct graph_rule rules[] = {
    { 0, 0, GRAPH_STOP_ALL, 0, 0, 0, "access token expired or invalidated", NULL },
    { 1, 1, GRAPH_RETRY, 2, 0, 0, "unknown error: bad request or server fault", NULL },
    { 2, 2, GRAPH_RETRY, 0, 0, 0, "service down or overloaded", NULL },
    { 3, 3, GRAPH_STOP_ALL, 0, 0, 0, "capability or permission missing", NULL },
    { 4, 4, GRAPH_RETRY_SLOW, 0, 0, 0, "call rate of the app reached", NULL },
    { 10, 10, GRAPH_STOP_ALL, 0, 0, 0, "permission denied", NULL },
    { 33, 33, GRAPH_STOP_ALL, 0, 0, 0, "phone number deleted or id unknown",
      "Nomor WhatsApp dihapus atau tidak dikenal Meta. Balasan menunggu; periksa "
      "whatsapp.phone_number_id." },
    { 100, 100, GRAPH_NEVER, 0, 0, 0, "bad, misspelt or too long parameter", NULL },
    { 190, 190, GRAPH_STOP_ALL, 0, 0, 0, "access token expired", NULL },
    { 200, 299, GRAPH_STOP_ALL, 0, 0, 0, "permission missing", NULL },
    { 368, 368, GRAPH_STOP_ALL, 0, 0, 0, "account restricted for a policy violation",
      "Meta membatasi akun WhatsApp karena pelanggaran kebijakan. Balasan menunggu; ajukan "
      "peninjauan di Meta Business Suite." },
    { 80007, 80007, GRAPH_RETRY_SLOW, 0, 0, 0, "call rate of the business account reached", NULL },
    { 130403, 130403, GRAPH_STOP_USER, 0, 0, 0, "we have blocked this user", NULL },
    { 130429, 130429, GRAPH_RETRY, 0, 0, 0, "throughput of the number reached: lower the pace",
      NULL },
    { 130472, 130472, GRAPH_STOP_USER, 0, 0, 0, "user is part of a marketing experiment", NULL },
    { 130497, 130497, GRAPH_NEVER, 0, 0, 0, "country not allowed for our category",
      "Meta tidak mengizinkan kita mengirim ke negara penerima. Periksa kategori usaha dan negara "
      "di Meta Business Suite." },
    { 131000, 131000, GRAPH_RETRY, 3, 0, 0, "something went wrong; may have been sent", NULL },
    { 131005, 131005, GRAPH_STOP_ALL, 0, 0, 0, "access denied", NULL },
    { 131008, 131008, GRAPH_NEVER, 0, 0, 0, "required parameter missing", NULL },
    { 131009, 131009, GRAPH_NEVER, 0, 0, 0, "parameter value invalid", NULL },
    { 131016, 131016, GRAPH_RETRY, 0, 0, 0, "service unavailable", NULL },
    { 131020, 131020, GRAPH_NEVER, 0, 0, 0, "groups: not allowed for this group", NULL },
    { 131021, 131021, GRAPH_NEVER, 0, 0, 0, "sender and recipient are the same", NULL },
    { 131026, 131026, GRAPH_STOP_USER, 0, 0, 0, "undeliverable: no WhatsApp, old client or blocked",
      NULL },
    { 131030, 131030, GRAPH_NEVER, 0, 0, 0, "recipient not on the list of the test number", NULL },
    { 131031, 131031, GRAPH_STOP_ALL, 0, 0, 0, "account locked",
      "Akun WhatsApp dikunci Meta. Balasan menunggu; hubungi dukungan Meta." },
    { 131035, 131035, GRAPH_NEVER, 0, 0, 0, "no storage: a webhook was lost at Meta",
      "Meta tidak dapat menyerahkan kiriman dalam satu jam dan isinya hilang (mode tanpa "
      "penyimpanan). Periksa apakah server dapat dicapai Meta, dan matikan mode itu di Meta "
      "Business Suite." },
    { 131036, 131036, GRAPH_NEVER, 0, 0, 0, "no storage: device asked for it too late", NULL },
    { 131037, 131037, GRAPH_STOP_ALL, 0, 0, 0, "display name not approved",
      "Nama tampilan nomor WhatsApp belum disetujui Meta. Balasan menunggu; periksa nama di Meta "
      "Business Suite." },
    { 131041, 131041, GRAPH_NEVER, 0, 0, 0, "groups: unknown group", NULL },
    { 131042, 131042, GRAPH_STOP_ALL, 0, 0, 0, "payment problem",
      "Ada masalah pembayaran: tanpa metode pembayaran Meta tidak mengantar balasan. Balasan "
      "menunggu; perbaiki pembayaran di Meta Business Suite." },
    { 131044, 131044, GRAPH_NEVER, 0, 0, 0, "payment problem with calls",
      "Ada masalah pembayaran untuk panggilan WhatsApp. Periksa metode pembayaran di Meta Business "
      "Suite." },
    { 131045, 131045, GRAPH_STOP_ALL, 0, 0, 0, "number must be registered again",
      "Nomor WhatsApp harus didaftarkan ulang di Meta. Balasan menunggu." },
    { 131047, 131047, GRAPH_NEVER, 0, 0, 0, "24-hour window closed: use a template", NULL },
    { 131048, 131048, GRAPH_STOP_TEMPLATES, 0, 0, 0, "spam rate limit on our number",
      "Meta membatasi nomor ini karena banyak diblokir atau dilaporkan. Template berhenti dan "
      "balasan dikirim perlahan. Kurangi pesan yang tidak diminta warga." },
    { 131049, 131049, GRAPH_WAIT, 3, 24 * HOURS, 4 * 24 * HOURS,
      "Meta chose not to deliver (marketing cap)", NULL },
    { 131050, 131050, GRAPH_STOP_USER, 0, 0, 0, "user stopped marketing messages", NULL },
    { 131051, 131051, GRAPH_NEVER, 0, 0, 0, "message type not supported", NULL },
    { 131052, 131052, GRAPH_NEVER, 0, 0, 0, "inbound media cannot be downloaded", NULL },
    { 131053, 131053, GRAPH_NEVER, 0, 0, 0, "our media could not be uploaded", NULL },
    { 131055, 131055, GRAPH_NEVER, 0, 0, 0, "method not allowed", NULL },
    { 131056, 131056, GRAPH_PAIR, 0, 0, 0, "too many messages to this contact", NULL },
    { 131057, 131057, GRAPH_WAIT, 0, MINUTES, 4 * MINUTES, "number in maintenance", NULL },
    { 131059, 131059, GRAPH_NEVER, 0, 0, 0, "groups: bad cursor", NULL },
    { 131060, 131060, GRAPH_NEVER, 0, 0, 0, "inbound message is unavailable", NULL },
    { 131062, 131062, GRAPH_NEVER, 0, 0, 0, "this message needs a phone number, not a BSUID",
      NULL },
    { 131063, 131063, GRAPH_NEVER, 0, 0, 0, "marketing templates are switched off",
      "Template pemasaran dimatikan untuk akun ini. Ajukan template sebagai UTILITY." },
    { 131064, 131064, GRAPH_WAIT, 0, HOURS, 24 * HOURS, "limited for template mis-categorisation",
      "Meta membatasi template akun ini karena kategorinya salah. Batas itu hilang sendiri; "
      "periksa kategori template." },
    { 131200, 131299, GRAPH_NEVER, 0, 0, 0, "groups: participants", NULL },
    { 132000, 132000, GRAPH_NEVER, 0, 0, 0, "wrong number of template parameters", NULL },
    { 132001, 132001, GRAPH_NEVER, 0, 0, 0, "template or language missing or not approved",
      "Meta tidak mengenal salah satu template kita, atau belum menyetujuinya. Jalankan `kanda "
      "templates`, lalu ajukan yang belum ada." },
    { 132005, 132005, GRAPH_NEVER, 0, 0, 0, "template text too long when filled in", NULL },
    { 132007, 132007, GRAPH_NEVER, 0, 0, 0, "template breaks the content policy",
      "Meta menolak template karena kebijakan isi. Perbaiki teksnya, lalu ajukan lagi." },
    { 132008, 132008, GRAPH_NEVER, 0, 0, 0, "template parameter content invalid", NULL },
    { 132012, 132012, GRAPH_NEVER, 0, 0, 0, "template parameter format mismatch", NULL },
    { 132015, 132015, GRAPH_WAIT, 0, 5 * MINUTES, 24 * HOURS, "template paused",
      "Meta menghentikan sementara salah satu template kita karena mutunya. Pesannya menunggu." },
    { 132016, 132016, GRAPH_NEVER, 0, 0, 0, "template disabled for good",
      "Meta mematikan salah satu template kita untuk selamanya. Buat template pengganti." },
    { 132018, 132018, GRAPH_NEVER, 0, 0, 0, "template parameter content invalid", NULL },
    { 132068, 132068, GRAPH_NEVER, 0, 0, 0, "flow blocked",
      "Meta memblokir Flow kita. Periksa Flow di Meta Business Suite." },
    { 132069, 132069, GRAPH_NEVER, 0, 0, 0, "flow throttled",
      "Meta membatasi Flow kita menjadi sepuluh pesan setiap jam. Periksa Flow di Meta Business "
      "Suite." },
    { 133000, 133000, GRAPH_STOP_ALL, 0, 0, 0, "deregistration incomplete", NULL },
    { 133004, 133004, GRAPH_RETRY, 0, 0, 0, "server temporarily unavailable", NULL },
    { 133005, 133006, GRAPH_STOP_ALL, 0, 0, 0, "PIN or verification of the number", NULL },
    { 133008, 133009, GRAPH_STOP_ALL, 0, 0, 0, "too many or too fast PIN attempts", NULL },
    { 133010, 133010, GRAPH_STOP_ALL, 0, 0, 0, "number not registered",
      "Nomor WhatsApp tidak terdaftar. Balasan menunggu; daftarkan nomor itu di Meta Business "
      "Suite." },
    { 133015, 133015, GRAPH_WAIT, 0, 5 * MINUTES, HOURS, "number was deleted a moment ago", NULL },
    { 133016, 133016, GRAPH_WAIT, 3, 72 * HOURS, 72 * HOURS, "too many registrations in 72 hours",
      NULL },
    { 134011, 134011, GRAPH_NEVER, 0, 0, 0, "terms of payment not accepted",
      "Syarat pembayaran WhatsApp belum disetujui. Setujui di Meta Business Suite." },
    { 134100, 134100, GRAPH_NEVER, 0, 0, 0, "marketing API: wrong type", NULL },
    { 134101, 134101, GRAPH_WAIT, 0, 10 * MINUTES, HOURS, "marketing API: template being copied",
      NULL },
    { 134102, 134102, GRAPH_WAIT, 0, 10 * MINUTES, HOURS, "marketing API: template not available",
      NULL },
    { 135000, 135000, GRAPH_RETRY, 1, 0, 0, "generic user error", NULL },
    { 136024, 136024, GRAPH_STOP_ALL, 0, 0, 0, "verification of the number",
      "Verifikasi nomor WhatsApp bermasalah. Periksa nomor di Meta Business Suite." },
    { 137000, 137000, GRAPH_STOP_USER, 0, 0, 0, "identity of the contact has changed", NULL },
    { 139000, 139004, GRAPH_NEVER, 0, 0, 0, "flow management",
      "Flow kita bermasalah di Meta (diblokir, tidak dapat diubah, diterbitkan atau dihapus). "
      "Periksa Flow di Meta Business Suite." },
    { 139100, 139103, GRAPH_NEVER, 0, 0, 0, "block list", NULL },
    { 139200, 139200, GRAPH_NEVER, 0, 0, 0, "direct send refused", NULL },
    { 147001, 147005, GRAPH_NEVER, 0, 0, 0, "business username", NULL },
    { 2388000, 2388999, GRAPH_NEVER, 0, 0, 0, "template creation or migration", NULL },
    { 2494100, 2494100, GRAPH_WAIT, 0, MINUTES, 15 * MINUTES, "maintenance mode", NULL },
};

const struct graph_rule *graph_rules(size_t *count)
{
    *count = sizeof rules / sizeof *rules;
    return rules;
}

const struct graph_rule *graph_rule(int64_t code)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (code >= rules[i].code && code <= rules[i].code_to) return &rules[i];
    return NULL;
}

bool graph_blames_token(int64_t code)
{
    return code == 0 || code == 3 || code == 10 || code == 190 || (code >= 200 && code < 300);
}

bool graph_says_too_fast(int64_t code)
{
    return code == 4 || code == 80007 || code == 130429;
}

bool graph_counts_tries(int64_t code)
{
    const struct graph_rule *rule = graph_rule(code);
    return rule && (rule->max_tries || rule->class == GRAPH_PAIR);
}

enum graph_class graph_class_by_http(int http_status)
{
    if (http_status == 401 || http_status == 403) return GRAPH_STOP_ALL;
    if (http_status == 408 || http_status == 429) return GRAPH_RETRY;
    return http_status >= 400 && http_status < 500 ? GRAPH_NEVER : GRAPH_RETRY;
}

const char *graph_class_name(enum graph_class class)
{
    switch (class) {
    case GRAPH_RETRY: return "retry";
    case GRAPH_RETRY_SLOW: return "retry_slow";
    case GRAPH_PAIR: return "pair";
    case GRAPH_WAIT: return "wait";
    case GRAPH_NEVER: return "never";
    case GRAPH_STOP_USER: return "stop_user";
    case GRAPH_STOP_TEMPLATES: return "stop_templates";
    case GRAPH_STOP_ALL: return "stop_all";
    }
    return "unknown";
}

/* A pause lies between least and least + spread, so that many rows do not come back at one moment.
 */
struct schedule {
    int64_t first_ms, factor, cap_ms;
    bool at_least; /* what is computed is the least; else the most, and half of it the least */
};

static int64_t pause_of(struct schedule s, int nth, uint64_t random)
{
    int64_t pause = s.first_ms;
    for (int i = 1; i < nth && pause < s.cap_ms; i++)
        pause *= s.factor;
    if (pause > s.cap_ms) pause = s.cap_ms;
    int64_t spread = s.at_least ? pause / 4 : pause / 2;
    return (s.at_least ? pause : pause / 2) + (int64_t)(random % (uint64_t)(spread + 1));
}

static const struct schedule few = { 2 * MINUTES, 8, 30 * MINUTES, false };

static struct schedule schedule_of(enum graph_class class, const struct graph_rule *rule)
{
    static const struct schedule quick = { MS_PER_SECOND, 2, 5 * MINUTES, false };
    static const struct schedule slow = { MINUTES, 2, 15 * MINUTES, false };
    static const struct schedule pair = { 2 * MS_PER_SECOND, 4, 20 * MINUTES, false };
    if (rule && rule->wait_ms)
        return (struct schedule){ rule->wait_ms, 2, rule->wait_max_ms, true };
    switch (class) {
    case GRAPH_PAIR: return pair;
    case GRAPH_RETRY_SLOW:
    case GRAPH_STOP_TEMPLATES:
    case GRAPH_WAIT: return slow;
    case GRAPH_RETRY:
    case GRAPH_NEVER:
    case GRAPH_STOP_USER:
    case GRAPH_STOP_ALL: break;
    }
    return rule && rule->max_tries ? few : quick;
}

static bool class_tries_again(enum graph_class class)
{
    return class != GRAPH_NEVER && class != GRAPH_STOP_USER && class != GRAPH_STOP_ALL;
}

bool graph_again(int64_t code, enum graph_class class, int nth, uint64_t random, int64_t *pause_ms)
{
    const struct graph_rule *rule = graph_rule(code);
    int tries = rule && rule->max_tries ? rule->max_tries : TRIES_MAX;
    if (!class_tries_again(class) || nth > tries) return false;
    *pause_ms = pause_of(schedule_of(class, rule), nth, random);
    return true;
}

bool graph_again_undelivered(int64_t code, int nth, uint64_t random, int64_t *pause_ms)
{
    const struct graph_rule *rule = graph_rule(code);
    int tries = rule && rule->max_tries ? rule->max_tries : UNDELIVERED_MAX;
    if (!rule || !class_tries_again(rule->class)) return false;
    if (nth > tries || nth > UNDELIVERED_MAX) return false;
    *pause_ms =
        pause_of(rule->class == GRAPH_RETRY ? few : schedule_of(rule->class, rule), nth, random);
    return true;
}
