/* log.c - one event, one line, one write. */
#include "base/log.h"
#include "base/buf.h"
#include <string.h>

static const char *const level_names[] = {
    [LOG_DEBUG] = "debug",
    [LOG_INFO] = "info",
    [LOG_WARN] = "warn",
    [LOG_ERROR] = "error",
};

/* A line being written. `room` is what text may fill; the end mark and newline come after it. */
struct line {
    char at[LOG_LINE_MAX];
    size_t len, room;
    bool json, cut;
};

static bool is_plain(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c != '\0' && strchr("._:/+-", c) != NULL);
}

static bool all_plain(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!is_plain(s.at[i])) return false;
    return s.len > 0;
}

static void put(struct line *l, struct str s)
{
    memcpy(l->at + l->len, s.at, s.len);
    l->len += s.len;
}

/* Every foreign byte becomes one harmless byte, in both formats: nothing needs an escape. */
static void put_harmless(struct line *l, struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        bool odd = c < ' ' || c > '~' || c == '"' || c == '\\';
        l->at[l->len++] = odd ? '?' : c;
    }
}

/* Writes one pair or, when not even its name fits, marks the line as cut. */
static void put_pair(struct line *l, const char *key, struct str value, bool bare)
{
    struct str name = str_of(key);
    bool quoted = !bare && (l->json || !all_plain(value));
    size_t frame = name.len + 2 + (l->json ? 2 : 0) + (quoted ? 2 : 0);
    size_t room = l->room - l->len;
    if (l->cut || frame > room || (bare && value.len > room - frame)) {
        l->cut = true;
        return;
    }
    if (value.len > room - frame) {
        value.len = room - frame;
        l->cut = true;
    }
    if (l->len > (l->json ? 1u : 0u)) put(l, l->json ? STR(",") : STR(" "));
    if (l->json) put(l, STR("\""));
    put(l, name);
    put(l, l->json ? STR("\":") : STR("="));
    if (quoted) put(l, STR("\""));
    put_harmless(l, value);
    if (quoted) put(l, STR("\""));
}

static void put_field(struct line *l, const struct log_field *f)
{
    if (!f->is_number) {
        put_pair(l, f->key, f->text, false);
        return;
    }
    char digits[24];
    struct buf number;
    buf_fixed(&number, digits, sizeof digits);
    buf_add_i64(&number, f->number);
    put_pair(l, f->key, buf_view(&number), true);
}

void log_write(const struct log *log, enum log_level level, const char *event,
               const struct log_field *fields, size_t count)
{
    if (!log || !log->out || level < log->level) return;
    struct line l = { .json = log->format == LOG_JSON };
    l.room = sizeof l.at - (sizeof ",\"cut\":1}\n" - 1); /* how a cut line ends */
    char ts[RFC3339_SIZE];
    rfc3339_format(clock_now(&log->clock), ts);
    if (l.json) put(&l, STR("{"));
    put_pair(&l, "ts", str_of(ts), false);
    put_pair(&l, "level", str_of(level_names[level]), false);
    put_pair(&l, "event", str_of(event), false);
    for (size_t i = 0; i < count; i++)
        put_field(&l, &fields[i]);
    if (l.cut) put(&l, l.json ? STR(",\"cut\":1") : STR(" cut=1"));
    put(&l, l.json ? STR("}\n") : STR("\n"));
    (void)fwrite(l.at, 1, l.len, log->out);
}

bool log_level_parse(struct str s, enum log_level *out)
{
    for (size_t i = 0; i < sizeof level_names / sizeof *level_names; i++)
        if (str_equal(s, str_of(level_names[i]))) {
            *out = (enum log_level)i;
            return true;
        }
    return false;
}

bool log_format_parse(struct str s, enum log_format *out)
{
    bool json = str_equal(s, STR("json"));
    if (!json && !str_equal(s, STR("logfmt"))) return false;
    *out = json ? LOG_JSON : LOG_LOGFMT;
    return true;
}
