/* work.c - from a request to a use case of the staff, and back. */
#include "work.h"
#include "base/unicode.h"
#include "store/attachment_store.h"
#include "store/event_store.h"
#include "store/ticket_store.h"
#include "ticket_page.h"
#include "ticket_path.h"

#define REPLACEMENT 0xFFFD /* stands for U+0000 and what is no character */

/* Nothing but blanks and control characters says nothing. */
static bool says_something(struct str text)
{
    int32_t c;
    while (text.len)
        if (!utf8_next(&text, &c) || (c > ' ' && (c < 0x7F || c > 0x9F) && c != REPLACEMENT))
            return true;
    return false;
}

bool body_text(struct request *r, const struct json *body, const char *name, struct str *out)
{
    const struct json *member = json_get(body, name);
    *out = STR_EMPTY;
    if (!member || json_is_null(member)) return true;
    if (json_is_string(member)) {
        struct str text = str_trim(json_text(member));
        if (says_something(text)) *out = text;
        return true;
    }
    return answer_invalid(r, arena_printf(&r->arena, "%s must be text.", name));
}

bool act_of(struct request *r, struct desk_act *out, struct err *e)
{
    out->now = r->arrived_at;
    return arena_text(&r->arena, &out->actor, e, "staff:%.*s", STR_ARG(r->staff.name));
}

struct casework work_of(struct request *r, struct db *db, struct ticket *t)
{
    const struct http_options *o = &r->server->options;
    return (struct casework){ .db = db,
                              .options = &o->intake,
                              .proof_required = o->proof_required,
                              .arena = &r->arena,
                              .who = &r->staff,
                              .now = r->arrived_at,
                              .ticket = t };
}

bool work_begin(struct request *r, struct db *db, const char *known, struct ticket *t,
                struct casework *c, const struct json **body, struct err *e)
{
    *body = NULL;
    *c = work_of(r, db, t);
    if (!ticket_of_path(r, db, t, e)) return false;
    const struct json *object = request_object(r, known);
    if (object && request_version(r, &c->seen_version)) *body = object;
    return true;
}

unsigned work_status(enum refusal_kind kind)
{
    static const unsigned statuses[] = { [REFUSAL_NONE] = 200,
                                         [REFUSAL_INVALID] = 422,
                                         [REFUSAL_FORBIDDEN] = 403,
                                         [REFUSAL_STALE] = 412,
                                         [REFUSAL_CONFLICT] = 409 };
    return statuses[kind];
}

bool work_allowed(struct request *r, const struct casework *c)
{
    const struct refusal *no = &c->refusal;
    r->taken.replies += c->replies;
    if (no->kind == REFUSAL_NONE) return true;
    answer_refusal(r, work_status(no->kind), no->code, no->detail, no->template_name);
    return false;
}

static bool answer_ticket(struct request *r, struct db *db, const struct casework *c,
                          const bool *told, unsigned status, struct err *e)
{
    struct attachment_list files;
    struct json_writer w;
    struct ticket now;
    if (!work_allowed(r, c)) return true;
    if (!ticket_get(db, c->ticket->id, &r->arena, &now, e) ||
        !attachment_of_tickets(db, &now.id, 1, &r->arena, &files, e))
        return false;
    struct ticket_view view = ticket_view_of(r, &files);
    view.told = told;
    answer_json_begin(r, &w);
    ticket_json_write(&w, &view, &now);
    answer_json_end(r, status, &w);
    r->etag = arena_printf(&r->arena, "\"%lld\"", (long long)now.version);
    return true;
}

bool work_end(struct request *r, struct db *db, const struct casework *c, unsigned status,
              struct err *e)
{
    return answer_ticket(r, db, c, NULL, status, e);
}

bool work_end_told(struct request *r, struct db *db, const struct casework *c, unsigned status,
                   struct err *e)
{
    bool told = c->replies > 0;
    return answer_ticket(r, db, c, &told, status, e);
}
