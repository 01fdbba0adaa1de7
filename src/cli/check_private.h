/* check_private.h - what the two halves of kanda check share. */
#ifndef KANDA_CLI_CHECK_PRIVATE_H
#define KANDA_CLI_CHECK_PRIVATE_H

#include "cli/app.h"

/* Prints one line; gives `good` back. */
bool check_say(bool good, const char *what, const char *text);
/* A trouble: what was seen, and what to do about it. Gives false. */
bool check_say_why(const char *what, const char *seen, const char *remedy);
/* Asks Meta; false: at least one trouble. */
MUST_CHECK bool check_online(const struct app *app);

#endif
