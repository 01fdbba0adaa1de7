/* casework.c - what every use case of the staff needs, and the simplest of them. */
#include "base/unicode.h"
#include "casework_private.h"
#include "notify.h"
#include "record.h"
#include "store/contact_store.h"
#include "store/conversation_store.h"
#include "store/event_store.h"
#include "store/message_store.h"
#include "store/template_store.h"
#include "store/ticket_store.h"

/* Of the id of a message that is ours alone. */
#define PART_TOKEN_BITS 128
#define PART_TOKEN_SIZE 32

bool casework_refuse(struct casework *c, enum refusal_kind kind, const char *code,
                     const char *detail)
{
    c->refusal = (struct refusal){ kind, code, detail, STR_EMPTY };
    return true;
}

bool casework_is_current(struct casework *c)
{
    if (c->seen_version == 0 || c->seen_version == c->ticket->version) return true;
    (void)casework_refuse(c, REFUSAL_STALE, "stale",
                          "Somebody else has changed this ticket: read it again.");
    return false;
}

bool casework_words_fit(struct casework *c, const char *name, struct str words, bool needed,
                        size_t max)
{
    bool fits = utf8_count(words) <= max;
    if (fits && (words.len || !needed)) return true;
    const char *detail =
        arena_printf(c->arena, fits ? "%s is needed." : "%s: at most %zu characters.", name, max);
    (void)casework_refuse(c, REFUSAL_INVALID, "invalid_value", detail ? detail : name);
    return false;
}

bool casework_copy(struct casework *c, const struct buf *text, struct str *out, struct err *e)
{
    return (buf_ok(text) && arena_copy(c->arena, buf_view(text), out)) ||
           err_set(e, ERR_MEMORY, "casework: no memory");
}

bool casework_actor(const struct casework *c, struct str *out, struct err *e)
{
    const char *text = arena_printf(c->arena, "staff:%.*s", STR_ARG(c->who->name));
    if (!text) return err_set(e, ERR_MEMORY, "casework: no memory");
    *out = str_of(text);
    return true;
}

static bool event_make(struct casework *c, const char *type, struct str data, struct str reason,
                       struct str text, struct event *out, struct err *e)
{
    *out = (struct event){ .ticket_id = c->ticket->id,
                           .at = c->now,
                           .type = str_of(type),
                           .data_json = data,
                           .reason = reason,
                           .text = text };
    return casework_actor(c, &out->actor, e);
}

bool casework_event(struct casework *c, const char *type, struct str data, struct str reason,
                    struct str text, struct err *e)
{
    struct event event;
    return event_make(c, type, data, reason, text, &event, e) &&
           event_insert(c->db, &event, c->arena, &c->event_id, e);
}

bool casework_save(struct casework *c, const char *type, struct str data, struct str reason,
                   struct str text, struct err *e)
{
    struct event event;
    return event_make(c, type, data, reason, text, &event, e) &&
           record_change(c->db, c->options->desk, c->ticket, &event, c->arena, &c->event_id, e);
}

bool casework_tell(struct casework *c, const struct news *news, struct err *e)
{
    struct notify n = { .db = c->db,
                        .options = c->options,
                        .arena = c->arena,
                        .ticket = c->ticket,
                        .key = news->key,
                        .lines = news->lines,
                        .file = news->file,
                        .contact = news->contact,
                        .event_id = c->event_id,
                        .now = c->now };
    char other[TICKET_NUMBER_SIZE];
    if (news->other_id) {
        ticket_number_format(c->options->ticket_prefix, news->other_id, other);
        n.other = str_of(other);
    }
    return notify_ticket(&n, &c->replies, e);
}

void casework_answered(struct casework *c)
{
    ticket_answer(c->ticket, c->now);
}

bool casework_note(struct casework *c, struct str text, struct err *e)
{
    if (!casework_words_fit(c, "text", text, true, CASEWORK_WORDS_MAX) || !casework_is_current(c))
        return true;
    return casework_save(c, EVENT_NOTE, STR_EMPTY, STR_EMPTY, text, e);
}

bool casework_identity(struct casework *c, struct str reason, struct err *e)
{
    if (!casework_words_fit(c, "reason", reason, true, CASEWORK_WORDS_MAX) ||
        !casework_is_current(c))
        return true;
    return casework_event(c, EVENT_IDENTITY, STR_EMPTY, reason, STR_EMPTY, e);
}

static bool set_blocked(struct casework *c, enum block to, const char *event, struct str reason,
                        struct err *e)
{
    struct conversation chat;
    if (!casework_words_fit(c, "reason", reason, true, CASEWORK_WORDS_MAX) ||
        !casework_is_current(c))
        return true;
    if (!conversation_get(c->db, c->ticket->contact_id, c->arena, &chat, e)) return false;
    if ((chat.blocked == BLOCK_NONE) == (to == BLOCK_NONE))
        return casework_refuse(c, REFUSAL_CONFLICT, "illegal_move",
                               to == BLOCK_NONE ? "The reporter is not blocked."
                                                : "The reporter is blocked already.");
    chat.blocked = to;
    return conversation_save(c->db, &chat, e) &&
           ticket_reporter_changed(c->db, c->ticket->contact_id, c->ticket->id, e) &&
           casework_save(c, event, STR_EMPTY, reason, STR_EMPTY, e);
}

bool casework_block(struct casework *c, struct str reason, struct err *e)
{
    return set_blocked(c, BLOCK_NEW, EVENT_BLOCKED, reason, e);
}

bool casework_unblock(struct casework *c, struct str reason, struct err *e)
{
    return set_blocked(c, BLOCK_NONE, EVENT_UNBLOCKED, reason, e);
}

static const char *window_why(bool ever_wrote, bool has_template)
{
    if (has_template)
        return ever_wrote ? "The reporter last wrote more than 24 hours ago: WhatsApp takes "
                            "templates only."
                          : "The reporter has never written here: WhatsApp takes templates only.";
    return ever_wrote ? "The reporter last wrote more than 24 hours ago, and no template is "
                        "approved yet (kanda templates): call them."
                      : "The reporter has never written here, and no template is approved yet "
                        "(kanda templates): call them.";
}

/* *open after a refusal is false. */
static bool window_check(struct casework *c, bool *open, struct err *e)
{
    struct contact contact;
    struct template_offer offer;
    struct conversation chat;
    if (!contact_get(c->db, c->ticket->contact_id, c->arena, &contact, e) ||
        !conversation_get(c->db, contact.id, c->arena, &chat, e) ||
        !template_offer(c->db, contact.id, TEMPLATE_REPLY, str_of(language_code(chat.language)),
                        c->now, c->arena, &offer, e))
        return false;
    bool reachable = contact.wa_id.len || contact.bsuid.len;
    *open = reachable && offer.window_open;
    if (!reachable)
        (void)casework_refuse(c, REFUSAL_CONFLICT, "not_reachable",
                              "The reporter has no WhatsApp address: use the way they came by.");
    else if (!*open)
        (void)casework_refuse(c, REFUSAL_CONFLICT, "window_closed",
                              window_why(contact.last_inbound_at != 0, offer.name.len != 0));
    if (reachable && !*open) c->refusal.template_name = offer.name;
    return true;
}

/* The file as it will be sent; type OUTBOUND_TEXT after a refusal. */
static bool file_find(struct casework *c, int64_t id, struct outbound *file, struct err *e)
{
    struct attachment_list files;
    const struct attachment *found = NULL;
    const char *why = "attachment: staff have added no file with this id to this ticket.";
    *file = (struct outbound){ .type = OUTBOUND_TEXT };
    if (!attachment_of_tickets(c->db, &c->ticket->id, 1, c->arena, &files, e)) return false;
    for (size_t i = 0; i < files.count; i++)
        if (files.at[i].id == id && files.at[i].by_staff) found = &files.at[i];
    if (!found || !outbound_file_type(found->type, found->size, &file->type, &why))
        return casework_refuse(c, REFUSAL_INVALID, "invalid_value", why);
    file->attachment = id;
    file->file = found->file_hash;
    file->file_type = found->type;
    if (file->type == OUTBOUND_IMAGE) return true;
    char number[TICKET_NUMBER_SIZE];
    ticket_number_format(c->options->ticket_prefix, c->ticket->id, number);
    const char *name = arena_printf(c->arena, "%s-%lld%s", number, (long long)id,
                                    attachment_extension(found->type));
    if (!name) return err_set(e, ERR_MEMORY, "casework: no memory");
    file->file_name = str_of(name);
    return true;
}

static bool reply_event(struct casework *c, struct str text, const struct outbound *file,
                        struct err *e)
{
    const char *data = file ? arena_printf(c->arena, "{\"attachment\":%lld,\"sha256\":\"%.*s\"}",
                                           (long long)file->attachment, STR_ARG(file->file))
                            : "";
    if (!data) return err_set(e, ERR_MEMORY, "casework: no memory");
    return casework_save(c, EVENT_REPLY, str_of(data), STR_EMPTY, text, e);
}

bool casework_reply(struct casework *c, struct str text, int64_t attachment, struct err *e)
{
    bool open;
    struct outbound file;
    size_t max = attachment ? CASEWORK_MOVE_WORDS_MAX : CASEWORK_WORDS_MAX;
    if (!casework_words_fit(c, "text", text, true, max) || !casework_is_current(c)) return true;
    if (attachment && !file_find(c, attachment, &file, e)) return false;
    if (c->refusal.kind != REFUSAL_NONE) return true;
    if (!window_check(c, &open, e)) return false;
    if (!open) return true;
    casework_answered(c);
    const struct outbound *sent = attachment ? &file : NULL;
    const struct news news = { .key = REPLY_WORK_REPLY, .lines = text, .file = sent };
    return reply_event(c, text, sent, e) && casework_tell(c, &news, e);
}

/* Ours as well as a citizen's files belong to a message: this one leaves for nobody. */
bool casework_upload(struct casework *c, const struct attachment_file *file, int64_t *id,
                     struct err *e)
{
    char token[PART_TOKEN_SIZE];
    int64_t message_id = 0;
    if (!casework_is_current(c)) return true;
    if (!random_token(PART_TOKEN_BITS, token, sizeof token))
        return err_set(e, ERR_INTERNAL, "casework: no random bytes");
    const char *wamid = arena_printf(c->arena, "staff:%s", token);
    if (!wamid) return err_set(e, ERR_MEMORY, "casework: no memory");
    bool photo = str_starts(str_of(file->type), STR("image/"));
    enum message_type kind = photo ? MESSAGE_IMAGE : MESSAGE_DOCUMENT;
    const struct message_row row = { .wamid = str_of(wamid),
                                     .outbound = true,
                                     .type = kind,
                                     .ticket_id = c->ticket->id,
                                     .sent_at = c->now,
                                     .received_at = c->now };
    if (!message_insert(c->db, &row, &message_id, e) ||
        !attachment_add(c->db, message_id, kind, file, c->now, id, e))
        return false;
    const char *data = arena_printf(c->arena, "{\"attachment\":%lld,\"sha256\":\"%s\"}",
                                    (long long)*id, file->hash);
    if (!data) return err_set(e, ERR_MEMORY, "casework: no memory");
    return casework_save(c, EVENT_UPLOADED, str_of(data), STR_EMPTY, STR_EMPTY, e);
}
