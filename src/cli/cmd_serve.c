/* cmd_serve.c - the main thread: signals, the watchdog, the order of start and stop. */
#include "cli/notify.h"
#include "serve_private.h"
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>

#include <time.h>

#define TICK_NS         250000000
#define DESCRIPTORS_MIN 4096
#define ARENAS          2
#define LARGE_BLOCK     (256 * 1024)
#define KEPT_BLOCK      (2 * 1024 * 1024) /* free memory at the end of an arena */

/* Every connection and every request to Meta is a descriptor; the usual 1024 are too few. */
static void descriptors_allow(const struct log *log)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= DESCRIPTORS_MIN) return;
    limit.rlim_cur = limit.rlim_max < DESCRIPTORS_MIN ? limit.rlim_max : DESCRIPTORS_MIN;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0)
        log_event(log, LOG_WARN, "serve.descriptors", LOG_NUM("allowed", limit.rlim_cur));
}

/* What the roles that an older words.csv lacks are for, is not heard. */
static void wordless_tell(const struct app *app)
{
    char roles[DESK_WORDLESS_TEXT];
    if (desk_wordless_text(app->desk, roles) > 0)
        log_event(&app->log, LOG_WARN, "serve.wordless", LOG_TEXT("roles", roles));
}

static void signals_block(sigset_t *wanted)
{
    (void)sigemptyset(wanted);
    (void)sigaddset(wanted, SIGINT);
    (void)sigaddset(wanted, SIGTERM);
    (void)pthread_sigmask(SIG_BLOCK, wanted, NULL);
    (void)signal(SIGPIPE, SIG_IGN);
    (void)signal(SIGXFSZ, SIG_IGN); /* a file limit is a full disk, not the end */
}

/* Ticks keep slow connections and the watchdog of systemd in check. */
static int wait_for_signal(struct service *s, const sigset_t *wanted)
{
    static const struct timespec tick = { .tv_nsec = TICK_NS };
    for (;;) {
        int signal_number = sigtimedwait(wanted, NULL, &tick);
        if (signal_number > 0) return signal_number;
        service_tick(s);
        notify_manager("WATCHDOG=1");
    }
}

static int run(struct service *s, int64_t started)
{
    sigset_t wanted;
    struct err e = { 0 };
    signals_block(&wanted);             /* before any thread, so that all inherit it */
    (void)mallopt(M_ARENA_MAX, ARENAS); /* one arena for each thread would only hold memory */
    /* Setting it also keeps it: otherwise the first large body raises it, and from then on all
     * large bodies lie in the heap, where a small block behind them keeps them for ever. */
    (void)mallopt(M_MMAP_THRESHOLD, LARGE_BLOCK);
    /* Else each answer longer than 128 KiB takes its pages from the kernel and gives them back. */
    (void)mallopt(M_TRIM_THRESHOLD, KEPT_BLOCK);
    descriptors_allow(&s->app.log);
    wordless_tell(&s->app);
    if (!service_start(s, &e)) {
        log_event(&s->app.log, LOG_ERROR, "serve.refused", LOG_TEXT("why", e.text));
        return e.code == ERR_INPUT ? EXIT_USAGE : EXIT_FAILED;
    }
    (void)malloc_trim(0); /* the texts the tables were read from are gone */
    log_event(&s->app.log, LOG_INFO, "serve.ready", LOG_NUM("port", http_server_port(s->http)),
              LOG_NUM("ms", clock_monotonic_ms() - started));
    notify_manager("READY=1");
    int signal_number = wait_for_signal(s, &wanted);
    notify_manager("STOPPING=1");
    int64_t stopping = clock_monotonic_ms();
    service_stop(s);
    log_event(&s->app.log, LOG_INFO, "serve.stopped", LOG_NUM("signal", signal_number),
              LOG_NUM("ms", clock_monotonic_ms() - stopping));
    return EXIT_DONE;
}

int cmd_serve(const struct command_line *line)
{
    int64_t started = clock_monotonic_ms();
    struct err e = { 0 };
    struct service *s = calloc(1, sizeof *s);
    if (!s) return EXIT_FAILED;
    int code = app_open(&s->app, line->config, &e) ? run(s, started) : cli_fail(&e);
    app_close(&s->app);
    free(s);
    return code;
}
