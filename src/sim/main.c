/* main.c - kanda-sim: plays Meta and the citizens, so that kanda runs on a laptop. */
#include "base/crypto.h"
#include "options.h"
#include <curl/curl.h>
#include <string.h>

static const struct sim_command *const commands[] = { &sim_serve_command, &sim_play_command,
                                                      &sim_load_command };
#define COMMAND_COUNT (sizeof commands / sizeof *commands)

static void usage(FILE *out)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        sim_options_usage(out, commands[i]);
    (void)fputs("Exit codes: 0 done, 1 failed, 2 usage.\n", out);
}

int main(int argc, char **argv)
{
    const struct sim_env env = { clock_system(), stdout, stderr };
    struct err e;
    if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0)) {
        usage(stdout);
        return SIM_DONE;
    }
    if (!crypto_init(&e) || curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        (void)fputs("kanda-sim: cannot prepare the libraries\n", stderr);
        return SIM_FAILED;
    }
    int code = SIM_USAGE;
    bool found = false;
    for (size_t i = 0; argc > 1 && !found && i < COMMAND_COUNT; i++)
        if (strcmp(argv[1], commands[i]->name) == 0) {
            code = commands[i]->run(&env, argc - 1, argv + 1);
            found = true;
        }
    if (!found) usage(stderr);
    curl_global_cleanup();
    return code;
}
