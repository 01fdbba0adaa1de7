/* mash.h - keys that were struck at random: "asdf jkl", "zxc vb", "qweasd".
 *
 * To call it noise is to lose it, so only what is no abbreviation either ("pjl mt", "lmp", "jln")
 * counts: keys that follow one another on a row of the keyboard.
 *
 * Threads: pure. */
#ifndef KANDA_NLU_MASH_H
#define KANDA_NLU_MASH_H

#include "base/str.h"

enum mash {
    MASH_NONE,
    MASH_PAIR, /* "vb", "jk": may be an abbreviation too, and is none beside a RUN alone */
    MASH_RUN   /* "zxc", "sdfsdf", "lkjh"; "qxrt": no vowel, and letters no abbreviation has */
};
/* Of a folded word. */
enum mash mash_of(struct str word);

#endif
