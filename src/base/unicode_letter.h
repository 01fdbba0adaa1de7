/* unicode_letter.h - letters that look like those of Latin and that no rule of Unicode folds: small
 * capitals, white letters on dark squares and circles, Cyrillic and Greek look-alikes. For
 * unicode.c alone.
 *
 * Threads: pure. */
#ifndef KANDA_BASE_UNICODE_LETTER_H
#define KANDA_BASE_UNICODE_LETTER_H

#include "base/buf.h"

/* What a letter is only beside others, and what was found of that. */
struct letters_met {
    bool dark;    /* a white letter on a dark square, which is no emoji, */
    bool emoji;   /* one of the four of these that are (blood types, parking) */
    bool foreign; /* a Cyrillic or Greek letter that looks like a Latin one */
};

/* The small letter that a small capital or a white letter in a circle or square stands for,
 * wherever it stands; any other code point is itself. */
int32_t unicode_letter(int32_t c, struct letters_met *met);

/* Of folded text, from this byte on. The four emoji are letters where another white letter stands
 * in the text, and look-alikes are letters in a word that has a Latin one: a word, or a text,
 * wholly in Cyrillic stays as it is. */
void unicode_letters_settle(struct buf *folded, size_t from, const struct letters_met *met);

#endif
