/* options.h - a command's options as one table: parsing and usage text come from it.
 *
 * Both `--name value` and `--name=value` are understood. A value that is missing, malformed or out
 * of range is ERR_INPUT naming the option and the rule.
 *
 * Threads: pure. Memory: text settings point into argv. */
#ifndef KANDA_SIM_OPTIONS_H
#define KANDA_SIM_OPTIONS_H

#include "base/clock.h"
#include <stdio.h>

enum sim_option_kind { OPTION_TEXT, OPTION_NUMBER, OPTION_SHARE, OPTION_FLAG };

struct sim_option {
    const char *name;  /* "--listen" */
    const char *value; /* "ADDRESS:PORT"; "" for a flag */
    enum sim_option_kind kind;
    size_t at; /* offset in the settings: const char *, int64_t, double or bool */
    bool required;
    int64_t min, max; /* of a number */
    const char *help;
};

/* What a command is given besides its settings. */
struct sim_env {
    struct clock clock;
    FILE *out, *err;
};

enum { SIM_DONE = 0, SIM_FAILED = 1, SIM_USAGE = 2 };

struct sim_command {
    const char *name;
    const char *operand; /* "FILE", or NULL */
    const char *help;
    const struct sim_option *options;
    size_t option_count;
    int (*run)(const struct sim_env *env, int argc, char **argv);
};

/* argv[0] is the command's name. *given (one bit per option, at most 32) may be NULL. */
MUST_CHECK bool sim_options_parse(const struct sim_command *command, int argc, char **argv,
                                  void *settings, const char **operand, uint32_t *given,
                                  struct err *e);
void sim_options_usage(FILE *out, const struct sim_command *command);
/* Was the option of this name given? */
bool sim_option_given(const struct sim_command *command, uint32_t given, const char *name);

extern const struct sim_command sim_serve_command, sim_play_command, sim_load_command;

#endif
