/* test_manuals.c - what is written for operators is what the tables of the program say: the example
 * file, the two manual pages, and config/README.md. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/ini.h"
#include "cli/app.h"
#include "cli/file.h"
#include "domain/role.h"
#include "domain/word.h"
#include <stdio.h>
#include <string.h>

static const char *no_env(void *ctx, const char *name)
{
    (void)ctx;
    (void)name;
    return NULL;
}

static void read_whole(const char *path, struct buf *out)
{
    struct err e = { 0 };
    buf_init(out, 1 << 20);
    if (!file_read(path, out, &e)) fail_msg("%s", e.text);
}

struct example {
    const struct conf_key *keys;
    size_t count, at;
};

static bool on_example(void *ctx, const struct ini_entry *entry, struct err *e)
{
    struct example *x = ctx;
    if (x->at >= x->count) return err_set(e, ERR_INPUT, "more keys than the table has");
    const struct conf_key *k = &x->keys[x->at++];
    if (str_equal(entry->section, str_of(k->section)) && str_equal(entry->key, str_of(k->key)) &&
        str_equal(entry->value, str_of(k->preset)))
        return true;
    return err_set(e, ERR_INPUT, "line %d: want %s.%s = %s", entry->line, k->section, k->key,
                   k->preset);
}

static void test_the_example_is_the_table(void **state)
{
    (void)state;
    static const char path[] = "config/kanda.conf.example";
    struct example x = { 0 };
    struct err e = { 0 };
    struct conf c;
    struct buf text;
    x.keys = conf_keys(&x.count);
    read_whole(path, &text);
    if (!ini_parse_text(buf_view(&text), on_example, &x, &e)) fail_msg("%s: %s", path, e.text);
    assert_int_equal(x.at, x.count);
    for (size_t i = 0; i < x.count; i++) { /* each with its help and rule above it */
        char note[256];
        (void)snprintf(note, sizeof note, "\n# %s\n# (%s)\n", x.keys[i].help, x.keys[i].rule);
        if (!str_contains(buf_view(&text), str_of(note))) fail_msg("%s: lacks%s", path, note);
    }
    buf_finish(&text);
    if (!conf_load(&c, path, no_env, NULL, &e)) fail_msg("%s", e.text);
}

static void test_the_manual_knows_every_key(void **state)
{
    (void)state;
    size_t count, items = 0;
    const struct conf_key *keys = conf_keys(&count);
    struct buf text;
    read_whole("src/cli/kanda.conf.5", &text);
    struct str rest = buf_view(&text), line, section = STR_EMPTY;
    while (str_cut(&rest, '\n', &line)) {
        if (str_starts(line, STR(".Ss Section "))) section = str_slice(line, 12, line.len);
        if (!str_starts(line, STR(".It Cm "))) continue;
        struct str key = str_slice(line, 7, line.len), name = str_word(&key);
        assert_true(items < count); /* in the order of the table */
        if (!str_equal(section, str_of(keys[items].section)) ||
            !str_equal(name, str_of(keys[items].key)))
            fail_msg("kanda.conf.5: want %s.%s, have %.*s.%.*s", keys[items].section,
                     keys[items].key, STR_ARG(section), STR_ARG(name));
        if (keys[items].preset[0] && !str_contains(key, str_of(keys[items].preset)))
            fail_msg("kanda.conf.5: %s.%s: preset is %s", keys[items].section, keys[items].key,
                     keys[items].preset);
        items++;
    }
    assert_int_equal(items, count);
    buf_finish(&text);
}

static void test_the_operators_manual_knows_every_key(void **state)
{
    (void)state;
    size_t count;
    const struct conf_key *keys = conf_keys(&count);
    struct buf text;
    read_whole("config/README.md", &text);
    for (size_t i = 0; i < count; i++) {
        char name[64];
        (void)snprintf(name, sizeof name, "`%s.%s`", keys[i].section, keys[i].key);
        if (!str_contains(buf_view(&text), str_of(name))) fail_msg("README.md lacks %s", name);
    }
    buf_finish(&text);
}

/* The next name between `signs` of a line, and what is left of it behind. */
static bool next_marked(struct str *rest, struct str *name)
{
    struct str before;
    return str_cut(rest, '`', &before) && str_cut(rest, '`', name);
}

/* Counts the roles that the rows of a table begin with, up to its end, and refuses what is none; of
 * the table of single words what is no single word. */
static void count_rows(struct str *rest, bool single, int seen[WORD_ROLE_COUNT])
{
    struct str line, cell, name;
    enum word_role role;
    while (str_cut(rest, '\n', &line) && str_starts(line, STR("|"))) {
        if (str_starts(line, STR("|---"))) continue;
        line = str_slice(line, 1, line.len);
        assert_true(str_cut(&line, '|', &cell));
        while (next_marked(&cell, &name)) {
            if (!word_role_of(name, &role)) fail_msg("README.md: no role '%.*s'", STR_ARG(name));
            if (single && !word_role_stands_apart(role))
                fail_msg("README.md: %.*s may be a phrase", STR_ARG(name));
            seen[role]++;
        }
    }
}

static void test_the_operators_manual_has_a_row_for_every_role(void **state)
{
    (void)state;
    int seen[WORD_ROLE_COUNT] = { 0 }, tables = 0;
    struct buf text;
    read_whole("config/README.md", &text);
    struct str rest = buf_view(&text), line;
    while (str_cut(&rest, '\n', &line) && !str_equal(line, STR("# English"))) {
        bool single = str_equal(line, STR("| peran satu kata | artinya bagi program |"));
        if (!single && !str_equal(line, STR("| peran | arti |"))) continue;
        count_rows(&rest, single, seen);
        tables++;
    }
    assert_int_equal(tables, 2);
    for (int r = 0; r < WORD_ROLE_COUNT; r++)
        if (seen[r] != 1)
            fail_msg("README.md has %d rows of %s", seen[r], word_role_name((enum word_role)r));
    for (int r = 0; r < WORD_ROLE_COUNT; r++) { /* rest: its English half, which has no table */
        char name[64];
        (void)snprintf(name, sizeof name, "`%s`", word_role_name((enum word_role)r));
        if (!str_contains(rest, str_of(name))) fail_msg("README.md in English lacks %s", name);
    }
    buf_finish(&text);
}

/* Every word of a command's usage that is typed as it stands stands in the manual, marked so. */
static void usage_is_in(struct str manual, const struct command *command)
{
    char name[64];
    struct str rest = str_of(command->usage), word;
    (void)snprintf(name, sizeof name, "\n.It Cm %s", command->name);
    if (!str_contains(manual, str_of(name))) fail_msg("kanda.8 does not explain %s", command->name);
    (void)snprintf(name, sizeof name, "\n.Cm %s", command->name);
    if (!str_contains(manual, str_of(name))) fail_msg("kanda.8: SYNOPSIS lacks %s", command->name);
    while ((word = str_word(&rest)).len) {
        while (word.len && (word.at[0] == '[' || word.at[0] == '|'))
            word = str_slice(word, 1, word.len);
        while (word.len && word.at[word.len - 1] == ']')
            word = str_slice(word, 0, word.len - 1);
        if (str_starts(word, STR("--"))) word = str_slice(word, 2, word.len);
        bool placeholder = word.len && word.at[0] >= 'A' && word.at[0] <= 'Z';
        if (word.len && !placeholder && !str_contains(manual, word))
            fail_msg("kanda.8 lacks '%.*s' of %s", STR_ARG(word), command->name);
    }
}

static void test_the_manual_knows_every_command(void **state)
{
    (void)state;
    size_t count, explained = 0;
    const struct command *commands = cli_commands(&count);
    struct buf text;
    read_whole("src/cli/kanda.8", &text);
    for (size_t i = 0; i < count; i++)
        usage_is_in(buf_view(&text), &commands[i]);
    /* and explains nothing that is no command */
    struct str rest = buf_view(&text), line;
    while (str_cut(&rest, '\n', &line)) {
        if (!str_starts(line, STR(".It Cm "))) continue;
        struct str name = str_slice(line, 7, line.len);
        name = str_word(&name);
        bool known = false;
        for (size_t i = 0; i < count; i++)
            known = known || str_equal(name, str_of(commands[i].name));
        if (!known) fail_msg("kanda.8 explains '%.*s'", STR_ARG(name));
        explained++;
    }
    assert_true(explained >= count);
    for (int role = ROLE_NONE + 1; role < ROLE_END; role++)
        assert_true(str_contains(buf_view(&text), str_of(role_name((enum role)role))));
    buf_finish(&text);
}

/* What the unit set, commands beside the service would not know. */
static void test_the_unit_leaves_every_setting_to_the_file(void **state)
{
    (void)state;
    static const char *const settings[] = { "Environment", "LoadCredential", "KANDA_" };
    struct buf text;
    read_whole("config/kanda.service", &text);
    if (!str_contains(buf_view(&text), STR("serve --config /etc/kanda/kanda.conf\n")))
        fail_msg("the unit reads no /etc/kanda/kanda.conf");
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++)
        if (str_contains(buf_view(&text), str_of(settings[i])))
            fail_msg("the unit says %s", settings[i]);
    buf_finish(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_example_is_the_table),
        cmocka_unit_test(test_the_manual_knows_every_key),
        cmocka_unit_test(test_the_operators_manual_knows_every_key),
        cmocka_unit_test(test_the_operators_manual_has_a_row_for_every_role),
        cmocka_unit_test(test_the_manual_knows_every_command),
        cmocka_unit_test(test_the_unit_leaves_every_setting_to_the_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
