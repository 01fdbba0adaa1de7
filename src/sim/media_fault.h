/* media_fault.h - how the simulator misbehaves when a file is asked for.
 *
 * Threads: the door's. */
#ifndef KANDA_SIM_MEDIA_FAULT_H
#define KANDA_SIM_MEDIA_FAULT_H

#include "base/json.h"

enum sim_media_mode {
    MEDIA_MODE_OK,
    MEDIA_MODE_TOKEN,       /* 401 with code 190, for the id and for the file */
    MEDIA_MODE_DEAD_URL,    /* the file's address answers 404 */
    MEDIA_MODE_GONE,        /* the id is not known, and the address answers 404 */
    MEDIA_MODE_AWAY,        /* 503 */
    MEDIA_MODE_STRANGER,    /* 403 with a page, as of a proxy */
    MEDIA_MODE_SHORT,       /* a byte less than was announced */
    MEDIA_MODE_WRONG,       /* as many bytes, other ones */
    MEDIA_MODE_PAGE,        /* 200 with an HTML page */
    MEDIA_MODE_REDIRECT,    /* 302 to media_target */
    MEDIA_MODE_FOREIGN,     /* the id answers media_target as the address */
    MEDIA_MODE_AS_MESSAGES, /* a request for the id meets what messages meet */
    MEDIA_MODE_COUNT
};

struct sim_media_faults {
    enum sim_media_mode mode;
    int64_t times;    /* how many requests are still to meet it; 0: every one */
    int64_t delay_ms; /* each answer about a file takes this long */
    char target[256];
};

/* True when the key is one of these; *ok says whether its value was taken. */
bool sim_media_faults_member(const struct json *member, struct sim_media_faults *f, bool *ok,
                             struct err *e);
void sim_media_faults_write(struct json_writer *w, const struct sim_media_faults *f);
/* What this request meets, if it is one that can: the mode is counted only where it strikes. */
bool sim_media_faults_strike(struct sim_media_faults *f, enum sim_media_mode mode);

#endif
