/* order_case.h - the same messages in any order, and any of them twice, make the same tickets: as
 * many, of the same category, unit, place, kind, priority, secrecy and status, followed by as many,
 * holding all that was said, told in the sender's order. Threads: the test's. */
#ifndef KANDA_TESTS_ORDER_CASE_H
#define KANDA_TESTS_ORDER_CASE_H

#include "chat_case.h"

#define ORDER_MESSAGES_MAX 5
#define ORDER_LINE_MAX     400

/* Lines of a written chat, each with the second at which it was sent. */
struct order_row {
    const char *what;
    struct {
        int at_s;
        const char *line;
    } said[ORDER_MESSAGES_MAX];
};

struct order_case {
    struct chat_run run; /* one database for all: each order is a citizen of its own */
    bool lines_apart;    /* the tickets are the same, but not on which of them each line stands */
    size_t wrong;        /* orders that made other tickets; of each row one is told */
};

/* Delivers the row in every order, once and with each message twice, and counts. */
void order_try(struct order_case *o, const struct order_row *row);

/* A written chat's line that is neither an answer nor a time or a deed of staff. */
bool order_is_own_words(struct str line);

int order_setup(struct order_case *o, void **state);
int order_teardown(struct order_case *o, void **state);

#endif
