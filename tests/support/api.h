/* api.h - a town with an account of every role, and answers of the staff API that are checked as
 * they come in: JSON that parses, problems that say what they must.
 *
 * Threads: the test's. What fails ends the test. */
#ifndef KANDA_TESTS_API_H
#define KANDA_TESTS_API_H

#include "base/json.h"
#include "town.h"

enum api_who {
    NOBODY, /* no token */
    ADMIN,
    OPERATOR,
    OFFICER_PUPR,
    OFFICER_DISHUB,
    OFFICER_INSPEKTORAT,
    SUPERVISOR,
    AUDITOR,
    WHO_COUNT,
    OFFICER_KEC_18 = WHO_COUNT, /* the district office of Gending; not in tables of all others */
    ACCOUNT_COUNT
};
extern const char *const api_who_names[ACCOUNT_COUNT];

struct api {
    struct town town;
    char token[ACCOUNT_COUNT][128];
};

/* Both programs run, no further message joins a ticket, every account is there. */
void api_create(struct api *a);
/* The same with more INI lines, which begin inside [desk]. */
void api_create_with(struct api *a, const char *more);
void api_destroy(struct api *a); /* asserts a clean stop */

struct reply {
    int status;
    char *body, *headers; /* NUL-terminated */
    size_t len;
    struct json *tree; /* of a JSON body; NULL: another type */
};
/* Any request, whole; what is NULL is left out. Lines are "Name: value", the first NULL ends them;
 * a body is JSON unless a line says otherwise. */
struct ask {
    const char *method, *path, *token, *body;
    const char *line[6];
};
struct reply api_ask(const struct town *t, const struct ask *ask);
/* The same with a token only. token NULL: none. */
struct reply api_request(const struct town *t, const char *method, const char *path,
                         const char *token);
struct reply api_get(const struct api *a, enum api_who who, const char *path);
/* With a JSON body and one more header ("If-Match: \"3\""; NULL: none). */
struct reply api_send(const struct api *a, enum api_who who, const char *method, const char *path,
                      const char *body, const char *header);
void reply_free(struct reply *r);
/* "" when the answer has no such header; the text lives until reply_free. */
struct str reply_header(const struct reply *r, const char *name);
/* The problem's code; "" when it is none. */
struct str reply_code(const struct reply *r);
/* The status of a GET alone. */
int api_status(const struct api *a, enum api_who who, const char *path);
/* How many items the list has. */
size_t reply_items(const struct reply *r);

/* A citizen writes; the webhook is answered 200. */
void api_write(struct town *t, const char *phone, const char *name, const char *text);
/* The number of the ticket whose text contains the words; ends the test when there is none. */
void api_number(const struct api *a, const char *words, char out[32]);
/* The link of the ticket's first answer as a path, from the citizen's chat: staff do not see its
 * key. The public_url is http://lapor.example. */
#define API_LINK_SIZE 160
void api_link(const struct api *a, const char *number, char out[API_LINK_SIZE]);
/* Runs one statement on the real database beside the server. */
void api_sql(const struct town *t, const char *sql);
/* Waits until every ticket can be searched. */
void api_wait_words(const struct town *t);

#endif
