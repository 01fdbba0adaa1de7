/* fuzz_webhook.c - any bytes as a signed webhook body: counts stay bounded, what is read is
 * complete, and nothing points into the body or the parsed tree, which are gone by then. */
#include "domain/inbound.h"
#include "wa/webhook.h"
#include <stdlib.h>
#include <string.h>

#define NUMBER  "100000000000001"
#define ARRIVAL INT64_C(1795600000000)
#define LATEST  (ARRIVAL + (int64_t)2 * 24 * 60 * 60 * 1000)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
    if (!holds) abort();
}

/* Reads each byte, so that AddressSanitizer sees a view of released memory. */
static void touch(struct str s)
{
    volatile unsigned char sum = 0;
    require(s.at != NULL);
    for (size_t i = 0; i < s.len; i++)
        sum = (unsigned char)(sum + (unsigned char)s.at[i]);
}

static void check_message(const struct inbound *in)
{
    const struct str views[] = {
        in->type_name,       in->wamid,         in->wa_id,
        in->bsuid,           in->username,      in->profile_name,
        in->group_id,        in->text,          in->reply_to,
        in->choice_id,       in->flow_json,     in->media.id,
        in->media.mime_type, in->media.sha256,  in->media.filename,
        in->media.url,       in->location.name, in->location.address,
        in->target,          in->shared_phone,  in->system_type,
        in->new_wa_id,       in->new_bsuid,     in->unsupported_type,
    };
    for (size_t i = 0; i < sizeof views / sizeof *views; i++)
        touch(views[i]);
    require((int)in->type >= MESSAGE_UNKNOWN && in->type < MESSAGE_TYPE_COUNT);
    require(in->wamid.len > 0);
    require(in->sent_at > 0 && in->sent_at <= LATEST);
    for (size_t i = 0; i < in->wa_id.len; i++)
        require(in->wa_id.at[i] >= '0' && in->wa_id.at[i] <= '9');
    require(in->flow_json.len == 0 || in->type == MESSAGE_INTERACTIVE);
    require(!in->frequently_forwarded || in->forwarded);
    if (!in->location.present) return;
    require(in->location.latitude >= -90 && in->location.latitude <= 90);
    require(in->location.longitude >= -180 && in->location.longitude <= 180);
}

static void check_status(const struct inbound_status *s)
{
    const struct str views[] = {
        s->wamid,
        s->status_name,
        s->recipient_wa_id,
        s->recipient_bsuid,
        s->recipient_parent_bsuid,
        s->callback,
        s->error_title,
        s->error_detail,
        s->pricing_type,
        s->pricing_category,
    };
    for (size_t i = 0; i < sizeof views / sizeof *views; i++)
        touch(views[i]);
    require(s->wamid.len > 0 && s->status_name.len > 0);
    require(s->status >= DELIVERY_SENT && s->status <= DELIVERY_OTHER);
    require(s->at > 0 && s->at <= LATEST);
}

static void check_batch(const struct inbound_batch *b)
{
    require(b->message_count + b->status_count + b->notice_count + b->reject_count <=
            WA_UPDATES_MAX + 1);
    for (size_t i = 0; i < b->message_count; i++)
        check_message(&b->messages[i]);
    for (size_t i = 0; i < b->status_count; i++)
        check_status(&b->statuses[i]);
    for (size_t i = 0; i < b->notice_count; i++) {
        touch(b->notices[i].field);
        touch(b->notices[i].value_json);
        require(b->notices[i].field.len > 0 && b->notices[i].value_json.len > 0);
    }
    for (size_t i = 0; i < b->reject_count; i++) {
        touch(b->rejects[i].detail);
        require(b->rejects[i].reason && b->rejects[i].detail.len > 0);
    }
}

/* With this much arena it either fails and says so, or is as good as without a limit. */
static void parse(const uint8_t *data, size_t size, size_t max, const size_t *expected)
{
    struct arena arena;
    struct inbound_batch batch = { 0 };
    struct err e = { 0 };
    char *body = malloc(size ? size : 1);
    require(body != NULL);
    if (size) memcpy(body, data, size);
    arena_init(&arena, max);
    bool ok =
        wa_webhook_parse((struct str){ body, size }, STR(NUMBER), ARRIVAL, &arena, &batch, &e);
    free(body);
    if (ok)
        check_batch(&batch);
    else
        require(max != 0 && e.code == ERR_LIMIT && batch.messages == NULL);
    if (ok && max == 0) parse(data, size, 1500, &batch.message_count);
    if (ok && expected) require(batch.message_count == *expected);
    arena_clear(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    parse(data, size, 0, NULL);
    return 0;
}
