/* town_media.h - files for tests of the whole: sending them as citizens do, looking at what was
 * kept, and a listener that plays a host of the test's own.
 *
 * Threads: the test's; a listener has its own. What fails ends the test. */
#ifndef KANDA_TESTS_TOWN_MEDIA_H
#define KANDA_TESTS_TOWN_MEDIA_H

#include "base/str.h"
#include "town.h"

struct town_file {                     /* a file at the simulator */
    char id[64], hash64[64], hash[65]; /* SHA-256 in base64 and hex */
    char url[200];                     /* fresh for some minutes */
};

/* Uploads to the simulator as if a citizen's app had. */
void town_upload(const struct town *t, const char *mime, struct str bytes, struct town_file *out);
/* A webhook with one file; url and extra (more members, "" or ",\"filename\":\"x\"") are part of it
 * when not NULL. The status of the answer. */
int town_send_file(const struct town *t, const char *wamid, const char *from, const char *kind,
                   const char *mime, const struct town_file *file, const char *url,
                   const char *extra);
/* Everything that waits is due now, and the sender looks at once. */
void town_hurry_files(const struct town *t);
/* Hurries until no attachment waits, at most `seconds`. */
void town_files_end(const struct town *t, int seconds);
/* How many files are kept under a hash, and how many lie aside half-written. */
void town_files_count(const struct town *t, size_t *kept, size_t *aside);
bool town_file_is(const struct town *t, const char *hash, struct str bytes);
/* One text from the database; "" when there is no row. */
void town_text_of(const struct town *t, const char *sql, char *out, size_t cap);

/* Handles one request on a connection of its own: request is the head, fd to be written to. */
typedef void listener_answer(void *ctx, const char *request, int fd);
struct listener;
/* port 0: any; loopback only. answer NULL: reads and closes. */
struct listener *listener_start(int port, listener_answer *answer, void *ctx);
int listener_port(const struct listener *l);
int listener_requests(const struct listener *l);
bool listener_heard(struct listener *l, const char *text); /* in any head */
void listener_stop(struct listener *l);                    /* waits for all that it answers */

#endif
