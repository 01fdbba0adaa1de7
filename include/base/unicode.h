/* unicode.h - UTF-8 and what people do with it; the only door to utf8proc.
 *
 * Threads: pure, any thread. */
#ifndef KANDA_BASE_UNICODE_H
#define KANDA_BASE_UNICODE_H

#include "base/buf.h"

bool utf8_valid(struct str s);   /* RFC 3629: no surrogates, no overlong forms, <= U+10FFFF */
size_t utf8_count(struct str s); /* code points; an invalid byte counts as one */
/* Longest prefix of at most `max` code points, never cut inside a grapheme cluster. */
struct str utf8_prefix(struct str s, size_t max);
/* Next code point off *rest (-1 for an invalid byte, which is skipped); false at the end. */
bool utf8_next(struct str *rest, int32_t *code_point);
void utf8_put(struct buf *out, int32_t code_point);

/* For matching: NFKC and case folding (fancy letters and full-width forms become plain),
 * accents stripped (a-circumflex -> a), invisible and control characters and invalid bytes
 * dropped, line breaks and every kind of blank become one space, none at either end, emoji kept
 * without their joiners and variation selectors; Hangul stays as it is. Small capitals, white
 * letters on dark, and Cyrillic and Greek look-alikes in a word that has a Latin letter are plain
 * too. A fold is its own fold.
 * Appended to out; sticky failure in out. */
void unicode_fold(struct str s, struct buf *out);
/* Letters and digits of any script; marks count as letters. */
bool unicode_is_word(int32_t code_point);

#endif
