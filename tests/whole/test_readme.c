/* test_readme.c - README's recipe of a desk with the simulator and its life of a ticket, and the
 * one of config/README.md of how a word is changed, typed as they stand there: only the ports and
 * the number of the ticket are others. */
#include "domain/ticket.h"
#include "town.h"
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The lines of README that a reader types, from the one that begins with `from` to the next words.
 */
static void take(FILE *script, const char *from)
{
    char line[1000];
    bool inside = false, found = false;
    FILE *readme = fopen("README.md", "r");
    assert_non_null(readme);
    while (fgets(line, sizeof line, readme)) {
        bool typed = strncmp(line, "    ", 4) == 0;
        if (typed && strncmp(line + 4, from, strlen(from)) == 0) inside = found = true;
        inside = inside && (typed || line[0] == '\n');
        if (inside && typed) (void)fputs(line + 4, script);
    }
    (void)fclose(readme);
    if (!found) fail_msg("README.md lacks '%s'", from);
}

/* What is begun in the background must answer before the next line is typed, and ends with it. */
static void write_script(const struct town *t)
{
    char path[128];
    (void)snprintf(path, sizeof path, "%s/typed", t->dir);
    FILE *script = fopen(path, "w");
    assert_non_null(script);
    (void)fprintf(script,
                  "set -e\ntrap 'kill $(jobs -p); wait' EXIT\nexport KANDA_HTTP_LISTEN=127.0.0.1:%d"
                  "\nup() { for i in $(seq 200); do (: <>/dev/tcp/127.0.0.1/$1) 2>/dev/null && "
                  "return; sleep 0.05; done; false; }\n",
                  t->port);
    take(script, "cat > desk.conf");
    take(script, "N=LK26");
    (void)fprintf(script,
                  "curl -sf http://127.0.0.1:8080/api/v1/openapi.json | grep -q '\"openapi\"'\n"
                  "curl -sf -H \"Authorization: Bearer $T\" "
                  "http://127.0.0.1:8080/api/v1/tickets/$N > ended.json\n");
    (void)fclose(script);
}

static void shell(const struct town *t, const char *command)
{
    char text[1600];
    (void)snprintf(text, sizeof text, "{ %s; } >>%s/typing.log 2>&1", command, t->dir);
    if (system(text) == 0) return;
    (void)snprintf(text, sizeof text, "cat %s/typing.log", t->dir);
    if (system(text) == 0) fail_msg("README does not do what it says: %s", command);
    fail_msg("no log of %s", command);
}

static void test_what_readme_types(void **state)
{
    struct town t;
    char command[1400], number[TICKET_NUMBER_SIZE];
    (void)state;
    ticket_number_format("LK", ticket_first_id(town_now() * 1000), number);
    town_create(&t, "");
    write_script(&t);
    (void)snprintf(command, sizeof command,
                   "mkdir %s/build && ln -s \"$(realpath \"$KANDA_BIN\")\" %s/build/kanda && "
                   "ln -s \"$(realpath \"$KANDA_SIM_BIN\")\" %s/build/kanda-sim && "
                   "ln -s \"$PWD/tests\" \"$PWD/config\" %s",
                   t.dir, t.dir, t.dir, t.dir);
    shell(&t, command);
    (void)snprintf(command, sizeof command,
                   "cd %s && sed -i -e 's/8080/%d/g; s/8090/%d/g; "
                   "s/kanda-sim serve/& --listen 127.0.0.1:%d/; s/LK26-00042-7/%s/' "
                   "-e '/kanda-sim serve/a up %d' -e '/kanda serve/a up %d' typed && "
                   "bash -x typed",
                   t.dir, t.port, t.sim_port, t.sim_port, number, t.sim_port, t.port);
    shell(&t, command);
    (void)snprintf(command, sizeof command, "grep -q '\"status\":\"resolved\"' %s/ended.json",
                   t.dir);
    shell(&t, command);
    town_destroy(&t);
}

/* Its lines that are set apart: what stands in kanda.conf is written there, all else typed. */
static void take_recipe(FILE *script, const char *heading)
{
    char line[2000];
    int lines = 0;
    bool inside = false;
    FILE *manual = fopen("config/README.md", "r");
    assert_non_null(manual);
    while (fgets(line, sizeof line, manual)) {
        if (line[0] == '#') inside = strncmp(line, heading, strlen(heading)) == 0;
        if (!inside || strncmp(line, "       ", 7) != 0) continue;
        const char *typed = line + 7;
        bool setting = typed[0] == '[' || strncmp(typed, "data_dir", 8) == 0;
        if (setting)
            (void)fprintf(script, "echo '%.*s' >>kanda.conf\n", (int)strcspn(typed, "\n"), typed);
        else
            (void)fputs(typed, script);
        lines++;
    }
    (void)fclose(manual);
    if (lines < 7) fail_msg("config/README.md: '%s' types %d lines", heading, lines);
}

/* At first the report goes astray, in the end it does not. */
static void change_a_word(const char *heading)
{
    struct town t;
    char path[128], command[1400];
    town_create(&t, "");
    (void)snprintf(path, sizeof path, "%s/typed", t.dir);
    FILE *script = fopen(path, "w");
    assert_non_null(script);
    (void)fputs("set -e\n", script);
    take_recipe(script, heading);
    (void)fclose(script);
    (void)snprintf(command, sizeof command,
                   "mkdir %s/word && cp -r config %s/word && ln -s \"$(realpath \"$KANDA_BIN\")\" "
                   "%s/word/kanda && cd %s/word && touch kanda.conf && "
                   "PATH=.:$PATH bash ../typed >measured && cat kanda.conf measured && "
                   "test \"$(grep -o 'top1=[0-9.]*' measured | xargs)\" = 'top1=0.000 top1=1.000'",
                   t.dir, t.dir, t.dir, t.dir);
    shell(&t, command);
    town_destroy(&t);
}

static void test_how_a_word_is_changed(void **state)
{
    (void)state;
    change_a_word("## Mengubah satu kata");
    change_a_word("## To change one word");
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_what_readme_types),
                                        cmocka_unit_test(test_how_a_word_is_changed) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
