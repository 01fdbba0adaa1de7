/* exchange.c - answers that every handler makes. */
#include "exchange.h"
#include "address.h"
#include <stdio.h>

static void count_refusal(struct sim_stats *stats, int64_t code)
{
    size_t i = 0;
    while (i < stats->refused_count && stats->refused[i].code != code)
        i++;
    if (i == SIM_REFUSED_MAX) return;
    if (i == stats->refused_count) {
        stats->refused[i].code = code;
        stats->refused_count++;
    }
    stats->refused[i].count++;
}

static void set_type(struct sim_exchange *x, const char *type)
{
    if (!str_copy(x->content_type, sizeof x->content_type, str_of(type))) x->content_type[0] = '\0';
}

bool sim_exchange_is_local(const struct sim_exchange *x)
{
    struct str site = sim_exchange_header(x, "Sec-Fetch-Site"), host;
    char url[300];
    struct buf b;
    buf_fixed(&b, url, sizeof url);
    host = sim_exchange_header(x, "Host");
    buf_addf(&b, "http://%.*s/", STR_ARG(host));
    /* none: typed into the address bar. */
    return (!site.len || str_equal(site, STR("same-origin")) || str_equal(site, STR("none"))) &&
           buf_ok(&b) && sim_url_is_loopback(buf_view(&b));
}

void sim_answer_begin(struct sim_exchange *x, struct json_writer *w)
{
    buf_clear(&x->answer);
    json_writer_init(w, &x->answer);
    json_begin_object(w);
}

void sim_answer_done(struct sim_exchange *x, struct json_writer *w, int status)
{
    json_end_object(w);
    set_type(x, "application/json; charset=UTF-8");
    x->status = status;
    if (json_writer_done(w)) return;
    buf_clear(&x->answer);
    x->status = 500;
}

void sim_answer_text(struct sim_exchange *x, int status, const char *type, struct str text)
{
    buf_clear(&x->answer);
    buf_add(&x->answer, text);
    set_type(x, type);
    x->status = buf_ok(&x->answer) ? status : 500;
}

void sim_answer_success(struct sim_exchange *x)
{
    sim_answer_text(x, 200, "application/json; charset=UTF-8", STR("{\"success\":true}"));
}

void sim_answer_refusal(struct sim *sim, struct sim_exchange *x, const struct refusal *why)
{
    char trace[SIM_ID_SIZE];
    sim_id_wamid(&sim->ids, "TRACE", trace);
    count_refusal(&sim->stats, why->code);
    buf_clear(&x->answer);
    sim_error_add(&x->answer, why, trace + sizeof "wamid." - 1);
    set_type(x, "application/json; charset=UTF-8");
    x->status = sim_code_http(why->code);
    log_event(&sim->log, LOG_INFO, "graph.refused", LOG_NUM("code", why->code),
              LOG_TEXT("why", why->details));
}

void sim_answer_error(struct sim_exchange *x, int status, const char *sentence)
{
    struct json_writer w;
    sim_answer_begin(x, &w);
    json_member_text(&w, "error", str_of(sentence));
    sim_answer_done(x, &w, status);
}

bool sim_exchange_json(struct sim_exchange *x, struct json **out)
{
    struct err e;
    if (json_parse(buf_view(&x->body), out, &e)) return true;
    sim_answer_error(x, 400, e.text);
    return false;
}
