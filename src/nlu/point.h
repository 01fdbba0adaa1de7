/* point.h - a command among words that say which report it is about: "batalkan yang jalan",
 * "tambahan untuk lampu: tiangnya miring".
 *
 * Threads: pure. */
#ifndef KANDA_NLU_POINT_H
#define KANDA_NLU_POINT_H

#include "domain/understood.h"
#include "match.h"

/* The command with which the text begins behind its courtesies: to cancel, to add, to keep secret
 * or how it stands; NULL: with none. */
const struct match *point_command(const struct lexicon *l, const struct reading *r);

/* Sets out->command and out->points. */
void point_judge(const struct lexicon *l, const struct reading *r, struct understood *out);

/* "laporan laka itu salah, dihapus saja", "batalkan laporan kebakaran tadi": a report of danger
 * that is taken back, or disowned, tells of none. Call after point_judge and disown_judge. */
void point_take_back(const struct reading *r, struct understood *out);

#endif
