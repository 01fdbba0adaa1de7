/* csv.c - RFC 4180 rows as views. */
#include "base/csv.h"
#include <string.h>

void csv_init(struct csv *c, struct str text, struct arena *arena)
{
    struct str bom = STR("\xEF\xBB\xBF");
    if (str_starts(text, bom)) text = str_slice(text, bom.len, text.len);
    *c = (struct csv){ .rest = text, .arena = arena, .line = 0, .next_line = 1 };
}

static struct str skip(struct str s, size_t n)
{
    return (struct str){ s.at + n, s.len - n };
}

/* Bytes of the line end that s begins with, 0 if none; a lone CR ends only the last line. */
static size_t line_end(struct str s)
{
    if (s.len == 0) return 0;
    if (s.at[0] == '\n') return 1;
    if (s.at[0] != '\r') return 0;
    if (s.len == 1) return 1;
    return s.at[1] == '\n' ? 2 : 0;
}

static void skip_unused_lines(struct csv *c)
{
    while (c->rest.len > 0) {
        const char *newline = memchr(c->rest.at, '\n', c->rest.len);
        size_t len = newline ? (size_t)(newline - c->rest.at) : c->rest.len;
        bool used = c->rest.at[0] != '#' && str_trim(str_slice(c->rest, 0, len)).len > 0;
        if (used) return;
        c->rest = skip(c->rest, newline ? len + 1 : len);
        c->next_line++;
    }
}

/* Text between the quotes, with each "" made one. */
static bool unquote(struct str raw, struct arena *arena, struct str *out)
{
    char *at = arena_alloc(arena, raw.len);
    if (!at) return false;
    size_t n = 0;
    for (size_t i = 0; i < raw.len; i++) {
        at[n++] = raw.at[i];
        if (raw.at[i] == '"') i++;
    }
    *out = (struct str){ at, n };
    return true;
}

static bool take_quoted(struct csv *c, struct str *field, struct err *e)
{
    struct str s = skip(c->rest, 1);
    size_t n = 0;
    bool doubled = false;
    for (;; n++) {
        if (n == s.len) return err_set(e, ERR_INPUT, "line %zu: a quote is not closed", c->line);
        if (s.at[n] == '\n') c->next_line++;
        if (s.at[n] != '"') continue;
        if (n + 1 == s.len || s.at[n + 1] != '"') break;
        doubled = true;
        n++;
    }
    struct str raw = { s.at, n };
    c->rest = skip(s, n + 1);
    if (c->rest.len > 0 && c->rest.at[0] != ',' && line_end(c->rest) == 0)
        return err_set(e, ERR_INPUT, "line %zu: text after a closing quote", c->line);
    if (doubled && !unquote(raw, c->arena, &raw))
        return err_set(e, ERR_MEMORY, "line %zu: no memory for a field", c->line);
    *field = raw;
    return true;
}

static void take_plain(struct csv *c, struct str *field)
{
    size_t n = 0;
    while (n < c->rest.len && c->rest.at[n] != ',' && line_end(skip(c->rest, n)) == 0)
        n++;
    *field = (struct str){ c->rest.at, n };
    c->rest = skip(c->rest, n);
}

/* Fields beyond what a row holds are only counted. */
static bool take_row(struct csv *c, struct csv_row *r, struct err *e)
{
    struct str surplus = STR_EMPTY;
    for (bool comma = true; comma; r->count++) {
        struct str *field = r->count < CSV_FIELDS_MAX ? &r->field[r->count] : &surplus;
        if (c->rest.len > 0 && c->rest.at[0] == '"') {
            if (!take_quoted(c, field, e)) return false;
        } else {
            take_plain(c, field);
        }
        comma = c->rest.len > 0 && c->rest.at[0] == ',';
        if (comma) c->rest = skip(c->rest, 1);
    }
    return true;
}

/* A comma in a text without quotes would cut it, and lose what stands behind. */
static bool check_width(const struct csv *c, size_t count, struct err *e)
{
    if (c->columns > 0 && count > c->columns)
        return err_set(e, ERR_INPUT,
                       "line %zu: %zu fields, want %zu: put quotes around a text with a comma",
                       c->line, count, c->columns);
    if (count > CSV_FIELDS_MAX)
        return err_set(e, ERR_INPUT, "line %zu: more than %d fields", c->line, CSV_FIELDS_MAX);
    return true;
}

bool csv_next(struct csv *c, struct csv_row *row, bool *more, struct err *e)
{
    skip_unused_lines(c);
    if (c->rest.len == 0) {
        *more = false;
        return true;
    }
    c->line = c->next_line;
    struct csv_row r = { .count = 0 };
    if (!take_row(c, &r, e) || !check_width(c, r.count, e)) return false;
    c->rest = skip(c->rest, line_end(c->rest));
    c->next_line++;
    *row = r;
    *more = true;
    return true;
}

/* Spreadsheets write semicolons where the comma is the decimal sign, as in Indonesia. */
static const char *separator_hint(const struct csv_row *row)
{
    bool semicolon = str_find(row->field[0], STR(";"), 0) != SIZE_MAX;
    bool tab = str_find(row->field[0], STR("\t"), 0) != SIZE_MAX;
    if (row->count > 1) return "";
    if (semicolon) return ": separate the fields with commas, not with semicolons";
    return tab ? ": separate the fields with commas, not with tabs" : "";
}

bool csv_header(struct csv *c, const char *names, struct err *e)
{
    struct csv_row row = { .count = 0 };
    bool more = false;
    if (!csv_next(c, &row, &more, e)) return false;
    struct str rest = str_of(names), name;
    for (size_t i = 0; str_cut(&rest, ',', &name); i++)
        if (!more || i >= row.count || !str_equal(str_trim(row.field[i]), name))
            return err_set(e, ERR_INPUT, "line %zu: the header must begin with %s%s",
                           more ? c->line : 1, names, more ? separator_hint(&row) : "");
    c->columns = row.count;
    return true;
}
