/* point.h - a command among words that say which report it is about: "batalkan yang jalan",
 * "tambahan untuk lampu: tiangnya miring".
 *
 * Threads: pure. */
#ifndef KANDA_NLU_POINT_H
#define KANDA_NLU_POINT_H

#include "domain/understood.h"
#include "weigh.h"

/* The command with which the text begins behind its courtesies: to cancel, to add, to keep secret
 * or how it stands; NULL: with none. */
const struct match *point_command(const struct lexicon *l, const struct reading *r);

/* Sets out->command and out->points. */
void point_judge(const struct lexicon *l, const struct reading *r, struct understood *out);

/* Of a command to cancel that stands behind what it points at and names no matter we know ("kalau
 * yang ketintang ga usah"): the word that tells which (ketintang); "": none. */
struct str point_name(const struct lexicon *l, const struct reading *r,
                      const struct understood *out);

/* "laporan laka itu salah, dihapus saja", "batalkan laporan kebakaran tadi": a danger that stands
 * in what is taken back, or disowned (from == to: nothing is), is none; one that is told beside it
 * ("batalkan laporan lampu, ada orang tenggelam") is. Call after point_judge and disown_judge. */
void point_take_back(const struct lexicon *l, const struct reading *r, const struct span *disowned,
                     struct understood *out);

#endif
