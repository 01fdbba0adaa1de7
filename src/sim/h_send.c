/* h_send.c - /sim/send and what belongs to it: citizens, their photos, what they write. */
#include "dialog360.h"
#include "letter.h"
#include "parking.h"
#include "route.h"

#define LETTER_MAX ((size_t)1 << 20)

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

/* item NULL: a made-up one. */
static bool make_photo(struct sim *sim, const struct sim_media_item *item, struct photo_texts *t,
                       struct sim_photo *photo)
{
    t->item =
        item ? item : sim_media_add(sim->media, &sim->ids, STR("image/png"), sim_media_sample());
    if (!t->item) return false;
    sim_media_address(sim, t->item, t->url);
    buf_fixed(&t->hash, t->hash_text, sizeof t->hash_text);
    sim_base64_add(&t->hash, t->item->sha256, SHA256_SIZE);
    *photo = (struct sim_photo){ str_of(t->item->id), str_of(t->item->mime), buf_view(&t->hash),
                                 str_of(t->url) };
    return buf_ok(&t->hash);
}

/* The body is a photo, or a sound, when its Content-Type says so. False: it was answered why not.
 */
static bool take_photo(struct sim *sim, struct sim_exchange *x, const struct sim_media_item **out)
{
    size_t max = 0;
    struct str mime = sim_exchange_header(x, "Content-Type");
    *out = NULL;
    if (!str_starts(mime, STR("image/")) && !str_starts(mime, STR("audio/"))) return true;
    if (!sim_media_kind(mime, &max) || x->body.len == 0 || x->body.len > max)
        sim_answer_error(
            x, 422,
            "want a JPEG or PNG of at most 5 MB, a WebP of at most 500 kB, or a sound that "
            "WhatsApp knows of at most 16 MB");
    else if (!(*out = sim_media_add(sim->media, &sim->ids, mime, buf_view(&x->body))))
        sim_answer_error(x, 500, "no memory");
    return *out != NULL;
}

void sim_h_sim_media(struct sim *sim, struct sim_exchange *x)
{
    const struct sim_media_item *item;
    struct photo_texts texts;
    struct sim_photo photo;
    struct json_writer w;
    if (!take_photo(sim, x, &item)) return;
    if (!make_photo(sim, item, &texts, &photo)) {
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

/* {"image":{"media_id":"..."}} is a photo that was uploaded, {"image":{}} a made-up one. */
static bool find_photo(struct sim *sim, const struct json *words, struct photo_texts *texts,
                       struct sim_photo *photo, struct err *e)
{
    struct str id = json_get_text(json_get(words, "image"), "media_id");
    const struct sim_media_item *item = id.len ? sim_media_find(sim->media, id) : NULL;
    if (id.len && !item) return err_set(e, ERR_INPUT, "media_id: no such photo");
    return make_photo(sim, item, texts, photo) || err_set(e, ERR_MEMORY, "no memory for the photo");
}

static void keep_letter(struct sim *sim, const struct sim_letter *letter, struct sim_errand *errand)
{
    errand->letter =
        sim_diary_put(sim->diary, &(struct sim_entry){
                                      .from = letter->wa_id.len ? letter->wa_id : letter->user_id,
                                      .wamid = letter->wamid,
                                      .type = letter->type,
                                      .content = letter->content,
                                      .quoted = letter->quoted,
                                      .at_s = letter->at_s,
                                      .sent_ms = clock_now(&sim->clock),
                                  });
}

static bool write_letter(struct sim *sim, const struct json *words, struct sim_exchange *x,
                         struct buf *out, struct sim_errand *errand, struct err *e)
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
    if (with_photo && !find_photo(sim, words, &texts, &photo, e)) return false;
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
        keep_letter(sim, &letter, errand);
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
    struct sim_errand errand = { .once = !json_bool(json_get(words, "repeat"), false) };
    buf_init(&body, LETTER_MAX * 2);
    if (!write_letter(sim, words, x, &body, &errand, &e)) {
        sim_answer_error(x, 422, e.text);
    } else {
        errand.body = buf_view(&body);
        errand.hold = x->hold = sim_parking_reserve(sim->parking);
        x->after = after_send;
        if (!x->hold || !sim_courier_post(sim->courier, &errand)) {
            sim_parking_cancel(sim->parking, x->hold);
            x->hold = 0;
            after_send(sim, x);
        }
    }
    buf_finish(&body);
    json_free(words);
}
