/* h_similar.c - open tickets that may be about the same thing: the same category in the same
 * village, or near the same pin, as citizens are asked too (domain/similar.h). */
#include "domain/similar.h"
#include "page.h"
#include "store/attachment_store.h"
#include "store/ticket_store.h"
#include "ticket_page.h"
#include "ticket_path.h"
#include <math.h>

#define SHOWN_MAX 10

struct near {
    struct ticket ticket;
    double metres; /* -1: one of them has no pin */
};

/* The newest first; what the caller may not know of is left out. */
static size_t near_find(struct request *r, const struct ticket *t, const struct ticket *alike,
                        size_t count, struct near out[SHOWN_MAX])
{
    const struct similar_rule *rule = &r->server->options.intake.similar;
    size_t n = 0;
    for (size_t i = count; i-- > 0 && n < SHOWN_MAX;) {
        const struct ticket *other = &alike[i];
        if (staff_sees_ticket(&r->staff, other->kind, other->department) &&
            ticket_is_similar(r->server->options.intake.desk, rule, t, other, &out[n].metres))
            out[n++].ticket.id = other->id;
    }
    return n;
}

static bool near_read(struct request *r, struct db *db, struct near *near, size_t count,
                      struct attachment_list *files, struct err *e)
{
    int64_t ids[SHOWN_MAX];
    for (size_t i = 0; i < count; i++) {
        ids[i] = near[i].ticket.id;
        if (!ticket_get(db, ids[i], &r->arena, &near[i].ticket, e)) return false;
    }
    return attachment_of_tickets(db, ids, count, &r->arena, files, e);
}

static void near_write(struct request *r, const struct near *near, size_t count,
                       const struct attachment_list *files)
{
    struct ticket_view view = ticket_view_of(r, files);
    struct json_writer w;
    view.text_points = LIST_TEXT_POINTS;
    page_begin(r, &w);
    for (size_t i = 0; i < count; i++) {
        json_begin_object(&w);
        json_key_name(&w, "ticket");
        ticket_json_write(&w, &view, &near[i].ticket);
        if (near[i].metres < 0)
            json_member_null(&w, "distance_m");
        else
            json_member_i64(&w, "distance_m", llround(near[i].metres));
        json_end_object(&w);
    }
    page_end_at(r, &w, NULL);
}

bool h_similar_list(struct request *r, struct db *db, struct err *e)
{
    const struct similar_rule *rule = &r->server->options.intake.similar;
    struct ticket t, alike[TICKET_ALIKE_MAX];
    struct near near[SHOWN_MAX] = { 0 };
    struct attachment_list files = { 0 };
    size_t count = 0;
    if (!ticket_of_path(r, db, &t, e)) return false;
    if (rule->within_ms && !ticket_alike(db, &t, t.created_at - rule->within_ms, &r->arena, alike,
                                         TICKET_ALIKE_MAX, &count, e))
        return false;
    count = near_find(r, &t, alike, count, near);
    if (count && !near_read(r, db, near, count, &files, e)) return false;
    near_write(r, near, count, &files);
    return true;
}
