/* h_canned.c - canned answers as words about one ticket, for whoever may write to its citizen. */
#include "page.h"
#include "service/canned.h"
#include "ticket_path.h"

static bool write_answer(struct request *r, struct json_writer *w, const struct canned_answer *a,
                         const struct ticket *t, struct err *e)
{
    struct str text;
    bool fits;
    if (!canned_is_for(a, r->staff.role)) return true;
    if (!canned_fill(&r->server->options.intake, a, t, r->arrived_at, &r->arena, &fits, &text, e))
        return false;
    if (!fits) return true;
    json_begin_object(w);
    json_member_text(w, "code", a->code);
    json_member_text(w, "title", a->title);
    json_member_text(w, "text", text);
    json_end_object(w);
    return true;
}

bool h_canned_list(struct request *r, struct db *db, struct err *e)
{
    const struct desk *desk = r->server->options.intake.desk;
    struct ticket t;
    struct json_writer w;
    if (!ticket_of_path(r, db, &t, e)) return false;
    page_begin(r, &w);
    for (size_t i = 0; i < desk->canned_count; i++)
        if (!write_answer(r, &w, &desk->canned[i], &t, e)) return false;
    page_end_at(r, &w, NULL);
    return true;
}
