/* told.h - the words of time in a text: "tahun lalu", "sering", "sudah surut", "sekarang".
 *
 * Threads: pure. */
#ifndef KANDA_NLU_TOLD_H
#define KANDA_NLU_TOLD_H

#include "match.h"

struct told {
    const struct lexicon *l;
    const struct reading *r;
    const struct saying *at; /* in the order of the text */
    size_t count;
};

/* Finds the sayings of a reading, for which it has SAYINGS_MAX places. */
void told_find(const struct lexicon *l, struct reading *r);
/* The same once it is known when, and behind what, it was written: "tahun 2022" may be past. */
void told_since(const struct lexicon *l, struct reading *r, struct telling telling);
/* Those of t->r. */
void told_read(struct told *t);
/* Whether tokens [from, to) stand within a saying of this role. */
bool told_covers(const struct told *t, enum word_role role, size_t from, size_t to);
/* "barusan", "tadi": a saying that tells of a moment ago; not "baru" of a thing. */
bool told_is_fresh(const struct told *t, const struct saying *s);
/* One of the sayings of a text does. */
bool told_a_moment_ago(const struct lexicon *l, const struct reading *r);
/* "kemarin saya lapor [kebakaran]": past is the report. */
bool told_is_report(const struct told *t, const struct token *token);
/* "terjadi", "sudah", "mengalami": nothing but that it happened. */
bool told_is_light(const struct told *t, size_t i);

#endif
