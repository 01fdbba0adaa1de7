/* secrecy.h - the words of who reports, and of what is asked about that (secrecy.c,
 * secrecy_told.c).
 *
 * Threads: pure. */
#ifndef KANDA_NLU_SECRECY_H
#define KANDA_NLU_SECRECY_H

#include "match.h"

/* In more words a matter is told. */
#define SECRECY_WORDS 16

/* "saya", "orang" */
bool secrecy_is_owner(const struct lexicon *l, const struct token *t);
/* "pelapor", "lapor", "laporan" */
bool secrecy_is_reporting(const struct lexicon *l, const struct token *t);
/* "apa", "amankah" */
bool secrecy_asks(const struct lexicon *l, const struct token *t);
/* At token i: "dirahasiakan [gak]", "tau [gak] kalau saya yang lapor", "aman apa [tidak]". */
bool secrecy_whether_at(const struct lexicon *l, const struct reading *r, size_t i);

/* "nama saya [bocor]", which no pipe does: no keyword but of that, and to whom, is there. */
bool secrecy_only_leaks(const struct lexicon *l, const struct reading *r);
/* "nomor saya bocor pak": not a word tells of anything else. */
bool secrecy_bare(const struct lexicon *l, const struct reading *r);

#endif
