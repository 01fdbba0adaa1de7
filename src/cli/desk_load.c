/* desk_load.c - the desk's files: the regency's own where it has them, else the built-in ones. */
#include "cli/app.h"
#include "cli/file.h"
#include "gen/desk.h"
#include <stdio.h>

#define DESK_FILE_MAX (4 << 20)

/* A missing own file is normal (the built-in copy serves); any other trouble stops the start. */
static bool own_file(const char *data_dir, const char *name, struct arena *arena, bool *found,
                     struct str *out, struct err *e)
{
    char path[1024];
    struct buf text;
    struct err why = { 0 };
    *found = false;
    if (data_dir[0] == '\0') return true;
    if ((size_t)snprintf(path, sizeof path, "%s/%s", data_dir, name) >= sizeof path)
        return err_set(e, ERR_INPUT, "desk.data_dir: too long");
    buf_init(&text, DESK_FILE_MAX);
    bool ok = file_read(path, &text, &why);
    *found = ok;
    if (ok)
        ok = arena_copy(arena, buf_view(&text), out) || err_set(e, ERR_MEMORY, "desk: no memory");
    else if (why.code == ERR_NOT_FOUND)
        ok = true;
    else if (e)
        *e = why;
    buf_finish(&text);
    return ok;
}

static bool any_file(const char *data_dir, const char *name, struct arena *arena, struct str *out,
                     struct err *e)
{
    bool found;
    if (!own_file(data_dir, name, arena, &found, out, e)) return false;
    if (found) return true;
    for (size_t i = 0; i < desk_count; i++)
        if (str_equal(str_of(desk_files[i].path), str_of(name))) {
            *out = (struct str){ (const char *)desk_files[i].data, desk_files[i].len };
            return true;
        }
    return err_set(e, ERR_INTERNAL, "%s: not built in", name);
}

struct desk *desk_load(const char *data_dir, struct err *e)
{
    struct arena arena = { 0 };
    struct desk_files files;
    struct desk *desk = NULL;
    const struct {
        const char *name;
        struct str *text;
    } wanted[] = {
        { "departments.csv", &files.departments }, { "categories.csv", &files.categories },
        { "places.csv", &files.places },           { "clocks.csv", &files.clocks },
        { "holidays.csv", &files.holidays },       { "words.csv", &files.words },
        { "replies/id.ini", &files.replies_id },
    };
    bool ok = true;
    for (size_t i = 0; ok && i < sizeof wanted / sizeof wanted[0]; i++)
        ok = any_file(data_dir, wanted[i].name, &arena, wanted[i].text, e);
    if (ok) desk = desk_create(&files, e);
    arena_clear(&arena);
    return desk;
}
