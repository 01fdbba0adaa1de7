/* answer.c - what goes back: problem+json, JSON, text; never cached unless a handler says so. */
#include "georeport.h"
#include "live_stream.h"
#include <stdio.h>
#include <unistd.h>

#define JSON_TYPE    "application/json"
#define STREAM_BLOCK 4096 /* the library's buffer of one stream */
#define PROBLEM_TYPE "application/problem+json"
#define PIECES_BLOCK ((size_t)16 << 10)

#define PAGE_POLICY                                                                                \
    "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "            \
    "object-src 'none'"

static const char *status_title(unsigned status)
{
    switch (status) {
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 422: return "Unprocessable Content";
    case 428: return "Precondition Required";
    case 429: return "Too Many Requests";
    case 503: return "Service Unavailable";
    default: return "Internal Server Error";
    }
}

void answer_drop_file(struct request *r)
{
    if (r->has_file) (void)close(r->file);
    r->has_file = false;
}

static void answer_reset(struct request *r, unsigned status, const char *content_type)
{
    answer_drop_file(r);
    buf_clear(&r->text);
    r->status = status;
    r->content_type = content_type;
    r->cache = NULL;
    r->page = PAGE_NONE;
    r->answered = true;
    r->encoding = NULL;
    r->varies = NULL;
    r->fixed = STR_EMPTY;
    r->pieces = NULL;
}

void answer_problem(struct request *r, unsigned status, const char *code, const char *detail)
{
    answer_refusal(r, status, code, detail, STR_EMPTY);
}

bool answer_invalid(struct request *r, const char *detail)
{
    answer_problem(r, 422, "invalid_value", detail);
    return false;
}

void answer_refusal(struct request *r, unsigned status, const char *code, const char *detail,
                    struct str template_name)
{
    struct json_writer w;
    r->set_cookie = NULL;
    r->retry_after = status == MHD_HTTP_SERVICE_UNAVAILABLE ? 1 : 0;
    if (r->georeport.len) {
        georeport_refuse(r, status, detail);
        return;
    }
    answer_reset(r, status, PROBLEM_TYPE);
    json_writer_init(&w, &r->text);
    json_begin_object(&w);
    json_member_text(&w, "type", STR("about:blank"));
    json_member_text(&w, "title", str_of(status_title(status)));
    json_member_i64(&w, "status", status);
    json_member_text(&w, "code", str_of(code));
    json_member_text(&w, "detail", str_of(detail));
    if (r->made) json_member_text_or_null(&w, "made", str_of(r->made));
    if (template_name.len) json_member_text(&w, "template", template_name);
    json_end_object(&w);
}

void answer_error(struct request *r, const struct err *why)
{
    switch (why->code) {
    case ERR_INPUT: (void)answer_invalid(r, why->text); return;
    case ERR_NOT_FOUND: answer_problem(r, 404, "not_found", "There is no such thing here."); return;
    case ERR_DENIED: answer_problem(r, 403, "forbidden", why->text); return;
    case ERR_CONFLICT: answer_problem(r, 409, "conflict", why->text); return;
    case ERR_BUSY:
        answer_problem(
            r, 503, "busy",
            "This took too long or too much is waiting: narrow the query, or try again.");
        return;
    case ERR_IO:
    case ERR_MEMORY:
        answer_problem(r, 503, "unavailable", "The service cannot do this now: try again later.");
        return;
    case ERR_NONE:
    case ERR_LIMIT:
    case ERR_INTERNAL: break;
    }
    log_event(r->server->options.log, LOG_ERROR, "http.internal", LOG_TEXT("why", why->text));
    answer_problem(r, 500, "internal", "Something is wrong inside the program; it was logged.");
}

void answer_text(struct request *r, unsigned status, const char *content_type, struct str text)
{
    answer_reset(r, status, content_type);
    buf_add(&r->text, text);
}

void answer_file(struct request *r, int fd, int64_t size, const char *content_type,
                 const char *disposition)
{
    answer_reset(r, 200, content_type);
    r->has_file = true;
    r->file = fd;
    r->file_size = size;
    r->disposition = disposition;
}

void answer_unchanged(struct request *r)
{
    answer_reset(r, MHD_HTTP_NOT_MODIFIED, r->content_type ? r->content_type : JSON_TYPE);
}

bool answer_is_known(struct request *r, const char *etag)
{
    struct str rest = request_header(r, "If-None-Match"), piece;
    while (str_cut(&rest, ',', &piece)) {
        piece = str_trim(piece);
        if (str_starts(piece, STR("W/"))) piece = str_slice(piece, 2, piece.len);
        if (str_equal(piece, str_of(etag))) return true;
    }
    return false;
}

void answer_json_begin(struct request *r, struct json_writer *w)
{
    answer_reset(r, 500, JSON_TYPE);
    json_writer_init(w, &r->text);
}

void answer_json_end(struct request *r, unsigned status, const struct json_writer *w)
{
    if (json_writer_done(w))
        r->status = status;
    else
        answer_problem(r, 500, "answer_too_large", "The answer is too large: ask for less.");
}

static bool header_add(struct MHD_Response *response, const char *name, const char *value)
{
    return MHD_add_response_header(response, name, value) == MHD_YES;
}

static bool pieces_headers_add(const struct pieces *s, struct MHD_Response *response)
{
    char disposition[128], rows[24];
    (void)snprintf(disposition, sizeof disposition, "attachment; filename=\"%s\"", s->filename);
    (void)snprintf(rows, sizeof rows, "%lld", (long long)s->at_most);
    return header_add(response, "Content-Disposition", disposition) &&
           header_add(response, "X-Rows-At-Most", rows);
}

static bool headers_add(struct request *r, struct MHD_Response *response)
{
    bool ok = header_add(response, "Content-Type", r->content_type) &&
              header_add(response, "Cache-Control", r->cache ? r->cache : "no-store") &&
              header_add(response, "X-Content-Type-Options", "nosniff");
    if (ok && r->etag) ok = header_add(response, "ETag", r->etag);
    if (ok && r->status == MHD_HTTP_UNAUTHORIZED)
        ok = header_add(response, "WWW-Authenticate", "Bearer");
    if (ok && r->set_cookie) ok = header_add(response, "Set-Cookie", r->set_cookie);
    if (ok && r->retry_after) {
        char seconds[24];
        (void)snprintf(seconds, sizeof seconds, "%lld", (long long)r->retry_after);
        ok = header_add(response, "Retry-After", seconds);
    }
    if (ok && r->varies) ok = header_add(response, "Vary", r->varies);
    if (ok && r->encoding) ok = header_add(response, "Content-Encoding", r->encoding);
    if (ok && r->has_file)
        ok = header_add(response, "Content-Disposition", r->disposition) &&
             header_add(response, "Content-Security-Policy", "default-src 'none'; sandbox") &&
             header_add(response, "Cross-Origin-Resource-Policy", "same-origin");
    if (ok && r->pieces) ok = pieces_headers_add(r->pieces, response);
    if (ok && r->page != PAGE_NONE)
        ok = header_add(response, "Content-Security-Policy", PAGE_POLICY) &&
             header_add(response, "Referrer-Policy", "no-referrer");
    if (ok && r->page == PAGE_PRIVATE) ok = header_add(response, "X-Robots-Tag", "noindex");
    /* A proxy in front must not wait for the end of what has none. */
    if (ok && r->stream) ok = header_add(response, "X-Accel-Buffering", "no");
    if (ok && r->allow) ok = header_add(response, "Allow", r->allow);
    return ok;
}

static struct MHD_Response *response_make(struct request *r)
{
    if (r->pieces)
        return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, PIECES_BLOCK, pieces_read, r,
                                                 NULL);
    struct str text = r->fixed.len ? r->fixed : buf_view(&r->text);
    if (r->has_file) return MHD_create_response_from_fd64((uint64_t)r->file_size, r->file);
    if (r->stream)
        return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, STREAM_BLOCK, live_read,
                                                 r->stream, NULL);
    /* r->text lives until the request is completed, after the last byte was sent. */
    return MHD_create_response_from_buffer(text.len, (void *)(uintptr_t)text.at,
                                           MHD_RESPMEM_PERSISTENT);
}

enum MHD_Result answer_queue(struct request *r)
{
    if (!r->answered || !buf_ok(&r->text))
        answer_problem(r, 500, "internal", "Something is wrong inside the program.");
    struct MHD_Response *response = response_make(r);
    if (!response) return MHD_NO;
    enum MHD_Result result =
        headers_add(r, response) ? MHD_queue_response(r->connection, r->status, response) : MHD_NO;
    r->has_file = false; /* the response closes it */
    MHD_destroy_response(response);
    return result;
}
