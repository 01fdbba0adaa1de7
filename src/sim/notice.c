/* notice.c - the webhook bodies that Meta would send. */
#include "notice.h"
#include "base/unicode.h"
#include <inttypes.h>
#include <stdio.h>

#define PLAIN_MAX ((size_t)4 << 20)

static void write_seconds(struct json_writer *w, int64_t at_s)
{
    char text[24];
    (void)snprintf(text, sizeof text, "%" PRId64, at_s);
    json_member_text(w, "timestamp", str_of(text));
}

static void begin_change(struct json_writer *w, struct buf *plain, const struct sim_line *line,
                         const char *field)
{
    buf_init(plain, PLAIN_MAX);
    json_writer_init(w, plain);
    json_begin_object(w);
    json_member_text(w, "object", STR("whatsapp_business_account"));
    json_key_name(w, "entry");
    json_begin_array(w);
    json_begin_object(w);
    json_member_text(w, "id", line->business_account_id);
    json_key_name(w, "changes");
    json_begin_array(w);
    json_begin_object(w);
    json_member_text(w, "field", str_of(field));
    json_key_name(w, "value");
    json_begin_object(w);
}

static void end_change(struct json_writer *w, struct buf *plain, struct buf *out)
{
    json_end_object(w);
    json_end_object(w);
    json_end_array(w);
    json_end_object(w);
    json_end_array(w);
    json_end_object(w);
    if (json_writer_done(w))
        sim_notice_escape(buf_view(plain), out);
    else
        out->failed = true;
    buf_finish(plain);
}

static void write_metadata(struct json_writer *w, const struct sim_line *line)
{
    json_member_text(w, "messaging_product", STR("whatsapp"));
    json_key_name(w, "metadata");
    json_begin_object(w);
    json_member_text(w, "display_phone_number", line->display_number);
    json_member_text(w, "phone_number_id", line->phone_number_id);
    json_end_object(w);
}

static void write_contact(struct json_writer *w, struct str name, struct str wa_id,
                          struct str user_id)
{
    json_begin_object(w);
    json_key_name(w, "profile");
    json_begin_object(w);
    if (name.len) json_member_text(w, "name", name);
    json_end_object(w);
    if (wa_id.len) json_member_text(w, "wa_id", wa_id);
    if (user_id.len) json_member_text(w, "user_id", user_id);
    json_end_object(w);
}

static void write_letter(struct json_writer *w, const struct sim_line *line,
                         const struct sim_letter *m)
{
    char type[32];
    if (!str_copy(type, sizeof type, m->type)) w->out->failed = true;
    json_begin_object(w);
    if (m->wa_id.len) json_member_text(w, "from", m->wa_id);
    if (m->user_id.len) json_member_text(w, "from_user_id", m->user_id);
    json_member_text(w, "id", m->wamid);
    write_seconds(w, m->at_s);
    if (m->quoted.len) {
        json_key_name(w, "context");
        json_begin_object(w);
        json_member_text(w, "from", line->display_number);
        json_member_text(w, "id", m->quoted);
        json_end_object(w);
    }
    json_member_text(w, "type", m->type);
    if (m->content.len) {
        json_key_name(w, type);
        json_write_raw(w, m->content);
    }
    json_end_object(w);
}

void sim_notice_letters(struct buf *out, const struct sim_line *line,
                        const struct sim_letter *letters, size_t count)
{
    struct json_writer w;
    struct buf plain;
    begin_change(&w, &plain, line, "messages");
    write_metadata(&w, line);
    json_key_name(&w, "contacts");
    json_begin_array(&w);
    for (size_t i = 0; i < count; i++)
        write_contact(&w, letters[i].name, letters[i].wa_id, letters[i].user_id);
    json_end_array(&w);
    json_key_name(&w, "messages");
    json_begin_array(&w);
    for (size_t i = 0; i < count; i++)
        write_letter(&w, line, &letters[i]);
    json_end_array(&w);
    end_change(&w, &plain, out);
}

static void write_error(struct json_writer *w, const struct sim_receipt *r)
{
    json_key_name(w, "errors");
    json_begin_array(w);
    json_begin_object(w);
    json_member_i64(w, "code", r->error_code);
    json_member_text(w, "title", r->error_title);
    json_member_text(w, "message", r->error_title);
    json_key_name(w, "error_data");
    json_begin_object(w);
    json_member_text(w, "details", r->error_title);
    json_end_object(w);
    json_end_object(w);
    json_end_array(w);
}

static void write_receipt(struct json_writer *w, const struct sim_receipt *r)
{
    json_begin_object(w);
    json_member_text(w, "id", r->wamid);
    json_member_text(w, "status", r->status);
    write_seconds(w, r->at_s);
    if (r->wa_id.len) json_member_text(w, "recipient_id", r->wa_id);
    if (r->user_id.len) json_member_text(w, "recipient_user_id", r->user_id);
    if (r->callback.len) json_member_text(w, "biz_opaque_callback_data", r->callback);
    if (r->category.len) {
        json_key_name(w, "pricing");
        json_begin_object(w);
        json_member_bool(w, "billable", true);
        json_member_text(w, "pricing_model", STR("PMP"));
        json_member_text(w, "type", STR("regular"));
        json_member_text(w, "category", r->category);
        json_end_object(w);
    }
    if (str_equal(r->status, STR("failed"))) write_error(w, r);
    json_end_object(w);
}

void sim_notice_receipt(struct buf *out, const struct sim_line *line,
                        const struct sim_receipt *receipt)
{
    struct json_writer w;
    struct buf plain;
    begin_change(&w, &plain, line, "messages");
    write_metadata(&w, line);
    if (!str_equal(receipt->status, STR("failed"))) {
        json_key_name(&w, "contacts");
        json_begin_array(&w);
        write_contact(&w, receipt->name, receipt->wa_id, receipt->user_id);
        json_end_array(&w);
    }
    json_key_name(&w, "statuses");
    json_begin_array(&w);
    write_receipt(&w, receipt);
    json_end_array(&w);
    end_change(&w, &plain, out);
}

void sim_notice_template(struct buf *out, const struct sim_line *line, struct str id,
                         struct str name, struct str language, struct str event)
{
    struct json_writer w;
    struct buf plain;
    begin_change(&w, &plain, line, "message_template_status_update");
    json_member_text(&w, "event", event);
    json_key_name(&w, "message_template_id");
    json_write_raw(&w, id);
    json_member_text(&w, "message_template_name", name);
    json_member_text(&w, "message_template_language", language);
    if (str_equal(event, STR("REJECTED")))
        json_member_text(&w, "reason", STR("INVALID_FORMAT"));
    else
        json_member_null(&w, "reason");
    end_change(&w, &plain, out);
}

void sim_notice_text_content(struct buf *out, struct str text)
{
    struct json_writer w;
    json_writer_init(&w, out);
    json_begin_object(&w);
    json_member_text(&w, "body", text);
    json_end_object(&w);
}

static void add_unit(struct buf *out, unsigned unit)
{
    buf_addf(out, "\\u%04x", unit); /* lower case, as Meta signs it */
}

void sim_notice_escape(struct str json, struct buf *out)
{
    while (json.len > 0) {
        size_t plain = 0;
        while (plain < json.len && (unsigned char)json.at[plain] < 0x80 && json.at[plain] != '/')
            plain++;
        buf_add(out, str_slice(json, 0, plain));
        json = str_slice(json, plain, json.len);
        int32_t c;
        if (!utf8_next(&json, &c)) break;
        if (c == '/') {
            buf_add(out, STR("\\/"));
        } else if (c < 0) {
            add_unit(out, 0xfffd);
        } else if (c < 0x10000) {
            add_unit(out, (unsigned)c);
        } else {
            add_unit(out, 0xd800 + (unsigned)((c - 0x10000) >> 10));
            add_unit(out, 0xdc00 + (unsigned)((c - 0x10000) & 0x3ff));
        }
    }
}
