/* play_private.h - a script while it is played; shared by the files of play. */
#ifndef KANDA_SIM_PLAY_PRIVATE_H
#define KANDA_SIM_PLAY_PRIVATE_H

#include "basics.h"
#include "play.h"

#define ANSWER_MAX       ((size_t)48 << 20)
#define HEARD_MAX        ((size_t)64 << 20)
#define BODY_MAX         ((size_t)4 << 20)
#define PLAY_NUMBERS_MAX 128

struct heard {
    struct heard *older;
    size_t citizen;
    int64_t seq;
    struct str wamid, text, choices;
    struct str type, form; /* "interactive", "list"; no other type has a form */
    struct str about;      /* id of the message that is quoted or reacted to; "" */
};

struct said {
    struct said *older;
    size_t citizen, nth; /* 1: their first */
    struct str wamid;
};

struct play {
    const struct sim_script *script;
    const struct sim_target *target;
    struct sim_caller *caller;
    struct clock clock;
    const struct sim_play_wish *wish;
    struct sim_play_result *result;
    struct arena arena;
    struct id_source ids;
    struct heard *newest;
    struct said *last_said;
    int64_t after;  /* seq of the last message read from the simulator */
    int64_t *since; /* per citizen: expectations look beyond this seq */
    struct buf answer, body, content, filled;
};

/* Reads, and prints where show says so, what the simulator has received since the last look. */
MUST_CHECK bool play_catch_up(struct play *p, bool show, struct err *e);
MUST_CHECK bool play_pause(struct play *p, int64_t ms, struct err *e); /* and reads meanwhile */
/* play_desk.c: GET, or POST where there is a body, of the staff API: path after "/api/v1". The
 * caller frees *tree. */
MUST_CHECK bool play_ask(struct play *p, const char *path, struct str body, struct json **tree,
                         struct err *e);
/* The different ticket numbers this citizen has heard of, in that order. */
size_t play_numbers(const struct play *p, size_t citizen, struct str out[PLAY_NUMBERS_MAX]);
/* Is the ticket as the script says; the desk does something to it. */
MUST_CHECK bool play_ticket(struct play *p, const struct sim_script_step *step, struct err *e);
MUST_CHECK bool play_staff(struct play *p, const struct sim_script_step *step, struct err *e);
/* play_transcript.c: what was read, and the tickets as they are now, into wish->transcript. */
MUST_CHECK bool play_transcript(struct play *p, struct err *e);

#endif
