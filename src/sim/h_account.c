/* h_account.c - templates and subscribed apps of the business account. */
#include "check.h"
#include "dialog360.h"
#include "route.h"
#include <ctype.h>
#include <stdio.h>

#define PAGE 25 /* templates, when nobody says how many */

static bool is_account(struct sim *sim, struct sim_exchange *x)
{
    struct refusal why;
    if (str_equal(x->args[1], sim->line.business_account_id)) return true;
    sim_refuse(&why, 33, "Object with this id does not exist or may not be used.");
    sim_answer_refusal(sim, x, &why);
    return false;
}

static void write_component(struct json_writer *w, const char *type, const char *text)
{
    if (text[0] == '\0') return;
    json_begin_object(w);
    json_member_text(w, "type", str_of(type));
    if (type[0] == 'H') json_member_text(w, "format", STR("TEXT"));
    json_member_text(w, "text", str_of(text));
    json_end_object(w);
}

/* 360dialog writes "approved" where Meta writes "APPROVED". */
static void write_status(struct json_writer *w, const char *status, bool in_small)
{
    char word[32];
    size_t n = 0;
    for (; status[n] && n + 1 < sizeof word; n++)
        word[n] = in_small ? (char)tolower((unsigned char)status[n]) : status[n];
    word[n] = '\0';
    json_member_text(w, "status", str_of(word));
}

static void write_template(struct json_writer *w, const struct sim_template *t, bool in_small)
{
    json_begin_object(w);
    json_member_text(w, "name", str_of(t->name));
    json_member_text(w, "parameter_format", t->params.named ? STR("NAMED") : STR("POSITIONAL"));
    json_key_name(w, "components");
    json_begin_array(w);
    write_component(w, "HEADER", t->header);
    write_component(w, "BODY", t->body);
    write_component(w, "FOOTER", t->footer);
    json_end_array(w);
    json_member_text(w, "language", str_of(t->language));
    write_status(w, t->status, in_small);
    json_member_text(w, "category", str_of(t->category));
    json_member_text(w, "id", str_of(t->id));
    json_end_object(w);
}

static bool number_of(struct sim_exchange *x, const char *key, int64_t least, int64_t *out)
{
    struct str text = sim_exchange_query(x, key);
    return text.len == 0 || str_to_i64(text, least, TEMPLATES_MAX, out, NULL);
}

/* `next` stands there while there is a next page; the cursor is opaque to everybody else. */
static void write_paging(struct json_writer *w, size_t at, bool more)
{
    char cursor[24];
    (void)snprintf(cursor, sizeof cursor, "%zu", at);
    json_key_name(w, "paging");
    json_begin_object(w);
    json_key_name(w, "cursors");
    json_begin_object(w);
    json_member_text(w, "after", str_of(cursor));
    json_end_object(w);
    if (more) json_member_text(w, "next", STR("https://example.invalid/next"));
    json_end_object(w);
}

void sim_h_templates_list(struct sim *sim, struct sim_exchange *x)
{
    struct json_writer w;
    if (!is_account(sim, x)) return;
    struct str name = sim_exchange_query(x, "name"), status = sim_exchange_query(x, "status");
    int64_t limit = PAGE, from = 0;
    bool other = sim_is_dialog360(sim);
    if (!number_of(x, "limit", 1, &limit) || !number_of(x, other ? "offset" : "after", 0, &from)) {
        struct refusal why;
        sim_refuse(&why, 100, "limit or after is not valid.");
        sim_answer_refusal(sim, x, &why);
        return;
    }
    sim_answer_begin(x, &w);
    json_key_name(&w, other ? "waba_templates" : "data");
    json_begin_array(&w);
    size_t at = (size_t)from;
    for (int64_t left = limit; at < sim->templates.count && left > 0; at++) {
        const struct sim_template *t = sim->templates.item[at];
        if (name.len && !str_contains(str_of(t->name), name)) continue;
        if (status.len && !str_equal(str_of(t->status), status)) continue;
        write_template(&w, t, other);
        left--;
    }
    json_end_array(&w);
    if (other)
        json_member_i64(&w, "total", (int64_t)sim->templates.count);
    else
        write_paging(&w, at, at < sim->templates.count);
    sim_answer_done(x, &w, 200);
}

/* Meta tells the webhook of every decision about a template. */
static void announce(struct sim *sim, const struct sim_template *t)
{
    struct buf body;
    buf_init(&body, 65536);
    sim_notice_template(&body, &sim->line, str_of(t->id), str_of(t->name), str_of(t->language),
                        str_of(t->status));
    if (buf_ok(&body) && sim->subscribed && !sim->settings->no_statuses)
        (void)sim_courier_post(sim->courier, /* counted if dropped */
                               &(struct sim_errand){ .body = buf_view(&body) });
    buf_finish(&body);
}

static bool template_take(struct sim *sim, const struct sim_template_draft *draft,
                          struct refusal *why)
{
    struct err e = { 0 };
    if (sim_templates_find(&sim->templates, draft->name, draft->language))
        return sim_refuse(why, 100, "template: exists already in this language");
    return (sim_templates_add(&sim->templates, draft, &e) &&
            (!sim->settings->review_templates ||
             sim_templates_set_status(&sim->templates, draft->name, draft->language,
                                      STR("PENDING")))) ||
           sim_refuse(why, 100, "%s", e.text);
}

void sim_h_templates_add(struct sim *sim, struct sim_exchange *x)
{
    struct json *body;
    struct json_writer w;
    struct refusal why;
    struct sim_template_draft draft;
    if (!is_account(sim, x) || !sim_exchange_json(x, &body)) return;
    if (!sim_check_definition(body, &draft, &why) || !template_take(sim, &draft, &why)) {
        sim_answer_refusal(sim, x, &why);
    } else {
        const struct sim_template *t =
            sim_templates_find(&sim->templates, draft.name, draft.language);
        announce(sim, t);
        sim_answer_begin(x, &w);
        json_member_text(&w, "id", str_of(t->id));
        json_member_text(&w, "status", str_of(t->status));
        json_member_text(&w, "category", str_of(t->category));
        sim_answer_done(x, &w, 200);
    }
    json_free(body);
}

void sim_h_apps_list(struct sim *sim, struct sim_exchange *x)
{
    struct json_writer w;
    if (!is_account(sim, x)) return;
    sim_answer_begin(x, &w);
    json_key_name(&w, "data");
    json_begin_array(&w);
    if (sim->subscribed) {
        json_begin_object(&w);
        if (sim->standing.override_callback_uri[0])
            json_member_text(&w, "override_callback_uri",
                             str_of(sim->standing.override_callback_uri));
        json_key_name(&w, "whatsapp_business_api_data");
        json_begin_object(&w);
        json_member_text(&w, "id", str_of(sim->standing.account_app_id));
        json_member_text(&w, "name", STR("Lapor Kanda (simulator)"));
        json_member_text(&w, "link", STR("https://example.invalid/"));
        json_end_object(&w);
        json_end_object(&w);
    }
    json_end_array(&w);
    sim_answer_done(x, &w, 200);
}

void sim_h_apps_add(struct sim *sim, struct sim_exchange *x)
{
    if (!is_account(sim, x)) return;
    sim->subscribed = true;
    sim_answer_success(x);
}

void sim_h_apps_remove(struct sim *sim, struct sim_exchange *x)
{
    if (!is_account(sim, x)) return;
    sim->subscribed = false;
    sim_answer_success(x);
}

/* Meta's list tells of a deleted one no more. */
static void template_move(struct sim *sim, struct str name, struct str language)
{
    const struct sim_template *t = sim_templates_find(&sim->templates, name, language);
    announce(sim, t);
    if (str_equal(str_of(t->status), STR("DELETED")))
        sim_templates_remove(&sim->templates, name, language);
}

void sim_h_sim_template(struct sim *sim, struct sim_exchange *x)
{
    struct json *body;
    if (!sim_exchange_json(x, &body)) return;
    struct str name = json_get_text(body, "name"), language = json_get_text(body, "language");
    struct str status = json_get_text(body, "status"), category = json_get_text(body, "category");
    bool moved = status.len && sim_templates_set_status(&sim->templates, name, language, status);
    bool turned =
        category.len && sim_templates_set_category(&sim->templates, name, language, category);
    if (moved) template_move(sim, name, language);
    if (moved || turned)
        sim_answer_success(x);
    else
        sim_answer_error(x, 422, "want name and language of a known template, and a status");
    json_free(body);
}
