/* citizens.h - whom the simulator has met: number, user id, name, last message, pair quota.
 *
 * Bounded at SIM_CITIZENS_MAX; later ones are served without being remembered.
 *
 * Threads: the door's. Memory: a citizen lives as long as the table. */
#ifndef KANDA_SIM_CITIZENS_H
#define KANDA_SIM_CITIZENS_H

#include "basics.h"

#define SIM_CITIZENS_MAX 100000

struct sim_citizen {
    char wa_id[24], user_id[160], name[128]; /* wa_id is "" when only the user id is known */
    int64_t last_message_ms;                 /* 0: has not written, as far as we know */
    int64_t pair_at_ms;                      /* when pair_left was counted */
    double pair_left;
};

struct sim_citizens;
struct sim_citizens *sim_citizens_create(void);
void sim_citizens_destroy(struct sim_citizens *c);

/* key: a wa_id or a user id. */
struct sim_citizen *sim_citizens_find(const struct sim_citizens *c, struct str key);
/* Finds or adds; an empty user id gets the one derived from the number. NULL when the table is
 * full, memory is refused or a text is too long. */
struct sim_citizen *sim_citizens_meet(struct sim_citizens *c, struct str wa_id, struct str user_id,
                                      struct str name);
/* One message to this citizen at now: false when Meta would say 131056 (45 at once, then one in
 * six seconds). */
bool sim_citizen_pair_take(struct sim_citizen *citizen, int64_t now_ms);

#endif
