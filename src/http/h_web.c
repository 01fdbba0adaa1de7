/* h_web.c - the console and the files of all pages, from the program itself. */
#include "request.h"
#include "web_file.h"

#define FOR_EVER "public, max-age=31536000, immutable"
#define ASK      "no-cache"

/* "gzip, br;q=0.9": the word, unless it is refused with q=0. */
static bool takes_gzip(const struct request *r)
{
    struct str rest = request_header(r, "Accept-Encoding"), piece, name;
    while (str_cut(&rest, ',', &piece)) {
        if (!str_cut(&piece, ';', &name) || !str_equal_nocase(str_trim(name), STR("gzip")))
            continue;
        struct str quality = str_trim(piece);
        return !(str_starts(quality, STR("q=0")) && str_find(quality, STR("1"), 0) == SIZE_MAX);
    }
    return false;
}

static struct str bytes_of(const struct embedded_file *file)
{
    return (struct str){ (const char *)file->data, file->len };
}

/* A compressed copy stands beside the file where that is worth it. */
static void answer_embedded(struct request *r, struct str path, const char *cache)
{
    const struct embedded_file *file = web_file_find(path);
    const char *type = web_file_type(path);
    char *packed_path = arena_printf(&r->arena, "%.*s.gz", STR_ARG(path));
    const struct embedded_file *packed =
        packed_path && takes_gzip(r) ? web_file_find(str_of(packed_path)) : NULL;
    char *etag =
        arena_printf(&r->arena, "\"%.*s%s\"", STR_ARG(web_version()), packed ? "-gzip" : "");
    if (!file || !type || !etag) {
        answer_problem(r, 404, "not_found", "There is nothing at this path.");
        return;
    }
    answer_text(r, 200, type, STR_EMPTY);
    if (answer_is_known(r, etag))
        answer_unchanged(r);
    else
        r->fixed = bytes_of(packed ? packed : file);
    r->gzipped = packed && r->fixed.len;
    r->varies = true;
    r->etag = etag;
    r->cache = cache;
    r->page = PAGE_PRIVATE;
}

/* One page for every address below /staff/: its script reads the address. */
void h_web_console(struct request *r)
{
    answer_embedded(r, STR("staff/index.html"), ASK);
}

void h_web_asset(struct request *r)
{
    /* Another version is not here; under its address a browser would keep the wrong file. */
    if (str_equal(r->params[0], web_version()) && !str_ends(r->params[1], STR(".html")))
        answer_embedded(r, r->params[1], FOR_EVER);
    else
        answer_problem(r, 404, "not_found", "There is nothing at this path.");
}
