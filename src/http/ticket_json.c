/* ticket_json.c - DESIGN part 6, "Ticket". */
#include "ticket_json.h"
#include "base/unicode.h"
#include "domain/contact.h"

#define TEXT_MAX ((size_t)1 << 20)

static void member_with(struct json_writer *w, const char *key, struct str text,
                        void (*mask)(struct str, struct buf *))
{
    struct buf masked;
    buf_init(&masked, TEXT_MAX);
    mask(text, &masked);
    if (buf_ok(&masked))
        json_member_text(w, key, buf_view(&masked));
    else
        json_member_text(w, key, STR("[teks tidak dapat ditampilkan]"));
    buf_finish(&masked);
}

void member_masked(struct json_writer *w, const char *key, struct str text)
{
    member_with(w, key, text, mask_chat);
}

static void write_place(struct json_writer *w, const char *key, const struct desk *desk,
                        struct str code)
{
    const struct place *place = code.len ? desk_place(desk, code) : NULL;
    if (code.len == 0) {
        json_member_null(w, key);
        return;
    }
    json_key_name(w, key);
    json_begin_object(w);
    json_member_text(w, "code", code);
    json_member_text(w, "name", place ? place->name : code);
    json_end_object(w);
}

static void write_named(struct json_writer *w, const struct desk *desk, struct str code)
{
    const struct department *department = desk_department(desk, code);
    json_begin_object(w);
    json_member_text(w, "code", code);
    json_member_text(w, "name", department ? department->name : code);
    json_end_object(w);
}

static void write_named_or_null(struct json_writer *w, const char *key, const struct desk *desk,
                                struct str code)
{
    json_key_name(w, key);
    if (code.len)
        write_named(w, desk, code);
    else
        json_write_null(w);
}

/* A list, so that a ticket may one day have more of them. */
static void write_copies(struct json_writer *w, const struct desk *desk, struct str code)
{
    json_key_name(w, "copies");
    json_begin_array(w);
    if (code.len) write_named(w, desk, code);
    json_end_array(w);
}

static void write_location(struct json_writer *w, const char *key, bool known, double latitude,
                           double longitude)
{
    if (!known) {
        json_member_null(w, key);
        return;
    }
    json_key_name(w, key);
    json_begin_object(w);
    json_key_name(w, "lat");
    json_write_double(w, latitude);
    json_key_name(w, "lon");
    json_write_double(w, longitude);
    json_end_object(w);
}

static void write_reporter(struct json_writer *w, const struct ticket_view *view,
                           const struct ticket *t)
{
    char ref[CONTACT_REF_SIZE];
    bool desk = view->role == ROLE_ADMIN || view->role == ROLE_OPERATOR;
    bool hidden = t->confidential && !desk;
    contact_ref_format(t->contact_id, ref);
    json_key_name(w, "reporter");
    json_begin_object(w);
    json_member_text(w, "ref", str_of(ref));
    member_with(w, "name", hidden ? STR_EMPTY : t->reporter_name, mask_name);
    member_with(w, "phone", hidden ? STR_EMPTY : t->reporter_phone, mask_phone);
    json_member_time_or_null(w, "unreachable_since", t->reporter_unreachable_at);
    json_member_bool(w, "blocked", t->reporter_blocked);
    json_end_object(w);
}

static void write_times(struct json_writer *w, const struct ticket_view *view,
                        const struct ticket *t)
{
    json_member_time(w, "created_at", t->created_at);
    json_member_time(w, "updated_at", t->updated_at);
    json_member_time(w, "received_at", t->received_at);
    json_member_time_or_null(w, "due_at", t->due_at);
    json_member_time_or_null(w, "promise_at", t->promise_at);
    json_member_time_or_null(w, "paused_since", t->paused_since);
    json_member_bool(w, "overdue",
                     t->due_at && t->due_at < view->now && ticket_is_open(t->status) &&
                         !t->paused_since);
}

/* What happened to it beside its status. */
static void write_course(struct json_writer *w, const struct ticket_view *view,
                         const struct ticket *t)
{
    char number[TICKET_NUMBER_SIZE] = "";
    if (t->merged_into) ticket_number_format(view->prefix, t->merged_into, number);
    json_member_text_or_null(w, "merged_into", str_of(number));
    json_member_time_or_null(w, "closed_at", t->closed_at);
    json_member_time_or_null(w, "answered_at", t->answered_at);
    json_member_i64(w, "reopened", t->reopened);
    json_member_time_or_null(w, "reopened_at", t->reopened_at);
    json_member_i64(w, "paused_days", t->paused_days);
    json_member_bool(w, "extended", t->extended);
    json_member_i64_or_null(w, "rating", t->rating);
}

static void write_attachment(struct json_writer *w, const struct attachment *a)
{
    bool stored = a->state == ATTACHMENT_STORED;
    json_begin_object(w);
    json_member_i64(w, "id", a->id);
    json_member_i64_or_null(w, "message", a->by_staff ? 0 : a->message_id);
    json_member_text(w, "kind", str_of(message_type_name(a->kind)));
    json_member_text_or_null(w, "mime_type", a->type);
    if (stored)
        json_member_i64(w, "size", a->size);
    else
        json_member_null(w, "size");
    json_member_text_or_null(w, "sha256", stored ? a->file_hash : STR_EMPTY);
    json_member_text(w, "state", str_of(attachment_state_name(a->state)));
    json_member_bool(w, "suspect", a->suspect);
    json_member_bool(w, "by_staff", a->by_staff);
    json_member_bool(w, "repeated", a->repeated);
    json_member_text_or_null(w, "trouble", a->error_code);
    json_member_time_or_null(w, "expires_at", stored ? 0 : a->expires_at);
    json_member_time(w, "received_at", a->created_at);
    json_member_time_or_null(w, "taken_at", a->taken.at);
    write_location(w, "taken_location", a->taken.has_place, a->taken.latitude, a->taken.longitude);
    json_end_object(w);
}

static void write_attachments(struct json_writer *w, const struct attachment_list *list,
                              int64_t ticket_id)
{
    json_key_name(w, "attachments");
    json_begin_array(w);
    for (size_t i = 0; i < list->count; i++)
        if (list->at[i].ticket_id == ticket_id) write_attachment(w, &list->at[i]);
    json_end_array(w);
}

void ticket_json_write(struct json_writer *w, const struct ticket_view *view,
                       const struct ticket *t)
{
    char number[TICKET_NUMBER_SIZE];
    ticket_number_format(view->prefix, t->id, number);
    json_begin_object(w);
    json_member_text(w, "number", str_of(number));
    json_member_text(w, "kind", str_of(ticket_kind_name(t->kind)));
    json_member_text(w, "status", str_of(ticket_status_name(t->status)));
    json_member_text_or_null(w, "outcome", str_of(ticket_outcome_name(t->outcome)));
    json_member_text(w, "category", t->category);
    json_key_name(w, "department");
    write_named(w, view->desk, t->department);
    write_copies(w, view->desk, t->copy_to);
    write_named_or_null(w, "handed_from", view->desk, t->handed_from);
    write_named_or_null(w, "referred_to", view->desk, t->referred_to);
    write_place(w, "district", view->desk, t->district);
    write_place(w, "village", view->desk, t->village);
    write_location(w, "location", t->has_location, t->latitude, t->longitude);
    member_masked(w, "text", utf8_prefix(t->text, view->text_points));
    json_member_text(w, "priority", str_of(ticket_priority_name(t->priority)));
    json_member_bool(w, "confidential", t->confidential);
    json_member_bool(w, "needs_words", t->needs_words);
    write_reporter(w, view, t);
    json_member_text(w, "channel", str_of(ticket_channel_name(t->channel)));
    json_member_text(w, "source", str_of(ticket_source_name(t->source)));
    write_times(w, view, t);
    json_member_i64(w, "supporters", t->supporters);
    write_course(w, view, t);
    write_attachments(w, view->attachments, t->id);
    json_key_name(w, "explanation");
    json_write_raw(w, t->explanation.len ? t->explanation : STR("{}"));
    json_member_i64(w, "version", t->version);
    if (view->told) json_member_bool(w, "told", *view->told);
    json_end_object(w);
}
