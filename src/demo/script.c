/* script.c - reads story.csv. */
#include "script.h"
#include "base/buf.h"
#include "base/csv.h"
#include "cli/file.h"

#define FILE_MAX ((size_t)1 << 20)
#define TEXT_MAX 1000

static const char *const fates[] = { "", "secret", "spam", "vague" };

static bool line_read(const struct csv *csv, const struct csv_row *row, struct script *out,
                      struct err *e)
{
    size_t fate = 0;
    if (row->count != 3 || row->field[1].len == 0 || row->field[1].len > TEXT_MAX)
        return err_set(e, ERR_INPUT, "story.csv line %zu: want fate,text,done", csv->line);
    while (fate < sizeof fates / sizeof *fates && !str_equal(row->field[0], str_of(fates[fate])))
        fate++;
    if (fate == sizeof fates / sizeof *fates)
        return err_set(e, ERR_INPUT, "story.csv line %zu: no such fate", csv->line);
    if (out->count == SCRIPT_LINES_MAX)
        return err_set(e, ERR_LIMIT, "story.csv: more than %d lines", SCRIPT_LINES_MAX);
    out->line[out->count++] =
        (struct script_line){ (enum script_fate)fate, row->field[1], row->field[2] };
    return true;
}

bool script_read(const char *data_dir, struct arena *arena, struct script *out, struct err *e)
{
    struct csv csv;
    struct csv_row row;
    struct buf file;
    struct str text;
    bool more;
    const char *path = arena_printf(arena, "%s/story.csv", data_dir);
    out->count = 0;
    if (!path) return err_set(e, ERR_MEMORY, "script: no memory");
    buf_init(&file, FILE_MAX);
    bool ok = file_read(path, &file, e) && (arena_copy(arena, buf_view(&file), &text) ||
                                            err_set(e, ERR_MEMORY, "script: no memory"));
    buf_finish(&file);
    if (!ok) return false;
    csv_init(&csv, text, arena);
    if (!csv_header(&csv, "fate,text,done", e)) return err_wrap(e, "story.csv");
    while ((ok = csv_next(&csv, &row, &more, e)) && more)
        if (!line_read(&csv, &row, out, e)) return false;
    return ok && (out->count || err_set(e, ERR_INPUT, "story.csv: no line"));
}

bool script_fill(struct str text, const struct place *village, struct arena *arena, struct str *out,
                 struct err *e)
{
    char filled[TEXT_MAX * 2];
    struct buf b;
    buf_fixed(&b, filled, sizeof filled);
    for (size_t at = 0; at < text.len; at++) {
        struct str rest = str_slice(text, at, text.len);
        bool village_here = str_starts(rest, STR("{desa}"));
        if (village_here || str_starts(rest, STR("{kec}"))) {
            buf_add(&b, village_here ? village->name : village->parent->name);
            at += village_here ? 5 : 4;
        } else {
            buf_add(&b, str_slice(rest, 0, 1));
        }
    }
    return (buf_ok(&b) && arena_copy(arena, buf_view(&b), out)) ||
           err_set(e, ERR_LIMIT, "script: the text is too long");
}
