/* ending.h - what so far was said of an end, and stretches of words that tell of one: "sudah [tidak
 * ada lagi]", "sudah [tidak bakar lagi]", "sudah [bisa daftar akte]", "[tidak usah ditindak]".
 *
 * Threads: pure. */
#ifndef KANDA_NLU_ENDING_H
#define KANDA_NLU_ENDING_H

#include "match.h"

struct ending {
    uint32_t category;
    size_t since;   /* the word that says "already"; SIZE_MAX: none yet */
    bool thanked;   /* somewhere in the message */
    bool relieved;  /* "alhamdulillah" does */
    bool glad;      /* either of them */
    bool closes;    /* "tutup aja": the report may be closed */
    bool others;    /* "tetangga sudah cair": somebody else is told of */
    bool reported;  /* it speaks of a report or a visit, or of who came */
    bool annoyance; /* what annoys stands somewhere in it */
    size_t asides;  /* words behind the end that tell nothing we know */
    bool ended, told, named;
    bool plainly;  /* ended, by more than what may be said of an answer ("sudah diterima") */
    bool departed; /* "sudah pindah": an end of what is named */
    bool towards;  /* "pindah ke ...": and where it is now */
    bool absent;   /* "sudah tidak ada": an end of what annoys */
    bool no_more;  /* "sudah tidak ada lagi" */
    bool gone;     /* "sudah dicopot": so is this */
    bool stopped;  /* "sudah tidak bakar [di situ lagi]" */
    bool own;      /* "sudah saya bersihkan sendiri" */
    bool given;    /* "sudah muncul": an end of one's own matter alone */
    bool visited;  /* "petugas datang, ...": that says "already" */
    bool needless; /* "tidak usah ditindak" */
    bool thing, annoys, subject;
    struct str of; /* the first word that names what is over; "": none does */
};

/* Whether "already" stands right before token i. */
bool ending_is_near(const struct ending *e, size_t i);
/* Token t names what is over. */
void ending_is_of(const struct token *t, struct ending *e);
/* Where such a stretch ends that begins with token i, which is noted; i: none begins there. */
size_t ending_stretch(const struct lexicon *l, const struct reading *r, size_t i, struct ending *e);
/* "ya sudah pak terima kasih, ...", by the "already" at token i: agrees, and tells of no end. */
bool ending_is_resigned(const struct lexicon *l, const struct reading *r, size_t i);
/* Such a text, which complains of nothing and wishes nothing. */
bool ending_resigns(const struct lexicon *l, const struct reading *r);
/* "adik saya sudah vaksin tadi di puskesmas, beres pak": tells what has been done, and then that
 * this is the end. */
bool ending_says_well(const struct lexicon *l, const struct reading *r);

#endif
