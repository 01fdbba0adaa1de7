/* main.c - kanda: one table of commands is dispatch and usage. */
#include "cli/app.h"
#include <getopt.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

static void usage_print(FILE *out, const struct command *command)
{
    (void)fprintf(out, "  kanda %s %s\n      %s\n", command->name, command->usage, command->help);
}

static int usage_all(FILE *out)
{
    size_t count;
    const struct command *commands = cli_commands(&count);
    (void)fprintf(out, "usage: kanda COMMAND [--config FILE] ...\n");
    for (size_t i = 0; i < count; i++)
        usage_print(out, &commands[i]);
    return EXIT_USAGE;
}

/* Where the value of an option goes; a flag has none. */
static const struct {
    const char *name;
    size_t text, flag; /* offsets into struct command_line; 0: not that */
} options[] = {
    { "config", offsetof(struct command_line, config), 0 },
    { "role", offsetof(struct command_line, role), 0 },
    { "department", offsetof(struct command_line, department), 0 },
    { "password-file", offsetof(struct command_line, password_file), 0 },
    { "id", offsetof(struct command_line, id), 0 },
    { "scope", offsetof(struct command_line, scope), 0 },
    { "expires", offsetof(struct command_line, expires), 0 },
    { "label", offsetof(struct command_line, label), 0 },
    { "phone", offsetof(struct command_line, phone), 0 },
    { "mail", offsetof(struct command_line, mail), 0 },
    { "online", 0, offsetof(struct command_line, online) },
    { "format", offsetof(struct command_line, format), 0 },
    { "from", offsetof(struct command_line, from), 0 },
    { "to", offsetof(struct command_line, to), 0 },
    { "status", offsetof(struct command_line, status), 0 },
    { "kind", offsetof(struct command_line, kind), 0 },
    { "evidence", offsetof(struct command_line, evidence), 0 },
    { "contact", offsetof(struct command_line, contact), 0 },
    { "verify", 0, offsetof(struct command_line, verify) },
    { "output", offsetof(struct command_line, output), 0 },
    { "tickets", 0, offsetof(struct command_line, tickets) },
};
#define OPTIONS (sizeof options / sizeof options[0])

static bool options_read(int argc, char **argv, struct command_line *line)
{
    struct option known[OPTIONS + 1] = { 0 };
    char *base = (char *)line;
    int c;
    for (size_t i = 0; i < OPTIONS; i++)
        known[i] =
            (struct option){ options[i].name, options[i].flag ? no_argument : required_argument,
                             NULL, (int)i + 1 };
    while ((c = getopt_long(argc, argv, "", known, NULL)) != -1) {
        if (c < 1 || (size_t)c > OPTIONS) return false;
        size_t i = (size_t)c - 1;
        if (options[i].flag)
            *(bool *)(void *)(base + options[i].flag) = true;
        else
            *(const char **)(void *)(base + options[i].text) = optarg;
    }
    line->count = argc - optind;
    line->operand = argv + optind;
    return true;
}

/* A token that was printed into a full disk is lost: that must not look like success. */
static int output_end(int code)
{
    if (fflush(stdout) == 0 && !ferror(stdout)) return code;
    (void)fprintf(stderr, "kanda: standard output cannot be written\n");
    return code == EXIT_DONE ? EXIT_FAILED : code;
}

int main(int argc, char **argv)
{
    struct command_line line = { 0 };
    size_t count;
    const struct command *commands = cli_commands(&count);
    if (argc < 2) return usage_all(stderr);
    if (strcmp(argv[1], "help") == 0 || strcmp(argv[1], "--help") == 0) {
        (void)usage_all(stdout);
        return EXIT_DONE;
    }
    for (size_t i = 0; i < count; i++) {
        if (strcmp(argv[1], commands[i].name) != 0) continue;
        if (argc > 2 && strcmp(argv[2], "--help") == 0) {
            usage_print(stdout, &commands[i]);
            return output_end(EXIT_DONE);
        }
        if (!options_read(argc - 1, argv + 1, &line) || line.count > commands[i].operands)
            return cli_usage(&commands[i]);
        return output_end(commands[i].run(&line));
    }
    (void)fprintf(stderr, "kanda: there is no command '%s'\n", argv[1]);
    return usage_all(stderr);
}
