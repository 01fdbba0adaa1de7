/* load.c - `kanda-sim load`: options and report. */
#include "load.h"
#include "base/json.h"
#include "options.h"
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>

struct load_settings {
    struct sim_load_settings load;
    struct sim_target_options target;
    bool json;
};

#define AT(field) offsetof(struct load_settings, field)

static const struct sim_option load_options[] = {
    { "--rate", "N", OPTION_NUMBER, AT(load.rate), true, 0, 1000000,
      "requests per second; 0 sends as fast as answers come" },
    { "--seconds", "S", OPTION_NUMBER, AT(load.seconds), true, 1, 86400, "how long" },
    { "--connections", "C", OPTION_NUMBER, AT(load.connections), false, 1, SIM_CONNECTIONS_MAX,
      "keep-alive connections (16)" },
    { "--citizens", "K", OPTION_NUMBER, AT(load.citizens), false, 1, 100000000,
      "how many different senders (1000)" },
    { "--batch", "B", OPTION_NUMBER, AT(load.batch), false, 1, SIM_BATCH_MAX,
      "messages per webhook (1)" },
    { "--repeat", "P", OPTION_SHARE, AT(load.repeat), false, 0, 0,
      "share of the requests that repeat an earlier one" },
    { "--wrong-signature", "P", OPTION_SHARE, AT(load.wrong_signature), false, 0, 0,
      "share of the requests that are signed wrongly" },
    { "--seed", "N", OPTION_NUMBER, AT(load.seed), false, 0, INT64_MAX, "of the dice (1)" },
    { "--webhook", "URL", OPTION_TEXT, AT(target.webhook), false, 0, 0, "where kanda listens" },
    { "--app-secret", "S", OPTION_TEXT, AT(target.app_secret), false, 0, 0, "signs the webhooks" },
    { "--phone-number-id", "N", OPTION_TEXT, AT(target.phone_number_id), false, 0, 0,
      "id of the business number" },
    { "--graph", "URL", OPTION_TEXT, AT(target.graph), false, 0, 0,
      "a running simulator: says what is not given, counts the replies" },
    { "--json", "", OPTION_FLAG, AT(json), false, 0, 0, "report as JSON" },
};

struct replies {
    bool known;
    int64_t accepted, doubles;
};

/* What the simulator has counted so far; unknown when there is none. */
static struct replies ask_replies(struct sim_caller *caller, const struct load_settings *s,
                                  const struct sim_target *target)
{
    struct replies r = { 0 };
    struct buf answer;
    struct json *stats = NULL;
    struct err e;
    char url[300];
    int status = 0;
    if (!s->target.graph) return r;
    (void)snprintf(url, sizeof url, "%s/sim/stats", target->graph);
    buf_init(&answer, 65536);
    if (sim_caller_get(caller, url, &answer, &status, &e) && status == 200 &&
        json_parse(buf_view(&answer), &stats, &e))
        r.known = json_i64(json_get(stats, "accepted"), &r.accepted) &&
                  json_i64(json_get(stats, "doubles"), &r.doubles);
    json_free(stats);
    buf_finish(&answer);
    return r;
}

static double ms_at(const struct sim_load_result *r, double share)
{
    return (double)sim_tally_at(&r->latency, share) / 1000;
}

static double rate_of(const struct sim_load_result *r)
{
    return r->us ? (double)r->latency.count * 1e6 / (double)r->us : 0;
}

static void print_text(FILE *out, const struct sim_load_result *r, const struct replies *replies)
{
    (void)fprintf(out,
                  "requests      %llu\n  200         %llu\n  503         %llu\n  403         %llu\n"
                  "  other       %llu\n  no answer   %llu\n  unsent      %llu\n"
                  "messages      %llu accepted, in %llu requests; %llu repeated, %llu forged\n"
                  "latency ms    p50 %.2f  p95 %.2f  p99 %.2f  max %.2f\n"
                  "rate          %.1f answers/s over %.2f s\n",
                  (unsigned long long)r->requests, (unsigned long long)r->ok,
                  (unsigned long long)r->busy, (unsigned long long)r->denied,
                  (unsigned long long)r->other, (unsigned long long)r->no_answer,
                  (unsigned long long)r->unsent, (unsigned long long)r->messages,
                  (unsigned long long)r->ok, (unsigned long long)r->repeats,
                  (unsigned long long)r->forged, ms_at(r, 0.5), ms_at(r, 0.95), ms_at(r, 0.99),
                  (double)r->latency.max_us / 1000, rate_of(r), (double)r->us / 1e6);
    if (replies->known)
        (void)fprintf(out, "replies       %lld accepted, %lld doubled\n",
                      (long long)replies->accepted, (long long)replies->doubles);
}

static void write_latency(struct json_writer *w, const struct sim_load_result *r)
{
    static const struct {
        const char *name;
        double share;
    } points[] = { { "p50", 0.5 }, { "p95", 0.95 }, { "p99", 0.99 } };
    json_key_name(w, "latency_ms");
    json_begin_object(w);
    for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
        json_key_name(w, points[i].name);
        json_write_double(w, ms_at(r, points[i].share));
    }
    json_key_name(w, "max");
    json_write_double(w, (double)r->latency.max_us / 1000);
    json_end_object(w);
}

static bool print_json(FILE *out, const struct sim_load_result *r, const struct replies *replies)
{
    char memory[2048];
    struct buf text;
    struct json_writer w;
    buf_fixed(&text, memory, sizeof memory);
    json_writer_init(&w, &text);
    json_begin_object(&w);
    json_member_i64(&w, "requests", (int64_t)r->requests);
    json_member_i64(&w, "ok", (int64_t)r->ok);
    json_member_i64(&w, "busy", (int64_t)r->busy);
    json_member_i64(&w, "denied", (int64_t)r->denied);
    json_member_i64(&w, "other", (int64_t)r->other);
    json_member_i64(&w, "no_answer", (int64_t)r->no_answer);
    json_member_i64(&w, "unsent", (int64_t)r->unsent);
    json_member_i64(&w, "messages", (int64_t)r->messages);
    json_member_i64(&w, "repeats", (int64_t)r->repeats);
    json_member_i64(&w, "forged", (int64_t)r->forged);
    write_latency(&w, r);
    json_key_name(&w, "rate");
    json_write_double(&w, rate_of(r));
    json_key_name(&w, "seconds");
    json_write_double(&w, (double)r->us / 1e6);
    if (replies->known) {
        json_member_i64(&w, "replies", replies->accepted);
        json_member_i64(&w, "doubles", replies->doubles);
    }
    json_end_object(&w);
    if (!json_writer_done(&w)) return false;
    (void)fprintf(out, "%s\n", memory);
    return true;
}

static int load(const struct sim_env *env, const struct load_settings *s)
{
    struct sim_caller *caller = sim_caller_create();
    struct sim_load_result *result = calloc(1, sizeof *result);
    struct sim_target target;
    struct err e;
    int code = SIM_FAILED;
    if (!caller || !result) {
        err_set(&e, ERR_MEMORY, "no memory");
    } else if (!sim_target_find(&s->target, caller, &target, &e)) {
        code = sim_target_exit(&e);
    } else {
        (void)signal(SIGPIPE, SIG_IGN);
        struct replies before = ask_replies(caller, s, &target);
        if (sim_load_run(&s->load, &target, env->clock, result, &e)) {
            struct replies after = ask_replies(caller, s, &target);
            after.known = after.known && before.known;
            after.accepted -= before.accepted;
            after.doubles -= before.doubles;
            if (!s->json) print_text(env->out, result, &after);
            bool printed = !s->json || print_json(env->out, result, &after);
            code = printed && result->latency.count > 0 ? SIM_DONE : SIM_FAILED;
            err_set(&e, ERR_IO, "nothing was answered");
        }
    }
    if (code != SIM_DONE) (void)fprintf(env->err, "kanda-sim load: %s\n", e.text);
    free(result);
    sim_caller_destroy(caller);
    return code;
}

static int run(const struct sim_env *env, int argc, char **argv)
{
    struct load_settings s = { .load = {
                                   .connections = 16, .citizens = 1000, .batch = 1, .seed = 1 } };
    struct err e;
    if (!sim_options_parse(&sim_load_command, argc, argv, &s, NULL, NULL, &e)) {
        (void)fprintf(env->err, "kanda-sim load: %s\n", e.text);
        return SIM_USAGE;
    }
    return load(env, &s);
}

const struct sim_command sim_load_command = {
    "load",
    NULL,
    "sends signed webhooks and reports latencies and losses",
    load_options,
    sizeof load_options / sizeof *load_options,
    run,
};
