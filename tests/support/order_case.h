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

/* Delivers the row in every order, once and with each message twice, and counts the orders that
 * made other tickets; of each row one is told. lines_apart: not on which ticket each line stands.
 */
void order_try(const struct order_row *row, bool lines_apart);
/* How many there were since it was asked last. */
size_t order_wrong(void);

/* A written chat's line that is neither an answer nor a time or a deed of staff. */
bool order_is_own_words(struct str line);

/* Of the group: one database for all its tests. */
int order_setup(void **state);
int order_teardown(void **state);

#endif
