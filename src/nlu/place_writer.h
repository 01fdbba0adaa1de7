/* place_writer.h - where whoever writes is now, which is not where the matter is: "lagi di surabaya
 * pak, rumah saya di maron".
 *
 * Threads: pure. */
#ifndef KANDA_NLU_PLACE_WRITER_H
#define KANDA_NLU_PLACE_WRITER_H

#include "match.h"

/* Of a place's name: "saya lagi di ...", "posisi di ...", "saya kerja di ..." at the beginning of a
 * part of the text. "jalan rusak lagi di ..." tells where the road is. */
bool place_is_of_writer(const struct lexicon *l, const struct reading *r,
                        const struct match *match);

#endif
