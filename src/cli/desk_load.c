/* desk_load.c - the desk's files: the regency's own where it has them, else the built-in ones. */
#include "cli/app.h"
#include "cli/file.h"
#include "gen/desk.h"
#include <stdio.h>
#include <sys/stat.h>

#define DESK_FILE_MAX  (4 << 20)
#define BOUNDARIES_MAX (16 << 20)

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

bool desk_file_load(const char *data_dir, const char *name, struct arena *arena, struct str *out,
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

/* A mistyped folder would be taken for one in which every file is missing. */
static bool folder_check(const char *data_dir, struct err *e)
{
    struct stat st;
    return data_dir[0] == '\0' || (stat(data_dir, &st) == 0 && S_ISDIR(st.st_mode)) ||
           err_set(e, ERR_INPUT, "desk.data_dir: %s: not a folder", data_dir);
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
        { "replies/id.ini", &files.replies_id },   { "replies/jv.ini", &files.replies_jv },
        { "replies/mad.ini", &files.replies_mad }, { "templates.csv", &files.templates },
        { "canned.csv", &files.canned },
    };
    bool ok = folder_check(data_dir, e);
    for (size_t i = 0; ok && i < sizeof wanted / sizeof wanted[0]; i++)
        ok = desk_file_load(data_dir, wanted[i].name, &arena, wanted[i].text, e);
    if (ok) desk = desk_create(&files, e);
    arena_clear(&arena);
    return desk;
}

size_t desk_wordless_text(const struct desk *desk, char out[DESK_WORDLESS_TEXT])
{
    enum word_role roles[WORD_ROLE_COUNT];
    size_t count = desk_wordless(desk, roles), len = 0;
    out[0] = '\0';
    for (size_t i = 0; i < count && len < DESK_WORDLESS_TEXT; i++)
        len += (size_t)snprintf(out + len, DESK_WORDLESS_TEXT - len, "%s%s", i ? " " : "",
                                word_role_name(roles[i]));
    return count;
}

bool rates_load(const char *data_dir, struct cost_rates *out, struct err *e)
{
    struct arena arena = { 0 };
    struct str text;
    bool ok =
        desk_file_load(data_dir, "rates.csv", &arena, &text, e) && cost_rates_parse(text, out, e);
    arena_clear(&arena);
    return ok;
}

bool routing_load(const char *data_dir, struct buf *bytes, struct nlu_model **model, struct err *e)
{
    char path[1024];
    struct err why = { 0 };
    *model = NULL;
    if (data_dir[0] == '\0') return true;
    if ((size_t)snprintf(path, sizeof path, "%s/" ROUTING_MODEL, data_dir) >= sizeof path)
        return err_set(e, ERR_INPUT, "desk.data_dir: too long");
    buf_init(bytes, MODEL_BYTES_MAX);
    if (!file_read(path, bytes, &why)) {
        buf_finish(bytes);
        if (why.code == ERR_NOT_FOUND) return true;
        return err_set(e, why.code == ERR_LIMIT ? ERR_INPUT : why.code, "%s", why.text);
    }
    *model = nlu_model_create(buf_view(bytes), &why);
    return *model || err_set(e, why.code, "%s: %s", path, why.text);
}

struct area *area_load(const struct desk *desk, const char *boundaries, struct err *e)
{
    struct buf text;
    struct err why = { 0 };
    struct area *area = NULL;
    if (boundaries[0] == '\0') return area_create(desk, STR_EMPTY, e);
    buf_init(&text, BOUNDARIES_MAX);
    bool ok = file_read(boundaries, &text, &why);
    if (ok && text.len == 0) ok = err_set(&why, ERR_INPUT, "%s: is empty", boundaries);
    if (ok) area = area_create(desk, buf_view(&text), &why);
    if (ok && !area) (void)err_wrap(&why, boundaries);
    buf_finish(&text);
    if (!area)
        (void)err_set(e, why.code == ERR_MEMORY ? ERR_MEMORY : ERR_INPUT, "desk.boundaries: %s",
                      why.text);
    return area;
}
