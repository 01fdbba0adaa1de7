/* pieces.c - an answer in pieces: a reader makes one, the door sends it, and only when the socket
 * has taken all of it the next one is asked for. In between the connection is parked, so that a
 * slow receiver costs neither thread nor reader. */
#include "request.h"
#include <string.h>

bool answer_pieces(struct request *r, struct db *db, const char *content_type,
                   const struct pieces *pieces, struct err *e)
{
    struct pieces *own = arena_alloc(&r->arena, sizeof *own);
    if (!own) return err_set(e, ERR_MEMORY, "pieces: no memory");
    *own = *pieces;
    answer_text(r, MHD_HTTP_OK, content_type, STR_EMPTY);
    r->pieces = own;
    return own->piece(r, db, &own->last, e); /* an error's answer takes their place */
}

ssize_t pieces_read(void *request, uint64_t at, char *out, size_t max)
{
    struct request *r = request;
    struct pieces *s = r->pieces;
    (void)at;
    size_t left = s->failed ? 0 : r->text.len - s->sent;
    if (left) {
        size_t n = left < max ? left : max;
        memcpy(out, r->text.at + s->sent, n);
        s->sent += n;
        return (ssize_t)n;
    }
    /* An error ends the connection without the last chunk: the receiver sees that it was cut. */
    if (s->failed) return MHD_CONTENT_READER_END_WITH_ERROR;
    if (s->last) return MHD_CONTENT_READER_END_OF_STREAM;
    s->tries = 0;
    return handover_piece(r) ? 0 : MHD_CONTENT_READER_END_WITH_ERROR;
}
