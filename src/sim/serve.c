/* serve.c - `kanda-sim serve`: a Graph API on a local port, until a signal. */
#include "address.h"
#include "options.h"
#include "sim.h"
#include "wa/provider.h"
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>

struct serve_settings {
    struct sim_settings sim;
    const char *mode;
};

#define AT(field)     offsetof(struct serve_settings, field)
#define TEXT(field)   OPTION_TEXT, AT(field)
#define SHARE(field)  OPTION_SHARE, AT(field), false, 0, 0
#define NUMBER(field) OPTION_NUMBER, AT(field), false
#define FLAG(field)   OPTION_FLAG, AT(field), false, 0, 0

static const struct sim_option serve_options[] = {
    { "--listen", "ADDRESS:PORT", TEXT(sim.listen), false, 0, 0,
      "where the Graph API is (127.0.0.1:8090)" },
    { "--webhook", "URL", TEXT(sim.webhook), true, 0, 0, "where kanda takes webhooks" },
    { "--app-secret", "S", TEXT(sim.app_secret), true, 0, 0, "signs the webhooks" },
    { "--phone-number-id", "N", TEXT(sim.phone_number_id), true, 0, 0,
      "id of the business number" },
    { "--display-number", "DIGITS", TEXT(sim.display_number), false, 0, 0,
      "the number people see (6281200009999)" },
    { "--business-account-id", "W", TEXT(sim.business_account_id), false, 0, 0,
      "id of the account (200000000000002)" },
    { "--access-token", "T", TEXT(sim.access_token), false, 0, 0,
      "the only bearer token that is right (any is)" },
    { "--provider", "NAME", TEXT(sim.provider), false, 0, 0,
      "whose addresses and token header are played: meta or 360dialog (meta)" },
    { "--webhook-header", "LINE", TEXT(sim.webhook_header), false, 0, 0,
      "\"Name: value\" that proves webhooks instead of the signature" },
    { "--templates", "FILE", TEXT(sim.templates), false, 0, 0,
      "CSV of approved templates: name,language,category,body" },
    { "--mode", "NAME", TEXT(mode), false, 0, 0,
      "what failing requests meet: error garbage silence reset ... half (see FAULTS)" },
    { "--fail-rate", "P", SHARE(sim.faults.fail_rate), "share of the requests that fail" },
    { "--fail-code", "CODE", NUMBER(sim.faults.fail_code), 0, 9999999,
      "Meta's error code; 0 answers without the error JSON" },
    { "--fail-status", "HTTP", NUMBER(sim.faults.fail_status), 400, 599,
      "HTTP status of a failure (the code's own)" },
    { "--delay", "MS", NUMBER(sim.faults.delay_ms), 0, 60000, "each answer takes this long" },
    { "--status-first", "P", SHARE(sim.faults.status_first),
      "share of the statuses that come before the answer" },
    { "--duplicate", "P", SHARE(sim.faults.duplicate), "share of the statuses sent twice" },
    { "--drop", "P", SHARE(sim.faults.drop), "share of the statuses never sent" },
    { "--read-and-close", "P", SHARE(sim.faults.read_and_close),
      "share of a connection's later requests read and not answered" },
    { "--review-templates", "", FLAG(sim.review_templates),
      "new templates are pending until /sim/templates decides" },
    { "--no-statuses", "", FLAG(sim.no_statuses), "send no status webhooks" },
    { "--pair-limit", "", FLAG(sim.pair_limit),
      "refuse too many messages to one citizen (131056)" },
    { "--seed", "N", NUMBER(sim.seed), 0, INT64_MAX, "of the dice (1)" },
    { "--chats", "FILE", TEXT(sim.chats), false, 0, 0,
      "chats that were before, for the phone page" },
    { "--clock-file", "FILE", TEXT(sim.clock_file), false, 0, 0,
      "file of libfaketime under which kanda and this run; /sim/time moves it" },
    { "--log", "FILE", TEXT(sim.log_file), false, 0, 0, "append one line per event" },
};

/* 15 digits as Meta's, or anything that fits into a path without escapes. */
static bool is_path_word(const char *s)
{
    return s[0] != '\0' && s[strspn(s, "0123456789abcdefghijklmnopqrstuvwxyz"
                                       "ABCDEFGHIJKLMNOPQRSTUVWXYZ._-")] == '\0';
}

static bool settings_check(struct serve_settings *s, uint32_t given, struct err *e)
{
    struct sockaddr_in address;
    struct sim_faults wanted = s->sim.faults;
    if (!sim_address_parse(str_of(s->sim.listen), &address, e)) return false;
    if (!str_starts(str_of(s->sim.webhook), STR("http://")) &&
        !str_starts(str_of(s->sim.webhook), STR("https://")))
        return err_set(e, ERR_INPUT, "--webhook: want an http(s) URL");
    if (!wa_provider_find(str_of(s->sim.provider)))
        return err_set(e, ERR_INPUT, "--provider: want meta or 360dialog");
    if (s->sim.webhook_header && !str_contains(str_of(s->sim.webhook_header), STR(": ")))
        return err_set(e, ERR_INPUT, "--webhook-header: want \"Name: value\"");
    if (!is_path_word(s->sim.phone_number_id) || !is_path_word(s->sim.business_account_id))
        return err_set(e, ERR_INPUT, "ids are letters, digits, '.', '_' and '-'");
    if (s->mode && !sim_mode_parse(str_of(s->mode), &wanted.mode, e)) return err_wrap(e, "--mode");
    sim_faults_settle(&wanted, sim_option_given(&sim_serve_command, given, "--fail-rate"),
                      s->mode != NULL);
    s->sim.faults = wanted;
    return true;
}

static void wait_for_signal(const sigset_t *signals)
{
    int signal_number;
    while (sigwait(signals, &signal_number) != 0)
        continue;
}

static int serve(const struct sim_env *env, const struct sim_settings *s)
{
    struct err e;
    struct sim *sim = NULL;
    sigset_t signals;
    struct log log = { .level = LOG_INFO, .format = LOG_LOGFMT, .clock = env->clock };
    if (s->log_file && !(log.out = fopen(s->log_file, "a"))) {
        (void)fprintf(env->err, "kanda-sim: --log: cannot open %s\n", s->log_file);
        return SIM_FAILED;
    }
    /* Blocked before any thread starts, so that only sigwait sees them. */
    (void)sigemptyset(&signals);
    (void)sigaddset(&signals, SIGINT);
    (void)sigaddset(&signals, SIGTERM);
    (void)pthread_sigmask(SIG_BLOCK, &signals, NULL);
    (void)signal(SIGPIPE, SIG_IGN);
    bool ok = sim_open(s, env->clock, &log, &sim, &e);
    if (ok) {
        (void)fprintf(env->out, "kanda-sim: Graph API on http://127.0.0.1:%d, webhooks to %s\n",
                      sim->port, s->webhook);
        (void)fflush(env->out);
        wait_for_signal(&signals);
        sim_close(sim);
    } else {
        (void)fprintf(env->err, "kanda-sim: %s\n", e.text);
    }
    if (log.out) (void)fclose(log.out);
    return ok ? SIM_DONE : SIM_FAILED;
}

static int run(const struct sim_env *env, int argc, char **argv)
{
    struct serve_settings s = { .sim = { .listen = "127.0.0.1:8090",
                                         .display_number = "6281200009999",
                                         .business_account_id = "200000000000002",
                                         .provider = "meta",
                                         .seed = 1 } };
    uint32_t given = 0;
    struct err e;
    if (!sim_options_parse(&sim_serve_command, argc, argv, &s, NULL, &given, &e) ||
        !settings_check(&s, given, &e)) {
        (void)fprintf(env->err, "kanda-sim serve: %s\n", e.text);
        return SIM_USAGE;
    }
    return serve(env, &s.sim);
}

const struct sim_command sim_serve_command = {
    "serve",
    NULL,
    "plays Meta's Graph API and sends signed webhooks",
    serve_options,
    sizeof serve_options / sizeof *serve_options,
    run,
};
