/* letter.c - one message as JSON: for the server, and for the phone. */
#include "letter.h"
#include "base/json.h"
#include <stdio.h>

#define LINE_MAX ((size_t)64 << 10)

static void write_content(struct json_writer *w, const struct past_letter *letter)
{
    json_begin_object(w);
    if (letter->text.len) {
        json_member_text(w, "body", letter->text);
    } else {
        json_key_name(w, "latitude");
        json_write_double(w, letter->latitude);
        json_key_name(w, "longitude");
        json_write_double(w, letter->longitude);
    }
    json_end_object(w);
}

static const char *type_of(const struct past_letter *letter)
{
    return letter->text.len ? "text" : "location";
}

static void write_message(struct json_writer *w, const struct past *p,
                          const struct past_letter *letter, struct str wamid)
{
    char at[24];
    (void)snprintf(at, sizeof at, "%lld", (long long)(p->now / MS_PER_SECOND));
    json_begin_object(w);
    json_member_text(w, "from", str_of(letter->from->phone));
    json_member_text(w, "id", wamid);
    json_member_text(w, "timestamp", str_of(at));
    json_member_text(w, "type", str_of(type_of(letter)));
    if (letter->quoted.len) {
        json_key_name(w, "context");
        json_begin_object(w);
        json_member_text(w, "id", letter->quoted);
        json_end_object(w);
    }
    json_key_name(w, type_of(letter));
    write_content(w, letter);
    json_end_object(w);
}

static void write_value(struct json_writer *w, const struct past *p,
                        const struct past_letter *letter, struct str wamid)
{
    json_begin_object(w);
    json_member_text(w, "messaging_product", STR("whatsapp"));
    json_key_name(w, "metadata");
    json_begin_object(w);
    json_member_text(w, "phone_number_id", str_of(p->app.conf.whatsapp_phone_number_id));
    json_end_object(w);
    json_key_name(w, "contacts");
    json_begin_array(w);
    json_begin_object(w);
    json_key_name(w, "profile");
    json_begin_object(w);
    json_member_text(w, "name", str_of(letter->from->name));
    json_end_object(w);
    json_member_text(w, "wa_id", str_of(letter->from->phone));
    json_end_object(w);
    json_end_array(w);
    json_key_name(w, "messages");
    json_begin_array(w);
    write_message(w, p, letter, wamid);
    json_end_array(w);
    json_end_object(w);
}

void demo_letter_webhook(const struct past *p, const struct past_letter *letter, struct str wamid,
                         struct buf *out)
{
    struct json_writer w;
    json_writer_init(&w, out);
    json_begin_object(&w);
    json_member_text(&w, "object", STR("whatsapp_business_account"));
    json_key_name(&w, "entry");
    json_begin_array(&w);
    json_begin_object(&w);
    json_member_text(&w, "id", str_of(p->app.conf.whatsapp_business_account_id));
    json_key_name(&w, "changes");
    json_begin_array(&w);
    json_begin_object(&w);
    json_member_text(&w, "field", STR("messages"));
    json_key_name(&w, "value");
    write_value(&w, p, letter, wamid);
    json_end_object(&w);
    json_end_array(&w);
    json_end_object(&w);
    json_end_array(&w);
    json_end_object(&w);
}

/* A line that did not fit would be missing on the phone alone. */
static void line_write(struct past *p, struct buf *line)
{
    if (buf_ok(line)) (void)fprintf(p->chats, "%.*s\n", STR_ARG(buf_view(line)));
    buf_finish(line);
}

void demo_chat_letter(struct past *p, const struct past_letter *letter, struct str wamid)
{
    struct json_writer w;
    struct buf line;
    if (!p->chats || !str_starts(str_of(letter->from->phone), STR(PAST_PHONE_PREFIX))) return;
    buf_init(&line, LINE_MAX);
    json_writer_init(&w, &line);
    json_begin_object(&w);
    json_member_text(&w, "from", str_of(letter->from->phone));
    json_member_text(&w, "name", str_of(letter->from->name));
    json_member_text(&w, "wamid", wamid);
    json_member_i64(&w, "at_ms", p->now);
    json_member_text(&w, "type", str_of(type_of(letter)));
    json_key_name(&w, "content");
    write_content(&w, letter);
    if (letter->quoted.len) json_member_text(&w, "quoted", letter->quoted);
    json_end_object(&w);
    line_write(p, &line);
}

void demo_chat_answer(struct past *p, struct str request, struct str wamid)
{
    struct json_writer w;
    struct buf line;
    buf_init(&line, LINE_MAX);
    json_writer_init(&w, &line);
    json_begin_object(&w);
    json_member_text(&w, "wamid", wamid);
    json_member_i64(&w, "at_ms", p->now);
    json_key_name(&w, "request");
    json_write_raw(&w, request);
    json_end_object(&w);
    line_write(p, &line);
}
