/* desk_case.h - the desk at work over REST: one town for all tests of a program, what is sent to a
 * ticket by whom, and what its people are told.
 *
 * Threads: the test's. What fails ends the test. */
#ifndef KANDA_TESTS_DESK_CASE_H
#define KANDA_TESTS_DESK_CASE_H

#include "api.h"

extern struct api api; /* between desk_case_setup and desk_case_teardown */

int desk_case_setup(void **state);
int desk_case_teardown(void **state);

/* A fresh ticket of a fresh citizen; the words name a road, so that PUPR owns it. */
void fresh(char number[32]);
/* "/api/v1/tickets/NUMBER/WHAT", WHAT and its slash left out when it is "". Lives until the next.
 */
const char *path_of(const char *number, const char *what);
/* Posts to WHAT of the ticket, a PATCH of the ticket itself when it is "", and checks the status
 * and what is said: the ticket's status or the problem's code, or, where it holds a
 * blank, words of the answer. says NULL: anything. */
void send_to(const char *number, enum api_who who, const char *what, const char *body, int want,
             const char *says);
/* The same with one more header: "If-Match: \"3\"". */
void send_with(const char *number, enum api_who who, const char *what, const char *body,
               const char *header, int want, const char *says);
/* One file, as a form with this field and file name sends it, which always claims that it is a PNG;
 * answer_free() is the caller's. */
struct answer upload_to(const char *number, enum api_who who, const char *field, const char *name,
                        struct str bytes);
/* How many messages to citizens hold the number and the words. */
int64_t told(const char *number, const char *words);

#endif
