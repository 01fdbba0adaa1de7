/* check_private.h - what the parts of kanda check share. */
#ifndef KANDA_CLI_CHECK_PRIVATE_H
#define KANDA_CLI_CHECK_PRIVATE_H

#include "cli/app.h"

/* Prints one line; gives `good` back. */
bool check_say(bool good, const char *what, const char *text);
/* A trouble: what was seen, and what to do about it. Gives false. */
bool check_say_why(const char *what, const char *seen, const char *remedy);
/* Counts the regency's own tables and names each file that looks like one and is not read, which a
 * mistyped name would be; false: there is one. Says nothing where desk.data_dir is not set. */
bool check_tables(const struct conf *c);
/* Names the roles that no word of words.csv plays; false: there is one. Silent where all have. */
bool check_words(const struct desk *desk);
/* Asks Meta; false: at least one trouble. */
MUST_CHECK bool check_online(const struct app *app);

#endif
