/* labelled.c - reading TSV files of labelled texts. */
#include "cli/labelled.h"
#include "base/unicode.h"
#include "cli/file.h"
#include <stdlib.h>
#include <string.h>

#define FILE_MAX         ((size_t)256 << 20)
#define FIRST_CAP        1024
#define CODE_MAX_LETTERS 32

static bool room(struct labelled *l, struct err *e)
{
    if (l->count < l->cap) return true;
    size_t cap = l->cap ? l->cap * 2 : FIRST_CAP;
    struct labelled_text *more = realloc(l->texts, cap * sizeof *more);
    if (!more) return err_set(e, ERR_MEMORY, "no memory");
    l->texts = more;
    l->cap = cap;
    return true;
}

static bool append(struct labelled *l, const struct department *department, struct str text,
                   struct err *e)
{
    if (!room(l, e)) return false;
    l->texts[l->count++] = (struct labelled_text){ .department = department->code, .text = text };
    return true;
}

bool labelled_add(struct labelled *l, const struct department *department, struct str text,
                  struct err *e)
{
    struct str kept;
    if (!arena_copy(&l->arena, text, &kept)) return err_set(e, ERR_MEMORY, "no memory");
    return append(l, department, kept, e);
}

/* Where the columns are swapped, the first one is what a citizen wrote: only one word that could be
 * a code, in whatever case ("dpupr"), goes into a sentence. */
static bool looks_like_code(struct str s)
{
    size_t good = 0;
    for (size_t i = 0; i < s.len; i++)
        good += (s.at[i] >= 'A' && s.at[i] <= 'Z') || (s.at[i] >= 'a' && s.at[i] <= 'z') ||
                (s.at[i] >= '0' && s.at[i] <= '9') || s.at[i] == '-' || s.at[i] == '_' ||
                s.at[i] == '.';
    return s.len > 0 && s.len <= CODE_MAX_LETTERS && good == s.len;
}

static bool line_take(struct labelled *l, const struct desk *desk, struct str line, struct err *e)
{
    size_t tab = str_find(line, STR("\t"), 0);
    if (!utf8_valid(line)) return err_set(e, ERR_INPUT, "not UTF-8: save the file as UTF-8");
    if (tab == SIZE_MAX) return err_set(e, ERR_INPUT, "no tab: want department code, tab, text");
    struct str code = str_trim(str_slice(line, 0, tab));
    struct str text = str_trim(str_slice(line, tab + 1, line.len));
    const struct department *department = desk_department(desk, code);
    if (!department && looks_like_code(code))
        return err_set(e, ERR_INPUT, "departments.csv has no department '%.*s'", STR_ARG(code));
    if (!department)
        return err_set(e, ERR_INPUT,
                       "the first column is no code of departments.csv: want department code, "
                       "tab, text");
    if (text.len == 0) return err_set(e, ERR_INPUT, "no text behind the tab");
    return append(l, department, text, e);
}

static bool lines_take(struct labelled *l, const struct desk *desk, struct str rest,
                       const char *path, struct err *e)
{
    struct str line;
    struct err why = { 0 };
    if (str_starts(rest, STR("\xEF\xBB\xBF"))) rest = str_slice(rest, 3, rest.len);
    for (size_t number = 1; str_cut(&rest, '\n', &line); number++) {
        if (str_trim(line).len == 0 || line.at[0] == '#') continue;
        if (!line_take(l, desk, line, &why))
            return err_set(e, why.code, "%s:%zu: %s", path, number, why.text);
    }
    return true;
}

bool labelled_take(struct labelled *l, const struct desk *desk, struct str bytes, const char *name,
                   struct err *e)
{
    struct str text;
    if (!arena_copy(&l->arena, bytes, &text)) return err_set(e, ERR_MEMORY, "%s: no memory", name);
    return lines_take(l, desk, text, name, e);
}

bool labelled_read(struct labelled *l, const struct desk *desk, const char *path, struct err *e)
{
    struct buf bytes;
    buf_init(&bytes, FILE_MAX);
    bool ok = file_read(path, &bytes, e) && labelled_take(l, desk, buf_view(&bytes), path, e);
    buf_finish(&bytes);
    return ok;
}

void labelled_finish(struct labelled *l)
{
    free(l->texts);
    arena_clear(&l->arena);
    *l = (struct labelled){ 0 };
}
