/* webhook_case.h - for the tests of the webhook parser: parse one body, say in one line of text
 * what was understood. Fields that are empty are left out of the line. */
#ifndef KANDA_TESTS_WEBHOOK_CASE_H
#define KANDA_TESTS_WEBHOOK_CASE_H

#include "base/buf.h"
#include "wa/webhook.h"

#define NUMBER  "100000000000001"
#define ARRIVAL INT64_C(1795600000000)

struct parsed {
    struct arena arena;
    struct inbound_batch batch;
};

static inline void parsed_open(struct parsed *p, struct str body)
{
    struct err e = { 0 };
    *p = (struct parsed){ 0 };
    if (!wa_webhook_parse(body, STR(NUMBER), ARRIVAL, &p->arena, &p->batch, &e))
        fail_msg("parse: %s", e.text);
}

static inline void parsed_close(struct parsed *p)
{
    arena_clear(&p->arena);
}

/* A body around the members of one `value`, from the heap. */
static inline char *body_around(const char *value)
{
    struct buf b;
    buf_init(&b, (size_t)8 << 20);
    buf_add_text(&b, "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":"
                     "\"200000000000002\",\"changes\":[{\"field\":\"messages\",\"value\":{"
                     "\"messaging_product\":\"whatsapp\",\"metadata\":{\"display_phone_number\":"
                     "\"6281200009999\",\"phone_number_id\":\"" NUMBER "\"},");
    buf_add_text(&b, value);
    buf_add_text(&b, "}}]}]}");
    char *body = buf_take(&b, NULL);
    assert_non_null(body);
    return body;
}

static inline void say(struct buf *out, const char *name, struct str value)
{
    if (value.len) buf_addf(out, " %s=%.*s", name, STR_ARG(value));
}

static inline void say_yes(struct buf *out, const char *name, bool value)
{
    if (value) buf_addf(out, " %s", name);
}

/* Who wrote it and around what, without the content. */
static inline void say_sender(struct buf *out, const struct inbound *in)
{
    buf_add(out, in->wamid);
    say(out, "wa_id", in->wa_id);
    say(out, "bsuid", in->bsuid);
    say(out, "username", in->username);
    say(out, "name", in->profile_name);
    say(out, "group", in->group_id);
}

static inline void say_media(struct buf *out, const struct inbound_media *media)
{
    say(out, "media", media->id);
    say(out, "mime", media->mime_type);
    say(out, "sha256", media->sha256);
    say(out, "filename", media->filename);
    say(out, "url", media->url);
    say_yes(out, "voice", media->voice);
}

static inline void say_content(struct buf *out, const struct inbound *in)
{
    buf_addf(out, "%d/%.*s", (int)in->type, STR_ARG(in->type_name));
    say(out, "text", in->text);
    say(out, "reply_to", in->reply_to);
    say_yes(out, "forwarded", in->forwarded);
    say_yes(out, "frequently", in->frequently_forwarded);
    say(out, "choice", in->choice_id);
    say(out, "flow", in->flow_json);
    say_media(out, &in->media);
    if (in->location.present)
        buf_addf(out, " at=%.4f,%.4f", in->location.latitude, in->location.longitude);
    say(out, "place", in->location.name);
    say(out, "address", in->location.address);
    say(out, "target", in->target);
    say(out, "phone", in->shared_phone);
    say_yes(out, "on_request", in->shared_on_request);
    say(out, "system", in->system_type);
    say(out, "new_wa_id", in->new_wa_id);
    say(out, "new_bsuid", in->new_bsuid);
    say(out, "unsupported", in->unsupported_type);
    if (in->error_code) buf_addf(out, " error=%lld", (long long)in->error_code);
}

static inline void say_status(struct buf *out, const struct inbound_status *s)
{
    buf_addf(out, "%.*s %d/%.*s", STR_ARG(s->wamid), (int)s->status, STR_ARG(s->status_name));
    if (s->at != ARRIVAL) buf_addf(out, " at=%lld", (long long)s->at);
    say(out, "wa_id", s->recipient_wa_id);
    say(out, "bsuid", s->recipient_bsuid);
    say(out, "parent", s->recipient_parent_bsuid);
    say(out, "callback", s->callback);
    if (s->error_code) buf_addf(out, " error=%lld", (long long)s->error_code);
    say(out, "title", s->error_title);
    say(out, "detail", s->error_detail);
    say(out, "pricing", s->pricing_type);
    say(out, "category", s->pricing_category);
}

/* Everything of a batch in reading order of its kinds, one line each. */
static inline void say_batch(struct buf *out, const struct inbound_batch *b)
{
    for (size_t i = 0; i < b->message_count; i++) {
        buf_add_text(out, "message ");
        say_sender(out, &b->messages[i]);
        buf_add_char(out, '\n');
    }
    for (size_t i = 0; i < b->echo_count; i++) {
        buf_add_text(out, "echo ");
        say_sender(out, &b->echoes[i]);
        buf_add_char(out, ' ');
        say_content(out, &b->echoes[i]);
        buf_add_char(out, '\n');
    }
    for (size_t i = 0; i < b->status_count; i++) {
        buf_add_text(out, "status ");
        say_status(out, &b->statuses[i]);
        buf_add_char(out, '\n');
    }
    for (size_t i = 0; i < b->notice_count; i++) {
        const struct inbound_notice *n = &b->notices[i];
        buf_addf(out, "notice %.*s", STR_ARG(n->field));
        if (n->at != ARRIVAL) buf_addf(out, " at=%lld", (long long)n->at);
        if (n->timed != (n->at != ARRIVAL)) buf_add_text(out, " whose time?");
        if (n->error_code) buf_addf(out, " code=%lld", (long long)n->error_code);
        buf_addf(out, " %.*s\n", STR_ARG(n->value_json));
    }
    for (size_t i = 0; i < b->reject_count; i++)
        buf_addf(out, "reject %s %.*s\n", b->rejects[i].reason, STR_ARG(b->rejects[i].detail));
}

#endif
