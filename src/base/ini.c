/* ini.c - the only door to inih.
 *
 * inih cuts what is too long, takes `key: value`, and forgets text behind a section without a
 * word; a line is therefore checked before inih sees it. */
#include "base/ini.h"
#include <ini.h>
#include <pthread.h>

/* A key, an equals sign and blanks beside the longest value. */
#define LINE_SIZE (INI_VALUE_MAX + 256)
/* inih keeps 49 bytes of a section name. */
#define SECTION_MAX 49

struct reading {
    struct str rest;
    int line;
    ini_visitor *visit;
    void *ctx;
    struct err *e;
    bool failed; /* *e is set */
};

/* Debian's inih is configured through variables. They are set once, always to the same values. */
static void configure_once(void)
{
    ini_allow_bom = false; /* ours is off already, a second one is text */
    ini_allow_inline_comments = false;
    ini_allow_multiline = false;
    ini_allow_no_value = false;
    ini_stop_on_first_error = true;
    ini_use_stack = false;
    ini_allow_realloc = false;
    ini_max_line = LINE_SIZE;
    ini_initial_alloc = LINE_SIZE;
}

/* Of control characters only tabs and the CR of a line end: inih ends at a NUL, and strips blanks
 * that nobody means. */
static bool is_text(struct str line)
{
    for (size_t i = 0; i < line.len; i++)
        if ((unsigned char)line.at[i] < ' ' && line.at[i] != '\t' && line.at[i] != '\r')
            return false;
    return true;
}

static bool line_is_sane(struct str line)
{
    struct str s = str_trim(line);
    if (!is_text(line)) return false;
    if (s.len == 0 || s.at[0] == ';' || s.at[0] == '#') return true;
    if (s.at[0] == '[') {
        size_t end = str_find(s, STR("]"), 0);
        return end == s.len - 1 && end - 1 <= SECTION_MAX;
    }
    size_t equals = str_find(s, STR("="), 0);
    return equals != SIZE_MAX && equals > 0 && str_find(s, STR(":"), 0) > equals;
}

/* fgets for inih: the next line without its end, or NULL at the end of the text or at a line that
 * must not be read. */
static char *next_line(char *at, int size, void *stream)
{
    struct reading *r = stream;
    struct str line;
    if (r->failed || !str_cut(&r->rest, '\n', &line)) return NULL;
    r->line++;
    if (!line_is_sane(line)) {
        r->failed = true;
        (void)err_set(r->e, ERR_INPUT, "line %d: want [section] or key = value", r->line);
        return NULL;
    }
    if (!str_copy(at, (size_t)size, line)) {
        r->failed = true;
        (void)err_set(r->e, ERR_INPUT, "line %d: too long", r->line);
        return NULL;
    }
    return at;
}

static int take_entry(void *user, const char *section, const char *key, const char *value)
{
    struct reading *r = user;
    struct ini_entry entry = { .section = str_trim(str_of(section)),
                               .key = str_of(key),
                               .value = str_of(value),
                               .line = r->line };
    if (entry.value.len > INI_VALUE_MAX) {
        (void)err_set(r->e, ERR_INPUT, "line %d: at most %d bytes of value", r->line,
                      INI_VALUE_MAX);
        r->failed = true;
    } else {
        r->failed = !r->visit(r->ctx, &entry, r->e);
    }
    return !r->failed;
}

bool ini_parse_text(struct str text, ini_visitor *visit, void *ctx, struct err *e)
{
    static pthread_once_t configured = PTHREAD_ONCE_INIT;
    (void)pthread_once(&configured, configure_once);
    struct str bom = STR("\xEF\xBB\xBF");
    if (str_starts(text, bom)) text = str_slice(text, bom.len, text.len);
    struct reading r = { .rest = text, .visit = visit, .ctx = ctx, .e = e };
    int result = ini_parse_stream(next_line, &r, take_entry, &r);
    if (r.failed) return false;
    if (result < 0) return err_set(e, ERR_MEMORY, "no memory for reading settings");
    return result == 0 || err_set(e, ERR_INPUT, "line %d: want [section] or key = value", result);
}
