/* h_media.c - media up and down, and GET of the number itself. */
#include "dialog360.h"
#include "route.h"
#include <stdio.h>

static void no_such_object(struct sim *sim, struct sim_exchange *x)
{
    struct refusal why;
    sim_refuse(&why, 33, "Object with this id does not exist or may not be used.");
    sim_answer_refusal(sim, x, &why);
}

static bool form_check(const struct sim_exchange *x, struct refusal *why)
{
    size_t max = 0;
    struct str mime = str_of(x->form_mime[0] ? x->form_mime : x->form_type);
    if (!str_equal(str_of(x->form_product), STR("whatsapp")))
        return sim_refuse(why, 100, "The parameter messaging_product must be whatsapp.");
    if (!x->form_file) return sim_refuse(why, 100, "The parameter file is required.");
    if (x->body.len == 0) return sim_refuse(why, 131053, "The file is empty.");
    const char *kind = sim_media_kind(mime, &max);
    if (!kind) return sim_refuse(why, 100, "Param file must have a supported mime type.");
    if (x->body.len > max)
        return sim_refuse(why, 131053, "The file is larger than %zu bytes, the limit of %s.", max,
                          kind);
    return true;
}

/* Faults that an upload, the id and the address of a file share; true when one was answered. */
static bool media_refused(struct sim *sim, struct sim_exchange *x)
{
    struct refusal why;
    struct sim_media_faults *f = &sim->faults.media;
    x->hold_ms = f->delay_ms;
    if (sim_media_faults_strike(f, MEDIA_MODE_TOKEN)) {
        sim_refuse(&why, 190, "The access token has expired.");
        sim_answer_refusal(sim, x, &why);
        return true;
    }
    if (sim_media_faults_strike(f, MEDIA_MODE_AWAY))
        sim_answer_text(x, 503, "text/html", STR("<html><body>Service unavailable</body></html>"));
    else if (sim_media_faults_strike(f, MEDIA_MODE_STRANGER))
        sim_answer_text(x, 403, "text/html", STR("<html><body>Forbidden by proxy</body></html>"));
    else
        return false;
    return true;
}

void sim_h_media_put(struct sim *sim, struct sim_exchange *x)
{
    struct refusal why;
    struct json_writer w;
    if (!str_equal(x->args[1], sim->line.phone_number_id)) {
        no_such_object(sim, x);
        return;
    }
    if (media_refused(sim, x)) return;
    if (!form_check(x, &why)) {
        sim_answer_refusal(sim, x, &why);
        return;
    }
    struct str mime = str_of(x->form_mime[0] ? x->form_mime : x->form_type);
    const struct sim_media_item *item =
        sim_media_add(sim->media, &sim->ids, mime, buf_view(&x->body));
    if (!item) {
        sim_refuse(&why, 131000, "The simulator is out of memory.");
        sim_answer_refusal(sim, x, &why);
        return;
    }
    sim_answer_begin(x, &w);
    json_member_text(&w, "id", str_of(item->id));
    sim_answer_done(x, &w, 200);
}

static void answer_media(struct sim *sim, struct sim_exchange *x, const struct sim_media_item *item)
{
    char url[SIM_MEDIA_URL_SIZE], hash[2 * SHA256_SIZE + 1];
    struct json_writer w;
    bool foreign = sim_media_faults_strike(&sim->faults.media, MEDIA_MODE_FOREIGN);
    hex_encode(item->sha256, SHA256_SIZE, hash);
    sim_media_address(sim, item, url);
    sim_answer_begin(x, &w);
    json_member_text(&w, "messaging_product", STR("whatsapp"));
    json_member_text(&w, "url", str_of(foreign ? sim->faults.media.target : url));
    json_member_text(&w, "mime_type", str_of(item->mime));
    json_member_text(&w, "sha256", str_of(hash));
    json_member_i64(&w, "file_size", (int64_t)item->len);
    json_member_text(&w, "id", str_of(item->id));
    sim_answer_done(x, &w, 200);
}

static void write_health(const struct sim *sim, struct json_writer *w)
{
    json_key_name(w, "health_status");
    json_begin_object(w);
    json_member_text(w, "can_send_message", str_of(sim->standing.can_send_message));
    json_end_object(w);
}

/* Where webhooks of this number go: its own address comes before the account's and the app's. */
static void write_webhook(const struct sim *sim, struct json_writer *w)
{
    const struct sim_standing *a = &sim->standing;
    json_key_name(w, "webhook_configuration");
    json_begin_object(w);
    if (a->number_callback_uri[0])
        json_member_text(w, "phone_number", str_of(a->number_callback_uri));
    if (a->override_callback_uri[0])
        json_member_text(w, "whatsapp_business_account", str_of(a->override_callback_uri));
    json_member_text(w, "application",
                     str_of(a->callback_url[0] ? a->callback_url : sim->settings->webhook));
    json_end_object(w);
}

static void answer_number(struct sim *sim, struct sim_exchange *x)
{
    const struct sim_standing *a = &sim->standing;
    struct json_writer w;
    sim_answer_begin(x, &w);
    if (sim_is_dialog360(sim)) { /* it tells no more */
        write_health(sim, &w);
        sim_answer_done(x, &w, 200);
        return;
    }
    json_member_text(&w, "id", sim->line.phone_number_id);
    json_member_text(&w, "display_phone_number", sim->line.display_number);
    json_member_text(&w, "verified_name", STR("Lapor Kanda (simulator)"));
    json_member_text(&w, "code_verification_status", STR("VERIFIED"));
    json_member_text(&w, "quality_rating", str_of(a->quality_rating));
    json_member_text(&w, "name_status", str_of(a->name_status));
    json_member_text(&w, "status", str_of(a->status));
    json_member_text(&w, "platform_type", STR("CLOUD_API"));
    json_member_bool(&w, "is_on_biz_app", a->is_on_biz_app);
    json_member_text(&w, "whatsapp_business_manager_messaging_limit", str_of(a->messaging_limit));
    json_key_name(&w, "throughput");
    json_begin_object(&w);
    json_member_text(&w, "level", str_of(a->throughput));
    json_end_object(&w);
    if (str_contains(sim_exchange_query(x, "fields"), STR("webhook_configuration")))
        write_webhook(sim, &w);
    write_health(sim, &w);
    sim_answer_done(x, &w, 200);
}

void sim_h_object_get(struct sim *sim, struct sim_exchange *x)
{
    const struct sim_media_item *item = sim_media_find(sim->media, x->args[1]);
    if (item && media_refused(sim, x)) return;
    if (item && sim_media_faults_strike(&sim->faults.media, MEDIA_MODE_GONE))
        no_such_object(sim, x);
    else if (item)
        answer_media(sim, x, item);
    else if (str_equal(x->args[1], sim->line.phone_number_id))
        answer_number(sim, x);
    else
        no_such_object(sim, x);
}

void sim_h_object_delete(struct sim *sim, struct sim_exchange *x)
{
    if (sim_media_remove(sim->media, x->args[1]))
        sim_answer_success(x);
    else
        no_such_object(sim, x);
}

static void answer_not_found(struct sim_exchange *x)
{
    sim_answer_text(x, 404, "text/html", STR("<html><body>Not found</body></html>"));
}

static void answer_bytes(struct sim *sim, struct sim_exchange *x, const struct sim_media_item *item)
{
    struct sim_media_faults *f = &sim->faults.media;
    struct str bytes = { item->data, item->len };
    if (sim_media_faults_strike(f, MEDIA_MODE_SHORT)) bytes.len--;
    sim->stats.files++;
    sim_answer_text(x, 200, item->mime, bytes);
    if (sim_media_faults_strike(f, MEDIA_MODE_WRONG)) x->answer.at[0] ^= 1;
    if (sim_media_faults_strike(f, MEDIA_MODE_PAGE))
        sim_answer_text(x, 200, "text/html", STR("<html><body>Please log in</body></html>"));
}

void sim_h_media_file(struct sim *sim, struct sim_exchange *x)
{
    struct sim_media_faults *f = &sim->faults.media;
    const struct sim_media_item *item = sim_media_find(sim->media, x->args[0]);
    int64_t until;
    bool fresh = str_to_i64(sim_exchange_query(x, "until"), 0, INT64_MAX, &until, NULL) &&
                 until >= clock_now(&sim->clock);
    if (item && media_refused(sim, x)) return;
    if (!item || !fresh || f->mode == MEDIA_MODE_GONE ||
        sim_media_faults_strike(f, MEDIA_MODE_DEAD_URL)) {
        answer_not_found(x);
    } else if (sim_media_faults_strike(f, MEDIA_MODE_REDIRECT)) {
        (void)snprintf(x->location, sizeof x->location, "%s", f->target);
        sim_answer_text(x, 302, "text/html", STR_EMPTY);
    } else {
        answer_bytes(sim, x, item);
    }
}
