/* h_control.c - /sim/...: what tests and scripts ask and tell the simulator. */
#include "letter.h"
#include "parking.h"
#include "route.h"
#include <inttypes.h>
#include <stdio.h>

#define LIST_BYTES_MAX ((size_t)32 << 20)
#define LETTER_MAX     ((size_t)1 << 20)

static void write_mail(struct json_writer *w, const struct sim_mail *m)
{
    json_begin_object(w);
    json_member_i64(w, "seq", (int64_t)m->seq);
    json_member_text(w, "to", m->wa_id.len ? m->wa_id : m->user_id);
    json_member_text(w, "user_id", m->user_id);
    json_member_text(w, "wamid", m->wamid);
    json_member_text(w, "type", m->type);
    json_member_text(w, "text", m->text);
    json_key_name(w, "choices");
    json_write_raw(w, m->choices);
    if (m->quoted.len)
        json_member_text(w, "quoted", m->quoted);
    else
        json_member_null(w, "quoted");
    if (m->callback.len)
        json_member_text(w, "callback", m->callback);
    else
        json_member_null(w, "callback");
    json_member_i64(w, "at_ms", m->at_ms);
    json_member_i64(w, "count", m->count);
    json_end_object(w);
}

void sim_h_sim_messages(struct sim *sim, struct sim_exchange *x)
{
    struct str to = sim_exchange_query(x, "to"), after_text = sim_exchange_query(x, "after");
    struct str limit_text = sim_exchange_query(x, "limit");
    int64_t after = 0, limit = SIM_MAILS_MAX;
    struct json_writer w;
    if ((after_text.len && !str_to_i64(after_text, 0, INT64_MAX, &after, NULL)) ||
        (limit_text.len && !str_to_i64(limit_text, 1, SIM_MAILS_MAX, &limit, NULL))) {
        sim_answer_error(x, 400, "after and limit are whole numbers");
        return;
    }
    sim_answer_begin(x, &w);
    json_key_name(&w, "items");
    json_begin_array(&w);
    const struct sim_mail *m;
    while (limit > 0 && x->answer.len < LIST_BYTES_MAX &&
           (m = sim_mailbox_next(sim->mailbox, (uint64_t)after)) != NULL) {
        after = (int64_t)m->seq;
        if (to.len && !str_equal(to, m->wa_id) && !str_equal(to, m->user_id)) continue;
        write_mail(&w, m);
        limit--;
    }
    json_end_array(&w);
    json_member_i64(&w, "next_after", after);
    json_member_bool(&w, "more", (uint64_t)after < sim_mailbox_last(sim->mailbox));
    sim_answer_done(x, &w, 200);
}

void sim_h_sim_stats(struct sim *sim, struct sim_exchange *x)
{
    const struct sim_stats *s = &sim->stats;
    struct sim_courier_counts c;
    struct json_writer w;
    char code[24];
    sim_courier_counts(sim->courier, &c);
    sim_answer_begin(x, &w);
    json_member_i64(&w, "requests", (int64_t)s->requests);
    json_member_i64(&w, "accepted", (int64_t)s->accepted);
    json_member_i64(&w, "doubles", (int64_t)s->doubles);
    json_member_i64(&w, "files_served", (int64_t)s->files);
    json_member_i64(&w, "read_receipts", (int64_t)s->receipts);
    json_key_name(&w, "refused");
    json_begin_object(&w);
    for (size_t i = 0; i < s->refused_count; i++) {
        (void)snprintf(code, sizeof code, "%" PRId64, s->refused[i].code);
        json_member_i64(&w, code, (int64_t)s->refused[i].count);
    }
    json_end_object(&w);
    json_key_name(&w, "met");
    json_begin_object(&w);
    for (int i = 0; i < MODE_COUNT; i++)
        json_member_i64(&w, sim_mode_name((enum sim_mode)i), (int64_t)s->faulted[i]);
    json_end_object(&w);
    json_member_i64(&w, "webhooks_sent", (int64_t)c.sent);
    json_member_i64(&w, "webhooks_failed", (int64_t)c.failed);
    json_member_i64(&w, "webhooks_retried", (int64_t)c.retried);
    json_member_i64(&w, "webhooks_dropped", (int64_t)c.dropped);
    json_member_i64(&w, "webhooks_waiting", (int64_t)c.waiting);
    sim_answer_done(x, &w, 200);
}

static void answer_faults(struct sim *sim, struct sim_exchange *x)
{
    struct json_writer w;
    sim_answer_begin(x, &w);
    sim_faults_write(&w, &sim->faults);
    sim_answer_done(x, &w, 200);
}

void sim_h_sim_faults_get(struct sim *sim, struct sim_exchange *x)
{
    answer_faults(sim, x);
}

void sim_h_sim_faults(struct sim *sim, struct sim_exchange *x)
{
    struct json *body;
    struct err e;
    if (!sim_exchange_json(x, &body)) return;
    if (sim_faults_read(body, &sim->faults, &e))
        answer_faults(sim, x);
    else
        sim_answer_error(x, 422, e.text);
    json_free(body);
}

void sim_h_sim_config(struct sim *sim, struct sim_exchange *x)
{
    const struct sim_settings *s = sim->settings;
    struct json_writer w;
    sim_answer_begin(x, &w);
    json_member_text(&w, "webhook", str_of(s->webhook));
    json_member_text(&w, "app_secret", str_of(s->app_secret));
    json_member_text(&w, "phone_number_id", sim->line.phone_number_id);
    json_member_text(&w, "business_account_id", sim->line.business_account_id);
    json_member_text(&w, "display_number", sim->line.display_number);
    sim_answer_done(x, &w, 200);
}

/* Remembers whoever a test or script speaks for, so that statuses carry the right ids. */
static struct sim_citizen *meet(struct sim *sim, const struct json *who, const char *number_key)
{
    return sim_citizens_meet(sim->citizens, json_get_text(who, number_key),
                             json_get_text(who, "bsuid"), json_get_text(who, "name"));
}

void sim_h_sim_citizens(struct sim *sim, struct sim_exchange *x)
{
    struct json *body;
    if (!sim_exchange_json(x, &body)) return;
    const struct json *list = json_get(body, "citizens");
    bool all = json_is_array(list);
    for (const struct json *c = json_first(list); c; c = json_next(c))
        all = meet(sim, c, "wa_id") && all;
    if (all)
        sim_answer_success(x);
    else
        sim_answer_error(x, 422, "citizens: want an array of {wa_id, bsuid, name}");
    json_free(body);
}

struct photo_texts {
    const struct sim_media_item *item;
    struct buf hash;
    char hash_text[64], url[SIM_MEDIA_URL_SIZE];
};

static bool make_photo(struct sim *sim, struct photo_texts *t, struct sim_photo *photo)
{
    t->item = sim_media_add(sim->media, &sim->ids, STR("image/png"), sim_media_sample());
    if (!t->item) return false;
    sim_media_url(sim->port, clock_now(&sim->clock), t->item, t->url);
    buf_fixed(&t->hash, t->hash_text, sizeof t->hash_text);
    sim_base64_add(&t->hash, t->item->sha256, SHA256_SIZE);
    *photo = (struct sim_photo){ str_of(t->item->id), str_of(t->item->mime), buf_view(&t->hash),
                                 str_of(t->url) };
    return buf_ok(&t->hash);
}

void sim_h_sim_media(struct sim *sim, struct sim_exchange *x)
{
    struct photo_texts texts;
    struct sim_photo photo;
    struct json_writer w;
    if (!make_photo(sim, &texts, &photo)) {
        sim_answer_error(x, 500, "no memory");
        return;
    }
    sim_answer_begin(x, &w);
    json_member_text(&w, "id", photo.id);
    json_member_text(&w, "mime_type", photo.mime);
    json_member_text(&w, "sha256", photo.sha256);
    json_member_text(&w, "url", photo.url);
    sim_answer_done(x, &w, 200);
}

static void after_send(struct sim *sim, struct sim_exchange *x)
{
    struct json_writer w;
    (void)sim;
    sim_answer_begin(x, &w);
    json_member_i64(&w, "status", x->webhook_status);
    json_member_text(&w, "wamid", str_of(x->note));
    sim_answer_done(x, &w, 200);
}

static bool write_letter(struct sim *sim, const struct json *words, struct sim_exchange *x,
                         struct buf *out, struct err *e)
{
    struct photo_texts texts;
    struct sim_photo photo;
    struct buf content;
    char type[SIM_TYPE_SIZE];
    int64_t at_s = clock_now(&sim->clock) / 1000;
    bool with_photo = sim_letter_has_photo(words);
    struct str wamid = json_get_text(words, "wamid");
    struct sim_citizen *citizen = meet(sim, words, "from");
    if (!citizen) return err_set(e, ERR_INPUT, "from: want a number (or bsuid)");
    if (json_get(words, "timestamp") && !json_i64(json_get(words, "timestamp"), &at_s))
        return err_set(e, ERR_INPUT, "timestamp: want unix seconds");
    if (with_photo && !make_photo(sim, &texts, &photo))
        return err_set(e, ERR_MEMORY, "no memory for the photo");
    buf_init(&content, LETTER_MAX);
    bool ok = sim_letter_compose(words, with_photo ? &photo : NULL, type, &content, e);
    if (ok && (!wamid.len || !str_copy(x->note, sizeof x->note, wamid)))
        sim_id_wamid(&sim->ids, "SIMIN", x->note);
    if (ok) {
        const struct sim_letter letter = {
            .wa_id = str_of(citizen->wa_id),
            .user_id = str_of(citizen->user_id),
            .name = str_of(citizen->name),
            .wamid = str_of(x->note),
            .at_s = at_s,
            .quoted = json_get_text(words, "context"),
            .type = str_of(type),
            .content = buf_view(&content),
        };
        sim_notice_letters(out, &sim->line, &letter, 1);
        citizen->last_message_ms = at_s * 1000;
        ok = buf_ok(out) || err_set(e, ERR_LIMIT, "the message is too long");
    }
    buf_finish(&content);
    return ok;
}

void sim_h_sim_send(struct sim *sim, struct sim_exchange *x)
{
    struct json *words;
    struct buf body;
    struct err e;
    if (!sim_exchange_json(x, &words)) return;
    buf_init(&body, LETTER_MAX * 2);
    if (!write_letter(sim, words, x, &body, &e)) {
        sim_answer_error(x, 422, e.text);
    } else {
        x->hold = sim_parking_reserve(sim->parking);
        x->after = after_send;
        if (!x->hold || !sim_courier_post(sim->courier, buf_view(&body), x->hold, true)) {
            sim_parking_cancel(sim->parking, x->hold);
            x->hold = 0;
            after_send(sim, x);
        }
    }
    buf_finish(&body);
    json_free(words);
}
