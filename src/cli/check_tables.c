/* check_tables.c - which tables of desk.data_dir are the regency's own, and which nobody reads;
 * and which roles of words.csv have no word. */
#include "check_private.h"
#include "cli/file.h"
#include "gen/desk.h"
#include <dirent.h>
#include <stdio.h>
#include <string.h>

struct tables {
    const char *folder; /* below data_dir, with its slash; "" */
    int own, unread;
};

/* What else lies in the folder (kanda.conf, notes, a copy for the past) is nobody's business. */
static bool is_table(const char *name)
{
    struct str s = str_of(name);
    return str_ends(s, STR(".csv")) || str_ends(s, STR(".ini")) || str_ends(s, STR(".model"));
}

static bool is_read(const char *path)
{
    if (strcmp(path, ROUTING_MODEL) == 0) return true;
    for (size_t i = 0; i < desk_count; i++)
        if (strcmp(desk_files[i].path, path) == 0) return true;
    return false;
}

static void table_check(struct tables *t, const char *name)
{
    char path[300], text[360];
    (void)snprintf(path, sizeof path, "%s%s", t->folder, name);
    if (is_read(path)) {
        t->own++;
        return;
    }
    t->unread++;
    (void)snprintf(text, sizeof text, "desk.data_dir: %s is no table of kanda", path);
    (void)check_say_why("tables", text, "correct its name (kanda.conf(5)) or take it away");
}

/* A folder that is not there has no tables: the start tells of data_dir itself. */
static void folder_walk(struct tables *t, const char *data_dir)
{
    char path[PATH_BYTES];
    const struct dirent *entry;
    if ((size_t)snprintf(path, sizeof path, "%s/%s", data_dir, t->folder) >= sizeof path) return;
    DIR *folder = opendir(path);
    if (!folder) return;
    while ((entry = readdir(folder)) != NULL)
        if (is_table(entry->d_name)) table_check(t, entry->d_name);
    (void)closedir(folder);
}

bool check_tables(const struct conf *c)
{
    static const char *const folders[] = { "", "replies/" };
    char text[80];
    struct tables t = { 0 };
    if (c->desk_data_dir[0] == '\0') return true;
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        t.folder = folders[i];
        folder_walk(&t, c->desk_data_dir);
    }
    (void)snprintf(text, sizeof text, "%d of desk.data_dir are read, the others are built in",
                   t.own);
    return check_say(true, "tables", text) && t.unread == 0;
}

bool check_words(const struct desk *desk)
{
    char roles[DESK_WORDLESS_TEXT], text[DESK_WORDLESS_TEXT + 40];
    if (desk_wordless_text(desk, roles) == 0) return true;
    (void)snprintf(text, sizeof text, "words.csv has no word of %s", roles);
    return check_say_why("words", text, "take over their lines from the words.csv of this version");
}
