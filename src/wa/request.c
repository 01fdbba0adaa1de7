/* request.c - one message to a citizen, as the Graph API wants it (reference 5.3). */
#include "wa/request.h"
#include "base/json.h"

#define WA_ID_MAX    20  /* digits; E.164 allows 15 */
#define CALLBACK_MAX 512 /* reference part 4: biz_opaque_callback_data */

static void write_text(struct json_writer *w, const struct outbound *m)
{
    json_key_name(w, "text");
    json_begin_object(w);
    json_member_bool(w, "preview_url", false);
    json_member_text(w, "body", m->body);
    json_end_object(w);
}

static void write_text_object(struct json_writer *w, const char *key, struct str text)
{
    json_key_name(w, key);
    json_begin_object(w);
    json_member_text(w, "text", text);
    json_end_object(w);
}

/* Opens `interactive` and, behind body and footer, its `action`. */
static void begin_interactive(struct json_writer *w, const char *type, struct str body,
                              struct str footer)
{
    json_key_name(w, "interactive");
    json_begin_object(w);
    json_member_text(w, "type", str_of(type));
    write_text_object(w, "body", body);
    /* Meta refuses empty strings: an empty footer is none. */
    if (footer.len) write_text_object(w, "footer", footer);
    json_key_name(w, "action");
    json_begin_object(w);
}

static void end_interactive(struct json_writer *w)
{
    json_end_object(w);
    json_end_object(w);
}

static void write_buttons(struct json_writer *w, const struct outbound *m)
{
    begin_interactive(w, "button", m->body, m->footer);
    json_key_name(w, "buttons");
    json_begin_array(w);
    for (size_t i = 0; i < m->choice_count; i++) {
        json_begin_object(w);
        json_member_text(w, "type", STR("reply"));
        json_key_name(w, "reply");
        json_begin_object(w);
        json_member_text(w, "id", m->choices[i].id);
        json_member_text(w, "title", m->choices[i].title);
        json_end_object(w);
        json_end_object(w);
    }
    json_end_array(w);
    end_interactive(w);
}

static void write_rows(struct json_writer *w, const struct outbound *m)
{
    json_key_name(w, "rows");
    json_begin_array(w);
    for (size_t i = 0; i < m->choice_count; i++) {
        json_begin_object(w);
        json_member_text(w, "id", m->choices[i].id);
        json_member_text(w, "title", m->choices[i].title);
        if (m->choices[i].description.len)
            json_member_text(w, "description", m->choices[i].description);
        json_end_object(w);
    }
    json_end_array(w);
}

static void write_list(struct json_writer *w, const struct outbound *m)
{
    begin_interactive(w, "list", m->body, m->footer);
    json_member_text(w, "button", m->list_button);
    /* A title is wanted only where there is more than one section. */
    json_key_name(w, "sections");
    json_begin_array(w);
    json_begin_object(w);
    write_rows(w, m);
    json_end_object(w);
    json_end_array(w);
    end_interactive(w);
}

static void write_reaction(struct json_writer *w, const struct outbound *m)
{
    json_key_name(w, "reaction");
    json_begin_object(w);
    json_member_text(w, "message_id", m->reply_to);
    json_member_text(w, "emoji", m->emoji);
    json_end_object(w);
}

static void write_location_request(struct json_writer *w, const struct outbound *m)
{
    begin_interactive(w, "location_request_message", m->body, STR_EMPTY);
    json_member_text(w, "name", STR("send_location"));
    end_interactive(w);
}

static void write_contact_request(struct json_writer *w, const struct outbound *m)
{
    begin_interactive(w, "request_contact_info", m->body, STR_EMPTY);
    json_member_text(w, "name", STR("request_contact_info"));
    end_interactive(w);
}

static void write_parameters(struct json_writer *w, const struct outbound *m)
{
    json_key_name(w, "components");
    json_begin_array(w);
    json_begin_object(w);
    json_member_text(w, "type", STR("body"));
    json_key_name(w, "parameters");
    json_begin_array(w);
    for (size_t i = 0; i < m->param_count; i++) {
        json_begin_object(w);
        json_member_text(w, "type", STR("text"));
        json_member_text(w, "text", m->params[i]);
        json_end_object(w);
    }
    json_end_array(w);
    json_end_object(w);
    json_end_array(w);
}

static void write_template(struct json_writer *w, const struct outbound *m)
{
    json_key_name(w, "template");
    json_begin_object(w);
    json_member_text(w, "name", m->template_name);
    json_key_name(w, "language");
    json_begin_object(w);
    json_member_text(w, "code", m->template_language);
    json_end_object(w);
    if (m->param_count) write_parameters(w, m);
    json_end_object(w);
}

/* Meta refuses an empty caption as it does any empty string. */
static void write_file(struct json_writer *w, const struct outbound *m)
{
    json_key_name(w, outbound_type_name(m->type));
    json_begin_object(w);
    json_member_text(w, "id", m->media_id);
    if (m->body.len) json_member_text(w, "caption", m->body);
    if (m->type == OUTBOUND_DOCUMENT) json_member_text(w, "filename", m->file_name);
    json_end_object(w);
}

static const struct {
    const char *type;
    void (*write)(struct json_writer *w, const struct outbound *m);
} kinds[OUTBOUND_TYPE_COUNT] = {
    [OUTBOUND_TEXT] = { "text", write_text },
    [OUTBOUND_BUTTONS] = { "interactive", write_buttons },
    [OUTBOUND_LIST] = { "interactive", write_list },
    [OUTBOUND_REACTION] = { "reaction", write_reaction },
    [OUTBOUND_LOCATION_REQUEST] = { "interactive", write_location_request },
    [OUTBOUND_CONTACT_REQUEST] = { "interactive", write_contact_request },
    [OUTBOUND_TEMPLATE] = { "template", write_template },
    [OUTBOUND_IMAGE] = { "image", write_file },
    [OUTBOUND_DOCUMENT] = { "document", write_file },
};

static void write_recipient(struct json_writer *w, const struct wa_recipient *to)
{
    if (to->wa_id.len == 0) {
        json_member_text(w, "recipient", to->bsuid);
        return;
    }
    /* Without the plus Meta may put the country code of the business in front. */
    char phone[WA_ID_MAX + 2];
    struct buf plus;
    buf_fixed(&plus, phone, sizeof phone);
    buf_add_char(&plus, '+');
    buf_add(&plus, to->wa_id);
    json_member_text(w, "to", buf_view(&plus));
}

static void write_message(struct json_writer *w, const struct outbound *m,
                          const struct wa_recipient *to, struct str callback)
{
    json_begin_object(w);
    json_member_text(w, "messaging_product", STR("whatsapp"));
    json_member_text(w, "recipient_type", STR("individual"));
    write_recipient(w, to);
    json_member_text(w, "type", str_of(kinds[m->type].type));
    /* A reaction cannot quote: it names its message itself. */
    if (m->reply_to.len && m->type != OUTBOUND_REACTION) {
        json_key_name(w, "context");
        json_begin_object(w);
        json_member_text(w, "message_id", m->reply_to);
        json_end_object(w);
    }
    if (callback.len) json_member_text(w, "biz_opaque_callback_data", callback);
    kinds[m->type].write(w, m);
    json_end_object(w);
}

bool wa_request_build(const struct outbound *message, const struct wa_recipient *to,
                      struct str callback, struct buf *out, struct err *e)
{
    struct json_writer w;
    if (to->wa_id.len == 0 && to->bsuid.len == 0)
        return err_set(e, ERR_INPUT, "recipient: neither wa_id nor bsuid");
    if (to->wa_id.len > WA_ID_MAX)
        return err_set(e, ERR_INPUT, "recipient: wa_id over %d digits", WA_ID_MAX);
    if (callback.len > CALLBACK_MAX)
        return err_set(e, ERR_INPUT, "callback: over %d bytes", CALLBACK_MAX);
    if (!outbound_check(message, e)) return false;
    if (outbound_has_file(message->type) && message->media_id.len == 0)
        return err_set(e, ERR_INPUT, "file: Meta does not have it yet");
    json_writer_init(&w, out);
    write_message(&w, message, to, callback);
    return json_writer_done(&w) || err_set(e, ERR_LIMIT, "request: larger than its buffer");
}

bool wa_receipt_build(struct str wamid, bool typing, struct buf *out, struct err *e)
{
    struct json_writer w;
    if (wamid.len == 0) return err_set(e, ERR_INPUT, "receipt: no message");
    json_writer_init(&w, out);
    json_begin_object(&w);
    json_member_text(&w, "messaging_product", STR("whatsapp"));
    json_member_text(&w, "status", STR("read"));
    json_member_text(&w, "message_id", wamid);
    if (typing) {
        json_key_name(&w, "typing_indicator");
        json_begin_object(&w);
        json_member_text(&w, "type", STR("text"));
        json_end_object(&w);
    }
    json_end_object(&w);
    return json_writer_done(&w) || err_set(e, ERR_LIMIT, "request: larger than its buffer");
}
