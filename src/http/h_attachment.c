/* h_attachment.c - the file of a message, for whoever may read its ticket. */
#include "store/attachment_store.h"
#include "store/event_store.h"
#include "store/media_store.h"
#include "ticket_path.h"
#include <string.h>

/* Names of the sender's choosing never come near a header: a file is called by its ticket. A type
 * that is not on our list is called bytes. */
static bool answer_stored(struct request *r, const struct ticket *t, const struct attachment *a,
                          struct err *e)
{
    char number[TICKET_NUMBER_SIZE];
    const char *extension = attachment_extension(a->type);
    bool known = strcmp(extension, ".bin") != 0;
    int64_t size;
    int fd;
    ticket_number_format(r->server->options.intake.ticket_prefix, t->id, number);
    char *disposition = arena_printf(&r->arena, "%s; filename=\"%s-%lld%s\"",
                                     attachment_is_photo(a) ? "inline" : "attachment", number,
                                     (long long)a->id, extension);
    char *type = arena_printf(&r->arena, "%.*s", STR_ARG(a->type));
    if (!disposition || !type) return err_set(e, ERR_MEMORY, "attachment: no memory");
    if (!r->server->options.media ||
        !media_store_get(r->server->options.media, a->file_hash, &fd, &size, e)) {
        answer_problem(r, 503, "unavailable", "The file cannot be read now: tell an operator.");
        log_event(r->server->options.log, LOG_ERROR, "media.unreadable",
                  LOG_NUM("attachment", a->id));
        return true;
    }
    answer_file(r, fd, size, known ? type : "application/octet-stream", disposition);
    return true;
}

/* The one of this ticket with this id; ERR_NOT_FOUND for any other, whatever it belongs to. */
static bool find(struct request *r, struct db *db, int64_t ticket_id, struct attachment *out,
                 struct err *e)
{
    struct attachment_list list;
    int64_t id;
    if (!str_to_i64(r->params[1], 1, INT64_MAX, &id, NULL)) id = 0;
    if (!attachment_of_tickets(db, &ticket_id, 1, &r->arena, &list, e)) return false;
    for (size_t i = 0; i < list.count; i++)
        if (list.at[i].id == id) {
            *out = list.at[i];
            return true;
        }
    return err_set(e, ERR_NOT_FOUND, "no such attachment");
}

/* Who has seen the file, before they have. */
static bool opening_note(struct request *r, struct db *db, const struct ticket *t,
                         const struct attachment *a, struct err *e)
{
    int64_t id;
    const char *data = arena_printf(&r->arena, "{\"attachment\":%lld}", (long long)a->id);
    const char *actor = arena_printf(&r->arena, "staff:%.*s", STR_ARG(r->staff.name));
    if (!data || !actor) return err_set(e, ERR_MEMORY, "attachment: no memory");
    const struct event event = { .ticket_id = t->id,
                                 .at = r->arrived_at,
                                 .type = STR(EVENT_ATTACHMENT),
                                 .actor = str_of(actor),
                                 .data_json = str_of(data) };
    return event_insert(db, &event, &r->arena, &id, e);
}

/* On the writer thread; opening a file there takes microseconds. */
bool h_attachment_get(struct request *r, struct db *db, struct err *e)
{
    struct ticket t;
    struct attachment a;
    if (!ticket_of_path(r, db, &t, e) || !find(r, db, t.id, &a, e)) return false;
    switch (a.state) {
    case ATTACHMENT_STORED: return opening_note(r, db, &t, &a, e) && answer_stored(r, &t, &a, e);
    case ATTACHMENT_WAITING:
        answer_problem(r, 409, "attachment_waiting", "The file is not here yet: ask again later.");
        return true;
    case ATTACHMENT_FAILED:
        answer_problem(r, 409, "attachment_failed",
                       "The file could not be had as it was sent: ask the reporter to send it "
                       "again.");
        return true;
    case ATTACHMENT_EXPIRED:
    case ATTACHMENT_STATE_COUNT: break;
    }
    answer_problem(r, 410, "attachment_expired",
                   "WhatsApp has the file no more: ask the reporter to send it again.");
    return true;
}
