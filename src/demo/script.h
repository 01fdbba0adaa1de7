/* script.h - what the invented citizens of the made-up town report, and what was done about it:
 * story.csv in the desk's data_dir, with the columns fate, text, done.
 *
 * text may hold {desa} and {kec}, the names of a village and its district. fate: "" is drawn by
 * lot; "secret", "spam" and "vague" are what they say. done: the officer's words at the end; may be
 * empty where the matter is somebody else's.
 *
 * Threads: pure but for script_read. Memory: lives in the arena. */
#ifndef KANDA_DEMO_SCRIPT_H
#define KANDA_DEMO_SCRIPT_H

#include "domain/desk.h"

#define SCRIPT_LINES_MAX 200

enum script_fate { SCRIPT_ANY, SCRIPT_SECRET, SCRIPT_SPAM, SCRIPT_VAGUE };

struct script_line {
    enum script_fate fate;
    struct str text, done;
};

struct script {
    struct script_line line[SCRIPT_LINES_MAX];
    size_t count;
};

/* ERR_INPUT "story.csv line 7: ..." */
MUST_CHECK bool script_read(const char *data_dir, struct arena *arena, struct script *out,
                            struct err *e);
/* The text with the names of this village filled in. */
MUST_CHECK bool script_fill(struct str text, const struct place *village, struct arena *arena,
                            struct str *out, struct err *e);

#endif
