/* desk_table.c - one way to read every table of the desk, and one way to say what is wrong. */
#include "base/unicode.h"
#include "desk_private.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define DAYS_MAX 1000
/* A field that goes into an error sentence is cut: the sentence must stay readable. */
#define QUOTE_MAX 40

static size_t bad_line(struct str text)
{
    size_t line = 1;
    for (int32_t c; utf8_next(&text, &c) && c >= 0;)
        line += c == '\n';
    return line;
}

size_t desk_lines(struct str text)
{
    size_t lines = 1;
    for (size_t at = 0; (at = str_find(text, STR("\n"), at)) != SIZE_MAX; at++)
        lines++;
    return lines;
}

bool desk_text(struct desk *desk, const char *file, struct str text, struct str *out, struct err *e)
{
    if (str_trim(text).len == 0) return err_set(e, ERR_INPUT, "%s: is empty", file);
    if (!utf8_valid(text))
        return err_set(e, ERR_INPUT, "%s line %zu: not UTF-8", file, bad_line(text));
    if (!arena_copy(&desk->arena, text, out)) return err_set(e, ERR_MEMORY, "%s: no memory", file);
    return true;
}

/* csv says "line N: ..."; the file's name goes before it without one more colon. */
static bool name_file(const struct table *t)
{
    struct err found = *t->e;
    return err_set(t->e, found.code, "%s %s", t->file, found.text);
}

bool table_open(struct table *t, struct desk *desk, const char *file, struct str text,
                const char *columns, struct err *e)
{
    *t = (struct table){ .desk = desk, .file = file, .columns = columns, .e = e };
    if (!desk_text(desk, file, text, &t->text, e)) return false;
    csv_init(&t->csv, t->text, &desk->arena);
    return csv_header(&t->csv, columns, e) || name_file(t);
}

static size_t column_count(const struct table *t)
{
    size_t count = 0;
    struct str rest = str_of(t->columns), name;
    while (str_cut(&rest, ',', &name))
        count++;
    return count;
}

static struct str column_name(const struct table *t, size_t column)
{
    struct str rest = str_of(t->columns), name = STR_EMPTY;
    for (size_t i = 0; i <= column; i++)
        (void)str_cut(&rest, ',', &name);
    return name;
}

bool table_each(struct table *t, table_reader *read, void *into, size_t *count)
{
    size_t n = 0;
    for (bool more = true;; n++) {
        if (!csv_next(&t->csv, &t->row, &more, t->e)) return name_file(t);
        if (!more) break;
        if (t->row.count < column_count(t))
            return table_fault(t, "%zu fields, want %zu", t->row.count, column_count(t));
        if (!read(t, n, into)) return false;
    }
    *count = n;
    return true;
}

bool table_fault(const struct table *t, const char *fmt, ...)
{
    char text[160];
    va_list ap;
    va_start(ap, fmt);
    (void)vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    return err_set(t->e, ERR_INPUT, "%s line %zu: %s", t->file, t->csv.line, text);
}

/* "<column> '<field>': <rule>" */
static bool field_fault(const struct table *t, size_t column, const char *rule)
{
    struct str value = utf8_prefix(table_field(t, column), QUOTE_MAX);
    return table_fault(t, "%.*s '%.*s': %s", STR_ARG(column_name(t, column)), STR_ARG(value), rule);
}

void *table_items(const struct table *t, size_t size)
{
    void *items = arena_zero(&t->desk->arena, desk_lines(t->text), size);
    if (!items) (void)err_set(t->e, ERR_MEMORY, "%s: no memory", t->file);
    return items;
}

struct str table_field(const struct table *t, size_t column)
{
    return str_trim(t->row.field[column]);
}

bool table_code(const struct table *t, size_t column, struct str *out)
{
    struct str code = table_field(t, column);
    bool ok = code.len > 0 && code.len <= CODE_MAX;
    for (size_t i = 0; ok && i < code.len; i++) {
        char c = code.at[i];
        ok = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
             c == '.' || c == '_' || c == '-';
    }
    if (!ok)
        return field_fault(t, column, "want 1 to 32 letters, digits, dots, dashes, underscores");
    *out = code;
    return true;
}

static bool has_control(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.at[i] < ' ' || s.at[i] == 0x7F) return true;
    return false;
}

bool table_words(const struct table *t, size_t column, size_t max, bool optional, struct str *out)
{
    struct str words = table_field(t, column);
    if (words.len == 0 && !optional) return field_fault(t, column, "must not be empty");
    if (has_control(words)) return field_fault(t, column, "must be one line");
    if (utf8_count(words) > max)
        return table_fault(t, "%.*s: at most %zu characters, got %zu",
                           STR_ARG(column_name(t, column)), max, utf8_count(words));
    *out = words;
    return true;
}

bool table_flag(const struct table *t, size_t column, bool *out)
{
    struct str word = table_field(t, column);
    bool yes = str_equal(word, STR("yes"));
    if (!yes && !str_equal(word, STR("no"))) return field_fault(t, column, "want yes or no");
    *out = yes;
    return true;
}

bool table_days(const struct table *t, size_t column, int *out)
{
    int64_t days;
    if (!str_to_i64(table_field(t, column), 0, DAYS_MAX, &days, NULL))
        return field_fault(t, column, "want 0 to 1000 working days");
    *out = (int)days;
    return true;
}

static bool has_word(struct str s)
{
    for (int32_t c; utf8_next(&s, &c);)
        if (unicode_is_word(c)) return true;
    return false;
}

bool table_phrase(const struct table *t, struct str phrase)
{
    char memory[4 * PHRASE_BYTES];
    struct buf folded;
    struct str shown = utf8_prefix(phrase, QUOTE_MAX), rest = phrase;
    size_t words = 0;
    while (str_word(&rest).len > 0)
        words++;
    if (phrase.len > PHRASE_BYTES || words > PHRASE_WORDS)
        return table_fault(t, "phrase '%.*s' is longer than %d words or %d bytes", STR_ARG(shown),
                           PHRASE_WORDS, PHRASE_BYTES);
    if (!has_word(phrase)) return table_fault(t, "phrase '%.*s' holds no word", STR_ARG(shown));
    buf_fixed(&folded, memory, sizeof memory);
    unicode_fold(phrase, &folded);
    if (!buf_ok(&folded) || !str_equal(phrase, buf_view(&folded)))
        return table_fault(t, "phrase '%.*s': want small letters, no accents, single blanks",
                           STR_ARG(shown));
    return true;
}

static int code_order(const void *left, const void *right)
{
    const struct desk_code *a = left, *b = right;
    int order = str_compare(a->code, b->code);
    return order != 0 ? order : (a->line > b->line) - (a->line < b->line);
}

bool desk_codes_sort(const struct table *t, struct desk_code *codes, size_t count)
{
    if (count > 1) qsort(codes, count, sizeof *codes, code_order);
    for (size_t i = 1; i < count; i++)
        if (str_equal(codes[i - 1].code, codes[i].code))
            return err_set(t->e, ERR_INPUT, "%s line %zu: '%.*s' stands in line %zu already",
                           t->file, codes[i].line, STR_ARG(utf8_prefix(codes[i].code, QUOTE_MAX)),
                           codes[i - 1].line);
    return true;
}

size_t desk_codes_find(const struct desk_code *codes, size_t count, struct str code)
{
    size_t from = 0, to = count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = str_compare(codes[middle].code, code);
        if (order == 0) return codes[middle].at;
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return SIZE_MAX;
}
