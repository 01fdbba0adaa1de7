/* play_private.h - a script while it is played; shared by the files of play. */
#ifndef KANDA_SIM_PLAY_PRIVATE_H
#define KANDA_SIM_PLAY_PRIVATE_H

#include "basics.h"
#include "play.h"

#define ANSWER_MAX ((size_t)48 << 20)
#define HEARD_MAX  ((size_t)64 << 20)
#define BODY_MAX   ((size_t)4 << 20)

struct heard {
    struct heard *older;
    size_t citizen;
    int64_t seq;
    struct str wamid, text, choices;
};

struct play {
    const struct sim_script *script;
    const struct sim_target *target;
    struct sim_caller *caller;
    struct clock clock;
    const char *token; /* of the staff API; NULL: none was given */
    FILE *out;
    struct sim_play_result *result;
    struct arena arena;
    struct id_source ids;
    struct heard *newest;
    int64_t after;    /* seq of the last message read from the simulator */
    int64_t *since;   /* per citizen: expectations look beyond this seq */
    struct str *said; /* per citizen: id of what they wrote last */
    struct buf answer, body, content, filled;
};

/* Reads, and prints where show says so, what the simulator has received since the last look. */
MUST_CHECK bool play_catch_up(struct play *p, bool show, struct err *e);
/* play_desk.c: is the ticket as the script says; the desk does something to it. */
MUST_CHECK bool play_ticket(struct play *p, const struct sim_script_step *step, struct err *e);
MUST_CHECK bool play_staff(struct play *p, const struct sim_script_step *step, struct err *e);

#endif
