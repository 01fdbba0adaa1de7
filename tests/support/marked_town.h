/* marked_town.h - a town in which what nobody may be told stands in every ticket, and ways to ask
 * for all of it: every route that reads, by every role, about every ticket.
 *
 * Threads: the test's. What fails ends the test. */
#ifndef KANDA_TESTS_MARKED_TOWN_H
#define KANDA_TESTS_MARKED_TOWN_H

#include "api.h"
#include "http/route.h"
#include "sink.h"

/* Made-up marks that occur nowhere else. */
#define MARK_NAME    "Zulfaqar Xaverindra"
#define MARK_PHONE   "6281377700042"
#define MARK_PLANT   "hub 0813-7770-0042, +62 813 7770 0042, (0813) 7770 0042, NIK 3513187770420001"
#define MARK_WHISPER "kwzxbisik" /* in what is told in confidence */

/* The tickets: a complaint, one of somebody who wants to be hidden, one who says no name, one in
 * confidence (not made by marked_create), and one that the desk wrote down (by the test). */
enum marked { ROAD, RAHASIA, ANONIM, BRIBE, ENTERED, MARKED_TICKETS };

struct marked_town {
    struct api api;
    struct sink sink; /* another system that is told what happens */
    char number[MARKED_TICKETS][32];
    int64_t file;            /* the newest that was added */
    int ears[ACCOUNT_COUNT]; /* streams of all who may listen; else -1 */
};
/* With a hook, streams that listen, and the first three tickets. */
void marked_create(struct marked_town *w);
void marked_destroy(struct marked_town *w);
/* A citizen tells of it. */
void marked_report(struct marked_town *w, enum marked t, const char *phone);
/* The number of a ticket that was made otherwise. */
void marked_find(struct marked_town *w, enum marked t);
void marked_upload(struct marked_town *w, enum marked t);
/* Everything that upkeep and the sender do a moment later was done. */
void marked_settle(struct marked_town *w);
/* A path or a body with what stands in braces filled in: {number} {name} {department} {rung} {id}
 * {date}. */
void marked_fill(const struct marked_town *w, const char *form, enum marked t, char *out,
                 size_t cap);
/* Adds to what this person's stream has told so far (NUL-terminated): all until these words came,
 * at most ten seconds; "": what is there now. Gives whether they came. */
bool marked_hear(const struct marked_town *w, enum api_who who, const char *words, char *out,
                 size_t cap);

/* May know of reports in confidence. */
bool marked_is_initiated(enum api_who who);
/* Whoever was told this must not have been told a secret, nor a whisper unless initiated. */
void marked_look(const struct marked_town *w, enum api_who who, const char *what, const char *text);
/* The other system neither. */
void marked_look_at_sink(struct marked_town *w);
bool marked_is_of_ticket(const char *route_path);

typedef void marked_see(struct marked_town *w, enum api_who who, const char *path,
                        const struct reply *r);
/* Each route that reads, of each ticket there is, and a list of filters and searches. bribe_too:
 * also the number of the one in confidence is asked for. */
void marked_read_all(struct marked_town *w, enum api_who who, bool bribe_too, marked_see *see);

#endif
