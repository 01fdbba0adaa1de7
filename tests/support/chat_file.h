/* chat_file.h - plays all the chats of a file of tests/data, each against a database of its own:
 * once as written, and once with every webhook delivered three times. Threads: the test's. */
#ifndef KANDA_TESTS_CHAT_FILE_H
#define KANDA_TESTS_CHAT_FILE_H

#include "chat_case.h"

/* Called behind each line; NULL: nothing is. */
typedef void chat_watch(struct chat_run *r);

/* The text of such a file; until the next one is read. */
const char *chat_file_read(const char *name);

/* How many did not go as written, each with a line that says why; *chats: how many there are. The
 * trail of each is verified. */
int chat_file_play(const char *name, const struct area *area, chat_watch *watch, int *chats);

#endif
