/* similar.h - reports of several citizens about the same thing.
 *
 * The same category in the same village, or, where both have a pin, within so many metres; never of
 * a category that categories.csv calls private: two families' troubles are not one matter. Threads:
 * pure. */
#ifndef KANDA_DOMAIN_SIMILAR_H
#define KANDA_DOMAIN_SIMILAR_H

#include "domain/desk.h"
#include "domain/ticket.h"

struct similar_rule {
    int64_t within_ms; /* how old the other may be; 0: similar reports are not looked for */
    double metres;     /* between two pins */
};

/* Metres between two places on the earth, good to a percent within a regency. */
double distance_m(double latitude_a, double longitude_a, double latitude_b, double longitude_b);

/* Whether b may be the same matter as a, by a different reporter; *metres is the distance of their
 * pins, or -1 where one has none. Reports in confidence, private ones and those of a category that
 * the desk does not know are similar to nothing. */
bool ticket_is_similar(const struct desk *desk, const struct similar_rule *rule,
                       const struct ticket *a, const struct ticket *b, double *metres);

#endif
