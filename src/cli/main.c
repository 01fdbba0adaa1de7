/* main.c - kanda: one table of commands is dispatch and usage. */
#include "cli/app.h"
#include <getopt.h>
#include <stdio.h>
#include <string.h>

static int usage_all(FILE *out)
{
    size_t count;
    const struct command *commands = cli_commands(&count);
    (void)fprintf(out, "usage: kanda COMMAND [--config FILE] ...\n");
    for (size_t i = 0; i < count; i++)
        (void)fprintf(out, "  kanda %s %s\n      %s\n", commands[i].name, commands[i].usage,
                      commands[i].help);
    return EXIT_USAGE;
}

static bool options_read(int argc, char **argv, struct command_line *line)
{
    enum {
        CONFIG = 1,
        ROLE,
        DEPARTMENT,
        PASSWORD_FILE,
        ID,
        SCOPE,
        EXPIRES,
        LABEL,
        PHONE,
        MAIL,
        ONLINE
    };
    static const struct option known[] = {
        { "config", required_argument, NULL, CONFIG },
        { "role", required_argument, NULL, ROLE },
        { "department", required_argument, NULL, DEPARTMENT },
        { "password-file", required_argument, NULL, PASSWORD_FILE },
        { "id", required_argument, NULL, ID },
        { "scope", required_argument, NULL, SCOPE },
        { "expires", required_argument, NULL, EXPIRES },
        { "label", required_argument, NULL, LABEL },
        { "phone", required_argument, NULL, PHONE },
        { "mail", required_argument, NULL, MAIL },
        { "online", no_argument, NULL, ONLINE },
        { 0 },
    };
    int c;
    while ((c = getopt_long(argc, argv, "", known, NULL)) != -1)
        switch (c) {
        case CONFIG: line->config = optarg; break;
        case ROLE: line->role = optarg; break;
        case DEPARTMENT: line->department = optarg; break;
        case PASSWORD_FILE: line->password_file = optarg; break;
        case ID: line->id = optarg; break;
        case SCOPE: line->scope = optarg; break;
        case EXPIRES: line->expires = optarg; break;
        case LABEL: line->label = optarg; break;
        case PHONE: line->phone = optarg; break;
        case MAIL: line->mail = optarg; break;
        case ONLINE: line->online = true; break;
        default: return false;
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
        if (!options_read(argc - 1, argv + 1, &line) || line.count > commands[i].operands)
            return cli_usage(&commands[i]);
        return output_end(commands[i].run(&line));
    }
    (void)fprintf(stderr, "kanda: there is no command '%s'\n", argv[1]);
    return usage_all(stderr);
}
