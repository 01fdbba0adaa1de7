/* transcript.h - text of a play, written so that it is the same at each playing: what differs from
 * one to the next gets a name.
 *
 * A ticket number becomes "{number 1}", the next other one "{number 2}", and so on in the order of
 * the text; a day ("Jumat 4 Desember 2026") "{date}"; in the address of a ticket's page the host
 * becomes "{host}" and the key "{key}". All else stays to the letter.
 *
 * Threads: one owner. Memory: no allocation; the text goes into a buffer of the caller's. */
#ifndef KANDA_SIM_TRANSCRIPT_H
#define KANDA_SIM_TRANSCRIPT_H

#include "base/buf.h"

#define SIM_NUMBER_SIZE        32
#define SIM_TRANSCRIPT_NUMBERS 500

struct sim_transcript {
    struct buf *out;
    char numbers[SIM_TRANSCRIPT_NUMBERS][SIM_NUMBER_SIZE]; /* {number 1} first */
    size_t count;
    bool full; /* there were more numbers: the text is not what it should be */
};

void sim_transcript_init(struct sim_transcript *t, struct buf *out);
void sim_transcript_add(struct sim_transcript *t, struct str text);
/* Each line of the text four blanks to the right, with a line feed at its end. */
void sim_transcript_indented(struct sim_transcript *t, struct str text);
/* By which {number} this ticket goes, counted from 1; 0: no more can be named (full). */
size_t sim_transcript_number(struct sim_transcript *t, struct str number);

/* "LK26-00042-7": the first ticket number in text at or after from, as a view of it; "" when there
 * is none. */
struct str sim_number_in(struct str text, size_t from);

#endif
