/* tally.h - what a ticket counts for in the statistics: a row of numbers that can be added up and
 * taken back, so that sums never have to be made anew.
 *
 * A tally is stored as text, "0:12 3:5": number of the count, its value; those that are 0 are left
 * out. The numbers are fixed for ever: add at the end.
 *
 * Durations are office minutes (office.h) since the citizen wrote. They are kept as a histogram of
 * forty steps, each a quarter longer than the one before (15 minutes times 2 to the k/3), so a
 * median or percentile that is read from it lies in the right step and is at most 26 % off,
 * mostly a few percent. The first step begins at nothing: below TALLY_FIRST_END only that is known.
 *
 * Threads: pure, any thread. */
#ifndef KANDA_DOMAIN_TALLY_H
#define KANDA_DOMAIN_TALLY_H

#include "base/buf.h"
#include "domain/desk.h"

#define TALLY_STEPS     40 /* of a histogram; the last has no end */
#define TALLY_FIRST_END 15 /* minutes: of what lies in the first step no more is known */

enum tally_count {
    TALLY_RECEIVED = 0,
    TALLY_OPEN = 1,      /* + enum ticket_outcome for the closed ones, up to 9 */
    TALLY_REOPENED = 10, /* tickets that went back to work at least once */
    TALLY_LATE = 11,     /* whose legal deadline passed, or whose promised day was missed, ever */
    TALLY_RATED = 11,    /* + the rating, 12 to 16 */
    TALLY_ANSWER = 17,   /* first histogram: to the first word or deed of a human */
    TALLY_SOLUTION = TALLY_ANSWER + TALLY_STEPS, /* second: to the work's end, of those that the
                                                    reporter called solved, if only in part */
    /* + enum ticket_source, for what did not come by WhatsApp; what did is the rest of RECEIVED */
    TALLY_SOURCE = TALLY_SOLUTION + TALLY_STEPS,
    TALLY_COUNT = TALLY_SOURCE + SOURCE_END
};

struct tally {
    int64_t n[TALLY_COUNT];
};

/* What one ticket is counted by. */
struct tally_ticket {
    enum ticket_status status;
    enum ticket_outcome outcome;
    enum ticket_source source;
    int64_t received_at, answered_at; /* 0: not yet */
    int64_t resolved_at;              /* when the unit last called it done; 0: never */
    int64_t reopened, rating;
    bool late;
};
void tally_of_ticket(const struct desk *desk, const struct tally_ticket *t, struct tally *out);

void tally_add(struct tally *to, const struct tally *more, int sign); /* 1 or -1 */
/* A stored text, read once for whatever sums it goes into. ERR_INTERNAL when it is none. */
struct tally_parts {
    size_t count;
    struct {
        size_t index;
        int64_t value;
    } at[TALLY_COUNT];
};
MUST_CHECK bool tally_parts_read(struct str text, struct tally_parts *out, struct err *e);
void tally_add_parts(struct tally *to, const struct tally_parts *parts);
/* Both at once. */
MUST_CHECK bool tally_add_text(struct tally *to, struct str text, struct err *e);
void tally_write(const struct tally *t, struct buf *out);
bool tally_equal(const struct tally *a, const struct tally *b);

/* Of a histogram (TALLY_ANSWER or TALLY_SOLUTION): how many it holds, and the minutes below which
 * `percent` of them lie, 1..99; 0 when it is empty. */
int64_t tally_sum(const struct tally *t, enum tally_count histogram);
int64_t tally_percentile(const struct tally *t, enum tally_count histogram, int percent);
/* The step that holds so many minutes. */
size_t tally_step(int64_t minutes);

#endif
