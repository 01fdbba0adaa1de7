/* options.c - a command's options as one table. */
#include "options.h"
#include <string.h>

static const struct sim_option *option_named(const struct sim_command *command, struct str name)
{
    for (size_t i = 0; i < command->option_count; i++)
        if (str_equal(name, str_of(command->options[i].name))) return &command->options[i];
    return NULL;
}

static bool store(const struct sim_option *o, const char *value, void *settings, struct err *e)
{
    char *field = (char *)settings + o->at;
    double share;
    int64_t number;
    switch (o->kind) {
    case OPTION_TEXT:
        if (value[0] == '\0') return err_set(e, ERR_INPUT, "%s: want a value", o->name);
        memcpy(field, &value, sizeof value);
        return true;
    case OPTION_NUMBER:
        if (!str_to_i64(str_of(value), o->min, o->max, &number, NULL))
            return err_set(e, ERR_INPUT, "%s: want a whole number, %lld to %lld", o->name,
                           (long long)o->min, (long long)o->max);
        memcpy(field, &number, sizeof number);
        return true;
    case OPTION_SHARE:
        if (!str_to_double(str_of(value), &share, NULL) || share < 0 || share > 1)
            return err_set(e, ERR_INPUT, "%s: want a number from 0 to 1", o->name);
        memcpy(field, &share, sizeof share);
        return true;
    case OPTION_FLAG: memcpy(field, &(bool){ true }, sizeof(bool)); return true;
    }
    return err_set(e, ERR_INTERNAL, "%s: no such kind of option", o->name);
}

/* Takes one option, and its value from the next word if it needs one. */
static bool take(const struct sim_command *command, int argc, char **argv, int *i, void *settings,
                 uint32_t *given, struct err *e)
{
    struct str word = str_of(argv[*i]), name = word;
    size_t equals = str_find(word, STR("="), 0);
    const char *value = NULL;
    if (equals != SIZE_MAX) {
        name = str_slice(word, 0, equals);
        value = argv[*i] + equals + 1;
    }
    const struct sim_option *o = option_named(command, name);
    if (!o) return err_set(e, ERR_INPUT, "%.*s: unknown option", STR_ARG(name));
    if (o->kind == OPTION_FLAG && value)
        return err_set(e, ERR_INPUT, "%s: takes no value", o->name);
    if (o->kind != OPTION_FLAG && !value) {
        if (*i + 1 >= argc) return err_set(e, ERR_INPUT, "%s: want %s", o->name, o->value);
        value = argv[++*i];
    }
    *given |= UINT32_C(1) << (unsigned)(o - command->options);
    return store(o, value, settings, e);
}

bool sim_options_parse(const struct sim_command *command, int argc, char **argv, void *settings,
                       const char **operand, uint32_t *given, struct err *e)
{
    uint32_t seen = 0;
    const char *found = NULL;
    for (int i = 1; i < argc; i++) {
        if (argv[i][0] == '-' && argv[i][1] != '\0') {
            if (!take(command, argc, argv, &i, settings, &seen, e)) return false;
        } else if (!command->operand || found) {
            return err_set(e, ERR_INPUT, "%s: unexpected argument", argv[i]);
        } else {
            found = argv[i];
        }
    }
    if (command->operand && !found)
        return err_set(e, ERR_INPUT, "%s: want %s", command->name, command->operand);
    for (size_t i = 0; i < command->option_count; i++)
        if (command->options[i].required && !(seen & UINT32_C(1) << i))
            return err_set(e, ERR_INPUT, "%s is required", command->options[i].name);
    if (operand) *operand = found;
    if (given) *given = seen;
    return true;
}

bool sim_option_given(const struct sim_command *command, uint32_t given, const char *name)
{
    const struct sim_option *o = option_named(command, str_of(name));
    return o && (given & UINT32_C(1) << (unsigned)(o - command->options));
}

void sim_options_usage(FILE *out, const struct sim_command *command)
{
    (void)fprintf(out, "kanda-sim %s%s%s [options]\n    %s\n", command->name,
                  command->operand ? " " : "", command->operand ? command->operand : "",
                  command->help);
    for (size_t i = 0; i < command->option_count; i++) {
        const struct sim_option *o = &command->options[i];
        int width = 26 - (int)strlen(o->name);
        (void)fprintf(out, "  %s %-*s %s%s\n", o->name, width > 1 ? width : 1, o->value,
                      o->required ? "(required) " : "", o->help);
    }
}
