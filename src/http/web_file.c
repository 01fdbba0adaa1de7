/* web_file.c - looking up what src/tools/web.sh prepared. */
#include "web_file.h"
#include "gen/web.h"

const struct embedded_file *web_file_find(struct str path)
{
    for (size_t i = 0; i < web_count; i++)
        if (str_equal(str_of(web_files[i].path), path)) return &web_files[i];
    return NULL;
}

struct str web_version(void)
{
    const struct embedded_file *file = web_file_find(STR("version"));
    return file ? (struct str){ (const char *)file->data, file->len } : STR("none");
}

const char *web_file_type(struct str path)
{
    static const struct {
        const char *end, *type;
    } types[] = {
        { ".html", "text/html; charset=utf-8" },
        { ".css", "text/css; charset=utf-8" },
        { ".js", "text/javascript; charset=utf-8" },
        { ".svg", "image/svg+xml" },
        { ".png", "image/png" },
        { ".ico", "image/x-icon" },
        { ".woff2", "font/woff2" },
        { ".txt", "text/plain; charset=utf-8" },
        { ".webmanifest", "application/manifest+json" },
    };
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (str_ends(path, str_of(types[i].end))) return types[i].type;
    return NULL;
}
