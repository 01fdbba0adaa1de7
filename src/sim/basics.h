/* basics.h - small things the whole room needs: dice, made-up identifiers, base64.
 *
 * Threads: a dice and an id source have one owner. Memory: no allocation. */
#ifndef KANDA_SIM_BASICS_H
#define KANDA_SIM_BASICS_H

#include "base/buf.h"

struct dice {
    uint64_t state;
};

void sim_dice_init(struct dice *dice, uint64_t seed);
uint64_t sim_dice_roll(struct dice *dice);
bool sim_dice_hit(struct dice *dice, double probability); /* <= 0 never, >= 1 always */

/* Identifiers that differ between two runs of the program: kanda keeps every wamid for good, so
 * a second run with the first one's identifiers would look like one long repetition. */
struct id_source {
    char run[17]; /* 16 hex digits, drawn once */
    uint64_t next;
};
#define SIM_ID_SIZE 64

void sim_id_source_init(struct id_source *ids); /* draws from the kernel's random source */
void sim_id_wamid(struct id_source *ids, const char *stem, char out[SIM_ID_SIZE]);
void sim_id_number(struct id_source *ids,
                   char out[SIM_ID_SIZE]); /* 15 digits, as Meta's media ids */

/* The business-scoped user id of a made-up citizen, always the same for the same number, so that
 * `serve`, `play` and `load` agree without talking to each other. */
void sim_id_user_of(struct str wa_id, char out[SIM_ID_SIZE]);

/* Keeps the digits of a recipient as Meta accepts it ("+62 812-..."); false unless 7..15 digits
 * stand there among plus, hyphen, parentheses and spaces. */
MUST_CHECK bool sim_phone_digits(struct str to, char out[SIM_ID_SIZE]);

void sim_base64_add(struct buf *out, const uint8_t *at, size_t len);

#endif
