/* h_web.c - the console and the files of all pages, from the program itself. */
#include "request.h"
#include "web_file.h"

#define FOR_EVER "public, max-age=31536000, immutable"
#define ASK      "no-cache"

/* How a file may be packed, the best first; a copy stands beside it where that is worth it. */
static const struct {
    const char *name, *end;
} encodings[] = { { "br", ".br" }, { "gzip", ".gz" } };

#define ENCODINGS (sizeof encodings / sizeof encodings[0])

/* "gzip, br;q=0.9": the word, unless it is refused with q=0. */
static bool takes(const struct request *r, const char *encoding)
{
    struct str rest = request_header(r, "Accept-Encoding"), piece, name;
    while (str_cut(&rest, ',', &piece)) {
        if (!str_cut(&piece, ';', &name) || !str_equal_nocase(str_trim(name), str_of(encoding)))
            continue;
        struct str quality = str_trim(piece);
        return !(str_starts(quality, STR("q=0")) && str_find(quality, STR("1"), 0) == SIZE_MAX);
    }
    return false;
}

/* NULL: as it is. */
static const struct embedded_file *packed_find(struct request *r, struct str path, size_t *which)
{
    for (size_t i = 0; i < ENCODINGS; i++) {
        char *name = arena_printf(&r->arena, "%.*s%s", STR_ARG(path), encodings[i].end);
        const struct embedded_file *file =
            name && takes(r, encodings[i].name) ? web_file_find(str_of(name)) : NULL;
        *which = i;
        if (file) return file;
    }
    return NULL;
}

static struct str bytes_of(const struct embedded_file *file)
{
    return (struct str){ (const char *)file->data, file->len };
}

void web_file_answer(struct request *r, struct str path, const char *cache)
{
    const struct embedded_file *file = web_file_find(path);
    const char *type = web_file_type(path);
    size_t which;
    const struct embedded_file *packed = packed_find(r, path, &which);
    char *etag = arena_printf(&r->arena, "\"%.*s%s%s\"", STR_ARG(web_version()), packed ? "-" : "",
                              packed ? encodings[which].name : "");
    if (!file || !type || !etag) {
        answer_problem(r, 404, "not_found", "There is nothing at this path.");
        return;
    }
    answer_text(r, 200, type, STR_EMPTY);
    if (answer_is_known(r, etag))
        answer_unchanged(r);
    else
        r->fixed = bytes_of(packed ? packed : file);
    r->encoding = packed && r->fixed.len ? encodings[which].name : NULL;
    r->varies = "Accept-Encoding";
    r->etag = etag;
    r->cache = cache;
    r->page = PAGE_PRIVATE;
}

/* One page for every address below /staff/: its script reads the address. */
void h_web_console(struct request *r)
{
    web_file_answer(r, STR("staff/index.html"), ASK);
}

void h_web_asset(struct request *r)
{
    /* Another version is not here; under its address a browser would keep the wrong file. */
    if (str_equal(r->params[0], web_version()) && !str_ends(r->params[1], STR(".html")))
        web_file_answer(r, r->params[1], FOR_EVER);
    else
        answer_problem(r, 404, "not_found", "There is nothing at this path.");
}
