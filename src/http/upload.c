/* upload.c - libmicrohttpd takes the parts apart; what a file is, its first bytes say. */
#include "upload.h"
#include <string.h>

#define PIECE 32768

struct parts {
    struct buf file;
    bool seen, other;
};

static enum MHD_Result take(void *ctx, enum MHD_ValueKind kind, const char *key,
                            const char *filename, const char *content_type, const char *encoding,
                            const char *data, uint64_t offset, size_t size)
{
    struct parts *p = ctx;
    (void)kind;
    (void)filename;
    (void)content_type;
    (void)encoding;
    if (!key || strcmp(key, "file") != 0 || (offset == 0 && size > 0 && p->seen)) {
        p->other = true;
        return MHD_NO;
    }
    p->seen = true;
    buf_add(&p->file, (struct str){ data, size });
    return buf_ok(&p->file) ? MHD_YES : MHD_NO;
}

static bool starts(struct str file, size_t at, const char *bytes, size_t len)
{
    return file.len >= at + len && memcmp(file.at + at, bytes, len) == 0;
}

static const char *type_of(struct str file)
{
    if (starts(file, 0, "\xFF\xD8\xFF", 3)) return "image/jpeg";
    if (starts(file, 0, "\x89PNG\r\n\x1A\n", 8)) return "image/png";
    if (starts(file, 0, "RIFF", 4) && starts(file, 8, "WEBP", 4)) return "image/webp";
    if (starts(file, 0, "%PDF-", 5)) return "application/pdf";
    return NULL;
}

/* The whole body at once: it is here already. False: 422 was answered. libmicrohttpd takes what
 * follows "boundary=" to the end of the header as the boundary, and refuses one of one character
 * (its quotes count), which RFC 2046 allows. */
static bool parts_read(struct request *r, struct parts *p)
{
    struct MHD_PostProcessor *post = MHD_create_post_processor(r->connection, PIECE, take, p);
    if (!post)
        return answer_invalid(r, "The boundary in Content-Type must have two characters or more.");
    bool ok = MHD_post_process(post, r->body ? r->body : "", r->body_len) == MHD_YES;
    ok = MHD_destroy_post_processor(post) == MHD_YES && ok;
    if (ok && p->seen && !p->other && p->file.len > 0) return true;
    return answer_invalid(r, "The body must hold one file, as member `file`, and `boundary` be the "
                             "last parameter of Content-Type.");
}

bool upload_read(struct request *r, struct str *file, const char **type)
{
    struct parts p = { 0 };
    struct str content = request_header(r, "Content-Type");
    if (!str_starts(content, STR("multipart/form-data"))) {
        answer_problem(r, 415, "unsupported_media_type",
                       "Send multipart/form-data with the member `file`.");
        return false;
    }
    buf_init(&p.file, UPLOAD_MAX);
    bool ok = parts_read(r, &p);
    *type = ok ? type_of(buf_view(&p.file)) : NULL;
    if (ok && !*type)
        answer_problem(r, 415, "unsupported_media_type",
                       "Only JPEG, PNG, WebP and PDF can be added.");
    else if (ok && !arena_copy(&r->arena, buf_view(&p.file), file)) {
        answer_problem(r, 503, "busy", "Too many large requests at once: try again in a moment.");
        *type = NULL;
    }
    buf_finish(&p.file);
    return *type != NULL;
}
