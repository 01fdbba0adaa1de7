/* disown.h - see disown.c.
 *
 * Threads: pure. */
#ifndef KANDA_NLU_DISOWN_H
#define KANDA_NLU_DISOWN_H

#include "domain/understood.h"
#include "weigh.h"

/* "yang lapor [kecelakaan itu] bukan saya", "bukan saya yang lapor [kebakaran]": what somebody else
 * told; from == to: nothing of the kind is said. */
struct span disown_of_others(const struct lexicon *l, const struct reading *r);

/* Sets disowns, disowned_unit, disowned, owned and amiss of out, which has missent and denies_place
 * by then. Returns where what is disowned is named; from == to: nowhere ("saya cuma lapor jalan"
 * names what is theirs). */
struct span disown_judge(const struct lexicon *l, const struct reading *r, struct understood *out);

/* "oalah bukan pemkot surabaya ya ini", "saya kira ini pemkot": we were taken for the city. */
bool judge_took_for_other(const struct lexicon *l, const struct reading *r);

#endif
